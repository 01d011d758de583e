/** A till's own book of cards against the batches that the server tells. Pure. */
import type { JournalPayload } from '@qiantai/protos';

export type CardBatchStatus = 'agrees' | 'differs' | 'has_open' | 'unknown' | 'not_sent';

export interface ServerBatch {
  cardTerminalId: string;
  /** 0 where the acquirer was not asked. */
  batch: number;
  status: CardBatchStatus;
  debitCount: number;
  debitMinor: bigint;
  creditCount: number;
  creditMinor: bigint;
}

export interface ServerEntry {
  key: string;
  refund: boolean;
  cardTerminalId: string;
  batch: number;
  settled: boolean;
  amountMinor: bigint;
}

export interface ServerBatches {
  batches: readonly ServerBatch[];
  entries: readonly ServerEntry[];
}

/** A card payment that is paid, or a refund to a card that succeeded. */
export interface OwnCard {
  key: string;
  refund: boolean;
  amountMinor: bigint;
  maskedPan: string;
}

type Settled = JournalPayload<'cards.settled'>;
export type SchemeSum = Settled['own'][number];
export type CardDifference = Settled['differences'][number];

export type Comparison =
  | { kind: 'agreed' | 'differed'; result: ComparedBatches; settledKeys: string[] }
  /** What was settled before is learnt all the same. */
  | { kind: 'found_nothing'; settledKeys: string[] }
  | { kind: 'put_off'; reasonCode: 'CARDS_HAVE_OPEN' | 'CARDS_HOST_AWAY' }
  | { kind: 'lost'; reasonCode: 'CARDS_NO_ANSWER' };

export interface ComparedBatches {
  batches: Settled['batches'];
  own: SchemeSum[];
  differences: CardDifference[];
  differenceCount: number;
}

const batchesMax = 20;
const differencesMax = 50;

/**
 * @param own the till's cards that it knows no settled batch of
 * @param known whether a key is a card of this till that counts, in whatever batch
 * @param isKnownBatch whether a settlement of before has told of this batch
 */
export function compareBatches(options: {
  told: ServerBatches;
  own: readonly OwnCard[];
  known: (key: string) => OwnCard | undefined;
  isKnownBatch: (batch: ServerBatch) => boolean;
}): Comparison {
  const { told, own, known } = options;
  if (told.batches.some(({ status }) => status === 'unknown')) return { kind: 'lost', reasonCode: 'CARDS_NO_ANSWER' };
  if (told.batches.some(({ status }) => status === 'has_open'))
    return { kind: 'put_off', reasonCode: 'CARDS_HAVE_OPEN' };
  if (told.batches.some(({ status }) => status === 'not_sent'))
    return { kind: 'put_off', reasonCode: 'CARDS_HOST_AWAY' };

  const there = new Map(told.entries.map((entry) => [entry.key, entry]));
  const fresh = told.batches.filter((batch) => !options.isKnownBatch(batch));
  const names = new Set(fresh.map(nameOf));
  const counted = told.entries.filter((entry) => names.has(nameOf(entry)));
  const differences: CardDifference[] = [];
  for (const card of own) {
    if (!there.has(card.key)) differences.push({ ...named(card), kind: 'missing_there', hereMinor: text(card) });
  }
  for (const entry of counted) {
    const card = known(entry.key);
    if (!card) differences.push({ ...named(entry), kind: 'missing_here', thereMinor: text(entry) });
    else if (card.amountMinor !== entry.amountMinor) {
      differences.push({ ...named(entry), kind: 'amount', hereMinor: text(card), thereMinor: text(entry) });
    }
  }
  const settledKeys = told.entries.filter(({ settled }) => settled).map(({ key }) => key);
  if (fresh.length === 0 && differences.length === 0) return { kind: 'found_nothing', settledKeys };
  const agrees = differences.length === 0 && fresh.every(({ status }) => status === 'agrees');
  return {
    kind: agrees ? 'agreed' : 'differed',
    settledKeys,
    result: {
      batches: fresh.slice(0, batchesMax).map(batchRecord),
      own: sumsOf(counted.flatMap((entry) => known(entry.key) ?? [])),
      differences: differences.slice(0, differencesMax),
      differenceCount: differences.length,
    },
  };
}

/** By scheme, in the order of their names. */
export function sumsOf(cards: readonly OwnCard[]): SchemeSum[] {
  const sums = new Map<string, { saleCount: number; sale: bigint; refundCount: number; refund: bigint }>();
  for (const { maskedPan, refund, amountMinor } of cards) {
    const scheme = schemeOf(maskedPan);
    const sum = sums.get(scheme) ?? { saleCount: 0, sale: 0n, refundCount: 0, refund: 0n };
    if (refund) sums.set(scheme, { ...sum, refundCount: sum.refundCount + 1, refund: sum.refund + amountMinor });
    else sums.set(scheme, { ...sum, saleCount: sum.saleCount + 1, sale: sum.sale + amountMinor });
  }
  return [...sums]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([scheme, { saleCount, sale, refundCount, refund }]) => ({
      ...{ scheme, saleCount, saleMinor: sale.toString(), refundCount, refundMinor: refund.toString() },
    }));
}

/** By the issuer's identification (ISO/IEC 7812-1) as far as a masked number shows it. */
export function schemeOf(maskedPan: string): string {
  const digits = /^[0-9]*/.exec(maskedPan)?.[0] ?? '';
  if (/^62|^81/.test(digits)) return 'unionpay';
  if (/^4/.test(digits)) return 'visa';
  if (/^5[1-5]|^2(22[1-9]|2[3-9]|[3-6]|7[01]|720)/.test(digits)) return 'mastercard';
  if (/^3[47]/.test(digits)) return 'amex';
  if (/^35(2[89]|[3-8])/.test(digits)) return 'jcb';
  return 'other';
}

const nameOf = ({ cardTerminalId, batch }: { cardTerminalId: string; batch: number }) => `${cardTerminalId}/${batch}`;
const named = ({ key, refund }: { key: string; refund: boolean }) => ({ key: key as CardDifference['key'], refund });
const text = ({ amountMinor }: { amountMinor: bigint }): string => amountMinor.toString();

function batchRecord(batch: ServerBatch): Settled['batches'][number] {
  const { cardTerminalId, debitCount, debitMinor, creditCount, creditMinor, status } = batch;
  return {
    ...{ cardTerminalId, batch: batch.batch, agrees: status === 'agrees', debitCount, creditCount },
    debitMinor: debitMinor.toString(),
    creditMinor: creditMinor.toString(),
  };
}
