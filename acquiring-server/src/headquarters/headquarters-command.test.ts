import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestHeadquarters, type TestHeadquarters } from './headquarters.fixture.ts';

let hq: TestHeadquarters;
let folder: string;
beforeAll(async () => {
  hq = await openTestHeadquarters();
  folder = mkdtempSync(join(tmpdir(), 'qiantai-headquarters-'));
});
afterAll(async () => {
  await hq.close();
  rmSync(folder, { recursive: true, force: true });
});

async function run(args: readonly string[], input = '') {
  const program = join(import.meta.dirname, 'headquarters-command.ts');
  const env = { PATH: process.env['PATH'], QIANTAI_DATA_DIR: folder, DATABASE_URL: hq.database.url }; // command setting
  return await new Promise<{ code: number; out: string; errors: string }>((done) => {
    const child = execFile(process.execPath, [program, ...args], { env }, (error, out, errors) =>
      done({ code: error ? Number(error.code) : 0, out, errors }),
    );
    child.stdin?.end(input);
  });
}

test('users are made, listed and revoked', async () => {
  const made = await run(['user', 'add', 'li.si', '--merchant', 'm1', '--scope', 'region/north', '--rights', 'read']);
  expect(made).toMatchObject({ code: 0, errors: '' });
  const password = /password (\S+)$/.exec(made.out.trim())?.[1] ?? '';
  const { user } = await hq.sessions.signIn({ merchantId: 'm1', login: 'li.si', password });
  expect([user.scope, [...user.rights]]).toEqual(['region/north', ['read']]);
  expect((await run(['user', 'add', 'li.si', '--merchant', 'm1'], 'a good long password\n')).code).toBe(1);
  expect((await run(['user', 'password', 'li.si', '--merchant', 'm1'], 'another long password\n')).out).toBe(
    'li.si has a new password\n',
  );
  await hq.sessions.signIn({ merchantId: 'm1', login: 'li.si', password: 'another long password' });
  expect((await run(['user', 'revoke', 'li.si', '--merchant', 'm1'])).code).toBe(0);
  const listed = (await run(['user', 'list', '--merchant', 'm1'])).out.split('\n');
  expect(listed.find((line) => line.startsWith('li.si'))).toContain('revoked');
});

test('a file is looked at, taken, and taken back', async () => {
  const file = join(folder, 'taxes.csv');
  writeFileSync(file, 'tax_code,name_zh,rate\nvat13,增值税,13\nbad,x,y\n');
  const bad = await run(['import', 'taxes', file, '--merchant', 'm1', '--commit']);
  expect(bad).toMatchObject({ code: 1, errors: expect.stringContaining('line 3, rate: IMPORT_CELL_BAD') });
  writeFileSync(file, 'tax_code,name_zh,rate\nvat13,增值税,13\n');
  const before = await hq.version();
  expect(await run(['import', 'taxes', file, '--merchant', 'm1', '--preview'])).toMatchObject({
    code: 0,
    out: '1 rows (utf-8): 1 new, 0 changed, 0 removed, 0 as they were, 0 bad\n',
  });
  expect(await hq.version()).toBe(before);
  expect((await run(['import', 'taxes', file, '--merchant', 'm1', '--commit'])).out).toContain(`version ${before + 1}`);
  const back = await run(['revert', String(before + 1), '--merchant', 'm1']);
  expect(back).toMatchObject({ code: 0, out: `0 changed, 1 removed, settings at version ${before + 2}\n` });
  const { steps } = await hq.reading.history({
    merchantId: 'm1',
    scopes: undefined,
    kind: 'tax',
    id: '',
    beforeVersion: Number.MAX_SAFE_INTEGER,
    limit: 10,
  });
  expect(steps.map(({ byWhom, valueJson }) => [byWhom, valueJson === ''])).toEqual([
    ['command', true],
    ['command', false],
  ]);
});

test('what is no command is answered with the usage', async () => {
  for (const args of [
    [],
    ['user', 'list'],
    ['user', 'add', '--merchant', 'm1'],
    ['user', 'add', 'x', '--merchant', 'm1', '--rights', 'king'],
    ['import', 'taxes', 'file', '--merchant', 'm1'],
    ['revert', 'x', '--merchant', 'm1'],
  ]) {
    expect(await run(args)).toMatchObject({ code: 2, errors: expect.stringContaining('usage') });
  }
});
