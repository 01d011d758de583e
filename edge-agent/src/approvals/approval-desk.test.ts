/** Approvals and deeds on a database of their own, by a clock that is moved by hand. */
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hash } from '@node-rs/argon2';
import { FakeClock, SeededRandom, silentLog } from '@qiantai/foundation';
import { IdMint, type TillRight } from '@qiantai/protos';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openDeviceKey } from '../enrolment/device-key.ts';
import { openJournal } from '../journal/journal.ts';
import { openOperatorStore } from '../operators/operator-store.ts';
import { openSignInDesk } from '../operators/sign-in.ts';
import { openSettingsStore } from '../settings/settings-store.ts';
import { openStore, type Store } from '../store/database.ts';
import { openApprovalDesk, type Proof } from './approval-desk.ts';
import { approvalLifeMs } from './approval-states.ts';
import { openApprovalStore } from './approval-store.ts';
import { openDeedDesk } from './deed-desk.ts';
import { restoreApprovals } from './restore-approvals.ts';

const cardCode = 'QT-CARD-7M3K9X2P5R8W4T6Y1A';
const doer = { terminalId: 'till-1', operatorId: 'op-1' };
const signer = { ...doer, businessDate: '2026-01-02' };
const byPin: Proof = { by: 'pin', number: '2', pin: '1234' };
const byCard: Proof = { by: 'card', cardCode };

let clock: FakeClock;
let ids: IdMint;
let folder: string;
let store: Store;
let room: ReturnType<typeof openRoom>;

function openRoom(pinHash: string) {
  const settings = openSettingsStore(store);
  const cardHash = createHash('sha256').update(cardCode).digest('hex');
  const people = { pinHash, name: '某人' };
  settings.put('operator', 'op-1', 1, { operatorId: 'op-1', number: '1', rights: ['line.delete'], ...people });
  const rights = ['line.discount', 'cart.discount', 'drawer.open'];
  settings.put('operator', 'op-2', 2, { operatorId: 'op-2', number: '2', rights, cardHash, ...people });
  const approvals = openApprovalStore(store.sql);
  const nowMs = () => clock.nowMs();
  const journal = openJournal({ store, privateKey: openDeviceKey(folder).privateKey, clock, ids });
  const operators = openOperatorStore(store.sql);
  const signIn = openSignInDesk({ store, journal, operators, settings, nowMs, lastContactMs: nowMs, log: silentLog });
  const desk = openApprovalDesk({ store, journal, approvals, settings, signIn, ids, nowMs });
  const deeds = openDeedDesk({ store, journal, approvals, rights: desk, trained: () => {}, nowMs });
  return { settings, approvals, journal, signIn, desk, deeds };
}

