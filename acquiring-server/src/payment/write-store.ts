/**
 * Writes that belong together, as one statement: each statement is a round trip to the database, and a
 * transition writes to six tables.
 */
import type pg from 'pg';
import { columnOf } from '../db/records.ts';

type Queryable = Pick<pg.ClientBase, 'query'>;

/** What is written, and `+` put in, `~` changed, `-` taken out. Short, for a statement's name has 63 bytes. */
export type WriteName =
  | 'payment+'
  | 'payment~'
  | 'attempt+'
  | 'attempt~'
  | 'order+'
  | 'order^'
  | 'order~'
  | 'history+'
  | 'outbox+'
  | 'secret+'
  | 'secret-';

/** One row of one table; no two writes of a statement touch the same row. */
export interface Write {
  name: WriteName;
  /** An INSERT, UPDATE or DELETE with its own `$1`, … and always the same for its name and `onlyWith`. */
  text: string;
  values: readonly unknown[];
  /** It writes where that one of the same statement did; its text selects from it. */
  onlyWith?: WriteName;
  /** Whether there may be nothing for it to write. */
  mayMiss?: boolean;
}

/**
 * Answers which of the writes were done.
 * @throws TypeError where one that must write a row found none
 */
export async function writeTogether(client: Queryable, writes: readonly Write[]): Promise<ReadonlySet<WriteName>> {
  const result = await client.query<Record<string, number>>(statementOf(writes));
  const counts = result.rows[0] ?? {};
  const done = new Set(writes.map((write) => write.name).filter((name) => counts[name] === 1));
  for (const { name, onlyWith, mayMiss } of writes) {
    if (!mayMiss && !done.has(name) && (!onlyWith || done.has(onlyWith))) {
      throw new TypeError(`${name} wrote ${counts[name]} rows`);
    }
  }
  return done;
}

/** `INSERT INTO table …` of the record's members, alone or only with another write of the statement. */
export function insertOf(
  into: { name: WriteName; table: string; onlyWith?: WriteName | undefined },
  record: Readonly<Record<string, unknown>>,
): Write {
  const members = Object.keys(record);
  const places = members.map((_, index) => `$${index + 1}`).join(', ');
  const source = into.onlyWith ? `SELECT ${places} FROM "${into.onlyWith}"` : `VALUES (${places})`;
  return {
    name: into.name,
    text: `INSERT INTO ${into.table} (${members.map(columnOf).join(', ')}) ${source}`,
    values: Object.values(record),
    ...(into.onlyWith ? { onlyWith: into.onlyWith } : {}),
  };
}

function statementOf(writes: readonly Write[]): pg.QueryConfig {
  const parts: string[] = [];
  const counts: string[] = [];
  const values: unknown[] = [];
  for (const write of writes) {
    const before = values.length;
    const text = write.text.replace(/\$(\d+)/g, (_, place) => `$${before + Number(place)}`);
    parts.push(`"${write.name}" AS (${text} RETURNING 1)`);
    counts.push(`(SELECT count(*)::int FROM "${write.name}") AS "${write.name}"`);
    values.push(...write.values);
  }
  const name = writes.map((write) => (write.onlyWith ? `${write.name}?` : write.name)).join(',');
  return { name, text: `WITH ${parts.join(', ')} SELECT ${counts.join(', ')}`, values };
}
