/** What every handler of the counter gets, and the few ways in which it answers. */
import type { CounterEffect, CounterEvent, CounterStep, EventOf } from './events.ts';
import type { CounterStage, CounterState, StageOf } from './model.ts';

export interface CounterContext {
  nowMs: number;
  /** Null: nobody is signed in. */
  operator: { operatorId: string; rights: readonly string[] } | null;
  /** Mints a UUIDv7; each call gives a new one. */
  mintId(): string;
  /** No payment is in flight and nothing waits for a key: the sale may be left as it is. */
  saleRests: boolean;
  /** Nothing is in the cart. */
  saleIsEmpty: boolean;
  /** A payment was given up whose end is not known yet. */
  paymentsOpen: boolean;
  /** Whether the slip of a card's payment or refund is kept here. */
  hasSlip(key: string): boolean;
}

export interface Situation<S extends CounterStage = CounterStage> {
  state: CounterState;
  stage: S;
  context: CounterContext;
}

export type HandlerOf<S extends CounterStage, E extends CounterEvent> = (
  situation: Situation<S>,
  event: E,
) => CounterStep;
export type Handler<Status extends CounterStage['status'], Kind extends CounterEvent['kind']> = HandlerOf<
  StageOf<Status>,
  EventOf<Kind>
>;

export function go(state: CounterState, stage: CounterStage, effects: readonly CounterEffect[] = []): CounterStep {
  return { state: { ...state, stage }, effects };
}

export function stay(state: CounterState, effects: readonly CounterEffect[] = []): CounterStep {
  return { state, effects };
}

export function refuse(
  state: CounterState,
  code: string,
  params: Readonly<Record<string, string>> = {},
  effects: readonly CounterEffect[] = [],
): CounterStep {
  return { state, effects, refused: { code, params } };
}
