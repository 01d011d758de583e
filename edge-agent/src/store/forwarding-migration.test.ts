/** A database of the time before migration 0003, whose queue had a row for each journal entry. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FakeClock, SeededRandom } from '@qiantai/foundation';
import { IdMint } from '@qiantai/protos';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDeviceKey } from '../enrolment/device-key.ts';
import { openJournal } from '../journal/journal.ts';
import { verifyJournal } from '../journal/verify.ts';
import { openForwardingStore } from '../queue/forwarding-store.ts';
import { openQueueStore } from '../queue/queue-store.ts';
import { openStore } from './database.ts';
import { migrate } from './migrate-store.ts';

const clock = new FakeClock();
const migrationsFolder = new URL('./migrations/', import.meta.url);
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'forwarding-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function oldMigrations() {
  return readdirSync(migrationsFolder)
    .filter((name) => name < '0003')
    .sort()
    .map((name) => ({
      version: Number(name.slice(0, 4)),
      name,
      text: readFileSync(new URL(name, migrationsFolder), 'utf8'),
    }));
}

/** Real entries, made in another folder with the same key, and put into tables of the old form. */
function writeOldDatabase(entriesOf: Record<string, readonly string[]>): void {
  const draft = mkdtempSync(join(tmpdir(), 'forwarding-draft-'));
  const store = openStore(draft, clock);
  const { privateKey } = openDeviceKey(folder);
  const journal = openJournal({ store, privateKey, clock, ids: new IdMint(clock, new SeededRandom(1)) });
  const old = new Sqlite(join(folder, 'agent.db'));
  migrate(old, 1, oldMigrations());
  const entry = old.prepare('INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const row = old.prepare(
    `INSERT INTO queue (kind, key, terminal_id, status, recorded_at_ms, cash_minor, rejected_count, next_try_at_ms,
       last_code) VALUES ('journal', ?, ?, ?, ?, ?, 5, 77, 'CODE')`,
  );
  for (const [terminalId, statuses] of Object.entries(entriesOf)) {
    for (const status of statuses) {
      const made = journal.append({ terminalId, kind: 'operator.signed_out', payload: { operatorId: 'op-1' } });
      const bytes = [made.previousHash, made.hash, made.signature].map((text) => Buffer.from(text, 'hex'));
      const { sequence, recordedAtMs } = made;
      const payloadJson = JSON.stringify(made.payload);
      entry.run(terminalId, sequence, made.entryId, made.kind, recordedAtMs, 0, payloadJson, ...bytes);
      row.run(`${terminalId}/${String(sequence).padStart(12, '0')}`, terminalId, status, recordedAtMs, 10);
    }
  }
  old.exec(`INSERT INTO queue (kind, key, terminal_id, status, recorded_at_ms, next_try_at_ms, secret)
    VALUES ('pay', 'k-1', 'till-1', 'sending', 5, 6, x'01'), ('refund', 'k-2', 'till-1', 'dead', 5, 6, NULL)`);
  old.close();
  store.close();
  rmSync(draft, { recursive: true, force: true });
}

test('an older database keeps its entries, and what waits goes on where it stood', () => {
  writeOldDatabase({
    'till-1': ['acknowledged', 'acknowledged', 'dead', 'recorded'],
    'till-10': ['acknowledged', 'acknowledged'],
    'till-2': ['acknowledged', 'sending', 'sending', 'recorded'],
  });
  const store = openStore(folder, clock);
  const { privateKey, publicKey } = openDeviceKey(folder);
  const forwarding = openForwardingStore(store);
  expect(forwarding.read('till-1')).toMatchObject({ acknowledgedSequence: 2, status: 'dead', rejectedCount: 5 });
  expect(forwarding.read('till-10')).toMatchObject({ acknowledgedSequence: 2, status: 'recorded', rejectedCount: 0 });
  expect(forwarding.read('till-2')).toMatchObject({ acknowledgedSequence: 1, status: 'recorded', nextTryAtMs: 77 });
  expect(forwarding.summary()).toMatchObject({ waiting: 4, dead: 1, waitingCashMinor: 40n });

  const queue = openQueueStore(store);
  expect(queue.find('pay', 'k-1')).toMatchObject({ status: 'sending' });
  expect(queue.secret('pay', 'k-1')).toEqual(Buffer.from([1]));
  expect(queue.summary()).toMatchObject({ waiting: 1, dead: 1 });

  const journal = openJournal({ store, privateKey, clock, ids: new IdMint(clock, new SeededRandom(2)) });
  const payload = { operatorId: 'op-2' };
  expect(journal.append({ terminalId: 'till-1', kind: 'operator.signed_out', payload }).sequence).toBe(5);
  expect(journal.append({ terminalId: 'till-3', kind: 'operator.signed_out', payload }).sequence).toBe(1);
  expect(verifyJournal(journal.read.entries(), publicKey)).toMatchObject({ entries: 12, gaps: 0, chainOk: true });
  expect(journal.read.after('till-2', 1, 2).map((entry) => entry.sequence)).toEqual([2, 3]);
  expect(() => store.sql.prepare('DELETE FROM journal').run()).toThrow('never removed');
  expect(() => store.sql.prepare('UPDATE journal SET cash_total_minor = 0').run()).toThrow('never changes');
  expect(store.sql.pragma('integrity_check', { simple: true })).toBe('ok');
  store.close();
});

test('an empty database has nothing to bring along', () => {
  writeOldDatabase({});
  const store = openStore(folder, clock);
  expect(openForwardingStore(store).summary().waiting).toBe(0);
  store.close();
});
