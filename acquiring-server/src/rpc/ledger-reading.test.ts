import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  collected,
  custody,
  journalMessage,
  memberOf,
  startTestLedgerService,
  suspense,
  type TestLedgerService,
} from './ledger-service.fixture.ts';
import type { Replied } from './messages.ts';
import { call, refusal } from './test-rpc.fixture.ts';

let service: TestLedgerService;
beforeAll(async () => {
  service = await startTestLedgerService();
  for (let day = 1; day <= 25; day++) {
    const accountingDate = `2026-01-${String(day).padStart(2, '0')}`;
    await service.post({
      journals: [journalMessage(`day-${day}`, 100 * day, { accountingDate, note: `note ${day}` })],
    });
  }
});
afterAll(async () => await service.close());

type Reply<Method extends Parameters<typeof named>[0]> = Replied<'LedgerService', Method>;
const named = (
  method:
    | 'ListJournals'
    | 'ListEntries'
    | 'ListAccounts'
    | 'ListHolds'
    | 'GetStatement'
    | 'GetJournal'
    | 'GetTrialBalance'
    | 'PlaceHold'
    | 'GetAccount'
    | 'GetPostingRules'
    | 'PostJournals'
    | 'GetHold',
) => method;

const book = { bookId: '@platform' };
const ofCustody = { ...book, account: custody, currency: 'CNY' };

/** Every page, with something posted after each. */
async function pages<Page extends { nextPageToken: string }>(
  read: (pageToken: string) => Promise<Page>,
  between: (index: number) => Promise<unknown>,
): Promise<Page[]> {
  const all: Page[] = [];
  let pageToken = '';
  do {
    const page = await read(pageToken);
    all.push(page);
    await between(all.length);
    pageToken = page.nextPageToken;
    if (all.length > 100) throw new Error('the pages never end');
  } while (pageToken !== '');
  return all;
}

test('pages of journals show each once while others are posted', async () => {
  const range = { ...book, from: '2026-01-01', to: '2026-01-25', pageSize: 7 };
  const list = await pages(
    async (pageToken) =>
      await call<Reply<'ListJournals'>>((callback) => service.reader.listJournals({ ...range, pageToken }, callback)),
    async (index) =>
      await service.post({ journals: [journalMessage(`new-${index}`, 5, { accountingDate: '2025-12-01' })] }),
  );
  const references = list.flatMap(({ journals }) => journals.map(({ reference }) => reference));
  expect(references).toEqual(Array.from({ length: 25 }, (_, index) => `day-${index + 1}`));
  expect(list[0]?.journals[0]?.entries).toMatchObject([
    { side: 'DEBIT', amountMinor: '100', account: custody, accountNameZh: '存管银行存款', leg: 1 },
    { side: 'CREDIT', amountMinor: '100', account: suspense, leg: 2 },
  ]);
});

test('the newest journals come first where that is asked, by person and kind', async () => {
  const newest = { ...book, newestFirst: true, pageSize: 3, kind: 'adjustment', postedBy: 'feng.finance' };
  const [first, second] = await pages(
    async (pageToken) =>
      await call<Reply<'ListJournals'>>((callback) => service.reader.listJournals({ ...newest, pageToken }, callback)),
    async (index) =>
      await service.post({ journals: [journalMessage(`newer-${index}`, 5, { accountingDate: '2025-12-01' })] }),
  );
  expect(first?.journals.map(({ reference }) => reference).at(0)).toMatch(/^new/);
  const shown = [...(first?.journals ?? []), ...(second?.journals ?? [])].map(({ journalId }) => journalId);
  expect(shown).toEqual([...new Set(shown)].sort().reverse());
  const nobody = await call<Reply<'ListJournals'>>((callback) =>
    service.reader.listJournals({ ...book, postedBy: 'nobody' }, callback),
  );
  expect(nobody.journals).toEqual([]);
});

