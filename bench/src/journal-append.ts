/**
 * Appending to the journal (schema check, hash, signature, commit) beside a bare INSERT of a row of the same size
 * with better-sqlite3 at the same durability (WAL, synchronous FULL), in turns on the same disk. A third one signs
 * its row with bare calls of node:crypto and does nothing else: what the signature alone leaves of the rate.
 */
import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { join } from 'node:path';
import { openJournal, openStore } from '@qiantai/edge-agent';
import { systemClock, systemRandom } from '@qiantai/foundation';
import { IdMint, type JournalPayload } from '@qiantai/protos';
import Database from 'better-sqlite3';
import { type Figure, lessIsBetter, median, moreIsBetter, quantile } from './figure.ts';

const rounds = 9;
const rowsPerRound = 400;
const aim = 0.8;
/** A previous hash, a hash and a signature. */
const sealBytes = 128;
const sameSeal = Buffer.alloc(sealBytes, 7);

export function benchJournalAppend(folder: string): Figure[] {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const ids = new IdMint(systemClock, systemRandom);
  const store = openStore(join(folder, 'journal'), systemClock);
  const journal = openJournal({ store, privateKey, clock: systemClock, ids });
  const raw = rawTable(join(folder, 'raw.db'));
  const signed = rawTable(join(folder, 'signed.db'));
  const seal = (text: string) => {
    const hash = createHash('sha256').update(text).digest();
    return Buffer.concat([hash, sign('sha256', hash, privateKey)], sealBytes);
  };
  const payloads = Array.from({ length: rowsPerRound }, () => cashTaken(ids));
  const latenciesMs: number[] = [];
  const appendRates: number[] = [];
  const rawRates: number[] = [];
  const signedRates: number[] = [];
  for (let round = 0; round < rounds; round++) {
    rawRates.push(
      rate(() => {
        for (const payload of payloads) raw.insert(ids.uuid7(), JSON.stringify(payload), sameSeal);
      }),
    );
    signedRates.push(
      rate(() => {
        for (const payload of payloads) {
          const text = JSON.stringify(payload);
          signed.insert(ids.uuid7(), text, seal(text));
        }
      }),
    );
    appendRates.push(
      rate(() => {
        for (const payload of payloads) {
          const startedMs = systemClock.monotonicMs();
          journal.append({ terminalId: 'till-1', kind: 'cash.taken', payload });
          latenciesMs.push(systemClock.monotonicMs() - startedMs);
        }
      }),
    );
  }
  store.close();
  raw.close();
  signed.close();
  const rawRate = median(rawRates);
  return [
    moreIsBetter('journal.raw_insert_rate', rawRate, '1/s', 'itself: the peer of the appends', rawRate),
    moreIsBetter('journal.signed_insert_rate', median(signedRates), '1/s', 'bare one-row inserts', rawRate),
    moreIsBetter('journal.append_rate', median(appendRates), '1/s', `${aim} of bare one-row inserts`, aim * rawRate),
    lessIsBetter('journal.append_p99', quantile(latenciesMs, 0.99), 'ms', 'three bare one-row inserts', 3000 / rawRate),
  ];
}

function rate(work: () => void): number {
  const startedMs = systemClock.monotonicMs();
  work();
  return rowsPerRound / ((systemClock.monotonicMs() - startedMs) / 1000);
}

function rawTable(file: string) {
  const database = new Database(file);
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.exec('CREATE TABLE journal (id TEXT PRIMARY KEY, payload TEXT NOT NULL, seal BLOB NOT NULL) WITHOUT ROWID');
  const statement = database.prepare('INSERT INTO journal VALUES (?, ?, ?)');
  return {
    insert: (id: string, payload: string, seal: Uint8Array) => void statement.run(id, payload, seal),
    close: () => database.close(),
  };
}

function cashTaken(ids: IdMint): JournalPayload<'cash.taken'> {
  const saleId = ids.uuid7();
  return {
    paymentKey: ids.uuid7(),
    saleId,
    orderNo: saleId.replaceAll('-', '').toUpperCase(),
    amountMinor: '1250',
    orderTotalMinor: '1250',
    currency: 'CNY',
    operatorId: 'op-1001',
    businessDate: '2026-01-05',
    tenderedMinor: '2000',
    changeMinor: '750',
    offline: false,
    takenAtMs: systemClock.nowMs(),
  };
}
