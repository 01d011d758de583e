/**
 * An agent's life with the real server, each in its own process: activated by a code that a person made, asked for
 * its log, away until its certificate had ended, stolen, and back by a code that takes its place.
 */
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { openCertificateAuthority } from '@qiantai/acquiring-server';
import { certificateRequest, openDeviceKey } from '@qiantai/edge-agent';
import { SeededRandom, systemClock } from '@qiantai/foundation';
import { IdMint } from '@qiantai/protos';
import Sqlite from 'better-sqlite3';
import pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { ManagedProcess } from '../suite/managed-process.ts';
import { type FleetServer, merchantId, startFleetServer, storeId } from './fleet-server.ts';

const dayMs = 86_400_000;
const waiting = { timeout: 30_000, interval: 50 };
const ids = new IdMint(systemClock, new SeededRandom('fleet scenario'));

let folder: string;
let server: FleetServer;
let agent: ManagedProcess;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'qiantai-fleet-'));
  server = await startFleetServer(folder);
}, 120_000);
afterAll(async () => {
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

interface AgentStatus {
  line: { status: string; reasonCode?: string };
  agentId: string;
  fleet: { standing: string; agentUpdate: string; certificateEndsAtMs: number; cashOnly?: string };
  alarms: Array<{ code: string }>;
}

const statusOf = async (): Promise<AgentStatus> =>
  (await (await fetch(`${agent.ready['status']}/status.json`)).json()) as AgentStatus;
const reaches = (expected: object) => vi.waitFor(async () => expect(await statusOf()).toMatchObject(expected), waiting);
const ask = <Reply>(start: (done: (error: Error | null, reply?: Reply) => void) => unknown): Promise<Reply> =>
  new Promise((resolve, reject) => {
    start((error, reply) => (error || reply === undefined ? reject(error) : resolve(reply)));
  });
const newCode = async (replacesAgentId = '') =>
  (
    await ask<{ activationCode: string }>((done) =>
      server.keeper.createActivationCode({ merchantId, storeId, replacesAgentId }, done),
    )
  ).activationCode;
const agents = async () =>
  (
    await ask<{ agents: Array<{ agentId: string; state: string; version: string }> }>((done) =>
      server.keeper.listAgents({ merchantId }, done),
    )
  ).agents;

async function restart(work: () => Promise<void> = async () => undefined): Promise<void> {
  agent.expectEnd();
  await agent.stop();
  await work();
  await agent.start();
}

test('a code made by a person lets a device in, and the store shows on the board with what it runs', async () => {
  const release = { component: 'agent', channel: 'stable', version: '9.9.9', packageHash: 'a'.repeat(64) };
  const put = { ...release, packageName: 'edge-agent-9.9.9.tgz', rolloutPercent: 100 };
  await ask((done) => server.keeper.putRelease({ release: put }, done));
  agent = server.agent('edge-agent', await newCode());
  await agent.start();
  await reaches({ line: { status: 'online' }, fleet: { standing: 'active', agentUpdate: '9.9.9' } });
  const [store] = (
    await ask<{ stores: Array<{ lastContactMs: string; agents: unknown[]; reportedAtMs: string }> }>((done) =>
      server.keeper.getFleetBoard({ merchantId }, done),
    )
  ).stores;
  expect(store).toMatchObject({ storeId, offlineSinceMs: '0', agents: [{ state: 'active', version: '0.1.0' }] });
  expect(Number(store?.reportedAtMs)).toBeGreaterThan(0);
});

test('its log is fetched on demand, without a key in it', async () => {
  const { agentId } = await statusOf();
  const orderId = ids.uuid7();
  await ask((done) =>
    server.keeper.placeOrder({ merchantId, agentId, orderId, kind: 'send_logs', paramsJson: '{"lines":500}' }, done),
  );
  const read = () =>
    ask<{ order: { state: string } | null; parts: string[] }>((done) =>
      server.keeper.getOrder({ merchantId, orderId }, done),
    );
  await vi.waitFor(async () => expect((await read()).order?.state).toBe('done'), waiting);
  const log = (await read()).parts.join('');
  expect(log).toContain('enrolment.done');
  expect(log).not.toContain('PRIVATE KEY');
});

test('away until its certificate had ended, it finds its way back by itself', async () => {
  const { agentId } = await statusOf();
  await restart(() => putEndedCertificate(agentId));
  await reaches({ line: { status: 'online' }, agentId });
  expect((await statusOf()).fleet.certificateEndsAtMs).toBeGreaterThan(systemClock.nowMs() + 80 * dayMs);
});

test('stolen, it wipes at its next contact and is let in by nothing but a code in its place', async () => {
  const { agentId } = await statusOf();
  await ask((done) => server.keeper.revokeAgent({ merchantId, agentId, reason: 'stolen' }, done));
  const revoked = { line: { reasonCode: 'AGENT_REVOKED' }, fleet: { standing: 'revoked', cashOnly: 'AGENT_REVOKED' } };
  await reaches(revoked);
  expect((await statusOf()).alarms.some((alarm) => alarm.code === 'AGENT_REVOKED')).toBe(true);
  await restart();
  await reaches(revoked);

  agent.expectEnd();
  await agent.stop();
  // The same device and folder, a code that takes the place of what it was.
  agent = server.agent('edge-agent', await newCode(agentId));
  await agent.start();
  await reaches({ line: { status: 'online' }, fleet: { standing: 'active' } });
  expect((await statusOf()).agentId).not.toBe(agentId);
  const states = new Map((await agents()).map((one) => [one.agentId, one.state]));
  expect([states.get(agentId), states.size]).toEqual(['stolen', 2]);
}, 90_000);

/** As if the agent had been activated 100 days ago and away ever since: at the agent and at the server. */
async function putEndedCertificate(agentId: string): Promise<void> {
  const authority = await openCertificateAuthority({
    dataDir: server.dataDir,
    clock: { nowMs: () => systemClock.nowMs() - 100 * dayMs },
  });
  const databaseFile = String(agent.ready['databaseFile']);
  const request = await authority.readRequest(await certificateRequest(openDeviceKey(dirname(databaseFile))));
  const ended = await authority.issueAgentCertificate(request, { agentId, storeId, merchantId });
  const pem = new X509Certificate(ended.der).toString();
  const sql = new Sqlite(databaseFile);
  sql.prepare('UPDATE identity SET certificate_pem = ?').run(pem);
  sql.close();
  const database = new pg.Client(server.ready.databaseUrl);
  await database.connect();
  try {
    await database.query('DELETE FROM agent_certificate WHERE agent_id = $1', [agentId]);
    await database.query(
      `INSERT INTO agent_certificate (merchant_id, serial_number, agent_id, certificate, issued_at_ms, not_after_ms)
       VALUES ($1, $2, $3, $4, $5, $6)`,
      [merchantId, ended.serialNumber, agentId, Buffer.from(ended.der), ended.issuedAtMs, ended.notAfterMs],
    );
  } finally {
    await database.end();
  }
}
