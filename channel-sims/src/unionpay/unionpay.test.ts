/** The gateway of UnionPay against a merchant who signs and verifies for himself. */
import { inflateSync } from 'node:zlib';
import { unzipSync } from 'fflate';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { rejection, startReceiver, startTestSimulation, type TestSimulation } from '../testing/test-simulation.ts';
import { askUnionpay, type UnionpayWish, verified } from '../testing/unionpay-merchant.ts';
import { beijingCompactTime } from '../values/beijing-time.ts';
import { numberedOutcome } from './unionpay-codes.ts';
import { sign } from './unionpay-signature.ts';

let simulation: TestSimulation;
let last = 0;

beforeAll(async () => {
  simulation = await startTestSimulation();
});
afterAll(() => simulation.close());

const backUrl = 'http://127.0.0.1:9/none';
const ask = (members: Record<string, string>, wish?: UnionpayWish) => askUnionpay(simulation, members, wish);
const now = () => beijingCompactTime(simulation.clock.nowMs());

function orderId(): string {
  last += 1;
  return `UP${String(last).padStart(26, '0')}`;
}

async function code(behaviour = 'pay', more: object = {}): Promise<string> {
  const issued = await simulation.hand('/sim/wallets/unionpay/payment-codes', { behaviour, ...more });
  return issued['code'] as string;
}

const sale = (members: Record<string, string>) => ({
  ...{ txnType: '01', channelType: '08', txnAmt: '1250', currencyCode: '156', backUrl },
  ...members,
});
const consume = (id: string, qrNo: string, more: Record<string, string> = {}, wish?: UnionpayWish) =>
  ask(sale({ txnSubType: '06', orderId: id, qrNo, ...more }), wish);
const apply = (id: string, more: Record<string, string> = {}) => ask(sale({ txnSubType: '07', orderId: id, ...more }));
const query = (id: string, txnTime: string) =>
  ask({ txnType: '00', txnSubType: '00', orderId: id, txnTime }, { address: 'queryUrl' });
const reverse = (id: string, txnTime: string) =>
  ask({ txnType: '99', txnSubType: '01', channelType: '08', orderId: id, txnTime });
const refund = (id: string, origQryId: string, txnAmt: string) =>
  ask({ ...sale({ orderId: id, txnAmt, origQryId }), txnType: '04', txnSubType: '00' });

/** None of these sales is answered; the gateway has the time to have heard each. */
async function allSilent(sales: ReadonlyArray<[id: string, qrNo: string]>): Promise<void> {
  const reasons = await Promise.all(sales.map(([id, qrNo]) => rejection(consume(id, qrNo, {}, { withinMs: 1500 }))));
  for (const reason of reasons) expect(reason['name']).toBe('TimeoutError');
}

