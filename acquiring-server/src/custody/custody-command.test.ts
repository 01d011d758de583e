/** The command as a process of its own, over a database that custody has worked on. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openSecretBox } from '../merchants/secret-box.ts';
import { custodyNumber, TestCustody } from './test-custody.fixture.ts';

let test: TestCustody;
let dataDir: string;
beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'custody-command-'));
  test = await TestCustody.open('command', { secretBox: openSecretBox(dataDir) });
  await test.sell('shop-a', 10_000n);
  await test.channelSettles('shop-a', 9_980n);
  test.bank.credit(custodyNumber, 500n, '充值 M1');
});
afterAll(async () => {
  await test.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const run = async (...args: string[]): Promise<{ code: number; out: string; err: string }> =>
  await new Promise((done) => {
    const program = join(import.meta.dirname, 'custody-command.ts');
    const env = { PATH: process.env['PATH'], DATABASE_URL: test.database.url, QIANTAI_DATA_DIR: dataDir };
    execFile(process.execPath, [program, ...args], { env }, (error, out, err) =>
      done({ code: typeof error?.code === 'number' ? error.code : 0, out, err }),
    );
  });

it('ends with 1 where a day is not proved, 0 where it is, 2 where it is not understood', async () => {
  const unproved = await run('proof', '--date', '2026-03-02');
  expect(unproved).toMatchObject({ code: 1 });
  expect(unproved.out).toContain('Custody 2026-03-02 CNY: NOT PROVED');
  expect(unproved.out).toContain('! NO_STATEMENT platform.custody_bank/custody-1');
  await test.endDay();
  const proved = await run('proof', '--date', '2026-03-02');
  expect(proved).toMatchObject({ code: 0 });
  expect(proved.out).toContain('Custody 2026-03-02 CNY: proved');
  expect(proved.out).toMatch(/held +104\.80 = owed +104\.62 \+ own part +0\.18/);
  const json = await run('proof', '--date', '2026-03-02', '--json');
  expect(JSON.parse(json.out)).toMatchObject([{ passed: true, heldMinor: '10480' }]);
  expect(await run('prove')).toMatchObject({ code: 2 });
  expect(await run('proof', '--date', 'yesterday')).toMatchObject({ code: 2 });
}, 30_000);

it('shows the position, and says where the bank is not reached', async () => {
  const position = await run('position', '--date', '2026-03-02');
  expect(position).toMatchObject({ code: 0 });
  expect(position.out).toMatch(/opening +0\.00 {2}in +104\.80 {2}out +0\.00/);
  const unreached = await run('import', '--date', '2026-03-03', '--account', 'custody-1');
  expect(unreached).toMatchObject({ code: 1 });
  expect(unreached.out).toContain('custody-1: the bank gave no usable answer');
  expect(await run('import', '--date', '2026-03-03', '--account', 'nothing')).toMatchObject({ code: 1 });
}, 30_000);
