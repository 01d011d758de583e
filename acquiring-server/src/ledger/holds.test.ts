import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { HoldStep, PostingUnit } from './journal.ts';
import { memberKey, openTestLedger, suspense, transferJournal } from './ledger.fixture.ts';
import { proveBooks } from './prove-books.ts';

let books: Awaited<ReturnType<typeof openTestLedger>>;
beforeAll(async () => {
  books = await openTestLedger('holds');
});
afterAll(async () => {
  expect((await proveBooks(books.database)).findings).toEqual([]);
  await books.database.close();
});

/** A member of its own for each test. */
let count = 0;
let name = '';
beforeEach(async () => {
  name = `H${++count}`;
  await books.ledger.openAccount(books.database.pool, memberKey(name));
});

const account = () => memberKey(name);
const place = (holdId: string, amountMinor: bigint, change: Partial<Extract<HoldStep, { step: 'place' }>> = {}) =>
  ({
    step: 'place',
    bookId: '@platform',
    holdId,
    account: account(),
    amountMinor,
    freeze: 'trade',
    reference: 'withdrawal-1',
    expiresAtMs: null,
    ...change,
  }) as const;
const settle = (
  step: 'capture' | 'release' | 'expire',
  holdId: string,
  amountMinor: bigint | 'rest',
  reference: string,
  releaseRest = false,
) => ({ step, bookId: '@platform', holdId, reference, amountMinor, releaseRest }) as HoldStep;
const capture = (holdId: string, amountMinor: bigint, reference: string, releaseRest = false): PostingUnit => ({
  holds: [settle('capture', holdId, amountMinor, reference, releaseRest)],
  journals: [
    transferJournal(`${holdId}/${reference}`, account(), { ...suspense, code: 'platform.suspense' }, amountMinor),
  ],
});
const submit = async (unit: PostingUnit) => await books.ledger.submit(unit);
const refusal = async (unit: PostingUnit) =>
  await submit(unit).then(
    ({ replayed }) => (replayed ? 'replayed' : 'posted'),
    (error: { code?: string }) => error.code ?? String(error),
  );
const balance = async () => {
  const held = await books.ledger.readAccount(account());
  return held && [held.totalMinor, held.tradeFrozenMinor, held.riskFrozenMinor, held.availableMinor];
};
const pay = async (amountMinor: bigint) =>
  await refusal({ journals: [transferJournal(books.ids.uuid7(), account(), suspense, amountMinor)] });

