import { deflateSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { readFileAnswer, readZip } from './unionpay-bill.ts';
import { type Members, makeGateway, merId, nowMs } from './unionpay-gateway.fixture.ts';

/** As the specification of files gives them: 42 columns of ZM, 22 of ZME. */
const zm = [
  3, 11, 11, 6, 10, 19, 12, 4, 2, 21, 2, 32, 2, 6, 10, 13, 13, 4, 15, 2, 2, 6, 2, 4, 32, 1, 21, 15, 1, 15, 32, 13, 13,
  8, 32, 13, 13, 12, 2, 1, 32, 98,
];
const zme = [3, 11, 11, 6, 10, 19, 12, 4, 2, 2, 6, 10, 4, 12, 13, 13, 15, 15, 1, 12, 2, 135];

const line = (widths: readonly number[], columns: Record<number, string>) =>
  widths.map((width, index) => (columns[index + 1] ?? '').padEnd(width)).join(' ');
const payment = (orderId: string, more: Record<number, string> = {}) =>
  line(zm, {
    ...{
      1: 'S22',
      4: '479103',
      5: '0310120003',
      6: '621626*********0018',
      7: '000000001250',
      10: '951803101200004791038',
    },
    ...{ 12: orderId, 16: 'D000000000003', 17: 'C000000001247', 20: '01', 21: '06', 22: '000000', 28: merId },
    ...more,
  });
const order = `${'A'.repeat(26)}01`;
const refundNo = 'R'.repeat(28);
const refund = payment(refundNo, {
  ...{ 7: '000000000250', 10: '951803101300004791039', 16: 'C000000000001', 17: 'D000000000249', 20: '04', 21: '00' },
  ...{ 27: '951803101200004791038', 41: order },
});

const zip = (files: Record<string, string | Buffer>) =>
  zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, Buffer.from(text)])));
const zmName = `INN26031088ZM_${merId}`;
const zmeName = `INN26031088ZME_${merId}`;
const rowsOf = (files: Record<string, string | Buffer>) => {
  const outcome = readZip(zip(files));
  return outcome.kind === 'bill' ? outcome.rows : [];
};

describe('a file of UnionPay', () => {
  it('has payments and refunds with their fees, by columns of fixed widths', () => {
    const rows = rowsOf({ [zmName]: [payment(order), refund, ''].join('\r\n'), [zmeName]: '' });
    expect(rows).toEqual([
      {
        ...{ kind: 'payment', channelOrderNo: order, channelTransactionId: '951803101200004791038' },
        ...{ amountMinor: 1250n, feeMinor: 3n, lineNo: 1 },
      },
      {
        ...{ kind: 'refund', channelOrderNo: order, channelRefundNo: refundNo },
        ...{ channelTransactionId: '951803101300004791039', amountMinor: 250n, feeMinor: -1n, lineNo: 2 },
      },
    ]);
  });

  it('cuts by bytes, so that a shop’s Chinese name moves no column', () => {
    const named = Buffer.from(payment(order, { 31: '钱台' }), 'utf8');
    // GBK writes a Chinese character as two bytes: the name's column has four of its 32 filled.
    const text = named.toString('utf8');
    const gbk = Buffer.concat(
      [...text].map((character) => (character > '\xff' ? Buffer.from([0xc7, 0xae]) : Buffer.from(character))),
    );
    expect(rowsOf({ [zmName]: gbk })).toMatchObject([{ channelOrderNo: order, amountMinor: 1250n }]);
  });

  it('shows a void by the merchant’s own hand as money without a refund of ours', () => {
    const void31 = payment('SOMEBODYSVOID', { 20: '31', 41: order });
    expect(rowsOf({ [zmName]: void31 })[0]).toEqual(expect.objectContaining({ kind: 'refund', channelOrderNo: order }));
    expect(rowsOf({ [zmName]: void31 })[0]).not.toHaveProperty('channelRefundNo');
  });

  it('never drops a correction of the clearing', () => {
    const correction = line(zme, {
      ...{ 1: 'E74', 4: '000042', 5: '0310150000', 7: '000000000100', 15: 'C000000000000', 16: 'D000000000100' },
    });
    expect(rowsOf({ [zmName]: payment(order), [zmeName]: correction })[1]).toMatchObject({
      ...{ kind: 'refund', channelOrderNo: 'ZME0310150000000042', amountMinor: 100n, feeMinor: 0n },
    });
  });

  it('of a day without transactions has no rows, and is a file', () => {
    expect(readZip(zip({ [zmName]: '', [zmeName]: '' }))).toMatchObject({ kind: 'bill', rows: [], hashType: 'SHA256' });
  });

  it.each([
    ['a cut line', { [zmName]: payment(order).slice(0, 200) }],
    ['a line that is too long', { [zmName]: `${payment(order)}${' '.repeat(5)}x` }],
    ['a column that slipped', { [zmName]: payment(order).replace('S22 ', 'S22') }],
    ['an amount that is none', { [zmName]: payment(order, { 7: '00000000125x' }) }],
    ['no amount', { [zmName]: payment(order, { 7: '' }) }],
    ['a fee without a side', { [zmName]: payment(order, { 16: '0000000000003' }) }],
    ['a type that we do not know', { [zmName]: payment(order, { 20: '77' }) }],
    ['no ZM', { [zmeName]: '' }],
    ['two ZMs', { [zmName]: '', [`${zmName}2`]: '' }],
    ['a correction cut short', { [zmName]: '', [zmeName]: 'E74 x' }],
  ])('is bad with %s', (_what, files) => {
    expect(() => readZip(zip(files as Record<string, string>))).toThrow();
  });

  it('is no zip', () => {
    expect(() => readZip(Buffer.from('no zip'))).toThrow();
  });
});

describe('the answer that brings it', () => {
  let gateway: Awaited<ReturnType<typeof makeGateway>>;
  beforeAll(async () => {
    gateway = await makeGateway();
  });
  const content = deflateSync(zip({ [zmName]: payment(order) })).toString('base64');
  const whole = { respCode: '00', respMsg: '', settleDate: '0310', fileName: 'x.zip', fileContent: content };
  const read = (members: Members) =>
    readFileAnswer(gateway.credentials, gateway.answer(members), { date: '2026-03-10', nowMs });

  it('is a bill only signed, of that day, and whole', () => {
    expect(read(whole)).toMatchObject({ kind: 'bill', rows: [{ channelOrderNo: order }] });
    expect(read({ ...whole, settleDate: '0311' }).kind).toBe('bad');
    expect(read({ ...whole, fileContent: content.slice(4) }).kind).toBe('bad');
    expect(read({ respCode: '00', respMsg: '', settleDate: '0310' }).kind).toBe('bad');
    const { answer, credentials } = gateway;
    const forged = Buffer.from(Buffer.from(answer(whole).body).toString().replace('x.zip', 'y.zip'));
    const asked = { date: '2026-03-10', nowMs };
    expect(readFileAnswer(credentials, { status: 200, headers: {}, body: forged }, asked).kind).toBe('unknown');
  });

  it('is not there yet, or something else is the matter', () => {
    expect(read({ respCode: '98', respMsg: '文件不存在' })).toEqual({ kind: 'not_ready', why: '98 文件不存在' });
    expect(read({ respCode: '06', respMsg: '' }).kind).toBe('unknown');
  });
});
