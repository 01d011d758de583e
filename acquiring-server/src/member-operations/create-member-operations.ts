/** The parts of member operations, wired. */
import type { Clock, Log, Random } from '@qiantai/foundation';
import { type IdMint, uuid7From } from '@qiantai/protos';
import type { Database } from '../db/database.ts';
import { serverError } from '../errors.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { SecretBox } from '../merchants/secret-box.ts';
import { createAlarm } from '../payment/alarm.ts';
import { acceptRecharge } from './accept-recharge.ts';
import { acceptTransfer, acceptTransferRequest, declineTransfer } from './accept-transfer.ts';
import { acceptWithdrawal, cancelWithdrawal, reviewWithdrawal } from './accept-withdrawal.ts';
import type {
  MemberOperationService,
  OperationCaller,
  OperationDetails,
  OperationFacts,
  OperationPage,
  OperationQuery,
} from './member-operation-service.ts';
import { changeOperation } from './operation-change.ts';
import { defaultOperationTimings, type OperationDeps, type OperationTimings } from './operation-deps.ts';
import { createOperationFacts } from './operation-facts.ts';
import { checkFeeTerms } from './operation-fee.ts';
import type { OperationRecord } from './operation-record.ts';
import { listOperations, readOperation, readReviews, readSteps } from './operation-store.ts';
import type { OperationTerms } from './operation-terms.ts';
import { readTerms, type TermsKey, writeTerms } from './operation-terms-store.ts';
import { createOperationWorker, type OperationWorker } from './operation-worker.ts';
import type { OperationAccounts, OperationChannels } from './ports.ts';
import { givenUp } from './recharge-changes.ts';
import { listMemberCards, registerCard, removeMemberCard } from './register-card.ts';
import { requireChange } from './require-change.ts';
import { resolveWithdrawal } from './resolve-withdrawal.ts';

export interface MemberOperationsOptions {
  database: Database;
  ledger: Ledger;
  accounts: OperationAccounts;
  channels: OperationChannels;
  secretBox: SecretBox;
  clock: Clock;
  ids: IdMint;
  random: Random;
  log: Log;
  instanceId: string;
  timings?: OperationTimings;
  reviewRoles?: readonly [string, string];
}

export interface MemberOperations {
  service: MemberOperationService;
  facts: OperationFacts;
  worker: OperationWorker;
}

/** Risk and finance look at withdrawals; operations ask for them. */
const defaultReviewRoles = ['risk', 'finance'] as const;

export function createMemberOperations(options: MemberOperationsOptions): MemberOperations {
  const deps: OperationDeps = {
    timings: defaultOperationTimings,
    reviewRoles: defaultReviewRoles,
    ...options,
    alarm: createAlarm(options.clock),
  };
  return { service: serviceOf(deps), facts: createOperationFacts(deps), worker: createOperationWorker(deps) };
}

function serviceOf(deps: OperationDeps): MemberOperationService {
  return {
    recharge: async (caller, request) => await acceptRecharge(deps, caller, request),
    withdraw: async (caller, request) => await acceptWithdrawal(deps, caller, request),
    transfer: async (caller, request) => await acceptTransferRequest(deps, caller, request),
    cancelWithdrawal: async (caller, request) => await cancelWithdrawal(deps, caller, request),
    reviewWithdrawal: async (caller, request) => await reviewWithdrawal(deps, caller, request),
    resolveWithdrawal: async (caller, request) => await resolveWithdrawal(deps, caller, request),
    acceptTransfer: async (caller, request) => await acceptTransfer(deps, caller, request),
    declineTransfer: async (caller, request) => await declineTransfer(deps, caller, request),
    giveUpRecharge: async (caller, request) => await giveUpRecharge(deps, caller, request),
    getOperation: async (caller, operationKey) => await getOperation(deps, caller, operationKey),
    listOperations: async (caller, query) => await listPage(deps, caller, query),
    registerCard: async (caller, request) => await registerCard(deps, caller, request),
    listCards: async (caller, accountNumber) => await listMemberCards(deps, caller, accountNumber),
    removeCard: async (caller, cardId) => await removeMemberCard(deps, caller, cardId),
    readTerms: async (key) => await readTerms(deps.database.pool, key),
    writeTerms: async (caller, key, terms) => await setTerms(deps, caller, key, terms),
  };
}

async function giveUpRecharge(
  deps: OperationDeps,
  caller: OperationCaller,
  request: { operationKey: string; why: string },
): Promise<OperationRecord> {
  const { operationKey, why } = request;
  const result = await changeOperation(deps, { companyId: caller.companyId, operationKey }, (operation, { nowMs }) => {
    if (operation.kind !== 'recharge' || operation.status === 'closing' || operation.status === 'closed') return [];
    return [{ ...givenUp('CASHIER_CANCELLED', nowMs, caller.by), detail: why }];
  });
  const asked = { operationKey, kind: 'recharge', event: 'given_up' } as const;
  const status = 'operation' in result && result.operation.status === 'closed' ? 'closed' : 'closing';
  return requireChange(result, { ...asked, same: status });
}

async function getOperation(
  deps: OperationDeps,
  caller: OperationCaller,
  operationKey: string,
): Promise<OperationDetails> {
  const { pool } = deps.database;
  const ref = { companyId: caller.companyId, operationKey };
  const operation = await readOperation(pool, ref);
  if (!operation) throw serverError('MEMBER_OPERATION_NOT_FOUND', { operationKey });
  return { operation, steps: await readSteps(pool, ref), reviews: await readReviews(pool, ref) };
}

async function listPage(deps: OperationDeps, caller: OperationCaller, query: OperationQuery): Promise<OperationPage> {
  const { pageSize, pageToken, ...filter } = query;
  const found = await listOperations(deps.database.pool, {
    ...filter,
    companyId: caller.companyId,
    limit: pageSize + 1,
    ...(pageToken !== '' && { beforeKey: uuid7From(pageToken, 'page_token') }),
  });
  const operations = found.slice(0, pageSize);
  const last = operations.at(-1);
  return { operations, nextPageToken: found.length > pageSize && last ? last.operationKey : '' };
}

/** @throws CodedError MEMBER_OPERATION_BAD_REQUEST */
async function setTerms(
  deps: OperationDeps,
  caller: OperationCaller,
  key: TermsKey,
  terms: OperationTerms,
): Promise<void> {
  const why = whyNot(key, terms);
  if (why) throw serverError('MEMBER_OPERATION_BAD_REQUEST', { why });
  await writeTerms(deps.database.pool, key, terms, { name: caller.by, atMs: deps.clock.nowMs() });
}

function whyNot(key: TermsKey, terms: OperationTerms): string | undefined {
  try {
    checkFeeTerms(terms.fee);
  } catch (error) {
    return error instanceof RangeError ? error.message : 'the fee';
  }
  if (key.kind === 'recharge' && (terms.fee.basisPoints > 0 || terms.fee.minimumMinor > 0n)) {
    return 'a recharge costs its member nothing: the channel’s part is the platform’s expense';
  }
  if (terms.amountMinMinor <= 0n || terms.amountMaxMinor < terms.amountMinMinor) return 'the limits of one operation';
  if ((terms.dayAmountMaxMinor ?? 0n) < 0n || (terms.dayCountMax ?? 0) < 0) return 'the limits of a day';
  if (terms.reviewFromMinor !== null && (key.kind !== 'withdrawal' || terms.reviewFromMinor <= 0n)) {
    return 'only withdrawals are reviewed, from an amount above zero on';
  }
  return undefined;
}
