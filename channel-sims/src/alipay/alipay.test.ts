/** The unmodified `alipay-sdk` against the simulator, `validateSign` on. */

import { createPrivateKey } from 'node:crypto';
import { AlipaySdk } from 'alipay-sdk';
import { unzipSync } from 'fflate';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { rejection, startReceiver, startTestSimulation, type TestSimulation } from '../testing/test-simulation.ts';
import { rsa2, signedText } from './alipay-signature.ts';

let simulation: TestSimulation;
let sdk: AlipaySdk;
let last = 0;

beforeAll(async () => {
  simulation = await startTestSimulation();
  const { alipay } = simulation.description;
  sdk = new AlipaySdk({
    appId: alipay.appId,
    privateKey: alipay.merchantPrivateKeyPem,
    keyType: 'PKCS8',
    alipayPublicKey: alipay.alipayPublicKeyPem,
    gateway: alipay.gatewayUrl,
    timeout: 300,
  });
});
afterAll(() => simulation.close());

async function exec(method: string, bizContent: object, common: object = {}): Promise<Record<string, unknown>> {
  return (await sdk.exec(method, { bizContent, ...common }, { validateSign: true })) as Record<string, unknown>;
}

function orderNo(): string {
  last += 1;
  return `TEST${String(last).padStart(24, '0')}`;
}

async function paymentCode(behaviour = 'pay', delayMs?: number): Promise<string> {
  const { code } = await simulation.hand('/sim/wallets/alipay/payment-codes', { behaviour, delayMs });
  return code as string;
}

const pay = (outTradeNo: string, authCode: string, totalAmount = '12.50') =>
  exec('alipay.trade.pay', { outTradeNo, authCode, totalAmount, subject: '便利店', scene: 'bar_code', storeId: 's1' });
const query = (outTradeNo: string) => exec('alipay.trade.query', { outTradeNo });
const cancel = (outTradeNo: string) => exec('alipay.trade.cancel', { outTradeNo });
const precreate = async (outTradeNo: string, notifyUrl?: string) =>
  (
    await exec(
      'alipay.trade.precreate',
      { outTradeNo, totalAmount: '8.80', subject: '便利店' },
      notifyUrl ? { notifyUrl } : {},
    )
  )['qrCode'] as string;

describe('payment codes', () => {
  test('are paid at once and can be asked for', async () => {
    const outTradeNo = orderNo();
    const paid = await pay(outTradeNo, await paymentCode());
    expect(paid).toMatchObject({
      code: '10000',
      outTradeNo,
      totalAmount: '12.50',
      receiptAmount: '12.50',
      gmtPayment: '2026-03-10 12:00:00',
    });
    expect(await query(outTradeNo)).toMatchObject({
      code: '10000',
      tradeNo: paid['tradeNo'],
      tradeStatus: 'TRADE_SUCCESS',
    });
  });

  test('are used once, live a minute, and must be the channel’s', async () => {
    const code = await paymentCode();
    const invalid = { code: '40004', subCode: 'ACQ.PAYMENT_AUTH_CODE_INVALID' };
    await pay(orderNo(), code);
    expect(await pay(orderNo(), code)).toMatchObject(invalid);
    expect(await pay(orderNo(), '134567890123456789')).toMatchObject(invalid);
    const stale = await paymentCode();
    await simulation.advance(60_001);
    expect(await pay(orderNo(), stale)).toMatchObject(invalid);
  });

  test('decline, password, repeated and contradicting requests', async () => {
    expect(await pay(orderNo(), await paymentCode('decline'))).toMatchObject({
      subCode: 'ACQ.BUYER_BALANCE_NOT_ENOUGH',
      subMsg: '买家余额不足',
    });
    const outTradeNo = orderNo();
    const code = await paymentCode('ask_password', 5000);
    expect(await pay(outTradeNo, code)).toMatchObject({ code: '10003', outTradeNo });
    expect(await query(outTradeNo)).toMatchObject({ tradeStatus: 'WAIT_BUYER_PAY' });
    await simulation.advance(5000);
    expect(await query(outTradeNo)).toMatchObject({ tradeStatus: 'TRADE_SUCCESS' });
    expect(await pay(outTradeNo, code)).toMatchObject({ subCode: 'ACQ.TRADE_HAS_SUCCESS' });
    expect(await pay(outTradeNo, code, '0.01')).toMatchObject({ subCode: 'ACQ.CONTEXT_INCONSISTENT' });
  });

  test.each(['1.234', '0', '-1.00', '1e3', ''])('the amount "%s" is refused', async (amount) => {
    expect(await pay(orderNo(), await paymentCode(), amount)).toMatchObject({ subCode: 'ACQ.INVALID_PARAMETER' });
  });

  test('no_answer takes the money; no_answer_unpaid does nothing; wrong_signature is caught by the SDK', async () => {
    const paid = orderNo();
    await rejection(pay(paid, await paymentCode('no_answer')));
    expect(await query(paid)).toMatchObject({ tradeStatus: 'TRADE_SUCCESS' });
    const unpaid = orderNo();
    await rejection(pay(unpaid, await paymentCode('no_answer_unpaid')));
    expect(await query(unpaid)).toMatchObject({ subCode: 'ACQ.TRADE_NOT_EXIST' });
    const spoilt = orderNo();
    expect(String(await rejection(pay(spoilt, await paymentCode('wrong_signature'))))).toContain('验签失败');
    expect(await query(spoilt)).toMatchObject({ tradeStatus: 'TRADE_SUCCESS' });
    const late = orderNo();
    await rejection(pay(late, await paymentCode('late_success', 10_000)));
    expect(await query(late)).toMatchObject({ tradeStatus: 'WAIT_BUYER_PAY' });
    await simulation.advance(10_000);
    expect(await query(late)).toMatchObject({ tradeStatus: 'TRADE_SUCCESS' });
  });
});

