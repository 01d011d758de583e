/**
 * Which setting counts: of those with one kind and id the one whose scope is nearest. Scopes are ranked along the
 * path from the chain (0) to the store, and the terminal's own comes last.
 */
import { settingScope } from '@qiantai/protos';

/** The scopes that count at a terminal of the store, or without one at the store, widest first. */
export type Chain = ReadonlyMap<string, number>;

export function chainOf(path: readonly string[], terminalId?: string): Chain {
  const scopes = path.length > 0 ? [...path] : [settingScope.chain];
  if (terminalId !== undefined) scopes.push(settingScope.terminal(terminalId));
  return new Map(scopes.map((scope, rank) => [scope, rank]));
}

/** Undefined where none of them counts here. */
export function nearest<Row extends { scope: string }>(rows: readonly Row[], chain: Chain): Row | undefined {
  let best: Row | undefined;
  let bestRank = -1;
  for (const row of rows) {
    const rank = chain.get(row.scope) ?? -1;
    if (rank <= bestRank) continue;
    best = row;
    bestRank = rank;
  }
  return best;
}

/** Whether a change may come down to a store of this path. */
export function isScopeOf(path: readonly string[], scope: string): boolean {
  return scope === settingScope.chain || path.includes(scope) || /^terminal\/.{1,64}$/.test(scope);
}
