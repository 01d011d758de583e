/**
 * What UnionPay's gateway does for each transaction type, from a verified form to the members of its answer.
 * Sources: open.unionpay.com, 二维码支付 (二维码消费 01/06, 申请二维码 01/07, 冲正 99/01, 退货 04/00, 交易状态查询 00/00,
 * 对账文件下载 76/01). 00 in the answer to a transaction says that it was taken, not that it was paid.
 */
import { randomInt } from 'node:crypto';
import type { Clock } from '@qiantai/foundation';
import { unreachable } from '@qiantai/foundation';
import type { z } from 'zod';
import { beijingDate, instantOfCompactTime, isBillPublished } from '../values/beijing-time.ts';
import { paymentOf, type WalletOrder, type WalletRefund } from '../wallet/wallet-book.ts';
import type { Answer, PayByCodeResult, WalletEngine } from '../wallet/wallet-engine.ts';
import { billFile } from './unionpay-bill.ts';
import { isRespCode, numberedOutcome, presetDecline, type RespCode, respMessage } from './unionpay-codes.ts';
import {
  orderFields,
  paidFields,
  settledFields,
  settlementDate,
  settlementDayStartMs,
  type UnionpayMerchant,
} from './unionpay-dialect.ts';
import {
  applySchema,
  commonSchema,
  consumeSchema,
  fileSchema,
  querySchema,
  refundSchema,
  reversalSchema,
} from './unionpay-messages.ts';
import type { Fields } from './unionpay-signature.ts';

export type UnionpayAnswer = { kind: 'fields'; fields: Fields; manner: Answer } | { kind: 'silence' };

const dayMs = 86_400_000;
/** A QR code is good for a day where the merchant names no time, and for a month at most. */
const qrLifeMs = dayMs;
const qrLifeMsMax = 31 * dayMs;
/** How far the merchant's txnTime may lie from the gateway's clock (how far the real one's may is not published). */
const txnTimeSkewMs = 3_600_000;
/** The day's file is there from ten in the morning of the next. */
const fileHour = 10;

export class UnionpayOperations {
  private readonly engine: WalletEngine;
  private readonly merchant: UnionpayMerchant;
  private readonly clock: Clock;

  constructor(options: { engine: WalletEngine; merchant: UnionpayMerchant; clock: Clock }) {
    this.engine = options.engine;
    this.merchant = options.merchant;
    this.clock = options.clock;
  }

  /** `address` is the last part of the URL: each takes its own transactions only. */
  perform(address: 'backTransReq' | 'queryTrans' | 'fileTrans', form: Fields): UnionpayAnswer {
    const common = commonSchema.safeParse(form);
    if (!common.success) return malformed(common.error, form);
    const kind = `${address} ${common.data.txnType}/${common.data.txnSubType}`;
    switch (kind) {
      case 'backTransReq 01/06':
        return withForm(consumeSchema, form, (request) => this.consume(request));
      case 'backTransReq 01/07':
        return withForm(applySchema, form, (request) => this.apply(request));
      case 'backTransReq 99/01':
        return withForm(reversalSchema, form, (request) => this.reverse(request));
      case 'backTransReq 04/00':
        return withForm(refundSchema, form, (request) => this.refund(request));
      case 'queryTrans 00/00':
        return withForm(querySchema, form, (request) => this.query(request));
      case 'fileTrans 76/01':
        return withForm(fileSchema, form, (request) => this.file(request));
      default:
        return refuse('32');
    }
  }

  /** 被扫: the customer's code, scanned at the till. */
  private consume(request: z.infer<typeof consumeSchema>): UnionpayAnswer {
    const refusal = this.saleRefusal(request);
    if (refusal) return refusal;
    const numbered = numberedOutcome(request.qrNo);
    if (numbered?.kind === 'refused') return refuse(numbered.respCode);
    if (numbered && this.engine.codeState(request.qrNo).kind === 'unknown') {
      const { behaviour, declineCode } = numbered;
      this.engine.issueCode({ behaviour, declineCode, code: request.qrNo });
    }
    const result = this.engine.payByCode({ ...this.orderOf(request), code: request.qrNo });
    return this.tellTaken(result, numbered?.respCode ?? '00');
  }

