import { createHash, verify } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { HttpAnswer } from '../http-exchange.ts';
import type { AttemptRef, PayOperation, QueryOutcome, RefundOperation } from '../port.ts';
import {
  askedOf,
  readApply,
  readPayByCode,
  readQuery,
  readRefund,
  readRefundQuery,
  readReverse,
} from './unionpay-answers.ts';
import { isDone, isOpen, isRefundFailure, isTaken, isUndone, refundWantsPerson, refusalOf } from './unionpay-codes.ts';
import { unionpayCredentialsSchema } from './unionpay-credentials.ts';
import {
  asAnswer,
  certificateOf,
  type Members,
  makeGateway,
  merId,
  nowMs,
  orderNo,
  rsaPair,
  signedMembers,
  unionpayName,
} from './unionpay-gateway.fixture.ts';
import { readUnionpayNotice } from './unionpay-notice.ts';
import * as requests from './unionpay-requests.ts';
import { parseAnswer, parseForm } from './unionpay-signature.ts';

let gateway: Awaited<ReturnType<typeof makeGateway>>;
beforeAll(async () => {
  gateway = await makeGateway();
});

const attempt: AttemptRef = {
  account: { id: 'unionpay-1', merchantId: 'm', channel: 'unionpay', credentials: {} },
  channelOrderNo: orderNo,
  amount: { amountMinor: 1250n, currency: 'CNY' },
  // The milliseconds do not go to the gateway, and the same second comes out each time.
  sentAtMs: nowMs + 999,
  particulars: {},
  terminalId: 'till-1',
};
const operation: PayOperation = {
  ...attempt,
  details: { way: 'payment_code', code: '6212345678901234567' },
  description: '水',
  storeId: 'store-a',
};
const queryId = '951803101200004791038';
const refund: RefundOperation = {
  original: { ...attempt, channelTransactionId: queryId },
  channelRefundNo: 'R'.repeat(28),
  amount: { amountMinor: 250n, currency: 'CNY' },
  reason: '退货',
  terminalId: 'till-1',
  sentAtMs: nowMs,
  particulars: {},
};
const asked = askedOf(attempt, nowMs);
const notifyUrl = 'http://us.test/notices/unionpay-1';
const named = { orderId: orderNo, txnTime: '20260310120000' };
const paid = {
  ...named,
  respCode: '00',
  respMsg: '成功[0000000]',
  origRespCode: '00',
  queryId,
  txnAmt: '1250',
  currencyCode: '156',
  traceTime: '0310120003',
};
const facts = {
  channelOrderNo: orderNo,
  channelTransactionId: queryId,
  amount: { amountMinor: 1250n, currency: 'CNY' },
  channelMerchantId: merId,
  paidAtMs: nowMs + 3000,
};
/** Every code of two digits, and the gateway's one with a letter. */
const allCodes = [...Array.from({ length: 100 }, (_, code) => String(code).padStart(2, '0')), 'A6'];

