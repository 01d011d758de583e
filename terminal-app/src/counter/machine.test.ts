import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { callIdOf } from './calls.ts';
import { countedMinor, countsOf, denominationsOf } from './denominations.ts';
import { type CounterEvent, isOperatorEvent } from './events.ts';
import { counterStep, everywhere, transitions } from './machine.ts';
import type { CallInHand, CallRequest, CounterStage, CounterState } from './model.ts';
import {
  callOf,
  cardReport,
  closedShift,
  closeRequest,
  counterSamples,
  deedOf,
  due,
  idleCounter,
  moveRequest,
  nowMs,
  openRequest,
  settled,
  shift,
  testContext,
} from './test-samples.ts';

const { stages, events, state, owing } = counterSamples();
const statuses = Object.keys(stages) as CounterStage['status'][];
const context = testContext();

describe('every state and every event', () => {
  for (const status of statuses) {
    it(`${status}: what is in no table is refused, or changes nothing`, () => {
      for (const event of events) {
        const before = state(stages[status]);
        const result = counterStep(before, event, testContext());
        expect(statuses).toContain(result.state.stage.status);
        if (Object.hasOwn(transitions[status], event.kind) || Object.hasOwn(everywhere, event.kind)) continue;
        expect(result.state, `${status} × ${event.kind}`).toBe(before);
        expect(result.effects, `${status} × ${event.kind}`).toEqual([]);
        expect(result.refused?.code, `${status} × ${event.kind}`).toBe(isOperatorEvent(event) ? 'NOT_NOW' : undefined);
      }
    });
  }

  it('refuses an operator who is not signed in, whatever is done', () => {
    for (const status of statuses) {
      for (const event of events.filter(isOperatorEvent)) {
        const before = state(stages[status]);
        const result = counterStep(before, event, testContext(1, { operator: null }));
        expect(result).toEqual({ state: before, effects: [], refused: { code: 'SIGN_IN_FIRST', params: {} } });
      }
    }
  });

  it('begins no second call while one is in hand', () => {
    const call = callOf(moveRequest, 'kept');
    for (const status of statuses) {
      for (const event of events) {
        if (['send_again', 'call_answered', 'call_refused', 'agent_back'].includes(event.kind)) continue;
        const { state: after, effects } = counterStep(state(stages[status], { call }), event, testContext());
        expect(after.call && callIdOf(after.call.request), `${status} × ${event.kind}`).toBe(callIdOf(moveRequest));
        expect(effects.filter(({ kind }) => kind === 'send_call')).toEqual([]);
      }
    }
  });

  it('reaches every state from the sale, and gets back to it by Esc alone', () => {
    const seen = new Set<string>();
    const queue: CounterState[] = [idleCounter];
    for (let turns = 0; queue.length > 0 && turns < 500; turns++) {
      const from = queue.shift() as CounterState;
      for (const event of [...events, ...answersTo(from.call)]) {
        const next = counterStep(from, event, testContext(turns)).state;
        const key = `${next.stage.status} ${next.call?.request.kind ?? ''}`;
        if (seen.has(key)) continue;
        seen.add(key);
        queue.push(next);
      }
    }
    expect([...new Set([...seen].map((key) => key.split(' ')[0]))].sort()).toEqual([...statuses].sort());
    for (const status of statuses) {
      let at = state(stages[status]);
      for (let steps = 0; at.stage.status !== 'away' && steps < 5; steps++) {
        at = counterStep(at, { kind: 'leave_place' }, context).state;
        // From the list of earlier shifts the way leads over the shift that is asked for.
      }
      expect(at.stage.status, status).toBe('away');
    }
  });
});

function answersTo(call: CallInHand | null): CounterEvent[] {
  if (!call) return [];
  const callId = callIdOf(call.request);
  const told = call.request.kind === 'close_shift' ? closedShift : shift;
  return [
    { kind: 'call_answered', callId, shift: told },
    { kind: 'call_kept', callId, reasonCode: 'AGENT_GONE' },
    { kind: 'call_wants_approval', callId, notice: null },
  ];
}

const after = (stage: CounterStage, request: CallRequest, event: CounterEvent, at: CallInHand['at'] = 'asked') =>
  counterStep(state(stage, { call: callOf(request, at) }), event, testContext());

