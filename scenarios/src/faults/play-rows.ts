/** Plays one fault, measures it, and tells what became of it: the part that all families share. */
import { errorText, systemClock } from '@qiantai/foundation';
import type { FaultOptions } from './fault-result.ts';

export interface PlayedRow {
  findings: readonly string[];
  /** Where the fault fell; `unreached` says that it did not. */
  where?: string;
  unreached?: boolean;
}

/** @returns whether all books were equal */
export async function playRow(
  options: FaultOptions,
  row: { family: string; fault: string; again?: string },
  play: () => Promise<PlayedRow>,
): Promise<boolean> {
  const startedMs = systemClock.monotonicMs();
  const played = await play().catch((error: unknown): PlayedRow => ({ findings: [errorText(error)] }));
  const equal = played.findings.length === 0;
  options.tell({
    family: row.family,
    fault: row.fault,
    where: played.where ?? '',
    result: equal ? (played.unreached ? 'unreached' : 'equal') : 'differs',
    findings: played.findings,
    seconds: (systemClock.monotonicMs() - startedMs) / 1000,
    again: row.again ?? `npm run faults -- ${row.family} --seed ${options.seed}${options.long ? ' --long' : ''}`,
  });
  return equal;
}
