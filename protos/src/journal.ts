/**
 * A terminal's journal: what an entry holds, how it is hashed and chained. The agent writes it, the server
 * proves it; both go by this file, and the payloads are checked by these schemas on both sides.
 *
 * hash = SHA-256 of the canonical JSON (foundation, canonical-json.ts) of {clockOffsetMs, entryId, kind,
 * payload, previousHash, recordedAtMs, sequence, terminalId}; previousHash and hash in lower-case
 * hexadecimal; the first entry's previousHash is 64 zeros. The signature is ECDSA P-256 with SHA-256 over
 * the 32 bytes of the hash, in the form r‖s of 64 bytes (IEEE P1363), by the agent's device key.
 */
import { canonicalJson, type JsonValue, textHash } from '@qiantai/foundation';
import { z } from 'zod';
import { channels, tenders } from './enums.ts';
import { uuid7Schema } from './ids.ts';
import { currencySchema, minorTextSchema, signedMinorTextSchema } from './money.ts';
import { terminalOrderMovedSchema } from './terminal-order.ts';

export const businessDateSchema = z.string().regex(/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/);
const instantMs = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const counted = z.number().int().min(0).max(1_000_000);
const shortText = z.string().max(200);
const idText = z.string().min(1).max(64);

/** Stands for an article on a line that is sold by its price alone. */
export const noArticleId = '-';

/** A tip is a line by its price alone under this name: no goods, no tax, no promotion. */
export const tipNames = { zh: '小费', en: 'Tip' } as const;

export const isTipLine = ({ articleId, nameZh }: { articleId: string; nameZh: string }): boolean =>
  articleId === noArticleId && nameZh === tipNames.zh;

export const saleLineSchema = z.strictObject({
  lineNo: z.number().int().min(1).max(10_000),
  /** `noArticleId` on a line that is sold by its price alone. */
  articleId: idText,
  barcode: z.string().max(64),
  nameZh: shortText,
  nameEn: shortText,
  /** Whole pieces; always positive, the record's kind says which way they go. */
  quantity: z.number().int().min(1).max(1_000_000),
  /** Of one piece; of 1,000 g where `weightG` stands. */
  unitPriceMinor: signedMinorTextSchema,
  /**
   * quantity × unitPriceMinor − discountMinor; with `weightG`: weightG × unitPriceMinor ÷ 1,000, half up, less
   * discountMinor, and the quantity is 1; with `codePriceMinor`: that price less discountMinor, quantity 1.
   */
  amountMinor: signedMinorTextSchema,
  weightG: z.number().int().min(1).max(1_000_000).optional(),
  /** The price that a price barcode gave. */
  codePriceMinor: minorTextSchema.optional(),
  /** What promotions take off this line; those of the whole sale are spread over its lines. */
  discountMinor: minorTextSchema.optional(),
  promotionIds: z.array(idText).max(20).optional(),
  taxCode: idText.optional(),
  taxRateBasisPoints: z.number().int().min(0).max(10_000).optional(),
  /** Held in the amount: amount × rate ÷ (10,000 + rate), half up. */
  taxMinor: signedMinorTextSchema.optional(),
  /** The article's price where a person set another one, which is `unitPriceMinor`. */
  listPriceMinor: signedMinorTextSchema.optional(),
  /** The part of `discountMinor` that persons took off, the rounding of the sale's total included. */
  manualDiscountMinor: minorTextSchema.optional(),
  /** It came back from the customer within a sale: its amount (and tax) is the negative of what it would be. */
  isBack: z.literal(true).optional(),
  /** For what comes back of a receipt, by a return or within a sale: the line of the original. */
  originalLineNo: z.number().int().min(1).max(10_000).optional(),
});

export const saleTenderSchema = z.strictObject({
  /** The payment key, or for a return the refund key. */
  key: uuid7Schema,
  /** For a return: the payment it goes back to, where there is one. */
  originalPaymentKey: uuid7Schema.optional(),
  tender: z.enum(tenders),
  channel: z.enum(channels),
  amountMinor: minorTextSchema,
  tenderedMinor: minorTextSchema.optional(),
  changeMinor: minorTextSchema.optional(),
  offline: z.boolean(),
});

