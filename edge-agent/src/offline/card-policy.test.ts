import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type CardQuestion,
  type CardReason,
  type CardsThatWait,
  cardReasons,
  cardsLeft,
  offerOf,
} from './card-policy.ts';
import { policyOf, storePolicyOf } from './policy.fixture.ts';

const nowMs = Date.UTC(2026, 5, 15);
const none: CardsThatWait = {
  terminal: { count: 0, sumMinor: 0n },
  store: { count: 0, sumMinor: 0n },
  brandSumMinor: new Map(),
  oldestTakenAtMs: undefined,
};
const card = { maskedPan: '622202*********0018', entryMode: 'chip', expiry: '2612', onlinePin: false };
const question = (change: Partial<CardQuestion> = {}): CardQuestion => ({
  policy: policyOf(),
  storePolicy: storePolicyOf(),
  currency: 'CNY',
  waits: none,
  lastContactMs: nowMs - 1000,
  revoked: false,
  twinned: false,
  nowMs,
  amountMinor: 1000n,
  card,
  blocked: [],
  mayTake: true,
  ...change,
});
const waits = (change: Partial<CardsThatWait>) => ({ waits: { ...none, ...change } });
const sums = (count: number, sumMinor: bigint) => ({ count, sumMinor });

/** By reason: the last that is taken, and the first that is refused for it. */
const borders: Record<CardReason, { taken: Partial<CardQuestion>; refused: Partial<CardQuestion> }> = {
  OFFLINE_CARDS_OFF: { taken: {}, refused: { policy: policyOf({ cards: 'refuse' }) } },
  OFFLINE_CARD_NO_RISK: { taken: {}, refused: { policy: { ...policyOf(), risk: undefined } } },
  OFFLINE_CARD_CURRENCY: { taken: {}, refused: { policy: policyOf({ currency: 'EUR' }) } },
  OFFLINE_AGENT_REVOKED: { taken: {}, refused: { revoked: true } },
  OFFLINE_AGENT_TWINNED: { taken: {}, refused: { twinned: true } },
  OFFLINE_NO_CONTACT: { taken: { lastContactMs: nowMs - 7_199_999 }, refused: { lastContactMs: nowMs - 7_200_000 } },
  OFFLINE_CARD_TOO_OLD: {
    taken: waits({ oldestTakenAtMs: nowMs - 3_599_999 }),
    refused: waits({ oldestTakenAtMs: nowMs - 3_600_000 }),
  },
  OFFLINE_LIMIT_TERMINAL_COUNT: {
    taken: waits({ terminal: sums(4, 4n) }),
    refused: waits({ terminal: sums(5, 5n) }),
  },
  OFFLINE_LIMIT_STORE_COUNT: { taken: waits({ store: sums(7, 7n) }), refused: waits({ store: sums(8, 8n) }) },
  OFFLINE_RIGHT_MISSING: { taken: {}, refused: { mayTake: false } },
  OFFLINE_CARD_ENTRY_MODE: {
    taken: { card: { ...card, entryMode: 'contactless' } },
    refused: { card: { ...card, entryMode: 'magnetic' } },
  },
  OFFLINE_CARD_BLOCKED: { taken: { blocked: ['622202*0019'] }, refused: { blocked: ['622202*0018'] } },
  OFFLINE_CARD_EXPIRED: {
    taken: { card: { ...card, expiry: '2606' } },
    refused: { card: { ...card, expiry: '2605' } },
  },
  OFFLINE_CARD_NO_BRAND: {
    taken: { card: { ...card, maskedPan: '400000******0018' } },
    refused: { card: { ...card, maskedPan: '500000******0018' } },
  },
  OFFLINE_CARD_ONLINE_PIN: { taken: {}, refused: { card: { ...card, onlinePin: true } } },
  OFFLINE_LIMIT_TRANSACTION: {
    taken: { amountMinor: 45_000n, card: { ...card, maskedPan: '400000******0018' } },
    refused: { amountMinor: 45_001n, card: { ...card, maskedPan: '400000******0018' } },
  },
  OFFLINE_LIMIT_BRAND_TRANSACTION: { taken: { amountMinor: 40_000n }, refused: { amountMinor: 40_001n } },
  OFFLINE_LIMIT_BRAND_SUM: {
    taken: { amountMinor: 1000n, ...waits({ brandSumMinor: new Map([['unionpay', 89_000n]]) }) },
    refused: { amountMinor: 1001n, ...waits({ brandSumMinor: new Map([['unionpay', 89_000n]]) }) },
  },
  OFFLINE_LIMIT_TERMINAL_SUM: {
    taken: { amountMinor: 1000n, ...waits({ terminal: sums(1, 59_000n) }) },
    refused: { amountMinor: 1001n, ...waits({ terminal: sums(1, 59_000n) }) },
  },
  OFFLINE_LIMIT_STORE_SUM: {
    taken: { amountMinor: 1000n, ...waits({ store: sums(1, 99_000n) }) },
    refused: { amountMinor: 1001n, ...waits({ store: sums(1, 99_000n) }) },
  },
};