describe('requests', () => {
  const formOf = (request: { body: string }) => Object.fromEntries(new URLSearchParams(request.body));

  it('pay by code: the members of 二维码消费, signed over the hash of the sorted ones', () => {
    const request = requests.payByCode(gateway.credentials, operation, { code: '6212345678901234567', notifyUrl });
    const { signature, ...form } = formOf(request);
    expect(request.url).toBe('http://unionpay.test/gateway/api/backTransReq.do');
    expect(form).toEqual({
      ...{ version: '5.1.0', encoding: 'UTF-8', signMethod: '01', bizType: '000000', accessType: '0', merId },
      ...{ certId: '68759585097', txnType: '01', txnSubType: '06', channelType: '08', orderId: orderNo },
      ...{ txnTime: '20260310120000', txnAmt: '1250', currencyCode: '156', backUrl: notifyUrl },
      qrNo: '6212345678901234567',
    });
    const text = Object.entries(form)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, value]) => `${name}=${value}`)
      .join('&');
    const hash = Buffer.from(createHash('sha256').update(text).digest('hex'));
    const bytes = Buffer.from(signature ?? '', 'base64');
    expect(verify('RSA-SHA256', hash, gateway.merchant.publicKey, bytes)).toBe(true);
  });

  it('apply for a QR code with its end, ask, reverse, refund and fetch a file', () => {
    const { credentials } = gateway;
    const apply = requests.applyQrCode(credentials, operation, { expiresAtMs: nowMs + 120_000, notifyUrl });
    expect(formOf(apply)).toMatchObject({ txnType: '01', txnSubType: '07', payTimeout: '20260310120200' });
    const query = requests.queryTransaction(credentials, { orderId: orderNo, sentAtMs: attempt.sentAtMs });
    expect(query.url).toBe('http://unionpay.test/gateway/api/queryTrans.do');
    expect(formOf(query)).toMatchObject({ txnType: '00', txnSubType: '00', ...named });
    const reversal = formOf(requests.reverseTransaction(credentials, attempt));
    expect(reversal).toMatchObject({ txnType: '99', txnSubType: '01', ...named });
    expect(formOf(requests.refundTransaction(credentials, refund, notifyUrl))).toMatchObject({
      ...{ txnType: '04', txnSubType: '00', orderId: refund.channelRefundNo, txnAmt: '250', origQryId: queryId },
    });
    const file = requests.askFile(credentials, nowMs, '2026-03-09');
    expect([file.url, formOf(file)]).toMatchObject([
      'http://files.unionpay.test/',
      { settleDate: '0309', txnType: '76' },
    ]);
  });
});

describe('an answer counts', () => {
  const read = (given: HttpAnswer) => readQuery(gateway.credentials, given, asked);
  const strange = async (change: Partial<Parameters<typeof certificateOf>[0]>, privateKeyPem?: string) => {
    const made = { of: gateway.gateway, name: unionpayName, by: gateway.root, issuer: gateway.rootName };
    const certificatePem = await certificateOf({ ...made, ...change });
    const keys = { privateKeyPem: privateKeyPem ?? gateway.gateway.privateKey, certificatePem };
    return asAnswer(signedMembers({ ...gateway.frame, ...paid }, keys));
  };

  it('with a certificate of UnionPay’s that a root of ours issued, and facts of this transaction', () => {
    expect(read(gateway.answer(paid))).toEqual({ kind: 'paid', facts });
  });

  it('not with a certificate of another root, of another subject, of another time, or with another key', async () => {
    const other = rsaPair();
    const cases = {
      'not issued by a root': await strange({ by: other }),
      'another issuer’s name': await strange({ issuer: 'somebody' }),
      'another subject': await strange({ name: '041@1@a shop@00016494' }),
      'no subject': await strange({ name: '中国银联股份有限公司' }),
      'not valid yet': await strange({ fromMs: nowMs + 1000 }),
      'not valid any more': await strange({ toMs: nowMs - 1000 }),
      'another key': await strange({}, other.privateKey),
    };
    for (const [what, given] of Object.entries(cases)) expect(read(given).kind, what).toBe('unknown');
    expect(read(await strange({})).kind).toBe('paid');
  });

  it('not where anything of it was changed, is missing or comes twice', () => {
    const whole = signedMembers({ ...gateway.frame, ...paid }, gateway.keys);
    const without = (name: string): Members =>
      Object.fromEntries(Object.entries(whole).filter(([member]) => member !== name));
    const text = (body: string): HttpAnswer => ({ status: 200, headers: {}, body: Buffer.from(body) });
    const cases = {
      'another amount': asAnswer({ ...whole, txnAmt: '1' }),
      'one member more': asAnswer({ ...whole, extra: '1' }),
      'one member less': asAnswer(without('respMsg')),
      'no signature': asAnswer(without('signature')),
      'no certificate': asAnswer(without('signPubKeyCert')),
      'a signature that is none': asAnswer({ ...whole, signature: '%%%' }),
      'a certificate that is none': asAnswer({ ...whole, signPubKeyCert: 'x' }),
      'a member twice': text(`${Buffer.from(asAnswer(whole).body).toString()}&txnAmt=1250`),
      'a proxy’s page': text('<html>502</html>'),
      'no bytes': text(''),
      'another method': gateway.answer({ ...paid, signMethod: '12' }),
      'another merchant': gateway.answer({ ...paid, merId: '777290058110049' }),
      'another order': gateway.answer({ ...paid, orderId: `${'B'.repeat(26)}01` }),
      'another time': gateway.answer({ ...paid, txnTime: '20260310120001' }),
      'no amount': gateway.answer({ ...paid, txnAmt: '12.50' }),
      'a currency that there is not': gateway.answer({ ...paid, currencyCode: '999' }),
      'no time': gateway.answer({ ...paid, traceTime: '0230120000' }),
      'no number': gateway.answer({ ...paid, queryId: '' }),
    };
    for (const [what, given] of Object.entries(cases)) expect(read(given).kind, what).toBe('unknown');
  });

  it('with a year that its time of sending tells', () => {
    const newYear = { ...named, txnTime: '20261231235958' };
    const sentAtMs = Date.UTC(2026, 11, 31, 15, 59, 58);
    const of = (traceTime: string) =>
      readQuery(gateway.credentials, gateway.answer({ ...paid, ...newYear, traceTime }), { ...asked, sentAtMs });
    expect(of('0101000001')).toMatchObject({ facts: { paidAtMs: sentAtMs + 3000 } });
    expect(of('1231235959')).toMatchObject({ facts: { paidAtMs: sentAtMs + 1000 } });
  });
});

