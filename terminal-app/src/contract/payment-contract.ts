/** A payment under way, how it ended, and what ended last, as a screen sees them. */
import { z } from 'zod';

const minor = z.string().regex(/^(0|-?[1-9][0-9]{0,11})$/);

export const tenderSchema = z.enum(['payment_code', 'qr', 'card', 'cash', 'balance']);
export const channelSchema = z.enum(['cash', 'wechat', 'alipay', 'unionpay', 'card', 'balance']);

export const paymentPhaseSchema = z.enum([
  // Waiting for the scanner: "scan the customer's code".
  'present_code',
  'show_qr',
  'present_card',
  'enter_pin',
  // Asked, no answer yet.
  'checking',
  'waiting_customer',
  'cancelling',
]);

export const paymentSchema = z.strictObject({
  key: z.string(),
  tender: tenderSchema,
  channel: channelSchema.nullable(),
  amountMinor: minor,
  phase: paymentPhaseSchema,
  qrText: z.string(),
  /** 0: none. */
  deadlineMs: z.number().int(),
  canCancel: z.boolean(),
  canAskNow: z.boolean(),
  maskedPan: z.string(),
});

export const resultSchema = z.strictObject({
  outcome: z.enum(['paid', 'declined', 'unknown', 'refused_offline', 'cancelled', 'refunded', 'refund_failed']),
  tender: tenderSchema.nullable(),
  channel: channelSchema.nullable(),
  amountMinor: minor,
  changeMinor: minor,
  reasonCode: z.string(),
  channelMessage: z.string(),
  /** Set once the whole sale is settled. */
  receiptNo: z.string(),
  saleComplete: z.boolean(),
  offline: z.boolean(),
  /** The cashier had agreed to take the card offline, and it went online after all. */
  wentOnline: z.boolean(),
  /** Of a card, while the line is down: may it be taken offline? Amounts are of `unit`. */
  offer: z
    .strictObject({
      possible: z.boolean(),
      reasonCode: z.string(),
      unit: z.enum(['money', 'count', 'ms', '']),
      limit: minor,
      used: minor,
      left: minor,
      brand: z.string(),
    })
    .nullable(),
  /** The instant at which the result leaves by itself; 0: it waits for a deliberate key. */
  leavesAtMs: z.number().int(),
  key: z.string(),
  /** Of money that goes back: of a return, or of a sale that was given up. */
  isRefund: z.boolean(),
  /** Of a QR code that is over: `try_again` shows another one. */
  canTryAgain: z.boolean(),
  /** Of a refund that its own way refused: `refund_in_cash` hands it out of the drawer. */
  canPayInCash: z.boolean(),
  /** Of a card: its slip can be printed again, by its key. */
  hasSlip: z.boolean(),
});

export const lastEndedSchema = z.strictObject({
  kind: z.enum(['sale', 'return']),
  /** '' while the agent is gone. */
  receiptNo: z.string(),
  totalMinor: minor,
  changeMinor: minor,
  /** Of its last card whose slip can be printed again; '' for none. */
  slipKey: z.string(),
  endedAtMs: z.number().int(),
});
