/** The agent's messages about the card terminal's settlements in the till's words. */
import { type Currency, integerFrom, type MoneyMessage } from '@qiantai/protos';
import {
  type CardBatch,
  type CardDifference,
  type CardReport,
  type CardSettlement,
  type CardSums,
  cardSettlementStates,
} from '../counter/model.ts';
import { tillError } from '../errors.ts';
import { minorOf } from './counter-convert.ts';

interface CardSumsMessage {
  scheme: string;
  saleCount: string;
  sales: MoneyMessage | null;
  refundCount: string;
  refunds: MoneyMessage | null;
}
export interface CardSettlementMessage {
  settlementId: string;
  state: string;
  reasonCode: string;
  operatorId: string;
  askedAtMs: string;
  endedAtMs: string;
  batches: Array<{
    cardTerminalId: string;
    batch: string;
    agrees: boolean;
    debitCount: string;
    debits: MoneyMessage | null;
    creditCount: string;
    credits: MoneyMessage | null;
  }>;
  own: CardSumsMessage[];
  differences: Array<{
    key: string;
    refund: boolean;
    kind: string;
    here: MoneyMessage | null;
    there: MoneyMessage | null;
    maskedPan: string;
    atMs: string;
    receiptNo: string;
  }>;
  differenceCount: string;
}
export interface CardReportMessage {
  open: CardSumsMessage[];
  settlements: CardSettlementMessage[];
  offlineCount: string;
  offline: MoneyMessage | null;
}

export function cardReportFrom(message: CardReportMessage, currency: Currency): CardReport {
  return {
    open: message.open.map((sums) => sumsFrom(sums, currency)),
    settlements: message.settlements.map((settlement) => cardSettlementFrom(settlement, currency)),
    offlineCount: integerFrom(message.offlineCount, 'offline_count'),
    offlineMinor: minorOf(message.offline, 'offline', currency) ?? 0n,
  };
}

export function cardSettlementFrom(message: CardSettlementMessage, currency: Currency): CardSettlement {
  const { settlementId, reasonCode, operatorId } = message;
  const state = cardSettlementStates.find((one) => message.state === `CARD_SETTLEMENT_STATE_${one.toUpperCase()}`);
  if (!state) throw badAnswer(`a settlement's state is ${message.state.slice(0, 40)}`);
  return {
    ...{ settlementId, state, reasonCode, operatorId },
    askedAtMs: integerFrom(message.askedAtMs, 'asked_at_ms'),
    endedAtMs: integerFrom(message.endedAtMs, 'ended_at_ms'),
    batches: message.batches.map(
      (batch): CardBatch => ({
        cardTerminalId: batch.cardTerminalId,
        batch: integerFrom(batch.batch, 'batch', { max: 999_999 }),
        agrees: batch.agrees,
        debitCount: integerFrom(batch.debitCount, 'debit_count'),
        debitMinor: minorOf(batch.debits, 'debits', currency) ?? 0n,
        creditCount: integerFrom(batch.creditCount, 'credit_count'),
        creditMinor: minorOf(batch.credits, 'credits', currency) ?? 0n,
      }),
    ),
    own: message.own.map((sums) => sumsFrom(sums, currency)),
    differences: message.differences.map(({ key, refund, kind, here, there, maskedPan, atMs, receiptNo }) => ({
      ...{ key, refund, maskedPan, receiptNo, kind: kindFrom(kind) },
      hereMinor: minorOf(here, 'here', currency),
      thereMinor: minorOf(there, 'there', currency),
      atMs: integerFrom(atMs, 'at_ms'),
    })),
    differenceCount: integerFrom(message.differenceCount, 'difference_count'),
  };
}

function sumsFrom({ scheme, saleCount, sales, refundCount, refunds }: CardSumsMessage, currency: Currency): CardSums {
  return {
    scheme,
    saleCount: integerFrom(saleCount, 'sale_count'),
    saleMinor: minorOf(sales, 'sales', currency) ?? 0n,
    refundCount: integerFrom(refundCount, 'refund_count'),
    refundMinor: minorOf(refunds, 'refunds', currency) ?? 0n,
  };
}

function kindFrom(text: string): CardDifference['kind'] {
  const kind = (['missing_there', 'missing_here', 'amount'] as const).find((one) => one === text);
  if (!kind) throw badAnswer(`a difference is ${text.slice(0, 40)}`);
  return kind;
}

const badAnswer = (why: string) => tillError('AGENT_BAD_ANSWER', { call: 'the card batch', why });