describe('a hold', () => {
  it('leaves the total and lessens what is available; trade and risk are kept apart', async () => {
    await books.recharge(name, 100n);
    await submit({ journals: [], holds: [place(books.ids.uuid7(), 30n)] });
    await submit({ journals: [], holds: [place(books.ids.uuid7(), 20n, { freeze: 'risk', reference: 'case-7' })] });
    expect(await balance()).toEqual([100n, 30n, 20n, 50n]);
    expect(await pay(51n)).toBe('LEDGER_INSUFFICIENT_FUNDS');
    expect(await pay(50n)).toBe('posted');
    expect(await balance()).toEqual([50n, 30n, 20n, 0n]);
  });

  it('is captured in parts, the rest released; every step is taken once', async () => {
    await books.recharge(name, 100n);
    const holdId = books.ids.uuid7();
    const placed = { journals: [], holds: [place(holdId, 60n)] };
    expect([await refusal(placed), await refusal(placed)]).toEqual(['posted', 'replayed']);
    const first = capture(holdId, 25n, 'part-1');
    expect([await refusal(first), await refusal(first)]).toEqual(['posted', 'replayed']);
    expect(await balance()).toEqual([75n, 35n, 0n, 40n]);
    expect(await refusal(capture(holdId, 36n, 'part-2'))).toBe('LEDGER_HOLD_EXCEEDED');
    const last = capture(holdId, 30n, 'part-2', true);
    expect([await refusal(last), await refusal(last)]).toEqual(['posted', 'replayed']);
    expect(await balance()).toEqual([45n, 0n, 0n, 45n]);
    expect(await refusal(capture(holdId, 1n, 'part-3'))).toBe('LEDGER_HOLD_NOT_FOUND');
    expect(await refusal({ journals: [], holds: [settle('release', holdId, 'rest', 'late')] })).toBe(
      'LEDGER_HOLD_NOT_FOUND',
    );
  });

  it('placed and captured in one unit leaves nothing frozen', async () => {
    await books.recharge(name, 10n);
    const holdId = books.ids.uuid7();
    const { journals, holds } = capture(holdId, 10n, 'at-once');
    expect(await refusal({ journals, holds: [place(holdId, 10n), ...(holds ?? [])] })).toBe('posted');
    expect(await balance()).toEqual([0n, 0n, 0n, 0n]);
  });

  it('under a used id with another payload is a conflict, and so is a used reference of a step', async () => {
    await books.recharge(name, 100n);
    const holdId = books.ids.uuid7();
    await submit({ journals: [], holds: [place(holdId, 60n)] });
    const before = await books.rowCounts();
    expect(await refusal({ journals: [], holds: [place(holdId, 61n)] })).toBe('LEDGER_KEY_CONFLICT');
    await submit(capture(holdId, 5n, 'part'));
    expect(await refusal({ ...capture(holdId, 6n, 'part') })).toBe('LEDGER_KEY_CONFLICT');
    // The same step with another journal is not the same unit.
    const other = { ...capture(holdId, 5n, 'part'), journals: [transferJournal('other', account(), suspense, 5n)] };
    expect(await refusal(other)).toBe('LEDGER_KEY_CONFLICT');
    expect(await books.rowCounts()).toEqual({
      ...before,
      journals: before.journals + 1,
      entries: before.entries + 2,
      steps: before.steps + 1,
    });
  });

  it('of more than is available, of nothing, or on no account is refused and leaves nothing', async () => {
    await books.recharge(name, 100n);
    const before = await books.rowCounts();
    const hold = (change: Parameters<typeof place>[2], amountMinor = 10n) =>
      refusal({ journals: [], holds: [place(books.ids.uuid7(), amountMinor, change)] });
    expect(await hold({}, 101n)).toBe('LEDGER_INSUFFICIENT_FUNDS');
    expect(await hold({}, 0n)).toBe('LEDGER_AMOUNT_ZERO');
    expect(await hold({}, 10n ** 18n)).toBe('LEDGER_AMOUNT_OVERFLOW');
    expect(await hold({ account: memberKey('nobody') })).toBe('LEDGER_UNKNOWN_ACCOUNT');
    expect(await refusal(capture(books.ids.uuid7(), 5n, 'x'))).toBe('LEDGER_HOLD_NOT_FOUND');
    expect(await books.rowCounts()).toEqual(before);
  });

  it('runs out by itself at its time, once', async () => {
    await books.recharge(name, 100n);
    const holdId = books.ids.uuid7();
    const expiresAtMs = books.clock.nowMs() + 60_000;
    await submit({ journals: [], holds: [place(holdId, 40n, { expiresAtMs })] });
    expect(await books.ledger.expireHolds(expiresAtMs - 1)).toBe(0);
    const both = [books.ledger.expireHolds(expiresAtMs), books.newLedger().expireHolds(expiresAtMs)];
    await Promise.all(both);
    expect(await books.ledger.expireHolds(expiresAtMs)).toBe(0);
    expect(await balance()).toEqual([100n, 0n, 0n, 100n]);
    const found = await books.database.pool.query('SELECT status FROM ledger_hold WHERE hold_id = $1', [holdId]);
    expect(found.rows).toEqual([{ status: 'expired' }]);
    expect(await refusal(capture(holdId, 5n, 'late'))).toBe('LEDGER_HOLD_NOT_FOUND');
  });
});

