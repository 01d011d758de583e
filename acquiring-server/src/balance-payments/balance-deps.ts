/** What the parts of this folder share. */
import type { Clock, Log, Random } from '@qiantai/foundation';
import type { IdMint } from '@qiantai/protos';
import type { Database } from '../db/database.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { SecretBox } from '../merchants/secret-box.ts';

export interface BalanceDeps {
  database: Database;
  ledger: Ledger;
  secretBox: SecretBox;
  clock: Clock;
  ids: IdMint;
  random: Random;
  log: Log;
}

export const walletCodeTerms = {
  /** How long a code may be shown, milliseconds. */
  lifeMs: 60_000,
  /** Codes of one account in a minute: an app that renews its code, and a customer who opens it again and again. */
  perMinuteMax: 10,
  /** How long it is remembered that a code was used or is over. */
  keptMs: 86_400_000,
};

/** What a code's fingerprint is for. */
export const walletCodePurpose = 'wallet-code';
