/**
 * Pages of settings from the server, written beside what the store sells by and shown once they came to their end.
 *
 *   current ──page, more──▶ staged (unseen, kept over a restart of the agent) ──page, no more──▶ current
 *      │                       ▲
 *      └──restart (the path of scopes, or the history, is another one): a new generation from version 0, the old one goes on being sold by
 *
 * Versions never go back. A server that speaks of an older one than the store's was restored from a backup: it is
 * refused until it is past that version, and then all is pulled anew, for what it counted meanwhile may be other
 * things than what the store holds. Where it got past while the line was down, it says so itself: each pull names the
 * change that it goes on from, and the server holds another one under that version.
 *
 * A page is written in slices of a few milliseconds, so that tills are answered meanwhile. How far the pull has come
 * moves with the last slice of a page: a page that was cut is pulled and written again, which changes nothing.
 */
import { errorText, type Log } from '@qiantai/foundation';
import {
  type SettingKind,
  type SettingValue,
  settingChangeHash,
  settingKinds,
  settingValueSchemas,
} from '@qiantai/protos';
import { agentError } from '../errors.ts';
import type { RaiseAlarm } from '../status/board.ts';
import type { Store } from '../store/database.ts';
import type { SettingChange, SettingsPage } from '../sync/server-client.ts';
import { merged, sortedRun } from './key-runs.ts';
import { isScopeOf } from './scopes.ts';
import type { StagedKey } from './setting-row-store.ts';
import type { SettingsStore } from './settings-store.ts';
import type { View } from './version-store.ts';

export interface StagerParts {
  store: Store;
  settings: SettingsStore;
  alarm: RaiseAlarm;
  nowMs: () => number;
  monotonicMs: () => number;
  /** Resolves when the next slice may be written, which then may take so many milliseconds; tills come first. */
  turn: () => Promise<number>;
  /** Within the transaction that shows the version. */
  onShow: (before: View, after: View) => void;
  log: Log;
}

/** Where a pull goes on, and the change that it ended with there. */
export type AskFrom = View & { changeHash: string };

export type Taken = 'more' | 'shown' | 'stopped';

export type SettingsStager = ReturnType<typeof openSettingsStager>;

/** Changes are looked at by the clock this often. */
const changesPerLook = 8;
/** Keys that are sorted at a time: some milliseconds. */
const keysPerRun = 4000;
/** What is held in memory at a time. */
const runsPerBatch = 10;
/** Rows that one slice of the sweep removes. */
const sweptRowsPerTurn = 50;
const keysPerSweep = 500;

