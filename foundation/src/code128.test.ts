import { describe, expect, test } from 'vitest';
import { code128Widths } from './code128.ts';

const sum = (widths: number[]) => widths.reduce((total, width) => total + width, 0);

describe('bars', () => {
  test('begin with start C, end with the check symbol and stop', () => {
    // 105 + 12 × 1 + 34 × 2 = 185, and 185 mod 103 = 82.
    expect(code128Widths('1234').join('')).toBe('211232' + '112232' + '131123' + '121241' + '2331112');
  });

  test('of an odd number of digits end in code set B', () => {
    // 105 + 12 × 1 + 100 × 2 + 19 × 3 = 374, and 374 mod 103 = 65.
    expect(code128Widths('123').join('')).toBe('211232' + '112232' + '114131' + '221132' + '121124' + '2331112');
  });

  test('every symbol is eleven modules wide, with an even number of black ones, and no two are alike', () => {
    const symbols = Array.from({ length: 100 }, (_, number) =>
      code128Widths(String(number).padStart(2, '0')).slice(6, 12),
    );
    for (const symbol of symbols) {
      expect(sum(symbol)).toBe(11);
      expect(sum(symbol.filter((_, index) => index % 2 === 0)) % 2).toBe(0);
    }
    expect(new Set(symbols.map(String)).size).toBe(100);
  });

  test.each(['', '1', '12a4'])('%j cannot be drawn', (text) => {
    expect(() => code128Widths(text)).toThrow(RangeError);
  });
});
