import { describe, expect, test } from 'vitest';
import { code128Widths } from './code128.ts';
import { groupedDigits, maskedPan, moneyText, timeText } from './format.ts';

const sum = (widths: number[]) => widths.reduce((total, width) => total + width, 0);

describe('bars', () => {
  test('begin with start C, end with the check symbol and stop', () => {
    // 105 + 12 × 1 + 34 × 2 = 185, and 185 mod 103 = 82.
    expect(code128Widths('1234').join('')).toBe('211232' + '112232' + '131123' + '121241' + '2331112');
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

  test('an odd last digit stands alone in code set B', () => {
    // 105 + 12 × 1 + 100 × 2 + 19 × 3 = 374, and 374 mod 103 = 65.
    expect(code128Widths('123').join('')).toBe('211232' + '112232' + '114131' + '221132' + '121124' + '2331112');
    expect(sum(code128Widths('6212345678901234567'))).toBe(11 * (1 + 9 + 2 + 1) + 13);
  });

  test.each(['', '1', '12a4'])('%j cannot be drawn', (text) => {
    expect(() => code128Widths(text)).toThrow(RangeError);
  });
});

describe('numbers', () => {
  test.each([
    ['880', 'CNY', '¥8.80'],
    ['-5', 'CNY', '-¥0.05'],
    ['880', 'JPY', '¥880'],
    ['123456789012345678', 'CNY', '¥1,234,567,890,123,456.78'],
  ])('%s of %s is %s', (amountMinor, currency, text) => {
    expect(moneyText('en', amountMinor, currency)).toBe(text);
  });

  test('digits stand in groups, a short rest joined to the last', () => {
    expect(groupedDigits('134567890123456789')).toEqual(['1345', '6789', '0123', '456789']);
    expect(groupedDigits('6200000000000005')).toEqual(['6200', '0000', '0000', '0005']);
    expect(groupedDigits('378282246310005')).toEqual(['3782', '8224', '6310', '005']);
    expect(groupedDigits('12')).toEqual(['12']);
  });

  test('cards are masked as in the books, and times are Beijing’s', () => {
    expect(maskedPan('6200000000000005')).toBe('620000******0005');
    expect(timeText(Date.UTC(2026, 2, 10, 4))).toBe('12:00:00');
  });
});
