/** What the server is asked about a card terminal's batch, and what it tells, checked. */
import { integerFrom, moneyFromMessage } from '@qiantai/protos';
import type { SettleCardsReply__Output } from '@qiantai/protos/generated/qiantai/acquiring/v1/SettleCardsReply.ts';
import type { CardBatchStatus, ServerBatches } from './compare-batch.ts';

/** A sign-on and a settlement at the acquirer, each with its own time. */
export const settleCardsMs = 30_000;
const statuses: readonly CardBatchStatus[] = ['agrees', 'differs', 'has_open', 'unknown', 'not_sent'];

/** @throws RangeError, CodedError for what is none */
export function serverBatchesOf({ batches, entries }: SettleCardsReply__Output): ServerBatches {
  return {
    batches: batches.map((batch) => ({
      cardTerminalId: batch.cardTerminalId,
      batch: integerFrom(batch.batch, 'batch', { max: 999_999 }),
      status: statusOf(batch.status),
      debitCount: integerFrom(batch.debitCount, 'debit_count'),
      debitMinor: moneyFromMessage(batch.debits, 'debits').amountMinor,
      creditCount: integerFrom(batch.creditCount, 'credit_count'),
      creditMinor: moneyFromMessage(batch.credits, 'credits').amountMinor,
    })),
    entries: entries.map((entry) => ({
      key: entry.key,
      refund: entry.refund,
      cardTerminalId: entry.cardTerminalId,
      batch: integerFrom(entry.batch, 'batch', { max: 999_999 }),
      settled: entry.settled,
      amountMinor: moneyFromMessage(entry.amount, 'amount').amountMinor,
    })),
  };
}

function statusOf(text: string): CardBatchStatus {
  const status = statuses.find((one) => text === `CARD_BATCH_STATUS_${one.toUpperCase()}`);
  if (!status) throw new RangeError(`no status of a batch: ${text}`);
  return status;
}
