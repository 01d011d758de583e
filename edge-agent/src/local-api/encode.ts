/** This agent's own types as messages for tills. */
import {
  type Currency,
  channelEnum,
  edgeStateEnum,
  moneyToMessage,
  paymentStatusEnum,
  refundStatusEnum,
  tenderEnum,
} from '@qiantai/protos';
import type { Payment } from '@qiantai/protos/generated/qiantai/common/v1/Payment.ts';
import type { Refund } from '@qiantai/protos/generated/qiantai/common/v1/Refund.ts';
import type { Article as ArticleMessage } from '@qiantai/protos/generated/qiantai/edge/v1/Article.ts';
import type { EdgePayment } from '@qiantai/protos/generated/qiantai/edge/v1/EdgePayment.ts';
import type { EdgeRefund } from '@qiantai/protos/generated/qiantai/edge/v1/EdgeRefund.ts';
import type { EdgeStatus } from '@qiantai/protos/generated/qiantai/edge/v1/EdgeStatus.ts';
import type { Operator } from '@qiantai/protos/generated/qiantai/edge/v1/Operator.ts';
import { firstWord } from '../payments/payment-book.ts';
import type { PaymentRecord, PaymentWord, RefundRecord, RefundWord } from '../payments/records.ts';
import { firstRefundWord } from '../payments/refund-book.ts';
import type { Article, OperatorSetting } from '../settings/settings-store.ts';
import type { AgentStatus } from '../status/board.ts';

export function edgePayment(record: PaymentRecord): EdgePayment {
  return {
    state: edgeStateEnum.toMessage(record.state),
    payment: paymentMessage(record.word ?? firstWord(record)),
    revision: record.revision,
    reasonCode: record.reasonCode,
    journalSequence: record.journalSequence,
    offline: record.offline,
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

export function articleMessage(article: Article): ArticleMessage {
  return {
    articleId: article.articleId,
    barcode: article.barcode,
    nameZh: article.nameZh,
    nameEn: article.nameEn,
    unitPrice: money(article.unitPriceMinor, article.currency),
    unit: article.unit,
    picture: article.picture,
  };
}

export function operatorMessage(operator: OperatorSetting): Operator {
  return {
    operatorId: operator.operatorId,
    number: operator.number,
    name: operator.name,
    rights: operator.rights,
  };
}

export function statusMessage(status: AgentStatus, nowMs: number): EdgeStatus {
  return {
    online: status.line.status === 'online',
    waiting: status.queue.waiting,
    oldestAgeMs: status.queue.waiting === 0 ? 0 : Math.max(0, nowMs - status.queue.oldestRecordedAtMs),
    dead: status.queue.dead,
    reasonCode: status.line.status === 'offline' ? status.line.reasonCode : '',
    sinceMs: status.line.sinceMs,
    agentVersion: status.fleet.version,
    agentUpdate: status.fleet.agentUpdate,
    tillUpdate: status.fleet.tillUpdate,
    agentStanding: status.fleet.standing,
    cashOnly: status.fleet.cashOnly !== undefined,
    ...(status.currency === undefined
      ? {}
      : { waitingAmount: moneyToMessage({ amountMinor: status.queue.waitingCashMinor, currency: status.currency }) }),
  };
}

function money(amountMinor: string, currency: Currency) {
  return moneyToMessage({ amountMinor: BigInt(amountMinor), currency });
}
