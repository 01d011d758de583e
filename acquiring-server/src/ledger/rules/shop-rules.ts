/** What a shop takes and gives back: cash, codes, cards, refunds, cards taken offline. */
import { merchant, platform, rules } from '../posting-rule.ts';

export const shopRules = rules({
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
  cash_fetched: {
    when: 'cash was fetched from the merchant’s bank into a till',
    whenZh: '从银行提取现金入收银机',
    cause: 'adjustment',
    undoes: 'cash_banked',
  },
  change_to_till: {
    when: 'change was brought to a till from the safe',
    whenZh: '保险柜向收银机补零钱',
    cause: 'adjustment',
    lines: merchant(['merchant.cash_in_till', 'merchant.cash_in_safe', 'amount']),
  },
  change_from_till: {
    when: 'cash of a till was put into the safe',
    whenZh: '收银机现金入保险柜',
    cause: 'adjustment',
    undoes: 'change_to_till',
  },
  petty_cash_out: {
    when: 'petty cash was given out of a till, to be accounted for',
    whenZh: '收银机支出备用金',
    cause: 'adjustment',
    lines: merchant(['merchant.petty_cash', 'merchant.cash_in_till', 'amount']),
  },
  petty_cash_back: {
    when: 'petty cash came back to a till',
    whenZh: '备用金退回收银机',
    cause: 'adjustment',
    undoes: 'petty_cash_out',
  },
  cash_put_in: {
    when: 'cash was put into a till for a reason that a person has to clear up',
    whenZh: '其他原因放入收银机，待处理',
    cause: 'adjustment',
    lines: merchant(['merchant.cash_in_till', 'merchant.cash_difference', 'amount']),
  },
  cash_taken_out: {
    when: 'cash was taken out of a till for such a reason',
    whenZh: '其他原因取出收银机现金，待处理',
    cause: 'adjustment',
    undoes: 'cash_put_in',
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
  offline_card_approved_direct: {
    when: 'the issuer approved it after forwarding, on a channel account that settles to the merchant directly',
    whenZh: '离线卡转发后承兑(直清)',
    cause: 'payment',
    lines: [
      ...platform(
        ['platform.memo_direct_takings', 'platform.memo_contra', 'amount'],
        ['platform.fee_receivable', 'platform.fee_income', 'merchantFee'],
      ),
      ...merchant(
        ['merchant.receivable_from_channel', 'merchant.offline_card_receivable', 'amount'],
        ['merchant.sales_not_settled', 'merchant.sales', 'amount'],
        ['merchant.channel_fee_expense', 'merchant.receivable_from_channel', 'channelCost'],
        ['merchant.acquiring_fee_expense', 'merchant.payable_to_acquirer', 'merchantFee'],
      ),
    ],
  },
  offline_card_collected: {
    when: 'a declined one was approved when it was presented again, or its money was there after all',
    whenZh: '拒付的离线卡再次提示后承兑',
    cause: 'payment',
    lines: [
      ...platform(
        ['platform.card_clearing', 'platform.merchant_payable', 'amount'],
        ['platform.merchant_payable', 'platform.fee_income', 'merchantFee'],
        ['platform.channel_fee_expense', 'platform.card_clearing', 'channelCost'],
      ),
      ...merchant(
        ['merchant.receivable_from_acquirer', 'merchant.declined_offline_receivable', 'amount'],
        ['merchant.acquiring_fee_expense', 'merchant.receivable_from_acquirer', 'merchantFee'],
      ),
    ],
  },
  offline_card_collected_direct: {
    when: 'the same, on a channel account that settles to the merchant directly',
    whenZh: '拒付的离线卡再次提示后承兑(直清)',
    cause: 'payment',
    lines: [
      ...platform(
        ['platform.memo_direct_takings', 'platform.memo_contra', 'amount'],
        ['platform.fee_receivable', 'platform.fee_income', 'merchantFee'],
      ),
      ...merchant(
        ['merchant.receivable_from_channel', 'merchant.declined_offline_receivable', 'amount'],
        ['merchant.channel_fee_expense', 'merchant.receivable_from_channel', 'channelCost'],
        ['merchant.acquiring_fee_expense', 'merchant.payable_to_acquirer', 'merchantFee'],
      ),
    ],
  },
  offline_card_recovered_cash: {
    when: 'the customer of a declined one paid in cash at a till',
    whenZh: '拒付的离线卡由顾客以现金补付',
    cause: 'payment',
    lines: merchant(['merchant.cash_in_till', 'merchant.declined_offline_receivable', 'amount']),
  },
  offline_card_recovered_bank: {
    when: 'the customer of a declined one paid to the merchant’s bank',
    whenZh: '拒付的离线卡由顾客以银行转账补付',
    cause: 'payment',
    lines: merchant(['merchant.bank', 'merchant.declined_offline_receivable', 'amount']),
  },
  offline_card_written_off: {
    when: 'a declined one was given up, by two persons',
    whenZh: '核销拒付的离线卡',
    cause: 'payment',
    lines: merchant(['merchant.offline_card_loss', 'merchant.declined_offline_receivable', 'amount']),
  },
  offline_card_write_off_undone: {
    when: 'the money of one that was given up came after all',
    whenZh: '已核销的离线卡款项收回',
    cause: 'payment',
    undoes: 'offline_card_written_off',
  },
});
