/**
 * An order pushed to a terminal: what every hop checks alike (the merchant's server, the store's agent, the till's own
 * API). Its lines have names, quantities and prices of their own, whatever the store's articles cost.
 */
import { z } from 'zod';
import { channels, tenders } from './enums.ts';
import { uuid7Schema } from './ids.ts';
import { amountMinorMax, currencySchema, minorTextSchema } from './money.ts';

export const terminalOrderLinesMax = 200;
export const terminalOrderValidMsMin = 1000;
export const terminalOrderValidMsMax = 7 * 86_400_000;

/** It is shown and printed: no control characters, no half of a surrogate pair. */
const plainText = (max: number) =>
  z
    .string()
    .max(max)
    .regex(/^\P{Cc}*$/u, 'it holds a control character')
    .refine((text) => text.isWellFormed(), 'it holds half of a character');
const instantMs = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const idText = z.string().min(1).max(64);

export const terminalOrderLineSchema = z.strictObject({
  name: plainText(100).min(1),
  quantity: z.number().int().min(1).max(1_000_000),
  /** Of one piece. */
  unitPriceMinor: minorTextSchema,
});
export type TerminalOrderLine = z.infer<typeof terminalOrderLineSchema>;

/** `merchant`, or an app on the till's device. */
export const terminalOrderSourceSchema = z.string().regex(/^(merchant|app:[a-z0-9][a-z0-9-]{0,39})$/);

const contentFields = {
  orderId: uuid7Schema,
  terminalId: idText,
  source: terminalOrderSourceSchema,
  /** The number of whoever pushed it; the sale carries it. */
  externalRef: plainText(64),
  title: plainText(100).min(1),
  lines: z.array(terminalOrderLineSchema).min(1).max(terminalOrderLinesMax),
  totalMinor: minorTextSchema,
  currency: currencySchema,
  createdAtMs: instantMs,
  expiresAtMs: instantMs,
};

/** What does not change of an order. */
export const terminalOrderContentSchema = z.strictObject(contentFields).superRefine((order, context) => {
  const why = terminalOrderFault(order);
  if (why !== undefined) context.addIssue({ code: 'custom', path: ['totalMinor'], message: why });
});
export type TerminalOrderContent = z.infer<typeof terminalOrderContentSchema>;

export function terminalOrderFault(order: Pick<TerminalOrderContent, 'lines' | 'totalMinor'>): string | undefined {
  const sum = order.lines.reduce((total, line) => total + BigInt(line.quantity) * BigInt(line.unitPriceMinor), 0n);
  if (sum !== BigInt(order.totalMinor)) return `the lines are ${sum} in all`;
  return sum < 1n || sum > amountMinorMax ? `1 to ${amountMinorMax} minor units` : undefined;
}

/** As the agent has it; docs/till.md, "Orders pushed to a terminal". */
export const terminalOrderStatuses = ['waiting', 'taken_up', 'paid', 'cancelled', 'expired', 'refused'] as const;
export type TerminalOrderStatus = (typeof terminalOrderStatuses)[number];

export const terminalOrderPaymentSchema = z.strictObject({
  tender: z.enum(tenders),
  channel: z.enum(channels),
  amountMinor: minorTextSchema,
  maskedPan: z.string().max(23),
});
export type TerminalOrderPayment = z.infer<typeof terminalOrderPaymentSchema>;

export const terminalOrderReasonMax = 200;

/** Why an order waits, or is refused by the store's rule: its till trains, and nothing that is real is taken up there. */
export const terminalTrains = 'TERMINAL_TRAINING';

/** What an agent says to the server of an order that came from there. */
export const terminalOrderReportSchema = z.strictObject({
  orderId: uuid7Schema,
  revision: z.number().int().min(1).max(Number.MAX_SAFE_INTEGER),
  status: z.enum(terminalOrderStatuses),
  /** Empty but while it is taken up and when it is paid. */
  saleId: z.union([uuid7Schema, z.literal('')]),
  /** Of a paid one; else empty. */
  receiptNo: z.string().max(64),
  payments: z.array(terminalOrderPaymentSchema).max(20),
  reason: plainText(terminalOrderReasonMax),
  changedAtMs: instantMs,
});
export type TerminalOrderReport = z.infer<typeof terminalOrderReportSchema>;

/**
 * In a journal (`terminal_order.moved`): what a person did with an order. It holds all that is needed to have the order
 * again; that it was paid or put back, its sale says (`sale.completed`, `sale.abandoned`).
 */
export const terminalOrderMovedSchema = z.strictObject({
  ...contentFields,
  event: z.enum(['take_up', 'refuse']),
  /** The sale that it is bound to from here on, where it was taken up. */
  saleId: uuid7Schema.optional(),
  operatorId: idText,
  reason: plainText(terminalOrderReasonMax),
  movedAtMs: instantMs,
});
