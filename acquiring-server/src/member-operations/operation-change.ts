/**
 * How an operation changes: its row locked, the table of its kind asked, and state, history, postings, exception and
 * outbox written in one transaction.
 */
import { CodedError } from '@qiantai/foundation';
import type { PostingUnit } from '../ledger/journal.ts';
import type { Queryable } from '../ledger/ledger.ts';
import { openException, writeOutbox } from '../payment/record-store.ts';
import { type OperationDeps, retryAtMs } from './operation-deps.ts';
import type { OperationRecord, OperationRef } from './operation-record.ts';
import { countsForLimits, isEnded, nextOperationStatus, type OperationEvent } from './operation-states.ts';
import { insertSteps, lockOperation, updateOperation } from './operation-store.ts';

export interface OperationChange {
  /** Without one nothing happened: only `patch` and `exception` are written. */
  event?: OperationEvent;
  detail?: string;
  /** A person by name. */
  by?: string;
  patch?: Partial<OperationRecord>;
  units?: readonly PostingUnit[];
  exception?: { code: string; detail: string };
}

export type ChangeResult =
  | { kind: 'changed'; operation: OperationRecord }
  /** The table has no such event in this state, or nothing was to be done. */
  | { kind: 'unchanged'; operation: OperationRecord; refused?: OperationEvent }
  /** The books take no posting on the account now; the operation waits for a person and is tried again. */
  | { kind: 'books_refuse'; operation: OperationRecord; code: string }
  | { kind: 'not_found' };

export type Decide = (
  operation: OperationRecord,
  context: { nowMs: number; client: Queryable },
) => readonly OperationChange[] | Promise<readonly OperationChange[]>;

/** In a transaction of its own. What the books refuse becomes an exception, and the operation is due again. */
export async function changeOperation(deps: OperationDeps, ref: OperationRef, decide: Decide): Promise<ChangeResult> {
  const result = await inTransaction(deps, ref, decide);
  if ('operation' in result && result.operation.dueAtMs !== null) deps.alarm.ringAt(result.operation.dueAtMs);
  return result;
}

async function inTransaction(deps: OperationDeps, ref: OperationRef, decide: Decide): Promise<ChangeResult> {
  try {
    return await deps.database.transaction(async (client) => await changeWithin(deps, client, ref, decide));
  } catch (error) {
    if (!booksRefuse(error)) throw error;
    return await deps.database.transaction(async (client) => await markRefused(deps, client, ref, error.code));
  }
}

/** Within the caller's transaction; what the books refuse is thrown, and has ended it. */
export async function changeWithin(
  deps: OperationDeps,
  client: Queryable,
  ref: OperationRef,
  decide: Decide,
): Promise<ChangeResult> {
  const operation = await lockOperation(client, ref);
  if (!operation) return { kind: 'not_found' };
  const nowMs = deps.clock.nowMs();
  return await applyChanges(deps, client, operation, await decide(operation, { nowMs, client }));
}

/** One after the other, on a row that the caller has locked; a refused event ends the row of them. */
export async function applyChanges(
  deps: OperationDeps,
  client: Queryable,
  from: OperationRecord,
  changes: readonly OperationChange[],
): Promise<ChangeResult> {
  const nowMs = deps.clock.nowMs();
  let operation = from;
  let changed = false;
  for (const change of changes) {
    const next = advance(operation, change, nowMs);
    if (!next) {
      deps.log.info({ ...refOf(operation), status: operation.status, event: change.event }, 'member_operation.refused');
      if (change.exception) await tell(deps, client, operation, change.exception);
      return { kind: 'unchanged', operation, ...(change.event && { refused: change.event }) };
    }
    if (change.units && change.units.length > 0) await deps.ledger.postUnits(client, change.units);
    if (change.exception) await tell(deps, client, next, change.exception);
    if (change.event) await writeStep(deps, client, { from: operation, next, change });
    operation = next;
    changed = true;
  }
  if (changed) await updateOperation(client, operation);
  return changed ? { kind: 'changed', operation } : { kind: 'unchanged', operation };
}

