import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { leaseTestDatabase } from '../db/test-database.ts';

let dataDir: string;
let lease: Awaited<ReturnType<typeof leaseTestDatabase>>;
beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'qiantai-operators-'));
  lease = await leaseTestDatabase();
});
afterAll(() => {
  lease.release();
  rmSync(dataDir, { recursive: true, force: true });
});

async function run(args: readonly string[], databaseUrl = lease.url) {
  const program = join(import.meta.dirname, 'operator-command.ts');
  const env = { PATH: process.env['PATH'], QIANTAI_DATA_DIR: dataDir, DATABASE_URL: databaseUrl }; // command setting
  return await new Promise<{ code: number; out: string; errors: string }>((done) => {
    execFile(process.execPath, [program, ...args], { env }, (error, out, errors) =>
      done({ code: error ? Number(error.code) : 0, out, errors }),
    );
  });
}

test('a certificate is issued once, listed, taken back and given again', async () => {
  const first = await run(['issue', 'li.si', '--roles', 'finance,risk', '--json']);
  expect(first).toMatchObject({ code: 0, errors: '' });
  const { certificateFile, keyFile, serialNumber } = JSON.parse(first.out);
  expect(readFileSync(certificateFile, 'ascii')).toContain('BEGIN CERTIFICATE');
  expect(statSync(keyFile).mode & 0o777).toBe(0o600);
  expect(await run(['issue', 'li.si', '--roles', 'finance'])).toMatchObject({ code: 1, out: '' });
  expect(JSON.parse((await run(['list', '--json'])).out)).toMatchObject([
    { name: 'li.si', roles: ['finance', 'risk'], serialNumber, revokedAtMs: null },
  ]);
  expect((await run(['revoke', 'li.si'])).out).toBe('li.si: 1 revoked\n');
  expect(await run(['revoke', 'li.si'])).toMatchObject({ code: 1 });
  expect((await run(['issue', 'li.si', '--roles', 'integration'])).code).toBe(0);
  expect((await run(['list'])).out.split('\n')).toHaveLength(3);
});

test('what is no command is answered with the usage', async () => {
  for (const args of [[], ['issue', 'x.y'], ['issue', 'x.y', '--roles', 'boss'], ['list', 'x'], ['revoke']]) {
    expect(await run(args)).toMatchObject({ code: 2, errors: expect.stringContaining('usage') });
  }
  expect(existsSync(join(dataDir, 'operators', 'x.y.crt'))).toBe(false);
});

test('a database that no server has begun is named as that', async () => {
  const empty = await leaseTestDatabase({ migrations: null });
  try {
    const { code, errors } = await run(['list'], empty.url);
    expect(code).toBe(2);
    expect(errors).toContain('Start the server once');
  } finally {
    empty.release();
  }
});
