import { FakeClock, SeededRandom, silentLog, systemClock } from '@qiantai/foundation';
import { IdMint, type PaymentKey } from '@qiantai/protos';
import mqtt from 'mqtt';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Database } from '../db/database.ts';
import { openTestDatabase } from '../db/test-database.ts';
import { secretBox } from '../merchants/secret-box.ts';
import { SpeakerStore } from '../merchants/speaker-store.ts';
import type { OutboxPayload } from '../payment/outbox-event.ts';
import { applySeed } from '../seed/apply-seed.ts';
import { sampleSeed } from '../seed/sample-seed.fixture.ts';
import { AnnouncementStore } from './announcement-store.ts';
import { Announcer } from './announcer.ts';
import { type SpeakerBroker, startSpeakerBroker } from './speaker-broker.ts';
import { paidSpeech } from './speech.ts';

const box = secretBox(Buffer.alloc(32, 3));
const clock = new FakeClock();
const ids = new IdMint(clock, new SeededRandom('announcer'));
const requestTopic = '/sys/pk/speaker-a/thing/service/SpeechPost';

let database: Database;
let broker: SpeakerBroker;
let announcer: Announcer;
const clients: mqtt.MqttClient[] = [];

beforeAll(async () => {
  database = await openTestDatabase();
  await applySeed({ database, secretBox: box, clock, log: silentLog }, sampleSeed());
  const store = new AnnouncementStore(database);
  announcer = new Announcer({ store, clock, pace: systemClock, random: new SeededRandom(1), log: silentLog });
  broker = await startSpeakerBroker({
    speakers: new SpeakerStore({ database, secretBox: box }),
    onListening: (speaker) => announcer.onListening(speaker),
    onMessage: (speaker, message) => announcer.onMessage(speaker, message),
    log: silentLog,
    port: 0,
  });
});
afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.endAsync(true)));
  await vi.waitFor(() => expect(broker.listening()).toEqual([]));
});
afterAll(async () => {
  await broker.stop();
  await database.close();
});

async function login(change: Partial<mqtt.IClientOptions> = {}): Promise<mqtt.MqttClient> {
  const client = mqtt.connect(broker.url, {
    protocolVersion: 4,
    clientId: 'speaker-a',
    username: 'speaker-a&pk',
    password: 'speaker-a-secret',
    reconnectPeriod: 0,
    ...change,
  });
  clients.push(client);
  await new Promise<void>((done, failed) => {
    client.once('connect', () => done());
    client.once('error', failed);
  });
  return client;
}

/** A device by the page: answers each request, says each speech once, tells when it was said. */
async function speaker(behaviour: { answersFrom: number } = { answersFrom: 1 }) {
  const client = await login();
  const heard: string[] = [];
  const said: string[] = [];
  client.on('message', (_topic, payload) => {
    const request = JSON.parse(payload.toString('utf8'));
    heard.push(request.id);
    if (heard.length < behaviour.answersFrom) return;
    const { speechId } = request.params;
    const duplicate = said.some((text) => text.startsWith(speechId));
    client.publish(
      '/sys/pk/speaker-a/thing/service/SpeechPost_reply',
      JSON.stringify({ id: request.id, code: 200, data: { duplicate } }),
      { qos: 1 },
    );
    if (duplicate) return;
    said.push(`${speechId} ${request.params.text} ${request.params.parts.join(' ')}`);
    client.publish(
      '/sys/pk/speaker-a/thing/event/SpeechPlayed/post',
      JSON.stringify({
        id: '1',
        version: '1.0',
        method: 'thing.event.SpeechPlayed.post',
        params: { speechId, playedAtMs: 1 },
      }),
      { qos: 1 },
    );
  });
  await client.subscribeAsync(requestTopic, { qos: 1 });
  return { client, heard, said };
}

async function putOutbox(change: Partial<Extract<OutboxPayload, { kind: 'payment' }>> = {}): Promise<string> {
  const paymentKey = ids.paymentKey();
  const payload: OutboxPayload = {
    kind: 'payment',
    paymentKey,
    orderNo: 'o1',
    storeId: 'store-a',
    terminalId: 'till-a1',
    status: 'paid',
    version: 3,
    tender: 'payment_code',
    channel: 'wechat',
    amountMinor: '1230',
    currency: 'CNY',
    businessDate: '2026-01-01',
    reasonCode: '',
    atMs: clock.nowMs(),
    ...change,
  };
  await putRow(`payment.${payload.status}`, payload);
  return paymentKey;
}

async function putRow(kind: string, payload: unknown): Promise<void> {
  await database.pool.query(
    'INSERT INTO outbox (merchant_id, event_id, kind, payload, created_at_ms, due_at_ms) VALUES ($1, $2, $3, $4, $5, $5)',
    ['m1', ids.uuid7(), kind, JSON.stringify(payload), clock.nowMs()],
  );
}

async function statusOf(key: string): Promise<string | undefined> {
  const found = await database.pool.query('SELECT status FROM announcement WHERE speech_id = $1', [key]);
  return found.rows[0]?.status;
}

const outboxCount = async () => (await database.pool.query('SELECT FROM outbox')).rowCount;