describe('a payment code', () => {
  test('is taken, and what became of it is asked for by number and time', async () => {
    const id = orderId();
    const txnTime = now();
    const taken = await consume(id, await code());
    expect(taken).toMatchObject({
      respCode: '00',
      txnType: '01',
      txnSubType: '06',
      orderId: id,
      txnTime,
      txnAmt: '1250',
    });
    expect(taken['queryId']).toMatch(/^95\d{19}$/);
    expect(await query(id, txnTime)).toMatchObject({
      ...{ respCode: '00', origRespCode: '00', queryId: taken['queryId'], txnAmt: '1250', currencyCode: '156' },
      ...{
        traceTime: '0310120000',
        settleDate: '0310',
        settleAmt: '1250',
        merId: simulation.description.unionpay.merId,
      },
    });
    expect(await query(id, '20260310120001')).toMatchObject({ respCode: '34' });
    expect(await query(orderId(), txnTime)).toMatchObject({ respCode: '34' });
  });

  test('is good once and for a minute, and must be the channel’s', async () => {
    const used = await code();
    await consume(orderId(), used);
    expect(await consume(orderId(), used)).toMatchObject({ respCode: '86' });
    expect(await consume(orderId(), '6212345678901234567')).toMatchObject({ respCode: '88' });
    const stale = await code();
    await simulation.advance(60_001);
    expect(await consume(orderId(), stale)).toMatchObject({ respCode: '86' });
  });

  test('the issuer’s word comes by inquiry', async () => {
    const [declined, short, hesitating] = [orderId(), orderId(), orderId()];
    const txnTime = now();
    expect(await consume(declined, await code('decline'))).toMatchObject({ respCode: '00' });
    expect(await query(declined, txnTime)).toMatchObject({ respCode: '00', origRespCode: '64' });
    await consume(short, await code('pay', { balanceMinor: '100' }));
    expect(await query(short, txnTime)).toMatchObject({ origRespCode: '64' });
    await consume(hesitating, await code('ask_password', { delayMs: 5000 }));
    expect(await query(hesitating, txnTime)).toMatchObject({ origRespCode: '05' });
    await simulation.advance(5000);
    expect(await query(hesitating, txnTime)).toMatchObject({ origRespCode: '00' });
    expect(await consume(hesitating, await code())).toMatchObject({ respCode: '12' });
  });

  test('lost answers: money taken or not, a false signature, a late success', async () => {
    const txnTime = now();
    const [paid, unpaid, spoilt, late] = [orderId(), orderId(), orderId(), orderId()];
    await allSilent([
      [paid, await code('no_answer')],
      [unpaid, await code('no_answer_unpaid')],
      [late, await code('late_success', { delayMs: 10_000 })],
    ]);
    expect(await query(paid, txnTime)).toMatchObject({ origRespCode: '00' });
    expect(await query(unpaid, txnTime)).toMatchObject({ respCode: '34' });
    expect(String(await rejection(consume(spoilt, await code('wrong_signature'))))).toContain('does not verify');
    expect(await query(spoilt, txnTime)).toMatchObject({ origRespCode: '00' });
    expect(await query(late, txnTime)).toMatchObject({ origRespCode: '05' });
    await simulation.advance(10_000);
    expect(await query(late, txnTime)).toMatchObject({ origRespCode: '00' });
  });
});

describe('codes that choose their outcome', () => {
  let serial = 0;
  const numbered = (digits: string) => {
    serial += 1;
    return `62000001${digits}${String(serial).padStart(9, '0')}`;
  };

  test.each(['01', '02', '06', '31', '32', '33', '38', '86', '88'])('%s is refused at once', async (respCode) => {
    const [id, txnTime] = [orderId(), now()];
    expect(await consume(id, numbered(respCode))).toMatchObject({ respCode });
    expect(await query(id, txnTime)).toMatchObject({ respCode: '34' });
  });

  test.each(['60', '61', '63', '64', '65', '67', '69', '73', '81', '90'])(
    '%s is the issuer’s',
    async (origRespCode) => {
      const [id, txnTime] = [orderId(), now()];
      expect(await consume(id, numbered(origRespCode))).toMatchObject({ respCode: '00' });
      expect(await query(id, txnTime)).toMatchObject({ respCode: '00', origRespCode });
    },
  );

  test.each(['03', '04', '05'])('%s leaves it open, and it is paid', async (respCode) => {
    const [id, txnTime] = [orderId(), now()];
    const qrNo = numbered(respCode);
    expect(await consume(id, qrNo)).toMatchObject({ respCode });
    expect(await query(id, txnTime)).toMatchObject({ origRespCode: '00' });
    expect(await consume(orderId(), qrNo)).toMatchObject({ respCode: '86' });
  });

  test('97 takes the money and 98 does nothing, without an answer; others are no codes', async () => {
    const [paid, nothing, txnTime] = [orderId(), orderId(), now()];
    await allSilent([
      [paid, numbered('97')],
      [nothing, numbered('98')],
    ]);
    expect(await query(paid, txnTime)).toMatchObject({ origRespCode: '00' });
    expect(await query(nothing, txnTime)).toMatchObject({ respCode: '34' });
    for (const qrNo of [numbered('55'), numbered('12'), '6200000100', '6200000200000000000']) {
      expect(numberedOutcome(qrNo)).toBeUndefined();
    }
  });
});

