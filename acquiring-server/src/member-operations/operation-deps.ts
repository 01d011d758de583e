/** What the parts of this folder share, and how long they wait, milliseconds of the server's clock. */
import { backoffMs, type Clock, type Log, type Random } from '@qiantai/foundation';
import type { IdMint } from '@qiantai/protos';
import type { Database } from '../db/database.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { SecretBox } from '../merchants/secret-box.ts';
import type { Alarm } from '../payment/alarm.ts';
import type { OperationAccounts, OperationChannels } from './ports.ts';

export interface OperationTimings {
  /** A recharge that its payer did not pay within is closed at the channel. */
  payerDeadlineMs: number;
  /** Between inquiries, tries and closes: exponential, with jitter. */
  retry: { firstMs: number; maxMs: number };
  /** Steps without an answer before a person is told; they go on. */
  triesBeforeException: number;
  /** Longer than any channel's own time-out: a call that is still out then lost its server. */
  callLeaseMs: number;
  /** The worker looks at the table at least this often, for what other servers left. */
  sweepMs: number;
  /** The longest time that a payee may be given to accept. */
  acceptWithinMsMax: number;
}

export const defaultOperationTimings: OperationTimings = {
  payerDeadlineMs: 900_000,
  retry: { firstMs: 2000, maxMs: 1_800_000 },
  triesBeforeException: 8,
  callLeaseMs: 90_000,
  sweepMs: 5000,
  acceptWithinMsMax: 7 * 86_400_000,
};

export interface OperationDeps {
  database: Database;
  ledger: Ledger;
  accounts: OperationAccounts;
  channels: OperationChannels;
  secretBox: SecretBox;
  clock: Clock;
  ids: IdMint;
  random: Random;
  log: Log;
  alarm: Alarm;
  timings: OperationTimings;
  /** The two roles that look at a withdrawal before it goes. */
  reviewRoles: readonly [string, string];
  /** Names this server in `driver`, so that after a restart it takes up its own. */
  instanceId: string;
}

/** When step `count` (0 is the first repeat) is due. */
export function retryAtMs(deps: Pick<OperationDeps, 'clock' | 'random' | 'timings'>, count: number): number {
  return deps.clock.nowMs() + backoffMs(count, deps.timings.retry, deps.random);
}
