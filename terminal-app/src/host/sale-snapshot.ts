/** The sale in hand, what is asked about it, and carts on hold, as a screen sees them. Pure. */
import type { TillSnapshot } from '../contract/till-contract.ts';
import {
  dueMinor,
  isByPrice,
  isPriced,
  isTip,
  itemCount,
  lineAmountMinor,
  paidMinor,
  totalMinor,
} from '../sale/cart.ts';
import type { CartDeed } from '../sale/deeds.ts';
import type { CartDiscount, CartLine, HeldCart, ManualDiscount, Sale, TillState } from '../sale/model.ts';

type ShownSale = TillSnapshot['sale'];

/** Lines of a cart on hold that are shown, to tell it from others. */
const heldLinesShown = 3;

export function saleOf(state: TillState): ShownSale {
  const { sale } = state;
  return {
    saleId: sale.saleId,
    kind: sale.kind,
    lines: sale.lines.map((line) => lineOf(line, sale)),
    selectedLineNo: sale.selectedLineNo,
    nextQuantity: sale.nextQuantity,
    itemCount: itemCount(sale),
    totalMinor: String(totalMinor(sale)),
    paidMinor: String(paidMinor(sale)),
    dueMinor: String(dueMinor(sale)),
    priced: isPriced(sale),
    discounts: (sale.priced?.discounts ?? []).map(({ nameZh, nameEn, amountMinor }) => ({
      nameZh,
      nameEn,
      amountMinor: String(amountMinor),
    })),
    manual: discountOf(sale.manual),
    manualDiscountMinor: String(sale.priced?.manualDiscountMinor ?? 0n),
    isRounded: sale.roundToMinor > 0n,
    roundingMinor: String(sale.priced?.roundingMinor ?? 0n),
    tipMinor: String(sale.lines.reduce((sum, line) => (isTip(line) ? sum + lineAmountMinor(line) : sum), 0n)),
    customer: sale.customer && { ...sale.customer },
    note: sale.note,
    parts: sale.parts.map((part) => ({
      key: part.key,
      tender: part.tender,
      channel: part.channel,
      amountMinor: String(part.amountMinor),
      offline: part.offline,
    })),
    originalReceiptNo: originalReceiptNo(state),
    order: sale.order ? { ...sale.order } : null,
  };
}

type ShownLine = ShownSale['lines'][number];

/** What a line's looks depend on beside itself. */
interface LineGround {
  discounts: readonly CartDiscount[] | undefined;
  /** The sale is of an order that another system sent. */
  isOrder: boolean;
}

/** Of each line what was shown of it, and on what ground: long carts change line by line. */
const shownLines = new WeakMap<CartLine, LineGround & { shown: ShownLine }>();

function lineOf(line: CartLine, sale: Sale): ShownLine {
  const discounts = line.promotionIds?.length ? sale.priced?.discounts : undefined;
  const isOrder = Boolean(sale.order);
  const known = shownLines.get(line);
  if (known && known.discounts === discounts && known.isOrder === isOrder) return known.shown;
  const shown = shownLine(line, { discounts, isOrder });
  shownLines.set(line, { discounts, isOrder, shown });
  return shown;
}

function shownLine(line: CartLine, { discounts, isOrder }: LineGround): ShownLine {
  const { article, measure } = line;
  return {
    lineNo: line.lineNo,
    articleId: article.articleId,
    barcode: article.barcode,
    nameZh: article.nameZh,
    nameEn: article.nameEn,
    quantity: line.quantity,
    unitPriceMinor: String(article.unitPriceMinor),
    amountMinor: String(lineAmountMinor(line)),
    weightG: measure?.kind === 'weight' ? measure.weightG : 0,
    codePriced: measure?.kind === 'code_price',
    discountMinor: String(line.discountMinor ?? 0n),
    manualDiscountMinor: String(line.manualDiscountMinor ?? 0n),
    manual: discountOf(line.manual ?? null),
    listPriceMinor: line.listPriceMinor === undefined ? '' : String(line.listPriceMinor),
    isBack: line.isBack ?? false,
    byPrice: isByPrice(line) && !isOrder,
    promotions: promotionsOf(line, discounts),
  };
}

function discountOf(manual: ManualDiscount | null): ShownSale['manual'] {
  switch (manual?.kind) {
    case 'amount':
      return { amountMinor: String(manual.amountMinor), basisPoints: 0 };
    case 'rate':
      return { amountMinor: '0', basisPoints: manual.basisPoints };
    default:
      return null;
  }
}

/** Names of the promotions that took something off a line, as far as they are known. */
function promotionsOf(line: CartLine, discounts: readonly CartDiscount[] = []): ShownLine['promotions'] {
  const ids = new Set(line.promotionIds ?? []);
  const known = discounts.filter(({ promotionId }) => ids.has(promotionId));
  return known.map(({ nameZh, nameEn }) => ({ nameZh, nameEn }));
}

function originalReceiptNo({ sale, stage }: TillState): string {
  const at = stage.status === 'approval_asked' ? stage.from : stage;
  if (at.status === 'choosing_return') return at.original.record.receiptNo;
  return sale.original?.receiptNo ?? '';
}

/** Nobody is asked anything while nobody is signed in. */
export function questionOf({ sale, stage, session }: TillState): TillSnapshot['question'] {
  if (!session) return null;
  switch (stage.status) {
    case 'approval_asked': {
      const { deed, right } = stage;
      const line = 'lineNo' in deed ? sale.lines.find(({ lineNo }) => lineNo === deed.lineNo) : undefined;
      const byPrice = 'name' in deed ? deed.name : '';
      const { nameZh, nameEn } = line?.article ?? { nameZh: byPrice, nameEn: byPrice };
      return { kind: 'approval', right, nameZh, nameEn, ...overLimitOf(deed) };
    }
    case 'age_asked': {
      const { ageMin, article } = stage;
      return { kind: 'age', ageMin, nameZh: article.nameZh, nameEn: article.nameEn };
    }
    default:
      return null;
  }
}

function overLimitOf(deed: CartDeed) {
  if (deed.kind !== 'refund_over_limit') return {};
  const { of, leftMinor, wantedMinor } = deed.over;
  return { overLimit: { of, leftMinor: String(leftMinor), wantedMinor: String(wantedMinor) } };
}

export function heldOf(held: HeldCart, today: string): TillSnapshot['heldCarts'][number] {
  const { sale, operatorName, heldAtMs, businessDate, totalMinor: heldMinor } = held;
  return {
    saleId: sale.saleId,
    operatorName,
    heldAtMs,
    isOld: businessDate < today,
    itemCount: itemCount(sale),
    totalMinor: String(heldMinor),
    lines: sale.lines.slice(0, heldLinesShown).map(({ article, quantity }) => ({
      nameZh: article.nameZh,
      nameEn: article.nameEn,
      quantity,
    })),
    lineCount: sale.lines.length,
    customer: sale.customer && { ...sale.customer },
    note: sale.note,
  };
}
