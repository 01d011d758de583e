/**
 * The one contract between the till's host and any screen: an Electron window, a browser, a test.
 * The host pushes snapshots; a screen sends commands. Both are checked by these schemas at the border, in the frames of
 * frames.ts.
 * This folder imports nothing of the project.
 *
 * Amounts are decimal texts of whole minor units; instants are milliseconds since the epoch.
 */
import { z } from 'zod';
import { counterCommands, counterSchema } from './counter-contract.ts';
import { channelSchema, lastEndedSchema, paymentSchema, resultSchema, tenderSchema } from './payment-contract.ts';

export { channelSchema, paymentPhaseSchema, tenderSchema } from './payment-contract.ts';

const minor = z.string().regex(/^(0|-?[1-9][0-9]{0,11})$/);
const wholeMinor = z.string().regex(/^(0|[1-9][0-9]{0,11})$/);
const code = z.string().min(1).max(2048);
const codeWord = z.string().regex(/^[A-Z][A-Z0-9_]{0,63}$/);

export const languageSchema = z.enum(['zh', 'en']);
export const viewSchema = z.enum([
  'starting',
  'agent_gone',
  'sign_in',
  'sale',
  'tender',
  'payment',
  'result',
  'return_lookup',
  'return_lines',
  'refund',
  // Beside the sale in hand: `counter.place` says where.
  'counter',
]);

/** A sentence for the cashier: a key of the catalogue of words, and what to put into it. */
export const messageSchema = z.strictObject({
  code: codeWord,
  params: z.record(z.string(), z.string()).default({}),
});

export const articleSchema = z.strictObject({
  articleId: z.string(),
  barcode: z.string(),
  nameZh: z.string(),
  nameEn: z.string(),
  /** Of one piece; of 1,000 g where it is sold by weight. */
  unitPriceMinor: minor,
  soldByWeight: z.boolean(),
  picture: z.string(),
});

/** What a person takes off: one of the two is 0. */
export const manualDiscountSchema = z.strictObject({ amountMinor: minor, basisPoints: z.number().int() });

export const lineSchema = z.strictObject({
  lineNo: z.number().int(),
  articleId: z.string(),
  barcode: z.string(),
  nameZh: z.string(),
  nameEn: z.string(),
  quantity: z.number().int(),
  unitPriceMinor: minor,
  /** After what promotions take off. */
  amountMinor: minor,
  /** 0: not weighed. */
  weightG: z.number().int(),
  /** Its code said what it costs. */
  codePriced: z.boolean(),
  /** What is off in all: by promotions and by persons. */
  discountMinor: minor,
  /** The part of it that persons took off, of this line, of the whole sale, and by rounding. */
  manualDiscountMinor: minor,
  /** What a person takes off this line; null: nothing. */
  manual: manualDiscountSchema.nullable(),
  /** The article's price where a person set another one; '' where nobody did. */
  listPriceMinor: minor.or(z.literal('')),
  /** It comes back from the customer: its amount is below zero. */
  isBack: z.boolean(),
  /** Sold by its price alone, without an article. */
  byPrice: z.boolean(),
  promotions: z.array(z.strictObject({ nameZh: z.string(), nameEn: z.string() })),
});

export const partSchema = z.strictObject({
  key: z.string(),
  tender: tenderSchema,
  channel: channelSchema,
  amountMinor: minor,
  offline: z.boolean(),
});

export const returnLineSchema = z.strictObject({
  originalLineNo: z.number().int(),
  articleId: z.string(),
  nameZh: z.string(),
  nameEn: z.string(),
  unitPriceMinor: minor,
  /** 0: not weighed. */
  weightG: z.number().int(),
  soldQuantity: z.number().int(),
  returnedQuantity: z.number().int(),
  chosenQuantity: z.number().int(),
  /** What goes back for those. */
  chosenMinor: minor,
});

export const customerSchema = z.strictObject({ memberNo: z.string(), phone: z.string() });