describe('the card terminal', () => {
  const settling: CallRequest = { kind: 'settle_cards', settlementId: due.settlementId };

  it('is looked at from the shift, and left to it', () => {
    for (const status of ['shift_none', 'shift_open', 'shift_closed'] as const) {
      const asked = counterStep(state(stages[status]), { kind: 'show_cards' }, context);
      expect(asked.effects).toEqual([{ kind: 'read_cards' }]);
      const told = counterStep(asked.state, { kind: 'cards_told', report: cardReport }, context);
      expect(told.state.stage).toEqual({ status: 'cards', report: cardReport });
      expect(counterStep(told.state, { kind: 'leave_place' }, context).effects).toEqual([{ kind: 'read_shift' }]);
    }
  });

  it('is settled under a new id, or goes on with the settlement that has no end', () => {
    const fresh = counterStep(state(stages.cards), { kind: 'settle_cards' }, testContext());
    expect(fresh.state.call?.request).toMatchObject({ kind: 'settle_cards' });
    expect(fresh.effects).toMatchObject([{ kind: 'send_call', proof: null }]);
    for (const waiting of ['due', 'under_way', 'unknown'] as const) {
      const report = { ...cardReport, settlements: [{ ...due, state: waiting }, settled] };
      const again = counterStep(state({ status: 'cards', report }), { kind: 'settle_cards' }, testContext());
      expect(again.state.call?.request).toEqual(settling);
    }
  });

  it('shows what became of it where it is still looked at', () => {
    const report = { ...cardReport, settlements: [settled] };
    const told = { kind: 'call_answered', callId: due.settlementId, shift: null, cards: report } as const;
    expect(after(stages.cards, settling, told).state).toMatchObject({ call: null, stage: { status: 'cards', report } });
    expect(after(stages.away, settling, told).state).toMatchObject({ call: null, stage: { status: 'away' } });
  });

  it('asks for a second person where the agent wants one, and is let go where nobody answers', () => {
    const callId = due.settlementId;
    const asked = after(stages.cards, settling, { kind: 'call_wants_approval', callId, notice: null });
    const proof = { number: '9', pin: '9999' };
    expect(counterStep(asked.state, { kind: 'prove', proof }, testContext()).effects).toMatchObject([
      { kind: 'send_call', proof, call: { request: settling } },
    ]);
    const kept = after(stages.cards, settling, { kind: 'call_kept', callId, reasonCode: 'AGENT_GONE' });
    expect(counterStep(kept.state, { kind: 'agent_back' }, testContext()).effects).toMatchObject([
      { kind: 'send_call', call: { request: settling } },
    ]);
    expect(counterStep(kept.state, { kind: 'give_up_call' }, testContext()).state.call).toBeNull();
  });

  it('prints what has an end, once that is in the journal', () => {
    const print = counterStep(
      state(stages.cards),
      { kind: 'print_cards', settlementId: settled.settlementId },
      testContext(),
    );
    const call = print.state.call as CallInHand;
    expect(call.request).toMatchObject({ deed: { deed: 'report_printed', reason: `cards ${settled.settlementId}` } });
    const stands = { kind: 'call_answered', callId: callIdOf(call.request), shift: null } as const;
    expect(counterStep(print.state, stands, testContext()).effects).toEqual([
      { kind: 'print_cards', settlement: settled },
    ]);
    const open = state({ status: 'cards', report: { ...cardReport, settlements: [due] } });
    for (const settlementId of [due.settlementId, 'unknown']) {
      const refused = counterStep(open, { kind: 'print_cards', settlementId }, testContext());
      expect(refused).toMatchObject({ refused: { code: 'CARDS_NOT_SETTLED' }, state: { call: null } });
    }
  });
});

