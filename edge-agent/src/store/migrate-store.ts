/** Numbered migrations: each runs once, in order, and is known by the checksum of its contents ever after. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import type Sqlite from 'better-sqlite3';
import { agentError } from '../errors.ts';

export interface Migration {
  version: number;
  name: string;
  text: string;
}

/** @throws CodedError STORE_MIGRATION_CHANGED, STORE_TOO_NEW */
export function migrate(
  sql: Sqlite.Database,
  nowMs: number,
  migrations: readonly Migration[] = migrationsOfTree(),
): void {
  sql.exec(`CREATE TABLE IF NOT EXISTS migration (
    version INTEGER PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL, applied_at_ms INTEGER NOT NULL
  ) STRICT`);
  const applied = new Map(
    sql
      .prepare<[], { version: number; checksum: string }>('SELECT version, checksum FROM migration')
      .all()
      .map((row) => [row.version, row.checksum]),
  );
  for (const version of applied.keys()) {
    if (!migrations.some((known) => known.version === version)) throw agentError('STORE_TOO_NEW', { version });
  }
  for (const migration of migrations) {
    const checksum = checksumOf(migration.text);
    const before = applied.get(migration.version);
    if (before === checksum) continue;
    if (before !== undefined) throw agentError('STORE_MIGRATION_CHANGED', { name: migration.name });
    sql
      .transaction(() => {
        sql.exec(migration.text);
        sql
          .prepare('INSERT INTO migration (version, name, checksum, applied_at_ms) VALUES (?, ?, ?, ?)')
          .run(migration.version, migration.name, checksum, nowMs);
      })
      .immediate();
  }
}

function migrationsOfTree(): Migration[] {
  const folder = new URL('./migrations/', import.meta.url);
  return readdirSync(folder)
    .filter((name) => /^\d{4}-[a-z0-9-]+\.sql$/.test(name))
    .sort()
    .map((name) => ({
      version: Number(name.slice(0, 4)),
      name,
      text: readFileSync(new URL(name, folder), 'utf8'),
    }));
}

function checksumOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
