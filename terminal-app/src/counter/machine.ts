/**
 * The counter's state machine: one table, state × event, and beside it what may happen in any state. What is in
 * neither is refused with NOT_NOW where an operator did it, and changes nothing where the world did.
 */
import * as calls from './calls.ts';
import * as cards from './cards.ts';
import * as day from './day.ts';
import { type CounterEvent, type CounterStep, type EventOf, isOperatorEvent } from './events.ts';
import type { CounterStage, CounterState, StageOf } from './model.ts';
import * as shift from './shift.ts';
import { type CounterContext, go, type HandlerOf, refuse, type Situation, stay } from './situation.ts';

type Row<Status extends CounterStage['status']> = {
  readonly [Kind in CounterEvent['kind']]?: HandlerOf<StageOf<Status>, EventOf<Kind>>;
};

const reasonMax = 200;

export const transitions: { readonly [Status in CounterStage['status']]: Row<Status> } = {
  away: {
    open_drawer: openDrawer,
    reprint_last: day.reprintLast,
    begin_training: beginTraining,
    end_training: endTraining,
  },
  shift_asking: { shift_told: shift.shiftTold },
  shift_none: {
    count: shift.count,
    clear_counts: shift.clearCounts,
    open_shift: shift.openShift,
    show_cards: cards.showCards,
    cards_told: cards.cardsTold,
    show_earlier: shift.showEarlier,
    shifts_told: shift.shiftsTold,
  },
  shift_open: {
    move_cash: shift.moveCash,
    hand_over: shift.handOver,
    handed_over: shift.handedOver,
    print_x: shift.printX,
    x_told: shift.xTold,
    begin_count: shift.beginCount,
    shift_told: shift.countingBegun,
    show_cards: cards.showCards,
    cards_told: cards.cardsTold,
    show_earlier: shift.showEarlier,
    shifts_told: shift.shiftsTold,
  },
  shift_counting: {
    count: shift.count,
    clear_counts: shift.clearCounts,
    print_x: shift.printX,
    x_told: shift.xTold,
    reopen_shift: shift.reopen,
    shift_told: shift.shiftTold,
    close_shift: shift.closeShift,
  },
  shift_checking: {
    unsettled_told: shift.unsettledTold,
    shift_told: shift.shiftTold,
    ask_failed: shift.checkFailed,
  },
  shift_naming: { close_over: shift.closeOver, reopen_shift: shift.reopen, shift_told: shift.shiftTold },
  shift_closed: {
    reprint_shift: shift.reprintShift,
    show_cards: cards.showCards,
    cards_told: cards.cardsTold,
    show_earlier: shift.showEarlier,
    shifts_told: shift.shiftsTold,
  },
  shift_earlier: { reprint_shift: shift.reprintShift },
  cards: {
    show_cards: cards.showCards,
    cards_told: cards.cardsTold,
    settle_cards: cards.settleCards,
    print_cards: cards.printCards,
  },
  day: {
    search_day: day.search,
    more_day: day.more,
    sales_told: day.salesTold,
    show_sale: day.showSale,
    sale_told: day.saleTold,
    find_payment: day.findPayment,
    payment_told: day.paymentTold,
    scan: day.scan,
  },
  day_sale: {
    search_day: day.search,
    sales_told: day.salesTold,
    show_sale: day.showSale,
    sale_told: day.saleTold,
    reprint_sale: day.reprint,
    return_sale: day.beginReturn,
    find_payment: day.findPayment,
    payment_told: day.paymentTold,
    scan: day.scan,
  },
  day_payment: {
    search_day: day.search,
    sales_told: day.salesTold,
    show_sale: day.showSale,
    sale_told: day.saleTold,
    find_payment: day.findPayment,
    payment_told: day.paymentTold,
    scan: day.scan,
  },
  queue: {
    refresh_queue: ({ state }) => stay(state, [{ kind: 'read_queue' }]),
    queue_told: ({ state }, { queue }) => go(state, { status: 'queue', queue }),
    sync_now: ({ state }) => stay(state, [{ kind: 'sync_now' }]),
    mend: ({ state }, { row, action, reason }) =>
      withReason(state, reason, (why) => stay(state, [{ kind: 'mend', row, action, reason: why }])),
    write_off: ({ state }, event) =>
      withReason(state, event.reason, (why) => {
        const { row, first, second } = event;
        if (first.number === second.number) return refuse(state, 'QUEUE_TWO_PERSONS');
        return stay(state, [{ kind: 'write_off', row, reason: why, first, second }]);
      }),
    acknowledge_alarm: ({ state }, { alarmId }) => stay(state, [{ kind: 'acknowledge_alarm', alarmId }]),
  },
};