describe('what an answer means', () => {
  const byCode = (respCode: string, more: Members = {}) =>
    readPayByCode(gateway.credentials, gateway.answer({ ...named, respCode, respMsg: '原因', ...more }), asked);
  const query = (members: Members) => readQuery(gateway.credentials, gateway.answer({ ...paid, ...members }), asked);

  it.each(allCodes)('%s to a payment code', (respCode) => {
    const outcome = byCode(respCode);
    const refusal = refusalOf(respCode);
    if (['00', '05', '70', '82', '83', 'A6'].includes(respCode)) expect(outcome).toEqual({ kind: 'payer_pending' });
    else if (refusal) expect(outcome).toEqual({ kind: 'declined', ...refusal, channelMessage: `${respCode} 原因` });
    else expect(outcome.kind).toBe('unknown');
  });

  it('is never that money was taken and the payment refused', () => {
    // 03, 04 no word yet; 12 the number is known; 34 is for inquiries; 42, 74, 75 the money was taken; 99 anything.
    for (const code of ['03', '04', '06', '12', '34', '37', '42', '45', '74', '75', '98', '99']) {
      expect(byCode(code).kind, code).toBe('unknown');
    }
    for (const code of allCodes) {
      const told = [isDone(code), isOpen(code), refusalOf(code) !== undefined].filter(Boolean);
      expect(told.length, code).toBeLessThanOrEqual(1);
      if (isTaken(code)) expect(refusalOf(code), code).toBeUndefined();
      if (refundWantsPerson(code)) expect(isRefundFailure(code), code).toBe(false);
    }
  });

  it.each([
    ['86', 'CODE_EXPIRED'],
    ['88', 'CODE_INVALID'],
    ['64', 'INSUFFICIENT_FUNDS'],
    ['90', 'INSUFFICIENT_FUNDS'],
    ['33', 'LIMIT_EXCEEDED'],
    ['65', 'WRONG_PIN'],
    ['73', 'CARD_EXPIRED'],
    ['60', 'CARD_DECLINED'],
  ])('%s is %s', (respCode, reasonCode) => {
    expect(byCode(respCode)).toMatchObject({ kind: 'declined', reasonCode, retryable: false });
  });

  it.each(allCodes)('origRespCode %s in an inquiry', (origRespCode) => {
    const outcome = query({ origRespCode, origRespMsg: '原因' });
    if (isDone(origRespCode)) expect(outcome.kind).toBe('paid');
    else if (isOpen(origRespCode)) expect(outcome).toEqual({ kind: 'pending' });
    else if (isUndone(origRespCode)) expect(outcome).toEqual({ kind: 'closed' });
    else if (refusalOf(origRespCode)) {
      expect(outcome).toEqual({
        kind: 'declined',
        reasonCode: refusalOf(origRespCode)?.reasonCode,
        channelMessage: `${origRespCode} 原因`,
      });
    } else expect(outcome.kind).toBe('unknown');
  });

  it.each(allCodes)('respCode %s to an inquiry', (respCode) => {
    const outcome = query({ respCode, origRespCode: '64' });
    if (respCode === '34') expect(outcome).toEqual({ kind: 'not_found' });
    else if (isDone(respCode)) expect(outcome).toMatchObject({ kind: 'declined', reasonCode: 'INSUFFICIENT_FUNDS' });
    else expect(outcome.kind).toBe('unknown');
  });

  it.each(allCodes)('respCode %s to an application for a QR code', (respCode) => {
    const qrCode = 'https://qr.95516.com/00010000/62';
    const read = (members: Members) => readApply(gateway.credentials, gateway.answer({ ...named, ...members }), asked);
    const outcome = read({ respCode, qrCode });
    if (isDone(respCode)) {
      expect(outcome).toEqual({ kind: 'payer_pending', qrText: qrCode });
      expect(read({ respCode }).kind).toBe('unknown');
    } else expect(outcome.kind).toBe(refusalOf(respCode) ? 'declined' : 'unknown');
  });

  const reverse = (respCode: string, before: QueryOutcome['kind'], leftMs = 0) =>
    readReverse(gateway.credentials, gateway.answer({ ...named, respCode }), {
      ...{ ...asked, before, mayArriveUntilMs: nowMs + leftMs },
    });

  it.each(['paid', 'pending', 'not_found'] as const)('every code to a reversal of what was %s', (before) => {
    for (const respCode of allCodes) {
      const outcome = reverse(respCode, before);
      const told = `${respCode} after ${before}`;
      if (isDone(respCode)) expect(outcome, told).toEqual({ kind: 'reversed', moneyMoved: before === 'paid' || null });
      else if (isUndone(respCode)) expect(outcome, told).toEqual({ kind: 'reversed', moneyMoved: null });
      else if (['02', '06', '37'].includes(respCode)) expect(outcome.kind, told).toBe('too_early');
      else if (['34', '35', '36', '39'].includes(respCode) && before === 'not_found') {
        expect(outcome, told).toEqual({ kind: 'reversed', moneyMoved: false });
      } else if (['35', '36', '39'].includes(respCode) && before === 'paid') {
        expect(outcome, told).toMatchObject({ kind: 'refused' });
      } else expect(outcome.kind, told).toBe('unknown');
    }
  });

  it('waits with what may still arrive, and looks again before it can', () => {
    expect(reverse('34', 'not_found', 40_000)).toEqual({ kind: 'too_early', retryAfterMs: 15_000 });
    expect(reverse('34', 'not_found', 3000)).toEqual({ kind: 'too_early', retryAfterMs: 3000 });
    expect(reverse('34', 'pending', 3000).kind).toBe('unknown');
  });

  const refundNamed = { orderId: refund.channelRefundNo, txnTime: '20260310120000' };

  it.each(allCodes)('respCode %s to a refund, and origRespCode of its inquiry', (code) => {
    const answered = gateway.answer({ ...refundNamed, respCode: code, respMsg: '', queryId: 'Q1' });
    const made = readRefund(gateway.credentials, answered, refund, nowMs);
    const expected = refundWantsPerson(code) ? 'needs_person' : isRefundFailure(code) ? 'failed' : 'unknown';
    expect(made.kind).toBe(isDone(code) || isOpen(code) ? 'processing' : expected);
    const original = { ...refundNamed, respCode: '00', origRespCode: code, txnAmt: '250', currencyCode: '156' };
    const asked = readRefundQuery(gateway.credentials, gateway.answer({ ...original, queryId: 'Q1' }), refund, nowMs);
    if (isDone(code)) expect(asked).toEqual({ kind: 'succeeded', channelRefundId: 'Q1' });
    else if (isOpen(code)) expect(asked).toEqual({ kind: 'processing', channelRefundId: 'Q1' });
    else expect(asked.kind).toBe(expected);
  });

  it('a refund is not found, or another’s', () => {
    const read = (members: Members) =>
      readRefundQuery(gateway.credentials, gateway.answer({ ...refundNamed, ...members }), refund, nowMs).kind;
    const done = { respCode: '00', origRespCode: '00', txnAmt: '250', currencyCode: '156' };
    expect(read({ respCode: '34' })).toBe('not_found');
    expect(read({ respCode: '06' })).toBe('unknown');
    expect(read({ ...done, txnAmt: '251' })).toBe('unknown');
    expect(read({ ...done, currencyCode: '392' })).toBe('unknown');
    expect(read({ ...done, orderId: orderNo })).toBe('unknown');
  });
});

