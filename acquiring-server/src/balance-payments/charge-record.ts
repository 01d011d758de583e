/** A charge on a member's balance, its refunds and the codes it comes by, as the folder passes them on. */
import type { Currency } from '@qiantai/protos';
import type { ReasonCode } from '../channels/port.ts';
import type { ChargeStatus } from './charge-states.ts';

export interface ChargeRef {
  merchantId: string;
  channelOrderNo: string;
}

export interface ChargeRecord extends ChargeRef {
  /** 28 digits. */
  chargeNo: string;
  companyId: string;
  channelAccountId: string;
  /** Null: closed before it was asked for. */
  accountNumber: string | null;
  codeId: string | null;
  amountMinor: bigint;
  currency: Currency;
  status: ChargeStatus;
  version: number;
  reasonCode: ReasonCode | '';
  description: string;
  storeId: string;
  terminalId: string;
  /** The member's word counts until then; null: it was not asked. */
  expiresAtMs: number | null;
  paidAtMs: number | null;
  /** Beijing, `YYYY-MM-DD`. */
  paidOn: string | null;
  refundedMinor: bigint;
  createdAtMs: number;
  updatedAtMs: number;
}

export interface BalanceRefundRecord extends ChargeRef {
  channelRefundNo: string;
  amountMinor: bigint;
  /** `waiting`: the member's account takes no money now. */
  status: 'waiting' | 'done';
  createdAtMs: number;
  doneAtMs: number | null;
}

export interface WalletCodeRecord {
  companyId: string;
  codeId: string;
  accountNumber: string;
  issuedAtMs: number;
  expiresAtMs: number;
  /** `merchant/channel order number` that it was shown for. */
  usedBy: string | null;
}
