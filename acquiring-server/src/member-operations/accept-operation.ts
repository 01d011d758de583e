/** How operations come in: key, account, limits and fee under the account's lock, then the operation is written. */
import { CodedError, type JsonValue, payloadHash } from '@qiantai/foundation';
import { channelOrderNo, type Money } from '@qiantai/protos';
import { serverError } from '../errors.ts';
import type { Queryable } from '../ledger/ledger.ts';
import { beijingDate } from '../payment/beijing-date.ts';
import type { OperationCaller } from './member-operation-service.ts';
import { applyChanges, type OperationChange } from './operation-change.ts';
import type { OperationDeps } from './operation-deps.ts';
import type { OperationRecord } from './operation-record.ts';
import type { OperationKind } from './operation-states.ts';
import { insertOperation, insertSteps, readOperation, readUsage } from './operation-store.ts';
import { applyTerms } from './operation-terms.ts';
import { readTerms } from './operation-terms-store.ts';
import type { AccountUse, OperationAccount } from './ports.ts';

/** What a request is, whatever its kind. */
export interface Incoming {
  kind: OperationKind;
  operationKey: string;
  accountNumber: string;
  amount: Money;
  remark: string;
  /** Of what the key stands for: without passwords. */
  requestHash: string;
}

export function requestHashOf(kind: OperationKind, request: object): string {
  return payloadHash({ kind, ...request } as unknown as JsonValue);
}

/** @throws CodedError MEMBER_OPERATION_KEY_CONFLICT where the key was used with another request */
export async function heldBefore(
  client: Queryable,
  caller: OperationCaller,
  incoming: Pick<Incoming, 'operationKey' | 'requestHash'>,
): Promise<OperationRecord | undefined> {
  const { operationKey } = incoming;
  const held = await readOperation(client, { companyId: caller.companyId, operationKey });
  if (held && held.requestHash !== incoming.requestHash) {
    throw serverError('MEMBER_OPERATION_KEY_CONFLICT', { operationKey });
  }
  return held;
}

/**
 * Locks accounts in the order of their numbers.
 * @throws CodedError MEMBER_OPERATION_ACCOUNT_NOT_FOUND, MEMBER_OPERATION_ACCOUNT_REFUSED
 */
export async function lockUsable(
  deps: OperationDeps,
  client: Queryable,
  of: { companyId: string; amount: Pick<Money, 'currency'> },
  uses: Readonly<Record<string, AccountUse>>,
): Promise<Record<string, OperationAccount>> {
  const locked: Record<string, OperationAccount> = {};
  for (const accountNumber of Object.keys(uses).sort()) {
    const account = await deps.accounts.lock(client, { companyId: of.companyId, accountNumber });
    if (!account) throw serverError('MEMBER_OPERATION_ACCOUNT_NOT_FOUND', { accountNumber });
    const why =
      account.currency === of.amount.currency ? account.refusal(uses[accountNumber] as AccountUse) : 'other_currency';
    if (why) throw serverError('MEMBER_OPERATION_ACCOUNT_REFUSED', { accountNumber, why });
    locked[accountNumber] = account;
  }
  return locked;
}

export interface Accepting {
  incoming: Incoming;
  uses: Readonly<Record<string, AccountUse>>;
  /** Of the record, where it is not what every operation begins with. */
  particulars: Partial<OperationRecord>;
  /** Steps that are taken in the same transaction. */
  steps(operation: OperationRecord, terms: { asksReview: boolean; nowMs: number }): OperationChange[];
}

/**
 * Writes the operation and takes its first steps, or answers the one that the key made before.
 * @throws CodedError MEMBER_OPERATION_…; nothing is written then
 */
export async function acceptOperation(
  deps: OperationDeps,
  caller: OperationCaller,
  accepting: Accepting,
): Promise<OperationRecord> {
  const { incoming } = accepting;
  try {
    const operation = await deps.database.transaction(
      async (client) => await acceptWithin(deps, client, caller, accepting),
    );
    if (operation.dueAtMs !== null) deps.alarm.ringAt(operation.dueAtMs);
    return operation;
  } catch (error) {
    throw clearerError(error, incoming.accountNumber);
  }
}

