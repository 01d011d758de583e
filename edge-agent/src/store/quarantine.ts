/** Damaged database files are moved aside under a name that says when and what, and never deleted. */
import { createHash } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  existsSync,
  fstatSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  writeSync,
} from 'node:fs';
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

/** Bytes of a file, or of a buffer in its place. */
export interface ByteSource {
  readonly bytes: number;
  /** Fewer where it ends. */
  read(at: number, count: number): Buffer;
}

/** Runs `work` over a file; what does not read of it is zeros, and one that is not there is empty. */
export function readTolerantly<T>(file: string, work: (source: ByteSource) => T): T {
  if (!existsSync(file)) return work({ bytes: 0, read: () => Buffer.alloc(0) });
  const handle = openSync(file, 'r');
  try {
    const { size } = fstatSync(handle);
    return work({ bytes: size, read: (at, count) => readPart(handle, at, Math.min(count, size - at)) });
  } finally {
    closeSync(handle);
  }
}

export function copyTolerantly(source: ByteSource, to: string): void {
  const handle = openSync(to, 'w', 0o600);
  try {
    for (let at = 0; at < source.bytes; at += blockBytes) writeSync(handle, source.read(at, blockBytes));
  } finally {
    closeSync(handle);
  }
}

/** What a disk gives or fails to give at once. */
const blockBytes = 4096;

function readPart(handle: number, at: number, count: number): Buffer {
  const part = Buffer.alloc(Math.max(0, count));
  try {
    readSync(handle, part, 0, part.length, at);
  } catch {
    for (let from = 0; from < part.length; from += blockBytes)
      readBlock(handle, part.subarray(from, from + blockBytes), at + from);
  }
  return part;
}

function readBlock(handle: number, block: Buffer, at: number): void {
  try {
    readSync(handle, block, 0, block.length, at);
  } catch {
    block.fill(0);
  }
}
