/**
 * The contract's part about what an operator does beside the sale in hand: shift, journal of the day, queue, drawer,
 * training. Amounts are decimal texts of whole minor units; instants are milliseconds since the epoch, 0 for none.
 */
import { z } from 'zod';

const minor = z.string().regex(/^(0|-?[1-9][0-9]{0,11})$/);
const id = z.string().max(64);
const text = z.string().max(200);
const number = z.string().min(1).max(8);
const pin = z.string().min(1).max(12);
const proof = z.strictObject({ number, pin });
const row = z.strictObject({ kind: z.enum(['journal', 'pay', 'cancel', 'refund']), key: z.string().min(1).max(100) });

export const cashReasonSchema = z.enum(['change', 'bank', 'petty_cash', 'correction', 'other']);

const denominationCountSchema = z.strictObject({ denominationMinor: minor, count: z.number().int() });
const tenderSumSchema = z.strictObject({
  channel: z.string(),
  tender: z.string(),
  count: z.number().int(),
  amountMinor: minor,
});

const cardSumsSchema = z.strictObject({
  /** unionpay, visa, mastercard, amex, jcb, other. */
  scheme: z.string(),
  saleCount: z.number().int(),
  saleMinor: minor,
  refundCount: z.number().int(),
  refundMinor: minor,
});

/** 批结算 of the till's card terminal. */
export const cardSettlementSchema = z.strictObject({
  settlementId: z.string(),
  state: z.enum(['due', 'under_way', 'unknown', 'settled', 'differs', 'nothing']),
  /** What it waits for; '' where it waits for nothing. */
  reasonCode: z.string(),
  operator: z.string(),
  askedAtMs: z.number().int(),
  endedAtMs: z.number().int(),
  /** As the acquirer's side counts them. */
  batches: z.array(
    z.strictObject({
      cardTerminalId: z.string(),
      batch: z.number().int(),
      agrees: z.boolean(),
      debitCount: z.number().int(),
      debitMinor: minor,
      creditCount: z.number().int(),
      creditMinor: minor,
    }),
  ),
  /** This till's own. */
  own: z.array(cardSumsSchema),
  /** The first fifty. */
  differences: z.array(
    z.strictObject({
      keyEnd: z.string(),
      refund: z.boolean(),
      kind: z.enum(['missing_there', 'missing_here', 'amount']),
      hereMinor: minor.nullable(),
      thereMinor: minor.nullable(),
      maskedPan: z.string(),
      atMs: z.number().int(),
      receiptNo: z.string(),
    }),
  ),
  differenceCount: z.number().int(),
});

export const shiftSchema = z.strictObject({
  shiftId: z.string(),
  status: z.enum(['open', 'closing', 'closed']),
  openedBy: z.string(),
  operator: z.string(),
  businessDate: z.string(),
  openedAtMs: z.number().int(),
  closedAtMs: z.number().int(),
  floatMinor: minor,
  saleCount: z.number().int(),
  saleTotalMinor: minor,
  returnCount: z.number().int(),
  returnTotalMinor: minor,
  taken: z.array(tenderSumSchema),
  givenBack: z.array(tenderSumSchema),
  movedInMinor: minor,
  movedOutMinor: minor,
  /** Null while it is not to be seen. */
  expectedMinor: minor.nullable(),
  countedMinor: minor.nullable(),
  differenceMinor: minor.nullable(),
  openPaymentCount: z.number().int(),
  unsent: z.number().int(),
  unsentCashMinor: minor,
  cardSettlements: z.array(cardSettlementSchema),
});

export const unsettledSchema = z.strictObject({
  what: z.enum(['payment', 'journal', 'pay', 'cancel', 'refund']),
  key: z.string(),
  amountMinor: minor.nullable(),
  sinceMs: z.number().int(),
  reasonCode: z.string(),
});

export const listedSaleSchema = z.strictObject({
  receiptNo: z.string(),
  kind: z.enum(['sale', 'return']),
  terminalId: z.string(),
  operatorName: z.string(),
  completedAtMs: z.number().int(),
  totalMinor: minor,
  itemCount: z.number().int(),
  tenders: z.array(z.string()),
  unsent: z.boolean(),
});

