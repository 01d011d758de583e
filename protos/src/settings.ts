/**
 * Settings that go down from the server to a store's agent: what `SettingChange.value_json` holds, by kind.
 * The server writes them by these schemas, the agent checks them by the same.
 *
 * A setting stands at a scope of the merchant's tree (`settingScope`): the chain, a region (regions may lie in
 * regions), a store, a terminal. What counts at a terminal is the setting of its nearest scope that has one with
 * that kind and id; a change with an empty value removes the setting of its scope, so that the next wider one
 * counts again. Changes come in the order of their versions; within one application of new settings the removals
 * come first.
 */
import { canonicalJson, textHash } from '@qiantai/foundation';
import { z } from 'zod';
import { channels, tenders } from './enums.ts';

import { currencySchema, minorTextSchema, signedMinorTextSchema } from './money.ts';

const id = z.string().min(1).max(64);
const text = z.string().max(200);
const instantMs = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const basisPoints = z.number().int().min(0).max(10_000);
/** `HH:MM` of the store's day. */
const timeOfDay = z.string().regex(/^([01][0-9]|2[0-3]):[0-5][0-9]$/);
/** Leading digits of a card number. */
const cardDigits = z.string().regex(/^[0-9]{4,11}$/);
/** From an instant on, and before another one; absent: without an end. */
const validity = { validFromMs: instantMs, validUntilMs: instantMs.optional() };

/** What a code on an operator's card looks like: of chance, so that nobody guesses it, and nothing that a reader turns into keys. */
export const cardCodePattern = /^[\x21-\x7e]{26,128}$/;

/** How an operator's card is known (`operator.cardHash`). */
export function operatorCardHash(cardCode: string): string {
  return textHash(cardCode);
}

/** Where in the merchant's tree a setting stands, as it is written in `SettingChange.scope`. */
export const settingScope = {
  chain: '',
  region: (regionId: string) => `region/${regionId}`,
  store: (storeId: string) => `store/${storeId}`,
  terminal: (terminalId: string) => `terminal/${terminalId}`,
} as const;

/** What a change was, as 64 hexadecimal characters: the same version with another hash is of another history. */
export function settingChangeHash(change: {
  version: number;
  scope: string;
  kind: string;
  id: string;
  /** As it was sent. */
  valueJson: string;
}): string {
  const { version, scope, kind, id, valueJson } = change;
  return textHash(canonicalJson({ version, scope, kind, id, valueJson }));
}

