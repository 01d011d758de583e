/**
 * What Alipay does for each method, from checked parameters to the inner object of its answer. Sources:
 * opendocs.alipay.com, 当面付 (alipay.trade.pay, precreate, query, cancel, close, refund,
 * fastpay.refund.query) and data.dataservice.bill.downloadurl.query.
 */
import { randomBytes } from 'node:crypto';
import type { Clock } from '@qiantai/foundation';
import { unreachable } from '@qiantai/foundation';
import type { z } from 'zod';
import { decimalText, parseDecimalAmount } from '../values/amount.ts';
import { beijingDateTime, isBillPublished } from '../values/beijing-time.ts';
import { servedBillRows } from '../wallet/bill-rows.ts';
import { paymentOf, type WalletOrder, type WalletPayment } from '../wallet/wallet-book.ts';
import type { Answer, PayByCodeResult, WalletEngine } from '../wallet/wallet-engine.ts';
import { alipayBillZip } from './alipay-bill.ts';
import type { AlipayMerchant } from './alipay-dialect.ts';
import {
  type AlipayFields,
  type AlipayRefusal,
  alipayRefusal,
  alipaySuccess,
  alipayWaiting,
  billSchema,
  paySchema,
  precreateSchema,
  refundQuerySchema,
  refundSchema,
  tradeSchema,
} from './alipay-messages.ts';

export type AlipayAnswer = { kind: 'fields'; fields: AlipayFields; manner: Answer } | { kind: 'silence' };

/** Cancelling is for the day of the payment. */
const cancelWithinMs = 24 * 3_600_000;
/** A pre-created order is closed two hours after it was made where the merchant names no time. */
const orderLifeMs = 2 * 3_600_000;
/** Bills come out at about nine in the morning of the next day. */
const billHour = 9;
const openBillsMax = 50;

export class AlipayOperations {
  private readonly engine: WalletEngine;
  private readonly merchant: AlipayMerchant;
  private readonly clock: Clock;
  private readonly baseUrl: () => string;
  private readonly bills = new Map<string, Uint8Array>();

  constructor(options: { engine: WalletEngine; merchant: AlipayMerchant; clock: Clock; baseUrl: () => string }) {
    this.engine = options.engine;
    this.merchant = options.merchant;
    this.clock = options.clock;
    this.baseUrl = options.baseUrl;
  }

  /** Undefined where there is no such method. */
  perform(method: string, content: unknown, notifyUrl: string | undefined): AlipayAnswer | undefined {
    switch (method) {
      case 'alipay.trade.pay':
        return withContent(paySchema, content, (body) => this.pay(body, notifyUrl));
      case 'alipay.trade.precreate':
        return withContent(precreateSchema, content, (body) => this.precreate(body, notifyUrl));
      case 'alipay.trade.query':
        return withContent(tradeSchema, content, (body) => this.query(body));
      case 'alipay.trade.cancel':
        return withContent(tradeSchema, content, (body) => this.cancel(body));
      case 'alipay.trade.close':
        return withContent(tradeSchema, content, (body) => this.close(body));
      case 'alipay.trade.refund':
        return withContent(refundSchema, content, (body) => this.refund(body));
      case 'alipay.trade.fastpay.refund.query':
        return withContent(refundQuerySchema, content, (body) => this.queryRefund(body));
      case 'alipay.data.dataservice.bill.downloadurl.query':
        return withContent(billSchema, content, (body) => this.billUrl(body));
      default:
        return undefined;
    }
  }

  /** The bytes behind a `bill_download_url`; undefined where the token is unknown. */
  download(token: string): Uint8Array | undefined {
    return this.bills.get(token);
  }

  private pay(request: z.infer<typeof paySchema>, notifyUrl: string | undefined): AlipayAnswer {
    const order = this.readOrder(request, notifyUrl);
    if ('kind' in order) return order;
    if (!/^(2[5-9]|30)\d{14,22}$/.test(request.auth_code)) return refuse('ACQ.PAYMENT_AUTH_CODE_INVALID');
    return this.tellPayment(this.engine.payByCode({ ...order, code: request.auth_code }));
  }

