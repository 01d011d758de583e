import { expect, test } from 'vitest';
import type { HeadquartersUser } from '../headquarters/headquarters-rights.ts';
import { MerchantTree } from '../headquarters/merchant-tree.ts';
import { pageUser } from './page-user.ts';

const named = (name: string) => ({ name, nameEn: name });
const tree = new MerchantTree({
  regions: [
    { regionId: 'south', parentId: null, ...named('South') },
    { regionId: 'gz', parentId: 'south', ...named('Guangzhou') },
  ],
  stores: [
    { storeId: 's1', regionId: 'gz', ...named('One') },
    { storeId: 's2', regionId: null, ...named('Two') },
  ],
  terminals: [{ terminalId: 't1', storeId: 's1', name: 'Till', cardTerminalId: '10000001' }],
});
const user = (scope: string): HeadquartersUser => ({
  merchantId: 'm1',
  login: 'u',
  whom: 'user:u',
  name: 'U',
  scope,
  rights: new Set(['read']),
  tree,
  canSee: () => true,
});
const shape = (scope: string) => {
  const names: string[] = [];
  const walk = (place: NonNullable<ReturnType<typeof pageUser>>['place'], depth: number) => {
    names.push(`${'-'.repeat(depth)}${place.kind}:${place.name}`);
    for (const child of place.children) walk(child, depth + 1);
  };
  const found = pageUser(user(scope), 'Chain');
  if (found) walk(found.place, 0);
  return names;
};

test('a user sees its own node and what lies below', () => {
  expect(shape('')).toEqual(['chain:Chain', '-region:South', '--region:Guangzhou', '---store:One', '-store:Two']);
  expect(shape('region/gz')).toEqual(['region:Guangzhou', '-store:One']);
  expect(shape('store/s2')).toEqual(['store:Two']);
  expect(shape('store/gone')).toEqual([]);
});
