/** A shop with one till over a scripted channel and a fresh database, for tests of the payment core. */
import { FakeClock, SeededRandom, silentLog, systemClock } from '@qiantai/foundation';
import { IdMint, type Money, orderNoOfSale, type PaymentKey } from '@qiantai/protos';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import type { ChannelAccount, EncryptedCard } from '../channels/port.ts';
import type { Database } from '../db/database.ts';
import { openTestDatabase } from '../db/test-database.ts';
import { createLedger } from '../ledger/ledger-store.ts';
import { proveBooks } from '../ledger/prove-books.ts';
import { createPaymentService, type PaymentCore } from './create-payment-service.ts';
import type { PaymentView, PayRequest } from './payment-service.ts';
import type { Clearing } from './ports.ts';
import { channelAccount, createScriptedGateway, type ScriptedGateway } from './scripted-gateway.fixture.ts';

export const caller = { merchantId: 'shop', storeId: 'store-1', terminalIds: new Set(['till-1']) };
export const wait = { waitMs: 0 };
export const cny = (amountMinor: bigint): Money => ({ amountMinor, currency: 'CNY' });
export const card: EncryptedCard = {
  entryMode: 'chip',
  maskedPan: '621626*********0018',
  encryptedTrack2Hex: '00',
  keySerialNumberHex: 'FFFF9876543210E00001',
  pinBlockHex: '',
  emvHex: '',
  cardSequenceNumber: '01',
};

/** Registers what goes before and after each test; every test ends with its books proved. */
export function testShop(): TestShop {
  const shop = new TestShop();
  beforeAll(async () => await shop.open());
  beforeEach(() => shop.begin(expect.getState().currentTestName ?? ''));
  afterEach(async () => await shop.end());
  afterAll(async () => await shop.database.close());
  return shop;
}

export class TestShop {
  database!: Database;
  clock!: FakeClock;
  ids!: IdMint;
  gateway!: ScriptedGateway;
  core!: PaymentCore;
  /** In the order they are tried. */
  accounts: ChannelAccount[] = [];
  /** Of the attempts that are made from now on. */
  clearing: Clearing = 'channel';

  async open(): Promise<void> {
    this.database = await openTestDatabase();
  }

  begin(seed: string): void {
    this.clock = new FakeClock();
    this.ids = new IdMint(this.clock, new SeededRandom(seed));
    this.gateway = createScriptedGateway(this.clock);
    this.accounts = [channelAccount('wechat-1')];
    this.clearing = 'channel';
    this.core = this.newCore();
  }

  async end(): Promise<void> {
    this.gateway.release();
    await this.core.stop();
    const proof = await proveBooks(this.database);
    expect(proof).toMatchObject({ balanced: true, unbalancedJournals: [], wrongAccounts: [] });
    // Each test begins with empty books, by the one who may.
    await this.database.owner.pool.query(`
      ALTER TABLE ledger_entry DISABLE TRIGGER USER; ALTER TABLE ledger_entry_other DISABLE TRIGGER USER;
      ALTER TABLE ledger_journal DISABLE TRIGGER USER; ALTER TABLE offline_card_history DISABLE TRIGGER USER;
      TRUNCATE offline_card, offline_card_history, ledger_entry, ledger_journal, ledger_account, merchant_order, payment, payment_secret, payment_attempt,
        refund, refund_secret, transition_history, payment_exception, outbox;
      ALTER TABLE ledger_entry ENABLE TRIGGER USER; ALTER TABLE ledger_entry_other ENABLE TRIGGER USER;
      ALTER TABLE ledger_journal ENABLE TRIGGER USER; ALTER TABLE offline_card_history ENABLE TRIGGER USER`);
  }

  /** A new server over the same database, as after a crash where the old one was not stopped. */
  newCore(): PaymentCore {
    const { database, clock, ids, gateway } = this;
    return createPaymentService({
      database,
      ledger: createLedger({ database, clock, ids }),
      gateway,
      router: {
        route: async ({ tried }) => {
          const account = this.accounts.find((one) => !tried.includes(one.id));
          return account
            ? { kind: 'candidate', account, decision: { why: 'first not tried' } }
            : { kind: 'none', decision: { why: 'all tried' } };
        },
      },
      accounts: { channelAccount: async (_, id) => this.accounts.find((one) => one.id === id) },
      feeTerms: {
        feeTerms: async () => ({ merchantFeeBasisPoints: 38, channelCostBasisPoints: 20, clearing: this.clearing }),
      },
      clock,
      ids,
      log: silentLog,
    });
  }

  request(change: Partial<PayRequest> = {}): PayRequest {
    return {
      paymentKey: this.ids.paymentKey(),
      orderNo: orderNoOfSale(this.ids.saleId()),
      orderTotal: cny(10_000n),
      amount: cny(10_000n),
      tender: 'payment_code',
      terminalId: 'till-1',
      operatorId: 'op-1',
      businessDate: '2026-01-01',
      requestedAtMs: this.clock.nowMs(),
      description: 'groceries',
      paymentCode: '134567890123456789',
      ...change,
    };
  }

  /** Pays and lets everything that can go on without time go on. */
  async pay(pays: PayRequest): Promise<PaymentView> {
    await this.core.pay(caller, pays, wait);
    await this.core.stop();
    return await this.core.getPayment(caller, pays.paymentKey, wait);
  }

  /** The payment after time passed and what was due was done. */
  async after(delayMs: number, paymentKey: PaymentKey): Promise<PaymentView> {
    await this.clock.advance(delayMs);
    await this.core.runDue();
    return await this.core.getPayment(caller, paymentKey, wait);
  }

  /** Debits less credits by account code, those at zero left out. */
  async balances(): Promise<Record<string, bigint>> {
    const rows = await this.database.pool.query<{ code: string; balance: bigint }>(
      `SELECT code, sum(debits_minor - credits_minor)::bigint AS balance FROM ledger_account
       GROUP BY code HAVING sum(debits_minor - credits_minor) <> 0 ORDER BY code`,
    );
    return Object.fromEntries(rows.rows.map((row) => [row.code, row.balance]));
  }

  async rowsOf(table: string, columns: string): Promise<Array<Record<string, unknown>>> {
    return (await this.database.pool.query(`SELECT ${columns} FROM ${table} ORDER BY 1, 2`)).rows;
  }
}

/** Lets the event loop turn until it holds; `between` runs each time. */
export async function until(
  condition: () => boolean | Promise<boolean>,
  between: () => Promise<void> = async () => undefined,
): Promise<void> {
  const giveUpAtMs = systemClock.monotonicMs() + 10_000;
  while (systemClock.monotonicMs() < giveUpAtMs) {
    if (await condition()) return;
    await between();
    await new Promise<void>((done) => setImmediate(done));
  }
  throw new Error('waited in vain');
}
