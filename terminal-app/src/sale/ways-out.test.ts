/** Every payment view has a safe way out: which key leaves it, and what becomes of the money. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CashierEvent, Effect, TillEvent } from './events.ts';
import { step } from './machine.ts';
import type { Stage, TillState } from './model.ts';
import type { Context } from './situation.ts';
import { choose, keyInHand, withKeys, withRecorded } from './test-runs.ts';
import { nowMs, samples } from './test-samples.ts';

type Status = Stage['status'];
interface WayOut {
  /** Null: no key leaves it; the world's answer does, and it is always on its way. */
  key: CashierEvent | null;
  /** Where the key leads at once, and what is asked of the world for it. */
  to: Status;
  asks?: Effect['kind'];
}

const acknowledge: CashierEvent = { kind: 'acknowledge_result' };
const cancel: CashierEvent = { kind: 'cancel_payment' };

const waysOut: Readonly<Record<Status, WayOut>> = {
  selling: { key: { kind: 'abandon_sale' }, to: 'selling', asks: 'abandon_sale' },
  pricing: { key: { kind: 'leave_tender' }, to: 'selling' },
  approval_asked: { key: { kind: 'leave_approval' }, to: 'selling' },
  age_asked: { key: { kind: 'answer_age', isOldEnough: false }, to: 'selling', asks: 'record_deed' },
  // Nothing was paid; with money on it the sale is given up, and the money goes back.
  tendering: { key: { kind: 'leave_tender' }, to: 'selling' },
  // The reader says whether the card came first.
  reading_card: { key: cancel, to: 'reading_card', asks: 'cancel_card' },
  // Recorded by the agent before another tender begins.
  paying: { key: cancel, to: 'cancelling', asks: 'cancel_payment' },
  unknown: { key: acknowledge, to: 'cancelling', asks: 'cancel_payment' },
  cancelling: { key: null, to: 'declined' },
  declined: { key: acknowledge, to: 'tendering' },
  offline_consent: { key: acknowledge, to: 'tendering' },
  // The drawer is open: the agent's journal, or the till's own record, takes it.
  taking_cash: { key: null, to: 'completing' },
  part_paid: { key: acknowledge, to: 'tendering' },
  completing: { key: null, to: 'completed' },
  completed: { key: acknowledge, to: 'selling' },
  looking_up_receipt: { key: { kind: 'leave_return' }, to: 'selling' },
  choosing_return: { key: { kind: 'leave_return' }, to: 'selling' },
  // A card that was not shown yet is not asked for any more; what was sent is not taken back.
  refunding: { key: cancel, to: 'refunding', asks: 'cancel_card' },
  // The channel goes on with it under its number; lines and money of the return agree.
  refund_unknown: { key: acknowledge, to: 'completing', asks: 'complete_sale' },
  // Without a receipt to go back to, what its own way refused goes in cash.
  refund_failed: { key: acknowledge, to: 'refunding', asks: 'return_cash' },
};

describe('each view of a payment', () => {
  const all = samples('ways out');
  const statuses = Object.keys(all.stages) as Status[];

  it.each(statuses)('%s is left by one key, or by an answer that comes', (status) => {
    const { key, to, asks } = waysOut[status];
    const before = all.state(all.stages[status]);
    if (!key) {
      // Nothing that a hand does ends it half done.
      for (const event of all.events) {
        if (event.kind !== 'acknowledge_result' && event.kind !== 'cancel_payment') continue;
        expect(step(before, event, all.context).refused?.code, event.kind).toBeDefined();
      }
      const answered = worldSays(before, 0);
      expect(withRecorded(step(before, answered, all.context), all.context).state.stage.status).toBe(to);
      return;
    }
    const left = withRecorded(step(before, key, all.context), all.context);
    expect(left.refused).toBeUndefined();
    expect(left.state.stage.status).toBe(to);
    if (asks) expect(left.effects.map((effect) => effect.kind)).toContain(asks);
  });

  it('a scan leaves none of those that wait for a deliberate key', () => {
    for (const status of ['declined', 'unknown', 'offline_consent', 'refund_failed', 'refund_unknown'] as const) {
      for (const event of all.events) {
        if (event.kind !== 'scan') continue;
        expect(step(all.state(all.stages[status]), event, all.context).state.stage).toEqual(all.stages[status]);
      }
    }
  });
});

