/** What the scenes sell. */
import type { TillSnapshot } from '../contract/till-contract.ts';

type Article = TillSnapshot['quickKeys'][number];

const article = (at: number, nameZh: string, nameEn: string, unitPriceMinor: string, picture: string): Article => ({
  articleId: `a${at}`,
  barcode: `69012345${String(at).padStart(5, '0')}`,
  nameZh,
  nameEn,
  unitPriceMinor,
  soldByWeight: false,
  picture,
});

export const articles: readonly Article[] = [
  article(1, '农夫山泉饮用天然水 550ml', 'Nongfu Spring water 550 ml', '200', '💧'),
  article(2, '康师傅红烧牛肉面', 'Master Kong beef noodles', '450', '🍜'),
  article(3, '可口可乐 330ml', 'Coca-Cola 330 ml', '300', '🥤'),
  article(4, '关东煮萝卜', 'Oden radish', '250', '🍢'),
  article(5, '鲜肉包', 'Pork bun', '300', '🥟'),
  article(6, '美式咖啡（中）', 'Americano, medium', '1200', '☕'),
  article(7, '全麦吐司', 'Wholemeal toast', '880', '🍞'),
  article(8, '鲜牛奶 950ml', 'Fresh milk 950 ml', '1590', '🥛'),
  article(9, '茶叶蛋', 'Tea egg', '180', '🥚'),
  article(10, '香蕉（把）', 'Bananas, bunch', '690', '🍌'),
  article(11, '巧克力棒', 'Chocolate bar', '550', '🍫'),
  article(12, '抽纸三连包', 'Tissues, 3 packs', '1290', '🧻'),
  article(13, '青岛啤酒 500ml', 'Tsingtao beer 500 ml', '650', '🍺'),
  article(14, '三明治', 'Sandwich', '990', '🥪'),
  article(15, '雨伞', 'Umbrella', '2990', '🌂'),
  article(16, '五号电池四粒装', 'AA batteries, 4', '1500', '🔋'),
];