export function openSettingsStager(parts: StagerParts) {
  const { store, settings, log } = parts;
  const { rows, versions } = settings;
  let stopped = false;

  /** @throws CodedError SETTINGS_VERSION_BACK, SETTINGS_PAGE_BAD: nothing of the page is taken */
  async function take(page: SettingsPage, changesMax: number): Promise<Taken> {
    const { staged } = versions.state();
    if (page.restart) return begin(staged, page);
    checkPage(page, staged, changesMax);
    const path = page.path.length > 0 ? page.path : staged.path;
    const last = page.changes.at(-1);
    const reached: View = { ...staged, version: last?.version ?? staged.version, path };
    const changeHash = last ? settingChangeHash(last) : versions.state().stagedChangeHash;
    let leftOut: LeftOut[] = [];
    let done = 0;
    do {
      const budgetMs = await parts.turn();
      if (stopped) return 'stopped';
      const slice = store.transact(() => {
        const written = writeSlice(page.changes, done, budgetMs, reached);
        if (written.end === page.changes.length) {
          reach(reached, changeHash, leftOut.length + written.leftOut.length);
        }
        return written;
      });
      done = slice.end;
      leftOut = [...leftOut, ...slice.leftOut];
    } while (done < page.changes.length);
    tell(leftOut);
    return page.more ? 'more' : await show();
  }

  /** What was pulled to its end is found by its keys, then seen: one small write, whatever its size. */
  async function show(): Promise<Taken> {
    const after = versions.state().staged;
    if (!(await addKeys(after.generation))) return 'stopped';
    const before = versions.state().current;
    // Along another path the newest version may well be an older one.
    if (after.version < before.version && samePath(after.path, before.path)) {
      throw agentError('SETTINGS_VERSION_BACK', { version: after.version, held: before.version });
    }
    store.transact(() => {
      versions.show(after, parts.nowMs());
      parts.onShow(before, after);
    });
    return 'shown';
  }

  /**
   * A batch of keys after the other, each in the order of the keys, so that a page of the index changes once for many
   * of them. False where it was stopped; what it did stays, and is done again.
   */
  async function addKeys(generation: number): Promise<boolean> {
    let after: StagedKey | undefined = { row: versions.state().keyedRow + 1, use: 'barcode', key: '' };
    while (after) {
      const runs: StagedKey[][] = [];
      while (after && runs.length < runsPerBatch) {
        await parts.turn();
        if (stopped) return false;
        const keys: StagedKey[] = rows.stagedKeys(generation, after, keysPerRun);
        runs.push(sortedRun(keys));
        after = keys.at(-1);
      }
      const inOrder = merged(runs);
      for (let ended = false; !ended; ) {
        const budgetMs = await parts.turn();
        if (stopped) return false;
        ended = store.transact(() => addSlice(generation, inOrder, parts.monotonicMs() + budgetMs));
      }
    }
    return true;
  }

  /** Whether there are no more. */
  function addSlice(generation: number, keys: Iterator<StagedKey, void>, untilMs: number): boolean {
    for (let count = 1; ; count++) {
      const { value, done } = keys.next();
      if (done) return true;
      rows.addKey(generation, value);
      if (count % changesPerLook === 0 && parts.monotonicMs() >= untilMs) return false;
    }
  }

  /** Everything anew along the path, beside what is sold by. */
  function begin(staged: View, { path, otherHistory }: SettingsPage): Taken {
    if (path.length === 0) throw agentError('SETTINGS_PAGE_BAD', { why: 'a new beginning names no path' });
    if (samePath(staged.path, path) && !(otherHistory && staged.version > 0)) {
      if (staged.version > 0) throw wentBack({ version: 0, held: staged.version });
      throw agentError('SETTINGS_PAGE_BAD', { why: 'it asks for a beginning where this is one' });
    }
    beginAt(staged, path);
    return 'more';
  }

  function beginAt(staged: View, path: readonly string[]): void {
    store.transact(() => {
      versions.stage({ generation: staged.generation + 1, version: 0, path }, '');
      // A pull that was under way is left behind.
      versions.setSwept(false);
    });
    log.info({ path: path.join(' ') }, 'settings.pulled_anew');
  }

  /** The server's newest version. Once it went back and is past what is held, all is pulled anew. */
  function hear(version: number): void {
    const { current, staged, wentBack: before } = versions.state();
    if (!before || version <= current.version) return;
    beginAt(staged, staged.path);
    store.transact(() => versions.setWentBack(false));
  }

  function wentBack(details: { version: number; held: number }): Error {
    if (!versions.state().wentBack) store.transact(() => versions.setWentBack(true));
    return agentError('SETTINGS_VERSION_BACK', details);
  }

  function writeSlice(changes: readonly SettingChange[], from: number, budgetMs: number, reached: View) {
    const untilMs = parts.monotonicMs() + budgetMs;
    const leftOut: LeftOut[] = [];
    let end = from;
    while (end < changes.length) {
      const change = changes[end] as SettingChange;
      const why = write(change, reached);
      if (why !== '') leftOut.push({ change, why });
      end += 1;
      if ((end - from) % changesPerLook === 0 && parts.monotonicMs() >= untilMs) break;
    }
    return { end, leftOut };
  }

  /** Empty, or why the change is left out: it must not hold back the ones behind it. */
  function write(change: SettingChange, { generation, path }: View): string {
    const { kind, id, scope, version } = change;
    if (!isSettingKind(kind)) return 'its kind is not known';
    if (id === '' || id.length > 64) return 'its id is empty or too long';
    if (!isScopeOf(path, scope)) return 'its scope is not of this store';
    try {
      const value = change.valueJson === '' ? undefined : settingValue(kind, change.valueJson);
      rows.write({ generation, version, kind, id, scope, value });
      return '';
    } catch (error) {
      return errorText(error);
    }
  }

  function reach(reached: View, changeHash: string, leftOutCount: number): void {
    if (leftOutCount > 0) versions.leaveOut(leftOutCount);
    versions.stage(reached, changeHash);
  }

  function tell(leftOut: readonly LeftOut[]): void {
    for (const { change, why } of leftOut) {
      const { kind, id, version } = change;
      log.error(
        { kind: kind.slice(0, 40), id: id.slice(0, 64), version, why: why.slice(0, 300) },
        'settings.change_bad',
      );
    }
    const first = leftOut[0];
    if (!first) return;
    const { kind, id, version } = first.change;
    const details = { count: leftOut.length, kind: kind.slice(0, 40), id: id.slice(0, 64), version };
    parts.alarm('SETTINGS_CHANGE_BAD', { ...details, why: first.why.slice(0, 200) });
  }

  /** Removes what no sale in hand and no pull reads any more, a few rows a turn; ends where nothing can go now. */
  async function sweep(pinLifeMs: number): Promise<void> {
    for (;;) {
      await parts.turn();
      if (stopped || versions.state().swept) return;
      const sweptRows = store.transact(() => {
        versions.dropPinsBefore(parts.nowMs() - pinLifeMs);
        const { current, staged, keyedRow } = versions.state();
        const oldest = versions.oldestRead();
        const swept =
          rows.sweep({ oldest, current, staged }, sweptRowsPerTurn) + rows.dropStagedKeys(keyedRow, keysPerSweep);
        const nothingHeld = oldest.generation === current.generation && oldest.version >= current.version;
        if (swept === 0 && nothingHeld) versions.setSwept(true);
        return swept;
      });
      if (sweptRows === 0) return;
    }
  }

  return {
    /** What to ask for next. */
    next: (): AskFrom => {
      const { staged, stagedChangeHash } = versions.state();
      return { ...staged, changeHash: stagedChangeHash };
    },
    hear,
    /** A person asks for everything to be pulled anew; what is sold by meanwhile stays. */
    beginAnew: () => beginAt(versions.state().staged, versions.state().staged.path),
    wentBack,
    take,
    sweep,
    stop: () => {
      stopped = true;
    },
  };
}

interface LeftOut {
  change: SettingChange;
  why: string;
}

function checkPage(page: SettingsPage, staged: View, changesMax: number): void {
  const { changes, more, path } = page;
  const bad = (why: string) => agentError('SETTINGS_PAGE_BAD', { why });
  if (changes.length > changesMax) throw bad(`${changes.length} changes where ${changesMax} were asked for`);
  if (more && changes.length === 0) throw bad('it is empty and says that more wait');
  if (staged.path.length > 0 && path.length > 0 && !samePath(staged.path, path)) {
    throw bad('its path is another one and it is no new beginning');
  }
  let before = staged.version;
  for (const [index, { version }] of changes.entries()) {
    if (version <= staged.version) throw agentError('SETTINGS_VERSION_BACK', { version, held: staged.version });
    if (index > 0 && version < before) throw bad(`version ${version} stands behind ${before}`);
    before = version;
  }
}

function settingValue(kind: SettingKind, json: string): SettingValue {
  return settingValueSchemas[kind].parse(JSON.parse(json));
}

function isSettingKind(kind: string): kind is SettingKind {
  return (settingKinds as readonly string[]).includes(kind);
}

function samePath(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((scope, index) => scope === b[index]);
}
