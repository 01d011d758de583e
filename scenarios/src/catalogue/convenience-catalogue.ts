/** The shelf of a small Chinese convenience store: names, prices in fen, and barcodes of our own making. */
import { ean13CheckDigit } from './ean13.ts';

export interface ShelfArticle {
  id: string;
  barcode: string;
  nameZh: string;
  nameEn: string;
  priceMinor: bigint;
  unit: string;
  picture: string;
}

/** Chinese name, English name, price in fen, unit, picture. */
const shelf: ReadonlyArray<readonly [string, string, bigint, string, string]> = [
  ['天然水 550ml', 'Natural water 550 ml', 200n, '瓶', '💧'],
  ['冰红茶 500ml', 'Iced black tea 500 ml', 350n, '瓶', '🧋'],
  ['可乐 330ml', 'Cola 330 ml', 300n, '罐', '🥤'],
  ['橙汁 300ml', 'Orange juice 300 ml', 480n, '瓶', '🧃'],
  ['纯牛奶 250ml', 'Milk 250 ml', 390n, '盒', '🥛'],
  ['原味酸奶 200g', 'Plain yoghurt 200 g', 650n, '杯', '🥣'],
  ['美式咖啡', 'Americano', 990n, '杯', '☕'],
  ['豆浆', 'Soy milk', 350n, '杯', '🫘'],
  ['红烧牛肉面', 'Braised beef noodles', 450n, '桶', '🍜'],
  ['老坛酸菜面', 'Pickled cabbage noodles', 450n, '桶', '🍲'],
  ['鲜肉包', 'Pork bun', 250n, '个', '🥟'],
  ['茶叶蛋', 'Tea egg', 200n, '个', '🥚'],
  ['饭团 金枪鱼', 'Tuna rice ball', 590n, '个', '🍙'],
  ['火腿三明治', 'Ham sandwich', 890n, '个', '🥪'],
  ['关东煮 一串', 'Oden skewer', 300n, '串', '🍢'],
  ['烤肠', 'Grilled sausage', 400n, '根', '🌭'],
  ['切片面包 400g', 'Sliced bread 400 g', 1080n, '袋', '🍞'],
  ['苏打饼干', 'Soda crackers', 720n, '盒', '🍘'],
  ['薯片 原味', 'Potato chips', 790n, '袋', '🥔'],
  ['黑巧克力 80g', 'Dark chocolate 80 g', 1390n, '块', '🍫'],
  ['薄荷糖', 'Mints', 500n, '盒', '🍬'],
  ['香蕉 一根', 'Banana', 250n, '根', '🍌'],
  ['苹果 一个', 'Apple', 390n, '个', '🍎'],
  ['冰淇淋', 'Ice cream', 600n, '支', '🍦'],
  ['抽纸 三包', 'Tissues, three packs', 1290n, '提', '🧻'],
  ['牙膏 120g', 'Toothpaste 120 g', 1580n, '支', '🪥'],
  ['雨伞', 'Umbrella', 2990n, '把', '☂️'],
  ['充电线', 'Charging cable', 2590n, '根', '🔌'],
  ['五号电池 四节', 'AA batteries, four', 1480n, '卡', '🔋'],
  ['购物袋', 'Carrier bag', 30n, '个', '🛍️'],
];

/** Manufacturer's prefix of the shelf: within China's 690–699, in a block of our own choosing. */
const companyPrefix = '6970000';

export const convenienceShelf: readonly ShelfArticle[] = shelf.map(
  ([nameZh, nameEn, priceMinor, unit, picture], index) => {
    const digits12 = companyPrefix + String(index + 1).padStart(5, '0');
    return {
      id: `shelf-${index + 1}`,
      barcode: digits12 + ean13CheckDigit(digits12),
      nameZh,
      nameEn,
      priceMinor,
      unit,
      picture,
    };
  },
);

/** The shelf as articles of a chain, the first 24 on quick keys. */
export function shelfArticles() {
  return convenienceShelf.map((article, index) => ({
    id: article.id,
    barcode: article.barcode,
    nameZh: article.nameZh,
    nameEn: article.nameEn,
    unitPriceMinor: article.priceMinor.toString(),
    unit: article.unit,
    picture: article.picture,
    quickKey: index < 24 ? index + 1 : undefined,
    taxCode: 'vat13',
  }));
}
