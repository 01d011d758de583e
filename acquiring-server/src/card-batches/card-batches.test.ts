/** Which batch each payment of a terminal stands in, on a real database; the host's word comes from the test. */
import { FakeClock, SeededRandom } from '@qiantai/foundation';
import { channelOrderNo, IdMint } from '@qiantai/protos';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createCardSettlementStore } from '../channels/card/card-settlement-store.ts';
import { createCardTerminalStore } from '../channels/card/card-terminal-store.ts';
import type { SettlementOutcome } from '../channels/card/settlement.ts';
import { openTestDatabase } from '../db/test-database.ts';
import { CardBatchStore } from './card-batch-store.ts';
import { CardBatches } from './card-batches.ts';

let database: Awaited<ReturnType<typeof openTestDatabase>>;
let merchantId = '';
let count = 0;
/** What the host says next; the ids that it was asked under. */
let outcome: SettlementOutcome;
let asked: string[];
const ids = new IdMint(new FakeClock(Date.UTC(2026, 2, 10, 4)), new SeededRandom('card batches'));
const totals = { debitMinor: 1250n, debitCount: 1, creditMinor: 0n, creditCount: 0 };

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  merchantId = `m${++count}`;
  outcome = { kind: 'empty', batch: 2 };
  asked = [];
  await insert('card_terminal', {
    account_id: 'card',
    card_terminal_id: '10000001',
    batch: 2,
    next_stan: 9,
    updated_at_ms: 0,
  });
});

const insert = (table: string, row: Record<string, unknown>) => {
  const all = { merchant_id: merchantId, ...row };
  const names = Object.keys(all);
  return database.pool.query(
    `INSERT INTO ${table} (${names.join()}) VALUES (${names.map((_, at) => `$${at + 1}`).join()})`,
    Object.values(all),
  );
};

const batches = () =>
  new CardBatches({
    store: new CardBatchStore(database),
    terminals: createCardTerminalStore(database),
    settlements: createCardSettlementStore(database),
    gateway: {
      settleCardTerminal: async (_account, _terminal, id) => {
        asked.push(id);
        return outcome;
      },
    },
    accounts: {
      findTerms: async () => ({ currency: 'CNY' }),
      findCardTerminalId: async (_merchant, terminalId) => (terminalId === 'till-9' ? undefined : '10000001'),
      channelAccountsOf: async () =>
        (['card', 'card-unused'] as const).map((id) => ({
          account: { id, merchantId, channel: 'card' as const, credentials: {} },
        })),
    },
  });
const settle = (keys: string[], terminalId = 'till-1') =>
  batches().settle(merchantId, { settlementId: ids.uuid7(), terminalId, keys });

let stan = 0;
async function transaction(
  key: string,
  part: { batch?: number; kind?: string; status?: string; amountMinor?: bigint } = {},
): Promise<void> {
  await insert('card_transaction', {
    account_id: 'card',
    card_terminal_id: '10000001',
    batch: part.batch ?? 1,
    stan: ++stan,
    kind: part.kind ?? 'sale',
    status: part.status ?? 'approved',
    channel_order_no: channelOrderNo(key, 1),
    original_order_no: '',
    amount_minor: part.amountMinor ?? 1250n,
    currency: 'CNY',
    entry_mode: '051',
    response_code: '00',
    authorisation_code: '',
    reference: '',
    local_date: '0310',
    sent_at_ms: 1,
    updated_at_ms: 1,
  });
}

async function sold(terminalId = 'till-1', part: Parameters<typeof transaction>[1] = {}): Promise<string> {
  const key = ids.paymentKey() as string;
  const amounts = { amount_minor: 1250, order_total_minor: 1250, refunded_minor: 0 };
  const texts = { reason_code: '', channel_message: '', qr_text: '', exception_code: '', driver: '' };
  await insert('payment', {
    ...{ ...amounts, ...texts, payment_key: key, request_hash: '', store_id: 's', terminal_id: terminalId },
    ...{ operator_id: 'o', order_no: 'x', business_date: '2026-03-10', tender: 'card', channel: 'card' },
    ...{ currency: 'CNY', description: '', masked_pan: '', requested_at_ms: 1, status: 'paid', version: 1 },
    ...{ attempt_no: 1, counted: true, deadline_ms: 0, step_count: 0, created_at_ms: 1, updated_at_ms: 1 },
  });
  await insert('payment_attempt', {
    ...{ payment_key: key, attempt_no: 1, status: 'approved', channel: 'card', channel_account_id: 'card' },
    ...{ channel_order_no: channelOrderNo(key, 1), way: 'card', particulars: '{}', decision: '{}' },
    ...{ merchant_fee_basis_points: 0, channel_cost_basis_points: 0, sent_at_ms: 1, reason_code: '' },
    ...{ channel_message: '', channel_transaction_id: '', authorisation_code: '', card_reference: '' },
  });
  if (part.status !== 'none') await transaction(key, part);
  return key;
}

