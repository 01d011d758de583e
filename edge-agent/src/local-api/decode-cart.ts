/**
 * A cart as the till has it, or what is other in it than in the one before: numbers that are in no line twice, measures
 * within what a record may hold.
 */
import { type Currency, integerFrom, type MoneyMessage, noArticleId } from '@qiantai/protos';
import type { CartLine__Output } from '@qiantai/protos/generated/qiantai/edge/v1/CartLine.ts';
import type { PriceCartRequest__Output } from '@qiantai/protos/generated/qiantai/edge/v1/PriceCartRequest.ts';
import { agentError } from '../errors.ts';
import type { Off } from '../pricing/persons-off.ts';
import type { CartLine } from '../sales/price-desk.ts';
import { moneyOf, textFrom } from './decode.ts';

const cartLinesMax = 2000;
const roundToMinorMax = 1000;

export interface Cart {
  /** With a basis: those that are other or new. */
  lines: CartLine[];
  basis: string;
  removedLineNos: ReadonlySet<number>;
  off: Off | undefined;
  roundToMinor: bigint;
}

export function cartFrom(request: PriceCartRequest__Output, currency: Currency): Cart {
  insistOnSize(request.lines.length);
  insistOnSize(request.removedLineNos.length);
  const lines = request.lines.map((line) => cartLineFrom(line, currency));
  if (new Set(lines.map((line) => line.lineNo)).size !== lines.length) throw bad('lines', 'a line stands twice');
  const roundToMinor = BigInt(integerFrom(request.roundToMinor, 'round_to_minor', { max: roundToMinorMax }));
  const basis = textFrom(request.basis, 'basis', { max: 64 });
  const removedLineNos = new Set(request.removedLineNos.map((lineNo) => lineNoFrom(lineNo)));
  if (basis === '' && removedLineNos.size > 0) throw bad('removed_line_nos', 'of no cart');
  if (lines.some(({ lineNo }) => removedLineNos.has(lineNo))) throw bad('removed_line_nos', 'a line that is there');
  return { lines, basis, removedLineNos, off: offFrom(request, currency), roundToMinor };
}

/** @throws CodedError REQUEST_BAD */
export function insistOnSize(lineCount: number): void {
  if (lineCount > cartLinesMax) throw bad('lines', `more than ${cartLinesMax}`);
}

function cartLineFrom(message: CartLine__Output, currency: Currency): CartLine {
  const weightG = integerFrom(message.weightG, 'weight_g', { max: 1_000_000 });
  const quantity = integerFrom(message.quantity, 'quantity', { min: 1, max: 1_000_000 });
  const codePriceMinor = message.codePrice
    ? moneyOf(message.codePrice, 'code_price', currency, 1n).amountMinor
    : undefined;
  const isMeasured = weightG > 0 || codePriceMinor !== undefined;
  if (isMeasured && (quantity !== 1 || (weightG > 0 && codePriceMinor !== undefined))) {
    throw bad('lines', 'a weight or a price of its code, of one piece');
  }
  const articleId = textFrom(message.articleId, 'article_id', { min: 1, max: 64 });
  const priceMinor = message.price ? moneyOf(message.price, 'price', currency, 0n).amountMinor : undefined;
  if (priceMinor !== undefined && codePriceMinor !== undefined) throw bad('price', 'its code has a price already');
  if (articleId === noArticleId) {
    textFrom(message.name, 'name', { min: 1, max: 100 });
    if (priceMinor === undefined || isMeasured) throw bad('price', 'what is of no article has a price and no measure');
  }
  const lineNo = lineNoFrom(message.lineNo);
  const { isBack } = message;
  return { lineNo, articleId, quantity, weightG, codePriceMinor, priceMinor, isBack, off: offFrom(message, currency) };
}

const lineNoFrom = (lineNo: number): number => integerFrom(lineNo, 'line_no', { min: 1, max: 10_000 });

/** Undefined where nothing is taken off. */
function offFrom(
  { discount, discountBasisPoints }: { discount: MoneyMessage | null; discountBasisPoints: number },
  currency: Currency,
): Off | undefined {
  const basisPoints = integerFrom(discountBasisPoints, 'discount_basis_points', { max: 10_000 });
  if (!discount) return basisPoints === 0 ? undefined : { kind: 'basis_points', basisPoints };
  if (basisPoints !== 0) throw bad('discount', 'an amount or basis points, not both');
  return { kind: 'amount', amountMinor: moneyOf(discount, 'discount', currency, 0n).amountMinor };
}

const bad = (field: string, why: string) => agentError('REQUEST_BAD', { field, why });