test('pages of entries of an account run in the order of posting', async () => {
  const list = await pages(
    async (pageToken) =>
      await call<Reply<'ListEntries'>>((callback) =>
        service.reader.listEntries(
          { ...ofCustody, from: '2026-01-01', to: '2026-01-25', pageSize: 10, pageToken },
          callback,
        ),
      ),
    async (index) =>
      await service.post({ journals: [journalMessage(`more-${index}`, 5, { accountingDate: '2025-12-02' })] }),
  );
  const entries = list.flatMap((page) => page.entries);
  expect(entries.map(({ reference }) => reference)).toEqual(
    Array.from({ length: 25 }, (_, index) => `day-${index + 1}`),
  );
  expect(entries.map(({ version }) => Number(version))).toEqual(Array.from({ length: 25 }, (_, index) => index + 1));
});

test('a statement stands still though its period is posted to, and comes out at its closing balance', async () => {
  const wish = { ...ofCustody, from: '2026-01-03', to: '2026-01-20', pageSize: 4 };
  const list = await pages(
    async (pageToken) =>
      await call<Reply<'GetStatement'>>((callback) => service.reader.getStatement({ ...wish, pageToken }, callback)),
    async (index) =>
      await service.post({ journals: [journalMessage(`into-${index}`, 7, { accountingDate: '2026-01-10' })] }),
  );
  const lines = list.flatMap((page) => page.lines);
  expect(lines.map(({ entry }) => entry?.reference)).toEqual(
    Array.from({ length: 18 }, (_, index) => `day-${index + 3}`),
  );
  const [first] = list;
  const before = await service.database.pool.query<{ sum: bigint }>(
    `SELECT sum(amount_minor)::bigint AS sum FROM ledger_entry JOIN ledger_account USING (book_id, account_id)
     WHERE code = 'platform.custody_bank' AND accounting_date < '2026-01-03'`,
  );
  expect(first?.openingMinor).toBe(String(before.rows[0]?.sum));
  let running = BigInt(first?.openingMinor ?? '0');
  for (const { entry, balanceMinor } of lines) {
    running += BigInt(entry?.amountMinor ?? '0');
    expect(balanceMinor).toBe(String(running));
  }
  for (const page of list) {
    expect(page).toMatchObject({ openingMinor: first?.openingMinor, closingMinor: String(running), creditsMinor: '0' });
  }
});

test('a token goes with no other list, and pages are bounded', async () => {
  const page = await call<Reply<'ListJournals'>>((callback) =>
    service.reader.listJournals({ ...book, pageSize: 1 }, callback),
  );
  const bad = { status: 3, errorCode: 'LEDGER_BAD_REQUEST' };
  for (const request of [
    { ...book, pageToken: page.nextPageToken, kind: 'correction' },
    { ...book, pageToken: 'x' },
    { ...book, pageToken: Buffer.from('["a",[]]').toString('base64url') },
    { ...book, pageSize: 1001 },
    { ...book, pageSize: -1 },
  ]) {
    expect(await refusal(call((callback) => service.reader.listJournals(request, callback)))).toMatchObject(bad);
  }
});

test('accounts by code and prefix, in pages', async () => {
  for (const subject of ['shop-a/w1', 'shop-a/w2', 'shop-b/w1']) {
    await service.open({ code: 'platform.channel_clearing', subject });
  }
  const wish = { ...book, code: 'platform.channel_clearing', subjectPrefix: 'shop-a/', currency: 'CNY', pageSize: 1 };
  const list = await pages(
    async (pageToken) =>
      await call<Reply<'ListAccounts'>>((callback) => service.reader.listAccounts({ ...wish, pageToken }, callback)),
    async () => await service.open({ code: 'platform.channel_clearing', subject: 'shop-a/w0' }),
  );
  expect(list.flatMap(({ accounts }) => accounts.map(({ subject }) => subject))).toEqual(['shop-a/w1', 'shop-a/w2']);
});

