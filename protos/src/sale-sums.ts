/**
 * How the sums of a sale hang together. The till writes them, the agent refuses what does not add up, the server
 * opens an exception for it; all three go by this file. Pure; amounts are minor units.
 */
import type { SaleLineRecord, SaleRecord } from './journal.ts';

/** What a line is before promotions: pieces, a weight, or the price that its code gave. */
export type LineMeasure = Pick<SaleLineRecord, 'quantity' | 'unitPriceMinor' | 'weightG' | 'codePriceMinor'>;

export type SumFault =
  | { kind: 'line'; lineNo: number; why: string }
  | { kind: 'rounding'; why: string }
  | { kind: 'total'; why: string }
  | { kind: 'tenders'; why: string };

/** Grams that a unit price of weighed goods is of. */
const gramsPerUnit = 1000n;

/** quantity × unit price; weight × price of 1,000 g, half up; or the price of the code. */
export function lineGrossMinor({ quantity, unitPriceMinor, weightG, codePriceMinor }: LineMeasure): bigint {
  if (codePriceMinor !== undefined) return BigInt(codePriceMinor);
  return measuredGrossMinor({ quantity, unitPriceMinor: BigInt(unitPriceMinor), weightG });
}

/** The same of amounts that are numbers already. */
export function measuredGrossMinor(line: {
  quantity: number;
  unitPriceMinor: bigint;
  weightG?: number | undefined;
  codePriceMinor?: bigint | undefined;
}): bigint {
  const { quantity, unitPriceMinor, weightG, codePriceMinor } = line;
  if (codePriceMinor !== undefined) return codePriceMinor;
  if (weightG === undefined) return BigInt(quantity) * unitPriceMinor;
  return divideHalfUp(BigInt(weightG) * unitPriceMinor, gramsPerUnit);
}

/** The tax that an amount holds: amount × rate ÷ (10,000 + rate), half up. */
export function taxHeldMinor(amountMinor: bigint, rateBasisPoints: number): bigint {
  return divideHalfUp(amountMinor * BigInt(rateBasisPoints), 10_000n + BigInt(rateBasisPoints));
}

/** Half up of the size: what is below zero mirrors what is above, so that taking back what was sold leaves nothing. */
export function divideHalfUp(dividend: bigint, divisor: bigint): bigint {
  const size = dividend < 0n ? -dividend : dividend;
  const quotient = (2n * size + divisor) / (2n * divisor);
  return dividend < 0n ? -quotient : quotient;
}

/**
 * What of a line's discount belongs to the pieces after `from` and up to `to` of its quantity: however often pieces
 * come back, the parts add up to the whole.
 */
export function discountOfPieces(discountMinor: bigint, quantity: number, from: number, to: number): bigint {
  const upTo = (pieces: number) => divideHalfUp(discountMinor * BigInt(pieces), BigInt(quantity));
  return upTo(to) - upTo(from);
}

/** The first thing that does not add up; undefined where all does. */
export function saleSumFault(
  sale: Pick<SaleRecord, 'lines' | 'totalMinor' | 'tenders' | 'roundingMinor'>,
): SumFault | undefined {
  let total = 0n;
  for (const line of sale.lines) {
    const why = lineFault(line);
    if (why !== undefined) return { kind: 'line', lineNo: line.lineNo, why };
    total += BigInt(line.amountMinor);
  }
  const manual = manualDiscountMinorOf(sale);
  if (BigInt(sale.roundingMinor ?? '0') > manual) {
    return { kind: 'rounding', why: `${sale.roundingMinor} is rounded off, persons took off ${manual}` };
  }
  if (total !== BigInt(sale.totalMinor)) {
    return { kind: 'total', why: `the lines are ${total}, the total ${sale.totalMinor}` };
  }
  const paid = sale.tenders.reduce((sum, tender) => sum + BigInt(tender.amountMinor), 0n);
  return paid === total ? undefined : { kind: 'tenders', why: `the tenders are ${paid}, the total ${total}` };
}

/** What persons took off the lines that go to the customer, the rounding of the total included. */
export function manualDiscountMinorOf(sale: Pick<SaleRecord, 'lines'>): bigint {
  return sale.lines.reduce((sum, line) => sum + (line.isBack ? 0n : BigInt(line.manualDiscountMinor ?? '0')), 0n);
}

function lineFault(line: SaleLineRecord): string | undefined {
  if (line.weightG !== undefined && line.codePriceMinor !== undefined) return 'it has a weight and the price of a code';
  const isMeasured = line.weightG !== undefined || line.codePriceMinor !== undefined;
  if (isMeasured && line.quantity !== 1) return `it is weighed or priced by its code and has ${line.quantity} pieces`;
  const gross = lineGrossMinor(line);
  const discount = BigInt(line.discountMinor ?? '0');
  if (discount > 0n && discount > gross) return `${discount} is off ${gross}`;
  const manual = BigInt(line.manualDiscountMinor ?? '0');
  if (manual > discount) return `persons took ${manual} off, of ${discount} in all`;
  const amount = BigInt(line.amountMinor);
  if ((line.isBack ? discount - gross : gross - discount) !== amount) {
    return `it is ${line.isBack ? 'back, ' : ''}${measureText(line)}${lessText(discount)}, not ${amount}`;
  }
  return taxFault(line, amount);
}

function taxFault(line: SaleLineRecord, amount: bigint): string | undefined {
  const { taxCode, taxRateBasisPoints, taxMinor } = line;
  const given = [taxCode, taxRateBasisPoints, taxMinor].filter((one) => one !== undefined).length;
  if (given === 0) return undefined;
  if (taxRateBasisPoints === undefined || taxMinor === undefined || given < 3) {
    return 'its tax wants a code, a rate and an amount';
  }
  const held = taxHeldMinor(amount, taxRateBasisPoints);
  return held === BigInt(taxMinor) ? undefined : `its tax is ${held}, not ${taxMinor}`;
}

function measureText(line: LineMeasure): string {
  if (line.codePriceMinor !== undefined) return line.codePriceMinor;
  const much = line.weightG === undefined ? `${line.quantity}` : `${line.weightG} g`;
  return `${much} × ${line.unitPriceMinor}`;
}

const lessText = (discount: bigint): string => (discount === 0n ? '' : ` less ${discount}`);
