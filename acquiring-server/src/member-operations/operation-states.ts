/**
 * The states of recharge, withdrawal and transfer, one table each. What is not in a table is refused. Pure.
 * The README of this folder draws them.
 */
export const operationKinds = ['recharge', 'withdrawal', 'transfer'] as const;
export type OperationKind = (typeof operationKinds)[number];

export const rechargeStatuses = [
  'created',
  'processing',
  'awaiting_payer',
  'unknown',
  /** Given up; the channel has not confirmed yet that it holds nothing. */
  'closing',
  'succeeded',
  'failed',
  'closed',
  /** It had succeeded, and the channel gave the money back to the payer. */
  'reversed',
] as const;
export type RechargeStatus = (typeof rechargeStatuses)[number];

export const withdrawalStatuses = [
  'created',
  'held',
  'under_review',
  'sent',
  'unknown',
  'succeeded',
  'failed',
  /** It came back days after it had succeeded (退票). */
  'returned',
  'cancelled',
  'refused',
] as const;
export type WithdrawalStatus = (typeof withdrawalStatuses)[number];

export const transferStatuses = ['created', 'held', 'succeeded', 'cancelled', 'expired'] as const;
export type TransferStatus = (typeof transferStatuses)[number];

export type OperationStatus = RechargeStatus | WithdrawalStatus | TransferStatus;

export const rechargeEvents = [
  /** Written down and about to leave; after a try that certainly did not leave as well, with the same number. */
  'sent',
  /** Certain: no byte left us. */
  'not_sent',
  /** The payer must act at the channel. */
  'payer_must_act',
  /** The channel holds the money, its facts compared. */
  'money_held',
  /** The channel holds it, and the account takes nothing in at present: a person must look. */
  'credit_refused',
  /** The channel's answer to the call itself refuses it for good. */
  'declined',
  /** No usable answer, or a restart after `sent`. */
  'no_answer',
  /** The payer's time is over, or somebody gave it up. */
  'given_up',
  /** A close got no usable answer. */
  'close_repeated',
  /** The channel confirmed that it holds nothing and will take nothing. */
  'unpaid_confirmed',
  /** The channel confirmed that what it had taken went back to the payer. */
  'money_returned',
  /** Part of what the member owes after a reversal came in. */
  'shortfall_recovered',
] as const;
export type RechargeEvent = (typeof rechargeEvents)[number];

export const withdrawalEvents = [
  /** Amount and fee are set aside on the account. */
  'funds_held',
  /** A limit asks for two persons to look before it goes. */
  'review_asked',
  /** The first of two agreed. */
  'review_agreed',
  /** The second agreed. */
  'review_passed',
  'review_refused',
  'cancelled',
  /** The hold is captured and the money in transit, committed before the first byte leaves. */
  'sent',
  'not_sent',
  /** The bank took it and works on it. */
  'accepted_by_bank',
  'no_answer',
  'succeeded',
  'failed',
  'returned',
] as const;
export type WithdrawalEvent = (typeof withdrawalEvents)[number];

export const transferEvents = [
  'funds_held',
  /** The hold is captured and the payee credited, in one unit. */
  'settled',
  /** By the payer. */
  'cancelled',
  /** By the payee. */
  'declined',
  /** The payee's time is over; the hold gives back what it held. */
  'expired',
] as const;
export type TransferEvent = (typeof transferEvents)[number];

export type OperationEvent = RechargeEvent | WithdrawalEvent | TransferEvent;

type Table<Status extends string, Event extends string> = Readonly<
  Record<Status, Readonly<Partial<Record<Event, Status>>>>
>;

