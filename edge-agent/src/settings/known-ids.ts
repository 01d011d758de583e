/**
 * What keys find in the views that are read now. A cart asks for the prices and promotions of the same articles with
 * each of its changes, and mostly there are none.
 */
import type { KeyUse } from './setting-keys.ts';
import type { Moment, SettingRowStore } from './setting-row-store.ts';

/** Two uses of each article on the carts of some tills; half a megabyte. */
const knownMax = 4000;
const none: readonly string[] = [];

export function rememberIds(rows: SettingRowStore): SettingRowStore & { forget(): void } {
  const known = new Map<string, readonly string[]>();
  return {
    ...rows,
    idsByKey(view: Moment, use: KeyUse, key: string): readonly string[] {
      const name = `${view.generation} ${view.version} ${use} ${key}`;
      const before = known.get(name);
      if (before) return before;
      const ids = rows.idsByKey(view, use, key);
      if (known.size >= knownMax) known.clear();
      known.set(name, ids.length === 0 ? none : ids);
      return ids;
    },
    forget: () => known.clear(),
  };
}
