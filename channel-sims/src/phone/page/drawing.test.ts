import { describe, expect, test } from 'vitest';
import { groupedDigits, maskedPan, moneyText, timeText } from './format.ts';

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
