/** The agent's messages in the till's words. Protobuf types stop here; a bad answer is a fault with a code. */
import { errorText } from '@qiantai/foundation';
import {
  type ChannelName,
  type Currency,
  channelEnum,
  currencySchema,
  edgeStateEnum,
  integerFrom,
  type Money,
  type MoneyMessage,
  moneyFromMessage,
  paymentStatusEnum,
  refundStatusEnum,
  type SaleRecord,
  saleRecordSchema,
} from '@qiantai/protos';
import { tillError } from '../errors.ts';
import type { CardFacts, PaymentAnswer, RefundAnswer } from '../sale/events.ts';
import type { Article, OfflineOffer, Original, TillFacts } from '../sale/model.ts';

/** What is read of each message, as protobuf's loader gives it (longs are strings, enums names). */
export interface PaymentMessage {
  paymentKey: string;
  status: string;
  amount: MoneyMessage | null;
  channel: string;
  tender: string;
  reasonCode: string;
  channelMessage: string;
  qrText: string;
  deadlineMs: string;
  refunded: MoneyMessage | null;
  /** Of a card; absent from agents that do not tell. */
  maskedPan?: string;
  authorisationCode?: string;
  cardReference?: string;
}
export interface EdgePaymentMessage {
  state: string;
  payment: PaymentMessage | null;
  revision: string;
  reasonCode: string;
  offline: boolean;
  offlineOffer: OfflineOfferMessage | null;
}
export interface OfflineOfferMessage {
  possible: boolean;
  reasonCode: string;
  unit: string;
  limit: string;
  used: string;
  left: string;
  brand: string;
}
export interface SignInMessage {
  session: string;
  operator: OperatorMessage | null;
  businessDate: string;
}
export interface CompletedMessage {
  receiptNo: string;
  offline: boolean;
  saleJson: string;
}
export interface EdgeRefundMessage {
  state: string;
  refund: { status: string; amount: MoneyMessage | null; reasonCode: string; channelMessage: string } | null;
  revision: string;
  reasonCode: string;
}
export interface ArticleMessage {
  articleId: string;
  barcode: string;
  nameZh: string;
  nameEn: string;
  unitPrice: MoneyMessage | null;
  picture: string;
  soldByWeight: boolean;
  weightG: string;
  codePrice: MoneyMessage | null;
  ageMin: number;
}
export interface AdvertMessage {
  advertId: string;
  titleZh: string;
  titleEn: string;
  picture: string;
  seconds: number;
  validFromMs: string;
  validUntilMs: string;
}
export interface TaxTextMessage {
  taxCode: string;
  nameZh: string;
  nameEn: string;
}
export interface OperatorMessage {
  operatorId: string;
  number: string;
  name: string;
  rights: string[];
}
export interface TillMessage {
  terminalId: string;
  tillName: string;
  storeId: string;
  storeName: string;
  merchantId: string;
  merchantName: string;
  currency: string;
  receiptHeader: string[];
  receiptFooter: string[];
  operators: OperatorMessage[];
  quickKeys: ArticleMessage[];
  settingsVersion: string;
  adverts: AdvertMessage[];
  taxes: TaxTextMessage[];
  sessionOver: boolean;
  rules: { roundToMinor: string; saleMode: string; tips: boolean } | null;
}
export interface FoundSaleMessage {
  saleJson: string;
  payments: PaymentMessage[];
  returnedQuantity: Record<number, string>;
}
export interface StatusMessage {
  online: boolean;
  waiting: string;
  oldestAgeMs: string;
  reasonCode: string;
  waitingAmount: MoneyMessage | null;
  settingsVersion: string;
  offlineForced: boolean;
  cardsWaiting: string;
  cardsWaitingAmount: MoneyMessage | null;
  cardsOldestAgeMs: string;
  cardsLeftAmount: MoneyMessage | null;
  cardsLeftCount: string;
  cardsLeftMs: string;
  cardsReasonCode: string;
  tillUpdate: string;
  ordersRevision: string;
  signedInOperatorIds: string[];
}

export interface ShownArticle extends Article {
  picture: string;
}

export interface Operator {
  operatorId: string;
  number: string;
  name: string;
  rights: readonly string[];
}

