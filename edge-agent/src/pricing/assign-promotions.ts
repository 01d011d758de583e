/**
 * Which pieces of a cart are in which promotion. Each piece of an article is in at most one.
 *
 * A piece's own offer is the percent or amount off that saves most. Then bundles are made while one saves anything:
 * a bundle takes the pieces that would cost most without it, and of all bundles the one that saves most against the
 * pieces' own offers comes first. Pieces in no bundle keep their own offer. Of equals the lesser promotion id wins.
 * Every choice goes by prices and ids alone, so the order of the lines changes nothing.
 */
import { divideHalfUp, type SettingValue } from '@qiantai/protos';
import { spread } from './spread.ts';

export type Promotion = SettingValue<'promotion'>;

/** Pieces of one article at one price. */
export interface Pieces {
  articleId: string;
  priceMinor: bigint;
  count: number;
  /** Weighed goods and those that their code prices are in no bundle. */
  bundled: boolean;
}

export interface Reduction {
  promotionId: string;
  pieces: Pieces;
  amountMinor: bigint;
}

interface Group {
  pieces: Pieces;
  left: number;
  own: { promotionId: string; savedMinor: bigint } | undefined;
  /** Of one piece without any bundle. */
  payMinor: bigint;
}

interface Bundle {
  promotionId: string;
  quantity: number;
  priceMinor: bigint;
  /** The pieces that would cost most come first. */
  groups: readonly Group[];
}

interface Pick {
  bundle: Bundle;
  portions: ReadonlyArray<{ group: Group; count: number }>;
  savedMinor: bigint;
}

export function assignPromotions(pieces: readonly Pieces[], promotions: readonly Promotion[]): Reduction[] {
  const sorted = promotions.toSorted((a, b) => compare(a.promotionId, b.promotionId));
  const groups = groupsOf(pieces, sorted);
  const reductions: Reduction[] = [];
  const bundles = sorted.flatMap((promotion) => bundleOf(promotion, groups) ?? []);
  let picks = new Map(bundles.map((bundle) => [bundle, pickOf(bundle)]));
  for (;;) {
    const best = [...picks.values()].reduce<Pick | undefined>(
      (most, pick) => (pick && pick.savedMinor > (most?.savedMinor ?? 0n) ? pick : most),
      undefined,
    );
    if (!best) break;
    reductions.push(...take(best));
    const touched = new Set(best.portions.map(({ group }) => group));
    picks = new Map(
      [...picks].map(([bundle, pick]) => [bundle, pick && isTouched(pick, touched) ? pickOf(bundle) : pick]),
    );
  }
  for (const { own, left, pieces: those } of groups) {
    if (!own || left === 0) continue;
    reductions.push({ promotionId: own.promotionId, pieces: those, amountMinor: own.savedMinor * BigInt(left) });
  }
  return reductions;
}

/** Those that would cost most come first. */
function groupsOf(pieces: readonly Pieces[], promotions: readonly Promotion[]): Group[] {
  const singles = promotions.filter(({ rule }) => rule.kind === 'percent_off' || rule.kind === 'amount_off');
  return pieces
    .filter((one) => one.priceMinor > 0n)
    .map((one) => {
      const own = ownOffer(one, singles);
      return { pieces: one, left: one.count, own, payMinor: one.priceMinor - (own?.savedMinor ?? 0n) };
    })
    .sort(
      (a, b) =>
        compare(b.payMinor, a.payMinor) ||
        compare(b.pieces.priceMinor, a.pieces.priceMinor) ||
        compare(a.pieces.articleId, b.pieces.articleId),
    );
}

function ownOffer({ articleId, priceMinor }: Pieces, singles: readonly Promotion[]): Group['own'] {
  let best: Group['own'];
  for (const { promotionId, rule } of singles) {
    const savedMinor = holds(rule, articleId) ? savedOf(rule, priceMinor) : 0n;
    if (savedMinor > (best?.savedMinor ?? 0n)) best = { promotionId, savedMinor };
  }
  return best;
}

function savedOf(rule: Promotion['rule'], priceMinor: bigint): bigint {
  switch (rule.kind) {
    case 'percent_off':
      return divideHalfUp(priceMinor * BigInt(rule.basisPoints), 10_000n);
    case 'amount_off': {
      const amountMinor = BigInt(rule.amountMinor);
      return amountMinor < priceMinor ? amountMinor : priceMinor;
    }
    case 'bundle':
    case 'sale_off':
      return 0n;
  }
}

function bundleOf({ promotionId, rule }: Promotion, groups: readonly Group[]): Bundle | undefined {
  if (rule.kind !== 'bundle') return undefined;
  const priceMinor = BigInt(rule.priceMinor);
  const those = groups.filter(({ pieces }) => pieces.bundled && holds(rule, pieces.articleId));
  if (priceMinor < 0n || those.length === 0) return undefined;
  return { promotionId, quantity: rule.quantity, priceMinor, groups: those };
}

function pickOf(bundle: Bundle): Pick | undefined {
  const portions: Array<{ group: Group; count: number }> = [];
  let wanted = bundle.quantity;
  let payMinor = 0n;
  for (const group of bundle.groups) {
    const count = Math.min(group.left, wanted);
    if (count === 0) continue;
    portions.push({ group, count });
    payMinor += group.payMinor * BigInt(count);
    wanted -= count;
    if (wanted === 0) return { bundle, portions, savedMinor: payMinor - bundle.priceMinor };
  }
  return undefined;
}

/** A bundle of one kind of piece is taken as often as there are such, which is what taking it one by one comes to. */
function take({ bundle, portions }: Pick): Reduction[] {
  const [only] = portions;
  const times = portions.length === 1 && only ? Math.floor(only.group.left / only.count) : 1;
  const gross = portions.map(({ group, count }) => group.pieces.priceMinor * BigInt(count) * BigInt(times));
  const off = gross.reduce((sum, one) => sum + one, 0n) - bundle.priceMinor * BigInt(times);
  const shares = spread(off, gross);
  return portions.map(({ group, count }, index) => {
    group.left -= count * times;
    return { promotionId: bundle.promotionId, pieces: group.pieces, amountMinor: shares[index] ?? 0n };
  });
}

const isTouched = (pick: Pick, touched: ReadonlySet<Group>): boolean =>
  pick.portions.some(({ group }) => touched.has(group));

const articlesOf = new WeakMap<Promotion['rule'], ReadonlySet<string>>();

function holds(rule: Promotion['rule'], articleId: string): boolean {
  if (rule.kind === 'sale_off') return false;
  const known = articlesOf.get(rule) ?? new Set(rule.articleIds);
  articlesOf.set(rule, known);
  return known.has(articleId);
}

function compare<T extends bigint | string>(a: T, b: T): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
