/**
 * Codes of restricted circulation that hold an article and a weight or a price (GS1 General Specifications, 2.1.11),
 * as scales in a shop print them. Of several rules that fit a code the one with the longest prefix counts.
 */
import type { SettingValue } from '@qiantai/protos';

export type MeasuredCode =
  /** No rule speaks of the code. */
  | { kind: 'other' }
  /** A rule speaks of it and its check digit is another one: it was read wrongly. */
  | { kind: 'bad_check_digit' }
  | { kind: 'weight'; article: string; weightG: number }
  | { kind: 'price'; article: string; priceMinor: bigint };

type Rule = SettingValue<'barcode_rule'>;

export function readMeasuredCode(forms: readonly string[], rules: readonly Rule[]): MeasuredCode {
  let read: MeasuredCode = { kind: 'other' };
  for (const code of forms) {
    const rule = rules.filter((one) => fits(code, one)).reduce(longerPrefix, undefined);
    if (!rule) continue;
    if (!rule.checkDigit || hasCheckDigit(code)) return valueOfCode(code, rule);
    read = { kind: 'bad_check_digit' };
  }
  return read;
}

function fits(code: string, { prefix, length, article, value }: Rule): boolean {
  if (code.length !== length || !/^[0-9]+$/.test(code) || !code.startsWith(prefix)) return false;
  return article.from + article.length <= length && value.from + value.length <= length;
}

function longerPrefix(before: Rule | undefined, rule: Rule): Rule {
  return before && before.prefix.length >= rule.prefix.length ? before : rule;
}

function valueOfCode(code: string, { article, value }: Rule): MeasuredCode {
  const named = code.slice(article.from, article.from + article.length);
  const digits = code.slice(value.from, value.from + value.length);
  return value.is === 'weight_g'
    ? { kind: 'weight', article: named, weightG: Number(digits) }
    : { kind: 'price', article: named, priceMinor: BigInt(digits) };
}

/** Modulo 10: from the right the digits count three times and once by turns (GS1 General Specifications, 7.9.1). */
export function hasCheckDigit(code: string): boolean {
  const sum = [...code].reverse().reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 1 : 3), 0);
  return sum % 10 === 0;
}
