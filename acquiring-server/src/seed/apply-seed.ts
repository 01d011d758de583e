/**
 * Applies the seed of a chain. The same seed again changes nothing, another one changes what differs: new and
 * changed settings get new versions, which the agents pull; what is gone from the seed is removed there.
 */
import { readFile } from 'node:fs/promises';
import { type Clock, CodedError, errorText, type Log } from '@qiantai/foundation';
import { z } from 'zod';
import type { Database } from '../db/database.ts';
import { activationCodePurpose } from '../enrolment/enrolment-service.ts';
import { serverError } from '../errors.ts';
import { SecretHashes } from '../headquarters/secret-hashes.ts';
import { credentialsPurpose } from '../merchants/merchant-store.ts';
import type { SecretBox } from '../merchants/secret-box.ts';
import { speakerSecretPurpose } from '../merchants/speaker-store.ts';
import { refreshStatistics } from '../settings/application-store.ts';
import { isUnprintable } from '../settings/check-setting.ts';
import { settingName } from '../settings/setting-change.ts';
import { type ChainSeed, chainSeedSchema } from './chain-seed.ts';
import { seedFaults } from './check-seed.ts';
import { type SealedSeed, SeedStore } from './seed-store.ts';
import { settingsOfSeed } from './settings-of-seed.ts';

export interface SeedContext {
  database: Database;
  secretBox: SecretBox;
  clock: Pick<Clock, 'nowMs'>;
  log: Log;
}

/** @throws CodedError SEED_UNREADABLE with everything that is wrong with the file. */
export async function applySeedFile(context: SeedContext, file: string): Promise<ChainSeed> {
  const seed = await readSeedFile(file);
  await applySeed(context, seed);
  return seed;
}

async function readSeedFile(file: string): Promise<ChainSeed> {
  let content: unknown;
  try {
    content = JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    throw serverError('SEED_UNREADABLE', { file, why: errorText(error) }, { cause: error });
  }
  const seed = chainSeedSchema.safeParse(content);
  if (!seed.success) throw serverError('SEED_UNREADABLE', { file, why: z.prettifyError(seed.error) });
  return seed.data;
}

/** @throws CodedError SEED_UNREADABLE */
export async function applySeed(context: SeedContext, seed: ChainSeed): Promise<void> {
  const { secretBox, clock, log } = context;
  const merchantId = seed.merchant.id;
  const faults = seedFaults(seed);
  if (faults.length > 0)
    throw serverError('SEED_UNREADABLE', { file: merchantId, why: faults.slice(0, 20).join('; ') });

  const store = new SeedStore(context.database);
  const fingerprint = secretBox.fingerprint('seed', JSON.stringify(seed));
  if ((await store.appliedFingerprint(merchantId))?.equals(fingerprint)) {
    log.info({ merchantId }, 'seed.unchanged');
    return;
  }
  const sealed = await seal(seed, secretBox, {
    pins: await store.pinHashes(merchantId),
    logins: await store.takenLogins(
      merchantId,
      (seed.headquartersUsers ?? []).map((user) => user.login),
    ),
  });
  const wanted = settingsOfSeed(seed, new Map(sealed.operators.map((operator) => [operator.id, operator.pinHash])));
  const unprintable = wanted.find(({ valueJson }) => isUnprintable(valueJson));
  if (unprintable) {
    const why = `${settingName(unprintable)} has control characters, or half a letter`;
    throw serverError('SEED_UNREADABLE', { file: merchantId, why });
  }
  const { changed, removed } = await store
    .apply(sealed, wanted, { fingerprint, nowMs: clock.nowMs() })
    .catch((error: unknown) => {
      if (!(error instanceof CodedError) || !error.code.startsWith('SETTINGS_')) throw error;
      throw serverError('SEED_UNREADABLE', { file: merchantId, why: error.message }, { cause: error });
    });
  await refreshStatistics(context.database, { changed, removed }, log);
  log.info({ merchantId, articles: seed.articles.length, changed, removed }, 'seed.applied');
}

/** Secrets in the form in which they are kept. Slow (one Argon2id per new PIN), so outside the transaction. */
async function seal(
  seed: ChainSeed,
  secretBox: SecretBox,
  held: { pins: ReadonlyMap<string, { pinHash: string; pinFingerprint: Buffer }>; logins: ReadonlySet<string> },
): Promise<SealedSeed> {
  const merchantId = seed.merchant.id;
  const hashes = new SecretHashes(Number.POSITIVE_INFINITY);
  const operators = seed.operators.map(async ({ pin, cardCode: _card, ...operator }) => {
    const pinFingerprint = secretBox.fingerprint(`pin/${merchantId}/${operator.id}`, pin);
    const before = held.pins.get(operator.id);
    const same = before?.pinFingerprint.equals(pinFingerprint);
    return { ...operator, pinFingerprint, pinHash: before && same ? before.pinHash : await hashes.hash(pin) };
  });
  const { headquartersUsers = [], members: _members, ...rest } = seed;
  const newUsers = headquartersUsers
    .filter(({ login }) => !held.logins.has(login))
    .map(async ({ password, ...user }) => ({ ...user, passwordHash: await hashes.hash(password) }));
  return {
    ...rest,
    newUsers: await Promise.all(newUsers),
    stores: seed.stores.map(({ speaker, ...store }) => ({
      ...store,
      ...(speaker && {
        speaker: {
          productKey: speaker.productKey,
          deviceName: speaker.deviceName,
          secretFingerprint: secretBox.fingerprint(speakerSecretPurpose(speaker), speaker.secret),
        },
      }),
    })),
    operators: await Promise.all(operators),
    channelAccounts: seed.channelAccounts.map(({ credentials, ...account }) => {
      const purpose = credentialsPurpose(merchantId, account.id);
      const text = JSON.stringify(credentials);
      return {
        ...account,
        credentialsSealed: secretBox.seal(purpose, Buffer.from(text)),
        credentialsFingerprint: secretBox.fingerprint(purpose, text),
      };
    }),
    activationCodes: seed.activationCodes.map(({ code, ...activation }) => ({
      ...activation,
      codeFingerprint: secretBox.fingerprint(activationCodePurpose, code),
    })),
  };
}
