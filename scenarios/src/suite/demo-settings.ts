/** What headquarters of the demo chain has set: regions, policies, taxes, a promotion, a weighed article, adverts, people. */
import type { ChainSeed } from '@qiantai/acquiring-server';
import { type Currency, type SettingKind, type SettingValue, settingScope } from '@qiantai/protos';

export type SeedSetting = NonNullable<ChainSeed['settings']>[number];
type SeededKind = SeedSetting['kind'];

export const demoRegions = [
  { id: 'north', name: '北区', nameEn: 'North' },
  { id: 'south', name: '南区', nameEn: 'South' },
] as const;

/** Stores lie by turns in the one and the other region. */
export function demoRegionOf(storeIndex: number): string {
  return demoRegions[storeIndex % demoRegions.length]?.id ?? demoRegions[0].id;
}

/** People of headquarters, for whoever tries the demo. */
export const demoHeadquartersUsers = [
  {
    login: 'hq',
    name: '总部 Headquarters',
    scope: settingScope.chain,
    rights: ['read', 'catalogue', 'operators', 'limits', 'fleet', 'risk', 'users', 'tree', 'orders'],
    password: 'demo-headquarters',
  },
  {
    login: 'manager',
    name: '店长 Store manager',
    scope: settingScope.store('store-1'),
    rights: ['read', 'catalogue', 'operators', 'fleet'],
    password: 'demo-manager',
  },
] as const satisfies NonNullable<ChainSeed['headquartersUsers']>;

/** Scanned as 21 + 20001 + grams + check digit; by this article alone the demo's promotion counts. */
export const demoWeighedArticle = {
  id: 'weighed-apples',
  barcode: '20001',
  nameZh: '红富士苹果 散装',
  nameEn: 'Fuji apples, loose',
  unitPriceMinor: '1280',
  unit: '千克',
  picture: '🍎',
  category: 'fruit',
  taxCode: 'vat9',
  soldByWeight: true,
} as const satisfies ChainSeed['articles'][number];

const day = 86_400_000;

export function demoSettings(currency: Currency): SeedSetting[] {
  return [
    setting('', 'tax', 'vat13', { taxCode: 'vat13', nameZh: '增值税', nameEn: 'VAT', rateBasisPoints: 1300 }),
    setting('', 'tax', 'vat9', { taxCode: 'vat9', nameZh: '增值税 9%', nameEn: 'VAT 9%', rateBasisPoints: 900 }),
    setting('', 'barcode_rule', 'weighed', {
      prefix: '21',
      length: 13,
      article: { from: 2, length: 5 },
      value: { from: 7, length: 5, is: 'weight_g' },
      checkDigit: true,
    }),
    setting('', 'promotion', 'apple-week', {
      promotionId: 'apple-week',
      nameZh: '苹果九折',
      nameEn: '10% off apples',
      validFromMs: 0,
      rule: { kind: 'percent_off', articleIds: [demoWeighedArticle.id], basisPoints: 1000 },
    }),
    setting('', 'store_policy', 'default', {
      timeZone: 'Asia/Shanghai',
      businessDayStartsAt: '04:00',
      signInWithoutContactMsMax: 7 * day,
      offlineWithoutContactMsMax: 3 * day,
      journalKeptMs: 90 * day,
    }),
    setting('', 'till_rules', 'default', { currency, roundToMinor: 10, saleMode: 'order' }),
    setting('', 'offline_policy', 'default', offlinePolicy(currency)),
    setting('', 'blocked_card', '622200*0000', { digits: '622200*0000', reason: '挂失 reported lost' }),
    setting(settingScope.region('south'), 'receipt_text', 'default', {
      header: ['钱台便利 Qiantai Demo', '南区 South'],
      footer: ['谢谢惠顾 Thank you', '凭小票七日内退换'],
    }),
    setting('', 'advert', 'apples', {
      advertId: 'apples',
      titleZh: '红富士苹果九折',
      titleEn: 'Fuji apples 10% off',
      picture: '🍎',
      place: 1,
      seconds: 8,
      validFromMs: 0,
    }),
    setting(settingScope.region('north'), 'advert', 'coffee', {
      advertId: 'coffee',
      titleZh: '现磨咖啡 9.90',
      titleEn: 'Fresh coffee 9.90',
      picture: '☕',
      place: 2,
      seconds: 8,
      validFromMs: 0,
    }),
  ];
}

/** The brands are those of the cards at the device panel (hardware-sims, reader/cards.ts). */
function offlinePolicy(currency: Currency): SettingValue<'offline_policy'> {
  const limits = { perTransactionMinor: '30000', storeSumMinor: '500000' };
  return {
    currency,
    cards: 'take',
    forced: 'allow',
    entryModes: ['chip', 'contactless'],
    brands: [
      { brand: 'unionpay', ranges: [{ from: '620000', to: '629999' }], ...limits },
      { brand: 'visa', ranges: [{ from: '4000', to: '4999' }], ...limits },
      {
        brand: 'mastercard',
        ranges: [
          { from: '5100', to: '5599' },
          { from: '2221', to: '2720' },
        ],
        ...limits,
      },
      {
        brand: 'amex',
        ranges: [
          { from: '3400', to: '3499' },
          { from: '3700', to: '3799' },
        ],
        perTransactionMinor: '20000',
        storeSumMinor: '100000',
      },
    ],
    perTransactionMinor: '30000',
    terminalSumMinor: '300000',
    storeSumMinor: '1000000',
    terminalCount: 100,
    storeCount: 300,
    ageMsMax: 3 * day,
  };
}

function setting<Kind extends SeededKind & SettingKind>(
  scope: string,
  kind: Kind,
  id: string,
  value: SettingValue<Kind>,
): SeedSetting {
  return { scope, kind, id, value };
}
