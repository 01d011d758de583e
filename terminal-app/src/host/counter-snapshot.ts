/** What a screen sees of the counter. Pure. */
import type { Currency } from '@qiantai/protos';
import type { CounterPlaceShown, CounterShown, ShiftShown } from '../contract/counter-contract.ts';
import { rightOf } from '../counter/calls.ts';
import { countedMinor, denominationsOf } from '../counter/denominations.ts';
import type { CallInHand, CounterState, QueueRow, Shift } from '../counter/model.ts';
import { cardReportShown, settlementShown } from './card-snapshot.ts';

export interface CounterSeen {
  state: CounterState;
  currency: Currency;
  /** The id itself where nobody has it any more. */
  operatorName(operatorId: string): string;
  running: Shift | null;
  hasSlip(key: string): boolean;
}

export function counterShown(seen: CounterSeen): CounterShown {
  const { state, currency } = seen;
  return {
    place: placeOf(seen),
    running: seen.running && {
      operator: seen.operatorName(seen.running.operatorId),
      openedAtMs: seen.running.openedAtMs,
      counting: seen.running.status === 'closing',
    },
    counts: denominationsOf(currency).map((denominationMinor) => ({
      denominationMinor: String(denominationMinor),
      count: state.counts.get(denominationMinor) ?? 0,
    })),
    countedMinor: String(countedMinor(state.counts)),
    call: state.call && callShown(state.call, seen),
    trainingSinceMs: state.trainingSinceMs,
  };
}

function placeOf(seen: CounterSeen): CounterPlaceShown | null {
  const { stage } = seen.state;
  switch (stage.status) {
    case 'away':
      return null;
    case 'shift_asking':
    case 'shift_none':
      return { name: stage.status };
    case 'shift_open':
    case 'shift_counting':
    case 'shift_checking':
    case 'shift_closed':
      return { name: stage.status, shift: shiftShown(stage.shift, seen) };
    case 'shift_naming':
      return {
        name: 'shift_naming',
        shift: shiftShown(stage.shift, seen),
        unsettled: stage.unsettled.map((one) => ({
          ...one,
          amountMinor: one.amountMinor === null ? null : String(one.amountMinor),
        })),
      };
    case 'cards':
      return { name: 'cards', ...cardReportShown(stage.report, seen) };
    case 'shift_earlier':
      return { name: 'shift_earlier', shifts: stage.shifts.map((shift) => shiftShown(shift, seen)) };
    case 'day':
      return { name: 'day', ...dayShown(stage.list) };
    case 'day_sale':
      return { name: 'day_sale', sale: soldShown(stage.original, seen) };
    case 'day_payment':
      return { name: 'day_payment', number: stage.number, found: stage.found && foundShown(stage.found) };
    case 'queue': {
      const { waiting, dead, alarms } = stage.queue;
      return {
        name: 'queue',
        waiting: waiting.map(rowShown),
        dead: dead.map((row) => ({ ...rowShown(row), can: [...row.can], entryKind: row.entryKind })),
        alarms: alarms.map((alarm) => ({ ...alarm })),
      };
    }
  }
}

type StageWith<Status extends CounterState['stage']['status']> = Extract<CounterState['stage'], { status: Status }>;

function dayShown({ query, sales, more }: StageWith<'day'>['list']) {
  return {
    ...query,
    sales: sales.map(({ saleId: _saleId, totalMinor, tenders, ...sale }) => ({
      ...sale,
      totalMinor: String(totalMinor),
      tenders: [...tenders],
    })),
    more,
  };
}

function soldShown(
  { record, returnedQuantity }: StageWith<'day_sale'>['original'],
  { operatorName, hasSlip }: CounterSeen,
) {
  const { receiptNo, kind, completedAtMs, totalMinor, originalReceiptNo = '' } = record;
  return {
    ...{ receiptNo, kind, completedAtMs, totalMinor, originalReceiptNo },
    slipCount: record.tenders.filter(({ key }) => hasSlip(key)).length,
    operator: operatorName(record.operatorId),
    lines: record.lines.map((line) => ({
      lineNo: line.lineNo,
      nameZh: line.nameZh,
      nameEn: line.nameEn,
      quantity: line.quantity,
      weightG: line.weightG ?? 0,
      unitPriceMinor: line.unitPriceMinor,
      amountMinor: line.amountMinor,
      returnedQuantity: returnedQuantity.get(line.lineNo) ?? 0,
    })),
    tenders: record.tenders.map(({ tender, channel, amountMinor, offline, key }) => {
      return { tender, channel, amountMinor, offline, keyEnd: endOf(key) };
    }),
  };
}

