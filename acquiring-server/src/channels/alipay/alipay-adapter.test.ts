import { generateKeyPairSync, sign, verify } from 'node:crypto';
import { zipSync } from 'fflate';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import type { HttpAnswer } from '../http-exchange.ts';
import type { AttemptRef, PayOperation, RefundOperation } from '../port.ts';
import { readCancel, readPayByCode, readPrecreate, readQuery, readRefund, readRefundQuery } from './alipay-answers.ts';
import { parseTradeBill, readBillBytes, readBillUrl } from './alipay-bill.ts';
import { alipayCredentialsSchema } from './alipay-credentials.ts';
import { readAlipayNotice } from './alipay-notice.ts';
import * as requests from './alipay-requests.ts';
import { topLevelMembers } from './alipay-signature.ts';

const pair = () =>
  generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
const [merchant, alipay, oldAlipay] = [pair(), pair(), pair()];

const credentials = alipayCredentialsSchema.parse({
  gatewayUrl: 'http://alipay.test/gateway.do',
  appId: '2021000000000001',
  sellerId: '2088000000000001',
  merchantPrivateKeyPem: merchant.privateKey,
  alipayPublicKeyPem: alipay.publicKey,
  otherAlipayPublicKeyPems: [oldAlipay.publicKey],
});
const nowMs = Date.UTC(2026, 2, 10, 4, 0, 0);
const orderNo = `${'A'.repeat(26)}01`;
const attempt: AttemptRef = {
  account: { id: 'alipay-1', merchantId: 'm', channel: 'alipay', credentials: {} },
  channelOrderNo: orderNo,
  amount: { amountMinor: 1250n, currency: 'CNY' },
  sentAtMs: nowMs,
  particulars: {},
  terminalId: 'till-1',
};
const operation: PayOperation = {
  ...attempt,
  details: { way: 'payment_code', code: '281234567890123456' },
  description: '水/面=包&奶',
  storeId: 'store-a',
};
const refund: RefundOperation = {
  original: { ...attempt, channelTransactionId: '2026' },
  channelRefundNo: 'R'.repeat(28),
  amount: { amountMinor: 250n, currency: 'CNY' },
  reason: '退货',
  terminalId: 'till-1',
  sentAtMs: nowMs,
  particulars: {},
};

const base64 = (text: string, key = alipay.privateKey) => sign('RSA-SHA256', Buffer.from(text), key).toString('base64');

function answer(method: string, inner: unknown, options: { key?: string; spoil?: boolean } = {}): HttpAnswer {
  // White space and escapes inside must survive: the signature covers the text as it stands.
  const text = typeof inner === 'string' ? inner : JSON.stringify(inner).replaceAll('/', '\\/');
  const signature = base64(options.spoil ? `${text} ` : text, options.key);
  const body = `{"${method.replaceAll('.', '_')}_response":${text},"sign":"${signature}"}`;
  return { status: 200, headers: {}, body: Buffer.from(body) };
}

const success = { code: '10000', msg: 'Success' };
const trade = {
  ...success,
  out_trade_no: orderNo,
  trade_no: '2026031022000000000001',
  total_amount: '12.50',
  gmt_payment: '2026-03-10 12:00:05',
  buyer_logon_id: 'a/b***@sim.example',
};
const refusal = (subCode: string, code = '40004') => ({
  code,
  msg: 'Business Failed',
  sub_code: subCode,
  sub_msg: 'why',
});
const facts = {
  channelOrderNo: orderNo,
  channelTransactionId: '2026031022000000000001',
  amount: { amountMinor: 1250n, currency: 'CNY' },
  channelMerchantId: '2088000000000001',
  channelAppId: '2021000000000001',
  paidAtMs: Date.UTC(2026, 2, 10, 4, 0, 5),
};