test('a read mask gives what it names and no more; a path that is not there is refused', async () => {
  const wish = { ...book, kind: 'adjustment', reference: 'day-1' };
  const masked = await call<Reply<'GetJournal'>>((callback) =>
    service.reader.getJournal({ ...wish, readMask: { paths: ['reference', 'entries.amount_minor'] } }, callback),
  );
  expect(masked).toMatchObject({ reference: 'day-1', kind: '', journalId: '', cause: null, linked: [] });
  expect(masked.entries).toMatchObject([{ amountMinor: '100', account: null, version: '0' }, { amountMinor: '100' }]);
  for (const path of ['nothing', 'entries.nothing', 'reference.x', '__proto__', 'constructor']) {
    const refused = call((callback) => service.reader.getJournal({ ...wish, readMask: { paths: [path] } }, callback));
    expect(await refusal(refused)).toMatchObject({ status: 3, errorCode: 'PROTO_BAD_MESSAGE' });
  }
  const account = await call<Reply<'GetAccount'>>((callback) =>
    service.reader.getAccount({ ...ofCustody, readMask: { paths: ['normal_side'] } }, callback),
  );
  expect(account).toMatchObject({ normalSide: 'debit', code: '', totalMinor: '0' });
});

const paymentKey = '01900000-0000-7000-8000-000000000001';
const sale = {
  kind: 'channel_payment',
  reference: `${paymentKey}/1/3`,
  merchantId: 'shop',
  currency: 'CNY',
  amounts: { settlement: 1000, unsettledCoupon: 0, merchantFee: 6, channelCost: 2 },
  subjects: { channelAccountId: 'wechat-1' },
  businessDate: '2026-02-01',
  platformDate: '2026-02-02',
};

test('a journal is found by its id alone, with what it was linked with and its cause', async () => {
  await service.database.pool.query(
    `INSERT INTO payment (merchant_id, payment_key, request_hash, store_id, terminal_id, operator_id, order_no,
       order_total_minor, business_date, tender, channel, amount_minor, currency, description, masked_pan,
       requested_at_ms, status, version, attempt_no, counted, reason_code, channel_message, qr_text, deadline_ms,
       refunded_minor, exception_code, step_count, driver, due_at_ms, created_at_ms, updated_at_ms)
     VALUES ('shop', $1, 'h', 's1', 't1', 'o1', 'ORDER1', 1000, '2026-02-01', 'payment_code', 'wechat', 1000, 'CNY',
       'water', '', 5, 'paid', 3, 1, true, '', '', '', 0, 0, '', 0, '', NULL, 5, 5)`,
    [paymentKey],
  );
  const posted = await call<{ results: Array<{ journalIds: string[] }> }>((callback) =>
    service.erp.postEvents({ events: [sale] }, callback),
  );
  const [platformId, merchantId] = posted.results[0]?.journalIds ?? [];
  const journal = await call<Reply<'GetJournal'>>((callback) =>
    service.reader.getJournal({ journalId: platformId }, callback),
  );
  expect(journal).toMatchObject({
    bookId: '@platform',
    reference: `shop/${sale.reference}`,
    postedBy: 'erp',
    accountingDate: '2026-02-02',
    linked: [{ journalId: merchantId, bookId: 'shop', kind: 'channel_payment', reference: sale.reference }],
    cause: {
      kind: 'payment',
      found: true,
      id: paymentKey,
      merchantId: 'shop',
      status: 'paid',
      amountMinor: '1000',
      details: { order_no: 'ORDER1', channel: 'wechat', terminal_id: 't1' },
    },
  });
  expect(journal.entries).toHaveLength(6);
  const other = await call<Reply<'GetJournal'>>((callback) =>
    service.reader.getJournal({ bookId: 'shop', kind: 'channel_payment', reference: sale.reference }, callback),
  );
  expect(other).toMatchObject({ journalId: merchantId, linked: [{ journalId: platformId }], cause: { found: true } });
  const lost = call((callback) => service.reader.getJournal({ journalId: paymentKey }, callback));
  expect(await refusal(lost)).toMatchObject({ status: 5, errorCode: 'LEDGER_JOURNAL_NOT_FOUND' });
});

