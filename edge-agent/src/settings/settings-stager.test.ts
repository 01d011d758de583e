import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FakeClock, silentLog } from '@qiantai/foundation';
import { propertyRuns } from '@qiantai/foundation/property-runs';
import { settingChangeHash } from '@qiantai/protos';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openStore, type Store } from '../store/database.ts';
import type { SettingChange, SettingsPage } from '../sync/server-client.ts';
import { articleOf, changeOf } from '../testing/settings-samples.ts';
import { openPins } from './pins.ts';
import { openSettingsStager, type SettingsStager } from './settings-stager.ts';
import { openSettingsStore, type SettingsStore } from './settings-store.ts';

const path = ['', 'region/R1', 'store/S1'];
const clock = new FakeClock();
let folder: string;
let store: Store;
let settings: SettingsStore;
let stager: SettingsStager;
let alarms: string[];
let shown: number[];
/** Turns until the agent is killed; each writes at least one change. */
let turnsLeft: number;

class Killed extends Error {}

function start(): void {
  store = openStore(folder, clock);
  settings = openSettingsStore(store);
  let readings = 0;
  stager = openSettingsStager({
    store,
    settings,
    alarm: (code) => void alarms.push(code),
    nowMs: () => clock.nowMs(),
    // Every look at the clock is a millisecond later: a slice ends at its first look.
    monotonicMs: () => readings++,
    turn: async () => {
      if (turnsLeft-- <= 0) throw new Killed();
      return 1;
    },
    onShow: (_before, after) => void shown.push(after.version),
    log: silentLog,
  });
}

