/**
 * One text for one value, so that equal values have equal hashes: members in order of their names (UTF-16
 * code units, as RFC 8785 orders them), no white space, bigints as decimal strings. Numbers must be safe
 * integers: anything else has no place in what we hash.
 */
import { createHash } from 'node:crypto';

export type JsonValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | readonly JsonValue[]
  | { readonly [member: string]: JsonValue | undefined };

/** @throws TypeError for a number that is not a safe integer, or a value that JSON has no form for. */
export function canonicalJson(value: JsonValue): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'bigint') return `"${value}"`;
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw new TypeError(`${value} is not a safe integer`);
    return String(value === 0 ? 0 : value);
  }
  if (Array.isArray(value)) return `[${value.map((item: JsonValue) => canonicalJson(item)).join(',')}]`;
  if (typeof value !== 'object') throw new TypeError(`a ${typeof value} has no JSON form`);
  const object = value as { readonly [member: string]: JsonValue | undefined };
  const members = Object.keys(object)
    .filter((name) => object[name] !== undefined)
    .sort()
    .map((name) => `${JSON.stringify(name)}:${canonicalJson(object[name] as JsonValue)}`);
  return `{${members.join(',')}}`;
}

/** SHA-256 of the canonical text, lower-case hexadecimal, 64 characters. */
export function payloadHash(value: JsonValue): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex');
}
