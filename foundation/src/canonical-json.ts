/**
 * One text for one value, so that equal values have equal hashes: members in order of their names (UTF-16
 * code units, as RFC 8785 orders them), no white space, bigints as decimal strings. Numbers must be safe
 * integers: anything else has no place in what we hash.
 */
import { hash } from 'node:crypto';

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
  let text = '';
  for (const name of Object.keys(object).sort()) {
    const member = object[name];
    if (member !== undefined) text += `${text === '' ? '' : ','}${JSON.stringify(name)}:${canonicalJson(member)}`;
  }
  return `{${text}}`;
}

/** SHA-256 of the canonical text, lower-case hexadecimal, 64 characters. */
export function payloadHash(value: JsonValue): string {
  return textHash(canonicalJson(value));
}

/** SHA-256 of a text that is canonical already, lower-case hexadecimal, 64 characters. */
export function textHash(canonicalText: string): string {
  return hash('sha256', canonicalText, 'hex');
}