describe('an account', () => {
  const set = async (change: Parameters<typeof books.ledger.setAccount>[2]) =>
    await books.ledger.setAccount(books.database.pool, account(), change);

  it('may be overdrawn as far as it was allowed to, and no further; money in is always welcome', async () => {
    await set({ overdraftMinor: 50n });
    expect([await pay(50n), await pay(1n)]).toEqual(['posted', 'LEDGER_INSUFFICIENT_FUNDS']);
    await set({ overdraftMinor: 0n });
    await books.recharge(name, 20n);
    expect(await balance()).toEqual([-30n, 0n, 0n, -30n]);
    expect(await pay(1n)).toBe('LEDGER_INSUFFICIENT_FUNDS');
    expect(await refusal({ journals: [], holds: [place(books.ids.uuid7(), 1n)] })).toBe('LEDGER_INSUFFICIENT_FUNDS');
  });

  it('that is frozen takes money and gives none, one that is stopped does neither', async () => {
    await books.recharge(name, 100n);
    const holdId = books.ids.uuid7();
    await submit({ journals: [], holds: [place(holdId, 40n)] });
    await set({ flow: 'in' });
    await books.recharge(name, 1n);
    expect(await pay(1n)).toBe('LEDGER_ACCOUNT_FLOW');
    expect(await refusal({ journals: [], holds: [place(books.ids.uuid7(), 1n)] })).toBe('LEDGER_ACCOUNT_FLOW');
    expect(await refusal(capture(holdId, 40n, 'x'))).toBe('LEDGER_ACCOUNT_FLOW');
    // Risk may always set aside more, and what was set aside may always be given back.
    expect(await refusal({ journals: [], holds: [place(books.ids.uuid7(), 1n, { freeze: 'risk' })] })).toBe('posted');
    await set({ flow: 'none' });
    await expect(books.recharge(name, 1n)).rejects.toMatchObject({ code: 'LEDGER_ACCOUNT_FLOW' });
    expect(await refusal({ journals: [], holds: [settle('release', holdId, 'rest', 'back')] })).toBe('posted');
    await set({ flow: 'out' });
    expect(await pay(1n)).toBe('posted');
    await expect(books.recharge(name, 1n)).rejects.toMatchObject({ code: 'LEDGER_ACCOUNT_FLOW' });
  });

  it('is closed only when it is empty, and takes nothing then', async () => {
    await books.recharge(name, 5n);
    await expect(set({ closed: true })).rejects.toMatchObject({ code: 'LEDGER_ACCOUNT_NOT_EMPTY' });
    await pay(5n);
    await set({ closed: true });
    await expect(books.recharge(name, 5n)).rejects.toMatchObject({ code: 'LEDGER_ACCOUNT_CLOSED' });
    expect(await pay(1n)).toBe('LEDGER_ACCOUNT_CLOSED');
  });

  it('is never overdrawn by those who race for it, and what fits is not refused', async () => {
    await books.recharge(name, 100n);
    const ledgers = [books.ledger, books.newLedger(), books.newLedger()];
    const outcomes = await Promise.all(
      Array.from({ length: 60 }, async (_, index) => {
        const unit: PostingUnit =
          index % 2 === 0
            ? { journals: [transferJournal(books.ids.uuid7(), account(), suspense, 7n)] }
            : { journals: [], holds: [place(books.ids.uuid7(), 7n)] };
        return await (ledgers[index % 3] ?? books.ledger).submit(unit).then(
          () => 'posted',
          (error: { code?: string }) => error.code,
        );
      }),
    );
    expect(outcomes.filter((outcome) => outcome === 'posted')).toHaveLength(14);
    expect(new Set(outcomes)).toEqual(new Set(['posted', 'LEDGER_INSUFFICIENT_FUNDS']));
    expect((await balance())?.[3]).toBe(2n);
  });

  it('one batch takes what fits in its order: the late one behind a refused one, the payment behind the recharge', async () => {
    const outcomes = await Promise.all([
      pay(1n),
      pay(60n),
      books.recharge(name, 100n).then(() => 'posted'),
      pay(60n),
      pay(60n),
      pay(30n),
      pay(20n),
    ]);
    expect(outcomes).toEqual([
      'LEDGER_INSUFFICIENT_FUNDS',
      // Refused in its turn, and again behind those that could go: by then 10 are left.
      'LEDGER_INSUFFICIENT_FUNDS',
      'posted',
      'posted',
      'LEDGER_INSUFFICIENT_FUNDS',
      'posted',
      'LEDGER_INSUFFICIENT_FUNDS',
    ]);
    expect(await balance()).toEqual([10n, 0n, 0n, 10n]);
  });
});

describe('whatever happens to holds', () => {
  const step = fc.record({
    what: fc.constantFrom('recharge', 'pay', 'place', 'capture', 'release', 'replay'),
    amount: fc.bigInt(1n, 40n),
    which: fc.nat(5),
  });

  it('total, available and frozen are an independent sum, and nothing goes below zero', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        name = `P${++count}`;
        await books.ledger.openAccount(books.database.pool, account());
        let total = 0n;
        const holds: Array<{ id: string; left: bigint }> = [];
        const done: PostingUnit[] = [];
        const frozen = () => holds.reduce((sum, { left }) => sum + left, 0n);
        for (const { what, amount, which } of steps) {
          const hold = holds[which % Math.max(1, holds.length)];
          const available = total - frozen();
          if (what === 'recharge') {
            await books.recharge(name, amount);
            total += amount;
          } else if (what === 'pay') {
            expect(await pay(amount)).toBe(amount <= available ? 'posted' : 'LEDGER_INSUFFICIENT_FUNDS');
            if (amount <= available) total -= amount;
          } else if (what === 'place') {
            const unit = { journals: [], holds: [place(books.ids.uuid7(), amount)] };
            expect(await refusal(unit)).toBe(amount <= available ? 'posted' : 'LEDGER_INSUFFICIENT_FUNDS');
            if (amount > available) continue;
            holds.push({ id: unit.holds[0]?.holdId ?? '', left: amount });
            done.push(unit);
          } else if (what === 'replay' && done.length > 0) {
            expect(await refusal(done[which % done.length] as PostingUnit)).toBe('replayed');
          } else if ((what === 'capture' || what === 'release') && hold) {
            const reference = books.ids.uuid7();
            const unit =
              what === 'capture'
                ? capture(hold.id, amount, reference)
                : { journals: [], holds: [settle('release', hold.id, amount, reference)] };
            const left = hold.left;
            const expected = left === 0n ? 'LEDGER_HOLD_NOT_FOUND' : amount > left ? 'LEDGER_HOLD_EXCEEDED' : 'posted';
            expect(await refusal(unit)).toBe(expected);
            if (expected !== 'posted') continue;
            hold.left -= amount;
            if (what === 'capture') total -= amount;
            done.push(unit);
          }
        }
        expect(await balance()).toEqual([total, frozen(), 0n, total - frozen()]);
        expect((await proveBooks(books.database)).findings).toEqual([]);
      }),
      { numRuns: 25, seed: 5 },
    );
  });
});
