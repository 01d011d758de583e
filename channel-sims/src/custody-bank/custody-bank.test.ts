/** The custody bank on the wire: who may ask, what it books, what its statements say, and what a restart keeps. */
import { createHash, createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startTestSimulation, type TestSimulation } from '../testing/test-simulation.ts';
import { type BankInstructionState, bankTransitions } from './bank-book.ts';

let simulation: TestSimulation;
let nonce = 0;
beforeEach(async () => {
  simulation = await startTestSimulation();
  await hand('credits', { account: custody(), amount: '1000.00', remark: 'opening' });
});
afterEach(async () => await simulation.close());

const custody = () => simulation.description.bank.custodyAccount;
const own = () => simulation.description.bank.ownAccount;
const hand = (path: string, body: unknown) => simulation.hand(`/sim/custody-bank/${path}`, body);
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const dayMs = 86_400_000;

async function ask(uri: string, body?: object, change: Record<string, string> = {}) {
  const { baseUrl, clientId, secret } = simulation.description.bank;
  const method = body ? 'POST' : 'GET';
  const text = body ? JSON.stringify(body) : '';
  nonce += 1;
  const stamp = String(Math.floor(simulation.clock.nowMs() / 1000));
  const once = nonce.toString(16).padStart(32, '0');
  const sign = (parts: string[]) =>
    createHmac('sha256', secret)
      .update(parts.map((part) => `${part}\n`).join(''))
      .digest('hex');
  const response = await fetch(baseUrl + uri, {
    method,
    headers: {
      'content-type': 'application/json',
      'x-bank-client': clientId,
      'x-bank-timestamp': stamp,
      'x-bank-nonce': once,
      'x-bank-signature': sign([method, uri, stamp, once, sha256(text)]),
      ...change,
    },
    ...(body && { body: text }),
  });
  const answer = await response.text();
  const at = response.headers.get('x-bank-timestamp') ?? '';
  const isSigned =
    response.headers.get('x-bank-signature') === sign([String(response.status), at, once, sha256(answer)]);
  return { status: response.status, isSigned, body: JSON.parse(answer) as Record<string, unknown> };
}

const instruction = (no: string, change: object = {}) => ({
  instructionNo: `instruction-${no}`,
  payerAccount: custody(),
  payeeName: '商户',
  payeeBank: '工商银行',
  payeeAccount: '6222000011112222',
  payeeKind: 'personal',
  amount: '100.00',
  currency: 'CNY',
  remark: '结算',
  ...change,
});
const submit = (no: string, change: object = {}) => ask('/custody-bank/v1/instructions', instruction(no, change));
const inquire = (no: string) => ask(`/custody-bank/v1/instructions/instruction-${no}`);
const statement = (date: string, account = custody()) =>
  ask(`/custody-bank/v1/statements?account=${account}&date=${date}`);

describe('signatures', () => {
  test.each([
    ['client', { 'x-bank-client': 'stranger' }, 'UNKNOWN_CLIENT'],
    ['time', { 'x-bank-timestamp': '1700000000' }, 'BAD_TIMESTAMP'],
    ['nonce', { 'x-bank-nonce': 'short' }, 'BAD_NONCE'],
    ['signature', { 'x-bank-signature': '00' }, 'BAD_SIGNATURE'],
  ])('a foreign %s is refused', async (_, change, reasonCode) => {
    const answer = await ask('/custody-bank/v1/instructions', instruction('1'), change);
    expect(answer).toMatchObject({ status: 401, body: { reasonCode } });
    expect((await inquire('1')).status).toBe(404);
  });

  test('a repeated nonce is refused, answers are signed for their request', async () => {
    expect(await submit('1')).toMatchObject({ status: 200, isSigned: true });
    nonce -= 1;
    expect(await submit('1')).toMatchObject({ status: 401, body: { reasonCode: 'REPEATED_NONCE' } });
  });
});

describe('instructions', () => {
  test('every state times every event', () => {
    const states: Array<BankInstructionState['status']> = ['accepted', 'confirmed', 'rejected', 'returned'];
    const rows = Object.entries(bankTransitions).map(
      ([event, from]) =>
        `${event}: ${states.map((state) => ((from as readonly string[]).includes(state) ? 'x' : '-')).join(' ')}`,
    );
    expect(rows).toEqual([
      'instruction_confirmed: x - - -',
      'instruction_rejected: x - - -',
      'instruction_returned: - x - -',
    ]);
  });

  test('are taken once by their number, paid after their time, within the balance', async () => {
    expect(await submit('1')).toMatchObject({ body: { status: 'accepted', amount: '100.00' } });
    expect(await submit('1', { amount: '101.00' })).toMatchObject({ status: 409, body: { status: 'conflict' } });
    expect(await submit('2', { amount: '950.00' })).toMatchObject({
      body: { status: 'not_taken', reasonCode: 'INSUFFICIENT_FUNDS' },
    });
    await simulation.advance(2000);
    expect(await submit('1')).toMatchObject({ body: { status: 'confirmed', bookedOn: '2026-03-10' } });
    expect(await submit('3', { payerAccount: '99999999' })).toMatchObject({ status: 400 });
    expect(await submit('4', { amount: '0.00' })).toMatchObject({ status: 400 });
    expect(await submit('5', { payeeKind: 'friend' })).toMatchObject({ status: 400 });
  });

  test('to corporate payees wait for the hours', async () => {
    await hand('hours', { opens: '14:00', closes: '17:30' });
    const corporate = { payeeKind: 'corporate' };
    expect(await submit('1', corporate)).toMatchObject({ body: { reasonCode: 'OUT_OF_HOURS' } });
    expect(await submit('2')).toMatchObject({ body: { status: 'accepted' } });
    await simulation.advance(2 * 3_600_000);
    expect(await submit('1', corporate)).toMatchObject({ body: { status: 'accepted' } });
  });

  test('do what a hand asked for, that many times', async () => {
    await hand('behaviours', { behaviour: 'reject_payee_name', times: 2 });
    expect(await submit('1')).toMatchObject({ body: { status: 'rejected', reasonCode: 'PAYEE_NAME_MISMATCH' } });
    expect(await submit('2')).toMatchObject({ body: { status: 'rejected' } });
    expect(await submit('3')).toMatchObject({ body: { status: 'accepted' } });
    await hand('behaviours', { behaviour: 'wrong_signature' });
    expect(await submit('4')).toMatchObject({ isSigned: false, body: { status: 'accepted' } });
    await hand('behaviours', { behaviour: 'wrong_amount', on: 'inquire' });
    expect((await inquire('4')).body['amount']).toBe('100.01');
    expect(await hand('behaviours', { behaviour: 'dance' })).toMatchObject({ httpStatus: 400 });
  });

  test('by rates of their own, drawn by seed', async () => {
    await simulation.hand('/sim/faults', { bank: { reject_account_closed: 1 } });
    expect(await submit('1')).toMatchObject({ body: { reasonCode: 'PAYEE_ACCOUNT_CLOSED' } });
    await simulation.hand('/sim/faults', { no_answer: 1 });
    expect(await submit('2')).toMatchObject({ body: { status: 'accepted' } });
  });
});

