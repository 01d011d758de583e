/** The ledger: units of journals and holds into the database, one by one, in batches, or with the caller's writes. */
import { type Clock, CodedError } from '@qiantai/foundation';
import type { IdMint } from '@qiantai/protos';
import type pg from 'pg';
import type { Database } from '../db/database.ts';
import { serverError } from '../errors.ts';
import { AccountsStore } from './accounts-store.ts';
import { createBatchLane, type Settled } from './batch-lane.ts';
import { applyHolds, HoldRefused, type HoldsOfUnit, readDueHolds } from './holds-store.ts';
import { type AccountKey, checkJournal, type Journal, type PostingResult, type PostingUnit } from './journal.ts';
import { readJournalIds, readMirrored } from './journals-store.ts';
import type { Ledger, Queryable } from './ledger.ts';
import { journalsOf } from './posting.ts';
import { type PostingBatch, postingBatch, type RefusedEffect, refusedUnits } from './posting-batch.ts';

export type { Ledger } from './ledger.ts';

export interface LedgerDeps {
  database: Database;
  clock: Clock;
  ids: IdMint;
}

/** Units of one batch. */
const batchMax = 500;

export function createLedger(deps: LedgerDeps): Ledger {
  const { database } = deps;
  const accounts = new AccountsStore(deps);
  const lane = createBatchLane<PostingUnit, PostingResult>({
    batchMax,
    keysOf: keysOfUnit,
    execute: async (units) => await settleBatch(deps, accounts, units),
  });
  const post = async (client: Queryable, units: readonly PostingUnit[]): Promise<PostingResult[]> => {
    try {
      return await postUnits(deps, accounts, client, units);
    } catch (error) {
      if (error instanceof BatchRefused) throw [...error.refusals.values()][0];
      throw error;
    }
  };

  return {
    openAccounts: async (events) => await accounts.remember(accountsOf(events.flatMap(journalsOf))),
    openAccount: async (client, account, options) => await accounts.open(client, account, options),
    post: async (client, events) => {
      const units = events
        .map((event) => ({ journals: journalsOf(event).map((journal) => ({ ...journal, late: 'move' as const })) }))
        .filter(({ journals }) => journals.length > 0);
      const results = await post(client, units);
      return results.reduce((sum, { replayed, journalIds }) => sum + (replayed ? 0 : journalIds.length), 0);
    },
    postUnits: post,
    submit: async (unit) => {
      for (const journal of unit.journals) checkJournal(journal);
      return await lane.add(unit);
    },
    reversalOf: async (client, journal, by) => await readMirrored(client, journal, by),
    setAccount: async (client, account, change) => await accounts.set(client, account, change),
    lockAccount: async (client, account) => await accounts.read(client, account, 'FOR UPDATE'),
    readAccount: async (account) => await accounts.read(database.pool, account, ''),
    lockBalance: async (client, account) => await debitBalance(client, account, 'FOR UPDATE'),
    balance: async (account) => await debitBalance(database.pool, account, ''),
    expireHolds: async (nowMs, countMax = 500) => {
      const due = await readDueHolds(database.pool, nowMs, countMax);
      const steps = due.map(
        (hold) => ({ step: 'expire', ...hold, reference: 'expired', amountMinor: 'rest' }) as const,
      );
      // One that was settled meanwhile is left to whoever settled it.
      const done = await Promise.allSettled(steps.map((step) => lane.add({ journals: [], holds: [step] })));
      const fault = done.find((one) => one.status === 'rejected' && !isCoded(one.reason, 'LEDGER_HOLD_NOT_FOUND'));
      if (fault?.status === 'rejected') throw fault.reason;
      return done.filter((one) => one.status === 'fulfilled').length;
    },
    drained: lane.drained,
  };

  async function debitBalance(client: Queryable, key: AccountKey, lock: 'FOR UPDATE' | ''): Promise<bigint> {
    return await accounts.debitsLessCredits(client, key, lock);
  }
}

function accountsOf(journals: readonly Journal[]): AccountKey[] {
  return journals.flatMap((journal) => journal.legs.map((leg) => leg.account));
}

function keysOfUnit(unit: PostingUnit): string[] {
  const keys = unit.journals.map((journal) => `${journal.bookId}\n${journal.kind}\n${journal.reference}`);
  for (const hold of unit.holds ?? []) keys.push(`${hold.bookId}\n${hold.holdId}`);
  for (const { bookId, reverses } of unit.journals) if (reverses) keys.push(`${bookId}\n${reverses}`);
  return keys;
}

/** Why units of a batch were refused, by their place in it; the statement wrote nothing. */
class BatchRefused extends Error {
  readonly refusals: ReadonlyMap<number, CodedError>;
  constructor(refusals: ReadonlyMap<number, CodedError>) {
    super('units of the batch were refused');
    this.refusals = refusals;
  }
}