beforeEach(async () => {
  clock = new FakeClock();
  ids = new IdMint(clock, new SeededRandom(5));
  folder = mkdtempSync(join(tmpdir(), 'approvals-'));
  store = openStore(folder, clock);
  room = openRoom(await hash('1234', { memoryCost: 1024, timeCost: 1, parallelism: 1 }));
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

const approve = (right: TillRight, proof: Proof = byPin, saleId = '') =>
  room.desk.approve(doer, { right, proof, saleId, note: '顾客要求' });
const entries = () => room.journal.read.after('till-1', 0, 100);

describe('an approval', () => {
  test.each([byPin, byCard])('is given by $by, journalled with its row, and good for its time', async (proof) => {
    const saleId: string = ids.saleId();
    const given = await approve('line.discount', proof, saleId);
    expect(given).toMatchObject({ operator: { operatorId: 'op-2' }, expiresAtMs: clock.nowMs() + approvalLifeMs });
    expect(entries()).toMatchObject([
      {
        kind: 'approval.given',
        payload: { right: 'line.discount', operatorId: 'op-1', approvedById: 'op-2', by: proof.by, saleId },
      },
    ]);
    const named = { approvalId: given.approvalId, saleId };
    room.desk.insist(doer, 'line.discount', named);
    await clock.advance(approvalLifeMs);
    expect(() => room.desk.insist(doer, 'line.discount', named)).toThrow('is over');
  });

  test('of whoever lacks the right is none, and leaves nothing behind', async () => {
    await expect(approve('price.change')).rejects.toThrow('needs the right price.change');
    await expect(approve('price.change', byCard)).rejects.toThrow('needs the right price.change');
    expect(entries()).toEqual([]);
  });

  test('five wrong PINs or cards lock, the PIN its number and with it the card', async () => {
    for (let n = 0; n < 5; n++)
      await expect(approve('drawer.open', { ...byPin, pin: '9999' } as Proof)).rejects.toThrow('wrong');
    await expect(approve('drawer.open')).rejects.toThrow('Try again in 30 s');
    await expect(approve('drawer.open', byCard)).rejects.toThrow('Try again in 30 s');
    await clock.advance(30_000);
    await approve('drawer.open', byCard);
    const other = { by: 'card', cardCode: cardCode.replace('7', '8') } as const;
    for (let n = 0; n < 5; n++)
      await expect(approve('drawer.open', other)).rejects.toThrow('no operator has this card');
    await expect(approve('drawer.open', byCard)).rejects.toThrow('Try again in 30 s');
    await clock.advance(30_000);
    await approve('drawer.open', byCard);
  });

  test('nonsense for a card is refused before it is counted', async () => {
    for (let n = 0; n < 6; n++)
      await expect(approve('drawer.open', { by: 'card', cardCode: 'short' })).rejects.toThrow('26 to 128');
    await expect(approve('drawer.open', { by: 'card', cardCode: `${cardCode} ${cardCode}` })).rejects.toThrow(
      '26 to 128',
    );
    await approve('drawer.open', byCard);
  });
});

test('an operator signs in by card, and by no card of nobody', () => {
  const { session, operator } = room.signIn.signInByCard('till-1', cardCode);
  expect(operator.operatorId).toBe('op-2');
  expect(room.signIn.sessionOf('till-1', session)).toMatchObject({ operatorId: 'op-2' });
  expect(() => room.signIn.signInByCard('till-1', `${cardCode}X`)).toThrow('no operator has this card');
  const [other] = room.settings.operators().filter((one) => one.operatorId === 'op-2');
  if (other) room.settings.put('operator', 'op-3', 3, { ...other, operatorId: 'op-3', number: '3' });
  expect(() => room.signIn.signInByCard('till-1', cardCode)).toThrow('no operator has this card');
});

describe('what lines of a sale ask for', () => {
  const rights: readonly [TillRight, ...TillRight[]] = ['line.discount', 'cart.discount'];
  const insist = (saleId: string, approvalIds: string[], atMs = clock.nowMs(), who = doer) =>
    room.desk.insistForSale(who, rights, { saleId, approvalIds, atMs });

  test('is the operator’s right or any named approval’s that was given for the sale in time', async () => {
    const saleId: string = ids.saleId();
    expect(() => insist(saleId, [])).toThrow('An operator with the right line.discount has to approve it');
    insist(saleId, [], 0, { ...doer, operatorId: 'op-2' });
    const { approvalId, expiresAtMs } = await approve('cart.discount', byPin, saleId);
    const others = [
      (await approve('cart.discount')).approvalId,
      (await approve('drawer.open', byPin, saleId)).approvalId,
    ];
    expect(() => insist(saleId, others)).toThrow('has to approve it');
    insist(saleId, [...others, approvalId]);
    insist(saleId, [approvalId], expiresAtMs - 1, { ...doer, operatorId: 'op-9' });
    insist(saleId, [approvalId], expiresAtMs + 59_999);
    expect(() => insist(saleId, [...others, approvalId], expiresAtMs + 60_000)).toThrow('is over');
    expect(() => insist(ids.saleId(), [approvalId])).toThrow('has to approve it');
  });
});

describe('a deed', () => {
  const deed = (over: object = {}) => ({ deed: 'line_deleted', doneAtMs: 5, reason: '误扫', ...over });
  const record = (deedId: string, sent: object, who = signer) => room.deeds.record(who, deedId, JSON.stringify(sent));

  test('of an operator with the right is journalled once, and under its id nothing else', () => {
    const deedId: string = ids.uuid7();
    expect(record(deedId, deed())).toBe(1);
    expect(record(deedId, { ...deed(), deedId })).toBe(1);
    expect(() => record(deedId, deed({ reason: '退货' }))).toThrow('other contents');
    expect(() => record(deedId, deed(), { ...signer, terminalId: 'till-2' })).toThrow('other contents');
    expect(entries()).toMatchObject([
      { kind: 'till.deed', payload: { deedId, operatorId: 'op-1', businessDate: '2026-01-02' } },
    ]);
  });

  test('without the right needs an approval of it; one without a right needs none', async () => {
    const opened = (approvalId?: string) => deed({ deed: 'drawer_opened', ...(approvalId ? { approvalId } : {}) });
    expect(() => record(ids.uuid7(), opened())).toThrow('An operator with the right drawer.open has to approve it');
    expect(() => record(ids.uuid7(), opened(ids.uuid7()))).toThrow('was not given for this');
    const { approvalId } = await approve('drawer.open');
    expect(() => record(ids.uuid7(), opened(approvalId), { ...signer, operatorId: 'op-3' })).toThrow(
      'was not given for this',
    );
    const before = entries().length;
    expect(record(ids.uuid7(), opened(approvalId))).toBe(before + 1);
    expect(record(ids.uuid7(), deed({ deed: 'training_begun' }), { ...signer, operatorId: 'op-3' })).toBe(before + 2);
    await clock.advance(approvalLifeMs);
    expect(() => record(ids.uuid7(), opened(approvalId))).toThrow('is over');
  });

  test('that is none is refused by name', () => {
    expect(() => room.deeds.record(signer, ids.uuid7(), '{')).toThrow('not JSON');
    for (const bad of [{ deed: 'stolen' }, { quantity: 0 }, { operatorId: 'op-2' }, { deedId: ids.uuid7() }]) {
      expect(() => record(ids.uuid7(), deed(bad)), JSON.stringify(bad)).toThrow('deed_json');
    }
  });
});

test('what came back from the journal is known again, and the same deed is still the same', async () => {
  const deedId: string = ids.uuid7();
  const { approvalId } = await approve('drawer.open');
  const sent = { deed: 'drawer_opened', doneAtMs: 5, approvalId } as const;
  room.deeds.record(signer, deedId, JSON.stringify(sent));
  const kept = room.approvals.find(approvalId);
  store.sql.exec('DELETE FROM approval; DELETE FROM till_deed');
  for (let turn = 0; turn < 2; turn++) for (const entry of entries()) restoreApprovals(room.approvals, entry);
  expect(room.approvals.find(approvalId)).toEqual(kept);
  expect(room.deeds.record(signer, deedId, JSON.stringify(sent))).toBe(2);
  expect(() => room.deeds.record(signer, deedId, JSON.stringify({ ...sent, doneAtMs: 6 }))).toThrow('other contents');
});

test('after a month approvals and deeds are known by the journal alone', async () => {
  const { approvalId } = await approve('drawer.open');
  const deedId: string = ids.uuid7();
  room.deeds.record(signer, deedId, JSON.stringify({ deed: 'sale_held', doneAtMs: 1 }));
  await clock.advance(32 * 86_400_000);
  await approve('drawer.open');
  room.deeds.record(signer, ids.uuid7(), JSON.stringify({ deed: 'sale_held', doneAtMs: 1 }));
  expect([room.approvals.find(approvalId), room.approvals.findDeed(deedId)]).toEqual([undefined, undefined]);
});
