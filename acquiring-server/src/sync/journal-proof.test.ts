import { createHash, createPublicKey, sign, verify } from 'node:crypto';
import { status } from '@grpc/grpc-js';
import { handoverText, type JournalEntry, journalEntryHash } from '@qiantai/protos';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { activationCodePurpose } from '../enrolment/enrolment-service.ts';
import { secretBox } from '../merchants/secret-box.ts';
import type { Replied } from '../rpc/messages.ts';
import { call, refusal, startTestRpc, type TestAgent, type TestRpc } from '../rpc/test-rpc.fixture.ts';
import { sampleCode } from '../seed/sample-seed.fixture.ts';
import type { JournalEntryOnWire } from './journal-check.ts';
import { cashTakenPayload, JournalWriter } from './journal-writer.fixture.ts';

type Reply<Method extends 'ReadJournal' | 'AppendJournal' | 'Probe' | 'TakeOver'> = Replied<'EdgeSyncService', Method>;

let rpc: TestRpc;
let agent: TestAgent;
let writer: JournalWriter;

beforeAll(async () => {
  rpc = await startTestRpc();
  agent = await rpc.enrol(sampleCode);
  writer = new JournalWriter({ terminalId: 'till-a1', ids: rpc.ids, privateKey: agent.privateKey });
});
afterAll(() => rpc.close());

const cash = (by = writer) => by.write('cash.taken', cashTakenPayload(rpc.ids));

async function append(by: TestAgent, ...entries: JournalEntryOnWire[]) {
  const wire = entries.map((entry) => ({
    ...entry,
    previousHash: Buffer.from(entry.previousHash),
    hash: Buffer.from(entry.hash),
    signature: Buffer.from(entry.signature),
  }));
  const reply = await call<Reply<'AppendJournal'>>((done) => rpc.sync(by).appendJournal({ entries: wire }, done));
  return reply.results.map((result) => result.errorCode || result.outcome);
}

const read = (by: TestAgent, terminalId: string, afterSequence: number, limit: number) =>
  call<Reply<'ReadJournal'>>((done) => rpc.sync(by).readJournal({ terminalId, afterSequence, limit }, done));
const probe = (by: TestAgent, bootId: string) =>
  call<Reply<'Probe'>>((done) => rpc.sync(by).probe({ sentAtMs: 1, bootId }, done));
const exceptions = async () =>
  (
    await rpc.database.pool.query<{ code: string; subject_key: string }>(
      'SELECT code, subject_key FROM payment_exception ORDER BY opened_at_ms, code',
    )
  ).rows.map((row) => `${row.code} ${row.subject_key}`);

/** A second device of the store, with a code of its own. */
async function enrolAnother(code: string): Promise<TestAgent> {
  const fingerprint = secretBox(Buffer.alloc(32, 1)).fingerprint(activationCodePurpose, code);
  await rpc.database.pool.query(
    `INSERT INTO activation_code (code_fingerprint, merchant_id, store_id, expires_at_ms)
     SELECT $1, merchant_id, store_id, 9000000000000 FROM agent LIMIT 1`,
    [fingerprint],
  );
  return await rpc.enrol(code);
}

describe('reading a journal back', () => {
  test('gives pages of the entries as they were sent: hashes and signatures hold, the signer is named', async () => {
    const sent = [
      cash(),
      writer.write('operator.signed_in', { operatorId: 'op-1', businessDate: '2026-01-01' }),
      cash(),
    ];
    await append(agent, ...sent);
    const first = await read(agent, 'till-a1', 0, 2);
    const rest = await read(agent, 'till-a1', 2, 500);
    expect([first.more, rest.more]).toEqual([true, false]);
    const entries = [...first.entries, ...rest.entries];
    expect(entries.map((entry) => entry.sequence)).toEqual(['1', '2', '3']);
    const signer = first.signers.find((one) => one.agentId === agent.agentId);
    const key = createPublicKey({ key: signer?.publicKeySpki as Buffer, format: 'der', type: 'spki' });
    for (const entry of entries) {
      const hash = journalEntryHash({
        ...entry,
        sequence: Number(entry.sequence),
        recordedAtMs: Number(entry.recordedAtMs),
        clockOffsetMs: Number(entry.clockOffsetMs),
        payload: JSON.parse(entry.payloadJson),
        previousHash: entry.previousHash.toString('hex'),
      } as Omit<JournalEntry, 'hash' | 'signature'>);
      expect(entry.hash.toString('hex')).toBe(hash);
      expect(verify('sha256', entry.hash, { key, dsaEncoding: 'ieee-p1363' }, entry.signature)).toBe(true);
    }
    expect((await read(agent, 'till-a2', 0, 500)).entries).toEqual([]);
  });

  test('refuses another store’s terminal, and a page that is too long', async () => {
    expect((await refusal(read(agent, 'till-b1', 0, 1))).errorCode).toBe('TERMINAL_FORBIDDEN');
    for (const limit of [0, 501]) {
      expect((await refusal(read(agent, 'till-a1', 0, limit))).status).toBe(status.INVALID_ARGUMENT);
    }
  });
});

