/** What a bad disk does to the database of an agent that is stopped. */
import { closeSync, cpSync, existsSync, openSync, readdirSync, rmSync, statSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Random } from '@qiantai/foundation';
import Database from 'better-sqlite3';

const pageBytes = 4096;
const headerBytes = 100;

export type Damage = (databaseFile: string, random: Random) => void;

/** Some pages become noise, any of them but the first. */
export const tornPages: Damage = (file, random) => {
  const pages = statSync(file).size / pageBytes;
  for (let n = 0; n < 2; n++) overwrite(file, (1 + random.below(pages - 1)) * pageBytes, random.bytes(pageBytes));
};

/** The first page of a table's rows. */
export const tornTable =
  (table: string): Damage =>
  (file, random) => {
    const sql = new Database(file, { readonly: true });
    const root = sql.prepare('SELECT rootpage FROM sqlite_master WHERE name = ?').pluck().get(table);
    sql.close();
    overwrite(file, (Number(root) - 1) * pageBytes, random.bytes(pageBytes));
  };

/** What SQLite knows a file by. */
export const tornHeader: Damage = (file, random) => overwrite(file, 0, random.bytes(headerBytes));

export const gone: Damage = (file) => {
  for (const part of ['', '-wal', '-shm']) rmSync(`${file}${part}`, { force: true });
};

const copyOf = (file: string) => `${dirname(file)}-copy`;

export function keepCopy(file: string): void {
  rmSync(copyOf(file), { recursive: true, force: true });
  cpSync(dirname(file), copyOf(file), { recursive: true });
}

/** The whole data folder is as it was. */
export const putCopyBack: Damage = (file) => {
  rmSync(dirname(file), { recursive: true });
  cpSync(copyOf(file), dirname(file), { recursive: true });
};

/** What was put aside: a file that was gone is known by its log alone, or by nothing. */
export function putAside(databaseFile: string): string[] {
  const folder = join(dirname(databaseFile), 'quarantine');
  if (!existsSync(folder)) return [];
  return readdirSync(folder).filter((name) => name.endsWith('.db'));
}

function overwrite(file: string, at: number, bytes: Uint8Array): void {
  const handle = openSync(file, 'r+');
  writeSync(handle, bytes, 0, bytes.length, at);
  closeSync(handle);
}
