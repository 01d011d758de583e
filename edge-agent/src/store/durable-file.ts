/** Small files that must be whole after a power cut: written beside, synced, then put under their name. */
import { randomBytes } from 'node:crypto';
import {
  closeSync,
  fstatSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  renameSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';

/** Undefined where there is no such file. */
export function readIfThere(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Makes a file that is not there yet; where another one was quicker, that one is read. */
export function readOrMake(path: string, make: () => Uint8Array): Buffer {
  const found = readIfThere(path);
  if (found) return found;
  const draft = writeDraft(path, make());
  try {
    linkSync(draft, path);
  } finally {
    unlinkSync(draft);
  }
  syncFolder(path);
  return readFileSync(path);
}

/**
 * Puts other contents under a name: the old ones or the new ones, never a mixture. The old bytes are written
 * over once the new ones stand. On a disk that moves blocks by itself (flash) that is an effort and no proof:
 * where that matters the file belongs on a volume that is sealed as a whole.
 */
export function replaceFile(path: string, bytes: Uint8Array): void {
  const draft = writeDraft(path, bytes);
  const old = openIfThere(path);
  try {
    renameSync(draft, path);
    syncFolder(path);
    if (old !== undefined) overwrite(old);
  } finally {
    if (old !== undefined) closeSync(old);
  }
}

/** Writes a file over and takes it away. */
export function destroyFile(path: string): void {
  const file = openIfThere(path);
  if (file === undefined) return;
  try {
    overwrite(file);
  } finally {
    closeSync(file);
  }
  unlinkSync(path);
  syncFolder(path);
}

/** The entry of a file in its folder is durable only when the folder is synced (fsync(2)). */
export function syncFolder(path: string): void {
  const folder = openSync(dirname(path), 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

function writeDraft(path: string, bytes: Uint8Array): string {
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  const file = openSync(draft, 'wx', 0o600);
  try {
    for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
    fsyncSync(file);
  } catch (error) {
    unlinkSync(draft);
    throw error;
  } finally {
    closeSync(file);
  }
  return draft;
}

function openIfThere(path: string): number | undefined {
  try {
    return openSync(path, 'r+');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function overwrite(file: number): void {
  writeSync(file, Buffer.alloc(fstatSync(file).size), 0, null, 0);
  fsyncSync(file);
}
