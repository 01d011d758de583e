/**
 * PostgreSQL inside the data folder, from the binaries of an npm package, for machines without a database
 * server. Loopback only, on a free port, with a password of its own.
 *
 * PostgreSQL outlives a server that was killed. The next start finds it by `postmaster.pid`, makes sure that
 * the process is our PostgreSQL over this very folder, and adopts it; one that does not answer is stopped
 * (SIGINT, "fast shutdown") and started again. It runs in a session of its own, so that ctrl-C at the
 * terminal reaches the server alone, which drains first and stops the database last.
 */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { type Clock, errorText, type Log, systemClock } from '@qiantai/foundation';
import pg from 'pg';
import { serverError } from '../errors.ts';
import { type PostgresBinaries, postgresBinaries } from './postgres-binaries.ts';
import { isAlive, isRunning } from './postgres-process.ts';
import { findLauncher, type Launcher } from './unprivileged-launcher.ts';

export interface EmbeddedPostgres {
  /** Of the database `qiantai`, with its password. */
  url: string;
  pid: number;
  /** A PostgreSQL that an earlier, killed server had left running. */
  adopted: boolean;
  /** Fast shutdown; resolves when the last process of it has gone. */
  stop(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  /** Created where it is missing; holds `postgres/` (the cluster), its password and its log. */
  folder: string;
  log: Log;
  /** For tests only: no fsync, so a power cut loses data. */
  forgetful?: boolean;
}

const user = 'qiantai';
const startTries = 5;
const answerTimeoutMs = 30_000;
const stopTimeoutMs = 20_000;

/** The database is a process of the machine, so waiting for it keeps the machine's time, never a virtual one. */
const machineClock: Clock = systemClock;

const settings = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'max_connections=64',
  // The pages that postings touch at ten million entries; with 128 MB they cost a fifth more there.
  'shared_buffers=256MB',
  // Recovery after a crash took 73 s with 8 GB and at most 4.2 s with 1 GB.
  'max_wal_size=1GB',
  // A page is written whole at its first change after a checkpoint, so they are further apart.
  'checkpoint_timeout=15min',
  'jit=off',
  'timezone=UTC',
  'log_timezone=UTC',
];
const forgetfulSettings = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];

export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const folder = resolve(options.folder);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const binaries = await postgresBinaries();
  const launcher = await findLauncher(folder);
  const cluster = join(folder, 'postgres');
  const password = await readOrMakePassword(join(folder, 'postgres-password'), launcher);
  if (!(await exists(join(cluster, 'PG_VERSION')))) await initialise({ ...options, folder, binaries, launcher });

  const left = await adoptOrStop({ cluster, binaries, password, log: options.log });
  const running = left ?? (await start({ ...options, folder, cluster, binaries, launcher, password }));
  return {
    url: urlOf(running.port, password, 'qiantai'),
    pid: running.pid,
    adopted: running.adopted,
    stop: () => stopPostgres(running.pid, cluster, options.log),
  };
}

interface Running {
  pid: number;
  port: number;
  adopted: boolean;
}

