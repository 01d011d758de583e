import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { CodedError, FakeClock, SeededRandom, silentLog } from '@qiantai/foundation';
import { IdMint } from '@qiantai/protos';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openDeviceKey } from '../enrolment/device-key.ts';
import { openForwardingStore } from '../queue/forwarding-store.ts';
import { openStore, type Store } from '../store/database.ts';
import { openArchive, sealArchive } from './archive.ts';
import { openJournal } from './journal.ts';
import { openJournalSurgeryStore } from './journal-surgery-store.ts';
import { readJournals } from './read-journals.ts';
import { archiveFolder, openRetention } from './retention.ts';
import { verifyJournal } from './verify.ts';

const run = promisify(execFile);
const command = fileURLToPath(new URL('./journal-command.ts', import.meta.url));
const dayMs = 86_400_000;
let clock: FakeClock;
let folder: string;
let store: Store;
beforeEach(() => {
  clock = new FakeClock();
  folder = mkdtempSync(join(tmpdir(), 'retention-'));
  store = openStore(folder, clock);
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

function open() {
  const device = openDeviceKey(folder);
  const ids = new IdMint(clock, new SeededRandom(1));
  const journal = openJournal({ store, privateKey: device.privateKey, clock, ids });
  const forwarding = openForwardingStore(store);
  const retention = openRetention({
    ...{ dataDir: folder, store, journal: journal.read, forwarding, device, signers: () => [], log: silentLog },
    nowMs: () => clock.nowMs(),
    entries: { min: 3, max: 4 },
  });
  const append = (terminalId = 'till-1') =>
    journal.append({
      terminalId,
      kind: 'cash.handed_back',
      payload: {
        ...{ refundKey: ids.refundKey(), returnSaleId: ids.saleId(), amountMinor: '100', currency: 'CNY' as const },
        ...{ operatorId: 'o', businessDate: '2026-01-01', handedBackAtMs: 1 },
      },
    });
  const acknowledge = (through: number, terminalId = 'till-1') =>
    store.transact(() => openJournalSurgeryStore(store).setAcknowledged(terminalId, through));
  return { device, journal, forwarding, retention, append, acknowledge };
}

const archives = () => readdirSync(archiveFolder(folder)).sort();
const archiveBytes = (name: string) => readFileSync(join(archiveFolder(folder), name));
const held = () =>
  store.sql
    .prepare<[], { n: number }>('SELECT sequence AS n FROM journal ORDER BY position')
    .all()
    .map((row) => row.n);

/** What the command does, without a process for each. */
function verify(...files: string[]) {
  try {
    const read = readJournals(files);
    const proof = verifyJournal(read.entries, openDeviceKey(folder).publicKey, read.starts);
    const { archives, beginsAt } = read;
    return { code: proof.chainOk ? 0 : 1, stderr: '', proof: { ...proof, archives, beginsAt } };
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    return { code: 2, stderr: `${error.code}: ${error.message}`, proof: undefined };
  }
}

describe('retention', () => {
  test('seals what is old and at the server, and nothing else; archives and table prove as one', async () => {
    const { retention, append, acknowledge, forwarding, journal } = open();
    for (let n = 0; n < 10; n++) append();
    await clock.advance(40 * dayMs);
    for (let n = 0; n < 3; n++) append();
    append('till-2');
    acknowledge(9);
    const waiting = forwarding.summary();
    expect(await retention.seal(0)).toBe(0);
    expect(await retention.seal(50 * dayMs)).toBe(0);
    expect(await retention.seal(30 * dayMs)).toBe(8);
    expect(archives()).toEqual(['till-1-1-4.qja', 'till-1-5-8.qja']);
    expect(held()).toEqual([9, 10, 11, 12, 13, 1]);
    expect(forwarding.summary()).toEqual(waiting);
    expect(await retention.seal(30 * dayMs)).toBe(0);
    expect(append().sequence).toBe(14);
    expect(journal.read.hashBefore('till-1', 9)).toBe(openArchive(archiveBytes('till-1-5-8.qja')).header.lastHash);
    const whole = verify(store.file);
    expect(whole).toMatchObject({ code: 0, proof: { entries: 15, chainOk: true, archives: 2, beginsAt: {} } });
  });

  test('all of it may be old: the last one that the server acknowledged stays', async () => {
    const { retention, append, acknowledge } = open();
    for (let n = 0; n < 6; n++) append();
    await clock.advance(40 * dayMs);
    acknowledge(6);
    expect(await retention.seal(dayMs)).toBe(4);
    expect(held()).toEqual([5, 6]);
    expect(append().sequence).toBe(7);
  });

  test('a power cut before the entries leave: the file is made again, no entry is lost', async () => {
    const first = open();
    for (let n = 0; n < 6; n++) first.append();
    await clock.advance(40 * dayMs);
    first.acknowledge(6);
    store.sql.exec(`CREATE TRIGGER cut BEFORE INSERT ON journal_archive BEGIN SELECT RAISE(ABORT, 'cut'); END`);
    await expect(first.retention.seal(dayMs)).rejects.toThrow('cut');
    expect([archives(), held()]).toEqual([['till-1-1-4.qja'], [1, 2, 3, 4, 5, 6]]);
    store.sql.exec('DROP TRIGGER cut');
    expect(await first.retention.seal(dayMs)).toBe(4);
    expect(verify(store.file)).toMatchObject({ code: 0, proof: { entries: 6 } });
    expect(() => store.sql.exec('DELETE FROM journal')).toThrow('never removed');
  });
});

describe('archives that are not what was sealed', () => {
  const names: Array<[string, (bytes: Buffer) => Buffer, RegExp]> = [
    [
      'a changed head',
      (b) => Buffer.from(b.toString('latin1').replace('"lastSequence":4', '"lastSequence":3'), 'latin1'),
      /signature/,
    ],
    [
      'a changed body',
      (b) => Buffer.concat([b.subarray(0, -1), Buffer.from([(b.at(-1) ?? 0) ^ 1])]),
      /not those that were sealed/,
    ],
    ['a body cut short', (b) => b.subarray(0, -20), /not those that were sealed/],
    ['another format', () => Buffer.from('{"format":"qiantai-journal-archive-1"}\nab\n'), /does not read/],
    ['half a head', (b) => b.subarray(0, 100), /ends within its head/],
  ];
  for (const [name, change, words] of names) {
    test(name, async () => {
      const { retention, append, acknowledge } = open();
      for (let n = 0; n < 6; n++) append();
      await clock.advance(40 * dayMs);
      acknowledge(6);
      await retention.seal(dayMs);
      const bytes = archiveBytes('till-1-1-4.qja');
      expect(() => openArchive(change(bytes))).toThrow(words);
      writeFileSync(join(folder, 'changed.qja'), change(bytes));
      expect(verify(join(folder, 'changed.qja'))).toMatchObject({
        code: 2,
        stderr: expect.stringMatching(/ARCHIVE_BAD|JOURNAL_UNREADABLE/),
      });
      // Put in the place of the true one, it is not believed either.
      writeFileSync(join(archiveFolder(folder), 'till-1-1-4.qja'), change(bytes));
      expect(verify(store.file)).toMatchObject({ code: 2, stderr: expect.stringContaining('was changed') });
    });
  }

  test('one that another device sealed is read, and its entries do not prove by our key', async () => {
    const { append } = open();
    const entries = [append(), append(), append()];
    const otherFolder = mkdtempSync(join(folder, 'other-'));
    const stranger = openDeviceKey(otherFolder);
    const theirs = openStore(otherFolder, clock);
    const ids = new IdMint(clock, new SeededRandom(2));
    const journal = openJournal({ store: theirs, privateKey: stranger.privateKey, clock, ids });
    const forged = [0, 1, 2].map(() =>
      journal.append({ terminalId: 'till-1', kind: 'operator.signed_out', payload: { operatorId: 'thief' } }),
    );
    theirs.close();
    const seal = (of: typeof entries | typeof forged) =>
      sealArchive(of, { device: stranger, signers: [], sealedAtMs: 1 }).bytes;
    writeFileSync(join(folder, 'forged.qja'), seal(forged));
    const outcome = verify(join(folder, 'forged.qja'));
    expect(outcome).toMatchObject({ code: 1, proof: { findings: [{ fault: 'BAD_SIGNATURE' }, {}, {}] } });
    writeFileSync(join(folder, 'ours.qja'), seal(entries));
    expect(verify(join(folder, 'ours.qja'))).toMatchObject({ code: 0 });
  });
});

describe('the command', () => {
  test('exports a database, archives included, with whose keys prove it; names gaps and forks', async () => {
    const { retention, append, acknowledge, device } = open();
    for (let n = 0; n < 6; n++) append();
    await clock.advance(40 * dayMs);
    acknowledge(6);
    await retention.seal(dayMs);
    openJournalSurgeryStore(store).addSigner(device.publicKey.export({ type: 'spki', format: 'der' }), 'agent-1', 1);
    const file = join(folder, 'journal.jsonl');
    await run(process.execPath, [command, 'export', store.file, '--to', file]);
    const [header, ...lines] = readFileSync(file, 'utf8').trim().split('\n');
    expect(JSON.parse(header ?? '')).toMatchObject({ format: 'qiantai-journal-1', signers: [expect.any(String)] });
    expect(lines).toHaveLength(6);
    const proved = await run(process.execPath, [command, 'verify', file]);
    expect(JSON.parse(proved.stdout)).toMatchObject({ chainOk: true, signaturesChecked: true, entries: 6 });

    const write = (...some: Array<string | undefined>) => {
      writeFileSync(file, `${[header, ...some].join('\n')}\n`);
      return verify(file);
    };
    expect(write(lines[0], lines[1], lines[3]).proof?.findings[0]).toEqual({
      ...{ terminalId: 'till-1', sequence: 4, fault: 'GAP' },
    });
    expect(write(lines[0], lines[1], lines[1]).proof?.findings).toEqual([
      { terminalId: 'till-1', sequence: 2, fault: 'TWICE' },
    ]);
    const other = { ...JSON.parse(lines[1] ?? ''), hash: 'ab'.repeat(32) };
    expect(write(lines[0], lines[1], JSON.stringify(other)).proof).toMatchObject({ forks: 1, chainOk: false });
    const parts = archives().map((name) => join(archiveFolder(folder), name));
    expect(verify(...parts)).toMatchObject({ code: 0, proof: { entries: 4, archives: 1 } });
  });
});
