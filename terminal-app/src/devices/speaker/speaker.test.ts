import { FakeClock } from '@qiantai/foundation';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { testDriver } from '../test-driver.ts';
import { TestTransport } from '../transport/test-transport.ts';
import { announcementOf } from './announcement.ts';
import { Speaker } from './speaker.ts';

interface Request {
  id: string;
  method: string;
  params: { speechId: string; parts: string[]; text: string };
}

let clock: FakeClock;
let transport: TestTransport;
let speaker: Speaker;
const requests = () => transport.written.map((bytes) => JSON.parse(Buffer.from(bytes).toString('utf8')) as Request);
const say = (message: object | string) =>
  transport.say(Buffer.from(`${typeof message === 'string' ? message : JSON.stringify(message)}\n`));
const speech = announcementOf({ key: 'k1', what: 'wechat', amountMinor: 1230n, currency: 'CNY', language: 'zh' });

beforeEach(async () => {
  clock = new FakeClock();
  transport = new TestTransport();
  speaker = new Speaker(testDriver(clock, transport));
  speaker.start();
  await clock.advance(10);
});

afterEach(() => speaker.stop());

it('says the wallet and the amount, in the words of the thing model', () => {
  expect(speech).toEqual({ speechId: 'k1', parts: ['WXDZ', '{$12.30}'], text: '微信到账12.30元' });
  speaker.announce(speech);
  expect(requests()).toEqual([{ id: '1', version: '1.0', method: 'thing.service.SpeechPost', params: speech }]);
});

it('keeps the speech id on every try, until it is accepted', async () => {
  speaker.announce(speech);
  speaker.announce({ ...speech, speechId: 'k2' });
  await clock.advance(4_100);
  expect(requests().map((one) => one.params.speechId)).toEqual(['k1', 'k1', 'k1']);
  say('not JSON');
  say({ id: '1', code: 200 });
  say({ id: '3', code: 200, data: { duplicate: true } });
  expect(requests().at(-1)?.params.speechId).toBe('k2');
});

it('goes on where the plug was pulled, and gives up one that is never answered', async () => {
  speaker.announce(speech);
  transport.unplug();
  await clock.advance(3_000);
  expect(speaker.state.state).toBe('disconnected');
  transport.plug();
  await clock.advance(1_200);
  expect(requests().map((one) => one.params.speechId)).toEqual(['k1', 'k1']);
  await clock.advance(20_000);
  expect(requests()).toHaveLength(5);
  expect(speaker.state).toMatchObject({ state: 'fault', reasonCode: 'SPEAKER_SILENT' });
  speaker.announce({ ...speech, speechId: 'k2' });
  say({ id: '6', code: 200 });
  expect(speaker.state).toMatchObject({ state: 'connected', reasonCode: '' });
});

it('says that a speech was refused', () => {
  speaker.announce(speech);
  say({ id: '1', code: 400 });
  expect(speaker.state).toMatchObject({ state: 'fault', reasonCode: 'SPEECH_REFUSED' });
});

it('says a speech once, however often it is told', async () => {
  speaker.announce(speech);
  say({ id: '1', code: 200, data: { duplicate: false } });
  speaker.announce(speech);
  speaker.announce(speech);
  await clock.advance(10_000);
  expect(requests()).toHaveLength(1);
});

it('says the last one again under an id of its own, which fits', () => {
  expect(speaker.replayLast()).toBe('SPEAKER_NOTHING_SAID');
  const long = { ...speech, speechId: 'k'.repeat(64) };
  speaker.announce(long);
  say({ id: '1', code: 200, data: { duplicate: false } });
  expect(speaker.replayLast()).toBeNull();
  say({ id: '2', code: 200, data: { duplicate: false } });
  expect(speaker.replayLast()).toBeNull();
  const ids = requests().map(({ params }) => params.speechId);
  expect(new Set(ids).size).toBe(3);
  expect(ids.every((id) => id.length === 64)).toBe(true);
  expect(requests()[1]?.params.text).toBe(speech.text);
});

it('sets the volume at each opening; a speaker that has none is none the worse for it', async () => {
  await speaker.stop();
  transport = new TestTransport();
  speaker = new Speaker({ ...testDriver(clock, transport), volume: 60 });
  speaker.start();
  await clock.advance(10);
  const set = { id: 'volume', version: '1.0', method: 'thing.service.property.set', params: { SpeechVolume: 60 } };
  expect(requests()).toEqual([set]);
  say({ id: 'volume', code: 400 });
  expect(speaker.state.state).toBe('connected');
  transport.unplug();
  transport.plug();
  await clock.advance(1_500);
  expect(requests()).toEqual([set, set]);
});

it('counts what it went through', async () => {
  speaker.announce(speech);
  await clock.advance(2_100);
  say('rubbish');
  say({ id: '2', code: 400 });
  expect(speaker.health).toMatchObject({
    waiting: 0,
    detail: speech.text,
    counters: { framesIn: 1, framesOut: 2, retries: 1, errors: 1, discarded: 8 },
  });
});
