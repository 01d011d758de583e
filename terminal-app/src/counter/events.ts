/** What can happen beside the sale, and what is then asked of the world. */
import type { SaleRecord } from '@qiantai/protos';
import type { Notice, Original } from '../sale/model.ts';
import type {
  CallInHand,
  CardReport,
  CardSettlement,
  CashMovement,
  CashReason,
  CounterState,
  DayQuery,
  FoundPayment,
  ListedSale,
  Proof,
  Queue,
  QueueKind,
  Shift,
  Unsettled,
} from './model.ts';

export type CounterPlace = 'shift' | 'day' | 'queue';

/** What an operator does. */
export type OperatorEvent =
  | { kind: 'open_place'; place: CounterPlace }
  /** One step back, always safe. */
  | { kind: 'leave_place' }
  | { kind: 'count'; denominationMinor: bigint; count: number }
  | { kind: 'clear_counts' }
  /** `floatMinor` null: the sum of what was counted. */
  | { kind: 'open_shift'; floatMinor: bigint | null }
  | { kind: 'move_cash'; direction: 'in' | 'out'; reason: CashReason; note: string; amountMinor: bigint }
  | { kind: 'hand_over'; to: Proof }
  | { kind: 'print_x' }
  | { kind: 'begin_count' }
  | { kind: 'reopen_shift' }
  | { kind: 'close_shift' }
  /** The operator's word over what is named. */
  | { kind: 'close_over' }
  | { kind: 'show_earlier' }
  | { kind: 'show_cards' }
  | { kind: 'settle_cards' }
  | { kind: 'print_cards'; settlementId: string }
  | { kind: 'reprint_shift'; shiftId: string }
  | { kind: 'search_day'; query: DayQuery }
  | { kind: 'more_day' }
  | { kind: 'show_sale'; receiptNo: string }
  | { kind: 'reprint_sale' }
  | { kind: 'return_sale' }
  | { kind: 'find_payment'; number: string }
  | { kind: 'refresh_queue' }
  | { kind: 'sync_now' }
  | { kind: 'mend'; row: RowName; action: 'retry' | 'correct'; reason: string }
  | { kind: 'write_off'; row: RowName; reason: string; first: Proof; second: Proof }
  | { kind: 'acknowledge_alarm'; alarmId: number }
  | { kind: 'open_drawer'; reason: string }
  /** A copy of the receipt that was printed last, from the sale's own view. */
  | { kind: 'reprint_last'; receiptNo: string }
  /** The slip of one payment; without a key those of the sale that is shown. */
  | { kind: 'reprint_slips'; key: string }
  | { kind: 'begin_training' }
  | { kind: 'end_training' }
  /** A second person proves himself for the call in hand. */
  | { kind: 'prove'; proof: Proof }
  | { kind: 'send_again' }
  /** The call in hand that was not done, or the deed whose doing is no longer wanted. */
  | { kind: 'give_up_call' }
  | { kind: 'scan'; code: string };

export interface RowName {
  kind: QueueKind;
  key: string;
}

export type WorldEvent =
  | { kind: 'shift_told'; shift: Shift | null }
  | { kind: 'unsettled_told'; shift: Shift; unsettled: readonly Unsettled[] }
  | { kind: 'x_told'; shift: Shift }
  | { kind: 'handed_over'; shift: Shift; fromOperatorId: string }
  | { kind: 'shifts_told'; shifts: readonly Shift[] }
  | { kind: 'cards_told'; report: CardReport }
  | { kind: 'sales_told'; query: DayQuery; sales: readonly ListedSale[]; more: boolean; isNext: boolean }
  | { kind: 'sale_told'; original: Original | null }
  | { kind: 'payment_told'; number: string; found: FoundPayment | null }
  | { kind: 'queue_told'; queue: Queue }
  | { kind: 'ask_failed'; notice: Notice }
  | { kind: 'call_answered'; callId: string; shift: Shift | null; cards?: CardReport }
  | { kind: 'call_kept'; callId: string; reasonCode: string }
  | { kind: 'call_refused'; callId: string; notice: Notice }
  | { kind: 'call_wants_approval'; callId: string; notice: Notice | null }
  | { kind: 'call_approved'; callId: string; approvalId: string }
  | { kind: 'agent_back' }
  | { kind: 'session_lost' };

export type CounterEvent = OperatorEvent | WorldEvent;
export type EventOf<Kind extends CounterEvent['kind']> = Extract<CounterEvent, { kind: Kind }>;

/** What is asked of the world; each that reads answers with one event. */
export type CounterEffect =
  | { kind: 'read_shift' }
  | { kind: 'read_unsettled'; shiftId: string }
  | { kind: 'read_x'; shiftId: string; showExpected: boolean }
  | { kind: 'hand_over'; shiftId: string; fromOperatorId: string; to: Proof }
  | { kind: 'begin_closing'; shiftId: string; reopen: boolean }
  | { kind: 'list_shifts' }
  | { kind: 'read_cards' }
  | { kind: 'list_sales'; query: DayQuery; beforeMs: number }
  | { kind: 'find_sale'; receiptNo: string }
  | { kind: 'find_payment'; number: string }
  | { kind: 'read_queue' }
  | { kind: 'sync_now' }
  | { kind: 'mend'; row: RowName; action: 'retry' | 'correct'; reason: string }
  | { kind: 'write_off'; row: RowName; reason: string; first: Proof; second: Proof }
  | { kind: 'acknowledge_alarm'; alarmId: number }
  | { kind: 'send_call'; call: CallInHand; proof: Proof | null }
  /** For a deed: an approval of its own comes first. */
  | { kind: 'approve'; callId: string; right: string; note: string; proof: Proof }
  | { kind: 'print_report'; report: 'x' | 'z' | 'z_copy'; shift: Shift }
  | { kind: 'print_cards'; settlement: CardSettlement }
  | { kind: 'print_movement'; move: CashMovement; shift: Shift }
  | { kind: 'print_hand_over'; shift: Shift; fromOperatorId: string }
  /** `record` null: of the sale that was completed last. */
  | { kind: 'print_copy'; receiptNo: string; record: SaleRecord | null }
  | { kind: 'print_slips'; keys: readonly string[] }
  | { kind: 'open_drawer' }
  | { kind: 'begin_return'; receiptNo: string };

export interface CounterStep {
  state: CounterState;
  effects: readonly CounterEffect[];
  refused?: Notice;
}

const operatorKinds: Readonly<Record<OperatorEvent['kind'], true>> = {
  open_place: true,
  leave_place: true,
  count: true,
  clear_counts: true,
  open_shift: true,
  move_cash: true,
  hand_over: true,
  print_x: true,
  begin_count: true,
  reopen_shift: true,
  close_shift: true,
  close_over: true,
  show_earlier: true,
  show_cards: true,
  settle_cards: true,
  print_cards: true,
  reprint_shift: true,
  search_day: true,
  more_day: true,
  show_sale: true,
  reprint_sale: true,
  return_sale: true,
  find_payment: true,
  refresh_queue: true,
  sync_now: true,
  mend: true,
  write_off: true,
  acknowledge_alarm: true,
  open_drawer: true,
  reprint_last: true,
  reprint_slips: true,
  begin_training: true,
  end_training: true,
  prove: true,
  send_again: true,
  give_up_call: true,
  scan: true,
};

export const isOperatorEvent = (event: CounterEvent): event is OperatorEvent =>
  Object.hasOwn(operatorKinds, event.kind);
