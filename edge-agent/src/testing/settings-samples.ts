/** Settings as a server would send them. */
import type { SettingKind, SettingValue } from '@qiantai/protos';
import type { SettingChange } from '../sync/server-client.ts';

export function articleOf(id: string, over: Partial<SettingValue<'article'>> = {}): SettingValue<'article'> {
  return {
    articleId: id,
    barcode: `69${id}`,
    nameZh: `商品${id}`,
    nameEn: `Article ${id}`,
    unitPriceMinor: '100',
    currency: 'CNY',
    unit: '件',
    picture: '',
    ...over,
  };
}

export function changeOf<Kind extends SettingKind>(
  version: number,
  kind: Kind,
  id: string,
  /** Undefined: removed. */
  value: SettingValue<Kind> | undefined,
  scope = '',
): SettingChange {
  return { version, kind, id, scope, valueJson: value === undefined ? '' : JSON.stringify(value) };
}
