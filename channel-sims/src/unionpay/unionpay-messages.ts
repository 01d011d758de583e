/** Requests to UnionPay's gateway (二维码产品接口规范, version 5.1.0): what every one carries, and each one's own. */
import { z } from 'zod';

/** 商户订单号: 8 to 40 letters and digits. */
const orderId = z.string().regex(/^[A-Za-z0-9]{8,40}$/);
/** 订单发送时间, YYYYMMDDhhmmss of Beijing. */
const time = z.string().regex(/^20\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])([01]\d|2[0-3])[0-5]\d[0-5]\d$/);
/** Minor units, no leading zero. */
const txnAmt = z.string().regex(/^[1-9]\d{0,11}$/);
const currencyCode = z.string().regex(/^\d{3}$/);
const backUrl = z.url({ protocol: /^https?$/ }).max(256);
const termId = z
  .string()
  .regex(/^[A-Za-z0-9]{8}$/)
  .optional();

export const commonSchema = z.looseObject({
  version: z.literal('5.1.0'),
  encoding: z.literal('UTF-8'),
  signMethod: z.literal('01'),
  bizType: z.literal('000000'),
  /** 0: a merchant directly. */
  accessType: z.literal('0'),
  txnType: z.string().regex(/^\d{2}$/),
  txnSubType: z.string().regex(/^\d{2}$/),
});

/** 07 a computer, 08 a mobile device: of transactions, not of questions. */
const channelType = z.enum(['07', '08']);
const sale = z.looseObject({ channelType, orderId, txnTime: time, txnAmt, currencyCode, backUrl, termId });

export const consumeSchema = sale.extend({ qrNo: z.string().regex(/^\d{1,20}$/) });
/** `payTimeout`: how long the QR code is good; a day where it is not named, a month at most. */
export const applySchema = sale.extend({ payTimeout: time.optional() });
/** Names its consumption by that one's number and time. */
export const reversalSchema = z.looseObject({ channelType, orderId, txnTime: time });
export const refundSchema = sale.extend({ origQryId: z.string().regex(/^\d{21}$/) });
export const querySchema = z.looseObject({ orderId, txnTime: time });
export const fileSchema = z.looseObject({
  txnTime: time,
  settleDate: z.string().regex(/^(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$/),
  fileType: z.literal('00'),
});
