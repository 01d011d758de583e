/** Shifts and cash movements from a journal to the rows and the merchant's book, each once, whatever they offend. */
import type { JournalKind, JournalPayload } from '@qiantai/protos';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Replied } from '../rpc/messages.ts';
import { call, startTestRpc, type TestRpc } from '../rpc/test-rpc.fixture.ts';
import { sampleCode } from '../seed/sample-seed.fixture.ts';
import { JournalWriter } from './journal-writer.fixture.ts';
import { postingOfMovement } from './shift-rules.ts';
import { ShiftReader } from './shift-store.ts';

let rpc: TestRpc;
let write: <K extends JournalKind>(kind: K, payload: JournalPayload<K>) => Promise<string>;
let merchantId: string;
/** Tells each entry again, as an agent does whose answer was lost. */
const told: Array<() => Promise<unknown>> = [];

beforeAll(async () => {
  rpc = await startTestRpc();
  const agent = await rpc.enrol(sampleCode);
  const sync = rpc.sync(agent);
  const writer = new JournalWriter({ terminalId: 'till-a1', ids: rpc.ids, privateKey: agent.privateKey });
  write = async (kind, payload) => {
    const entry = writer.write(kind, payload);
    const wire = {
      ...entry,
      previousHash: Buffer.from(entry.previousHash),
      hash: Buffer.from(entry.hash),
      signature: Buffer.from(entry.signature),
    };
    const append = () =>
      call<Replied<'EdgeSyncService', 'AppendJournal'>>((callback) =>
        sync.appendJournal({ entries: [wire] }, callback),
      );
    told.push(append);
    const reply = await append();
    expect(reply.results[0]?.outcome).toBe('accepted');
    return reply.results[0]?.exceptionCode ?? '';
  };
});
afterAll(() => rpc.close());

const businessDate = '2026-01-02';
const currency = 'CNY' as const;
const opened = (shiftId: string): JournalPayload<'shift.opened'> => ({
  shiftId,
  operatorId: 'op-1',
  businessDate,
  currency,
  floatMinor: '10000',
  openedAtMs: 1_767_312_000_000,
});
const moved = (shiftId: string, change: Partial<JournalPayload<'cash.moved'>> = {}): JournalPayload<'cash.moved'> => ({
  movementId: rpc.ids.uuid7(),
  shiftId,
  direction: 'out',
  reason: 'bank',
  note: '',
  amountMinor: '3000',
  currency,
  operatorId: 'op-1',
  businessDate,
  movedAtMs: 1_767_312_100_000,
  ...change,
});
const closed = (
  shiftId: string,
  change: Partial<JournalPayload<'shift.closed'>> = {},
): JournalPayload<'shift.closed'> => ({
  shiftId,
  operatorId: 'op-2',
  businessDate,
  currency,
  floatMinor: '10000',
  takenMinor: '5000',
  handedBackMinor: '0',
  movedInMinor: '0',
  movedOutMinor: '3000',
  expectedMinor: '12000',
  countedMinor: '11900',
  differenceMinor: '-100',
  counts: [{ denominationMinor: '100', count: 119 }],
  unsentCount: 0,
  unsentMinor: '0',
  unknownPaymentKeys: [],
  closedAtMs: 1_767_340_000_000,
  ...change,
});

/** Debits less credits of an account of the merchant's book. */
async function balance(code: string): Promise<bigint> {
  const found = await rpc.database.pool.query<{ sum: string | null }>(
    `SELECT sum(amount_minor) AS sum FROM ledger_entry JOIN ledger_account USING (book_id, account_id)
     WHERE book_id = $1 AND code = $2`,
    [merchantId, code],
  );
  return BigInt(found.rows[0]?.sum ?? 0);
}

const exceptions = async () =>
  (await rpc.database.pool.query<{ code: string }>('SELECT code FROM payment_exception ORDER BY code')).rows.map(
    ({ code }) => code,
  );

