/**
 * The process behind `openTestDatabase`: `node test-database-keeper.ts SOCKET`. Owns one PostgreSQL in a
 * temporary folder, gives every connection a database of its own, drops it when the connection closes, and
 * ends itself when nobody has been there for a while. One that finds another keeper at its socket ends.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Cancel, errorText, silentLog, systemClock } from '@qiantai/foundation';
import { z } from 'zod';
import { connectDatabase } from './database.ts';
import { startEmbeddedPostgres } from './embedded-postgres.ts';
import { TestDatabaseShelf } from './test-database-shelf.ts';

const requestSchema = z.object({ migrations: z.string().nullable() });

/** Long enough for the next test file of a run to come, short enough to leave no trace after it. */
const idleMs = 5000;

const socketPath = process.argv[2];
if (socketPath) await keep(socketPath);

async function keep(path: string): Promise<void> {
  const server = createServer();
  if (!(await listenAlone(server, path))) return;
  const folder = await mkdtemp(join(tmpdir(), 'qiantai-test-postgres-'));
  const removeFolder = async () => await rm(folder, { recursive: true, force: true });
  const postgres = await startEmbeddedPostgres({ folder, log: silentLog, forgetful: true }).catch(
    async (error: unknown) => {
      await removeFolder();
      throw error;
    },
  );
  const admin = connectDatabase({ url: postgres.url, log: silentLog, connectionsMax: 2 });
  const shelf = new TestDatabaseShelf(admin);

  let guests = 0;
  let cancelEnd: Cancel | undefined;
  const end = async () => {
    server.close();
    await admin.close();
    await postgres.stop();
    await removeFolder();
    process.exit(0);
  };
  const endWhenIdle = () => {
    cancelEnd?.();
    cancelEnd = guests === 0 ? systemClock.setTimeout(() => void end(), idleMs) : undefined;
  };
  server.on('connection', (socket) => {
    guests += 1;
    endWhenIdle();
    void serve(socket, shelf)
      // A database that could not be dropped goes with the folder.
      .catch(() => undefined)
      .finally(() => {
        guests -= 1;
        endWhenIdle();
      });
  });
  server.emit('ready');
  endWhenIdle();
  process.on('SIGTERM', () => void end());
}

/** Connections that came while PostgreSQL started wait in `early`. */
async function listenAlone(server: Server, path: string): Promise<boolean> {
  const early: Socket[] = [];
  const collect = (socket: Socket) => early.push(socket);
  server.on('connection', collect);
  server.once('ready', () => {
    server.off('connection', collect);
    for (const socket of early) server.emit('connection', socket);
  });
  if (await listen(server, path)) return true;
  if (await answers(path)) return false;
  await rm(path, { force: true });
  return await listen(server, path);
}

async function serve(socket: Socket, shelf: TestDatabaseShelf): Promise<void> {
  // Whoever only looked whether somebody is here may be gone before PostgreSQL was up.
  if (socket.destroyed) return;
  const lines = createInterface({ input: socket });
  // A guest that is killed resets the connection: then no end comes, and the lines would be waited for for ever.
  const closed = new Promise<void>((done) => socket.once('close', () => done()));
  socket.once('close', () => lines.close());
  socket.on('error', () => undefined);
  let name: string | undefined;
  for await (const line of lines) {
    try {
      name = await shelf.take(requestSchema.parse(JSON.parse(line)).migrations);
      socket.write(`${JSON.stringify({ url: shelf.urlOf(name) })}\n`);
    } catch (error) {
      socket.write(`${JSON.stringify({ error: errorText(error) })}\n`);
    }
  }
  await closed;
  if (name) await shelf.drop(name);
}

async function listen(server: Server, path: string): Promise<boolean> {
  return await new Promise((done) => {
    const failed = () => done(false);
    server.once('error', failed);
    server.listen(path, () => {
      server.off('error', failed);
      done(true);
    });
  });
}

async function answers(path: string): Promise<boolean> {
  return await new Promise((done) => {
    const socket = connect(path);
    socket.once('connect', () => {
      socket.destroy();
      done(true);
    });
    socket.once('error', () => done(false));
  });
}
