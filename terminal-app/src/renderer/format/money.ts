/** Money at the screen's border: decimal texts of minor units in, grouped decimal figures out, and back. */
export interface CurrencyShape {
  currency: string;
  /** Digits after the decimal point. */
  exponent: number;
}

const signs: Readonly<Record<string, string>> = { CNY: '¥', GBP: '£', EUR: '€', USD: '$', HKD: 'HK$', JPY: '¥' };

/** The sign of a currency, or its code where it has none of its own. */
export const currencySign = (currency: string): string => signs[currency] ?? currency;

/** `123450` of exponent 2 is `1,234.50`; no sign of a currency. */
export function figures(minorText: string, shape: CurrencyShape): string {
  const minor = BigInt(minorText);
  const digits = (minor < 0n ? -minor : minor).toString().padStart(shape.exponent + 1, '0');
  const whole = digits.slice(0, digits.length - shape.exponent).replace(/\B(?=(\d{3})+$)/g, ',');
  const fraction = shape.exponent === 0 ? '' : `.${digits.slice(-shape.exponent)}`;
  return `${minor < 0n ? '−' : ''}${whole}${fraction}`;
}

/** With the currency's sign, for running text: `¥ 8.00`. */
export function moneyText(minorText: string, shape: CurrencyShape): string {
  return `${currencySign(shape.currency)} ${figures(minorText, shape)}`;
}

/** What a hand typed (`50`, `7.5`) in minor units, or null where it is no amount of this currency. */
export function typedMinor(typed: string, exponent: number): bigint | null {
  const match = /^([0-9]{1,10})(?:\.([0-9]*))?$/.exec(typed);
  if (!match) return null;
  const fraction = match[2] ?? '';
  if (fraction.length > exponent) return null;
  return BigInt((match[1] ?? '0') + fraction.padEnd(exponent, '0'));
}

/** Notes that customers hand over, in whole units of the currency. */
const notes: Readonly<Record<string, readonly bigint[]>> = {
  CNY: [1n, 5n, 10n, 20n, 50n, 100n],
  GBP: [5n, 10n, 20n, 50n],
  EUR: [5n, 10n, 20n, 50n, 100n],
  USD: [1n, 5n, 10n, 20n, 50n, 100n],
  HKD: [10n, 20n, 50n, 100n, 500n],
  JPY: [1000n, 5000n, 10_000n],
};
const notesElsewhere: readonly bigint[] = [1n, 5n, 10n, 20n, 50n, 100n];
const suggestionsMax = 5;

/**
 * What a customer is likely to hand over for an amount: for each note the next sum it makes up, ascending,
 * the amount itself left out.
 */
export function nextNotes(dueMinor: bigint, shape: CurrencyShape): bigint[] {
  const unit = 10n ** BigInt(shape.exponent);
  const sums = (notes[shape.currency] ?? notesElsewhere).map((note) => {
    const noteMinor = note * unit;
    return ((dueMinor + noteMinor - 1n) / noteMinor) * noteMinor;
  });
  const distinct = [...new Set(sums)].filter((sum) => sum > dueMinor).sort((a, b) => (a < b ? -1 : 1));
  return distinct.slice(-suggestionsMax);
}

/** `1.250 kg` for 1250 grams. */
export function kilograms(weightG: number): string {
  return `${Math.floor(weightG / 1000)}.${String(weightG % 1000).padStart(3, '0')} kg`;
}