  private tellPayment(result: PayByCodeResult): AlipayAnswer {
    switch (result.kind) {
      case 'paid':
        if (result.answer === 'silent') return { kind: 'silence' };
        return { kind: 'fields', fields: this.paidFields(result.order, result.payment), manner: result.answer };
      case 'paying':
        return result.answer === 'silent' ? { kind: 'silence' } : this.tellWaiting(result.order);
      case 'declined':
        return refuse('ACQ.BUYER_BALANCE_NOT_ENOUGH');
      case 'lost':
        return { kind: 'silence' };
      case 'number_used':
        return result.sameRequest ? this.tellRepeated(result.order) : refuse('ACQ.CONTEXT_INCONSISTENT');
      case 'number_barred':
        return refuse('ACQ.TRADE_HAS_CLOSE');
      case 'code_unknown':
      case 'code_used':
      case 'code_expired':
        return refuse('ACQ.PAYMENT_AUTH_CODE_INVALID');
      default:
        return unreachable(result);
    }
  }

  private tellRepeated(order: WalletOrder): AlipayAnswer {
    switch (order.state.status) {
      case 'paid':
        return refuse('ACQ.TRADE_HAS_SUCCESS');
      case 'closed':
      case 'reversed':
        return refuse('ACQ.TRADE_HAS_CLOSE');
      case 'declined':
        return refuse('ACQ.BUYER_BALANCE_NOT_ENOUGH');
      case 'waiting':
      case 'paying':
        return this.tellWaiting(order);
      default:
        return unreachable(order.state);
    }
  }

  private precreate(request: z.infer<typeof precreateSchema>, notifyUrl: string | undefined): AlipayAnswer {
    const wanted = this.readOrder(request, notifyUrl);
    if ('kind' in wanted) return wanted;
    const qrText = `https://qr.alipay.com/bax${randomBytes(10).toString('hex')}`;
    const order = this.engine.openOrder({ ...wanted, way: 'qr', qrText });
    if (!order) return refuse('ACQ.CONTEXT_INCONSISTENT');
    this.engine.expire(order);
    if (order.state.status === 'paid') return refuse('ACQ.TRADE_HAS_SUCCESS');
    if (order.state.status === 'closed' || order.state.status === 'reversed') return refuse('ACQ.TRADE_HAS_CLOSE');
    return success({ out_trade_no: order.outTradeNo, qr_code: order.qrText });
  }

  private query(numbers: z.infer<typeof tradeSchema>): AlipayAnswer {
    const order = this.findTrade(numbers);
    if (!order) return refuse('ACQ.TRADE_NOT_EXIST');
    const payment = paymentOf(order);
    if (payment) return success({ ...this.paidFields(order, payment), trade_status: tradeStatus(order) });
    return success({
      out_trade_no: order.outTradeNo,
      trade_no: order.transactionId,
      trade_status: tradeStatus(order),
      total_amount: this.money(order.amountMinor),
      receipt_amount: this.money(0n),
    });
  }

  private cancel(numbers: z.infer<typeof tradeSchema>): AlipayAnswer {
    const order = this.findOrder(numbers);
    if (!order) {
      // A payment that is still on its way may not count once its number was cancelled.
      if (numbers.out_trade_no !== undefined) this.engine.bar(numbers.out_trade_no);
      return success({ out_trade_no: numbers.out_trade_no, trade_no: numbers.trade_no, retry_flag: 'N' });
    }
    if (order.state.status === 'closed') return this.tellCancelled(order, 'close');
    if (order.state.status === 'reversed') return this.tellCancelled(order, order.state.payment ? 'refund' : 'close');
    if (this.clock.nowMs() > order.openedAtMs + cancelWithinMs) return refuse('ACQ.TRADE_CANCEL_TIME_OUT');
    if (order.refundedMinor > 0n) return refuse('ACQ.TRADE_STATUS_ERROR');
    const { moneyMoved } = this.engine.reverse(order);
    return this.tellCancelled(order, moneyMoved ? 'refund' : 'close');
  }

  private tellCancelled(order: WalletOrder, action: 'close' | 'refund'): AlipayAnswer {
    return success({
      out_trade_no: order.outTradeNo,
      trade_no: order.transactionId,
      retry_flag: 'N',
      action,
    });
  }

