import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { FakeClock, SeededRandom } from '@qiantai/foundation';
import { IdMint, type JournalEntry, journalEntryHash } from '@qiantai/protos';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openDeviceKey, p1363FromDer, signHash } from '../enrolment/device-key.ts';
import { openForwardingStore } from '../queue/forwarding-store.ts';
import { openStore, type Store } from '../store/database.ts';
import { type Journal, openJournal } from './journal.ts';
import { verifyJournal } from './verify.ts';

const run = promisify(execFile);
let folder: string;
let store: Store;
let journal: Journal;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'journal-'));
  open();
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

function open(): void {
  const clock = new FakeClock();
  store = openStore(folder, clock);
  const { privateKey } = openDeviceKey(folder);
  journal = openJournal({ store, privateKey, clock, ids: new IdMint(clock, new SeededRandom(1)) });
}

function append(terminalId = 'till-1', operatorId = 'op-1'): JournalEntry {
  return journal.append({ terminalId, kind: 'operator.signed_out', payload: { operatorId } });
}

const key = () => openDeviceKey(folder).publicKey;

describe('a journal', () => {
  test('counts per terminal without gaps, chains and signs', () => {
    append();
    append('till-2');
    const [second] = journal.appendMany([
      { terminalId: 'till-1', kind: 'operator.signed_out', payload: { operatorId: 'o' } },
    ]);
    expect(second?.sequence).toBe(2);
    const proof = verifyJournal(journal.read.entries(), key());
    expect(proof).toMatchObject({ entries: 3, gaps: 0, chainOk: true });
    expect(proof.heads['till-1']).toEqual({ sequence: 2, hash: second?.hash });
  });

  test('goes on after the store was closed and opened again', () => {
    append();
    store.close();
    open();
    expect(append().sequence).toBe(2);
    expect(verifyJournal(journal.read.entries(), key()).chainOk).toBe(true);
  });

  test('an entry and its effect are one, and what waits: a failing effect leaves none of them', () => {
    append();
    expect(() =>
      journal.append({ terminalId: 'till-1', kind: 'operator.signed_out', payload: { operatorId: 'o' } }, () => {
        throw new Error('no room');
      }),
    ).toThrow('no room');
    expect(openForwardingStore(store).summary().waiting).toBe(1);
    expect(append().sequence).toBe(2);
    expect(verifyJournal(journal.read.entries(), key()).chainOk).toBe(true);
  });

  test('a first entry that fails leaves no terminal behind', () => {
    const signedOut = { terminalId: 'till-9', kind: 'operator.signed_out', payload: { operatorId: 'o' } } as const;
    expect(() =>
      journal.append(signedOut, () => {
        throw new Error('no room');
      }),
    ).toThrow('no room');
    append();
    expect(journal.append(signedOut).sequence).toBe(1);
    expect(verifyJournal(journal.read.entries(), key())).toMatchObject({ entries: 2, chainOk: true });
  });

  test('refuses a payload that is not of its kind', () => {
    expect(() =>
      journal.append({
        terminalId: 't',
        kind: 'operator.signed_out',
        payload: { operatorId: '', pan: '6216' } as never,
      }),
    ).toThrow('The payload of operator.signed_out is not right');
  });

  test('cannot be changed or shortened in the database', () => {
    append();
    expect(() => store.sql.prepare("UPDATE journal SET kind = 'x'").run()).toThrow('never changes');
    expect(() => store.sql.prepare('DELETE FROM journal').run()).toThrow('never removed');
  });

  test('keeps its files to itself', () => {
    append();
    for (const name of ['agent.db', 'agent.db-wal', 'device-key.pem', 'agent.lock']) {
      expect(statSync(join(folder, name)).mode & 0o777, name).toBe(0o600);
    }
  });

  test('any change of any entry is found', () => {
    const entries = ['till-1', 'till-1', 'till-2', 'till-1', 'till-2'].map((terminal, n) =>
      append(terminal, `op-${n}`),
    );
    const tampers: Array<(entry: JournalEntry) => JournalEntry> = [
      (entry) => ({ ...entry, payload: { operatorId: 'thief' } as never }),
      (entry) => ({ ...entry, recordedAtMs: entry.recordedAtMs + 1 }),
      (entry) => ({ ...entry, sequence: entry.sequence + 1 }),
      (entry) => ({ ...entry, previousHash: 'f'.repeat(64) }),
      (entry) => ({ ...entry, signature: 'ab'.repeat(64) }),
      // Whoever hashes the change again still lacks the key.
      (entry) => {
        const forged = { ...entry, payload: { operatorId: 'thief' } as never };
        return { ...forged, hash: journalEntryHash(forged) };
      },
    ];
    fc.assert(
      fc.property(fc.nat(entries.length - 1), fc.nat(tampers.length - 1), (at, how) => {
        const changed = entries.map((entry, n) =>
          n === at ? (tampers[how] as (e: JournalEntry) => JournalEntry)(entry) : entry,
        );
        expect(verifyJournal(changed, key()).chainOk).toBe(false);
      }),
      { seed: 7, numRuns: 60 },
    );
    expect(verifyJournal(entries.slice(1), key()).gaps).toBeGreaterThan(0);
    expect(verifyJournal([...entries, entries[0] as JournalEntry], key()).chainOk).toBe(false);
  });

  test('signatures are r‖s of 64 bytes, also where r or s is short', () => {
    for (let n = 0; n < 300; n++)
      expect(signHash(Buffer.alloc(32, n), openDeviceKey(folder).privateKey)).toHaveLength(64);
    const der = Buffer.from(`3027020200ff0221${'00'}${'80'.padEnd(64, '1')}`, 'hex');
    expect(p1363FromDer(der).toString('hex')).toBe(`${'ff'.padStart(64, '0')}${'80'.padEnd(64, '1')}`);
  });

  test('the command proves a database and an exported file, and names what was changed', async () => {
    append();
    append();
    const command = fileURLToPath(new URL('./journal-command.ts', import.meta.url));
    const exported = join(folder, 'journal.jsonl');
    const keyFile = join(folder, 'public.pem');
    writeFileSync(keyFile, key().export({ type: 'spki', format: 'pem' }));
    const verify = (...args: string[]) => run(process.execPath, [command, 'verify', ...args]);
    const good = await verify(join(folder, 'agent.db'), '--key', keyFile, '--export', exported);
    expect(JSON.parse(good.stdout)).toMatchObject({ entries: 2, gaps: 0, chainOk: true, signaturesChecked: true });
    writeFileSync(exported, readFileSync(exported, 'utf8').replace('op-1', 'op-2'));
    await expect(verify(exported, '--key', keyFile)).rejects.toMatchObject({
      code: 1,
      stdout: expect.stringContaining('{"terminalId":"till-1","sequence":1,"fault":"BAD_HASH"}'),
    });
    writeFileSync(join(folder, 'else.txt'), 'no journal');
    await expect(verify(join(folder, 'else.txt'))).rejects.toMatchObject({
      code: 2,
      stderr: expect.stringContaining('JOURNAL_UNREADABLE'),
    });
  });
});