/** A sale or a return as it was completed. */
export const saleRecordSchema = z.strictObject({
  kind: z.enum(['sale', 'return']),
  saleId: uuid7Schema,
  orderNo: idText,
  receiptNo: idText,
  merchantId: idText,
  storeId: idText,
  terminalId: idText,
  operatorId: idText,
  businessDate: businessDateSchema,
  currency: currencySchema,
  startedAtMs: instantMs,
  completedAtMs: instantMs,
  lines: z.array(saleLineSchema).min(1).max(2000),
  /** Sum of the lines; for a return the sum given back. */
  totalMinor: signedMinorTextSchema,
  tenders: z.array(saleTenderSchema).max(20),
  originalReceiptNo: idText.optional(),
  originalSaleId: uuid7Schema.optional(),
  /** The version of the settings that every line was sold by. */
  settingsVersion: z.number().int().min(0).optional(),
  shiftId: uuid7Schema.optional(),
  /** A number of another system that the sale carries, such as the invoice of a till roll. */
  externalRef: z.string().max(64).optional(),
  /** What of the lines' manual discounts came from rounding the total down. */
  roundingMinor: minorTextSchema.optional(),
  customer: z.strictObject({ memberNo: idText.optional(), phone: z.string().max(20).optional() }).optional(),
  note: shortText.optional(),
  /** Which approvals allowed what the operator had no right for (`approval.given`). */
  approvalIds: z.array(uuid7Schema).max(50).optional(),
});
export type SaleRecord = z.infer<typeof saleRecordSchema>;
export type SaleLineRecord = z.infer<typeof saleLineSchema>;
export type SaleTenderRecord = z.infer<typeof saleTenderSchema>;

/** What is done at a till beside sales and payments, and its right where it has one. */
export const tillDeedRights = {
  line_deleted: 'line.delete',
  drawer_opened: 'drawer.open',
  receipt_reprinted: undefined,
  sale_held: undefined,
  sale_recalled: undefined,
  training_begun: undefined,
  training_ended: undefined,
  age_confirmed: undefined,
  age_refused: undefined,
  report_printed: undefined,
} as const;
export type TillDeedName = keyof typeof tillDeedRights;

export const tillDeedSchema = z.strictObject({
  deedId: uuid7Schema,
  deed: z.enum(Object.keys(tillDeedRights) as [TillDeedName, ...TillDeedName[]]),
  operatorId: idText,
  businessDate: businessDateSchema,
  approvalId: uuid7Schema.optional(),
  saleId: uuid7Schema.optional(),
  receiptNo: idText.optional(),
  articleId: idText.optional(),
  quantity: z.number().int().min(1).max(1_000_000).optional(),
  amountMinor: signedMinorTextSchema.optional(),
  reason: shortText.optional(),
  doneAtMs: instantMs,
});
export type TillDeed = z.infer<typeof tillDeedSchema>;

/**
 * Rights of operators at a till beside those of its agent (offline.*, queue.*, shift.*, cash.move, cards.settle): what the operator
 * does not have, another one may approve.
 */
export const tillRights = [
  'line.delete',
  'line.discount',
  'cart.discount',
  'price.change',
  'line.back',
  'sale.by_price',
  'sale.round',
  'return.without_receipt',
  'refund.over_limit',
  'drawer.open',
  'devices.set_up',
] as const;
export type TillRight = (typeof tillRights)[number];

const paymentFacts = {
  paymentKey: uuid7Schema,
  saleId: uuid7Schema,
  orderNo: idText,
  amountMinor: minorTextSchema,
  orderTotalMinor: minorTextSchema,
  currency: currencySchema,
  operatorId: idText,
  businessDate: businessDateSchema,
};

/**
 * What may stand in a journal. `requested` entries are intents, written before anything is sent; the
 * `taken`, `handed_back` and `completed` entries are facts, which the server always accepts.
 * No payload holds card data or a payment code: those stand encrypted in the agent's queue while needed.
 */
