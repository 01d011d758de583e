import { createCipheriv, createHash, generateKeyPairSync, sign, verify } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { HttpAnswer } from '../http-exchange.ts';
import type { AttemptRef, PayOperation, RefundOperation } from '../port.ts';
import { readClose, readNative, readPayByCode, readQuery, readRefund, readReverse } from './wechat-answers.ts';
import { parseTradeBill, readBillAnnouncement, readBillBytes } from './wechat-bill.ts';
import { wechatCredentialsSchema } from './wechat-credentials.ts';
import { readWechatNotice } from './wechat-notice.ts';
import * as requests from './wechat-requests.ts';

const pair = () =>
  generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
const [merchant, platform, oldPlatform] = [pair(), pair(), pair()];

const credentials = wechatCredentialsSchema.parse({
  baseUrl: 'http://wechat.test',
  mchid: '1900000001',
  appid: 'wx0000000000000001',
  merchantSerialNo: 'ABCDEF01',
  merchantPrivateKeyPem: merchant.privateKey,
  platformSerialNo: 'PLAT02',
  platformPublicKeyPem: platform.publicKey,
  otherPlatformKeys: [{ serialNo: 'PLAT01', publicKeyPem: oldPlatform.publicKey }],
  apiV3Key: '0123456789abcdef0123456789abcdef',
});

const nowMs = Date.UTC(2026, 2, 10, 4, 0, 0);
const moment = { nowMs, nonce: 'n0nce' };
const orderNo = `01CW${'0'.repeat(22)}01`;
const attempt: AttemptRef = {
  account: { id: 'wechat-1', merchantId: 'm', channel: 'wechat', credentials: {} },
  channelOrderNo: orderNo,
  amount: { amountMinor: 1250n, currency: 'CNY' },
  sentAtMs: nowMs,
  particulars: {},
  terminalId: 'till-1',
};
const operation: PayOperation = {
  ...attempt,
  details: { way: 'payment_code', code: '131234567890123456' },
  description: '便利店',
  storeId: 'store-a',
};
const refund: RefundOperation = {
  original: { ...attempt, channelTransactionId: '4200' },
  channelRefundNo: 'R'.repeat(28),
  amount: { amountMinor: 250n, currency: 'CNY' },
  reason: '退货',
  terminalId: 'till-1',
  sentAtMs: nowMs,
  particulars: {},
};

const transaction = {
  appid: credentials.appid,
  mchid: credentials.mchid,
  out_trade_no: orderNo,
  transaction_id: '4200000001',
  trade_state: 'SUCCESS',
  trade_state_desc: '支付成功',
  success_time: '2026-03-10T12:00:05+08:00',
  amount: { total: 1250, currency: 'CNY' },
};

type Signing = { key?: string; serialNo?: string; atMs?: number; spoil?: boolean };

function signedHeaders(body: string, options: Signing = {}): Record<string, string> {
  const timestamp = String(Math.floor((options.atMs ?? nowMs) / 1000));
  const text = `${timestamp}\nabc\n${options.spoil ? `${body} ` : body}\n`;
  return {
    'wechatpay-timestamp': timestamp,
    'wechatpay-nonce': 'abc',
    'wechatpay-serial': options.serialNo ?? 'PLAT02',
    'wechatpay-signature': sign('RSA-SHA256', Buffer.from(text), options.key ?? platform.privateKey).toString('base64'),
  };
}

function answer(status: number, content: unknown, options: Signing = {}): HttpAnswer {
  const body = content === undefined ? '' : typeof content === 'string' ? content : JSON.stringify(content);
  return { status, headers: signedHeaders(body, options), body: Buffer.from(body) };
}

const error = (status: number, code: string) => answer(status, { code, message: 'why' });

