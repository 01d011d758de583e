/**
 * What a change of a payment means for the card that was taken offline: its state, its case and its postings, in
 * the payment's own transaction. The payment is locked before the card, always.
 */
import { unreachable } from '@qiantai/foundation';
import type { PostingEvent } from '../../ledger/posting.ts';
import { channelPaymentPosting } from '../channel-postings.ts';
import type { PaymentDeps } from '../payment-deps.ts';
import { isFinalPayment, type PaymentWithAttempt } from '../payment-record.ts';
import type { Queryable } from '../payment-store.ts';
import type { PaymentEventKind } from '../payment-transitions.ts';
import { openException } from '../record-store.ts';
import { approvedPostings, declinedPosting } from './offline-card-postings.ts';
import type { OfflineCardRecord } from './offline-card-record.ts';
import { reopenDeclineCase, settleDeclineCase, updateOfflineCard, writeOfflineCardStep } from './offline-card-store.ts';
import {
  nextOfflineCardStatus,
  type OfflineCardEvent,
  presentationsMax,
  representableMs,
} from './offline-card-transitions.ts';

export interface SettledChange {
  card: OfflineCardRecord;
  event: PaymentEventKind;
  next: PaymentWithAttempt;
  nowMs: number;
}

/** Whether the money of a card is wanted now: one that the customer paid otherwise goes back. */
export function isOwed(card: OfflineCardRecord): boolean {
  return nextOfflineCardStatus(card.status, 'approved') !== undefined;
}

/** Whether the card is kept at the payment's end, for another presentation. */
export function mayBeRepresented(card: OfflineCardRecord): boolean {
  return card.presentations < presentationsMax;
}

/** Answers what is to be posted instead of a payment's usual postings. */
export async function settleOfflineCard(
  deps: PaymentDeps,
  client: Queryable,
  change: SettledChange,
): Promise<PostingEvent[]> {
  const { card, event, next, nowMs } = change;
  switch (event) {
    case 'money_held':
      // It goes back as every money that nobody wants.
      if (!isOwed(card)) return [channelPaymentPosting(next, 'taken', nowMs)];
      await moveCard(client, card, 'approved', { nowMs, why: next.attempt?.channelTransactionId ?? '' });
      await settleDeclineCase(client, card);
      return approvedPostings(card, card.status, next);
    case 'money_returned':
      return [
        channelPaymentPosting(next, 'taken', nowMs),
        channelPaymentPosting(next, 'reversed', nowMs),
        ...(await decline(deps, client, change)),
      ];
    case 'declined':
    case 'no_route':
    case 'unpaid_confirmed':
    case 'given_up':
      return isFinalPayment(next.payment) ? await decline(deps, client, change) : [];
    case 'attempt_sent':
    case 'payer_must_act':
    case 'no_answer':
    case 'reversal_repeated':
    case 'represented':
    case 'refund_reserved':
    case 'refund_released':
      return [];
    default:
      return unreachable(event);
  }
}

/** A receivable with its case; the first decline reverses the taking, a later one finds it reversed. */
async function decline(deps: PaymentDeps, client: Queryable, change: SettledChange): Promise<PostingEvent[]> {
  const { card, next, nowMs } = change;
  const { merchantId, paymentKey, reasonCode, channelMessage } = next.payment;
  const representableUntilMs = mayBeRepresented(card) ? nowMs + representableMs : null;
  const moved = await moveCard(client, card, 'declined', { nowMs, why: reasonCode, reasonCode, representableUntilMs });
  if (!moved) {
    deps.log.error({ paymentKey, status: card.status }, 'offline_card.decline_refused');
    return [];
  }
  const detail = [reasonCode, channelMessage, `presented ${card.presentations}`].filter((one) => one !== '').join('; ');
  const code = 'OFFLINE_CARD_DECLINED';
  await openException(client, deps.ids, { merchantId, code, subjectKey: paymentKey, detail, atMs: nowMs });
  await reopenDeclineCase(client, card);
  return card.status === 'taken' ? [declinedPosting(card)] : [];
}

export interface CardMove {
  nowMs: number;
  why: string;
  byName?: string;
  reasonCode?: string;
  representableUntilMs?: number | null;
  presentations?: number;
  writeOffRequestedBy?: string;
}

/** One transition with its history; undefined where the table refuses it, and nothing changed. */
export async function moveCard(
  client: Queryable,
  card: OfflineCardRecord,
  event: OfflineCardEvent,
  move: CardMove,
): Promise<OfflineCardRecord | undefined> {
  const status = nextOfflineCardStatus(card.status, event);
  if (!status) return undefined;
  const after: OfflineCardRecord = {
    ...card,
    status,
    version: card.version + 1,
    reasonCode: move.reasonCode ?? card.reasonCode,
    presentations: move.presentations ?? card.presentations,
    // Nothing is presented again but what is declined, or waits to be written off.
    representableUntilMs: move.representableUntilMs === undefined ? keptAfter(card, status) : move.representableUntilMs,
    writeOffRequestedBy: move.writeOffRequestedBy ?? '',
    updatedAtMs: move.nowMs,
  };
  await updateOfflineCard(client, after);
  await writeOfflineCardStep(client, after, {
    version: after.version,
    event,
    fromStatus: card.status,
    toStatus: status,
    byName: move.byName ?? '',
    why: move.why,
    atMs: move.nowMs,
  });
  return after;
}

function keptAfter(card: OfflineCardRecord, status: OfflineCardRecord['status']): number | null {
  return status === 'declined' || status === 'write_off_requested' ? card.representableUntilMs : null;
}
