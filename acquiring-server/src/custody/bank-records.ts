/** What custody keeps, as its stores read and write it. */
import type { Currency } from '@qiantai/protos';
import type { InstructionStatus } from './instruction-transitions.ts';

export const instructionPurposes = [
  'settlement',
  'withdrawal',
  'payout',
  'refund_by_transfer',
  'fees_withdrawn',
  'own_money_paid_in',
  'suspense_sent_back',
] as const;
export type InstructionPurpose = (typeof instructionPurposes)[number];

export type PayeeKind = 'personal' | 'corporate';

export interface Payee {
  name: string;
  bank: string;
  accountNumber: string;
  kind: PayeeKind;
}

/** When a bank pays corporate payees, minutes of the day in Beijing. */
export interface CorporateHours {
  corporateOpensMinute: number;
  corporateClosesMinute: number;
  corporateWeekdaysOnly: boolean;
}

export interface BankAccountRecord extends CorporateHours {
  bankAccountId: string;
  purpose: 'custody' | 'own';
  bank: string;
  holderName: string;
  accountNumberMasked: string;
  currency: Currency;
  status: 'open' | 'closed';
  createdBy: string;
  createdAtMs: number;
}

export interface InstructionRecord {
  instructionId: string;
  purpose: InstructionPurpose;
  bankAccountId: string;
  payeeBankAccountId: string | null;
  payeeName: string;
  payeeBank: string;
  payeeKind: PayeeKind;
  payeeAccountSealed: Buffer;
  payeeAccountMasked: string;
  payeeAccountFingerprint: Buffer;
  amountMinor: bigint;
  currency: Currency;
  remark: string;
  merchantId: string;
  subjectReference: string;
  payloadHash: Buffer;
  /** `YYYY-MM-DD`: of the merchant, of the platform. */
  businessDate: string;
  platformDate: string;
  status: InstructionStatus;
  version: bigint;
  waitsFor: '' | 'bank_hours' | 'bank_funds';
  bankReference: string;
  reasonCode: string;
  reasonText: string;
  settledOn: string | null;
  returnedOn: string | null;
  stepCount: number;
  dueAtMs: number | null;
  driver: string;
  sentAtMs: number | null;
  requestedBy: string;
  createdAtMs: number;
  updatedAtMs: number;
}

export const lineMatches = [
  'paid',
  'returned',
  'arrived',
  'channel_settlement',
  'recharge_by_transfer',
  'bank_fee',
  'suspense',
  'unexplained',
] as const;
export type LineMatch = (typeof lineMatches)[number];

/** A number of an account as people may see it: its last four digits. */
export function maskAccountNumber(number: string): string {
  return number.length <= 4 ? '****' : `${'*'.repeat(Math.min(number.length - 4, 12))}${number.slice(-4)}`;
}
