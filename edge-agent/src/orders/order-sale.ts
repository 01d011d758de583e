/** Whether a sale is what its order asks to be paid, and how it was paid. Pure. */
import { noArticleId, type SaleRecord, type TerminalOrderContent, type TerminalOrderPayment } from '@qiantai/protos';

type Sale = Pick<SaleRecord, 'kind' | 'lines' | 'totalMinor' | 'currency' | 'roundingMinor' | 'externalRef'>;

/** Why the sale is not the order's; undefined where it is. The order is the authority of its lines: no right is asked. */
export function orderSaleFault(sale: Sale, order: TerminalOrderContent): string | undefined {
  if (sale.kind !== 'sale') return 'an order is paid by a sale';
  if (sale.currency !== order.currency) return `the order is in ${order.currency}`;
  if (BigInt(sale.roundingMinor ?? '0') !== 0n) return 'nothing is rounded off an order';
  if (sale.externalRef !== undefined && sale.externalRef !== order.externalRef) {
    return 'external_ref is not that of the order';
  }
  if (sale.lines.length !== order.lines.length) return `the order has ${order.lines.length} lines`;
  const other = sale.lines.find((line, index) => !isLineOf(line, order.lines[index]));
  if (other) return `line ${other.lineNo} is not that of the order`;
  return sale.totalMinor === order.totalMinor ? undefined : `the order's total is ${order.totalMinor}`;
}

function isLineOf(
  line: SaleRecord['lines'][number],
  asked: TerminalOrderContent['lines'][number] | undefined,
): boolean {
  if (!asked || line.articleId !== noArticleId || line.isBack) return false;
  if (line.nameZh !== asked.name || line.nameEn !== asked.name) return false;
  // Nothing taken off, no weight, no price of a code: the amount is then quantity × price (sale-check.ts).
  const plain = (line.discountMinor ?? '0') === '0' && line.weightG === undefined && line.codePriceMinor === undefined;
  return plain && line.quantity === asked.quantity && line.unitPriceMinor === asked.unitPriceMinor;
}

export function paymentsOfSale(
  { tenders }: Pick<SaleRecord, 'tenders'>,
  maskedPanOf: (paymentKey: string) => string,
): TerminalOrderPayment[] {
  return tenders.map(({ key, tender, channel, amountMinor }) => ({
    ...{ tender, channel, amountMinor },
    maskedPan: tender === 'card' ? maskedPanOf(key) : '',
  }));
}