describe('each reason, just before it and just at it', () => {
  test.each(cardReasons)('%s', (reasonCode) => {
    expect(offerOf(question(borders[reasonCode].taken)).kind).toBe('possible');
    expect(offerOf(question(borders[reasonCode].refused))).toMatchObject({ kind: 'refused', reasonCode });
  });

  test('without a policy nothing is taken', () => {
    expect(offerOf(question({ policy: undefined }))).toMatchObject({ reasonCode: 'OFFLINE_CARDS_OFF' });
  });

  test('the one that is looked at first is told', () => {
    for (const [index, first] of cardReasons.entries()) {
      for (const second of cardReasons.slice(index + 1)) {
        const both = question({ ...borders[second].refused, ...borders[first].refused });
        const offer = offerOf(both);
        // Two borders may set the same member; then only one of them is there.
        if (offer.kind === 'refused') expect([first, second]).toContain(offer.reasonCode);
        else throw new Error(`${first} and ${second} are taken`);
      }
    }
  });

  test('without a bound on time a store that was never in contact may take', () => {
    const policy = { storePolicy: storePolicyOf({ offlineWithoutContactMsMax: 0 }) };
    expect(offerOf(question({ ...policy, lastContactMs: 0 })).kind).toBe('possible');
    expect(offerOf(question({ lastContactMs: 0 }))).toMatchObject({ reasonCode: 'OFFLINE_NO_CONTACT' });
  });

  test('figures say limit, used and left, of what refuses or of what is tightest', () => {
    expect(offerOf(question(borders.OFFLINE_LIMIT_TERMINAL_SUM.refused))).toMatchObject({
      figures: { unit: 'money', limit: 60_000n, used: 59_000n, left: 1000n },
    });
    expect(offerOf(question(borders.OFFLINE_LIMIT_STORE_COUNT.refused))).toMatchObject({
      figures: { unit: 'count', limit: 8n, used: 8n, left: 0n },
    });
    expect(offerOf(question())).toEqual({
      kind: 'possible',
      brand: 'unionpay',
      figures: { unit: 'money', limit: 40_000n, used: 0n, left: 40_000n },
    });
  });
});

describe('what is left', () => {
  test('is the tightest of sums, counts and times', () => {
    const situation = question(
      waits({ terminal: sums(2, 10_000n), store: sums(5, 70_000n), oldestTakenAtMs: nowMs - 600_000 }),
    );
    expect(cardsLeft(situation)).toEqual({ left: { amountMinor: 30_000n, count: 3, leftMs: 3_000_000 } });
  });
  test('has no end in time without a bound and with nothing waiting', () => {
    const situation = question({ storePolicy: storePolicyOf({ offlineWithoutContactMsMax: 0 }) });
    expect(cardsLeft(situation)).toMatchObject({ left: { leftMs: undefined } });
  });
  test('says why there is nothing', () => {
    expect(cardsLeft(question({ revoked: true }))).toEqual({ reasonCode: 'OFFLINE_AGENT_REVOKED' });
  });
});

test('whatever tills ask and servers answer, in any order, no sum that waits exceeds its limit', () => {
  const policy = policyOf();
  const pans = ['622202*********0018', '400000******0018'] as const;
  const step = fc.oneof(
    fc.record({
      kind: fc.constant('ask' as const),
      terminal: fc.constantFrom('till-1', 'till-2', 'till-3'),
      pan: fc.constantFrom(...pans),
      amountMinor: fc.bigInt({ min: 1n, max: 50_000n }),
      afterMs: fc.integer({ min: 0, max: 600_000 }),
    }),
    fc.record({ kind: fc.constant('answer' as const), place: fc.nat({ max: 20 }) }),
  );
  let taken = 0;
  fc.assert(
    fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
      const rows: Array<{ terminal: string; brand: string; amountMinor: bigint; atMs: number }> = [];
      let atMs = nowMs;
      const sumOf = (of: typeof rows) =>
        sums(
          of.length,
          of.reduce((sum, row) => sum + row.amountMinor, 0n),
        );
      for (const one of steps) {
        if (one.kind === 'answer') {
          rows.splice(one.place, 1);
          continue;
        }
        atMs += one.afterMs;
        const brandSumMinor = new Map(
          ['unionpay', 'visa'].map((name) => [name, sumOf(rows.filter((row) => row.brand === name)).sumMinor]),
        );
        const now = {
          terminal: sumOf(rows.filter((row) => row.terminal === one.terminal)),
          store: sumOf(rows),
          brandSumMinor,
          oldestTakenAtMs: rows[0]?.atMs,
        };
        const { amountMinor, terminal } = one;
        const asked = { amountMinor, card: { ...card, maskedPan: one.pan }, waits: now, nowMs: atMs };
        const offer = offerOf(question({ ...asked, lastContactMs: atMs }));
        if (offer.kind === 'refused') continue;
        expect(offer.figures.left).toBeGreaterThanOrEqual(amountMinor);
        rows.push({ terminal, brand: offer.brand, amountMinor, atMs });
        taken += 1;
        expect(sumOf(rows).sumMinor).toBeLessThanOrEqual(BigInt(policy.storeSumMinor));
        expect(rows.length).toBeLessThanOrEqual(policy.storeCount);
        const here = rows.filter((row) => row.terminal === terminal);
        expect(sumOf(here).sumMinor).toBeLessThanOrEqual(BigInt(policy.terminalSumMinor));
        expect(here.length).toBeLessThanOrEqual(policy.terminalCount);
        for (const { brand, storeSumMinor } of policy.brands) {
          expect(sumOf(rows.filter((row) => row.brand === brand)).sumMinor).toBeLessThanOrEqual(BigInt(storeSumMinor));
        }
      }
    }),
    { seed: 15, numRuns: 300 },
  );
  // Else the runs would have shown nothing.
  expect(taken).toBeGreaterThan(500);
});