describe('the slip of a card', () => {
  const { original } = stages.day_sale as Extract<CounterStage, { status: 'day_sale' }>;
  const keys = original.record.tenders.map(({ key }) => key);

  it('is printed once its deed stands: of the sale that is shown, or of one payment in sight', () => {
    for (const [stage, key, wanted] of [
      [stages.day_sale, '', keys],
      [stages.away, 'K1', ['K1']],
    ] as const) {
      const asked = counterStep(state(stage), { kind: 'reprint_slips', key }, testContext());
      const call = asked.state.call as CallInHand;
      expect(call.request).toMatchObject({ deed: { deed: 'receipt_reprinted', reason: `slip ${wanted.join(' ')}` } });
      const stands = { kind: 'call_answered', callId: callIdOf(call.request), shift: null } as const;
      expect(counterStep(asked.state, stands, testContext()).effects).toEqual([{ kind: 'print_slips', keys: wanted }]);
    }
  });

  it('that is not kept here is refused, and none is printed in training', () => {
    const none = testContext(1, { hasSlip: () => false });
    expect(counterStep(state(stages.away), { kind: 'reprint_slips', key: 'K1' }, none).refused?.code).toBe(
      'SLIP_NOT_HERE',
    );
    expect(counterStep(state(stages.away), { kind: 'reprint_slips', key: '' }, context).refused?.code).toBe(
      'SLIP_NOT_HERE',
    );
    const trains = state(stages.away, { trainingSinceMs: nowMs });
    expect(counterStep(trains, { kind: 'reprint_slips', key: 'K1' }, context).refused?.code).toBe('TRAINING_NOW');
  });
});

describe('leaving the sale', () => {
  it('waits until no payment is in flight', () => {
    for (const place of ['shift', 'day', 'queue'] as const) {
      const result = counterStep(idleCounter, { kind: 'open_place', place }, testContext(1, { saleRests: false }));
      expect(result).toMatchObject({ state: { stage: { status: 'away' } }, refused: { code: 'PAYMENT_IN_PROGRESS' } });
    }
  });
});

