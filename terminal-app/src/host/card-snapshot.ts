/** What a screen sees of the card terminal's settlements. Pure. */
import type { CardReportShown, CardSettlementShown } from '../contract/counter-contract.ts';
import type { CardReport, CardSettlement, CardSums } from '../counter/model.ts';

type Named = { operatorName(operatorId: string): string };

export function cardReportShown(report: CardReport, { operatorName }: Named): CardReportShown {
  return {
    open: report.open.map(sumsShown),
    settlements: report.settlements.map((settlement) => settlementShown(settlement, operatorName)),
    offlineCount: report.offlineCount,
    offlineMinor: String(report.offlineMinor),
  };
}

export function settlementShown(
  { operatorId, ...settlement }: CardSettlement,
  operatorName: Named['operatorName'],
): CardSettlementShown {
  const maybe = (minor: bigint | null) => (minor === null ? null : String(minor));
  return {
    ...settlement,
    operator: operatorName(operatorId),
    batches: settlement.batches.map((batch) => ({
      ...batch,
      debitMinor: String(batch.debitMinor),
      creditMinor: String(batch.creditMinor),
    })),
    own: settlement.own.map(sumsShown),
    // The last group of a key: enough to tell it from the others, short enough to read out.
    differences: settlement.differences.map(({ key, hereMinor, thereMinor, ...rest }) => ({
      ...rest,
      keyEnd: key.slice(-12),
      hereMinor: maybe(hereMinor),
      thereMinor: maybe(thereMinor),
    })),
  };
}

const sumsShown = ({ saleMinor, refundMinor, ...counts }: CardSums) => ({
  ...counts,
  saleMinor: String(saleMinor),
  refundMinor: String(refundMinor),
});