export const settingValueSchemas = {
  /** `id` is the store's. */
  store: z.strictObject({
    storeId: id,
    merchantId: id,
    merchantName: text,
    name: text,
    nameEn: text,
    currency: currencySchema,
    receiptHeader: z.array(z.string().max(60)).max(10),
    receiptFooter: z.array(z.string().max(60)).max(10),
    /** The device name of the owner's cloud speaker; empty without one. */
    speakerDevice: z.string().max(64),
  }),
  /** `id` is the terminal's. */
  terminal: z.strictObject({
    terminalId: id,
    storeId: id,
    name: text,
    cardTerminalId: z.string().regex(/^[0-9A-Z]{8}$/),
  }),
  /** `id` is the operator's. */
  operator: z.strictObject({
    operatorId: id,
    /** What the operator types to sign in. */
    number: z.string().regex(/^[0-9]{1,8}$/),
    name: text,
    rights: z.array(z.string().max(40)),
    /** Argon2id in its PHC text form; never the PIN. */
    pinHash: z.string().startsWith('$argon2id$').max(200),
    /** SHA-256 of the code on the operator's card, in hexadecimal; the code is of chance, 26 characters or more. */
    cardHash: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .optional(),
  }),
  /** `id` is the article's. */
  article: z.strictObject({
    articleId: id,
    barcode: z.string().min(1).max(64),
    nameZh: text,
    nameEn: text,
    unitPriceMinor: signedMinorTextSchema,
    currency: currencySchema,
    unit: z.string().max(20),
    picture: text,
    /** Place among the quick keys, 1 is the first. */
    quickKey: z.number().int().min(1).max(100).optional(),
    /** Codes that sell the same article beside `barcode`. */
    moreBarcodes: z.array(z.string().min(1).max(64)).max(20).optional(),
    category: z.string().max(64).optional(),
    taxCode: id.optional(),
    /** The unit price is that of 1,000 g; what is sold is weighed. */
    soldByWeight: z.boolean().optional(),
    /** Years that the customer must have lived. */
    ageMin: z.number().int().min(1).max(30).optional(),
    /** False: not sold at this scope, whatever a wider one says. */
    sold: z.boolean().optional(),
  }),
  /** `id` is of its own. The price of an article within a time; the one that began last counts. */
  price: z.strictObject({
    articleId: id,
    unitPriceMinor: signedMinorTextSchema,
    currency: currencySchema,
    ...validity,
  }),
  /** `id` is the promotion's. */
  promotion: z.strictObject({
    promotionId: id,
    nameZh: text,
    nameEn: text,
    ...validity,
    /** 1 is Monday (ISO 8601); absent: every day. */
    weekdays: z.array(z.number().int().min(1).max(7)).min(1).max(7).optional(),
    /** Of the store's day; both or none. */
    fromTime: timeOfDay.optional(),
    untilTime: timeOfDay.optional(),
    rule: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('percent_off'), articleIds: z.array(id).min(1).max(5000), basisPoints }),
      z.strictObject({
        kind: z.literal('amount_off'),
        articleIds: z.array(id).min(1).max(5000),
        amountMinor: signedMinorTextSchema,
      }),
      /** Any `quantity` of the articles together cost `priceMinor`. */
      z.strictObject({
        kind: z.literal('bundle'),
        articleIds: z.array(id).min(1).max(5000),
        quantity: z.number().int().min(2).max(100),
        priceMinor: signedMinorTextSchema,
      }),
      /** Off the whole sale once it reaches `fromMinor`. */
      z.strictObject({
        kind: z.literal('sale_off'),
        fromMinor: signedMinorTextSchema,
        amountMinor: signedMinorTextSchema,
      }),
    ]),
  }),
  /** `id` is the tax code that articles name. Prices hold the tax. */
  tax: z.strictObject({ taxCode: id, nameZh: text, nameEn: text, rateBasisPoints: basisPoints }),
  /**
   * `id` is of its own. How a code of restricted circulation is read (GS1 General Specifications, 2.1.11): digits
   * that name the article, digits that give a weight in grams or a price in minor units.
   */
  barcode_rule: z.strictObject({
    prefix: z.string().regex(/^[0-9]{1,4}$/),
    length: z.number().int().min(8).max(18),
    /** 0 is the first digit. The article is found by these digits as its id or barcode. */
    article: z.strictObject({ from: z.number().int().min(0).max(17), length: z.number().int().min(1).max(13) }),
    value: z.strictObject({
      from: z.number().int().min(0).max(17),
      length: z.number().int().min(1).max(8),
      is: z.enum(['weight_g', 'price_minor']),
    }),
    /** Whether the last digit is a check digit by modulo 10. */
    checkDigit: z.boolean(),
  }),
  /** `id` is `default`. Lines at the head and the foot of a receipt; where it is absent, those of the store count. */
  receipt_text: z.strictObject({
    header: z.array(z.string().max(60)).max(10),
    footer: z.array(z.string().max(60)).max(10),
  }),
  /** `id` is `default`. How tills work beside their prices; what is absent is as it says. */
  till_rules: z.strictObject({
    currency: currencySchema,
    /** What a total may be rounded down to, minor units; absent: nothing is rounded. */
    roundToMinor: z.union([z.literal(10), z.literal(100), z.literal(1000)]).optional(),
    /** Above these an operator with the right `refund.over_limit` has to approve; absent: any sum. */
    refundOperatorDayMaxMinor: minorTextSchema.optional(),
    refundStoreDayMaxMinor: minorTextSchema.optional(),
    saleMode: z.enum(['order', 'quick']).optional(),
    tips: z.boolean().optional(),
    shiftNeeded: z.boolean().optional(),
    /** What becomes of an order that is pushed to a till while it trains; absent: it waits for the end. */
    ordersInTraining: z.enum(['wait', 'refuse']).optional(),
  }),
  /** `id` is the advert's. Shown to customers while nobody is served. */
  advert: z.strictObject({
    advertId: id,
    titleZh: text,
    titleEn: text,
    /** An emoji or the path of a picture. */
    picture: text,
    place: z.number().int().min(1).max(100),
    seconds: z.number().int().min(1).max(300),
    ...validity,
  }),
  /** `id` is `default`. How the store keeps its days and how long it works by itself. */
  store_policy: z.strictObject({
    /** IANA name. */
    timeZone: z.string().min(1).max(64),
    /** A business date begins here, of the store's day: 04:00 lets an evening run past midnight. */
    businessDayStartsAt: timeOfDay,
    /** Without contact for this long operators are not let in any more, for one may have been revoked; 0: never. */
    signInWithoutContactMsMax: z
      .number()
      .int()
      .min(0)
      .max(31 * 86_400_000),
    /** Without contact for this long nothing but cash is taken offline, for the agent may be stolen; 0: never. */
    offlineWithoutContactMsMax: z
      .number()
      .int()
      .min(0)
      .max(31 * 86_400_000),
    /** Entries of the journal older than this that the server holds may be sealed and put away; 0: never. */
    journalKeptMs: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
  }),
  /**
   * `id` is `default`. Cards while the line is down, minor units of `currency`. Cards are taken offline only where
   * `risk` says who of the merchant took it and when; the server sends none without that on its record.
   */
  offline_policy: z.strictObject({
    currency: currencySchema,
    cards: z.enum(['refuse', 'take']),
    /** Whether an operator with the right `offline.force` may work offline while the line is up. */
    forced: z.enum(['refuse', 'allow']),
    risk: z.strictObject({ acceptedBy: text, acceptedAtMs: instantMs, termsVersion: id }).optional(),
    entryModes: z.array(z.enum(['chip', 'contactless', 'magnetic'])).max(3),
    /** The brand with the longest range that holds the card's first digits counts; a card of none is refused. */
    brands: z
      .array(
        z.strictObject({
          brand: id,
          ranges: z
            .array(z.strictObject({ from: cardDigits, to: cardDigits }))
            .min(1)
            .max(1000),
          perTransactionMinor: minorTextSchema,
          /** Of all cards of the brand that wait in the store. */
          storeSumMinor: minorTextSchema,
        }),
      )
      .max(50),
    perTransactionMinor: minorTextSchema,
    /** Of what waits for the server: the terminal's, the store's. */
    terminalSumMinor: minorTextSchema,
    storeSumMinor: minorTextSchema,
    terminalCount: z.number().int().min(0).max(100_000),
    storeCount: z.number().int().min(0).max(100_000),
    /** Once the oldest card that waits is this old, no further one is taken. */
    ageMsMax: z
      .number()
      .int()
      .min(0)
      .max(31 * 86_400_000),
  }),
  /** `id` is the digits: `622202` for all cards that begin so, `622202*1234` for those that end so as well. */
  blocked_card: z.strictObject({ digits: z.string().regex(/^[0-9]{4,8}(\*[0-9]{4})?$/), reason: text }),
  /** `id` is `default`. What the fleet's keepers ask of an agent. */
  fleet: z.strictObject({
    updateChannel: id,
    /** The version that agents and tills of the channel should run, and where to get it; empty: no wish. */
    agentVersion: z.string().max(64),
    tillVersion: z.string().max(64),
    /** Lower-case hexadecimal SHA-256 of the package. */
    packageHash: z.string().regex(/^([0-9a-f]{64})?$/),
    logLevel: z.enum(['error', 'warn', 'info', 'debug']),
    probeIntervalMs: z.number().int().min(500).max(60_000),
  }),
  /** `id` is `default`. What a till may offer, and what happens to it while the line is down. */
  tender_policy: z.strictObject({
    tenders: z.array(
      z.strictObject({
        tender: z.enum(tenders),
        channels: z.array(z.enum(channels)),
        offline: z.enum(['take', 'refuse']),
      }),
    ),
  }),
} as const;

export type SettingKind = keyof typeof settingValueSchemas;
export type SettingValue<K extends SettingKind = SettingKind> = z.infer<(typeof settingValueSchemas)[K]>;

export const settingKinds = Object.keys(settingValueSchemas) as SettingKind[];