  private close(numbers: z.infer<typeof tradeSchema>): AlipayAnswer {
    const order = this.findTrade(numbers);
    if (!order) return refuse('ACQ.TRADE_NOT_EXIST');
    if (order.state.status !== 'paying') return refuse('ACQ.TRADE_STATUS_ERROR');
    this.engine.close(order);
    return success({ out_trade_no: order.outTradeNo });
  }

  private refund(request: z.infer<typeof refundSchema>): AlipayAnswer {
    const amountMinor = parseDecimalAmount(request.refund_amount, this.merchant.exponent);
    if (amountMinor === undefined || amountMinor === 0n) return refuse('ACQ.REASON_TRADE_REFUND_FEE_ERR');
    const order = this.findTrade(request);
    const payment = order && paymentOf(order);
    if (!order) return refuse('ACQ.TRADE_NOT_EXIST');
    if (!payment) return refuse('ACQ.TRADE_STATUS_ERROR');
    const result = this.engine.refund(order, {
      outRefundNo: request.out_request_no ?? order.outTradeNo,
      amountMinor,
      reason: request.refund_reason ?? '',
      notifyUrl: order.notifyUrl,
    });
    switch (result.kind) {
      case 'refunded':
        return success({
          trade_no: payment.transactionId,
          out_trade_no: order.outTradeNo,
          buyer_logon_id: logonId(payment),
          buyer_user_id: payment.customerId,
          // The money of a repeated request has moved before.
          fund_change: result.repeated ? 'N' : 'Y',
          refund_fee: this.money(order.refundedMinor),
          send_back_fee: this.money(result.refund.amountMinor),
          gmt_refund_pay: beijingDateTime(result.refund.atMs),
        });
      case 'not_paid':
        return refuse('ACQ.TRADE_STATUS_ERROR');
      case 'too_much':
        return refuse('ACQ.REFUND_AMT_NOT_EQUAL_TOTAL');
      case 'funds_short':
        return refuse('ACQ.SELLER_BALANCE_NOT_ENOUGH');
      case 'number_used':
        return refuse('ACQ.DISCORDANT_REPEAT_REQUEST');
      default:
        return unreachable(result);
    }
  }

  private queryRefund(request: z.infer<typeof refundQuerySchema>): AlipayAnswer {
    const order = this.findTrade(request);
    if (!order) return refuse('ACQ.TRADE_NOT_EXIST');
    const refund = this.engine.findRefund(order.outTradeNo, request.out_request_no);
    // An absent refund_status is the channel's way to say that no such refund is confirmed.
    if (!refund) return success({});
    return success({
      trade_no: order.transactionId,
      out_trade_no: order.outTradeNo,
      out_request_no: refund.outRefundNo,
      total_amount: this.money(order.amountMinor),
      refund_amount: this.money(refund.amountMinor),
      refund_status: 'REFUND_SUCCESS',
      gmt_refund_pay: beijingDateTime(refund.atMs),
    });
  }

  private billUrl(request: z.infer<typeof billSchema>): AlipayAnswer {
    const { bill_date: date } = request;
    const nowMs = this.clock.nowMs();
    if (!isBillPublished({ date, hour: billHour, nowMs })) return refuse('isp.bill_not_ready');
    const rows = servedBillRows(this.engine.book, date);
    if (rows.length === 0) return refuse('isp.bill_not_exist');
    const token = randomBytes(24).toString('base64url');
    this.bills.set(token, alipayBillZip(rows, { merchant: this.merchant, date, nowMs }));
    const oldest = this.bills.keys().next();
    if (this.bills.size > openBillsMax && !oldest.done) this.bills.delete(oldest.value);
    return success({ bill_download_url: `${this.baseUrl()}/alipay/downloadBillFile.resource?token=${token}` });
  }

  /** The order that a request describes, or the refusal. */
  private readOrder(request: z.infer<typeof precreateSchema>, notifyUrl: string | undefined) {
    const currency = request.trans_currency ?? 'CNY';
    if (currency !== this.merchant.currency)
      return refuse('ACQ.INVALID_PARAMETER', `不支持的币种 ${currency.slice(0, 16)}`);
    const amountMinor = parseDecimalAmount(request.total_amount, this.merchant.exponent);
    if (amountMinor === undefined || amountMinor === 0n) return refuse('ACQ.INVALID_PARAMETER', '订单金额无效');
    const expiresAtMs = this.expiry(request);
    if (expiresAtMs === undefined) return refuse('ACQ.INVALID_PARAMETER', '交易超时时间无效');
    return {
      outTradeNo: request.out_trade_no,
      amountMinor,
      description: request.subject,
      attach: request.passback_params,
      storeId: request.store_id,
      notifyUrl,
      expiresAtMs,
    };
  }

