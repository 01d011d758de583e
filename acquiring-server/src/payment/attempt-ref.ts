/** How an attempt is named to its channel, on every operation after the first. */
import type { AttemptRef, ChannelAccount } from '../channels/port.ts';
import type { PaymentDeps } from './payment-deps.ts';
import type { AttemptRecord, PaymentRecord } from './payment-record.ts';

export async function attemptRefOf(
  deps: Pick<PaymentDeps, 'accounts' | 'log'>,
  payment: PaymentRecord,
  attempt: AttemptRecord,
): Promise<AttemptRef> {
  const account: ChannelAccount | undefined = await deps.accounts.channelAccount(
    payment.merchantId,
    attempt.channelAccountId,
  );
  if (!account) throw new Error(`channel account ${attempt.channelAccountId} of ${payment.merchantId} is gone`);
  return {
    account,
    channelOrderNo: attempt.channelOrderNo,
    amount: payment.amount,
    sentAtMs: attempt.sentAtMs,
    particulars: attempt.particulars,
    ...(attempt.channelTransactionId === '' ? {} : { channelTransactionId: attempt.channelTransactionId }),
    terminalId: payment.terminalId,
  };
}
