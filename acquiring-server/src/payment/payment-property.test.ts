/**
 * Whatever answers get lost, whoever gives up, whatever notices come twice, and wherever the server dies: in
 * the end our books are the channel's books, no order is paid twice, and a replay changes nothing.
 */
import { FakeClock, SeededRandom, silentLog } from '@qiantai/foundation';
import { propertyRuns, propertyTimeoutMs } from '@qiantai/foundation/property-runs';
import { IdMint, type Money, orderNoOfSale } from '@qiantai/protos';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Database } from '../db/database.ts';
import { openTestDatabase } from '../db/test-database.ts';
import { createLedger } from '../ledger/ledger-store.ts';
import { proveBooks } from '../ledger/prove-books.ts';
import { createPaymentService, type PaymentCore } from './create-payment-service.ts';
import type { PayRequest, RefundRequest } from './payment-service.ts';
import {
  channelAccount,
  createScriptedGateway,
  type PayScript,
  type ScriptedGateway,
} from './scripted-gateway.fixture.ts';

const caller = { merchantId: 'shop', storeId: 'store-1', terminalIds: new Set(['till-1']) };
const wait = { waitMs: 0 };
const cny = (amountMinor: bigint): Money => ({ amountMinor, currency: 'CNY' });

type Step =
  | { do: 'pay'; order: number; script: PayScript; tender: 'payment_code' | 'qr' }
  | { do: 'customer_confirms'; payment: number }
  | { do: 'notice'; payment: number; times: number }
  | { do: 'cancel'; payment: number }
  | { do: 'refund'; payment: number; part: number; lost: boolean }
  | { do: 'late_take'; payment: number }
  | { do: 'silence'; calls: number }
  | { do: 'time'; ms: number }
  | { do: 'crash' };

const index = fc.nat({ max: 7 });
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('pay' as const),
      order: fc.nat({ max: 3 }),
      script: fc.constantFrom<PayScript>(
        'approve',
        'decline',
        'decline_retryable',
        'pending',
        'not_sent',
        'silent_paid',
        'silent_unpaid',
        'wrong_amount',
        'throw',
        'hold',
      ),
      tender: fc.constantFrom('payment_code' as const, 'qr' as const),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('customer_confirms' as const), payment: index }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('notice' as const), payment: index, times: fc.integer({ min: 1, max: 3 }) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('cancel' as const), payment: index }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('refund' as const),
      payment: index,
      part: fc.integer({ min: 1, max: 1000 }),
      lost: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('late_take' as const), payment: index }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('silence' as const), calls: fc.integer({ min: 1, max: 4 }) }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('time' as const), ms: fc.constantFrom(0, 500, 1000, 5000, 50_000) }),
  },
  { weight: 2, arbitrary: fc.constant({ do: 'crash' as const }) },
);

it(
  'ends with the channel, once, whatever happens between',
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyStep, { minLength: 5, maxLength: 25 }), async (steps) => {
        const database = await openTestDatabase({ connectionsMax: 6 });
        try {
          await playAndCheck(database, steps);
        } finally {
          await database.close();
        }
      }),
      propertyRuns({ runs: 8, seed: 20260101 }),
    );
  },
  propertyTimeoutMs,
);

async function playAndCheck(database: Database, steps: readonly Step[]): Promise<void> {
  const shop = new Shop(database);
  for (const step of steps) await shop.play(step);
  await shop.settle();

  const payments = (await database.pool.query('SELECT payment_key, status FROM payment')).rows;
  expect(payments.filter((row) => !['paid', 'failed', 'closed'].includes(row.status))).toEqual([]);
  const held = await database.pool.query<{ held: bigint }>(
    // A refund of an attempt that is not its payment's own returned money beside the payment.
    `SELECT coalesce(sum(p.amount_minor - (
         SELECT coalesce(sum(r.amount_minor), 0) FROM refund AS r WHERE r.merchant_id = p.merchant_id
           AND r.payment_key = p.payment_key AND r.attempt_no = p.attempt_no AND r.status = 'succeeded'
       )), 0)::bigint AS held FROM payment AS p WHERE p.status = 'paid'`,
  );
  expect(held.rows[0]?.held, 'payments less refunds are what the channel holds').toBe(shop.gateway.heldMinor());
  const clearing = await database.pool.query<{ balance: bigint }>(
    `SELECT coalesce(sum(debits_minor - credits_minor), 0)::bigint AS balance FROM ledger_account
     WHERE code IN ('platform.channel_clearing', 'platform.channel_fee_expense')`,
  );
  expect(clearing.rows[0]?.balance, 'the ledger holds what the channel holds').toBe(shop.gateway.heldMinor());
  const orders = await database.pool.query(
    'SELECT order_no FROM merchant_order WHERE paid_minor > total_minor OR reserved_minor <> paid_minor',
  );
  expect(orders.rows, 'no order is paid beyond its total, none reserves what has ended').toEqual([]);
  const proof = await proveBooks(database);
  expect(proof).toMatchObject({ balanced: true, unbalancedJournals: [], wrongAccounts: [] });

  await shop.replay();
  expect(await proveBooks(database)).toEqual(proof);
  expect(shop.gateway.heldMinor()).toBe(held.rows[0]?.held);
}

