/** Snapshots for tests and pictures of the screen: each view, and the states within it. */
import type { TillSnapshot } from '../contract/till-contract.ts';
import { cartScenes } from './cart-scenes.ts';
import { counterScenes } from './counter-scenes.ts';
import { orderScenes } from './order-scenes.ts';
import { payScenes } from './pay-scenes.ts';
import { articles } from './scene-articles.ts';

type Article = TillSnapshot['quickKeys'][number];
type Payment = NonNullable<TillSnapshot['payment']>;
type Result = NonNullable<TillSnapshot['result']>;

/** 2026-03-14 10:32 UTC. */
export const sceneNowMs = Date.UTC(2026, 2, 14, 10, 32);
const paymentKey = '0195a9c2-7b1e-7c3d-9a4f-2b6c8d0e1f23';

export { articles };

const line = (at: number, quantity: number): TillSnapshot['sale']['lines'][number] => {
  const of = articles[at - 1] as Article;
  const { articleId, barcode, nameZh, nameEn, unitPriceMinor } = of;
  const amountMinor = String(BigInt(unitPriceMinor) * BigInt(quantity));
  const names = { articleId, barcode, nameZh, nameEn };
  const off = { discountMinor: '0', manualDiscountMinor: '0', manual: null, promotions: [] };
  const plain = { weightG: 0, codePriced: false, listPriceMinor: '' as const, isBack: false, byPrice: false, ...off };
  return { lineNo: at, ...names, quantity, unitPriceMinor, amountMinor, ...plain };
};

const emptySale: TillSnapshot['sale'] = {
  saleId: '0195a9c2-0000-7c3d-9a4f-000000000001',
  kind: 'sale',
  lines: [],
  selectedLineNo: null,
  nextQuantity: 1,
  itemCount: 0,
  totalMinor: '0',
  paidMinor: '0',
  dueMinor: '0',
  priced: true,
  discounts: [],
  manual: null,
  manualDiscountMinor: '0',
  isRounded: false,
  roundingMinor: '0',
  tipMinor: '0',
  customer: null,
  note: '',
  parts: [],
  originalReceiptNo: '',
  order: null,
};

/** Of a device's line, none but these. */
function lineCounts(counts: Record<string, number>): Record<string, number> {
  const none = {
    framesIn: 0,
    framesOut: 0,
    bytesIn: 0,
    bytesOut: 0,
    errors: 0,
    retries: 0,
    discarded: 0,
    reconnects: 0,
  };
  return { ...none, ...counts };
}

const oneOff = { nameZh: '满二十减一', nameEn: 'One off from twenty' };
const secondHalf = { nameZh: '第二件半价', nameEn: 'Second at half price' };

export const awayCounter: TillSnapshot['counter'] = {
  place: null,
  running: { operator: '王小燕', openedAtMs: sceneNowMs - 7_200_000, counting: false },
  counts: [10_000, 5_000, 2_000, 1_000, 500, 100, 50, 10, 5, 2, 1].map((minor) => ({
    denominationMinor: String(minor),
    count: 0,
  })),
  countedMinor: '0',
  call: null,
  trainingSinceMs: 0,
};

