/** Questions to the machine about a process that an earlier server may have left. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { readFile, readlink, realpath } from 'node:fs/promises';
import { promisify } from 'node:util';

const runFile = promisify(execFile);

/** Whether `pid` is `program` at work over the data folder `cluster`, and not a stranger with a reused number. */
export async function isRunning(pid: number, program: string, cluster: string): Promise<boolean> {
  if (!isAlive(pid)) return false;
  if (process.platform !== 'linux') {
    const { stdout } = await runFile('ps', ['-o', 'command=', '-p', String(pid)]).catch(() => ({ stdout: '' }));
    return stdout.includes('postgres') && stdout.includes(cluster);
  }
  const executable = await readlink(`/proc/${pid}/exe`).catch(() => '');
  const words = (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).split('\0');
  // After an upgrade the running file is another one (or "(deleted)"): the folder in its words decides then.
  const ours = executable === (await realpath(program)) || /\/postgres( \(deleted\))?$/.test(executable);
  return ours && words.includes(cluster);
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  return !isZombie(pid);
}

/** Where nothing reaps orphans (a container without an init), an ended process keeps its number. */
function isZombie(pid: number): boolean {
  if (process.platform !== 'linux') return false;
  try {
    const status = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return status.slice(status.lastIndexOf(')') + 2).startsWith('Z');
  } catch {
    return true;
  }
}