describe('reversals', () => {
  test('undo what was paid the same day, once or twice, and bar what never came', async () => {
    const [paid, waiting, txnTime] = [orderId(), orderId(), now()];
    await consume(paid, await code());
    await consume(waiting, await code('never'));
    for (const id of [paid, waiting]) {
      expect(await reverse(id, txnTime)).toMatchObject({ respCode: '00', txnType: '99', orderId: id });
      expect(await reverse(id, txnTime)).toMatchObject({ respCode: '00' });
      expect(await query(id, txnTime)).toMatchObject({ origRespCode: '46' });
    }
    const lost = orderId();
    expect(await reverse(lost, txnTime)).toMatchObject({ respCode: '34' });
    expect(await consume(lost, await code())).toMatchObject({ respCode: '46' });
    const other = orderId();
    await consume(other, await code());
    expect(await reverse(other, '20260310115959')).toMatchObject({ respCode: '34' });
    expect(await query(other, txnTime)).toMatchObject({ origRespCode: '00' });
  });

  test('come too late after 23:00, after a refund, and for what was declined', async () => {
    const [declined, refunded, old, txnTime] = [orderId(), orderId(), orderId(), now()];
    await consume(declined, await code('decline'));
    expect(await reverse(declined, txnTime)).toMatchObject({ respCode: '35' });
    const { queryId } = await consume(refunded, await code());
    await refund(orderId(), queryId ?? '', '1');
    expect(await reverse(refunded, txnTime)).toMatchObject({ respCode: '35' });
    await consume(old, await code());
    await simulation.advance(Date.UTC(2026, 2, 10, 15) - simulation.clock.nowMs());
    expect(await reverse(old, txnTime)).toMatchObject({ respCode: '35' });
    await simulation.advance(12 * 3_600_000);
  });
});

describe('refunds', () => {
  test('keep their number, add up to no more than was paid, and are asked for like payments', async () => {
    const { queryId = '' } = await consume(orderId(), await code());
    const [first, rest, txnTime] = [orderId(), orderId(), now()];
    expect(await refund(first, queryId, '1000')).toMatchObject({ respCode: '00', txnType: '04', origQryId: queryId });
    expect(await refund(first, queryId, '1000')).toMatchObject({ respCode: '12' });
    expect(await refund(orderId(), queryId, '251')).toMatchObject({ respCode: '36' });
    expect(await query(first, txnTime)).toMatchObject({ respCode: '00', origRespCode: '00', txnAmt: '1000' });
    expect(await query(rest, txnTime)).toMatchObject({ respCode: '34' });
    expect(await refund(rest, queryId, '250')).toMatchObject({ respCode: '00' });
    expect(await refund(orderId(), queryId, '1')).toMatchObject({ respCode: '45' });
    expect(await refund(orderId(), `95${'0'.repeat(19)}`, '1')).toMatchObject({ respCode: '35' });
    expect(await consume(first, await code())).toMatchObject({ respCode: '12' });
  });
});

