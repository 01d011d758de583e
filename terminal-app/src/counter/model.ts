/**
 * What an operator does beside the sale in hand: shift, journal of the day, queue, drawer, training. Plain data.
 * Amounts are minor units, instants milliseconds.
 */
import type { ChannelName, PaymentStatusName, TenderName } from '@qiantai/protos';
import type { Original } from '../sale/model.ts';

export interface TenderSum {
  tender: TenderName;
  channel: ChannelName;
  count: number;
  amountMinor: bigint;
}

export interface DenominationCount {
  denominationMinor: bigint;
  count: number;
}

/** A shift as the agent reports it (shift.proto, ShiftReport). */
export interface Shift {
  shiftId: string;
  status: 'open' | 'closing' | 'closed';
  openedById: string;
  /** Who answers for the drawer now. */
  operatorId: string;
  businessDate: string;
  openedAtMs: number;
  /** 0 while it runs. */
  closedAtMs: number;
  floatMinor: bigint;
  saleCount: number;
  saleTotalMinor: bigint;
  returnCount: number;
  returnTotalMinor: bigint;
  taken: readonly TenderSum[];
  givenBack: readonly TenderSum[];
  movedInMinor: bigint;
  movedOutMinor: bigint;
  /** Null while it is not to be seen: counting is blind. */
  expectedMinor: bigint | null;
  countedMinor: bigint | null;
  differenceMinor: bigint | null;
  counts: readonly DenominationCount[];
  openPaymentKeys: readonly string[];
  unsent: number;
  unsentCashMinor: bigint;
  approvedById: string;
  /** Of the till's card terminal, with this shift. */
  cardSettlements: readonly CardSettlement[];
}

/** Cards of one scheme (unionpay, visa, …), sales and refunds apart. */
export interface CardSums {
  scheme: string;
  saleCount: number;
  saleMinor: bigint;
  refundCount: number;
  refundMinor: bigint;
}

/** A batch of the card terminal as the acquirer's side counts it, voided sales and their voids included. */
export interface CardBatch {
  cardTerminalId: string;
  batch: number;
  agrees: boolean;
  debitCount: number;
  debitMinor: bigint;
  creditCount: number;
  creditMinor: bigint;
}

/** A payment or refund that this till and the acquirer have otherwise. */
export interface CardDifference {
  key: string;
  refund: boolean;
  kind: 'missing_there' | 'missing_here' | 'amount';
  hereMinor: bigint | null;
  thereMinor: bigint | null;
  maskedPan: string;
  /** 0: not known here. */
  atMs: number;
  receiptNo: string;
}

export const cardSettlementStates = ['due', 'under_way', 'unknown', 'settled', 'differs', 'nothing'] as const;

/** A settlement of the card terminal (批结算) as the agent reports it (shift.proto, CardSettlement). */
export interface CardSettlement {
  settlementId: string;
  state: (typeof cardSettlementStates)[number];
  /** What it waits for. */
  reasonCode: string;
  operatorId: string;
  askedAtMs: number;
  endedAtMs: number;
  batches: readonly CardBatch[];
  own: readonly CardSums[];
  differences: readonly CardDifference[];
  differenceCount: number;
}

/** What stands in no settled batch, and the last settlements, the newest first. */
export interface CardReport {
  open: readonly CardSums[];
  settlements: readonly CardSettlement[];
  offlineCount: number;
  offlineMinor: bigint;
}

/** One thing that is not settled: a payment without an end, or an entry that the server does not have. */
export interface Unsettled {
  what: 'payment' | 'journal' | 'pay' | 'cancel' | 'refund';
  key: string;
  /** Null where it has none, or none is known. */
  amountMinor: bigint | null;
  /** 0: not known. */
  sinceMs: number;
  reasonCode: string;
}

export interface CashMovement {
  movementId: string;
  shiftId: string;
  direction: 'in' | 'out';
  reason: CashReason;
  note: string;
  amountMinor: bigint;
}
export const cashReasons = ['change', 'bank', 'petty_cash', 'correction', 'other'] as const;
export type CashReason = (typeof cashReasons)[number];

/** A deed of this folder as the agent journals it; `what` also says what is done once it stands there. */
export interface CounterDeed {
  deedId: string;
  deed: 'drawer_opened' | 'receipt_reprinted' | 'report_printed' | 'training_begun' | 'training_ended';
  reason: string;
  receiptNo: string;
  approvalId: string;
  doneAtMs: number;
}