describe('the shift', () => {
  it('is opened with a typed float, or with what was counted', () => {
    const counts = new Map([
      [10_000n, 2],
      [50n, 3],
    ]);
    const none = state(stages.shift_none, { counts });
    const counted = counterStep(none, { kind: 'open_shift', floatMinor: null }, testContext());
    expect(counted.state.call?.request).toMatchObject({ kind: 'open_shift', floatMinor: 20_150n });
    expect(counted.effects).toEqual([{ kind: 'send_call', call: counted.state.call, proof: null }]);
    const typed = counterStep(none, { kind: 'open_shift', floatMinor: 30_000n }, testContext());
    expect(typed.state.call?.request).toMatchObject({ floatMinor: 30_000n });
  });

  it('sends a call again under the same id, by itself only for the operator who began it', () => {
    const callId = callIdOf(openRequest);
    const kept = after(stages.shift_none, openRequest, { kind: 'call_kept', callId, reasonCode: 'AGENT_GONE' });
    expect(kept).toMatchObject({ state: { call: { at: 'kept' } }, refused: { code: 'AGENT_GONE' } });
    const back = counterStep(kept.state, { kind: 'agent_back' }, testContext());
    expect(back.effects).toMatchObject([{ kind: 'send_call', call: { request: openRequest } }]);
    const other = testContext(1, { operator: { operatorId: 'O2', rights: [] } });
    expect(counterStep(kept.state, { kind: 'agent_back' }, other).effects).toEqual([]);
    expect(counterStep(kept.state, { kind: 'send_again' }, other).effects).toMatchObject([{ kind: 'send_call' }]);
    expect(counterStep(kept.state, { kind: 'give_up_call' }, other).refused?.code).toBe('CALL_WAITS');
  });

  it('asks for a second person where the agent wants one, and lets the call go by Esc', () => {
    const callId = callIdOf(moveRequest);
    const asked = after(stages.shift_open, moveRequest, { kind: 'call_wants_approval', callId, notice: null });
    expect(asked.state.call?.at).toBe('approval');
    const proof = { number: '9', pin: '9999' };
    const proved = counterStep(asked.state, { kind: 'prove', proof }, testContext());
    expect(proved.effects).toMatchObject([{ kind: 'send_call', proof, call: { request: moveRequest } }]);
    expect(
      JSON.stringify(proved.state, (_key, value) => (typeof value === 'bigint' ? `${value}` : value)),
    ).not.toContain('9999');
    const let_ = counterStep(asked.state, { kind: 'give_up_call' }, testContext());
    expect(let_.state).toMatchObject({ call: null, stage: { status: 'shift_open' } });
  });

  it('prints a slip and opens the drawer once cash has moved, also where the operator went away', () => {
    const callId = callIdOf(moveRequest);
    for (const stage of [stages.shift_open, stages.away]) {
      const result = after(stage, moveRequest, { kind: 'call_answered', callId, shift });
      expect(result.effects.map(({ kind }) => kind)).toEqual(['open_drawer', 'print_movement']);
      expect(result.state).toMatchObject({ call: null, stage: { status: stage.status } });
    }
  });

  it('wants a note for what is no usual reason, and a sum above zero', () => {
    const move = { kind: 'move_cash', direction: 'in', reason: 'other', note: ' ', amountMinor: 5n } as const;
    const open = state(stages.shift_open);
    expect(counterStep(open, move, context).refused?.code).toBe('NOTE_NEEDED');
    expect(counterStep(open, { ...move, note: 'x'.repeat(201) }, context).refused?.code).toBe('NOTE_TOO_LONG');
    expect(counterStep(open, { ...move, note: 'x', amountMinor: 0n }, context).refused?.code).toBe('AMOUNT_BAD');
  });

  it('counts blind: nothing of what is expected is there before the answer', () => {
    const counting = counterStep(
      state(stages.shift_open),
      { kind: 'shift_told', shift: { ...shift, status: 'closing' } },
      context,
    );
    expect(counting).toMatchObject({
      state: { stage: { status: 'shift_counting', shift: { expectedMinor: null } } },
      effects: [{ kind: 'open_drawer' }],
    });
    const rights = testContext(1, { operator: { operatorId: 'O1', rights: ['cash.move'] } });
    expect(counterStep(counting.state, { kind: 'print_x' }, rights).effects).toMatchObject([{ showExpected: false }]);
    expect(counterStep(state(stages.shift_open), { kind: 'print_x' }, rights).effects).toMatchObject([
      { showExpected: true },
    ]);
  });

  it('closes at once where all is settled, and names what is not', () => {
    const counts = new Map([[10_000n, 5]]);
    const checking = counterStep(state(stages.shift_counting, { counts }), { kind: 'close_shift' }, context);
    expect(checking.effects).toEqual([{ kind: 'read_unsettled', shiftId: shift.shiftId }]);
    const settled = { kind: 'unsettled_told', shift: { ...shift, status: 'closing' }, unsettled: [] } as const;
    expect(counterStep(checking.state, settled, context).state.call?.request).toMatchObject({
      kind: 'close_shift',
      counts: [{ denominationMinor: 10_000n, count: 5 }],
      takenOverPaymentKeys: [],
      takenOverUnsent: 0,
    });
    const naming = counterStep(checking.state, { kind: 'unsettled_told', shift: owing, unsettled: [] }, context);
    expect(naming.state).toMatchObject({ stage: { status: 'shift_naming' }, call: null });
    expect(counterStep(naming.state, { kind: 'close_over' }, context).state.call?.request).toMatchObject({
      takenOverPaymentKeys: owing.openPaymentKeys,
      takenOverUnsent: 2,
    });
  });

  it('looks again where more came to be unsettled meanwhile', () => {
    const notice = { code: 'SHIFT_HAS_UNSENT', params: {} };
    const refused = { kind: 'call_refused', callId: callIdOf(closeRequest), notice } as const;
    expect(after(stages.shift_naming, closeRequest, refused)).toMatchObject({
      state: { call: null, stage: { status: 'shift_checking' } },
      effects: [{ kind: 'read_unsettled' }],
      refused: notice,
    });
    const conflict = { ...refused, notice: { code: 'SHIFT_NOT_NOW', params: {} } };
    expect(after(stages.shift_naming, closeRequest, conflict)).toMatchObject({ effects: [{ kind: 'read_shift' }] });
  });

  it('shows the difference and prints the Z report with the answer, and forgets the count', () => {
    const told = { kind: 'call_answered', callId: callIdOf(closeRequest), shift: closedShift } as const;
    const closed = counterStep(
      state(stages.shift_naming, { call: callOf(closeRequest), counts: new Map([[10_000n, 5]]) }),
      told,
      context,
    );
    expect(closed.effects).toEqual([{ kind: 'print_report', report: 'z', shift: closedShift }]);
    expect(closed.state).toMatchObject({ stage: { status: 'shift_closed' }, call: null });
    expect(closed.state.counts.size).toBe(0);
  });
});

