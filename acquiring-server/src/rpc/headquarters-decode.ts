/** Requests of headquarters in our words. */
import { integerFrom, protoError } from '@qiantai/protos';
import { serverError } from '../errors.ts';
import { isHeadquartersRight, type UserFields } from '../headquarters/headquarters-rights.ts';
import { isSettingKind } from '../settings/check-setting.ts';
import { text } from './decode.ts';

/** Names of regions, stores, terminals and operators. */
const idPattern = /^[A-Za-z0-9._-]{1,64}$/;

export function idFrom(value: string, field: string): string {
  if (idPattern.test(value)) return value;
  throw protoError('PROTO_BAD_MESSAGE', { field, why: 'it is not 1 to 64 of letters, digits, dot, dash, underscore' });
}

/** Empty: none. */
export function optionalIdFrom(value: string, field: string): string | null {
  return value === '' ? null : idFrom(value, field);
}

export function nameFrom(value: string, field: string): string {
  if (value.trim() === '') throw protoError('PROTO_BAD_MESSAGE', { field, why: 'it is empty' });
  return text(value, field, 200);
}

export function kindFrom(value: string) {
  if (isSettingKind(value)) return value;
  throw serverError('SETTINGS_UNKNOWN_KIND', { at: value.slice(0, 40) });
}

export function pageSizeFrom(value: number, max: number): number {
  return integerFrom(value, 'page_size', { min: 0, max }) || 100;
}

export function linesFrom(lines: readonly string[], field: string): string[] {
  if (lines.length > 10) throw protoError('PROTO_BAD_MESSAGE', { field, why: 'a receipt has at most 10 such lines' });
  return lines.map((line) => text(line, field, 60));
}

/** A value's JSON; empty: a removal. */
export function jsonFrom(valueJson: string, at: string): unknown {
  if (valueJson === '') return undefined;
  try {
    return JSON.parse(valueJson) as unknown;
  } catch {
    throw serverError('SETTINGS_BAD_VALUE', { at: at.slice(0, 120), why: 'it is no JSON' });
  }
}

export function userFrom(message: { login: string; name: string; scope: string; rights: string[] } | null): UserFields {
  if (!message) throw protoError('PROTO_BAD_MESSAGE', { field: 'user', why: 'it is missing' });
  const { login, name, scope, rights } = message;
  const unknown = rights.find((right) => !isHeadquartersRight(right));
  if (unknown !== undefined) {
    throw protoError('PROTO_BAD_MESSAGE', { field: 'rights', why: `there is no right ${unknown.slice(0, 40)}` });
  }
  return { login, name, scope, rights: rights.filter(isHeadquartersRight) };
}