export const journalPayloadSchemas = {
  'operator.signed_in': z.strictObject({ operatorId: idText, businessDate: businessDateSchema }),
  'operator.signed_out': z.strictObject({ operatorId: idText }),
  'payment.requested': z.strictObject({
    ...paymentFacts,
    tender: z.enum(tenders),
    channel: z.enum(channels).optional(),
    maskedPan: z.string().max(23).optional(),
    requestedAtMs: instantMs,
  }),
  'payment.refused_offline': z.strictObject({ paymentKey: uuid7Schema, reasonCode: idText }),
  'payment.resulted': z.strictObject({
    paymentKey: uuid7Schema,
    status: z.enum(['paid', 'failed', 'closed']),
    channel: z.enum(channels).optional(),
    amountMinor: minorTextSchema,
    currency: currencySchema,
    channelTransactionId: z.string().max(64),
    reasonCode: z.string().max(64),
    serverVersion: z.number().int().min(0),
  }),
  'payment.cancel_requested': z.strictObject({ paymentKey: uuid7Schema, reasonCode: idText }),
  'cash.taken': z.strictObject({
    ...paymentFacts,
    tenderedMinor: minorTextSchema,
    changeMinor: minorTextSchema,
    offline: z.boolean(),
    takenAtMs: instantMs,
  }),
  'cash.handed_back': z.strictObject({
    refundKey: uuid7Schema,
    returnSaleId: uuid7Schema,
    paymentKey: uuid7Schema.optional(),
    amountMinor: minorTextSchema,
    currency: currencySchema,
    operatorId: idText,
    businessDate: businessDateSchema,
    handedBackAtMs: instantMs,
  }),
  'refund.requested': z.strictObject({
    refundKey: uuid7Schema,
    returnSaleId: uuid7Schema,
    paymentKey: uuid7Schema,
    amountMinor: minorTextSchema,
    currency: currencySchema,
    operatorId: idText,
    businessDate: businessDateSchema,
    reason: z.string().max(200),
    requestedAtMs: instantMs,
  }),
  'refund.refused_offline': z.strictObject({ refundKey: uuid7Schema, reasonCode: idText }),
  'refund.resulted': z.strictObject({
    refundKey: uuid7Schema,
    status: z.enum(['succeeded', 'failed']),
    amountMinor: minorTextSchema,
    currency: currencySchema,
    reasonCode: z.string().max(64),
    serverVersion: z.number().int().min(0),
  }),
  'sale.completed': saleRecordSchema,
  'approval.given': z.strictObject({
    approvalId: uuid7Schema,
    right: z.string().min(1).max(40),
    operatorId: idText,
    approvedById: idText,
    by: z.enum(['pin', 'card']),
    saleId: uuid7Schema.optional(),
    note: shortText,
    givenAtMs: instantMs,
  }),
  'till.deed': tillDeedSchema,
  /** What persons did with an order that was pushed to the terminal. */
  'terminal_order.moved': terminalOrderMovedSchema,
  'sale.abandoned': z.strictObject({ saleId: uuid7Schema, operatorId: idText, reasonCode: idText }),
  /** A fact: the goods are gone, the card's money is still to come. */
  'card.taken_offline': z.strictObject({
    ...paymentFacts,
    maskedPan: z.string().max(23),
    brand: idText,
    entryMode: z.enum(['chip', 'contactless', 'magnetic']),
    /** The line was up, and an operator worked offline all the same. */
    forced: z.boolean(),
    /** Version of the settings that the limits came from. */
    settingsVersion: z.number().int().min(0),
    takenAtMs: instantMs,
  }),
  'offline.mode_changed': z.strictObject({
    mode: z.enum(['automatic', 'forced']),
    operatorId: idText,
    reason: shortText,
    changedAtMs: instantMs,
  }),
  'shift.opened': z.strictObject({
    shiftId: uuid7Schema,
    operatorId: idText,
    businessDate: businessDateSchema,
    currency: currencySchema,
    floatMinor: minorTextSchema,
    openedAtMs: instantMs,
  }),
  /** A fact: cash that went into or out of the drawer beside sales. */
  'cash.moved': z.strictObject({
    movementId: uuid7Schema,
    shiftId: uuid7Schema,
    direction: z.enum(['in', 'out']),
    reason: z.enum(['change', 'bank', 'petty_cash', 'correction', 'other']),
    note: shortText,
    amountMinor: minorTextSchema,
    currency: currencySchema,
    operatorId: idText,
    approvedById: idText.optional(),
    businessDate: businessDateSchema,
    movedAtMs: instantMs,
  }),
  'shift.handed_over': z.strictObject({
    shiftId: uuid7Schema,
    fromOperatorId: idText,
    toOperatorId: idText,
    handedOverAtMs: instantMs,
  }),
  /** A fact: what was counted. expected = float + taken − handedBack + movedIn − movedOut. */
  'shift.closed': z.strictObject({
    shiftId: uuid7Schema,
    operatorId: idText,
    businessDate: businessDateSchema,
    currency: currencySchema,
    floatMinor: minorTextSchema,
    takenMinor: minorTextSchema,
    handedBackMinor: minorTextSchema,
    movedInMinor: minorTextSchema,
    movedOutMinor: minorTextSchema,
    expectedMinor: signedMinorTextSchema,
    countedMinor: minorTextSchema,
    /** counted − expected */
    differenceMinor: signedMinorTextSchema,
    counts: z
      .array(z.strictObject({ denominationMinor: minorTextSchema, count: z.number().int().min(0).max(100_000) }))
      .max(50),
    /** What waited for the server when it closed, named and taken over by a person. */
    unsentCount: z.number().int().min(0),
    unsentMinor: minorTextSchema,
    unknownPaymentKeys: z.array(uuid7Schema).max(100),
    approvedById: idText.optional(),
    closedAtMs: instantMs,
  }),
  /** A fact: how a batch of the till's card terminal ended (批结算), and what its own book has otherwise. */
  'cards.settled': z.strictObject({
    settlementId: uuid7Schema,
    shiftId: uuid7Schema.optional(),
    operatorId: idText,
    asked: z.enum(['shift', 'hand']),
    /** `differs`: the acquirer counts otherwise, or this till's book does. */
    outcome: z.enum(['agrees', 'differs']),
    currency: currencySchema,
    batches: z
      .array(
        z.strictObject({
          /** ISO 8583 field 41. */
          cardTerminalId: idText,
          batch: z.number().int().min(1).max(999_999),
          agrees: z.boolean(),
          /** Of all terminals that share it, voided sales included. */
          debitCount: counted,
          debitMinor: minorTextSchema,
          /** Refunds and voids. */
          creditCount: counted,
          creditMinor: minorTextSchema,
        }),
      )
      .max(20),
    /** This terminal's own, by the card's scheme. */
    own: z
      .array(
        z.strictObject({
          scheme: idText,
          saleCount: counted,
          saleMinor: minorTextSchema,
          refundCount: counted,
          refundMinor: minorTextSchema,
        }),
      )
      .max(20),
    /** The first of them; `differenceCount` counts all. */
    differences: z
      .array(
        z.strictObject({
          key: uuid7Schema,
          refund: z.boolean(),
          kind: z.enum(['missing_there', 'missing_here', 'amount']),
          hereMinor: minorTextSchema.optional(),
          thereMinor: minorTextSchema.optional(),
        }),
      )
      .max(50),
    differenceCount: counted,
    settledAtMs: instantMs,
  }),
  /** What persons did with a row that the server had refused for good. */
  'queue.mended': z.strictObject({
    queueKind: z.enum(['journal', 'pay', 'cancel', 'refund']),
    key: z.string().min(1).max(100),
    action: z.enum(['retry', 'correct', 'write_off']),
    /** For an entry of a journal: the hash that it claims. Who corrects it vouches for its place in the chain. */
    entryHash: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .optional(),
    operatorId: idText,
    /** Writing off takes two. */
    secondOperatorId: idText.optional(),
    reason: shortText,
    mendedAtMs: instantMs,
  }),
  /** The journal took up entries that the server held and this store did not (a restored backup, a cloned disk). */
  'journal.rebased': z.strictObject({
    /** The first sequence at which the two went apart. */
    atSequence: z.number().int().min(1),
    /** Entries of this store that were put aside there, and stand again behind this one. */
    movedCount: z.number().int().min(0),
    restoredCount: z.number().int().min(0),
    rebasedAtMs: instantMs,
  }),
  /** The first entry that a new device signs after it took over a sealed export. */
  'agent.taken_over': z.strictObject({
    fromAgentId: idText,
    toAgentId: idText,
    sealHash: z.string().regex(/^[0-9a-f]{64}$/),
    takenOverAtMs: instantMs,
  }),
} as const;

