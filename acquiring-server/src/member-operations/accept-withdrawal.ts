/**
 * A withdrawal: password, card, limits, and amount and fee set aside in the transaction that writes it. From then
 * on nothing of it can be spent twice, whatever becomes of the server.
 */
import { serverError } from '../errors.ts';
import { acceptOperation, heldBefore, type Incoming, requestHashOf } from './accept-operation.ts';
import { readCard } from './bank-card-store.ts';
import type { OperationCaller, ReviewRequest, WithdrawRequest } from './member-operation-service.ts';
import { changeOperation, type OperationChange } from './operation-change.ts';
import type { OperationDeps } from './operation-deps.ts';
import { placeHold, releaseHold } from './operation-postings.ts';
import type { OperationRecord } from './operation-record.ts';
import { insertReview, readReviews } from './operation-store.ts';
import { requireChange } from './require-change.ts';

export async function acceptWithdrawal(
  deps: OperationDeps,
  caller: OperationCaller,
  request: WithdrawRequest,
): Promise<OperationRecord> {
  const { password, ...kept } = request;
  const incoming: Incoming = { ...kept, kind: 'withdrawal', requestHash: requestHashOf('withdrawal', kept) };
  const before = await heldBefore(deps.database.pool, caller, incoming);
  if (before) return before;
  const { currency } = request.amount;
  const configured = await deps.channels.payOut(caller.companyId, currency);
  if (!configured) throw serverError('MEMBER_OPERATION_NO_CHANNEL', { kind: 'withdrawal', currency });
  await checkCard(deps, caller, request);
  await checkPassword(deps, caller, { accountNumber: request.accountNumber, password });
  return await acceptOperation(deps, caller, {
    incoming,
    uses: { [request.accountNumber]: 'withdraw' },
    particulars: {
      channelAccountId: configured.bankAccountId,
      cardId: request.cardId,
      holdId: deps.ids.uuid7(),
      toSend: true,
    },
    steps: (operation, { asksReview, nowMs }) => [
      { event: 'funds_held', patch: { dueAtMs: nowMs }, units: [placeHold(operation, null)] },
      ...(asksReview ? [{ event: 'review_asked', patch: { dueAtMs: null } } as const] : []),
    ],
  });
}

/** @throws CodedError MEMBER_CARD_NOT_FOUND */
async function checkCard(deps: OperationDeps, caller: OperationCaller, request: WithdrawRequest): Promise<void> {
  const { accountNumber, cardId } = request;
  const card = await readCard(deps.database.pool, { companyId: caller.companyId, cardId });
  if (card?.accountNumber !== accountNumber || card.status !== 'active') {
    throw serverError('MEMBER_CARD_NOT_FOUND', { accountNumber, cardId });
  }
}

/** @throws CodedError MEMBER_OPERATION_PASSWORD_WRONG, …_LOCKED, …_NOT_SET */
async function checkPassword(
  deps: OperationDeps,
  caller: OperationCaller,
  of: { accountNumber: string; password: string },
): Promise<void> {
  const { accountNumber } = of;
  const check = await deps.accounts.checkWithdrawalPassword(
    { companyId: caller.companyId, accountNumber },
    of.password,
  );
  switch (check.kind) {
    case 'right':
      return;
    case 'wrong':
      throw serverError('MEMBER_OPERATION_PASSWORD_WRONG', { triesLeft: check.triesLeft });
    case 'locked':
      throw serverError('MEMBER_OPERATION_PASSWORD_LOCKED', { untilMs: check.untilMs });
    case 'not_set':
      throw serverError('MEMBER_OPERATION_PASSWORD_NOT_SET', { accountNumber });
  }
}

/** Before it is sent; afterwards only the bank can say what became of it. */
export async function cancelWithdrawal(
  deps: OperationDeps,
  caller: OperationCaller,
  request: { operationKey: string; why: string },
): Promise<OperationRecord> {
  const { operationKey, why } = request;
  const result = await changeOperation(deps, { companyId: caller.companyId, operationKey }, (operation) =>
    operation.kind === 'withdrawal' && operation.status !== 'cancelled'
      ? [
          {
            event: 'cancelled',
            detail: why,
            by: caller.by,
            units: releaseUnits(operation),
            patch: { reasonCode: 'CANCELLED' },
          },
        ]
      : [],
  );
  return requireChange(result, { operationKey, kind: 'withdrawal', same: 'cancelled', event: 'cancelled' });
}

function releaseUnits(operation: OperationRecord) {
  return operation.status === 'held' || operation.status === 'under_review' ? [releaseHold(operation)] : [];
}

/**
 * One of the two who look at it: each role once, two persons, and neither of them the one who asked.
 * @throws CodedError MEMBER_OPERATION_REVIEW_REFUSED, MEMBER_OPERATION_WRONG_STATE
 */
export async function reviewWithdrawal(
  deps: OperationDeps,
  caller: OperationCaller & { roles: readonly string[] },
  request: ReviewRequest,
): Promise<OperationRecord> {
  const { operationKey } = request;
  const result = await changeOperation(
    deps,
    { companyId: caller.companyId, operationKey },
    async (operation, { client, nowMs }) => {
      if (operation.kind !== 'withdrawal' || operation.status !== 'under_review') return [{ event: 'review_agreed' }];
      const reviews = await readReviews(client, operation);
      const role = reviewRole(deps, caller, operation, reviews);
      await insertReview(client, {
        companyId: operation.companyId,
        operationKey,
        role,
        byName: caller.by,
        decision: request.decision,
        why: request.why,
        atMs: nowMs,
      });
      return [afterReview(operation, { ...request, by: caller.by, role, isLast: reviews.length > 0, nowMs })];
    },
  );
  return requireChange(result, { operationKey, kind: 'withdrawal', event: 'review_agreed' });
}

function reviewRole(
  deps: OperationDeps,
  caller: OperationCaller & { roles: readonly string[] },
  operation: OperationRecord,
  reviews: ReadonlyArray<{ role: string; byName: string }>,
): string {
  const { operationKey } = operation;
  const refuse = (why: string) => serverError('MEMBER_OPERATION_REVIEW_REFUSED', { operationKey, why });
  if (operation.requestedBy === caller.by) throw refuse('who asked for it does not review it');
  if (reviews.some(({ byName }) => byName === caller.by)) throw refuse('the other role is another person’s');
  const role = deps.reviewRoles.find(
    (one) => caller.roles.includes(one) && !reviews.some((review) => review.role === one),
  );
  if (!role) throw refuse('the caller has no role that has still to look');
  return role;
}

function afterReview(
  operation: OperationRecord,
  review: ReviewRequest & { by: string; role: string; isLast: boolean; nowMs: number },
): OperationChange {
  const detail = `${review.role}: ${review.why}`;
  if (review.decision === 'refused') {
    return {
      event: 'review_refused',
      detail,
      by: review.by,
      units: [releaseHold(operation)],
      patch: { reasonCode: 'REVIEW_REFUSED' },
    };
  }
  return review.isLast
    ? { event: 'review_passed', detail, by: review.by, patch: { dueAtMs: review.nowMs } }
    : { event: 'review_agreed', detail, by: review.by };
}
