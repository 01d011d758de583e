/** A user of headquarters as its pages see it: the part of the merchant's tree that is its own, as one place. */
import { CodedError } from '@qiantai/foundation';
import { settingScope } from '@qiantai/protos';
import type { HeadquartersUser } from '../headquarters/headquarters-rights.ts';
import type { HeadquartersSessions } from '../headquarters/session.ts';
import type { BoardPlace } from './board.ts';
import type { HeadquartersPagesOptions, PageUser } from './pages.ts';

export function pageSessions(
  sessions: HeadquartersSessions,
  merchantName: (merchantId: string) => Promise<string | undefined>,
): HeadquartersPagesOptions['sessions'] {
  return {
    signIn: (tried) => sessions.signIn(tried),
    signOut: (token) => sessions.signOut(token),
    userOf: async (token) => {
      try {
        const user = await sessions.userOf(token);
        return pageUser(user, (await merchantName(user.merchantId)) ?? user.merchantId);
      } catch (error) {
        if (error instanceof CodedError && error.code === 'HEADQUARTERS_SESSION_OVER') return undefined;
        throw error;
      }
    },
  };
}

/** Undefined where the user's node is gone. */
export function pageUser(user: HeadquartersUser, merchantName: string): PageUser | undefined {
  const place = placeOf(user, user.scope, merchantName);
  return place && { merchantId: user.merchantId, name: user.name, place };
}

function placeOf({ tree }: Pick<HeadquartersUser, 'tree'>, top: string, merchantName: string): BoardPlace | undefined {
  const regions = new Map(tree.nodes.regions.map((region) => [settingScope.region(region.regionId), region]));
  const stores = new Map(tree.nodes.stores.map((store) => [settingScope.store(store.storeId), store]));

  const childrenOf = (scope: string) =>
    tree
      .childrenOf(scope)
      .map((child) => place(child))
      .filter((child) => child !== undefined);
  function place(scope: string): BoardPlace | undefined {
    const store = stores.get(scope);
    if (store) {
      return { kind: 'store', scope, id: store.storeId, name: store.name, nameEn: store.nameEn, children: [] };
    }
    const children = childrenOf(scope);
    if (scope === settingScope.chain) return { kind: 'chain', scope, id: '', name: merchantName, nameEn: '', children };
    const region = regions.get(scope);
    return region && { kind: 'region', scope, id: region.regionId, name: region.name, nameEn: region.nameEn, children };
  }
  return place(top);
}