export const questionSchema = z.discriminatedUnion('kind', [
  /** A second person with this right allows the deed, or it is not done. */
  z.strictObject({
    kind: z.literal('approval'),
    right: z.string(),
    /** The article that it is about; '' for the whole sale. */
    nameZh: z.string(),
    nameEn: z.string(),
    /** Of money that goes back: what may still go back today, and whose limit that is. */
    overLimit: z
      .strictObject({ of: z.enum(['operator', 'store']), leftMinor: wholeMinor, wantedMinor: wholeMinor })
      .optional(),
  }),
  z.strictObject({
    kind: z.literal('age'),
    ageMin: z.number().int(),
    nameZh: z.string(),
    nameEn: z.string(),
  }),
]);

export const heldCartSchema = z.strictObject({
  saleId: z.string(),
  operatorName: z.string(),
  heldAtMs: z.number().int(),
  /** Of an earlier business date. */
  isOld: z.boolean(),
  itemCount: z.number().int(),
  totalMinor: minor,
  /** The first few. */
  lines: z.array(z.strictObject({ nameZh: z.string(), nameEn: z.string(), quantity: z.number().int() })),
  lineCount: z.number().int(),
  customer: customerSchema.nullable(),
  note: z.string(),
});

export const deviceKindSchema = z.enum(['scanner', 'reader', 'printer', 'drawer', 'speaker', 'scale', 'pole']);

/** What a person sets up at a till; the drawer is on its printer's plug. */
export const deviceRoleSchema = deviceKindSchema.exclude(['drawer']);
const deviceOptionsSchema = z.record(z.string().max(40), z.union([z.string().max(200), z.number(), z.boolean()]));

export const weightSchema = z.strictObject({
  kind: z.enum(['stable', 'unstable', 'overload', 'negative', 'no_answer', 'not_connected']),
  /** 0 unless it is stable. */
  weightG: z.number().int(),
});

/** What a device said to its test; the screen has the words for each. */
export const deviceAnswerSchema = z.strictObject({
  kind: z.enum([
    'reader_info',
    'reader_swipes',
    'terminal_there',
    'terminal_keys',
    'terminal_totals',
    'terminal_refused',
    'terminal_silent',
  ]),
  params: z.record(z.string().max(40), z.string().max(80)),
});

export const foundDeviceSchema = z.strictObject({
  address: z.string(),
  name: z.string(),
  /** What it is likely for, likeliest first. */
  roles: z.array(deviceRoleSchema),
});

export const pushedOrderSchema = z.strictObject({
  orderId: z.string(),
  /** `taken_up`: here, and left, such as by a power cut. */
  status: z.enum(['waiting', 'taken_up']),
  title: z.string(),
  /** `merchant`, or `app:NAME`. */
  source: z.string(),
  externalRef: z.string(),
  totalMinor: minor,
  itemCount: z.number().int(),
  /** The first of them. */
  lines: z.array(z.strictObject({ name: z.string(), quantity: z.number().int() })),
  lineCount: z.number().int(),
  createdAtMs: z.number().int(),
  expiresAtMs: z.number().int(),
});

