import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Journal } from '../store/journal.ts';
import { orderTransitions, WalletBook, type WalletOrderState } from './wallet-book.ts';
import { type WalletEvent, walletEventSchema } from './wallet-events.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wallet-book-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const file = () => join(folder, 'book.jsonl');
const open = () => new WalletBook(new Journal({ file: file(), schema: walletEventSchema }));

const outTradeNo = 'ORDER1';
const transactionId = '4200000000202603100000000001';
const opened: WalletEvent = {
  type: 'order_opened',
  outTradeNo,
  way: 'payment_code',
  amountMinor: 1250n,
  description: '便利店',
  atMs: 1,
};
const events = {
  payer_acted: { type: 'payer_acted', outTradeNo, transactionId, customerId: 'c', confirmsAtMs: 9, atMs: 2 },
  paid: { type: 'paid', outTradeNo, transactionId, customerId: 'c', feeMinor: 8n, atMs: 3 },
  declined: { type: 'declined', outTradeNo, transactionId, atMs: 3 },
  closed: { type: 'closed', outTradeNo, atMs: 4 },
  reversed: { type: 'reversed', outTradeNo, atMs: 5 },
} as const satisfies Record<keyof typeof orderTransitions, WalletEvent>;

const waysTo: Readonly<Record<WalletOrderState['status'], readonly WalletEvent[]>> = {
  waiting: [],
  paying: [events.payer_acted],
  paid: [events.paid],
  declined: [events.declined],
  closed: [events.closed],
  reversed: [events.paid, events.reversed],
};

describe('every state times every event', () => {
  for (const [status, way] of Object.entries(waysTo)) {
    for (const [name, event] of Object.entries(events)) {
      const allowed = (orderTransitions[name as keyof typeof orderTransitions] as readonly string[]).includes(status);
      test(`${status} ${allowed ? 'takes' : 'refuses'} ${name}`, () => {
        const book = open();
        for (const step of [opened, ...way]) book.record(step);
        const before = readFileSync(file(), 'utf8');
        if (allowed) {
          book.record(event);
          expect(book.order(outTradeNo).state.status).toBe(name === 'payer_acted' ? 'paying' : name);
        } else {
          expect(() => book.record(event)).toThrow(`Order ${outTradeNo} is ${status}`);
          expect(readFileSync(file(), 'utf8')).toBe(before);
        }
        book.close();
      });
    }
  }

  test('every state can be reached', () => {
    const reached = new Set<string>(['waiting', 'paying', 'paid', 'declined', 'closed', 'reversed']);
    expect(new Set(Object.keys(waysTo))).toEqual(reached);
  });
});

describe('the journal', () => {
  test('gives the same book after a restart', () => {
    const book = open();
    for (const event of [opened, events.payer_acted, events.paid]) book.record(event);
    book.close();
    const again = open();
    expect(again.orders).toEqual(book.orders);
    expect(again.orderNoByTransactionId).toEqual(book.orderNoByTransactionId);
    again.close();
  });

  test('cuts off a torn last line and goes on', () => {
    const book = open();
    book.record(opened);
    book.close();
    appendFileSync(file(), '{"type":"paid","outTra');
    const again = open();
    expect(again.order(outTradeNo).state.status).toBe('waiting');
    again.record(events.paid);
    again.close();
    const third = open();
    expect(third.order(outTradeNo).state.status).toBe('paid');
    third.close();
  });

  test('names a damaged line', () => {
    appendFileSync(file(), `${JSON.stringify({ type: 'closed', outTradeNo: 5 })}\n`);
    expect(open).toThrow(/Line 1 of the book .*book.jsonl cannot be read/);
  });
});