async function refunded(
  paymentKey: string,
  part: Parameters<typeof transaction>[1] & { origin?: 'automatic' } = {},
): Promise<string> {
  const key = ids.refundKey() as string;
  await insert('refund', {
    ...{
      refund_key: key,
      request_hash: '',
      payment_key: paymentKey,
      attempt_no: 1,
      origin: part.origin ?? 'requested',
    },
    ...{ store_id: 's', terminal_id: 'till-1', operator_id: 'o', business_date: '2026-03-10', channel: 'card' },
    ...{ amount_minor: 250, shortfall_minor: 0, currency: 'CNY', reason: '', requested_at_ms: 1 },
    ...{ status: 'succeeded', version: 1, channel_refund_no: channelOrderNo(key, 1), channel_refund_id: '' },
    ...{ reason_code: '', channel_message: '', exception_code: '', step_count: 0, created_at_ms: 1, updated_at_ms: 1 },
  });
  await transaction(key, { kind: 'refund', amountMinor: 250n, ...part });
  return key;
}

const keysOf = ({ entries }: Awaited<ReturnType<typeof settle>>) => entries.map(({ key }) => key).toSorted();

describe('a terminal that settles its cards', () => {
  it('is told the batch that is closed now, and all that stands in it', async () => {
    const named = await sold();
    const unknown = await sold();
    const back = await refunded(named);
    await sold('till-2');
    // What the server sent back by itself is in the totals, and no till's to compare.
    await refunded(named, { origin: 'automatic' });
    await sold('till-1', { status: 'voided' });
    await sold('till-1', { status: 'reversed' });
    outcome = { kind: 'agreed', batch: 1, totals, endedAtMs: 77 };
    const settled = await settle([named, back]);
    expect(settled.batches).toEqual([
      { cardTerminalId: '10000001', batch: 1, status: 'agrees', totals, currency: 'CNY', endedAtMs: 77 },
    ]);
    expect(keysOf(settled)).toEqual([named, unknown, back].toSorted());
    expect(settled.entries.find(({ key }) => key === back)?.transaction).toMatchObject({
      ...{ refund: true, settled: true, amountMinor: 250n },
    });
    // Only the account that ever used the card terminal was asked.
    expect(asked).toHaveLength(1);
  });

  it('learns the batch that another terminal had closed, with its totals', async () => {
    const key = await sold();
    const settlements = createCardSettlementStore(database);
    const name = { merchantId, accountId: 'card', cardTerminalId: '10000001' };
    await settlements.send(name, { settlementId: ids.uuid7(), batch: 1, totals, currency: 'CNY' }, 5);
    await settlements.end(name, 1, 'agreed', 6);
    expect((await settle([key])).batches).toMatchObject([{ batch: 1, status: 'agrees', totals, endedAtMs: 6 }]);
  });

  it('has a batch that nobody compared looked at by a person', async () => {
    const key = await sold();
    expect((await settle([key])).batches).toMatchObject([{ batch: 1, status: 'differs', totals, endedAtMs: 0 }]);
  });

  it('keeps what stands in an open batch, and hears nothing of what stands in none', async () => {
    const open = await sold('till-1', { batch: 2 });
    const nowhere = await sold('till-1', { status: 'none' });
    const settled = await settle([open, nowhere]);
    expect(settled.batches).toEqual([]);
    expect(settled.entries).toMatchObject([{ key: open, transaction: { settled: false, batch: 2 } }]);
  });

  it.each([
    ['differs', { kind: 'differs', batch: 2, totals, endedAtMs: 5 }],
    ['has_open', { kind: 'open_transactions', batch: 2, totals, count: 3 }],
    ['unknown', { kind: 'unknown', batch: 2, totals, why: 'silence' }],
    ['not_sent', { kind: 'not_sent', why: 'nobody there' }],
  ] as const)('is told %s', async (status, said) => {
    outcome = said;
    expect((await settle([])).batches).toMatchObject([{ status }]);
  });

  it('without a card terminal has nothing to settle', async () => {
    expect(await settle([], 'till-9')).toEqual({ batches: [], entries: [] });
    expect(asked).toEqual([]);
  });

  it('is told nothing of keys that another terminal took', async () => {
    const theirs = await sold('till-2', { batch: 2 });
    expect((await settle([theirs])).entries).toEqual([]);
  });
});
