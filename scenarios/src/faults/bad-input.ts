/**
 * What a server must refuse, said to the real one by somebody who holds everything that an agent has: certificates
 * of another authority, of another store or of nobody; batches again and in another order; entries of which one
 * member was changed. Each is refused with a code or taken as what is held already, and no row of any book changes.
 */
import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { credentials, Metadata, type ServiceError, status } from '@grpc/grpc-js';
import { openDeviceKey } from '@qiantai/edge-agent';
import { errorText, systemClock } from '@qiantai/foundation';
import { acquiringServices, answeredError, type JournalEntry } from '@qiantai/protos';
import Database from 'better-sqlite3';
import { Pool } from 'pg';
import { readJournals } from '../demo/journals.ts';
import { type FaultOptions, settleAndCompare } from './fault-result.ts';
import { type Forgery, forgeIdentity, type Identity } from './forged-identity.ts';
import { type Store, World } from './harness.ts';
import { playMorning, playTogether } from './script.ts';

type EntryOnWire = ReturnType<typeof onWire>;

/** A machine under load takes its time; silence is no refusal. */
const callTimeoutMs = 20_000;

interface Answer {
  /** Code of the call's refusal; empty where it was answered. */
  code: string;
  outcomes: string[];
}

interface BadInput {
  name: string;
  /** Findings. */
  play: (scene: Scene) => Promise<string[]>;
}

interface Scene {
  world: World;
  entries: readonly EntryOnWire[];
  own: Identity;
  other: Identity;
  /** What the server said to it. */
  said: Set<string>;
}

const badInputs: readonly BadInput[] = [
  {
    name: 'no certificate',
    play: (scene) => refusedLine(scene, { ...scene.own, certificatePem: '', privateKeyPem: '' }),
  },
  { name: 'the same names by another authority', play: (scene) => forged(scene, 'other_authority') },
  { name: 'our certificate, out of date', play: (scene) => forged(scene, 'expired') },
  { name: 'our names under another number', play: (scene) => forged(scene, 'other_number') },
  {
    name: 'our certificate with another key',
    play: async (scene) => refusedLine(scene, { ...scene.own, privateKeyPem: scene.other.privateKeyPem }),
  },
  { name: "another store's certificate", play: otherStore },
  { name: 'every batch again', play: (scene) => heldAlready(scene, scene.entries) },
  { name: 'every batch again, shuffled', play: (scene) => heldAlready(scene, shuffle(scene)) },
  { name: 'entries with one member changed', play: tampered },
  { name: 'an entry of a sequence far ahead', play: farAhead },
];

export async function playBadInput(options: FaultOptions): Promise<void> {
  const world = await World.open({ seed: options.seed, stores: 2 });
  try {
    await playMorning(world, false);
    await playTogether(world, 2);
    const before = await settleAndCompare(world);
    if (before.length > 0) throw new Error(before.join('; '));
    const scene = sceneOf(world);
    for (const input of badInputs) await playOne(scene, input, options);
  } finally {
    await world.close();
  }
}

async function playOne(scene: Scene, input: BadInput, options: FaultOptions): Promise<void> {
  const startedMs = systemClock.monotonicMs();
  let findings: string[];
  try {
    const before = await fingerprint(scene.world.databaseUrl);
    scene.said.clear();
    findings = await input.play(scene);
    const after = await fingerprint(scene.world.databaseUrl);
    for (const [table, digest] of before) if (after.get(table) !== digest) findings.push(`${table} has changed`);
    findings.push(...(await settleAndCompare(scene.world)));
  } catch (error) {
    findings = [errorText(error)];
  }
  options.tell({
    family: 'input',
    fault: input.name,
    where: [...scene.said].join(', '),
    result: findings.length > 0 ? 'differs' : 'equal',
    findings,
    seconds: (systemClock.monotonicMs() - startedMs) / 1000,
    again: `npm run faults -- input --seed ${options.seed}`,
  });
}

function sceneOf(world: World): Scene {
  const [store, otherStore] = world.stores as [Store, Store];
  const own = identityOf(world, store);
  const { publicKey } = new X509Certificate(own.certificatePem);
  const { entries } = readJournals([store.databaseFile], () => [publicKey.export({ type: 'spki', format: 'der' })]);
  return { world, entries: entries.map(onWire), own, other: identityOf(world, otherStore), said: new Set() };
}

