import { SeededRandom } from '@qiantai/foundation';
import { describe, expect, test } from 'vitest';
import { compareBatches, type OwnCard, type ServerBatch, type ServerEntry, schemeOf, sumsOf } from './compare-batch.ts';

const key = (number: number) => `01890000-0000-7000-8000-${String(number).padStart(12, '0')}`;
const own = (number: number, change: Partial<OwnCard> = {}): OwnCard => ({
  ...{ key: key(number), refund: false, amountMinor: 1250n, maskedPan: '622202*********0018' },
  ...change,
});
const entry = (number: number, change: Partial<ServerEntry> = {}): ServerEntry => ({
  ...{ key: key(number), refund: false, cardTerminalId: '10000001', batch: 7, settled: true, amountMinor: 1250n },
  ...change,
});
const batch = (change: Partial<ServerBatch> = {}): ServerBatch => ({
  ...{ cardTerminalId: '10000001', batch: 7, status: 'agrees', debitCount: 1, debitMinor: 1250n },
  ...{ creditCount: 0, creditMinor: 0n },
  ...change,
});
const compare = (
  batches: ServerBatch[],
  entries: ServerEntry[],
  cards: OwnCard[],
  more: { knownBatch?: number; settledBefore?: OwnCard[] } = {},
) =>
  compareBatches({
    told: { batches, entries },
    own: cards,
    known: (wanted) => [...cards, ...(more.settledBefore ?? [])].find((card) => card.key === wanted),
    isKnownBatch: (one) => one.batch === more.knownBatch,
  });

describe('a till’s book against the batches', () => {
  test('agrees where both have the same', () => {
    expect(compare([batch()], [entry(1)], [own(1)])).toEqual({
      kind: 'agreed',
      settledKeys: [key(1)],
      result: {
        batches: [
          {
            ...{ cardTerminalId: '10000001', batch: 7, agrees: true, debitCount: 1, debitMinor: '1250' },
            ...{ creditCount: 0, creditMinor: '0' },
          },
        ],
        own: [{ scheme: 'unionpay', saleCount: 1, saleMinor: '1250', refundCount: 0, refundMinor: '0' }],
        differences: [],
        differenceCount: 0,
      },
    });
  });

  test.each([
    ['a payment that the acquirer has not', [], [own(1)], { kind: 'missing_there', key: key(1), hereMinor: '1250' }],
    ['one that the till has not', [entry(2)], [], { kind: 'missing_here', key: key(2), thereMinor: '1250' }],
    [
      'another amount',
      [entry(1, { amountMinor: 999n })],
      [own(1)],
      { kind: 'amount', key: key(1), hereMinor: '1250', thereMinor: '999' },
    ],
  ] as const)('names %s', (_what, entries, cards, difference) => {
    const compared = compare([batch()], [...entries], [...cards]);
    expect(compared).toMatchObject({ kind: 'differed', result: { differences: [difference], differenceCount: 1 } });
  });

  test('differs where the acquirer counts otherwise, and settles nothing then', () => {
    const compared = compare([batch({ status: 'differs' })], [entry(1, { settled: false })], [own(1)]);
    expect(compared).toMatchObject({
      ...{ kind: 'differed', settledKeys: [] },
      result: { batches: [{ agrees: false }], differences: [] },
    });
  });

  test('leaves what stands in another card terminal’s open batch for later', () => {
    const compared = compare(
      [batch()],
      [entry(1), entry(2, { cardTerminalId: '10000002', batch: 3, settled: false, refund: true })],
      [own(1), own(2, { refund: true })],
    );
    expect(compared).toMatchObject({ kind: 'agreed', settledKeys: [key(1)] });
  });

  test('learns a batch that was told before without counting it again', () => {
    expect(compare([batch()], [entry(1)], [own(1)], { knownBatch: 7 })).toEqual({
      ...{ kind: 'found_nothing', settledKeys: [key(1)] },
    });
  });

  test('counts what another terminal’s settlement took along', () => {
    const compared = compare([batch({ debitCount: 9 })], [entry(1)], [], { settledBefore: [own(1)] });
    expect(compared).toMatchObject({ kind: 'agreed', result: { own: [{ saleCount: 1 }] } });
  });

  test('decides nothing where the acquirer was not reached, has something open, or gave no answer', () => {
    expect(compare([batch({ batch: 0, status: 'not_sent' })], [], [own(1)])).toEqual({
      ...{ kind: 'put_off', reasonCode: 'CARDS_HOST_AWAY' },
    });
    expect(compare([batch({ status: 'has_open' })], [], [own(1)])).toEqual({
      ...{ kind: 'put_off', reasonCode: 'CARDS_HAVE_OPEN' },
    });
    expect(compare([batch({ status: 'has_open' }), batch({ status: 'unknown' })], [], [])).toEqual({
      ...{ kind: 'lost', reasonCode: 'CARDS_NO_ANSWER' },
    });
  });

  test('names at most fifty and counts all', () => {
    const cards = Array.from({ length: 60 }, (_, number) => own(number));
    const compared = compare([], [], cards);
    expect(compared).toMatchObject({ kind: 'differed', result: { differenceCount: 60, batches: [] } });
    expect(compared.kind === 'differed' && compared.result.differences).toHaveLength(50);
  });

  test('of any cards agrees with itself, and one card more or less is one difference', () => {
    for (let seed = 1; seed <= 50; seed++) {
      const random = new SeededRandom(`compare ${seed}`);
      const cards = Array.from({ length: 1 + random.below(21) }, (_, number) =>
        own(number, { amountMinor: BigInt(1 + random.below(10_000)), refund: random.below(4) === 0 }),
      );
      const entries = cards.map((card, number) =>
        entry(number, { amountMinor: card.amountMinor, refund: card.refund }),
      );
      expect(compare([batch()], entries, cards).kind, `seed ${seed}`).toBe('agreed');
      const gone = compare([batch()], entries.slice(1), cards);
      expect(gone, `seed ${seed}`).toMatchObject({ kind: 'differed', result: { differenceCount: 1 } });
      const more = compare([batch()], [...entries, entry(99)], cards);
      expect(more, `seed ${seed}`).toMatchObject({ kind: 'differed', result: { differenceCount: 1 } });
    }
  });
});

test('a scheme is told by the first digits', () => {
  const schemes = ['6222', '8171', '4242', '5555', '2221', '2720', '3782', '3530', '9999', ''].map((digits) =>
    schemeOf(`${digits}**********0018`),
  );
  expect(schemes).toEqual([
    ...['unionpay', 'unionpay', 'visa', 'mastercard', 'mastercard', 'mastercard', 'amex', 'jcb', 'other', 'other'],
  ]);
});

test('sums keep sales and refunds apart', () => {
  expect(
    sumsOf([own(1), own(2, { refund: true, amountMinor: 50n }), own(3, { maskedPan: '424242******4242' })]),
  ).toEqual([
    { scheme: 'unionpay', saleCount: 1, saleMinor: '1250', refundCount: 1, refundMinor: '50' },
    { scheme: 'visa', saleCount: 1, saleMinor: '1250', refundCount: 0, refundMinor: '0' },
  ]);
});
