/** What a setting is found by beside its id, and what an article is searched by. */
import type { SettingKind, SettingValue } from '@qiantai/protos';

export type KeyUse = 'barcode' | 'quick_key' | 'price_of' | 'promotion_of';

export interface SettingKey {
  use: KeyUse;
  key: string;
}

export function keysOf(kind: SettingKind, value: SettingValue): SettingKey[] {
  switch (kind) {
    case 'article': {
      const article = value as SettingValue<'article'>;
      const codes = new Set([article.barcode, ...(article.moreBarcodes ?? [])]);
      const keys: SettingKey[] = [...codes].map((key) => ({ use: 'barcode', key }));
      if (article.quickKey !== undefined) keys.push({ use: 'quick_key', key: '' });
      return keys;
    }
    case 'price':
      return [{ use: 'price_of', key: (value as SettingValue<'price'>).articleId }];
    case 'promotion': {
      const { rule } = value as SettingValue<'promotion'>;
      const articleIds = rule.kind === 'sale_off' ? [''] : new Set(rule.articleIds);
      return [...articleIds].map((key) => ({ use: 'promotion_of', key }));
    }
    default:
      return [];
  }
}

/** In lower case, one line for each of what a cashier may type. */
export function searchTextOf(article: SettingValue<'article'>): string {
  const { nameZh, nameEn, barcode, articleId, moreBarcodes = [] } = article;
  return [nameZh, nameEn, barcode, articleId, ...moreBarcodes].join('\n').toLowerCase();
}

/** UPC-A is the GTIN-13 with a leading zero (GS1 General Specifications, 3.3.2): scanners give either. */
export function codeForms(code: string): string[] {
  if (/^[0-9]{12}$/.test(code)) return [code, `0${code}`];
  return /^0[0-9]{12}$/.test(code) ? [code, code.slice(1)] : [code];
}
