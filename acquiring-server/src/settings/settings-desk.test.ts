import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  article,
  noDeadline,
  offlinePolicy,
  openTestHeadquarters,
  regionalSeed,
  type TestHeadquarters,
} from '../headquarters/headquarters.fixture.ts';
import type { HeadquartersUser } from '../headquarters/headquarters-rights.ts';
import { applySeed } from '../seed/apply-seed.ts';
import type { GivenChange } from './settings-desk.ts';

let hq: TestHeadquarters;
let boss: HeadquartersUser;
let north: HeadquartersUser;
let managerA: HeadquartersUser;

beforeAll(async () => {
  hq = await openTestHeadquarters();
  boss = await hq.userAt('');
  north = await hq.userAt('region/north');
  managerA = await hq.userAt('store/store-a');
});
afterAll(() => hq.close());

const put = (scope: string, kind: string, settingId: string, value: unknown): GivenChange => ({
  scope,
  kind,
  settingId,
  value,
});

async function apply(
  user: HeadquartersUser,
  changes: GivenChange[],
  options: { base?: number; dryRun?: boolean } = {},
) {
  const { base = await hq.version(), dryRun = false } = options;
  return await hq.settings.apply(user, { changes, baseVersion: base, note: 'test', dryRun }, noDeadline);
}

const pathA = ['', 'region/north', 'region/city', 'store/store-a'];
const tax = (code: string) => ({ taxCode: code, nameZh: '税', nameEn: 'Tax', rateBasisPoints: 1300 });

/** What counts at a till of store A, of one kind, from all that its agent pulled. */
async function effective(kind: string, terminalId = 'till-a1') {
  const { changes, path } = await hq.pull('store-a');
  const nearest = new Map<string, string>();
  for (const scope of [...path, `terminal/${terminalId}`]) {
    for (const change of changes) {
      if (change.kind !== kind || change.scope !== scope) continue;
      if (change.valueJson !== '') nearest.set(change.settingId, change.valueJson);
    }
  }
  return nearest;
}

describe('scopes', () => {
  test('a store pulls its path and its terminals, the nearest counts, a removal lets the wider one count again', async () => {
    const scopes = ['', 'region/north', 'region/city', 'store/store-a', 'terminal/till-a1'];
    await apply(boss, [
      ...scopes.map((scope) => put(scope, 'tax', 'vat', { ...tax('vat'), nameEn: scope })),
      put('region/south', 'tax', 'vat', tax('vat')),
    ]);
    const pulled = await hq.pull('store-a');
    expect(pulled.path).toEqual(pathA);
    expect(pulled.changes.filter(({ kind }) => kind === 'tax').map(({ scope }) => scope)).toEqual(scopes);
    for (const [index, scope] of [...scopes.entries()].reverse()) {
      expect((await effective('tax')).get('vat')).toContain(`"nameEn":"${scope}"`);
      if (index > 0) await apply(boss, [put(scope, 'tax', 'vat', undefined)]);
    }
    const listed = await hq.reading.list({
      merchantId: 'm1',
      kind: 'tax',
      scopes: pathA,
      afterId: '',
      limit: 10,
      idPrefix: '',
      code: '',
    });
    expect(listed.settings.map(({ scope, settingId }) => [scope, settingId])).toEqual([['', 'vat']]);
  });

  test('changes of one application have consecutive versions, removals first, in pages cut anywhere', async () => {
    const before = await hq.version();
    await apply(boss, [
      put('store/store-a', 'article', 'p1', article({ articleId: 'p1', barcode: '1' })),
      put('', 'article', 'p2', article({ articleId: 'p2', barcode: '2' })),
      put('terminal/till-a2', 'article', 'p1', article({ articleId: 'p1', barcode: '1' })),
    ]);
    await apply(boss, [
      put('', 'article', 'p3', article({ articleId: 'p3', barcode: '2' })),
      put('', 'article', 'p2', undefined),
    ]);
    const whole = (await hq.pull('store-a', before, pathA)).changes;
    expect(whole.map(({ version, settingId, valueJson }) => [version - before, settingId, valueJson !== ''])).toEqual([
      [1, 'p1', true],
      [3, 'p1', true],
      [4, 'p2', false],
      [5, 'p3', true],
    ]);
    for (const limit of [1, 2, 3]) {
      const paged = [];
      for (let after = before, more = true; more; after = paged.at(-1)?.version ?? after) {
        const page = await hq.pull('store-a', after, pathA, limit);
        paged.push(...page.changes);
        more = page.more;
      }
      expect(paged).toEqual(whole);
    }
  });

  test('another path, or a version that is not there, begins anew; version 0 always begins', async () => {
    const version = await hq.version();
    const restart = async (after: number, path: string[]) => (await hq.pull('store-a', after, path)).restart;
    expect(await restart(version, pathA)).toBe(false);
    expect(await restart(version, [])).toBe(true);
    expect(await restart(version, ['', 'region/south', 'store/store-a'])).toBe(true);
    expect(await restart(version + 1, pathA)).toBe(true);
    expect(await restart(0, ['nonsense'])).toBe(false);
  });
});

