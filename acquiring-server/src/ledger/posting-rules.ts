/**
 * What each event posts: one journal per book, of the lines below. Data only; `print-rules.ts` prints it to
 * docs/posting-rules.md. A line whose amount is zero is left out.
 */
import type { AccountCode, BookKind } from './chart-of-accounts.ts';

/** What an event measures, minor units. */
export type AmountName =
  | 'amount'
  /** What the channel settles of it: the amount less coupons that it does not settle. */
  | 'settlement'
  | 'unsettledCoupon'
  | 'merchantFee'
  | 'channelCost'
  | 'fee'
  /** Of a refund or deduction: what the merchant is owed covers this much, the rest is the shortfall. */
  | 'fromPayable'
  | 'shortfall'
  /** Of a mixed payment: what red packets and points stand for. */
  | 'redPacket'
  | 'points';

/** Whose account an event means where it names a member's account. */
export type Party = 'member' | 'payer' | 'payee';

/** An account of the chart, or `@payer`: the member's account that the event names as its payer. */
export type AccountUse = AccountCode | `@${Party}`;

export interface PostingLine {
  book: BookKind;
  debit: AccountUse;
  credit: AccountUse;
  amount: AmountName;
}

/** The record that caused a journal, for whoever looks it up. */
export type CauseKind =
  | 'payment'
  | 'refund'
  | 'member_operation'
  | 'bank_instruction'
  | 'bank_statement_line'
  | 'settlement'
  | 'adjustment';

export interface PostingRule {
  /** When it is posted, for the reader of the printed table. */
  when: string;
  whenZh: string;
  cause: CauseKind;
  lines?: readonly PostingLine[];
  /** Posts the lines of that event with debit and credit exchanged. */
  undoes?: string;
}

type Line = readonly [debit: AccountUse, credit: AccountUse, amount: AmountName];
const platform = (...lines: readonly Line[]): PostingLine[] => linesIn('platform', lines);
const merchant = (...lines: readonly Line[]): PostingLine[] => linesIn('merchant', lines);
const linesIn = (book: BookKind, lines: readonly Line[]): PostingLine[] =>
  lines.map(([debit, credit, amount]) => ({ book, debit, credit, amount }));
const rules = <Kinds extends Record<string, PostingRule>>(named: Kinds) => named;