  private expiry(request: z.infer<typeof precreateSchema>): number | undefined {
    const nowMs = this.clock.nowMs();
    if (request.time_expire !== undefined) {
      const atMs = Date.parse(`${request.time_expire.replace(' ', 'T')}+08:00`);
      return atMs > nowMs ? atMs : undefined;
    }
    if (request.timeout_express === undefined) return nowMs + orderLifeMs;
    const unitsMs: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };
    const count = Number(request.timeout_express.slice(0, -1));
    return nowMs + count * (unitsMs[request.timeout_express.slice(-1)] as number);
  }

  private findOrder(numbers: { out_trade_no?: string | undefined; trade_no?: string | undefined }) {
    const { book } = this.engine;
    const byTradeNo = numbers.trade_no === undefined ? undefined : book.orderNoByTransactionId.get(numbers.trade_no);
    const order = book.orders.get(byTradeNo ?? numbers.out_trade_no ?? '');
    if (order) this.engine.expire(order);
    return order;
  }

  /** A pre-created order is no trade before somebody scanned it. */
  private findTrade(numbers: { out_trade_no?: string | undefined; trade_no?: string | undefined }) {
    const order = this.findOrder(numbers);
    return order?.transactionId === undefined ? undefined : order;
  }

  private tellWaiting(order: WalletOrder): AlipayAnswer {
    const fields = {
      ...alipayWaiting,
      out_trade_no: order.outTradeNo,
      trade_no: order.transactionId,
      total_amount: this.money(order.amountMinor),
    };
    return { kind: 'fields', fields, manner: 'normal' };
  }

  private paidFields(order: WalletOrder, payment: WalletPayment): AlipayFields {
    const total = this.money(order.amountMinor);
    return {
      ...alipaySuccess,
      trade_no: payment.transactionId,
      out_trade_no: order.outTradeNo,
      buyer_logon_id: logonId(payment),
      buyer_user_id: payment.customerId,
      total_amount: total,
      receipt_amount: total,
      buyer_pay_amount: total,
      invoice_amount: total,
      point_amount: this.money(0n),
      gmt_payment: beijingDateTime(payment.paidAtMs),
      send_pay_date: beijingDateTime(payment.paidAtMs),
      fund_bill_list: [{ amount: total, fund_channel: 'ALIPAYACCOUNT' }],
      ...(order.storeId === undefined ? {} : { store_id: order.storeId }),
      ...(this.merchant.currency === 'CNY' ? {} : { trans_currency: this.merchant.currency }),
    };
  }

  private money(amountMinor: bigint): string {
    return decimalText(amountMinor, this.merchant.exponent);
  }
}

function tradeStatus(order: WalletOrder): string {
  switch (order.state.status) {
    case 'waiting':
    case 'paying':
      return 'WAIT_BUYER_PAY';
    case 'paid':
      return order.refundedMinor === order.amountMinor ? 'TRADE_CLOSED' : 'TRADE_SUCCESS';
    case 'declined':
    case 'closed':
    case 'reversed':
      return 'TRADE_CLOSED';
  }
}

function logonId(payment: WalletPayment): string {
  return `${payment.customerId.slice(-4, -1)}***@sim.example`;
}

function success(fields: Readonly<Record<string, unknown>>): AlipayAnswer {
  return { kind: 'fields', fields: { ...alipaySuccess, ...fields }, manner: 'normal' };
}

function refuse(subCode: AlipayRefusal, subMessage?: string): AlipayAnswer {
  return { kind: 'fields', fields: alipayRefusal(subCode, subMessage), manner: 'normal' };
}

function withContent<T extends z.ZodType>(
  schema: T,
  content: unknown,
  answer: (body: z.infer<T>) => AlipayAnswer,
): AlipayAnswer {
  const result = schema.safeParse(content);
  if (result.success) return answer(result.data);
  const [issue] = result.error.issues;
  return refuse('ACQ.INVALID_PARAMETER', `参数无效：${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim());
}
