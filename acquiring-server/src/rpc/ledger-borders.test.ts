import { systemClock } from '@qiantai/foundation';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sampleCode } from '../seed/sample-seed.fixture.ts';
import {
  custody,
  journalMessage,
  memberOf,
  rounding,
  startTestLedgerService,
  suspense,
  type TestLedgerService,
} from './ledger-service.fixture.ts';
import { call, refusal } from './test-rpc.fixture.ts';

let service: TestLedgerService;
beforeAll(async () => {
  service = await startTestLedgerService();
  await service.post({ journals: [journalMessage('start', 1000, { credit: memberOf('M1') })] });
});
afterAll(async () => await service.close());

const good = () => journalMessage('good', 100);
const withLegs = (legs: Array<Record<string, unknown>>) => ({ ...good(), reference: 'bad', legs });
const leg = (side: 'DEBIT' | 'CREDIT', amountMinor: string | number, account: object = custody, currency = '') => ({
  account,
  side,
  amountMinor,
  currency,
});

const badJournals: ReadonlyArray<[name: string, code: string, status: number, journal: Record<string, unknown>]> = [
  ['unbalanced', 'LEDGER_UNBALANCED', 3, withLegs([leg('DEBIT', 100), leg('CREDIT', 99, suspense)])],
  ['mixed currency', 'LEDGER_MIXED_CURRENCY', 3, withLegs([leg('DEBIT', 100), leg('CREDIT', 100, suspense, 'USD')])],
  ['zero', 'LEDGER_AMOUNT_ZERO', 3, withLegs([leg('DEBIT', 0), leg('CREDIT', 0, suspense)])],
  ['negative', 'LEDGER_AMOUNT_NEGATIVE', 3, withLegs([leg('DEBIT', -5), leg('CREDIT', -5, suspense)])],
  [
    'overflow',
    'LEDGER_AMOUNT_OVERFLOW',
    3,
    withLegs([leg('DEBIT', '9223372036854775807'), leg('CREDIT', '9223372036854775807', suspense)]),
  ],
  [
    'a sum that overflows',
    'LEDGER_AMOUNT_OVERFLOW',
    3,
    withLegs([
      ...Array.from({ length: 100 }, () => leg('DEBIT', '99999999999900000')),
      ...Array.from({ length: 100 }, () => leg('CREDIT', '99999999999900000', suspense)),
    ]),
  ],
  [
    'unknown code',
    'LEDGER_UNKNOWN_ACCOUNT',
    5,
    journalMessage('bad', 1, { credit: { code: 'platform.x', subject: '' } }),
  ],
  [
    'unknown subject',
    'LEDGER_UNKNOWN_ACCOUNT',
    5,
    journalMessage('bad', 1, { credit: { code: 'platform.suspense', subject: 'bank-9' } }),
  ],
  ['unknown member', 'LEDGER_UNKNOWN_ACCOUNT', 5, journalMessage('bad', 1, { credit: memberOf('M9') })],
  ['not in that currency', 'LEDGER_UNKNOWN_ACCOUNT', 5, journalMessage('bad', 1, { currency: 'USD' })],
  [
    'another book',
    'LEDGER_OTHER_BOOK',
    3,
    journalMessage('bad', 1, { credit: { code: 'platform.suspense', subject: 'bank-1', bookId: 'shop' } }),
  ],
  [
    'a code of another book',
    'LEDGER_OTHER_BOOK',
    3,
    journalMessage('bad', 1, { credit: { code: 'merchant.sales', subject: '' } }),
  ],
  ['no legs', 'LEDGER_EMPTY', 3, withLegs([])],
  ['one leg', 'LEDGER_EMPTY', 3, withLegs([leg('DEBIT', 100)])],
  [
    'too many legs',
    'LEDGER_TOO_MANY_LEGS',
    3,
    withLegs(Array.from({ length: 1002 }, (_, index) => leg(index % 2 ? 'CREDIT' : 'DEBIT', 1))),
  ],
  ['short of funds', 'LEDGER_INSUFFICIENT_FUNDS', 9, journalMessage('bad', 1001, { debit: memberOf('M1') })],
  ['a kind of events', 'LEDGER_BAD_REQUEST', 3, journalMessage('bad', 1, { kind: 'channel_payment' })],
  ['no side', 'PROTO_BAD_ENUM', 3, withLegs([{ account: custody, amountMinor: 1 }, leg('CREDIT', 1, suspense)])],
  ['no day', 'PROTO_BAD_MESSAGE', 3, journalMessage('bad', 1, { accountingDate: '2026-02-30' })],
  ['no reference', 'PROTO_BAD_MESSAGE', 3, journalMessage('', 1)],
  ['no currency', 'PROTO_BAD_MONEY', 3, journalMessage('bad', 1, { currency: 'ABC' })],
  ['a strange book', 'LEDGER_BAD_REQUEST', 3, journalMessage('bad', 1, { bookId: '@other' })],
];