export interface TillInfo extends TillFacts {
  tillName: string;
  storeName: string;
  merchantName: string;
  receiptHeader: readonly string[];
  receiptFooter: readonly string[];
  operators: readonly Operator[];
  quickKeys: readonly ShownArticle[];
  settingsVersion: number;
  adverts: readonly Advert[];
  taxes: readonly TaxText[];
  /** The session that was named is over. */
  sessionOver: boolean;
}

export interface Advert {
  advertId: string;
  titleZh: string;
  titleEn: string;
  picture: string;
  seconds: number;
  validFromMs: number;
  /** 0: without an end. */
  validUntilMs: number;
}

export interface TaxText {
  taxCode: string;
  nameZh: string;
  nameEn: string;
}

export interface LineStatus {
  online: boolean;
  waiting: number;
  oldestAgeMs: number;
  waitingAmountMinor: bigint;
  reasonCode: string;
  settingsVersion: number;
  /** An operator works offline at this till. */
  forced: boolean;
  cards: CardsOffline;
  /** The version that the fleet's keepers would have this till run; empty: no wish. */
  tillUpdate: string;
  /** Another number at each change of the orders that were pushed to this till. */
  ordersRevision: number;
  /** Operators who are signed in at some till of the store, the latest first. */
  signedInIds: readonly string[];
}

/** Cards that were taken offline in this store, and what this till may still take. */
export interface CardsOffline {
  waiting: number;
  waitingMinor: bigint;
  oldestAgeMs: number;
  leftMinor: bigint;
  leftCount: number;
  /** -1: without such an end. */
  leftMs: number;
  /** Why none may be taken whatever card it is; '' where one may. */
  reasonCode: string;
}

/** What was asked, so that an answer about other money is not taken for this payment's. */
export interface Expected {
  key: string;
  amount: Money;
}

export interface Revised<Answer> {
  answer: Answer;
  revision: string;
}

export function paymentFromMessage(message: EdgePaymentMessage, expected: Expected): Revised<PaymentAnswer> {
  const { payment } = message;
  if (payment?.amount) checkAmount(payment.amount, expected, 'payment');
  if (payment && payment.paymentKey !== expected.key) {
    throw tillError('AGENT_BAD_ANSWER', { call: 'a payment', why: 'it speaks of another payment' });
  }
  return { answer: paymentAnswer(message, payment), revision: revisionOf(message.revision) };
}

function paymentAnswer(message: EdgePaymentMessage, payment: PaymentMessage | null): PaymentAnswer {
  const { reasonCode, offline } = message;
  const state = edgeStateEnum.fromMessage(message.state, 'state');
  switch (state) {
    case 'checking':
      return { kind: 'checking' };
    case 'refused_offline':
      return { kind: 'refused_offline', reasonCode, offer: offerFrom(message.offlineOffer) };
    case 'cancel_recorded':
      return { kind: 'reversing', reasonCode };
    case 'recorded':
      return { kind: 'paid', channel: recordedChannel(payment, offline), offline };
    case 'answered':
      if (!payment) throw tillError('AGENT_BAD_ANSWER', { call: 'a payment', why: 'answered without a payment' });
      return answeredPayment(payment, offline);
  }
}

/** What is recorded here is cash, or a card that was taken offline, of which the server may have said little yet. */
function recordedChannel(payment: PaymentMessage | null, offline: boolean): ChannelName {
  if (payment && payment.channel !== 'CHANNEL_UNSPECIFIED') return channelEnum.fromMessage(payment.channel, 'channel');
  return offline && payment?.tender === 'TENDER_CARD' ? 'card' : 'cash';
}

function offerFrom(message: OfflineOfferMessage | null): OfflineOffer | null {
  if (!message) return null;
  const { possible, reasonCode, brand } = message;
  const unit = (['money', 'count', 'ms'] as const).find((one) => one === message.unit) ?? '';
  return {
    possible,
    reasonCode,
    brand,
    unit,
    limit: BigInt(integerFrom(message.limit, 'offline_offer.limit')),
    used: BigInt(integerFrom(message.used, 'offline_offer.used')),
    left: BigInt(integerFrom(message.left, 'offline_offer.left')),
  };
}