describe('notices', () => {
  const told = { ...paid, txnType: '01', txnSubType: '07' };
  const read = (body: Uint8Array) => readUnionpayNotice(gateway.credentials, body, nowMs);

  it('are facts once verified, the same each time', () => {
    const first = read(gateway.notice(told));
    expect(first).toEqual({ kind: 'payment', noticeId: `01${queryId}`, facts });
    expect(read(gateway.notice(told))).toEqual(first);
  });

  it('of refunds and of failures are no payments', () => {
    expect(read(gateway.notice({ ...told, txnType: '04' })).kind).toBe('other');
    expect(read(gateway.notice({ ...told, respCode: '64' })).kind).toBe('other');
  });

  it('are refused where changed, unsigned, doubled or without facts', () => {
    const whole = gateway.notice(told).toString();
    expect(read(Buffer.from(whole.replace('txnAmt=1250', 'txnAmt=1'))).kind).toBe('refused');
    expect(read(Buffer.from('a=1'))).toMatchObject({ errorCode: 'NOTICE_BAD_SIGNATURE' });
    expect(read(Buffer.from(`${whole}&txnAmt=1`))).toMatchObject({ errorCode: 'NOTICE_BAD_SIGNATURE' });
    expect(read(Buffer.from([0xff, 0]))).toMatchObject({ kind: 'refused' });
    expect(read(gateway.notice({ ...told, txnAmt: 'much' }))).toMatchObject({ errorCode: 'NOTICE_BAD_BODY' });
  });
});