test('a reversal mirrors once, with what it was linked with where that is asked', async () => {
  const reverse = (change: Record<string, unknown>) =>
    call<Reply<'PostJournals'>>((callback) =>
      service.finance.reverseJournal(
        {
          bookId: 'shop',
          kind: 'channel_payment',
          reference: sale.reference,
          reversalReference: 'case-7',
          accountingDate: '2026-02-03',
          note: 'posted twice',
          withLinked: true,
          ...change,
        },
        callback,
      ),
    );
  expect(await refusal(reverse({ note: '' }))).toMatchObject({ errorCode: 'LEDGER_BAD_REQUEST' });
  const first = await reverse({});
  expect(first).toMatchObject({ replayed: false });
  expect(first.journalIds).toHaveLength(2);
  const before = await service.rowCounts();
  expect(await reverse({})).toEqual({ replayed: true, journalIds: first.journalIds });
  expect(await refusal(reverse({ reversalReference: 'case-8' }))).toMatchObject({
    errorCode: 'LEDGER_ALREADY_REVERSED',
  });
  expect(await refusal(reverse({ note: 'other' }))).toMatchObject({ errorCode: 'LEDGER_KEY_CONFLICT' });
  expect(await refusal(reverse({ reference: 'none' }))).toMatchObject({ errorCode: 'LEDGER_JOURNAL_NOT_FOUND' });
  expect(await service.rowCounts()).toEqual(before);
  const mirror = await call<Reply<'GetJournal'>>((callback) =>
    service.reader.getJournal({ journalId: first.journalIds[0] }, callback),
  );
  expect(mirror).toMatchObject({
    kind: 'correction',
    note: 'posted twice',
    postedBy: 'feng.finance',
    cause: { id: paymentKey },
  });
  const origin = await call<Reply<'GetJournal'>>((callback) =>
    service.reader.getJournal({ journalId: mirror.reverses }, callback),
  );
  expect(origin.reversedBy).toBe(mirror.journalId);
  const clearing = {
    ...book,
    account: { code: 'platform.channel_clearing', subject: 'shop/wechat-1' },
    currency: 'CNY',
  };
  const account = await call<Reply<'GetAccount'>>((callback) => service.reader.getAccount(clearing, callback));
  expect(account).toMatchObject({ totalMinor: '0', debitsMinor: account.creditsMinor });
});