describe('requests', () => {
  it('pays by code with exactly these bytes, signed over method, address, time, nonce and body', () => {
    const request = requests.payByCode(credentials, moment, operation, '131234567890123456');
    expect(request.method).toBe('POST');
    expect(request.url).toBe('http://wechat.test/v3/pay/transactions/codepay');
    expect(request.body).toBe(
      `{"appid":"wx0000000000000001","mchid":"1900000001","description":"便利店","out_trade_no":"${orderNo}",` +
        '"amount":{"total":1250,"currency":"CNY"},"payer":{"auth_code":"131234567890123456"},' +
        '"scene_info":{"store_info":{"id":"store-a"}}}',
    );
    const authorization = request.headers['authorization'] ?? '';
    const signature = /signature="([^"]+)"/.exec(authorization)?.[1] ?? '';
    expect(authorization).toBe(
      `WECHATPAY2-SHA256-RSA2048 mchid="1900000001",nonce_str="n0nce",signature="${signature}",timestamp="1773115200",serial_no="ABCDEF01"`,
    );
    const message = `POST\n/v3/pay/transactions/codepay\n1773115200\nn0nce\n${request.body}\n`;
    expect(verify('RSA-SHA256', Buffer.from(message), merchant.publicKey, Buffer.from(signature, 'base64'))).toBe(true);
  });

  it('signs the query string of an inquiry, and sends no body', () => {
    const request = requests.queryOrder(credentials, moment, attempt);
    expect(request.url).toBe(`http://wechat.test/v3/pay/transactions/out-trade-no/${orderNo}?mchid=1900000001`);
    expect(request.body).toBe('');
    const signature = /signature="([^"]+)"/.exec(request.headers['authorization'] ?? '')?.[1] ?? '';
    const message = `GET\n/v3/pay/transactions/out-trade-no/${orderNo}?mchid=1900000001\n1773115200\nn0nce\n\n`;
    expect(verify('RSA-SHA256', Buffer.from(message), merchant.publicKey, Buffer.from(signature, 'base64'))).toBe(true);
  });

  it('makes a QR order with its end in Beijing time, and a description that fits 127 bytes', () => {
    const long = { ...operation, description: '面'.repeat(60) };
    const options = { expiresAtMs: nowMs + 120_000, notifyUrl: 'http://us.test/notices/wechat-1' };
    const body = JSON.parse(requests.createNative(credentials, moment, long, options).body);
    expect(body).toMatchObject({ time_expire: '2026-03-10T12:02:00+08:00', notify_url: options.notifyUrl });
    expect(body.description).toBe('面'.repeat(42));
  });

  it('closes, reverses and refunds by the same numbers each time', () => {
    expect(requests.closeOrder(credentials, moment, attempt)).toMatchObject({ body: '{"mchid":"1900000001"}' });
    expect(requests.reverseOrder(credentials, moment, attempt).url).toMatch(/\/reverse$/);
    expect(JSON.parse(requests.createRefund(credentials, moment, refund).body)).toEqual({
      out_trade_no: orderNo,
      out_refund_no: refund.channelRefundNo,
      reason: '退货',
      amount: { refund: 250, total: 1250, currency: 'CNY' },
    });
    expect(requests.queryRefund(credentials, moment, 'R1').url).toBe(
      'http://wechat.test/v3/refund/domestic/refunds/R1',
    );
  });
});

const facts = {
  channelOrderNo: orderNo,
  channelTransactionId: '4200000001',
  amount: { amountMinor: 1250n, currency: 'CNY' },
  channelMerchantId: '1900000001',
  channelAppId: 'wx0000000000000001',
  paidAtMs: Date.UTC(2026, 2, 10, 4, 0, 5),
};
const bad: Array<[string, HttpAnswer]> = [
  ['a spoilt signature', answer(200, transaction, { spoil: true })],
  ['a key that is none of the platform', answer(200, transaction, { key: merchant.privateKey })],
  ['an unknown serial number', answer(200, transaction, { serialNo: 'PLAT09' })],
  ['a time beyond 300 s', answer(200, transaction, { atMs: nowMs - 301_000 })],
  ['no signature', { status: 200, headers: {}, body: Buffer.from(JSON.stringify(transaction)) }],
  ['a refusal that nobody signed', { status: 400, headers: {}, body: Buffer.from('{"code":"NOT_ENOUGH"}') }],
  ['garbage', answer(200, '<html>502</html>')],
  ['an empty body', answer(200, undefined)],
  ['an amount in yuan', answer(200, { ...transaction, amount: { total: 12.5, currency: 'CNY' } })],
  ['a success without its time', answer(200, { ...transaction, success_time: undefined })],
  ['a state that is none', answer(200, { ...transaction, trade_state: 'MAYBE' })],
];

