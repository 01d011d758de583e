/** Which version of the settings the store sells by, how far the pull has come, and which versions sales hold on to. */
import type { Store } from '../store/database.ts';
import type { Moment } from './setting-row-store.ts';

/** A moment with the scopes that its settings were pulled along, widest first; empty before the server said so. */
export interface View extends Moment {
  path: readonly string[];
}

export interface SettingsState {
  current: View;
  appliedAtMs: number;
  /** How far the pull has come: the same as `current` while there is none. */
  staged: View;
  /** Of the change that it ended with; empty where that is not known. */
  stagedChangeHash: string;
  /** The server spoke of an older version than the store's. */
  wentBack: boolean;
  /** Rows up to this one are found by their keys. */
  keyedRow: number;
  /** Changes that were not right, ever. */
  leftOut: number;
  /** Nothing that nobody reads is left. */
  swept: boolean;
}

interface StateRow {
  generation: number;
  version: number;
  path_json: string;
  applied_at_ms: number;
  staged_generation: number;
  staged_version: number;
  staged_path_json: string;
  staged_change_hash: string;
  went_back: number;
  keyed_row: number;
  left_out: number;
  swept: number;
}

interface PinRow {
  generation: number;
  version: number;
  path_json: string;
}

export type VersionStore = ReturnType<typeof openVersionStore>;

export function openVersionStore(store: Store) {
  const { sql } = store;
  const read = sql.prepare<[], StateRow>('SELECT * FROM settings_state');
  const stage = sql.prepare(
    'UPDATE settings_state SET staged_generation = ?, staged_version = ?, staged_path_json = ?, staged_change_hash = ?',
  );
  const show = sql.prepare(
    `UPDATE settings_state SET generation = ?, version = ?, path_json = ?, applied_at_ms = ?,
       staged_generation = ?, staged_version = ?, staged_path_json = ?, swept = 0,
       keyed_row = (SELECT coalesce(max(row), 0) FROM setting_version)`,
  );
  const setWentBack = sql.prepare('UPDATE settings_state SET went_back = ?');
  const leaveOut = sql.prepare('UPDATE settings_state SET left_out = left_out + ?');
  const setSwept = sql.prepare('UPDATE settings_state SET swept = ?');
  const pinOf = sql.prepare<[string, string], PinRow>(
    'SELECT * FROM settings_pin WHERE terminal_id = ? AND sale_id = ?',
  );
  const addPin = sql.prepare(
    `INSERT INTO settings_pin (terminal_id, sale_id, generation, version, path_json, pinned_at_ms)
     VALUES (?, ?, ?, ?, ?, ?)`,
  );
  const dropPin = sql.prepare('DELETE FROM settings_pin WHERE terminal_id = ? AND sale_id = ?');
  const dropPinsBefore = sql.prepare('DELETE FROM settings_pin WHERE pinned_at_ms < ?');
  const dropOldestPins = sql.prepare(
    `DELETE FROM settings_pin WHERE terminal_id = ? AND sale_id IN (
       SELECT sale_id FROM settings_pin WHERE terminal_id = ? ORDER BY pinned_at_ms DESC, sale_id DESC LIMIT -1 OFFSET ?)`,
  );
  const oldest = sql.prepare<[], Moment>(
    'SELECT generation, version FROM settings_pin ORDER BY generation, version LIMIT 1',
  );
  let state = stateOf();
  let rollbacks = store.rollbacks();

  function stateOf(): SettingsState {
    const row = read.get();
    if (!row) throw new Error('settings_state has its one row from the migration on');
    return {
      current: { generation: row.generation, version: row.version, path: pathOf(row.path_json) },
      appliedAtMs: row.applied_at_ms,
      staged: {
        generation: row.staged_generation,
        version: row.staged_version,
        path: pathOf(row.staged_path_json),
      },
      stagedChangeHash: row.staged_change_hash,
      wentBack: row.went_back === 1,
      keyedRow: row.keyed_row,
      leftOut: row.left_out,
      swept: row.swept === 1,
    };
  }

  /** Read once for each change: every look-up asks for it. */
  function current() {
    if (rollbacks !== store.rollbacks()) {
      rollbacks = store.rollbacks();
      state = stateOf();
    }
    return state;
  }

  function changed(): void {
    state = stateOf();
  }

  return {
    state: current,
    /** The pull has come so far; nothing of it is seen yet. */
    stage(view: View, changeHash: string): void {
      stage.run(view.generation, view.version, JSON.stringify(view.path), changeHash);
      changed();
    },
    /** The store sells by this version from now on; all rows that there are have their keys. */
    show(view: View, nowMs: number): void {
      const pathJson = JSON.stringify(view.path);
      show.run(view.generation, view.version, pathJson, nowMs, view.generation, view.version, pathJson);
      changed();
    },
    leaveOut(count: number): void {
      leaveOut.run(count);
      changed();
    },
    setWentBack(wentBack: boolean): void {
      setWentBack.run(wentBack ? 1 : 0);
      changed();
    },
    setSwept(swept: boolean): void {
      setSwept.run(swept ? 1 : 0);
      changed();
    },
    pin(terminalId: string, saleId: string): View | undefined {
      const row = pinOf.get(terminalId, saleId);
      return row && { generation: row.generation, version: row.version, path: pathOf(row.path_json) };
    },
    /** Of more than `pinsMax` pins of a terminal the oldest go. */
    addPin(pin: { terminalId: string; saleId: string; view: View; nowMs: number; pinsMax: number }): void {
      const { terminalId, saleId, view } = pin;
      addPin.run(terminalId, saleId, view.generation, view.version, JSON.stringify(view.path), pin.nowMs);
      dropOldestPins.run(terminalId, terminalId, pin.pinsMax);
    },
    dropPin: (terminalId: string, saleId: string): void => void dropPin.run(terminalId, saleId),
    dropPinsBefore: (pinnedAtMs: number): void => void dropPinsBefore.run(pinnedAtMs),
    /** The oldest version that a sale or the store itself still reads. */
    oldestRead(): Moment {
      return oldest.get() ?? current().current;
    },
  };
}

function pathOf(json: string): string[] {
  return JSON.parse(json) as string[];
}
