import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { collected, journalMessage, startTestLedgerService, type TestLedgerService } from './ledger-service.fixture.ts';
import type { Replied } from './messages.ts';
import { call } from './test-rpc.fixture.ts';

let service: TestLedgerService;
beforeAll(async () => {
  service = await startTestLedgerService();
});
afterAll(async () => await service.close());

test('texts that a spreadsheet would reckon with are made harmless, others kept, yen have no decimals', async () => {
  await service.open({ code: 'platform.custody_bank', subject: 'yen' }, 'JPY');
  await service.open({ code: 'platform.suspense', subject: 'yen' }, 'JPY');
  const notes = ['=1+1', '+1', '-1', '@SUM(A1)', 'a "quoted", text', '中文摘要', ''];
  for (const [index, note] of notes.entries()) {
    const journal = journalMessage(`=note-${index}`, 1234 + index, {
      debit: { code: 'platform.custody_bank', subject: 'yen' },
      credit: { code: 'platform.suspense', subject: 'yen' },
      currency: 'JPY',
      note,
      accountingDate: '2026-05-05',
    });
    await service.post({ journals: [journal] });
  }
  const chunks = await collected(
    service.reader.exportJournals({ bookId: '@platform', from: '2026-05-05', to: '2026-05-05', language: 'zh' }),
  );
  const text = Buffer.concat(chunks.map(({ data }) => data)).toString('utf8');
  const rows = parse(text, { bom: true, columns: true }) as Array<Record<string, string>>;
  const debits = rows.filter((row) => row['借方金额'] !== '');
  expect(debits.map((row) => row['摘要'])).toEqual([
    "'=1+1",
    "'+1",
    "'-1",
    "'@SUM(A1)",
    'a "quoted", text',
    '中文摘要',
    '',
  ]);
  expect(debits.map((row) => row['借方金额'])).toEqual(notes.map((_, index) => String(1234 + index)));
  expect(debits[0]).toMatchObject({ 业务参考号: "'=note-0", 科目名称: '存管银行存款', 记账人: 'feng.finance' });
});

test('a closed month is the ground of later balances; before closing shows what was earned', async () => {
  const bookId = 'shop-c';
  const sale = (reference: string, amount: number, day: string) => ({
    kind: 'cash_sale',
    reference,
    merchantId: bookId,
    currency: 'CNY',
    amounts: { amount },
    subjects: { terminalId: 'till-9' },
    businessDate: day,
  });
  await service.clock.advance(Date.UTC(2026, 8, 1) - service.clock.nowMs());
  const events = [sale('a', 100, '2026-06-30'), sale('b', 250, '2026-07-01')];
  await call((callback) => service.erp.postEvents({ events, linked: true }, callback));
  const closed = await call<Replied<'LedgerService', 'ClosePeriod'>>((callback) =>
    service.finance.closePeriod({ bookId, period: '2026-06' }, callback),
  );
  expect(closed).toMatchObject({ status: 'closed', profits: [{ currency: 'CNY', profitMinor: '100' }] });
  const trialOf = async (change: Record<string, unknown>) => {
    const wish = { bookId, from: '2026-06-01', to: '2026-06-30', ...change };
    const trial = await call<Replied<'LedgerService', 'GetTrialBalance'>>((callback) =>
      service.reader.getTrialBalance(wish, callback),
    );
    expect(trial.totals.every(({ balanced }) => balanced)).toBe(true);
    return Object.fromEntries(trial.lines.map((line) => [line.code, [line.openingMinor, line.closingMinor]]));
  };
  expect(await trialOf({})).toMatchObject({ 'merchant.sales': ['0', '0'], 'merchant.profit_of_year': ['0', '-100'] });
  expect(await trialOf({ beforeClosing: true })).toMatchObject({
    'merchant.sales': ['0', '-100'],
    'merchant.cash_in_till': ['0', '100'],
  });
  expect(await trialOf({ from: '2026-07-01', to: '2026-07-31' })).toMatchObject({
    'merchant.sales': ['0', '-250'],
    'merchant.cash_in_till': ['100', '350'],
    'merchant.profit_of_year': ['-100', '-100'],
  });
  const statement = await call<Replied<'LedgerService', 'GetStatement'>>((callback) =>
    service.reader.getStatement(
      {
        bookId,
        account: { code: 'merchant.profit_of_year', subject: '' },
        currency: 'CNY',
        from: '2026-07-05',
        to: '2026-07-31',
      },
      callback,
    ),
  );
  expect(statement).toMatchObject({ openingMinor: '100', closingMinor: '100', lines: [] });
});
