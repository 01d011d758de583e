/** What the parts of the folder are given. */
import type { Clock, Log, Random } from '@qiantai/foundation';
import type { IdMint } from '@qiantai/protos';
import type { Database } from '../db/database.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { SecretBox } from '../merchants/secret-box.ts';
import type { Queryable } from './account-store.ts';
import type { IdentityChecker, SmsSender } from './ports.ts';

/** Milliseconds of the server's clock, and counts. */
export interface AccountTerms {
  /** Longer than a check may take: a check that is still open after it lost its server. */
  checkLeaseMs: number;
  /** Delays between tries while the provider gives no answer. */
  checkRetry: { firstMs: number; maxMs: number };
  /** Checks of one customer within a day; each is charged, and corrections must not become guesses. */
  checksPerDayMax: number;
  /** Open sub-accounts of one main account. */
  subAccountsMax: number;
  /** The worker looks at least this often, for what other servers left. */
  sweepMs: number;
  /** Wrong withdrawal passwords in a row before none is taken for `passwordLockMs`. */
  passwordTriesMax: number;
  passwordLockMs: number;
  /** A code by SMS: how long it is good, and for how many tries. */
  codeLifeMs: number;
  codeTriesMax: number;
  /** Between two codes for one account, and how many a day. */
  codePauseMs: number;
  codesPerDayMax: number;
}

export const defaultTerms: AccountTerms = {
  checkLeaseMs: 60_000,
  checkRetry: { firstMs: 5000, maxMs: 1_800_000 },
  checksPerDayMax: 5,
  subAccountsMax: 200,
  sweepMs: 30_000,
  passwordTriesMax: 5,
  passwordLockMs: 3 * 3_600_000,
  codeLifeMs: 300_000,
  codeTriesMax: 5,
  codePauseMs: 60_000,
  codesPerDayMax: 5,
};

/** Says in a word what else stands against closing an account, such as a withdrawal under way. */
export type ClosingObjector = (client: Queryable, accountNumber: string) => Promise<readonly string[]>;

export interface AccountDeps {
  database: Database;
  ledger: Ledger;
  secretBox: SecretBox;
  identity: IdentityChecker;
  sms: SmsSender;
  clock: Clock;
  random: Random;
  ids: IdMint;
  log: Log;
  terms: AccountTerms;
  objectors: readonly ClosingObjector[];
}
