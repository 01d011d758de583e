import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../db/database.ts';
import { openTestDatabase } from '../db/test-database.ts';
import { OfflineRiskStore, readRiskAt } from './offline-risk-store.ts';

let database: Database;
let store: OfflineRiskStore;
beforeAll(async () => {
  database = await openTestDatabase();
  store = new OfflineRiskStore(database);
  await database.pool.query(`INSERT INTO merchant (merchant_id, name, currency, fee_basis_points, updated_at_ms)
    VALUES ('shop', 'Shop', 'CNY', 38, 0)`);
});
afterAll(() => database.close());

const accepted = { merchantId: 'shop', person: '李掌柜', termsVersion: '2026-1', recordedBy: 'fin.anna', atMs: 1000 };

test('the risk is taken, taken again with other terms, and taken back; what held at an instant stays known', async () => {
  expect(await store.readRisk('shop')).toBeUndefined();
  await expect(store.recordRisk({ merchantId: 'shop', person: '李', recordedBy: 'fin.anna', atMs: 1 })).rejects.toThrow(
    expect.objectContaining({ code: 'OFFLINE_RISK_NONE' }),
  );
  expect(await store.recordRisk(accepted)).toMatchObject({ version: 1, action: 'accepted' });
  expect(await store.recordRisk({ ...accepted, atMs: 1500 })).toMatchObject({ version: 1, atMs: 1000 });
  expect(await store.recordRisk({ ...accepted, termsVersion: '2026-2', atMs: 2000 })).toMatchObject({ version: 2 });
  expect(await store.readRisk('shop')).toEqual({ acceptedBy: '李掌柜', acceptedAtMs: 2000, termsVersion: '2026-2' });
  await store.recordRisk({ merchantId: 'shop', person: '李掌柜', recordedBy: 'fin.anna', atMs: 3000 });
  expect(await store.readRisk('shop')).toBeUndefined();
  expect((await readRiskAt(database.pool, 'shop', 2999))?.termsVersion).toBe('2026-2');
  expect((await readRiskAt(database.pool, 'shop', 1999))?.termsVersion).toBe('2026-1');
  expect(await readRiskAt(database.pool, 'shop', 999)).toBeUndefined();
  expect((await store.history('shop')).map((one) => one.action)).toEqual(['withdrawn', 'accepted', 'accepted']);
});

test('what was said cannot be changed, nor said for nobody', async () => {
  await expect(database.pool.query('DELETE FROM offline_card_risk')).rejects.toThrow();
  await expect(database.owner.pool.query(`UPDATE offline_card_risk SET person = 'x'`)).rejects.toThrow();
  await expect(store.recordRisk({ ...accepted, merchantId: 'nobody' })).rejects.toThrow(
    expect.objectContaining({ code: 'OFFLINE_RISK_MERCHANT_UNKNOWN' }),
  );
});
