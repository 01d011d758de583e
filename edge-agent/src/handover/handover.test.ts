import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { CodedError, silentLog, systemClock } from '@qiantai/foundation';
import { handoverSealHash, handoverStatementSchema } from '@qiantai/protos';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openKeyringOf, publicKeyFromSpki, verifyHash } from '../enrolment/device-key.ts';
import { readIdentityCopy } from '../enrolment/identity-copy.ts';
import { readJournals } from '../journal/read-journals.ts';
import { verifyJournal } from '../journal/verify.ts';
import { secretBox } from '../queue/secret-box.ts';
import { moveStoreState } from '../store/store-state.ts';
import { startAgent } from '../supervised-agent.ts';
import {
  cashRequest,
  type Fixture,
  openFixture,
  paymentCodeRequest,
  type TillError,
  until,
} from '../testing/fixture.ts';
import { exportAgent } from './export.ts';
import { openExport, sealExport } from './export-file.ts';
import { readHandedOver, readTakingOver } from './handover-state.ts';
import { importAgent } from './import.ts';

const run = promisify(execFile);
const passphrase = 'correct horse battery staple';
let fixture: Fixture;
beforeEach(async () => {
  fixture = await openFixture();
});
afterEach(() => fixture.close());

const oldDir = () => join(fixture.folder, 'data');
const newDir = () => join(fixture.folder, 'new');
const file = () => join(fixture.folder, 'export.qhx');
const common = { keyFile: undefined, passphrase, clock: systemClock, log: silentLog };
const exportIt = () => exportAgent({ ...common, dataDir: oldDir(), to: file() });
const importIt = (change = {}) => importAgent({ ...common, dataDir: newDir(), from: file(), ...change });
const server = () => fixture.server.journals.get('till-1') ?? [];

async function cash(): Promise<string> {
  const request = cashRequest();
  await fixture.till.call('TakeCash', request);
  return request.paymentKey;
}

async function codeOf(work: () => unknown): Promise<string> {
  try {
    await work();
    return 'done';
  } catch (error) {
    return error instanceof CodedError || (error instanceof Error && 'code' in error)
      ? String((error as TillError).code)
      : String(error);
  }
}

function openIdentityCopy() {
  const identity = readIdentityCopy(oldDir(), openKeyringOf(oldDir()));
  if (!identity) throw new Error('there is no copy');
  return identity;
}

/** The server takes the statement that the old device signed. */
function takeStatements(): Array<{ statementJson: string }> {
  const taken: Array<{ statementJson: string }> = [];
  fixture.server.onTakeOver = (request) => {
    const statement = handoverStatementSchema.parse(JSON.parse(request.statementJson));
    const spki = openExport(readFileSync(file()), passphrase).parts.get('public-key') as Buffer;
    const hash = Buffer.from(handoverSealHash(statement), 'hex');
    if (!verifyHash(hash, request.signature, publicKeyFromSpki(spki))) throw new Error('not signed');
    taken.push(request);
    return { predecessor: { agentId: statement.agentId, publicKeySpki: spki } };
  };
  return taken;
}

