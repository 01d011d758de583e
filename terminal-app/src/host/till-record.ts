/**
 * The till's own small record: the sale in hand until it is written down by the agent, durable from the moment that
 * a payment's key is minted. It holds no card data and no payment code.
 */

import { channels, tenders } from '@qiantai/protos';
import { z } from 'zod';
import { emptySale } from '../sale/cart.ts';
import type { Effect } from '../sale/events.ts';
import { itemOf, originalReceiptNoOf } from '../sale/giving-back.ts';
import type { Attempt, GivenUp, RefundItem, Sale, Session, Stage, TillState } from '../sale/model.ts';
import { leaveOf } from '../sale/refund-deeds.ts';
import { beginCompleting } from '../sale/settling.ts';
import type { Context } from '../sale/situation.ts';
import { orderOf } from '../sale/tendering.ts';
import { minor, paymentKey, refundKey, saleId, saleSchema } from './sale-schema.ts';

const instantMs = z.number().int().min(0);

const attemptSchema = z.strictObject({
  key: paymentKey,
  tender: z.enum(tenders),
  channel: z.enum(channels),
  amountMinor: minor,
  tenderedMinor: minor,
  startedAtMs: instantMs,
  acceptOffline: z.boolean().optional(),
});

const refundItemSchema = z.strictObject({
  key: refundKey,
  paymentKey: paymentKey.nullable(),
  tender: z.enum(tenders),
  channel: z.enum(channels),
  amountMinor: minor,
});

const stepSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('cart') }),
  z.strictObject({ kind: z.literal('payment'), attempt: attemptSchema, cancelled: z.boolean() }),
  z.strictObject({
    kind: z.literal('refund'),
    purpose: z.enum(['return', 'give_up']),
    items: z.array(refundItemSchema).min(1).max(40),
    index: z.number().int().min(0),
  }),
  z.strictObject({ kind: z.literal('completing'), completedAtMs: instantMs.optional() }),
]);

const sessionSchema = z.strictObject({
  token: z.string(),
  operatorId: z.string(),
  operatorName: z.string(),
  rights: z.array(z.string()),
  businessDate: z.string(),
});

const givenUpSchema = z.strictObject({
  attempt: attemptSchema,
  saleId,
  fate: z.discriminatedUnion('status', [
    z.strictObject({ status: z.literal('open') }),
    z.strictObject({ status: z.literal('paid') }),
    z.strictObject({ status: z.literal('refunding'), refundKey }),
  ]),
});

export const tillRecordSchema = z.strictObject({
  version: z.literal(1),
  session: sessionSchema.nullable(),
  /** Null: no sale is in hand, only payments that were given up. */
  sale: saleSchema.nullable(),
  step: stepSchema,
  givenUp: z.array(givenUpSchema),
});

export type TillRecord = z.infer<typeof tillRecordSchema>;

/**
 * What of a state has to outlive the process; null: nothing. A cart without money on it is kept without its operator,
 * for whoever signs in next.
 */
export function recordOf(state: TillState): TillRecord | null {
  const step = stepOf(state.stage);
  const isCart = state.sale.kind === 'sale' && state.sale.lines.length > 0;
  // An order that was taken up is bound to this sale at the agent.
  const isBound = state.sale.parts.length > 0 || state.sale.order !== undefined;
  const inHand = state.stage.status !== 'completed' && (step.kind !== 'cart' || isBound || isCart);
  const isOnlyCart = step.kind === 'cart' && !isBound && state.givenUp.length === 0;
  if (!inHand && state.givenUp.length === 0) return null;
  return {
    version: 1,
    session: state.session && !isOnlyCart ? { ...state.session, rights: [...state.session.rights] } : null,
    sale: inHand ? (state.sale as unknown as TillRecord['sale']) : null,
    step: inHand ? step : { kind: 'cart' },
    givenUp: [...state.givenUp],
  };
}

/** Neither money nor a key of any is in it. */
export const isOnlyCart = ({ session, step, givenUp, sale }: TillRecord): boolean =>
  session === null && step.kind === 'cart' && givenUp.length === 0 && sale !== null;