export const base: TillSnapshot = {
  revision: 1,
  view: 'sale',
  language: 'zh',
  till: {
    terminalId: 'till-1',
    tillName: '2 号机',
    storeName: '人民路店',
    merchantName: '钱台便利',
    currency: 'CNY',
    exponent: 2,
  },
  operators: [
    { operatorId: 'o1', number: '1001', name: '王小燕' },
    { operatorId: 'o2', number: '1002', name: '李强' },
    { operatorId: 'o3', number: '1003', name: 'Anna Zhang' },
    { operatorId: 'o4', number: '9001', name: '陈店长' },
  ],
  operator: { operatorId: 'o1', name: '王小燕', rights: [] },
  connection: {
    agent: true,
    online: true,
    goneSinceMs: 0,
    ownRecords: 0,
    waiting: 0,
    oldestAgeMs: 0,
    waitingAmountMinor: '0',
    reasonCode: '',
    forced: false,
    cards: {
      waiting: 0,
      waitingMinor: '0',
      oldestAgeMs: 0,
      leftMinor: '0',
      leftCount: 0,
      leftMs: 0,
      reasonCode: 'OFFLINE_CARDS_OFF',
    },
    update: '',
  },
  devices: [
    {
      kind: 'scanner',
      state: 'connected',
      reasonCode: '',
      lastSeenMs: sceneNowMs - 4000,
      health: {
        address: 'hid:0c2e:0b6a',
        counters: lineCounts({ framesIn: 412, bytesIn: 26_368 }),
        waiting: 0,
        detail: '6901234500001 · ean-13',
        options: { end: 'cr_or_lf' },
      },
    },
    { kind: 'reader', state: 'disconnected', reasonCode: '', lastSeenMs: sceneNowMs - 190_000 },
    {
      kind: 'printer',
      state: 'fault',
      reasonCode: 'PAPER_OUT',
      lastSeenMs: sceneNowMs - 2000,
      health: {
        address: 'usb-serial:04b8:0202',
        counters: lineCounts({
          framesIn: 9120,
          framesOut: 9310,
          bytesIn: 9120,
          bytesOut: 402_113,
          retries: 2,
          reconnects: 1,
        }),
        waiting: 2,
        detail: '',
        options: { columns: 48, cut: 'full', barcode: true, drawerOpenLevel: 'high' },
      },
    },
    { kind: 'drawer', state: 'connected', reasonCode: '', lastSeenMs: 0 },
    { kind: 'speaker', state: 'absent', reasonCode: '', lastSeenMs: 0 },
    {
      kind: 'scale',
      state: 'connected',
      reasonCode: '',
      lastSeenMs: sceneNowMs - 1000,
      health: {
        address: 'serial:/dev/ttyS1',
        counters: lineCounts({ framesIn: 88, framesOut: 88, bytesIn: 704, bytesOut: 88 }),
        waiting: 0,
        detail: '1.250 kg',
        options: {},
      },
    },
    { kind: 'pole', state: 'absent', reasonCode: '', lastSeenMs: 0 },
  ],
  quickKeys: [...articles],
  adverts: [],
  notice: null,
  sale: emptySale,
  question: null,
  orders: [],
  heldCarts: [],
  rules: { roundToMinor: '0', saleMode: 'order', tips: false },
  returnLines: [],
  payment: null,
  result: null,
  lastEnded: null,
  lastReceiptNo: 'S1-T2-000041',
  counter: awayCounter,
  nowMs: sceneNowMs,
};

export const cart: TillSnapshot['sale'] = {
  ...emptySale,
  lines: [line(1, 2), line(2, 1), line(6, 1), line(8, 1), line(11, 3)],
  selectedLineNo: 11,
  itemCount: 8,
  totalMinor: '5290',
  dueMinor: '5290',
};

/** Weighed goods, a line that its code priced, and what promotions take off. */
const promoted: TillSnapshot['sale'] = {
  ...cart,
  lines: [
    { ...line(1, 2), discountMinor: '100', amountMinor: '300', promotions: [secondHalf] },
    { ...line(10, 1), weightG: 1250, unitPriceMinor: '690', amountMinor: '863' },
    { ...line(5, 1), codePriced: true, discountMinor: '100', amountMinor: '1180', promotions: [oneOff] },
  ],
  selectedLineNo: 10,
  itemCount: 4,
  totalMinor: '2343',
  dueMinor: '2343',
  discounts: [
    { ...secondHalf, amountMinor: '100' },
    { ...oneOff, amountMinor: '100' },
  ],
};

const partPaid: TillSnapshot['sale'] = {
  ...cart,
  paidMinor: '2000',
  dueMinor: '3290',
  parts: [{ key: paymentKey, tender: 'cash', channel: 'cash', amountMinor: '2000', offline: false }],
};

const offline: TillSnapshot['connection'] = {
  agent: true,
  online: false,
  goneSinceMs: 0,
  ownRecords: 0,
  waiting: 14,
  oldestAgeMs: 185_000,
  waitingAmountMinor: '84250',
  reasonCode: 'LINE_LOST',
  forced: false,
  cards: base.connection.cards,
  update: '',
};

/** Cards go offline here, and some wait. */
const cardsOffline: TillSnapshot['connection'] = {
  ...offline,
  cards: {
    waiting: 3,
    waitingMinor: '45900',
    oldestAgeMs: 1_260_000,
    leftMinor: '154100',
    leftCount: 17,
    leftMs: 9_540_000,
    reasonCode: '',
  },
};

const offer: NonNullable<Result['offer']> = {
  possible: true,
  reasonCode: '',
  unit: 'money',
  limit: '200000',
  used: '45900',
  left: '154100',
  brand: 'unionpay',
};

const payment = (part: Partial<Payment>): TillSnapshot => ({
  ...base,
  view: 'payment',
  sale: cart,
  payment: {
    key: paymentKey,
    tender: 'payment_code',
    channel: 'wechat',
    amountMinor: '5290',
    phase: 'checking',
    qrText: '',
    deadlineMs: 0,
    canCancel: true,
    canAskNow: false,
    maskedPan: '',
    ...part,
  },
});

