/** One state for each stage, and one event of each kind that fits the samples' keys. */
import { SeededRandom } from '@qiantai/foundation';
import { IdMint, type SaleRecord, taxHeldMinor, tillRights } from '@qiantai/protos';
import { emptySale, isByPrice, lineGrossOf } from './cart.ts';
import type { OrderInHand, TillEvent } from './events.ts';
import type {
  Article,
  Attempt,
  CartPrices,
  HeldCart,
  ManualDiscount,
  OfflineOffer,
  Original,
  Part,
  Refunding,
  Sale,
  Stage,
  TillState,
} from './model.ts';
import type { Context } from './situation.ts';

export const nowMs = Date.UTC(2026, 0, 1, 2);
export const wechatCode = '134567890123456789';
/** As a customer's phone shows it below the payment. */
export const channelNumber = '4200001234202601011234567890';

export const water: Article = {
  articleId: 'A1',
  barcode: '6901234567892',
  nameZh: '农夫山泉 550ml',
  nameEn: 'Spring water',
  unitPriceMinor: 200n,
};

export const apples: Article = {
  articleId: 'W1',
  barcode: '2112345',
  nameZh: '红富士苹果',
  nameEn: 'Fuji apples',
  unitPriceMinor: 1990n,
  soldByWeight: true,
};

export const beer: Article = {
  articleId: 'B1',
  barcode: '6903252713411',
  nameZh: '青岛啤酒 500ml',
  nameEn: 'Tsingtao beer',
  unitPriceMinor: 650n,
  ageMin: 18,
};

export const possibleOffer: OfflineOffer = {
  possible: true,
  reasonCode: '',
  unit: 'money',
  limit: 40_000n,
  used: 10_000n,
  left: 30_000n,
  brand: 'unionpay',
};

const pushedOrder: OrderInHand = {
  ...{ orderId: '0190a5c0-0000-7000-8000-000000000001', externalRef: 'WEB-9', title: '四号桌', source: 'merchant' },
  lines: [{ name: '牛肉面', quantity: 2, unitPriceMinor: 1500n }],
};

export function testContext(seed: number | string = 1): Context {
  return {
    nowMs,
    mint: new IdMint({ nowMs: () => nowMs }, new SeededRandom(seed)),
    facts: { merchantId: 'M1', storeId: 'S1', terminalId: 'T1', currency: 'CNY', roundToMinor: 10n },
    checkingMsMax: 10_000,
  };
}

/** A tenth off every plain line, then what persons take off, in the order of the lines. */
export function pricesOf(sale: Sale): CartPrices {
  const rows = sale.lines.map((line) => {
    const grossMinor = lineGrossOf(line);
    const promoMinor = line.isBack || line.setPriceMinor !== undefined ? 0n : grossMinor / 10n;
    const manualMinor = offOf(line.manual ?? null, grossMinor - promoMinor);
    return { line, promoMinor, manualMinor, leftMinor: grossMinor - promoMinor - manualMinor };
  });
  const sum = () => rows.reduce((all, { line, leftMinor }) => all + (line.isBack ? -leftMinor : leftMinor), 0n);
  const spread = (wantedMinor: bigint): bigint => {
    let left = wantedMinor;
    for (const row of rows) {
      if (row.line.isBack) continue;
      const part = row.leftMinor < left ? row.leftMinor : left;
      row.leftMinor -= part;
      row.manualMinor += part;
      left -= part;
    }
    return wantedMinor - left;
  };
  if (sum() > 0n) spread(offOf(sale.manual, sum()));
  const manualDiscountMinor = rows.reduce((all, { manualMinor }) => all + manualMinor, 0n);
  const roundingMinor = sale.roundToMinor > 0n && sum() > 0n ? spread(sum() % sale.roundToMinor) : 0n;
  const rateBasisPoints = 1300;
  const lines = rows.map(({ line, promoMinor, manualMinor, leftMinor }) => ({
    lineNo: line.lineNo,
    unitPriceMinor: line.article.unitPriceMinor,
    discountMinor: promoMinor + manualMinor,
    manualDiscountMinor: manualMinor,
    // The agent names one for every article whose price is sent to it.
    ...(line.setPriceMinor === undefined || isByPrice(line) ? {} : { listPriceMinor: line.listPriceMinor ?? 200n }),
    promotionIds: promoMinor > 0n ? ['P1'] : [],
    tax: {
      taxCode: 'std',
      rateBasisPoints,
      amountMinor: taxHeldMinor(line.isBack ? -leftMinor : leftMinor, rateBasisPoints),
    },
  }));
  const amountMinor = rows.reduce((all, { promoMinor }) => all + promoMinor, 0n);
  return {
    lines,
    discounts: [{ promotionId: 'P1', nameZh: '九折', nameEn: 'Ten off', amountMinor }],
    totalMinor: sum(),
    manualDiscountMinor,
    roundingMinor,
    settingsVersion: 7,
  };
}

