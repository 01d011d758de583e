/** Marketing, money that nobody claims, memberships, costs and risk. */
import { merchant, platform, rules } from '../posting-rule.ts';

export const otherRules = rules({
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