function answeredPayment(payment: PaymentMessage, offline: boolean): PaymentAnswer {
  const { reasonCode, channelMessage } = payment;
  const status = paymentStatusEnum.fromMessage(payment.status, 'payment.status');
  // A card that was taken offline stands, whatever its issuer says later: that is the merchant's, not the cashier's.
  if (offline && (status === 'failed' || status === 'closed')) return { kind: 'paid', channel: 'card', offline };
  switch (status) {
    case 'created':
    case 'processing':
    case 'unknown':
      return { kind: 'checking' };
    case 'awaiting_payer': {
      const deadlineMs = integerFrom(payment.deadlineMs, 'payment.deadline_ms');
      return { kind: 'awaiting_payer', qrText: payment.qrText, deadlineMs };
    }
    case 'reversing':
      return { kind: 'reversing', reasonCode };
    case 'paid':
      // The server sent it back by itself, so it pays for nothing.
      if (!offline && wentBack(payment)) return { kind: 'closed', reasonCode: 'MONEY_WENT_BACK' };
      return {
        kind: 'paid',
        channel: channelEnum.fromMessage(payment.channel, 'payment.channel'),
        offline,
        ...cardFacts(payment),
      };
    case 'failed':
      return { kind: 'declined', reasonCode, channelMessage };
    case 'closed':
      return { kind: 'closed', reasonCode };
  }
}

function wentBack({ amount, refunded }: PaymentMessage): boolean {
  const refundedMinor = minorOf(refunded, 'payment.refunded');
  return refundedMinor > 0n && refundedMinor >= minorOf(amount, 'payment.amount');
}

function cardFacts(payment: PaymentMessage): { card?: CardFacts } {
  const { maskedPan = '', authorisationCode = '', cardReference = '' } = payment;
  if (payment.tender !== 'TENDER_CARD' || !(maskedPan || authorisationCode || cardReference)) return {};
  return { card: { maskedPan, authorisationCode, cardReference } };
}

export function refundFromMessage(message: EdgeRefundMessage, expected: Expected): Revised<RefundAnswer> {
  if (message.refund?.amount) checkAmount(message.refund.amount, expected, 'refund');
  return { answer: refundAnswer(message), revision: revisionOf(message.revision) };
}

function refundAnswer(message: EdgeRefundMessage): RefundAnswer {
  switch (edgeStateEnum.fromMessage(message.state, 'state')) {
    case 'recorded':
      return { kind: 'succeeded' };
    case 'refused_offline':
      return { kind: 'refused_offline', reasonCode: message.reasonCode };
    case 'checking':
    case 'cancel_recorded':
      return { kind: 'checking' };
    case 'answered':
      break;
  }
  const { refund } = message;
  if (!refund) throw tillError('AGENT_BAD_ANSWER', { call: 'a refund', why: 'answered without a refund' });
  const { reasonCode, channelMessage } = refund;
  switch (refundStatusEnum.fromMessage(refund.status, 'refund.status')) {
    case 'created':
    case 'processing':
    case 'unknown':
      return { kind: 'checking' };
    case 'succeeded':
      return { kind: 'succeeded' };
    case 'failed':
      return { kind: 'failed', reasonCode, channelMessage };
    case 'needs_person':
      return { kind: 'needs_person', reasonCode };
  }
}

export function tillInfoFromMessage(message: TillMessage): TillInfo {
  const currency = currencySchema.parse(message.currency);
  const { terminalId, tillName, storeId, storeName, merchantId, merchantName } = message;
  return {
    terminalId,
    tillName,
    storeId,
    storeName,
    merchantId,
    merchantName,
    currency,
    receiptHeader: message.receiptHeader,
    receiptFooter: message.receiptFooter,
    operators: message.operators.map(operatorFromMessage),
    quickKeys: message.quickKeys.map((article) => articleFromMessage(article, currency)),
    settingsVersion: integerFrom(message.settingsVersion, 'settings_version'),
    adverts: message.adverts.map((advert) => ({
      ...advert,
      validFromMs: integerFrom(advert.validFromMs, 'advert.valid_from_ms'),
      validUntilMs: integerFrom(advert.validUntilMs, 'advert.valid_until_ms'),
    })),
    taxes: message.taxes.map(({ taxCode, nameZh, nameEn }) => ({ taxCode, nameZh, nameEn })),
    sessionOver: message.sessionOver,
    roundToMinor: BigInt(integerFrom(message.rules?.roundToMinor ?? '0', 'rules.round_to_minor')),
    saleMode: message.rules?.saleMode === 'quick' ? 'quick' : 'order',
    tips: message.rules?.tips ?? false,
  };
}