function offOf(discount: ManualDiscount | null, ofMinor: bigint): bigint {
  if (!discount) return 0n;
  const wantedMinor =
    discount.kind === 'amount' ? discount.amountMinor : (ofMinor * BigInt(discount.basisPoints)) / 10_000n;
  return wantedMinor < ofMinor ? wantedMinor : ofMinor;
}

export interface Samples {
  context: Context;
  attempt: Attempt;
  refunding: Refunding;
  stages: { [Status in Stage['status']]: Extract<Stage, { status: Status }> };
  held: HeldCart;
  state(stage: Stage, change?: Partial<TillState>): TillState;
  events: readonly TillEvent[];
}

export function samples(seed: number | string = 1): Samples {
  const context = testContext(seed);
  const { mint } = context;
  const attempt: Attempt = {
    key: mint.paymentKey(),
    tender: 'payment_code',
    channel: 'wechat',
    amountMinor: 400n,
    tenderedMinor: 0n,
    startedAtMs: nowMs,
  };
  const cashAttempt: Attempt = { ...attempt, tender: 'cash', channel: 'cash', tenderedMinor: 500n };
  const cardAttempt: Attempt = { ...attempt, tender: 'card', channel: 'card' };
  const refundKey = mint.refundKey();
  const refunding: Refunding = {
    purpose: 'return',
    index: 0,
    items: [{ key: refundKey, paymentKey: attempt.key, tender: 'card', channel: 'card', amountMinor: 400n }],
  };
  const sale: Sale = {
    ...emptySale(mint.saleId()),
    lines: [{ lineNo: 1, article: water, quantity: 2 }],
    cartNo: 1,
    priced: { settingsVersion: 7, discounts: [], manualDiscountMinor: 0n, roundingMinor: 0n },
    startedAtMs: nowMs,
  };
  const businessDate = '2026-01-01';
  const held: HeldCart = {
    sale: { ...emptySale(mint.saleId()), lines: [{ lineNo: 1, article: water, quantity: 1 }], startedAtMs: nowMs },
    operatorId: 'O1',
    operatorName: '小王',
    businessDate,
    heldAtMs: nowMs,
    totalMinor: 200n,
  };
  const part: Part = { key: attempt.key, tender: 'qr', channel: 'alipay', amountMinor: 100n, offline: false };
  const original = originalOf(sale, attempt);
  const later = nowMs + 2_000;
  const stages: Samples['stages'] = {
    selling: { status: 'selling' },
    pricing: { status: 'pricing' },
    approval_asked: {
      status: 'approval_asked',
      right: 'line.discount',
      deed: { kind: 'discount_line', lineNo: 1, discount: { kind: 'rate', basisPoints: 1000 } },
      from: { status: 'selling' },
    },
    age_asked: { status: 'age_asked', article: beer, measure: null, ageMin: 18 },
    tendering: { status: 'tendering', armedMinor: null },
    reading_card: { status: 'reading_card', attempt: cardAttempt, prompt: 'present_card' },
    paying: { status: 'paying', attempt, progress: { kind: 'checking', sinceMs: nowMs - 10_000 } },
    cancelling: { status: 'cancelling', attempt },
    unknown: { status: 'unknown', attempt, reasonCode: 'NO_ANSWER' },
    declined: {
      status: 'declined',
      attempt,
      outcome: 'declined',
      reasonCode: 'INSUFFICIENT_FUNDS',
      channelMessage: '',
      offer: null,
      leavesAtMs: 0,
    },
    offline_consent: { status: 'offline_consent', attempt: cardAttempt, reasonCode: 'OFFLINE', offer: possibleOffer },
    taking_cash: { status: 'taking_cash', attempt: cashAttempt },
    part_paid: { status: 'part_paid', part, leavesAtMs: later },
    completing: { status: 'completing', completedAtMs: nowMs, heldScans: [] },
    completed: { status: 'completed', receiptNo: 'R1', offline: false, changeMinor: 0n, leavesAtMs: later },
    looking_up_receipt: { status: 'looking_up_receipt' },
    choosing_return: { status: 'choosing_return', original, chosen: new Map([[1, 1]]) },
    refunding: { status: 'refunding', refunding, step: 'present_card', sinceMs: nowMs },
    refund_unknown: { status: 'refund_unknown', refunding, reasonCode: 'NO_ANSWER' },
    refund_failed: { status: 'refund_failed', refunding, reasonCode: 'REFUSED', channelMessage: '' },
  };
  const card = {
    entryMode: 'chip' as const,
    maskedPan: '621626*********0018',
    encryptedTrack2Hex: '00',
    keySerialNumberHex: '00',
    pinBlockHex: '',
    emvHex: '',
    cardSequenceNumber: '001',
  };
  const session = { token: 's', operatorId: 'O1', operatorName: '小王', rights: tillRights, businessDate };
  const answered = (answer: Extract<TillEvent, { kind: 'payment_answered' }>['answer']): TillEvent => ({
    kind: 'payment_answered',
    key: attempt.key,
    answer,
  });
  const refunded = (answer: Extract<TillEvent, { kind: 'refund_answered' }>['answer']): TillEvent => ({
    kind: 'refund_answered',
    key: refundKey,
    answer,
  });
  const events: TillEvent[] = [
    { kind: 'scan', code: wechatCode },
    { kind: 'scan', code: water.barcode },
    { kind: 'add_article', articleId: 'A1' },
    { kind: 'set_next_quantity', quantity: 3 },
    { kind: 'select_line', lineNo: 1 },
    { kind: 'change_quantity', lineNo: 1, quantity: 5 },
    { kind: 'change_quantity', lineNo: 1, quantity: 1 },
    { kind: 'remove_line', lineNo: 1 },
    { kind: 'discount_line', lineNo: 1, discount: { kind: 'amount', amountMinor: 50n } },
    { kind: 'discount_line', lineNo: 1, discount: null },
    { kind: 'discount_cart', discount: { kind: 'rate', basisPoints: 2000 } },
    { kind: 'discount_cart', discount: null },
    { kind: 'change_price', lineNo: 1, priceMinor: 150n },
    { kind: 'change_price', lineNo: 1, priceMinor: null },
    { kind: 'mark_back', lineNo: 1, isBack: true },
    { kind: 'mark_back', lineNo: 1, isBack: false },
    { kind: 'sell_by_price', name: '散装糖', priceMinor: 333n, barcode: '' },
    { kind: 'round_total', isOn: true },
    { kind: 'round_total', isOn: false },
    { kind: 'hold_sale' },
    { kind: 'recall_held', saleId: held.sale.saleId },
    { kind: 'discard_held', saleId: held.sale.saleId },
    { kind: 'answer_age', isOldEnough: true },
    { kind: 'answer_age', isOldEnough: false },
    { kind: 'approve', number: '9', pin: '4321' },
    { kind: 'leave_approval' },
    { kind: 'set_customer', memberNo: '10086', phone: '' },
    { kind: 'set_note', text: '不要袋子' },
    { kind: 'exchange' },
    { kind: 'scan', code: 'M10086001' },
    { kind: 'set_external_ref', text: '536365' },
    { kind: 'abandon_sale' },
    { kind: 'take_up_order', orderId: mint.uuid7() },
    { kind: 'begin_tender' },
    { kind: 'leave_tender' },
    { kind: 'choose_tender', tender: 'card' },
    { kind: 'choose_tender', tender: 'qr', channel: 'alipay' },
    { kind: 'choose_tender', tender: 'payment_code', amountMinor: 100n },
    { kind: 'pay_cash', tenderedMinor: 150n },
    { kind: 'pay_cash', tenderedMinor: 1000n },
    { kind: 'ask_now' },
    { kind: 'find_payment', number: channelNumber },
    { kind: 'scan', code: channelNumber },
    { kind: 'payment_found', number: channelNumber, found: null },
    { kind: 'payment_found', number: channelNumber, found: { paymentKey: attempt.key, isPaid: true, receiptNo: '' } },
    {
      kind: 'payment_found',
      number: channelNumber,
      found: { paymentKey: mint.uuid7(), isPaid: true, receiptNo: 'R7' },
    },
    { kind: 'try_again' },
    { kind: 'pay_amount', amountMinor: 1_250n },
    { kind: 'set_tip', amountMinor: 40n },
    { kind: 'set_tip', amountMinor: 0n },
    { kind: 'refund_in_cash' },
    { kind: 'cancel_payment' },
    { kind: 'acknowledge_result' },
    { kind: 'take_offline' },
    { kind: 'begin_return' },
    { kind: 'find_receipt', receiptNo: 'S1-T1-20260101-0001' },
    { kind: 'return_without_receipt' },
    { kind: 'choose_return_quantity', originalLineNo: 1, quantity: 2 },
    { kind: 'give_back' },
    { kind: 'leave_return' },
    { kind: 'sign_out' },
    { kind: 'signed_in', session },
    { kind: 'session_lost' },
    { kind: 'article_found', article: water },
    { kind: 'article_found', article: apples, measure: { kind: 'weight', weightG: 1250 } },
    { kind: 'article_found', article: apples, measure: { kind: 'code_price', priceMinor: 999n } },
    { kind: 'article_found', article: apples },
    { kind: 'article_found', article: beer },
    { kind: 'approved', approvalId: mint.uuid7() },
    { kind: 'approval_refused', notice: { code: 'SIGN_IN_WRONG', params: {} } },
    { kind: 'deed_recorded', deed: { kind: 'remove_line', lineNo: 1 }, approval: null },
    { kind: 'deed_recorded', deed: { kind: 'answer_age', isOldEnough: true }, approval: null },
    { kind: 'deed_recorded', deed: { kind: 'hold_sale' }, approval: null },
    { kind: 'deed_recorded', deed: { kind: 'recall_held', saleId: held.sale.saleId }, approval: null },
    { kind: 'deed_recorded', deed: { kind: 'discard_held', saleId: held.sale.saleId }, approval: null },
    { kind: 'cart_priced', saleId: sale.saleId, cartNo: 1, prices: pricesOf(sale) },
    {
      kind: 'pricing_failed',
      saleId: sale.saleId,
      cartNo: 1,
      notice: { code: 'ARTICLE_GONE', params: {} },
    },
    { kind: 'article_not_found', code: '6999999999999' },
    { kind: 'receipt_found', original },
    { kind: 'receipt_not_found', receiptNo: 'S1-T1-20260101-0009' },
    { kind: 'lookup_failed', notice: { code: 'AGENT_GONE', params: {} } },
    { kind: 'order_taken_up', saleId: mint.saleId(), order: pushedOrder },
    { kind: 'order_not_taken', notice: { code: 'ORDER_NOT_NOW', params: {} } },
    { kind: 'card_prompted', key: attempt.key, prompt: 'enter_pin' },
    { kind: 'card_read', key: attempt.key, card },
    { kind: 'card_failed', key: attempt.key, reasonCode: 'CANCELLED' },
    { kind: 'card_read', key: refundKey, card },
    { kind: 'card_failed', key: refundKey, reasonCode: 'TIMED_OUT' },
    answered({ kind: 'checking' }),
    answered({ kind: 'awaiting_payer', qrText: '', deadlineMs: later }),
    answered({ kind: 'paid', channel: 'wechat', offline: false }),
    answered({ kind: 'declined', reasonCode: 'INSUFFICIENT_FUNDS', channelMessage: '余额不足' }),
    answered({ kind: 'closed', reasonCode: 'EXPIRED' }),
    answered({ kind: 'refused_offline', reasonCode: 'OFFLINE', offer: null }),
    answered({ kind: 'refused_offline', reasonCode: 'OFFLINE', offer: possibleOffer }),
    answered({ kind: 'reversing', reasonCode: 'CASHIER' }),
    answered({ kind: 'not_begun' }),
    refunded({ kind: 'checking' }),
    refunded({ kind: 'succeeded' }),
    refunded({ kind: 'over_limit', over: { of: 'operator', leftMinor: 100n, wantedMinor: 400n } }),
    refunded({ kind: 'failed', reasonCode: 'REFUSED', channelMessage: '' }),
    refunded({ kind: 'refused_offline', reasonCode: 'OFFLINE' }),
    refunded({ kind: 'needs_person', reasonCode: 'ABNORMAL' }),
    {
      kind: 'sale_completed',
      saleId: sale.saleId,
      receiptNo: 'S1-T1-20260101-0001',
      offline: false,
      record: original.record,
    },
    { kind: 'sale_kept', saleId: sale.saleId, draft: original.record },
    { kind: 'completion_refused', saleId: sale.saleId, reasonCode: 'SALE_BAD' },
    { kind: 'time_passed' },
  ];
  return {
    context,
    attempt,
    refunding,
    stages,
    held,
    events,
    state: (stage, change = {}) => ({
      session,
      sale: stage.status === 'part_paid' ? { ...sale, parts: [part] } : sale,
      stage,
      givenUp: [],
      heldCarts: [held],
      usedPaymentCodes: [],
      notice: null,
      lastReceiptNo: '',
      lastEnded: null,
      ...change,
    }),
  };
}

function originalOf(sale: Sale, attempt: Attempt): Original {
  const record: SaleRecord = {
    kind: 'sale',
    saleId: sale.saleId,
    orderNo: 'ORDER',
    receiptNo: 'S1-T1-20260101-0001',
    merchantId: 'M1',
    storeId: 'S1',
    terminalId: 'T1',
    operatorId: 'O1',
    businessDate: '2026-01-01',
    currency: 'CNY',
    startedAtMs: nowMs,
    completedAtMs: nowMs,
    lines: [
      {
        lineNo: 1,
        articleId: 'A1',
        barcode: water.barcode,
        nameZh: water.nameZh,
        nameEn: water.nameEn,
        quantity: 2,
        unitPriceMinor: '200',
        amountMinor: '400',
      },
    ],
    totalMinor: '400',
    tenders: [{ key: attempt.key, tender: 'card', channel: 'card', amountMinor: '400', offline: false }],
  };
  return { record, returnedQuantity: new Map(), refundedMinor: new Map() };
}