export const snapshotSchema = z.strictObject({
  revision: z.number().int(),
  view: viewSchema,
  language: languageSchema,
  till: z.strictObject({
    terminalId: z.string(),
    tillName: z.string(),
    storeName: z.string(),
    merchantName: z.string(),
    currency: z.string(),
    /** Digits after the decimal point. */
    exponent: z.number().int(),
  }),
  operators: z.array(z.strictObject({ operatorId: z.string(), number: z.string(), name: z.string() })),
  operator: z.strictObject({ operatorId: z.string(), name: z.string(), rights: z.array(z.string()) }).nullable(),
  connection: z.strictObject({
    agent: z.boolean(),
    online: z.boolean(),
    /** Since when the agent is gone, by the till's clock; 0 while it is there. */
    goneSinceMs: z.number().int(),
    /** What the till took by itself and the agent does not have yet. */
    ownRecords: z.number().int(),
    waiting: z.number().int(),
    oldestAgeMs: z.number().int(),
    waitingAmountMinor: minor,
    reasonCode: z.string(),
    /** An operator works offline at this till although the line may be up. */
    forced: z.boolean(),
    /** Cards that were taken offline in this store, and what this till may still take. */
    cards: z.strictObject({
      waiting: z.number().int(),
      waitingMinor: minor,
      oldestAgeMs: z.number().int(),
      leftMinor: minor,
      leftCount: z.number().int(),
      /** -1: no time ends it. */
      leftMs: z.number().int(),
      /** Why none may be taken whatever card it is; empty where one may. */
      reasonCode: z.string(),
    }),
    /** A newer version of the till that its keepers would have it run; empty: none. Nothing installs itself. */
    update: z.string(),
  }),
  devices: z.array(
    z.strictObject({
      kind: deviceKindSchema,
      state: z.enum(['absent', 'connected', 'disconnected', 'fault']),
      reasonCode: z.string(),
      lastSeenMs: z.number().int(),
      /** For a person who looks after devices; absent where the host tells nothing of it. */
      health: z
        .strictObject({
          /** `none`, `serial:PATH`, …; '' for the drawer, which stands on its printer's plug. */
          address: z.string(),
          counters: z.record(z.string(), z.number()),
          /** Jobs that wait for it. */
          waiting: z.number().int(),
          /** What it said last, such as a code or a weight. */
          detail: z.string(),
          /** How it is set, by names of docs/devices.md. */
          options: deviceOptionsSchema,
        })
        .optional(),
    }),
  ),
  quickKeys: z.array(articleSchema),
  /** Shown to customers while nobody is served, by turns. */
  adverts: z.array(
    z.strictObject({
      advertId: z.string(),
      titleZh: z.string(),
      titleEn: z.string(),
      /** An emoji or the path of a picture. */
      picture: z.string(),
      seconds: z.number().int().min(1),
      validFromMs: z.number().int(),
      /** 0: without an end. */
      validUntilMs: z.number().int(),
    }),
  ),
  /** The last thing to tell the cashier outside a payment: an unknown code, a refused command. */
  notice: messageSchema.nullable(),
  sale: z.strictObject({
    saleId: z.string(),
    kind: z.enum(['sale', 'return']),
    lines: z.array(lineSchema),
    selectedLineNo: z.number().int().nullable(),
    /** Quantity for the next article, set before its scan. */
    nextQuantity: z.number().int(),
    itemCount: z.number().int(),
    totalMinor: minor,
    paidMinor: minor,
    dueMinor: minor,
    /** False while the price of these lines is being asked for; payment waits for it. */
    priced: z.boolean(),
    discounts: z.array(z.strictObject({ nameZh: z.string(), nameEn: z.string(), amountMinor: minor })),
    /** What a person takes off the whole sale; null: nothing. */
    manual: manualDiscountSchema.nullable(),
    /** What persons took off lines and sale, the rounding not counted. */
    manualDiscountMinor: minor,
    isRounded: z.boolean(),
    roundingMinor: minor,
    /** Part of the total. */
    tipMinor: minor,
    customer: customerSchema.nullable(),
    note: z.string(),
    parts: z.array(partSchema),
    originalReceiptNo: z.string(),
    /** The order that it is the sale of: its lines are fixed. */
    order: z
      .strictObject({ orderId: z.string(), externalRef: z.string(), title: z.string(), source: z.string() })
      .nullable(),
  }),
  /** Orders that were pushed to this till and are open, the oldest first; the one in hand is not among them. */
  orders: z.array(pushedOrderSchema),
  /** What the till asks and waits for, over its view; null: nothing. */
  question: questionSchema.nullable(),
  /** Carts on hold but the one in hand, those of earlier days first. */
  heldCarts: z.array(heldCartSchema),
  rules: z.strictObject({
    /** What a total may be rounded down to; 0: nothing is rounded. */
    roundToMinor: minor,
    /** `quick`: an amount is typed and paid. */
    saleMode: z.enum(['order', 'quick']),
    /** A tip may be chosen on the payment sheet. */
    tips: z.boolean(),
  }),
  returnLines: z.array(returnLineSchema),
  payment: paymentSchema.nullable(),
  result: resultSchema.nullable(),
  /** The last sale or return that was ended here, until the next one begins; null: none. */
  lastEnded: lastEndedSchema.nullable(),
  lastReceiptNo: z.string(),
  counter: counterSchema,
  /** The host's clock when this was made, for countdowns. */
  nowMs: z.number().int(),
});