export type JournalKind = keyof typeof journalPayloadSchemas;
export type JournalPayload<K extends JournalKind = JournalKind> = z.infer<(typeof journalPayloadSchemas)[K]>;

/** An entry as it is stored, sent and hashed. */
export interface JournalEntry<K extends JournalKind = JournalKind> {
  entryId: string;
  terminalId: string;
  /** 1 for the first, then without gaps. */
  sequence: number;
  kind: K;
  recordedAtMs: number;
  clockOffsetMs: number;
  payload: JournalPayload<K>;
  /** 64 hexadecimal characters. */
  previousHash: string;
  hash: string;
  /** 128 hexadecimal characters. */
  signature: string;
}

export const firstPreviousHash = '0'.repeat(64);

/**
 * Written out, as every append waits for it: the canonical JSON of the members in the order of their names.
 * @param payloadJson the payload's canonical JSON, where it is at hand
 * @throws TypeError for a number that is not a safe integer
 */
export function journalEntryHash(
  entry: Omit<JournalEntry, 'hash' | 'signature' | 'payload'> & { payload?: unknown },
  payloadJson: string = canonicalJson(entry.payload as JsonValue),
): string {
  const { clockOffsetMs, entryId, kind, previousHash, recordedAtMs, sequence, terminalId } = entry;
  const text = JSON.stringify;
  return textHash(
    `{"clockOffsetMs":${canonicalJson(clockOffsetMs)},"entryId":${text(entryId)},"kind":${text(kind)},` +
      `"payload":${payloadJson},"previousHash":${text(previousHash)},"recordedAtMs":${canonicalJson(recordedAtMs)},` +
      `"sequence":${canonicalJson(sequence)},"terminalId":${text(terminalId)}}`,
  );
}

/**
 * Whether every text of a payload can be stored: the server's database takes no NUL, and no half of a surrogate pair.
 * Canonical JSON writes both as \u escapes, so a text without one needs no closer look.
 */
export function storableJson(payloadJson: string, payload: unknown): boolean {
  return !payloadJson.includes('\\u') || storable(payload);
}

function storable(value: unknown): boolean {
  if (typeof value === 'string') return value.isWellFormed() && !value.includes('\0');
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([name, member]) => storable(name) && storable(member));
}
