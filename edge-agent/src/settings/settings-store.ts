/**
 * Settings of the store. Readers see one version (ADR 0022): what is pulled meanwhile is written beside it and is
 * seen only when it came to its end. A sale goes by the version of its first line, which it pins.
 */
import { type SettingKind, type SettingValue, settingScope } from '@qiantai/protos';
import type { Store } from '../store/database.ts';
import { searchArticles } from './article-search.ts';
import { rememberIds } from './known-ids.ts';
import { keysOf } from './setting-keys.ts';
import { openSettingRowStore } from './setting-row-store.ts';
import { type Article, openSettingsReader, type SettingsReader } from './settings-reader.ts';
import { openVersionStore, type View } from './version-store.ts';

export type StoreSetting = SettingValue<'store'>;
export type TerminalSetting = SettingValue<'terminal'>;
export type OperatorSetting = SettingValue<'operator'>;
export type { Article, SettingsReader } from './settings-reader.ts';

export type SettingsStore = ReturnType<typeof openSettingsStore>;

const readersMax = 64;

export function openSettingsStore(store: Store) {
  const rows = openSettingRowStore(store);
  const versions = openVersionStore(store);
  const remembered = rememberIds(rows);
  const readers = new Map<string, SettingsReader>();
  let readersOf = '';
  let counted = { of: '', count: 0 };

  /** As they count at a terminal; without one at the store as a whole. */
  function reader(terminalId?: string, view: View = versions.state().current): SettingsReader {
    const { current } = versions.state();
    const now = `${current.generation} ${current.version}`;
    if (readersOf !== now || readers.size >= readersMax) forget();
    readersOf = now;
    const key = `${view.generation} ${view.version} ${terminalId ?? ''}`;
    const known = readers.get(key) ?? openSettingsReader(remembered, view, terminalId);
    readers.set(key, known);
    return known;
  }

  /** Writes one setting that counts at once; what comes down from the server is staged instead. */
  function put(
    kind: SettingKind,
    id: string,
    version: number,
    value: SettingValue,
    scope: string = settingScope.chain,
  ) {
    changeNow(kind, id, version, value, scope);
  }

  function changeNow(
    kind: SettingKind,
    id: string,
    version: number,
    value: SettingValue | undefined,
    scope: string,
  ): void {
    store.transact(() => {
      const { current, appliedAtMs } = versions.state();
      const { generation, path } = current;
      const row = rows.write({ generation, version, kind, id, scope, value });
      if (value && row !== undefined) for (const key of keysOf(kind, value)) rows.addKey(generation, { ...key, row });
      if (version > current.version) versions.show({ generation, version, path }, appliedAtMs);
    });
    forget();
  }

  function forget(): void {
    readers.clear();
    remembered.forget();
  }

  return {
    rows,
    versions,
    reader,
    put,
    remove: (kind: SettingKind, id: string, version: number, scope: string = settingScope.chain): void =>
      changeNow(kind, id, version, undefined, scope),
    /** Many questions at once cost less together. */
    reading: <T>(work: () => T): T => store.reading(work),
    /** The version that the store sells by. */
    version: (): number => versions.state().current.version,
    resolve: <Kind extends SettingKind>(kind: Kind, id: string, terminalId?: string): SettingValue<Kind> | undefined =>
      reader(terminalId).resolve(kind, id),
    all: <Kind extends SettingKind>(kind: Kind, terminalId?: string): readonly SettingValue<Kind>[] =>
      reader(terminalId).all(kind),
    theStore: (): StoreSetting | undefined => reader().theStore(),
    terminal: (id: string): TerminalSetting | undefined => reader(id).resolve('terminal', id),
    terminals: (): readonly TerminalSetting[] => reader().all('terminal'),
    operators: (terminalId?: string): readonly OperatorSetting[] => reader(terminalId).all('operator'),
    tenderPolicy: (terminalId?: string) => reader(terminalId).tenderPolicy(),
    offlinePolicy: (terminalId?: string) => reader(terminalId).offlinePolicy(),
    storePolicy: () => reader().storePolicy(),
    tillRules: (terminalId?: string) => reader(terminalId).tillRules(),
    fleet: (terminalId?: string) => reader(terminalId).fleet(),
    /** The digits that are known from the card's beginning, and its last four. */
    blockedCard: (firstDigits: string, lastDigits: string, terminalId?: string) =>
      reader(terminalId).blockedCard(firstDigits, lastDigits),
    /** Ids of blocked cards that begin with these digits. */
    blockedCards: (digits: string, terminalId?: string) => reader(terminalId).blockedCards(digits),
    articleByCode: (code: string, terminalId?: string) => reader(terminalId).articleByCode(code)?.value,
    search: (by: SettingsReader, text: string, limit: number): Promise<Article[]> =>
      searchArticles(rows, by, { text, limit }),
    searchArticles: (text: string, limit: number, terminalId?: string): Promise<Article[]> =>
      searchArticles(rows, reader(terminalId), { text, limit }),
    /** For the page; counted once for each version. */
    articleCount(): number {
      const { generation, version } = versions.state().current;
      if (counted.of !== `${generation} ${version}`)
        counted = { of: `${generation} ${version}`, count: rows.textCount() };
      return counted.count;
    },
  };
}
