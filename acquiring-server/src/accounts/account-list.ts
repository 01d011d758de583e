/** Lists of accounts by pages. A page's token is sealed: it can be given back and nothing else. */
import { canonicalJson } from '@qiantai/foundation';
import { z } from 'zod';
import { serverError } from '../errors.ts';
import type { AccountDeps } from './account-deps.ts';
import { type AccountFilter, type ListPlace, listAccounts, type Queryable } from './account-store.ts';
import type { AccountView } from './records.ts';

export const pageSizeDefault = 50;
export const pageSizeMax = 200;

export interface ListRequest {
  filter: AccountFilter;
  /** 0: `pageSizeDefault`; above `pageSizeMax` it is that. */
  pageSize: number;
  /** '' for the first page, else what the page before gave. */
  pageToken: string;
}

export interface AccountPage {
  accounts: AccountView[];
  /** '' after the last page. */
  nextPageToken: string;
}

/** @throws CodedError ACCOUNT_PAGE_TOKEN_BAD */
export async function listPage(
  client: Queryable,
  secretBox: AccountDeps['secretBox'],
  request: ListRequest,
): Promise<AccountPage> {
  const { filter, pageToken } = request;
  const limit = Math.min(request.pageSize === 0 ? pageSizeDefault : request.pageSize, pageSizeMax);
  // The filters are part of what a token is sealed for, so it opens with no others.
  const purpose = `account-page/${canonicalJson({ ...filter })}`;
  const after = pageToken === '' ? undefined : openToken(secretBox, purpose, pageToken);
  const found = await listAccounts(client, { filter, after, limit: limit + 1 });
  const accounts = found.slice(0, limit);
  const last = accounts.at(-1);
  const more = found.length > limit && last !== undefined;
  return { accounts, nextPageToken: more ? sealToken(secretBox, purpose, last) : '' };
}

const placeSchema = z.strictObject({ openedAtMs: z.number().int(), accountNumber: z.string() });

function sealToken(box: AccountDeps['secretBox'], purpose: string, { openedAtMs, accountNumber }: ListPlace): string {
  return box.seal(purpose, Buffer.from(JSON.stringify({ openedAtMs, accountNumber }))).toString('base64url');
}

function openToken(box: AccountDeps['secretBox'], purpose: string, token: string): ListPlace {
  try {
    return placeSchema.parse(JSON.parse(box.open(purpose, Buffer.from(token, 'base64url')).toString('utf8')));
  } catch (error) {
    throw serverError('ACCOUNT_PAGE_TOKEN_BAD', {}, { cause: error });
  }
}