test('an entry that a mending put aside is read back in its place', async () => {
  const message = { ...cash(), sequence: '4' };
  const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
  const stored = {
    ...message,
    ...{ previousHash: hex(message.previousHash), hash: hex(message.hash), signature: hex(message.signature) },
  };
  await rpc.database.pool.query(
    `INSERT INTO terminal_journal_quarantine (merchant_id, terminal_id, sequence, store_id, agent_id, error_code, hash,
       message, mending_entry_id, mending_hash, received_at_ms)
     SELECT merchant_id, 'till-a2', 4, store_id, agent_id, 'JOURNAL_BAD_PAYLOAD', $1, $2, $3, $1, 1 FROM agent LIMIT 1`,
    [message.hash, Buffer.from(JSON.stringify(stored)), rpc.ids.uuid7()],
  );
  const page = await read(agent, 'till-a2', 0, 10);
  expect(page).toMatchObject({ more: false, entries: [{ sequence: '4', payloadJson: message.payloadJson }] });
  expect(page.entries[0]?.hash.equals(Buffer.from(message.hash))).toBe(true);
  expect((await read(agent, 'till-a2', 4, 10)).entries).toEqual([]);
  writer = new JournalWriter({ terminalId: 'till-a1', ids: rpc.ids, privateKey: agent.privateKey });
  const end = (await read(agent, 'till-a1', 2, 1)).entries[0];
  writer.rewind({ sequence: 3, hash: hex(end?.hash ?? Buffer.alloc(0)) });
});

describe('what speaks against one agent and one journal', () => {
  test('a fork is kept once, counted, and opens an exception for its terminal', async () => {
    const fork = new JournalWriter({ terminalId: 'till-a1', ids: rpc.ids, privateKey: agent.privateKey });
    const entries = [cash(fork), cash(fork)];
    for (let times = 0; times < 3; times++) {
      expect(await append(agent, ...entries)).toEqual(['JOURNAL_FORK', 'JOURNAL_FORK']);
    }
    const kept = await rpc.database.pool.query('SELECT sequence, times, offered_hash FROM terminal_journal_fork');
    expect(kept.rows).toMatchObject([{ sequence: 1n, times: 3, offered_hash: entries[0]?.hash }]);
    expect(await exceptions()).toEqual(['JOURNAL_FORKED till-a1']);
  });

  test('starts that follow each other are one agent; one that speaks again after a later one is a clone', async () => {
    for (const boot of ['one', 'one', 'two', 'two', 'three']) {
      await probe(agent, boot);
      await rpc.clock.advance(60_000);
    }
    expect(await exceptions()).not.toContain(`AGENT_CLONED ${agent.agentId}`);
    await probe(agent, 'two');
    expect(await exceptions()).toContain(`AGENT_CLONED ${agent.agentId}`);
    const kept = async () => (await rpc.database.pool.query('SELECT FROM agent_boot')).rowCount;
    for (let n = 0; n < 25; n++) await probe(agent, `boot-${n}`);
    expect(await kept()).toBe(20);
  });
});

describe('a hand-over', () => {
  const statement = (change = {}) => ({
    format: 'qiantai-handover-1' as const,
    agentId: agent.agentId,
    storeId: 'store-a',
    databaseHash: 'ab'.repeat(32),
    exportedAtMs: 1,
    heads: [{ terminalId: 'till-a1', sequence: 5, hash: 'cd'.repeat(32) }],
    ...change,
  });
  const takeOver = (by: TestAgent, text: string, signer: TestAgent = agent) => {
    const hash = createHash('sha256').update(text).digest();
    const signature = sign('sha256', hash, { key: signer.privateKey, dsaEncoding: 'ieee-p1363' });
    return call<Reply<'TakeOver'>>((done) => rpc.sync(by).takeOver({ statementJson: text, signature }, done));
  };

  test('is taken once, by a statement that the device of before signed; then that one is refused', async () => {
    const next = await enrolAnother('NEXT-DEVICE-1');
    const third = await enrolAnother('NEXT-DEVICE-2');
    const text = handoverText(statement());
    expect((await refusal(takeOver(next, text, next))).errorCode).toBe('HANDOVER_BAD_STATEMENT');
    expect((await refusal(takeOver(next, text.replace('":5', '": 5')))).errorCode).toBe('HANDOVER_BAD_STATEMENT');
    expect((await refusal(takeOver(next, '{'))).errorCode).toBe('HANDOVER_BAD_STATEMENT');
    expect((await refusal(takeOver(agent, text))).errorCode).toBe('HANDOVER_BAD_STATEMENT');
    const foreign = handoverText(statement({ storeId: 'store-b' }));
    expect((await refusal(takeOver(next, foreign))).errorCode).toBe('HANDOVER_BAD_STATEMENT');

    const reply = await takeOver(next, text);
    expect(reply.predecessor?.agentId).toBe(agent.agentId);
    expect((await takeOver(next, text)).predecessor?.agentId).toBe(agent.agentId);
    expect((await refusal(takeOver(third, text))).errorCode).toBe('HANDOVER_SEAL_USED');
    const later = handoverText(statement({ exportedAtMs: 2 }));
    expect((await refusal(takeOver(third, later))).errorCode).toBe('HANDOVER_SEAL_USED');
    await rpc.clock.advance(10_000);
    expect((await refusal(probe(agent, ''))).errorCode).toBe('CALLER_RETIRED');

    // What the device of before signed up to its statement is taken from the new one, and no more than that.
    const [fourth, fifth, sixth] = [cash(), cash(), cash()];
    expect(await append(next, fourth, fifth, sixth)).toEqual(['accepted', 'accepted', 'JOURNAL_BAD_SIGNATURE']);
    const own = new JournalWriter({ terminalId: 'till-a1', ids: rpc.ids, privateKey: next.privateKey });
    own.rewind({ sequence: 5, hash: Buffer.from(fifth.hash).toString('hex') });
    expect(await append(next, cash(own))).toEqual(['accepted']);
    expect((await read(next, 'till-a1', 4, 10)).signers.map((one) => one.agentId).sort()).toEqual(
      [agent, next, third].map((one) => one.agentId).sort(),
    );
  });
});
