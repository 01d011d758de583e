import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FakeClock, SeededRandom } from '@qiantai/foundation';
import { IdMint, type JournalEntry } from '@qiantai/protos';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDeviceKey } from '../enrolment/device-key.ts';
import { openJournal } from '../journal/journal.ts';
import { openStore } from './database.ts';
import { longestChain, openFoundEntries } from './found-entries.ts';
import { findEntries } from './salvage.ts';

const clock = new FakeClock();
const ids = new IdMint(clock, new SeededRandom('scan'));
let folder: string;
let written: JournalEntry[];
let database: Buffer;
let log: Buffer;
let keys: ReturnType<typeof openDeviceKey>['publicKey'][];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'scan-'));
  const store = openStore(folder, clock);
  const { privateKey, publicKey } = openDeviceKey(folder);
  keys = [publicKey];
  const journal = openJournal({ store, privateKey, clock, ids });
  const append = (n: number) =>
    n % 10 === 0
      ? // Longer than a page: it stands in overflow pages.
        journal.append({ terminalId: 'till-1', kind: 'sale.completed', payload: longSale(n * 7) })
      : journal.append({
          terminalId: n % 3 === 0 ? 'till-2' : 'till-1',
          kind: 'operator.signed_out',
          payload: { operatorId: `o-${n}` },
        });
  written = Array.from({ length: 120 }, (_, n) => append(n));
  store.sql.pragma('wal_checkpoint(TRUNCATE)');
  // The last ones stand in the log alone.
  written.push(...Array.from({ length: 40 }, (_, n) => append(n + 120)));
  database = readFileSync(join(folder, 'agent.db'));
  log = readFileSync(join(folder, 'agent.db-wal'));
  store.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function longSale(lines: number) {
  return {
    ...{
      kind: 'sale' as const,
      saleId: ids.saleId(),
      orderNo: 'o',
      merchantId: 'M',
      storeId: 'S',
      terminalId: 'till-1',
    },
    ...{ receiptNo: 'r', operatorId: 'op', businessDate: '2026-01-01', currency: 'CNY' as const, startedAtMs: 1 },
    ...{ completedAtMs: 2, totalMinor: '0', tenders: [] },
    lines: Array.from({ length: lines + 1 }, (_, n) => ({
      ...{ lineNo: n + 1, articleId: `a${n}`, barcode: '', nameZh: '商品', nameEn: 'Article', quantity: 1 },
      ...{ unitPriceMinor: '0', amountMinor: '0' },
    })),
  };
}

const bytesOf = (buffer: Buffer) => ({
  bytes: buffer.length,
  read: (at: number, count: number) => buffer.subarray(at, at + count),
});

function entriesIn(source: { database: Buffer; log: Buffer }, by: typeof keys): JournalEntry[] {
  const found = openFoundEntries(':memory:');
  findEntries({ database: bytesOf(source.database), log: bytesOf(source.log) }, by, found);
  const entries = [...found.journals()];
  found.close();
  return entries;
}

const hashes = (entries: readonly JournalEntry[]) => entries.map((entry) => entry.hash).sort();

describe('rows in the pages of a damaged file', () => {
  test('of a whole one are found all, those in the log and those longer than a page too', () => {
    expect(hashes(entriesIn({ database, log }, keys))).toEqual(hashes(written));
  });

  test('without the first page, and so without header and schema, as well', () => {
    const headless = Buffer.from(database);
    headless.fill(0, 0, 4096);
    expect(hashes(entriesIn({ database: headless, log }, keys))).toEqual(hashes(written));
  });

  test('whatever is damaged: what is found was written, and nothing throws', () => {
    const all = new Set(written.map((entry) => entry.hash));
    let found = 0;
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(database.length - 1), fc.integer({ min: 1, max: 5000 }), fc.nat(255)), {
          minLength: 1,
          maxLength: 6,
        }),
        fc.nat(log.length),
        (damages, cut) => {
          const damaged = Buffer.from(database);
          for (const [at, length, value] of damages) damaged.fill(value, at, at + length);
          const entries = entriesIn({ database: damaged, log: log.subarray(0, cut) }, keys);
          found += entries.length;
          expect(entries.every((entry) => all.has(entry.hash))).toBe(true);
        },
      ),
      { seed: 5, numRuns: 25 },
    );
    expect(found / 25).toBeGreaterThan(60);
  });

  test('a changed entry, and one that another key signed, are not believed', () => {
    const changed = Buffer.from(database);
    const at = changed.indexOf('"o-7"');
    changed.write('"o-8"', at);
    const found = entriesIn({ database: changed, log: Buffer.alloc(0) }, keys);
    expect(
      found.some(
        (entry) =>
          (entry.payload as { operatorId?: string }).operatorId === 'o-8' && entry.entryId === written[7]?.entryId,
      ),
    ).toBe(false);
    const { publicKey } = openDeviceKey(mkdtempSync(join(folder, 'other-')));
    expect(entriesIn({ database, log }, [publicKey])).toEqual([]);
  });

  test('where two claim a sequence the longer chain is the journal; a hole is left a hole', () => {
    const chain = (names: string, from = 1) =>
      [...names].map((name, index) => ({
        ...{ kind: 'cash.taken', signed: true },
        sequence: from + index,
        hash: `${names.slice(0, index)}${name}`,
        previousHash: names.slice(0, index),
      }));
    const aside = chain('abXY');
    const real = chain('abcdef');
    const together = [...new Map([...aside, ...real].map((entry) => [entry.hash, entry])).values()];
    expect(longestChain(together).map((entry) => entry.hash)).toEqual(real.map((entry) => entry.hash));
    const holed = together.filter((entry) => entry.sequence !== 4);
    expect(longestChain(holed).map((entry) => entry.sequence)).toEqual([1, 2, 3, 5, 6]);
  });

  test('what a device of before signed is believed below the entry by which this one took over', () => {
    const link = (sequence: number, change: object = {}) => ({
      ...{ sequence, hash: `h${sequence}`, previousHash: `h${sequence - 1}`, kind: 'cash.taken', signed: true },
      ...change,
    });
    const before = [link(1, { signed: false }), link(2, { signed: false })];
    const ours = [link(3, { kind: 'agent.taken_over' }), link(4)];
    const sequences = (links: Parameters<typeof longestChain>[0]) =>
      longestChain(links).map(({ sequence }) => sequence);
    expect(sequences([...before, ...ours])).toEqual([1, 2, 3, 4]);
    expect(sequences([...before, link(3), link(4)])).toEqual([3, 4]);
    expect(sequences([...before, link(3, { kind: 'agent.taken_over', signed: false }), link(4)])).toEqual([4]);
    expect(sequences(before)).toEqual([]);
  });
});
