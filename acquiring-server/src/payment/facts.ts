/**
 * Whether what a channel says is about our attempt. A valid signature over another order, amount, merchant
 * or app is no proof of this payment. Pure.
 */
import type { ChannelAccount, ChannelFacts } from '../channels/port.ts';
import type { AttemptRecord, PaymentRecord } from './payment-record.ts';

/** The members of an account's credentials that channels repeat in their facts. */
const identityMembers: Readonly<Record<ChannelAccount['channel'], { merchant: string; app?: string }>> = {
  wechat: { merchant: 'mchid', app: 'appid' },
  alipay: { merchant: 'sellerId', app: 'appId' },
  unionpay: { merchant: 'merId' },
  card: { merchant: 'acceptorId' },
  balance: { merchant: 'companyId' },
};

/** Names of the members that differ; empty: the facts are of this attempt. */
export function differingFacts(
  facts: ChannelFacts,
  expected: {
    payment: Pick<PaymentRecord, 'amount'>;
    attempt: Pick<AttemptRecord, 'channelOrderNo' | 'channelTransactionId'>;
    account: ChannelAccount;
  },
): string[] {
  const { payment, attempt, account } = expected;
  const members = identityMembers[account.channel];
  const differing: string[] = [];
  if (facts.channelOrderNo !== attempt.channelOrderNo) differing.push('channelOrderNo');
  if (facts.amount.amountMinor !== payment.amount.amountMinor) differing.push('amountMinor');
  if (facts.amount.currency !== payment.amount.currency) differing.push('currency');
  if (facts.channelMerchantId !== account.credentials[members.merchant]) differing.push('channelMerchantId');
  if (members.app && facts.channelAppId !== undefined && facts.channelAppId !== account.credentials[members.app]) {
    differing.push('channelAppId');
  }
  if (attempt.channelTransactionId !== '' && facts.channelTransactionId !== attempt.channelTransactionId) {
    differing.push('channelTransactionId');
  }
  return differing;
}
