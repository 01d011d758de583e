/** One state for each stage of the counter, and one event of each kind. */
import { SeededRandom } from '@qiantai/foundation';
import { IdMint } from '@qiantai/protos';
import { samples as saleSamples } from '../sale/test-samples.ts';
import { callIdOf } from './calls.ts';
import type { CounterEvent } from './events.ts';
import type {
  CallInHand,
  CallRequest,
  CardReport,
  CardSettlement,
  CounterStage,
  CounterState,
  Queue,
  Shift,
} from './model.ts';
import type { CounterContext } from './situation.ts';

export const nowMs = Date.UTC(2026, 0, 1, 2);

export const idleCounter: CounterState = {
  stage: { status: 'away' },
  call: null,
  counts: new Map(),
  trainingSinceMs: 0,
};

const mintOf = (seed: number | string) => new IdMint({ nowMs: () => nowMs }, new SeededRandom(seed));

export function testContext(seed: number | string = 1, part: Partial<CounterContext> = {}): CounterContext {
  const mint = mintOf(seed);
  return {
    nowMs,
    operator: { operatorId: 'O1', rights: ['sell', 'drawer.open'] },
    mintId: () => mint.uuid7(),
    saleRests: true,
    saleIsEmpty: true,
    paymentsOpen: false,
    hasSlip: () => true,
    ...part,
  };
}

const ids = mintOf('ids');
export const shift: Shift = {
  shiftId: ids.uuid7(),
  status: 'open',
  openedById: 'O1',
  operatorId: 'O1',
  businessDate: '2026-01-01',
  openedAtMs: nowMs - 3_600_000,
  closedAtMs: 0,
  floatMinor: 50_000n,
  saleCount: 3,
  saleTotalMinor: 4_500n,
  returnCount: 1,
  returnTotalMinor: 200n,
  taken: [
    { tender: 'cash', channel: 'cash', count: 2, amountMinor: 2_500n },
    { tender: 'payment_code', channel: 'wechat', count: 1, amountMinor: 2_000n },
  ],
  givenBack: [{ tender: 'cash', channel: 'cash', count: 1, amountMinor: 200n }],
  movedInMinor: 10_000n,
  movedOutMinor: 5_000n,
  expectedMinor: null,
  countedMinor: null,
  differenceMinor: null,
  counts: [],
  openPaymentKeys: [],
  unsent: 0,
  unsentCashMinor: 0n,
  approvedById: '',
  cardSettlements: [],
};
export const closedShift: Shift = {
  ...shift,
  status: 'closed',
  closedAtMs: nowMs,
  expectedMinor: 57_300n,
  countedMinor: 57_000n,
  differenceMinor: -300n,
  counts: [
    { denominationMinor: 10_000n, count: 5 },
    { denominationMinor: 1_000n, count: 7 },
  ],
};
const cardIds = mintOf('cards');
export const settled: CardSettlement = {
  settlementId: cardIds.uuid7(),
  state: 'settled',
  reasonCode: '',
  operatorId: 'O1',
  askedAtMs: nowMs - 60_000,
  endedAtMs: nowMs - 58_000,
  batches: [
    {
      ...{ cardTerminalId: '10000001', batch: 7, agrees: true, debitCount: 12, debitMinor: 123_450n },
      ...{ creditCount: 1, creditMinor: 5_000n },
    },
  ],
  own: [
    { scheme: 'unionpay', saleCount: 9, saleMinor: 100_000n, refundCount: 1, refundMinor: 5_000n },
    { scheme: 'visa', saleCount: 3, saleMinor: 23_450n, refundCount: 0, refundMinor: 0n },
  ],
  differences: [],
  differenceCount: 0,
};
export const differing: CardSettlement = {
  ...settled,
  settlementId: cardIds.uuid7(),
  state: 'differs',
  batches: settled.batches.map((batch) => ({ ...batch, batch: 8, agrees: false })),
  differences: [
    {
      ...{ key: cardIds.uuid7(), refund: false, kind: 'missing_there', hereMinor: 5_290n, thereMinor: null },
      ...{ maskedPan: '622202*********0018', atMs: nowMs - 600_000, receiptNo: 'S1-T2-20260101-0041' },
    },
    {
      ...{ key: cardIds.uuid7(), refund: true, kind: 'missing_here', hereMinor: null, thereMinor: 250n },
      ...{ maskedPan: '', atMs: 0, receiptNo: '' },
    },
    {
      ...{ key: cardIds.uuid7(), refund: false, kind: 'amount', hereMinor: 1_000n, thereMinor: 100n },
      ...{ maskedPan: '424242******4242', atMs: nowMs - 900_000, receiptNo: '' },
    },
  ],
  differenceCount: 14,
};
export const due: CardSettlement = {
  ...{ ...settled, settlementId: cardIds.uuid7(), state: 'due', reasonCode: 'CARDS_LINE_DOWN', endedAtMs: 0 },
  ...{ batches: [], own: [] },
};
export const cardReport: CardReport = {
  open: settled.own,
  settlements: [differing, settled],
  offlineCount: 2,
  offlineMinor: 3_300n,
};
const owing: Shift = { ...shift, status: 'closing', openPaymentKeys: [ids.uuid7()], unsent: 2, unsentCashMinor: 900n };
const queue: Queue = {
  waiting: [],
  dead: [],
  alarms: [{ alarmId: 1, code: 'A', details: '', firstAtMs: nowMs, lastAtMs: nowMs, count: 1 }],
};

