/**
 * The proof over all books: every journal sums to zero, every balance equals its entries, versions have no gap,
 * freezes equal holds, periods were carried over right, general accounts equal their details. Reads in short
 * chunks, rests between them as long as it is told to, and says how far it is.
 */

import type { Database } from '../db/database.ts';
import { type AccountCode, chartOfAccounts, isNominal } from './chart-of-accounts.ts';
import {
  type AccountPart,
  type AccountPlace,
  type AccountToProve,
  type EntrySums,
  endOfPart,
  findWrongControls,
  findWrongFreezes,
  findWrongHolds,
  findWrongPeriods,
  type JournalPlace,
  proveJournals,
  type Reader,
  readAccounts,
  readChainEnds,
  sumBooks,
  sumByAccount,
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

/** What one statement reads: some hundredths of a second. */
const entriesMax = 50_000n;
const accountsMax = 1000;
const journalsMax = 10_000;
const findingsMax = 100;

export async function proveBooks(database: Pick<Database, 'pool'>, options: ProofOptions = {}): Promise<BooksProof> {
  const proof = new Proof(database.pool, options);
  if (options.rest) {
    await proof.accounts();
    await proof.journals();
  } else {
    // Side by side: on a machine with a core to spare they take half the time.
    await Promise.all([proof.accounts(), proof.journals()]);
  }
  await proof.rest();
  return proof.result();
}

const nowhere = '00000000-0000-0000-0000-000000000000';

/** What was read of an account so far. */
interface SeenAccount {
  entries: bigint;
  debitsMinor: bigint;
  chain: bigint;
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

  /** All entries once, in the order of the disk, summed by account; then every account against its sums. */
  async accounts(): Promise<void> {
    const seen = new Map<string, SeenAccount>();
    await this.parts(async (after, last) => {
      for (const part of await sumByAccount(this.reader, after, last)) addPart(seen, part);
    });
    let after: AccountPlace = { bookId: '', accountId: nowhere };
    for (;;) {
      const read = await this.timed(async () => await readAccounts(this.reader, after, accountsMax));
      const last = read.at(-1);
      if (!last) break;
      after = last;
      await this.proveAccounts(read, seen);
      this.options.onProgress?.({ step: 'accounts', done: this.accountCount, entries: this.entryCount });
    }
    for (const [accountId, { entries }] of seen) {
      this.find('account', accountId, `${entries} entries stand on an account that is not there`);
    }
  }

  async journals(): Promise<void> {
    let entries = 0;
    await this.parts(async (after, last) => {
      const part = await proveJournals(this.reader, after, last);
      for (const { name, why } of part.wrong) this.find('journal', name, why);
      this.journalCount += part.journals;
      entries += part.entries;
      this.options.onProgress?.({ step: 'journals', done: this.journalCount, entries });
    });
  }

  async rest(): Promise<void> {
    const nominal = Object.keys(chartOfAccounts).filter((code) => isNominal(code as AccountCode));
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

  /** Goes through the journals in parts of some ten thousand. */
  private async parts(work: (after: JournalPlace, last: JournalPlace) => Promise<void>): Promise<void> {
    let after: JournalPlace = { bookId: '', journalId: nowhere };
    for (;;) {
      const last = await endOfPart(this.reader, after, journalsMax);
      if (!last) return;
      const from = after;
      await this.timed(async () => await work(from, last));
      after = last;
    }
  }

  private async proveAccounts(accounts: readonly AccountToProve[], seen: Map<string, SeenAccount>): Promise<void> {
    const read = accounts.map((account) => ({ ...account, entries: seen.get(account.accountId)?.entries ?? 0n }));
    const ends = await this.timed(async () => await readChainEnds(this.reader, read));
    for (const account of accounts) {
      const sum = seen.get(account.accountId);
      seen.delete(account.accountId);
      const end = ends.get(account.accountId);
      const chained =
        sum && end && BigInt(end.chain) === sum.chain ? { ...sum, balanceMinor: end.balanceMinor } : undefined;
      const why = (await this.isProved(account, chained)) ? undefined : await this.whyWrong(account);
      if (why) this.find('account', `${account.bookId} ${account.code} ${account.subject} ${account.currency}`, why);
      this.accountCount += 1;
      this.entryCount += Number(account.version);
      this.debitsMinor += account.debitsMinor;
      this.creditsMinor += account.creditsMinor;
    }
  }

  /** Whether what was read of it, and what was posted to it meanwhile, makes what its row says. */
  private async isProved(
    account: AccountToProve,
    chained: (SeenAccount & { balanceMinor: bigint }) | undefined,
  ): Promise<boolean> {
    if (account.hasStray) return false;
    if (!chained) return account.version === 0n && account.debitsMinor === 0n && account.creditsMinor === 0n;
    let { debitsMinor, balanceMinor } = chained;
    if (account.version !== chained.entries) {
      const late = await sumPart(this.reader, { ...account, after: chained.entries, last: account.version });
      if (!late || late.entries !== account.version - chained.entries || late.brokenVersion !== null) return false;
      if (late.firstVersion !== chained.entries + 1n || late.balanceBeforeMinor !== balanceMinor) return false;
      debitsMinor += late.debitsMinor;
      balanceMinor = late.balanceAfterMinor;
    }
    return debitsMinor === account.debitsMinor && debitsMinor - balanceMinor === account.creditsMinor;
  }

  /** Entry by entry, in parts that each go on where the one before ended. Undefined: nothing is wrong after all. */
  private async whyWrong(account: AccountToProve): Promise<string | undefined> {
    let whole: EntrySums | undefined;
    for (let after = 0n; after < account.version; after += entriesMax) {
      const last = after + entriesMax < account.version ? after + entriesMax : account.version;
      const from = after;
      const part = await this.timed(async () => await sumPart(this.reader, { ...account, after: from, last }));
      if (part) whole = whole ? joined(whole, part) : part;
    }
    return reasonOf(account, whole) ?? (account.hasStray ? 'it has entries behind its version' : undefined);
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

function addPart(seen: Map<string, SeenAccount>, part: AccountPart): void {
  const held = seen.get(part.accountId);
  if (!held) {
    seen.set(part.accountId, { ...part, chain: BigInt(part.chain) });
    return;
  }
  held.entries += part.entries;
  held.debitsMinor += part.debitsMinor;
  held.chain += BigInt(part.chain);
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

function reasonOf(account: AccountToProve, sum: EntrySums | undefined): string | undefined {
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
