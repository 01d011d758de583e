/**
 * What a cashier meets around a payment, against the agent, the server and the channels as they are: a payment by the
 * number on the customer's phone, a refund above the day's limit, a QR code shown anew, a customer of UnionPay, a tip, a
 * till that sells by amounts.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { orderNoOfSale, settingScope } from '@qiantai/protos';
import type { TillCommand, TillSnapshot } from '@qiantai/terminal-app/contract';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { shelfArticles } from '../catalogue/convenience-catalogue.ts';
import { Hands } from '../demo/hands.ts';
import { TillClient } from '../demo/till-client.ts';
import { demoOperators, demoSupervisor } from '../suite/chain.ts';
import { startShop } from '../suite/start-shop.ts';
import type { RunningSuite } from '../suite/suite.ts';

let dataDir: string;
let suite: RunningSuite;
let hands: Hands;
/** The store sells by orders and takes tips; what may be given back in a day is little. */
let till: TillClient;
/** The store sells by amounts. */
let quick: TillClient;
const articles = shelfArticles();
const [operator] = demoOperators;
const rules = { currency: 'CNY', roundToMinor: 10 } as const;

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'qiantai-pay-'));
  suite = await startShop(dataDir, {
    stores: [
      { id: 'store-1', name: '外滩店', nameEn: 'The Bund' },
      { id: 'store-2', name: '小吃摊', nameEn: 'The stall' },
    ],
    extras: {
      settings: [
        {
          ...{ scope: settingScope.store('store-1'), kind: 'till_rules', id: 'default' },
          value: { ...rules, saleMode: 'order', tips: true, refundOperatorDayMaxMinor: '100' },
        },
        {
          ...{ scope: settingScope.store('store-2'), kind: 'till_rules', id: 'default' },
          value: { ...rules, saleMode: 'quick' },
        },
      ],
    },
  });
  hands = new Hands({ panel: suite.panel, channels: suite.channels.http });
  till = new TillClient('till-1', suite.tills[0]?.socket ?? '');
  quick = new TillClient('till-2', suite.tills[1]?.socket ?? '');
  for (const one of [till, quick]) {
    await shown(({ view }) => view === 'sign_in', one);
    await runAt(one, { type: 'sign_in', number: operator.number, pin: operator.pin });
  }
}, 180_000);

afterAll(async () => {
  till?.close();
  quick?.close();
  await suite?.stop();
  rmSync(dataDir, { recursive: true, force: true });
}, 60_000);

interface UnionpayBooks {
  orders: Array<{ way: string; state: { status: string }; refundedMinor: string }>;
  notices: Array<{ about: string; tries: Array<{ accepted: boolean }> }>;
}

const scan = (code: string): TillCommand => ({ type: 'scan', code, source: 'scanner' });
const article = (at: number): TillCommand => scan(articles[at]?.barcode ?? '');
const approve: TillCommand = { type: 'approve', number: demoSupervisor.number, pin: demoSupervisor.pin };

async function runAt(one: TillClient, ...commands: TillCommand[]): Promise<void> {
  for (const command of commands) {
    expect({ type: command.type, reply: await one.command(command) }).toMatchObject({ reply: { ok: true } });
  }
}
const run = (...commands: TillCommand[]) => runAt(till, ...commands);

async function shown(what: (snapshot: TillSnapshot) => boolean, one = till): Promise<TillSnapshot> {
  const snapshot = await one.waitFor(what, 30_000);
  if (snapshot) return snapshot;
  const { view, payment, result, notice, question } = one.snapshot ?? {};
  throw new Error(`never came; the last was ${JSON.stringify({ view, payment, result, notice, question })}`);
}

const tendering = (one = till) => shown(({ view }) => view === 'tender', one);
const complete = (one = till) => shown(({ result }) => Boolean(result?.receiptNo), one);

/** One sale of the shelf by payment code; its receipt and its sale. */
async function soldByCode(
  wallet: 'wechat' | 'unionpay' = 'wechat',
): Promise<{ receiptNo: string; saleId: string; totalMinor: string }> {
  await run(article(0), { type: 'begin_tender' });
  const { sale } = await tendering();
  await run(scan(await hands.paymentCode(wallet, 'pay')));
  const receiptNo = (await complete()).result?.receiptNo ?? '';
  await run({ type: 'acknowledge_result' });
  return { receiptNo, saleId: sale.saleId, totalMinor: sale.totalMinor };
}

