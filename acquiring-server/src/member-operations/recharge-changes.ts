/** What outcomes of a channel mean for a recharge. */
import { unreachable } from '@qiantai/foundation';
import { beijingDate } from '../payment/beijing-date.ts';
import { differingMembers } from './channel-word.ts';
import type { OperationChange } from './operation-change.ts';
import { type OperationDeps, retryAtMs } from './operation-deps.ts';
import { rechargeReversed, rechargeSucceeded } from './operation-postings.ts';
import type { OperationRecord } from './operation-record.ts';
import type { ChannelWord, RechargeCloseOutcome, RechargeOutcome, RechargeQueryOutcome } from './ports.ts';

type Deps = Pick<OperationDeps, 'clock' | 'random' | 'timings'>;

/** The channel holds the money, where what it says is about this recharge. */
export function moneyHeld(deps: Deps, operation: OperationRecord, facts: ChannelWord): OperationChange {
  const differing = differingMembers(facts, operation);
  if (differing.length > 0) return notBelieved(deps, operation, differing);
  return {
    event: 'money_held',
    units: [rechargeSucceeded(operation, facts.onDate ?? today(deps))],
    patch: {
      channelTransactionId: facts.channelTransactionId,
      payerUrl: '',
      reasonCode: '',
      channelMessage: '',
    },
  };
}

/** The answer of the call itself. */
export function afterStart(deps: Deps, operation: OperationRecord, outcome: RechargeOutcome): OperationChange {
  switch (outcome.kind) {
    case 'approved':
      return moneyHeld(deps, operation, outcome.facts);
    case 'declined':
      return {
        event: 'declined',
        detail: outcome.reasonCode,
        patch: { reasonCode: outcome.reasonCode, channelMessage: outcome.channelMessage },
      };
    case 'payer_pending':
      return payerMustAct(deps, operation, outcome.payerUrl);
    case 'not_sent':
      return { event: 'not_sent', detail: outcome.why, ...again(deps, operation, { channelMessage: outcome.why }) };
    case 'unknown':
      return noAnswer(deps, operation, outcome.why);
    default:
      return unreachable(outcome);
  }
}

export function afterQuery(deps: Deps, operation: OperationRecord, outcome: RechargeQueryOutcome): OperationChange {
  switch (outcome.kind) {
    case 'paid':
      return moneyHeld(deps, operation, outcome.facts);
    case 'pending':
      return operation.status === 'unknown'
        ? payerMustAct(deps, operation)
        : { patch: again(deps, operation, {}).patch };
    case 'closed':
      return { event: 'unpaid_confirmed', patch: { reasonCode: 'ORDER_CLOSED' } };
    case 'not_found':
      return noAnswer(deps, operation, 'not found');
    case 'unknown':
      return noAnswer(deps, operation, outcome.why);
    default:
      return unreachable(outcome);
  }
}

export function afterClose(deps: Deps, operation: OperationRecord, outcome: RechargeCloseOutcome): OperationChange {
  switch (outcome.kind) {
    case 'paid':
      return moneyHeld(deps, operation, outcome.facts);
    case 'closed':
      return outcome.moneyMoved
        ? {
            event: 'money_returned',
            detail: 'closed after it was paid',
            // Both happened, so both are posted, each by its own rule.
            units: [
              rechargeSucceeded(operation, today(deps)),
              rechargeReversed(operation, operation.amountMinor, today(deps)),
            ],
          }
        : { event: 'unpaid_confirmed' };
    case 'unknown':
      return again(deps, operation, { channelMessage: outcome.why });
    default:
      return unreachable(outcome);
  }
}

/**
 * The money of a recharge that had succeeded went back to its payer. What is available covers it; the rest has been
 * spent, so the member owes it and a person is told: the balance never goes below zero by it.
 */
export function moneyReturned(operation: OperationRecord, availableMinor: bigint, day: string): OperationChange {
  const available = availableMinor > 0n ? availableMinor : 0n;
  const coveredMinor = available < operation.amountMinor ? available : operation.amountMinor;
  const shortfallMinor = operation.amountMinor - coveredMinor;
  return {
    event: 'money_returned',
    units: [rechargeReversed(operation, coveredMinor, day)],
    patch: { shortfallMinor },
    ...(shortfallMinor > 0n && {
      exception: { code: 'RECHARGE_REVERSED_SHORT', detail: `${shortfallMinor} minor units were spent` },
    }),
  };
}

function today(deps: Deps): string {
  return beijingDate(deps.clock.nowMs());
}

/** The payer's time is over, or nobody wants it any more. */
export function givenUp(reasonCode: string, nowMs: number, by = ''): OperationChange {
  return {
    event: 'given_up',
    detail: reasonCode,
    by,
    patch: { reasonCode, payerUrl: '', stepCount: 0, dueAtMs: nowMs, driver: '' },
  };
}

function payerMustAct(deps: Deps, operation: OperationRecord, payerUrl?: string): OperationChange {
  const { patch } = again(deps, { ...operation, stepCount: 0 }, payerUrl === undefined ? {} : { payerUrl });
  return { event: 'payer_must_act', patch: patch ?? {} };
}

/** Called unknown once; asked again and again it stays what it is. */
export function noAnswer(deps: Deps, operation: OperationRecord, why: string): OperationChange {
  const change = again(deps, operation, { channelMessage: why });
  return operation.status === 'processing' ? { event: 'no_answer', detail: why, ...change } : change;
}

function notBelieved(deps: Deps, operation: OperationRecord, differing: readonly string[]): OperationChange {
  const detail = `differing: ${differing.join(', ')}`;
  return {
    ...noAnswer(deps, operation, detail),
    exception: { code: 'RECHARGE_FACTS_DIFFER', detail },
  };
}

/** A step more, the next one later; after enough of them a person is told, and it goes on. */
function again(deps: Deps, operation: OperationRecord, patch: Partial<OperationRecord>): OperationChange {
  const stepCount = operation.stepCount + 1;
  // An open order is asked about once more when its payer's time is over.
  const retryMs = retryAtMs(deps, stepCount - 1);
  const deadlineMs = operation.status === 'closing' ? null : operation.deadlineMs;
  const isBefore = deadlineMs !== null && deadlineMs > deps.clock.nowMs();
  return {
    patch: { ...patch, stepCount, driver: '', dueAtMs: isBefore && deadlineMs < retryMs ? deadlineMs : retryMs },
    ...(stepCount >= deps.timings.triesBeforeException && {
      exception: { code: 'RECHARGE_UNRESOLVED', detail: `${stepCount} steps without an answer` },
    }),
  };
}
