import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FakeClock, SeededRandom } from '@qiantai/foundation';
import { IdMint, type JournalPayload, orderNoOfSale } from '@qiantai/protos';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openDeviceKey } from '../enrolment/device-key.ts';
import { agentError } from '../errors.ts';
import { type Journal, openJournal } from '../journal/journal.ts';
import { verifyJournal } from '../journal/verify.ts';
import { openStore, type Store } from '../store/database.ts';
import { type CorrectionStore, openCorrectionStore } from './correction-store.ts';
import { type ForwardingStore, journalQueueKey, openForwardingStore } from './forwarding-store.ts';
import type { Found } from './inquiry.ts';
import { type Mender, type Mending, openMending, type RowRef } from './mending.ts';
import { openQueueStore, type QueueStore } from './queue-store.ts';
import { openWaiting, type Waiting } from './waiting.ts';

const operators: Record<string, { operatorId: string; rights: string[] }> = {
  '1': { operatorId: 'op-1', rights: ['sell'] },
  '7': { operatorId: 'op-7', rights: ['queue.mend'] },
  '8': { operatorId: 'op-8', rights: ['queue.mend', 'queue.write_off'] },
  '9': { operatorId: 'op-9', rights: ['queue.write_off'] },
};
const person = (number: string): Mender => ({ number, pin: '1234' });

let folder: string;
let store: Store;
let clock: FakeClock;
let ids: IdMint;
let journal: Journal;
let queue: QueueStore;
let forwarding: ForwardingStore;
let waiting: Waiting;
let corrections: CorrectionStore;
let found: Found;
let taken: string[];
let offline: boolean;
let onRecord: Map<string, bigint>;
let mending: Mending;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mending-'));
  clock = new FakeClock();
  ids = new IdMint(clock, new SeededRandom(5));
  store = openStore(folder, clock);
  journal = openJournal({ store, privateKey: openDeviceKey(folder).privateKey, clock, ids });
  queue = openQueueStore(store);
  forwarding = openForwardingStore(store);
  corrections = openCorrectionStore(store);
  waiting = openWaiting({ store, queue, forwarding });
  taken = [];
  found = { kind: 'nothing', take: () => taken.push('nothing') };
  offline = false;
  onRecord = new Map();
  mending = openMending({
    ...{ store, journal, waiting, corrections, nowMs: () => clock.nowMs(), onMended: () => undefined },
    inquiry: { ask: async () => found },
    isTakenOffline: () => offline,
    amountMinorOf: (key) => onRecord.get(key),
    prove: async (number, pin) => {
      const operator = operators[number];
      if (!operator || pin !== '1234') throw agentError('SIGN_IN_WRONG');
      return operator;
    },
    rightsOf: (id) => Object.values(operators).find(({ operatorId }) => operatorId === id)?.rights ?? [],
  });
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

function takeCash(change: Partial<JournalPayload<'cash.taken'>> = {}) {
  const saleId = ids.saleId();
  return journal.append({
    terminalId: 'till-1',
    kind: 'cash.taken',
    payload: {
      paymentKey: ids.paymentKey(),
      saleId,
      orderNo: orderNoOfSale(saleId),
      amountMinor: '500',
      orderTotalMinor: '500',
      currency: 'CNY',
      operatorId: 'op-1',
      businessDate: '2026-01-02',
      tenderedMinor: '500',
      changeMinor: '0',
      offline: true,
      takenAtMs: clock.nowMs(),
      ...change,
    },
  });
}

/** The first entry that waits is refused for good. */
function killEntry(code = 'JOURNAL_BAD_PAYLOAD'): RowRef {
  const place = forwarding.move('till-1', 'leased', { throughSequence: 1 });
  forwarding.move('till-1', 'refused_for_good', { code, message: 'no' });
  return { kind: 'journal', key: journalQueueKey('till-1', place.acknowledgedSequence + 1) };
}

function killRequest(kind: 'pay' | 'cancel' | 'refund'): RowRef {
  const row = { kind, key: ids.paymentKey() as string };
  queue.add({ ...row, terminalId: 'till-1', recordedAtMs: clock.nowMs() });
  queue.move(row, 'leased', { nowMs: clock.nowMs() });
  queue.move(row, 'refused_for_good', { nowMs: clock.nowMs(), code: 'REQUEST_BAD' });
  return row;
}

