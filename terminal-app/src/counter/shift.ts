/** The shift: opened with a float, cash in and out, handed over, counted blind, closed. */
import { amountMinorMax } from '@qiantai/protos';
import { beginCall, beginDeed } from './calls.ts';
import { countedMinor, countsOf } from './denominations.ts';
import type { CounterStep, EventOf } from './events.ts';
import type { CounterState, Shift, StageOf } from './model.ts';
import { go, type Handler, refuse, type Situation, stay } from './situation.ts';

const countMax = 100_000;
const noteMax = 200;

export const shiftTold = ({ state }: Situation, { shift }: EventOf<'shift_told'>): CounterStep => {
  if (!shift) return go(state, { status: 'shift_none' });
  return go(state, { status: shift.status === 'closing' ? 'shift_counting' : 'shift_open', shift });
};

export const count = ({ state }: Situation, event: EventOf<'count'>): CounterStep => {
  const { denominationMinor, count: pieces } = event;
  if (pieces < 0 || pieces > countMax) return refuse(state, 'COUNT_TOO_LARGE');
  const counts = new Map(state.counts);
  if (pieces === 0) counts.delete(denominationMinor);
  else counts.set(denominationMinor, pieces);
  if (countedMinor(counts) > amountMinorMax) return refuse(state, 'COUNT_TOO_LARGE');
  return stay({ ...state, counts });
};

export const clearCounts = ({ state }: Situation): CounterStep => stay({ ...state, counts: new Map() });

export const openShift: Handler<'shift_none', 'open_shift'> = (situation, event) => {
  const { state, context } = situation;
  const floatMinor = event.floatMinor ?? countedMinor(state.counts);
  if (floatMinor < 0n || floatMinor > amountMinorMax) return refuse(state, 'AMOUNT_BAD');
  return beginCall(situation, { kind: 'open_shift', shiftId: context.mintId(), floatMinor });
};

export const moveCash: Handler<'shift_open', 'move_cash'> = (situation, event) => {
  const { state, stage, context } = situation;
  const note = event.note.trim();
  if (event.amountMinor <= 0n || event.amountMinor > amountMinorMax) return refuse(state, 'AMOUNT_BAD');
  if (note.length > noteMax) return refuse(state, 'NOTE_TOO_LONG');
  if ((event.reason === 'correction' || event.reason === 'other') && note === '') return refuse(state, 'NOTE_NEEDED');
  const { direction, reason, amountMinor } = event;
  const { shiftId } = stage.shift;
  const move = { movementId: context.mintId(), shiftId, direction, reason, note, amountMinor };
  return beginCall(situation, { kind: 'move_cash', move });
};

export const handOver: Handler<'shift_open', 'hand_over'> = ({ state, stage }, { to }) => {
  if (state.call) return refuse(state, 'CALL_WAITS');
  const { shiftId, operatorId: fromOperatorId } = stage.shift;
  return stay(state, [{ kind: 'hand_over', shiftId, fromOperatorId, to }]);
};

export const handedOver: Handler<'shift_open', 'handed_over'> = ({ state }, { shift, fromOperatorId }) => {
  const told = go(state, { status: 'shift_open', shift });
  // The same person again is no hand-over.
  if (shift.operatorId === fromOperatorId) return told;
  return { ...told, effects: [{ kind: 'print_hand_over', shift, fromOperatorId }] };
};

/** The X report tells the sum that is expected only to who may move cash. */
export const printX: Handler<'shift_open' | 'shift_counting', 'print_x'> = ({ state, stage, context }) => {
  if (state.call) return refuse(state, 'CALL_WAITS');
  const open = stage.status === 'shift_open';
  const showExpected = open && (context.operator?.rights.includes('cash.move') ?? false);
  return stay(state, [{ kind: 'read_x', shiftId: stage.shift.shiftId, showExpected }]);
};

export const xTold: Handler<'shift_open' | 'shift_counting', 'x_told'> = (situation, { shift }) => {
  const stage = { ...situation.stage, shift };
  const state: CounterState = { ...situation.state, stage };
  return beginDeed({ ...situation, state, stage }, 'report_printed', { reason: `x ${shift.shiftId}` });
};

export const beginCount: Handler<'shift_open', 'begin_count'> = ({ state, stage }) => {
  if (state.call) return refuse(state, 'CALL_WAITS');
  const counting: CounterState = { ...state, counts: new Map() };
  return stay(counting, [{ kind: 'begin_closing', shiftId: stage.shift.shiftId, reopen: false }]);
};

/** The drawer opens where the agent says that sales have stopped, so that it can be counted. */
export const countingBegun: Handler<'shift_open', 'shift_told'> = (situation, event) => {
  const told = shiftTold(situation, event);
  return event.shift?.status === 'closing' ? { ...told, effects: [{ kind: 'open_drawer' }] } : told;
};

export const reopen: Handler<'shift_counting' | 'shift_naming', 'reopen_shift'> = ({ state, stage }) =>
  stay({ ...state, counts: new Map() }, [{ kind: 'begin_closing', shiftId: stage.shift.shiftId, reopen: true }]);

/** What is not settled is looked up first: it is named before the shift closes. */
export const closeShift: Handler<'shift_counting', 'close_shift'> = ({ state, stage }) => {
  if (state.call) return refuse(state, 'CALL_WAITS');
  const { shift } = stage;
  return go(state, { status: 'shift_checking', shift }, [{ kind: 'read_unsettled', shiftId: shift.shiftId }]);
};

export const unsettledTold: Handler<'shift_checking', 'unsettled_told'> = (situation, { shift, unsettled }) => {
  const { state } = situation;
  if (shift.status === 'closed') return go(state, { status: 'shift_closed', shift });
  if (shift.openPaymentKeys.length > 0 || shift.unsent > 0) {
    return go(state, { status: 'shift_naming', shift, unsettled });
  }
  return close({ ...situation, stage: { status: 'shift_counting', shift } });
};

export const closeOver: Handler<'shift_naming', 'close_over'> = (situation) => close(situation);

/** The agent looks at the right and asks for an approval where the operator has it not. */
function close(situation: Situation<StageOf<'shift_counting'> | StageOf<'shift_naming'>>): CounterStep {
  const { stage, state } = situation;
  const { shift } = stage;
  return beginCall(
    { ...situation, state: { ...state, stage } },
    {
      kind: 'close_shift',
      shiftId: shift.shiftId,
      counts: countsOf(state.counts),
      takenOverPaymentKeys: shift.openPaymentKeys,
      takenOverUnsent: shift.unsent,
    },
  );
}

export const checkFailed: Handler<'shift_checking', 'ask_failed'> = ({ state, stage }, { notice }) => {
  const back: CounterState = { ...state, stage: { status: 'shift_counting', shift: stage.shift } };
  return refuse(back, notice.code, notice.params);
};

export const showEarlier = ({ state }: Situation): CounterStep => stay(state, [{ kind: 'list_shifts' }]);

export const shiftsTold = ({ state }: Situation, { shifts }: EventOf<'shifts_told'>): CounterStep =>
  go(state, { status: 'shift_earlier', shifts });

export const reprintShift: Handler<'shift_earlier' | 'shift_closed', 'reprint_shift'> = (situation, { shiftId }) => {
  const { state, stage } = situation;
  const shifts: readonly Shift[] = stage.status === 'shift_earlier' ? stage.shifts : [stage.shift];
  const shift = shifts.find((one) => one.shiftId === shiftId && one.status === 'closed');
  if (!shift) return refuse(state, 'SHIFT_NOT_FOUND');
  return beginDeed(situation, 'report_printed', { reason: `z_copy ${shiftId}` });
};