describe('deeds', () => {
  it('are in the journal before they are done', () => {
    const asked = counterStep(idleCounter, { kind: 'open_drawer', reason: ' 换零钱 ' }, testContext());
    expect(asked.effects.map(({ kind }) => kind)).toEqual(['send_call']);
    expect(asked.state.call?.request).toMatchObject({
      deed: { deed: 'drawer_opened', reason: '换零钱', doneAtMs: nowMs },
    });
    const callId = callIdOf(asked.state.call?.request as CallRequest);
    const done = counterStep(asked.state, { kind: 'call_answered', callId, shift: null }, context);
    expect(done).toMatchObject({ effects: [{ kind: 'open_drawer' }], state: { call: null } });
  });

  it('without the right wait for a second person, whose approval they name', () => {
    const plain = testContext(1, { operator: { operatorId: 'O1', rights: [] } });
    const asked = counterStep(idleCounter, { kind: 'open_drawer', reason: 'x' }, plain);
    expect(asked).toMatchObject({ effects: [], state: { call: { at: 'approval' } } });
    const proof = { number: '9', pin: '9' };
    const callId = callIdOf(asked.state.call?.request as CallRequest);
    const proved = counterStep(asked.state, { kind: 'prove', proof }, plain);
    expect(proved.effects).toEqual([{ kind: 'approve', callId, right: 'drawer.open', note: 'x', proof }]);
    const approved = counterStep(proved.state, { kind: 'call_approved', callId, approvalId: 'A1' }, plain);
    expect(approved.effects).toMatchObject([
      { kind: 'send_call', call: { request: { deed: { approvalId: 'A1' } } }, proof: null },
    ]);
  });

  it('that nobody answered are not done by themselves later, and may be let go', () => {
    const drawer = deedOf('drawer_opened', { reason: 'x' });
    const kept = state(stages.away, { call: callOf(drawer, 'kept') });
    expect(counterStep(kept, { kind: 'agent_back' }, context).effects).toEqual([]);
    expect(counterStep(kept, { kind: 'give_up_call' }, context).state.call).toBeNull();
  });

  it('print what they name, and only that', () => {
    const receiptNo = stages.day_sale.original.record.receiptNo;
    const copy = deedOf('receipt_reprinted', { receiptNo });
    const stands = (request: CallRequest) =>
      ({ kind: 'call_answered', callId: callIdOf(request), shift: null }) as const;
    expect(after(stages.day_sale, copy, stands(copy)).effects).toMatchObject([{ kind: 'print_copy', receiptNo }]);
    const other = deedOf('receipt_reprinted', { receiptNo: 'R-OTHER' });
    expect(after(stages.day_sale, other, stands(other)).effects).toEqual([]);
    const z = deedOf('report_printed', { reason: `z_copy ${shift.shiftId}` });
    expect(after(stages.shift_earlier, z, stands(z)).effects).toMatchObject([
      { kind: 'print_report', report: 'z_copy' },
    ]);
    expect(after(stages.away, z, stands(z)).effects).toEqual([]);
  });
});

describe('training', () => {
  it('begins and ends with an empty cart, by deeds, and bars what moves money', () => {
    const full = testContext(1, { saleIsEmpty: false });
    expect(counterStep(idleCounter, { kind: 'begin_training' }, full).refused?.code).toBe('FINISH_SALE_FIRST');
    const open = testContext(1, { paymentsOpen: true });
    expect(counterStep(idleCounter, { kind: 'begin_training' }, open).refused?.code).toBe('PAYMENTS_STILL_OPEN');
    const begun = deedOf('training_begun');
    const on = after(stages.away, begun, { kind: 'call_answered', callId: callIdOf(begun), shift: null }).state;
    expect(on.trainingSinceMs).toBe(nowMs);
    expect(counterStep(on, { kind: 'open_place', place: 'shift' }, context).refused?.code).toBe('TRAINING_NOW');
    expect(counterStep(on, { kind: 'open_drawer', reason: 'x' }, context).refused?.code).toBe('TRAINING_NOW');
    expect(counterStep(on, { kind: 'end_training' }, full).refused?.code).toBe('FINISH_SALE_FIRST');
    const kept = state(stages.away, { call: callOf(begun, 'kept') });
    expect(counterStep(kept, { kind: 'send_again' }, full).refused?.code).toBe('FINISH_SALE_FIRST');
    const ending = counterStep(on, { kind: 'end_training' }, testContext());
    const callId = callIdOf(ending.state.call?.request as CallRequest);
    expect(counterStep(ending.state, { kind: 'call_answered', callId, shift: null }, context).state).toMatchObject({
      trainingSinceMs: 0,
      call: null,
    });
  });
});

