import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hash } from '@node-rs/argon2';
import { FakeClock, SeededRandom, silentLog } from '@qiantai/foundation';
import { IdMint } from '@qiantai/protos';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDeviceKey } from '../enrolment/device-key.ts';
import { openJournal } from '../journal/journal.ts';
import { openSettingsStore } from '../settings/settings-store.ts';
import { openStore, type Store } from '../store/database.ts';
import { openOperatorStore } from './operator-store.ts';
import { openSignInDesk, type SignInDesk } from './sign-in.ts';

const clock = new FakeClock();
let folder: string;
let store: Store;
let lastContactMs = 0;
let putPolicy: (signInWithoutContactMsMax: number) => void;
let desk: SignInDesk;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sign-in-'));
  store = openStore(folder, clock);
  const settings = openSettingsStore(store);
  const pinHash = await hash('1234', { memoryCost: 1024, timeCost: 1, parallelism: 1 });
  settings.put('operator', 'op-1', 1, { operatorId: 'op-1', number: '1', name: '王芳', rights: [], pinHash });
  lastContactMs = clock.nowMs();
  const policy = {
    timeZone: 'Asia/Shanghai',
    businessDayStartsAt: '04:00',
    offlineWithoutContactMsMax: 0,
    journalKeptMs: 0,
  };
  putPolicy = (signInWithoutContactMsMax) =>
    settings.put('store_policy', 'default', 2, { ...policy, signInWithoutContactMsMax });
  const { privateKey } = openDeviceKey(folder);
  desk = openSignInDesk({
    store,
    journal: openJournal({ store, privateKey, clock, ids: new IdMint(clock, new SeededRandom(1)) }),
    operators: openOperatorStore(store.sql),
    settings,
    nowMs: () => clock.nowMs(),
    lastContactMs: () => lastContactMs,
    log: silentLog,
  });
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

const right = () => desk.signIn('till-1', '1', '1234');
const wrong = () => desk.signIn('till-1', '1', '9999');

test('the right PIN opens a session of this till only', async () => {
  const { session } = await right();
  expect(desk.sessionOf('till-1', session)).toMatchObject({ operatorId: 'op-1' });
  expect(() => desk.sessionOf('till-2', session)).toThrow('Sign in first');
  desk.signOut('till-1', session);
  expect(() => desk.sessionOf('till-1', session)).toThrow('Sign in first');
});

test('a session is over after a day and a half', async () => {
  const { session } = await right();
  await clock.advance(37 * 3_600_000);
  expect(() => desk.sessionOf('till-1', session)).toThrow('Sign in first');
});

test('five wrong PINs lock the number, longer each time; the right one clears the count', async () => {
  for (let n = 0; n < 5; n++) await expect(wrong()).rejects.toThrow('wrong');
  await expect(right()).rejects.toThrow('Try again in 30 s');
  await clock.advance(30_000);
  await expect(wrong()).rejects.toThrow('wrong');
  await expect(right()).rejects.toThrow('Try again in 60 s');
  await clock.advance(60_000);
  await right();
  await expect(wrong()).rejects.toThrow('wrong');
  await right();
});

test('tries side by side are counted, too', async () => {
  const tries = await Promise.allSettled(Array.from({ length: 8 }, wrong));
  const reasons = tries.map((one) => (one.status === 'rejected' ? String(one.reason.code) : ''));
  expect(reasons.filter((code) => code === 'SIGN_IN_LOCKED')).toHaveLength(3);
});

test('an unknown number is refused as a wrong PIN is, and nonsense before it is counted', async () => {
  await expect(desk.signIn('till-1', '77', '1234')).rejects.toThrow('wrong');
  await expect(desk.signIn('till-1', 'x', '1234')).rejects.toThrow('one to eight digits');
  await expect(desk.signIn('till-1', '1', '12')).rejects.toThrow('four to twelve digits');
});

test('after a time without contact nobody is let in, and no try is counted; 0 is never', async () => {
  putPolicy(8 * 3_600_000);
  await clock.advance(8 * 3_600_000);
  await right();
  await clock.advance(1);
  for (let n = 0; n < 6; n++) await expect(right()).rejects.toThrow('no contact with the server for 8 h');
  lastContactMs = clock.nowMs();
  await right();
  putPolicy(0);
  await clock.advance(30 * 86_400_000);
  await right();
});