describe('requests', () => {
  it('pay by code with amounts in yuan, Beijing time, and a signature over the sorted pairs', () => {
    const request = requests.payByCode(credentials, nowMs, operation, '281234567890123456');
    const url = new URL(request.url);
    const bizContent = new URLSearchParams(request.body).get('biz_content') ?? '';
    expect(bizContent).toBe(
      `{"out_trade_no":"${orderNo}","total_amount":"12.50","subject":"水 面 包 奶","store_id":"store-a",` +
        '"scene":"bar_code","auth_code":"281234567890123456","product_code":"FACE_TO_FACE_PAYMENT"}',
    );
    const text =
      `app_id=2021000000000001&biz_content=${bizContent}&charset=utf-8&format=json&method=alipay.trade.pay` +
      '&sign_type=RSA2&timestamp=2026-03-10 12:00:00&version=1.0';
    const signature = Buffer.from(url.searchParams.get('sign') ?? '', 'base64');
    expect(verify('RSA-SHA256', Buffer.from(text), merchant.publicKey, signature)).toBe(true);
  });

  it('name the currency where it is not yuan, with its own digits', () => {
    const amount = { amountMinor: 1250n, currency: 'JPY' } as const;
    const request = requests.payByCode(credentials, nowMs, { ...operation, amount }, '28');
    const bizContent = JSON.parse(new URLSearchParams(request.body).get('biz_content') ?? '');
    expect(bizContent).toMatchObject({ total_amount: '1250', trans_currency: 'JPY' });
  });

  it('pre-create with minutes to live and the notice address', () => {
    const options = { expiresAtMs: nowMs + 90_000, notifyUrl: 'http://us.test/notices/alipay-1' };
    const request = requests.precreate(credentials, nowMs, operation, options);
    expect(new URL(request.url).searchParams.get('notify_url')).toBe(options.notifyUrl);
    expect(request.body).toContain(encodeURIComponent('"timeout_express":"2m"'));
  });

  it('refund under one number', () => {
    const bizContent = new URLSearchParams(requests.refundTrade(credentials, nowMs, refund).body).get('biz_content');
    expect(JSON.parse(bizContent ?? '')).toEqual({
      out_trade_no: orderNo,
      out_request_no: refund.channelRefundNo,
      refund_amount: '2.50',
      refund_reason: '退货',
    });
  });
});

