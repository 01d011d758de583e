/**
 * Card payments that have to be undone while their batch is settled: the payment core over the card channel, against the
 * simulated host in a process of its own. Whatever happens, the customer's money is back once, the books are proved,
 * and the host holds what they say.
 */
import { randomBytes } from 'node:crypto';
import { SeededRandom, silentLog } from '@qiantai/foundation';
import { IdMint, orderNoOfSale, type PaymentKey } from '@qiantai/protos';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createBalanceChannel } from '../channels/balance/balance-channel.ts';
import { cardCredentialsSchema } from '../channels/card/card-credentials.ts';
import { askHost } from '../channels/card/card-host.ts';
import { type BatchTotals, settlementMessage, settlementVerdict } from '../channels/card/card-messages.ts';
import { type ClosableChannelGateway, createChannelGateway } from '../channels/create-channel-gateway.ts';
import type { ChannelGateway, EncryptedCard } from '../channels/port.ts';
import { type RunningSims, startSims } from '../channels/sims.fixture.ts';
import { createTcpTransport } from '../channels/tcp-transport.ts';
import type { Database } from '../db/database.ts';
import { openTestDatabase } from '../db/test-database.ts';
import { createLedger } from '../ledger/ledger-store.ts';
import { proveBooks } from '../ledger/prove-books.ts';
import { secretBox } from '../merchants/secret-box.ts';
import { isClean, reconcile } from '../reconciliation/reconcile.ts';
import { ReconciliationStore } from '../reconciliation/reconciliation-store.ts';
import { createPaymentService, type PaymentCore } from './create-payment-service.ts';
import type { PayRequest } from './payment-service.ts';

const cardTerminalId = '10000001';
const caller = { merchantId: 'merchant-1', storeId: 'store-1', terminalIds: new Set(['till-1', 'till-2']) };
const wait = { waitMs: 0 };
const cny = (amountMinor: bigint) => ({ amountMinor, currency: 'CNY' as const });

let sims: RunningSims;
let gateway: ClosableChannelGateway;
let database: Database;
let ids: IdMint;
let core: PaymentCore;
let counter = 0;
/** What happens between the host's answer to the next payment and what the core makes of it. */
let meanwhile: () => Promise<unknown>;

beforeAll(async () => {
  // 10 March 2026, noon in Beijing.
  [sims, database] = await Promise.all([
    startSims({ startMs: Date.UTC(2026, 2, 10, 4), factor: 20 }),
    openTestDatabase(),
  ]);
  const { clock } = sims;
  ids = new IdMint(clock, new SeededRandom('card undo'));
  const ledger = createLedger({ database, clock, ids });
  gateway = createChannelGateway({
    db: database,
    clock,
    random: new SeededRandom('nonces'),
    log: silentLog,
    publicHttpUrl: 'http://127.0.0.1:9',
    keyEncryptionKey: randomBytes(32),
    // Both tills share one card terminal.
    terminals: { findCardTerminalId: async () => cardTerminalId },
    balance: createBalanceChannel({
      ...{ database, clock, ids, log: silentLog, ledger },
      secretBox: secretBox(Buffer.alloc(32, 7)),
      random: new SeededRandom('wallet'),
    }),
    realMsMin: 400,
  });
  const account = sims.account('card');
  const hooked: ChannelGateway = {
    ...gateway,
    pay: async (operation) => {
      const outcome = await gateway.pay(operation);
      await meanwhile();
      return outcome;
    },
  };
  core = createPaymentService({
    ...{ database, ledger, clock, ids, log: silentLog, gateway: hooked },
    router: {
      route: async ({ tried }) =>
        tried.length === 0 ? { kind: 'candidate', account, decision: {} } : { kind: 'none', decision: {} },
    },
    accounts: { channelAccount: async () => account },
    feeTerms: {
      feeTerms: async () => ({ merchantFeeBasisPoints: 0, channelCostBasisPoints: 0, clearing: 'card' }),
    },
  });
});
afterAll(async () => {
  await gateway.close();
  await sims.close();
  await database.close();
});
beforeEach(() => {
  meanwhile = async () => undefined;
});
afterEach(async () => {
  // The batch that is open now agrees, the books balance, and card clearing is what the host holds for us. Where it was
  // settled past us the first one only finds that out.
  const settled = await settle();
  expect(['agreed', 'empty']).toContain((settled.kind === 'not_sent' ? await settle() : settled).kind);
  expect((await settle()).kind).toBe('empty');
  expect(await proveBooks(database)).toMatchObject({ balanced: true, unbalancedJournals: [], wrongAccounts: [] });
  expect(await clearingMinor()).toBe(await heldByHost());
});

const transactionsSchema = z.array(
  z.object({
    kind: z.enum(['sale', 'void', 'refund']),
    batch: z.number(),
    amountMinor: z.coerce.bigint(),
    responseCode: z.string(),
    reversedAtMs: z.number().optional(),
  }),
);

