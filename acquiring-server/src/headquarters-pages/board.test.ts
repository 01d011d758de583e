import { describe, expect, test } from 'vitest';
import { type BoardPlace, boardOf, type StoreHealth, storesOf } from './board.ts';

const store = (id: string): BoardPlace => ({
  kind: 'store',
  scope: `store/${id}`,
  id,
  name: id,
  nameEn: id,
  children: [],
});
const place = (kind: 'chain' | 'region', id: string, children: BoardPlace[]): BoardPlace => ({
  kind,
  scope: kind === 'chain' ? '' : `region/${id}`,
  id,
  name: id,
  nameEn: id,
  children,
});

const inContact: StoreHealth = {
  lastContactMs: 1000,
  offlineSinceMs: undefined,
  offlineTodayMs: 0,
  waitingCount: 0,
  waitingMinor: 0n,
  oldestAgeMs: 0,
  deadCount: 0,
  settingsVersion: 7,
  newestSettingsVersion: 7,
  settingsBehindSinceMs: 0,
  agentVersion: '0.1.0',
  alarms: [],
  terminals: [],
};
const terminal = (storeSequence: number | undefined, serverSequence: number) => ({
  terminalId: 'till-1',
  name: '1',
  storeSequence,
  serverSequence,
  appVersion: '',
  devices: [],
});
const oneStore = (health: StoreHealth | undefined) =>
  boardOf(store('a'), { sales: new Map(), health: new Map(health ? [['a', health]] : []) }).store?.missing;

describe('what may be missing of a store', () => {
  test('nothing, where it is in contact and everything is here', () => {
    expect(oneStore(inContact)).toEqual([]);
    expect(oneStore({ ...inContact, terminals: [terminal(9, 9), terminal(undefined, 0)] })).toEqual([]);
  });
  test('each reason by its name', () => {
    expect(oneStore(undefined)).toEqual(['never_enrolled']);
    expect(oneStore({ ...inContact, lastContactMs: 0 })).toEqual(['never_enrolled']);
    expect(oneStore({ ...inContact, offlineSinceMs: 5 })).toEqual(['offline']);
    expect(oneStore({ ...inContact, waitingCount: 2 })).toEqual(['unsent']);
    expect(oneStore({ ...inContact, deadCount: 1 })).toEqual(['dead']);
    expect(oneStore({ ...inContact, terminals: [terminal(9, 6)] })).toEqual(['gap']);
  });
  test('entries that wait explain a gap as wide', () => {
    expect(oneStore({ ...inContact, waitingCount: 3, terminals: [terminal(9, 6)] })).toEqual(['unsent']);
    expect(oneStore({ ...inContact, waitingCount: 2, terminals: [terminal(9, 6)] })).toEqual(['gap', 'unsent']);
  });
});

test('a region is the sum of its stores, the chain of its regions', () => {
  const tree = place('chain', 'c', [place('region', 'n', [store('a'), store('b')]), store('d')]);
  const sales = (soldMinor: bigint) => ({ saleCount: 1, soldMinor, returnCount: 1, returnedMinor: 5n });
  const node = boardOf(tree, {
    sales: new Map([
      ['a', sales(100n)],
      ['d', sales(30n)],
    ]),
    health: new Map([
      ['a', { ...inContact, waitingCount: 4, waitingMinor: 70n, settingsVersion: 6 }],
      ['d', inContact],
    ]),
  });
  expect(node.sums).toMatchObject({
    storeCount: 3,
    saleCount: 2,
    soldMinor: 130n,
    returnedMinor: 10n,
    offlineCount: 1,
    incompleteCount: 2,
    waitingCount: 4,
    waitingMinor: 70n,
    behindCount: 1,
  });
  expect(node.children[0]?.sums).toMatchObject({ storeCount: 2, soldMinor: 100n });
  expect(storesOf(node).map((one) => one.place.id)).toEqual(['a', 'b', 'd']);
});