/** Undefined where the table refuses the event. */
function advance(operation: OperationRecord, change: OperationChange, nowMs: number): OperationRecord | undefined {
  const status = change.event ? nextOperationStatus(operation.kind, operation.status, change.event) : operation.status;
  if (!status) return undefined;
  const next: OperationRecord = {
    ...operation,
    ...change.patch,
    status,
    version: operation.version + (change.event ? 1 : 0),
    updatedAtMs: nowMs,
    ...(change.exception && { exceptionCode: change.exception.code }),
  };
  next.counted = countsForLimits(next);
  return isEnded(next) ? { ...next, dueAtMs: null, driver: '', toSend: false } : next;
}

async function writeStep(
  deps: OperationDeps,
  client: Queryable,
  step: { from: OperationRecord; next: OperationRecord; change: OperationChange },
): Promise<void> {
  const { from, next, change } = step;
  await insertSteps(client, [
    {
      ...refOf(next),
      version: next.version,
      event: change.event ?? '',
      fromStatus: from.status,
      toStatus: next.status,
      detail: change.detail ?? '',
      byName: change.by ?? '',
      atMs: next.updatedAtMs,
    },
  ]);
  if (from.status !== next.status && isEnded(next)) await tellOthers(deps, client, next);
}

/** What others are told of its end, committed with it. */
async function tellOthers(deps: OperationDeps, client: Queryable, operation: OperationRecord): Promise<void> {
  await writeOutbox(client, deps.ids, {
    merchantId: operation.companyId,
    payload: {
      kind: 'member_operation',
      operationKey: operation.operationKey,
      operationKind: operation.kind,
      accountNumber: operation.accountNumber,
      payeeAccountNumber: operation.payeeAccountNumber,
      status: operation.status,
      version: operation.version,
      amountMinor: operation.amountMinor.toString(),
      feeMinor: operation.feeMinor.toString(),
      currency: operation.currency,
      reasonCode: operation.reasonCode,
      atMs: operation.updatedAtMs,
    },
  });
}

async function tell(
  deps: OperationDeps,
  client: Queryable,
  operation: OperationRecord,
  exception: { code: string; detail: string },
): Promise<void> {
  await openException(client, deps.ids, {
    merchantId: operation.companyId,
    subjectKey: operation.operationKey,
    atMs: deps.clock.nowMs(),
    ...exception,
  });
}

/** The account is frozen, stopped or closed: what happened stays a fact, and is posted when it takes money again. */
function booksRefuse(error: unknown): error is CodedError {
  return (
    error instanceof CodedError && (error.code === 'LEDGER_ACCOUNT_FLOW' || error.code === 'LEDGER_ACCOUNT_CLOSED')
  );
}

async function markRefused(
  deps: OperationDeps,
  client: Queryable,
  ref: OperationRef,
  code: string,
): Promise<ChangeResult> {
  const operation = await lockOperation(client, ref);
  if (!operation) return { kind: 'not_found' };
  const stepCount = operation.stepCount + 1;
  const marked = await applyChanges(deps, client, operation, [
    {
      // A recharge that the channel holds is asked about until the account takes it.
      ...(operation.kind === 'recharge' && operation.status !== 'succeeded' && { event: 'credit_refused' as const }),
      detail: code,
      patch: { dueAtMs: retryAtMs(deps, stepCount - 1), stepCount, driver: '' },
      exception: { code: booksRefuseCode, detail: code },
    },
  ]);
  return { kind: 'books_refuse', operation: 'operation' in marked ? marked.operation : operation, code };
}

/** Of the exception that tells a person that an account takes no posting. */
export const booksRefuseCode = 'ACCOUNT_TAKES_NO_POSTING';

export function refOf(operation: OperationRef): OperationRef {
  return { companyId: operation.companyId, operationKey: operation.operationKey };
}