describe('QR codes', () => {
  test('are no transaction before somebody scans, end with their time, and are told of by signed notices', async () => {
    const receiver = await startReceiver((_notice, number) => [number < 2 ? 500 : 200, 'ok']);
    const [id, txnTime] = [orderId(), now()];
    const { qrCode = '' } = await apply(id, { backUrl: receiver.url });
    expect(qrCode).toMatch(/^https:\/\/qr\.95516\.com\/00010000\/62\d{30}$/);
    expect(await query(id, txnTime)).toMatchObject({ respCode: '34' });
    await simulation.hand('/sim/wallets/unionpay/scan', { qrText: qrCode });
    expect(await query(id, txnTime)).toMatchObject({ origRespCode: '00', txnSubType: '07' });
    await simulation.advance(300);
    await vi.waitFor(async () => {
      const { notices } = (await simulation.read('/sim/books/unionpay')) as { notices: Array<{ tries: unknown[] }> };
      expect(notices.at(-1)?.tries).toHaveLength(1);
    });
    await simulation.advance(60_000);
    await vi.waitFor(() => expect(receiver.received).toHaveLength(2));
    const told = Object.fromEntries(new URLSearchParams(receiver.received[1]?.body));
    const root = simulation.description.unionpay.rootCertificatePems[0] ?? '';
    expect(verified(root, told)).toMatchObject({
      respCode: '00',
      orderId: id,
      txnTime,
      txnAmt: '1250',
      txnSubType: '07',
    });
    expect(() => verified(root, { ...told, txnAmt: '1' })).toThrow('does not verify');
    await receiver.close();

    const over = orderId();
    const soon = beijingCompactTime(simulation.clock.nowMs() + 60_000);
    const { qrCode: overText } = await apply(over, { payTimeout: soon });
    await simulation.advance(60_001);
    expect(await simulation.hand('/sim/wallets/unionpay/scan', { qrText: overText })).toMatchObject({
      result: 'not_payable',
    });
    expect(await apply(orderId(), { payTimeout: '20260101000000' })).toMatchObject({ respCode: '10' });
  });
});

describe('the gateway', () => {
  test('looks at who asks before it looks at what', async () => {
    const id = orderId();
    const valid = { txnType: '00', txnSubType: '00', orderId: id };
    const send = (members: Record<string, string>, afterSigning: Record<string, string> = {}) =>
      ask({ ...valid, ...members }, { address: 'queryUrl', afterSigning });
    expect(await send({})).toMatchObject({ respCode: '34' });
    expect(await send({}, { orderId: orderId() })).toMatchObject({ respCode: '11' });
    expect(await send({}, { added: 'x' })).toMatchObject({ respCode: '11' });
    expect(await send({}, { signature: 'AAAA' })).toMatchObject({ respCode: '11' });
    expect(await send({ certId: '1' })).toMatchObject({ respCode: '11' });
    expect(await send({ merId: '777290000000000' })).toMatchObject({ respCode: '31' });
    expect(await send({ version: '5.0.0' })).toMatchObject({ respCode: '10' });
    expect(await send({ signMethod: '11' })).toMatchObject({ respCode: '10' });
    expect(await send({ txnType: '31' })).toMatchObject({ respCode: '32' });
    expect(await ask(valid)).toMatchObject({ respCode: '32' });
  });

  test.each([
    ['txnAmt', '0'],
    ['txnAmt', '12.50'],
    ['txnAmt', '-1'],
    ['orderId', 'short'],
    ['orderId', 'WITH-HYPHEN'],
    ['currencyCode', '840'],
    ['txnTime', '20260230000000'],
    ['txnTime', '20250310120000'],
    ['backUrl', 'ftp://x'],
    ['qrNo', 'x'],
    ['termId', '1'],
  ])('refuses %s %s', async (name, value) => {
    expect(await consume(orderId(), await code(), { [name]: value })).toMatchObject({ respCode: '10' });
  });

  test('says 13 of what is missing, and 10 of a name that comes twice', async () => {
    expect(await ask({ txnType: '01', txnSubType: '06', orderId: orderId() })).toMatchObject({ respCode: '13' });
    const twice = await fetch(simulation.description.unionpay.queryUrl, {
      method: 'POST',
      body: new URLSearchParams([
        ['a', '1'],
        ['a', '2'],
      ]),
    });
    expect(await twice.text()).toContain('respCode=10');
  });

  test('keeps codes out of its log', async () => {
    const qrNo = await code();
    await consume(orderId(), qrNo);
    const { messages } = (await simulation.read('/sim/log')) as { messages: Array<{ channel: string; body: string }> };
    const told = messages.filter(({ channel }) => channel === 'unionpay').map(({ body }) => body);
    expect(told.some((body) => body.includes(`qrNo=***${qrNo.slice(-4)}`))).toBe(true);
    expect(told.join()).not.toContain(qrNo);
  });
});

