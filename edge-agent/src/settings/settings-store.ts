/** Settings of the store as they came down: one row a thing, articles in a table of their own. */
import { type Currency, type SettingKind, type SettingValue, settingValueSchemas } from '@qiantai/protos';
import type { Store } from '../store/database.ts';

export type StoreSetting = SettingValue<'store'>;
export type TerminalSetting = SettingValue<'terminal'>;
export type OperatorSetting = SettingValue<'operator'>;
export type Article = SettingValue<'article'>;

export type SettingsStore = ReturnType<typeof openSettingsStore>;

interface ArticleRow {
  article_id: string;
  barcode: string;
  name_zh: string;
  name_en: string;
  unit_price_minor: number;
  currency: Currency;
  unit: string;
  picture: string;
  quick_key: number | null;
}

export function openSettingsStore(store: Store) {
  const { sql } = store;
  const put = sql.prepare(
    `INSERT INTO setting (kind, id, version, value_json) VALUES (?, ?, ?, ?)
     ON CONFLICT (kind, id) DO UPDATE SET version = excluded.version, value_json = excluded.value_json`,
  );
  const drop = sql.prepare('DELETE FROM setting WHERE kind = ? AND id = ?');
  const one = sql.prepare<[string, string], { value_json: string }>(
    'SELECT value_json FROM setting WHERE kind = ? AND id = ?',
  );
  const all = sql.prepare<[string], { value_json: string }>(
    'SELECT value_json FROM setting WHERE kind = ? ORDER BY id',
  );
  // ':' follows '9', so it ends the ids that begin with the digits.
  const blocked = sql.prepare<[string, string], { id: string }>(
    `SELECT id FROM setting WHERE kind = 'blocked_card' AND id >= ? AND id < ?`,
  );
  const putArticle = sql.prepare(
    `INSERT OR REPLACE INTO article (article_id, barcode, name_zh, name_en, unit_price_minor, currency, unit, picture,
       quick_key) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const dropArticle = sql.prepare('DELETE FROM article WHERE article_id = ?');
  const byBarcode = sql.prepare<[string], ArticleRow>('SELECT * FROM article WHERE barcode = ? LIMIT 1');
  const byId = sql.prepare<[string], ArticleRow>('SELECT * FROM article WHERE article_id = ?');
  const quick = sql.prepare<[], ArticleRow>(
    'SELECT * FROM article WHERE quick_key IS NOT NULL ORDER BY quick_key, article_id LIMIT 100',
  );
  const search = sql.prepare<[string, string, string, string, number], ArticleRow>(
    `SELECT * FROM article WHERE name_zh LIKE ? ESCAPE '\\' OR name_en LIKE ? ESCAPE '\\' OR barcode LIKE ? ESCAPE '\\'
       OR article_id LIKE ? ESCAPE '\\' ORDER BY name_zh, article_id LIMIT ?`,
  );
  const count = sql.prepare<[], { count: number }>('SELECT count(*) AS count FROM article');

  function read<K extends SettingKind>(kind: K, id: string): SettingValue<K> | undefined {
    const row = one.get(kind, id);
    return row && (settingValueSchemas[kind].parse(JSON.parse(row.value_json)) as SettingValue<K>);
  }

  function readAll<K extends SettingKind>(kind: K): SettingValue<K>[] {
    return all.all(kind).map((row) => settingValueSchemas[kind].parse(JSON.parse(row.value_json)) as SettingValue<K>);
  }

  return {
    put(kind: SettingKind, id: string, version: number, value: SettingValue): void {
      if (kind !== 'article') {
        put.run(kind, id, version, JSON.stringify(value));
        return;
      }
      const article = value as Article;
      putArticle.run(
        id,
        article.barcode,
        article.nameZh,
        article.nameEn,
        BigInt(article.unitPriceMinor),
        article.currency,
        article.unit,
        article.picture,
        article.quickKey ?? null,
      );
    },
    remove(kind: SettingKind, id: string): void {
      if (kind === 'article') dropArticle.run(id);
      else drop.run(kind, id);
    },
    theStore: (): StoreSetting | undefined => readAll('store')[0],
    terminal: (id: string): TerminalSetting | undefined => read('terminal', id),
    terminals: (): TerminalSetting[] => readAll('terminal'),
    operators: (): OperatorSetting[] => readAll('operator'),
    tenderPolicy: () => readAll('tender_policy')[0],
    offlinePolicy: (_terminalId: string): SettingValue<'offline_policy'> | undefined =>
      read('offline_policy', 'default'),
    storePolicy: (_terminalId?: string): SettingValue<'store_policy'> | undefined => read('store_policy', 'default'),
    /** Ids of `blocked_card` that begin with these digits. */
    blockedCards: (digits: string, _terminalId: string): string[] =>
      blocked.all(digits, `${digits}:`).map((row) => row.id),
    articleByCode(code: string): Article | undefined {
      const row = byBarcode.get(code) ?? byBarcode.get(otherGtin(code)) ?? byId.get(code);
      return row && articleOf(row);
    },
    quickKeys: (): Article[] => quick.all().map(articleOf),
    searchArticles(text: string, limit: number): Article[] {
      const pattern = `%${text.replace(/[\\%_]/g, (character) => `\\${character}`)}%`;
      return search.all(pattern, pattern, pattern, pattern, limit).map(articleOf);
    },
    articleCount: (): number => count.get()?.count ?? 0,
  };
}

/** UPC-A is the GTIN-13 with a leading zero (GS1 General Specifications, 3.3.2): scanners give either. */
function otherGtin(code: string): string {
  if (/^[0-9]{12}$/.test(code)) return `0${code}`;
  return /^0[0-9]{12}$/.test(code) ? code.slice(1) : code;
}

function articleOf(row: ArticleRow): Article {
  return {
    articleId: row.article_id,
    barcode: row.barcode,
    nameZh: row.name_zh,
    nameEn: row.name_en,
    unitPriceMinor: String(row.unit_price_minor),
    currency: row.currency,
    unit: row.unit,
    picture: row.picture,
    ...(row.quick_key === null ? {} : { quickKey: row.quick_key }),
  };
}
