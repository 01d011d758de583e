/** What apps send and are told, as schemas: the same ones check the requests and make the description (openapi.ts). */
import {
  terminalOrderLinesMax,
  terminalOrderStatuses,
  terminalOrderValidMsMax,
  terminalOrderValidMsMin,
} from '@qiantai/protos';
import { z } from 'zod';
import type { PushedOrder } from '../edge/order-client.ts';

export const waitMsMax = 25_000;
export const slipCharactersMax = 4000;
export const slipRowsMax = 120;

const minor = z
  .string()
  .regex(/^(0|[1-9][0-9]{0,11})$/)
  .describe('Whole minor units of the currency (fen, cents), as decimal text');
const plain = (max: number) =>
  z
    .string()
    .max(max)
    .regex(/^\P{Cc}*$/u);
const id = z
  .string()
  .regex(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  .describe('UUIDv7 (RFC 9562), lower case, minted by the app');
const instant = z.number().int().describe('Milliseconds since 1970-01-01T00:00Z');

const lineSchema = z.strictObject({
  name: plain(100).min(1),
  quantity: z.number().int().min(1).max(1_000_000),
  unitPriceMinor: minor.describe('Of one piece, minor units as decimal text'),
});

export const offerSchema = z.strictObject({
  orderId: id,
  externalRef: plain(64).default('').describe("The app's own number; the sale carries it"),
  title: plain(100).min(1).describe('What the cashier sees in the list of orders'),
  lines: z.array(lineSchema).min(1).max(terminalOrderLinesMax),
  totalMinor: minor.describe('The sum of quantity × unitPriceMinor of all lines'),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .describe('ISO 4217; the one of the store'),
  validMs: z
    .number()
    .int()
    .min(terminalOrderValidMsMin)
    .max(terminalOrderValidMsMax)
    .default(900_000)
    .describe('How long the order may wait to be taken up, milliseconds'),
});

export const orderSchema = z.strictObject({
  orderId: id,
  externalRef: z.string(),
  title: z.string(),
  lines: z.array(lineSchema),
  totalMinor: minor,
  currency: z.string(),
  status: z.enum(terminalOrderStatuses),
  revision: z.number().int().describe('Grows with every change'),
  createdAtMs: instant,
  expiresAtMs: instant,
  changedAtMs: instant,
  receiptNo: z.string().describe('Of a paid order; else empty'),
  payments: z.array(
    z.strictObject({
      tender: z.enum(['cash', 'payment_code', 'qr', 'card', 'balance']),
      channel: z.enum(['cash', 'wechat', 'alipay', 'unionpay', 'card', 'balance']),
      amountMinor: minor,
      maskedPan: z.string().describe('Empty but for cards'),
    }),
  ),
  reason: z.string().describe('Why it was refused, cancelled or put back'),
});
export type OrderBody = z.infer<typeof orderSchema>;

export const waitQuerySchema = z.strictObject({
  wait: z.coerce.number().int().min(0).max(waitMsMax).default(0),
  revision: z.coerce.number().int().min(0).default(0),
});

export const slipSchema = z.strictObject({
  slipId: id,
  text: z
    .string()
    .min(1)
    .max(slipCharactersMax)
    // Line ends alone: any other control character would be a command to the printer.
    .regex(/^[^\p{Cc}\n]*(\n[^\p{Cc}\n]*)*$/u)
    .refine((text) => text.split('\n').length <= slipRowsMax, `more than ${slipRowsMax} rows`)
    .describe(`Plain text in rows, at most ${slipRowsMax}; rows that are too long are wrapped`),
});

export const slipAnswerSchema = z.strictObject({ slipId: id, printed: z.enum(['queued', 'before']) });

export const tillSchema = z.strictObject({
  terminalId: z.string(),
  tillName: z.string(),
  storeName: z.string(),
  merchantName: z.string(),
  currency: z.string(),
  exponent: z.number().int().describe('Digits after the decimal point'),
  agent: z.boolean().describe('The store’s agent is there: orders can be offered'),
  online: z.boolean().describe('The store reaches the server'),
  signedIn: z.boolean().describe('An operator is at the till'),
  busy: z.boolean().describe('A sale is in hand'),
  printer: z.enum(['absent', 'connected', 'disconnected', 'fault']),
});
export type TillBody = z.infer<typeof tillSchema>;

export const errorSchema = z.strictObject({ code: z.string(), message: z.string() });

/** As an app is told; whose sale it is bound to is the till's own business. */
export function orderBody(order: PushedOrder): OrderBody {
  const { source: _source, saleId: _saleId, lines, totalMinor, payments, ...rest } = order;
  return {
    ...rest,
    lines: lines.map(({ unitPriceMinor, ...line }) => ({ ...line, unitPriceMinor: unitPriceMinor.toString() })),
    totalMinor: totalMinor.toString(),
    payments: payments.map(({ amountMinor, ...payment }) => ({ ...payment, amountMinor: amountMinor.toString() })),
  };
}
