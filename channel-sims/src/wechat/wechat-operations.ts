/**
 * What WeChat Pay v3 does at each endpoint, from a checked request to the answer; HTTP and signatures are in
 * `wechat-routes.ts`. Sources: pay.weixin.qq.com, 付款码支付, Native支付, 申请退款, 申请交易账单.
 */
import { createHash, randomBytes } from 'node:crypto';
import type { Clock } from '@qiantai/foundation';
import { unreachable } from '@qiantai/foundation';
import type { z } from 'zod';
import { currencyExponent } from '../values/amount.ts';
import { beijingDate, isBillPublished } from '../values/beijing-time.ts';
import { servedBillRows } from '../wallet/bill-rows.ts';
import type { WalletOrder } from '../wallet/wallet-book.ts';
import type { Answer, PayByCodeResult, WalletEngine } from '../wallet/wallet-engine.ts';
import { wechatFundFlowBill, wechatTradeBill } from './wechat-bill.ts';
import {
  closeSchema,
  codepaySchema,
  fundFlowBillSchema,
  jsapiSchema,
  nativeSchema,
  refundBody,
  refundSchema,
  reverseSchema,
  tradeBillSchema,
  transactionBody,
  type WechatError,
  type WechatMerchant,
  wechatError,
} from './wechat-messages.ts';

export type WechatAnswer =
  | { kind: 'body'; status: number; body: unknown; manner: Answer }
  | { kind: 'nothing'; status: 204 }
  | { kind: 'silence' }
  | { kind: 'error'; error: WechatError };

/** A payment must not be reversed sooner than this after it was asked for. */
export const reverseAfterMs = 15_000;
/** Nor later than this. */
const reverseWithinMs = 7 * 86_400_000;
/** A native or JSAPI order without `time_expire` lives so long. */
const orderLifeMs = 2 * 3_600_000;
/** Bills come out at ten in the morning of the next day. */
const billHour = 10;
/** Bills that were asked for and can be downloaded. */
const openBillsMax = 50;

export class WechatOperations {
  private readonly engine: WalletEngine;
  private readonly merchant: WechatMerchant;
  private readonly clock: Clock;
  private readonly feeBasisPoints: number;
  private readonly baseUrl: () => string;
  private readonly bills = new Map<string, Buffer>();

  constructor(options: {
    engine: WalletEngine;
    merchant: WechatMerchant;
    clock: Clock;
    feeBasisPoints: number;
    baseUrl: () => string;
  }) {
    this.engine = options.engine;
    this.merchant = options.merchant;
    this.clock = options.clock;
    this.feeBasisPoints = options.feeBasisPoints;
    this.baseUrl = options.baseUrl;
  }

  codepay(input: unknown): WechatAnswer {
    const request = read(codepaySchema, input);
    if (!request.ok) return request.answer;
    const { body } = request;
    const wrong = this.checkMerchant(body) ?? this.checkCurrency(body.amount.currency);
    if (wrong) return refuse(wrong);
    if (!/^1[0-5]\d{16}$/.test(body.payer.auth_code)) return refuse(wechatError('AUTH_CODE_INVALID'));
    const result = this.engine.payByCode({
      outTradeNo: body.out_trade_no,
      amountMinor: BigInt(body.amount.total),
      description: body.description,
      attach: body.attach,
      storeId: body.scene_info.store_info.id,
      code: body.payer.auth_code,
    });
    return this.tellPayment(result);
  }

  private tellPayment(result: PayByCodeResult): WechatAnswer {
    switch (result.kind) {
      case 'paid':
      case 'paying':
        return result.answer === 'silent' ? { kind: 'silence' } : this.tellOrder(result.order, result.answer);
      case 'declined':
        return refuse(wechatError('NOT_ENOUGH'));
      case 'lost':
        return { kind: 'silence' };
      case 'number_used':
        return result.sameRequest ? this.tellRepeated(result.order) : refuse(wechatError('OUT_TRADE_NO_USED'));
      case 'number_barred':
        return refuse(wechatError('ORDER_CLOSED'));
      case 'code_unknown':
      case 'code_used':
        return refuse(wechatError('AUTH_CODE_INVALID'));
      case 'code_expired':
        return refuse(wechatError('AUTH_CODE_EXPIRED'));
      default:
        return unreachable(result);
    }
  }