const entries = () => [...journal.read.entries()];
const mended = () => entries().flatMap((entry) => (entry.kind === 'queue.mended' ? [entry.payload] : []));
const code = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: { code?: string }) => error.code ?? String(error),
  );

describe('what can be done with a dead row', () => {
  test.each([
    ['journal', 'JOURNAL_BAD_PAYLOAD', false, ['retry', 'correct']],
    ['journal', 'JOURNAL_BAD_HASH', false, ['retry', 'correct']],
    ['journal', 'JOURNAL_BAD_SIGNATURE', false, ['retry', 'correct']],
    ['journal', 'JOURNAL_FORK', false, ['retry']],
    ['journal', 'TERMINAL_FORBIDDEN', false, ['retry']],
    ['pay', '', false, ['write_off']],
    ['pay', '', true, ['retry', 'write_off']],
    ['cancel', '', false, ['retry', 'write_off']],
    ['refund', '', false, ['retry', 'write_off']],
  ] as const)('%s %s, taken offline %s: %j', async (kind, refusal, isOffline, ways) => {
    offline = isOffline;
    takeCash();
    const row = kind === 'journal' ? killEntry(refusal) : killRequest(kind);
    expect(mending.list(9).find(({ key }) => key === row.key)?.can).toEqual(ways);
    const tries = {
      retry: () => mending.retry(row, person('8'), ''),
      correct: () => mending.correct(row, person('8'), { reason: '' }),
      write_off: () => mending.writeOff(row, [person('8'), person('9')], ''),
    };
    for (const action of ['retry', 'correct', 'write_off'] as const) {
      if ((ways as readonly string[]).includes(action)) continue;
      expect(await code(tries[action]())).toBe('QUEUE_NOT_MENDABLE');
    }
    expect(mended()).toEqual([]);
  });

  test('a row that is not dead is left alone', async () => {
    takeCash();
    const row = { kind: 'journal', key: journalQueueKey('till-1', 1) } as const;
    expect(await code(mending.retry(row, person('7'), ''))).toBe('QUEUE_NOT_MENDABLE');
    expect(await code(mending.retry({ kind: 'refund', key: 'none' }, person('7'), ''))).toBe('QUEUE_ROW_NOT_FOUND');
  });

  test('it takes the right, and a person who is proved', async () => {
    takeCash();
    const row = killEntry();
    expect(await code(mending.retry(row, person('1'), ''))).toBe('RIGHT_MISSING');
    expect(await code(mending.retry(row, { number: '7', pin: '0000' }, ''))).toBe('SIGN_IN_WRONG');
    expect(await code(mending.retry(row, { operatorId: 'op-1' }, ''))).toBe('RIGHT_MISSING');
    expect(await code(mending.retry(row, { operatorId: 'op-7' }, ''))).toBe('done');
  });
});

test('retry: the row goes once more as it is, and the journal says who had it go', async () => {
  takeCash();
  const row = killEntry('TERMINAL_FORBIDDEN');
  await mending.retry(row, person('7'), 'the till was given back to this store');
  expect(forwarding.read('till-1')).toMatchObject({ status: 'recorded', rejectedCount: 0, acknowledgedSequence: 0 });
  expect(mended()).toEqual([
    {
      queueKind: 'journal',
      key: row.key,
      action: 'retry',
      operatorId: 'op-7',
      reason: 'the till was given back to this store',
      mendedAtMs: clock.nowMs(),
    },
  ]);
  const request = killRequest('refund');
  await mending.retry(request, person('7'), '');
  expect(queue.find('refund', request.key)).toMatchObject({ status: 'recorded', rejectedCount: 0 });
});