test.each(badJournals)('%s is refused with %s and nothing is written', async (_name, code, status, journal) => {
  const before = await service.rowCounts();
  // A good journal beside it goes with it: all or nothing.
  const refused = await refusal(service.post({ journals: [good(), journal] }));
  expect(refused).toMatchObject({ errorCode: code, status });
  expect(await service.rowCounts()).toEqual(before);
});

test('another payload under a used key is refused, the same one replayed', async () => {
  const journal = journalMessage('once', 40, { note: 'first' });
  const first = await service.post({ journals: [journal] });
  const before = await service.rowCounts();
  expect(await service.post({ journals: [journal] })).toEqual({ replayed: true, journalIds: first.journalIds });
  for (const change of [{ note: 'second' }, { accountingDate: '2026-01-06' }, { credit: rounding }]) {
    const other = { ...journalMessage('once', 40, { note: 'first', ...change }) };
    expect(await refusal(service.post({ journals: [other] }))).toMatchObject({
      status: 6,
      errorCode: 'LEDGER_KEY_CONFLICT',
    });
  }
  const half = service.post({ journals: [journal, journalMessage('fresh', 1)] });
  expect(await refusal(half)).toMatchObject({ errorCode: 'LEDGER_KEY_CONFLICT' });
  expect(await service.rowCounts()).toEqual(before);
});

test('a closed period refuses', async () => {
  await service.open(custody, 'USD');
  await service.open(suspense, 'USD');
  await service.clock.advance(Date.UTC(2026, 2, 15) - service.clock.nowMs());
  const closed = await call<{ status: string; closedBy: string }>((callback) =>
    service.finance.closePeriod({ bookId: '@platform', period: '2025-12' }, callback),
  );
  expect(closed).toMatchObject({ status: 'closed', closedBy: 'feng.finance' });
  const before = await service.rowCounts();
  const late = journalMessage('late', 1, { accountingDate: '2025-12-31' });
  expect(await refusal(service.post({ journals: [good(), late] }))).toMatchObject({
    status: 9,
    errorCode: 'LEDGER_PERIOD_CLOSED',
  });
  expect(await service.rowCounts()).toEqual(before);
  const open = call((callback) => service.finance.closePeriod({ bookId: '@platform', period: '2026-03' }, callback));
  expect(await refusal(open)).toMatchObject({ errorCode: 'LEDGER_PERIOD_BAD' });
  const periods = await call<{ periods: unknown[] }>((callback) =>
    service.reader.listPeriods({ bookId: '@platform' }, callback),
  );
  expect(periods.periods).toMatchObject([{ period: '2025-12', endsOn: '2025-12-31' }]);
});

const event = (reference: string, change: Record<string, unknown> = {}) => ({
  kind: 'channel_payment',
  reference,
  merchantId: 'shop',
  currency: 'CNY',
  amounts: { settlement: 1000, unsettledCoupon: 50, merchantFee: 6, channelCost: 2 },
  subjects: { channelAccountId: 'wechat-1' },
  members: {},
  businessDate: '2026-02-01',
  platformDate: '2026-02-01',
  ...change,
});

const badEvents: ReadonlyArray<[name: string, code: string, event: Record<string, unknown>]> = [
  ['no such kind', 'LEDGER_BAD_REQUEST', event('e', { kind: 'nothing' })],
  ['a raw kind', 'LEDGER_BAD_REQUEST', event('e', { kind: 'adjustment' })],
  ['negative', 'LEDGER_AMOUNT_NEGATIVE', event('e', { amounts: { settlement: -1 } })],
  ['nothing but zero', 'LEDGER_AMOUNT_ZERO', event('e', { amounts: { settlement: 0 } })],
  [
    'overflow',
    'LEDGER_AMOUNT_OVERFLOW',
    event('e', { amounts: { settlement: '900000000000000000', unsettledCoupon: 0, merchantFee: 0, channelCost: 0 } }),
  ],
  [
    'an amount that its rule does not post',
    'LEDGER_AMOUNT_ZERO',
    event('e', { kind: 'merchant_fee', amounts: { amount: 5, fee: 0 } }),
  ],
  ['an amount that is missing', 'LEDGER_BAD_EVENT', event('e', { amounts: { settlement: 5 } })],
  ['an amount of another name', 'LEDGER_BAD_REQUEST', event('e', { amounts: { money: 5 } })],
  ['no subject', 'LEDGER_BAD_EVENT', event('e', { subjects: {} })],
  ['a slash in a subject', 'PROTO_BAD_MESSAGE', event('e', { subjects: { channelAccountId: 'a/b' } })],
  ['no date', 'LEDGER_BAD_EVENT', event('e', { businessDate: '' })],
  ['no merchant', 'LEDGER_BAD_EVENT', event('e', { merchantId: '' })],
  [
    'an unknown member',
    'LEDGER_UNKNOWN_ACCOUNT',
    event('e', {
      kind: 'recharge_by_transfer',
      merchantId: '',
      amounts: { amount: 5 },
      subjects: { bankAccountId: 'bank-1' },
      members: { member: { code: 'platform.customer_balance', accountNumber: 'M9' } },
    }),
  ],
  ['a closed day', 'LEDGER_PERIOD_CLOSED', event('e', { platformDate: '2025-12-30' })],
];

