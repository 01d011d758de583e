/** What custody asks of a bank, and what a bank can answer. */
import type { Currency } from '@qiantai/protos';
import type { Payee } from './bank-records.ts';

/** How a bank account is reached: what `bank_account.credentials_sealed` holds. */
export interface BankCredentials {
  baseUrl: string;
  clientId: string;
  /** Shared with the bank; signs requests and answers. */
  secret: string;
}

export interface BankConnection {
  credentials: BankCredentials;
  accountNumber: string;
  currency: Currency;
}

export interface InstructionOrder {
  /** The instruction's id: the same on every try. */
  instructionNo: string;
  payee: Payee;
  amountMinor: bigint;
  remark: string;
}

/** What an answer says it is about; the core compares it with the instruction before the answer counts. */
export interface AnswerAbout {
  instructionNo: string;
  payerAccount: string;
  payeeAccount: string;
  amountMinor: bigint;
  currency: string;
}

export type InstructionOutcome =
  | { kind: 'accepted'; about: AnswerAbout; bankReference: string }
  /** Paid; `bookedOn` is the bank's day, `YYYY-MM-DD`. */
  | { kind: 'confirmed'; about: AnswerAbout; bankReference: string; bookedOn: string }
  /** Refused for good. */
  | { kind: 'rejected'; about: AnswerAbout; bankReference: string; reasonCode: string }
  /** Certain: the bank does not have it. The same number may be sent later. */
  | { kind: 'not_taken'; reason: 'bank_hours' | 'bank_funds' | 'not_sent'; why: string }
  /** Of an inquiry: the bank never had that number. */
  | { kind: 'not_found' }
  /** No usable answer: it may or may not have been taken. */
  | { kind: 'unknown'; why: string };

export interface BankStatementLine {
  serialNo: string;
  bookedAtMs: number;
  direction: 'in' | 'out';
  amountMinor: bigint;
  balanceAfterMinor: bigint;
  counterpartyName: string;
  counterpartyAccount: string;
  remark: string;
  /** Our number where the bank repeats it, else ''. */
  instructionNo: string;
  kind: 'transfer' | 'return' | 'fee' | 'interest';
}

export interface BankStatement {
  accountNumber: string;
  date: string;
  currency: string;
  openingMinor: bigint;
  closingMinor: bigint;
  lines: BankStatementLine[];
}

export type StatementOutcome =
  | { kind: 'statement'; statement: BankStatement; bytes: Uint8Array }
  | { kind: 'not_ready' }
  /** The bank's answer is genuine, and is no statement. */
  | { kind: 'unreadable'; why: string }
  | { kind: 'unknown'; why: string };

export interface CustodyBank {
  submit(connection: BankConnection, order: InstructionOrder): Promise<InstructionOutcome>;
  inquire(connection: BankConnection, instructionNo: string): Promise<InstructionOutcome>;
  /** `date` is the bank's day, `YYYY-MM-DD`. */
  downloadStatement(connection: BankConnection, date: string): Promise<StatementOutcome>;
}
