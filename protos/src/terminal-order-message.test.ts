import { expect, test } from 'vitest';
import { terminalOrderStatuses } from './terminal-order.ts';
import {
  type TerminalOrderMessage,
  type TerminalOrderWishMessage,
  terminalOrderFrom,
  terminalOrderMessage,
  terminalOrderWishFrom,
  terminalOrderWishMessage,
} from './terminal-order-message.ts';

const wish = {
  orderId: '0190a5c0-0000-7000-8000-000000000001',
  externalRef: 'T4-17',
  title: '四号桌',
  lines: [{ name: '牛肉面', quantity: 2, unitPriceMinor: '1500' }],
  totalMinor: '3000',
  currency: 'CNY',
  validMs: 600_000,
} as const;
const { validMs: _, ...asked } = { ...wish, lines: [...wish.lines] };
const standing = {
  content: { ...asked, terminalId: 'till-1', source: 'app:table', createdAtMs: 1, expiresAtMs: 2 },
  ...{ status: 'paid' as const, revision: 3, changedAtMs: 4, saleId: 's', receiptNo: 'R-1', reason: '' },
  payments: [{ tender: 'card', channel: 'card', amountMinor: '3000', maskedPan: '6228******1234' } as const],
};
/** As the loader gives it: whole numbers of 64 bits are text. */
const wired = <T>(message: object): T =>
  JSON.parse(JSON.stringify(message), (key, value) =>
    typeof value === 'number' && key !== 'quantity' ? String(value) : value,
  ) as T;

test('a wish, and an order with what became of it, come back from their messages as they were', () => {
  const wished = wired<TerminalOrderWishMessage>(terminalOrderWishMessage({ ...wish, lines: [...wish.lines] }));
  expect(terminalOrderWishFrom(wished)).toEqual(wish);
  const message = wired<TerminalOrderMessage>(terminalOrderMessage(standing));
  expect(terminalOrderFrom(message, terminalOrderStatuses)).toEqual(standing);
});

test.each<[string, object, string]>([
  ['in two currencies', { total: { amountMinor: '3000', currency: 'USD' } }, 'PROTO_BAD_MONEY'],
  ['without a total', { total: null }, 'PROTO_BAD_MONEY'],
  ['of too many lines', { lines: Array(201).fill({ name: 'x', quantity: 1, unitPrice: null }) }, 'PROTO_BAD_MESSAGE'],
  ['without a right id', { orderId: 'x' }, 'PROTO_BAD_ID'],
  ['that waits no time', { validMs: '0' }, 'PROTO_BAD_NUMBER'],
])('a wish %s is refused', (_what, change, code) => {
  const message = wired<TerminalOrderWishMessage>(terminalOrderWishMessage({ ...wish, lines: [...wish.lines] }));
  expect(() => terminalOrderWishFrom({ ...message, ...change })).toThrow(expect.objectContaining({ code }));
  expect(() => terminalOrderWishFrom(null)).toThrow(expect.objectContaining({ code: 'PROTO_BAD_MESSAGE' }));
});

test('an order with a status that nobody says is refused', () => {
  const message = wired<TerminalOrderMessage>({ ...terminalOrderMessage(standing), status: 'lost' });
  expect(() => terminalOrderFrom(message, terminalOrderStatuses)).toThrow(
    expect.objectContaining({ code: 'PROTO_BAD_ENUM' }),
  );
});
