/** Asks the system what is plugged in. Never fails: a list that cannot be had is empty, and the log says so at its finest. */
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { errorText, type Log } from '@qiantai/foundation';
import { SerialPort } from 'serialport';
import { type FoundDevice, found, type ListedHid, type ListedSerial } from './discovery.ts';

const pathsMax = 100;

/** @param given paths of lines, or of folders that hold lines */
export async function findDevices(given: readonly string[], log: Log): Promise<FoundDevice[]> {
  const listed = <One>(what: string, ask: () => Promise<One[]>): Promise<One[]> =>
    ask().catch((error: unknown) => {
      log.debug({ what, error: errorText(error) }, 'devices.not_listed');
      return [];
    });
  const [serial, hid, paths] = await Promise.all([
    listed<ListedSerial>('serial', () => SerialPort.list()),
    listed<ListedHid>('hid', async () => (await import('node-hid')).devicesAsync()),
    listed('paths', async () => (await Promise.all(given.map((path) => linesAt(path)))).flat().slice(0, pathsMax)),
  ]);
  return found({ serial, hid, paths });
}

async function linesAt(path: string): Promise<string[]> {
  try {
    if (!(await stat(path)).isDirectory()) return [path];
    return (await readdir(path)).sort().map((name) => join(path, name));
  } catch {
    // Not there now; it may be plugged in later.
    return [];
  }
}