describe('announcements', () => {
  test('a paid channel payment is said once, however often it has to be sent', async () => {
    const device = await speaker({ answersFrom: 3 });
    const key = await putOutbox();
    await vi.waitFor(async () => {
      await announcer.turn(broker);
      await clock.advance(10_000);
      expect(await statusOf(key)).toBe('played');
    });
    expect(device.heard.length).toBeGreaterThanOrEqual(3);
    expect(new Set(device.heard)).toEqual(new Set([key]));
    expect(device.said).toEqual([`${key} 微信到账12.30元 WXDZ {$12.30}`]);
    expect(await outboxCount()).toBe(0);
  });

  test('one that waits for its speaker is said when the speaker comes', async () => {
    const key = await putOutbox({ channel: 'alipay', amountMinor: '5' });
    await announcer.turn(broker);
    await announcer.turn(broker);
    expect(await statusOf(key)).toBe('waiting');
    const device = await speaker();
    await vi.waitFor(async () => {
      await announcer.turn(broker);
      expect(await statusOf(key)).toBe('played');
    });
    expect(device.said).toEqual([`${key} 支付宝到账0.05元 ZFBDZ {$0.05}`]);
  });

  test('what is not a paid channel payment, or of a store without a speaker, is not said', async () => {
    const keys = [
      await putOutbox({ channel: 'cash', tender: 'cash' }),
      await putOutbox({ status: 'failed' }),
      await putOutbox({ storeId: 'store-b' }),
    ];
    await announcer.turn(broker);
    expect(await Promise.all(keys.map(statusOf))).toEqual([undefined, undefined, undefined]);
    expect(await outboxCount()).toBe(0);
  });

  test('the same event twice makes one announcement', async () => {
    const key = await putOutbox();
    await announcer.turn(broker);
    await putOutbox({ paymentKey: key as PaymentKey });
    await announcer.turn(broker);
    const found = await database.pool.query('SELECT FROM announcement WHERE speech_id = $1', [key]);
    expect(found.rowCount).toBe(1);
  });

  test('an event that is not understood stays and blocks nothing', async () => {
    await putRow('payment.paid', { kind: 'from a later version' });
    const key = await putOutbox();
    await announcer.turn(broker);
    expect(await statusOf(key)).toBe('waiting');
    const left = await database.pool.query('SELECT tries, due_at_ms FROM outbox');
    expect(left.rows).toEqual([{ tries: 1, due_at_ms: BigInt(clock.nowMs() + 3_600_000) }]);
    await database.pool.query('DELETE FROM outbox');
  });

  test('a speaker that never answers is given up, and a late answer is believed', async () => {
    await database.pool.query('DELETE FROM announcement');
    const silent = await login();
    await silent.subscribeAsync(requestTopic, { qos: 1 });
    const key = await putOutbox();
    for (let turn = 0; turn < 20 && (await statusOf(key)) !== 'given_up'; turn++) {
      await announcer.turn(broker);
      await clock.advance(300_000);
    }
    expect(await statusOf(key)).toBe('given_up');
    const tries = await database.pool.query('SELECT tries FROM announcement WHERE speech_id = $1', [key]);
    expect(tries.rows[0].tries).toBe(14);
    await silent.publishAsync(
      '/sys/pk/speaker-a/thing/service/SpeechPost_reply',
      JSON.stringify({ id: key, code: 200, data: { duplicate: false } }),
      { qos: 1 },
    );
    await vi.waitFor(async () => expect(await statusOf(key)).toBe('accepted'));
  });

  test('speech in other currencies', () => {
    const paymentKey = ids.paymentKey();
    expect(paidSpeech({ paymentKey, channel: 'card', amountMinor: 1234n, currency: 'JPY' })).toEqual({
      speechId: paymentKey,
      parts: ['YHKDZ', '{$1234}'],
      text: '银行卡到账1234 JPY',
    });
  });
});

describe('the broker', () => {
  test('lets in nobody with another secret, name or client id', async () => {
    const attempts: Array<Partial<mqtt.IClientOptions>> = [
      { password: 'guess' },
      { username: 'speaker-a&other' },
      { username: 'speaker-b&pk', clientId: 'speaker-b' },
      { clientId: 'somebody' },
      { username: undefined as unknown as string, password: undefined as unknown as string },
    ];
    for (const attempt of attempts) {
      await expect(login(attempt)).rejects.toMatchObject({ code: 4 });
    }
  });

  test('a speaker hears and says nothing but its own', async () => {
    const client = await login();
    for (const topic of ['#', '/sys/pk/speaker-b/thing/service/SpeechPost', '$SYS/#']) {
      await expect(client.subscribeAsync(topic, { qos: 1 })).rejects.toThrow();
    }
    const closed = new Promise<void>((done) => client.once('close', () => done()));
    client.publish('/sys/pk/speaker-b/thing/event/SpeechPlayed/post', '{}', { qos: 1 });
    await closed;
  });

  test('messages that are none are ignored', async () => {
    const client = await login();
    const reply = '/sys/pk/speaker-a/thing/service/SpeechPost_reply';
    for (const payload of ['', 'not json', '{"id":"x","code":200}', '{"id":null}', '[]']) {
      await client.publishAsync(reply, payload, { qos: 1 });
    }
    expect(client.connected).toBe(true);
  });
});
