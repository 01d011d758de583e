/** An agent in a process of its own, the server that it pulls from, and a till that is signed in. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { agentNodeFlags } from '@qiantai/edge-agent';
import {
  demoSettings,
  type FakeServer,
  makeTestAuthority,
  pair,
  startFakeServer,
  type Till,
  tillClient,
  tokens,
} from '@qiantai/edge-agent/testing';
import { systemClock } from '@qiantai/foundation';

export type Change = FakeServer['settings'][number];

export interface StoreAgent {
  server: FakeServer;
  till: Till;
  /** Where tills call it. */
  address: string;
  dataDir: string;
  /** Resolves with the instant at which the agent says that the store sells by the version. */
  shows(version: number): Promise<number>;
  /** Megabytes: now, and at most so far. */
  memory(): { residentMb: number; peakMb: number };
  stop(): Promise<void>;
}

const startTimeoutMs = 20_000;

/** The store's own settings are down when this resolves; `more` comes after them in the server's list, unsaid. */
export async function startStoreAgent(folder: string, more: readonly Change[]): Promise<StoreAgent> {
  mkdirSync(folder, { recursive: true });
  const authority = await makeTestAuthority();
  const server = await startFakeServer(authority);
  const own = await demoSettings();
  const all: Change[] = [...own, ...more.map((change, index) => ({ ...change, version: own.length + index + 1 }))];
  serve(server, all, own.length);
  const caFile = join(folder, 'ca.pem');
  const tillTokensFile = join(folder, 'tokens.json');
  const dataDir = join(folder, 'data');
  writeFileSync(caFile, authority.certificatePem);
  writeFileSync(tillTokensFile, JSON.stringify(tokens));
  const env = {
    NODE_COMPILE_CACHE: join(folder, 'compiled'),
    QIANTAI_DATA_DIR: dataDir,
    AGENT_GRPC_PORT: '0',
    STATUS_PORT: '0',
    SERVER_ADDRESS: `localhost:${server.port}`,
    ENROLMENT_ADDRESS: `localhost:${server.enrolmentPort}`,
    SERVER_CA_FILE: caFile,
    ACTIVATION_CODE: 'TEST-CODE-1',
    TILL_TOKENS_FILE: tillTokensFile,
  };
  // The first start compiles; its memory is not that of a store's day.
  await stopProcess((await startProcess(folder, env)).child);
  const { child, port } = await startProcess(folder, env);
  const till = await pairedTill(port);
  const agent: StoreAgent = {
    server,
    till,
    address: `localhost:${port}`,
    dataDir,
    shows: (version) => shown(till, version),
    memory: () => memoryOf(child.pid ?? 0),
    stop: async () => {
      till.close();
      await stopProcess(child);
      await server.stop();
    },
  };
  await agent.shows(own.length);
  await till.signIn();
  return agent;
}

/** Pages out of a long list, found by the version, which counts up by one. */
function serve(server: FakeServer, all: readonly Change[], version: number): void {
  server.settingsPath = ['', 'region/R1', 'store/S1'];
  server.settingsVersion = version;
  server.onPull = ({ afterVersion, limit }) => {
    const newest = server.settingsVersion ?? 0;
    const after = Number(afterVersion);
    const end = Math.min(newest, after + limit);
    return { changes: all.slice(after, end), more: end < newest, path: server.settingsPath, restart: false };
  };
}

async function startProcess(
  folder: string,
  env: Record<string, string>,
): Promise<{ child: ChildProcess; port: number }> {
  const log = openSync(join(folder, 'agent.log'), 'a');
  const main = fileURLToPath(import.meta.resolve('@qiantai/edge-agent/main'));
  const child = spawn(process.execPath, [...agentNodeFlags, main], { env, stdio: ['ignore', log, log, 'ipc'] });
  const ready = await new Promise<{ type: string; grpc?: string }>((resolve, reject) => {
    child.once('message', resolve);
    child.once('exit', () => reject(new Error(`the agent ended: ${readFileSync(join(folder, 'agent.log'), 'utf8')}`)));
  });
  if (ready.type !== 'ready') throw new Error(`the agent did not start: ${JSON.stringify(ready)}`);
  return { child, port: Number(ready.grpc?.split(':')[1]) };
}

async function stopProcess(child: ChildProcess): Promise<void> {
  const exited = new Promise((resolve) => child.once('exit', resolve));
  child.send({ type: 'stop' });
  await exited;
}

/** A till's certificate comes once the agent has its own. */
async function pairedTill(port: number): Promise<Till> {
  const endMs = systemClock.nowMs() + startTimeoutMs;
  for (;;) {
    try {
      return tillClient(port, await pair(port, { terminalId: 'till-1', secret: tokens['till-1'] }));
    } catch (error) {
      if (systemClock.nowMs() > endMs) throw error;
      await systemClock.sleep(20);
    }
  }
}

function shown(till: Till, version: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const stream = till.watchStatus();
    stream.on('data', (status: { settingsVersion: string }) => {
      if (Number(status.settingsVersion) < version) return;
      stream.cancel();
      resolve(systemClock.monotonicMs());
    });
    stream.on('error', reject);
  });
}

/** As the system counts it (proc(5)). */
function memoryOf(pid: number): { residentMb: number; peakMb: number } {
  const text = readFileSync(`/proc/${pid}/status`, 'utf8');
  const megabytes = (name: string) => Number(new RegExp(`${name}:\\s+([0-9]+) kB`).exec(text)?.[1] ?? 0) / 1000;
  return { residentMb: megabytes('VmRSS'), peakMb: megabytes('VmHWM') };
}
