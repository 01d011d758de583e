/**
 * What a till takes by itself while its agent is gone, and offers to it once on return: cash of the sale in hand, the
 * end of that sale, and that somebody left while such records waited. No card data, no payment code.
 */
import { z } from 'zod';
import { uuid7Schema } from './ids.ts';
import { businessDateSchema, saleRecordSchema } from './journal.ts';
import { currencySchema, minorTextSchema } from './money.ts';

const idText = z.string().min(1).max(64);
const instantMs = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const signedBy = { operatorId: idText, businessDate: businessDateSchema };

/** A sale as a till writes it: the agent adds what only it can say. */
export const saleDraftSchema = saleRecordSchema.omit({
  receiptNo: true,
  operatorId: true,
  businessDate: true,
  shiftId: true,
});

export const ownRecordSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('cash'),
    paymentKey: uuid7Schema,
    saleId: uuid7Schema,
    orderNo: idText,
    orderTotalMinor: minorTextSchema,
    amountMinor: minorTextSchema,
    tenderedMinor: minorTextSchema,
    currency: currencySchema,
    ...signedBy,
    takenAtMs: instantMs,
  }),
  z.strictObject({ kind: z.literal('sale'), saleId: uuid7Schema, ...signedBy, draft: saleDraftSchema }),
  z.strictObject({
    kind: z.literal('left_unsent'),
    leaveId: uuid7Schema,
    how: z.enum(['signed_out', 'closed']),
    operatorId: z.string().max(64),
    /** Keys of the records that waited. */
    unsentKeys: z.array(uuid7Schema).min(1).max(200),
    leftAtMs: instantMs,
  }),
]);
export type OwnRecord = z.infer<typeof ownRecordSchema>;

export function ownRecordKey(record: OwnRecord): string {
  switch (record.kind) {
    case 'cash':
      return record.paymentKey;
    case 'sale':
      return record.saleId;
    case 'left_unsent':
      return record.leaveId;
  }
}
