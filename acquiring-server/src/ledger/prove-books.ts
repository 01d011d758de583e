/**
 * The proof over all books: every journal sums to zero, every balance equals its entries, versions have no gap,
 * freezes equal holds, periods were carried over right, general accounts equal their details. Reads in short
 * chunks, rests between them as long as it is told to, and says how far it is.
 */

import type { Database } from '../db/database.ts';
import { type AccountCode, chartOfAccounts, isNominal } from './chart-of-accounts.ts';
import {
  type AccountPlace,
  type AccountToProve,
  type EntrySums,
  findStrayEntries,
  findWrongControls,
  findWrongFreezes,
  findWrongHolds,
  findWrongPeriods,
  type JournalPlace,
  proveJournals,
  type Reader,
  readAccounts,
  sumBooks,
  sumEntries,
  sumPart,
} from './prove-store.ts';

export type ProofCheck = 'journal' | 'account' | 'freeze' | 'hold' | 'period' | 'control' | 'book';

export interface Finding {
  check: ProofCheck;
  /** The row, in words that look it up. */
  name: string;
  why: string;
}

export interface BooksProof {
  journals: number;
  entries: number;
  accounts: number;
  debitsMinor: bigint;
  creditsMinor: bigint;
  /** Nothing was found. */
  balanced: boolean;
  /** At most 100 of each check. */
  findings: Finding[];
  unbalancedJournals: string[];
  wrongAccounts: string[];
}

export interface ProofProgress {
  step: 'accounts' | 'journals' | 'rest';
  /** Accounts or journals that were looked at. */
  done: number;
  entries: number;
}

export interface ProofOptions {
  onProgress?: (progress: ProofProgress) => void;
  /** Called between chunks with how long the last took, milliseconds: resolves when the next may be read. */
  rest?: (lastChunkMs: number) => Promise<void>;
  monotonicMs?: () => number;
}

/** Entries that one statement reads; a hundredth of a second to a tenth. */
const entriesMax = 50_000n;
const accountsMax = 2000;
const journalsMax = 20_000;
const findingsMax = 100;

export async function proveBooks(database: Pick<Database, 'pool'>, options: ProofOptions = {}): Promise<BooksProof> {
  const proof = new Proof(database.pool, options);
  // Side by side: on a machine with a core to spare they take half the time.
  await Promise.all([proof.accounts(), proof.journals()]);
  await proof.rest();
  return proof.result();
}

class Proof {
  private readonly reader: Reader;
  private readonly options: ProofOptions;
  private readonly findings: Finding[] = [];
  private accountCount = 0;
  private journalCount = 0;
  private entryCount = 0;
  private debitsMinor = 0n;
  private creditsMinor = 0n;

  constructor(reader: Reader, options: ProofOptions) {
    this.reader = reader;
    this.options = options;
  }

  async accounts(): Promise<void> {
    let after: AccountPlace = { bookId: '', accountId: '00000000-0000-0000-0000-000000000000' };
    for (;;) {
      const read = await readAccounts(this.reader, after, accountsMax);
      const last = read.at(-1);
      if (!last) return;
      after = last;
      for (const chunk of chunksOf(read)) {
        await this.timed(async () => await this.proveChunk(chunk));
        this.accountCount += chunk.length;
        this.options.onProgress?.({ step: 'accounts', done: this.accountCount, entries: this.entryCount });
      }
    }
  }

  async journals(): Promise<void> {
    let after: JournalPlace = { bookId: '', journalId: '00000000-0000-0000-0000-000000000000' };
    let entries = 0;
    for (;;) {
      const part = await this.timed(async () => await proveJournals(this.reader, after, journalsMax));
      for (const { name, why } of part.wrong) this.find('journal', name, why);
      if (!part.last) return;
      after = part.last;
      this.journalCount += part.journals;
      entries += part.entries;
      this.options.onProgress?.({ step: 'journals', done: this.journalCount, entries });
    }
  }

  async rest(): Promise<void> {
    const nominal = Object.keys(chartOfAccounts).filter((code) => isNominal(code as AccountCode));
    for (const { name } of await findStrayEntries(this.reader)) {
      // Posted since the account was read, or stray: the account's row decides, read with its entries.
      this.find('account', name, 'it has entries behind its version');
    }
    for (const { name, sumMinor } of await sumBooks(this.reader)) {
      if (sumMinor !== 0n) this.find('book', name, `its accounts sum to ${sumMinor}`);
    }
    for (const { name, why } of await findWrongFreezes(this.reader)) this.find('freeze', name, why);
    for (const { name, why } of await findWrongHolds(this.reader)) this.find('hold', name, why);
    for (const { name, why } of await findWrongPeriods(this.reader, nominal)) this.find('period', name, why);
    for (const { name, why } of await findWrongControls(this.reader)) this.find('control', name, why);
    this.options.onProgress?.({ step: 'rest', done: this.accountCount, entries: this.entryCount });
  }

