/** Who may do what at a merchant's headquarters, and at which part of its tree. */
import { z } from 'zod';
import type { MerchantTree } from './merchant-tree.ts';

/**
 * `read` sees; `catalogue` changes articles, prices, promotions, taxes, barcode rules, receipts and adverts;
 * `operators` changes who sells; `limits` what a store may do by itself; `fleet` keeps agents and tills; `risk`
 * takes the risk of offline cards on record; `users` makes users; `tree` changes regions, stores and terminals; `orders`
 * pushes orders to terminals, to be paid there.
 */
export const headquartersRights = [
  'read',
  'catalogue',
  'operators',
  'limits',
  'fleet',
  'risk',
  'users',
  'tree',
  'orders',
] as const;

export type HeadquartersRight = (typeof headquartersRights)[number];

export function isHeadquartersRight(word: string): word is HeadquartersRight {
  return headquartersRights.some((right) => right === word);
}

/** A person of the merchant who has signed in. */
export interface HeadquartersUser {
  merchantId: string;
  login: string;
  /** As what is written down names who did it: `user:LOGIN`, or `command`. */
  whom: string;
  name: string;
  /** The node that the user sits at: '' (the chain), region/ID or store/ID. */
  scope: string;
  rights: ReadonlySet<HeadquartersRight>;
  /** The merchant's whole tree, as it was when the call began. What of it the user sees, `canSee` tells. */
  tree: MerchantTree;
  /** Whether a scope ('', region/ID, store/ID, terminal/ID) or a store by its bare id is the user's node or below. */
  canSee(scopeOrStoreId: string): boolean;
}

/** A user's own fields, for whoever makes or changes one. */
export const userFieldsSchema = z.strictObject({
  login: z.string().regex(/^[a-z0-9][a-z0-9._@-]{1,63}$/),
  name: z.string().min(1).max(200),
  scope: z.string().max(80),
  rights: z.array(z.enum(headquartersRights)).min(1).max(headquartersRights.length),
});

export type UserFields = z.infer<typeof userFieldsSchema>;

export const passwordSchema = z.string().min(10).max(200);
