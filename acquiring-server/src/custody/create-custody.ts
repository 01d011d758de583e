/** Custody, wired: what other modules and the operations of the server see of it. */
import type { Clock, Log, Random } from '@qiantai/foundation';
import type { IdMint, Money } from '@qiantai/protos';
import type { Database } from '../db/database.ts';
import { serverError } from '../errors.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { SecretBox } from '../merchants/secret-box.ts';
import { createAlarm } from '../payment/alarm.ts';
import {
  insertBankAccount,
  listBankAccounts,
  type NewBankAccount,
  readBankAccount,
  readConnection,
  type SettlementAccount,
  writeSettlementAccount,
} from './bank-account-store.ts';
import type { BankAccountRecord, InstructionRecord } from './bank-records.ts';
import type { CustodyBank } from './custody-bank.ts';
import { type CustodyDeps, type CustodyTimings, defaultCustodyTimings } from './custody-deps.ts';
import { type CustodyProof, proveDay } from './custody-proof.ts';
import { type CustodyWorker, createCustodyWorker } from './custody-worker.ts';
import { createDailyRound } from './daily-round.ts';
import { type CustodyException, listCustodyExceptions, resolveCustodyException } from './exception-store.ts';
import { type ImportRequest, type ImportResult, importStatement } from './import-statement.ts';
import { createInstructionDesk, type InstructionDesk } from './instruction-desk.ts';
import { createInstructionDriver } from './instruction-driver.ts';
import {
  type InstructionFilter,
  type InstructionStep,
  listInstructions,
  readInstruction,
  readInstructionHistory,
} from './instruction-store.ts';
import { type Position, positionOf, warnOfShortPositions } from './position.ts';
import { readLatestProof, type StoredProof } from './proof-store.ts';
import { createSettlements, type Settlements } from './settlements.ts';
import { createSuspenseService, type SuspenseService } from './suspense.ts';
import { listSuspense, type SuspenseRecord } from './suspense-store.ts';

export interface CustodyOptions {
  database: Database;
  ledger: Ledger;
  bank: CustodyBank;
  secretBox: SecretBox;
  findMemberAccount: CustodyDeps['findMemberAccount'];
  clock: Clock;
  random: Random;
  ids: IdMint;
  log: Log;
  timings?: CustodyTimings;
  instanceId: string;
}

export interface Custody extends Settlements, CustodyWorker {
  /** For modules that have the bank pay. */
  desk: InstructionDesk;
  suspense: SuspenseService & {
    list(page: { after?: string; limit: number }): Promise<SuspenseRecord[]>;
  };
  /** What the server does every hour: statements of past days, and the days' proofs. Answers the days it proved. */
  runDailyRound(): Promise<string[]>;
  /** @throws CodedError CUSTODY_ACCOUNT_EXISTS */
  createBankAccount(account: Omit<NewBankAccount, 'createdAtMs'>): Promise<BankAccountRecord>;
  listBankAccounts(): Promise<BankAccountRecord[]>;
  setSettlementAccount(account: Omit<SettlementAccount, 'version'> & { changedBy: string }): Promise<void>;
  /** @throws CodedError CUSTODY_INSTRUCTION_NOT_FOUND */
  getInstruction(instructionId: string): Promise<{ instruction: InstructionRecord; history: InstructionStep[] }>;
  listInstructions(filter: InstructionFilter, page: { before?: string; limit: number }): Promise<InstructionRecord[]>;
  /** @throws CodedError CUSTODY_ACCOUNT_NOT_FOUND */
  importStatement(request: ImportRequest): Promise<ImportResult>;
  position(date: string): Promise<Position[]>;
  /** Proves the day for every currency, and warns where the position would not suffice. */
  prove(request: { date: string; runBy: string }): Promise<CustodyProof[]>;
  /** @throws CodedError CUSTODY_PROOF_NOT_FOUND */
  getProof(day: { date: string; currency: Money['currency'] }): Promise<StoredProof>;
  listExceptions(filter: { openOnly: boolean }, page: { before?: string; limit: number }): Promise<CustodyException[]>;
  /** @throws CodedError CUSTODY_EXCEPTION_NOT_FOUND */
  resolveException(request: { exceptionId: string; operator: string; note: string }): Promise<void>;
}