function restart(): void {
  store.close();
  turnsLeft = Number.POSITIVE_INFINITY;
  start();
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stager-'));
  alarms = [];
  shown = [];
  turnsLeft = Number.POSITIVE_INFINITY;
  start();
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

/** What a server with these changes answers: of each thing its last change, in the order of versions. */
function serve(changes: readonly SettingChange[], pageMax: number, serverPath = path) {
  return (after: number, along: readonly string[]): SettingsPage => {
    if (after > 0 && along.join() !== serverPath.join()) {
      return { changes: [], more: false, path: serverPath, restart: true };
    }
    const newer = changes.filter(({ version }) => version > after);
    return { changes: newer.slice(0, pageMax), more: newer.length > pageMax, path: serverPath, restart: false };
  };
}

async function pull(server: ReturnType<typeof serve>): Promise<void> {
  for (;;) {
    const { version, path: along } = stager.next();
    if ((await stager.take(server(version, along), 1000)) !== 'more') return;
  }
}

const articles = (count: number, from = 1) =>
  Array.from({ length: count }, (_, n) => changeOf(from + n, 'article', `A${n}`, articleOf(`A${n}`)));

test('a pull is seen when it came to its end, and not before', async () => {
  const server = serve(articles(7), 3);
  expect(await stager.take(server(0, []), 3)).toBe('more');
  expect(await stager.take(server(3, path), 3)).toBe('more');
  expect(settings.version()).toBe(0);
  expect(settings.articleByCode('A1')).toBeUndefined();
  expect(await stager.take(server(6, path), 3)).toBe('shown');
  expect(settings.version()).toBe(7);
  expect(settings.articleByCode('A6')?.articleId).toBe('A6');
  expect(shown).toEqual([7]);
});

test('cut at every page and within every page, the end is the same and nothing half is seen', async () => {
  const changes = [
    ...articles(12),
    changeOf(13, 'article', 'A3', undefined),
    changeOf(14, 'article', 'A4', articleOf('A4', { unitPriceMinor: '999' })),
    changeOf(15, 'article', 'A4', articleOf('A4', { unitPriceMinor: '150' }), 'store/S1'),
    ...articles(20, 16),
    changeOf(36, 'article', 'A5', undefined),
  ];
  const server = serve(changes, 11);
  for (let turns = 0; ; turns++) {
    store.close();
    rmSync(folder, { recursive: true, force: true });
    turnsLeft = turns;
    start();
    const whole = await pull(server).then(
      () => true,
      (error: unknown) => {
        expect(error).toBeInstanceOf(Killed);
        return false;
      },
    );
    if (!whole) {
      expect([settings.version(), settings.articleByCode('A1')]).toEqual([0, undefined]);
      restart();
      await pull(server);
    }
    expect(settings.version()).toBe(36);
    expect(settings.articleByCode('A5')).toBeUndefined();
    expect(settings.articleByCode('A3')?.unitPriceMinor).toBe('100');
    expect(settings.articleByCode('A4')?.unitPriceMinor).toBe('150');
    if (whole) break;
    // Else the cuts would have shown nothing.
    expect(turns).toBeLessThan(30);
  }
});

describe('what is refused', () => {
  beforeEach(() => pull(serve(articles(5), 5)));
  const page = (changes: SettingChange[], over: Partial<SettingsPage> = {}) =>
    stager.take({ changes, more: false, path, restart: false, ...over }, 3);

  test('a version that goes back or stands where one is', async () => {
    await expect(page([changeOf(5, 'article', 'A0', undefined)])).rejects.toThrow('version 5');
    await expect(page([changeOf(3, 'article', 'A0', undefined)])).rejects.toThrow('version 3');
    expect(settings.articleByCode('A0')).toBeDefined();
    expect(settings.version()).toBe(5);
  });

  test('a page out of order, too long, empty with more, of another path', async () => {
    const a = changeOf(9, 'article', 'A0', undefined);
    const b = changeOf(8, 'article', 'A1', undefined);
    await expect(page([a, b])).rejects.toThrow('version 8 stands behind 9');
    await expect(page([a, a, a, a])).rejects.toThrow('4 changes');
    await expect(page([], { more: true })).rejects.toThrow('empty');
    await expect(page([a], { path: ['', 'store/S1'] })).rejects.toThrow('another one');
    await expect(page([], { restart: true, path: [] })).rejects.toThrow('no path');
    expect(settings.version()).toBe(5);
    expect(stager.next().version).toBe(5);
  });

  test('a server that went back is refused, and once it is past what is held all is pulled anew', async () => {
    const restored = [changeOf(2, 'article', 'B1', articleOf('B1')), changeOf(3, 'article', 'A1', articleOf('A1'))];
    await expect(page([], { restart: true })).rejects.toThrow('version 0');
    stager.hear(3);
    expect([stager.next().version, settings.version()]).toEqual([5, 5]);
    restart();
    stager.hear(6);
    await pull(serve([...restored, changeOf(6, 'article', 'B2', articleOf('B2'))], 2));
    expect(settings.version()).toBe(6);
    expect(['A0', 'A1', 'B1', 'B2'].map((id) => settings.articleByCode(id)?.articleId)).toEqual([
      undefined,
      'A1',
      'B1',
      'B2',
    ]);
    stager.hear(7);
    expect(stager.next().version).toBe(6);
  });

  test('a server that went back and got past what is held while the line was down says so: all is pulled anew', async () => {
    const last = changeOf(5, 'article', 'A4', articleOf('A4'));
    expect(stager.next().changeHash).toBe(settingChangeHash(last));
    restart();
    expect(stager.next()).toMatchObject({ version: 5, changeHash: settingChangeHash(last) });
    await page([], { restart: true, otherHistory: true });
    expect(stager.next()).toMatchObject({ version: 0, path, changeHash: '' });
    expect(settings.version()).toBe(5);
    // At a beginning there is no history that could be another one.
    await expect(page([], { restart: true, otherHistory: true })).rejects.toThrow('beginning');
    await pull(
      serve([changeOf(4, 'article', 'B1', articleOf('B1')), changeOf(9, 'article', 'B2', articleOf('B2'))], 2),
    );
    expect([settings.version(), settings.articleByCode('A4'), settings.articleByCode('B1')?.articleId]).toEqual([
      ...[9, undefined, 'B1'],
    ]);
  });

  test('a beginning where there is one already: else a server could ask without end', async () => {
    const moved = { restart: true, path: ['', 'store/S1'] };
    await page([], moved);
    await expect(page([], moved)).rejects.toThrow('beginning');
  });

  test('single changes are left out, counted and told, and hold nothing back', async () => {
    const bad = [
      { ...changeOf(6, 'article', 'A9', articleOf('A9')), valueJson: '{"articleId":"A9"}' },
      { ...changeOf(7, 'article', 'A9', articleOf('A9')), kind: 'weather' },
      changeOf(8, 'article', 'A9', articleOf('A9'), 'store/S2'),
    ];
    await stager.take(
      { changes: [...bad, changeOf(9, 'article', 'A8', articleOf('A8'))], more: false, path, restart: false },
      9,
    );
    expect(settings.articleByCode('A9')).toBeUndefined();
    expect(settings.articleByCode('A8')?.articleId).toBe('A8');
    expect(settings.versions.state().leftOut).toBe(3);
    expect(alarms).toEqual(['SETTINGS_CHANGE_BAD']);
  });
});

describe('scopes', () => {
  const price = (unitPriceMinor: string, over = {}) => articleOf('A1', { unitPriceMinor, ...over });

  test('the nearest counts, a terminal’s own only there, and a removal lets the wider one count again', async () => {
    const changes = [
      changeOf(1, 'article', 'A1', price('100')),
      changeOf(2, 'article', 'A1', price('200'), 'region/R1'),
      changeOf(3, 'article', 'A1', price('300'), 'store/S1'),
      changeOf(4, 'article', 'A1', price('400'), 'terminal/T1'),
    ];
    const at = (terminalId?: string) => settings.articleByCode('A1', terminalId)?.unitPriceMinor;
    await pull(serve(changes, 9));
    expect([at('T1'), at('T2'), at()]).toEqual(['400', '300', '300']);
    await pull(serve([...changes, changeOf(5, 'article', 'A1', undefined, 'store/S1')], 9));
    expect([at('T1'), at('T2'), at()]).toEqual(['400', '200', '200']);
    const removed = [
      changeOf(6, 'article', 'A1', undefined, 'terminal/T1'),
      changeOf(7, 'article', 'A1', undefined, 'region/R1'),
    ];
    await pull(serve([...changes, ...removed], 9));
    expect([at('T1'), at('T2'), at()]).toEqual(['100', '100', '100']);
  });

  test('an article that a nearer scope does not sell, or sells under another code, is not found by the wider one', async () => {
    await pull(
      serve(
        [
          changeOf(1, 'article', 'A1', price('100', { barcode: '6901', moreBarcodes: ['6902'], quickKey: 1 })),
          changeOf(2, 'article', 'A1', price('100', { barcode: '6903' }), 'store/S1'),
          changeOf(3, 'article', 'A1', price('100', { barcode: '6901', sold: false }), 'terminal/T1'),
        ],
        9,
      ),
    );
    expect(settings.articleByCode('6901')).toBeUndefined();
    expect(settings.articleByCode('6902')).toBeUndefined();
    expect(settings.articleByCode('6903')?.articleId).toBe('A1');
    expect(settings.articleByCode('6903', 'T1')).toBeUndefined();
    expect(settings.articleByCode('A1', 'T1')).toBeUndefined();
    expect(settings.reader().quickKeys()).toEqual([]);
    expect(await settings.searchArticles('商品', 9, 'T1')).toEqual([]);
    expect(await settings.searchArticles('商品', 9, 'T2')).toHaveLength(1);
    expect(await settings.searchArticles('6902', 9, 'T2')).toEqual([]);
  });

  test('a new path is pulled anew beside, then switched; what is not in the new state is gone', async () => {
    await pull(serve([...articles(4), changeOf(5, 'article', 'A0', price('7'), 'region/R1')], 3));
    const moved = ['', 'region/R2', 'store/S1'];
    const server = serve(
      [changeOf(2, 'article', 'A1', articleOf('A1')), changeOf(3, 'article', 'A2', price('9'), 'region/R2')],
      1,
      moved,
    );
    const { version, path: along } = stager.next();
    expect(await stager.take(server(version, along), 9)).toBe('more');
    expect(await stager.take(server(0, moved), 9)).toBe('more');
    expect(settings.articleByCode('A0')?.unitPriceMinor).toBe('7');
    restart();
    expect(settings.articleByCode('A3')?.articleId).toBe('A3');
    await pull(server);
    expect(settings.articleByCode('A0')).toBeUndefined();
    expect(settings.articleByCode('A3')).toBeUndefined();
    expect(settings.articleByCode('A2')?.unitPriceMinor).toBe('9');
    expect(settings.version()).toBe(3);
    await stager.sweep(1000);
    const left = store.sql.prepare('SELECT count(*) FROM setting_version').pluck().get();
    const keys = store.sql.prepare('SELECT count(*) FROM setting_key').pluck().get();
    expect([left, keys, settings.articleCount()]).toEqual([2, 2, 2]);
  });

  test('a blocked card is found by the digits that are known, the most exact entry first', () => {
    settings.put('blocked_card', '6222', 1, { digits: '6222', reason: 'bank' });
    settings.put('blocked_card', '622202*1234', 2, { digits: '622202*1234', reason: 'stolen' });
    expect(settings.blockedCard('622202', '1234')?.reason).toBe('stolen');
    expect(settings.blockedCard('622202', '9999')?.reason).toBe('bank');
    expect(settings.blockedCard('622302', '1234')).toBeUndefined();
  });
});

describe('pins', () => {
  const priceAt = (version: number) =>
    changeOf(version, 'article', 'A1', articleOf('A1', { unitPriceMinor: String(version) }));

  test('a sale goes by the version of its first line to its end, over restarts and switches', async () => {
    let pins = openPins({ store, settings, nowMs: () => clock.nowMs() });
    const seen = (saleId: string) =>
      settings.reader('T1', pins.viewOf('T1', saleId)).articleByCode('A1')?.value.unitPriceMinor;
    await pull(serve([priceAt(1)], 9));
    pins.pin('T1', 'sale-1');
    await pull(serve([priceAt(2)], 9));
    restart();
    pins = openPins({ store, settings, nowMs: () => clock.nowMs() });
    await stager.sweep(1000);
    expect([seen('sale-1'), seen('sale-2'), seen('')]).toEqual(['1', '2', '2']);
    pins.release('T1', 'sale-1');
    await stager.sweep(1000);
    expect(seen('sale-1')).toBe('2');
    expect(store.sql.prepare('SELECT count(*) FROM setting_version').pluck().get()).toBe(1);
  });

  test('a pin ends with its time, and a till has eight at most', async () => {
    const pins = openPins({ store, settings, nowMs: () => clock.nowMs() });
    await pull(serve([priceAt(1)], 9));
    for (let n = 0; n < 9; n++) {
      pins.pin('T1', `sale-${n}`);
      await clock.advance(10);
    }
    await pull(serve([priceAt(2)], 9));
    expect(pins.viewOf('T1', 'sale-0').version).toBe(2);
    expect(pins.viewOf('T1', 'sale-1').version).toBe(1);
    await stager.sweep(25);
    expect(pins.viewOf('T1', 'sale-6').version).toBe(2);
    expect(pins.viewOf('T1', 'sale-8').version).toBe(1);
  });

  test('whatever is pulled, shown and swept in between, a sale never sees two versions', async () => {
    const sale = fc.nat({ max: 1 });
    const some = fc.array(fc.nat({ max: 3 }), { minLength: 1, maxLength: 4 });
    const step = fc.oneof(
      { weight: 3, arbitrary: fc.record({ kind: fc.constant('change' as const), articles: some }) },
      { weight: 4, arbitrary: fc.record({ kind: fc.constant('page' as const) }) },
      { weight: 2, arbitrary: fc.record({ kind: fc.constant('sweep' as const) }) },
      { weight: 8, arbitrary: fc.record({ kind: fc.constant('sell' as const), sale, article: fc.nat({ max: 3 }) }) },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant('end' as const), sale }) },
    );
    let looked = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 60, maxLength: 160 }), async (steps) => {
        store.close();
        rmSync(folder, { recursive: true, force: true });
        start();
        const pins = openPins({ store, settings, nowMs: () => clock.nowMs() });
        const changes: SettingChange[] = [];
        let version = 0;
        // Every change of one batch writes the batch's number as the price: two numbers that differ are two versions.
        const priceOf = (saleId: string, id: string) =>
          settings.reader('T1', pins.pin('T1', saleId)).articleByCode(id)?.value.unitPriceMinor;
        const before = new Map<string, string | undefined>();
        for (const one of steps) {
          if (one.kind === 'change') {
            for (const n of one.articles) {
              version += 1;
              changes.push(
                changeOf(version, 'article', `A${n}`, articleOf(`A${n}`, { unitPriceMinor: String(version) })),
              );
            }
          } else if (one.kind === 'page') {
            const { version: after, path: along } = stager.next();
            if (version > after) await stager.take(serve(changes, 2)(after, along), 2);
          } else if (one.kind === 'sweep') {
            await stager.sweep(Number.MAX_SAFE_INTEGER);
          } else if (one.kind === 'sell') {
            const key = `sale-${one.sale} A${one.article}`;
            const now = priceOf(`sale-${one.sale}`, `A${one.article}`);
            if (before.has(key)) {
              expect(now).toBe(before.get(key));
              looked += 1;
            }
            before.set(key, now);
            const at = pins.viewOf('T1', `sale-${one.sale}`).version;
            const wanted = changes.findLast((change) => change.id === `A${one.article}` && change.version <= at);
            expect(now).toBe(wanted && String(wanted.version));
          } else {
            pins.release('T1', `sale-${one.sale}`);
            for (const key of [...before.keys()]) if (key.startsWith(`sale-${one.sale} `)) before.delete(key);
          }
        }
      }),
      propertyRuns({ runs: 6, seed: 60 }),
    );
    expect(looked).toBeGreaterThan(50);
  });
});
