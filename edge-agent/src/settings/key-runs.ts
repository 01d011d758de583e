/** Keys in their order, out of runs that are sorted each: no step takes longer than a run is. Pure. */
import type { StagedKey } from './setting-row-store.ts';

export function sortedRun(keys: readonly StagedKey[]): StagedKey[] {
  return keys.toSorted(compareKeys);
}

/** Takes the least of the runs' heads, again and again. */
export function* merged(runs: readonly StagedKey[][]): Generator<StagedKey, void> {
  const heads: Head[] = runs.filter((run) => run.length > 0).map((run) => ({ run, at: 0 }));
  heads.sort((a, b) => compareKeys(headOf(a), headOf(b)));
  for (;;) {
    const least = heads[0];
    if (!least) return;
    yield headOf(least);
    least.at += 1;
    if (least.at >= least.run.length) heads.shift();
    else sink(heads);
  }
}

interface Head {
  run: StagedKey[];
  at: number;
}

/** The first head went on: it takes its place among the others, which are in order. */
function sink(heads: Head[]): void {
  const moved = heads[0] as Head;
  let low = 1;
  let high = heads.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compareKeys(headOf(heads[middle] as Head), headOf(moved)) < 0) low = middle + 1;
    else high = middle;
  }
  heads.splice(low, 0, moved);
  heads.shift();
}

const headOf = ({ run, at }: Head): StagedKey => run[at] as StagedKey;

function compareKeys(a: StagedKey, b: StagedKey): number {
  if (a.use !== b.use) return a.use < b.use ? -1 : 1;
  if (a.key !== b.key) return a.key < b.key ? -1 : 1;
  return a.row - b.row;
}
