/** A payment that asks for the money of a card that was taken offline comes in: a fact, whatever it offends. */
import { lockOrder } from '../order-store.ts';
import type { PaymentDeps } from '../payment-deps.ts';
import type { PaymentRecord } from '../payment-record.ts';
import type { Queryable } from '../payment-store.ts';
import { openException } from '../record-store.ts';
import { factsOfPayment, keepOfflineCard } from './keep-offline-card.ts';

/** In the transaction that accepted the payment and gave it its place in the order. */
export async function beginOfflineCard(
  deps: Pick<PaymentDeps, 'ledger' | 'ids'>,
  client: Queryable,
  payment: PaymentRecord,
): Promise<void> {
  const nowMs = payment.createdAtMs;
  await keepOfflineCard(deps, client, { facts: factsOfPayment(payment), told: 'by_payment', nowMs });
  const code = await orderOffence(client, payment);
  if (!code) return;
  const { merchantId, paymentKey, orderNo } = payment;
  await openException(client, deps.ids, { merchantId, code, subjectKey: paymentKey, detail: orderNo, atMs: nowMs });
}

async function orderOffence(client: Queryable, payment: PaymentRecord): Promise<string | undefined> {
  const order = await lockOrder(client, payment);
  if (!order) throw new TypeError(`order ${payment.orderNo} did not come back`);
  if (order.status === 'closed') return 'OFFLINE_CARD_ORDER_CLOSED';
  if (order.totalMinor !== payment.orderTotalMinor || order.currency !== payment.amount.currency) {
    return 'OFFLINE_CARD_ORDER_DIFFERS';
  }
  return order.reservedMinor > order.totalMinor ? 'OFFLINE_CARD_ORDER_EXCEEDED' : undefined;
}