describe('answers', () => {
  const pay = requests.methods.pay;

  it('approve by the raw inner text, by any live key', () => {
    expect(readPayByCode(credentials, answer(pay, trade))).toEqual({ kind: 'approved', facts });
    const old = answer(pay, trade, { key: oldAlipay.privateKey });
    expect(readPayByCode(credentials, old)).toMatchObject({ kind: 'approved' });
    const spaced = answer(pay, JSON.stringify(trade, null, 2));
    expect(readPayByCode(credentials, spaced)).toMatchObject({ kind: 'approved' });
  });

  it.each([
    ['a spoilt signature', answer(pay, trade, { spoil: true })],
    ['a stranger’s key', answer(pay, trade, { key: merchant.privateKey })],
    ['garbage', { status: 502, headers: {}, body: Buffer.from('<html>') }],
    [
      'no signature',
      { status: 200, headers: {}, body: Buffer.from(JSON.stringify({ alipay_trade_pay_response: trade })) },
    ],
    ['another method’s answer', answer('alipay.trade.query', trade)],
    ['an amount that is none', answer(pay, { ...trade, total_amount: '12.505' })],
    ['a success without its time', answer(pay, { ...trade, gmt_payment: undefined })],
    ['20000', answer(pay, refusal('isp.unknow-error', '20000'))],
    ['ACQ.SYSTEM_ERROR', answer(pay, refusal('ACQ.SYSTEM_ERROR'))],
    ['ACQ.TRADE_HAS_SUCCESS', answer(pay, refusal('ACQ.TRADE_HAS_SUCCESS'))],
    ['a code nobody knows', answer(pay, refusal('ACQ.SOMETHING_NEW'))],
    [
      'an unsigned refusal',
      {
        status: 200,
        headers: {},
        body: Buffer.from(JSON.stringify({ alipay_trade_pay_response: refusal('ACQ.PAYMENT_FAIL') })),
      },
    ],
  ])('hold %s for unknown', (_what, given) => {
    expect(readPayByCode(credentials, given)).toMatchObject({ kind: 'unknown' });
  });

  it('hold an answer for unknown whose signed text stands deeper inside, or twice', () => {
    const inner = JSON.stringify(trade);
    const nested = `{"x":{"alipay_trade_pay_response":${inner}},"alipay_trade_pay_response":{"code":"10000"},"sign":"${base64(inner)}"}`;
    expect(readPayByCode(credentials, { status: 200, headers: {}, body: Buffer.from(nested) }).kind).toBe('unknown');
    const twice = `{"alipay_trade_pay_response":${inner},"alipay_trade_pay_response":${inner},"sign":"${base64(inner)}"}`;
    expect(readPayByCode(credentials, { status: 200, headers: {}, body: Buffer.from(twice) }).kind).toBe('unknown');
  });

  it('wait and decline by code', () => {
    const waiting = answer(pay, { code: '10003', msg: 'order success pay inprocess' });
    expect(readPayByCode(credentials, waiting)).toEqual({ kind: 'payer_pending' });
    const short = answer(pay, refusal('ACQ.BUYER_BALANCE_NOT_ENOUGH'));
    expect(readPayByCode(credentials, short)).toMatchObject({ kind: 'declined', reasonCode: 'INSUFFICIENT_FUNDS' });
    const code = answer(pay, refusal('ACQ.PAYMENT_AUTH_CODE_INVALID'));
    expect(readPayByCode(credentials, code)).toMatchObject({ kind: 'declined', reasonCode: 'CODE_INVALID' });
  });

  it('give the QR code of this order', () => {
    const given = answer(requests.methods.precreate, { ...success, out_trade_no: orderNo, qr_code: 'https://qr' });
    expect(readPrecreate(credentials, given, attempt)).toEqual({ kind: 'payer_pending', qrText: 'https://qr' });
    const other = answer(requests.methods.precreate, { ...success, out_trade_no: 'B', qr_code: 'https://qr' });
    expect(readPrecreate(credentials, other, attempt).kind).toBe('unknown');
  });

  it.each([
    ['WAIT_BUYER_PAY', 'pending'],
    ['TRADE_CLOSED', 'closed'],
    ['TRADE_SUCCESS', 'paid'],
    ['TRADE_FINISHED', 'paid'],
  ])('map the state %s to %s', (state, kind) => {
    const given = { ...trade, trade_status: state, send_pay_date: trade.gmt_payment };
    expect(readQuery(credentials, answer(requests.methods.query, given)).kind).toBe(kind);
  });

  it('find no trade only where the channel says so', () => {
    const query = (subCode: string) => readQuery(credentials, answer(requests.methods.query, refusal(subCode))).kind;
    expect(query('ACQ.TRADE_NOT_EXIST')).toBe('not_found');
    expect(query('ACQ.SYSTEM_ERROR')).toBe('unknown');
  });

  it('tell by the action of a cancel whether money had moved', () => {
    const cancel = (more: object) =>
      readCancel(credentials, answer(requests.methods.cancel, { ...success, out_trade_no: orderNo, ...more }), attempt);
    expect(cancel({ retry_flag: 'N', action: 'refund' })).toEqual({ kind: 'reversed', moneyMoved: true });
    expect(cancel({ retry_flag: 'N', action: 'close' })).toEqual({ kind: 'reversed', moneyMoved: false });
    expect(cancel({ retry_flag: 'N' })).toEqual({ kind: 'reversed', moneyMoved: null });
    expect(cancel({ retry_flag: 'Y' }).kind).toBe('unknown');
    expect(cancel({ out_trade_no: 'B', action: 'close' }).kind).toBe('unknown');
    const late = answer(requests.methods.cancel, refusal('ACQ.TRADE_CANCEL_TIME_OUT'));
    expect(readCancel(credentials, late, attempt).kind).toBe('refused');
  });

  it('believe a refund by fund_change Y, and an inquiry by refund_status', () => {
    const made = (change: string) => {
      const inner = { ...success, out_trade_no: orderNo, trade_no: '1', fund_change: change };
      return readRefund(credentials, answer(requests.methods.refund, inner), refund).kind;
    };
    expect(made('Y')).toBe('succeeded');
    expect(made('N')).toBe('processing');
    const refused = (subCode: string) =>
      readRefund(credentials, answer(requests.methods.refund, refusal(subCode)), refund);
    const failed = (subCode: string) => refused(subCode).kind;
    expect(refused('ACQ.SELLER_BALANCE_NOT_ENOUGH')).toMatchObject({
      ...{ kind: 'needs_person', reasonCode: 'CHANNEL_FUNDS_SHORT' },
    });
    expect(refused('ACQ.BUYER_NOT_EXIST')).toMatchObject({ kind: 'needs_person', reasonCode: '' });
    expect(failed('ACQ.REFUND_AMT_NOT_EQUAL_TOTAL')).toBe('failed');
    expect(failed('ACQ.SYSTEM_ERROR')).toBe('unknown');
    const asked = (more: object) =>
      readRefundQuery(credentials, answer(requests.methods.queryRefund, { ...success, ...more }), refund).kind;
    const known = { out_request_no: refund.channelRefundNo, refund_amount: '2.50' };
    expect(asked({})).toBe('not_found');
    expect(asked({ out_request_no: refund.channelRefundNo })).toBe('processing');
    expect(asked({ ...known, refund_status: 'REFUND_SUCCESS' })).toBe('succeeded');
    expect(asked({ ...known, refund_status: 'REFUND_SUCCESS', refund_amount: '2.51' })).toBe('unknown');
    expect(asked({ ...known, refund_status: 'REFUND_SUCCESS', out_request_no: 'X' })).toBe('unknown');
  });
});

