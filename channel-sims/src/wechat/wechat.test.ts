/** The unmodified `wechatpay-axios-plugin` against the simulator, its verification of answers on. */
import { createHash, createSign, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { Aes, Formatter, Rsa, Wechatpay } from 'wechatpay-axios-plugin';
import { rejection, startReceiver, startTestSimulation, type TestSimulation } from '../testing/test-simulation.ts';

interface Answer {
  status: number;
  data: Record<string, unknown>;
}
interface Endpoint {
  post(body: unknown): Promise<Answer>;
  get(config?: unknown): Promise<Answer>;
}

let simulation: TestSimulation;
let endpoint: (path: string) => Endpoint;
let last = 0;

beforeAll(async () => {
  simulation = await startTestSimulation();
  const { wechat } = simulation.description;
  const client = new Wechatpay({
    mchid: wechat.mchid,
    serial: wechat.merchantSerialNo,
    privateKey: wechat.merchantPrivateKeyPem,
    certs: { [wechat.platformSerialNo]: wechat.platformPublicKeyPem },
    secret: wechat.apiV3Key,
    baseURL: wechat.baseUrl,
  } as ConstructorParameters<typeof Wechatpay>[0]);
  endpoint = (path) => client.chain(path) as unknown as Endpoint;
});
afterAll(() => simulation.close());

const merchant = () => ({ appid: simulation.description.wechat.appid, mchid: simulation.description.wechat.mchid });

function orderNo(): string {
  last += 1;
  return `TEST${String(last).padStart(24, '0')}`;
}

async function paymentCode(behaviour = 'pay', delayMs?: number): Promise<string> {
  const { code } = await simulation.hand('/sim/wallets/wechat/payment-codes', { behaviour, delayMs });
  return code as string;
}

async function codepay(outTradeNo: string, code: string, total = 1250) {
  return await endpoint('v3/pay/transactions/codepay').post({
    ...merchant(),
    description: '便利店',
    out_trade_no: outTradeNo,
    amount: { total, currency: 'CNY' },
    payer: { auth_code: code },
    scene_info: { store_info: { id: 'store-1' } },
  });
}

async function native(outTradeNo: string, notifyUrl = 'http://127.0.0.1:9/none') {
  const { data } = await endpoint('v3/pay/transactions/native').post({
    ...merchant(),
    description: '便利店',
    out_trade_no: outTradeNo,
    notify_url: notifyUrl,
    amount: { total: 880, currency: 'CNY' },
  });
  return data['code_url'] as string;
}

const query = (outTradeNo: string) =>
  endpoint(`v3/pay/transactions/out-trade-no/${outTradeNo}`).get({ params: { mchid: merchant().mchid } });
const reverse = (outTradeNo: string) =>
  endpoint(`v3/pay/transactions/out-trade-no/${outTradeNo}/reverse`).post(merchant());
const close = (outTradeNo: string) =>
  endpoint(`v3/pay/transactions/out-trade-no/${outTradeNo}/close`).post({ mchid: merchant().mchid });

async function refusal(promise: Promise<unknown>): Promise<{ status: number; code: string }> {
  const { response } = (await rejection(promise)) as { response: { status: number; data: { code: string } } };
  return { status: response.status, code: response.data.code };
}

describe('payment codes', () => {
  test('are paid at once, and the order can be asked for by either number', async () => {
    const outTradeNo = orderNo();
    const { data } = await codepay(outTradeNo, await paymentCode());
    expect(data).toMatchObject({
      ...merchant(),
      out_trade_no: outTradeNo,
      trade_state: 'SUCCESS',
      trade_type: 'MICROPAY',
      success_time: '2026-03-10T12:00:00+08:00',
      amount: { total: 1250, payer_total: 1250, currency: 'CNY' },
    });
    expect(data['transaction_id']).toMatch(/^4200\d{24}$/);
    const byId = await endpoint(`v3/pay/transactions/id/${data['transaction_id']}`).get({
      params: { mchid: merchant().mchid },
    });
    expect(byId.data).toEqual((await query(outTradeNo)).data);
  });

  test('are used once, live a minute, and must be the channel’s', async () => {
    const code = await paymentCode();
    await codepay(orderNo(), code);
    expect(await refusal(codepay(orderNo(), code))).toEqual({ status: 400, code: 'AUTH_CODE_INVALID' });
    expect(await refusal(codepay(orderNo(), '134567890123456789'))).toMatchObject({ code: 'AUTH_CODE_INVALID' });
    expect(await refusal(codepay(orderNo(), '284567890123456789'))).toMatchObject({ code: 'AUTH_CODE_INVALID' });
    const stale = await paymentCode();
    await simulation.advance(60_001);
    expect(await refusal(codepay(orderNo(), stale))).toMatchObject({ code: 'AUTH_CODE_EXPIRED' });
  });

  test('a payer without money is refused, and the order is PAYERROR', async () => {
    const outTradeNo = orderNo();
    expect(await refusal(codepay(outTradeNo, await paymentCode('decline')))).toMatchObject({ code: 'NOT_ENOUGH' });
    expect((await query(outTradeNo)).data).toMatchObject({ trade_state: 'PAYERROR' });
  });

  test('a payer who enters a password is USERPAYING, then SUCCESS', async () => {
    const outTradeNo = orderNo();
    const { data } = await codepay(outTradeNo, await paymentCode('ask_password', 5000));
    expect(data).toMatchObject({ trade_state: 'USERPAYING' });
    await simulation.advance(4999);
    expect((await query(outTradeNo)).data).toMatchObject({ trade_state: 'USERPAYING' });
    await simulation.advance(1);
    expect((await query(outTradeNo)).data).toMatchObject({ trade_state: 'SUCCESS' });
  });

  test('an order number is paid once; another request under it is refused', async () => {
    const outTradeNo = orderNo();
    const code = await paymentCode();
    await codepay(outTradeNo, code);
    expect(await refusal(codepay(outTradeNo, code))).toMatchObject({ code: 'ORDERPAID' });
    expect(await refusal(codepay(outTradeNo, code, 1))).toEqual({ status: 403, code: 'OUT_TRADE_NO_USED' });
  });

  test.each([
    ['019ea6e1-9b07-7c3e-8a52-6f0f4f6d1a11', '36 characters'],
    ['12345', '5 characters'],
    ['order number 1', 'spaces'],
  ])('an order number %s is refused: %s', async (outTradeNo) => {
    expect(await refusal(codepay(outTradeNo, await paymentCode()))).toEqual({ status: 400, code: 'PARAM_ERROR' });
  });

  test('another currency than the merchant’s is refused', async () => {
    const promise = endpoint('v3/pay/transactions/native').post({
      ...merchant(),
      description: 'x',
      out_trade_no: orderNo(),
      notify_url: 'http://127.0.0.1:9/none',
      amount: { total: 1, currency: 'USD' },
    });
    expect(await refusal(promise)).toMatchObject({ code: 'PARAM_ERROR' });
  });
});

describe('silence and bad signatures', () => {
  test('no_answer takes the money and answers nothing; no_answer_unpaid does nothing', async () => {
    const timed = { timeout: 200 };
    for (const [behaviour, state] of [
      ['no_answer', 'SUCCESS'],
      ['no_answer_unpaid', 'ORDER_NOT_EXIST'],
    ] as const) {
      const outTradeNo = orderNo();
      const wanted = {
        ...merchant(),
        description: 'x',
        out_trade_no: outTradeNo,
        amount: { total: 1 },
        payer: { auth_code: await paymentCode(behaviour) },
        scene_info: { store_info: {} },
      };
      const codepayEndpoint = endpoint('v3/pay/transactions/codepay') as unknown as {
        post(body: unknown, config: unknown): Promise<Answer>;
      };
      expect(await rejection(codepayEndpoint.post(wanted, timed))).toMatchObject({ code: 'ECONNABORTED' });
      const seen = await query(outTradeNo).then(
        ({ data }) => data['trade_state'],
        (error: { response: { data: { code: string } } }) => error.response.data.code,
      );
      expect(seen).toBe(state);
    }
  });

  test('wrong_signature: the SDK refuses the answer, the money is taken', async () => {
    const outTradeNo = orderNo();
    expect(await rejection(codepay(outTradeNo, await paymentCode('wrong_signature')))).toMatchObject({
      code: 'EV3_RES_HEADER_SIGNATURE_DIGEST',
    });
    expect((await query(outTradeNo)).data).toMatchObject({ trade_state: 'SUCCESS' });
  });
});

describe('undoing', () => {
  test('a reversal too early is refused; later the money goes back, and repeating it changes nothing', async () => {
    const outTradeNo = orderNo();
    await codepay(outTradeNo, await paymentCode());
    await simulation.advance(14_999);
    expect(await refusal(reverse(outTradeNo))).toEqual({ status: 400, code: 'INVALID_REQUEST' });
    await simulation.advance(1);
    expect((await reverse(outTradeNo)).data).toMatchObject({ out_trade_no: outTradeNo });
    expect((await reverse(outTradeNo)).data).toMatchObject({ out_trade_no: outTradeNo });
    expect((await query(outTradeNo)).data).toMatchObject({ trade_state: 'REVOKED' });
  });

  test('a reversed payment does not come after all', async () => {
    const outTradeNo = orderNo();
    await codepay(outTradeNo, await paymentCode('ask_password', 60_000));
    await simulation.advance(20_000);
    await reverse(outTradeNo);
    await simulation.advance(60_000);
    expect((await query(outTradeNo)).data).toMatchObject({ trade_state: 'REVOKED' });
  });

  test('a number that was reversed before it arrived is refused when it comes', async () => {
    const outTradeNo = orderNo();
    expect(await refusal(reverse(outTradeNo))).toEqual({ status: 404, code: 'ORDER_NOT_EXIST' });
    expect(await refusal(codepay(outTradeNo, await paymentCode()))).toMatchObject({ code: 'ORDER_CLOSED' });
  });

  test('a native order is closed with 204 while nobody paid it; a payment code’s is never closed', async () => {
    const outTradeNo = orderNo();
    const qrText = await native(outTradeNo);
    expect((await close(outTradeNo)).status).toBe(204);
    expect(await refusal(close(outTradeNo))).toMatchObject({ code: 'ORDER_CLOSED' });
    expect(await simulation.hand('/sim/wallets/wechat/scan', { qrText })).toMatchObject({ result: 'not_payable' });
    const byCode = orderNo();
    await codepay(byCode, await paymentCode('never'));
    expect(await refusal(close(byCode))).toMatchObject({ code: 'INVALID_REQUEST' });
    const paid = orderNo();
    await simulation.hand('/sim/wallets/wechat/scan', { qrText: await native(paid) });
    expect(await refusal(close(paid))).toMatchObject({ code: 'ORDERPAID' });
  });

  test('a refund that the merchant’s balance does not cover is refused, and taken under its number once it does', async () => {
    const outTradeNo = orderNo();
    await codepay(outTradeNo, await paymentCode());
    const refund = () =>
      endpoint('v3/refund/domestic/refunds').post({
        out_trade_no: outTradeNo,
        out_refund_no: `F1${outTradeNo.slice(-12)}`,
        amount: { refund: 1000, total: 1250, currency: 'CNY' },
      });
    await simulation.hand('/sim/wallets/wechat/refund-funds', { minor: '999' });
    expect(await refusal(refund())).toMatchObject({ status: 403, code: 'NOT_ENOUGH' });
    await simulation.hand('/sim/wallets/wechat/refund-funds', { minor: null });
    expect((await refund()).data).toMatchObject({ status: 'SUCCESS' });
  });

  test('refunds keep their number: a repeat is the same, the sum never exceeds the payment', async () => {
    const outTradeNo = orderNo();
    await codepay(outTradeNo, await paymentCode());
    const refund = (number: string, refunded: number) =>
      endpoint('v3/refund/domestic/refunds').post({
        out_trade_no: outTradeNo,
        out_refund_no: `${number}${outTradeNo.slice(-12)}`,
        amount: { refund: refunded, total: 1250, currency: 'CNY' },
      });
    const first = await refund('R1', 1000);
    expect(first.data).toMatchObject({ status: 'SUCCESS', amount: { refund: 1000, total: 1250 } });
    expect((await refund('R1', 1000)).data).toEqual(first.data);
    expect(await refusal(refund('R1', 999))).toMatchObject({ code: 'INVALID_REQUEST' });
    expect(await refusal(refund('R2', 251))).toMatchObject({ code: 'INVALID_REQUEST' });
    await refund('R3', 250);
    const asked = await endpoint(`v3/refund/domestic/refunds/R1${outTradeNo.slice(-12)}`).get();
    expect(asked.data).toMatchObject({ refund_id: first.data['refund_id'], status: 'SUCCESS' });
    expect((await query(outTradeNo)).data).toMatchObject({ trade_state: 'REFUND' });
    expect(await refusal(endpoint('v3/refund/domestic/refunds/none').get())).toMatchObject({
      code: 'RESOURCE_NOT_EXISTS',
    });
  });
});

describe('signatures of requests', () => {
  interface Spoil {
    serial?: string;
    timestamp?: number;
    signedBody?: string;
    mchid?: string;
  }
  async function send(spoil: Spoil): Promise<number> {
    const { wechat } = simulation.description;
    const uri = `/v3/pay/transactions/out-trade-no/UNKNOWN1?mchid=${wechat.mchid}`;
    const timestamp = spoil.timestamp ?? Math.floor(simulation.clock.nowMs() / 1000);
    const nonce = randomBytes(16).toString('hex');
    const signature = createSign('RSA-SHA256')
      .update(`GET\n${uri}\n${timestamp}\n${nonce}\n${spoil.signedBody ?? ''}\n`)
      .sign(wechat.merchantPrivateKeyPem, 'base64');
    const parts = {
      mchid: spoil.mchid ?? wechat.mchid,
      serial_no: spoil.serial ?? wechat.merchantSerialNo,
      timestamp,
      nonce_str: nonce,
      signature,
    };
    const text = Object.entries(parts).map(([name, value]) => `${name}="${value}"`);
    const response = await fetch(wechat.baseUrl + uri, {
      headers: { authorization: `WECHATPAY2-SHA256-RSA2048 ${text.join(',')}` },
    });
    return response.status;
  }

  test('a good one is answered, every spoilt one is 401', async () => {
    expect(await send({})).toBe(404);
    expect(await send({ signedBody: 'other' })).toBe(401);
    expect(await send({ serial: '4'.repeat(40) })).toBe(401);
    expect(await send({ mchid: '1900000001' })).toBe(401);
    const seconds = Math.floor(simulation.clock.nowMs() / 1000);
    expect(await send({ timestamp: seconds - 301 })).toBe(401);
    expect(await send({ timestamp: seconds + 301 })).toBe(401);
    expect((await fetch(`${simulation.description.http}/v3/certificates`)).status).toBe(401);
  });

  test('/v3/certificates gives the platform’s certificate under the APIv3 key', async () => {
    const { wechat } = simulation.description;
    const { data } = await endpoint('v3/certificates').get();
    const [certificate] = data['data'] as Array<Record<string, Record<string, string>>>;
    const { nonce, associated_data, ciphertext } = (certificate?.['encrypt_certificate'] ?? {}) as Record<
      string,
      string
    >;
    expect(certificate?.['serial_no']).toBe(wechat.platformSerialNo);
    const text = Aes.AesGcm.decrypt(ciphertext as string, wechat.apiV3Key, nonce as string, associated_data as string);
    expect(text).toBe(wechat.platformCertificatePem);
  });
});

test('a JSAPI order is paid with its prepaid id, and expires', async () => {
  const outTradeNo = orderNo();
  const { data } = await endpoint('v3/pay/transactions/jsapi').post({
    ...merchant(),
    description: '便利店',
    out_trade_no: outTradeNo,
    notify_url: 'http://127.0.0.1:9/none',
    time_expire: '2026-03-31T23:59:59+08:00',
    amount: { total: 880 },
    payer: { openid: 'oUpF8uMuAJO_M2pxb1Q9zNjWeS6o' },
  });
  const qrText = data['prepay_id'];
  expect(await simulation.hand('/sim/wallets/wechat/scan', { qrText })).toMatchObject({ status: 'paid' });
  expect((await query(outTradeNo)).data).toMatchObject({ trade_type: 'JSAPI', trade_state: 'SUCCESS' });
  const late = orderNo();
  await native(late);
  await simulation.advance(2 * 3_600_000);
  expect((await query(late)).data).toMatchObject({ trade_state: 'CLOSED' });
});

describe('notices', () => {
  const isSigned = (notice: { headers: Record<string, unknown>; body: string }) =>
    Rsa.verify(
      Formatter.response(
        notice.headers['wechatpay-timestamp'] as string,
        notice.headers['wechatpay-nonce'] as string,
        notice.body,
      ),
      notice.headers['wechatpay-signature'] as string,
      simulation.description.wechat.platformPublicKeyPem,
    );

  test('are signed, encrypted, and repeated on the schedule until one is accepted', async () => {
    const receiver = await startReceiver((_notice, number) => (number < 3 ? [500, ''] : [204, '']));
    const outTradeNo = orderNo();
    const qrText = await native(outTradeNo, receiver.url);
    await simulation.hand('/sim/wallets/wechat/scan', { qrText });
    for (const [count, waitMs] of [
      [1, 0],
      [2, 15_000],
      [3, 15_000],
    ] as const) {
      await simulation.advance(waitMs);
      await vi.waitFor(() => expect(receiver.received).toHaveLength(count));
      await vi.waitFor(async () => {
        const { notices } = (await simulation.read('/sim/books/wechat')) as {
          notices: Array<{ outTradeNo: string; tries: unknown[] }>;
        };
        expect(notices.find((notice) => notice.outTradeNo === outTradeNo)?.tries).toHaveLength(count);
      });
    }
    await simulation.advance(3_600_000);
    expect(receiver.received).toHaveLength(3);
    expect(receiver.received.every(isSigned)).toBe(true);
    const { event_type, resource } = JSON.parse(receiver.received[2]?.body ?? '') as {
      event_type: string;
      resource: Record<string, string>;
    };
    const plain = Aes.AesGcm.decrypt(
      resource['ciphertext'] as string,
      simulation.description.wechat.apiV3Key,
      resource['nonce'] as string,
      resource['associated_data'] as string,
    );
    expect(event_type).toBe('TRANSACTION.SUCCESS');
    expect(JSON.parse(plain)).toMatchObject({
      out_trade_no: outTradeNo,
      trade_state: 'SUCCESS',
      amount: { total: 880 },
    });
    await receiver.close();
  });

  test('come five times, late, or badly signed first, as the customer’s hand says', async () => {
    const receiver = await startReceiver((notice) => (isSigned(notice) ? [200, ''] : [401, '']));
    const scan = async (behaviour: string, delayMs?: number) =>
      simulation.hand('/sim/wallets/wechat/scan', {
        qrText: await native(orderNo(), receiver.url),
        behaviour,
        delayMs,
      });
    await scan('duplicate_notice');
    await simulation.advance(0);
    await vi.waitFor(() => expect(receiver.received).toHaveLength(5));
    expect(new Set(receiver.received.map(({ body }) => (JSON.parse(body) as { id: string }).id)).size).toBe(1);
    await scan('late_notice', 30_000);
    await simulation.advance(29_999);
    expect(receiver.received).toHaveLength(5);
    await simulation.advance(1);
    await vi.waitFor(() => expect(receiver.received).toHaveLength(6));
    await scan('wrong_signature');
    await simulation.advance(0);
    await vi.waitFor(() => expect(receiver.received).toHaveLength(7));
    expect(isSigned(receiver.received[6] as (typeof receiver.received)[number])).toBe(false);
    await receiver.close();
  });
});

describe('bills', () => {
  test('come out at ten of the next day, with a hash, and miss a row that a hand deleted', async () => {
    const outTradeNo = orderNo();
    await codepay(outTradeNo, await paymentCode(), 12345);
    const bill = () => endpoint('v3/bill/tradebill').get({ params: { bill_date: '2026-03-10', bill_type: 'ALL' } });
    expect(await refusal(bill())).toMatchObject({ code: 'STATEMENT_CREATING' });
    await simulation.advance(Date.UTC(2026, 2, 11, 2) - simulation.clock.nowMs() - 1);
    expect(await refusal(bill())).toMatchObject({ code: 'STATEMENT_CREATING' });
    await simulation.advance(1);

    async function download() {
      const { data } = await bill();
      const url = new URL(data['download_url'] as string);
      const file = endpoint('v3/billdownload/file');
      const { data: bytes } = await file.get({
        params: { token: url.searchParams.get('token') },
        responseType: 'arraybuffer',
      });
      expect(
        createHash('sha1')
          .update(bytes as unknown as Buffer)
          .digest('hex'),
      ).toBe(data['hash_value']);
      return Formatter.castCsvBill(bytes as unknown as Buffer) as {
        rows: Array<Record<string, string>>;
        summary: Record<string, string>;
      };
    }
    const whole = await download();
    expect(whole.summary['总交易单数']).toBe(String(whole.rows.length));
    expect(whole.rows.find((row) => row['商户订单号'] === outTradeNo)).toMatchObject({
      交易状态: 'SUCCESS',
      订单金额: '123.45',
      手续费: '0.25',
      货币种类: 'CNY',
    });
    expect(whole.rows.some((row) => row['交易状态'] === 'REVOKED')).toBe(true);
    await simulation.hand('/sim/bills/wechat/delete-row', { channelOrderNo: outTradeNo });
    const cut = await download();
    expect(cut.rows).toHaveLength(whole.rows.length - 1);
    expect(cut.rows.some((row) => row['商户订单号'] === outTradeNo)).toBe(false);
    const funds = await endpoint('v3/bill/fundflowbill').get({ params: { bill_date: '2026-03-10' } });
    expect(funds.data).toMatchObject({ hash_type: 'SHA1' });
    expect(await refusal(endpoint('v3/bill/tradebill').get({ params: { bill_date: '2026-03-09' } }))).toMatchObject({
      code: 'NO_STATEMENT_EXIST',
    });
  });
});

test('payment codes are redacted in the log of the wire', async () => {
  const code = await paymentCode();
  await codepay(orderNo(), code);
  const { messages } = await simulation.read('/sim/log');
  const text = JSON.stringify(messages);
  expect(text).not.toContain(code);
  expect(text).toContain(`***${code.slice(-4)}`);
});