  private tellRepeated(order: WalletOrder): WechatAnswer {
    switch (order.state.status) {
      case 'paid':
        return refuse(wechatError('ORDERPAID'));
      case 'closed':
      case 'reversed':
        return refuse(wechatError('ORDER_CLOSED'));
      case 'declined':
        return refuse(wechatError('NOT_ENOUGH'));
      case 'waiting':
      case 'paying':
        return this.tellOrder(order);
      default:
        return unreachable(order.state);
    }
  }

  native(input: unknown): WechatAnswer {
    const request = read(nativeSchema, input);
    if (!request.ok) return request.answer;
    const opened = this.openOrder(request.body, 'qr', `weixin://wxpay/bizpayurl?pr=${randomBytes(6).toString('hex')}`);
    return 'kind' in opened ? opened : body({ code_url: opened.qrText });
  }

  jsapi(input: unknown): WechatAnswer {
    const request = read(jsapiSchema, input);
    if (!request.ok) return request.answer;
    const opened = this.openOrder(request.body, 'jsapi', `wx${randomBytes(17).toString('hex')}`);
    return 'kind' in opened ? opened : body({ prepay_id: opened.qrText });
  }

  private openOrder(
    request: z.infer<typeof nativeSchema>,
    way: 'qr' | 'jsapi',
    qrText: string,
  ): WalletOrder | WechatAnswer {
    const wrong = this.checkMerchant(request) ?? this.checkCurrency(request.amount.currency);
    if (wrong) return refuse(wrong);
    const nowMs = this.clock.nowMs();
    const expiresAtMs = request.time_expire === undefined ? nowMs + orderLifeMs : Date.parse(request.time_expire);
    if (expiresAtMs <= nowMs) return refuse(paramError('/body/time_expire', '交易结束时间已过'));
    const order = this.engine.openOrder({
      way,
      outTradeNo: request.out_trade_no,
      amountMinor: BigInt(request.amount.total),
      description: request.description,
      attach: request.attach,
      notifyUrl: request.notify_url,
      qrText,
      expiresAtMs,
    });
    if (!order) return refuse(wechatError('OUT_TRADE_NO_USED'));
    this.engine.expire(order);
    if (order.state.status === 'paid') return refuse(wechatError('ORDERPAID'));
    if (order.state.status === 'closed') return refuse(wechatError('ORDER_CLOSED'));
    return order;
  }

  queryByOutTradeNo(outTradeNo: string, mchid: unknown): WechatAnswer {
    if (mchid !== this.merchant.mchid) return refuse(wechatError('MCH_NOT_EXISTS'));
    const order = this.engine.book.orders.get(outTradeNo);
    if (!order) return refuse(wechatError('ORDER_NOT_EXIST'));
    this.engine.expire(order);
    return this.tellOrder(order);
  }

  queryById(transactionId: string, mchid: unknown): WechatAnswer {
    const outTradeNo = this.engine.book.orderNoByTransactionId.get(transactionId);
    if (outTradeNo === undefined) return refuse(wechatError('ORDER_NOT_EXIST'));
    return this.queryByOutTradeNo(outTradeNo, mchid);
  }

