/** A family of faults in its short form, for a test. */
import type { FaultOptions, FaultResult } from './fault-result.ts';

/** Worlds stand in seconds; a machine under load takes many times that. */
export const timeoutMs = 240_000;

export async function play(
  family: (options: FaultOptions) => Promise<void>,
  sample?: number,
  rows?: string,
): Promise<FaultResult[]> {
  const results: FaultResult[] = [];
  await family({ seed: '1', jobs: 1, long: false, sample, rows, tell: (result) => results.push(result) });
  return results;
}

export const differing = (results: readonly FaultResult[]) => results.filter(({ result }) => result !== 'equal');
