/** A lost table of orders comes back from the journal's entries. */
import { type JournalEntry, type JournalKind, journalPayloadSchemas } from '@qiantai/protos';
import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { migrate } from '../store/migrate-store.ts';
import { openOrderStore } from './order-store.ts';
import { restoreOrders } from './restore-orders.ts';
import { openTrainingStore, restoreTraining } from './training-store.ts';

const orderId = '0190a5c0-0000-7000-8000-000000000001';
const saleId = '0190a5c0-0000-7000-8000-000000000002';
const content = {
  ...{ orderId, terminalId: 'till-1', source: 'app:a', externalRef: 'X1', title: 'Table 4', currency: 'CNY' },
  lines: [{ name: 'Tea', quantity: 1, unitPriceMinor: '300' }],
  ...{ totalMinor: '300', createdAtMs: 1, expiresAtMs: 100 },
};
const entry = (kind: JournalKind, recordedAtMs: number, payload: object) =>
  ({ kind, recordedAtMs, payload, terminalId: 'till-1', sequence: recordedAtMs }) as JournalEntry;
function moved(event: 'take_up' | 'refuse', movedAtMs: number, more: object = {}) {
  const payload = { ...content, event, operatorId: 'op-1', reason: '', movedAtMs, ...more };
  return entry('terminal_order.moved', movedAtMs, journalPayloadSchemas['terminal_order.moved'].parse(payload));
}
const tender = { key: 'k', tender: 'card', channel: 'card', amountMinor: '300', offline: false };
const completed = entry('sale.completed', 20, { saleId, receiptNo: 'R-1', tenders: [tender] });
const abandoned = entry('sale.abandoned', 20, { saleId });

function restored(...entries: JournalEntry[]) {
  const sql = new Sqlite(':memory:');
  migrate(sql, 0);
  const orders = openOrderStore(sql);
  for (const one of entries) restoreOrders(orders, () => '6228********1234', one);
  return orders.find(orderId);
}

test('taken up, and bound to its sale again', () => {
  const order = restored(moved('take_up', 10, { saleId }));
  expect(order).toMatchObject({ content, status: 'taken_up', saleId, revision: 10, changedAtMs: 10 });
});

test('paid by the sale that it is bound to', () => {
  expect(restored(moved('take_up', 10, { saleId }), completed)).toMatchObject({
    ...{ status: 'paid', saleId, receiptNo: 'R-1', revision: 20 },
    payments: [{ tender: 'card', channel: 'card', amountMinor: '300', maskedPan: '6228********1234' }],
  });
});

test('waiting where that sale was given up, and whatever came then', () => {
  const back = restored(moved('take_up', 10, { saleId }), abandoned);
  expect(back).toMatchObject({ status: 'waiting', saleId: undefined });
  const refused = restored(moved('take_up', 10, { saleId }), abandoned, moved('refuse', 30, { reason: 'closed' }));
  expect(refused).toMatchObject({ status: 'refused', reason: 'closed' });
});

test('what stands already stays, whatever comes twice', () => {
  const entries = [moved('take_up', 10, { saleId }), completed];
  expect(restored(...entries, ...entries, abandoned)).toEqual(restored(...entries));
  expect(restored(completed, abandoned)).toBeUndefined();
});

test('a till trains again where its last deed says so', () => {
  const deed = (name: string, at: number) => entry('till.deed', at, { deed: name });
  const sql = new Sqlite(':memory:');
  migrate(sql, 0);
  const training = openTrainingStore(sql);
  const restore = (...entries: JournalEntry[]) => {
    for (const one of entries) restoreTraining(training, one);
    return training.isTraining('till-1');
  };
  expect(restore(deed('training_begun', 1), deed('drawer_opened', 2), abandoned)).toBe(true);
  expect(restore(deed('training_ended', 3))).toBe(false);
});