const discountFields = {
  amountMinor: wholeMinor.optional(),
  basisPoints: z.number().int().min(1).max(10_000).optional(),
};

export const commandSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('sign_in'), number: z.string().max(8), pin: z.string().max(12) }),
  z.strictObject({ type: z.literal('sign_out') }),
  z.strictObject({ type: z.literal('set_language'), language: languageSchema }),
  /** Whatever a scanner, a wedge or a hand entered; what it does depends on the view. */
  z.strictObject({ type: z.literal('scan'), code, source: z.enum(['scanner', 'wedge', 'typed']) }),
  z.strictObject({ type: z.literal('search'), text: z.string().max(100) }),
  z.strictObject({
    type: z.literal('add_article'),
    articleId: z.string().max(64),
    /** Of goods sold by weight, typed by hand; absent: the scale is asked. */
    weightG: z.number().int().min(1).max(1_000_000).optional(),
  }),
  z.strictObject({ type: z.literal('set_next_quantity'), quantity: z.number().int().min(1).max(1_000_000) }),
  z.strictObject({ type: z.literal('select_line'), lineNo: z.number().int() }),
  z.strictObject({
    type: z.literal('change_quantity'),
    lineNo: z.number().int(),
    quantity: z.number().int().min(1).max(1_000_000),
  }),
  z.strictObject({ type: z.literal('remove_line'), lineNo: z.number().int() }),
  /** Neither amount nor basis points: what was taken off is put back. */
  z.strictObject({ type: z.literal('discount_line'), lineNo: z.number().int(), ...discountFields }),
  z.strictObject({ type: z.literal('discount_cart'), ...discountFields }),
  /** Without a price: the article's own again. */
  z.strictObject({ type: z.literal('change_price'), lineNo: z.number().int(), priceMinor: wholeMinor.optional() }),
  z.strictObject({ type: z.literal('mark_back'), lineNo: z.number().int(), isBack: z.boolean() }),
  z.strictObject({
    type: z.literal('sell_by_price'),
    name: z.string().min(1).max(60),
    priceMinor: wholeMinor,
    /** The code that nobody knew; '': none. */
    barcode: z.string().max(64),
  }),
  z.strictObject({ type: z.literal('round_total'), isOn: z.boolean() }),
  z.strictObject({ type: z.literal('hold_sale') }),
  /** What is in hand is held in its place. */
  z.strictObject({ type: z.literal('recall_held'), saleId: z.string().max(36) }),
  z.strictObject({ type: z.literal('discard_held'), saleId: z.string().max(36) }),
  z.strictObject({ type: z.literal('answer_age'), isOldEnough: z.boolean() }),
  /** A second person's number and PIN; an operator's card comes as a scan. */
  z.strictObject({ type: z.literal('approve'), number: z.string().max(8), pin: z.string().max(12) }),
  z.strictObject({ type: z.literal('leave_approval') }),
  z.strictObject({
    type: z.literal('set_customer'),
    memberNo: z.string().max(64),
    phone: z.string().max(20),
  }),
  z.strictObject({ type: z.literal('set_note'), text: z.string().max(200) }),
  /** What was chosen of a receipt comes back within a new sale. */
  z.strictObject({ type: z.literal('exchange') }),
  /** A number of another system to carry with the sale. */
  z.strictObject({ type: z.literal('set_external_ref'), text: z.string().max(64) }),
  z.strictObject({ type: z.literal('abandon_sale') }),
  /** An order that was pushed to this till becomes the sale in hand, which has to be empty. */
  z.strictObject({ type: z.literal('take_up_order'), orderId: z.string().min(1).max(36) }),
  z.strictObject({
    type: z.literal('refuse_order'),
    orderId: z.string().min(1).max(36),
    reason: z.string().min(1).max(200),
  }),
  /** One that was taken up here and left. The one in hand is put back by `abandon_sale`. */
  z.strictObject({ type: z.literal('put_back_order'), orderId: z.string().min(1).max(36) }),
  /** Opens the payment sheet, payment code armed. A total of zero completes the sale at once. */
  z.strictObject({ type: z.literal('begin_tender') }),
  z.strictObject({ type: z.literal('leave_tender') }),
  z.strictObject({
    type: z.literal('choose_tender'),
    tender: tenderSchema,
    /** For a QR: whose wallet. */
    channel: z.enum(['wechat', 'alipay', 'unionpay']).optional(),
    /** Absent: all that is due. */
    amountMinor: minor.optional(),
  }),
  z.strictObject({ type: z.literal('pay_cash'), tenderedMinor: minor, amountMinor: minor.optional() }),
  z.strictObject({ type: z.literal('ask_now') }),
  /** The number that the customer's phone shows finds the payment; what it says of it counts, not the number. */
  z.strictObject({ type: z.literal('find_payment'), number: z.string().min(6).max(64) }),
  /** Another QR code in place of the one that is over. */
  z.strictObject({ type: z.literal('try_again') }),
  /** Of a till that sells by amounts: the sale is this amount, and its payment begins. */
  z.strictObject({ type: z.literal('pay_amount'), amountMinor: wholeMinor }),
  /** On the payment sheet, before anything is paid; 0: none. */
  z.strictObject({ type: z.literal('set_tip'), amountMinor: wholeMinor }),
  z.strictObject({ type: z.literal('cancel_payment') }),
  /** The deliberate key that a declined or unknown result waits for; never sent for a scan. */
  z.strictObject({ type: z.literal('acknowledge_result') }),
  /** The deliberate key that takes a card offline, at the merchant's risk; never sent for a scan. */
  z.strictObject({ type: z.literal('take_offline') }),
  z.strictObject({ type: z.literal('set_offline_mode'), mode: z.enum(['automatic', 'forced']) }),
  z.strictObject({ type: z.literal('reprint') }),
  z.strictObject({ type: z.literal('begin_return') }),
  z.strictObject({ type: z.literal('find_receipt'), receiptNo: z.string().min(1).max(64) }),
  /** A return without its receipt: lines are scanned like a sale's, the money goes back in cash. */
  z.strictObject({ type: z.literal('return_without_receipt') }),
  z.strictObject({
    type: z.literal('choose_return_quantity'),
    originalLineNo: z.number().int(),
    quantity: z.number().int().min(0).max(1_000_000),
  }),
  /** Gives the money back: to the original's tenders, or in cash without a receipt. */
  z.strictObject({ type: z.literal('give_back') }),
  /** What the channel does not give back, out of the drawer; wants a right. */
  z.strictObject({ type: z.literal('refund_in_cash') }),
  z.strictObject({ type: z.literal('leave_return') }),
  z.strictObject({ type: z.literal('read_scale') }),
  /** The speaker says the last payment again, for one who did not hear it. */
  z.strictObject({ type: z.literal('replay_speech') }),
  /** The next three want the right devices.set_up. */
  z.strictObject({ type: z.literal('find_devices') }),
  z.strictObject({ type: z.literal('test_device'), kind: deviceKindSchema }),
  /** Durable with the reply. `none`: the till has no such device. */
  z.strictObject({
    type: z.literal('set_device'),
    role: deviceRoleSchema,
    address: z.string().min(1).max(300),
    options: deviceOptionsSchema,
  }),
  ...counterCommands,
]);

export const replySchema = z.discriminatedUnion('ok', [
  z.strictObject({
    ok: z.literal(true),
    articles: z.array(articleSchema).optional(),
    found: z.array(foundDeviceSchema).optional(),
    weight: weightSchema.optional(),
    answers: z.array(deviceAnswerSchema).optional(),
  }),
  z.strictObject({ ok: z.literal(false), error: messageSchema }),
]);

export type TillSnapshot = z.infer<typeof snapshotSchema>;
export type TillCommand = z.infer<typeof commandSchema>;
export type TillReply = z.infer<typeof replySchema>;
export type DeviceAnswer = z.infer<typeof deviceAnswerSchema>;
export type TillMessage = z.infer<typeof messageSchema>;
