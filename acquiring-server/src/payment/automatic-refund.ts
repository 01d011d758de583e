/** Money that came when nobody wanted it any more goes back by itself, and a person is told. */
import type { PaymentDeps } from './payment-deps.ts';
import type { PaymentWithAttempt } from './payment-record.ts';
import type { Queryable } from './payment-store.ts';
import { openException } from './record-store.ts';
import { acceptChannelRefund } from './refund-acceptance.ts';

/** Writes the refund of all that is left of the payment, due at once. The caller reserves it there. */
export async function acceptAutomaticRefund(
  deps: PaymentDeps,
  client: Queryable,
  { held, nowMs }: { held: PaymentWithAttempt; nowMs: number },
): Promise<void> {
  const { payment } = held;
  const refundKey = deps.ids.refundKey();
  await acceptChannelRefund(deps, client, {
    held,
    nowMs,
    dueAtMs: nowMs,
    refund: {
      refundKey,
      requestHash: '',
      origin: 'automatic',
      amount: { amountMinor: payment.amount.amountMinor - payment.refundedMinor, currency: payment.amount.currency },
      storeId: payment.storeId,
      terminalId: payment.terminalId,
      operatorId: payment.operatorId,
      businessDate: payment.businessDate,
      reason: 'the order did not want it any more',
      requestedAtMs: nowMs,
    },
  });
  await openException(client, deps.ids, {
    merchantId: payment.merchantId,
    code: 'LATE_SUCCESS_REFUNDED',
    subjectKey: payment.paymentKey,
    detail: `refund ${refundKey}`,
    atMs: nowMs,
  });
}