  private tellTaken(result: PayByCodeResult, respCode: RespCode): UnionpayAnswer {
    switch (result.kind) {
      case 'paid':
        if (result.answer === 'silent') return { kind: 'silence' };
        return this.taken(result.order, respCode, result.answer);
      case 'paying':
        return result.answer === 'silent' ? { kind: 'silence' } : this.taken(result.order, respCode);
      // The issuer's word comes by inquiry: the answer only says that the request was taken.
      case 'declined':
        return this.taken(result.order, respCode);
      case 'lost':
        return { kind: 'silence' };
      case 'number_used':
        return refuse('12');
      // Reversed before it arrived.
      case 'number_barred':
        return refuse('46');
      case 'code_unknown':
        return refuse('88');
      case 'code_used':
      case 'code_expired':
        return refuse('86');
      default:
        return unreachable(result);
    }
  }

  private taken(order: WalletOrder, respCode: RespCode, manner: Answer = 'normal'): UnionpayAnswer {
    const queryId: Fields = order.transactionId === undefined ? {} : { queryId: order.transactionId };
    return answer(respCode, { ...orderFields(this.merchant, order), ...queryId }, manner);
  }

  /** 主扫: a QR code that the customer scans. */
  private apply(request: z.infer<typeof applySchema>): UnionpayAnswer {
    const refusal = this.saleRefusal(request);
    if (refusal) return refusal;
    const nowMs = this.clock.nowMs();
    const expiresAtMs = request.payTimeout === undefined ? nowMs + qrLifeMs : instantOfCompactTime(request.payTimeout);
    if (expiresAtMs === undefined || expiresAtMs <= nowMs || expiresAtMs > nowMs + qrLifeMsMax) {
      return refuse('10', 'payTimeout');
    }
    const qrText = `https://qr.95516.com/00010000/62${drawnDigits(30)}`;
    const order = this.engine.openOrder({ ...this.orderOf(request), way: 'qr', qrText, expiresAtMs });
    if (!order) return refuse('46');
    return answer('00', { ...orderFields(this.merchant, order), qrCode: qrText });
  }

  private query(request: z.infer<typeof querySchema>): UnionpayAnswer {
    const order = this.findOrder(request);
    const refund = this.engine.book.refunds.get(request.orderId);
    if (refund?.txnTime === request.txnTime) return this.tellRefund(refund);
    // Nobody has scanned it: the gateway knows a QR code, and no transaction yet.
    if (!order?.transactionId) return refuse('34');
    const payment = paymentOf(order);
    const told = payment
      ? paidFields(this.merchant, order, payment)
      : { ...orderFields(this.merchant, order), queryId: order.transactionId };
    const origRespCode = originalCode(order);
    return answer('00', { ...told, origRespCode, origRespMsg: respMessage(origRespCode) });
  }

  private tellRefund(refund: WalletRefund): UnionpayAnswer {
    return answer('00', {
      ...this.refundFields(refund),
      ...settledFields(this.merchant, { queryId: refund.refundId, atMs: refund.atMs, amount: refund.amountMinor }),
      origRespCode: '00',
      origRespMsg: respMessage('00'),
    });
  }

  private reverse(request: z.infer<typeof reversalSchema>): UnionpayAnswer {
    const order = this.findOrder(request);
    if (!order) {
      // A consumption that is still on its way may not count once its number was reversed.
      if (!this.engine.book.orders.has(request.orderId)) this.engine.bar(request.orderId);
      return refuse('34');
    }
    const done = answer('00', { ...orderFields(this.merchant, order), txnType: '99', txnSubType: '01' });
    switch (order.state.status) {
      case 'reversed':
        return done;
      case 'waiting':
      case 'paying':
        this.engine.reverse(order);
        return done;
      case 'paid':
        if (order.refundedMinor > 0n || !this.isOfThisDay(order.state.payment.paidAtMs)) return refuse('35');
        this.engine.reverse(order);
        return done;
      case 'declined':
      case 'closed':
        return refuse('35');
      default:
        return unreachable(order.state);
    }
  }

  private isOfThisDay(atMs: number): boolean {
    return settlementDate(atMs) === settlementDate(this.clock.nowMs());
  }

  private refund(request: z.infer<typeof refundSchema>): UnionpayAnswer {
    const refusal = this.saleRefusal(request);
    if (refusal) return refusal;
    const { book } = this.engine;
    const order = book.orders.get(book.orderNoByTransactionId.get(request.origQryId) ?? '');
    if (!order) return refuse('35');
    const result = this.engine.refund(order, {
      outRefundNo: request.orderId,
      amountMinor: BigInt(request.txnAmt),
      reason: '',
      notifyUrl: request.backUrl,
      txnTime: request.txnTime,
    });
    switch (result.kind) {
      case 'refunded':
        return answer('00', { ...this.refundFields(result.refund), queryId: result.refund.refundId });
      case 'not_paid':
        return refuse('35');
      case 'too_much':
        return refuse(order.refundedMinor === order.amountMinor ? '45' : '36');
      case 'number_used':
        return refuse('12');
      default:
        return unreachable(result);
    }
  }

