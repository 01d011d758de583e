/** One transition of a locked instruction, with its history, postings, exceptions and whoever waits for its outcome. */
import { serverError } from '../errors.ts';
import type { Queryable } from '../ledger/ledger.ts';
import type { InstructionRecord } from './bank-records.ts';
import type { CustodyDeps, InstructionOutcomeFact } from './custody-deps.ts';
import { type ExceptionCode, openCustodyException } from './exception-store.ts';
import { instructionPosting } from './instruction-postings.ts';
import { updateInstruction, writeInstructionHistory } from './instruction-store.ts';
import { type InstructionEvent, isSettled, nextInstructionStatus } from './instruction-transitions.ts';

export interface InstructionChange {
  event: InstructionEvent;
  detail?: string;
  /** Asked for by confirmed, rejected and returned: the day it counts for, `YYYY-MM-DD`. */
  platformDate?: string;
  line?: InstructionOutcomeFact['line'];
  fields?: Partial<InstructionRecord>;
  exception?: { code: ExceptionCode; detail: string };
}

/** Undefined where the table refuses the event; nothing was written then. */
export async function applyInstructionChange(
  deps: CustodyDeps,
  client: Queryable,
  instruction: InstructionRecord,
  change: InstructionChange,
): Promise<InstructionRecord | undefined> {
  const to = nextInstructionStatus(instruction.status, change.event);
  if (!to) return undefined;
  const next: InstructionRecord = {
    ...instruction,
    ...change.fields,
    ...datesOf(change),
    status: to,
    version: instruction.version + 1n,
    updatedAtMs: deps.clock.nowMs(),
  };
  if (isSettled(to)) Object.assign(next, { dueAtMs: null, waitsFor: '' });
  await updateInstruction(client, next);
  await writeInstructionHistory(client, {
    instructionId: next.instructionId,
    version: next.version,
    event: change.event,
    from: instruction.status,
    to,
    detail: change.detail ?? '',
    atMs: next.updatedAtMs,
  });
  const exception = change.exception ?? exceptionOf(next, change);
  if (exception) {
    const { instructionId: subject, updatedAtMs: atMs } = next;
    await openCustodyException(client, deps.ids, { ...exception, subject, atMs });
  }
  if (change.event === 'confirmed' || change.event === 'rejected' || change.event === 'returned') {
    await settle(deps, client, next, {
      event: change.event,
      platformDate: change.platformDate ?? '',
      reasonCode: next.reasonCode,
      ...(change.line && { line: change.line }),
    });
  }
  return next;
}

function datesOf({ event, platformDate }: InstructionChange): Partial<InstructionRecord> {
  if (event === 'returned') return { returnedOn: platformDate ?? null };
  if (event === 'confirmed' || event === 'rejected') return { settledOn: platformDate ?? null };
  return {};
}

/** The payee's particulars need mending, or the merchant must hear of it. */
function exceptionOf(next: InstructionRecord, change: InstructionChange): InstructionChange['exception'] {
  const what = `${next.purpose} ${next.subjectReference} to ${next.payeeAccountMasked}`;
  if (change.event === 'rejected') return { code: 'INSTRUCTION_REJECTED', detail: `${what}: ${next.reasonCode}` };
  if (change.event === 'returned') return { code: 'PAYMENT_RETURNED', detail: `${what} came back` };
  return undefined;
}

async function settle(
  deps: CustodyDeps,
  client: Queryable,
  instruction: InstructionRecord,
  outcome: InstructionOutcomeFact,
): Promise<void> {
  const posting = instructionPosting(instruction, outcome.event, outcome.platformDate);
  if (posting) await deps.ledger.post(client, [posting]);
  const handler = deps.handlers.get(instruction.purpose);
  if (!handler && !hasBooksOfItsOwn(instruction)) {
    throw serverError('CUSTODY_NO_HANDLER', { purpose: instruction.purpose });
  }
  await handler?.(client, instruction, outcome);
}

/** Purposes that are posted here altogether. */
export function hasBooksOfItsOwn({ purpose }: Pick<InstructionRecord, 'purpose'>): boolean {
  return purpose === 'settlement' || purpose === 'fees_withdrawn' || purpose === 'own_money_paid_in';
}
