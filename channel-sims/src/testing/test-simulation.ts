/** For tests: simulators in a temporary folder under a clock that stands still, and what drives them. */
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FakeClock, silentLog } from '@qiantai/foundation';
import { vi } from 'vitest';
import { simulationConfigSchema } from '../config.ts';
import { type Simulation, startSimulation } from '../simulation.ts';

/** 10 March 2026, noon in Beijing. */
export const noonMs = Date.UTC(2026, 2, 10, 4);

export interface TestSimulation extends Simulation {
  clock: FakeClock;
  /** Moves the simulators' clock, and the machine's date as the unmodified SDKs read it. */
  advance(byMs: number): Promise<void>;
  /** Ends the simulators and starts others on the same books. */
  restart(): Promise<TestSimulation>;
  hand(path: string, body: unknown): Promise<Record<string, unknown>>;
  read(path: string): Promise<Record<string, unknown>>;
  close(): Promise<void>;
}

export async function startTestSimulation(config: Record<string, unknown> = {}): Promise<TestSimulation> {
  const dataDir = mkdtempSync(join(tmpdir(), 'channel-sims-'));
  const clock = new FakeClock(noonMs);
  vi.useFakeTimers({ toFake: ['Date'], now: noonMs });
  return start({ config, dataDir, clock });
}

async function start(parts: {
  config: Record<string, unknown>;
  dataDir: string;
  clock: FakeClock;
}): Promise<TestSimulation> {
  const { clock, dataDir } = parts;
  const simulation = await startSimulation({
    config: simulationConfigSchema.parse(parts.config),
    dataDir,
    httpPort: 0,
    cardPort: 0,
    seed: 'test',
    clock,
    log: silentLog,
  });
  const { http } = simulation.description;
  const ask = async (path: string, init?: RequestInit) => {
    const response = await fetch(http + path, init);
    return { ...((await response.json()) as Record<string, unknown>), httpStatus: response.status };
  };
  return {
    ...simulation,
    clock,
    async advance(byMs) {
      vi.setSystemTime(clock.nowMs() + byMs);
      await clock.advance(byMs);
    },
    async restart() {
      await simulation.stop();
      return start(parts);
    },
    hand: (path, body) =>
      ask(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    read: (path) => ask(path),
    async close() {
      vi.useRealTimers();
      await simulation.stop();
      rmSync(dataDir, { recursive: true });
    },
  };
}

export interface ReceivedNotice {
  headers: IncomingHttpHeaders;
  body: string;
}

/** A merchant's own server for notices. */
export async function startReceiver(
  answer: (notice: ReceivedNotice, number: number) => [status: number, body: string],
) {
  const received: ReceivedNotice[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const notice = { headers: request.headers, body: Buffer.concat(chunks).toString('utf8') };
      received.push(notice);
      const [status, body] = answer(notice, received.length);
      response.writeHead(status).end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/notices`,
    received,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** What a promise of an SDK was rejected with. */
export async function rejection(promise: Promise<unknown>): Promise<Record<string, unknown>> {
  try {
    await promise;
  } catch (error) {
    return error as Record<string, unknown>;
  }
  throw new Error('it was not rejected');
}
