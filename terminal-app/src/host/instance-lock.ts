/**
 * Keeps a data folder for one till. The lock is a name of the operating system that goes with the process
 * however it ends: an abstract socket on Linux, a pipe on Windows. Elsewhere there is no such name, and the
 * port of the screen is what two tills cannot share.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, realpathSync } from 'node:fs';
import { createServer } from 'node:net';
import { tillError } from '../errors.ts';

/**
 * @returns what gives the folder back
 * @throws CodedError TILL_FOLDER_BUSY
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  mkdirSync(folder, { recursive: true });
  const path = lockName(realpathSync(folder));
  if (!path) return () => Promise.resolve();
  const server = createServer((socket) => socket.destroy());
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'EADDRINUSE' ? tillError('TILL_FOLDER_BUSY', { folder }, { cause: error }) : error);
    });
    server.listen({ path }, resolve);
  });
  server.unref();
  return () => new Promise((resolve) => server.close(() => resolve()));
}

function lockName(folder: string): string | null {
  const name = `qiantai-till-${createHash('sha256').update(folder).digest('hex').slice(0, 32)}`;
  switch (process.platform) {
    case 'linux':
      return `\0${name}`;
    case 'win32':
      return `\\\\.\\pipe\\${name}`;
    default:
      return null;
  }
}