/**
 * Commits what can be committed of a batch: units that are refused are set aside and the rest goes again. A
 * unit that was short of funds only because of others before it in its batch goes again behind them, so what
 * is refused would have been refused alone.
 */
async function settleBatch(
  deps: LedgerDeps,
  accounts: AccountsStore,
  units: readonly PostingUnit[],
): Promise<Array<Settled<PostingResult>>> {
  const settled = new Array<Settled<PostingResult>>(units.length);
  let waiting = units.map((_, index) => index);
  let behind: number[] = [];
  while (waiting.length > 0) {
    const batch = waiting.map((index) => units[index] as PostingUnit);
    try {
      const results = await commit(deps, accounts, batch);
      for (const [place, index] of waiting.entries()) settled[index] = { result: results[place] as PostingResult };
      waiting = behind;
      behind = [];
    } catch (error) {
      if (!(error instanceof BatchRefused)) throw error;
      const passing = waiting.filter((_, place) => !error.refusals.has(place));
      for (const [place, refused] of error.refusals) {
        const index = waiting[place] as number;
        if (passing.length > 0 && refused.code === 'LEDGER_INSUFFICIENT_FUNDS') behind.push(index);
        else settled[index] = { refused };
      }
      waiting = passing.length > 0 ? passing : behind;
      if (passing.length === 0) behind = [];
    }
  }
  return settled;
}

/** A batch of journals alone is one statement, which is its own transaction: one way to the database and back. */
async function commit(
  deps: LedgerDeps,
  accounts: AccountsStore,
  units: readonly PostingUnit[],
): Promise<PostingResult[]> {
  await accounts.remember(accountsOf(units.flatMap((unit) => unit.journals)));
  const alone = units.every((unit) => !unit.holds?.length);
  if (alone) return await deps.database.statement(async (client) => await postUnits(deps, accounts, client, units));
  return await deps.database.transaction(async (client) => await postUnits(deps, accounts, client, units));
}

async function postUnits(
  deps: LedgerDeps,
  accounts: AccountsStore,
  client: Queryable,
  units: readonly PostingUnit[],
): Promise<PostingResult[]> {
  for (const unit of units) for (const journal of unit.journals) checkJournal(journal);
  const nowMs = deps.clock.nowMs();
  const placed = units.flatMap((unit) =>
    (unit.holds ?? []).flatMap((hold) => (hold.step === 'place' ? [hold.account] : [])),
  );
  const accountIdOf = await accounts.idsOf(client, [...accountsOf(units.flatMap((unit) => unit.journals)), ...placed]);
  const holds = await holdsOf(client, units, { accountIdOf, nowMs });
  const batch = postingBatch(
    units.map((unit, index) => ({ journals: unit.journals, freezes: holds.get(index)?.freezes ?? [] })),
    { accountIdOf, mintId: () => deps.ids.uuid7() },
  );
  const stale = batch.effectCount > 0 ? await callPost(client, batch, { units, nowMs }) : [];
  return await resultsOf(client, batch, { units, stale: new Set(stale), holds });
}

async function holdsOf(
  client: Queryable,
  units: readonly PostingUnit[],
  context: { accountIdOf: (key: AccountKey) => string; nowMs: number },
): Promise<Map<number, HoldsOfUnit>> {
  const steps = units.flatMap((unit, index) => (unit.holds ?? []).map((step) => ({ unit: index, step })));
  if (steps.length === 0) return new Map();
  try {
    return await applyHolds(client, steps, context);
  } catch (error) {
    if (error instanceof HoldRefused && error.error instanceof CodedError) {
      throw new BatchRefused(new Map([[error.unit, error.error]]));
    }
    throw error;
  }
}

/** Types of the parameters of `ledger_post`, by its journals, accounts and effects. */
const parameterTypes = [
  'bigint',
  ...['text', 'uuid', 'text', 'text', 'text', 'date', 'bytea', 'uuid', 'uuid', 'text', 'text', 'int', 'boolean'].map(
    arrayOf,
  ),
  ...['text', 'uuid', 'int', 'bigint', 'bigint', 'bigint', 'bigint'].map(arrayOf),
  ...['int', 'int', 'smallint', 'bigint', 'bigint', 'bigint', 'int', 'bigint', 'bigint'].map(arrayOf),
];
const postSql = `SELECT ledger_post(${parameterTypes.map((type, index) => `$${index + 1}::${type}`).join(', ')}) AS stale`;

function arrayOf(type: string): string {
  return `${type}[]`;
}

