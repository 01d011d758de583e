/** Custody's records as messages of the wire. Account numbers leave masked only. */
import { moneyToMessage } from '@qiantai/protos';
import type { BankAccountRecord, InstructionRecord } from '../custody/bank-records.ts';
import type { CustodyProof } from '../custody/custody-proof.ts';
import type { CustodyException } from '../custody/exception-store.ts';
import type { ImportResult } from '../custody/import-statement.ts';
import type { InstructionStep } from '../custody/instruction-store.ts';
import type { Position } from '../custody/position.ts';
import type { StoredProof } from '../custody/proof-store.ts';
import type { SuspenseRecord, SuspenseTarget } from '../custody/suspense-store.ts';
import type { Answered } from './messages.ts';

type Reply<
  Method extends
    | 'CreateBankAccount'
    | 'InstructSettlement'
    | 'ImportStatement'
    | 'GetPosition'
    | 'GetDailyProof'
    | 'ClearSuspense',
> = Answered<'CustodyService', Method>;

export function encodeBankAccount(account: BankAccountRecord): Reply<'CreateBankAccount'> {
  return {
    bankAccountId: account.bankAccountId,
    purpose: account.purpose,
    bank: account.bank,
    holderName: account.holderName,
    accountNumberMasked: account.accountNumberMasked,
    currency: account.currency,
    status: account.status,
    corporateHours: {
      opensMinute: account.corporateOpensMinute,
      closesMinute: account.corporateClosesMinute,
      weekdaysOnly: account.corporateWeekdaysOnly,
    },
    createdBy: account.createdBy,
    createdAtMs: String(account.createdAtMs),
  };
}

export function encodeInstruction(
  record: InstructionRecord,
  history: readonly InstructionStep[] = [],
): Reply<'InstructSettlement'> {
  return {
    instructionId: record.instructionId,
    purpose: record.purpose,
    bankAccountId: record.bankAccountId,
    payeeName: record.payeeName,
    payeeBank: record.payeeBank,
    payeeKind: record.payeeKind,
    payeeAccountMasked: record.payeeAccountMasked,
    amount: moneyToMessage(record),
    merchantId: record.merchantId,
    subjectReference: record.subjectReference,
    businessDate: record.businessDate,
    platformDate: record.platformDate,
    status: record.status,
    version: String(record.version),
    waitsFor: record.waitsFor,
    bankReference: record.bankReference,
    reasonCode: record.reasonCode,
    reasonText: record.reasonText,
    settledOn: record.settledOn ?? '',
    returnedOn: record.returnedOn ?? '',
    stepCount: record.stepCount,
    dueAtMs: String(record.dueAtMs ?? 0),
    requestedBy: record.requestedBy,
    createdAtMs: String(record.createdAtMs),
    updatedAtMs: String(record.updatedAtMs),
    history: history.map((step) => ({
      version: String(step.version),
      event: step.event,
      fromStatus: step.fromStatus ?? '',
      toStatus: step.toStatus,
      detail: step.detail,
      atMs: String(step.atMs),
    })),
  };
}

export function encodeImport(result: ImportResult): Reply<'ImportStatement'> {
  return {
    result: result.kind,
    lines: 'lines' in result ? result.lines : 0,
    suspense: result.kind === 'imported' ? result.suspense : 0,
    unexplained: result.kind === 'imported' ? result.unexplained : 0,
    differences: result.kind === 'changed' ? result.differences : [],
    code: result.kind === 'refused' ? result.code : '',
    why: 'why' in result ? result.why : '',
  };
}

export function encodePositions(positions: readonly Position[]): Reply<'GetPosition'> {
  return {
    positions: positions.map((position) => ({
      date: position.date,
      currency: position.currency,
      accounts: position.accounts.map((account) => ({
        bankAccountId: account.bankAccountId,
        openingMinor: String(account.openingMinor),
        inMinor: String(account.inMinor),
        outMinor: String(account.outMinor),
        closingMinor: String(account.closingMinor),
        expectedOutMinor: String(account.expectedOutMinor),
        shortMinor: String(account.shortMinor),
      })),
      expectedIn: position.expectedIn.map(({ code, subject, amountMinor }) => ({
        account: `${code}/${subject}`,
        amountMinor: String(amountMinor),
      })),
      expectedInMinor: String(position.expectedInMinor),
      suffices: position.suffices,
    })),
  };
}

export function encodeProof(proof: CustodyProof): Reply<'GetDailyProof'> {
  return {
    proofId: proof.proofId,
    date: proof.date,
    currency: proof.currency,
    passed: proof.passed,
    heldMinor: String(proof.heldMinor),
    owedMinor: String(proof.owedMinor),
    ownPartMinor: String(proof.ownPartMinor),
    accounts: proof.accounts.map(({ bankAccountId, booksMinor, bankMinor }) => ({
      bankAccountId,
      booksMinor: String(booksMinor),
      bankMinor: String(bankMinor ?? 0n),
      hasStatement: bankMinor !== null,
    })),
    components: proof.components.map((one) => ({ ...one, amountMinor: String(one.amountMinor) })),
    findings: proof.findings.map((one) => ({ ...one, differenceMinor: String(one.differenceMinor) })),
  };
}

/** What was kept is what was encoded then, its amounts as text. */
export function encodeStoredProof(stored: StoredProof): Reply<'GetDailyProof'> {
  const detail = stored.detail as {
    accounts: Array<{ bankAccountId: string; booksMinor: string; bankMinor: string | null }>;
    components: Array<{ section: string; code: string; name: string; amountMinor: string }>;
    findings: Array<{ code: string; account: string; differenceMinor: string; detail: string }>;
  };
  return {
    proofId: stored.proofId,
    date: stored.date,
    currency: stored.currency,
    passed: stored.passed,
    heldMinor: String(stored.heldMinor),
    owedMinor: String(stored.owedMinor),
    ownPartMinor: String(stored.ownPartMinor),
    accounts: detail.accounts.map((account) => ({
      ...account,
      bankMinor: account.bankMinor ?? '0',
      hasStatement: account.bankMinor !== null,
    })),
    components: detail.components,
    findings: detail.findings,
  };
}

export function encodeException(exception: CustodyException) {
  return { ...exception, openedAtMs: String(exception.openedAtMs) };
}

export function encodeSuspense(record: SuspenseRecord): Reply<'ClearSuspense'> {
  return {
    suspenseId: record.suspenseId,
    bankAccountId: record.bankAccountId,
    serialNo: record.serialNo,
    amount: moneyToMessage(record),
    arrivedOn: record.arrivedOn,
    status: record.status,
    version: String(record.version),
    target: record.proposal ? encodeTarget(record.proposal) : null,
    proposedBy: record.proposedBy,
    approvedBy: record.approvedBy,
    instructionId: record.instructionId ?? '',
    clearedOn: record.clearedOn ?? '',
  };
}

function encodeTarget(target: SuspenseTarget) {
  switch (target.to) {
    case 'member':
      return { member: { code: target.code, accountNumber: target.accountNumber } };
    case 'merchant':
      return { merchant: { merchantId: target.merchantId, businessDate: target.businessDate } };
    case 'clearing':
      return { clearing: { merchantId: target.merchantId, channelAccountId: target.channelAccountId } };
    case 'back':
      return { back: { payeeBank: target.payeeBank, payeeKind: target.payeeKind } };
    case 'income':
      return { income: {} };
  }
}
