/** The till's speaker and the simulated one, which share no code, over a broker on loopback. */
import { FakeClock, SeededRandom, silentLog, systemClock } from '@qiantai/foundation';
import { FrameLog, MountedDevice, MqttLine, Speaker as SimulatedSpeaker } from '@qiantai/hardware-sims';
import { announcementOf, answerTopics, MqttTransport, Speaker, TestBroker } from '@qiantai/terminal-app/speaker';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

const waits = { timeout: 20_000, interval: 10 };
/** The simulated speaker's: a speech takes as long as the test lets it. */
let clock: FakeClock;
let broker: TestBroker;
let store: MountedDevice<SimulatedSpeaker>;
let till: Speaker;

beforeEach(async () => {
  clock = new FakeClock();
  broker = new TestBroker();
  await broker.start();
  const url = `mqtt://127.0.0.1:${broker.port}`;
  store = new MountedDevice({
    id: 'till-1-speaker',
    line: new MqttLine({ broker: url, productKey: 'pk', deviceName: 'dn', secret: 'secret' }),
    makeDevice: (ports) => new SimulatedSpeaker(ports, { framing: 'messages', playMs: 100 }),
    clock,
    random: new SeededRandom('speaker'),
    shopNowMs: () => clock.nowMs(),
    log: new FrameLog(() => clock.nowMs()),
    changed: () => undefined,
  });
  await store.plug();
  const login = { clientId: 'till-1', user: 'till', password: 'secret' };
  const listenTo = answerTopics('/sys/pk/dn/thing');
  till = new Speaker({
    transport: new MqttTransport({ host: '127.0.0.1', port: broker.port, secure: false, login, listenTo }),
    topic: '/sys/pk/dn/thing',
    volume: 35,
    clock: systemClock,
    nowMs: () => systemClock.nowMs(),
    random: new SeededRandom('till'),
    log: silentLog,
    onState: () => undefined,
  });
  till.start();
});

afterEach(async () => {
  await till.stop();
  await store.unplug();
  await broker.stop();
});

const heard = () => store.device.played().map((speech) => speech.heard);
const accepted = async () => {
  await vi.waitFor(() => expect(till.health.waiting).toBe(0), waits);
  await clock.advance(1_000);
};
const paid = (key: string, amountMinor: bigint) =>
  till.announce(announcementOf({ key, what: 'alipay', amountMinor, currency: 'CNY', language: 'zh' }));

it('announces each payment once, sets the volume, and says the last one again', async () => {
  await vi.waitFor(() => expect(store.device.snapshot()['volume']).toBe(35), waits);
  paid('p1', 1250n);
  paid('p1', 1250n);
  await accepted();
  paid('p2', 500n);
  await accepted();
  expect(heard()).toEqual(['支付宝到账12.50元', '支付宝到账5.00元']);
  expect(till.replayLast()).toBeNull();
  await accepted();
  expect(heard()).toEqual(['支付宝到账12.50元', '支付宝到账5.00元', '支付宝到账5.00元']);
  expect(till.health.counters).toMatchObject({ errors: 0, discarded: 0 });
});

it('announces what was paid while the broker was away, once', async () => {
  paid('p1', 100n);
  await accepted();
  await broker.stop();
  await vi.waitFor(() => expect(till.state.state).toBe('disconnected'), waits);
  paid('p2', 200n);
  paid('p3', 300n);
  expect(till.health.waiting).toBe(2);
  await broker.start();
  await accepted();
  expect(heard()).toEqual(['支付宝到账1.00元', '支付宝到账2.00元', '支付宝到账3.00元']);
});
