/** 200,000 articles of a chain as the changes that an agent pulls. Overrides of scopes lie over every tenth. */
import { articleOf, changeOf } from '@qiantai/edge-agent/testing';
import type { Change } from './store-agent.ts';

export const articles = 200_000;

export const idOf = (n: number) => `A${String(n).padStart(7, '0')}`;
/** Scattered over the range of codes, as a chain's are. */
export const barcodeOf = (n: number) => String(6_900_000_000_000 + ((n * 7_368_787) % 99_999_989));
const signs = '天然水可乐牛奶面包苹果香蕉洗衣粉纸巾饼干巧克力酸酱油醋米油盐糖茶叶咖啡鲜肉鸡蛋青菜豆腐鱼虾';

export function article(n: number, unitPriceMinor = String(100 + (n % 9000))) {
  const name = Array.from({ length: 6 }, (_, at) => signs[(n * (at + 7) + (n >> (at * 3))) % signs.length]).join('');
  return articleOf(idOf(n), {
    barcode: barcodeOf(n),
    nameZh: `${name} ${n % 1000}g`,
    nameEn: `Article number ${n} of brand ${n % 300}`,
    unitPriceMinor,
    category: `c${n % 200}`,
    taxCode: 'std',
  });
}

export function firstLoad(): Change[] {
  const chain = Array.from({ length: articles }, (_, n) => changeOf(0, 'article', idOf(n), article(n)));
  const overrides = Array.from({ length: articles / 10 }, (_, n) => {
    const scope = ['region/R1', 'store/S1', 'terminal/till-1'][n % 3] ?? '';
    return changeOf(0, 'article', idOf(n * 10), article(n * 10, '77'), scope);
  });
  return [...chain, ...overrides];
}