const soldSchema = z.strictObject({
  receiptNo: z.string(),
  kind: z.enum(['sale', 'return']),
  operator: z.string(),
  completedAtMs: z.number().int(),
  totalMinor: minor,
  originalReceiptNo: z.string(),
  /** Slips of its cards that can be printed here. */
  slipCount: z.number().int(),
  lines: z.array(
    z.strictObject({
      lineNo: z.number().int(),
      nameZh: z.string(),
      nameEn: z.string(),
      quantity: z.number().int(),
      weightG: z.number().int(),
      unitPriceMinor: minor,
      amountMinor: minor,
      returnedQuantity: z.number().int(),
    }),
  ),
  tenders: z.array(
    z.strictObject({
      tender: z.string(),
      channel: z.string(),
      amountMinor: minor,
      offline: z.boolean(),
      keyEnd: z.string(),
    }),
  ),
});

const foundPaymentSchema = z.strictObject({
  keyEnd: z.string(),
  status: z.enum(['created', 'processing', 'awaiting_payer', 'unknown', 'reversing', 'paid', 'failed', 'closed']),
  channel: z.string(),
  amountMinor: minor,
  refundedMinor: minor,
  reasonCode: z.string(),
  updatedAtMs: z.number().int(),
  receiptNo: z.string(),
  confirmedByServer: z.boolean(),
});

const queueRowSchema = z.strictObject({
  kind: row.shape.kind,
  key: z.string(),
  terminalId: z.string(),
  recordedAtMs: z.number().int(),
  tries: z.number().int(),
  nextTryAtMs: z.number().int(),
  lastCode: z.string(),
});

/** Where the operator is, and what is shown there. */
export const placeSchema = z.discriminatedUnion('name', [
  z.strictObject({ name: z.literal('shift_asking') }),
  z.strictObject({ name: z.literal('shift_none') }),
  z.strictObject({ name: z.literal('shift_open'), shift: shiftSchema }),
  z.strictObject({ name: z.literal('shift_counting'), shift: shiftSchema }),
  z.strictObject({ name: z.literal('shift_checking'), shift: shiftSchema }),
  z.strictObject({ name: z.literal('shift_naming'), shift: shiftSchema, unsettled: z.array(unsettledSchema) }),
  z.strictObject({ name: z.literal('shift_closed'), shift: shiftSchema }),
  z.strictObject({ name: z.literal('shift_earlier'), shifts: z.array(shiftSchema) }),
  /** The till's card terminal. */
  z.strictObject({
    name: z.literal('cards'),
    /** What stands in no settled batch. */
    open: z.array(cardSumsSchema),
    /** The newest first, at most ten. */
    settlements: z.array(cardSettlementSchema),
    /** Taken offline, and not with the acquirer yet. */
    offlineCount: z.number().int(),
    offlineMinor: minor,
  }),
  z.strictObject({
    name: z.literal('day'),
    text: z.string(),
    allDates: z.boolean(),
    ownOnly: z.boolean(),
    sales: z.array(listedSaleSchema),
    more: z.boolean(),
  }),
  z.strictObject({ name: z.literal('day_sale'), sale: soldSchema }),
  z.strictObject({ name: z.literal('day_payment'), number: z.string(), found: foundPaymentSchema.nullable() }),
  z.strictObject({
    name: z.literal('queue'),
    waiting: z.array(queueRowSchema),
    dead: z.array(
      queueRowSchema.extend({ can: z.array(z.enum(['retry', 'correct', 'write_off'])), entryKind: z.string() }),
    ),
    alarms: z.array(
      z.strictObject({
        alarmId: z.number().int(),
        code: z.string(),
        details: z.string(),
        firstAtMs: z.number().int(),
        lastAtMs: z.number().int(),
        count: z.number().int(),
      }),
    ),
  }),
]);

export const counterSchema = z.strictObject({
  /** Null: the sale is in sight. */
  place: placeSchema.nullable(),
  /** The till's shift as it was told last; null: none runs, or none is known of. */
  running: z.strictObject({ operator: z.string(), openedAtMs: z.number().int(), counting: z.boolean() }).nullable(),
  /** Notes and coins of the currency, the largest first, with what was counted so far and its sum. */
  counts: z.array(denominationCountSchema),
  countedMinor: minor,
  /** The one call that the agent has not answered, or that waits for a second person. */
  call: z
    .strictObject({
      kind: z.enum([
        'open_shift',
        'move_cash',
        'close_shift',
        'settle_cards',
        'drawer',
        'reprint',
        'report',
        'training',
      ]),
      at: z.enum(['asked', 'kept', 'approval']),
      /** '' where none is wanted. */
      right: z.string(),
      amountMinor: minor.nullable(),
      sinceMs: z.number().int(),
      reasonCode: z.string(),
      operator: z.string(),
      canGiveUp: z.boolean(),
    })
    .nullable(),
  /** Since when the till trains; 0: it works. */
  trainingSinceMs: z.number().int(),
});