async function standing(batch?: number): Promise<BatchTotals> {
  const { transactions } = await sims.book('card');
  const rows = transactionsSchema
    .parse(transactions)
    .filter((row) => row.responseCode === '00' && row.reversedAtMs === undefined)
    .filter((row) => batch === undefined || row.batch === batch);
  const sum = (of: typeof rows) => of.reduce((total, row) => total + row.amountMinor, 0n);
  const [debits, credits] = [rows.filter((row) => row.kind === 'sale'), rows.filter((row) => row.kind !== 'sale')];
  return {
    ...{ debitMinor: sum(debits), debitCount: debits.length },
    ...{ creditMinor: sum(credits), creditCount: credits.length },
  };
}

async function heldByHost(): Promise<bigint> {
  const { debitMinor, creditMinor } = await standing();
  return debitMinor - creditMinor;
}

async function clearingMinor(): Promise<bigint> {
  const { rows } = await database.pool.query<{ balance: bigint }>(
    `SELECT coalesce(sum(debits_minor - credits_minor), 0)::bigint AS balance FROM ledger_account
     WHERE code = 'platform.card_clearing'`,
  );
  return rows[0]?.balance ?? 0n;
}

const settle = () => gateway.settleCardTerminal(sims.account('card'), cardTerminalId, ids.uuid7());

/** A device of the same terminal number, or the acquirer's own day, closes the batch past this server. */
async function settledPastUs(): Promise<void> {
  const { rows } = await database.pool.query<{ batch: number }>('SELECT batch FROM card_terminal');
  const batch = rows[0]?.batch ?? 0;
  const credentials = cardCredentialsSchema.parse(sims.account('card').credentials);
  const message = settlementMessage(
    { cardTerminalId, acceptorId: credentials.acceptorId },
    { batch, stan: 999_000 + batch },
    { ...(await standing(batch)), currencyNumber: '156' },
  );
  const tcp = createTcpTransport({ clock: sims.clock, realMsMin: 400 });
  const said = await askHost(tcp, credentials, { message });
  expect(said.kind === 'answer' && settlementVerdict(said.message)).toBe('agrees');
}

const card = (): EncryptedCard => sims.card({ counter: ++counter });
const behave = (behaviour: string, times = 1) =>
  sims.hand('/sim/cards/behaviours', { maskedOrPan: card().maskedPan, behaviour, times });

function request(amountMinor = 1250n): PayRequest {
  return {
    paymentKey: ids.paymentKey(),
    orderNo: orderNoOfSale(ids.saleId()),
    orderTotal: cny(amountMinor),
    amount: cny(amountMinor),
    tender: 'card',
    terminalId: 'till-1',
    operatorId: 'op-1',
    businessDate: '2026-03-10',
    requestedAtMs: sims.clock.nowMs(),
    description: '',
    card: card(),
  };
}

async function pay(pays = request()): Promise<PayRequest> {
  await core.pay(caller, pays, wait);
  await core.stop();
  return pays;
}
const giveUp = (pays: PayRequest) => core.cancelPayment(caller, pays, 'PAYER_LEFT', wait);
const paymentOf = ({ paymentKey }: { paymentKey: PaymentKey }) => core.getPayment(caller, paymentKey, wait);
/** Long enough for each next try. */
async function later(): Promise<void> {
  sims.jump(60_000);
  await core.runDue();
  await core.stop();
}

async function refundsOf({ paymentKey }: PayRequest) {
  const { rows } = await database.pool.query(
    'SELECT origin, status, amount_minor FROM refund WHERE payment_key = $1 ORDER BY created_at_ms',
    [paymentKey],
  );
  return rows;
}
const automatic = { origin: 'automatic', status: 'succeeded', amount_minor: 1250n };

/** Taken, settled, and back by one refund; nobody has to look at anything but that it happened. */
async function expectRefunded(pays: PayRequest): Promise<void> {
  await later();
  expect(await paymentOf(pays)).toMatchObject({ status: 'paid', refundedMinor: 1250n });
  await later();
  await giveUp(pays);
  await later();
  expect(await refundsOf(pays)).toEqual([automatic]);
  const { rows } = await database.pool.query(
    'SELECT code FROM payment_exception WHERE subject_key = $1 ORDER BY code',
    [pays.paymentKey],
  );
  expect(rows).toEqual([{ code: 'LATE_SUCCESS' }, { code: 'LATE_SUCCESS_REFUNDED' }]);
}

