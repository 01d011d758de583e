/** What every handler of the machine gets, and the few ways in which it answers. */
import type { PaymentKey, RefundKey, SaleId } from '@qiantai/protos';
import { emptySale } from './cart.ts';
import type { Effect, EventOf, Step, TillEvent } from './events.ts';
import type { Sale, Stage, StageOf, TillFacts, TillState } from './model.ts';

/** Mints the ids of this till; each call gives a new one. */
export interface Mint {
  paymentKey(): PaymentKey;
  refundKey(): RefundKey;
  saleId(): SaleId;
  /** For a deed. */
  uuid7(): string;
}

export interface Context {
  nowMs: number;
  mint: Mint;
  facts: TillFacts;
  /** An answer later than this is shown as unknown. */
  checkingMsMax: number;
}

export interface Situation<S extends Stage = Stage> {
  state: TillState;
  stage: S;
  context: Context;
}

export type HandlerOf<S extends Stage, E extends TillEvent> = (situation: Situation<S>, event: E) => Step;
export type Handler<Status extends Stage['status'], Kind extends TillEvent['kind']> = HandlerOf<
  StageOf<Status>,
  EventOf<Kind>
>;

export function go(state: TillState, stage: Stage, effects: readonly Effect[] = []): Step {
  return { state: { ...state, stage }, effects };
}

export function stay(state: TillState, effects: readonly Effect[] = []): Step {
  return { state, effects };
}

export function refuse(state: TillState, code: string, params: Readonly<Record<string, string>> = {}): Step {
  const refused = { code, params };
  return { state: { ...state, notice: refused }, effects: [], refused };
}

export function withSale(state: TillState, sale: Sale): TillState {
  return { ...state, sale };
}

/** An empty sale, ready for its first article. */
export function nextSale({ state, context }: Pick<Situation, 'state' | 'context'>): TillState {
  return { ...state, sale: emptySale(context.mint.saleId()), stage: { status: 'selling' } };
}

export function withEffects(step: Step, more: readonly Effect[]): Step {
  return { ...step, effects: [...step.effects, ...more] };
}
