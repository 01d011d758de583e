/**
 * Clears money that fits nothing, by two persons: one proposes where it belongs, another approves. Both stand in its
 * history with what they said.
 */

import type { Currency } from '@qiantai/protos';
import { serverError } from '../errors.ts';
import { type MemberAccountCode, memberAccountCodes } from '../ledger/chart-of-accounts.ts';
import type { Queryable } from '../ledger/ledger.ts';
import type { PostingEvent } from '../ledger/posting.ts';
import { beijingDate } from '../payment/beijing-date.ts';
import type { CustodyDeps, OutcomeHandler } from './custody-deps.ts';
import type { InstructionDesk } from './instruction-desk.ts';
import { readCounterparty } from './statement-store.ts';
import {
  insertSuspense,
  lockSuspense,
  moveSuspense,
  readSuspenseOfInstruction,
  type SuspenseRecord,
  type SuspenseTarget,
} from './suspense-store.ts';

export interface SuspenseService {
  /** @throws CodedError CUSTODY_SUSPENSE_NOT_FOUND, CUSTODY_SUSPENSE_REFUSED, CUSTODY_BAD_REQUEST */
  propose(request: { suspenseId: string; target: SuspenseTarget; operator: string }): Promise<SuspenseRecord>;
  /**
   * Posts what was proposed, or tells the bank to send it back.
   * @throws CodedError CUSTODY_SAME_PERSON besides, and what the ledger refuses; nothing was written then
   */
  approve(request: { suspenseId: string; operator: string }): Promise<SuspenseRecord>;
  /** Takes a proposal back to where it was. */
  decline(request: { suspenseId: string; operator: string }): Promise<SuspenseRecord>;
}

export function createSuspenseService(deps: CustodyDeps, desk: InstructionDesk): SuspenseService {
  desk.onOutcome('suspense_sent_back', sentBackHandler(deps));
  return {
    propose: async ({ suspenseId, target, operator }) =>
      await move(deps, suspenseId, ['open', 'proposed'], async (_, held) => {
        checkTarget(target);
        const next = { ...held, status: 'proposed' as const, proposal: target, proposedBy: operator };
        return { next, event: 'proposed', by: operator };
      }),
    approve: async ({ suspenseId, operator }) =>
      await move(deps, suspenseId, ['proposed'], async (client, held) => {
        if (held.proposedBy === operator) throw serverError('CUSTODY_SAME_PERSON', { operator });
        const next = await clear(deps, desk, client, { ...held, approvedBy: operator });
        return { next, event: 'approved', by: operator };
      }),
    decline: async ({ suspenseId, operator }) =>
      await move(deps, suspenseId, ['proposed'], async (_, held) => ({
        next: reopened(held),
        event: 'declined',
        by: operator,
      })),
  };
}

async function move(
  deps: CustodyDeps,
  suspenseId: string,
  from: ReadonlyArray<SuspenseRecord['status']>,
  decide: (client: Queryable, held: SuspenseRecord) => Promise<{ next: SuspenseRecord; event: string; by: string }>,
): Promise<SuspenseRecord> {
  return await deps.database.transaction(async (client) => {
    const held = await lockSuspense(client, suspenseId);
    if (!held) throw serverError('CUSTODY_SUSPENSE_NOT_FOUND', { suspenseId });
    if (!from.includes(held.status)) {
      throw serverError('CUSTODY_SUSPENSE_REFUSED', { suspenseId, status: held.status });
    }
    const { next, event, by } = await decide(client, held);
    const moved = { ...next, version: held.version + 1n };
    await moveSuspense(client, held, moved, { event, by, atMs: deps.clock.nowMs() });
    return moved;
  });
}

function reopened(held: SuspenseRecord): SuspenseRecord {
  return { ...held, status: 'open', proposal: null, proposedBy: '', approvedBy: '', instructionId: null };
}

function checkTarget(target: SuspenseTarget): void {
  if (target.to === 'member' && !isMemberCode(target.code)) {
    throw serverError('CUSTODY_BAD_REQUEST', { why: `${target.code} is no account of a member` });
  }
}

