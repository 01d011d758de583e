/** This agent's own types as messages for tills. */
import {
  type Currency,
  channelEnum,
  edgeStateEnum,
  moneyToMessage,
  paymentStatusEnum,
  refundStatusEnum,
  type SettingValue,
  tenderEnum,
} from '@qiantai/protos';
import type { Payment } from '@qiantai/protos/generated/qiantai/common/v1/Payment.ts';
import type { Refund } from '@qiantai/protos/generated/qiantai/common/v1/Refund.ts';
import type { Advert } from '@qiantai/protos/generated/qiantai/edge/v1/Advert.ts';
import type { Article as ArticleMessage } from '@qiantai/protos/generated/qiantai/edge/v1/Article.ts';
import type { EdgePayment } from '@qiantai/protos/generated/qiantai/edge/v1/EdgePayment.ts';
import type { EdgeRefund } from '@qiantai/protos/generated/qiantai/edge/v1/EdgeRefund.ts';
import type { EdgeStatus } from '@qiantai/protos/generated/qiantai/edge/v1/EdgeStatus.ts';
import type { ListedSale as ListedSaleMessage } from '@qiantai/protos/generated/qiantai/edge/v1/ListedSale.ts';
import type { OfflineOffer } from '@qiantai/protos/generated/qiantai/edge/v1/OfflineOffer.ts';
import type { Operator } from '@qiantai/protos/generated/qiantai/edge/v1/Operator.ts';
import type { TillRules } from '@qiantai/protos/generated/qiantai/edge/v1/TillRules.ts';
import type { CardOffer } from '../offline/card-policy.ts';
import type { OfflineCardsStatus } from '../offline/offline-desk.ts';
import { firstWord } from '../payments/payment-facts.ts';
import type { PaymentRecord, PaymentWord, RefundRecord, RefundWord } from '../payments/records.ts';
import { firstRefundWord } from '../payments/refund-book.ts';
import type { PricedArticle } from '../sales/price-desk.ts';
import type { ListedSale } from '../sales/sale-list.ts';
import type { OperatorSetting } from '../settings/settings-store.ts';
import type { AgentStatus } from '../status/board.ts';

/** `offer`: of a card that was refused for want of the line. */
export function edgePayment(record: PaymentRecord, offer?: CardOffer): EdgePayment {
  return {
    ...(offer ? { offlineOffer: offerMessage(offer) } : {}),
    state: edgeStateEnum.toMessage(record.state),
    payment: paymentMessage(record.word ?? firstWord(record)),
    revision: record.revision,
    reasonCode: record.reasonCode,
    journalSequence: record.journalSequence,
    offline: record.offline,
  };
}

function offerMessage(offer: CardOffer): OfflineOffer {
  const { figures } = offer;
  return {
    possible: offer.kind === 'possible',
    reasonCode: offer.kind === 'refused' ? offer.reasonCode : '',
    brand: offer.brand,
    unit: figures?.unit ?? '',
    limit: String(figures?.limit ?? 0n),
    used: String(figures?.used ?? 0n),
    left: String(figures?.left ?? 0n),
  };
}

export function edgeRefund(record: RefundRecord): EdgeRefund {
  return {
    state: edgeStateEnum.toMessage(record.state),
    refund: refundMessage(record.word ?? firstRefundWord(record)),
    revision: record.revision,
    reasonCode: record.reasonCode,
    journalSequence: record.journalSequence,
  };
}

export function paymentMessage(word: PaymentWord): Payment {
  const { amountMinor, refundedMinor, currency, ...rest } = word;
  return {
    ...rest,
    status: paymentStatusEnum.toMessage(word.status),
    tender: tenderEnum.toMessage(word.tender),
    channel: word.channel === '' ? 'CHANNEL_UNSPECIFIED' : channelEnum.toMessage(word.channel),
    amount: money(amountMinor, currency),
    refunded: money(refundedMinor, currency),
  };
}

function refundMessage(word: RefundWord): Refund {
  const { amountMinor, currency, ...rest } = word;
  return {
    ...rest,
    status: refundStatusEnum.toMessage(word.status),
    channel: word.channel === '' ? 'CHANNEL_UNSPECIFIED' : channelEnum.toMessage(word.channel),
    amount: money(amountMinor, currency),
  };
}

