/**
 * Which side of the daily proof each account of the platform's book stands on. An account that is added to the chart
 * without a place here does not compile.
 */
import type { AccountCode } from '../ledger/chart-of-accounts.ts';

export type PlatformCode = Extract<AccountCode, `platform.${string}`>;

/**
 * held: money at the custody bank, and money that channels and banks owe us for it. owed: what belongs to others.
 * own: the platform's own part, the rest of its book; earned fees that were not withdrawn, less what it lent out.
 */
export type ProofSection = 'held' | 'owed' | 'own';

export const proofSections: Readonly<Record<PlatformCode, ProofSection>> = {
  'platform.custody_bank': 'held',
  'platform.channel_clearing': 'held',
  'platform.card_clearing': 'held',
  'platform.recharge_clearing': 'held',
  'platform.bank_receivable': 'held',

  'platform.customer_balance': 'owed',
  'platform.merchant_balance': 'owed',
  'platform.internal_balance': 'owed',
  'platform.merchant_payable': 'owed',
  'platform.channel_payable': 'owed',
  'platform.refunds_in_transit': 'owed',
  'platform.settlement_in_transit': 'owed',
  'platform.withdrawals_in_transit': 'owed',
  'platform.payouts_in_transit': 'owed',
  'platform.split_to_confirm': 'owed',
  'platform.red_packets': 'owed',
  'platform.points': 'owed',
  'platform.suspense': 'owed',

  'platform.own_bank': 'own',
  'platform.merchant_receivable': 'own',
  'platform.fee_receivable': 'own',
  'platform.member_receivable': 'own',
  'platform.membership_advances': 'own',
  'platform.tax_payable': 'own',
  'platform.memo_direct_takings': 'own',
  'platform.memo_contra': 'own',
  'platform.paid_in_capital': 'own',
  'platform.risk_reserve': 'own',
  'platform.profit_of_year': 'own',
  'platform.undistributed_profit': 'own',
  'platform.service_cost': 'own',
  'platform.fee_income': 'own',
  'platform.member_fee_income': 'own',
  'platform.membership_income': 'own',
  'platform.unclaimed_income': 'own',
  'platform.channel_fee_expense': 'own',
  'platform.bank_fee_expense': 'own',
  'platform.marketing_expense': 'own',
  'platform.rounding': 'own',
  'platform.losses': 'own',
};

/** Accounts that the proof and the position need one by one, not as a sum. */
export const detailedCodes: readonly PlatformCode[] = [
  'platform.custody_bank',
  'platform.settlement_in_transit',
  'platform.suspense',
];
export const clearingCodes: readonly PlatformCode[] = [
  'platform.channel_clearing',
  'platform.card_clearing',
  'platform.recharge_clearing',
];