describe('a hand-over', () => {
  test('takes everything to the new device: journals, open payments, secrets, what waits', async () => {
    const taken = takeStatements();
    const sent = [await cash(), await cash()];
    await fixture.drained();
    const waiting = paymentCodeRequest();
    await fixture.recordOffline(waiting, '');
    const unsent = [await cash(), await cash()];
    await fixture.moveTo(newDir(), 'TEST-CODE-2', async () => {
      const exported = await exportIt();
      expect(exported.secretsLost).toBe(0);
      expect(readHandedOver(oldDir())).toMatchObject({ status: 'handed_over', sealHash: exported.sealHash });
      const config = {
        ...{ dataDir: oldDir(), grpcPort: 0, statusPort: 0, serverAddress: 'x:1', enrolmentAddress: 'x:1' },
      };
      const tillTokensFile = join(fixture.folder, 'tokens.json');
      const again = () =>
        startAgent({
          config: {
            ...config,
            listen: '127.0.0.1',
            names: [],
            serverCaFile: '',
            activationCode: undefined,
            tillTokensFile,
          },
          clock: systemClock,
          random: undefined as never,
          log: silentLog,
        });
      expect(await codeOf(again)).toBe('AGENT_HANDED_OVER');
      expect(importIt()).toMatchObject({ fromAgentId: 'agent-1', sealHash: exported.sealHash });
      fixture.line.mend();
    });
    await fixture.till.signIn();
    await fixture.drained();
    expect(taken).toHaveLength(1);
    const kinds = server().map((entry) => entry.kind);
    expect(kinds.filter((kind) => kind === 'agent.taken_over')).toHaveLength(1);
    const facts = server().flatMap((entry) =>
      entry.kind === 'cash.taken' ? [JSON.parse(entry.payloadJson).paymentKey as string] : [],
    );
    expect(facts).toEqual([...sent, ...unsent]);
    // The payment that waited was sent from the new device, with its secret.
    await until(() => fixture.server.payments.get(waiting.paymentKey)?.pays === 1, 'the waiting payment is sent');
    const last = await cash();
    await fixture.drained();
    const { entries, keys } = readJournals([join(newDir(), 'agent.db')]);
    expect(keys).toHaveLength(2);
    expect(verifyJournal(entries, keys).chainOk).toBe(true);
    expect(verifyJournal(entries, keys.slice(0, 1)).chainOk).toBe(false);
    expect(JSON.stringify(entries.at(-1))).toContain(last);
    expect(readTakingOver(newDir())).toBeUndefined();
  });

  test('is done again by the device that took over, and each one says so in its journals', async () => {
    takeStatements();
    await cash();
    await fixture.moveTo(newDir(), 'TEST-CODE-2', async () => {
      await exportIt();
      importIt();
    });
    await fixture.till.signIn();
    await cash();
    const third = join(fixture.folder, 'third');
    await fixture.moveTo(third, 'TEST-CODE-3', async () => {
      await exportAgent({ ...common, dataDir: newDir(), to: file() });
      importIt({ dataDir: third });
    });
    await fixture.till.signIn();
    const last = await cash();
    await fixture.drained();
    const { entries, keys } = readJournals([join(third, 'agent.db')]);
    expect(keys).toHaveLength(3);
    expect(verifyJournal(entries, keys).chainOk).toBe(true);
    expect(entries.filter((entry) => entry.kind === 'agent.taken_over')).toHaveLength(2);
    expect(JSON.stringify(entries.at(-1))).toContain(last);
  });

  test('nothing of the device’s own keys is in the file, and its secrets open with none of them', async () => {
    await fixture.recordOffline(paymentCodeRequest(), '');
    await fixture.agent.stop();
    await exportIt();
    const { parts } = openExport(readFileSync(file()), passphrase);
    expect([...parts.keys()]).toEqual(['statement.json', 'signature', 'public-key', 'export-key', 'agent.db']);
    const contents = Buffer.concat([...parts.values()]);
    expect(contents.includes('PRIVATE KEY')).toBe(false);
    const { certificatePem } = openIdentityCopy();
    expect(contents.includes(certificatePem.slice(100, 200))).toBe(false);
    expect(contents.includes('134567890123456789')).toBe(false);
    const copy = join(fixture.folder, 'copy.db');
    writeFileSync(copy, parts.get('agent.db') as Buffer);
    const sql = new Sqlite(copy, { readonly: true });
    const row = sql.prepare('SELECT key, secret FROM queue WHERE secret IS NOT NULL').get() as {
      key: string;
      secret: Buffer;
    };
    sql.close();
    const own = secretBox(openKeyringOf(oldDir()).keysFor('secret'));
    expect(() => own.open(row.key, row.secret)).toThrow('does not open');
    expect(readFileSync(file()).includes('cash.taken')).toBe(false);
  });

  test('until the server knows, nothing is sold and nothing is sent; where it refuses, a person is told', async () => {
    await cash();
    await fixture.drained();
    await fixture.agent.stop();
    await exportIt();
    importIt();
    fixture.server.onTakeOver = () => {
      throw fixture.server.error('REQUEST_BAD', { why: 'the seal is used' });
    };
    const before = server().length;
    await fixture.moveTo(newDir(), 'TEST-CODE-2', () => undefined);
    expect(await codeOf(() => fixture.till.call('TakeCash', cashRequest()))).toBe('AGENT_TAKING_OVER');
    const page = await (await fetch(`http://127.0.0.1:${fixture.agent.statusPort}/?lang=en`)).text();
    expect(page).toContain('refused the take-over');
    expect(server()).toHaveLength(before);
  });
});

