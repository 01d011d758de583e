/** Settlements of card terminals: the wire's words and ours. */
import { moneyToMessage, protoError, uuid7From } from '@qiantai/protos';
import type { CardBatchStatus, SettleCardsRequest, SettledCards } from '../card-batches/card-batches.ts';
import { name } from './decode.ts';
import type { Answered, Received } from './messages.ts';

const keysMax = 2000;

export function decodeSettleCards(message: Received<'AcquiringService', 'SettleCards'>): SettleCardsRequest {
  if (message.keys.length > keysMax) {
    throw protoError('PROTO_BAD_MESSAGE', { field: 'keys', why: `at most ${keysMax}` });
  }
  return {
    settlementId: uuid7From<string>(message.settlementId, 'settlement_id'),
    terminalId: name(message.terminalId, 'terminal_id'),
    keys: message.keys.map((key) => uuid7From<string>(key, 'keys')),
  };
}

export function encodeSettledCards({ batches, entries }: SettledCards): Answered<'AcquiringService', 'SettleCards'> {
  return {
    batches: batches.map(({ cardTerminalId, batch, status, totals, currency, endedAtMs }) => ({
      cardTerminalId,
      batch,
      status: `CARD_BATCH_STATUS_${status.toUpperCase() as Uppercase<CardBatchStatus>}` as const,
      debitCount: totals.debitCount,
      debits: moneyToMessage({ amountMinor: totals.debitMinor, currency }),
      creditCount: totals.creditCount,
      credits: moneyToMessage({ amountMinor: totals.creditMinor, currency }),
      endedAtMs,
    })),
    entries: entries.map(({ key, terminalId, transaction }) => ({
      key,
      terminalId,
      refund: transaction.refund,
      cardTerminalId: transaction.cardTerminalId,
      batch: transaction.batch,
      settled: transaction.settled,
      amount: moneyToMessage({ amountMinor: transaction.amountMinor, currency: transaction.currency }),
    })),
  };
}
