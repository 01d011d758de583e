/** Settings as rows by version: written ahead of their time, read as they stood at a version. */
import type { SettingKind, SettingValue } from '@qiantai/protos';
import type { Store } from '../store/database.ts';
import { type KeyUse, keysOf, searchTextOf } from './setting-keys.ts';

/** One state of all settings: rows of the generation that began at or before the version and ended after it. */
export interface Moment {
  generation: number;
  version: number;
}

export interface SettingRow {
  row: number;
  id: string;
  scope: string;
  valueJson: string;
}

export interface StagedKey {
  row: number;
  use: KeyUse;
  key: string;
}

export interface RowChange {
  generation: number;
  version: number;
  kind: SettingKind;
  id: string;
  scope: string;
  /** Undefined: removed from this scope. */
  value: SettingValue | undefined;
}

/** `to_version` of a row that nothing came after. */
const openEnd = Number.MAX_SAFE_INTEGER;
/** More articles with one barcode, or prices of one article, are not looked at. */
const rowsOfKeyMax = 500;

export type SettingRowStore = ReturnType<typeof openSettingRowStore>;

export function openSettingRowStore({ sql }: Store) {
  const columns = 'row, id, scope, value_json AS valueJson';
  const visible = 'from_version <= ? AND to_version > ?';
  const openRow = sql.prepare<[number, string, string, string, number], { row: number; fromVersion: number }>(
    `SELECT row, from_version AS fromVersion FROM setting_version
     WHERE generation = ? AND kind = ? AND id = ? AND scope = ? AND from_version <= ? AND to_version = ${openEnd}
     ORDER BY from_version DESC LIMIT 1`,
  );
  const insert = sql.prepare(
    `INSERT INTO setting_version (generation, kind, id, scope, from_version, to_version, value_json)
     VALUES (?, ?, ?, ?, ?, ${openEnd}, ?)`,
  );
  const end = sql.prepare('UPDATE setting_version SET to_version = ? WHERE row = ?');
  const insertKey = sql.prepare('INSERT OR IGNORE INTO setting_key (generation, use, key, row) VALUES (?, ?, ?, ?)');
  const stageKey = sql.prepare('INSERT INTO setting_key_staged (row, use, key) VALUES (?, ?, ?)');
  const stagedKeys = sql.prepare<[number, number, string, string, number], StagedKey>(
    `SELECT row, use, key FROM setting_key_staged CROSS JOIN setting_version USING (row)
     WHERE generation = ? AND (row, use, key) > (?, ?, ?) ORDER BY row, use, key LIMIT ?`,
  );
  const unstageRow = sql.prepare('DELETE FROM setting_key_staged WHERE row = ?');
  const unstage = sql.prepare(
    `DELETE FROM setting_key_staged WHERE row <= (
       SELECT max(row) FROM (SELECT row FROM setting_key_staged WHERE row <= ? ORDER BY row LIMIT ?))`,
  );
  const insertText = sql.prepare('INSERT INTO article_text (row, text) VALUES (?, ?)');
  const deleteKey = sql.prepare('DELETE FROM setting_key WHERE generation = ? AND use = ? AND key = ? AND row = ?');
  const deleteText = sql.prepare('DELETE FROM article_text WHERE row = ?');
  const deleteRow = sql.prepare('DELETE FROM setting_version WHERE row = ?');
  const stored = sql.prepare<[number], { generation: number; kind: SettingKind; valueJson: string }>(
    'SELECT generation, kind, value_json AS valueJson FROM setting_version WHERE row = ?',
  );
  const byId = sql.prepare<[number, string, string, number, number], SettingRow>(
    `SELECT ${columns} FROM setting_version WHERE generation = ? AND kind = ? AND id = ? AND ${visible}`,
  );
  const byIdRange = sql.prepare<[number, string, string, string, number, number, number], SettingRow>(
    `SELECT ${columns} FROM setting_version
     WHERE generation = ? AND kind = ? AND id >= ? AND id < ? AND ${visible} ORDER BY id LIMIT ?`,
  );
  const byKind = sql.prepare<[number, string, number, number, number], SettingRow>(
    `SELECT ${columns} FROM setting_version WHERE generation = ? AND kind = ? AND ${visible} ORDER BY id LIMIT ?`,
  );
  const idsByKey = sql.prepare<[number, string, string, number, number, number], { id: string }>(
    `SELECT v.id FROM setting_key AS k JOIN setting_version AS v USING (row)
     WHERE k.generation = ? AND v.generation = k.generation AND k.use = ? AND k.key = ? AND ${visible}
     ORDER BY k.row LIMIT ?`,
  );
  const bounds = sql.prepare<[], { first: number | null; last: number | null }>(
    'SELECT min(row) AS first, max(row) AS last FROM article_text',
  );
  const matches = sql.prepare<[number, number, string, number], { row: number }>(
    'SELECT row FROM article_text WHERE row >= ? AND row < ? AND instr(text, ?) > 0 LIMIT ?',
  );
  const oneVisible = sql.prepare<[number, number, number, number], SettingRow>(
    `SELECT ${columns} FROM setting_version WHERE row = ? AND generation = ? AND ${visible}`,
  );
  const ended = sql.prepare<[number, number, number], { row: number }>(
    `SELECT row FROM setting_version
     WHERE generation = ? AND to_version <= ? AND to_version < ${openEnd} LIMIT ?`,
  );
  const ofGenerations = sql.prepare<[number, number, number], { row: number }>(
    'SELECT row FROM setting_version WHERE generation > ? AND generation < ? LIMIT ?',
  );
  const count = sql.prepare<[], { count: number }>('SELECT count(*) AS count FROM article_text');

  function remove(row: number): void {
    const held = stored.get(row);
    if (!held) return;
    for (const { use, key } of keysOf(held.kind, JSON.parse(held.valueJson))) {
      deleteKey.run(held.generation, use, key, row);
    }
    unstageRow.run(row);
    if (held.kind === 'article') deleteText.run(row);
    deleteRow.run(row);
  }

  return {
    /**
     * A change of its version on. The same change again changes nothing: a page that was cut is written anew.
     * What counted before ends there, and goes on being seen by views of earlier versions. The row is found by its
     * keys once `addKey` got them. Returns the row, undefined where there is none.
     */
    write(change: RowChange): number | undefined {
      const { generation, version, kind, id, scope, value } = change;
      const before = openRow.get(generation, kind, id, scope, version);
      if (before?.fromVersion === version) {
        if (!value) return undefined;
        remove(before.row);
      } else if (before) {
        end.run(version, before.row);
      }
      if (!value) return undefined;
      const row = Number(insert.run(generation, kind, id, scope, version, JSON.stringify(value)).lastInsertRowid);
      for (const { use, key } of keysOf(kind, value)) stageKey.run(row, use, key);
      if (kind === 'article') insertText.run(row, searchTextOf(value as SettingValue<'article'>));
      return row;
    },
    /** Keys that stand apart, after the given one, in the order of the rows. */
    stagedKeys: (generation: number, after: StagedKey, keysMax: number): StagedKey[] =>
      stagedKeys.all(generation, after.row, after.use, after.key, keysMax),
    /** The same again changes nothing. */
    addKey: (generation: number, { use, key, row }: StagedKey): void => void insertKey.run(generation, use, key, row),
    /** Forgets keys that stand in their place, of rows up to one; returns how many. */
    dropStagedKeys: (upToRow: number, keysMax: number): number => unstage.run(upToRow, keysMax).changes,
    /** The rows of every scope. */
    byId: (view: Moment, kind: SettingKind, id: string): SettingRow[] =>
      byId.all(view.generation, kind, id, view.version, view.version),
    /** The rows of every scope, in the order of their ids. */
    byIdRange: (view: Moment, kind: SettingKind, range: { from: string; before: string }, rowsMax: number) =>
      byIdRange.all(view.generation, kind, range.from, range.before, view.version, view.version, rowsMax),
    /** In the order of their ids. */
    byKind: (view: Moment, kind: SettingKind, rowsMax: number): SettingRow[] =>
      byKind.all(view.generation, kind, view.version, view.version, rowsMax),
    /** Ids of what some scope finds by the key. */
    idsByKey: (view: Moment, use: KeyUse, key: string): readonly string[] =>
      idsByKey.all(view.generation, use, key, view.version, view.version, rowsOfKeyMax).map(({ id }) => id),
    /** The range of rows that article texts stand in, the last one outside. */
    textRows(): { first: number; end: number } {
      const { first, last } = bounds.get() ?? {};
      return { first: first ?? 0, end: last == null ? 0 : last + 1 };
    },
    /** Rows from `first` on and before `end` whose text holds the (lower case) text. */
    textMatches: (first: number, endRow: number, text: string, rowsMax: number): number[] =>
      matches.all(first, endRow, text, rowsMax).map(({ row }) => row),
    row: (view: Moment, row: number): SettingRow | undefined =>
      oneVisible.get(row, view.generation, view.version, view.version),
    /** Articles of all scopes, and of versions that are not swept yet. */
    textCount: (): number => count.get()?.count ?? 0,
    /**
     * Removes rows that nobody reads any more: what ended before the oldest moment that is read, and generations
     * whose pull was begun anew before it came to its end. Returns how many.
     */
    sweep(moments: { oldest: Moment; current: Moment; staged: Moment }, rowsMax: number): number {
      const { oldest, current, staged } = moments;
      const rows = ofGenerations.all(-1, oldest.generation, rowsMax);
      rows.push(...ofGenerations.all(current.generation, staged.generation, rowsMax - rows.length));
      rows.push(...ended.all(oldest.generation, oldest.version, rowsMax - rows.length));
      for (const { row } of rows) remove(row);
      return rows.length;
    },
  };
}