describe('who may change what', () => {
  test('nobody changes above or beside the own node, or without the right', async () => {
    const one = (scope: string) => [put(scope, 'tax', 'own', tax('own'))];
    await apply(north, one('region/city'));
    await apply(managerA, one('terminal/till-a1'));
    for (const [user, scope] of [
      [north, ''],
      [north, 'region/south'],
      [north, 'store/store-b'],
      [managerA, 'region/city'],
      [managerA, 'terminal/till-b1'],
      [boss, 'store/none'],
      [boss, 'region'],
    ] as const) {
      await expect(apply(user, one(scope))).rejects.toMatchObject({ code: 'HEADQUARTERS_NOT_YOURS' });
    }
    const reader = { ...boss, rights: new Set(['read', 'limits'] as const) };
    await expect(apply(reader, one(''))).rejects.toMatchObject({ code: 'HEADQUARTERS_FORBIDDEN' });
  });

  test('how tills work is a matter of limits, down to one till', async () => {
    const rules = { currency: 'CNY', roundToMinor: 10, shiftNeeded: true };
    const change = [put('terminal/till-a1', 'till_rules', 'default', rules)];
    const seller = { ...boss, rights: new Set(['catalogue', 'operators'] as const) };
    await expect(apply(seller, change)).rejects.toMatchObject({ code: 'HEADQUARTERS_FORBIDDEN' });
    expect(await apply(managerA, change)).toMatchObject({ changed: 1 });
  });

  test('of two who looked at the same version the second is refused', async () => {
    const base = await hq.version();
    const changes = (rate: number) => [put('', 'tax', 'race', { ...tax('race'), rateBasisPoints: rate })];
    const outcomes = await Promise.allSettled([1, 2, 3].map((rate) => apply(boss, changes(rate), { base })));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') expect(outcome.reason.code).toBe('SETTINGS_STALE_VERSION');
    }
    // What was not changed since is changed all the same.
    await apply(boss, [put('', 'tax', 'other', tax('other'))], { base });
    await expect(apply(boss, changes(9), { base: 1_000_000 })).rejects.toMatchObject({
      code: 'SETTINGS_STALE_VERSION',
    });
  });

  test('a dry run tells all faults and changes nothing', async () => {
    const before = await hq.version();
    const good = await apply(boss, [put('', 'tax', 'dry', tax('dry'))], { dryRun: true });
    expect(good).toMatchObject({ changed: 1, faults: [] });
    const bad = await apply(
      boss,
      [put('', 'tax', 'dry', tax('wet')), put('', 'nonsense', 'x', {}), put('', 'tax', 'y', { taxCode: 'y' })],
      { dryRun: true },
    );
    expect(bad.faults.map(({ code }) => code)).toEqual([
      'SETTINGS_ID_DIFFERS',
      'SETTINGS_UNKNOWN_KIND',
      'SETTINGS_BAD_VALUE',
    ]);
    expect(await hq.version()).toBe(before);
  });
});

