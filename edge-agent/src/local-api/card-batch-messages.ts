/** Settlements of a card terminal as a till is told of them. */
import { type Currency, moneyToMessage } from '@qiantai/protos';
import type { CardBatchReport as ReportMessage } from '@qiantai/protos/generated/qiantai/edge/v1/CardBatchReport.ts';
import type { CardSettlement as SettlementMessage } from '@qiantai/protos/generated/qiantai/edge/v1/CardSettlement.ts';
import type { CardBatchReport, SettlementReport } from '../card-batches/card-batches.ts';
import type { SchemeSum } from '../card-batches/compare-batch.ts';

export function cardBatchMessage({ open, settlements, offline, currency }: CardBatchReport): ReportMessage {
  return {
    open: open.map((sum) => sumMessage(sum, currency)),
    settlements: settlements.map((settlement) => settlementMessage(settlement, currency)),
    offlineCount: offline.count,
    offline: moneyToMessage({ amountMinor: offline.amountMinor, currency }),
  };
}

export function settlementMessage({ row, result, cards }: SettlementReport, currency: Currency): SettlementMessage {
  const money = (minor: string) => moneyToMessage({ amountMinor: BigInt(minor), currency });
  return {
    settlementId: row.settlementId,
    state: `CARD_SETTLEMENT_STATE_${row.state.toUpperCase() as Uppercase<typeof row.state>}`,
    reasonCode: row.reasonCode,
    shiftId: row.shiftId,
    operatorId: row.operatorId,
    askedAtMs: row.askedAtMs,
    endedAtMs: row.endedAtMs,
    batches: (result?.batches ?? []).map(({ debitMinor, creditMinor, ...batch }) => ({
      ...batch,
      debits: money(debitMinor),
      credits: money(creditMinor),
    })),
    own: (result?.own ?? []).map((sum) => sumMessage(sum, currency)),
    differences: (result?.differences ?? []).map(({ key, refund, kind, hereMinor, thereMinor }) => ({
      ...{ key, refund, kind },
      ...(hereMinor === undefined ? {} : { here: money(hereMinor) }),
      ...(thereMinor === undefined ? {} : { there: money(thereMinor) }),
      maskedPan: cards.get(key)?.maskedPan ?? '',
      atMs: cards.get(key)?.atMs ?? 0,
      receiptNo: cards.get(key)?.receiptNo ?? '',
    })),
    differenceCount: result?.differenceCount ?? 0,
  };
}

const sumMessage = ({ scheme, saleCount, saleMinor, refundCount, refundMinor }: SchemeSum, currency: Currency) => ({
  ...{ scheme, saleCount, refundCount },
  sales: moneyToMessage({ amountMinor: BigInt(saleMinor), currency }),
  refunds: moneyToMessage({ amountMinor: BigInt(refundMinor), currency }),
});
