/** One state for each stage, and one event of each kind that fits the samples' keys. */
import { SeededRandom } from '@qiantai/foundation';
import { IdMint, type SaleRecord, taxHeldMinor } from '@qiantai/protos';
import { emptySale, lineGrossOf } from './cart.ts';
import type { TillEvent } from './events.ts';
import type {
  Article,
  Attempt,
  CartPrices,
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

export const possibleOffer: OfflineOffer = {
  possible: true,
  reasonCode: '',
  unit: 'money',
  limit: 40_000n,
  used: 10_000n,
  left: 30_000n,
  brand: 'unionpay',
};

export function testContext(seed: number | string = 1): Context {
  return {
    nowMs,
    mint: new IdMint({ nowMs: () => nowMs }, new SeededRandom(seed)),
    facts: { merchantId: 'M1', storeId: 'S1', terminalId: 'T1', currency: 'CNY' },
    checkingMsMax: 10_000,
  };
}

/** A tenth off every line. */
export function pricesOf(sale: Sale): CartPrices {
  const lines = sale.lines.map((line) => {
    const grossMinor = lineGrossOf(line);
    const discountMinor = grossMinor / 10n;
    const rateBasisPoints = 1300;
    const tax = {
      taxCode: 'std',
      rateBasisPoints,
      amountMinor: taxHeldMinor(grossMinor - discountMinor, rateBasisPoints),
    };
    const promotionIds = discountMinor > 0n ? ['P1'] : [];
    return { lineNo: line.lineNo, unitPriceMinor: line.article.unitPriceMinor, discountMinor, promotionIds, tax };
  });
  const offMinor = lines.reduce((sum, line) => sum + line.discountMinor, 0n);
  const grossMinor = sale.lines.reduce((sum, line) => sum + lineGrossOf(line), 0n);
  return {
    lines,
    discounts: [{ promotionId: 'P1', nameZh: '九折', nameEn: 'Ten off', amountMinor: offMinor }],
    totalMinor: grossMinor - offMinor,
    settingsVersion: 7,
  };
}

export interface Samples {
  context: Context;
  attempt: Attempt;
  refunding: Refunding;
  stages: { [Status in Stage['status']]: Extract<Stage, { status: Status }> };
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
    priced: { settingsVersion: 7, discounts: [] },
    startedAtMs: nowMs,
  };
  const part: Part = { key: attempt.key, tender: 'qr', channel: 'alipay', amountMinor: 100n, offline: false };
  const original = originalOf(sale, attempt);
  const later = nowMs + 2_000;
  const stages: Samples['stages'] = {
    selling: { status: 'selling' },
    pricing: { status: 'pricing' },
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
  const session = { token: 's', operatorId: 'O1', operatorName: '小王', rights: [], businessDate: '2026-01-01' };
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
    { kind: 'remove_line', lineNo: 1 },
    { kind: 'set_external_ref', text: '536365' },
    { kind: 'abandon_sale' },
    { kind: 'begin_tender' },
    { kind: 'leave_tender' },
    { kind: 'choose_tender', tender: 'card' },
    { kind: 'choose_tender', tender: 'qr', channel: 'alipay' },
    { kind: 'choose_tender', tender: 'payment_code', amountMinor: 100n },
    { kind: 'pay_cash', tenderedMinor: 150n },
    { kind: 'pay_cash', tenderedMinor: 1000n },
    { kind: 'ask_now' },
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
    events,
    state: (stage, change = {}) => ({
      session,
      sale: stage.status === 'part_paid' ? { ...sale, parts: [part] } : sale,
      stage,
      givenUp: [],
      usedPaymentCodes: [],
      notice: null,
      lastReceiptNo: '',
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