test('books outlive a restart', async () => {
  const own = await startTestSimulation();
  const id = orderId();
  const txnTime = beijingCompactTime(own.clock.nowMs());
  const { code: qrNo } = await own.hand('/sim/wallets/unionpay/payment-codes', { behaviour: 'pay' });
  const taken = await askUnionpay(own, sale({ txnSubType: '06', orderId: id, qrNo: String(qrNo) }));
  const again = await own.restart();
  expect(again.description.unionpay.merId).toBe(own.description.unionpay.merId);
  const asked = { txnType: '00', txnSubType: '00', orderId: id, txnTime };
  expect(await askUnionpay(again, asked, { address: 'queryUrl' })).toMatchObject({
    origRespCode: '00',
    queryId: taken['queryId'],
  });
  await again.close();
});

describe('the file of a day', () => {
  test('counts from 23:00 to 23:00, leaves out what was reversed, and comes the next morning', async () => {
    const day = (hour: number, minute = 0) => Date.UTC(2026, 2, 20, hour - 8, minute);
    await simulation.advance(day(-1, -1) - simulation.clock.nowMs());
    const before = orderId();
    await consume(before, await code());
    await simulation.advance(60_000);
    const [first, kept, reversed, hidden, back] = [orderId(), orderId(), orderId(), orderId(), orderId()];
    await consume(first, await code(), { txnAmt: '10000' });
    await simulation.advance(day(12) - simulation.clock.nowMs());
    const txnTime = now();
    const { queryId = '' } = await consume(kept, await code(), { termId: 'till0001' });
    await consume(reversed, await code());
    await reverse(reversed, txnTime);
    await consume(hidden, await code());
    await simulation.hand('/sim/bills/unionpay/delete-row', { channelOrderNo: hidden });
    await simulation.advance(1000);
    await refund(back, queryId, '250');
    await simulation.advance(day(23) - simulation.clock.nowMs());
    await consume(orderId(), await code());
    const file = (settleDate: string) =>
      ask({ txnType: '76', txnSubType: '01', settleDate, fileType: '00' }, { address: 'fileUrl' });
    await simulation.advance(day(34) - simulation.clock.nowMs() - 1);
    expect(await file('0320')).toMatchObject({ respCode: '98' });
    await simulation.advance(1);
    const answer = await file('0320');
    const { merId } = simulation.description.unionpay;
    expect(answer['fileName']).toBe(`${merId}_20260320.zip`);
    const zip = unzipSync(inflateSync(Buffer.from(answer['fileContent'] ?? '', 'base64')));
    expect(Object.keys(zip)).toEqual([`INN26032088ZM_${merId}`, `INN26032088ZME_${merId}`]);
    const lines = iconv.decode(Buffer.from(zip[`INN26032088ZM_${merId}`] as Uint8Array), 'gbk').split('\r\n');
    expect(lines.pop()).toBe('');
    // 42 columns of these widths with a blank between two.
    expect(new Set(lines.map((line) => line.length))).toEqual(new Set([566 + 41]));
    const at = (line: string, from: number, to: number) => line.slice(from, to).trim();
    const told = lines.map((line) => [at(line, 112, 144), at(line, 66, 78), at(line, 166, 179), at(line, 180, 193)]);
    expect(told).toEqual([
      [first, '000000010000', 'D000000000020', 'C000000009980'],
      [kept, '000000001250', 'D000000000003', 'C000000001247'],
      [back, '000000000250', 'C000000000001', 'D000000000249'],
    ]);
    expect(await file('0230')).toMatchObject({ respCode: '10' });
    const emptyDay = await file('0201');
    expect(emptyDay).toMatchObject({ respCode: '00' });
  });
});

test('what is signed are the sorted members without the signature, hashed first', async () => {
  const { generateKeyPairSync, createHash, verify } = await import('node:crypto');
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const signature = sign({ b: '2', a: '1', empty: '', signature: 'x' }, privateKey);
  const hash = createHash('sha256').update('a=1&b=2').digest('hex');
  expect(verify('RSA-SHA256', Buffer.from(hash), publicKey, Buffer.from(signature, 'base64'))).toBe(true);
});