describe('undoing', () => {
  test('a cancel says whether money went back, and again when it is repeated', async () => {
    const paid = orderNo();
    await pay(paid, await paymentCode());
    expect(await cancel(paid)).toMatchObject({ code: '10000', action: 'refund', retryFlag: 'N' });
    expect(await cancel(paid)).toMatchObject({ code: '10000', action: 'refund', retryFlag: 'N' });
    expect(await query(paid)).toMatchObject({ tradeStatus: 'TRADE_CLOSED' });
    const waiting = orderNo();
    await pay(waiting, await paymentCode('never'));
    expect(await cancel(waiting)).toMatchObject({ action: 'close' });
    const unknown = orderNo();
    expect(await cancel(unknown)).toMatchObject({ code: '10000', retryFlag: 'N' });
    expect(await pay(unknown, await paymentCode())).toMatchObject({ subCode: 'ACQ.TRADE_HAS_CLOSE' });
    const old = orderNo();
    await pay(old, await paymentCode());
    await simulation.advance(24 * 3_600_000 + 1);
    expect(await cancel(old)).toMatchObject({ subCode: 'ACQ.TRADE_CANCEL_TIME_OUT' });
  });

  test('refunds keep their number within an order', async () => {
    const outTradeNo = orderNo();
    await pay(outTradeNo, await paymentCode());
    const refund = (outRequestNo: string, refundAmount: string) =>
      exec('alipay.trade.refund', { outTradeNo, outRequestNo, refundAmount });
    const ask = (outRequestNo: string) => exec('alipay.trade.fastpay.refund.query', { outTradeNo, outRequestNo });
    expect(await refund('1', '10.00')).toMatchObject({ code: '10000', fundChange: 'Y', refundFee: '10.00' });
    expect(await refund('1', '10.00')).toMatchObject({ code: '10000', fundChange: 'N', refundFee: '10.00' });
    expect(await refund('1', '9.00')).toMatchObject({ subCode: 'ACQ.DISCORDANT_REPEAT_REQUEST' });
    expect(await refund('2', '2.51')).toMatchObject({ subCode: 'ACQ.REFUND_AMT_NOT_EQUAL_TOTAL' });
    expect(await ask('1')).toMatchObject({ refundStatus: 'REFUND_SUCCESS', refundAmount: '10.00' });
    expect(await ask('2')).not.toHaveProperty('refundStatus');
    expect(await refund('2', '2.50')).toMatchObject({ fundChange: 'Y', refundFee: '12.50' });
    expect(await query(outTradeNo)).toMatchObject({ tradeStatus: 'TRADE_CLOSED' });
    const other = orderNo();
    await pay(other, await paymentCode());
    await simulation.hand('/sim/wallets/alipay/refund-funds', { minor: '99' });
    expect(
      await exec('alipay.trade.refund', { outTradeNo: other, outRequestNo: '1', refundAmount: '1.00' }),
    ).toMatchObject({ subCode: 'ACQ.SELLER_BALANCE_NOT_ENOUGH' });
    await simulation.hand('/sim/wallets/alipay/refund-funds', { minor: '100' });
    expect(
      await exec('alipay.trade.refund', { outTradeNo: other, outRequestNo: '1', refundAmount: '1.00' }),
    ).toMatchObject({ fundChange: 'Y' });
  });
});

