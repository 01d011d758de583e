import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  journalMessage,
  memberOf,
  startTestLedgerService,
  type TestLedgerService,
} from '../rpc/ledger-service.fixture.ts';
import { ledgerArguments } from './ledger-arguments.ts';
import { runLedgerCommand } from './ledger-command.ts';
import { drawPairs, drawTable, widthOf } from './table.ts';

let service: TestLedgerService;
let folder: string;
let journalId: string;
beforeAll(async () => {
  service = await startTestLedgerService();
  folder = mkdtempSync(join(tmpdir(), 'qiantai-ledger-command-'));
  await service.operators.ensureFirst();
  const posted = await service.post({
    journals: [journalMessage('first', 123456, { credit: memberOf('M1'), note: '王芳的充值' })],
  });
  journalId = posted.journalIds[0] as string;
});
afterAll(async () => {
  await service.close();
  rmSync(folder, { recursive: true, force: true });
});

async function run(...args: string[]) {
  let out = '';
  let errors = '';
  const code = await runLedgerCommand(args, {
    env: { QIANTAI_DATA_DIR: service.dataDir, OPERATIONS_ADDRESS: service.operationsAddress },
    write: (text) => {
      out += text;
    },
    complain: (text) => {
      errors += text;
    },
  });
  return { code, out, errors };
}

test('a journal is drawn with its entries, by its id and by its name', async () => {
  const { code, out } = await run('journal', journalId);
  expect(code).toBe(0);
  expect(out).toContain('Posted by        feng.finance\n');
  expect(out).toMatch(/Leg {2}Account +Name +Subject +Debit +Credit +Currency\n/);
  expect(out).toMatch(/1 {2}platform\.custody_bank +Custody bank +bank-1 +1234\.56 +CNY\n/);
  expect(out).toMatch(/2 {2}platform\.customer_balance +Customer balance +M1 +1234\.56 {2}CNY\n/);
  expect((await run('journal', '@platform', 'adjustment', 'first')).out).toBe(out);
});

test('in Chinese the columns stand in line', async () => {
  const { out } = await run('journal', journalId, '--language', 'zh');
  expect(out).toContain('摘要');
  expect(out).toContain('存管银行存款');
  const lines = out.split('\n');
  const heading = lines.findIndex((line) => line.includes('科目代码'));
  const currencyAt = (line: string | undefined, word: string) =>
    widthOf((line ?? '').slice(0, (line ?? '').indexOf(word)));
  expect(currencyAt(lines[heading + 2], 'CNY')).toBe(currencyAt(lines[heading], '币种'));
  expect(currencyAt(lines[heading + 3], 'CNY')).toBe(currencyAt(lines[heading], '币种'));
});

test('accounts, statements, trial balances, rules', async () => {
  expect((await run('account', 'platform.customer_balance', 'M1')).out).toMatch(/Available +1234\.56 CNY\n/);
  const statement = await run('statement', 'platform.customer_balance', 'M1', '--month', '2026-01');
  expect(statement.out).toMatch(/Closing balance +1234\.56 CNY\n/);
  expect(statement.out).toMatch(/2026-01-05 +adjustment +first +王芳的充值 +1234\.56 +1234\.56\n/);
  const trial = await run('trial-balance', '--from', '2026-01-01', '--to', '2026-01-31');
  expect(trial.out).toContain('The columns agree\n');
  expect(trial.out).toMatch(/100201 +Custody bank/);
  const rules = await run('rules', '--language', 'zh');
  expect(rules.out).toMatch(/transfer +platform +@payer +@payee +amount +会员间转账/);
});

test('what a program reads comes as JSON', async () => {
  const { out } = await run('account', 'platform.customer_balance', 'M1', '--json');
  expect(JSON.parse(out)).toMatchObject({ totalMinor: '123456', code: 'platform.customer_balance' });
});

test('a journal is taken back once, however often that is typed', async () => {
  const args = ['reverse', journalId, '--date', '2026-01-06', '--note', 'wrong member'];
  expect((await run(...args)).out).toMatch(/^Posted: [0-9a-f-]{36}\n$/);
  expect((await run(...args)).out).toMatch(/^Posted before, nothing was written: /);
  const other = await run('reverse', journalId, '--date', '2026-01-07', '--note', 'again', '--reference', 'other');
  expect(other).toMatchObject({ code: 1 });
  expect(other.errors).toContain('LEDGER_ALREADY_REVERSED');
  expect((await run('journal', journalId)).out).toContain('Taken back by');
});

