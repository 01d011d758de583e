/** The bank's messages as bytes: what is signed, and which answers count. */
import { createHash, createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  inquiryRequest,
  readInstructionAnswer,
  readStatementAnswer,
  statementRequest,
  submitRequest,
} from './bank-messages.ts';
import type { BankConnection } from './custody-bank.ts';

const connection: BankConnection = {
  credentials: { baseUrl: 'http://bank/', clientId: 'QT1', secret: 'secret' },
  accountNumber: '3100',
  currency: 'CNY',
};
const nowMs = 1_772_424_000_000;
const stamp = { nowMs, nonce: 'ab'.repeat(16) };
const order = {
  instructionNo: 'i-1',
  payee: { name: '商户', bank: '工行', accountNumber: '6222', kind: 'corporate' as const },
  amountMinor: 1230n,
  remark: '结算',
};
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const hmac = (text: string) => createHmac('sha256', 'secret').update(text).digest('hex');

function answer(status: number, body: unknown, change: Record<string, string> = {}) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const headers = {
    'x-bank-timestamp': '1772424000',
    'x-bank-nonce': stamp.nonce,
    'x-bank-signature': hmac(`${status}\n1772424000\n${stamp.nonce}\n${sha256(text)}\n`),
    ...change,
  };
  return { kind: 'answer' as const, answer: { status, headers, body: Buffer.from(text) } };
}
const about = { instructionNo: 'i-1', payerAccount: '3100', payeeAccount: '6222', amount: '12.30', currency: 'CNY' };
const read = (result: Parameters<typeof readInstructionAnswer>[1], at = nowMs) =>
  readInstructionAnswer(connection, result, { instructionNo: 'i-1', stamp, nowMs: at });

describe('requests', () => {
  it('are signed over method, path, time, nonce and body', () => {
    const request = submitRequest(connection, order, stamp);
    expect(request.url).toBe('http://bank/custody-bank/v1/instructions');
    expect(JSON.parse(request.body)).toEqual({
      instructionNo: 'i-1',
      payerAccount: '3100',
      payeeName: '商户',
      payeeBank: '工行',
      payeeAccount: '6222',
      payeeKind: 'corporate',
      amount: '12.30',
      currency: 'CNY',
      remark: '结算',
    });
    expect(request.headers['x-bank-signature']).toBe(
      hmac(`POST\n/custody-bank/v1/instructions\n1772424000\n${stamp.nonce}\n${sha256(request.body)}\n`),
    );
    expect(inquiryRequest(connection, 'i-1', stamp)).toMatchObject({
      method: 'GET',
      url: 'http://bank/custody-bank/v1/instructions/i-1',
      body: '',
    });
    expect(statementRequest(connection, '2026-03-02', stamp).url).toBe(
      'http://bank/custody-bank/v1/statements?account=3100&date=2026-03-02',
    );
  });
});

describe('answers', () => {
  it('count where they are signed for this request', () => {
    expect(read(answer(200, { status: 'accepted', ...about, reference: 'B1' }))).toEqual({
      kind: 'accepted',
      about: { instructionNo: 'i-1', payerAccount: '3100', payeeAccount: '6222', amountMinor: 1230n, currency: 'CNY' },
      bankReference: 'B1',
    });
    expect(read(answer(200, { status: 'confirmed', ...about, reference: 'B1', bookedOn: '2026-03-02' }))).toMatchObject(
      {
        kind: 'confirmed',
        bookedOn: '2026-03-02',
      },
    );
    expect(read(answer(200, { status: 'rejected', ...about, reference: '', reasonCode: 'PAYEE' }))).toMatchObject({
      kind: 'rejected',
      reasonCode: 'PAYEE',
    });
    expect(read(answer(404, { status: 'not_found', instructionNo: 'i-1' }))).toEqual({ kind: 'not_found' });
    const hours = { status: 'not_taken', instructionNo: 'i-1', reasonCode: 'OUT_OF_HOURS' };
    expect(read(answer(200, hours))).toMatchObject({ kind: 'not_taken', reason: 'bank_hours' });
    expect(read({ kind: 'not_sent', why: 'refused' })).toMatchObject({ kind: 'not_taken', reason: 'not_sent' });
  });

  it.each([
    ['another nonce', answer(200, { status: 'accepted', ...about, reference: '' }, { 'x-bank-nonce': 'cd' })],
    ['another signature', answer(200, { status: 'accepted', ...about, reference: '' }, { 'x-bank-signature': 'ab' })],
    ['no time', answer(200, { status: 'accepted', ...about, reference: '' }, { 'x-bank-timestamp': '' })],
    ['no JSON', answer(200, 'accepted')],
    ['an unknown status', answer(200, { status: 'perhaps', ...about })],
    ['another number', answer(200, { status: 'accepted', ...about, instructionNo: 'i-2', reference: '' })],
    ['a strange amount', answer(200, { status: 'accepted', ...about, amount: '12.3', reference: '' })],
    ['a conflict', answer(409, { status: 'conflict', instructionNo: 'i-1' })],
    ['an unknown reason', answer(200, { status: 'not_taken', instructionNo: 'i-1', reasonCode: 'MOOD' })],
    ['a server error', answer(500, { status: 'not_found', instructionNo: 'i-1' })],
    ['no answer', { kind: 'no_answer' as const, why: 'time-out' }],
  ])('with %s leave it unknown', (_, result) => {
    expect(read(result).kind).toBe('unknown');
  });

  it('of another time leave it unknown', () => {
    expect(read(answer(200, { status: 'accepted', ...about, reference: '' }), nowMs + 301_000).kind).toBe('unknown');
  });

  it('hold a statement whole or none', () => {
    const line = {
      serialNo: '1',
      time: '2026-03-02 12:00:00',
      direction: 'in',
      amount: '1.00',
      balance: '1.00',
      counterpartyName: '',
      counterpartyAccount: '',
      remark: '',
      instructionNo: '',
      kind: 'transfer',
    };
    const statement = {
      account: '3100',
      date: '2026-03-02',
      currency: 'CNY',
      opening: '0.00',
      closing: '1.00',
      lines: [line],
    };
    const taken = (body: unknown, status = 200) =>
      readStatementAnswer(connection, answer(status, body), { stamp, nowMs });
    expect(taken(statement)).toMatchObject({ kind: 'statement', statement: { closingMinor: 100n } });
    expect(taken({ status: 'not_ready' }, 409)).toEqual({ kind: 'not_ready' });
    for (const bad of [
      { amount: '0.00' },
      { amount: '-1.00' },
      { balance: '1' },
      { time: 'noon' },
      { direction: 'up' },
    ]) {
      expect(taken({ ...statement, lines: [{ ...line, ...bad }] }).kind).toBe('unreadable');
    }
    expect(taken({ ...statement, opening: '1e3' }).kind).toBe('unreadable');
    expect(taken('', 404).kind).toBe('unreadable');
  });
});
