/** What happens to the books with a card that was taken offline. Pure. */
import type { PostingEvent } from '../../ledger/posting.ts';
import { beijingDate } from '../beijing-date.ts';
import { feeMinor } from '../fees.ts';
import type { PaymentWithAttempt } from '../payment-record.ts';
import type { OfflineCardFacts } from './offline-card-record.ts';
import type { OfflineCardStatus } from './offline-card-transitions.ts';

type OfflineKind = Extract<PostingEvent['kind'], `offline_card_${string}`>;

export function takenPosting(card: OfflineCardFacts): PostingEvent {
  return merchantPosting('offline_card_taken', card, card.paymentKey, card.businessDate);
}

/** The taking is reversed: what is owed is a receivable with its case now. */
export function declinedPosting(card: OfflineCardFacts): PostingEvent {
  return merchantPosting('offline_card_declined', card, card.paymentKey, card.businessDate);
}

export function recoveredPosting(
  card: OfflineCardFacts,
  paid: { way: 'cash' | 'bank'; businessDate: string },
): PostingEvent {
  return merchantPosting(`offline_card_recovered_${paid.way}`, card, card.paymentKey, paid.businessDate);
}

export function writtenOffPosting(card: OfflineCardFacts, businessDate: string): PostingEvent {
  return merchantPosting('offline_card_written_off', card, card.paymentKey, businessDate);
}

/** The money is there: of a card that waited, or of one that was a receivable, or that had been written off. */
export function approvedPostings(
  card: OfflineCardFacts,
  from: OfflineCardStatus,
  { payment, attempt }: PaymentWithAttempt,
): PostingEvent[] {
  if (!attempt) throw new TypeError(`payment ${payment.paymentKey} has no attempt to post`);
  const { amountMinor } = payment.amount;
  const what = from === 'taken' ? 'approved' : 'collected';
  const approved: PostingEvent = {
    ...merchantPosting(
      attempt.clearing === 'direct' ? `offline_card_${what}_direct` : `offline_card_${what}`,
      card,
      `${payment.paymentKey}/${attempt.attemptNo}/${payment.version}`,
      payment.businessDate,
    ),
    amounts: {
      amount: amountMinor,
      merchantFee: feeMinor(amountMinor, attempt.merchantFeeBasisPoints),
      channelCost: feeMinor(amountMinor, attempt.channelCostBasisPoints),
    },
    subjects: { terminalId: card.terminalId, channelAccountId: attempt.channelAccountId },
    platformDate: beijingDate(attempt.channelPaidAtMs ?? payment.updatedAtMs),
  };
  if (from !== 'written_off') return [approved];
  return [
    merchantPosting('offline_card_write_off_undone', card, card.paymentKey, beijingDate(payment.updatedAtMs)),
    approved,
  ];
}

function merchantPosting(
  kind: OfflineKind,
  card: OfflineCardFacts,
  reference: string,
  businessDate: string,
): PostingEvent {
  return {
    kind,
    reference,
    merchantId: card.merchantId,
    currency: card.amount.currency,
    amounts: { amount: card.amount.amountMinor },
    subjects: { terminalId: card.terminalId, businessDate },
    businessDate,
  };
}
