/**
 * Settings that go down from the server to a store's agent: what `SettingChange.value_json` holds, by kind.
 * The server writes them by these schemas, the agent checks them by the same.
 *
 * A change with an empty value removes the thing. Changes come in the order of their versions; within one
 * application of new settings the removals come first.
 */
import { z } from 'zod';
import { channels, tenders } from './enums.ts';
import { signedMinorTextSchema } from './journal.ts';
import { currencySchema } from './money.ts';

const id = z.string().min(1).max(64);
const text = z.string().max(200);

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