async function clear(
  deps: CustodyDeps,
  desk: InstructionDesk,
  client: Queryable,
  held: SuspenseRecord,
): Promise<SuspenseRecord> {
  const target = held.proposal;
  if (!target) throw new TypeError(`suspense ${held.suspenseId} has no proposal`);
  if (target.to === 'back') {
    const instructionId = await sendBack(deps, desk, client, held, target);
    return { ...held, status: 'sending_back', instructionId };
  }
  const platformDate = beijingDate(deps.clock.nowMs());
  await deps.ledger.post(client, [clearingEvent(held, target, platformDate)]);
  return { ...held, status: 'cleared', clearedOn: platformDate };
}

function clearingEvent(
  held: SuspenseRecord,
  target: Exclude<SuspenseTarget, { to: 'back' }>,
  platformDate: string,
): PostingEvent {
  const common = {
    reference: held.suspenseId,
    currency: held.currency as Currency,
    amounts: { amount: held.amountMinor },
    platformDate,
    postedBy: held.approvedBy,
  };
  const subjects = { bankAccountId: held.bankAccountId };
  switch (target.to) {
    case 'member': {
      const payee = { code: target.code as MemberAccountCode, accountNumber: target.accountNumber };
      return { ...common, kind: 'suspense_to_member', subjects, members: { payee } };
    }
    case 'merchant': {
      const { merchantId, businessDate } = target;
      return { ...common, kind: 'suspense_to_merchant', subjects, merchantId, businessDate };
    }
    case 'clearing': {
      const { merchantId, channelAccountId } = target;
      return { ...common, kind: 'suspense_to_clearing', subjects: { ...subjects, channelAccountId }, merchantId };
    }
    case 'income':
      return { ...common, kind: 'suspense_to_income', subjects };
  }
}

function isMemberCode(code: string): code is MemberAccountCode {
  return (memberAccountCodes as readonly string[]).includes(code);
}

async function sendBack(
  deps: CustodyDeps,
  desk: InstructionDesk,
  client: Queryable,
  held: SuspenseRecord,
  target: Extract<SuspenseTarget, { to: 'back' }>,
): Promise<string> {
  const from = await readCounterparty(client, deps.secretBox, held);
  if (!from || from.accountNumber === '') {
    throw serverError('CUSTODY_BAD_REQUEST', { why: 'the statement does not say which account it came from' });
  }
  const { instructionId } = await desk.instruct(client, {
    purpose: 'suspense_sent_back',
    bankAccountId: held.bankAccountId,
    payee: {
      name: from.name,
      bank: target.payeeBank,
      accountNumber: from.accountNumber,
      kind: target.payeeKind,
    },
    amountMinor: held.amountMinor,
    // Again after the bank refused it is another instruction.
    subjectReference: `${held.suspenseId}/${held.version}`,
    remark: '退回',
    requestedBy: held.approvedBy,
  });
  return instructionId;
}

/** The suspense moves with its instruction; the postings are made by the instruction's own table. */
function sentBackHandler(deps: CustodyDeps): OutcomeHandler {
  return async (client, instruction, outcome) => {
    const held = await readSuspenseOfInstruction(client, instruction.instructionId);
    if (!held) throw new TypeError(`instruction ${instruction.instructionId} sends no suspense back`);
    const atMs = deps.clock.nowMs();
    if (outcome.event === 'returned') {
      // It came back: the money is there again, by another line.
      await insertSuspense(client, {
        suspenseId: deps.ids.uuid7(),
        bankAccountId: instruction.bankAccountId,
        serialNo: outcome.line?.serialNo ?? instruction.instructionId,
        currency: instruction.currency,
        amountMinor: instruction.amountMinor,
        arrivedOn: outcome.platformDate,
        atMs,
      });
      return;
    }
    const next: SuspenseRecord =
      outcome.event === 'confirmed' ? { ...held, status: 'cleared', clearedOn: outcome.platformDate } : reopened(held);
    const step = { event: `sending_back_${outcome.event}`, by: 'bank', atMs };
    await moveSuspense(client, held, { ...next, version: held.version + 1n }, step);
  };
}
