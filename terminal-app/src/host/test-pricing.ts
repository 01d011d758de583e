/** What the tests' agent says that a cart costs: simple on purpose, and right in its sums. */
interface MoneyText {
  amountMinor: string;
}
interface Off {
  discount: MoneyText | null;
  discountBasisPoints: number;
}
interface CartLineRequest extends Off {
  lineNo: number;
  articleId: string;
  quantity: number;
  weightG: string;
  codePrice: MoneyText | null;
  price: MoneyText | null;
  isBack: boolean;
  name: string;
}
export interface CartRequest extends Off {
  saleId: string;
  lines: CartLineRequest[];
  roundToMinor: string;
  basis: string;
  removedLineNos: number[];
}

const money = (amountMinor: bigint) => ({ amountMinor: String(amountMinor), currency: 'CNY' });

export function priceAsAgent(
  request: CartRequest,
  shop: { unitPrices: ReadonlyMap<string, string>; promotion: boolean },
) {
  const rows = request.lines.map((line) => {
    const listMinor = BigInt(shop.unitPrices.get(line.articleId) ?? '0');
    const unitMinor = line.price ? BigInt(line.price.amountMinor) : listMinor;
    const gross = grossOf(line, unitMinor);
    const plain = shop.promotion && !line.price && !line.isBack;
    const promo = plain ? gross / 10n : 0n;
    const manual = offOf(line, gross - promo);
    return { line, listMinor, unitMinor, promo, manual, left: gross - promo - manual };
  });
  const total = () => rows.reduce((sum, { line, left }) => sum + (line.isBack ? -left : left), 0n);
  const takeOff = (wanted: bigint): bigint => {
    let open = wanted;
    for (const row of rows.filter(({ line }) => !line.isBack)) {
      const part = row.left < open ? row.left : open;
      row.left -= part;
      row.manual += part;
      open -= part;
    }
    return wanted - open;
  };
  takeOff(offOf(request, total()));
  const manual = rows.reduce((sum, row) => sum + row.manual, 0n);
  const step = BigInt(request.roundToMinor);
  const rounding = step > 0n && total() > 0n ? takeOff(total() % step) : 0n;
  const promo = rows.reduce((sum, row) => sum + row.promo, 0n);
  return {
    lines: rows.map((row) => ({
      lineNo: row.line.lineNo,
      unitPrice: money(row.unitMinor),
      discount: money(row.promo + row.manual),
      manualDiscount: money(row.manual),
      listPrice: row.line.price && row.line.articleId !== '-' ? money(row.listMinor) : null,
      promotionIds: row.promo > 0n ? ['P1'] : [],
      taxCode: '',
    })),
    discounts: promo > 0n ? [{ promotionId: 'P1', nameZh: '九折', nameEn: 'Ten off', amount: money(promo) }] : [],
    total: money(total()),
    manualDiscount: money(manual),
    rounding: money(rounding),
  };
}

type Answer = ReturnType<typeof priceAsAgent>;

/** Keeps the last cart as the agent does, so that tills may ask by what changed. */
export class KeptCart {
  private kept: { basis: string; saleId: string; lines: CartLineRequest[]; answer: Answer } | null = null;
  private count = 0;

  /** Null: it is a change of a cart that is not kept. */
  wholeOf(request: CartRequest): CartRequest | null {
    if (request.basis === '') return request;
    if (this.kept?.basis !== request.basis || this.kept.saleId !== request.saleId) return null;
    const byNumber = new Map([...this.kept.lines, ...request.lines].map((line) => [line.lineNo, line]));
    for (const lineNo of request.removedLineNos) byNumber.delete(lineNo);
    return { ...request, lines: [...byNumber.values()] };
  }

  answer(request: CartRequest, { lines, saleId }: CartRequest, answer: Answer) {
    const before = request.basis === '' ? [] : (this.kept?.answer.lines ?? []);
    const known = new Set(before.map((line) => JSON.stringify(line)));
    this.count += 1;
    this.kept = { basis: `cart-${this.count}`, saleId, lines, answer };
    const news = answer.lines.filter((line) => !known.has(JSON.stringify(line)));
    return { ...answer, lines: news, basis: this.kept.basis, isChange: request.basis !== '' };
  }
}

function grossOf({ quantity, weightG, codePrice }: CartLineRequest, unitMinor: bigint): bigint {
  if (codePrice) return BigInt(codePrice.amountMinor);
  return weightG === '0' ? BigInt(quantity) * unitMinor : (BigInt(weightG) * unitMinor + 500n) / 1000n;
}

function offOf({ discount, discountBasisPoints }: Off, of: bigint): bigint {
  const wanted = discount ? BigInt(discount.amountMinor) : (of * BigInt(discountBasisPoints)) / 10_000n;
  return wanted < of ? wanted : of;
}
