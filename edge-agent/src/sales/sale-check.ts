/** Whether a sale adds up and is settled. Pure: what the till sent and what this store knows in, a finding out. */
import { type SaleRecord, type SaleTenderRecord, saleSumFault } from '@qiantai/protos';
import type { PaymentRecord, RefundRecord } from '../payments/records.ts';

export type Finding = { kind: 'good' } | { kind: 'bad'; why: string } | { kind: 'not_settled'; why: string };

const good: Finding = { kind: 'good' };

/** The sums within the record itself. */
export function checkSums(
  sale: Pick<SaleRecord, 'kind' | 'lines' | 'totalMinor' | 'tenders' | 'roundingMinor'>,
): Finding {
  const seen = new Set<number>();
  for (const { lineNo } of sale.lines) {
    if (seen.has(lineNo)) return { kind: 'bad', why: `line ${lineNo} stands twice` };
    seen.add(lineNo);
  }
  if (sale.kind === 'return' && sale.lines.some((line) => line.isBack)) {
    return { kind: 'bad', why: 'every line of a return comes back' };
  }
  const gone = sale.kind === 'sale' && sale.lines.find((line) => line.originalLineNo !== undefined && !line.isBack);
  if (gone) return { kind: 'bad', why: `line ${gone.lineNo} is of a receipt and does not come back` };
  const fault = saleSumFault(sale);
  if (fault?.kind === 'line') return { kind: 'bad', why: `line ${fault.lineNo}: ${fault.why}` };
  if (fault?.kind === 'rounding') return { kind: 'bad', why: fault.why };
  if (fault?.kind === 'total') return { kind: 'bad', why: fault.why };
  if (BigInt(sale.totalMinor) < 0n) {
    return { kind: 'bad', why: 'the total is below zero; what goes back to the customer is a return' };
  }
  if (fault) return { kind: 'not_settled', why: fault.why };
  if (new Set(sale.tenders.map((tender) => tender.key)).size !== sale.tenders.length) {
    return { kind: 'bad', why: 'a tender stands twice' };
  }
  return good;
}

/** One tender of a sale against the payment that this store holds under its key. */
export function checkPaidTender(
  sale: { saleId: string; orderNo: string; terminalId: string; currency: string },
  tender: SaleTenderRecord,
  payment: PaymentRecord | undefined,
): Finding {
  if (!payment || payment.terminalId !== sale.terminalId) {
    return { kind: 'not_settled', why: `payment ${tender.key} is not known` };
  }
  if (payment.saleId !== sale.saleId || payment.orderNo !== sale.orderNo) {
    return { kind: 'bad', why: `payment ${tender.key} belongs to another sale` };
  }
  if (
    payment.amountMinor !== BigInt(tender.amountMinor) ||
    payment.tender !== tender.tender ||
    payment.currency !== sale.currency
  ) {
    return { kind: 'bad', why: `payment ${tender.key} has another amount, currency or tender` };
  }
  // A card that was taken offline stands whatever its issuer says later: the goods are gone.
  if (payment.state === 'recorded' || payment.takenOffline) return good;
  const status = payment.word?.status;
  if (status === 'paid' && BigInt(payment.word?.refundedMinor ?? '0') >= payment.amountMinor) {
    return { kind: 'not_settled', why: `payment ${tender.key} went back to the customer` };
  }
  return status === 'paid' && payment.state === 'answered'
    ? good
    : { kind: 'not_settled', why: `payment ${tender.key} is ${status ?? payment.state}, not paid` };
}

/**
 * One tender of a return against the refund that this store holds under its key. A refund on its way
 * counts: the request is durable, and the server owes the money from its acceptance on.
 */
export function checkReturnedTender(
  sale: { saleId: string; terminalId: string; currency: string },
  tender: SaleTenderRecord,
  refund: RefundRecord | undefined,
): Finding {
  if (!refund || refund.terminalId !== sale.terminalId) {
    return { kind: 'not_settled', why: `refund ${tender.key} is not known` };
  }
  if (refund.returnSaleId !== sale.saleId)
    return { kind: 'bad', why: `refund ${tender.key} belongs to another return` };
  if (refund.amountMinor !== BigInt(tender.amountMinor) || refund.currency !== sale.currency) {
    return { kind: 'bad', why: `refund ${tender.key} has another amount or currency` };
  }
  if (refund.cash !== (tender.tender === 'cash'))
    return { kind: 'bad', why: `refund ${tender.key} has another tender` };
  const failed = refund.state === 'refused_offline' || refund.word?.status === 'failed';
  return failed ? { kind: 'not_settled', why: `refund ${tender.key} gave nothing back` } : good;
}
