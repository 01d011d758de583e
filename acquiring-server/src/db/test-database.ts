/**
 * A fresh, migrated database for a test file, in some ten milliseconds: a copy of a template on one
 * PostgreSQL that all test processes of this checkout share. A keeper process owns that PostgreSQL; a test
 * process holds a connection to the keeper while it uses its database, so whatever becomes of the test
 * process, its database is dropped, and the keeper ends itself and PostgreSQL soon after the last one left.
 *
 *     const database = await openTestDatabase();
 *     afterAll(() => database.close());
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Clock, silentLog, systemClock } from '@qiantai/foundation';
import { z } from 'zod';
import { connectDatabase, type Database, serverRole } from './database.ts';
import { migrationsFolder } from './migrate.ts';

const answerSchema = z.union([z.object({ url: z.string() }), z.object({ error: z.string() })]);

const keeperStartTimeoutMs = 40_000;

export interface TestDatabaseOptions {
  /** Folder of migrations to apply; `null` leaves the database empty. The server's own by default. */
  migrations?: string | null;
  connectionsMax?: number;
}

/** A database of its own; `close` drops it. Migrated by the server's own files, `pool` has the server's rights. */
export async function openTestDatabase(options: TestDatabaseOptions = {}): Promise<Database> {
  const leased = await leaseTestDatabase(options);
  const database = connectDatabase({
    url: leased.url,
    log: silentLog,
    ...(options.migrations === undefined ? { role: serverRole } : {}),
    ...(options.connectionsMax ? { connectionsMax: options.connectionsMax } : {}),
  });
  return {
    ...database,
    close: async () => {
      await database.close();
      leased.release();
    },
  };
}

/** The same as an address, for a server in a process of its own (`DATABASE_URL`). */
export async function leaseTestDatabase(
  options: TestDatabaseOptions = {},
): Promise<{ url: string; release: () => void }> {
  const socket = await connectToKeeper();
  socket.on('error', () => undefined);
  const migrations = options.migrations === undefined ? migrationsFolder : options.migrations;
  socket.write(`${JSON.stringify({ migrations })}\n`);
  const answer = await firstLine(socket);
  // The lease must not keep a test process alive that forgot to close its database.
  socket.unref();
  if ('error' in answer) throw new Error(`no test database: ${answer.error}`);
  return { url: answer.url, release: () => socket.destroy() };
}

/** One keeper per checkout and user. */
export function keeperSocketPath(): string {
  const checkout = createHash('sha256')
    .update(import.meta.dirname)
    .digest('hex')
    .slice(0, 12);
  return join(tmpdir(), `qiantai-test-postgres-${userInfo().uid}-${checkout}.sock`);
}

async function connectToKeeper(clock: Clock = systemClock): Promise<Socket> {
  const path = keeperSocketPath();
  const giveUpAtMs = clock.monotonicMs() + keeperStartTimeoutMs;
  let nextStartAtMs = 0;
  while (clock.monotonicMs() < giveUpAtMs) {
    const socket = await tryConnect(path);
    if (socket) return socket;
    if (clock.monotonicMs() >= nextStartAtMs) {
      startKeeper(path);
      nextStartAtMs = clock.monotonicMs() + 10_000;
    }
    await clock.sleep(20);
  }
  throw new Error(`the keeper of test databases did not answer at ${path}`);
}

function startKeeper(path: string): void {
  const program = join(import.meta.dirname, 'test-database-keeper.ts');
  spawn(process.execPath, [program, path], { detached: true, stdio: 'ignore' }).unref();
}

async function tryConnect(path: string): Promise<Socket | undefined> {
  return await new Promise((done) => {
    const socket = connect(path);
    socket.once('connect', () => done(socket));
    socket.once('error', () => done(undefined));
  });
}

async function firstLine(socket: Socket): Promise<z.infer<typeof answerSchema>> {
  for await (const line of createInterface({ input: socket })) return answerSchema.parse(JSON.parse(line));
  return { error: 'the keeper ended' };
}
