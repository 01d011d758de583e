/**
 * Pages of lists: bounded, and continued by an opaque token that names the last row that was shown and the list
 * that it belongs to.
 */
import { createHash } from 'node:crypto';
import { canonicalJson } from '@qiantai/foundation';
import { z } from 'zod';
import { serverError } from '../errors.ts';

export const pageSizeMax = 1000;
const pageSizePreset = 100;
const tokenLengthMax = 2000;

const tokenSchema = z.tuple([z.string(), z.array(z.string()).max(8)]);

export interface Paging {
  limit: number;
  /** What the token holds of the last row; undefined at the first page. */
  after: string[] | undefined;
  /** The token of the page that follows. */
  tokenAfter(cursor: readonly string[]): string;
}

/**
 * `list` names the list with its filters: a token goes with no other.
 * @throws CodedError LEDGER_BAD_REQUEST
 */
export function pagingOf(
  request: { pageSize: number; pageToken: string },
  list: Parameters<typeof canonicalJson>[0],
): Paging {
  const { pageSize, pageToken } = request;
  if (pageSize < 0 || pageSize > pageSizeMax) {
    throw serverError('LEDGER_BAD_REQUEST', { why: `page_size is not 0 to ${pageSizeMax}` });
  }
  const name = createHash('sha256').update(canonicalJson(list)).digest('base64url').slice(0, 16);
  return {
    limit: pageSize === 0 ? pageSizePreset : pageSize,
    after: pageToken === '' ? undefined : cursorOf(pageToken, name),
    tokenAfter: (cursor) => Buffer.from(JSON.stringify([name, cursor])).toString('base64url'),
  };
}

function cursorOf(token: string, list: string): string[] {
  if (token.length <= tokenLengthMax) {
    const parsed = tokenSchema.safeParse(jsonOf(Buffer.from(token, 'base64url').toString('utf8')));
    if (parsed.success && parsed.data[0] === list) return parsed.data[1];
  }
  throw badToken();
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function badToken() {
  return serverError('LEDGER_BAD_REQUEST', { why: 'page_token is not one of this list with these filters' });
}

/** One row more than the page is asked for: whether there is another page. */
export function pageOf<Row>(
  rows: readonly Row[],
  paging: Paging,
  cursorOfRow: (row: Row) => readonly string[],
): { rows: Row[]; nextPageToken: string } {
  const shown = rows.slice(0, paging.limit);
  const last = shown.at(-1);
  const more = rows.length > paging.limit && last !== undefined;
  return { rows: shown, nextPageToken: more ? paging.tokenAfter(cursorOfRow(last)) : '' };
}

/** Members of a cursor that came back from outside. */
export const cursorUuid = (text: string | undefined): string =>
  checked(text, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
export const cursorInteger = (text: string | undefined): bigint => BigInt(checked(text, /^-?[0-9]{1,18}$/));
export const cursorText = (text: string | undefined): string => checked(text, /^[\x20-\x7e]{0,200}$/);

function checked(text: string | undefined, pattern: RegExp): string {
  if (text === undefined || !pattern.test(text)) throw badToken();
  return text;
}
