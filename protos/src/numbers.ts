import { protoError } from './errors.ts';

/**
 * A safe whole number from an int64 string of the wire (instants, versions, sequences, counts).
 * @throws CodedError PROTO_BAD_NUMBER
 */
export function integerFrom(
  value: string | number | { toString(): string } | undefined | null,
  field: string,
  range: { min?: number; max?: number } = {},
): number {
  const text = String(value ?? '0');
  const number = Number(text);
  const { min = 0, max = Number.MAX_SAFE_INTEGER } = range;
  if (!/^-?[0-9]{1,16}$/.test(text) || !Number.isSafeInteger(number) || number < min || number > max) {
    throw protoError('PROTO_BAD_NUMBER', { field });
  }
  return number;
}