describe('a shift that is told', () => {
  let shiftId: string;

  test('is a row, its movements and its difference stand in the book', async () => {
    shiftId = rpc.ids.uuid7();
    expect(await write('shift.opened', opened(shiftId))).toBe('');
    merchantId = (await rpc.database.pool.query('SELECT merchant_id FROM shift')).rows[0].merchant_id;
    expect(await write('cash.moved', moved(shiftId))).toBe('');
    expect(await write('cash.moved', moved(shiftId, { direction: 'in', reason: 'change', amountMinor: '500' }))).toBe(
      '',
    );
    expect(
      await write('shift.handed_over', { shiftId, fromOperatorId: 'op-1', toOperatorId: 'op-2', handedOverAtMs: 1 }),
    ).toBe('');
    expect(await write('shift.closed', closed(shiftId))).toBe('');
    expect(await balance('merchant.bank')).toBe(3000n);
    expect(await balance('merchant.cash_in_safe')).toBe(-500n);
    expect(await balance('merchant.cash_difference')).toBe(100n);
    expect(await balance('merchant.cash_in_till')).toBe(-3000n + 500n - 100n);
    const days = await new ShiftReader(rpc.database).storeDays(merchantId, '2026-01-01', '2026-01-31');
    expect(days).toMatchObject([
      {
        businessDate,
        currency,
        openShifts: 0,
        closedShifts: 1,
        takenMinor: 5000n,
        bankedMinor: 3000n,
        differenceMinor: -100n,
      },
    ]);
    expect(await exceptions()).toEqual([]);
  });

  test('does nothing again when its effects are due once more', async () => {
    await rpc.database.pool.query(`UPDATE terminal_journal_entry SET effect = 'due'`);
    for (const again of told) await again();
    const due = await rpc.database.pool.query(`SELECT FROM terminal_journal_entry WHERE effect = 'due'`);
    expect(due.rowCount).toBe(0);
    expect(await balance('merchant.bank')).toBe(3000n);
    expect(await balance('merchant.cash_difference')).toBe(100n);
    expect(await exceptions()).toEqual([]);
  });

  test('that offends a rule is taken, and opens an exception', async () => {
    expect(await write('shift.closed', closed(shiftId))).toBe('SHIFT_TWICE');
    const next = rpc.ids.uuid7();
    expect(await write('shift.opened', opened(next))).toBe('');
    expect(await write('shift.opened', opened(rpc.ids.uuid7()))).toBe('SHIFT_BEFORE_NOT_CLOSED');
    const lost = moved(rpc.ids.uuid7(), { direction: 'in', amountMinor: '1000' });
    expect(await write('cash.moved', lost)).toBe('MOVEMENT_WITHOUT_SHIFT');
    expect(await write('cash.moved', { ...lost, amountMinor: '9000' })).toBe('MOVEMENT_TWICE');
    expect(await write('shift.closed', closed(next, { expectedMinor: '1', differenceMinor: '200' }))).toBe(
      'SHIFT_SUMS_DIFFER',
    );
    expect(await balance('merchant.bank')).toBe(2000n);
    expect(await balance('merchant.cash_difference')).toBe(-100n);
    const unknown = closed(rpc.ids.uuid7(), { unknownPaymentKeys: [rpc.ids.uuid7()], approvedById: 'op-2' });
    expect(await write('shift.closed', unknown)).toBe('SHIFT_CLOSED_UNSETTLED');
  });
});

test('every reason and direction of a movement has its rule', () => {
  const place = { merchantId: 'm', storeId: 's', terminalId: 't' };
  const kinds = (['change', 'bank', 'petty_cash', 'correction', 'other'] as const).flatMap((reason) =>
    (['in', 'out'] as const).map((direction) => postingOfMovement(place, moved('s', { reason, direction })).kind),
  );
  expect(kinds).toEqual([
    'change_to_till',
    'change_from_till',
    'cash_fetched',
    'cash_banked',
    'petty_cash_back',
    'petty_cash_out',
    'cash_put_in',
    'cash_taken_out',
    'cash_put_in',
    'cash_taken_out',
  ]);
});
