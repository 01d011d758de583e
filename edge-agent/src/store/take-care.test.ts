/** Secrets that were dropped leave the files: the page they stood in, the pages of a long one, and the log. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FakeClock, silentLog } from '@qiantai/foundation';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openJournalStore } from '../journal/journal-store.ts';
import { openQueueStore } from '../queue/queue-store.ts';
import { openStore, type Store } from './database.ts';
import { emptyLog } from './empty-log.ts';
import { forgetEveryMs, takeCare } from './take-care.ts';

let folder: string;
let clock: FakeClock;
let store: Store;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'care-'));
  clock = new FakeClock();
  store = openStore(folder, clock);
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

const files = ['agent.db', 'agent.db-wal'] as const;
const holding = (bytes: Buffer) =>
  files.filter((name) => existsSync(join(folder, name)) && readFileSync(join(folder, name)).includes(bytes));
const add = (queue: ReturnType<typeof openQueueStore>, key: string, secret: Buffer) =>
  queue.add({ kind: 'pay', key, terminalId: 'till-1', recordedAtMs: 1, secret });

describe('a secret that was dropped', () => {
  test.each([
    ['short', 200],
    ['of several pages', 9000],
  ])('is in no file once the log is empty: %s', (_name, length) => {
    const queue = openQueueStore(store);
    const secrets = ['a', 'b', 'c'].map((letter) => Buffer.from(letter.repeat(length)));
    for (const [index, secret] of secrets.entries()) add(queue, `key-${index}`, secret);
    expect(emptyLog(store.sql)).toBe(true);
    expect(secrets.map((secret) => holding(secret.subarray(0, 100)))).toEqual(secrets.map(() => ['agent.db']));
    queue.dropSecrets('key-1');
    expect(emptyLog(store.sql)).toBe(true);
    const found = secrets.map((secret) => [0, length - 100].map((from) => holding(secret.subarray(from, from + 100))));
    expect(found).toEqual([
      [['agent.db'], ['agent.db']],
      [[], []],
      [['agent.db'], ['agent.db']],
    ]);
  });

  test('leaves the log soon, and once behind a start; who reads the file puts it off', async () => {
    const queue = openQueueStore(store);
    const secret = Buffer.from('s'.repeat(300));
    add(queue, 'key', secret);
    queue.dropSecrets('key');
    expect(queue.secretsDropped()).toBe(1);
    const stopping = new AbortController();
    const done = takeCare({
      ...{ store, clock, log: silentLog, signal: stopping.signal },
      journal: openJournalStore(store.sql),
      keys: () => [],
      retention: { seal: async () => 0 } as never,
      keptMs: () => 0,
      secretsDropped: queue.secretsDropped,
      onDamage: (why) => expect(why).toBe(''),
    });
    const reader = new Sqlite(store.file, { readonly: true });
    reader.prepare('BEGIN').run();
    reader.prepare('SELECT count(*) FROM queue').get();
    await clock.advance(forgetEveryMs);
    expect(holding(secret)).toEqual(['agent.db-wal']);
    reader.close();
    await clock.advance(forgetEveryMs);
    expect(holding(secret)).toEqual([]);
    stopping.abort();
    await done;
  });
});