const result = (part: Partial<Result>, sale = cart): TillSnapshot => ({
  ...base,
  view: 'result',
  sale,
  result: {
    outcome: 'paid',
    tender: 'payment_code',
    channel: 'wechat',
    amountMinor: '5290',
    changeMinor: '0',
    reasonCode: '',
    channelMessage: '',
    receiptNo: '',
    saleComplete: false,
    offline: false,
    wentOnline: false,
    offer: null,
    leavesAtMs: 0,
    key: paymentKey,
    isRefund: false,
    canTryAgain: false,
    canPayInCash: false,
    hasSlip: false,
    ...part,
  },
});

const leavesAtMs = sceneNowMs + 2000;
const qrText = 'weixin://wxpay/bizpayurl?pr=QianTai7b1e7c3d9a4f2b6c';

/** Every view, and within it every state that is drawn in its own way. */
export const scenes = {
  starting: { ...base, view: 'starting', operator: null },
  agent_gone: {
    ...base,
    view: 'agent_gone',
    operator: null,
    connection: { ...base.connection, agent: false, goneSinceMs: base.nowMs - 90_000, reasonCode: 'AGENT_GONE' },
  },
  sign_in: { ...base, view: 'sign_in', operator: null },
  sign_in_refused: { ...base, view: 'sign_in', operator: null, notice: { code: 'SIGN_IN_WRONG', params: {} } },
  sale_empty: base,
  sale: { ...base, sale: cart },
  sale_notice: {
    ...base,
    sale: { ...cart, nextQuantity: 3 },
    notice: { code: 'UNKNOWN_CODE', params: { code: '6939999900012' } },
  },
  sale_weigh: {
    ...base,
    sale: cart,
    notice: {
      code: 'ARTICLE_WANTS_WEIGHT',
      params: { articleId: 'a10', nameZh: '红富士苹果', nameEn: 'Fuji apples', scaleSays: 'SCALE_UNSTABLE' },
    },
  },
  sale_promoted: { ...base, sale: promoted },
  sale_asked: { ...base, sale: { ...promoted, priced: false } },
  sale_advert: {
    ...base,
    adverts: [
      {
        advertId: 'AD1',
        titleZh: '鲜牛奶第二盒半价',
        titleEn: 'Second milk at half price',
        picture: '🥛',
        seconds: 8,
        validFromMs: 0,
        validUntilMs: 0,
      },
    ],
  },
  sale_offline: { ...base, sale: cart, connection: offline },
  sale_cards_offline: { ...base, sale: cart, connection: cardsOffline },
  sale_cards_stopped: {
    ...base,
    sale: cart,
    connection: { ...cardsOffline, cards: { ...cardsOffline.cards, leftCount: 0, reasonCode: 'OFFLINE_CARD_TOO_OLD' } },
  },
  sale_forced_offline: {
    ...base,
    sale: cart,
    operator: { operatorId: 'o4', name: '陈店长', rights: ['offline.force'] },
    connection: { ...cardsOffline, online: true, forced: true, cards: { ...cardsOffline.cards, leftMs: -1 } },
  },
  sale_return: { ...base, sale: { ...cart, kind: 'return' } },
  tender: { ...base, view: 'tender', sale: cart },
  tender_offline: { ...base, view: 'tender', sale: cart, connection: offline },
  tender_cards_offline: { ...base, view: 'tender', sale: cart, connection: cardsOffline },
  tender_part: { ...base, view: 'tender', sale: partPaid },
  tender_armed_part: { ...payment({ phase: 'present_code', amountMinor: '1000', channel: null, key: '' }), sale: cart },
  payment_qr: payment({ tender: 'qr', phase: 'show_qr', qrText, deadlineMs: sceneNowMs + 115_000, canAskNow: true }),
  payment_card: payment({ tender: 'card', channel: 'card', phase: 'present_card' }),
  payment_pin: payment({ tender: 'card', channel: 'card', phase: 'enter_pin', maskedPan: '621626******0018' }),
  payment_checking: payment({ phase: 'checking', canAskNow: true }),
  payment_waiting: payment({ phase: 'waiting_customer', deadlineMs: sceneNowMs + 42_000, canAskNow: true }),
  payment_cancelling: payment({ phase: 'cancelling', canCancel: false }),
  result_paid: result({ receiptNo: 'S1-T2-000042', saleComplete: true, leavesAtMs }),
  result_card: result({
    ...{ receiptNo: 'S1-T2-000042', saleComplete: true, leavesAtMs },
    ...{ tender: 'card', channel: 'card', key: 'x-9a4f2b6c01d2', hasSlip: true },
  }),
  result_completing: result({ saleComplete: true }),
  result_change: result({
    tender: 'cash',
    channel: 'cash',
    changeMinor: '4710',
    receiptNo: 'S1-T2-000042',
    saleComplete: true,
    leavesAtMs,
  }),
  result_part: result({ tender: 'cash', channel: 'cash', amountMinor: '2000', leavesAtMs }, partPaid),
  result_offline: result({
    tender: 'cash',
    channel: 'cash',
    receiptNo: 'S1-T2-000042',
    saleComplete: true,
    offline: true,
    leavesAtMs,
  }),
  result_declined: result({ outcome: 'declined', reasonCode: 'INSUFFICIENT_FUNDS', channelMessage: '余额不足' }),
  result_unknown: result({ outcome: 'unknown', reasonCode: 'CHANNEL_SILENT' }),
  result_refused_offline: result({ outcome: 'refused_offline', reasonCode: 'OFFLINE' }),
  result_offline_consent: {
    ...result({ outcome: 'refused_offline', tender: 'card', channel: 'card', reasonCode: 'OFFLINE', offer }),
    connection: cardsOffline,
  },
  result_offline_limit: result({
    outcome: 'refused_offline',
    tender: 'card',
    channel: 'card',
    reasonCode: 'OFFLINE_LIMIT_STORE_SUM',
    offer: { ...offer, possible: false, reasonCode: 'OFFLINE_LIMIT_STORE_SUM', left: '1000' },
  }),
  result_offline_old: result({
    outcome: 'refused_offline',
    tender: 'card',
    channel: 'card',
    reasonCode: 'OFFLINE_CARD_TOO_OLD',
    offer: { ...offer, possible: false, unit: 'ms', limit: '14400000', used: '15000000', left: '0' },
  }),
  result_offline_count: result({
    outcome: 'refused_offline',
    tender: 'card',
    channel: 'card',
    reasonCode: 'OFFLINE_LIMIT_TERMINAL_COUNT',
    offer: { ...offer, possible: false, unit: 'count', limit: '20', used: '20', left: '0' },
  }),
  result_card_offline: result({
    tender: 'card',
    channel: 'card',
    receiptNo: 'S1-T2-000042',
    saleComplete: true,
    offline: true,
    leavesAtMs,
  }),
  result_went_online: result({
    tender: 'card',
    channel: 'card',
    receiptNo: 'S1-T2-000042',
    saleComplete: true,
    wentOnline: true,
    leavesAtMs,
  }),
  result_cancelled: result({ outcome: 'cancelled', reasonCode: 'CASHIER_CANCELLED', leavesAtMs }),
  result_refunded: result(
    { outcome: 'refunded', receiptNo: 'S1-T2-000043', saleComplete: true, leavesAtMs },
    { ...cart, kind: 'return' },
  ),
  result_refund_failed: result(
    { outcome: 'refund_failed', reasonCode: 'CHANNEL_REFUSED', channelMessage: 'ACQ.SELLER_BALANCE_NOT_ENOUGH' },
    { ...cart, kind: 'return' },
  ),
  ...cartScenes({ base, cart }),
  ...payScenes({ base, cart, payment, result }),
  ...orderScenes({ base, cart }),
  return_lookup: { ...base, view: 'return_lookup' },
  return_lines: {
    ...base,
    view: 'return_lines',
    sale: { ...emptySale, kind: 'return', originalReceiptNo: 'S1-T2-000041' },
    returnLines: [1, 2, 8, 11].map((at) => {
      const { articleId, nameZh, nameEn, unitPriceMinor } = articles[at - 1] as Article;
      return {
        originalLineNo: at,
        articleId,
        nameZh,
        nameEn,
        unitPriceMinor,
        weightG: 0,
        chosenMinor: at === 8 ? unitPriceMinor : '0',
        soldQuantity: at === 11 ? 3 : 2,
        returnedQuantity: at === 2 ? 2 : at === 11 ? 1 : 0,
        chosenQuantity: at === 8 ? 1 : 0,
      };
    }),
  },
  refund: {
    ...payment({ phase: 'checking', tender: 'card', channel: 'card', canCancel: false }),
    view: 'refund',
    sale: { ...cart, kind: 'return' },
  },
  ...counterScenes(base, cart),
} as const satisfies Record<string, TillSnapshot>;

export type SceneName = keyof typeof scenes;
export const sceneNames = Object.keys(scenes) as SceneName[];

export const scene = (name: SceneName, language: 'zh' | 'en'): TillSnapshot => ({ ...scenes[name], language });