describe('answers to a payment by code', () => {
  const read = (given: HttpAnswer) => readPayByCode(credentials, given, nowMs);

  it.each(bad)('hold %s for unknown', (_what, given) => {
    expect(read(given)).toMatchObject({ kind: 'unknown' });
    expect(readQuery(credentials, given, nowMs)).toMatchObject({ kind: 'unknown' });
  });

  it('approve with the channel’s own facts, which the core compares', () => {
    expect(read(answer(200, transaction))).toEqual({ kind: 'approved', facts });
    const other = read(answer(200, { ...transaction, amount: { total: 1, currency: 'CNY' } }));
    expect(other).toMatchObject({ kind: 'approved', facts: { amount: { amountMinor: 1n } } });
  });

  it('verify by an older key as long as it lives', () => {
    const old = { key: oldPlatform.privateKey, serialNo: 'plat01' };
    expect(read(answer(200, transaction, old))).toMatchObject({ kind: 'approved' });
  });

  it.each([
    ['USERPAYING as a state', answer(200, { ...transaction, trade_state: 'USERPAYING' })],
    ['USERPAYING as an error', error(400, 'USERPAYING')],
    ['HTTP 202 with a code', error(202, 'USERPAYING')],
    ['HTTP 202 with anything signed', answer(202, '')],
  ])('wait for the payer on %s', (_what, given) => {
    expect(read(given)).toEqual({ kind: 'payer_pending' });
  });

  it.each([
    [403, 'NOT_ENOUGH', 'INSUFFICIENT_FUNDS', false],
    [400, 'AUTH_CODE_EXPIRED', 'CODE_EXPIRED', false],
    [400, 'AUTHCODEEXPIRE', 'CODE_EXPIRED', false],
    [400, 'AUTH_CODE_INVALID', 'CODE_INVALID', false],
    [400, 'PARAM_ERROR', 'CHANNEL_REFUSED', false],
    [429, 'FREQUENCY_LIMITED', 'CHANNEL_BUSY', true],
  ])('decline on %s %s', (status, code, reasonCode, retryable) => {
    expect(read(error(status, code))).toMatchObject({ kind: 'declined', reasonCode, retryable });
  });

  it.each([
    [500, 'SYSTEM_ERROR'],
    [503, 'NOT_ENOUGH'],
    [403, 'OUT_TRADE_NO_USED'],
    [400, 'ORDERPAID'],
    [400, 'BANK_ERROR'],
    [400, 'SOMETHING_NEW'],
  ])('take %s %s for no proof', (status, code) => {
    expect(read(error(status, code))).toMatchObject({ kind: 'unknown' });
  });

  it('decline a payment that failed or was closed', () => {
    expect(read(answer(200, { ...transaction, trade_state: 'PAYERROR' })).kind).toBe('declined');
    expect(read(answer(200, { ...transaction, trade_state: 'REVOKED' }))).toMatchObject({ reasonCode: 'ORDER_CLOSED' });
    expect(read(answer(200, { ...transaction, trade_state: 'REFUND' })).kind).toBe('unknown');
  });
});

