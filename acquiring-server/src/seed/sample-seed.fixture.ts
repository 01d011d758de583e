/** A small chain for tests: two stores, three tills, an account at each channel. */
import type { ChainSeed } from './chain-seed.ts';

export const sampleCode = 'STORE-A-0001';
export const otherStoreCode = 'STORE-B-0001';

export function sampleSeed(change: Partial<ChainSeed> = {}): ChainSeed {
  return {
    merchant: { id: 'm1', name: '晨光便利', currency: 'CNY', feeBasisPoints: 38 },
    stores: [
      {
        id: 'store-a',
        name: '人民路店',
        nameEn: 'Renmin Road',
        receiptHeader: ['晨光便利'],
        receiptFooter: ['谢谢惠顾'],
        speaker: { productKey: 'pk', deviceName: 'speaker-a', secret: 'speaker-a-secret' },
      },
      { id: 'store-b', name: '中山路店', nameEn: 'Zhongshan Road', receiptHeader: [], receiptFooter: [] },
    ],
    terminals: [
      { id: 'till-a1', storeId: 'store-a', name: '一号机', cardTerminalId: '10000001' },
      { id: 'till-a2', storeId: 'store-a', name: '二号机', cardTerminalId: '10000002' },
      { id: 'till-b1', storeId: 'store-b', name: '一号机', cardTerminalId: '10000003' },
    ],
    operators: [
      { id: 'op-1', number: '1001', name: '王芳', pin: '1234', rights: ['sell'] },
      { id: 'op-2', number: '1002', name: '李强', pin: '5678', rights: ['sell', 'return'], storeIds: ['store-b'] },
    ],
    articles: [sampleArticle(1), sampleArticle(2), sampleArticle(3)],
    channelAccounts: [
      sampleAccount('acc-wechat', 'wechat', { mchid: '1900000001', apiV3Key: 'k'.repeat(32) }),
      sampleAccount('acc-alipay', 'alipay', { appId: '2021000000000001' }),
      sampleAccount('acc-card', 'card', { acceptorId: '104110045110012' }),
    ],
    activationCodes: [
      { code: sampleCode, storeId: 'store-a', expiresAtMs: Date.UTC(2099, 0, 1) },
      { code: otherStoreCode, storeId: 'store-b', expiresAtMs: Date.UTC(2099, 0, 1) },
    ],
    ...change,
  };
}

export function sampleArticle(number: number): ChainSeed['articles'][number] {
  return {
    id: `a${number}`,
    barcode: `69012345${String(number).padStart(5, '0')}`,
    nameZh: `商品${number}`,
    nameEn: `Article ${number}`,
    unitPriceMinor: String(100 * number),
    unit: '件',
    picture: '',
  };
}

function sampleAccount(
  id: string,
  channel: ChainSeed['channelAccounts'][number]['channel'],
  credentials: Record<string, unknown>,
): ChainSeed['channelAccounts'][number] {
  return { id, channel, priority: 1, weight: 100, enabled: true, costBasisPoints: 20, credentials };
}