describe('the members of a body', () => {
  it('are cut out as they stand, at the top only', () => {
    const members = topLevelMembers(' {"a": {"b":"}\\"{" , "c":[1,{"d":2}]} , "sign":"x\\/y","e":1}');
    expect(members?.get('a')).toBe('{"b":"}\\"{" , "c":[1,{"d":2}]}');
    expect(members?.get('sign')).toBe('"x\\/y"');
    expect(members?.get('e')).toBe('1');
    expect(members?.has('b')).toBe(false);
  });

  it.each(['', '[]', '[{"a":1}]', '{}', '1', '{"a":1', '{"a":1,"a":2}'])('are none in %s', (text) => {
    expect(topLevelMembers(text)).toBeUndefined();
  });
});

describe('notices', () => {
  const members: Record<string, string> = {
    notify_id: 'N1',
    trade_status: 'TRADE_SUCCESS',
    out_trade_no: orderNo,
    trade_no: '2026031022000000000001',
    app_id: '2021000000000001',
    seller_id: '2088000000000001',
    total_amount: '12.50',
    gmt_payment: '2026-03-10 12:00:05',
    subject: '水 & 面包',
    empty: '',
  };
  const form = (given: Record<string, string>, signed = given) => {
    const text = Object.keys(signed)
      .filter((name) => signed[name] !== '')
      .sort()
      .map((name) => `${name}=${signed[name]}`)
      .join('&');
    return Buffer.from(new URLSearchParams({ ...given, sign: base64(text), sign_type: 'RSA2' }).toString());
  };

  it('are facts once verified', () => {
    expect(readAlipayNotice(credentials, form(members))).toEqual({ kind: 'payment', noticeId: 'N1', facts });
    const ofRefund = { ...members, gmt_refund: '2026-03-10 13:00:00.000', refund_fee: '2.50' };
    expect(readAlipayNotice(credentials, form(ofRefund))).toEqual({ kind: 'other', noticeId: 'N1' });
    expect(readAlipayNotice(credentials, form({ ...members, trade_status: 'WAIT_BUYER_PAY' })).kind).toBe('other');
  });

  it('are refused where the amount was changed, the signature is missing, or a member is no value', () => {
    const changed = form({ ...members, total_amount: '0.01' }, members);
    expect(readAlipayNotice(credentials, changed)).toMatchObject({ errorCode: 'NOTICE_BAD_SIGNATURE' });
    expect(readAlipayNotice(credentials, Buffer.from('a=1'))).toMatchObject({ errorCode: 'NOTICE_BAD_SIGNATURE' });
    expect(readAlipayNotice(credentials, Buffer.from([0xff, 0]))).toMatchObject({ kind: 'refused' });
    const noAmount = form({ ...members, total_amount: 'much' });
    expect(readAlipayNotice(credentials, noAmount)).toMatchObject({ errorCode: 'NOTICE_BAD_BODY' });
  });
});

