import { compareVersions } from '@qiantai/protos';
import { describe, expect, test } from 'vitest';
import { type Release, stagePlace, wantedVersion } from './rollout.ts';

const release = (change: Partial<Release> = {}): Release => ({
  merchantId: '',
  component: 'agent',
  channel: 'stable',
  version: '1.0.0',
  packageHash: 'a'.repeat(64),
  packageName: 'agent-1.0.0.tgz',
  rolloutPercent: 100,
  paused: false,
  minimumVersion: '',
  putAtMs: 1,
  putBy: 'platform/admin',
  ...change,
});
const store = (storeId: string) => ({ merchantId: 'm1', storeId });
const stable = { component: 'agent', channel: 'stable' } as const;
const stores = Array.from({ length: 1000 }, (_, index) => store(`S${index}`));
const having = (releases: Release[], version: string) =>
  new Set(
    stores.filter((one) => wantedVersion(releases, one, stable)?.version === version).map(({ storeId }) => storeId),
  );

describe('a staged rollout', () => {
  test('a store keeps its place, and places are spread', () => {
    const places = stores.map((one) => stagePlace(one, 'agent'));
    expect(places).toEqual(stores.map((one) => stagePlace(one, 'agent')));
    expect(Math.min(...places)).toBe(0);
    expect(Math.max(...places)).toBe(99);
    for (const from of [0, 25, 50, 75]) {
      const count = places.filter((place) => place >= from && place < from + 25).length;
      expect(count).toBeGreaterThan(190);
      expect(count).toBeLessThan(310);
    }
    expect(stores.some((one) => stagePlace(one, 'agent') !== stagePlace(one, 'till'))).toBe(true);
  });

  test('a rollout that grows keeps the stores that it has', () => {
    const old = release();
    let before = new Set<string>();
    for (const rolloutPercent of [0, 1, 10, 50, 100]) {
      const now = having([old, release({ version: '1.1.0', rolloutPercent })], '1.1.0');
      expect([...before].every((storeId) => now.has(storeId))).toBe(true);
      if (rolloutPercent > 0) expect(now.size).toBeGreaterThan(before.size);
      before = now;
    }
    expect(before.size).toBe(stores.length);
  });

  test('the same stores are the first at each release', () => {
    const first = having([release({ version: '1.1.0', rolloutPercent: 5 })], '1.1.0');
    expect(having([release({ version: '1.2.0', rolloutPercent: 5 })], '1.2.0')).toEqual(first);
  });

  test('the newest version counts, not the last one written down', () => {
    const releases = [release({ version: '1.10.0' }), release({ version: '1.9.0', putAtMs: 9 })];
    expect(wantedVersion(releases, store('S1'), stable)?.version).toBe('1.10.0');
  });

  test('another channel and another component say nothing', () => {
    const releases = [release({ channel: 'early' }), release({ component: 'till' })];
    expect(wantedVersion(releases, store('S1'), stable)).toBeUndefined();
  });

  test('a merchant with a release of its own goes by its own', () => {
    const releases = [release({ version: '2.0.0' }), release({ version: '1.5.0', merchantId: 'm1' })];
    expect(wantedVersion(releases, store('S1'), stable)?.version).toBe('1.5.0');
    expect(wantedVersion(releases, { merchantId: 'm2', storeId: 'S1' }, stable)?.version).toBe('2.0.0');
  });
});

test('versions are compared by their numbers', () => {
  expect(compareVersions('1.2.3', '1.2.3')).toBe(0);
  expect(compareVersions('1.10.0', '1.9.9')).toBeGreaterThan(0);
  expect(compareVersions('0.9.9', '1.0.0')).toBeLessThan(0);
  expect(compareVersions('', '0.0.0')).toBeLessThan(0);
});
