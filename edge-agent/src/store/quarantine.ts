/** Damaged database files are moved aside under a name that says when and what, and never deleted. */
import { createHash } from 'node:crypto';
import { chmodSync, closeSync, existsSync, mkdirSync, openSync, readSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { syncFolder } from './durable-file.ts';

export const quarantineFolder = (dataDir: string) => join(dataDir, 'quarantine');
const parts = ['', '-wal', '-shm'] as const;

/** Time and first letters of the contents' SHA-256. */
export function quarantineName(file: string, nowMs: number): string {
  return `agent-${nowMs}-${hashOf(file)?.slice(0, 16) ?? 'unreadable'}`;
}

/** Moves what is not moved yet; a power cut in between is finished by calling it again. */
export function moveAside(dataDir: string, file: string, name: string): void {
  const folder = quarantineFolder(dataDir);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  // The log goes first: a log beside a new database would be taken for that one's.
  for (const part of [...parts].reverse()) {
    const to = join(folder, `${name}.db${part}`);
    if (!existsSync(`${file}${part}`)) continue;
    renameSync(`${file}${part}`, to);
    chmodSync(to, 0o400);
  }
  syncFolder(join(folder, name));
  syncFolder(file);
}

/** Undefined where a sector does not read. */
function hashOf(file: string): string | undefined {
  const hash = createHash('sha256');
  try {
    const handle = openSync(file, 'r');
    try {
      const chunk = Buffer.alloc(1 << 20);
      for (let read = readSync(handle, chunk); read > 0; read = readSync(handle, chunk)) {
        hash.update(chunk.subarray(0, read));
      }
    } finally {
      closeSync(handle);
    }
  } catch {
    return undefined;
  }
  return hash.digest('hex');
}

/** Reads a file block by block; what does not read is zeros. Undefined where it is not there. */
export function readTolerantly(file: string, blockBytes: number): Buffer | undefined {
  if (!existsSync(file)) return undefined;
  const handle = openSync(file, 'r');
  try {
    const blocks: Buffer[] = [];
    for (let at = 0; ; at += blockBytes) {
      const block = Buffer.alloc(blockBytes);
      const read = readBlock(handle, block, at);
      if (read === 0) break;
      blocks.push(read === undefined ? block : block.subarray(0, read));
    }
    return Buffer.concat(blocks);
  } finally {
    closeSync(handle);
  }
}

function readBlock(handle: number, block: Buffer, at: number): number | undefined {
  try {
    return readSync(handle, block, 0, block.length, at);
  } catch {
    return undefined;
  }
}