describe('what is refused', () => {
  test('wrong passphrases, short ones, changed files, folders that are not empty, exports that were replayed', async () => {
    await cash();
    await fixture.agent.stop();
    expect(await codeOf(() => exportAgent({ ...common, dataDir: oldDir(), to: file(), passphrase: 'short' }))).toBe(
      'HANDOVER_PASSPHRASE_SHORT',
    );
    // The export that did not come about holds the device back all the same, until it is done or taken back.
    expect(readHandedOver(oldDir())?.status).toBe('exporting');
    await exportIt();
    expect(await codeOf(exportIt)).toBe('AGENT_HANDED_OVER');
    const bytes = readFileSync(file());
    const tampered: Array<[string, Buffer, string]> = [
      ['a bit of the contents', flipped(bytes, bytes.length - 100), 'HANDOVER_PASSPHRASE_WRONG'],
      [
        'the head',
        Buffer.from(bytes.toString('latin1').replace('agent-1', 'agent-2'), 'latin1'),
        'HANDOVER_PASSPHRASE_WRONG',
      ],
      ['no head', Buffer.from('x'), 'HANDOVER_FILE_BAD'],
      ['another format', Buffer.from('{"format":"zip"}\n'), 'HANDOVER_FILE_BAD'],
      ['cut short', bytes.subarray(0, bytes.length - 10), 'HANDOVER_PASSPHRASE_WRONG'],
    ];
    for (const [name, changed, code] of tampered) {
      const from = join(fixture.folder, 'changed.qhx');
      writeFileSync(from, changed);
      expect(await codeOf(() => importIt({ from })), name).toBe(code);
    }
    expect(await codeOf(() => importIt({ passphrase: `${passphrase}!` }))).toBe('HANDOVER_PASSPHRASE_WRONG');
    expect(existsSync(join(newDir(), 'agent.db'))).toBe(false);
    importIt();
    expect(await codeOf(importIt)).toBe('HANDOVER_TARGET_NOT_EMPTY');
  });

  test('a device that has not taken over itself yet, or whose database is being restored', async () => {
    await cash();
    await fixture.agent.stop();
    await exportIt();
    importIt();
    const again = () => exportAgent({ ...common, dataDir: newDir(), to: file() });
    expect(await codeOf(again)).toBe('AGENT_TAKING_OVER');
    moveStoreState(newDir(), 'confirmed', { why: 'a page', quarantine: 'agent-1', nowMs: 1 });
    expect(await codeOf(again)).toBe('STORE_RESTORING');
    expect(readHandedOver(newDir())).toBeUndefined();
  });

  test('contents that somebody with the passphrase changed: they are not what the device stated', async () => {
    await cash();
    await fixture.agent.stop();
    const { sealHash } = await exportIt();
    const { parts } = openExport(readFileSync(file()), passphrase);
    const from = join(fixture.folder, 'forged.qhx');
    const forge = (change: Record<string, Buffer>, seal = sealHash) => {
      const changed = [...parts].map(([name, bytes]) => ({ name, bytes: change[name] ?? bytes }));
      writeFileSync(from, sealExport(changed, { agentId: 'agent-1', sealHash: seal }, passphrase));
      return codeOf(() => importIt({ from }));
    };
    const database = parts.get('agent.db') as Buffer;
    const statement = parts.get('statement.json') as Buffer;
    expect(await forge({ 'agent.db': flipped(database, 5000) })).toBe('HANDOVER_FILE_BAD');
    expect(await forge({ signature: Buffer.alloc(64, 1) })).toBe('HANDOVER_FILE_BAD');
    expect(await forge({}, 'ab'.repeat(32))).toBe('HANDOVER_FILE_BAD');
    expect(
      await forge({ 'statement.json': Buffer.from(statement.toString().replace('"sequence":', '"sequence":1')) }),
    ).toBe('HANDOVER_FILE_BAD');
    expect(await forge({ 'export-key': Buffer.alloc(31) })).toBe('HANDOVER_FILE_BAD');
    expect(await forge({})).toBe('done');
  });
});

test('the commands: keys, export, import, take back', async () => {
  await fixture.recordOffline(paymentCodeRequest(), '');
  await fixture.agent.stop();
  const program = fileURLToPath(new URL('../agent-command.ts', import.meta.url));
  const passphraseFile = join(fixture.folder, 'passphrase');
  writeFileSync(passphraseFile, `${passphrase}\n`);
  const agent = (dataDir: string, ...args: string[]) =>
    run(process.execPath, [program, ...args], { env: { ...process.env, QIANTAI_DATA_DIR: dataDir } }).then(
      ({ stdout }) => JSON.parse(stdout),
      (error: { code: number; stderr: string }) => `${error.code} ${error.stderr.split(':')[0]}`,
    );
  expect(await agent(oldDir(), 'rotate-keys')).toEqual({ resealed: 1 });
  expect(await agent(oldDir(), 'export', '--to', file(), '--passphrase-file', passphraseFile)).toMatchObject({
    secretsLost: 0,
  });
  mkdirSync(newDir());
  expect(await agent(newDir(), 'import', '--from', file(), '--passphrase-file', passphraseFile)).toMatchObject({
    fromAgentId: 'agent-1',
  });
  expect(await agent(oldDir(), 'take-back')).toEqual({ takenBack: true });
});

function flipped(bytes: Buffer, at: number): Buffer {
  const changed = Buffer.from(bytes);
  changed[at] = (changed[at] ?? 0) ^ 1;
  return changed;
}
