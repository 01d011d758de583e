/** A disk of a few megabytes in memory, which only a machine's administrator may make. */
import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface SmallDisk {
  folder: string;
  /** Leaves so many bytes free. */
  fill(leaveBytes: number): void;
  /** Gives the room back. */
  free(): void;
  remove(): void;
}

/** @returns undefined where this machine does not let us mount one */
export function makeSmallDisk(megabytes: number): SmallDisk | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'qiantai-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'qiantai-disk', folder], { stdio: 'ignore' });
  } catch {
    rmSync(folder, { recursive: true, force: true });
    return undefined;
  }
  const filler = join(folder, 'filler');
  return {
    folder,
    fill: (leaveBytes) => fillDisk(folder, filler, leaveBytes),
    free: () => rmSync(filler, { force: true }),
    remove: () => {
      execFileSync('umount', [folder], { stdio: 'ignore' });
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function fillDisk(folder: string, filler: string, leaveBytes: number): void {
  const { bavail, bsize } = statfsSync(folder);
  const handle = openSync(filler, 'w');
  try {
    const block = Buffer.alloc(65_536);
    for (let left = bavail * bsize - leaveBytes; left > 0; left -= block.length) {
      writeSync(handle, block, 0, Math.min(block.length, left));
    }
  } finally {
    closeSync(handle);
  }
}
