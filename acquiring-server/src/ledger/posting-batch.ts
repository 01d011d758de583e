/** A batch of units as the parallel arrays that `ledger_post` takes, and its answers in our words. Pure. */
import { bytesArray, plainArray, textArray } from '../db/array-literal.ts';
import { type AccountCode, signOf } from './chart-of-accounts.ts';
import { type AccountKey, type Journal, journalHash } from './journal.ts';

export interface AccountRef {
  bookId: string;
  accountId: string;
}

/** What a step of a hold does to its account's freezes. */
export interface FreezeChange {
  account: AccountRef;
  tradeMinor: bigint;
  riskMinor: bigint;
}

export interface UnitToPost {
  journals: readonly Journal[];
  /** Come into force before the journals of the unit. */
  freezes: readonly FreezeChange[];
}

export interface PostingBatch {
  /** Parameters of `ledger_post`, in its order, after the instant. */
  values: unknown[];
  /** Of each unit, its journals' places in the arrays; 1 is the first. */
  journalPlaces: number[][];
  journalIds: string[];
  unitOfJournal: number[];
  effects: ReadonlyArray<{ unit: number; account: number; availableDeltaMinor: bigint }>;
  /** By place, in words for errors. */
  accountNames: string[];
}

interface Effect {
  unit: number;
  journal: number;
  account: string;
  leg: number;
  amountMinor: bigint;
  tradeMinor: bigint;
  riskMinor: bigint;
  availableDeltaMinor: bigint;
}

export function postingBatch(
  units: readonly UnitToPost[],
  context: { accountIdOf: (key: AccountKey) => string; mintId: () => string },
): PostingBatch {
  const journals: Array<{ unit: number; id: string; linkId: string | null; journal: Journal }> = [];
  const effects: Effect[] = [];
  const accounts = new Map<string, AccountRef & { name: string }>();
  const journalPlaces = units.map((unit, index) => {
    for (const freeze of unit.freezes) effects.push(freezeEffect(index, freeze, accounts));
    const linkId = unit.journals.length > 1 ? context.mintId() : null;
    return unit.journals.map((journal) => {
      const place = journals.push({ unit: index, id: context.mintId(), linkId, journal });
      addLegs({ unit: index, place, journal }, context.accountIdOf, { effects, accounts });
      return place;
    });
  });
  // Everybody locks accounts in this order.
  const names = [...accounts.keys()].sort();
  const placeOf = new Map(names.map((name, index) => [name, index + 1]));
  const refs = names.map((name) => accounts.get(name) as AccountRef & { name: string });
  const placed = effects.map((effect) => ({ ...effect, account: placeOf.get(effect.account) as number }));
  return {
    values: [
      textArray(journals.map(({ journal }) => journal.bookId)),
      plainArray(journals.map(({ id }) => id)),
      textArray(journals.map(({ journal }) => journal.kind)),
      textArray(journals.map(({ journal }) => journal.reference)),
      textArray(journals.map(({ journal }) => journal.currency)),
      plainArray(journals.map(({ journal }) => journal.accountingDate)),
      bytesArray(journals.map(({ journal }) => journalHash(journal))),
      plainArray(journals.map(({ journal }) => journal.reverses ?? null)),
      plainArray(journals.map(({ linkId }) => linkId)),
      textArray(journals.map(({ journal }) => journal.postedBy ?? '')),
      textArray(journals.map(({ journal }) => journal.note ?? '')),
      plainArray(journals.map(({ unit }) => unit)),
      textArray(refs.map(({ bookId }) => bookId)),
      plainArray(refs.map(({ accountId }) => accountId)),
      plainArray(placed.map(({ journal }) => journal)),
      plainArray(placed.map(({ account }) => account)),
      plainArray(placed.map(({ leg }) => leg)),
      plainArray(placed.map(({ amountMinor }) => amountMinor)),
      plainArray(placed.map(({ tradeMinor }) => tradeMinor)),
      plainArray(placed.map(({ riskMinor }) => riskMinor)),
    ],
    journalPlaces,
    journalIds: journals.map(({ id }) => id),
    unitOfJournal: journals.map(({ unit }) => unit),
    effects: placed,
    accountNames: refs.map(({ name }) => name),
  };
}

