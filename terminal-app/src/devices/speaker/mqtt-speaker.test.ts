import { SeededRandom, silentLog, systemClock } from '@qiantai/foundation';
import { connectAsync, type MqttClient } from 'mqtt';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { makeTestAuthority } from '../../edge/test-authority.ts';
import { type MqttLogin, MqttTransport } from '../transport/mqtt.ts';
import { startMuteBroker, TestBroker } from '../transport/test-broker.ts';
import { announcementOf } from './announcement.ts';
import { Speaker } from './speaker.ts';
import { answerTopics } from './thing-model.ts';

/** The speaker at the other side of the broker, as docs/protocols/speaker.md has it: it says a speech id once. */
class Device {
  readonly played: string[] = [];
  readonly heard: string[] = [];
  volume = -1;
  isMute = false;
  private client: MqttClient | undefined;

  async switchOn(port: number): Promise<void> {
    const client = await connectAsync({ host: '127.0.0.1', port, protocolVersion: 4, clientId: 'dn' });
    this.client = client;
    client.on('message', (topic, payload) => this.onMessage(topic, JSON.parse(payload.toString())));
    await client.subscribeAsync([`${root}/service/SpeechPost`, `${root}/service/property/set`], { qos: 1 });
  }

  async switchOff(): Promise<void> {
    await this.client?.endAsync(true);
  }

  private onMessage(topic: string, { id, params }: { id: string; params: Record<string, unknown> }): void {
    const speechId = params['speechId'] as string | undefined;
    if (topic.endsWith('/property/set')) this.volume = params['SpeechVolume'] as number;
    const duplicate = speechId !== undefined && this.played.includes(speechId);
    if (speechId) this.heard.push(speechId);
    if (speechId && !duplicate) this.played.push(speechId);
    const answer = JSON.stringify({ id, code: 200, data: speechId ? { duplicate } : {} });
    if (!this.isMute) this.client?.publish(`${topic}_reply`, answer, { qos: 1 });
  }
}

const root = '/sys/pk/dn/thing';
const waits = { timeout: 20_000, interval: 10 };
let broker: TestBroker;
let device: Device;
const speakers: Speaker[] = [];
let seed = 0;

function tillSpeaker(
  login: Partial<MqttLogin> = {},
  options: { port?: number; volume?: number; secure?: boolean } = {},
): Speaker {
  const { port = broker.port, secure = false, ...rest } = options;
  const speaker = new Speaker({
    transport: new MqttTransport({
      host: '127.0.0.1',
      port,
      secure,
      login: { clientId: '', user: '', password: '', ...login },
      listenTo: answerTopics(root),
    }),
    topic: root,
    clock: systemClock,
    nowMs: () => systemClock.nowMs(),
    random: new SeededRandom(`till ${++seed}`),
    log: silentLog,
    onState: () => undefined,
    ...rest,
  });
  speakers.push(speaker);
  speaker.start();
  return speaker;
}

const speech = (key: string) =>
  announcementOf({ key, what: 'wechat', amountMinor: 1230n, currency: 'CNY', language: 'zh' });
const connected = (speaker: Speaker) =>
  vi.waitFor(() => expect(speaker.state).toMatchObject({ state: 'connected', reasonCode: '' }), waits);
const settled = (speaker: Speaker) => vi.waitFor(() => expect(speaker.health.waiting).toBe(0), waits);

beforeEach(async () => {
  broker = new TestBroker();
  device = new Device();
  await broker.start();
});

afterEach(async () => {
  await Promise.all(speakers.splice(0).map((speaker) => speaker.stop()));
  await device.switchOff();
  await broker.stop();
});

it('is told with QoS 1, answers, and is set to its volume', async () => {
  await device.switchOn(broker.port);
  const speaker = tillSpeaker({ clientId: 'till-1', user: 'till', password: 'secret' }, { volume: 40 });
  await connected(speaker);
  speaker.announce(speech('k1'));
  await settled(speaker);
  expect(broker.logins).toContain('till-1 till secret');
  expect(device).toMatchObject({ played: ['k1'], volume: 40 });
  const ours = broker.published.filter(({ clientId }) => clientId === 'till-1');
  expect(ours.map(({ topic, qos }) => [topic, qos])).toEqual([
    [`${root}/service/property/set`, 1],
    [`${root}/service/SpeechPost`, 1],
  ]);
  expect(JSON.parse(ours[1]?.text ?? '')).toMatchObject({ method: 'thing.service.SpeechPost', params: speech('k1') });
  expect(speaker.health).toMatchObject({
    address: `mqtt:127.0.0.1:${broker.port}`,
    counters: { framesOut: 2, errors: 0, retries: 0, discarded: 0 },
  });
});

it('says an amount once, though the broker was lost with it unconfirmed', async () => {
  await device.switchOn(broker.port);
  const speaker = tillSpeaker();
  await connected(speaker);
  broker.cutsAtPublish = 1;
  speaker.announce(speech('k1'));
  await vi.waitFor(() => expect(speaker.health.counters['reconnects']).toBe(1), waits);
  await device.switchOff();
  await device.switchOn(broker.port);
  speaker.announce(speech('k1'));
  speaker.announce(speech('k2'));
  await settled(speaker);
  expect(device.played).toEqual(['k1', 'k2']);
  expect(speaker.health.counters).toMatchObject({ errors: 1 });
});