test.each(badEvents)('an event with %s is refused with %s, linked or by itself', async (_name, code, bad) => {
  await call((callback) => service.erp.postEvents({ events: [event('warm')], linked: true }, callback));
  const before = await service.rowCounts();
  const linked = call((callback) => service.erp.postEvents({ events: [event('beside'), bad], linked: true }, callback));
  expect(await refusal(linked)).toMatchObject({ errorCode: code });
  const alone = await call<{ results: Array<{ errorCode: string; journalIds: string[] }> }>((callback) =>
    service.erp.postEvents({ events: [event('warm'), bad], linked: false }, callback),
  );
  expect(alone.results).toMatchObject([
    { errorCode: '', replayed: true },
    { errorCode: code, journalIds: [] },
  ]);
  const after = await service.rowCounts();
  expect({ ...after, accounts: 0 }).toEqual({ ...before, accounts: 0 });
});

test('roles: who may post, and who only reads', async () => {
  const before = await service.rowCounts();
  const request = { journals: [journalMessage('roles', 1)] };
  const forbidden = { status: 7, errorCode: 'OPERATOR_FORBIDDEN' };
  expect(await refusal(service.post(request, service.reader))).toMatchObject(forbidden);
  const refused = [
    call((callback) => service.finance.postEvents({ events: [event('roles')] }, callback)),
    call((callback) => service.erp.reverseJournal({ bookId: '@platform' }, callback)),
    call((callback) => service.erp.closePeriod({ bookId: '@platform', period: '2026-01' }, callback)),
    call((callback) => service.erp.openAccount({ bookId: '@platform' }, callback)),
    call((callback) => service.reader.placeHold({ bookId: '@platform' }, callback)),
    call((callback) => service.reader.releaseHold({ bookId: '@platform' }, callback)),
  ];
  for (const one of await Promise.all(refused.map(refusal))) expect(one).toMatchObject(forbidden);
  expect(await service.rowCounts()).toEqual(before);
});

test('an agent’s certificate and a revoked one reach nothing', async () => {
  const agent = await service.enrol(sampleCode);
  const rules = (client: typeof service.finance) => call((callback) => client.getPostingRules({}, callback));
  expect(await refusal(rules(service.ledgerClient(agent.credentials)))).toMatchObject({
    errorCode: 'OPERATOR_UNKNOWN',
  });
  const gone = service.ledgerClient(await service.operator('gone', 'finance'));
  await rules(gone);
  await service.operators.revoke('gone');
  await service.clock.advance(3000);
  expect(await refusal(rules(gone))).toMatchObject({ errorCode: 'OPERATOR_REVOKED' });
});

test('a call whose time is over waits for nobody and writes nothing', async () => {
  const before = await service.rowCounts();
  const other = await service.database.pool.connect();
  try {
    await other.query('BEGIN');
    await other.query(`SELECT 1 FROM ledger_account WHERE code = 'platform.suspense' FOR UPDATE`);
    const request = { journals: [journalMessage('hurried', 1)] };
    const hurried = call((callback) =>
      service.finance.postJournals(request, { deadline: systemClock.nowMs() + 300 }, callback),
    );
    expect(await refusal(hurried)).toMatchObject({ status: 4 });
  } finally {
    await other.query('ROLLBACK');
    other.release();
  }
  // The statement was given up: whoever comes next is not held up by it, and the key is free.
  expect(await service.rowCounts()).toEqual(before);
  expect(await service.post({ journals: [journalMessage('hurried', 2)] })).toMatchObject({ replayed: false });
});

test('accounts are opened by finance, by the chart', async () => {
  const opened = await service.open({ code: 'platform.channel_clearing', subject: 'shop/alipay-1' });
  expect(opened).toMatchObject({ number: '112201', totalMinor: '0', normalSide: 'debit', guarded: false });
  expect(await service.open({ code: 'platform.channel_clearing', subject: 'shop/alipay-1' })).toEqual(opened);
  const before = await service.rowCounts();
  for (const account of [
    { code: 'platform.nothing', subject: '' },
    { code: 'platform.channel_clearing', subject: 'shop' },
    { code: 'platform.rounding', subject: 'x' },
    { code: 'merchant.sales', subject: '' },
  ]) {
    expect(await refusal(service.open(account))).toMatchObject({ status: 3, errorCode: 'LEDGER_BAD_ACCOUNT' });
  }
  expect(await service.rowCounts()).toEqual(before);
});
