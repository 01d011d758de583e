/**
 * What happens in the books of a wallet channel (WeChat Pay, Alipay, UnionPay). The journal holds these lines; the book
 * is what they amount to. Amounts are minor units of the merchant's currency, instants milliseconds.
 */
import { z } from 'zod';
import { walletBehaviours } from '../hands/behaviours.ts';
import { minorTextSchema } from '../values/amount.ts';

const minor = z.union([z.bigint(), minorTextSchema]);
const atMs = z.number().int();
const text = z.string();

export const orderOpenedSchema = z.strictObject({
  type: z.literal('order_opened'),
  outTradeNo: text,
  way: z.enum(['payment_code', 'qr', 'jsapi']),
  amountMinor: minor,
  description: text,
  /** Returned as it came. */
  attach: text.optional(),
  notifyUrl: text.optional(),
  storeId: text.optional(),
  /** The payment code that was shown, for this way. */
  code: text.optional(),
  /** What the QR code says, for the others. */
  qrText: text.optional(),
  expiresAtMs: atMs.optional(),
  /** Where a transaction is named by its number and the merchant's time of sending (UnionPay). */
  txnTime: text.optional(),
  atMs,
});

export const walletEventSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('code_issued'),
    code: text,
    customerId: text,
    behaviour: z.enum(walletBehaviours),
    delayMs: z.number().int().nonnegative(),
    /** What the customer has; more than that is declined. */
    balanceMinor: minor.optional(),
    /** The issuer's reason, in the channel's own code, where the behaviour declines. */
    declineCode: text.optional(),
    atMs,
  }),
  orderOpenedSchema,
  z.strictObject({
    type: z.literal('payer_acted'),
    outTradeNo: text,
    transactionId: text,
    customerId: text,
    /** When the customer will have confirmed; null for one who never does. */
    confirmsAtMs: atMs.nullable(),
    atMs,
  }),
  z.strictObject({
    type: z.literal('paid'),
    outTradeNo: text,
    transactionId: text,
    customerId: text,
    feeMinor: minor,
    atMs,
  }),
  z.strictObject({
    type: z.literal('declined'),
    outTradeNo: text,
    transactionId: text,
    declineCode: text.optional(),
    atMs,
  }),
  z.strictObject({ type: z.literal('closed'), outTradeNo: text, atMs }),
  z.strictObject({ type: z.literal('reversed'), outTradeNo: text, atMs }),
  /** A number was cancelled that had never arrived: whatever comes under it later is refused. */
  z.strictObject({ type: z.literal('number_barred'), outTradeNo: text, atMs }),
  z.strictObject({
    type: z.literal('refunded'),
    /** What makes the merchant's refund number unique: the number alone, or with its order. */
    refundKey: text,
    outTradeNo: text,
    outRefundNo: text,
    refundId: text,
    amountMinor: minor,
    feeReturnedMinor: minor,
    cause: z.enum(['refund', 'reversal']),
    reason: text.optional(),
    txnTime: text.optional(),
    atMs,
  }),
  z.strictObject({
    type: z.literal('notice_due'),
    noticeId: text,
    about: z.enum(['payment', 'refund']),
    outTradeNo: text,
    refundKey: text.optional(),
    url: text,
    /** How many equal copies go out at the first delivery. */
    copies: z.number().int().min(1).max(5),
    firstBadlySigned: z.boolean(),
    dueAtMs: atMs,
  }),
  z.strictObject({ type: z.literal('notice_tried'), noticeId: text, accepted: z.boolean(), atMs }),
  z.strictObject({ type: z.literal('probe_accepted'), noticeId: text, atMs }),
  z.strictObject({ type: z.literal('bill_row_hidden'), rowId: text, atMs }),
]);

export type WalletEvent = z.infer<typeof walletEventSchema>;
export type OrderOpened = z.infer<typeof orderOpenedSchema>;
