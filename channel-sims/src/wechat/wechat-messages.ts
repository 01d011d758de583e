/** The bodies of WeChat Pay v3: what requests must look like, and how orders, refunds and errors are told. */
import { z } from 'zod';
import { beijingRfc3339 } from '../values/beijing-time.ts';
import { paymentOf, type WalletOrder, type WalletRefund } from '../wallet/wallet-book.ts';

/** 商户订单号: 6 to 32 characters, digits, letters and `_-|*@`. */
const outTradeNo = z
  .string()
  .min(6, '输入源“/body/out_trade_no”映射到值字段“商户订单号”字符串规则校验失败，字节数小于最小值6')
  .max(32, '输入源“/body/out_trade_no”映射到值字段“商户订单号”字符串规则校验失败，字节数大于最大值32')
  .regex(/^[A-Za-z0-9_\-|*@]+$/, '商户订单号只能是数字、大小写字母_-|*@');

const amount = z.looseObject({
  total: z.number().int().min(1).max(1_000_000_000),
  currency: z.string().optional(),
});
const notifyUrl = z.url({ protocol: /^https?$/ }).max(255);
const description = z
  .string()
  .min(1)
  .refine((text) => Buffer.byteLength(text) <= 127, '商品描述不能超过127个字节');

const order = z.looseObject({
  appid: z.string().min(1).max(32),
  mchid: z.string().min(1).max(32),
  description,
  out_trade_no: outTradeNo,
  attach: z.string().max(128).optional(),
  amount,
});

export const nativeSchema = order.extend({
  notify_url: notifyUrl,
  time_expire: z.iso.datetime({ offset: true }).optional(),
});

export const jsapiSchema = nativeSchema.extend({ payer: z.looseObject({ openid: z.string().min(1).max(128) }) });

export const codepaySchema = order.extend({
  payer: z.looseObject({ auth_code: z.string().min(1).max(128) }),
  scene_info: z.looseObject({
    store_info: z.looseObject({ id: z.string().max(32).optional(), out_id: z.string().max(256).optional() }),
  }),
});

export const closeSchema = z.looseObject({ mchid: z.string().min(1) });
export const reverseSchema = z.looseObject({ appid: z.string().min(1), mchid: z.string().min(1) });

export const refundSchema = z
  .looseObject({
    transaction_id: z.string().max(32).optional(),
    out_trade_no: outTradeNo.optional(),
    out_refund_no: z.string().regex(/^[A-Za-z0-9_\-|*@]{1,64}$/),
    reason: z.string().max(80).optional(),
    notify_url: notifyUrl.optional(),
    amount: z.looseObject({
      refund: z.number().int().min(1),
      total: z.number().int().min(1),
      currency: z.string(),
    }),
  })
  .refine((body) => body.transaction_id !== undefined || body.out_trade_no !== undefined, {
    path: ['transaction_id'],
    message: 'transaction_id和out_trade_no必须二选一',
  });

export const tradeBillSchema = z.looseObject({
  bill_date: z.iso.date(),
  bill_type: z.enum(['ALL', 'SUCCESS', 'REFUND']).default('ALL'),
});

export const fundFlowBillSchema = z.looseObject({
  bill_date: z.iso.date(),
  account_type: z.enum(['BASIC']).default('BASIC'),
});

/** A refusal as the channel words it. */
export interface WechatError {
  status: number;
  code: string;
  message: string;
  detail?: Record<string, unknown>;
}

