/** A card that was taken offline, as the core holds it. Pure. */
import type { Money, PaymentKey } from '@qiantai/protos';
import type { OfflineCardEvent, OfflineCardStatus } from './offline-card-transitions.ts';

/** What is known of it from the beginning, by the payment or by the journal. */
export interface OfflineCardFacts {
  merchantId: string;
  paymentKey: PaymentKey;
  amount: Money;
  brand: string;
  maskedPan: string;
  storeId: string;
  terminalId: string;
  operatorId: string;
  orderNo: string;
  businessDate: string;
  takenAtMs: number;
  forced: boolean;
}

export interface OfflineCardRecord extends OfflineCardFacts {
  status: OfflineCardStatus;
  version: number;
  journalled: boolean;
  reasonCode: string;
  presentations: number;
  representableUntilMs: number | null;
  writeOffRequestedBy: string;
  createdAtMs: number;
  updatedAtMs: number;
}

export interface OfflineCardStep {
  version: number;
  event: OfflineCardEvent | 'taken';
  fromStatus: OfflineCardStatus | null;
  toStatus: OfflineCardStatus;
  byName: string;
  why: string;
  atMs: number;
}

/** Names of the facts in which the payment and the journal do not agree. */
export function differingOfflineFacts(one: OfflineCardFacts, other: OfflineCardFacts): string[] {
  const differing: string[] = (
    [
      'brand',
      'maskedPan',
      'storeId',
      'terminalId',
      'operatorId',
      'orderNo',
      'businessDate',
      'takenAtMs',
      'forced',
    ] as const
  ).filter((member) => one[member] !== other[member]);
  if (one.amount.amountMinor !== other.amount.amountMinor) differing.push('amountMinor');
  if (one.amount.currency !== other.amount.currency) differing.push('currency');
  return differing;
}
