/**
 * What happens every day without anybody asking: the statements of the days that are over are fetched, oldest first,
 * and each day is proved once all its statements are there. A statement that does not come is told to a person.
 */
import { errorText } from '@qiantai/foundation';
import { beijingDate } from '../payment/beijing-date.ts';
import { listBankAccounts } from './bank-account-store.ts';
import type { BankAccountRecord } from './bank-records.ts';
import { dayAfter, shiftedDay } from './check-statement.ts';
import type { CustodyDeps } from './custody-deps.ts';
import { proveDay } from './custody-proof.ts';
import { openCustodyException } from './exception-store.ts';
import { importStatement } from './import-statement.ts';
import { positionOf, warnOfShortPositions } from './position.ts';
import { readLatestProof } from './proof-store.ts';
import { readLatestStatement, readStatement } from './statement-store.ts';

export interface DailyRound {
  start(): void;
  stop(): Promise<void>;
  /** One round now; answers the days that it proved. */
  run(): Promise<string[]>;
}

const firstRoundMs = 60_000;
const roundMs = 3_600_000;
/** How long after its day a statement may come before a person is told. */
const lateMs = 12 * 3_600_000;
/** Days that a round looks back at. */
const provedDaysMax = 7;
const importedDaysMax = 31;
const runBy = 'server';

export function createDailyRound(deps: CustodyDeps): DailyRound {
  let cancel: (() => void) | undefined;
  let stopped = false;
  let running: Promise<unknown> = Promise.resolve();
  const arm = (delayMs: number): void => {
    cancel = deps.clock.setTimeout(() => {
      running = attempted(deps).finally(() => {
        if (!stopped) arm(roundMs);
      });
    }, delayMs);
  };
  return {
    start: () => arm(firstRoundMs),
    stop: async () => {
      stopped = true;
      cancel?.();
      await running;
    },
    run: async () => await round(deps),
  };
}

async function attempted(deps: CustodyDeps): Promise<void> {
  try {
    await round(deps);
  } catch (error) {
    deps.log.error({ error: errorText(error) }, 'custody.round_failed');
  }
}

async function round(deps: CustodyDeps): Promise<string[]> {
  const accounts = (await listBankAccounts(deps.database.pool)).filter(({ status }) => status === 'open');
  const yesterday = shiftedDay(beijingDate(deps.clock.nowMs()), -1);
  for (const account of accounts) await fetchStatements(deps, account, yesterday);
  return await proveDays(deps, accounts, yesterday);
}

async function fetchStatements(deps: CustodyDeps, account: BankAccountRecord, yesterday: string): Promise<void> {
  const { bankAccountId } = account;
  const latest = await readLatestStatement(deps.database.pool, bankAccountId);
  let date = latest ? dayAfter(latest.date) : beijingDate(account.createdAtMs);
  for (let days = 0; date <= yesterday && days < importedDaysMax; days++, date = dayAfter(date)) {
    const result = await importStatement(deps, { bankAccountId, date, importedBy: runBy });
    if (result.kind === 'imported' || result.kind === 'unchanged') continue;
    // A refused one has told a person already.
    if (result.kind !== 'refused') await tellLate(deps, { bankAccountId, date, why: result.kind });
    return;
  }
}

async function tellLate(
  deps: CustodyDeps,
  { bankAccountId, date, why }: { bankAccountId: string; date: string; why: string },
): Promise<void> {
  const atMs = deps.clock.nowMs();
  const endOfDayMs = Date.parse(`${dayAfter(date)}T00:00:00+08:00`);
  if (atMs < endOfDayMs + lateMs) return;
  const subject = `${bankAccountId}/${date}`;
  const detail = `the bank has not given the statement: ${why}`;
  await openCustodyException(deps.database.pool, deps.ids, { code: 'STATEMENT_LATE', subject, detail, atMs });
}

/** Of the last days those whose statements are all there and that nobody proved yet. */
async function proveDays(
  deps: CustodyDeps,
  accounts: readonly BankAccountRecord[],
  yesterday: string,
): Promise<string[]> {
  const custody = accounts.filter(({ purpose }) => purpose === 'custody');
  const proved: string[] = [];
  if (custody.length === 0) return proved;
  for (let back = provedDaysMax - 1; back >= 0; back--) {
    const date = shiftedDay(yesterday, -back);
    if (!(await isReady(deps, custody, date))) continue;
    await warnOfShortPositions(deps, await positionOf(deps, { date }));
    await proveDay(deps, { date, runBy });
    proved.push(date);
  }
  return proved;
}

async function isReady(deps: CustodyDeps, custody: readonly BankAccountRecord[], date: string): Promise<boolean> {
  let proofs = 0;
  for (const { bankAccountId, currency } of custody) {
    if (!(await readStatement(deps.database.pool, { bankAccountId, date }))) return false;
    if (await readLatestProof(deps.database.pool, { date, currency })) proofs += 1;
  }
  return proofs < custody.length;
}
