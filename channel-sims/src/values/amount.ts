/** Money as the channels write it: whole minor units, or decimal units of the merchant's currency. */
import { z } from 'zod';

export const currencySchema = z
  .string()
  .regex(/^[A-Z]{3}$/, 'an ISO 4217 code, three capital letters')
  .refine((code) => Intl.supportedValuesOf('currency').includes(code), 'not a currency of ISO 4217');

/** Decimals of a currency: 2 for CNY, 0 for JPY. */
export function currencyExponent(currency: string): number {
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
}

/** `1234n` is `12.34` where the exponent is 2. */
export function decimalText(amountMinor: bigint, exponent: number): string {
  const sign = amountMinor < 0n ? '-' : '';
  const digits = (amountMinor < 0n ? -amountMinor : amountMinor).toString().padStart(exponent + 1, '0');
  if (exponent === 0) return sign + digits;
  return `${sign}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}

/**
 * Minor units of a decimal text above zero; fewer decimals than the currency has are allowed, more are not.
 * Undefined where the text is not such an amount. At most 11 whole digits, as Alipay allows.
 */
export function parseDecimalAmount(text: string, exponent: number): bigint | undefined {
  const match = /^(\d{1,11})(?:\.(\d{1,4}))?$/.exec(text);
  if (!match) return undefined;
  const decimals = match[2] ?? '';
  if (decimals.length > exponent) return undefined;
  return BigInt((match[1] as string) + decimals.padEnd(exponent, '0'));
}

/** What a channel charges for an amount it keeps, rounded half up. */
export function feeOf(amountMinor: bigint, basisPoints: number): bigint {
  return (amountMinor * BigInt(basisPoints) + 5000n) / 10_000n;
}

/** A bigint that stands in JSON as a text of digits. */
export const minorTextSchema = z
  .string()
  .regex(/^-?\d{1,18}$/)
  .transform((text) => BigInt(text));
