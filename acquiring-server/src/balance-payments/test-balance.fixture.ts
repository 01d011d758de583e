/** Members with balances, a shop whose payments take them, and a core over the real channel and a fresh database. */
import { silentLog } from '@qiantai/foundation';
import { orderNoOfSale, type PaymentKey, type RefundKey } from '@qiantai/protos';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { createBalanceChannel } from '../channels/balance/balance-channel.ts';
import type { ChannelAccount, ChannelGateway } from '../channels/port.ts';
import { cny, TestWallet } from '../member-operations/test-wallet.fixture.ts';
import { secretBox } from '../merchants/secret-box.ts';
import { createPaymentService, type PaymentCore } from '../payment/create-payment-service.ts';
import type { PaymentView, PayRequest, RefundView } from '../payment/payment-service.ts';
import { createRouter } from '../routing/create-router.ts';
import type { BalanceDeps } from './balance-deps.ts';
import { createWalletDesk, type WalletDesk } from './wallet-desk.ts';

export const wait = { waitMs: 0 };

/** Registers what goes before and after each test; every test ends with its books proved and the clearing empty. */
export function testBalance(): TestBalance {
  const shop = new TestBalance();
  beforeAll(async () => await shop.open());
  beforeEach(() => shop.begin(expect.getState().currentTestName ?? ''));
  afterEach(async () => await shop.end());
  afterAll(async () => await shop.database.close());
  return shop;
}

export class TestBalance extends TestWallet {
  desk!: WalletDesk;
  core!: PaymentCore;
  /** What stands before the channel: tests that lose an answer change it. */
  gateway!: ChannelGateway;
  /** Terms of the shop's account that a test changes. */
  terms: Record<string, string> = {};
  private cores: PaymentCore[] = [];

  override begin(seed: string): void {
    super.begin(seed);
    this.terms = {};
    this.cores = [];
    this.gateway = createBalanceChannel(this.deps());
    const accounts = { channelAccount: async () => this.account() };
    this.desk = createWalletDesk({ ...this.deps(), passwords: this.memberAccounts(), accounts });
    this.core = this.newCore('server-1');
  }

  override async end(): Promise<void> {
    for (const core of this.cores) await core.stop();
    expect(await this.openClearing()).toEqual([]);
    await super.end();
  }

  deps(): BalanceDeps {
    const { database, ledger, clock, ids, random } = this;
    return { database, ledger, clock, ids, random, secretBox: secretBox(Buffer.alloc(32, 7)), log: silentLog };
  }

  get shop() {
    const { companyId } = this.caller;
    return { merchantId: companyId, storeId: 'store-1', terminalIds: new Set(['till-1']) };
  }

  account(): ChannelAccount {
    const { companyId } = this.caller;
    return { id: 'balance-1', merchantId: companyId, channel: 'balance', credentials: { companyId, ...this.terms } };
  }

  /** A server over the same database; one that is not stopped is as one that was killed. */
  newCore(instanceId: string): PaymentCore {
    const { database, ledger, clock, ids } = this;
    const gateway = new Proxy({} as ChannelGateway, { get: (_, name) => Reflect.get(this.gateway, name) });
    const core = createPaymentService({
      database,
      ledger,
      gateway,
      router: createRouter({
        channelAccountsOf: async () => [
          { account: this.account(), priority: 1, weight: 1, enabled: true, amountMinorMax: undefined },
        ],
      }),
      accounts: { channelAccount: async () => this.account() },
      feeTerms: {
        feeTerms: async () => ({ merchantFeeBasisPoints: 38, channelCostBasisPoints: 0, clearing: 'channel' }),
      },
      clock,
      ids,
      log: silentLog,
      instanceId,
    });
    this.cores.push(core);
    return core;
  }

  async code(accountNumber: string): Promise<string> {
    const { companyId } = this.caller;
    return (await this.desk.issueCode({ companyId, accountNumber })).code;
  }

  request(paymentCode: string, amountMinor: bigint): PayRequest {
    return {
      paymentKey: this.ids.paymentKey(),
      orderNo: orderNoOfSale(this.ids.saleId()),
      orderTotal: cny(amountMinor),
      amount: cny(amountMinor),
      tender: 'balance',
      terminalId: 'till-1',
      operatorId: 'op-1',
      businessDate: '2026-01-01',
      requestedAtMs: this.clock.nowMs(),
      description: 'groceries',
      paymentCode,
    };
  }

  /** Pays and lets everything that can go on without time go on. */
  async pay(accountNumber: string, amountMinor: bigint): Promise<PaymentView> {
    return await this.payBy(await this.code(accountNumber), amountMinor);
  }

  async payBy(code: string, amountMinor: bigint): Promise<PaymentView> {
    const request = this.request(code, amountMinor);
    await this.core.pay(this.shop, request, wait);
    await this.core.stop();
    return await this.view(request.paymentKey);
  }

  async view(paymentKey: PaymentKey): Promise<PaymentView> {
    return await this.core.getPayment(this.shop, paymentKey, wait);
  }

  async cancel(request: PayRequest): Promise<PaymentView> {
    await this.core.cancelPayment(this.shop, request, 'CASHIER_CANCELLED', wait);
    await this.core.stop();
    return await this.view(request.paymentKey);
  }

  /** The payment after time passed and what was due was done. */
  async later(delayMs: number, paymentKey: PaymentKey): Promise<PaymentView> {
    await this.clock.advance(delayMs);
    await this.core.runDue();
    return await this.view(paymentKey);
  }

  async refund(
    payment: PaymentView,
    amountMinor: bigint,
    refundKey: RefundKey = this.ids.refundKey(),
  ): Promise<RefundView> {
    const { paymentKey } = payment;
    const common = { terminalId: 'till-1', operatorId: 'op-1', reason: '', businessDate: '2026-01-01' };
    const request = { refundKey, paymentKey, amount: cny(amountMinor), ...common, requestedAtMs: 1 };
    await this.core.requestRefund(this.shop, request, wait);
    await this.core.stop();
    return await this.core.getRefund(this.shop, refundKey, wait);
  }

  of(accountNumber: string) {
    return { companyId: this.caller.companyId, accountNumber };
  }

  /** Clearing accounts of the shops' balance accounts that are not empty. */
  async openClearing(): Promise<unknown[]> {
    const found = await this.database.pool.query(
      `SELECT subject, debits_minor - credits_minor AS open FROM ledger_account
       WHERE code = 'platform.channel_clearing' AND debits_minor <> credits_minor`,
    );
    return found.rows;
  }

  /** Debits less credits of the company's accounts by code, those at zero left out. */
  async books(): Promise<Record<string, bigint>> {
    const { companyId } = this.caller;
    const found = await this.database.pool.query<{ code: string; balance: bigint }>(
      `SELECT code, sum(debits_minor - credits_minor)::bigint AS balance FROM ledger_account
       WHERE book_id = $1 OR subject = $1 OR subject LIKE $1 || '/%' GROUP BY code
       HAVING sum(debits_minor - credits_minor) <> 0 ORDER BY code`,
      [companyId],
    );
    return Object.fromEntries(found.rows.map((row) => [row.code, row.balance]));
  }
}