export function callOf(request: CallRequest, at: CallInHand['at'] = 'asked'): CallInHand {
  return { request, operatorId: 'O1', sinceMs: nowMs, at, reasonCode: '' };
}

export function deedOf(
  deed: Extract<CallRequest, { kind: 'deed' }>['deed']['deed'],
  about: { reason?: string; receiptNo?: string } = {},
): CallRequest {
  const { reason = '', receiptNo = '' } = about;
  return { kind: 'deed', deed: { deedId: ids.uuid7(), deed, reason, receiptNo, approvalId: '', doneAtMs: nowMs } };
}

export const openRequest: CallRequest = { kind: 'open_shift', shiftId: shift.shiftId, floatMinor: 50_000n };
export const moveRequest: CallRequest = {
  kind: 'move_cash',
  move: {
    movementId: ids.uuid7(),
    shiftId: shift.shiftId,
    direction: 'out',
    reason: 'bank',
    note: '',
    amountMinor: 60_000n,
  },
};
export const closeRequest: CallRequest = {
  kind: 'close_shift',
  shiftId: shift.shiftId,
  counts: [],
  takenOverPaymentKeys: owing.openPaymentKeys,
  takenOverUnsent: 2,
};

export function counterSamples() {
  const { original } = saleSamples().stages.choosing_return;
  const list = {
    query: { text: '', allDates: false, ownOnly: true },
    sales: [
      {
        receiptNo: original.record.receiptNo,
        saleId: original.record.saleId,
        kind: 'sale' as const,
        terminalId: 'T1',
        operatorName: '小王',
        completedAtMs: nowMs,
        totalMinor: 400n,
        itemCount: 2,
        tenders: ['cash'],
        unsent: false,
      },
    ],
    more: true,
  };
  const stages: { readonly [Status in CounterStage['status']]: Extract<CounterStage, { status: Status }> } = {
    away: { status: 'away' },
    shift_asking: { status: 'shift_asking' },
    shift_none: { status: 'shift_none' },
    shift_open: { status: 'shift_open', shift },
    shift_counting: { status: 'shift_counting', shift: { ...shift, status: 'closing' } },
    shift_checking: { status: 'shift_checking', shift: { ...shift, status: 'closing' } },
    shift_naming: { status: 'shift_naming', shift: owing, unsettled: [] },
    shift_closed: { status: 'shift_closed', shift: closedShift },
    shift_earlier: { status: 'shift_earlier', shifts: [closedShift] },
    cards: { status: 'cards', report: cardReport },
    day: { status: 'day', list },
    day_sale: { status: 'day_sale', list, original },
    day_payment: { status: 'day_payment', list, number: '42', found: null },
    queue: { status: 'queue', queue },
  };
  const row = { kind: 'pay' as const, key: 'K1' };
  const proof = { number: '9', pin: '9999' };
  const notice = { code: 'AGENT_GONE', params: {} };
  const callId = callIdOf(moveRequest);
  const events: readonly CounterEvent[] = [
    { kind: 'open_place', place: 'shift' },
    { kind: 'open_place', place: 'day' },
    { kind: 'open_place', place: 'queue' },
    { kind: 'leave_place' },
    { kind: 'count', denominationMinor: 10_000n, count: 3 },
    { kind: 'clear_counts' },
    { kind: 'open_shift', floatMinor: 50_000n },
    { kind: 'move_cash', direction: 'out', reason: 'bank', note: '', amountMinor: 5_000n },
    { kind: 'hand_over', to: proof },
    { kind: 'print_x' },
    { kind: 'begin_count' },
    { kind: 'reopen_shift' },
    { kind: 'close_shift' },
    { kind: 'close_over' },
    { kind: 'show_earlier' },
    { kind: 'show_cards' },
    { kind: 'settle_cards' },
    { kind: 'print_cards', settlementId: settled.settlementId },
    { kind: 'reprint_shift', shiftId: shift.shiftId },
    { kind: 'search_day', query: list.query },
    { kind: 'more_day' },
    { kind: 'show_sale', receiptNo: original.record.receiptNo },
    { kind: 'reprint_sale' },
    { kind: 'return_sale' },
    { kind: 'find_payment', number: '4200001234' },
    { kind: 'refresh_queue' },
    { kind: 'sync_now' },
    { kind: 'mend', row, action: 'retry', reason: 'mended' },
    { kind: 'write_off', row, reason: 'gone', first: proof, second: { number: '8', pin: '8888' } },
    { kind: 'acknowledge_alarm', alarmId: 1 },
    { kind: 'open_drawer', reason: 'change' },
    { kind: 'reprint_last', receiptNo: 'R1' },
    { kind: 'reprint_slips', key: '' },
    { kind: 'reprint_slips', key: 'K1' },
    { kind: 'begin_training' },
    { kind: 'end_training' },
    { kind: 'prove', proof },
    { kind: 'send_again' },
    { kind: 'give_up_call' },
    { kind: 'scan', code: '4200001234567' },
    { kind: 'shift_told', shift: null },
    { kind: 'shift_told', shift },
    { kind: 'shift_told', shift: { ...shift, status: 'closing' } },
    { kind: 'unsettled_told', shift: { ...shift, status: 'closing' }, unsettled: [] },
    { kind: 'unsettled_told', shift: owing, unsettled: [] },
    { kind: 'x_told', shift },
    { kind: 'handed_over', shift: { ...shift, operatorId: 'O2' }, fromOperatorId: 'O1' },
    { kind: 'shifts_told', shifts: [closedShift] },
    { kind: 'cards_told', report: cardReport },
    { kind: 'sales_told', query: list.query, sales: list.sales, more: false, isNext: true },
    { kind: 'sale_told', original },
    { kind: 'sale_told', original: null },
    { kind: 'payment_told', number: '42', found: null },
    { kind: 'queue_told', queue },
    { kind: 'ask_failed', notice },
    { kind: 'call_answered', callId, shift },
    { kind: 'call_kept', callId, reasonCode: 'AGENT_GONE' },
    { kind: 'call_refused', callId, notice },
    { kind: 'call_wants_approval', callId, notice: null },
    { kind: 'call_approved', callId, approvalId: ids.uuid7() },
    { kind: 'agent_back' },
    { kind: 'session_lost' },
  ];
  const state = (stage: CounterStage, part: Partial<CounterState> = {}): CounterState => ({
    ...idleCounter,
    stage,
    ...part,
  });
  return { stages, events, state, owing };
}
