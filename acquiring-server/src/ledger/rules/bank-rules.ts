/** Fees, what channels and banks settle, and splits. */
import { merchant, platform, rules } from '../posting-rule.ts';

export const bankRules = rules({
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
});
