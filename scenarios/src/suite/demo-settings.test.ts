import { chainSeedSchema, seedFaults } from '@qiantai/acquiring-server';
import { settingValueSchemas } from '@qiantai/protos';
import { expect, test } from 'vitest';
import { shelfArticles } from '../catalogue/convenience-catalogue.ts';
import { buildChain, tillsOf } from './chain.ts';
import { demoSettings } from './demo-settings.ts';

const stores = [1, 2, 3].map((number) => ({ id: `store-${number}`, name: '店', nameEn: 'Store' }));

test('the demo chain is a seed without faults', () => {
  const chain = buildChain({
    currency: 'CNY',
    stores,
    tills: tillsOf(stores, 2),
    articles: shelfArticles(),
    channels: {
      http: '',
      wechat: {},
      alipay: {},
      unionpay: {},
      card: { bdkHex: '' },
      identity: { baseUrl: '', appId: '', secret: '' },
      sms: { baseUrl: '', appId: '', secret: '' },
    },
    secrets: {
      activationCodes: [],
      speakerSecrets: Object.fromEntries(stores.map(({ id }) => [id, 'a secret'])),
    },
  });
  const read = chainSeedSchema.parse(JSON.parse(JSON.stringify(chain)));
  expect(seedFaults(read)).toEqual([]);
  expect(read.stores.map(({ regionId }) => regionId)).toEqual(['north', 'south', 'north']);
  const codes = new Set(read.settings!.filter(({ kind }) => kind === 'tax').map(({ id }) => id));
  expect(read.articles.filter(({ taxCode }) => !codes.has(taxCode ?? ''))).toEqual([]);
});

test.each([
  ['6216261000000000018', 'unionpay'],
  ['6200000000000005', 'unionpay'],
  ['4242424242424242', 'visa'],
  ['5555555555554444', 'mastercard'],
  ['378282246310005', 'amex'],
])('the card %s of the device panel is of one brand', (pan, brand) => {
  const value = demoSettings('CNY').find(({ kind }) => kind === 'offline_policy')?.value;
  const { brands } = settingValueSchemas.offline_policy.parse(value);
  const holding = brands.filter(({ ranges }) =>
    ranges.some(({ from, to }) => from <= pan.slice(0, from.length) && pan.slice(0, to.length) <= to),
  );
  expect(holding.map((one) => one.brand)).toEqual([brand]);
});
