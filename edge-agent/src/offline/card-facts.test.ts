import { describe, expect, test } from 'vitest';
import { type Brand, brandOf, isBlocked, isExpired, monthAt } from './card-facts.ts';

const brand = (name: string, ...ranges: Array<[string, string]>): Brand => ({
  brand: name,
  ranges: ranges.map(([from, to]) => ({ from, to })),
  perTransactionMinor: '1',
  storeSumMinor: '1',
});
const card = (first: string) => `${first}${'*'.repeat(9)}0018`;

describe('the brand of a card', () => {
  const brands = [
    brand('wide', ['6200', '6299']),
    brand('narrow', ['622200', '622209']),
    brand('long', ['62220512', '62220515']),
  ];
  test('is that of the longest range, to both ends of it', () => {
    expect(brandOf(brands, card('620000'))?.brand).toBe('wide');
    expect(brandOf(brands, card('629999'))?.brand).toBe('wide');
    expect(brandOf(brands, card('622199'))?.brand).toBe('wide');
    expect(brandOf(brands, card('622200'))?.brand).toBe('narrow');
    expect(brandOf(brands, card('622209'))?.brand).toBe('narrow');
    expect(brandOf(brands, card('622210'))?.brand).toBe('wide');
    expect(brandOf(brands, card('619999'))).toBeUndefined();
    expect(brandOf(brands, card('630000'))).toBeUndefined();
  });
  test('is taken by the digits that are shown where a range has more', () => {
    expect(brandOf(brands, card('622205'))?.brand).toBe('long');
    expect(brandOf(brands, card('6222'))?.brand).toBe('long');
  });
  test('is none without digits', () => {
    expect(brandOf(brands, '')).toBeUndefined();
    expect(brandOf(brands, '622***0018')).toBeUndefined();
    expect(brandOf([], card('622200'))).toBeUndefined();
  });
});

describe('a blocked card', () => {
  test.each([
    ['6222', true],
    ['62220', true],
    ['622202', true],
    // More than is shown: held to be blocked.
    ['6222021', true],
    ['62220299', true],
    ['622203', false],
    ['6223', false],
    ['622202*0018', true],
    ['622202*0019', false],
    ['6222*0018', true],
    ['62220299*0018', true],
  ])('%s: %s', (digits, blocked) => {
    expect(isBlocked([digits], card('622202'))).toBe(blocked);
    expect(isBlocked(['4000', digits], card('622202'))).toBe(blocked);
  });
  test('is none among none', () => expect(isBlocked([], card('622202'))).toBe(false));
});

describe('an expired card', () => {
  test('is good to the last day of its month, by the store’s calendar', () => {
    const lastInstant = Date.UTC(2026, 0, 31, 15, 59, 59, 999);
    expect(isExpired('2601', monthAt(lastInstant, 'Asia/Shanghai'))).toBe(false);
    expect(isExpired('2601', monthAt(lastInstant + 1, 'Asia/Shanghai'))).toBe(true);
    expect(isExpired('2602', monthAt(lastInstant + 1, 'Asia/Shanghai'))).toBe(false);
    expect(isExpired('2512', monthAt(lastInstant, 'Asia/Shanghai'))).toBe(true);
  });
  test('is not guessed where the reader does not say', () => {
    for (const expiry of ['', '2613', '2600', 'abcd', '26']) expect(isExpired(expiry, '9912')).toBe(false);
  });
});
