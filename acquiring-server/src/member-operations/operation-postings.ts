/** What each step of an operation does to the books: holds and journals by the posting rules, dated by a day. Pure. */
import { serverError } from '../errors.ts';
import { type AccountKey, type HoldStep, type Journal, type PostingUnit, platformBook } from '../ledger/journal.ts';
import { journalsOf, type PostingEvent } from '../ledger/posting.ts';
import type { PostingEventKind } from '../ledger/posting-rules.ts';
import type { OperationRecord } from './operation-record.ts';

/** The member's account on the ledger. */
export function ledgerAccountOf(operation: Pick<OperationRecord, 'ledgerCode' | 'accountNumber' | 'currency'>) {
  return {
    bookId: platformBook,
    code: operation.ledgerCode,
    subject: operation.accountNumber,
    currency: operation.currency,
  } satisfies AccountKey;
}

/** Amount and fee set aside; null: until it is settled. */
export function placeHold(operation: OperationRecord, expiresAtMs: number | null): PostingUnit {
  return {
    journals: [],
    holds: [
      {
        step: 'place',
        bookId: platformBook,
        holdId: holdIdOf(operation),
        account: ledgerAccountOf(operation),
        amountMinor: operation.amountMinor + operation.feeMinor,
        freeze: 'trade',
        reference: operation.operationKey,
        expiresAtMs,
      },
    ],
  };
}

export function releaseHold(operation: OperationRecord): PostingUnit {
  return {
    journals: [],
    holds: [settleStep(operation, { step: 'release', reference: 'released', amountMinor: 'rest' })],
  };
}

/** Equal to what the ledger's own expiry does, so that whoever comes second changes nothing. */
export function expireHold(operation: OperationRecord): PostingUnit {
  return {
    journals: [],
    holds: [settleStep(operation, { step: 'expire', reference: 'expired', amountMinor: 'rest' })],
  };
}

/** The hold is captured by what the money becomes. */
export function withdrawalSent(operation: OperationRecord, day: string): PostingUnit {
  return { ...postingOf(operation, 'withdrawal_sent', day), holds: [captureStep(operation)] };
}

export function withdrawalSucceeded(operation: OperationRecord, day: string): PostingUnit {
  return postingOf(operation, 'withdrawal_succeeded', day);
}

export function withdrawalFailed(operation: OperationRecord, day: string): PostingUnit {
  return postingOf(operation, 'withdrawal_failed', day);
}

export function withdrawalReturned(operation: OperationRecord, day: string): PostingUnit {
  return postingOf(operation, 'withdrawal_returned', day);
}

/** Capture and credit in one unit. */
export function transferSettled(operation: OperationRecord, day: string): PostingUnit {
  return { ...postingOf(operation, 'transfer', day), holds: [captureStep(operation)] };
}

export function rechargeSucceeded(operation: OperationRecord, day: string): PostingUnit {
  return postingOf(operation, 'recharge', day);
}

/** What went back to the payer: `coveredMinor` from the member's balance, the rest is what the member owes. */
export function rechargeReversed(operation: OperationRecord, coveredMinor: bigint, day: string): PostingUnit {
  const shortfallMinor = operation.amountMinor - coveredMinor;
  const covered = eventOf(operation, 'recharge_reversed', day);
  const short = eventOf(operation, 'recharge_reversed_short', day);
  return {
    journals: [
      ...factsOf({ ...covered, amounts: { ...covered.amounts, amount: coveredMinor } }),
      ...factsOf({ ...short, amounts: { amount: shortfallMinor } }),
    ],
  };
}

export function shortfallRecovered(operation: OperationRecord, amountMinor: bigint, day: string): PostingUnit {
  const event = eventOf(operation, 'member_receivable_recovered', day);
  const reference = `${operation.operationKey}/${operation.version + 1}`;
  return { journals: factsOf({ ...event, reference, amounts: { amount: amountMinor } }) };
}

function postingOf(operation: OperationRecord, kind: PostingEventKind, day: string): PostingUnit {
  return { journals: factsOf(eventOf(operation, kind, day)) };
}

/** What happened is taken whenever it is told: of a closed month it counts for the first open day. */
function factsOf(event: PostingEvent): Journal[] {
  return journalsOf(event).map((journal) => ({ ...journal, late: 'move' }));
}

function eventOf(operation: OperationRecord, kind: PostingEventKind, day: string): PostingEvent {
  const own = { code: operation.ledgerCode, accountNumber: operation.accountNumber };
  const payee =
    operation.payeeLedgerCode && operation.payeeAccountNumber
      ? { code: operation.payeeLedgerCode, accountNumber: operation.payeeAccountNumber }
      : undefined;
  const account = operation.channelAccountId;
  return {
    kind,
    reference: operation.operationKey,
    // The expense of a channel is kept by company.
    merchantId: operation.companyId,
    currency: operation.currency,
    amounts: {
      amount: operation.amountMinor,
      fee: operation.feeMinor,
      channelCost: operation.channelCostMinor,
    },
    members: { member: own, payer: own, ...(payee && { payee }) },
    ...(account !== null && { subjects: { channelAccountId: account, bankAccountId: account } }),
    platformDate: day,
  };
}

function captureStep(operation: OperationRecord): HoldStep {
  return settleStep(operation, {
    step: 'capture',
    reference: 'captured',
    amountMinor: operation.amountMinor + operation.feeMinor,
    releaseRest: true,
  });
}

type Settle = Exclude<HoldStep, { step: 'place' }>;
type WithoutHold<Step> = Step extends Settle ? Omit<Step, 'bookId' | 'holdId'> : never;

function settleStep(operation: OperationRecord, step: WithoutHold<Settle>): HoldStep {
  return { ...step, bookId: platformBook, holdId: holdIdOf(operation) } as HoldStep;
}

function holdIdOf(operation: OperationRecord): string {
  if (!operation.holdId) throw serverError('LEDGER_HOLD_NOT_FOUND', { holdId: operation.operationKey });
  return operation.holdId;
}