async function callPost(
  client: Queryable,
  batch: PostingBatch,
  context: { units: readonly PostingUnit[]; nowMs: number },
): Promise<number[]> {
  try {
    const answer = await client.query<{ stale: number[] }>({
      name: 'ledger.post',
      text: postSql,
      values: [context.nowMs, ...batch.values],
    });
    return answer.rows[0]?.stale ?? [];
  } catch (error) {
    throw refusalOf(error, batch, context.units) ?? error;
  }
}

/** What the database refused, by unit; undefined for what it did not refuse by our rules. */
function refusalOf(error: unknown, batch: PostingBatch, units: readonly PostingUnit[]): Error | undefined {
  const thrown = error as Partial<pg.DatabaseError>;
  const alone = (refusal: CodedError) => (units.length === 1 ? new BatchRefused(new Map([[0, refusal]])) : undefined);
  if (thrown.code === '22003') {
    return alone(serverError('LEDGER_AMOUNT_OVERFLOW', { ...nameOf(units[0]), max: String(2n ** 63n - 1n) }));
  }
  if (thrown.code === '23505' && thrown.constraint === 'ledger_journal_reverses') {
    return alone(serverError('LEDGER_ALREADY_REVERSED'));
  }
  if (thrown.code !== 'QL001') return undefined;
  if (thrown.message === 'LEDGER_UNKNOWN_ACCOUNT') {
    return serverError('LEDGER_UNKNOWN_ACCOUNT', { account: batch.accountNames.slice(0, 10).join(', ') });
  }
  const detail = JSON.parse(thrown.detail ?? '{}') as { journals?: number[]; effects?: RefusedEffect[] };
  const refusals = new Map<number, CodedError>();
  for (const place of detail.journals ?? []) {
    const unit = batch.unitOfJournal[place - 1] ?? 0;
    refusals.set(unit, serverError('LEDGER_KEY_CONFLICT', nameOf(units[unit])));
  }
  for (const [unit, refused] of refusedUnits(batch, detail.effects ?? [])) {
    refusals.set(unit, effectError(refused, batch, units[unit]));
  }
  return refusals.size > 0 ? new BatchRefused(refusals) : undefined;
}

function effectError(refused: RefusedEffect, batch: PostingBatch, unit: PostingUnit | undefined): CodedError {
  const account = batch.accountNames[refused.account - 1] ?? '';
  switch (refused.code) {
    case 'LEDGER_PERIOD_CLOSED':
      return serverError('LEDGER_PERIOD_CLOSED', {
        bookId: unit?.journals[0]?.bookId ?? '',
        date: unit?.journals.map((journal) => journal.accountingDate).join(', ') ?? '',
      });
    case 'LEDGER_ACCOUNT_CLOSED':
    case 'LEDGER_ACCOUNT_FLOW':
    case 'LEDGER_INSUFFICIENT_FUNDS':
      return serverError(refused.code, { account });
    default:
      throw new TypeError(`the ledger refused with ${refused.code}`);
  }
}

function nameOf(unit: PostingUnit | undefined): { kind: string; reference: string } {
  const journal = unit?.journals[0];
  return { kind: journal?.kind ?? 'hold', reference: journal?.reference ?? unit?.holds?.[0]?.reference ?? '' };
}

async function resultsOf(
  client: Queryable,
  batch: PostingBatch,
  context: { units: readonly PostingUnit[]; stale: ReadonlySet<number>; holds: ReadonlyMap<number, HoldsOfUnit> },
): Promise<PostingResult[]> {
  const { units, stale } = context;
  if (stale.size === 0 && context.holds.size === 0) {
    return batch.journalPlaces.map((places) => ({
      replayed: false,
      journalIds: places.map((place) => idAt(batch, place)),
    }));
  }
  const before = await readJournalIds(
    client,
    units.flatMap((unit, index) =>
      batch.journalPlaces[index]?.some((place) => stale.has(place)) ? unit.journals : [],
    ),
  );
  return units.map((unit, index) => {
    const places = batch.journalPlaces[index] ?? [];
    const replays = [...places.map((place) => stale.has(place)), ...holdReplay(unit, context.holds.get(index))];
    const replayed = replays.length > 0 && replays.every((one) => one);
    if (!replayed && replays.some((one) => one)) {
      throw new BatchRefused(new Map([[index, serverError('LEDGER_KEY_CONFLICT', nameOf(unit))]]));
    }
    const journalIds = replayed
      ? unit.journals.map((journal) => before(journal))
      : places.map((place) => idAt(batch, place));
    return { replayed, journalIds };
  });
}

function idAt(batch: PostingBatch, place: number): string {
  return batch.journalIds[place - 1] as string;
}

function holdReplay(unit: PostingUnit, holds: HoldsOfUnit | undefined): boolean[] {
  return unit.holds?.length ? [holds?.replayed ?? false] : [];
}

function isCoded(error: unknown, code: string): boolean {
  return error instanceof CodedError && error.code === code;
}