export const rechargeTransitions: Table<RechargeStatus, RechargeEvent> = {
  created: { sent: 'processing', given_up: 'closed' },
  processing: {
    not_sent: 'created',
    payer_must_act: 'awaiting_payer',
    money_held: 'succeeded',
    credit_refused: 'unknown',
    declined: 'failed',
    no_answer: 'unknown',
    given_up: 'closing',
  },
  awaiting_payer: {
    money_held: 'succeeded',
    credit_refused: 'unknown',
    given_up: 'closing',
    unpaid_confirmed: 'closed',
  },
  unknown: {
    payer_must_act: 'awaiting_payer',
    money_held: 'succeeded',
    credit_refused: 'unknown',
    // The call's own answer may come after another server had called it unknown.
    declined: 'failed',
    no_answer: 'unknown',
    given_up: 'closing',
    unpaid_confirmed: 'closed',
  },
  closing: {
    money_held: 'succeeded',
    credit_refused: 'unknown',
    declined: 'closed',
    close_repeated: 'closing',
    unpaid_confirmed: 'closed',
    money_returned: 'reversed',
  },
  succeeded: { money_returned: 'reversed' },
  // A success that comes late is honoured.
  failed: { money_held: 'succeeded', credit_refused: 'unknown' },
  closed: { money_held: 'succeeded', credit_refused: 'unknown' },
  reversed: { shortfall_recovered: 'reversed' },
};

export const withdrawalTransitions: Table<WithdrawalStatus, WithdrawalEvent> = {
  created: { funds_held: 'held' },
  held: { review_asked: 'under_review', sent: 'sent', cancelled: 'cancelled' },
  under_review: {
    review_agreed: 'under_review',
    review_passed: 'held',
    review_refused: 'refused',
    cancelled: 'cancelled',
  },
  sent: {
    // Again after a try that certainly did not leave, with the same number.
    sent: 'sent',
    not_sent: 'sent',
    accepted_by_bank: 'sent',
    no_answer: 'unknown',
    succeeded: 'succeeded',
    failed: 'failed',
  },
  // Nothing is sent from here: only what the bank says leads on.
  unknown: {
    not_sent: 'sent',
    accepted_by_bank: 'sent',
    no_answer: 'unknown',
    succeeded: 'succeeded',
    failed: 'failed',
  },
  succeeded: { returned: 'returned' },
  failed: {},
  returned: {},
  cancelled: {},
  refused: {},
};

export const transferTransitions: Table<TransferStatus, TransferEvent> = {
  created: { funds_held: 'held' },
  held: { settled: 'succeeded', cancelled: 'cancelled', declined: 'cancelled', expired: 'expired' },
  succeeded: {},
  cancelled: {},
  expired: {},
};

const tables: Readonly<Record<OperationKind, Readonly<Record<string, Readonly<Record<string, string>>>>>> = {
  recharge: rechargeTransitions,
  withdrawal: withdrawalTransitions,
  transfer: transferTransitions,
};

/** The state that the event leads to; undefined where the kind's table refuses it. */
export function nextOperationStatus(
  kind: OperationKind,
  status: OperationStatus,
  event: OperationEvent,
): OperationStatus | undefined {
  return tables[kind][status]?.[event] as OperationStatus | undefined;
}

const endings: Readonly<Record<OperationKind, readonly OperationStatus[]>> = {
  recharge: ['succeeded', 'failed', 'closed', 'reversed'],
  withdrawal: ['succeeded', 'failed', 'returned', 'cancelled', 'refused'],
  transfer: ['succeeded', 'cancelled', 'expired'],
};

/** Left by nothing but a late fact: nobody has to do a next step. */
export function isEnded(operation: { kind: OperationKind; status: OperationStatus }): boolean {
  return endings[operation.kind].includes(operation.status);
}

/** States whose hold on the payer's account is active. */
export function isHolding(operation: { kind: OperationKind; status: OperationStatus }): boolean {
  if (operation.kind === 'recharge') return false;
  return operation.status === 'held' || operation.status === 'under_review';
}

/** Whether the operation counts against its day's limits and its month's free quota. */
export function countsForLimits(operation: { kind: OperationKind; status: OperationStatus }): boolean {
  return !['failed', 'closed', 'cancelled', 'refused', 'expired', 'returned', 'reversed'].includes(operation.status);
}
