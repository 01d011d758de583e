/** A chain of a few stores in every state, for tests and pictures of the pages. */
import type { BoardPlace, StoreHealth, StoreSales } from './board.ts';

export const sampleNowMs = Date.parse('2026-03-02T08:30:00Z');

const store = (id: string, name: string, nameEn: string): BoardPlace => ({
  kind: 'store',
  scope: `store/${id}`,
  id,
  name,
  nameEn,
  children: [],
});
const region = (id: string, name: string, nameEn: string, children: BoardPlace[]): BoardPlace => ({
  kind: 'region',
  scope: `region/${id}`,
  id,
  name,
  nameEn,
  children,
});

export const sampleChain: BoardPlace = {
  kind: 'chain',
  scope: '',
  id: '',
  name: '钱台便利',
  nameEn: 'Qiantai Convenience',
  children: [
    region('south', '华南', 'South', [
      store('nanshan', '南山店', 'Nanshan'),
      region('guangzhou', '广州', 'Guangzhou', [
        store('tianhe', '天河店', 'Tianhe'),
        store('yuexiu', '越秀店', 'Yuexiu'),
      ]),
    ]),
    region('east', '华东', 'East', [store('xuhui', '徐汇店', 'Xuhui'), store('pudong', '浦东店', 'Pudong')]),
  ],
};

const good: StoreHealth = {
  lastContactMs: sampleNowMs - 1500,
  offlineSinceMs: undefined,
  offlineTodayMs: 0,
  waitingCount: 0,
  waitingMinor: 0n,
  oldestAgeMs: 0,
  deadCount: 0,
  settingsVersion: 512,
  newestSettingsVersion: 512,
  settingsBehindSinceMs: 0,
  agentVersion: '0.1.0',
  alarms: [],
  terminals: [],
};
const devices = [
  { kind: 'scanner', state: 'ready', good: true },
  { kind: 'reader', state: 'ready', good: true },
  { kind: 'printer', state: 'paper_out', good: false },
  { kind: 'speaker', state: 'ready', good: true },
];
const terminal = (terminalId: string, name: string, storeSequence: number, serverSequence: number) => ({
  terminalId,
  name,
  storeSequence,
  serverSequence,
  appVersion: '0.1.0',
  devices,
});

export const sampleHealth: ReadonlyMap<string, StoreHealth> = new Map([
  [
    'nanshan',
    { ...good, terminals: [terminal('till-1', '1 号收银台', 804, 804), terminal('till-2', '2 号收银台', 77, 77)] },
  ],
  [
    'tianhe',
    {
      ...good,
      lastContactMs: sampleNowMs - 7_500_000,
      offlineSinceMs: sampleNowMs - 7_500_000,
      offlineTodayMs: 8_100_000,
      waitingCount: 14,
      waitingMinor: 23_050n,
      oldestAgeMs: 7_400_000,
      settingsVersion: 498,
      settingsBehindSinceMs: sampleNowMs - 5_000_000,
      terminals: [terminal('till-3', '1 号收银台', 1214, 1200)],
    },
  ],
  ['yuexiu', { ...good, waitingCount: 3, waitingMinor: 1880n, oldestAgeMs: 4000 }],
  [
    'xuhui',
    {
      ...good,
      deadCount: 1,
      alarms: ['JOURNAL_FORKED', 'ENTRY_DEAD'],
      terminals: [terminal('till-5', '1 号收银台', 90, 88)],
    },
  ],
]);

const sales = (saleCount: number, soldMinor: bigint, returnCount = 0, returnedMinor = 0n): StoreSales => ({
  saleCount,
  soldMinor,
  returnCount,
  returnedMinor,
});
export const sampleSales: ReadonlyMap<string, StoreSales> = new Map([
  ['nanshan', sales(412, 1_234_567n, 3, 4500n)],
  ['tianhe', sales(187, 503_310n)],
  ['yuexiu', sales(240, 688_005n, 1, 990n)],
  ['xuhui', sales(88, 190_020n)],
]);
export const sampleHours: readonly bigint[] = [
  0n,
  0n,
  0n,
  4000n,
  32_000n,
  88_000n,
  120_500n,
  99_000n,
  210_000n,
  340_000n,
  280_000n,
  190_000n,
  60_000n,
  ...Array.from({ length: 11 }, () => 0n),
];