function foundShown(found: NonNullable<StageWith<'day_payment'>['found']>) {
  const { status, channel, reasonCode, updatedAtMs, receiptNo, confirmedByServer } = found;
  return {
    ...{ status, channel, reasonCode, updatedAtMs, receiptNo, confirmedByServer },
    keyEnd: endOf(found.paymentKey),
    amountMinor: String(found.amountMinor),
    refundedMinor: String(found.refundedMinor),
  };
}

function rowShown(row: QueueRow) {
  const { kind, key, terminalId, recordedAtMs, nextTryAtMs, lastCode } = row;
  return { kind, key, terminalId, recordedAtMs, nextTryAtMs, lastCode, tries: row.unansweredCount + row.rejectedCount };
}

function shiftShown(shift: Shift, { operatorName }: CounterSeen): ShiftShown {
  const { shiftId, status, businessDate, openedAtMs, closedAtMs, saleCount, returnCount, unsent } = shift;
  const sums = (side: Shift['taken']) => side.map((sum) => ({ ...sum, amountMinor: String(sum.amountMinor) }));
  const maybe = (minor: bigint | null) => (minor === null ? null : String(minor));
  return {
    ...{ shiftId, status, businessDate, openedAtMs, closedAtMs, saleCount, returnCount, unsent },
    openedBy: operatorName(shift.openedById),
    operator: operatorName(shift.operatorId),
    floatMinor: String(shift.floatMinor),
    saleTotalMinor: String(shift.saleTotalMinor),
    returnTotalMinor: String(shift.returnTotalMinor),
    taken: sums(shift.taken),
    givenBack: sums(shift.givenBack),
    movedInMinor: String(shift.movedInMinor),
    movedOutMinor: String(shift.movedOutMinor),
    expectedMinor: maybe(shift.expectedMinor),
    countedMinor: maybe(shift.countedMinor),
    differenceMinor: maybe(shift.differenceMinor),
    openPaymentCount: shift.openPaymentKeys.length,
    unsentCashMinor: String(shift.unsentCashMinor),
    cardSettlements: shift.cardSettlements.map((settlement) => settlementShown(settlement, operatorName)),
  };
}

type ShownCall = NonNullable<CounterShown['call']>;

function callShown(call: CallInHand, { operatorName }: CounterSeen): ShownCall {
  const { request, at, sinceMs, reasonCode } = call;
  return {
    ...callKind(request),
    ...{ at, sinceMs, reasonCode },
    right: at === 'approval' ? (rightOf(request) ?? '') : '',
    operator: operatorName(call.operatorId),
    canGiveUp: at === 'approval' || (at === 'kept' && (request.kind === 'deed' || request.kind === 'settle_cards')),
  };
}

function callKind(request: CallInHand['request']): Pick<ShownCall, 'kind' | 'amountMinor'> {
  switch (request.kind) {
    case 'open_shift':
      return { kind: 'open_shift', amountMinor: String(request.floatMinor) };
    case 'move_cash':
      return { kind: 'move_cash', amountMinor: String(request.move.amountMinor) };
    case 'close_shift':
    case 'settle_cards':
      return { kind: request.kind, amountMinor: null };
    case 'deed':
      return { kind: deedKinds[request.deed.deed], amountMinor: null };
  }
}

const deedKinds = {
  drawer_opened: 'drawer',
  receipt_reprinted: 'reprint',
  report_printed: 'report',
  training_begun: 'training',
  training_ended: 'training',
} as const satisfies Record<Extract<CallInHand['request'], { kind: 'deed' }>['deed']['deed'], ShownCall['kind']>;

/** The last group of a key: enough to tell it from the others, short enough to read out. */
const endOf = (key: string): string => key.slice(-12);
