/** Numbers and instants as people read them. */
import type { Language } from './catalogue.ts';

const locales: Readonly<Record<Language, string>> = { zh: 'zh-CN', en: 'en-GB' };

/** `-880` of CNY is `-¥8.80`; the digits are moved as text, so no amount is ever a float. */
export function moneyText(language: Language, amountMinor: string, currency: string): string {
  const format = new Intl.NumberFormat(locales[language], {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
  });
  const exponent = format.resolvedOptions().maximumFractionDigits ?? 2;
  const negative = amountMinor.startsWith('-');
  const digits = (negative ? amountMinor.slice(1) : amountMinor).padStart(exponent + 1, '0');
  const whole = digits.slice(0, digits.length - exponent);
  const decimals = exponent === 0 ? '' : `.${digits.slice(-exponent)}`;
  return format.format(`${negative ? '-' : ''}${whole}${decimals}` as Intl.StringNumericLiteral);
}

/** The channels live by Beijing's clock. */
export function timeText(atMs: number): string {
  return new Intl.DateTimeFormat('en-GB', {
    timeZone: 'Asia/Shanghai',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).format(atMs);
}

/** Digits in groups of four, a rest of one or two joined to the last group: 18 are `1234 5678 9012 345678`. */
export function groupedDigits(digits: string): string[] {
  const groups = digits.match(/\d{1,4}/g) ?? [];
  const rest = groups.at(-1) ?? '';
  if (groups.length > 1 && rest.length < 3) groups.splice(-2, 2, `${groups.at(-2)}${rest}`);
  return groups;
}

/** The first six and the last four digits stay, as the card host's books mask a number. */
export function maskedPan(pan: string): string {
  return `${pan.slice(0, 6)}${'*'.repeat(Math.max(0, pan.length - 10))}${pan.slice(-4)}`;
}