describe('statements', () => {
  test('come out after the day, with balances that lead from one to the next', async () => {
    await hand('fees', { account: custody(), amount: '1.00' });
    await submit('1', { payeeAccount: own(), remark: '手续费划出' });
    await hand('behaviours', { behaviour: 'return_later', delayMs: dayMs });
    await submit('2', { amount: '50.00' });
    await simulation.advance(2000);
    expect(await statement('2026-03-10')).toMatchObject({ status: 409 });
    await simulation.advance(dayMs);
    const first = await statement('2026-03-10');
    expect(first).toMatchObject({ isSigned: true, body: { opening: '0.00', closing: '849.00' } });
    const lines = first.body['lines'] as Array<Record<string, string>>;
    expect(
      lines.map((line) => [line['serialNo'], line['direction'], line['amount'], line['balance'], line['kind']]),
    ).toEqual([
      ['0000000001', 'in', '1000.00', '1000.00', 'transfer'],
      ['0000000002', 'out', '1.00', '999.00', 'fee'],
      ['0000000003', 'out', '100.00', '899.00', 'transfer'],
      ['0000000004', 'out', '50.00', '849.00', 'transfer'],
    ]);
    expect((await statement('2026-03-10', own())).body).toMatchObject({
      closing: '100.00',
      lines: [{ direction: 'in', instructionNo: 'instruction-1' }],
    });
    await simulation.advance(dayMs);
    expect((await statement('2026-03-11')).body).toMatchObject({
      opening: '849.00',
      closing: '899.00',
      lines: [{ kind: 'return', remark: '退票 结算', instructionNo: 'instruction-2' }],
    });
    expect(await inquire('2')).toMatchObject({ body: { status: 'confirmed' } });
    expect((await statement('2026-03-12', '99999999')).status).toBe(404);
  });

  test('with a row left out, the balances kept or bent on every later day', async () => {
    await hand('credits', { account: custody(), amount: '5.00', remark: 'gone' });
    const wish = { account: custody(), serialNo: '0000000002' };
    expect(await hand('statements/delete-row', wish)).toMatchObject({ deleted: { serialNo: '0000000002' } });
    await simulation.advance(dayMs);
    expect((await statement('2026-03-10')).body).toMatchObject({ closing: '1005.00', lines: [{ balance: '1000.00' }] });
    await hand('credits', { account: custody(), amount: '7.00', remark: 'bent' });
    await hand('statements/delete-row', { ...wish, serialNo: '0000000003', balances: 'recomputed' });
    await simulation.advance(2 * dayMs);
    expect((await statement('2026-03-11')).body).toMatchObject({ opening: '1005.00', closing: '1005.00', lines: [] });
    expect((await statement('2026-03-12')).body).toMatchObject({ opening: '1005.00', closing: '1005.00' });
    expect(await hand('statements/delete-row', wish)).toMatchObject({ httpStatus: 404 });
  });
});

test('a restart keeps accounts, instructions and lines, and pays what came due meanwhile', async () => {
  await submit('1');
  const before = await simulation.read('/sim/custody-bank/book');
  simulation = await simulation.restart();
  expect(await simulation.read('/sim/custody-bank/book')).toEqual(before);
  await simulation.advance(2000);
  expect(await inquire('1')).toMatchObject({ body: { status: 'confirmed' } });
  expect(await hand('instructions/instruction-1/return', {})).toMatchObject({ ok: true });
  expect(await hand('instructions/instruction-1/return', {})).toMatchObject({ code: 'BOOK_TRANSITION_REFUSED' });
});

test('hands are for this machine alone, and the wire shows no account number', async () => {
  const foreign = await fetch(`${simulation.description.http}/sim/custody-bank/credits`, {
    method: 'POST',
    headers: { origin: 'http://elsewhere', 'content-type': 'application/json' },
    body: JSON.stringify({ account: custody(), amount: '1.00' }),
  });
  expect(foreign.status).toBe(403);
  await submit('1');
  await statement('2026-03-09');
  const log = JSON.stringify(await simulation.read('/sim/log'));
  expect(log).toContain('instruction-1');
  expect(log).not.toContain(custody());
  expect(log).not.toContain('6222000011112222');
});
