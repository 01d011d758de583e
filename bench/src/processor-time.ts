/** What a process took of the processors, as the kernel counts it: a figure that others on the machine hardly change. */
import { readdirSync, readFileSync } from 'node:fs';

const nanosecondsAMillisecond = 1e6;

/** Of all its threads that live, milliseconds. */
export function processorMs(pid: number): number {
  const folder = `/proc/${pid}/task`;
  return readdirSync(folder).reduce((sum, thread) => sum + threadMs(`${folder}/${thread}/schedstat`), 0);
}

/** "time on the processor, time waited for it, slices" in nanoseconds; a thread may end meanwhile. */
function threadMs(file: string): number {
  try {
    return Number(readFileSync(file, 'utf8').split(' ', 1)[0]) / nanosecondsAMillisecond;
  } catch {
    return 0;
  }
}
