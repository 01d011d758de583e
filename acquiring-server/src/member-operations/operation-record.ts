/** An operation as it is stored, and what goes with it. Amounts are minor units, instants milliseconds. */
import type { Currency } from '@qiantai/protos';
import type { MemberAccountCode } from '../ledger/chart-of-accounts.ts';
import type { OperationKind, OperationStatus } from './operation-states.ts';

export interface OperationRef {
  companyId: string;
  operationKey: string;
}

export interface OperationRecord extends OperationRef {
  requestHash: string;
  kind: OperationKind;
  /** Whose money it is: credited by a recharge, debited by the others. */
  accountNumber: string;
  ledgerCode: MemberAccountCode;
  payeeAccountNumber: string | null;
  payeeLedgerCode: MemberAccountCode | null;
  amountMinor: bigint;
  feeMinor: bigint;
  freeUsedMinor: bigint;
  channelCostMinor: bigint;
  shortfallMinor: bigint;
  recoveredMinor: bigint;
  currency: Currency;
  remark: string;
  requestedBy: string;
  /** Beijing's day when it was asked, `YYYY-MM-DD`. */
  day: string;
  status: OperationStatus;
  version: number;
  counted: boolean;
  holdId: string | null;
  channelAccountId: string | null;
  channelNumber: string;
  channelTransactionId: string;
  cardId: string | null;
  payerUrl: string;
  reasonCode: string;
  channelMessage: string;
  exceptionCode: string;
  deadlineMs: number | null;
  toSend: boolean;
  sentAtMs: number | null;
  dueAtMs: number | null;
  stepCount: number;
  driver: string;
  createdAtMs: number;
  updatedAtMs: number;
}

/** One transition, as its history keeps it. */
export interface OperationStep extends OperationRef {
  version: number;
  event: string;
  fromStatus: OperationStatus | null;
  toStatus: OperationStatus;
  detail: string;
  /** A person by name; '' the server itself. */
  byName: string;
  atMs: number;
}

export interface OperationReview extends OperationRef {
  role: string;
  byName: string;
  decision: 'agreed' | 'refused';
  why: string;
  atMs: number;
}

export type BankCardKind = 'own' | 'entrusted';
/** A person's card or account, or a company's account. */
export type PayeeKind = 'personal' | 'corporate';

export interface BankCardRecord {
  companyId: string;
  cardId: string;
  accountNumber: string;
  kind: BankCardKind;
  payeeKind: PayeeKind;
  holderName: string;
  bankCode: string;
  cardNumberSealed: Buffer;
  cardFingerprint: Buffer;
  /** First six and last four digits. */
  cardMasked: string;
  entrustmentReference: string;
  status: 'active' | 'removed';
  registeredBy: string;
  registeredAtMs: number;
  removedBy: string;
  removedAtMs: number | null;
}
