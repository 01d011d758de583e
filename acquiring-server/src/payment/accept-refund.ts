/** How a refund through a channel comes in: checked against its payment, reserved and posted at once. */
import { serverError } from '../errors.ts';
import { checkTerminal, hashOf } from './accept-payment.ts';
import { applyChange } from './payment-changes.ts';
import type { PaymentDeps } from './payment-deps.ts';
import type { PaymentWithAttempt, RefundRecord } from './payment-record.ts';
import type { Caller, RefundRequest } from './payment-service.ts';
import { lockPayment } from './payment-store.ts';
import { acceptChannelRefund } from './refund-acceptance.ts';
import { insertRefundCard, readRefund } from './refund-store.ts';
import { paymentWakeKey } from './wakeups.ts';

export async function acceptRefund(
  deps: PaymentDeps,
  caller: Caller,
  request: RefundRequest,
): Promise<{ refund: RefundRecord; isNew: boolean }> {
  checkTerminal(caller, request.terminalId);
  const { merchantId } = caller;
  const { refundKey, paymentKey } = request;
  const requestHash = hashOf(request);
  const accepted = await deps.database.transaction(async (client) => {
    // The payment's lock makes two requests with one key follow each other.
    const held = await lockPayment(client, { merchantId, paymentKey });
    const before = await readRefund(client, { merchantId, refundKey });
    if (before) {
      if (before.requestHash !== requestHash) throw serverError('REFUND_KEY_CONFLICT', { refundKey });
      return { refund: before, isNew: false };
    }
    if (!held) throw serverError('PAYMENT_NOT_FOUND', { paymentKey });
    checkRefundable(held, request);
    const nowMs = deps.clock.nowMs();
    const refund = await acceptChannelRefund(deps, client, {
      held,
      nowMs,
      // The caller's own drive comes first; the due time is for the case that this server ends before it.
      dueAtMs: nowMs + deps.timings.callLeaseMs,
      refund: {
        refundKey,
        requestHash,
        origin: 'requested',
        amount: request.amount,
        storeId: caller.storeId,
        terminalId: request.terminalId,
        operatorId: request.operatorId,
        businessDate: request.businessDate,
        reason: request.reason,
        requestedAtMs: request.requestedAtMs,
      },
    });
    if (request.card) await insertRefundCard(client, refund, request.card);
    await applyChange(deps, client, {
      current: held,
      nowMs,
      change: {
        event: 'refund_reserved',
        detail: refundKey,
        payment: { refundedMinor: held.payment.refundedMinor + request.amount.amountMinor },
      },
    });
    return { refund, isNew: true };
  });
  deps.paymentWakeups.wake(paymentWakeKey({ merchantId, paymentKey }));
  return accepted;
}

function checkRefundable({ payment }: PaymentWithAttempt, request: RefundRequest): void {
  const { paymentKey } = payment;
  if (payment.tender === 'cash') {
    throw serverError('REFUND_NOT_POSSIBLE', { paymentKey, why: 'it was cash, which is handed back at the till' });
  }
  if (payment.status !== 'paid')
    throw serverError('REFUND_NOT_POSSIBLE', { paymentKey, why: `it is ${payment.status}` });
  if (request.amount.currency !== payment.amount.currency) {
    throw serverError('REFUND_NOT_POSSIBLE', { paymentKey, why: `it is in ${payment.amount.currency}` });
  }
  if (request.amount.amountMinor <= 0n)
    throw serverError('PAYMENT_BAD_REQUEST', { why: 'an amount above zero is asked' });
  if (payment.tender === 'card' && !request.card) {
    throw serverError('REFUND_NOT_POSSIBLE', { paymentKey, why: 'a refund to a card needs the card' });
  }
  const leftMinor = payment.amount.amountMinor - payment.refundedMinor;
  if (request.amount.amountMinor > leftMinor) {
    throw serverError('REFUND_TOO_MUCH', { paymentKey, leftMinor: leftMinor.toString() });
  }
}