describe('pre-created orders', () => {
  test('are no trade before somebody scans, and are closed while the customer hesitates', async () => {
    const outTradeNo = orderNo();
    const qrText = await precreate(outTradeNo);
    const close = () => exec('alipay.trade.close', { outTradeNo });
    expect(await query(outTradeNo)).toMatchObject({ subCode: 'ACQ.TRADE_NOT_EXIST' });
    expect(await close()).toMatchObject({ subCode: 'ACQ.TRADE_NOT_EXIST' });
    await simulation.hand('/sim/wallets/alipay/scan', { qrText, behaviour: 'never' });
    expect(await query(outTradeNo)).toMatchObject({ tradeStatus: 'WAIT_BUYER_PAY' });
    expect(await close()).toMatchObject({ code: '10000', outTradeNo });
    expect(await query(outTradeNo)).toMatchObject({ tradeStatus: 'TRADE_CLOSED' });
  });

  test('notices are signed forms, repeated until "success"', async () => {
    const receiver = await startReceiver((_notice, number) => [200, number < 2 ? 'fail' : 'success']);
    const outTradeNo = orderNo();
    const qrText = await precreate(outTradeNo, receiver.url);
    await simulation.hand('/sim/wallets/alipay/scan', { qrText });
    await simulation.advance(0);
    await vi.waitFor(async () => {
      const { notices } = (await simulation.read('/sim/books/alipay')) as { notices: Array<{ tries: unknown[] }> };
      expect(notices.at(-1)?.tries).toHaveLength(1);
    });
    await simulation.advance(240_000);
    await vi.waitFor(() => expect(receiver.received).toHaveLength(2));
    const fields = Object.fromEntries(new URLSearchParams(receiver.received[1]?.body));
    expect(sdk.checkNotifySignV2(fields)).toBe(true);
    expect(sdk.checkNotifySignV2({ ...fields, total_amount: '0.01' })).toBe(false);
    expect(fields).toMatchObject({
      out_trade_no: outTradeNo,
      trade_status: 'TRADE_SUCCESS',
      total_amount: '8.80',
      app_id: simulation.description.alipay.appId,
      seller_id: simulation.description.alipay.sellerId,
    });
    await receiver.close();
  });
});

describe('the gateway', () => {
  async function send(change: Record<string, string>): Promise<Record<string, unknown>> {
    const { alipay } = simulation.description;
    const parameters: Record<string, string> = {
      app_id: alipay.appId,
      method: 'alipay.trade.query',
      charset: 'utf-8',
      sign_type: 'RSA2',
      timestamp: '2026-03-10 12:00:00',
      version: '1.0',
      biz_content: '{"out_trade_no":"none"}',
    };
    const sign = rsa2(signedText(parameters, ['sign']), createPrivateKey(alipay.merchantPrivateKeyPem));
    const response = await fetch(alipay.gatewayUrl, {
      method: 'POST',
      body: new URLSearchParams({ ...parameters, sign, ...change }),
    });
    return Object.values((await response.json()) as Record<string, Record<string, unknown>>)[0] ?? {};
  }

  test('looks at every parameter before it acts', async () => {
    expect(await send({})).toMatchObject({ sub_code: 'ACQ.TRADE_NOT_EXIST' });
    expect(await send({ biz_content: '{"out_trade_no":"other"}' })).toMatchObject({
      code: '40002',
      sub_code: 'isv.invalid-signature',
    });
    expect(await send({ added: 'x' })).toMatchObject({ sub_code: 'isv.invalid-signature' });
    expect(await send({ sign: 'AAAA' })).toMatchObject({ sub_code: 'isv.invalid-signature' });
    expect(await send({ app_id: '2021000000000000' })).toMatchObject({ sub_code: 'isv.invalid-app-id' });
    expect(await send({ sign_type: 'RSA' })).toMatchObject({ sub_code: 'isv.invalid-signature-type' });
    expect(await send({ timestamp: 'now' })).toMatchObject({ sub_code: 'isv.invalid-timestamp' });
    expect(await exec('alipay.trade.unheard.of', {})).toMatchObject({ subCode: 'isv.invalid-method' });
  });
});

describe('bills', () => {
  test('come out at nine of the next day as a zip of GBK files, and miss a row that a hand deleted', async () => {
    await simulation.advance(Date.UTC(2026, 2, 20, 4) - simulation.clock.nowMs());
    const [kept, cancelled, deleted] = [orderNo(), orderNo(), orderNo()];
    await pay(kept, await paymentCode(), '100.00');
    await pay(cancelled, await paymentCode());
    await cancel(cancelled);
    await pay(deleted, await paymentCode());
    const ask = () =>
      exec('alipay.data.dataservice.bill.downloadurl.query', { billType: 'trade', billDate: '2026-03-20' });
    await simulation.advance(Date.UTC(2026, 2, 21, 1) - simulation.clock.nowMs() - 1);
    expect(await ask()).toMatchObject({ subCode: 'isp.bill_not_ready' });
    await simulation.advance(1);
    async function rows(): Promise<string[][]> {
      const { billDownloadUrl } = await ask();
      const bytes = new Uint8Array(await (await fetch(billDownloadUrl as string)).arrayBuffer());
      const [details] = Object.values(unzipSync(bytes)).map((file) => iconv.decode(Buffer.from(file), 'gbk'));
      const lines = (details ?? '').split('\r\n').filter((line) => line !== '' && !line.startsWith('#'));
      return lines.slice(1).map((line) => line.split(',').map((cell) => cell.trim()));
    }
    const whole = await rows();
    const typed = (all: string[][]) => all.map((cells) => [cells[1], cells[2], cells[11], cells[22]].join(' ')).sort();
    expect(typed(whole)).toEqual(
      [
        `${kept} 交易 100.00 -0.20`,
        `${cancelled} 交易 12.50 -0.03`,
        `${cancelled} 退款 -12.50 0.03`,
        `${deleted} 交易 12.50 -0.03`,
      ].sort(),
    );
    await simulation.hand('/sim/bills/alipay/delete-row', { channelOrderNo: deleted });
    expect(typed(await rows())).toEqual(typed(whole.filter((cells) => cells[1] !== deleted)));
  });
});