  result(): BooksProof {
    const namesOf = (check: ProofCheck) =>
      this.findings.filter((finding) => finding.check === check).map(({ name, why }) => `${name}: ${why}`);
    return {
      journals: this.journalCount,
      entries: this.entryCount,
      accounts: this.accountCount,
      debitsMinor: this.debitsMinor,
      creditsMinor: this.creditsMinor,
      balanced: this.findings.length === 0,
      findings: this.findings,
      unbalancedJournals: namesOf('journal'),
      wrongAccounts: namesOf('account'),
    };
  }

  private async proveChunk(chunk: readonly AccountToProve[]): Promise<void> {
    const [only] = chunk;
    const sums =
      chunk.length === 1 && only && only.version > entriesMax
        ? await this.sumLong(only)
        : await sumEntries(this.reader, chunk);
    const byAccount = new Map(sums.map((sum) => [sum.accountId, sum]));
    for (const account of chunk) {
      const sum = byAccount.get(account.accountId);
      const why = whyWrong(account, sum);
      if (why) this.find('account', `${account.bookId} ${account.code} ${account.subject} ${account.currency}`, why);
      this.entryCount += Number(sum?.entries ?? 0n);
      this.debitsMinor += sum?.debitsMinor ?? 0n;
      this.creditsMinor += sum?.creditsMinor ?? 0n;
    }
  }

  /** A busy account, in parts that each go on where the one before ended. */
  private async sumLong(account: AccountToProve): Promise<EntrySums[]> {
    let whole: EntrySums | undefined;
    for (let after = 0n; after < account.version; after += entriesMax) {
      const last = after + entriesMax < account.version ? after + entriesMax : account.version;
      const part = await this.timed(async () => await sumPart(this.reader, { ...account, after, last }));
      if (part) whole = whole ? joined(whole, part) : part;
    }
    return whole ? [whole] : [];
  }

  private find(check: ProofCheck, name: string, why: string): void {
    if (this.findings.filter((finding) => finding.check === check).length < findingsMax) {
      this.findings.push({ check, name, why });
    }
  }

  private async timed<Result>(read: () => Promise<Result>): Promise<Result> {
    const { rest, monotonicMs } = this.options;
    if (!rest || !monotonicMs) return await read();
    const startedMs = monotonicMs();
    const result = await read();
    await rest(monotonicMs() - startedMs);
    return result;
  }
}

/** Accounts in their order, as many as have some entries together; a busy one stands alone. */
function chunksOf(accounts: readonly AccountToProve[]): AccountToProve[][] {
  const chunks: AccountToProve[][] = [];
  let chunk: AccountToProve[] = [];
  let entries = 0n;
  for (const account of accounts) {
    if (chunk.length > 0 && entries + account.version > entriesMax) {
      chunks.push(chunk);
      chunk = [];
      entries = 0n;
    }
    chunk.push(account);
    entries += account.version;
  }
  if (chunk.length > 0) chunks.push(chunk);
  return chunks;
}

function joined(first: EntrySums, next: EntrySums): EntrySums {
  const goesOn = next.firstVersion === first.lastVersion + 1n && next.balanceBeforeMinor === first.balanceAfterMinor;
  return {
    ...first,
    entries: first.entries + next.entries,
    debitsMinor: first.debitsMinor + next.debitsMinor,
    creditsMinor: first.creditsMinor + next.creditsMinor,
    lastVersion: next.lastVersion,
    balanceAfterMinor: next.balanceAfterMinor,
    brokenVersion: first.brokenVersion ?? (goesOn ? next.brokenVersion : next.firstVersion),
  };
}

function whyWrong(account: AccountToProve, sum: EntrySums | undefined): string | undefined {
  if (!sum) {
    const empty = account.version === 0n && account.debitsMinor === 0n && account.creditsMinor === 0n;
    return empty ? undefined : `it has no entries, but version ${account.version}`;
  }
  if (sum.firstVersion !== 1n || sum.balanceBeforeMinor !== 0n) return `its first entry is version ${sum.firstVersion}`;
  if (sum.brokenVersion !== null) return `its entry ${sum.brokenVersion} does not go on from the one before`;
  if (sum.entries !== account.version) return `it has ${sum.entries} entries, but version ${account.version}`;
  if (sum.debitsMinor !== account.debitsMinor || sum.creditsMinor !== account.creditsMinor) {
    return `debits ${account.debitsMinor} and credits ${account.creditsMinor}, its entries ${sum.debitsMinor} and ${sum.creditsMinor}`;
  }
  const balance = account.debitsMinor - account.creditsMinor;
  return sum.balanceAfterMinor === balance ? undefined : `its last entry says ${sum.balanceAfterMinor}, not ${balance}`;
}