export function operatorFromMessage(message: OperatorMessage): Operator {
  const { operatorId, number, name, rights } = message;
  return { operatorId, number, name, rights };
}

export function articleFromMessage(message: ArticleMessage, currency: Currency): ShownArticle {
  const price = moneyFromMessage(message.unitPrice, 'article.unit_price');
  if (price.currency !== currency) {
    throw tillError('AGENT_BAD_ANSWER', { call: 'an article', why: `priced in ${price.currency}, not ${currency}` });
  }
  const { articleId, barcode, nameZh, nameEn, picture } = message;
  const article = { articleId, barcode, nameZh, nameEn, picture, unitPriceMinor: price.amountMinor };
  return {
    ...article,
    ...(message.soldByWeight ? { soldByWeight: true } : {}),
    ...(message.ageMin > 0 ? { ageMin: message.ageMin } : {}),
  };
}

export function statusFromMessage(message: StatusMessage): LineStatus {
  return {
    online: message.online,
    waiting: integerFrom(message.waiting, 'waiting'),
    oldestAgeMs: integerFrom(message.oldestAgeMs, 'oldest_age_ms'),
    waitingAmountMinor: message.waitingAmount?.currency
      ? moneyFromMessage(message.waitingAmount, 'waiting_amount').amountMinor
      : 0n,
    reasonCode: message.reasonCode,
    settingsVersion: integerFrom(message.settingsVersion, 'settings_version'),
    forced: message.offlineForced,
    cards: {
      waiting: integerFrom(message.cardsWaiting, 'cards_waiting'),
      waitingMinor: minorOf(message.cardsWaitingAmount, 'cards_waiting_amount'),
      oldestAgeMs: integerFrom(message.cardsOldestAgeMs, 'cards_oldest_age_ms'),
      leftMinor: minorOf(message.cardsLeftAmount, 'cards_left_amount'),
      leftCount: integerFrom(message.cardsLeftCount, 'cards_left_count'),
      leftMs: integerFrom(message.cardsLeftMs, 'cards_left_ms', { min: -1 }),
      reasonCode: message.cardsReasonCode,
    },
    tillUpdate: message.tillUpdate.slice(0, 64),
    ordersRevision: integerFrom(message.ordersRevision, 'orders_revision'),
    signedInIds: message.signedInOperatorIds,
  };
}

function minorOf(message: MoneyMessage | null, field: string): bigint {
  return message?.currency ? moneyFromMessage(message, field).amountMinor : 0n;
}

export function originalFromMessage(message: FoundSaleMessage): Original {
  const returnedQuantity = new Map<number, number>();
  for (const [lineNo, quantity] of Object.entries(message.returnedQuantity)) {
    returnedQuantity.set(Number(lineNo), integerFrom(quantity, 'returned_quantity'));
  }
  const refundedMinor = new Map<string, bigint>();
  for (const payment of message.payments) {
    if (!payment.refunded?.currency) continue;
    refundedMinor.set(payment.paymentKey, moneyFromMessage(payment.refunded, 'payment.refunded').amountMinor);
  }
  return { record: saleRecordFromJson(message.saleJson, 'FindSale'), returnedQuantity, refundedMinor };
}

export function saleRecordFromJson(json: string, call: string): SaleRecord {
  try {
    return saleRecordSchema.parse(JSON.parse(json));
  } catch (error) {
    throw tillError('AGENT_BAD_ANSWER', { call, why: errorText(error).slice(0, 200) }, { cause: error });
  }
}

function checkAmount(message: MoneyMessage, expected: Expected, what: string): void {
  const money = moneyFromMessage(message, `${what}.amount`);
  if (money.amountMinor !== expected.amount.amountMinor || money.currency !== expected.amount.currency) {
    throw tillError('AGENT_BAD_ANSWER', { call: `a ${what}`, why: 'its amount is not what was asked for' });
  }
}

/** Kept as text: it only goes back to the agent. */
function revisionOf(text: string): string {
  return String(integerFrom(text, 'revision'));
}