function identityOf(world: World, store: Store): Identity {
  const sql = new Database(store.databaseFile, { readonly: true });
  try {
    const row = sql.prepare('SELECT certificate_pem AS pem, authority_pem AS roots FROM identity').get() as {
      pem: string;
      roots: string;
    };
    return {
      certificatePem: row.pem,
      privateKeyPem: openDeviceKey(store.dataDir).privatePem,
      rootsPem: row.roots + readFileSync(String(world.server.ready['caFile']), 'utf8'),
    };
  } finally {
    sql.close();
  }
}

/** The line itself, or the first call over it, is refused. */
async function refusedLine(scene: Scene, identity: Identity): Promise<string[]> {
  const answer = await append(scene, identity, scene.entries.slice(0, 1));
  // No connection comes about, or the server says who may not call; silence is no refusal.
  const refused = answer.code === brokenLine || /^CALLER_/.test(answer.code);
  return refused ? [] : [`the server said ${answer.code} ${answer.outcomes.join(', ')}`];
}

async function forged(scene: Scene, how: Forgery): Promise<string[]> {
  const authorityFile = join(dirname(String(scene.world.server.ready['caFile'])), 'authority-key.pem');
  return await refusedLine(scene, await forgeIdentity(scene.own, how, readFileSync(authorityFile, 'utf8')));
}

async function otherStore(scene: Scene): Promise<string[]> {
  const { code, outcomes } = await append(scene, scene.other, scene.entries);
  const wrong = outcomes.filter((outcome) => outcome !== 'rejected TERMINAL_FORBIDDEN');
  if (code !== '') return [`refused with ${code}`];
  return wrong.length > 0 ? [`entries of another store: ${wrong.join(', ')}`] : [];
}

async function heldAlready(scene: Scene, entries: readonly EntryOnWire[]): Promise<string[]> {
  const { code, outcomes } = await append(scene, scene.own, entries);
  const wrong = outcomes.filter((outcome) => outcome.trim() !== 'already_held');
  if (code !== '') return [`refused with ${code}`];
  return wrong.length > 0 ? [`${wrong.length} of ${entries.length} entries: ${[...new Set(wrong)].join(', ')}`] : [];
}

async function tampered(scene: Scene): Promise<string[]> {
  const findings: string[] = [];
  const entry = scene.entries[Math.floor(scene.entries.length / 2)] as EntryOnWire;
  for (const [member, change] of Object.entries(changesOf(entry))) {
    const { code, outcomes } = await append(scene, scene.own, [{ ...entry, ...change }]);
    const refused =
      /^(PROTO|JOURNAL)_/.test(code) ||
      (code === '' && outcomes.every((outcome) => /^(rejected|quarantined) [A-Z_]+$/.test(outcome)));
    if (!refused) findings.push(`${member} changed: ${code} ${outcomes.join(', ')}`);
  }
  return findings;
}

function changesOf(entry: EntryOnWire): Record<string, Partial<EntryOnWire>> {
  const payload = JSON.parse(entry.payloadJson) as Record<string, unknown>;
  return {
    entryId: { entryId: `${entry.entryId.slice(0, -1)}${entry.entryId.endsWith('0') ? '1' : '0'}` },
    sequence: { sequence: String(Number(entry.sequence) + 1) },
    kind: { kind: entry.kind === 'cash.taken' ? 'sale.abandoned' : 'cash.taken' },
    recordedAtMs: { recordedAtMs: String(Number(entry.recordedAtMs) + 1) },
    clockOffsetMs: { clockOffsetMs: String(Number(entry.clockOffsetMs) + 1) },
    payloadJson: { payloadJson: JSON.stringify({ ...payload, operatorId: 'op-thief' }) },
    payloadBytes: { payloadJson: `${entry.payloadJson}{` },
    previousHash: { previousHash: flipped(entry.previousHash) },
    hash: { hash: flipped(entry.hash) },
    signature: { signature: flipped(entry.signature) },
    shortHash: { hash: entry.hash.subarray(1) },
    shortSignature: { signature: entry.signature.subarray(1) },
  };
}