export const postingRules = rules({
  // Cash at a till.
  cash_sale: {
    when: 'cash was taken at a till',
    whenZh: '收银机收取现金',
    cause: 'payment',
    lines: merchant(['merchant.cash_in_till', 'merchant.sales', 'amount']),
  },
  cash_handed_back: {
    when: 'cash was handed back at a till',
    whenZh: '收银机退还现金',
    cause: 'refund',
    lines: merchant(['merchant.sales_returned', 'merchant.cash_in_till', 'amount']),
  },
  cash_rounded: {
    when: 'a sale was rounded down for the customer',
    whenZh: '抹零',
    cause: 'payment',
    lines: merchant(['merchant.rounding', 'merchant.sales', 'amount']),
  },
  cash_banked: {
    when: 'cash of a till was paid in at the merchant’s bank',
    whenZh: '现金缴存银行',
    cause: 'adjustment',
    lines: merchant(['merchant.bank', 'merchant.cash_in_till', 'amount']),
  },
  cash_short: {
    when: 'a blind count found less than the books say',
    whenZh: '盘点现金短款',
    cause: 'adjustment',
    lines: merchant(['merchant.cash_difference', 'merchant.cash_in_till', 'amount']),
  },
  cash_over: { when: 'a blind count found more', whenZh: '盘点现金长款', cause: 'adjustment', undoes: 'cash_short' },

  // Payments by code and card.
  channel_payment: {
    when: 'a channel holds the money of a payment by code, on a channel account that settles to the platform',
    whenZh: '扫码支付成功(渠道结算至平台)',
    cause: 'payment',
    lines: [
      ...platform(
        ['platform.channel_clearing', 'platform.merchant_payable', 'settlement'],
        ['platform.merchant_payable', 'platform.fee_income', 'merchantFee'],
        ['platform.channel_fee_expense', 'platform.channel_clearing', 'channelCost'],
      ),
      ...merchant(
        ['merchant.receivable_from_acquirer', 'merchant.sales', 'settlement'],
        ['merchant.coupon_expense', 'merchant.sales', 'unsettledCoupon'],
        ['merchant.acquiring_fee_expense', 'merchant.receivable_from_acquirer', 'merchantFee'],
      ),
    ],
  },
  payment_reversed: {
    when: 'a reversal returned the money of a payment by code that the channel had taken',
    whenZh: '扫码支付冲正',
    cause: 'payment',
    undoes: 'channel_payment',
  },
  card_payment: {
    when: 'the card host approved a card sale that settles to the platform',
    whenZh: '刷卡支付成功(清算至平台)',
    cause: 'payment',
    lines: [
      ...platform(
        ['platform.card_clearing', 'platform.merchant_payable', 'settlement'],
        ['platform.merchant_payable', 'platform.fee_income', 'merchantFee'],
        ['platform.channel_fee_expense', 'platform.card_clearing', 'channelCost'],
      ),
      ...merchant(
        ['merchant.receivable_from_acquirer', 'merchant.sales', 'settlement'],
        ['merchant.coupon_expense', 'merchant.sales', 'unsettledCoupon'],
        ['merchant.acquiring_fee_expense', 'merchant.receivable_from_acquirer', 'merchantFee'],
      ),
    ],
  },
  card_payment_reversed: {
    when: 'a card sale was voided or reversed after money had moved',
    whenZh: '刷卡支付撤销或冲正',
    cause: 'payment',
    undoes: 'card_payment',
  },
  direct_payment: {
    when: 'a channel holds the money of a payment on a channel account that settles to the merchant directly: a memo and the fee only',
    whenZh: '支付成功(渠道直接结算至商户):平台仅备查与手续费',
    cause: 'payment',
    lines: [
      ...platform(
        ['platform.memo_direct_takings', 'platform.memo_contra', 'settlement'],
        ['platform.fee_receivable', 'platform.fee_income', 'merchantFee'],
      ),
      ...merchant(
        ['merchant.receivable_from_channel', 'merchant.sales', 'settlement'],
        ['merchant.coupon_expense', 'merchant.sales', 'unsettledCoupon'],
        ['merchant.channel_fee_expense', 'merchant.receivable_from_channel', 'channelCost'],
        ['merchant.acquiring_fee_expense', 'merchant.payable_to_acquirer', 'merchantFee'],
      ),
    ],
  },
  direct_payment_reversed: {
    when: 'such a payment was reversed',
    whenZh: '直清支付冲正',
    cause: 'payment',
    undoes: 'direct_payment',
  },

  // Refunds.
  refund_accepted: {
    when: 'a refund is accepted; what the merchant is owed does not always cover it (shortfall)',
    whenZh: '受理退款;应付商户款不足的部分转为应收',
    cause: 'refund',
    lines: [
      ...platform(
        ['platform.merchant_payable', 'platform.refunds_in_transit', 'fromPayable'],
        ['platform.merchant_receivable', 'platform.refunds_in_transit', 'shortfall'],
      ),
      ...merchant(
        ['merchant.sales_returned', 'merchant.refunds_in_transit', 'settlement'],
        ['merchant.sales_returned', 'merchant.coupon_expense', 'unsettledCoupon'],
      ),
    ],
  },
  refund_succeeded: {
    when: 'the channel returned the money to the payer',
    whenZh: '渠道退款成功',
    cause: 'refund',
    lines: [
      ...platform(['platform.refunds_in_transit', 'platform.channel_clearing', 'settlement']),
      ...merchant(['merchant.refunds_in_transit', 'merchant.receivable_from_acquirer', 'settlement']),
    ],
  },
  card_refund_succeeded: {
    when: 'the card host approved a refund',
    whenZh: '银行卡退款成功',
    cause: 'refund',
    lines: [
      ...platform(['platform.refunds_in_transit', 'platform.card_clearing', 'settlement']),
      ...merchant(['merchant.refunds_in_transit', 'merchant.receivable_from_acquirer', 'settlement']),
    ],
  },
  refund_failed: {
    when: 'the channel refused a refund for good',
    whenZh: '退款失败',
    cause: 'refund',
    undoes: 'refund_accepted',
  },
  refund_by_transfer_succeeded: {
    when: 'a refund that the channel cannot return was paid by a bank transfer',
    whenZh: '退款以银行转账方式退回成功',
    cause: 'bank_instruction',
    lines: [
      ...platform(['platform.refunds_in_transit', 'platform.custody_bank', 'settlement']),
      ...merchant(['merchant.refunds_in_transit', 'merchant.receivable_from_acquirer', 'settlement']),
    ],
  },
  refund_by_transfer_returned: {
    when: 'such a transfer came back (退票): the refund is in transit again',
    whenZh: '退款转账退票',
    cause: 'bank_instruction',
    undoes: 'refund_by_transfer_succeeded',
  },
  direct_refund_accepted: {
    when: 'a refund is accepted on a channel account that settles to the merchant directly',
    whenZh: '受理退款(直清)',
    cause: 'refund',
    lines: merchant(
      ['merchant.sales_returned', 'merchant.refunds_in_transit', 'settlement'],
      ['merchant.sales_returned', 'merchant.coupon_expense', 'unsettledCoupon'],
    ),
  },
  direct_refund_succeeded: {
    when: 'that channel returned the money',
    whenZh: '渠道退款成功(直清)',
    cause: 'refund',
    lines: [
      ...platform(['platform.memo_contra', 'platform.memo_direct_takings', 'settlement']),
      ...merchant(['merchant.refunds_in_transit', 'merchant.receivable_from_channel', 'settlement']),
    ],
  },
  direct_refund_failed: {
    when: 'that channel refused the refund for good',
    whenZh: '退款失败(直清)',
    cause: 'refund',
    undoes: 'direct_refund_accepted',
  },

  // Cards that were taken while the line was down.
  offline_card_taken: {
    when: 'a card was taken offline under the limits, at the merchant’s risk',
    whenZh: '离线受理银行卡',
    cause: 'payment',
    lines: merchant(['merchant.offline_card_receivable', 'merchant.sales_not_settled', 'amount']),
  },
  offline_card_approved: {
    when: 'the issuer approved it after forwarding',
    whenZh: '离线卡转发后承兑',
    cause: 'payment',
    lines: [
      ...platform(
        ['platform.card_clearing', 'platform.merchant_payable', 'amount'],
        ['platform.merchant_payable', 'platform.fee_income', 'merchantFee'],
        ['platform.channel_fee_expense', 'platform.card_clearing', 'channelCost'],
      ),
      ...merchant(
        ['merchant.receivable_from_acquirer', 'merchant.offline_card_receivable', 'amount'],
        ['merchant.sales_not_settled', 'merchant.sales', 'amount'],
        ['merchant.acquiring_fee_expense', 'merchant.receivable_from_acquirer', 'merchantFee'],
      ),
    ],
  },
  offline_card_declined: {
    when: 'the issuer declined it: the taking is reversed, the goods are gone and the case is kept',
    whenZh: '离线卡转发后拒付',
    cause: 'payment',
    lines: merchant(
      ['merchant.sales_not_settled', 'merchant.offline_card_receivable', 'amount'],
      ['merchant.declined_offline_receivable', 'merchant.sales', 'amount'],
    ),
  },

  // Fees by themselves.
  merchant_fee: {
    when: 'a fee is charged to the merchant apart from a payment',
    whenZh: '向商户收取手续费',
    cause: 'adjustment',
    lines: [
      ...platform(['platform.merchant_payable', 'platform.fee_income', 'fee']),
      ...merchant(['merchant.acquiring_fee_expense', 'merchant.receivable_from_acquirer', 'fee']),
    ],
  },
  merchant_fee_returned: {
    when: 'that fee is given back',
    whenZh: '退还商户手续费',
    cause: 'adjustment',
    undoes: 'merchant_fee',
  },
  direct_fee_paid: {
    when: 'a merchant that is settled directly paid its fees to the platform',
    whenZh: '直清商户缴纳手续费',
    cause: 'bank_statement_line',
    lines: [
      ...platform(['platform.own_bank', 'platform.fee_receivable', 'amount']),
      ...merchant(['merchant.payable_to_acquirer', 'merchant.bank', 'amount']),
    ],
  },
  channel_fee: {
    when: 'a channel charges its cost apart from a payment',
    whenZh: '渠道收取成本',
    cause: 'adjustment',
    lines: platform(['platform.channel_fee_expense', 'platform.channel_clearing', 'fee']),
  },
  bank_fee: {
    when: 'the bank charged a fee to the platform’s own account',
    whenZh: '银行手续费',
    cause: 'bank_statement_line',
    lines: platform(['platform.bank_fee_expense', 'platform.own_bank', 'fee']),
  },
  fees_withdrawn: {
    when: 'earned fees were moved from the custody account to the platform’s own account',
    whenZh: '手续费收入划出存管户',
    cause: 'bank_instruction',
    lines: platform(['platform.own_bank', 'platform.custody_bank', 'amount']),
  },
  own_money_paid_in: {
    when: 'the platform paid own money into the custody account',
    whenZh: '自有资金划入存管户',
    cause: 'bank_instruction',
    undoes: 'fees_withdrawn',
  },
  capital_paid_in: {
    when: 'owners paid in capital',
    whenZh: '实收资本入账',
    cause: 'bank_statement_line',
    lines: platform(['platform.own_bank', 'platform.paid_in_capital', 'amount']),
  },

  // Channels and banks settle.
  channel_settled: {
    when: 'a channel settled to the custody bank',
    whenZh: '渠道结算到账',
    cause: 'bank_statement_line',
    lines: platform(['platform.custody_bank', 'platform.channel_clearing', 'amount']),
  },
  card_settled: {
    when: 'the card scheme settled to the custody bank',
    whenZh: '银行卡清算到账',
    cause: 'bank_statement_line',
    lines: platform(['platform.custody_bank', 'platform.card_clearing', 'amount']),
  },
  recharge_settled: {
    when: 'a channel settled recharges to the custody bank',
    whenZh: '充值款结算到账',
    cause: 'bank_statement_line',
    lines: platform(['platform.custody_bank', 'platform.recharge_clearing', 'amount']),
  },
  direct_settled: {
    when: 'a channel settled to the merchant directly',
    whenZh: '渠道直接结算至商户',
    cause: 'settlement',
    lines: merchant(['merchant.bank', 'merchant.receivable_from_channel', 'amount']),
  },
  settlement_instructed: {
    when: 'the bank is told to pay a merchant what it is owed',
    whenZh: '发出商户结算指令',
    cause: 'bank_instruction',
    lines: platform(['platform.merchant_payable', 'platform.settlement_in_transit', 'amount']),
  },
  settlement_confirmed: {
    when: 'the bank confirmed that settlement',
    whenZh: '银行确认结算',
    cause: 'bank_instruction',
    lines: [
      ...platform(['platform.settlement_in_transit', 'platform.custody_bank', 'amount']),
      ...merchant(['merchant.bank', 'merchant.receivable_from_acquirer', 'amount']),
    ],
  },
  settlement_rejected: {
    when: 'the bank refused that settlement: the merchant is owed it again',
    whenZh: '银行拒绝结算',
    cause: 'bank_instruction',
    undoes: 'settlement_instructed',
  },
  settlement_returned: {
    when: 'a settlement that was confirmed came back (退票): the merchant is owed it again',
    whenZh: '结算退票',
    cause: 'bank_instruction',
    lines: [
      ...platform(['platform.custody_bank', 'platform.merchant_payable', 'amount']),
      ...merchant(['merchant.receivable_from_acquirer', 'merchant.bank', 'amount']),
    ],
  },
  settlement_to_balance: {
    when: 'a merchant is settled into its balance at the platform',
    whenZh: '结算至商户余额',
    cause: 'settlement',
    lines: [
      ...platform(['platform.merchant_payable', '@payee', 'amount']),
      ...merchant(['merchant.acquirer_balance', 'merchant.receivable_from_acquirer', 'amount']),
    ],
  },
  receivable_recovered: {
    when: 'a shortfall is taken from what the merchant is owed by now',
    whenZh: '以应付款抵减应收商户款',
    cause: 'settlement',
    lines: platform(['platform.merchant_payable', 'platform.merchant_receivable', 'amount']),
  },

  // Profit sharing.
  split_held: {
    when: 'part of what a merchant is owed is kept until its split is confirmed',
    whenZh: '分账待确认',
    cause: 'settlement',
    lines: platform(['platform.merchant_payable', 'platform.split_to_confirm', 'amount']),
  },
  split_paid: {
    when: 'a split is confirmed to a receiver',
    whenZh: '分账至接收方',
    cause: 'settlement',
    lines: platform(['platform.split_to_confirm', '@payee', 'amount']),
  },
  split_returned: {
    when: 'a receiver gives its share back',
    whenZh: '分账回退',
    cause: 'settlement',
    undoes: 'split_paid',
  },
  split_released: {
    when: 'what was kept and not split is owed to the merchant again',
    whenZh: '解除待分账',
    cause: 'settlement',
    undoes: 'split_held',
  },

  // Members: recharge, withdrawal, transfer, payment by balance.
  recharge: {
    when: 'a channel holds the money of a recharge',
    whenZh: '会员充值成功',
    cause: 'member_operation',
    lines: platform(
      ['platform.recharge_clearing', '@member', 'amount'],
      ['platform.channel_fee_expense', 'platform.recharge_clearing', 'channelCost'],
    ),
  },
  recharge_by_transfer: {
    when: 'a bank transfer of a member arrived at the custody bank',
    whenZh: '会员转账充值到账',
    cause: 'bank_statement_line',
    lines: platform(['platform.custody_bank', '@member', 'amount']),
  },
  recharge_reversed: {
    when: 'a recharge went back to the payer',
    whenZh: '充值退回',
    cause: 'member_operation',
    undoes: 'recharge',
  },
  recharge_reversed_short: {
    when: 'the part of such a recharge that the member had spent: the member owes it',
    whenZh: '充值退回中会员已用部分',
    cause: 'member_operation',
    lines: platform(['platform.member_receivable', 'platform.recharge_clearing', 'amount']),
  },
  member_receivable_recovered: {
    when: 'what a member owes is taken from what has come in since',
    whenZh: '收回应收会员款',
    cause: 'member_operation',
    lines: platform(['@member', 'platform.member_receivable', 'amount']),
  },
  withdrawal_sent: {
    when: 'a withdrawal is told to the bank; the hold on the balance is captured',
    whenZh: '提现指令发出',
    cause: 'member_operation',
    lines: platform(
      ['@member', 'platform.withdrawals_in_transit', 'amount'],
      ['@member', 'platform.member_fee_income', 'fee'],
    ),
  },
  withdrawal_succeeded: {
    when: 'the bank confirmed it',
    whenZh: '提现成功',
    cause: 'member_operation',
    lines: platform(['platform.withdrawals_in_transit', 'platform.custody_bank', 'amount']),
  },
  withdrawal_failed: {
    when: 'the bank refused it: amount and fee are the member’s again',
    whenZh: '提现失败退回',
    cause: 'member_operation',
    undoes: 'withdrawal_sent',
  },
  withdrawal_returned: {
    when: 'it came back days after it had succeeded (退票)',
    whenZh: '提现退票',
    cause: 'member_operation',
    lines: platform(['platform.custody_bank', '@member', 'amount'], ['platform.member_fee_income', '@member', 'fee']),
  },
  transfer: {
    when: 'a member’s money goes to another member',
    whenZh: '会员间转账',
    cause: 'member_operation',
    lines: platform(['@payer', '@payee', 'amount'], ['@payer', 'platform.member_fee_income', 'fee']),
  },
  balance_payment: {
    when: 'a payment is made from a member’s balance',
    whenZh: '余额支付',
    cause: 'payment',
    lines: [
      ...platform(
        ['@payer', 'platform.merchant_payable', 'amount'],
        ['platform.merchant_payable', 'platform.fee_income', 'merchantFee'],
      ),
      ...merchant(
        ['merchant.receivable_from_acquirer', 'merchant.sales', 'amount'],
        ['merchant.acquiring_fee_expense', 'merchant.receivable_from_acquirer', 'merchantFee'],
      ),
    ],
  },
  balance_payment_reversed: {
    when: 'it is undone',
    whenZh: '余额支付冲正',
    cause: 'payment',
    undoes: 'balance_payment',
  },
  balance_refund: {
    when: 'a refund goes back to the member’s balance at once',
    whenZh: '退款至余额',
    cause: 'refund',
    lines: [
      ...platform(
        ['platform.merchant_payable', '@payer', 'fromPayable'],
        ['platform.merchant_receivable', '@payer', 'shortfall'],
      ),
      ...merchant(['merchant.sales_returned', 'merchant.receivable_from_acquirer', 'amount']),
    ],
  },

  // Payouts.
  payout_sent: {
    when: 'a payout from a member’s balance is told to the bank',
    whenZh: '代付指令发出',
    cause: 'member_operation',
    lines: platform(
      ['@payer', 'platform.payouts_in_transit', 'amount'],
      ['@payer', 'platform.member_fee_income', 'fee'],
    ),
  },
  payout_succeeded: {
    when: 'the bank confirmed it',
    whenZh: '代付成功',
    cause: 'member_operation',
    lines: platform(['platform.payouts_in_transit', 'platform.custody_bank', 'amount']),
  },
  payout_failed: {
    when: 'the bank refused it',
    whenZh: '代付失败退回',
    cause: 'member_operation',
    undoes: 'payout_sent',
  },
  payout_returned: {
    when: 'it came back days later (退票)',
    whenZh: '代付退票',
    cause: 'member_operation',
    lines: platform(['platform.custody_bank', '@payer', 'amount'], ['platform.member_fee_income', '@payer', 'fee']),
  },

  // Marketing: the platform's programmes.
  red_packet_granted: {
    when: 'a red packet is given to a customer',
    whenZh: '发放红包',
    cause: 'adjustment',
    lines: platform(['platform.marketing_expense', 'platform.red_packets', 'amount']),
  },
  red_packet_expired: {
    when: 'it ran out unused',
    whenZh: '红包过期',
    cause: 'adjustment',
    undoes: 'red_packet_granted',
  },
  red_packet_to_balance: {
    when: 'it is turned into balance',
    whenZh: '红包转入余额',
    cause: 'adjustment',
    lines: platform(['platform.red_packets', '@member', 'amount']),
  },
  red_packet_funded: {
    when: 'a merchant funds a programme of its own',
    whenZh: '商户出资红包',
    cause: 'adjustment',
    lines: platform(['@payer', 'platform.red_packets', 'amount']),
  },
  points_granted: {
    when: 'points are given, at what they will be redeemed for',
    whenZh: '发放积分',
    cause: 'adjustment',
    lines: platform(['platform.marketing_expense', 'platform.points', 'amount']),
  },
  points_expired: { when: 'points ran out', whenZh: '积分过期', cause: 'adjustment', undoes: 'points_granted' },
  marketing_payment: {
    when: 'red packets and points pay their part of a mixed payment',
    whenZh: '混合支付的红包与积分部分',
    cause: 'payment',
    lines: [
      ...platform(
        ['platform.red_packets', 'platform.merchant_payable', 'redPacket'],
        ['platform.points', 'platform.merchant_payable', 'points'],
      ),
      ...merchant(
        ['merchant.receivable_from_acquirer', 'merchant.sales', 'redPacket'],
        ['merchant.receivable_from_acquirer', 'merchant.sales', 'points'],
      ),
    ],
  },
  marketing_payment_returned: {
    when: 'that part goes back the same way',
    whenZh: '红包与积分部分退回',
    cause: 'refund',
    undoes: 'marketing_payment',
  },

  // Money that nobody claims, cards of members, costs, risk.
  money_to_suspense: {
    when: 'money arrived at the custody bank that fits nothing',
    whenZh: '无法匹配的到账转入挂账',
    cause: 'bank_statement_line',
    lines: platform(['platform.custody_bank', 'platform.suspense', 'amount']),
  },
  suspense_to_member: {
    when: 'suspense turned out to be a member’s',
    whenZh: '挂账转入会员',
    cause: 'adjustment',
    lines: platform(['platform.suspense', '@payee', 'amount']),
  },
  suspense_to_merchant: {
    when: 'suspense turned out to be a merchant’s',
    whenZh: '挂账转入商户',
    cause: 'adjustment',
    lines: [
      ...platform(['platform.suspense', 'platform.merchant_payable', 'amount']),
      ...merchant(['merchant.receivable_from_acquirer', 'merchant.sales', 'amount']),
    ],
  },
  suspense_to_clearing: {
    when: 'suspense turned out to be a channel’s settlement',
    whenZh: '挂账核销渠道清算',
    cause: 'adjustment',
    lines: platform(['platform.suspense', 'platform.channel_clearing', 'amount']),
  },
  suspense_sent_back: {
    when: 'suspense was sent back to where it came from',
    whenZh: '挂账退回',
    cause: 'bank_instruction',
    undoes: 'money_to_suspense',
  },
  suspense_to_income: {
    when: 'nobody claimed it within the time that the law gives',
    whenZh: '无主款项转收入',
    cause: 'adjustment',
    lines: platform(['platform.suspense', 'platform.unclaimed_income', 'amount']),
  },
  membership_sold: {
    when: 'a member pays for a membership from the balance',
    whenZh: '购买会员卡',
    cause: 'member_operation',
    lines: platform(['@payer', 'platform.membership_advances', 'amount']),
  },
  membership_earned: {
    when: 'a month of memberships is earned',
    whenZh: '会员费确认收入',
    cause: 'adjustment',
    lines: platform(['platform.membership_advances', 'platform.membership_income', 'amount']),
  },
  service_cost: {
    when: 'identity checks and messages are paid for',
    whenZh: '支付验证与短信成本',
    cause: 'adjustment',
    lines: platform(['platform.service_cost', 'platform.own_bank', 'amount']),
  },
  reserve_set_aside: {
    when: 'distributed profit is set aside as risk reserve',
    whenZh: '计提风险准备金',
    cause: 'adjustment',
    lines: platform(['platform.undistributed_profit', 'platform.risk_reserve', 'amount']),
  },
  loss_written_off: {
    when: 'what a merchant owes will not come',
    whenZh: '核销应收商户款',
    cause: 'adjustment',
    lines: platform(['platform.losses', 'platform.merchant_receivable', 'amount']),
  },
});

export type PostingEventKind = keyof typeof postingRules;

export function isPostingEventKind(kind: string): kind is PostingEventKind {
  return Object.hasOwn(postingRules, kind);
}

/** Kinds of journals that no rule makes: those of the books themselves, and those that a person writes. */
export const journalKinds = ['period_close', 'year_close', 'adjustment', 'correction'] as const;
export type JournalKind = PostingEventKind | (typeof journalKinds)[number];

/** The account whose credit balance covers an event first; what it does not cover is the `shortfall`. */
export const coveringAccount = {
  refund_accepted: 'platform.merchant_payable',
} as const satisfies Partial<Record<PostingEventKind, AccountCode>>;
