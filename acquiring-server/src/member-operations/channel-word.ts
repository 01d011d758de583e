/**
 * Whether what a channel or bank says is about this operation: a valid signature over another number, amount,
 * currency or account is no proof of it. Pure.
 */
import type { OperationRecord } from './operation-record.ts';
import type { ChannelWord } from './ports.ts';

/** Names of the members that differ; empty: the word is about this operation. */
export function differingMembers(
  word: ChannelWord,
  operation: Pick<
    OperationRecord,
    'channelNumber' | 'channelAccountId' | 'channelTransactionId' | 'amountMinor' | 'currency'
  >,
): string[] {
  const differing: string[] = [];
  if (word.channelNumber !== operation.channelNumber) differing.push('channelNumber');
  if (word.channelAccountId !== operation.channelAccountId) differing.push('channelAccountId');
  if (word.amount.amountMinor !== operation.amountMinor) differing.push('amountMinor');
  if (word.amount.currency !== operation.currency) differing.push('currency');
  if (operation.channelTransactionId !== '' && word.channelTransactionId !== operation.channelTransactionId) {
    differing.push('channelTransactionId');
  }
  return differing;
}