describe('bad settings are refused by their code', () => {
  const promotion = (change: object) => ({
    promotionId: 'pr',
    nameZh: '',
    nameEn: '',
    validFromMs: 1,
    rule: { kind: 'percent_off', articleIds: ['a1'], basisPoints: 1000 },
    ...change,
  });
  const price = (change: object) => ({
    articleId: 'a1',
    unitPriceMinor: '1',
    currency: 'CNY',
    validFromMs: 5,
    ...change,
  });
  const rule = (change: object) => ({
    prefix: '21',
    length: 13,
    article: { from: 2, length: 5 },
    value: { from: 7, length: 5, is: 'weight_g' },
    checkDigit: true,
    ...change,
  });
  const brand = (name: string, from: string, to: string) => ({
    ...offlinePolicy().brands[0],
    brand: name,
    ranges: [{ from, to }],
  });
  const refuse = (change: object) =>
    put('', 'offline_policy', 'default', offlinePolicy({ cards: 'refuse', ...change }));

  test.each<[string, GivenChange[]]>([
    ['SETTINGS_BAD_VALUE', [put('', 'article', 'n1', article({ nameZh: 'a\u001b@b' }))]],
    ['SETTINGS_BAD_VALUE', [put('', 'article', 'n1', article({ nameZh: 'a\0' }))]],
    ['SETTINGS_BAD_VALUE', [put('', 'article', 'n1', article({ nameZh: 'half \ud83d' }))]],
    ['SETTINGS_BAD_VALUE', [put('', 'article', 'n1', article({ nameZh: 'line\nline' }))]],
    ['SETTINGS_CURRENCY_DIFFERS', [put('', 'article', 'n1', article({ currency: 'USD' }))]],
    ['SETTINGS_BAD_VALUE', [put('', 'article', 'n1', article({ unitPriceMinor: '-1' }))]],
    ['SETTINGS_CODE_TAKEN', [put('', 'article', 'n1', article({ moreBarcodes: ['6900000000001'] }))]],
    ['SETTINGS_CODE_TAKEN', [put('', 'article', 'n1', article({ barcode: '6901234500001' }))]],
    ['SETTINGS_CODE_TAKEN', [put('', 'article', 'n1', article({ moreBarcodes: ['6901234500002'] }))]],
    ['SETTINGS_REFERENCE_MISSING', [put('', 'article', 'n1', article({ taxCode: 'none' }))]],
    ['SETTINGS_REFERENCE_MISSING', [put('', 'price', 'x', price({ articleId: 'none' }))]],
    [
      'SETTINGS_REFERENCE_MISSING',
      [
        put(
          '',
          'promotion',
          'pr',
          promotion({ rule: { kind: 'percent_off', articleIds: ['a1', 'none'], basisPoints: 1 } }),
        ),
      ],
    ],
    // An article of one region is not there for another one.
    [
      'SETTINGS_REFERENCE_MISSING',
      [put('region/north', 'article', 'n1', article()), put('region/south', 'price', 'x', price({ articleId: 'n1' }))],
    ],
    ['SETTINGS_TIME_BAD', [put('', 'price', 'x', price({ validUntilMs: 5 }))]],
    ['SETTINGS_TIME_BAD', [put('', 'promotion', 'pr', promotion({ fromTime: '10:00' }))]],
    [
      'SETTINGS_TIME_BAD',
      [
        put('', 'store_policy', 'default', {
          timeZone: 'Asia/Nowhere',
          businessDayStartsAt: '04:00',
          signInWithoutContactMsMax: 0,
          offlineWithoutContactMsMax: 0,
          journalKeptMs: 0,
        }),
      ],
    ],
    ['SETTINGS_ID_DIFFERS', [put('', 'till_rules', 'other', { currency: 'CNY' })]],
    ['SETTINGS_CURRENCY_DIFFERS', [put('', 'till_rules', 'default', { currency: 'USD' })]],
    ['SETTINGS_BAD_VALUE', [put('', 'till_rules', 'default', { currency: 'CNY', roundToMinor: 7 })]],
    ['SETTINGS_BAD_VALUE', [put('', 'till_rules', 'default', { currency: 'CNY', refundStoreDayMaxMinor: '-1' })]],
    ['SETTINGS_ID_DIFFERS', [put('', 'receipt_text', 'other', { header: [], footer: [] })]],
    [
      'SETTINGS_BAD_SCOPE',
      [
        put('terminal/till-a1', 'store_policy', 'default', {
          timeZone: 'Asia/Shanghai',
          businessDayStartsAt: '04:00',
          signInWithoutContactMsMax: 0,
          offlineWithoutContactMsMax: 0,
          journalKeptMs: 0,
        }),
      ],
    ],
    ['SETTINGS_TWICE', [put('', 'tax', 'z', tax('z')), put('', 'tax', 'z', undefined)]],
    [
      'SETTINGS_NOT_HERE',
      [
        put('', 'operator', 'op-9', {
          operatorId: 'op-9',
          number: '9',
          name: 'x',
          rights: [],
          pinHash: '$argon2id$x',
        }),
      ],
    ],
    ['SETTINGS_NOT_HERE', [put('store/store-a', 'store', 'store-a', undefined)]],
    ['SETTINGS_RULE_BAD', [put('', 'barcode_rule', 'r', rule({ value: { from: 6, length: 5, is: 'weight_g' } }))]],
    ['SETTINGS_RULE_BAD', [put('', 'barcode_rule', 'r', rule({ value: { from: 8, length: 5, is: 'weight_g' } }))]],
    [
      'SETTINGS_RULES_OVERLAP',
      [put('', 'barcode_rule', 'r1', rule({})), put('store/store-a', 'barcode_rule', 'r2', rule({ prefix: '2' }))],
    ],
    ['SETTINGS_RANGE_BAD', [refuse({ brands: [brand('a', '6200', '62999')] })]],
    ['SETTINGS_RANGE_BAD', [refuse({ brands: [brand('a', '6299', '6200')] })]],
    ['SETTINGS_RANGE_BAD', [refuse({ brands: [brand('a', '6200', '6299'), brand('b', '6250', '6260')] })]],
    ['SETTINGS_LIMITS_CONTRADICT', [refuse({ terminalSumMinor: '10000' })]],
    ['SETTINGS_LIMITS_CONTRADICT', [refuse({ storeSumMinor: '49999' })]],
    ['SETTINGS_LIMITS_CONTRADICT', [refuse({ terminalCount: 21 })]],
    ['SETTINGS_LIMITS_CONTRADICT', [refuse({ brands: [brand('a', '6200', '6299'), brand('a', '6300', '6399')] })]],
    ['SETTINGS_RISK_NOT_ON_RECORD', [put('', 'offline_policy', 'default', offlinePolicy())]],
  ])('%s', async (code, changes) => {
    const before = await hq.version();
    await expect(apply(boss, changes)).rejects.toMatchObject({ code });
    expect(await hq.version()).toBe(before);
  });

  test('what is still named is not removed, unless a wider scope has it', async () => {
    await apply(boss, [
      put('', 'tax', 'named', tax('named')),
      put('store/store-a', 'tax', 'named', tax('named')),
      put('store/store-a', 'article', 'taxed', article({ articleId: 'taxed', barcode: 't', taxCode: 'named' })),
      put('store/store-a', 'price', 'taxed-1', {
        articleId: 'taxed',
        unitPriceMinor: '1',
        currency: 'CNY',
        validFromMs: 0,
      }),
    ]);
    await apply(boss, [put('store/store-a', 'tax', 'named', undefined)]);
    const left = { code: 'SETTINGS_REFERENCE_LEFT' };
    await expect(apply(boss, [put('', 'tax', 'named', undefined)])).rejects.toMatchObject(left);
    await expect(apply(boss, [put('store/store-a', 'article', 'taxed', undefined)])).rejects.toMatchObject(left);
    await apply(boss, [
      put('', 'tax', 'named', undefined),
      put('store/store-a', 'article', 'taxed', undefined),
      put('store/store-a', 'price', 'taxed-1', undefined),
    ]);
  });

  test('quotes, backslashes and every whole letter are good', async () => {
    const nameZh = '"a\\nb\\\\" \\ 商品 𠮷 🍎';
    await apply(boss, [put('', 'article', 'odd', article({ articleId: 'odd', barcode: 'odd', nameZh }))]);
    expect(JSON.parse((await effective('article')).get('odd')!).nameZh).toBe(nameZh);
  });

  test('two articles may change their barcodes with each other in one application', async () => {
    await apply(boss, [
      put('', 'article', 's1', article({ articleId: 's1', barcode: 's-1' })),
      put('', 'article', 's2', article({ articleId: 's2', barcode: 's-2' })),
    ]);
    await apply(boss, [
      put('', 'article', 's1', article({ articleId: 's1', barcode: 's-2' })),
      put('', 'article', 's2', article({ articleId: 's2', barcode: 's-1' })),
    ]);
    const byCode = {
      merchantId: 'm1',
      kind: 'article',
      scopes: pathA,
      afterId: '',
      limit: 5,
      idPrefix: '',
      code: 's-2',
    } as const;
    expect((await hq.reading.list(byCode)).settings.map(({ settingId }) => settingId)).toEqual(['s1']);
  });
});

