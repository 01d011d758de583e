import { type AddressInfo, createServer, type Server } from 'node:net';
import { FakeClock, SeededRandom } from '@qiantai/foundation';
import { Aedes } from 'aedes';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { FrameLog } from '../device/frame-log.ts';
import { MountedDevice } from '../device/mounted-device.ts';
import { Speaker } from '../speaker/speaker.ts';
import { MqttLine } from './mqtt-line.ts';

let broker: Aedes;
let server: Server;
const logins: string[] = [];
const published: Array<{ topic: string; text: string; qos: number }> = [];

beforeEach(async () => {
  broker = await Aedes.createBroker();
  broker.authenticate = (client, username, password, done) => {
    logins.push(`${client.id} ${username} ${password}`);
    done(null, password?.toString() === 'secret');
  };
  broker.on('publish', ({ topic, payload, qos }, client) => {
    if (client) published.push({ topic, text: payload.toString(), qos });
  });
  server = createServer(broker.handle);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
});

afterEach(async () => {
  await new Promise<void>((done) => broker.close(done));
  await new Promise<void>((done) => server.close(() => done()));
});

it('lets the speaker be told over a broker, and answer and report there', async () => {
  const clock = new FakeClock();
  const { port } = server.address() as AddressInfo;
  const line = new MqttLine({
    broker: `mqtt://127.0.0.1:${port}`,
    productKey: 'pk',
    deviceName: 'dn',
    secret: 'secret',
  });
  const mounted = new MountedDevice({
    id: 'store-speaker',
    line,
    makeDevice: (ports) => new Speaker(ports, { framing: 'messages', playMs: 100 }),
    clock,
    random: new SeededRandom(1),
    shopNowMs: () => clock.nowMs(),
    log: new FrameLog(() => clock.nowMs()),
    changed: () => undefined,
  });
  await mounted.plug();
  await vi.waitFor(() => expect(line.peer).toBe(true));
  expect(logins).toEqual(['dn dn&pk secret']);
  const request = {
    id: '7',
    version: '1.0',
    method: 'thing.service.SpeechPost',
    params: { speechId: 's', parts: ['WXDZ', '{$1.00}'], text: 't' },
  };
  broker.publish(
    {
      cmd: 'publish',
      qos: 1,
      dup: false,
      retain: false,
      topic: '/sys/pk/dn/thing/service/SpeechPost',
      payload: JSON.stringify(request),
    },
    () => undefined,
  );
  await vi.waitFor(() => expect(published).toHaveLength(1));
  await clock.advance(100);
  await vi.waitFor(() => expect(published).toHaveLength(2));
  expect(published.map(({ topic, qos }) => [topic, qos])).toEqual([
    ['/sys/pk/dn/thing/service/SpeechPost_reply', 1],
    ['/sys/pk/dn/thing/event/SpeechPlayed/post', 1],
  ]);
  expect(JSON.parse(published[0]?.text ?? '')).toEqual({ id: '7', code: 200, data: { duplicate: false } });
  await mounted.unplug();
  expect(line.peer).toBe(false);
});
