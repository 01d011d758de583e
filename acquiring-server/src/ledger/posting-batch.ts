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
  /** Made when they are asked for: only a refusal needs them. */
  effects: () => ReadonlyArray<{ unit: number; account: number; availableDeltaMinor: bigint }>;
  effectCount: number;
  /** By place, in words for errors. */
  accountNames: string[];
}

interface Effect {
  unit: number;
  journal: number;
  account: AccountSum;
  leg: number;
  amountMinor: bigint;
  tradeMinor: bigint;
  riskMinor: bigint;
  /** The code of a leg's account, which tells its side. */
  code: AccountCode | undefined;
  /** Of the account, with this effect: entries, and what balance and freezes have moved by. */
  nth: number;
  sumMinor: bigint;
  heldMinor: bigint;
}

/** What a batch does to one account. */
interface AccountSum extends AccountRef {
  lockName: string;
  name: string;
  place: number;
  entries: number;
  debitsMinor: bigint;
  creditsMinor: bigint;
  tradeMinor: bigint;
  riskMinor: bigint;
  /** Debits less credits, and both freezes. */
  sumMinor: bigint;
  heldMinor: bigint;
}

interface NumberedJournal {
  unit: number;
  id: string;
  linkId: string | null;
  journal: Journal;
}

export function postingBatch(
  units: readonly UnitToPost[],
  context: { accountIdOf: (key: AccountKey) => string; mintId: () => string },
): PostingBatch {
  const journals: NumberedJournal[] = [];
  const effects: Effect[] = [];
  const accounts = new AccountSums();
  const journalPlaces = units.map((unit, index) => {
    for (const freeze of unit.freezes) effects.push(freezeEffect(index, freeze, accounts));
    const linkId = unit.journals.length > 1 ? context.mintId() : null;
    return unit.journals.map((journal) => {
      const place = journals.push({ unit: index, id: context.mintId(), linkId, journal });
      for (const [leg, { account, amountMinor }] of journal.legs.entries()) {
        const sum = accounts.of({ bookId: account.bookId, accountId: context.accountIdOf(account) }, account);
        effects.push(legEffect({ unit: index, journal: place, leg: leg + 1 }, sum, account, amountMinor));
      }
      return place;
    });
  });
  const sums = accounts.inLockOrder();
  return {
    values: [...journalArrays(journals), ...accountArrays(sums), ...effectArrays(effects)],
    journalPlaces,
    journalIds: journals.map(({ id }) => id),
    unitOfJournal: journals.map(({ unit }) => unit),
    effects: () =>
      effects.map((effect) => ({ unit: effect.unit, account: effect.account.place, ...availableOf(effect) })),
    effectCount: effects.length,
    accountNames: sums.map(({ name }) => name),
  };
}

function journalArrays(journals: readonly NumberedJournal[]): string[] {
  return [
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
    plainArray(journals.map(({ journal }) => String(journal.late === 'move'))),
  ];
}

function accountArrays(sums: readonly AccountSum[]): string[] {
  return [
    textArray(sums.map(({ bookId }) => bookId)),
    plainArray(sums.map(({ accountId }) => accountId)),
    plainArray(sums.map(({ entries }) => entries)),
    plainArray(sums.map(({ debitsMinor }) => debitsMinor)),
    plainArray(sums.map(({ creditsMinor }) => creditsMinor)),
    plainArray(sums.map(({ tradeMinor }) => tradeMinor)),
    plainArray(sums.map(({ riskMinor }) => riskMinor)),
  ];
}

function effectArrays(effects: readonly Effect[]): string[] {
  return [
    plainArray(effects.map(({ journal }) => journal)),
    plainArray(effects.map(({ account }) => account.place)),
    plainArray(effects.map(({ leg }) => leg)),
    plainArray(effects.map(({ amountMinor }) => amountMinor)),
    plainArray(effects.map(({ tradeMinor }) => tradeMinor)),
    plainArray(effects.map(({ riskMinor }) => riskMinor)),
    plainArray(effects.map(({ nth }) => nth)),
    plainArray(effects.map(({ sumMinor }) => sumMinor)),
    plainArray(effects.map(({ heldMinor }) => heldMinor)),
  ];
}