export function createCustody(options: CustodyOptions): Custody {
  const deps: CustodyDeps = {
    ...options,
    timings: options.timings ?? defaultCustodyTimings,
    alarm: createAlarm(options.clock),
    handlers: new Map(),
  };
  const { pool } = deps.database;
  const desk = createInstructionDesk(deps);
  const suspense = createSuspenseService(deps, desk);
  const worker = createCustodyWorker(deps, createInstructionDriver(deps));
  const dailyRound = createDailyRound(deps);
  return {
    desk,
    suspense: { ...suspense, list: async (page) => await listSuspense(pool, page) },
    runDue: worker.runDue,
    runDailyRound: dailyRound.run,
    start: async () => {
      await worker.start();
      dailyRound.start();
    },
    stop: async () => {
      await dailyRound.stop();
      await worker.stop();
    },
    ...createSettlements(deps, desk),
    createBankAccount: async (account) => await createBankAccount(deps, account),
    listBankAccounts: async () => await listBankAccounts(pool),
    setSettlementAccount: async (account) =>
      await writeSettlementAccount(pool, deps.secretBox, { ...account, atMs: deps.clock.nowMs() }),
    getInstruction: async (instructionId) => {
      const instruction = await readInstruction(pool, instructionId);
      if (!instruction) throw serverError('CUSTODY_INSTRUCTION_NOT_FOUND', { instructionId });
      return { instruction, history: await readInstructionHistory(pool, instructionId) };
    },
    listInstructions: async (filter, page) => await listInstructions(pool, filter, page),
    importStatement: async (request) => await importStatement(deps, request),
    position: async (date) => await positionOf(deps, { date }),
    prove: async (request) => {
      await warnOfShortPositions(deps, await positionOf(deps, request));
      return await proveDay(deps, request);
    },
    getProof: async (day) => {
      const proof = await readLatestProof(pool, day);
      if (!proof) throw serverError('CUSTODY_PROOF_NOT_FOUND', day);
      return proof;
    },
    listExceptions: async (filter, page) => await listCustodyExceptions(pool, filter, page),
    resolveException: async ({ exceptionId, operator, note }) => {
      const by = { operator, note, atMs: deps.clock.nowMs() };
      if (!(await resolveCustodyException(pool, { exceptionId }, by))) {
        throw serverError('CUSTODY_EXCEPTION_NOT_FOUND', { exceptionId });
      }
    },
  };
}

/** The same again changes nothing; the same id or number with other particulars is refused. */
async function createBankAccount(
  deps: CustodyDeps,
  account: Omit<NewBankAccount, 'createdAtMs'>,
): Promise<BankAccountRecord> {
  const { bankAccountId } = account;
  const fresh = { ...account, createdAtMs: deps.clock.nowMs() };
  await insertBankAccount(deps.database.pool, deps.secretBox, fresh);
  const held = await readBankAccount(deps.database.pool, bankAccountId);
  if (!held) throw serverError('CUSTODY_ACCOUNT_EXISTS', { bankAccountId });
  const { accountNumber, credentials } = await readConnection(deps.database.pool, deps.secretBox, bankAccountId);
  const same =
    accountNumber === account.accountNumber &&
    held.purpose === account.purpose &&
    held.currency === account.currency &&
    held.holderName === account.holderName &&
    credentials.baseUrl === account.credentials.baseUrl &&
    credentials.clientId === account.credentials.clientId;
  if (!same) throw serverError('CUSTODY_ACCOUNT_EXISTS', { bankAccountId });
  return held;
}
