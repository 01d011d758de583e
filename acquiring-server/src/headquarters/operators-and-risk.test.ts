import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { noDeadline, offlinePolicy, openTestHeadquarters, type TestHeadquarters } from './headquarters.fixture.ts';
import type { HeadquartersUser } from './headquarters-rights.ts';
import { withoutPin } from './operator-desk.ts';

let hq: TestHeadquarters;
let boss: HeadquartersUser;
let managerA: HeadquartersUser;

beforeAll(async () => {
  hq = await openTestHeadquarters();
  boss = await hq.userAt('');
  managerA = await hq.userAt('store/store-a');
});
afterAll(() => hq.close());

/** The newest values of one kind that store A pulls. */
async function effective(kind: string): Promise<Map<string, string>> {
  const { changes } = await hq.pull('store-a');
  const held = changes.filter((change) => change.kind === kind && change.valueJson !== '');
  return new Map(held.map(({ settingId, valueJson }) => [settingId, valueJson]));
}

describe('the risk of offline cards', () => {
  test('agents hear of it from the record, never from the input, and cards are refused once it is taken back', async () => {
    const given = { acceptedBy: 'nobody', acceptedAtMs: 1, termsVersion: 'forged' };
    await expect(hq.risk.record(managerA, { person: '张三', termsVersion: 't1' }, noDeadline)).rejects.toMatchObject({
      code: 'HEADQUARTERS_NOT_YOURS',
    });
    await hq.risk.record(boss, { person: '张三', termsVersion: 't1' }, noDeadline);
    const value = offlinePolicy({ risk: given });
    const change = { scope: 'region/north', kind: 'offline_policy', settingId: 'default', value };
    const application = { changes: [change], baseVersion: await hq.version(), note: '', dryRun: false };
    await hq.settings.apply(boss, application, noDeadline);
    const policy = async () => JSON.parse((await effective('offline_policy')).get('default')!);
    expect(await policy()).toMatchObject({ cards: 'take', risk: { acceptedBy: '张三', termsVersion: 't1' } });
    await hq.risk.record(boss, { person: '李四', termsVersion: 't2' }, noDeadline);
    expect(await policy()).toMatchObject({ cards: 'take', risk: { acceptedBy: '李四', termsVersion: 't2' } });
    await hq.risk.record(boss, { person: '李四' }, noDeadline);
    expect(await policy()).toMatchObject({ cards: 'refuse' });
    expect((await policy()).risk).toBeUndefined();
  });
});

describe('operators', () => {
  const operator = (change: object = {}) => ({
    operatorId: 'op-7',
    number: '7007',
    name: '赵六',
    rights: ['sell', 'offline.take'],
    pin: '246810',
    cardCode: '',
    removeCard: false,
    scopes: ['region/north'],
    baseVersion: 1_000,
    ...change,
  });
  const putOperator = async (user: HeadquartersUser, change: object = {}) =>
    await hq.operators.put(user, { ...operator(change), baseVersion: await hq.version() }, noDeadline);

  test('a PIN is kept as its hash, a change keeps it, a new place is given and the old one removed', async () => {
    await expect(putOperator(boss, { pin: '' })).rejects.toMatchObject({ code: 'HEADQUARTERS_BAD_REQUEST' });
    await putOperator(boss);
    const first = (await effective('operator')).get('op-7')!;
    expect(first).toContain('$argon2id$');
    expect(first).not.toContain('246810');
    await putOperator(boss, { pin: '', name: '赵七', scopes: ['store/store-a', 'store/store-b'] });
    const held = (await hq.pull('store-a')).changes.filter(({ settingId }) => settingId === 'op-7');
    expect(held.map(({ scope, valueJson }) => [scope, valueJson !== ''])).toEqual([
      ['region/north', false],
      ['store/store-a', true],
    ]);
    expect(JSON.parse(held[1]!.valueJson)).toMatchObject({ name: '赵七', pinHash: JSON.parse(first).pinHash });
  });

  test('a card is kept as its hash, changes keep it, and one that is taken away is gone', async () => {
    const cardCode = 'QT-CARD-7M3K9X2P5R8W4T6Y1A';
    const hashNow = async () => JSON.parse((await effective('operator')).get('op-10')!).cardHash;
    const put = (change: object) => putOperator(boss, { operatorId: 'op-10', number: '7010', ...change });
    await put({ cardCode });
    expect(await hashNow()).toBe(createHash('sha256').update(cardCode).digest('hex'));
    expect((await effective('operator')).get('op-10')).not.toContain(cardCode);
    await put({ name: '钱七', pin: '' });
    expect(await hashNow()).toHaveLength(64);
    expect(withoutPin('operator', (await effective('operator')).get('op-10')!)).toContain('"cardHash":""');
    for (const bad of [{ cardCode: 'short' }, { cardCode: `${cardCode} 1` }, { cardCode, removeCard: true }]) {
      await expect(put(bad)).rejects.toMatchObject({ code: 'HEADQUARTERS_BAD_REQUEST' });
    }
    await put({ removeCard: true });
    expect(await hashNow()).toBeUndefined();
    await hq.operators.remove(boss, { operatorId: 'op-10', baseVersion: await hq.version() }, noDeadline);
  });

  test('a number is one operator’s along a path, and others’ operators are not changed', async () => {
    const taken = { code: 'SETTINGS_CODE_TAKEN' };
    for (const scope of ['', 'region/north', 'store/store-a']) {
      await expect(putOperator(boss, { operatorId: 'op-8', scopes: [scope] })).rejects.toMatchObject(taken);
    }
    await putOperator(boss, { operatorId: 'op-8', scopes: ['region/south'], number: '7008' });
    // It works at store B as well, which the manager of store A does not see.
    const notYours = { code: 'HEADQUARTERS_NOT_YOURS' };
    await expect(putOperator(managerA, { scopes: ['store/store-a'] })).rejects.toMatchObject(notYours);
    await expect(putOperator(managerA, { operatorId: 'op-9', scopes: [''] })).rejects.toMatchObject(notYours);
    for (const bad of [{ pin: '12' }, { pin: 'abcd' }, { rights: ['Sell!'] }, { scopes: [] }, { scopes: ['', ''] }]) {
      await expect(putOperator(boss, bad)).rejects.toMatchObject({ code: 'HEADQUARTERS_BAD_REQUEST' });
    }
    await hq.operators.remove(boss, { operatorId: 'op-7', baseVersion: await hq.version() }, noDeadline);
    expect((await effective('operator')).has('op-7')).toBe(false);
  });
});