export const counterCommands = [
  /** Leads away from the sale in hand, which stays as it is; refused while a payment is in flight. */
  z.strictObject({ type: z.literal('counter_open'), place: z.enum(['shift', 'day', 'queue']) }),
  /** One step back, always safe. */
  z.strictObject({ type: z.literal('counter_leave') }),
  z.strictObject({ type: z.literal('counter_prove'), number, pin }),
  z.strictObject({ type: z.literal('counter_send_again') }),
  z.strictObject({ type: z.literal('counter_give_up') }),
  z.strictObject({
    type: z.literal('shift_count'),
    denominationMinor: minor,
    count: z.number().int().min(0).max(100_000),
  }),
  z.strictObject({ type: z.literal('shift_clear_counts') }),
  /** Without an amount: the float is the sum of what was counted. */
  z.strictObject({ type: z.literal('shift_open'), floatMinor: minor.optional() }),
  z.strictObject({
    type: z.literal('shift_move_cash'),
    direction: z.enum(['in', 'out']),
    reason: cashReasonSchema,
    note: text,
    amountMinor: minor,
  }),
  z.strictObject({ type: z.literal('shift_hand_over'), number, pin }),
  z.strictObject({ type: z.literal('shift_print_x') }),
  z.strictObject({ type: z.literal('shift_begin_count') }),
  z.strictObject({ type: z.literal('shift_reopen') }),
  z.strictObject({ type: z.literal('shift_close') }),
  /** The operator's word over what was named. */
  z.strictObject({ type: z.literal('shift_close_over') }),
  z.strictObject({ type: z.literal('shift_show_earlier') }),
  /** The card terminal since its last settlement, and its last settlements; once more where they are shown. */
  z.strictObject({ type: z.literal('cards_show') }),
  z.strictObject({ type: z.literal('cards_settle') }),
  z.strictObject({ type: z.literal('cards_print'), settlementId: id }),
  z.strictObject({ type: z.literal('shift_reprint'), shiftId: id }),
  z.strictObject({
    type: z.literal('day_search'),
    text: z.string().max(100),
    allDates: z.boolean(),
    ownOnly: z.boolean(),
  }),
  z.strictObject({ type: z.literal('day_more') }),
  z.strictObject({ type: z.literal('day_show_sale'), receiptNo: z.string().min(1).max(64) }),
  z.strictObject({ type: z.literal('day_reprint') }),
  z.strictObject({ type: z.literal('day_return') }),
  /** The slip of one payment or refund, marked as a copy; without a key those of the sale that is shown. */
  z.strictObject({ type: z.literal('slip_reprint'), key: id.optional() }),
  z.strictObject({ type: z.literal('day_find_payment'), number: z.string().min(1).max(64) }),
  z.strictObject({ type: z.literal('queue_refresh') }),
  z.strictObject({ type: z.literal('queue_sync') }),
  z.strictObject({ type: z.literal('queue_mend'), row, action: z.enum(['retry', 'correct']), reason: text }),
  z.strictObject({ type: z.literal('queue_write_off'), row, reason: text, first: proof, second: proof }),
  z.strictObject({ type: z.literal('queue_acknowledge'), alarmId: z.number().int().min(1) }),
  /** Without a sale; journalled before it opens. */
  z.strictObject({ type: z.literal('drawer_open'), reason: text }),
  z.strictObject({ type: z.literal('training_begin') }),
  z.strictObject({ type: z.literal('training_end') }),
] as const;

export type CounterShown = z.infer<typeof counterSchema>;
export type CounterPlaceShown = z.infer<typeof placeSchema>;
export type CardSettlementShown = z.infer<typeof cardSettlementSchema>;
export type CardReportShown = Omit<Extract<CounterPlaceShown, { name: 'cards' }>, 'name'>;
export type ShiftShown = z.infer<typeof shiftSchema>;
export type CounterCommand = z.infer<(typeof counterCommands)[number]>;

export const isCounterCommand = (command: { type: string }): command is CounterCommand =>
  counterCommandTypes.has(command.type);
const counterCommandTypes: ReadonlySet<string> = new Set(counterCommands.map(({ shape }) => shape.type.value));