/** What the agent is asked to do once; its id is minted here and is the same on every retry. */
export type CallRequest =
  | { kind: 'open_shift'; shiftId: string; floatMinor: bigint }
  | { kind: 'move_cash'; move: CashMovement }
  | {
      kind: 'close_shift';
      shiftId: string;
      counts: readonly DenominationCount[];
      takenOverPaymentKeys: readonly string[];
      takenOverUnsent: number;
    }
  | { kind: 'settle_cards'; settlementId: string }
  | { kind: 'deed'; deed: CounterDeed };

/**
 * The one call in hand. `asked`: sent, no answer yet. `kept`: nobody answered; it is sent again under the same id.
 * `approval`: the agent (or the operator's rights) want a second person; it was not done.
 */
export interface CallInHand {
  request: CallRequest;
  operatorId: string;
  sinceMs: number;
  at: 'asked' | 'kept' | 'approval';
  reasonCode: string;
}

export interface ListedSale {
  receiptNo: string;
  saleId: string;
  kind: 'sale' | 'return';
  terminalId: string;
  operatorName: string;
  completedAtMs: number;
  totalMinor: bigint;
  itemCount: number;
  tenders: readonly string[];
  unsent: boolean;
}

export interface DayQuery {
  text: string;
  /** Every business date that the agent holds, not the shift's or today's alone. */
  allDates: boolean;
  ownOnly: boolean;
}

export interface DayList {
  query: DayQuery;
  sales: readonly ListedSale[];
  more: boolean;
}

/** A payment that was looked for by a number on the customer's phone. */
export interface FoundPayment {
  paymentKey: string;
  status: PaymentStatusName;
  tender: TenderName;
  channel: ChannelName | '';
  amountMinor: bigint;
  refundedMinor: bigint;
  reasonCode: string;
  channelTransactionId: string;
  updatedAtMs: number;
  /** '' where its sale was never completed. */
  receiptNo: string;
  confirmedByServer: boolean;
}

export type QueueKind = 'journal' | 'pay' | 'cancel' | 'refund';
export interface QueueRow {
  kind: QueueKind;
  key: string;
  terminalId: string;
  status: string;
  recordedAtMs: number;
  unansweredCount: number;
  rejectedCount: number;
  /** 0: as soon as the line is there. */
  nextTryAtMs: number;
  lastCode: string;
}
export interface DeadRow extends QueueRow {
  can: ReadonlyArray<'retry' | 'correct' | 'write_off'>;
  entryKind: string;
}
export interface Alarm {
  alarmId: number;
  code: string;
  details: string;
  firstAtMs: number;
  lastAtMs: number;
  count: number;
}
export interface Queue {
  waiting: readonly QueueRow[];
  dead: readonly DeadRow[];
  alarms: readonly Alarm[];
}

/** A second person, or the next one: number and PIN. It passes through and is kept nowhere. */
export interface Proof {
  number: string;
  pin: string;
}

export type CounterStage =
  /** The sale is in sight. */
  | { status: 'away' }
  | { status: 'shift_asking' }
  | { status: 'shift_none' }
  | { status: 'shift_open'; shift: Shift }
  /** Sales have stopped, the drawer is being counted. */
  | { status: 'shift_counting'; shift: Shift }
  /** The count is done; what is not settled is being looked up. */
  | { status: 'shift_checking'; shift: Shift }
  /** It is not settled: named one by one, waiting for the operator's word. */
  | { status: 'shift_naming'; shift: Shift; unsettled: readonly Unsettled[] }
  | { status: 'shift_closed'; shift: Shift }
  | { status: 'shift_earlier'; shifts: readonly Shift[] }
  | { status: 'cards'; report: CardReport }
  | { status: 'day'; list: DayList }
  | { status: 'day_sale'; list: DayList; original: Original }
  | { status: 'day_payment'; list: DayList; number: string; found: FoundPayment | null }
  | { status: 'queue'; queue: Queue };

export interface CounterState {
  stage: CounterStage;
  call: CallInHand | null;
  /** What was counted so far, by the denomination; kept on the disk until the shift is closed. */
  counts: ReadonlyMap<bigint, number>;
  /** Since when the till trains; 0: it works. */
  trainingSinceMs: number;
}

export type StageOf<Status extends CounterStage['status']> = Extract<CounterStage, { status: Status }>;
