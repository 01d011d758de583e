import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { silentLog, systemClock } from '@qiantai/foundation';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from './database.ts';
import { startEmbeddedPostgres } from './embedded-postgres.ts';
import { migrate } from './migrate.ts';
import { openTestDatabase } from './test-database.ts';

const runFile = promisify(execFile);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'qiantai-db-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe('embedded PostgreSQL', () => {
  it('starts below a closed folder, keeps its data over a restart, and listens on loopback alone', async () => {
    const closed = join(folder, 'closed');
    await mkdir(closed, { mode: 0o700 });
    const dataDir = join(closed, 'data');
    const first = await openDatabase({ dataDir, log: silentLog });
    await first.owner.pool.query('CREATE TABLE kept (amount_minor bigint)');
    await first.owner.pool.query('INSERT INTO kept VALUES (9007199254740993)');
    const listening = await first.owner.pool.query<{ setting: string }>('SHOW listen_addresses');
    expect(listening.rows[0]).toEqual({ listen_addresses: '127.0.0.1' });
    await first.close();

    const second = await openDatabase({ dataDir, log: silentLog });
    const kept = await second.owner.pool.query('SELECT amount_minor, ARRAY[amount_minor, 2] AS list FROM kept');
    expect(kept.rows).toEqual([{ amount_minor: 9007199254740993n, list: [9007199254740993n, 2n] }]);
    await second.close();
    expect((await stat(dataDir)).mode & 0o077).toBe(0);
  });

  it('is adopted by the next start when its server was killed', async () => {
    const dataDir = join(folder, 'killed');
    const program = `
      import { startEmbeddedPostgres } from ${JSON.stringify(join(import.meta.dirname, 'embedded-postgres.ts'))};
      import { silentLog } from '@qiantai/foundation';
      const running = await startEmbeddedPostgres({ folder: process.argv[2], log: silentLog, forgetful: true });
      process.stdout.write(String(running.pid), () => process.kill(process.pid, 'SIGKILL'));`;
    const file = join(import.meta.dirname, `killed-server-${process.pid}.fixture.ts`);
    await writeFile(file, program);
    const killed = await runFile(process.execPath, [file, dataDir]).catch((error: { stdout: string }) => error);
    await rm(file);
    const next = await startEmbeddedPostgres({ folder: dataDir, log: silentLog, forgetful: true });
    expect(next).toMatchObject({ adopted: true, pid: Number(killed.stdout) });
    await next.stop();
  });

  it('starts over a pid file whose number now belongs to a stranger', async () => {
    const dataDir = join(folder, 'stranger');
    const first = await startEmbeddedPostgres({ folder: dataDir, log: silentLog, forgetful: true });
    const pidFile = join(dataDir, 'postgres', 'postmaster.pid');
    const lines = (await readFile(pidFile, 'utf8')).split('\n');
    await first.stop();
    await writeFile(pidFile, [String(process.pid), ...lines.slice(1)].join('\n'));
    const second = await startEmbeddedPostgres({ folder: dataDir, log: silentLog, forgetful: true });
    expect(second.adopted).toBe(false);
    await second.stop();
  });

  it.runIf(process.getuid?.() === 0)('runs for an ordinary user as well', async () => {
    const dataDir = join(folder, 'ordinary');
    await chmod(folder, 0o711);
    await mkdir(dataDir, { mode: 0o777 });
    await chmod(dataDir, 0o777);
    const program = `
      process.setgid?.(65534); process.setuid?.(65534);
      const { startEmbeddedPostgres } = await import(${JSON.stringify(join(import.meta.dirname, 'embedded-postgres.ts'))});
      const { silentLog } = await import('@qiantai/foundation');
      const running = await startEmbeddedPostgres({ folder: process.argv[2], log: silentLog, forgetful: true });
      await running.stop();
      process.stdout.write('ran');`;
    const file = join(import.meta.dirname, `ordinary-user-${process.pid}.fixture.ts`);
    await writeFile(file, program);
    const { stdout } = await runFile(process.execPath, [file, join(dataDir, 'own')]);
    await rm(file);
    expect(stdout).toBe('ran');
  });
});

describe('migrations', () => {
  let database: Database;
  beforeAll(async () => {
    database = await openTestDatabase({ migrations: null });
  });
  afterAll(async () => await database.close());

  it('apply once, also when several servers start together, and refuse a changed or unknown file', async () => {
    const files = join(folder, 'migrations');
    await mkdir(files);
    await writeFile(join(files, '0001-first.sql'), 'CREATE TABLE first (a bigint); INSERT INTO first VALUES (1);');
    const options = { clock: systemClock, log: silentLog, folder: files };
    const runs = await Promise.all([1, 2, 3].map(() => migrate(database, options)));
    expect(runs.flatMap((run) => run.applied)).toEqual(['0001-first.sql']);

    await writeFile(join(files, '0010-later.sql'), 'CREATE TABLE later (a bigint);');
    expect(await migrate(database, options)).toEqual({ applied: ['0010-later.sql'] });
    await writeFile(join(files, '0002-broken.sql'), 'CREATE TABLE half (a bigint); SELECT nonsense;');
    await expect(migrate(database, options)).rejects.toThrow('nonsense');
    expect((await database.pool.query(`SELECT to_regclass('half') AS half`)).rows).toEqual([{ half: null }]);
    await rm(join(files, '0002-broken.sql'));

    await writeFile(join(files, '0001-first.sql'), 'CREATE TABLE first (b bigint);');
    await expect(migrate(database, options)).rejects.toMatchObject({ code: 'DB_MIGRATION_CHANGED' });
    await rm(join(files, '0010-later.sql'));
    await expect(migrate(database, options)).rejects.toMatchObject({ code: 'DB_MIGRATION_UNKNOWN' });
    await writeFile(join(files, 'wrong.sql'), '');
    await expect(migrate(database, options)).rejects.toMatchObject({ code: 'DB_MIGRATION_BAD_NAME' });
  });

  it('retries a transaction that met another, and rolls back one that failed', async () => {
    await database.pool.query('CREATE TABLE row (id int PRIMARY KEY, n int)');
    await database.pool.query('INSERT INTO row VALUES (1, 0), (2, 0)');
    // Both take the rows in opposite order until both hold one: a deadlock, which one of them must repeat.
    let arrived = 0;
    let open: () => void = () => undefined;
    const bothHoldOne = new Promise<void>((done) => {
      open = done;
    });
    const crossing = async (order: number[]) =>
      await database.transaction(async (client) => {
        await client.query('UPDATE row SET n = n + 1 WHERE id = $1', [order[0]]);
        arrived += 1;
        if (arrived >= 2) open();
        await bothHoldOne;
        await client.query('UPDATE row SET n = n + 1 WHERE id = $1', [order[1]]);
      });
    await Promise.all([crossing([1, 2]), crossing([2, 1])]);
    expect((await database.pool.query('SELECT n FROM row ORDER BY id')).rows).toEqual([{ n: 2 }, { n: 2 }]);
    await expect(
      database.transaction(async (client) => {
        await client.query('DELETE FROM row');
        throw new Error('changed my mind');
      }),
    ).rejects.toThrow('changed my mind');
    expect((await database.pool.query('SELECT count(*)::int AS n FROM row')).rows).toEqual([{ n: 2 }]);
  });
});
