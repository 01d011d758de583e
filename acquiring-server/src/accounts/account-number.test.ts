import { SeededRandom } from '@qiantai/foundation';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accountNumberLength, mintAccountNumber, parseAccountNumber } from './account-number.ts';

const property = { seed: 20260101, numRuns: 300 };
const numbers = fc
  .tuple(fc.integer({ min: 100, max: 999 }), fc.integer())
  .map(([type, seed]) => mintAccountNumber(String(type), new SeededRandom(seed)));
const isValid = (text: string) => parseAccountNumber(text).kind === 'valid';

describe('account numbers', () => {
  it('tell their type, have one length and are good', () => {
    fc.assert(
      fc.property(numbers, (number) => {
        expect(number).toHaveLength(accountNumberLength);
        expect(parseAccountNumber(number)).toEqual({
          kind: 'valid',
          accountNumber: number,
          typeCode: number.slice(0, 3),
        });
      }),
      property,
    );
  });

  it('find every single wrong digit', () => {
    fc.assert(
      fc.property(numbers, (number) => {
        for (let place = 0; place < number.length; place++) {
          for (let digit = 0; digit < 10; digit++) {
            const wrong = number.slice(0, place) + String(digit) + number.slice(place + 1);
            expect(isValid(wrong)).toBe(wrong === number);
          }
        }
      }),
      { ...property, numRuns: 100 },
    );
  });

  it('find every exchange of neighbours, and of digits around a third one', () => {
    fc.assert(
      fc.property(numbers, (number) => {
        for (const distance of [1, 2]) {
          for (let place = 0; place + distance < number.length; place++) {
            const digits = [...number];
            [digits[place], digits[place + distance]] = [digits[place + distance]!, digits[place]!];
            const wrong = digits.join('');
            expect(isValid(wrong)).toBe(wrong === number);
          }
        }
      }),
      property,
    );
  });

  it('have the check digits of ISO/IEC 7064 MOD 97-10', () => {
    // 794 with its check digits is the standard's own example: 79444.
    expect(BigInt('79444') % 97n).toBe(1n);
    fc.assert(
      fc.property(numbers, (number) => BigInt(number) % 97n === 1n),
      property,
    );
  });

  it('refuse what has another form, and check digits that leave the same', () => {
    for (const text of [
      '',
      '1',
      '12345678901234567x',
      '01234567890123456',
      '123456789012345678',
      ' 1234567890123456',
    ]) {
      expect(parseAccountNumber(text)).toEqual({ kind: 'invalid', why: 'form' });
    }
    fc.assert(
      fc.property(numbers, (number) => {
        const check = Number(number.slice(-2));
        for (const same of [check + 97, check - 97].filter((value) => value >= 0 && value < 100)) {
          const alias = number.slice(0, -2) + String(same).padStart(2, '0');
          expect(parseAccountNumber(alias)).toEqual({ kind: 'invalid', why: 'check_digits' });
        }
      }),
      property,
    );
  });

  it('are minted for types only', () => {
    for (const type of ['', '10', '012', '1000', 'abc']) {
      expect(() => mintAccountNumber(type, new SeededRandom(1))).toThrow(RangeError);
    }
  });
});