describe('correct', () => {
  test('what was signed stays; the fact stands again behind a mending that names the old entry by its hash', async () => {
    const before = takeCash({ operatorId: 'op-1' });
    takeCash();
    const row = killEntry();
    const payload = { ...before.payload, operatorId: 'op-2' };
    const after = await mending.correct(row, person('7'), { reason: 'name', payloadJson: JSON.stringify(payload) });
    expect(after).toMatchObject({ sequence: 4, kind: 'cash.taken', payload });
    expect(mended()).toMatchObject([{ action: 'correct', key: row.key, entryHash: before.hash }]);
    expect(corrections.within('till-1', 1, 9)).toEqual([{ terminalId: 'till-1', sequence: 1, mendingSequence: 3 }]);
    expect(forwarding.read('till-1')).toMatchObject({ status: 'recorded', acknowledgedSequence: 0 });
    expect(entries()[0]?.payload).toEqual(before.payload);
    expect(verifyJournal(journal.read.entries(), openDeviceKey(folder).publicKey)).toMatchObject({ chainOk: true });
    // Refused once more, it is only sent again: its fact is written already.
    expect(killEntry()).toEqual(row);
    expect(mending.list(9)[0]?.can).toEqual(['retry']);
  });

  test('without a payload the same is written again', async () => {
    const before = takeCash();
    const after = await mending.correct(killEntry('JOURNAL_BAD_SIGNATURE'), person('7'), { reason: '' });
    expect(after.payload).toEqual(before.payload);
    expect(after.entryId).not.toBe(before.entryId);
  });

  test('another fact, another sum, or what has not its form changes nothing', async () => {
    const before = takeCash();
    const row = killEntry();
    const tried = async (change: object) =>
      await code(
        mending.correct(row, person('7'), {
          reason: '',
          payloadJson: JSON.stringify({ ...before.payload, ...change }),
        }),
      );
    expect(await tried({ amountMinor: '5' })).toBe('QUEUE_CORRECTION_BAD');
    expect(await tried({ paymentKey: ids.paymentKey() })).toBe('QUEUE_CORRECTION_BAD');
    expect(await tried({ currency: 'EUR' })).toBe('QUEUE_CORRECTION_BAD');
    expect(await tried({ operatorId: '' })).toBe('JOURNAL_BAD_PAYLOAD');
    expect(await tried({ operatorId: 'a\0b' })).toBe('JOURNAL_BAD_PAYLOAD');
    onRecord.set(before.payload.paymentKey, 700n);
    expect(await tried({})).toBe('QUEUE_CORRECTION_BAD');
    expect(await code(mending.correct(row, person('7'), { reason: '', payloadJson: '{' }))).toBe(
      'QUEUE_CORRECTION_BAD',
    );
    expect(await code(mending.correct(row, person('7'), { reason: '', payloadJson: '[]' }))).toBe(
      'QUEUE_CORRECTION_BAD',
    );
    expect([entries().length, forwarding.read('till-1')?.status]).toEqual([1, 'dead']);
  });
});

describe('write off', () => {
  test('takes two different persons, both with the right', async () => {
    const row = killRequest('refund');
    const tried = (first: string, second: string) => code(mending.writeOff(row, [person(first), person(second)], ''));
    expect(await tried('8', '8')).toBe('QUEUE_TWO_PERSONS');
    expect(await tried('8', '7')).toBe('RIGHT_MISSING');
    expect(await tried('7', '8')).toBe('RIGHT_MISSING');
    expect(queue.find('refund', row.key)?.status).toBe('dead');
    expect(await tried('8', '9')).toBe('done');
    expect(queue.find('refund', row.key)).toMatchObject({ status: 'withdrawn', lastCode: 'WRITTEN_OFF' });
    expect(mended()).toMatchObject([{ action: 'write_off', operatorId: 'op-8', secondOperatorId: 'op-9' }]);
    expect(taken).toEqual(['nothing']);
  });

  test('only after the server has said that nothing stands there', async () => {
    const row = killRequest('pay');
    const tried = () => code(mending.writeOff(row, [person('9'), person('8')], ''));
    found = { kind: 'not_known', why: 'the line is down' };
    expect(await tried()).toBe('QUEUE_INQUIRY_NEEDED');
    found = { kind: 'stands', status: 'processing' };
    expect(await tried()).toBe('QUEUE_STANDS_AT_SERVER');
    expect([queue.find('pay', row.key)?.status, mended().length]).toEqual(['dead', 0]);
  });

  test('what is found there as it was asked for is settled, not written off', async () => {
    const row = killRequest('pay');
    found = { kind: 'settled', take: () => taken.push('settled') };
    expect(await mending.writeOff(row, [person('9'), person('8')], '')).toBe('found_there');
    expect([queue.find('pay', row.key)?.status, mended().length, taken]).toEqual(['acknowledged', 0, ['settled']]);
  });
});