describe('around a payment', () => {
  it('a number of another payment says its receipt; this one’s asks, and the channel’s word settles it', async () => {
    const before = await soldByCode();
    await run(article(1), { type: 'begin_tender' });
    const { sale } = await tendering();
    await run(scan(await hands.paymentCode('wechat', 'ask_password', 6_000)));
    await shown(({ payment }) => payment?.phase === 'waiting_customer');
    await run({ type: 'find_payment', number: orderNoOfSale(before.saleId) });
    const other = await shown(({ notice }) => notice !== null);
    expect(other.notice).toEqual({ code: 'PAYMENT_OF_RECEIPT', params: { receiptNo: before.receiptNo } });
    expect(other.view).toBe('payment');
    await run({ type: 'find_payment', number: orderNoOfSale(sale.saleId) });
    const said = await shown(({ notice, result }) => notice?.code === 'PAYMENT_NOT_PAID_YET' || result !== null);
    expect(said.result?.outcome ?? 'paid').toBe('paid');
    expect((await complete()).result).toMatchObject({ outcome: 'paid', channel: 'wechat' });
    await run({ type: 'acknowledge_result' });
  });

  it('a refund above the day’s limit goes by a supervisor’s approval, to the wallet that paid', async () => {
    const { receiptNo, totalMinor } = await soldByCode();
    await run(
      scan(receiptNo),
      { type: 'choose_return_quantity', originalLineNo: 1, quantity: 1 },
      { type: 'give_back' },
    );
    const { question } = await shown((snapshot) => snapshot.question !== null);
    expect(question).toMatchObject({
      right: 'refund.over_limit',
      overLimit: { of: 'operator', leftMinor: '100', wantedMinor: totalMinor },
    });
    await run(approve);
    expect((await complete()).result).toMatchObject({
      outcome: 'refunded',
      amountMinor: totalMinor,
      channel: 'wechat',
    });
    await run({ type: 'acknowledge_result' });
  });

  it('a QR code that is cancelled is closed, and another one is paid', async () => {
    await run(article(2), { type: 'begin_tender' });
    await tendering();
    await run({ type: 'choose_tender', tender: 'qr', channel: 'alipay' });
    const first = await shown(({ payment }) => payment?.phase === 'show_qr' && payment.qrText !== '');
    expect(first.payment?.deadlineMs).toBeGreaterThan(first.nowMs);
    await run({ type: 'cancel_payment' });
    await shown(({ view, result }) => view === 'tender' || result?.outcome === 'cancelled');
    await tendering();
    // The first is closed before the second begins.
    await vi.waitFor(() => run({ type: 'choose_tender', tender: 'qr', channel: 'alipay' }), {
      ...{ timeout: 30_000, interval: 200 },
    });
    const second = await shown(({ payment }) => payment?.phase === 'show_qr' && payment.qrText !== '');
    expect(second.payment?.key).not.toBe(first.payment?.key);
    await hands.scanQr('alipay', second.payment?.qrText ?? '', 'pay');
    expect((await complete()).result?.outcome).toBe('paid');
    await run({ type: 'acknowledge_result' });
  });

  it('a customer of UnionPay shows a code, is refused, scans the till, and gets money back', async () => {
    const sold = await soldByCode('unionpay');
    await vi.waitFor(async () => expect(JSON.stringify(await hands.receipts('till-1'))).toContain('云闪付'), {
      ...{ timeout: 20_000, interval: 100 },
    });

    await run(article(1), { type: 'begin_tender' });
    await tendering();
    await run(scan(await hands.paymentCode('unionpay', 'decline')));
    const { result: refused } = await shown(({ result }) => result !== null);
    expect(refused).toMatchObject({ outcome: 'declined', reasonCode: 'INSUFFICIENT_FUNDS' });
    await run({ type: 'acknowledge_result' });
    await tendering();
    // The issuer's word took a moment, in which nothing was taken: the same sale is paid by a QR code.
    await run({ type: 'choose_tender', tender: 'qr', channel: 'unionpay' });
    const { payment } = await shown(
      (snapshot) => snapshot.payment?.phase === 'show_qr' && snapshot.payment.qrText !== '',
    );
    expect(payment?.channel).toBe('unionpay');
    await hands.phone('set', { wallet: 'unionpay', manner: 'password' });
    await hands.phone('scan', { qrText: payment?.qrText });
    expect(await hands.phone('pay', { pin: '123456' })).toMatchObject({ screen: { outcome: 'paid' } });
    expect((await complete()).result).toMatchObject({ outcome: 'paid', channel: 'unionpay' });
    await run({ type: 'acknowledge_result' });

    await run(
      scan(sold.receiptNo),
      { type: 'choose_return_quantity', originalLineNo: 1, quantity: 1 },
      { type: 'give_back' },
    );
    await shown(({ question }) => question !== null);
    await run(approve);
    expect((await complete()).result).toMatchObject({
      ...{ outcome: 'refunded', amountMinor: sold.totalMinor, channel: 'unionpay' },
    });
    await run({ type: 'acknowledge_result' });
    await vi.waitFor(
      async () => {
        const books = (await hands.walletBook('unionpay')) as UnionpayBooks;
        expect(books.orders.map(({ way, state, refundedMinor }) => [way, state.status, refundedMinor])).toEqual([
          ['payment_code', 'paid', sold.totalMinor],
          ['payment_code', 'declined', '0'],
          ['qr', 'paid', '0'],
        ]);
        const accepted = books.notices.map(({ about, tries }) => [about, tries.at(-1)?.accepted]);
        expect(accepted.toSorted()).toEqual([
          ['payment', true],
          ['payment', true],
          ['refund', true],
        ]);
      },
      { timeout: 20_000, interval: 100 },
    );
  });

  it('a tip wants no right, holds no tax and is on the receipt', async () => {
    await run(article(0), { type: 'begin_tender' });
    const { sale } = await tendering();
    await run({ type: 'set_tip', amountMinor: '50' });
    const tipped = await shown(({ view, sale: now }) => view === 'tender' && now.tipMinor === '50');
    expect(tipped.sale.totalMinor).toBe(String(BigInt(sale.totalMinor) + 50n));
    await run(scan(await hands.paymentCode('wechat', 'pay')));
    const { result } = await complete();
    expect(result).toMatchObject({ outcome: 'paid', amountMinor: tipped.sale.totalMinor });
    await run({ type: 'acknowledge_result' });
    await vi.waitFor(
      async () => {
        const printed = (await hands.receipts('till-1')) as Array<{ text: string }>;
        expect(printed.at(-1)?.text).toContain('小费');
      },
      { timeout: 20_000, interval: 100 },
    );
  });

  it('a till of amounts takes what is typed', async () => {
    expect((await shown(() => true, quick)).rules.saleMode).toBe('quick');
    await runAt(quick, { type: 'pay_amount', amountMinor: '1250' });
    await tendering(quick);
    await runAt(quick, scan(await hands.paymentCode('alipay', 'pay')));
    expect((await complete(quick)).result).toMatchObject({ outcome: 'paid', amountMinor: '1250' });
    await runAt(quick, { type: 'acknowledge_result' });
    const { lastEnded } = await shown(({ view }) => view === 'sale', quick);
    expect(lastEnded).toMatchObject({ totalMinor: '1250', kind: 'sale' });
  });

  it('a member’s balance pays by its code, alone and beside cash, with the member’s word above the amount', async () => {
    const memberCode = async () => (await hands.phone('show', { wallet: 'qiantai' })).screen.code ?? '';
    const sold = async () => {
      const { result } = await complete(quick);
      await runAt(quick, { type: 'acknowledge_result' });
      return result;
    };
    expect((await hands.phone('show', { wallet: 'qiantai' })).balances['qiantai']).toBe('50000');
    await runAt(quick, { type: 'pay_amount', amountMinor: '3000' });
    await tendering(quick);
    await runAt(quick, scan(await memberCode()));
    const first = await sold();
    expect(first).toMatchObject({ outcome: 'paid', tender: 'balance', channel: 'balance', amountMinor: '3000' });
    await vi.waitFor(
      async () => {
        const printed = (await hands.receipts('till-2')) as Array<{ text: string }>;
        expect(printed.at(-1)?.text).toContain('余额');
      },
      { timeout: 20_000, interval: 100 },
    );

    await runAt(quick, { type: 'pay_amount', amountMinor: '25500' });
    await tendering(quick);
    await runAt(quick, { type: 'pay_cash', tenderedMinor: '500', amountMinor: '500' });
    await shown(({ view, sale }) => view === 'tender' && sale.parts.length === 1, quick);
    await runAt(quick, scan(await memberCode()));
    await shown(({ payment }) => payment?.phase === 'waiting_customer', quick);
    await vi.waitFor(async () => expect((await hands.phoneNow()).screen.status).toBe('asked'), { timeout: 20_000 });
    await expect(hands.phone('pay', { pin: '000000' })).rejects.toThrow('PHONE_PIN_WRONG');
    await hands.phone('pay', { pin: '123456' });
    expect(await sold()).toMatchObject({ outcome: 'paid', tender: 'balance', amountMinor: '25000' });

    await runAt(quick, { type: 'pay_amount', amountMinor: '22001' });
    await tendering(quick);
    await runAt(quick, scan(await memberCode()));
    const declined = await shown(({ result }) => result?.outcome === 'declined', quick);
    expect(declined.result).toMatchObject({ tender: 'balance', reasonCode: 'INSUFFICIENT_FUNDS' });
    await runAt(quick, { type: 'acknowledge_result' });
    await tendering(quick);
    await runAt(quick, { type: 'abandon_sale' });
    await shown(({ view }) => view === 'sale', quick);

    await runAt(
      quick,
      scan(first?.receiptNo ?? ''),
      { type: 'choose_return_quantity', originalLineNo: 1, quantity: 1 },
      { type: 'give_back' },
    );
    expect(await sold()).toMatchObject({ outcome: 'refunded', channel: 'balance', amountMinor: '3000' });
    expect((await hands.phone('show', { wallet: 'qiantai' })).balances['qiantai']).toBe('25000');
  });
});