describe('other answers', () => {
  it('give the QR code or the refusal', () => {
    const url = 'weixin://wxpay/bizpayurl?pr=1';
    expect(readNative(credentials, answer(200, { code_url: url }), nowMs)).toEqual({
      kind: 'payer_pending',
      qrText: url,
    });
    expect(readNative(credentials, error(500, 'SYSTEM_ERROR'), nowMs).kind).toBe('unknown');
    expect(readNative(credentials, error(400, 'PARAM_ERROR'), nowMs).kind).toBe('declined');
  });

  it.each([
    ['SUCCESS', { kind: 'paid', facts }],
    ['NOTPAY', { kind: 'pending' }],
    ['USERPAYING', { kind: 'pending' }],
    ['CLOSED', { kind: 'closed' }],
    ['REVOKED', { kind: 'closed' }],
    ['PAYERROR', { kind: 'not_paid', reasonCode: 'CHANNEL_REFUSED', channelMessage: '支付成功' }],
    ['REFUND', { kind: 'unknown', why: 'the channel shows a refund of this payment' }],
  ])('map the state %s', (state, outcome) => {
    expect(readQuery(credentials, answer(200, { ...transaction, trade_state: state }), nowMs)).toEqual(outcome);
  });

  it('find no order only where the channel says so', () => {
    expect(readQuery(credentials, error(404, 'ORDER_NOT_EXIST'), nowMs)).toEqual({ kind: 'not_found' });
    expect(readQuery(credentials, error(500, 'SYSTEM_ERROR'), nowMs).kind).toBe('unknown');
  });

  it('judge a reversal by its age', () => {
    const at = (ageMs: number) => ({ nowMs, sentAtMs: nowMs - ageMs });
    const done = answer(200, { appid: 'a', mchid: 'm' });
    expect(readReverse(credentials, done, at(16_000))).toEqual({ kind: 'reversed', moneyMoved: null });
    expect(readReverse(credentials, error(400, 'INVALID_REQUEST'), at(16_000)).kind).toBe('too_early');
    expect(readReverse(credentials, error(400, 'INVALID_REQUEST'), at(60_000)).kind).toBe('refused');
    expect(readReverse(credentials, error(404, 'ORDER_NOT_EXIST'), at(16_000)).kind).toBe('too_early');
    expect(readReverse(credentials, error(404, 'ORDER_NOT_EXIST'), at(91_000))).toEqual({
      kind: 'reversed',
      moneyMoved: false,
    });
    expect(readReverse(credentials, error(500, 'SYSTEM_ERROR'), at(60_000)).kind).toBe('unknown');
    expect(readReverse(credentials, answer(200, {}, { spoil: true }), at(60_000)).kind).toBe('unknown');
  });

  it('close what nobody paid', () => {
    expect(readClose(credentials, answer(204, undefined), nowMs)).toEqual({ kind: 'reversed', moneyMoved: false });
    expect(readClose(credentials, error(400, 'ORDERPAID'), nowMs).kind).toBe('refused');
    expect(readClose(credentials, error(400, 'ORDER_CLOSED'), nowMs).kind).toBe('reversed');
    expect(readClose(credentials, { ...answer(204, undefined), headers: {} }, nowMs).kind).toBe('unknown');
  });

  it('map refunds, and take no other refund’s answer', () => {
    const expected = { nowMs, channelRefundNo: 'R1', channelOrderNo: orderNo, amountMinor: 250n };
    const body = { refund_id: '5030', out_refund_no: 'R1', out_trade_no: orderNo, amount: { refund: 250 } };
    const read = (status: string, more = {}) =>
      readRefund(credentials, answer(200, { ...body, status, ...more }), expected);
    expect(read('SUCCESS')).toEqual({ kind: 'succeeded', channelRefundId: '5030' });
    expect(read('PROCESSING')).toEqual({ kind: 'processing', channelRefundId: '5030' });
    expect(read('ABNORMAL').kind).toBe('needs_person');
    expect(read('CLOSED').kind).toBe('failed');
    expect(read('SUCCESS', { out_refund_no: 'R2' }).kind).toBe('unknown');
    expect(read('SUCCESS', { amount: { refund: 251 } }).kind).toBe('unknown');
    const failed = (status: number, code: string) => readRefund(credentials, error(status, code), expected).kind;
    expect(failed(404, 'RESOURCE_NOT_EXISTS')).toBe('not_found');
    expect(failed(403, 'USER_ACCOUNT_ABNORMAL')).toBe('needs_person');
    expect(readRefund(credentials, error(403, 'NOT_ENOUGH'), expected)).toMatchObject({
      ...{ kind: 'needs_person', reasonCode: 'CHANNEL_FUNDS_SHORT' },
    });
    expect(failed(400, 'INVALID_REQUEST')).toBe('failed');
    expect(failed(429, 'FREQUENCY_LIMITED')).toBe('unknown');
    expect(failed(500, 'SYSTEM_ERROR')).toBe('unknown');
  });
});

describe('notices', () => {
  const sealed = (content: unknown, eventType = 'TRANSACTION.SUCCESS') => {
    const cipher = createCipheriv('aes-256-gcm', credentials.apiV3Key, 'abcdefghijkl').setAAD(
      Buffer.from('transaction'),
    );
    const text = Buffer.concat([cipher.update(JSON.stringify(content)), cipher.final(), cipher.getAuthTag()]);
    const resource = {
      algorithm: 'AEAD_AES_256_GCM',
      ciphertext: text.toString('base64'),
      nonce: 'abcdefghijkl',
      associated_data: 'transaction',
    };
    return JSON.stringify({ id: 'N1', event_type: eventType, resource });
  };
  const read = (body: string, options: Signing = {}) =>
    readWechatNotice(credentials, { headers: signedHeaders(body, options), body: Buffer.from(body) }, nowMs);

  it('open to facts once verified, with headers in any case', () => {
    expect(read(sealed(transaction))).toEqual({ kind: 'payment', facts, noticeId: 'N1' });
    const body = sealed(transaction);
    const shouting = Object.entries(signedHeaders(body)).map(([name, value]) => [name.toUpperCase(), value]);
    const request = { headers: Object.fromEntries(shouting), body: Buffer.from(body) };
    expect(readWechatNotice(credentials, request, nowMs).kind).toBe('payment');
    expect(read(sealed({}, 'REFUND.SUCCESS'))).toEqual({ kind: 'other', noticeId: 'N1' });
  });

  it('are refused with a bad signature, a probe’s too, when old, and when the body is none', () => {
    const body = sealed(transaction);
    expect(read(body, { spoil: true })).toMatchObject({ errorCode: 'NOTICE_BAD_SIGNATURE' });
    const headers = signedHeaders(body);
    headers['wechatpay-signature'] = `WECHATPAY/SIGNTEST/${headers['wechatpay-signature']}`;
    expect(readWechatNotice(credentials, { headers, body: Buffer.from(body) }, nowMs)).toMatchObject({
      errorCode: 'NOTICE_BAD_SIGNATURE',
    });
    expect(read(body, { atMs: nowMs + 301_000 })).toMatchObject({ errorCode: 'NOTICE_TOO_OLD' });
    expect(read('not json')).toMatchObject({ errorCode: 'NOTICE_BAD_BODY' });
    expect(read(body.replace('"ciphertext":"', '"ciphertext":"AAAA'))).toMatchObject({ errorCode: 'NOTICE_BAD_BODY' });
    expect(read(sealed({ ...transaction, amount: undefined }))).toMatchObject({ errorCode: 'NOTICE_BAD_BODY' });
  });
});