test('a month is closed and listed', async () => {
  await service.clock.advance(Date.UTC(2026, 1, 20) - service.clock.nowMs());
  expect((await run('close-period', '2026-01', '--language', 'zh')).out).toMatch(/2026-01 +2026-01-31 +closed +admin/);
  expect((await run('periods')).out).toMatch(/2026-01 +2026-01-31 +closed +admin/);
  const early = await run('close-period', '2026-12');
  expect(early).toMatchObject({ code: 1 });
  expect(early.errors).toContain('LEDGER_PERIOD_BAD');
});

test('exports land in a file, whole or not at all', async () => {
  const out = join(folder, 'journals.csv');
  const range = ['--from', '2026-01-01', '--to', '2026-01-31'];
  expect(await run('export', 'journals', ...range, '--out', out)).toMatchObject({ code: 0 });
  const rows = parse(readFileSync(out), { bom: true, columns: true }) as Array<Record<string, string>>;
  expect(rows.map((row) => row['debit']).filter(Boolean)).toContain('1234.56');
  const statement = join(folder, 'statement.csv');
  await run('export', 'statement', 'platform.customer_balance', 'M1', ...range, '--out', statement);
  expect(readFileSync(statement, 'utf8')).toContain('closing,2026-01-31');
  const trial = join(folder, 'trial.csv');
  await run('export', 'trial-balance', '--month', '2026-01', '--out', trial);
  expect(readFileSync(trial, 'utf8')).toContain('detail,100201');
  const lost = join(folder, 'lost.csv');
  const refused = await run('export', 'statement', 'platform.customer_balance', 'M9', ...range, '--out', lost);
  expect(refused).toMatchObject({ code: 1 });
  expect(refused.errors).toContain('LEDGER_UNKNOWN_ACCOUNT');
  expect(existsSync(lost) || existsSync(`${lost}.draft`)).toBe(false);
});

test('errors say what to do', async () => {
  const missing = await run('journal', '@platform', 'adjustment', 'nothing');
  expect(missing).toMatchObject({ code: 1, out: '' });
  expect(missing.errors).toBe('Refused: There is no journal @platform adjustment nothing (LEDGER_JOURNAL_NOT_FOUND)\n');
  expect(await run('rules', '--operator', 'nobody')).toMatchObject({
    code: 2,
    errors: expect.stringContaining('nobody.key'),
  });
  const gone = await run('rules', '--address', 'localhost:1');
  expect(gone).toMatchObject({ code: 2, errors: expect.stringContaining('The server does not answer at localhost:1') });
  await service.operator('li.reader', 'operations');
  const args = ['reverse', journalId, '--date', '2026-02-06', '--note', 'x', '--operator', 'li.reader'];
  expect(await run(...args)).toMatchObject({ code: 1, errors: expect.stringContaining('OPERATOR_FORBIDDEN') });
});

test.each([
  [],
  ['journal'],
  ['journal', 'a', 'b'],
  ['statement', 'platform.suspense'],
  ['statement', 'platform.suspense', '--month', '2026-13'],
  ['statement', 'platform.suspense', '--month', '2026-01', '--from', '2026-01-01'],
  ['trial-balance', 'x', '--month', '2026-01'],
  ['reverse', 'id', '--date', '2026-01-01'],
  ['reverse', 'id', '--date', 'today', '--note', 'x'],
  ['export', 'journals', '--month', '2026-01'],
  ['export', 'everything', '--month', '2026-01', '--out', 'x'],
  ['rules', '--language', 'fr'],
  ['rules', '--nothing'],
  ['close-period'],
  ['nothing'],
])('"%s %s %s" is answered with the usage', async (...args) => {
  const { code, errors } = await run(...args.filter((arg) => arg !== undefined));
  expect(code).toBe(2);
  expect(errors).toContain('usage: npm run ledger');
});

test('a month is its days', () => {
  expect(ledgerArguments(['trial-balance', '--month', '2024-02'])?.wish).toMatchObject({
    span: { from: '2024-02-01', to: '2024-02-29' },
  });
});

test('wide characters take two columns, marks none, and nothing steers the terminal', () => {
  expect(widthOf('金额')).toBe(4);
  expect(widthOf('abc')).toBe(3);
  expect(widthOf('(１)')).toBe(4);
  expect(widthOf('é')).toBe(1);
  expect(widthOf('e\u0301')).toBe(1);
  expect(widthOf('👍')).toBe(2);
  const table = drawTable(
    [{ heading: '名称' }, { heading: 'n', align: 'right' }],
    [
      ['a', '1'],
      ['长名称', '22'],
      ['x\u001b[31m', ''],
    ],
  );
  expect(table).toBe('名称     n\n──────  ──\na        1\n长名称  22\nx·[31m\n');
  expect(
    drawPairs([
      ['a', '1'],
      ['名', '2'],
      ['c', ''],
    ]),
  ).toBe('a   1\n名  2\n');
});