describe('what was', () => {
  test('history tells who changed what and when, and settings go back', async () => {
    const at = (rate: number) => [put('region/north', 'tax', 'hist', { ...tax('hist'), rateBasisPoints: rate })];
    const first = (await apply(boss, at(1))).version;
    await hq.clock.advance(1000);
    await apply(north, at(2));
    await apply(boss, [put('region/north', 'tax', 'hist', undefined)]);
    const wish = { merchantId: 'm1', scopes: north.tree.subtreeOf('region/north'), kind: 'tax', id: 'hist', limit: 10 };
    const { steps } = await hq.reading.history({ ...wish, beforeVersion: Number.MAX_SAFE_INTEGER });
    const rate = (json: string) => (json === '' ? 0 : JSON.parse(json).rateBasisPoints);
    expect(steps.map(({ byWhom, oldValueJson, valueJson }) => [byWhom, rate(oldValueJson), rate(valueJson)])).toEqual([
      ['user:at-chain', 2, 0],
      ['user:at-region/north', 1, 2],
      ['user:at-chain', 0, 1],
    ]);
    expect(steps[1]!.atMs - steps[2]!.atMs).toBe(1000);
    expect((await hq.reading.history({ ...wish, limit: 1, beforeVersion: steps[0]!.version })).steps).toEqual([
      steps[1],
    ]);

    const revert = {
      keys: [{ scope: 'region/north', kind: 'tax', settingId: 'hist' } as const],
      toVersion: first,
      dryRun: false,
    };
    await expect(
      hq.settings.revert(managerA, { ...revert, baseVersion: await hq.version() }, noDeadline),
    ).rejects.toMatchObject({
      code: 'HEADQUARTERS_NOT_YOURS',
    });
    await expect(hq.settings.revert(boss, { ...revert, baseVersion: first }, noDeadline)).rejects.toMatchObject({
      code: 'SETTINGS_STALE_VERSION',
    });
    await hq.settings.revert(boss, { ...revert, baseVersion: await hq.version() }, noDeadline);
    expect(rate((await effective('tax')).get('hist')!)).toBe(1);
    await hq.settings.revert(boss, { ...revert, toVersion: 0, baseVersion: await hq.version() }, noDeadline);
    expect((await effective('tax')).has('hist')).toBe(false);
  });

  test('a whole application is taken back, unless something of it was changed again', async () => {
    const held = (code: string) => put('region/city', 'tax', code, tax(code));
    await apply(boss, [held('t1')]);
    const before = new Map(await effective('tax'));
    const { version } = await apply(boss, [
      put('region/city', 'tax', 't1', { ...tax('t1'), nameEn: 'New' }),
      held('t2'),
      put('store/store-a', 'tax', 't3', tax('t3')),
    ]);
    const takeBack = async (user: HeadquartersUser, dryRun = false) =>
      await hq.settings.takeBack(user, { version: version - 1, dryRun }, noDeadline);
    await expect(takeBack(managerA)).rejects.toMatchObject({ code: 'HEADQUARTERS_NOT_YOURS' });
    expect(await takeBack(boss, true)).toMatchObject({ changed: 1, removed: 2, faults: [] });
    expect(await takeBack(boss)).toMatchObject({ changed: 1, removed: 2 });
    expect(new Map(await effective('tax'))).toEqual(before);
    await expect(takeBack(boss)).rejects.toMatchObject({ code: 'SETTINGS_STALE_VERSION' });
    const unknown = { version: (await hq.version()) + 1, dryRun: false };
    await expect(hq.settings.takeBack(boss, unknown, noDeadline)).rejects.toMatchObject({
      code: 'SETTINGS_VERSION_UNKNOWN',
    });
  });

  test('history and applications are never changed', async () => {
    for (const table of ['setting_history', 'setting_application', 'headquarters_user_history']) {
      await expect(hq.database.pool.query(`DELETE FROM ${table}`)).rejects.toThrow();
      await expect(hq.database.owner.pool.query(`UPDATE ${table} SET merchant_id = 'x'`)).rejects.toThrow(
        'append-only',
      );
    }
  });
});

test('a seed leaves alone what headquarters changed, and removes only what a seed gave', async () => {
  await apply(boss, [
    put('', 'article', 'a1', article({ articleId: 'a1', barcode: '6901234500001', nameEn: 'By hand' })),
    put('', 'article', 'a2', undefined),
    put('', 'article', 'hand', article({ articleId: 'hand', barcode: 'hand' })),
  ]);
  const seed = regionalSeed();
  await applySeed(hq.seedContext, {
    ...seed,
    articles: seed.articles.slice(0, 2),
    merchant: { ...seed.merchant, feeBasisPoints: 40 },
  });
  const articles = await effective('article');
  expect(articles.get('a1')).toContain('By hand');
  expect(['a2', 'a3', 'hand'].map((id) => articles.has(id))).toEqual([false, false, true]);
});
