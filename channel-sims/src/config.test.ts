import { X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readSimulationConfig } from './config.ts';
import { loadCredentials } from './credentials/credential-file.ts';
import { currencyExponent, decimalText, feeOf, parseDecimalAmount } from './values/amount.ts';
import { beijingDate, beijingDayStartMs, isBillPublished } from './values/beijing-time.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sims-config-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

test('a configuration file is checked member by member', () => {
  const file = join(folder, 'config.json');
  const read = (content: string) => {
    writeFileSync(file, content);
    return readSimulationConfig(file);
  };
  expect(readSimulationConfig(undefined)).toMatchObject({
    currency: 'CNY',
    feeBasisPoints: { wechat: 20, alipay: 20, unionpay: 20, card: 30 },
  });
  expect(read('{"currency":"JPY","cardTerminalIds":["T0000001"]}')).toMatchObject({ currency: 'JPY' });
  expect(() => read('{"currency":"XXY"}')).toThrow('not a currency');
  expect(() => read('{"faults":{"card":{"explode":1}}}')).toThrow(file);
  expect(() => read('{"colour":"red"}')).toThrow('colour');
  expect(() => read('not json')).toThrow(file);
});

test('credentials are made once, kept privately, and grow with the terminals', async () => {
  const file = join(folder, 'keys', 'credentials.json');
  const first = await loadCredentials({ file, cardTerminalIds: ['10000001'], nowMs: 0 });
  const second = await loadCredentials({ file, cardTerminalIds: ['10000001', '10000002'], nowMs: 1 });
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(second.wechat).toEqual(first.wechat);
  expect(second.card.masterKeys['10000001']).toBe(first.card.masterKeys['10000001']);
  expect(second.card.masterKeys['10000002']).toMatch(/^[0-9A-F]{32}$/);
});

test('a file from before there was a custody bank or UnionPay gets their keys, and keeps its own', async () => {
  const file = join(folder, 'older.json');
  const nowMs = Date.UTC(2026, 2, 10);
  const { bank: _bank, unionpay: _unionpay, ...older } = await loadCredentials({ file, cardTerminalIds: [], nowMs });
  writeFileSync(file, JSON.stringify(older));
  const grown = await loadCredentials({ file, cardTerminalIds: [], nowMs });
  expect(grown.alipay).toEqual(older.alipay);
  const { root, gateway, merId } = grown.unionpay;
  expect(new X509Certificate(gateway.certificatePem).checkIssued(new X509Certificate(root.certificatePem))).toBe(true);
  expect((await loadCredentials({ file, cardTerminalIds: [], nowMs })).unionpay.merId).toBe(merId);
});

test('amounts: decimals of the currency, fees rounded half up', () => {
  expect([currencyExponent('CNY'), currencyExponent('JPY'), currencyExponent('KWD')]).toEqual([2, 0, 3]);
  expect([decimalText(5n, 2), decimalText(-1250n, 2), decimalText(7n, 0)]).toEqual(['0.05', '-12.50', '7']);
  expect(parseDecimalAmount('12.5', 2)).toBe(1250n);
  expect(parseDecimalAmount('12', 0)).toBe(12n);
  for (const text of ['12.505', '-1', '1e2', '', '.5', '1.', '１２'])
    expect(parseDecimalAmount(text, 2)).toBeUndefined();
  expect([feeOf(1250n, 60), feeOf(83n, 60), feeOf(84n, 60)]).toEqual([8n, 0n, 1n]);
});

test('days are Beijing’s', () => {
  expect(beijingDate(Date.UTC(2026, 2, 10, 15, 59))).toBe('2026-03-10');
  expect(beijingDate(Date.UTC(2026, 2, 10, 16))).toBe('2026-03-11');
  expect(beijingDayStartMs('2026-03-10')).toBe(Date.UTC(2026, 2, 9, 16));
  for (const text of ['2026-02-30', '2026-3-1', '20260310', '']) expect(beijingDayStartMs(text)).toBeUndefined();
  const due = Date.UTC(2026, 2, 11, 2);
  expect(isBillPublished({ date: '2026-03-10', hour: 10, nowMs: due - 1 })).toBe(false);
  expect(isBillPublished({ date: '2026-03-10', hour: 10, nowMs: due })).toBe(true);
});