class Shop {
  readonly gateway: ScriptedGateway;
  private readonly database: Database;
  private readonly clock = new FakeClock();
  private readonly random = new SeededRandom('property');
  private readonly ids = new IdMint(this.clock, this.random);
  private readonly orders = [1, 2, 3, 4].map(() => orderNoOfSale(this.ids.saleId()));
  private readonly accounts = [channelAccount('wechat-1'), channelAccount('wechat-2')];
  private readonly requests: PayRequest[] = [];
  private readonly refunds: RefundRequest[] = [];
  private silentCalls = 0;
  private server: { core: PaymentCore; life: { over: boolean } };

  constructor(database: Database) {
    this.database = database;
    this.gateway = createScriptedGateway(this.clock);
    this.gateway.queryScript = () => (this.silentCalls-- > 0 ? { kind: 'unknown', why: 'silence' } : undefined);
    this.gateway.reverseScript = () => (this.silentCalls-- > 0 ? { kind: 'unknown', why: 'silence' } : undefined);
    this.server = this.newServer();
  }

  async play(step: Step): Promise<void> {
    switch (step.do) {
      case 'pay': {
        this.gateway.payScript = () => step.script;
        const request = this.request(step);
        const taken = await this.server.core.pay(caller, request, wait).catch(expected('PAYMENT_ORDER_EXCEEDED'));
        if (taken) this.requests.push(request);
        await this.turn();
        break;
      }
      case 'customer_confirms':
        for (const no of this.numbersOf(step.payment)) this.gateway.payerPays(no);
        break;
      case 'notice':
        for (const no of this.numbersOf(step.payment)) {
          for (let time = 0; time < step.times; time++) await this.notice(no);
        }
        break;
      case 'cancel': {
        const request = this.requests[step.payment];
        if (request) await this.server.core.cancelPayment(caller, request, 'CASHIER_CANCELLED', wait);
        break;
      }
      case 'refund':
        await this.refund(step);
        break;
      case 'late_take':
        // The channel takes money that it had refused or not finished, and tells of it.
        for (const no of this.numbersOf(step.payment)) {
          const order = this.gateway.orders.get(no);
          if (order?.state === 'refused') Object.assign(order, { state: 'paid', wasPaid: true });
          await this.notice(no);
        }
        break;
      case 'silence':
        this.silentCalls = step.calls;
        break;
      case 'time':
        await this.clock.advance(step.ms);
        // No channel keeps a call open for long.
        if (step.ms >= 5000) this.gateway.release();
        await this.server.core.runDue();
        break;
      case 'crash':
        this.server.life.over = true;
        this.server = this.newServer();
        await this.server.core.start();
        await this.turn();
        break;
    }
  }

  /** The channel answers again, and time passes until nothing is due. */
  async settle(): Promise<void> {
    this.silentCalls = 0;
    this.gateway.refundScript = () => undefined;
    this.gateway.payScript = () => 'approve';
    this.gateway.release();
    this.server.life.over = true;
    this.server = this.newServer();
    await this.server.core.start();
    for (let round = 0; round < 6; round++) {
      await this.clock.advance(130_000);
      await this.server.core.runDue();
    }
    await this.server.core.stop();
    // What the channel holds it tells sooner or later.
    for (const no of this.gateway.orders.keys()) await this.notice(no);
    await this.server.core.runDue();
    await this.server.core.stop();
  }

