/** What entries say of pushed orders, where the table does not have it any more (journal/rebuild.ts). */
import type { JournalEntry, JournalPayload, SaleRecord, TerminalOrderContent } from '@qiantai/protos';
import { contentHash } from './order-desk.ts';
import { paymentsOfSale } from './order-sale.ts';
import type { OrderStore, PushedOrder } from './order-store.ts';

export function restoreOrders(
  orders: OrderStore,
  maskedPanOf: (paymentKey: string) => string,
  entry: JournalEntry,
): void {
  if (entry.kind === 'terminal_order.moved') {
    moved(orders, entry.payload as JournalPayload<'terminal_order.moved'>);
    return;
  }
  if (entry.kind !== 'sale.completed' && entry.kind !== 'sale.abandoned') return;
  const { saleId } = entry.payload as { saleId: string };
  const order = orders.ofSale(saleId);
  if (order?.status !== 'taken_up') return;
  const now = { changedAtMs: entry.recordedAtMs, revision: Math.max(order.revision + 1, entry.recordedAtMs) };
  if (entry.kind === 'sale.abandoned') {
    orders.put({ ...order, ...now, status: 'waiting', saleId: undefined });
    return;
  }
  const record = entry.payload as SaleRecord;
  const payments = paymentsOfSale(record, maskedPanOf);
  orders.put({ ...order, ...now, status: 'paid', receiptNo: record.receiptNo, payments });
}

function moved(orders: OrderStore, payload: JournalPayload<'terminal_order.moved'>): void {
  const { event, saleId, operatorId: _who, reason, movedAtMs, ...rest } = payload;
  const content = rest as TerminalOrderContent;
  const before = orders.find(content.orderId);
  // What stands there is as new, or has an end.
  if (before && (before.changedAtMs >= movedAtMs || before.status !== 'waiting')) return;
  if (event === 'take_up' && (saleId === undefined || orders.ofSale(saleId))) return;
  const order: PushedOrder = {
    ...{ content, requestHash: contentHash(content), reason, changedAtMs: movedAtMs, receiptNo: '', payments: [] },
    revision: Math.max((before?.revision ?? 0) + 1, movedAtMs),
    status: event === 'take_up' ? 'taken_up' : 'refused',
    saleId: event === 'take_up' ? saleId : undefined,
  };
  orders.put(order);
}