async function acceptWithin(
  deps: OperationDeps,
  client: Queryable,
  caller: OperationCaller,
  accepting: Accepting,
): Promise<OperationRecord> {
  const { incoming } = accepting;
  const { companyId } = caller;
  const accounts = await lockUsable(deps, client, { companyId, amount: incoming.amount }, accepting.uses);
  // The account's lock makes requests with one key follow each other.
  const before = await heldBefore(client, caller, incoming);
  if (before) return before;
  const account = accounts[incoming.accountNumber] as OperationAccount;
  const nowMs = deps.clock.nowMs();
  const fee = await termsOf(client, { caller, incoming, account, nowMs });
  const operation: OperationRecord = {
    // Not made from the key: keys are minted by whoever asks, and two companies may use one channel account.
    ...emptyOperation(incoming, caller, { nowMs, channelNumber: channelOrderNo(deps.ids.uuid7(), 1) }),
    ledgerCode: account.ledgerCode,
    feeMinor: incoming.kind === 'recharge' ? 0n : fee.feeMinor,
    freeUsedMinor: incoming.kind === 'recharge' ? 0n : fee.freeUsedMinor,
    ...payeeOf(incoming, accounts),
    ...accepting.particulars,
  };
  if (!(await insertOperation(client, operation))) {
    // Another account's request came first under the same key.
    const first = await heldBefore(client, caller, incoming);
    if (first) return first;
    throw new TypeError(`operation ${operation.operationKey} is neither written nor there`);
  }
  await insertSteps(client, [
    {
      companyId,
      operationKey: operation.operationKey,
      version: 1,
      event: 'accepted',
      fromStatus: null,
      toStatus: 'created',
      detail: operation.kind,
      byName: caller.by,
      atMs: nowMs,
    },
  ]);
  const steps = accepting.steps(operation, { asksReview: fee.asksReview, nowMs });
  if (steps.length === 0) return operation;
  const result = await applyChanges(deps, client, operation, steps);
  if (result.kind !== 'changed') throw new TypeError(`operation ${operation.operationKey} took no first step`);
  return result.operation;
}

async function termsOf(
  client: Queryable,
  of: { caller: OperationCaller; incoming: Incoming; account: OperationAccount; nowMs: number },
) {
  const { caller, incoming, account, nowMs } = of;
  const { companyId } = caller;
  const { kind, accountNumber, operationKey, amount } = incoming;
  const terms = await readTerms(client, { companyId, typeCode: account.typeCode, kind, currency: amount.currency });
  const day = beijingDate(nowMs);
  const usage = await readUsage(client, { companyId, accountNumber, kind, day, exceptKey: operationKey });
  return applyTerms(amount.amountMinor, terms, usage);
}

function payeeOf(incoming: Incoming, accounts: Readonly<Record<string, OperationAccount>>) {
  const payee = Object.values(accounts).find((account) => account.accountNumber !== incoming.accountNumber);
  return payee ? { payeeAccountNumber: payee.accountNumber, payeeLedgerCode: payee.ledgerCode } : {};
}

function emptyOperation(
  incoming: Incoming,
  caller: OperationCaller,
  { nowMs, channelNumber }: { nowMs: number; channelNumber: string },
): Omit<OperationRecord, 'ledgerCode' | 'feeMinor' | 'freeUsedMinor'> {
  return {
    companyId: caller.companyId,
    operationKey: incoming.operationKey,
    requestHash: incoming.requestHash,
    kind: incoming.kind,
    accountNumber: incoming.accountNumber,
    payeeAccountNumber: null,
    payeeLedgerCode: null,
    amountMinor: incoming.amount.amountMinor,
    channelCostMinor: 0n,
    shortfallMinor: 0n,
    recoveredMinor: 0n,
    currency: incoming.amount.currency,
    remark: incoming.remark,
    requestedBy: caller.by,
    day: beijingDate(nowMs),
    status: 'created',
    version: 1,
    counted: true,
    holdId: null,
    channelAccountId: null,
    channelNumber,
    channelTransactionId: '',
    cardId: null,
    payerUrl: '',
    reasonCode: '',
    channelMessage: '',
    exceptionCode: '',
    deadlineMs: null,
    toSend: false,
    sentAtMs: null,
    dueAtMs: null,
    stepCount: 0,
    driver: '',
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
  };
}

/** The ledger's refusals in the words of whoever asked. */
export function clearerError(error: unknown, accountNumber: string): unknown {
  if (!(error instanceof CodedError)) return error;
  switch (error.code) {
    case 'LEDGER_INSUFFICIENT_FUNDS':
      return serverError('MEMBER_OPERATION_INSUFFICIENT_FUNDS', { accountNumber }, { cause: error });
    case 'LEDGER_ACCOUNT_FLOW':
    case 'LEDGER_ACCOUNT_CLOSED':
      return serverError('MEMBER_OPERATION_ACCOUNT_REFUSED', { accountNumber, why: error.code }, { cause: error });
    default:
      return error;
  }
}