it('does not hold up who announces while the broker is away, and says it when it is back', async () => {
  await broker.stop();
  const speaker = tillSpeaker();
  await vi.waitFor(() => expect(speaker.state.reasonCode).toBe('BROKER_AWAY'), waits);
  for (let n = 0; n < 60; n++) speaker.announce(speech(`k${n}`));
  expect(speaker.health.waiting).toBe(50);
  expect(speaker.replayLast()).toBe('DEVICE_NOT_CONNECTED');
  await broker.start();
  await device.switchOn(broker.port);
  await settled(speaker);
  expect(device.played).toEqual(['k0', ...Array.from({ length: 49 }, (_, n) => `k${n + 11}`)]);
});

it('comes back by itself when the broker was switched off and on', async () => {
  const speaker = tillSpeaker();
  await connected(speaker);
  await broker.stop();
  await vi.waitFor(() => expect(speaker.state.state).toBe('disconnected'), waits);
  speaker.announce(speech('k1'));
  await broker.start();
  await device.switchOn(broker.port);
  await settled(speaker);
  expect(device.played).toEqual(['k1']);
  expect(speaker.health.counters).toMatchObject({ reconnects: 1 });
});

it('is asked again for a speech that it heard and did not answer, and does not say it twice', async () => {
  await device.switchOn(broker.port);
  const speaker = tillSpeaker();
  await connected(speaker);
  device.isMute = true;
  speaker.announce(speech('k1'));
  await vi.waitFor(() => expect(device.heard.length).toBe(1), waits);
  device.isMute = false;
  await settled(speaker);
  expect(device.heard).toEqual(['k1', 'k1']);
  expect(device.played).toEqual(['k1']);
});

it('says the last one again', async () => {
  await device.switchOn(broker.port);
  const speaker = tillSpeaker();
  await connected(speaker);
  expect(speaker.replayLast()).toBe('SPEAKER_NOTHING_SAID');
  speaker.announce(speech('k1'));
  await settled(speaker);
  expect(speaker.replayLast()).toBeNull();
  await settled(speaker);
  expect(device.played).toEqual(['k1', 'k1-r1']);
});

it('serves two tills, neither of which takes the other’s answer for its own', async () => {
  await device.switchOn(broker.port);
  const tills = [tillSpeaker(), tillSpeaker()];
  await Promise.all(tills.map(connected));
  for (let n = 0; n < 10; n++) {
    for (const [at, till] of tills.entries()) till.announce(speech(`k${at}-${n}`));
  }
  await Promise.all(tills.map(settled));
  expect(device.played.toSorted()).toEqual([0, 1].flatMap((at) => Array.from({ length: 10 }, (_, n) => `k${at}-${n}`)));
  expect(tills.map(({ health }) => health.counters['retries'])).toEqual([0, 0]);
});

it('says why the broker does not let it in', async () => {
  broker.mayLogIn = (_user, password) => password === 'secret';
  const stranger = tillSpeaker({ user: 'till', password: 'wrong' });
  await vi.waitFor(() => expect(stranger.state.reasonCode).toBe('BROKER_REFUSED_LOGIN'), waits);
  broker.mayListen = (topic) => !topic.endsWith('_reply');
  const deaf = tillSpeaker({ user: 'till', password: 'secret' });
  await vi.waitFor(() => expect(deaf.state.reasonCode).toBe('BROKER_REFUSED_TOPIC'), waits);
});

it('tells nothing to a broker over TLS whose certificate nobody vouches for', async () => {
  await broker.stop();
  const { server } = await makeTestAuthority();
  await broker.start({ cert: server.chainPem, key: server.privateKeyPem });
  const speaker = tillSpeaker({ user: 'till', password: 'secret' }, { secure: true });
  await vi.waitFor(() => expect(speaker.state.reasonCode).toBe('BROKER_UNTRUSTED'), waits);
  expect(broker.logins).toEqual([]);
});

it('drops what is no message of a speaker, and what is too long', async () => {
  await device.switchOn(broker.port);
  const speaker = tillSpeaker();
  await connected(speaker);
  const other = await connectAsync({ host: '127.0.0.1', port: broker.port, protocolVersion: 4 });
  for (const payload of ['nonsense', '{}', 'x'.repeat(10_000)]) {
    await other.publishAsync(`${root}/service/SpeechPost_reply`, payload, { qos: 1 });
  }
  await other.endAsync();
  await vi.waitFor(() => expect(speaker.health.counters['discarded']).toBe(10), waits);
  speaker.announce(speech('k1'));
  await settled(speaker);
});

it('that is stopped while a broker keeps it waiting ends at once', async () => {
  const mute = await startMuteBroker();
  const speaker = tillSpeaker({}, { port: mute.port });
  await mute.arrived;
  const beganMs = performance.now();
  await speaker.stop();
  expect(performance.now() - beganMs).toBeLessThan(2_000);
  await mute.stop();
});
