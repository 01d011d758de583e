/**
 * Takes a withdrawal from where it stands to where it waits or ends. Its number stays the same on every try; it is
 * sent again only after a try that certainly did not leave, and once it is unknown it is only asked about.
 */
import { CodedError, errorText } from '@qiantai/foundation';
import { serverError } from '../errors.ts';
import { readCard } from './bank-card-store.ts';
import { changeOperation } from './operation-change.ts';
import { type OperationDeps, retryAtMs } from './operation-deps.ts';
import type { OperationRecord, OperationRef } from './operation-record.ts';
import { isEnded } from './operation-states.ts';
import type { PayOut, PayOutCall, PayOutOutcome } from './ports.ts';
import { cardSealPurpose } from './register-card.ts';
import { afterPayOut, noAnswer, withdrawalLeaves } from './withdrawal-changes.ts';

/** One step; the operation was read by the caller and is due. */
export async function driveWithdrawal(deps: OperationDeps, operation: OperationRecord): Promise<void> {
  const configured = await deps.channels.payOutByAccount(operation.companyId, operation.channelAccountId ?? '');
  if (!configured) {
    const detail = operation.channelAccountId ?? '';
    await waitForPerson(deps, operation, { code: 'WITHDRAWAL_NO_CHANNEL', detail });
    return;
  }
  const { payOut } = configured;
  if (payOut.way === 'instruct') {
    if (operation.status === 'held') await instruct(deps, operation, payOut);
    return;
  }
  if (operation.status === 'held' || (operation.status === 'sent' && operation.toSend)) {
    await send(deps, operation, payOut);
  } else if (operation.status === 'sent' && operation.driver !== '') {
    await askAfterRestart(deps, operation, payOut);
  } else if (operation.status === 'sent' || operation.status === 'unknown') {
    await ask(deps, operation, payOut);
  }
}

type Calling = Extract<PayOut, { way: 'call' }>;

async function send(deps: OperationDeps, held: OperationRecord, bank: Calling): Promise<void> {
  const call = await callOf(deps, held);
  if (!call) return;
  const sent = await changeOperation(deps, held, (operation, { nowMs }) => {
    if (operation.status !== 'held' && !(operation.status === 'sent' && operation.toSend)) return [];
    const lease = { driver: deps.instanceId, dueAtMs: nowMs + deps.timings.callLeaseMs };
    return [withdrawalLeaves(operation, lease, nowMs)];
  });
  if (sent.kind !== 'changed' || sent.operation.driver !== deps.instanceId) return;
  const sentAtMs = sent.operation.sentAtMs ?? call.sentAtMs;
  const outcome = await guarded(deps, held, async () => await bank.send({ ...call, sentAtMs }));
  await take(deps, held, outcome, 'withdrawal.answered');
}

/** The instruction is written in the transaction that captures the hold; its part tells what becomes of it. */
async function instruct(
  deps: OperationDeps,
  held: OperationRecord,
  bank: Extract<PayOut, { way: 'instruct' }>,
): Promise<void> {
  const call = await callOf(deps, held);
  if (!call) return;
  await changeOperation(deps, held, async (operation, { nowMs, client }) => {
    if (operation.status !== 'held') return [];
    await bank.instruct(client, { ...call, sentAtMs: nowMs });
    return [withdrawalLeaves(operation, { dueAtMs: null }, nowMs)];
  });
}

async function askAfterRestart(deps: OperationDeps, ref: OperationRef, bank: Calling): Promise<void> {
  const lost = await changeOperation(deps, ref, (operation) =>
    operation.status === 'sent' && operation.driver !== ''
      ? [noAnswer(deps, operation, 'the server that called ended')]
      : [],
  );
  if (lost.kind === 'changed') await ask(deps, lost.operation, bank);
}

async function ask(deps: OperationDeps, asked: OperationRecord, bank: Calling): Promise<void> {
  const outcome = await guarded(deps, asked, async () => await bank.query(withoutCard(asked)));
  // A number that the bank does not know may still be on its way.
  await take(deps, asked, outcome, 'withdrawal.asked');
}

async function take(deps: OperationDeps, ref: OperationRef, outcome: PayOutOutcome, event: string): Promise<void> {
  deps.log.info({ ...nameOf(ref), outcome: outcome.kind }, event);
  await changeOperation(deps, ref, (operation) => afterPayOut(deps, operation, outcome));
}

/** It can't go on: its bank is not configured any more, its card can't be opened. A person is told. */
async function waitForPerson(
  deps: OperationDeps,
  ref: OperationRef,
  exception: { code: string; detail: string },
): Promise<void> {
  await changeOperation(deps, ref, (operation) => {
    if (isEnded(operation)) return [];
    const stepCount = operation.stepCount + 1;
    return [{ patch: { stepCount, dueAtMs: retryAtMs(deps, stepCount - 1) }, exception }];
  });
}

/** The call, or undefined where its card can't be opened: nothing leaves then. */
async function callOf(deps: OperationDeps, operation: OperationRecord): Promise<PayOutCall | undefined> {
  try {
    return await openedCall(deps, operation);
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    await waitForPerson(deps, operation, { code: 'WITHDRAWAL_CARD_UNREADABLE', detail: error.code });
    return undefined;
  }
}

/** The card is opened for the call alone. */
async function openedCall(deps: OperationDeps, operation: OperationRecord): Promise<PayOutCall> {
  const { companyId, accountNumber } = operation;
  const cardId = operation.cardId ?? '';
  const card = await readCard(deps.database.pool, { companyId, cardId });
  if (!card) throw serverError('MEMBER_CARD_NOT_FOUND', { accountNumber, cardId });
  return {
    ...withoutCard(operation),
    beneficiary: {
      kind: card.kind,
      payeeKind: card.payeeKind,
      name: card.holderName,
      bankCode: card.bankCode,
      cardNumber: deps.secretBox.open(cardSealPurpose, card.cardNumberSealed).toString(),
    },
  };
}

function withoutCard(operation: OperationRecord): Omit<PayOutCall, 'beneficiary'> {
  return {
    ...nameOf(operation),
    bankAccountId: operation.channelAccountId ?? '',
    channelNumber: operation.channelNumber,
    amount: { amountMinor: operation.amountMinor, currency: operation.currency },
    remark: operation.remark,
    sentAtMs: operation.sentAtMs ?? operation.createdAtMs,
  };
}

/** An adapter that throws has a fault of its own; what it did is unknown. */
async function guarded(
  deps: OperationDeps,
  ref: OperationRef,
  call: () => Promise<PayOutOutcome>,
): Promise<PayOutOutcome> {
  try {
    return await call();
  } catch (error) {
    deps.log.error({ ...nameOf(ref), error: errorText(error) }, 'withdrawal.bank_threw');
    return { kind: 'unknown', why: errorText(error) };
  }
}

function nameOf(ref: OperationRef): OperationRef {
  return { companyId: ref.companyId, operationKey: ref.operationKey };
}