describe('the bill', () => {
  const header = '\uFEFF交易时间,微信订单号,商户订单号,交易状态,货币种类,商户退款单号,申请退款金额,手续费,订单金额';
  const row = (...cells: string[]) => cells.map((cell) => `\`${cell}`).join(',');
  const bill = (rows: string[], count = rows.length) =>
    [header, ...rows, '总交易单数,应结订单总金额', row(String(count), '0')].join('\r\n');
  const paid = (order: string, amount: string) =>
    row('2026-03-10 12:00:00', `T${order}`, order, 'SUCCESS', 'CNY', '0', '0.00', '0.08000', amount);
  const back = (order: string, state: string, refundNo: string, amount: string) =>
    row('2026-03-10 13:00:00', `T${order}`, order, state, 'CNY', refundNo, amount, '-0.01', '0.00');

  it('finds its columns by name and counts net of reversals', () => {
    const rows = parseTradeBill(
      bill([
        paid('A', '12.50'),
        back('A', 'REFUND', 'RA', '2.50'),
        paid('B', '9.00'),
        back('B', 'REVOKED', '0', '9.00'),
        back('C', 'REVOKED', '0', '3.00'),
      ]),
    );
    expect(rows).toMatchObject([
      { kind: 'payment', channelOrderNo: 'A', amountMinor: 1250n, feeMinor: 8n, lineNo: 2 },
      { kind: 'refund', channelOrderNo: 'A', channelRefundNo: 'RA', amountMinor: 250n, feeMinor: -1n, lineNo: 3 },
      { kind: 'refund', channelOrderNo: 'C', amountMinor: 300n, lineNo: 6 },
    ]);
  });

  it('counts only with the announced hash, and whole', () => {
    const bytes = Buffer.from(bill([paid('A', '12.50')]));
    const hashHex = createHash('sha1').update(bytes).digest('hex');
    expect(readBillBytes(bytes, hashHex)).toMatchObject({ kind: 'bill', hashType: 'SHA1', rows: [{ lineNo: 2 }] });
    expect(readBillBytes(bytes.subarray(1), hashHex)).toMatchObject({ kind: 'bad' });
    const rehashed = (text: string) =>
      readBillBytes(Buffer.from(text), createHash('sha1').update(text).digest('hex')).kind;
    expect(rehashed(bill([paid('A', '12.50')], 2))).toBe('bad');
    expect(rehashed(bill([paid('A', '12.505')]))).toBe('bad');
    expect(rehashed(bill([back('A', 'STOLEN', '0', '1.00')]))).toBe('bad');
    expect(rehashed('交易时间,金额\r\n')).toBe('bad');
    expect(rehashed(bill([paid('A', '12.50').slice(0, 30)]))).toBe('bad');
  });

  it('is announced by a signed answer', () => {
    const announcement = {
      hash_type: 'SHA1',
      hash_value: 'AB'.repeat(20),
      download_url: 'http://wechat.test/f?token=1',
    };
    expect(readBillAnnouncement(credentials, answer(200, announcement), nowMs)).toEqual({
      kind: 'announced',
      hashHex: 'ab'.repeat(20),
      url: 'http://wechat.test/f?token=1',
    });
    expect(readBillAnnouncement(credentials, error(400, 'STATEMENT_CREATING'), nowMs).kind).toBe('not_ready');
    expect(readBillAnnouncement(credentials, error(400, 'NO_STATEMENT_EXIST'), nowMs)).toEqual({ kind: 'empty' });
    expect(readBillAnnouncement(credentials, answer(200, announcement, { spoil: true }), nowMs).kind).toBe('unknown');
  });
});
