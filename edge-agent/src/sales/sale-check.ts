/** Whether a sale adds up and is settled. Pure: what the till sent and what this store knows in, a finding out. */
import type { SaleRecord, SaleTenderRecord } from '@qiantai/protos';
import type { PaymentRecord, RefundRecord } from '../payments/records.ts';

export type Finding = { kind: 'good' } | { kind: 'bad'; why: string } | { kind: 'not_settled'; why: string };

const good: Finding = { kind: 'good' };

/** The sums within the record itself. */
export function checkSums(sale: Pick<SaleRecord, 'lines' | 'totalMinor' | 'tenders'>): Finding {
  const seen = new Set<number>();
  let total = 0n;
  for (const line of sale.lines) {
    if (seen.has(line.lineNo)) return { kind: 'bad', why: `line ${line.lineNo} stands twice` };
    seen.add(line.lineNo);
    const amount = BigInt(line.quantity) * BigInt(line.unitPriceMinor);
    if (amount !== BigInt(line.amountMinor)) {
      return {
        kind: 'bad',
        why: `line ${line.lineNo} is ${line.quantity} × ${line.unitPriceMinor}, not ${line.amountMinor}`,
      };
    }
    total += amount;
  }
  if (total !== BigInt(sale.totalMinor))
    return { kind: 'bad', why: `the lines are ${total}, the total ${sale.totalMinor}` };
  if (total < 0n) return { kind: 'bad', why: 'the total is below zero; what goes back to the customer is a return' };
  const paid = sale.tenders.reduce((sum, tender) => sum + BigInt(tender.amountMinor), 0n);
  if (paid !== total) return { kind: 'not_settled', why: `the tenders are ${paid}, the total ${total}` };
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