const errors = {
  ORDER_NOT_EXIST: [404, '订单不存在'],
  ORDERPAID: [400, '该订单已支付'],
  ORDER_CLOSED: [400, '订单已关闭'],
  OUT_TRADE_NO_USED: [403, '商户订单号重复'],
  AUTH_CODE_INVALID: [400, '付款码无效，请收银员提示用户刷新付款码后重新扫码'],
  AUTH_CODE_EXPIRED: [400, '二维码已过期，请用户在微信上刷新后再试'],
  NOT_ENOUGH: [403, '余额不足'],
  INVALID_REQUEST: [400, '无效请求'],
  PARAM_ERROR: [400, '参数错误'],
  APPID_MCHID_NOT_MATCH: [400, 'appid和mch_id不匹配'],
  MCH_NOT_EXISTS: [400, '商户号不存在'],
  RESOURCE_NOT_EXISTS: [404, '退款单不存在'],
  NO_STATEMENT_EXIST: [400, '账单文件不存在'],
  STATEMENT_CREATING: [400, '账单生成中'],
  SIGN_ERROR: [401, '错误的签名，验签失败'],
} as const satisfies Record<string, readonly [number, string]>;

export function wechatError(
  code: keyof typeof errors,
  message?: string,
  detail?: Record<string, unknown>,
): WechatError {
  const [status, preset] = errors[code];
  return { status, code, message: message ?? preset, ...(detail ? { detail } : {}) };
}

export interface WechatMerchant {
  appid: string;
  mchid: string;
  currency: string;
}

const tradeTypes = { payment_code: 'MICROPAY', qr: 'NATIVE', jsapi: 'JSAPI' } as const;
export function tradeType(order: WalletOrder): string {
  return tradeTypes[order.way];
}

function tradeState(order: WalletOrder): [state: string, description: string] {
  switch (order.state.status) {
    case 'waiting':
      return ['NOTPAY', '订单未支付'];
    case 'paying':
      return ['USERPAYING', '需要用户输入支付密码'];
    case 'paid':
      return order.refundedMinor > 0n ? ['REFUND', '订单发生过退款，退款详情请查询退款单'] : ['SUCCESS', '支付成功'];
    case 'declined':
      return ['PAYERROR', '支付失败'];
    case 'closed':
      return ['CLOSED', '订单已关闭'];
    case 'reversed':
      return ['REVOKED', '订单已撤销'];
  }
}

/** An order as queries, payment-code answers and notices tell it. */
export function transactionBody(order: WalletOrder, merchant: WechatMerchant): Record<string, unknown> {
  const [state, stateDescription] = tradeState(order);
  const payment = paymentOf(order);
  const total = Number(order.amountMinor);
  return {
    appid: merchant.appid,
    mchid: merchant.mchid,
    out_trade_no: order.outTradeNo,
    trade_type: tradeType(order),
    trade_state: state,
    trade_state_desc: stateDescription,
    attach: order.attach ?? '',
    amount: payment
      ? { total, payer_total: total, currency: merchant.currency, payer_currency: merchant.currency }
      : { total, currency: merchant.currency },
    ...(order.storeId === undefined ? {} : { scene_info: { store_info: { id: order.storeId } } }),
    ...(payment
      ? {
          transaction_id: payment.transactionId,
          bank_type: 'OTHERS',
          success_time: beijingRfc3339(payment.paidAtMs),
          payer: { openid: payment.customerId },
        }
      : {}),
  };
}

export function refundBody(
  refund: WalletRefund,
  order: WalletOrder,
  merchant: WechatMerchant,
): Record<string, unknown> {
  const total = Number(order.amountMinor);
  const refunded = Number(refund.amountMinor);
  return {
    refund_id: refund.refundId,
    out_refund_no: refund.outRefundNo,
    transaction_id: paymentOf(order)?.transactionId,
    out_trade_no: order.outTradeNo,
    channel: 'ORIGINAL',
    user_received_account: '支付用户零钱',
    create_time: beijingRfc3339(refund.atMs),
    success_time: beijingRfc3339(refund.atMs),
    status: 'SUCCESS',
    funds_account: 'AVAILABLE',
    amount: {
      total,
      refund: refunded,
      payer_total: total,
      payer_refund: refunded,
      settlement_total: total,
      settlement_refund: refunded,
      discount_refund: 0,
      currency: merchant.currency,
    },
  };
}