describe('a card payment that has to be undone', () => {
  it('whose answer was lost, and whose batch was settled past us, goes back by a refund', async () => {
    await behave('no_answer');
    meanwhile = settledPastUs;
    await expectRefunded(await pay());
  });

  it('that never arrived, and whose batch was settled past us, is closed', async () => {
    await pay();
    await behave('no_answer_unpaid');
    meanwhile = settledPastUs;
    const pays = await pay();
    await later();
    expect(await paymentOf(pays)).toMatchObject({ status: 'closed' });
    expect(await refundsOf(pays)).toEqual([]);
  });

  it('that was approved and given up while another till settled goes back by a refund', async () => {
    const pays = request();
    meanwhile = async () => {
      await giveUp(pays);
      expect(await settle()).toMatchObject({ kind: 'agreed', totals: { debitMinor: 1250n, debitCount: 1 } });
    };
    await pay(pays);
    await expectRefunded(pays);
  });

  it('that was approved and given up, its batch settled past us, goes back by a refund', async () => {
    const pays = request();
    meanwhile = async () => {
      await giveUp(pays);
      await settledPastUs();
    };
    await pay(pays);
    await expectRefunded(pays);
  });

  it('is voided where its batch is open, and settled as sale and void', async () => {
    const pays = request();
    meanwhile = () => giveUp(pays);
    await pay(pays);
    await later();
    expect(await paymentOf(pays)).toMatchObject({ status: 'closed' });
    const totals = { debitMinor: 1250n, debitCount: 1, creditMinor: 1250n, creditCount: 1 };
    expect(await settle()).toMatchObject({ kind: 'agreed', totals });
    expect(await refundsOf(pays)).toEqual([]);
  });

  it('by a void whose answer was lost, its batch settled past us, is undone by that void alone', async () => {
    const pays = request();
    meanwhile = async () => {
      await giveUp(pays);
      await behave('no_answer');
    };
    await pay(pays);
    expect(await paymentOf(pays)).toMatchObject({ status: 'reversing' });
    await settledPastUs();
    // The first try finds the batch settled, and the void in it.
    await later();
    await later();
    expect(await paymentOf(pays)).toMatchObject({ status: 'closed' });
    expect(await refundsOf(pays)).toEqual([]);
  });

  it('and whose reversal is unanswered, keeps the batch open until it is answered', async () => {
    const kept = await pay();
    await behave('no_answer', 2);
    const lost = await pay();
    expect(await paymentOf(lost)).toMatchObject({ status: 'reversing' });
    await behave('no_answer_unpaid');
    expect(await settle()).toMatchObject({ kind: 'open_transactions', count: 1 });
    const totals = { debitMinor: 1250n, debitCount: 1, creditMinor: 0n, creditCount: 0 };
    expect(await settle()).toMatchObject({ kind: 'agreed', totals });
    await later();
    expect(await paymentOf(lost)).toMatchObject({ status: 'closed' });
    expect(await paymentOf(kept)).toMatchObject({ status: 'paid', refundedMinor: 0n });
    expect(await refundsOf(lost)).toEqual([]);
  });
});

describe('a refund of a settled card payment', () => {
  const refund = async ({ paymentKey }: PayRequest, amountMinor: bigint) => {
    const refundKey = ids.refundKey();
    const requestedAtMs = sims.clock.nowMs();
    const asked = { refundKey, paymentKey, amount: cny(amountMinor), requestedAtMs, card: card() };
    const till = { terminalId: 'till-2', operatorId: 'op-1', reason: '', businessDate: '2026-03-10' };
    await core.requestRefund(caller, { ...asked, ...till }, wait);
    await core.stop();
    return refundKey;
  };

  it.each([
    ['by another till', async () => expect((await settle()).kind).toBe('agreed')],
    ['past us', settledPastUs],
  ])('settled %s goes into the next batch, once', async (_how, close) => {
    const pays = await pay();
    await close();
    const refundKey = await refund(pays, 250n);
    await later();
    expect(await core.getRefund(caller, refundKey, wait)).toMatchObject({ status: 'succeeded' });
    expect(await settle()).toMatchObject({ kind: 'agreed', totals: { creditMinor: 250n, creditCount: 1 } });
    expect(await paymentOf(pays)).toMatchObject({ status: 'paid', refundedMinor: 250n });
  });

  it('whose answer was lost before its own batch was settled is found by its repeat', async () => {
    const pays = await pay();
    await behave('no_answer');
    const refundKey = await refund(pays, 1250n);
    expect(await core.getRefund(caller, refundKey, wait)).toMatchObject({ status: 'unknown' });
    expect(await settle()).toMatchObject({ kind: 'open_transactions', count: 1 });
    await settledPastUs();
    await later();
    expect(await core.getRefund(caller, refundKey, wait)).toMatchObject({ status: 'succeeded' });
  });
});

it('leaves the acquirer’s statement of the day and the books in agreement', async () => {
  sims.jump(24 * 3_600_000);
  const account = sims.account('card');
  const terms = { priority: 1, weight: 1, enabled: true, costBasisPoints: 0, amountMinorMax: undefined };
  const result = await reconcile(
    {
      gateway,
      merchants: { allChannelAccounts: async () => [{ ...terms, account, settlesTo: 'platform' }] },
      store: new ReconciliationStore(database),
      clock: sims.clock,
      log: silentLog,
    },
    { date: '2026-03-10' },
  );
  expect({ ...result, clean: isClean(result) }).toMatchObject({ clean: true });
  expect(result.matched).toBeGreaterThan(10);
});
