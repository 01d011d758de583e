/**
 * Numbered migrations, each once, each in one transaction with the row that records it. Several servers may
 * start at once over one database: the row's primary key makes the later ones wait for the first, without
 * any lock that a distributed engine lacks. An applied file never changes.
 */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock, Log } from '@qiantai/foundation';
import { serverError } from '../errors.ts';
import { type Database, sqlState } from './database.ts';

export interface Migration {
  number: number;
  name: string;
  sql: string;
  /** SHA-256 of the file, hexadecimal. */
  checksum: string;
}

export const migrationsFolder = join(import.meta.dirname, 'migrations');

/** @throws CodedError DB_MIGRATION_CHANGED, DB_MIGRATION_UNKNOWN, DB_MIGRATION_BAD_NAME */
export async function migrate(
  { owner: database }: Pick<Database, 'owner'>,
  options: { clock: Clock; log: Log; folder?: string },
): Promise<{ applied: string[] }> {
  const migrations = await readMigrations(options.folder ?? migrationsFolder);
  await createMigrationTable(database);
  const known = new Set(migrations.map((migration) => migration.number));
  const held = await database.pool.query<{ number: number; name: string }>('SELECT number, name FROM schema_migration');
  const stranger = held.rows.find((row) => !known.has(row.number));
  if (stranger) throw serverError('DB_MIGRATION_UNKNOWN', { name: stranger.name });

  const applied: string[] = [];
  for (const migration of migrations) {
    if (await applyOnce(database, migration, options.clock)) applied.push(migration.name);
  }
  if (applied.length > 0) options.log.info({ applied }, 'database.migrated');
  return { applied };
}

/** In the order of their numbers. */
export async function readMigrations(folder: string): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  const migrations: Migration[] = [];
  for (const name of names) {
    const number = Number(/^(\d{4})-[a-z0-9-]+\.sql$/.exec(name)?.[1] ?? Number.NaN);
    if (Number.isNaN(number) || migrations.at(-1)?.number === number) {
      throw serverError('DB_MIGRATION_BAD_NAME', { name });
    }
    const sql = await readFile(join(folder, name), 'utf8');
    migrations.push({ number, name, sql, checksum: createHash('sha256').update(sql).digest('hex') });
  }
  return migrations;
}

async function createMigrationTable(database: Database['owner']): Promise<void> {
  const create = `CREATE TABLE IF NOT EXISTS schema_migration (
    number integer PRIMARY KEY,
    name text NOT NULL,
    checksum text NOT NULL,
    applied_at_ms bigint NOT NULL
  )`;
  try {
    await database.pool.query(create);
  } catch (error) {
    // Two servers made it at the same instant: which error tells so depends on how far the other was.
    if (!madeByAnother.has(sqlState(error) ?? '')) throw error;
  }
}

/** unique_violation (in the catalogue), duplicate_table, duplicate_object (PostgreSQL, appendix A). */
const madeByAnother: ReadonlySet<string> = new Set(['23505', '42P07', '42710']);

async function applyOnce(database: Database['owner'], migration: Migration, clock: Clock): Promise<boolean> {
  return await database.transaction(async (client) => {
    const mine = await client.query(
      `INSERT INTO schema_migration (number, name, checksum, applied_at_ms) VALUES ($1, $2, $3, $4)
       ON CONFLICT (number) DO NOTHING`,
      [migration.number, migration.name, migration.checksum, clock.nowMs()],
    );
    if (mine.rowCount === 1) {
      await client.query(migration.sql);
      return true;
    }
    const held = await client.query<{ checksum: string }>('SELECT checksum FROM schema_migration WHERE number = $1', [
      migration.number,
    ]);
    if (held.rows[0]?.checksum !== migration.checksum) {
      throw serverError('DB_MIGRATION_CHANGED', { name: migration.name });
    }
    return false;
  });
}