/** initdb into a folder beside, then one rename: a start that was killed half-way leaves no half cluster. */
async function initialise(options: {
  folder: string;
  binaries: PostgresBinaries;
  launcher: Launcher;
  log: Log;
  forgetful?: boolean;
}): Promise<void> {
  const fresh = join(options.folder, 'postgres.new');
  await rm(fresh, { recursive: true, force: true });
  const words = [
    `--pgdata=${fresh}`,
    `--username=${user}`,
    `--pwfile=${join(options.folder, 'postgres-password')}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    ...(options.forgetful ? ['--no-sync'] : []),
  ];
  const { code, output } = await run(options.launcher, options.binaries.initdb, words);
  if (code !== 0)
    throw serverError('DB_START_FAILED', { folder: options.folder, why: `initdb: ${output.slice(-500)}` });
  await rename(fresh, join(options.folder, 'postgres'));
  options.log.info({ folder: options.folder }, 'database.initialised');
}

async function adoptOrStop(options: {
  cluster: string;
  binaries: PostgresBinaries;
  password: string;
  log: Log;
}): Promise<Running | undefined> {
  const pidFile = join(options.cluster, 'postmaster.pid');
  const left = await readPidFile(pidFile);
  if (!left) return undefined;
  if (!(await isRunning(left.pid, options.binaries.postgres, options.cluster))) {
    // The number in the file now belongs to nobody or to a stranger.
    await rm(pidFile, { force: true });
    return undefined;
  }
  if (left.port && (await answers(left.port, options.password, left.pid))) {
    options.log.info({ pid: left.pid, port: left.port }, 'database.adopted');
    await createDatabase(left.port, options.password);
    return { ...left, adopted: true };
  }
  await stopPostgres(left.pid, options.cluster, options.log);
  return undefined;
}

async function start(options: {
  folder: string;
  cluster: string;
  binaries: PostgresBinaries;
  launcher: Launcher;
  password: string;
  log: Log;
  forgetful?: boolean;
}): Promise<Running> {
  let why = '';
  for (let attempt = 0; attempt < startTries; attempt++) {
    const port = await freePort();
    const logFile = join(options.folder, 'postgres.log');
    const log = await open(logFile, 'w', 0o600);
    const words = [...settings, ...(options.forgetful ? forgetfulSettings : []), `port=${port}`];
    const child = spawn(
      options.launcher.command(options.binaries.postgres),
      [
        ...options.launcher.words(options.binaries.postgres),
        '-D',
        options.cluster,
        ...words.flatMap((word) => ['-c', word]),
      ],
      {
        cwd: options.folder,
        detached: true,
        stdio: ['ignore', log.fd, log.fd],
        ...options.launcher.identity,
        env: { LC_ALL: 'C', TZ: 'UTC' },
      },
    );
    let ended = '';
    child.once('error', (error) => {
      ended = errorText(error);
    });
    child.once('exit', (code, signal) => {
      ended = `ended with ${signal ?? code}`;
    });
    child.unref();
    await log.close();
    const pid = child.pid;
    if (pid !== undefined && (await answers(port, options.password, pid, () => ended !== ''))) {
      await createDatabase(port, options.password);
      options.log.info({ pid, port }, 'database.started');
      return { pid, port, adopted: false };
    }
    why = `${ended} ${(await readFile(logFile, 'utf8').catch(() => '')).slice(-500)}`;
    if (pid !== undefined && ended === '') await stopPostgres(pid, options.cluster, options.log);
    // Somebody else may have started it over this folder at the same instant.
    const other = await adoptOrStop(options);
    if (other) return other;
  }
  throw serverError('DB_START_FAILED', { folder: options.folder, why });
}

/** Waits until PostgreSQL takes connections (it may be recovering from a crash) or has ended. */
async function answers(port: number, password: string, pid: number, ended = () => !isAlive(pid)): Promise<boolean> {
  const giveUpAtMs = machineClock.monotonicMs() + answerTimeoutMs;
  while (!ended() && machineClock.monotonicMs() < giveUpAtMs) {
    const client = new pg.Client({
      connectionString: urlOf(port, password, 'postgres'),
      connectionTimeoutMillis: 2000,
    });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return true;
    } catch {
      await machineClock.sleep(15);
    } finally {
      await client.end().catch(() => undefined);
    }
  }
  return false;
}

async function createDatabase(port: number, password: string): Promise<void> {
  const client = new pg.Client({ connectionString: urlOf(port, password, 'postgres') });
  await client.connect();
  try {
    const found = await client.query(`SELECT 1 FROM pg_database WHERE datname = 'qiantai'`);
    if (found.rowCount === 0) await client.query('CREATE DATABASE qiantai');
  } finally {
    await client.end();
  }
}

async function stopPostgres(pid: number, cluster: string, log: Log): Promise<void> {
  if (isAlive(pid)) process.kill(pid, 'SIGINT');
  const giveUpAtMs = machineClock.monotonicMs() + stopTimeoutMs;
  while (isAlive(pid)) {
    if (machineClock.monotonicMs() > giveUpAtMs) {
      throw serverError('DB_START_FAILED', { folder: cluster, why: `process ${pid} does not stop` });
    }
    await machineClock.sleep(10);
  }
  log.info({ pid }, 'database.stopped');
}

/** `postmaster.pid`: line 1 the process, line 4 the port (PostgreSQL, src/include/utils/pidfile.h). */
async function readPidFile(path: string): Promise<Pick<Running, 'pid' | 'port'> | undefined> {
  const lines = (await readFile(path, 'utf8').catch(() => '')).split('\n');
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 1) return undefined;
  return { pid, port: Number(lines[3] ?? 0) || 0 };
}

async function readOrMakePassword(path: string, launcher: Launcher): Promise<string> {
  if (!(await exists(path))) {
    await writeFile(path, `${randomBytes(24).toString('hex')}\n`, { mode: 0o600 });
    await launcher.own(path);
  }
  return (await readFile(path, 'utf8')).trim();
}

function urlOf(port: number, password: string, database: string): string {
  return `postgres://${user}:${password}@127.0.0.1:${port}/${database}`;
}

async function run(launcher: Launcher, program: string, words: string[]): Promise<{ code: number; output: string }> {
  return await new Promise((done, failed) => {
    const child = spawn(launcher.command(program), [...launcher.words(program), ...words], {
      cwd: '/',
      stdio: ['ignore', 'pipe', 'pipe'],
      ...launcher.identity,
      env: { LC_ALL: 'C', TZ: 'UTC' },
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    child.once('error', failed);
    child.once('close', (code) => done({ code: code ?? 1, output }));
  });
}

/** A port that nobody listens on now; the start is tried again with another where somebody was faster. */
async function freePort(): Promise<number> {
  return await new Promise((done, failed) => {
    const server = createServer();
    server.once('error', failed);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => done(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

async function exists(path: string): Promise<boolean> {
  return await stat(path).then(
    () => true,
    () => false,
  );
}