  /** Closing is for orders that wait to be scanned; a payment code's order is reversed. */
  close(outTradeNo: string, input: unknown): WechatAnswer {
    const request = read(closeSchema, input);
    if (!request.ok) return request.answer;
    if (request.body.mchid !== this.merchant.mchid) return refuse(wechatError('MCH_NOT_EXISTS'));
    const order = this.engine.book.orders.get(outTradeNo);
    if (!order) return refuse(wechatError('ORDER_NOT_EXIST'));
    if (order.way === 'payment_code') return refuse(wechatError('INVALID_REQUEST', '付款码支付订单请调用撤销接口'));
    switch (order.state.status) {
      case 'waiting':
      case 'paying':
      case 'declined':
        this.engine.close(order);
        return { kind: 'nothing', status: 204 };
      case 'paid':
        return refuse(wechatError('ORDERPAID'));
      case 'closed':
      case 'reversed':
        return refuse(wechatError('ORDER_CLOSED'));
      default:
        return unreachable(order.state);
    }
  }

  reverse(outTradeNo: string, input: unknown): WechatAnswer {
    const request = read(reverseSchema, input);
    if (!request.ok) return request.answer;
    const wrong = this.checkMerchant(request.body);
    if (wrong) return refuse(wrong);
    const done = body({ appid: this.merchant.appid, mchid: this.merchant.mchid, out_trade_no: outTradeNo });
    const order = this.engine.book.orders.get(outTradeNo);
    if (!order) {
      // The payment may still be on its way; once the merchant gave the number up, it may not count.
      this.engine.bar(outTradeNo);
      return refuse(wechatError('ORDER_NOT_EXIST'));
    }
    if (order.way !== 'payment_code') return refuse(wechatError('INVALID_REQUEST', '仅付款码支付订单可撤销'));
    if (order.state.status === 'reversed') return done;
    const ageMs = this.clock.nowMs() - order.openedAtMs;
    if (ageMs < reverseAfterMs) {
      return refuse(wechatError('INVALID_REQUEST', '支付后15秒内不能撤销，请稍后再试', { issue: 'REVERSE_TOO_EARLY' }));
    }
    if (ageMs > reverseWithinMs) return refuse(wechatError('INVALID_REQUEST', '订单已超过可撤销的期限，请使用退款'));
    if (order.refundedMinor > 0n) return refuse(wechatError('INVALID_REQUEST', '订单已有退款，不能撤销'));
    this.engine.reverse(order);
    return done;
  }

  refund(input: unknown): WechatAnswer {
    const request = read(refundSchema, input);
    if (!request.ok) return request.answer;
    const { body: wish } = request;
    const wrong = this.checkCurrency(wish.amount.currency);
    if (wrong) return refuse(wrong);
    const byId = wish.transaction_id && this.engine.book.orderNoByTransactionId.get(wish.transaction_id);
    const order = this.engine.book.orders.get(byId ?? wish.out_trade_no ?? '');
    if (!order || (wish.out_trade_no !== undefined && wish.out_trade_no !== order.outTradeNo)) {
      return refuse(wechatError('RESOURCE_NOT_EXISTS', '订单不存在'));
    }
    if (BigInt(wish.amount.total) !== order.amountMinor) {
      return refuse(wechatError('INVALID_REQUEST', '订单金额或退款金额与之前请求不一致，请核实后再试'));
    }
    const result = this.engine.refund(order, {
      outRefundNo: wish.out_refund_no,
      amountMinor: BigInt(wish.amount.refund),
      reason: wish.reason ?? '',
      notifyUrl: wish.notify_url,
    });
    switch (result.kind) {
      case 'refunded':
        return body(refundBody(result.refund, result.order, this.merchant));
      case 'not_paid':
        return refuse(wechatError('INVALID_REQUEST', '订单状态有误，不能退款'));
      case 'too_much':
        return refuse(wechatError('INVALID_REQUEST', '累计退款金额大于支付金额'));
      case 'funds_short':
        return refuse(wechatError('NOT_ENOUGH', '基本账户余额不足，请充值后重新发起'));
      case 'number_used':
        return refuse(wechatError('INVALID_REQUEST', '订单金额或退款金额与之前请求不一致，请核实后再试'));
      default:
        return unreachable(result);
    }
  }

