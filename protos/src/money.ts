/**
 * Money is a bigint of minor units and a currency, never a float. Texts and int64 strings become money
 * only here, by strict patterns: the protobuf loader alone takes "12x" for 12 and wraps an overflow.
 */
import { z } from 'zod';
import { protoError } from './errors.ts';

/** Digits after the decimal point by ISO 4217 code; the currencies that the suite takes. */
export const currencyExponents = {
  CNY: 2,
  USD: 2,
  EUR: 2,
  GBP: 2,
  HKD: 2,
  MOP: 2,
  TWD: 2,
  SGD: 2,
  THB: 2,
  AUD: 2,
  CAD: 2,
  CHF: 2,
  JPY: 0,
  KRW: 0,
  KWD: 3,
} as const;

/** Numeric codes of ISO 4217, as field 49 of ISO 8583 carries them. */
export const currencyNumbers: Readonly<Record<Currency, string>> = {
  CNY: '156',
  USD: '840',
  EUR: '978',
  GBP: '826',
  HKD: '344',
  MOP: '446',
  TWD: '901',
  SGD: '702',
  THB: '764',
  AUD: '036',
  CAD: '124',
  CHF: '756',
  JPY: '392',
  KRW: '410',
  KWD: '414',
};

export type Currency = keyof typeof currencyExponents;

export const currencySchema = z.enum(Object.keys(currencyExponents) as [Currency, ...Currency[]]);

/** Minor units in JSON: the decimal text of a whole number, non-negative unless said otherwise. */
export const minorTextSchema = z.string().regex(/^(0|[1-9][0-9]{0,11})$/);
export const signedMinorTextSchema = z.string().regex(/^(0|-?[1-9][0-9]{0,11})$/);

export interface Money {
  /** Whole minor units of the currency. */
  readonly amountMinor: bigint;
  readonly currency: Currency;
}

/** Largest amount of one payment that the suite takes: 12 digits, as field 4 of ISO 8583 holds. */
export const amountMinorMax = 999_999_999_999n;

/** As protobuf's loader gives it (longs are strings). */
export interface MoneyMessage {
  amountMinor?: string | number | { toString(): string };
  currency?: string;
}

/**
 * @throws CodedError PROTO_BAD_MONEY when the amount is not a whole number in ±999,999,999,999 or the
 * currency is not one of `currencyExponents`.
 */
export function moneyFromMessage(message: MoneyMessage | null | undefined, field: string): Money {
  const currency = currencySchema.safeParse(message?.currency);
  if (!currency.success) throw protoError('PROTO_BAD_MONEY', { field, why: 'the currency is missing or not taken' });
  return { amountMinor: minorFromText(String(message?.amountMinor ?? '0'), field), currency: currency.data };
}

export function moneyToMessage(money: Money): { amountMinor: string; currency: string } {
  return { amountMinor: money.amountMinor.toString(), currency: money.currency };
}

/**
 * A whole number of minor units from its decimal text: `-?[0-9]+`, no leading zeros.
 * @throws CodedError PROTO_BAD_MONEY
 */
export function minorFromText(text: string, field: string): bigint {
  if (!/^(0|-?[1-9][0-9]{0,11})$/.test(text)) {
    throw protoError('PROTO_BAD_MONEY', { field, why: 'the amount is not a whole number of at most 12 digits' });
  }
  return BigInt(text);
}

/**
 * Minor units from a decimal text such as `12.30` with at most the currency's digits after the point.
 * Nothing is rounded: a digit too many is an error.
 * @throws CodedError PROTO_BAD_MONEY
 */
export function minorFromDecimal(text: string, currency: Currency, field = 'amount'): bigint {
  const exponent = currencyExponents[currency];
  const match = /^(-?)([0-9]{1,12})(?:\.([0-9]+))?$/.exec(text);
  const fraction = match?.[3] ?? '';
  if (!match || fraction.length > exponent) {
    throw protoError('PROTO_BAD_MONEY', {
      field,
      why: `"${text.slice(0, 40)}" is not an amount with at most ${exponent} digits after the point`,
    });
  }
  const minor = BigInt((match[2] as string) + fraction.padEnd(exponent, '0'));
  if (minor > amountMinorMax) throw protoError('PROTO_BAD_MONEY', { field, why: 'the amount has over 12 digits' });
  return match[1] === '-' ? -minor : minor;
}

/** `12.30` for 1230 minor units of a currency with two digits; no grouping, no sign of the currency. */
export function decimalFromMinor(amountMinor: bigint, currency: Currency): string {
  const exponent = currencyExponents[currency];
  const sign = amountMinor < 0n ? '-' : '';
  const digits = (amountMinor < 0n ? -amountMinor : amountMinor).toString().padStart(exponent + 1, '0');
  if (exponent === 0) return sign + digits;
  return `${sign}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}
