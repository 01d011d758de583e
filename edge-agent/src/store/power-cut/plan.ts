/** What the writer does, step by step, by a seed: known to the writer and to whoever proves what it left. */

export type Step = 'cash' | 'request' | 'refusal' | 'result';

/** Entries that a step writes, in one transaction. */
export const entriesOfStep: Readonly<Record<Step, number>> = { cash: 1, request: 1, refusal: 2, result: 1 };

/** Each request has its result four steps later. */
const pattern: readonly Step[] = ['cash', 'request', 'refusal', 'request', 'cash', 'result', 'cash', 'result'];

export function stepAt(seed: number, step: number): Step {
  // Two cycles of the pattern differ by where the refusal stands.
  const place = step % pattern.length;
  const kind = pattern[place] as Step;
  const turned = (Math.floor(step / pattern.length) + seed) % 3 === 0;
  if (turned && kind === 'refusal') return 'cash';
  return turned && place === 4 ? 'refusal' : kind;
}

export interface Expected {
  entries: number;
  payments: number;
  /** Requests that wait. */
  waiting: number;
}

/** What stands in the database after so many steps. */
export function expectedAfter(seed: number, steps: number): Expected {
  const expected = { entries: 0, payments: 0, waiting: 0 };
  for (let step = 0; step < steps; step++) {
    const kind = stepAt(seed, step);
    expected.entries += entriesOfStep[kind];
    if (kind !== 'result') expected.payments += 1;
    if (kind === 'request') expected.waiting += 1;
    if (kind === 'result') expected.waiting -= 1;
  }
  return expected;
}
