/** Events that fit a state, for runs of many of them. */
import type { TillEvent } from './events.ts';
import { step, transitions } from './machine.ts';
import type { TillState } from './model.ts';
import type { Context } from './situation.ts';
import { pricesOf } from './test-samples.ts';

/** The same event about the payment or refund that is in hand. */
export function withKeys(event: TillEvent, state: TillState): TillEvent {
  if (event.kind === 'sale_completed' || event.kind === 'sale_kept' || event.kind === 'completion_refused') {
    return { ...event, saleId: state.sale.saleId };
  }
  if (event.kind === 'cart_priced' || event.kind === 'pricing_failed') {
    const { saleId, cartNo } = state.sale;
    return event.kind === 'cart_priced'
      ? { ...event, saleId, cartNo, prices: pricesOf(state.sale) }
      : { ...event, saleId, cartNo };
  }
  if (!('key' in event)) return event;
  return { ...event, key: keyInHand(state) ?? event.key };
}

export function keyInHand({ stage }: TillState): string | undefined {
  if ('attempt' in stage) return stage.attempt.key;
  return 'refunding' in stage ? stage.refunding.items[stage.refunding.index]?.key : undefined;
}

/** Mostly what the table takes, so that runs come to an end; now and then anything. */
export function choose(events: readonly TillEvent[], { stage }: TillState, choice: number): TillEvent {
  const taken = events.filter((event) => Object.hasOwn(transitions[stage.status], event.kind));
  const from = choice % 20 === 0 || taken.length === 0 ? events : taken;
  return from[Math.floor(choice / 20) % from.length] as TillEvent;
}

/** The agent records each deed at once, as the host waits for it. */
export function withRecorded(begun: ReturnType<typeof step>, context: Context): ReturnType<typeof step> {
  const recorded = begun.effects.find((effect) => effect.kind === 'record_deed');
  if (!recorded) return begun;
  const { deed, approval } = recorded;
  const done = withRecorded(step(begun.state, { kind: 'deed_recorded', deed, approval }, context), context);
  return { ...done, effects: [...begun.effects, ...done.effects] };
}
