/** What became of one fault that was played. */

import { compareBooks } from './comparison.ts';
import { drain } from './drain.ts';
import { readEveryBook } from './every-book.ts';
import type { World } from './harness.ts';

export interface FaultResult {
  /** Kind of fault: `kill`, `line`, `clock`, … */
  family: string;
  /** The fault itself, such as `agent 17 after`. */
  fault: string;
  /** Where it fell, such as the step that a process died at. */
  where: string;
  /** `unreached`: the run ended before the step came. */
  result: 'equal' | 'unreached' | 'differs';
  findings: readonly string[];
  seconds: number;
  /** The command that plays this row alone. */
  again: string;
}

export interface FaultOptions {
  seed: string;
  jobs: number;
  /** Everything, where a short form would take a sample. */
  long: boolean;
  /** How many rows of a family are played, chosen by the seed; all where it is not given. */
  sample?: number | undefined;
  /** Of kills at named steps: only rows whose name begins so. */
  rows?: string | undefined;
  /** Of the kill matrix: one process, one step. */
  victim?: string | undefined;
  step?: number | undefined;
  tell: (result: FaultResult) => void;
}

/**
 * Lets everything arrive, then compares all books of a world with its own.
 * @param mayOpen codes of exceptions that the server is right to open under this fault
 */
export async function settleAndCompare(
  world: World,
  timeoutMs?: number,
  mayOpen: readonly string[] = [],
): Promise<string[]> {
  await drain(world, timeoutMs);
  return compareBooks(world.books, await readEveryBook(world), mayOpen);
}
