/** A sale as the till's own files keep it: the one in hand (till-record.ts), and carts on hold (held-carts.ts). */
import {
  channels,
  type PaymentKey,
  type RefundKey,
  type SaleId,
  signedMinorTextSchema,
  tenders,
  tillRights,
  uuid7Schema,
} from '@qiantai/protos';
import { z } from 'zod';

export const minor = signedMinorTextSchema.transform((text) => BigInt(text));
export const paymentKey = uuid7Schema.transform((text) => text as PaymentKey);
export const refundKey = uuid7Schema.transform((text) => text as RefundKey);
export const saleId = uuid7Schema.transform((text) => text as SaleId);
const instantMs = z.number().int().min(0);

const partSchema = z.strictObject({
  key: paymentKey,
  tender: z.enum(tenders),
  channel: z.enum(channels),
  amountMinor: minor,
  tenderedMinor: minor.optional(),
  changeMinor: minor.optional(),
  originalPaymentKey: paymentKey.optional(),
  offline: z.boolean(),
  consented: z.boolean().optional(),
});

const measureSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('weight'), weightG: z.number().int().min(1) }),
  z.strictObject({ kind: z.literal('code_price'), priceMinor: minor }),
]);

const manualSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('amount'), amountMinor: minor }),
  z.strictObject({ kind: z.literal('rate'), basisPoints: z.number().int().min(1).max(10_000) }),
]);

/** A sale with its bigints as decimal text. What earlier versions did not write is as it was then. */
export const saleSchema = z.strictObject({
  saleId,
  kind: z.enum(['sale', 'return']),
  lines: z.array(
    z.strictObject({
      lineNo: z.number().int().min(1),
      article: z.strictObject({
        articleId: z.string(),
        barcode: z.string(),
        nameZh: z.string(),
        nameEn: z.string(),
        unitPriceMinor: minor,
        soldByWeight: z.boolean().optional(),
        ageMin: z.number().int().min(0).max(150).optional(),
      }),
      quantity: z.number().int().min(1),
      measure: measureSchema.optional(),
      setPriceMinor: minor.optional(),
      manual: manualSchema.optional(),
      isBack: z.literal(true).optional(),
      discountMinor: minor.optional(),
      manualDiscountMinor: minor.optional(),
      listPriceMinor: minor.optional(),
      promotionIds: z.array(z.string()).optional(),
      tax: z.strictObject({ taxCode: z.string(), rateBasisPoints: z.number().int(), amountMinor: minor }).optional(),
      originalLineNo: z.number().int().min(1).optional(),
    }),
  ),
  selectedLineNo: z.number().int().nullable(),
  nextQuantity: z.number().int().min(1),
  cartNo: z.number().int().min(0).default(0),
  priced: z
    .strictObject({
      settingsVersion: z.number().int().min(0),
      discounts: z.array(
        z.strictObject({ promotionId: z.string(), nameZh: z.string(), nameEn: z.string(), amountMinor: minor }),
      ),
      manualDiscountMinor: minor.default(0n),
      roundingMinor: minor.default(0n),
    })
    .nullable()
    .default(null),
  manual: manualSchema.nullable().default(null),
  roundToMinor: minor.default(0n),
  customer: z
    .strictObject({ memberNo: z.string().max(64), phone: z.string().max(20) })
    .nullable()
    .default(null),
  note: z.string().max(200).default(''),
  approvals: z
    .array(z.strictObject({ approvalId: uuid7Schema, right: z.enum(tillRights), givenAtMs: instantMs }))
    .max(50)
    .default([]),
  ageConfirmed: z.number().int().min(0).max(150).default(0),
  parts: z.array(partSchema),
  startedAtMs: instantMs,
  externalRef: z.string(),
  original: z.strictObject({ receiptNo: z.string(), saleId }).optional(),
  order: z
    .strictObject({ orderId: uuid7Schema, externalRef: z.string(), title: z.string(), source: z.string() })
    .optional(),
});