test('holds: placed, taken in part by an account and by an event, given back, and listed', async () => {
  await service.post({ journals: [journalMessage('fund', 1000, { credit: memberOf('M1') })] });
  const held = { bookId: '@platform', account: memberOf('M1'), currency: 'CNY' };
  const place = (holdId: string, amountMinor: number, change: Record<string, unknown> = {}) =>
    call<Reply<'PlaceHold'>>((callback) =>
      service.finance.placeHold(
        { ...held, holdId, amountMinor, freeze: 'LEDGER_FREEZE_TRADE', reference: 'order-1', ...change },
        callback,
      ),
    );
  const [one, two, three] = [1, 2, 3].map(() => service.ids.uuid7()) as [string, string, string];
  expect(await place(one, 600)).toMatchObject({ replayed: false, hold: { status: 'active', leftMinor: '600' } });
  expect(await place(one, 600)).toMatchObject({ replayed: true });
  expect(await refusal(place(one, 601))).toMatchObject({ errorCode: 'LEDGER_KEY_CONFLICT' });
  expect(await refusal(place(two, 401))).toMatchObject({ errorCode: 'LEDGER_INSUFFICIENT_FUNDS' });
  expect(await refusal(place(two, 0))).toMatchObject({ errorCode: 'LEDGER_AMOUNT_ZERO' });
  expect(await refusal(place(two, -1))).toMatchObject({ errorCode: 'LEDGER_AMOUNT_NEGATIVE' });
  expect(await refusal(place(two, 1, { account: memberOf('M9') }))).toMatchObject({
    errorCode: 'LEDGER_UNKNOWN_ACCOUNT',
  });
  expect(await refusal(place(two, 1, { freeze: 'LEDGER_FREEZE_UNSPECIFIED' }))).toMatchObject({
    errorCode: 'PROTO_BAD_ENUM',
  });
  const frozen = () => call<Reply<'GetAccount'>>((callback) => service.reader.getAccount(held, callback));
  expect(await frozen()).toMatchObject({ totalMinor: '1000', tradeFrozenMinor: '600', availableMinor: '400' });
  const overdrawn = service.post({ journals: [journalMessage('spend', 401, { debit: memberOf('M1') })] });
  expect(await refusal(overdrawn)).toMatchObject({ errorCode: 'LEDGER_INSUFFICIENT_FUNDS' });

  const capture = (reference: string, amountMinor: number, change: Record<string, unknown> = {}) =>
    call<Reply<'PlaceHold'>>((callback) =>
      service.finance.captureHold(
        {
          bookId: '@platform',
          holdId: one,
          reference,
          amountMinor,
          account: suspense,
          accountingDate: '2026-01-09',
          ...change,
        },
        callback,
      ),
    );
  const part = await capture('c1', 250);
  expect(part).toMatchObject({ replayed: false, hold: { capturedMinor: '250', leftMinor: '350', status: 'active' } });
  expect(await capture('c1', 250)).toEqual({ ...part, replayed: true });
  const before = await service.rowCounts();
  expect(await refusal(capture('c2', 351))).toMatchObject({ errorCode: 'LEDGER_HOLD_EXCEEDED' });
  expect(await refusal(capture('c2', 1, { account: undefined }))).toMatchObject({ errorCode: 'LEDGER_BAD_REQUEST' });
  const transfer = {
    kind: 'transfer',
    reference: 'tr-1',
    currency: 'CNY',
    amounts: { amount: 190, fee: 10 },
    members: {
      payer: { code: memberOf('').code, accountNumber: 'M1' },
      payee: { code: memberOf('').code, accountNumber: 'M2' },
    },
    platformDate: '2026-01-09',
  };
  const byEvent = { account: undefined, event: transfer };
  expect(await refusal(capture('c2', 199, byEvent))).toMatchObject({ errorCode: 'LEDGER_BAD_REQUEST' });
  expect(await service.rowCounts()).toEqual(before);
  expect(await capture('c2', 200, byEvent)).toMatchObject({ hold: { capturedMinor: '450', leftMinor: '150' } });
  const rest = await capture('c3', 0);
  expect(rest).toMatchObject({ hold: { capturedMinor: '600', leftMinor: '0', status: 'captured' } });
  expect(await capture('c3', 0)).toEqual({ ...rest, replayed: true });
  expect(await refusal(capture('c4', 0))).toMatchObject({ errorCode: 'LEDGER_HOLD_NOT_FOUND' });
  expect(await frozen()).toMatchObject({ totalMinor: '400', tradeFrozenMinor: '0', availableMinor: '400' });

  await place(two, 300, { freeze: 'LEDGER_FREEZE_RISK' });
  await place(three, 100);
  const release = (reference: string, amountMinor: number) =>
    call<Reply<'PlaceHold'>>((callback) =>
      service.finance.releaseHold({ bookId: '@platform', holdId: two, reference, amountMinor }, callback),
    );
  expect(await release('r1', 100)).toMatchObject({ hold: { releasedMinor: '100', leftMinor: '200' } });
  expect(await release('r1', 100)).toMatchObject({ replayed: true });
  expect(await release('r2', 0)).toMatchObject({ hold: { releasedMinor: '300', status: 'released' } });
  const list = await pages(
    async (pageToken) =>
      await call<Reply<'ListHolds'>>((callback) =>
        service.reader.listHolds({ ...held, pageSize: 2, pageToken }, callback),
      ),
    async () => undefined,
  );
  expect(list.flatMap(({ holds }) => holds.map(({ holdId, status }) => [holdId, status]))).toEqual([
    [one, 'captured'],
    [two, 'released'],
    [three, 'active'],
  ]);
  const active = await call<Reply<'ListHolds'>>((callback) =>
    service.reader.listHolds({ bookId: '@platform', status: 'active' }, callback),
  );
  expect(active.holds.map(({ holdId }) => holdId)).toEqual([three]);
  const got = await call<Reply<'GetHold'>>((callback) =>
    service.reader.getHold({ bookId: '@platform', holdId: one }, callback),
  );
  expect(got).toMatchObject({ freeze: 'LEDGER_FREEZE_TRADE', reference: 'order-1', account: memberOf('M1') });
});

