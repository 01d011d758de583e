/**
 * The states of a payment, as one table. What is not in it is refused. Pure.
 *
 * Two cuts differ from a plain reading of "asked and got no answer": `awaiting_payer` stays through an
 * inquiry without an answer (the customer's QR code stays on the screen), and the answer of the call itself
 * may still decline a payment that another server had already called `unknown`.
 */
import type { PaymentStatusName } from '@qiantai/protos';

export const paymentEvents = [
  /** An attempt is written down and about to leave. */
  'attempt_sent',
  /** Nothing was sent, and no route is left to send it on. */
  'no_route',
  /** The channel's answer to the attempt, or to an inquiry, refuses it for good. */
  'declined',
  /** The payer must act on the phone, or scan the code shown. */
  'payer_must_act',
  /** No usable answer, or a restart after `sent`. */
  'no_answer',
  /** The channel holds the money, its facts compared. */
  'money_held',
  /** Cancelled by the cashier, expired, or out of patience with an unknown one. */
  'given_up',
  /** A reversal got no usable answer, or comes too early. */
  'reversal_repeated',
  /** The channel confirmed that nothing is held, and nothing had been taken. */
  'unpaid_confirmed',
  /** The channel confirmed the reversal; the money had been taken and went back. */
  'money_returned',
  /** A person has the issuer of a card that was taken offline asked once more. */
  'represented',
  /** A refund took or gave back its part of the refundable sum. */
  'refund_reserved',
  'refund_released',
] as const;
export type PaymentEventKind = (typeof paymentEvents)[number];

type Row = Readonly<Partial<Record<PaymentEventKind, PaymentStatusName>>>;

export const paymentTransitions: Readonly<Record<PaymentStatusName, Row>> = {
  created: { attempt_sent: 'processing', no_route: 'failed', given_up: 'closed' },
  processing: {
    attempt_sent: 'processing',
    money_held: 'paid',
    declined: 'failed',
    no_route: 'failed',
    payer_must_act: 'awaiting_payer',
    no_answer: 'unknown',
    given_up: 'reversing',
  },
  awaiting_payer: { money_held: 'paid', declined: 'failed', given_up: 'reversing', unpaid_confirmed: 'closed' },
  unknown: { money_held: 'paid', declined: 'failed', given_up: 'reversing', unpaid_confirmed: 'closed' },
  reversing: {
    money_held: 'paid',
    declined: 'closed',
    reversal_repeated: 'reversing',
    unpaid_confirmed: 'closed',
    money_returned: 'closed',
  },
  paid: { refund_reserved: 'paid', refund_released: 'paid' },
  failed: { money_held: 'paid', represented: 'created' },
  closed: { money_held: 'paid', represented: 'created' },
};

/** The state that the event leads to; undefined where the table refuses it. */
export function nextPaymentStatus(status: PaymentStatusName, event: PaymentEventKind): PaymentStatusName | undefined {
  return paymentTransitions[status][event];
}

/** Whether an order counts the payment's amount as under way or paid. */
export function countsForOrder(status: PaymentStatusName): boolean {
  switch (status) {
    case 'created':
    case 'processing':
    case 'awaiting_payer':
    case 'unknown':
    case 'paid':
      return true;
    // Another tender may take its place as soon as the reversal is recorded.
    case 'reversing':
    case 'failed':
    case 'closed':
      return false;
  }
}