/** How an account is called in errors and logs. */
export function accountName(key: Pick<AccountKey, 'bookId' | 'subject' | 'currency'> & { code: string }): string {
  return [key.bookId, key.code, ...(key.subject ? [key.subject] : []), key.currency].join(' ');
}

function addLegs(
  at: { unit: number; place: number; journal: Journal },
  accountIdOf: (key: AccountKey) => string,
  into: { effects: Effect[]; accounts: Map<string, AccountRef & { name: string }> },
): void {
  for (const [index, { account, amountMinor }] of at.journal.legs.entries()) {
    const accountId = accountIdOf(account);
    const name = refName({ bookId: account.bookId, accountId });
    const known = into.accounts.get(name);
    if (!known || known.name === '') {
      into.accounts.set(name, { bookId: account.bookId, accountId, name: accountName(account) });
    }
    into.effects.push({
      unit: at.unit,
      journal: at.place,
      account: name,
      leg: index + 1,
      amountMinor,
      tradeMinor: 0n,
      riskMinor: 0n,
      availableDeltaMinor: signOf(account.code as AccountCode) === 1 ? amountMinor : -amountMinor,
    });
  }
}

function freezeEffect(
  unit: number,
  freeze: FreezeChange,
  accounts: Map<string, AccountRef & { name: string }>,
): Effect {
  const name = refName(freeze.account);
  if (!accounts.has(name)) accounts.set(name, { ...freeze.account, name: '' });
  return {
    unit,
    journal: 0,
    account: name,
    leg: 0,
    amountMinor: 0n,
    tradeMinor: freeze.tradeMinor,
    riskMinor: freeze.riskMinor,
    availableDeltaMinor: -freeze.tradeMinor - freeze.riskMinor,
  };
}

function refName(ref: AccountRef): string {
  return `${ref.bookId}\n${ref.accountId}`;
}

/** An effect that `ledger_post` refused: its place, the account's place, the code, what was left at the start. */
export interface RefusedEffect {
  effect: number;
  account: number;
  code: string;
  left: number | null;
}

/**
 * The units that would not have gone through one after the other, with why. Refusals that don't hang on the
 * others stand as they are; where funds were short, the units are gone through in their order from what was
 * left at the start.
 */
export function refusedUnits(batch: PostingBatch, refused: readonly RefusedEffect[]): Map<number, RefusedEffect> {
  const units = new Map<number, RefusedEffect>();
  const left = new Map<number, bigint>();
  const first = new Map<number, RefusedEffect>();
  for (const one of refused) {
    if (one.code === 'LEDGER_INSUFFICIENT_FUNDS') {
      left.set(one.account, BigInt(one.left ?? 0));
      if (!first.has(one.account)) first.set(one.account, one);
    } else {
      units.set(batch.effects[one.effect - 1]?.unit ?? -1, one);
    }
  }
  for (const [unit, effects] of effectsByUnit(batch)) {
    if (units.has(unit)) continue;
    const after = new Map(left);
    let short: number | undefined;
    for (const { account, availableDeltaMinor } of effects) {
      const before = after.get(account);
      if (before === undefined) continue;
      after.set(account, before + availableDeltaMinor);
      if (availableDeltaMinor < 0n && before + availableDeltaMinor < 0n) short ??= account;
    }
    if (short === undefined) for (const [account, value] of after) left.set(account, value);
    else units.set(unit, first.get(short) as RefusedEffect);
  }
  return units;
}

function effectsByUnit(batch: PostingBatch): Map<number, Array<PostingBatch['effects'][number]>> {
  const units = new Map<number, Array<PostingBatch['effects'][number]>>();
  for (const effect of batch.effects) {
    const held = units.get(effect.unit);
    if (held) held.push(effect);
    else units.set(effect.unit, [effect]);
  }
  return units;
}