/** What the world answers in a stage that waits for it. `choice` picks among all that it may say. */
function worldSays(state: TillState, choice: number): TillEvent {
  const { stage } = state;
  const key = keyInHand(state) ?? '';
  const pick = (events: readonly TillEvent[]) => events[choice % events.length] as TillEvent;
  const saleId = state.sale.saleId;
  const paid: TillEvent = { kind: 'payment_answered', key, answer: { kind: 'paid', channel: 'cash', offline: false } };
  switch (stage.status) {
    case 'reading_card':
      return { kind: 'card_failed', key, reasonCode: 'CANCELLED' };
    case 'cancelling':
      return pick([
        { kind: 'payment_answered', key, answer: { kind: 'reversing', reasonCode: 'CASHIER' } },
        paid,
        { kind: 'payment_answered', key, answer: { kind: 'closed', reasonCode: 'CASHIER_CANCELLED' } },
        { kind: 'payment_answered', key, answer: { kind: 'not_begun' } },
      ]);
    case 'taking_cash':
      return paid;
    case 'completing': {
      const completed = samples('a record').events.find((event) => event.kind === 'sale_completed') as TillEvent;
      return pick([withKeys(completed, state), { kind: 'completion_refused', saleId, reasonCode: 'SALE_BAD' }]);
    }
    case 'refunding':
      if (stage.step !== 'checking') return { kind: 'card_failed', key, reasonCode: 'TIMED_OUT' };
      return pick([
        { kind: 'refund_answered', key, answer: { kind: 'succeeded' } },
        { kind: 'refund_answered', key, answer: { kind: 'failed', reasonCode: 'CHANNEL_REFUSED', channelMessage: '' } },
        { kind: 'refund_answered', key, answer: { kind: 'needs_person', reasonCode: 'CHANNEL_FUNDS_SHORT' } },
        {
          kind: 'refund_answered',
          key,
          answer: { kind: 'over_limit', over: { of: 'store', leftMinor: 0n, wantedMinor: 1n } },
        },
      ]);
    default:
      throw new Error(`${stage.status} waits for no answer`);
  }
}

/** The key of the table, or the world's answer where a key only asks for one. */
function nextOut(state: TillState, asked: boolean, choice: number): TillEvent {
  const { stage, sale } = state;
  if (stage.status === 'tendering' && stage.armedMinor === null && sale.parts.length > 0) {
    return { kind: 'abandon_sale' };
  }
  if (stage.status === 'approval_asked' && stage.from.status === 'refunding') {
    return { kind: 'approved', approvalId: '0195a9c2-7b1e-7c3d-9a4f-2b6c8d0e1f23' };
  }
  const { key } = waysOut[stage.status];
  const sent = stage.status === 'refunding' && stage.step === 'checking';
  return key && !asked && !sent ? key : worldSays(state, choice);
}

describe('from wherever a run of events led', () => {
  const shop = fc.array(fc.nat({ max: 9_999 }), { minLength: 5, maxLength: 90 });
  const stepsMax = 150;

  it('keys and answers lead back to an empty sale, and no payment is lost on the way', () => {
    const begunIn = new Set<Status>();
    fc.assert(
      fc.property(shop, shop, fc.integer(), (choices, answers, seed) => {
        const { context, state, stages, events } = samples(seed);
        const money = new Money();
        let till = state(stages.selling);
        const apply = (event: TillEvent, now: Context) => {
          money.hears(till, event);
          const result = withRecorded(step(till, event, now), now);
          till = result.state;
          money.sees(till, result.effects);
        };
        for (const [index, choice] of choices.entries()) {
          apply(withKeys(choose(events, till, choice), till), { ...context, nowMs: nowMs + index * 500 });
        }
        if (!till.session) apply({ kind: 'signed_in', session: state(stages.selling).session as never }, context);
        begunIn.add(till.stage.status);
        const later = { ...context, nowMs: nowMs + 3_600_000 };
        let steps = 0;
        let asked = false;
        while (till.stage.status !== 'selling' || till.sale.lines.length > 0 || till.sale.parts.length > 0) {
          steps += 1;
          expect(steps, `still ${till.stage.status}`).toBeLessThan(stepsMax);
          const before = till.stage;
          const event = nextOut(till, asked, (answers[steps % answers.length] ?? 0) + steps);
          apply(event, later);
          asked = before.status === till.stage.status && event.kind === 'cancel_payment';
        }
        expect(money.lost(till)).toEqual([]);
      }),
      { seed: 1, numRuns: 1_000 },
    );
    // Else it would have shown little.
    expect(begunIn.size).toBeGreaterThan(10);
  });
});

/** Each payment that the world said is paid, and where it stands since. */
class Money {
  private readonly paid = new Set<string>();
  private readonly accounted = new Set<string>();

  hears(state: TillState, event: TillEvent): void {
    if (event.kind !== 'payment_answered' || event.answer.kind !== 'paid') return;
    const isInHand = 'attempt' in state.stage && state.stage.attempt.key === event.key;
    // A payment that ended otherwise before does not become paid by an echo; the server's late word would.
    const ended = state.stage.status === 'declined' || state.stage.status === 'offline_consent';
    if ((isInHand && !ended) || state.givenUp.some(({ attempt }) => attempt.key === event.key)) {
      this.paid.add(event.key);
    }
  }

  sees({ stage }: TillState, effects: readonly Effect[]): void {
    if ('refunding' in stage) for (const item of stage.refunding.items) this.accounted.add(item.paymentKey ?? '');
    for (const effect of effects) {
      if (effect.kind === 'complete_sale') for (const { key } of effect.draft.tenders) this.accounted.add(key);
      if (effect.kind === 'refund_late') this.accounted.add(effect.givenUp.attempt.key);
    }
  }

  lost({ givenUp }: TillState): string[] {
    const known = new Set<string>(givenUp.map(({ attempt }) => attempt.key));
    return [...this.paid].filter((key) => !this.accounted.has(key) && !known.has(key));
  }
}