describe('the bill', () => {
  const header = '支付宝交易号,商户订单号,业务类型,商品名称,订单金额（元）,退款批次号/请求号,服务费（元）';
  const row = (...cells: string[]) => cells.map((cell) => `${cell}\t`).join(',');
  const text = (rows: string[], payments: number, refunds: number) =>
    [
      '#支付宝业务明细查询',
      '#账号：[2088]',
      header,
      ...rows,
      '#-----结束-----',
      `#交易合计：${payments}笔，商家实收共1.00元`,
      `#退款合计：${refunds}笔，商家实收退款共1.00元`,
    ].join('\r\n');
  const rows = [
    row('T1', 'A', '交易', '面包', '12.50', '', '-0.08'),
    row('T1', 'A', '退款', '面包', '-2.50', 'RA', '0.01'),
    row('T2', 'B', '交易', '水', '9.00', '', '-0.05'),
    row('T2', 'B', '退款', '水', '-9.00', '', '0.05'),
    row('T3', 'C', '退款', '水', '-3.00', '', '0.02'),
  ];
  const zip = (details: string) =>
    zipSync({
      'details.csv': iconv.encode(details, 'gbk'),
      'sums.csv': iconv.encode('#汇总\r\n门店编号,笔数\r\n', 'gbk'),
    });

  it('counts net of cancels, whatever the files are called', () => {
    const bill = readBillBytes(zip(text(rows, 2, 3)), 'CNY');
    expect(bill).toMatchObject({ kind: 'bill', hashType: 'SHA256' });
    expect(bill.kind === 'bill' && bill.rows).toMatchObject([
      { kind: 'payment', channelOrderNo: 'A', amountMinor: 1250n, feeMinor: 8n, lineNo: 4 },
      { kind: 'refund', channelOrderNo: 'A', channelRefundNo: 'RA', amountMinor: 250n, feeMinor: -1n, lineNo: 5 },
      { kind: 'refund', channelOrderNo: 'C', amountMinor: 300n, feeMinor: -2n, lineNo: 8 },
    ]);
  });

  it('is bad when it was cut, has another form, or is no zip', () => {
    expect(() => parseTradeBill(text(rows.slice(1), 2, 3), 'CNY')).toThrow(/cut/);
    expect(readBillBytes(Buffer.from('not a zip'), 'CNY').kind).toBe('bad');
    expect(readBillBytes(zip('#nothing\r\n'), 'CNY').kind).toBe('bad');
    expect(readBillBytes(zip(text([row('T1', 'A', '转账', '', '1.00', '', '0')], 0, 0)), 'CNY').kind).toBe('bad');
    expect(readBillBytes(zip(text(['a,b'], 0, 0)), 'CNY').kind).toBe('bad');
  });

  it('is announced by a signed answer', () => {
    const method = requests.methods.bill;
    const url = 'http://alipay.test/file?token=1';
    const announced = answer(method, { ...success, bill_download_url: url });
    expect(readBillUrl(credentials, announced)).toEqual({ kind: 'announced', url });
    expect(readBillUrl(credentials, answer(method, refusal('isp.bill_not_ready'))).kind).toBe('not_ready');
    expect(readBillUrl(credentials, answer(method, refusal('isp.bill_not_exist'))).kind).toBe('empty');
    expect(readBillUrl(credentials, answer(method, { ...success, bill_download_url: url }, { spoil: true })).kind).toBe(
      'unknown',
    );
  });
});
