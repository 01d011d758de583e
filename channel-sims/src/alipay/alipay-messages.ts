/** Alipay's business parameters and the words of its answers (opendocs.alipay.com, 当面付). */
import { z } from 'zod';

/** 商户订单号: up to 64 characters, digits, letters and underscores. */
const outTradeNo = z.string().regex(/^[A-Za-z0-9_]{1,64}$/);
const decimalAmount = z.union([z.string(), z.number()]).transform(String);
const tradeNumbers = {
  out_trade_no: outTradeNo.optional(),
  trade_no: z.string().max(64).optional(),
};
type TradeNumbers = { out_trade_no?: string | undefined; trade_no?: string | undefined };
const namesTrade = (body: TradeNumbers) => body.out_trade_no !== undefined || body.trade_no !== undefined;
const namesTradeIssue = { message: 'out_trade_no和trade_no不能同时为空' };

const order = z.looseObject({
  out_trade_no: outTradeNo,
  total_amount: decimalAmount,
  subject: z.string().min(1).max(256),
  store_id: z.string().max(32).optional(),
  passback_params: z.string().max(512).optional(),
  timeout_express: z
    .string()
    .regex(/^\d{1,5}[mhd]$/)
    .optional(),
  time_expire: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/)
    .optional(),
  trans_currency: z.string().optional(),
});

export const paySchema = order.extend({ auth_code: z.string().min(1).max(64), scene: z.literal('bar_code') });
export const precreateSchema = order;
export const tradeSchema = z.looseObject(tradeNumbers).refine(namesTrade, namesTradeIssue);
export const refundSchema = z
  .looseObject({
    ...tradeNumbers,
    refund_amount: decimalAmount,
    refund_reason: z.string().max(256).optional(),
    out_request_no: z.string().min(1).max(64).optional(),
  })
  .refine(namesTrade, namesTradeIssue);
export const refundQuerySchema = z
  .looseObject({ ...tradeNumbers, out_request_no: z.string().min(1).max(64) })
  .refine(namesTrade, namesTradeIssue);
export const billSchema = z.looseObject({
  bill_type: z.enum(['trade', 'signcustomer']),
  bill_date: z.string(),
});

export type AlipayFields = Readonly<Record<string, unknown>>;

export const alipaySuccess: AlipayFields = { code: '10000', msg: 'Success' };
export const alipayWaiting: AlipayFields = { code: '10003', msg: ' order success pay inprocess' };

const refusals = {
  'isv.invalid-signature': ['40002', '验签出错，建议检查签名字符串或签名私钥与应用公钥是否匹配'],
  'isv.invalid-app-id': ['40002', '无效的AppID参数'],
  'isv.invalid-timestamp': ['40002', '非法的时间戳参数'],
  'isv.invalid-method': ['40002', '不存在的方法名'],
  'isv.invalid-parameter': ['40002', '参数无效'],
  'isv.missing-method': ['40001', '缺少方法名参数'],
  'isv.missing-signature': ['40001', '缺少签名参数'],
  'isv.invalid-signature-type': ['40002', '无效的签名类型'],
  'isv.invalid-charset': ['40002', '字符集错误'],
  'isp.bill_not_exist': ['40004', '账单不存在'],
  'isp.bill_not_ready': ['40004', '账单尚未生成'],
  'ACQ.INVALID_PARAMETER': ['40004', '参数无效'],
  'ACQ.PAYMENT_AUTH_CODE_INVALID': ['40004', '支付失败，获取顾客账户信息失败，请顾客刷新付款码后重新收款'],
  'ACQ.BUYER_BALANCE_NOT_ENOUGH': ['40004', '买家余额不足'],
  'ACQ.CONTEXT_INCONSISTENT': ['40004', '交易信息被篡改'],
  'ACQ.TRADE_HAS_SUCCESS': ['40004', '交易已被支付'],
  'ACQ.TRADE_HAS_CLOSE': ['40004', '交易已经关闭'],
  'ACQ.TRADE_NOT_EXIST': ['40004', '交易不存在'],
  'ACQ.TRADE_STATUS_ERROR': ['40004', '交易状态不合法'],
  'ACQ.SELLER_BALANCE_NOT_ENOUGH': ['40004', '卖家余额不足'],
  'ACQ.REFUND_AMT_NOT_EQUAL_TOTAL': ['40004', '退款金额超限'],
  'ACQ.DISCORDANT_REPEAT_REQUEST': ['40004', '请求信息不一致'],
  'ACQ.REASON_TRADE_REFUND_FEE_ERR': ['40004', '退款金额无效'],
  'ACQ.TRADE_CANCEL_TIME_OUT': ['40004', '超过撤销时间范围'],
} as const satisfies Record<string, readonly [string, string]>;

const messages: Readonly<Record<string, string>> = {
  '40001': 'Missing Required Arguments',
  '40002': 'Invalid Arguments',
  '40004': 'Business Failed',
};

export type AlipayRefusal = keyof typeof refusals;

export function alipayRefusal(subCode: AlipayRefusal, subMessage?: string): AlipayFields {
  const [code, preset] = refusals[subCode];
  return { code, msg: messages[code], sub_code: subCode, sub_msg: subMessage ?? preset };
}