test('holds and journals go together or not at all', async () => {
  const before = await service.rowCounts();
  const holdId = service.ids.uuid7();
  const place = {
    place: {
      ...book,
      holdId,
      account: memberOf('M1'),
      currency: 'CNY',
      amountMinor: 50,
      freeze: 'LEDGER_FREEZE_TRADE' as const,
      reference: 'x',
    },
  };
  const failing = service.post({
    journals: [journalMessage('with-hold', 10_000, { debit: memberOf('M1') })],
    holds: [place],
  });
  expect(await refusal(failing)).toMatchObject({ errorCode: 'LEDGER_INSUFFICIENT_FUNDS' });
  expect(await service.rowCounts()).toEqual(before);
  const request = { journals: [journalMessage('with-hold', 50)], holds: [place] };
  expect(await service.post(request)).toMatchObject({ replayed: false });
  expect(await service.post(request)).toMatchObject({ replayed: true });
  const taken = { capture: { ...book, holdId, reference: 'c', amountMinor: 50, releaseRest: false } };
  const spend = { journals: [journalMessage('spend-hold', 50, { debit: memberOf('M1') })], holds: [taken] };
  expect(await service.post(spend)).toMatchObject({ replayed: false });
  expect(await refusal(service.post({ holds: [{}] }))).toMatchObject({ errorCode: 'LEDGER_BAD_REQUEST' });
  expect(await refusal(service.post({}))).toMatchObject({ errorCode: 'LEDGER_BAD_REQUEST' });
});

test('the rules and the chart are told as they are executed', async () => {
  const rules = await call<Reply<'GetPostingRules'>>((callback) => service.reader.getPostingRules({}, callback));
  const paid = rules.rules.find(({ kind }) => kind === 'payment_reversed');
  expect(paid).toMatchObject({ undoes: 'channel_payment', cause: 'payment' });
  expect(paid?.lines[0]).toMatchObject({ debit: 'platform.merchant_payable', credit: 'platform.channel_clearing' });
  expect(rules.detailAccounts.find(({ code }) => code === 'platform.customer_balance')).toMatchObject({
    guarded: true,
  });
  expect(rules.generalAccounts.length).toBeGreaterThan(20);
});

test('streams end with an error where the request is not right', async () => {
  const wrong = collected(service.reader.exportJournals({ ...book, from: '2026-01-02', to: '2026-01-01' }));
  expect(await refusal(wrong)).toMatchObject({ status: 3, errorCode: 'LEDGER_BAD_REQUEST' });
  const endless = collected(service.reader.exportTrialBalance({ ...book, from: '2000-01-01', to: '9999-12-31' }));
  expect(await refusal(endless)).toMatchObject({ status: 3, errorCode: 'LEDGER_BAD_REQUEST' });
  const language = collected(
    service.reader.exportJournals({ ...book, from: '2026-01-01', to: '2026-01-02', language: 'fr' }),
  );
  expect(await refusal(language)).toMatchObject({ errorCode: 'LEDGER_BAD_REQUEST' });
});