function flipped(bytes: Buffer<ArrayBuffer>): Buffer<ArrayBuffer> {
  const other = Buffer.from(bytes);
  other[0] = (other[0] as number) ^ 1;
  return other;
}

async function farAhead(scene: Scene): Promise<string[]> {
  const last = scene.entries.at(-1) as EntryOnWire;
  const { code, outcomes } = await append(scene, scene.own, [{ ...last, sequence: '900000' }]);
  return code !== '' || outcomes.every((outcome) => outcome.startsWith('rejected')) ? [] : outcomes;
}

function shuffle({ world, entries }: Scene): EntryOnWire[] {
  const left = [...entries];
  return entries.map(() => left.splice(world.random.below(left.length), 1)[0] as EntryOnWire);
}

async function append(scene: Scene, identity: Identity, entries: readonly EntryOnWire[]): Promise<Answer> {
  const answer = await ask(scene.world, identity, entries);
  for (const word of answer.code === '' ? answer.outcomes : [answer.code]) scene.said.add(word.trim());
  return answer;
}

function ask(world: World, identity: Identity, entries: readonly EntryOnWire[]): Promise<Answer> {
  const { certificatePem, privateKeyPem, rootsPem } = identity;
  const [key, chain] = certificatePem === '' ? [null, null] : [Buffer.from(privateKeyPem), Buffer.from(certificatePem)];
  return new Promise((resolve) => {
    let client: InstanceType<ReturnType<typeof acquiringServices>['EdgeSyncService']>;
    try {
      client = new (acquiringServices().EdgeSyncService)(
        String(world.server.ready['grpc']),
        credentials.createSsl(Buffer.from(rootsPem), key, chain),
        { 'grpc.use_local_subchannel_pool': 1 },
      );
    } catch {
      // The client's own TLS does not take such a pair: nothing leaves.
      resolve({ code: brokenLine, outcomes: [] });
      return;
    }
    const options = { deadline: systemClock.deadline(callTimeoutMs) };
    client.AppendJournal({ entries: [...entries] }, new Metadata(), options, (error: ServiceError | null, reply) => {
      client.close();
      if (error) resolve({ code: answeredError(error)?.code ?? codeOfLine(error), outcomes: [] });
      else resolve({ code: '', outcomes: (reply?.results ?? []).map((one) => `${one.outcome} ${one.errorCode}`) });
    });
  });
}

/** The connection broke: the other side let nobody in, and said nothing. */
const brokenLine = 'LINE_BROKEN';

function codeOfLine(error: ServiceError): string {
  return error.code === status.DEADLINE_EXCEEDED ? 'DEADLINE_EXCEEDED' : brokenLine;
}

function onWire(entry: JournalEntry) {
  return {
    entryId: entry.entryId,
    terminalId: entry.terminalId,
    sequence: String(entry.sequence),
    kind: entry.kind as string,
    recordedAtMs: String(entry.recordedAtMs),
    clockOffsetMs: String(entry.clockOffsetMs),
    payloadJson: JSON.stringify(entry.payload),
    previousHash: Buffer.from(entry.previousHash, 'hex'),
    hash: Buffer.from(entry.hash, 'hex'),
    signature: Buffer.from(entry.signature, 'hex'),
  };
}

/** What must not change, as a digest of its rows. */
async function fingerprint(databaseUrl: string): Promise<Map<string, string>> {
  const pool = new Pool({ connectionString: databaseUrl, max: 1 });
  const tables = ['terminal_journal_entry', 'sale', 'payment', 'refund', 'ledger_journal', 'ledger_entry'];
  try {
    const digests = new Map<string, string>();
    for (const table of tables) {
      const { rows } = await pool.query<{ digest: string }>(
        `SELECT md5(coalesce(string_agg(md5(t::text), '' ORDER BY md5(t::text)), '')) AS digest FROM ${table} AS t`,
      );
      digests.set(table, rows[0]?.digest ?? '');
    }
    return digests;
  } finally {
    await pool.end();
  }
}