  queryRefund(outRefundNo: string): WechatAnswer {
    const refund = this.engine.book.refunds.get(outRefundNo);
    if (!refund || refund.cause === 'reversal') return refuse(wechatError('RESOURCE_NOT_EXISTS'));
    return body(refundBody(refund, this.engine.book.order(refund.outTradeNo), this.merchant));
  }

  tradeBill(query: unknown): WechatAnswer {
    const request = read(tradeBillSchema, query);
    if (!request.ok) return request.answer;
    const { bill_date: date, bill_type: billType } = request.body;
    return this.openBill(date, (rows) => wechatTradeBill(rows, { ...this.billOptions(), billType }));
  }

  fundFlowBill(query: unknown): WechatAnswer {
    const request = read(fundFlowBillSchema, query);
    if (!request.ok) return request.answer;
    return this.openBill(request.body.bill_date, (rows) => wechatFundFlowBill(rows, this.billOptions()));
  }

  /** The bytes behind a `download_url`; undefined where the token is unknown. */
  download(token: string): Buffer | undefined {
    return this.bills.get(token);
  }

  private openBill(date: string, write: (rows: ReturnType<typeof servedBillRows>) => Buffer): WechatAnswer {
    const nowMs = this.clock.nowMs();
    if (date > beijingDate(nowMs)) return refuse(paramError('/query/bill_date', '账单日期不能晚于今天'));
    if (!isBillPublished({ date, hour: billHour, nowMs })) return refuse(wechatError('STATEMENT_CREATING'));
    const rows = servedBillRows(this.engine.book, date);
    if (rows.length === 0) return refuse(wechatError('NO_STATEMENT_EXIST'));
    const bytes = write(rows);
    const token = randomBytes(24).toString('base64url');
    this.bills.set(token, bytes);
    const oldest = this.bills.keys().next();
    if (this.bills.size > openBillsMax && !oldest.done) this.bills.delete(oldest.value);
    return body({
      hash_type: 'SHA1',
      hash_value: createHash('sha1').update(bytes).digest('hex'),
      download_url: `${this.baseUrl()}/v3/billdownload/file?token=${token}`,
    });
  }

  private billOptions() {
    return {
      merchant: this.merchant,
      exponent: currencyExponent(this.merchant.currency),
      feeBasisPoints: this.feeBasisPoints,
    };
  }

  private tellOrder(order: WalletOrder, manner: Answer = 'normal'): WechatAnswer {
    return { kind: 'body', status: 200, body: transactionBody(order, this.merchant), manner };
  }

  private checkMerchant(request: { appid: string; mchid: string }): WechatError | undefined {
    if (request.mchid !== this.merchant.mchid) return wechatError('MCH_NOT_EXISTS');
    return request.appid === this.merchant.appid ? undefined : wechatError('APPID_MCHID_NOT_MATCH');
  }

  private checkCurrency(currency: string | undefined): WechatError | undefined {
    // The interface takes CNY where none is named.
    const named = currency ?? 'CNY';
    return named === this.merchant.currency
      ? undefined
      : paramError('/body/amount/currency', `该商户不支持币种 ${named.slice(0, 16)}`);
  }
}

function body(content: unknown): WechatAnswer {
  return { kind: 'body', status: 200, body: content, manner: 'normal' };
}

function refuse(error: WechatError): WechatAnswer {
  return { kind: 'error', error };
}

export function paramError(field: string, issue: string): WechatError {
  return wechatError('PARAM_ERROR', issue, { field, issue, location: field.split('/')[1] ?? 'body' });
}

function read<T extends z.ZodType>(
  schema: T,
  input: unknown,
): { ok: true; body: z.infer<T> } | { ok: false; answer: WechatAnswer } {
  const result = schema.safeParse(input);
  if (result.success) return { ok: true, body: result.data };
  const [issue] = result.error.issues;
  const field = `/body/${issue?.path.join('/') ?? ''}`;
  return { ok: false, answer: refuse(paramError(field, issue?.message ?? 'invalid')) };
}