function stepOf(stage: Stage): TillRecord['step'] {
  switch (stage.status) {
    case 'approval_asked':
      return stepOf(stage.from);
    case 'reading_card':
    case 'paying':
    case 'unknown':
    case 'taking_cash':
      return { kind: 'payment', attempt: stage.attempt, cancelled: false };
    case 'cancelling':
      return { kind: 'payment', attempt: stage.attempt, cancelled: true };
    case 'refunding':
    case 'refund_unknown':
    case 'refund_failed': {
      const { purpose, items, index } = stage.refunding;
      return { kind: 'refund', purpose, items: [...items], index };
    }
    case 'completing':
      return { kind: 'completing', completedAtMs: stage.completedAtMs };
    case 'selling':
    case 'pricing':
    case 'age_asked':
    case 'tendering':
    case 'declined':
    case 'offline_consent':
    case 'part_paid':
    case 'completed':
    case 'looking_up_receipt':
    case 'choosing_return':
      return { kind: 'cart' };
  }
}

/** A till that has just started: nobody is there, nothing is in hand. */
export function freshState(saleId: Sale['saleId'], heldCarts: TillState['heldCarts']): TillState {
  return {
    ...{ session: null, sale: emptySale(saleId), stage: { status: 'selling' }, givenUp: [], heldCarts },
    ...{ usedPaymentCodes: [], notice: null, lastReceiptNo: '', lastEnded: null },
  };
}

/**
 * The state that a till starts from after its end, and what it asks at once: what became of the payment in
 * hand, by the key that it had. No key is minted for it again.
 */
export function resume(
  record: TillRecord,
  fresh: TillState,
  context: Context,
): { state: TillState; effects: readonly Effect[] } {
  const session: Session | null = fresh.session ?? record.session;
  const state: TillState = {
    ...fresh,
    session,
    sale: (record.sale as Sale | null) ?? fresh.sale,
    givenUp: record.givenUp,
  };
  const { stage, effects } = resumeStep(state, record, context);
  return { state: { ...state, stage }, effects: [...effects, ...record.givenUp.map(resumeGivenUp)] };
}

function resumeStep(
  state: TillState,
  record: TillRecord,
  context: Context,
): { stage: Stage; effects: readonly Effect[] } {
  const { step } = record;
  switch (step.kind) {
    case 'cart':
      return {
        stage: state.sale.parts.length > 0 ? { status: 'tendering', armedMinor: null } : { status: 'selling' },
        effects: [],
      };
    case 'payment':
      return resumePayment(state, step, context);
    case 'refund': {
      const refunding = { purpose: step.purpose, items: step.items as RefundItem[], index: step.index };
      const returnSaleId = state.sale.saleId;
      return {
        stage: { status: 'refunding', refunding, step: 'checking', sinceMs: context.nowMs },
        effects: [
          {
            kind: 'resume_refund',
            item: itemOf(refunding),
            returnSaleId,
            originalReceiptNo: originalReceiptNoOf(state),
            ...leaveOf(state, refunding, context.nowMs),
          },
        ],
      };
    }
    case 'completing': {
      // The agent may have written the sale down already: what is asked again is the same to the millisecond.
      const begun = beginCompleting({ state, stage: state.stage, context }, step.completedAtMs);
      return { stage: begun.state.stage, effects: begun.effects };
    }
  }
}

function resumePayment(
  state: TillState,
  step: Extract<TillRecord['step'], { kind: 'payment' }>,
  context: Context,
): { stage: Stage; effects: readonly Effect[] } {
  const attempt: Attempt = step.attempt;
  if (step.cancelled) {
    return { stage: { status: 'cancelling', attempt }, effects: [{ kind: 'cancel_payment', key: attempt.key }] };
  }
  if (attempt.tender === 'cash') {
    const effects: Effect[] = [{ kind: 'take_cash', attempt, order: orderOf(state) }];
    return { stage: { status: 'taking_cash', attempt }, effects };
  }
  return {
    stage: { status: 'paying', attempt, progress: { kind: 'checking', sinceMs: context.nowMs } },
    effects: [{ kind: 'resume_payment', attempt, order: orderOf(state) }],
  };
}

function resumeGivenUp(givenUp: GivenUp): Effect {
  return givenUp.fate.status === 'refunding'
    ? { kind: 'refund_late', givenUp, refundKey: givenUp.fate.refundKey }
    : { kind: 'follow_given_up', key: givenUp.attempt.key };
}
