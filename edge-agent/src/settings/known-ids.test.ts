import { expect, test } from 'vitest';
import { rememberIds } from './known-ids.ts';
import type { SettingRowStore } from './setting-row-store.ts';

function counted() {
  const asked: string[] = [];
  const idsByKey: SettingRowStore['idsByKey'] = (view, use, key) => {
    asked.push(`${view.version} ${use} ${key}`);
    return key.startsWith('none') ? [] : [`${use} of ${key} at ${view.generation}/${view.version}`];
  };
  return { asked, rows: rememberIds({ idsByKey } as SettingRowStore) };
}

test('a key is asked once for each view, use and key, also one that finds nothing', () => {
  const { asked, rows } = counted();
  const views = [
    { generation: 1, version: 1 },
    { generation: 1, version: 2 },
    { generation: 2, version: 2 },
  ];
  for (let time = 0; time < 2; time++) {
    for (const view of views) {
      for (const use of ['price_of', 'promotion_of'] as const) {
        const at = `${view.generation}/${view.version}`;
        expect(rows.idsByKey(view, use, 'A1')).toEqual([`${use} of A1 at ${at}`]);
        expect(rows.idsByKey(view, use, 'none')).toEqual([]);
      }
    }
  }
  expect(asked).toHaveLength(12);
  rows.forget();
  rows.idsByKey({ generation: 1, version: 1 }, 'price_of', 'none');
  expect(asked).toHaveLength(13);
});

test('what is remembered has an end', () => {
  const { asked, rows } = counted();
  const view = { generation: 1, version: 1 };
  for (let n = 0; n <= 4000; n++) rows.idsByKey(view, 'price_of', `none ${n}`);
  rows.idsByKey(view, 'price_of', 'none 4000');
  expect(asked).toHaveLength(4001);
  rows.idsByKey(view, 'price_of', 'none 0');
  expect(asked).toHaveLength(4002);
});
