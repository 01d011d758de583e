/**
 * The one call in hand: what the agent is asked to do once, under an id that was minted here.
 *
 *   begin ─▶ asked ─answered─▶ (done)          asked ─refused for good─▶ (not done, said why)
 *     │        │  ▲
 *     │        │  └── send again, or the agent is back ──┐
 *     │        └─nobody answers─▶ kept ──────────────────┘
 *     └─▶ approval ─proved─▶ asked        approval ─Esc─▶ (not done)
 */
import { tillDeedRights } from '@qiantai/protos';
import type { CounterEffect, CounterStep, EventOf } from './events.ts';
import type { CallInHand, CallRequest, CardSettlement, CounterDeed, CounterState, Shift } from './model.ts';
import { go, refuse, type Situation, stay } from './situation.ts';

export function callIdOf(request: CallRequest): string {
  switch (request.kind) {
    case 'open_shift':
    case 'close_shift':
      return `${request.kind}:${request.shiftId}`;
    case 'move_cash':
      return request.move.movementId;
    case 'settle_cards':
      return request.settlementId;
    case 'deed':
      return request.deed.deedId;
  }
}

/** The right that a second person proves for it; undefined: anybody at the till may do it. */
export function rightOf(request: CallRequest): string | undefined {
  switch (request.kind) {
    case 'open_shift':
      return undefined;
    case 'move_cash':
      return 'cash.move';
    case 'close_shift':
      return 'shift.close_unsent';
    case 'settle_cards':
      return 'cards.settle';
    case 'deed':
      return tillDeedRights[request.deed.deed];
  }
}

export function beginCall({ state, context }: Situation, request: CallRequest): CounterStep {
  if (state.call) return refuse(state, 'CALL_WAITS');
  const operator = context.operator ?? { operatorId: '', rights: [] };
  const right = rightOf(request);
  // Whether money needs a second person is the agent's to say: it knows the caps. A deed's right stands beforehand.
  const wants = request.kind === 'deed' && right !== undefined && !operator.rights.includes(right);
  const call: CallInHand = {
    request,
    operatorId: operator.operatorId,
    sinceMs: context.nowMs,
    at: wants ? 'approval' : 'asked',
    reasonCode: '',
  };
  return stay({ ...state, call }, wants ? [] : [{ kind: 'send_call', call, proof: null }]);
}

export function beginDeed(
  situation: Situation,
  deed: CounterDeed['deed'],
  about: { reason?: string; receiptNo?: string } = {},
): CounterStep {
  const { context } = situation;
  return beginCall(situation, {
    kind: 'deed',
    deed: {
      deedId: context.mintId(),
      deed,
      reason: about.reason ?? '',
      receiptNo: about.receiptNo ?? '',
      approvalId: '',
      doneAtMs: context.nowMs,
    },
  });
}

export function prove({ state }: Situation, { proof }: EventOf<'prove'>): CounterStep {
  const { call } = state;
  if (call?.at !== 'approval') return refuse(state, 'NOT_NOW');
  const { request } = call;
  if (request.kind === 'deed') {
    const right = rightOf(request) ?? '';
    const note = request.deed.reason;
    return stay(state, [{ kind: 'approve', callId: callIdOf(request), right, note, proof }]);
  }
  return sent(state, call, proof);
}

export function approved({ state }: Situation, event: EventOf<'call_approved'>): CounterStep {
  const { call } = state;
  if (call?.request.kind !== 'deed' || callIdOf(call.request) !== event.callId) return stay(state);
  const request: CallRequest = { kind: 'deed', deed: { ...call.request.deed, approvalId: event.approvalId } };
  return sent(state, { ...call, request }, null);
}

/** By hand: also what another operator left. */
export function sendAgain({ state, context }: Situation): CounterStep {
  const { call } = state;
  if (call?.at !== 'kept') return refuse(state, 'NOT_NOW');
  const { request } = call;
  const trains =
    request.kind === 'deed' && (request.deed.deed === 'training_begun' || request.deed.deed === 'training_ended');
  // Somebody may have begun a sale since it was kept.
  if (trains && !context.saleIsEmpty) return refuse(state, 'FINISH_SALE_FIRST');
  return sent(state, call, null);
}

/** By itself: only the operator's own, and no deed, whose doing (a drawer that opens) nobody may expect any more. */
export function agentBack(situation: Situation): CounterStep {
  const { state, context, stage } = situation;
  const { call } = state;
  const reads: CounterEffect[] = stage.status === 'shift_asking' ? [{ kind: 'read_shift' }] : [];
  const own = call?.at === 'kept' && call.request.kind !== 'deed' && call.operatorId === context.operator?.operatorId;
  return own && call ? sent(state, call, null) : stay(state, reads);
}

/** What was not done, or a deed that stands or does not stand in the journal without having been done. */
export function giveUp({ state }: Situation): CounterStep {
  const { call } = state;
  if (!call) return stay(state);
  // A settlement is the agent's: it goes on there, whoever asked for it.
  const mayGo = call.request.kind === 'deed' || call.request.kind === 'settle_cards';
  if (call.at === 'approval' || (call.at === 'kept' && mayGo)) {
    return stay({ ...state, call: null });
  }
  return refuse(state, 'CALL_WAITS');
}

