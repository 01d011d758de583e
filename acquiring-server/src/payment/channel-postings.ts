/** The posting of a payment through a channel. Pure. */
import type { PostingEvent } from '../ledger/posting.ts';
import type { PostingEventKind } from '../ledger/posting-rules.ts';
import { beijingDate } from './beijing-date.ts';
import { feeMinor } from './fees.ts';
import type { PaymentWithAttempt } from './payment-record.ts';
import type { Clearing } from './ports.ts';

/**
 * The posting of the money that an attempt holds or held. A payment that was reversed and held again (the
 * channel says so) is posted again: the version in the reference tells the two apart.
 */
export function channelPaymentPosting(
  { payment, attempt }: PaymentWithAttempt,
  what: 'taken' | 'reversed',
  atMs: number,
): PostingEvent {
  if (!attempt) throw new TypeError(`payment ${payment.paymentKey} has no attempt to post`);
  const { amountMinor } = payment.amount;
  return {
    kind: postingKinds[attempt.clearing][what],
    reference: `${payment.paymentKey}/${attempt.attemptNo}/${payment.version}`,
    merchantId: payment.merchantId,
    currency: payment.amount.currency,
    amounts: {
      settlement: amountMinor,
      unsettledCoupon: 0n,
      merchantFee: feeMinor(amountMinor, attempt.merchantFeeBasisPoints),
      channelCost: feeMinor(amountMinor, attempt.channelCostBasisPoints),
    },
    subjects: { channelAccountId: attempt.channelAccountId, terminalId: payment.terminalId },
    businessDate: payment.businessDate,
    platformDate: beijingDate(what === 'taken' ? (attempt.channelPaidAtMs ?? atMs) : atMs),
  };
}

const postingKinds = {
  channel: { taken: 'channel_payment', reversed: 'payment_reversed' },
  card: { taken: 'card_payment', reversed: 'card_payment_reversed' },
  direct: { taken: 'direct_payment', reversed: 'direct_payment_reversed' },
} as const satisfies Record<Clearing, Record<'taken' | 'reversed', PostingEventKind>>;