  private file(request: z.infer<typeof fileSchema>): UnionpayAnswer {
    const nowMs = this.clock.nowMs();
    const date = this.dateOf(request.settleDate);
    if (date === undefined) return refuse('10', 'settleDate');
    if (!isBillPublished({ date, hour: fileHour, nowMs })) return refuse('98');
    const file = billFile(this.engine.book, { merchant: this.merchant, date, nowMs });
    return answer('00', {
      txnType: '76',
      txnSubType: '01',
      merId: this.merchant.merId,
      txnTime: request.txnTime,
      settleDate: request.settleDate,
      ...file,
    });
  }

  /** MMDD is the latest such day that is not to come. */
  private dateOf(settleDate: string): string | undefined {
    const today = beijingDate(this.clock.nowMs());
    const monthAndDay = `${settleDate.slice(0, 2)}-${settleDate.slice(2)}`;
    const year = Number(today.slice(0, 4)) - (monthAndDay > today.slice(5) ? 1 : 0);
    const date = `${year}-${monthAndDay}`;
    return settlementDayStartMs(date) === undefined ? undefined : date;
  }

  /** What is wrong with a sale or refund before anybody looks at its customer. */
  private saleRefusal(request: z.infer<typeof applySchema>): UnionpayAnswer | undefined {
    if (request.currencyCode !== this.merchant.currencyCode) return refuse('10', 'currencyCode');
    const sentAtMs = instantOfCompactTime(request.txnTime);
    if (sentAtMs === undefined || Math.abs(sentAtMs - this.clock.nowMs()) > txnTimeSkewMs) {
      return refuse('10', 'txnTime');
    }
    const { orders, refunds } = this.engine.book;
    return orders.has(request.orderId) || refunds.has(request.orderId) ? refuse('12') : undefined;
  }

  private orderOf(request: z.infer<typeof applySchema>) {
    return {
      outTradeNo: request.orderId,
      amountMinor: BigInt(request.txnAmt),
      description: `商户 ${this.merchant.merId}`,
      storeId: request.termId,
      notifyUrl: request.backUrl,
      txnTime: request.txnTime,
    };
  }

  private findOrder(named: { orderId: string; txnTime: string }): WalletOrder | undefined {
    const order = this.engine.book.orders.get(named.orderId);
    if (order?.txnTime !== named.txnTime) return undefined;
    this.engine.expire(order);
    return order;
  }

  private refundFields(refund: WalletRefund): Fields {
    return {
      txnType: '04',
      txnSubType: '00',
      merId: this.merchant.merId,
      orderId: refund.outRefundNo,
      txnTime: refund.txnTime ?? '',
      txnAmt: refund.amountMinor.toString(),
      currencyCode: this.merchant.currencyCode,
      origQryId: this.engine.book.order(refund.outTradeNo).transactionId ?? '',
    };
  }
}

/** origRespCode of a transaction that there is. */
function originalCode(order: WalletOrder): RespCode {
  switch (order.state.status) {
    case 'waiting':
    case 'paying':
      return '05';
    case 'paid':
      return '00';
    case 'declined': {
      const code = order.state.declineCode;
      return code !== undefined && isRespCode(code) ? code : presetDecline;
    }
    case 'closed':
      return '69';
    case 'reversed':
      return '46';
  }
}

function drawnDigits(count: number): string {
  return Array.from({ length: count }, () => randomInt(10)).join('');
}

function answer(respCode: RespCode, fields: Fields, manner: Answer = 'normal'): UnionpayAnswer {
  return { kind: 'fields', fields: { ...fields, respCode, respMsg: respMessage(respCode) }, manner };
}

export function refuse(respCode: RespCode, detail?: string): UnionpayAnswer {
  return { kind: 'fields', fields: { respCode, respMsg: respMessage(respCode, detail) }, manner: 'normal' };
}

function withForm<T extends z.ZodType>(
  schema: T,
  form: Fields,
  work: (request: z.infer<T>) => UnionpayAnswer,
): UnionpayAnswer {
  const read = schema.safeParse(form);
  return read.success ? work(read.data) : malformed(read.error, form);
}

/** 13 names a member that is missing, 10 one that is not as it must be. */
function malformed(error: z.ZodError, form: Fields): UnionpayAnswer {
  const name = error.issues[0]?.path.join('.') ?? '';
  return refuse(form[name] === undefined ? '13' : '10', name);
}