export function kept({ state }: Situation, event: EventOf<'call_kept'>): CounterStep {
  const call = inHand(state, event.callId);
  if (!call) return stay(state);
  const { reasonCode } = event;
  return refuse({ ...state, call: { ...call, at: 'kept', reasonCode } }, reasonCode);
}

export function wantsApproval({ state }: Situation, event: EventOf<'call_wants_approval'>): CounterStep {
  const call = inHand(state, event.callId);
  if (!call) return stay(state);
  const after: CounterState = { ...state, call: { ...call, at: 'approval', reasonCode: '' } };
  return event.notice ? refuse(after, event.notice.code, event.notice.params) : stay(after);
}

/** Refused for good. Where the shift is not as it was taken to be, it is read anew. */
export function refusedForGood({ state, stage }: Situation, event: EventOf<'call_refused'>): CounterStep {
  const call = inHand(state, event.callId);
  if (!call) return stay(state);
  const { code, params } = event.notice;
  const after: CounterState = { ...state, call: null };
  const { request } = call;
  const beside = request.kind === 'deed' || request.kind === 'settle_cards';
  if (beside || stage.status === 'away') return refuse(after, code, params);
  const names = code === 'SHIFT_HAS_UNSENT' || code === 'SHIFT_HAS_OPEN_PAYMENTS';
  if (names && 'shift' in stage && request.kind === 'close_shift') {
    const checking: CounterState = { ...after, stage: { status: 'shift_checking', shift: stage.shift } };
    return refuse(checking, code, params, [{ kind: 'read_unsettled', shiftId: request.shiftId }]);
  }
  return refuse({ ...after, stage: { status: 'shift_asking' } }, code, params, [{ kind: 'read_shift' }]);
}

export function answered({ state, stage }: Situation, event: EventOf<'call_answered'>): CounterStep {
  const call = inHand(state, event.callId);
  if (!call) return stay(state);
  const { request } = call;
  const after: CounterState = { ...state, call: null };
  if (request.kind === 'deed') return deedStands(after, request.deed);
  if (request.kind === 'settle_cards') {
    return stage.status === 'cards' && event.cards ? go(after, { status: 'cards', report: event.cards }) : stay(after);
  }
  const { shift } = event;
  if (!shift) return stay(after);
  const away = stage.status === 'away';
  switch (request.kind) {
    case 'open_shift': {
      const opened: CounterState = { ...after, counts: new Map() };
      return away ? stay(opened) : go(opened, { status: 'shift_open', shift });
    }
    case 'move_cash': {
      const effects: CounterEffect[] = [{ kind: 'open_drawer' }, { kind: 'print_movement', move: request.move, shift }];
      return away ? stay(after, effects) : go(after, { status: 'shift_open', shift }, effects);
    }
    case 'close_shift': {
      const effects: CounterEffect[] = [{ kind: 'print_report', report: 'z', shift }];
      const closed: CounterState = { ...after, counts: new Map() };
      return away ? stay(closed, effects) : go(closed, { status: 'shift_closed', shift }, effects);
    }
  }
}

/** It is in the journal: now it is done. */
function deedStands(state: CounterState, deed: CounterDeed): CounterStep {
  const { stage } = state;
  switch (deed.deed) {
    case 'drawer_opened':
      return stay(state, [{ kind: 'open_drawer' }]);
    case 'receipt_reprinted': {
      const [what, ...keys] = deed.reason.split(' ');
      if (what === 'slip') return stay(state, [{ kind: 'print_slips', keys }]);
      const { receiptNo } = deed;
      const record = stage.status === 'day_sale' ? stage.original.record : null;
      const wanted = record === null || record.receiptNo === receiptNo;
      return stay(state, wanted ? [{ kind: 'print_copy', receiptNo, record }] : []);
    }
    case 'report_printed': {
      const [report, shiftId] = deed.reason.split(' ');
      if (report === 'cards') {
        const settlement = settlementIn(state, shiftId ?? '');
        return stay(state, settlement ? [{ kind: 'print_cards', settlement }] : []);
      }
      const shift = shownShifts(state).find((one) => one.shiftId === shiftId);
      const kind = report === 'x' ? 'x' : 'z_copy';
      return stay(state, shift ? [{ kind: 'print_report', report: kind, shift }] : []);
    }
    case 'training_begun':
      return stay({ ...state, trainingSinceMs: deed.doneAtMs });
    case 'training_ended':
      return stay({ ...state, trainingSinceMs: 0 });
  }
}

export function settlementIn({ stage }: CounterState, settlementId: string): CardSettlement | undefined {
  return stage.status === 'cards'
    ? stage.report.settlements.find((one) => one.settlementId === settlementId)
    : undefined;
}

export function shownShifts({ stage }: CounterState): readonly Shift[] {
  if ('shift' in stage) return [stage.shift];
  return stage.status === 'shift_earlier' ? stage.shifts : [];
}

function sent(state: CounterState, before: CallInHand, proof: EventOf<'prove'>['proof'] | null): CounterStep {
  const call: CallInHand = { ...before, at: 'asked', reasonCode: '' };
  return stay({ ...state, call }, [{ kind: 'send_call', call, proof }]);
}

function inHand(state: CounterState, callId: string): CallInHand | null {
  return state.call && callIdOf(state.call.request) === callId ? state.call : null;
}