/** What may happen in any state. */
export const everywhere: { readonly [Kind in CounterEvent['kind']]?: HandlerOf<CounterStage, EventOf<Kind>> } = {
  open_place: openPlace,
  leave_place: leavePlace,
  reprint_slips: day.reprintSlips,
  prove: calls.prove,
  send_again: calls.sendAgain,
  give_up_call: calls.giveUp,
  call_answered: calls.answered,
  call_kept: calls.kept,
  call_refused: calls.refusedForGood,
  call_wants_approval: calls.wantsApproval,
  call_approved: calls.approved,
  agent_back: calls.agentBack,
  ask_failed: ({ state }, { notice }) => refuse(state, notice.code, notice.params),
  // Who comes next begins at the sale; what was counted and the call in hand stay.
  session_lost: ({ state }) => go(state, { status: 'away' }),
};

export function counterStep(state: CounterState, event: CounterEvent, context: CounterContext): CounterStep {
  if (isOperatorEvent(event) && !context.operator) return refuse(state, 'SIGN_IN_FIRST');
  const situation: Situation = { state, stage: state.stage, context };
  const row = transitions[state.stage.status] as Handlers;
  const handler = row[event.kind] ?? (everywhere as Handlers)[event.kind];
  if (handler) return handler(situation, event);
  return isOperatorEvent(event) ? refuse(state, 'NOT_NOW') : stay(state);
}

/** The tables are checked member by member where they are written; looking a member up loses the pairing. */
type Handlers = { readonly [kind: string]: ((situation: Situation, event: CounterEvent) => CounterStep) | undefined };

function openPlace(situation: Situation, { place }: EventOf<'open_place'>): CounterStep {
  const { state, context } = situation;
  if (state.trainingSinceMs > 0) return refuse(state, 'TRAINING_NOW');
  if (!context.saleRests) return refuse(state, 'PAYMENT_IN_PROGRESS');
  switch (place) {
    case 'shift':
      return go(state, { status: 'shift_asking' }, [{ kind: 'read_shift' }]);
    case 'day':
      return day.enterDay(situation);
    case 'queue':
      return go(state, { status: 'queue', queue: { waiting: [], dead: [], alarms: [] } }, [{ kind: 'read_queue' }]);
  }
}

/** One step back: to the sale, or to what this was opened from. Nothing is done or undone by it. */
function leavePlace({ state, stage }: Situation): CounterStep {
  switch (stage.status) {
    case 'shift_naming':
    case 'shift_checking':
      return go(state, { status: 'shift_counting', shift: stage.shift });
    case 'shift_earlier':
    case 'cards':
      return go(state, { status: 'shift_asking' }, [{ kind: 'read_shift' }]);
    case 'day_sale':
    case 'day_payment':
      return go(state, { status: 'day', list: stage.list });
    default:
      return go(state, { status: 'away' });
  }
}

function openDrawer(situation: Situation, { reason }: EventOf<'open_drawer'>): CounterStep {
  const { state, context } = situation;
  if (state.trainingSinceMs > 0) return refuse(state, 'TRAINING_NOW');
  if (!context.saleRests) return refuse(state, 'PAYMENT_IN_PROGRESS');
  return withReason(state, reason, (why) => calls.beginDeed(situation, 'drawer_opened', { reason: why }));
}

function beginTraining(situation: Situation): CounterStep {
  const { state, context } = situation;
  if (state.trainingSinceMs > 0) return refuse(state, 'TRAINING_NOW');
  if (!context.saleIsEmpty) return refuse(state, 'FINISH_SALE_FIRST');
  // What comes of it is for the books: it must not find the till playing.
  if (context.paymentsOpen) return refuse(state, 'PAYMENTS_STILL_OPEN');
  return calls.beginDeed(situation, 'training_begun');
}

function endTraining(situation: Situation): CounterStep {
  const { state, context } = situation;
  if (state.trainingSinceMs === 0) return refuse(state, 'NOT_NOW');
  if (!context.saleIsEmpty) return refuse(state, 'FINISH_SALE_FIRST');
  return calls.beginDeed(situation, 'training_ended');
}

function withReason(state: CounterState, reason: string, then: (reason: string) => CounterStep): CounterStep {
  const why = reason.trim();
  if (why === '') return refuse(state, 'REASON_NEEDED');
  return why.length > reasonMax ? refuse(state, 'NOTE_TOO_LONG') : then(why);
}
