/** What the outbox tells. Money stands as decimal text of minor units. */
import { channels, currencySchema, paymentStatuses, refundStatuses, tenders } from '@qiantai/protos';
import { z } from 'zod';
import {
  operationKinds,
  rechargeStatuses,
  transferStatuses,
  withdrawalStatuses,
} from '../member-operations/operation-states.ts';

const minorText = z.string().regex(/^[0-9]{1,18}$/);

export const paymentOutboxSchema = z.strictObject({
  kind: z.literal('payment'),
  paymentKey: z.string(),
  orderNo: z.string(),
  storeId: z.string(),
  terminalId: z.string(),
  status: z.enum(paymentStatuses),
  version: z.number().int(),
  tender: z.enum(tenders),
  channel: z.enum(channels).nullable(),
  amountMinor: minorText,
  currency: currencySchema,
  businessDate: z.string(),
  reasonCode: z.string(),
  /** When it came to this state. */
  atMs: z.number().int(),
});

export const refundOutboxSchema = z.strictObject({
  kind: z.literal('refund'),
  refundKey: z.string(),
  paymentKey: z.string().nullable(),
  storeId: z.string(),
  terminalId: z.string(),
  status: z.enum(refundStatuses),
  version: z.number().int(),
  channel: z.enum(channels),
  amountMinor: minorText,
  currency: currencySchema,
  businessDate: z.string(),
  reasonCode: z.string(),
  atMs: z.number().int(),
});

/** A member's recharge, withdrawal or transfer; the row's merchant is the company that the account is kept for. */
export const memberOperationOutboxSchema = z.strictObject({
  kind: z.literal('member_operation'),
  operationKey: z.string(),
  operationKind: z.enum(operationKinds),
  accountNumber: z.string(),
  payeeAccountNumber: z.string().nullable(),
  status: z.enum([...rechargeStatuses, ...withdrawalStatuses, ...transferStatuses]),
  version: z.number().int(),
  amountMinor: minorText,
  feeMinor: minorText,
  currency: currencySchema,
  reasonCode: z.string(),
  atMs: z.number().int(),
});

/** The payload of an `outbox` row; the row's `kind` is the payload's and its status, as in `payment.paid`. */
export const outboxPayloadSchema = z.discriminatedUnion('kind', [
  paymentOutboxSchema,
  refundOutboxSchema,
  memberOperationOutboxSchema,
]);
export type OutboxPayload = z.infer<typeof outboxPayloadSchema>;
