/** What the parts of custody share. */
import type { Clock, Log, Random } from '@qiantai/foundation';
import type { Currency, IdMint } from '@qiantai/protos';
import type { Database } from '../db/database.ts';
import type { MemberAccountCode } from '../ledger/chart-of-accounts.ts';
import type { Ledger, Queryable } from '../ledger/ledger.ts';
import type { SecretBox } from '../merchants/secret-box.ts';
import type { Alarm } from '../payment/alarm.ts';
import type { InstructionPurpose, InstructionRecord } from './bank-records.ts';
import type { CustodyBank } from './custody-bank.ts';

export interface MemberAccount {
  code: MemberAccountCode;
  accountNumber: string;
}

/** What became of an instruction, for whoever had it sent. */
export interface InstructionOutcomeFact {
  event: 'confirmed' | 'rejected' | 'returned';
  /** The platform's day that it is posted to: the bank's day where money moved. */
  platformDate: string;
  reasonCode: string;
  /** The line of the bank's statement that told, where one did. */
  line?: { bankAccountId: string; serialNo: string };
}

/** Runs in the transaction of the instruction's transition: what it throws undoes both. */
export type OutcomeHandler = (
  client: Queryable,
  instruction: InstructionRecord,
  outcome: InstructionOutcomeFact,
) => Promise<void>;

export type OutcomeHandlers = Map<InstructionPurpose, OutcomeHandler>;

export interface CustodyTimings {
  /** Delays between tries and inquiries of an instruction, milliseconds; the last one repeats. */
  instructionDelaysMs: readonly number[];
  /** Tries without an outcome before a person is told. */
  triesBeforeException: number;
  /** Longer than a call to the bank can take: an instruction still `sent` after it lost its server. */
  callLeaseMs: number;
  /** The worker looks at the table at least this often. */
  sweepMs: number;
}

export const defaultCustodyTimings: CustodyTimings = {
  instructionDelaysMs: [3000, 5000, 15_000, 60_000, 300_000, 900_000, 1_800_000],
  triesBeforeException: 8,
  callLeaseMs: 60_000,
  sweepMs: 5000,
};

export interface CustodyDeps {
  database: Database;
  ledger: Ledger;
  bank: CustodyBank;
  secretBox: SecretBox;
  /** The member's account that a transfer's words name by a number with a good check digit, where it takes money. */
  findMemberAccount: (text: string, currency: Currency) => Promise<MemberAccount | undefined>;
  clock: Clock;
  random: Random;
  ids: IdMint;
  log: Log;
  alarm: Alarm;
  handlers: OutcomeHandlers;
  timings: CustodyTimings;
  /** Names this server in what it has under way; kept over a restart. */
  instanceId: string;
}