describe('the journal of the day', () => {
  it('takes a scan for a receipt or for the number of a payment', () => {
    const receipt = counterStep(state(stages.day), { kind: 'scan', code: 'S1-T2-20260102-0001' }, context);
    expect(receipt.effects).toMatchObject([{ kind: 'find_sale' }]);
    const payment = counterStep(state(stages.day), { kind: 'scan', code: '4200001234202601011234567890' }, context);
    expect(payment.effects).toMatchObject([{ kind: 'find_payment' }]);
  });

  it('begins a return of a sale, with nothing in the cart', () => {
    const sale = state(stages.day_sale);
    expect(counterStep(sale, { kind: 'return_sale' }, context)).toMatchObject({
      state: { stage: { status: 'away' } },
      effects: [{ kind: 'begin_return' }],
    });
    const full = testContext(1, { saleIsEmpty: false });
    expect(counterStep(sale, { kind: 'return_sale' }, full).refused?.code).toBe('FINISH_SALE_FIRST');
  });

  it('reads on from the last sale that is listed', () => {
    expect(counterStep(state(stages.day), { kind: 'more_day' }, context).effects).toMatchObject([{ beforeMs: nowMs }]);
  });
});

describe('the queue', () => {
  it('wants a reason, and two different persons to write off', () => {
    const row = { kind: 'pay', key: 'K' } as const;
    const queue = state(stages.queue);
    expect(counterStep(queue, { kind: 'mend', row, action: 'retry', reason: ' ' }, context).refused?.code).toBe(
      'REASON_NEEDED',
    );
    const one = { number: '9', pin: '1' };
    const off = { kind: 'write_off', row, reason: 'x', first: one, second: one } as const;
    expect(counterStep(queue, off, context).refused?.code).toBe('QUEUE_TWO_PERSONS');
    expect(counterStep(queue, { ...off, second: { number: '8', pin: '1' } }, context).effects).toMatchObject([
      { kind: 'write_off', reason: 'x' },
    ]);
  });
});

describe('any run of events', () => {
  it('loses no call but by an answer, a refusal or a word of the operator, and mints no id twice', () => {
    const ends = new Set(['call_answered', 'call_refused', 'give_up_call']);
    fc.assert(
      fc.property(fc.array(fc.nat(1_000), { maxLength: 60 }), (picks) => {
        const run = testContext('run');
        const minted = new Set<string>();
        let at = idleCounter;
        for (const pick of picks) {
          const choices = [...events, ...answersTo(at.call)];
          const event = choices[pick % choices.length] as CounterEvent;
          const { state: next, effects } = counterStep(at, event, run);
          const [before, now] = [at, next].map(({ call }) => (call ? callIdOf(call.request) : ''));
          if (before !== '' && now !== before) expect(ends, event.kind).toContain(event.kind);
          if (now !== '' && now !== before) {
            const again = now?.startsWith('close_shift:') ?? false;
            expect(minted.has(now ?? '') && !again).toBe(false);
            minted.add(now ?? '');
          }
          // What moves money or cash is asked for by the call in hand alone.
          for (const effect of effects) {
            if (effect.kind === 'send_call') expect(effect.call).toEqual(next.call);
          }
          at = next;
        }
      }),
      { seed: 20_260_102, numRuns: 300 },
    );
  });
});

describe('what is counted', () => {
  it('is summed over notes and coins, the largest first', () => {
    const counts = new Map([
      [10n, 4],
      [10_000n, 1],
    ]);
    expect(countedMinor(counts)).toBe(10_040n);
    expect(countsOf(counts)).toEqual([
      { denominationMinor: 10_000n, count: 1 },
      { denominationMinor: 10n, count: 4 },
    ]);
    expect(denominationsOf('CNY').slice(0, 3)).toEqual([10_000n, 5_000n, 2_000n]);
  });

  it('goes away with a zero, and is bounded', () => {
    const counting = state(stages.shift_counting, { counts: new Map([[10n, 4]]) });
    const none = counterStep(counting, { kind: 'count', denominationMinor: 10n, count: 0 }, context);
    expect(none.state.counts.size).toBe(0);
    const many = { kind: 'count', denominationMinor: 10n, count: 100_001 } as const;
    expect(counterStep(counting, many, context).refused?.code).toBe('COUNT_TOO_LARGE');
  });
});