export function articleMessage({ article, unitPriceMinor, weightG, codePriceMinor }: PricedArticle): ArticleMessage {
  const { currency } = article;
  return {
    articleId: article.articleId,
    barcode: article.barcode,
    nameZh: article.nameZh,
    nameEn: article.nameEn,
    unitPrice: moneyToMessage({ amountMinor: unitPriceMinor, currency }),
    unit: article.unit,
    picture: article.picture,
    soldByWeight: article.soldByWeight ?? false,
    weightG: weightG ?? 0,
    ...(codePriceMinor === undefined ? {} : { codePrice: moneyToMessage({ amountMinor: codePriceMinor, currency }) }),
    ageMin: article.ageMin ?? 0,
  };
}

export function advertMessage(advert: SettingValue<'advert'>): Advert {
  const { advertId, titleZh, titleEn, picture, seconds, validFromMs, validUntilMs = 0 } = advert;
  return { advertId, titleZh, titleEn, picture, seconds, validFromMs, validUntilMs };
}

export function operatorMessage(operator: OperatorSetting): Operator {
  return {
    operatorId: operator.operatorId,
    number: operator.number,
    name: operator.name,
    rights: operator.rights,
  };
}

export function listedSaleMessage({ record, operatorName, itemCount, unsent }: ListedSale): ListedSaleMessage {
  const { receiptNo, saleId, kind, terminalId, completedAtMs, totalMinor, currency } = record;
  return {
    ...{ receiptNo, saleId, kind, terminalId, operatorName, completedAtMs, itemCount, unsent },
    total: money(totalMinor, currency),
    tenders: record.tenders.map(({ tender }) => tender),
  };
}

/** What headquarters set, and what counts where it says nothing. */
export function tillRulesMessage(rules: SettingValue<'till_rules'> | undefined): TillRules {
  const { refundOperatorDayMaxMinor: operatorMax, refundStoreDayMaxMinor: storeMax } = rules ?? {};
  const currency = rules?.currency;
  return {
    roundToMinor: rules?.roundToMinor ?? 0,
    ...(currency && operatorMax !== undefined ? { refundOperatorDayMax: money(operatorMax, currency) } : {}),
    ...(currency && storeMax !== undefined ? { refundStoreDayMax: money(storeMax, currency) } : {}),
    saleMode: rules?.saleMode ?? 'order',
    tips: rules?.tips ?? false,
    shiftNeeded: rules?.shiftNeeded ?? false,
  };
}

/** That the server was not heard for too long says more than why it is not heard now. */
function reasonOf({ line, fleet }: AgentStatus): string {
  if (line.status === 'online') return '';
  return fleet.cashOnly === 'CONTACT_TOO_OLD' ? fleet.cashOnly : line.reasonCode;
}

/** Orders that were pushed to a till: how many wait, and another number at each change. */
export interface OrdersStatus {
  waiting: number;
  revision: number;
}

export function statusMessage(
  status: AgentStatus,
  cards: OfflineCardsStatus,
  orders: OrdersStatus,
  nowMs: number,
): EdgeStatus {
  const { currency } = status;
  return {
    offlineForced: cards.forced,
    cardsWaiting: cards.count,
    cardsOldestAgeMs: cards.oldestTakenAtMs === undefined ? 0 : Math.max(0, nowMs - cards.oldestTakenAtMs),
    cardsLeftCount: cards.left?.count ?? 0,
    cardsLeftMs: cards.left ? (cards.left.leftMs ?? -1) : 0,
    cardsReasonCode: cards.reasonCode,
    ...(currency === undefined
      ? {}
      : { cardsWaitingAmount: moneyToMessage({ amountMinor: cards.sumMinor, currency }) }),
    ...(currency === undefined || !cards.left
      ? {}
      : { cardsLeftAmount: moneyToMessage({ amountMinor: cards.left.amountMinor, currency }) }),
    online: status.line.status === 'online',
    waiting: status.queue.waiting,
    oldestAgeMs: status.queue.waiting === 0 ? 0 : Math.max(0, nowMs - status.queue.oldestRecordedAtMs),
    dead: status.queue.dead,
    reasonCode: reasonOf(status),
    sinceMs: status.line.sinceMs,
    agentVersion: status.fleet.version,
    agentUpdate: status.fleet.agentUpdate,
    tillUpdate: status.fleet.tillUpdate,
    agentStanding: status.fleet.standing,
    cashOnly: status.fleet.cashOnly !== undefined,
    settingsVersion: status.settingsVersion,
    ordersWaiting: orders.waiting,
    ordersRevision: orders.revision,
    ...(status.currency === undefined
      ? {}
      : { waitingAmount: moneyToMessage({ amountMinor: status.queue.waitingCashMinor, currency: status.currency }) }),
  };
}

function money(amountMinor: string, currency: Currency) {
  return moneyToMessage({ amountMinor: BigInt(amountMinor), currency });
}