describe('forms', () => {
  it('of answers are split at the first = and not decoded', () => {
    expect(parseAnswer('a=1&b=x=y==&c=%2B+&d=')).toEqual(
      new Map(Object.entries({ a: '1', b: 'x=y==', c: '%2B+', d: '' })),
    );
    for (const text of ['', 'a', '=1', 'a=1&', 'a=1&a=1', '9=1', 'a b=1'])
      expect(parseAnswer(text), text).toBeUndefined();
  });

  it('of notices are decoded, and no name comes twice', () => {
    expect(parseForm('a=%2B+1&b=2')).toEqual(new Map(Object.entries({ a: '+ 1', b: '2' })));
    expect(parseForm('a=1&a=2')).toBeUndefined();
  });
});

describe('credentials', () => {
  it('name roots that are authorities, and a merchant with a key', () => {
    const problem = (change: object) => unionpayCredentialsSchema.safeParse({ ...gateway.credentials, ...change });
    expect(problem({}).success).toBe(true);
    expect(problem({ rootCertificatePems: [] }).success).toBe(false);
    expect(problem({ rootCertificatePems: [gateway.keys.certificatePem] }).success).toBe(false);
    expect(problem({ merchantPrivateKeyPem: gateway.merchant.publicKey }).success).toBe(false);
    expect(problem({ merId: '1' }).success).toBe(false);
    expect(problem({ certId: '0x1' }).success).toBe(false);
  });
});