class AccountSums {
  private readonly sums = new Map<string, AccountSum>();

  of(ref: AccountRef, key?: AccountKey): AccountSum {
    const held = this.sums.get(ref.accountId);
    if (held) {
      if (key && held.name === '') held.name = accountName(key);
      return held;
    }
    const fresh: AccountSum = {
      ...ref,
      lockName: `${ref.bookId}\n${ref.accountId}`,
      name: key ? accountName(key) : '',
      place: 0,
      entries: 0,
      debitsMinor: 0n,
      creditsMinor: 0n,
      tradeMinor: 0n,
      riskMinor: 0n,
      sumMinor: 0n,
      heldMinor: 0n,
    };
    this.sums.set(ref.accountId, fresh);
    return fresh;
  }

  /** Everybody locks accounts in this order. Gives them their places. */
  inLockOrder(): AccountSum[] {
    const sums = [...this.sums.values()].sort((a, b) => (a.lockName < b.lockName ? -1 : 1));
    for (const [index, sum] of sums.entries()) sum.place = index + 1;
    return sums;
  }
}

function legEffect(
  at: { unit: number; journal: number; leg: number },
  account: AccountSum,
  key: AccountKey,
  amountMinor: bigint,
): Effect {
  account.entries += 1;
  account.sumMinor += amountMinor;
  if (amountMinor > 0n) account.debitsMinor += amountMinor;
  else account.creditsMinor -= amountMinor;
  return {
    ...at,
    account,
    amountMinor,
    tradeMinor: 0n,
    riskMinor: 0n,
    code: key.code,
    nth: account.entries,
    sumMinor: account.sumMinor,
    heldMinor: account.heldMinor,
  };
}

function freezeEffect(unit: number, freeze: FreezeChange, accounts: AccountSums): Effect {
  const account = accounts.of(freeze.account);
  account.tradeMinor += freeze.tradeMinor;
  account.riskMinor += freeze.riskMinor;
  account.heldMinor += freeze.tradeMinor + freeze.riskMinor;
  return {
    unit,
    journal: 0,
    leg: 0,
    account,
    amountMinor: 0n,
    tradeMinor: freeze.tradeMinor,
    riskMinor: freeze.riskMinor,
    code: undefined,
    nth: account.entries,
    sumMinor: account.sumMinor,
    heldMinor: account.heldMinor,
  };
}

function availableOf({ code, amountMinor, tradeMinor, riskMinor }: Effect): { availableDeltaMinor: bigint } {
  const moved = code !== undefined && signOf(code) === -1 ? -amountMinor : amountMinor;
  return { availableDeltaMinor: moved - tradeMinor - riskMinor };
}

/** How an account is called in errors and logs. */
export function accountName(key: Pick<AccountKey, 'bookId' | 'subject' | 'currency'> & { code: string }): string {
  return [key.bookId, key.code, ...(key.subject ? [key.subject] : []), key.currency].join(' ');
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
  const effects = batch.effects();
  const units = new Map<number, RefusedEffect>();
  const left = new Map<number, bigint>();
  const first = new Map<number, RefusedEffect>();
  for (const one of refused) {
    if (one.code === 'LEDGER_INSUFFICIENT_FUNDS') {
      left.set(one.account, BigInt(one.left ?? 0));
      if (!first.has(one.account)) first.set(one.account, one);
    } else {
      units.set(effects[one.effect - 1]?.unit ?? -1, one);
    }
  }
  for (const [unit, ofUnit] of effectsByUnit(effects)) {
    if (units.has(unit)) continue;
    const after = new Map(left);
    let short: number | undefined;
    for (const { account, availableDeltaMinor } of ofUnit) {
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

type EffectOfUnit = ReturnType<PostingBatch['effects']>[number];

function effectsByUnit(effects: readonly EffectOfUnit[]): Map<number, EffectOfUnit[]> {
  const units = new Map<number, EffectOfUnit[]>();
  for (const effect of effects) {
    const held = units.get(effect.unit);
    if (held) held.push(effect);
    else units.set(effect.unit, [effect]);
  }
  return units;
}