  async replay(): Promise<void> {
    for (const request of this.requests) {
      await this.server.core.pay(caller, request, wait).catch(expected('PAYMENT_ORDER_EXCEEDED'));
    }
    for (const refund of this.refunds)
      await this.server.core.requestRefund(caller, refund, wait).catch(() => undefined);
    for (const no of this.gateway.orders.keys()) await this.notice(no);
    await this.clock.advance(300_000);
    await this.server.core.runDue();
    await this.server.core.stop();
  }

  private async notice(no: string): Promise<void> {
    if (this.gateway.orders.get(no)?.state !== 'paid') return;
    for (const account of this.accounts) await this.server.core.takeNotice(account, this.gateway.notice(no));
  }

  private async refund(step: Extract<Step, { do: 'refund' }>): Promise<void> {
    const request = this.requests[step.payment];
    if (!request) return;
    this.gateway.refundScript = () => (step.lost ? { kind: 'unknown', why: 'lost' } : undefined);
    const refund: RefundRequest = {
      refundKey: this.ids.refundKey(),
      paymentKey: request.paymentKey,
      amount: cny(BigInt(step.part)),
      terminalId: 'till-1',
      operatorId: 'op-1',
      reason: 'return',
      businessDate: '2026-01-01',
      requestedAtMs: 0,
    };
    const taken = await this.server.core
      .requestRefund(caller, refund, wait)
      .catch(expected('REFUND_NOT_POSSIBLE', 'REFUND_TOO_MUCH', 'PAYMENT_NOT_FOUND'));
    if (taken) this.refunds.push(refund);
    await this.turn();
  }

  private request(step: Extract<Step, { do: 'pay' }>): PayRequest {
    return {
      paymentKey: this.ids.paymentKey(),
      orderNo: this.orders[step.order] as string,
      orderTotal: cny(1000n),
      amount: cny(1000n),
      tender: step.tender,
      terminalId: 'till-1',
      operatorId: 'op-1',
      businessDate: '2026-01-01',
      requestedAtMs: 0,
      description: '',
      ...(step.tender === 'qr' ? { channel: 'wechat' as const } : { paymentCode: '134567890123456789' }),
    };
  }

  private numbersOf(payment: number): string[] {
    const numbers = [...this.gateway.orders.keys()];
    const no = numbers[payment % Math.max(1, numbers.length)];
    return no ? [no] : [];
  }

  /** Lets what was handed off go on for a while, without time. */
  private async turn(): Promise<void> {
    for (let count = 0; count < 60; count++) await this.database.pool.query('SELECT 1');
  }

  /** A server that can die: from then on nothing it does has an effect, and nothing answers it. */
  private newServer(): { core: PaymentCore; life: { over: boolean } } {
    const life = { over: false };
    const mortal = async <Result>(work: () => Promise<Result>): Promise<Result> => {
      if (life.over) return await new Promise(() => undefined);
      const result = await work();
      return life.over ? await new Promise(() => undefined) : result;
    };
    const { gateway } = this;
    const database: Database = {
      ...this.database,
      transaction: async (work) => await mortal(async () => await this.database.transaction(work)),
    };
    const core = createPaymentService({
      database,
      ledger: createLedger({ database, clock: this.clock, ids: this.ids }),
      gateway: {
        ...gateway,
        pay: async (operation) => await mortal(async () => await gateway.pay(operation)),
        query: async (attempt) => await mortal(async () => await gateway.query(attempt)),
        reverse: async (attempt) => await mortal(async () => await gateway.reverse(attempt)),
        refund: async (operation) => await mortal(async () => await gateway.refund(operation)),
        queryRefund: async (operation) => await mortal(async () => await gateway.queryRefund(operation)),
      },
      router: {
        route: async ({ tried }) => {
          const account = this.accounts.find((one) => !tried.includes(one.id));
          return account ? { kind: 'candidate', account, decision: {} } : { kind: 'none', decision: {} };
        },
      },
      accounts: { channelAccount: async (_, id) => this.accounts.find((one) => one.id === id) },
      feeTerms: {
        feeTerms: async () => ({ merchantFeeBasisPoints: 38, channelCostBasisPoints: 20, clearing: 'channel' }),
      },
      clock: this.clock,
      ids: this.ids,
      log: silentLog,
    });
    return { core, life };
  }
}

function expected(...codes: string[]): (error: unknown) => undefined {
  return (error) => {
    if (error instanceof Error && 'code' in error && codes.includes(String(error.code))) return undefined;
    throw error;
  };
}
