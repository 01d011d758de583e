/** Members: recharge, withdrawal, transfer, payment by balance, payouts. */
import { platform, rules } from '../posting-rule.ts';

export const memberRules = rules({
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
    when: 'a member’s balance pays: the channel account owes it to the merchant, and channel_payment clears that',
    whenZh: '余额支付扣款，渠道清算随扫码支付成功结平',
    cause: 'payment',
    lines: platform(['@payer', 'platform.channel_clearing', 'amount']),
  },
  balance_payment_reversed: {
    when: 'it is undone: the member has it again',
    whenZh: '余额支付冲正',
    cause: 'payment',
    undoes: 'balance_payment',
  },
  balance_refund: {
    when: 'a refund goes back to the member’s balance, and refund_succeeded clears that',
    whenZh: '退款至余额，渠道清算随退款成功结平',
    cause: 'refund',
    lines: platform(['platform.channel_clearing', '@payer', 'amount']),
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
});
