/** What the bank's outcomes mean for a withdrawal. */
import { unreachable } from '@qiantai/foundation';
import { beijingDate } from '../payment/beijing-date.ts';
import { differingMembers } from './channel-word.ts';
import type { OperationChange } from './operation-change.ts';
import { type OperationDeps, retryAtMs } from './operation-deps.ts';
import { withdrawalFailed, withdrawalReturned, withdrawalSent, withdrawalSucceeded } from './operation-postings.ts';
import type { OperationRecord } from './operation-record.ts';
import type { ChannelWord, PayOutOutcome } from './ports.ts';

type Deps = Pick<OperationDeps, 'clock' | 'random' | 'timings'>;

/** Captured and in transit before the first byte leaves; a later try with the same number posts nothing more. */
export function withdrawalLeaves(
  operation: OperationRecord,
  patch: Partial<OperationRecord>,
  nowMs: number,
): OperationChange {
  return {
    event: 'sent',
    units: operation.status === 'held' ? [withdrawalSent(operation, beijingDate(nowMs))] : [],
    patch: { sentAtMs: operation.sentAtMs ?? nowMs, toSend: false, ...patch },
  };
}

/** What the bank says, wherever the withdrawal stands. */
export function afterPayOut(deps: Deps, operation: OperationRecord, outcome: PayOutOutcome): OperationChange[] {
  const contradiction = contradictionOf(operation, outcome);
  if (contradiction) return [{ exception: { code: 'WITHDRAWAL_CONTRADICTED', detail: contradiction } }];
  if (operation.status !== 'sent' && operation.status !== 'unknown' && outcome.kind !== 'returned') return [];
  switch (outcome.kind) {
    case 'approved':
      return [paid(deps, operation, outcome.facts)];
    case 'returned':
      return cameBack(deps, operation, outcome);
    case 'declined':
      return [
        {
          event: 'failed',
          detail: outcome.reasonCode,
          units: [withdrawalFailed(operation, outcome.onDate ?? beijingDate(deps.clock.nowMs()))],
          patch: { reasonCode: outcome.reasonCode, channelMessage: outcome.channelMessage },
        },
      ];
    case 'accepted':
      return [accepted(deps, operation, outcome.channelTransactionId)];
    case 'not_sent': {
      const change = again(deps, operation, { toSend: true, channelMessage: outcome.why });
      return [{ event: 'not_sent', detail: outcome.why, ...change }];
    }
    case 'not_found':
      return [noAnswer(deps, operation, notFoundWord)];
    case 'unknown':
      return [noAnswer(deps, operation, outcome.why)];
    default:
      return unreachable(outcome);
  }
}

/** The bank's answer to an inquiry that it does not know the number: kept, for whoever resolves it. */
export const notFoundWord = 'not found';

/** Called unknown once; asked again and again it stays what it is. */
export function noAnswer(deps: Deps, operation: OperationRecord, why: string): OperationChange {
  const change = again(deps, operation, { channelMessage: why });
  return operation.status === 'sent' ? { event: 'no_answer', detail: why, ...change } : change;
}

function paid(deps: Deps, operation: OperationRecord, facts: ChannelWord): OperationChange {
  const differing = differingMembers(facts, operation);
  if (differing.length > 0) return notBelieved(deps, operation, differing);
  return {
    event: 'succeeded',
    units: [withdrawalSucceeded(operation, dayOf(deps, facts))],
    patch: { channelTransactionId: facts.channelTransactionId, reasonCode: '', channelMessage: '' },
  };
}

/** Days after it had succeeded; where nobody had told of the success, that is posted first. */
function cameBack(
  deps: Deps,
  operation: OperationRecord,
  outcome: { facts: ChannelWord; why: string },
): OperationChange[] {
  const differing = differingMembers(outcome.facts, operation);
  if (differing.length > 0) return [notBelieved(deps, operation, differing)];
  const returned: OperationChange = {
    event: 'returned',
    detail: outcome.why,
    units: [withdrawalReturned(operation, dayOf(deps, outcome.facts))],
    patch: { reasonCode: 'RETURNED', channelMessage: outcome.why },
  };
  if (operation.status === 'returned') return [];
  return operation.status === 'succeeded' ? [returned] : [paid(deps, operation, outcome.facts), returned];
}

function dayOf(deps: Deps, facts: ChannelWord): string {
  return facts.onDate ?? beijingDate(deps.clock.nowMs());
}

/** The same bank said the opposite before: nothing is moved by it, a person must look. */
function contradictionOf(operation: OperationRecord, outcome: PayOutOutcome): string | undefined {
  const { status } = operation;
  const saysPaid = outcome.kind === 'approved' || outcome.kind === 'returned';
  if (saysPaid && (status === 'failed' || status === 'cancelled' || status === 'refused' || status === 'held')) {
    return `${outcome.kind} though it is ${status}`;
  }
  if (outcome.kind === 'declined' && (status === 'succeeded' || status === 'held')) {
    return `declined though it is ${status}`;
  }
  return undefined;
}

function accepted(deps: Deps, operation: OperationRecord, channelTransactionId: string): OperationChange {
  const { patch = {} } = again(deps, operation, channelTransactionId === '' ? {} : { channelTransactionId });
  // The bank has it and works on it: a person is told when that takes much longer than silence may.
  const isLong = operation.stepCount + 1 >= 3 * deps.timings.triesBeforeException;
  const change: OperationChange = {
    patch,
    ...(isLong && { exception: { code: 'WITHDRAWAL_UNRESOLVED', detail: 'the bank still works on it' } }),
  };
  // Told once; that the bank still works on it is nothing new.
  return operation.status === 'sent' && operation.channelTransactionId === channelTransactionId
    ? change
    : { event: 'accepted_by_bank', ...change };
}

function notBelieved(deps: Deps, operation: OperationRecord, differing: readonly string[]): OperationChange {
  const detail = `differing: ${differing.join(', ')}`;
  const isOpen = operation.status === 'sent' || operation.status === 'unknown';
  return {
    ...(isOpen ? noAnswer(deps, operation, detail) : {}),
    exception: { code: 'WITHDRAWAL_FACTS_DIFFER', detail },
  };
}

/** A step more, the next one later; after enough of them a person is told, and it goes on. */
function again(deps: Deps, operation: OperationRecord, patch: Partial<OperationRecord>): OperationChange {
  const stepCount = operation.stepCount + 1;
  return {
    patch: { ...patch, stepCount, driver: '', dueAtMs: retryAtMs(deps, stepCount - 1) },
    ...(stepCount >= deps.timings.triesBeforeException && {
      exception: { code: 'WITHDRAWAL_UNRESOLVED', detail: `${stepCount} steps without an end` },
    }),
  };
}
