/**
 * The file that a fresh server learns a chain from: merchant, regions, stores, tills, operators, articles, other
 * settings, channel accounts, activation codes and users of headquarters. Applied at start, any number of times,
 * with the same end; what headquarters changed since it leaves alone.
 */
import { cardCodePattern, currencySchema, settingKinds, signedMinorTextSchema, walletChannels } from '@qiantai/protos';
import { z } from 'zod';
import { passwordSchema, userFieldsSchema } from '../headquarters/headquarters-rights.ts';
import { operatorNamePattern } from '../operators/operator-roles.ts';

const id = z.string().regex(/^[A-Za-z0-9._-]{1,64}$/);
const text = z.string().min(1).max(200);

export const chainSeedSchema = z.strictObject({
  merchant: z.strictObject({
    id,
    name: text,
    currency: currencySchema,
    /** What the platform charges the merchant for a channel payment, hundredths of a per cent. */
    feeBasisPoints: z.number().int().min(0).max(1000),
  }),
  regions: z
    .array(
      z.strictObject({
        id,
        /** Absent: right under the chain. */
        parentId: id.optional(),
        name: text,
        nameEn: text,
      }),
    )
    .max(10_000)
    .optional(),
  stores: z
    .array(
      z.strictObject({
        id,
        /** Absent: right under the chain. */
        regionId: id.optional(),
        name: text,
        nameEn: text,
        receiptHeader: z.array(z.string().max(60)).max(10),
        receiptFooter: z.array(z.string().max(60)).max(10),
        /** The owner's cloud speaker that hears of every payment of the store over MQTT. */
        speaker: z.strictObject({ productKey: id, deviceName: id, secret: text }).optional(),
      }),
    )
    .min(1)
    .max(1000),
  terminals: z
    .array(
      z.strictObject({
        id,
        storeId: id,
        name: text,
        /** Card acceptor terminal identification, ISO 8583 field 41. */
        cardTerminalId: z.string().regex(/^[0-9A-Z]{8}$/),
      }),
    )
    .min(1),
  operators: z.array(
    z.strictObject({
      id,
      number: z.string().regex(/^[0-9]{1,8}$/),
      name: text,
      pin: z.string().regex(/^[0-9]{4,12}$/),
      /** On the operator's card. */
      cardCode: z.string().regex(cardCodePattern).optional(),
      rights: z.array(z.string().max(40)),
      /** Absent: every store. */
      storeIds: z.array(id).optional(),
    }),
  ),
  articles: z.array(
    z.strictObject({
      id,
      barcode: z.string().min(1).max(64),
      nameZh: text,
      nameEn: text,
      unitPriceMinor: signedMinorTextSchema,
      unit: z.string().max(20),
      /** An emoji or the path of a picture. */
      picture: z.string().max(200),
      /** Place among the quick keys, 1 is the first. */
      quickKey: z.number().int().min(1).max(100).optional(),
      moreBarcodes: z.array(z.string().min(1).max(64)).max(20).optional(),
      category: z.string().max(64).optional(),
      taxCode: id.optional(),
      /** The unit price is that of 1,000 g. */
      soldByWeight: z.boolean().optional(),
      ageMin: z.number().int().min(1).max(30).optional(),
    }),
  ),
  /** Settings of any other kind, at any scope (protos/src/settings.ts). */
  settings: z
    .array(
      z.strictObject({
        scope: z.string().max(80),
        kind: z.enum(settingKinds).exclude(['store', 'terminal', 'operator']),
        id: z.string().min(1).max(64),
        value: z.record(z.string(), z.unknown()),
      }),
    )
    .optional(),
  /** The risk of cards taken offline, for a merchant that has none on record yet. */
  offlineRisk: z.strictObject({ person: text, termsVersion: id }).optional(),
  /** Made where the login is not taken; a user that is there stays as it is. */
  headquartersUsers: z
    .array(z.strictObject({ ...userFieldsSchema.shape, password: passwordSchema }))
    .max(1000)
    .optional(),
  /**
   * Members whose identity was proved elsewhere, each with an account and what they had recharged through a channel
   * account before the chain came here; one that is there stays as it is.
   */
  members: z
    .array(
      z.strictObject({
        loginName: id,
        name: text,
        /** Of type 101, with its check digits. */
        accountNumber: z.string().regex(/^101[0-9]{14}$/),
        paymentPassword: z.string().regex(/^[0-9]{6}$/),
        balanceMinor: signedMinorTextSchema,
        rechargedThrough: id,
      }),
    )
    .max(1000)
    .optional(),
  /** Programs that speak for members (role integration): their certificates are made in the folder of operators. */
  memberApps: z.array(z.string().regex(operatorNamePattern)).max(10).optional(),
  channelAccounts: z.array(
    z.strictObject({
      id,
      channel: z.enum([...walletChannels, 'card', 'balance']),
      priority: z.number().int().min(1).max(1000),
      weight: z.number().int().min(0).max(1000),
      enabled: z.boolean(),
      /** What the channel charges us, hundredths of a per cent. */
      costBasisPoints: z.number().int().min(0).max(1000),
      amountMinorMax: signedMinorTextSchema.optional(),
      /** Whom the channel settles the account's money to; the platform where it is absent. */
      settlesTo: z.enum(['platform', 'merchant']).optional(),
      credentials: z.record(z.string(), z.unknown()),
    }),
  ),
  activationCodes: z.array(
    z.strictObject({ code: z.string().regex(/^[A-Z0-9-]{8,64}$/), storeId: id, expiresAtMs: z.number().int() }),
  ),
});

export type ChainSeed = z.infer<typeof chainSeedSchema>;
