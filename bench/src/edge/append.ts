/**
 * Appending to the journal (schema check, hash, signature, commit) beside a bare INSERT of the very same row into the
 * same table with better-sqlite3 at the same durability (WAL, synchronous FULL), in turns on the same disk; one row a
 * commit, and batches. A third one inserts the row with a signature by a bare call of node:crypto and does nothing
 * else: what the signature alone leaves of the rate. Slow appends are compared with fdatasync itself.
 */
import { generateKeyPairSync, sign } from 'node:crypto';
import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { type Journal, type JournalInput, openJournal, openStore, type Store } from '@qiantai/edge-agent';
import { systemClock, systemRandom } from '@qiantai/foundation';
import { IdMint } from '@qiantai/protos';
import { type Figure, lessIsBetter, median, moreIsBetter, quantile } from '../figure.ts';
import { cashSale } from './backlog.ts';

const rounds = 11;
const rowsPerRound = 400;
const batchRows = 100;
const aim = 0.8;
const syncs = 2000;
/** A page of the write-ahead log. */
const pageBytes = 4096;

export function benchAppend(folder: string): Figure[] {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const ids = new IdMint(systemClock, systemRandom);
  const store = openStore(join(folder, 'journal'), systemClock);
  const journal = openJournal({ store, privateKey, clock: systemClock, ids });
  const raw = openRaw(join(folder, 'raw'), journal, store);
  const shop = { merchantId: 'm', storeId: 's', terminalIds: ['till-1'] };
  const inputs = Array.from({ length: rowsPerRound }, (_, n) => cashSale(ids, shop, n)[0] as JournalInput);
  const hash = Buffer.alloc(32, 5);
  const signed = () => sign('sha256', hash, privateKey).subarray(0, 64);
  const latenciesMs: number[] = [];
  const rates = { raw: [] as number[], signed: [] as number[], append: [] as number[] };
  const batchRates = { raw: [] as number[], append: [] as number[] };
  // One row of the journal itself is the row that the peer inserts.
  for (const input of inputs.slice(0, batchRows)) journal.append(input);
  const rows = raw.rowsLike(rowsPerRound);
  for (let round = 0; round < rounds; round++) {
    rates.raw.push(rate(() => rows.forEach((row) => void raw.insert(row))));
    rates.signed.push(rate(() => rows.forEach((row) => void raw.insert(row, signed()))));
    rates.append.push(
      rate(() => {
        for (const input of inputs) {
          const startedMs = systemClock.monotonicMs();
          journal.append(input);
          latenciesMs.push(systemClock.monotonicMs() - startedMs);
        }
      }),
    );
    batchRates.raw.push(
      rate(() => inBatches(rows, (some) => raw.transact(() => some.forEach((row) => void raw.insert(row))))),
    );
    batchRates.append.push(rate(() => inBatches(inputs, (some) => void journal.appendMany(some))));
  }
  store.close();
  raw.close();
  const rawRate = median(rates.raw);
  const rawBatchRate = median(batchRates.raw);
  const syncMs = median(fdatasyncTimes(join(folder, 'sync.bin')));
  const same = 'bare inserts of the same row at the same durability';
  return [
    moreIsBetter('edge.raw_insert_one', rawRate, '1/s', 'itself: the peer of one append', rawRate),
    moreIsBetter('edge.signed_insert_one', median(rates.signed), '1/s', same, rawRate),
    moreIsBetter('edge.append_one', median(rates.append), '1/s', `${aim} of ${same}`, aim * rawRate),
    moreIsBetter(
      'edge.raw_insert_batch',
      rawBatchRate,
      '1/s',
      `itself: the peer of ${batchRows} appends`,
      rawBatchRate,
    ),
    moreIsBetter(
      'edge.append_batch',
      median(batchRates.append),
      '1/s',
      `${aim} of ${same}, ${batchRows} a commit`,
      aim * rawBatchRate,
    ),
    lessIsBetter(
      'edge.append_p99',
      quantile(latenciesMs, 0.99),
      'ms',
      'three times fdatasync of a page, median',
      3 * syncMs,
    ),
  ];
}

function rate(work: () => void): number {
  const startedMs = systemClock.monotonicMs();
  work();
  return rowsPerRound / ((systemClock.monotonicMs() - startedMs) / 1000);
}

function inBatches<Item>(items: readonly Item[], work: (some: readonly Item[]) => void): void {
  for (let from = 0; from < items.length; from += batchRows) work(items.slice(from, from + batchRows));
}

/** The same table in another file of the same form, and rows like those of the journal. */
function openRaw(folder: string, journal: Journal, of: Store) {
  const { sql, transact, close } = openStore(folder, systemClock);
  const columns = `terminal_id, sequence, entry_id, kind, recorded_at_ms, clock_offset_ms, payload_json, previous_hash,
    hash, signature, cash_total_minor`;
  const statement = sql.prepare(
    `INSERT INTO journal (position, ${columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  let sequence = 0;
  return {
    rowsLike: (count: number): unknown[][] => {
      const rows = of.sql.prepare(`SELECT ${columns} FROM journal LIMIT ?`).raw().all(count) as unknown[][];
      if (rows.length === 0) throw new Error(`the journal is empty: ${journal.read.heads().length} heads`);
      return Array.from({ length: count }, (_, n) => rows[n % rows.length] as unknown[]);
    },
    insert: (row: readonly unknown[], signature = row[9]) => {
      sequence += 1;
      statement.run(2 ** 32 + sequence, row[0], sequence, ...row.slice(2, 9), signature, row[10]);
    },
    transact,
    close,
  };
}

/** What one fdatasync of a page that was written at the end of a file takes, milliseconds. */
function fdatasyncTimes(path: string): number[] {
  const file = openSync(path, 'w', 0o600);
  const page = Buffer.alloc(pageBytes, 7);
  try {
    return Array.from({ length: syncs }, () => {
      writeSync(file, page);
      const startedMs = systemClock.monotonicMs();
      fdatasyncSync(file);
      return systemClock.monotonicMs() - startedMs;
    });
  } finally {
    closeSync(file);
  }
}
