/**
 * A random history through the wire, compared with a reckoning that knows debits and credits only: what it
 * knows of events it reads in the printed rules.
 */
import { SeededRandom } from '@qiantai/foundation';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  collected,
  custody,
  journalMessage,
  memberOf,
  rounding,
  startTestLedgerService,
  suspense,
  type TestLedgerService,
} from './ledger-service.fixture.ts';
import type { Replied } from './messages.ts';
import { call, refusal } from './test-rpc.fixture.ts';

type Rules = Replied<'LedgerService', 'GetPostingRules'>;
type Event = ReturnType<typeof anyEvent>;
type Answer = { results: Array<{ replayed: boolean; journalIds: string[]; errorCode: string }> };
interface Entry {
  account: string;
  date: string;
  minor: bigint;
}

const seed = 'history-1';
const random = new SeededRandom(seed);
const pick = <Value>(values: readonly Value[]): Value => random.pick(values);
const below = (bound: number): number => random.below(bound);
const days = ['2026-01-10', '2026-01-31', '2026-02-01', '2026-02-20', '2026-03-02'];
const shops = ['shop-a', 'shop-b'];
const members = ['M1', 'M2'];

let service: TestLedgerService;
let rules: Rules;
beforeAll(async () => {
  service = await startTestLedgerService();
  rules = await call<Rules>((callback) => service.reader.getPostingRules({}, callback));
});
afterAll(async () => await service.close());

/** Debits, credits and freezes by account, entries by their dates. */
class Reckoning {
  readonly entries: Entry[] = [];
  readonly frozen = new Map<string, bigint>();

  /** Whether no guarded account is below zero after any of these, one after the other. */
  allows(entries: readonly Entry[]): boolean {
    const left = new Map<string, bigint>();
    for (const { account, minor } of entries) {
      if (!account.includes('customer_balance')) continue;
      const after = (left.get(account) ?? this.available(account)) - minor;
      left.set(account, after);
      if (minor > 0n && after < 0n) return false;
    }
    return true;
  }

  available(account: string): bigint {
    return -this.balance(account) - (this.frozen.get(account) ?? 0n);
  }

  balance(account: string): bigint {
    return this.entries.filter((entry) => entry.account === account).reduce((sum, entry) => sum + entry.minor, 0n);
  }

  freeze(account: string, minor: bigint): void {
    this.frozen.set(account, (this.frozen.get(account) ?? 0n) + minor);
  }
}

const keyOf = (bookId: string, account: { code: string; subject: string }) =>
  `${bookId} ${account.code} ${account.subject}`;

function anyEvent(index: number) {
  const amount = 1 + below(5000);
  const kind = pick([
    'channel_payment',
    'cash_sale',
    'refund_accepted',
    'refund_succeeded',
    'recharge_by_transfer',
    'transfer',
    'balance_payment',
    'channel_settled',
    'money_to_suspense',
    'merchant_fee',
  ]);
  const code = 'platform.customer_balance';
  return {
    kind,
    reference: `e-${index}`,
    merchantId: pick(shops),
    currency: 'CNY',
    amounts: {
      amount,
      settlement: amount,
      unsettledCoupon: below(3),
      merchantFee: below(20),
      channelCost: below(5),
      fee: 1 + below(9),
      fromPayable: amount - (amount % 3),
      shortfall: amount % 3,
    },
    subjects: { channelAccountId: pick(['wechat-1', 'alipay-1']), terminalId: 'till-1', bankAccountId: 'bank-1' },
    members: {
      member: { code, accountNumber: pick(members) },
      payer: { code, accountNumber: pick(members) },
      payee: { code, accountNumber: pick(members) },
    },
    businessDate: pick(days),
    platformDate: pick(days),
  };
}

/** What an event posts, read from the rules. */
function entriesOf(event: Event): Entry[] {
  const rule = rules.rules.find(({ kind }) => kind === event.kind);
  return (rule?.lines ?? []).flatMap((line) => {
    const minor = BigInt(event.amounts[line.amount as keyof typeof event.amounts]);
    const platform = line.book === 'platform';
    const bookId = platform ? '@platform' : event.merchantId;
    const date = platform ? event.platformDate : event.businessDate;
    const accountOf = (use: string): string => {
      if (use.startsWith('@')) {
        const { code, accountNumber } = event.members[use.slice(1) as keyof typeof event.members];
        return keyOf(bookId, { code, subject: accountNumber });
      }
      const parts = rules.detailAccounts.find(({ code }) => code === use)?.subject ?? [];
      const values: Record<string, string> = {
        ...event.subjects,
        merchantId: event.merchantId,
        businessDate: event.businessDate,
      };
      return keyOf(bookId, { code: use, subject: parts.map((part) => values[part]).join('/') });
    };
    if (minor === 0n) return [];
    return [
      { account: accountOf(line.debit), date, minor },
      { account: accountOf(line.credit), date, minor: -minor },
    ];
  });
}

const postEvents = async (events: readonly Event[], linked: boolean): Promise<Answer> =>
  await call<Answer>((callback) => service.erp.postEvents({ events: [...events], linked }, callback));

test(`a random history (seed ${seed}) through the wire comes out as reckoned`, { timeout: 120_000 }, async () => {
  const reckoning = new Reckoning();
  const posted: Array<{ journalId: string; bookId: string; entries: Entry[]; reversed: boolean }> = [];
  const sent: Event[] = [];
  const holds: Array<{ holdId: string; account: string; member: string; left: bigint }> = [];
  let refusals = 0;
  let replays = 0;

  /** One event alone: refused where the reckoning says so, taken else. */
  const one = async (event: Event) => {
    const entries = entriesOf(event);
    const [result] = (await postEvents([event], false)).results;
    if (reckoning.allows(entries)) {
      expect(result).toMatchObject({ errorCode: '', replayed: false });
      reckoning.entries.push(...entries);
      sent.push(event);
    } else {
      expect(result).toMatchObject({ errorCode: 'LEDGER_INSUFFICIENT_FUNDS' });
      refusals++;
    }
  };
  const together = async (events: readonly Event[]) => {
    const entries = events.flatMap(entriesOf);
    const guarded = entries.filter(({ account, minor }) => account.includes('customer_balance') && minor > 0n);
    if (guarded.length > 0) return;
    await postEvents(events, true);
    reckoning.entries.push(...entries);
    sent.push(...events);
  };
  /** The same key at once from several sides: one is taken, the others are told that it was. */
  const atOnce = async (event: Event) => {
    const entries = entriesOf(event);
    if (!reckoning.allows(entries)) return;
    const answers = await Promise.all([1, 2, 3, 4].map(async (side) => await postEvents([event], side % 2 === 0)));
    const fresh = answers.filter(({ results }) => results[0]?.errorCode === '' && !results[0]?.replayed);
    expect(fresh).toHaveLength(1);
    expect(new Set(answers.map(({ results }) => results[0]?.journalIds.join())).size).toBe(1);
    reckoning.entries.push(...entries);
    sent.push(event);
  };
  const again = async () => {
    if (sent.length === 0) return;
    const event = pick(sent);
    expect((await postEvents([event], below(2) === 0)).results[0]).toMatchObject({ replayed: true, errorCode: '' });
    const other = { ...event, currency: 'CNY', amounts: { ...event.amounts, amount: 7777, settlement: 7777, fee: 77 } };
    expect((await postEvents([other], false)).results[0]).toMatchObject({ errorCode: 'LEDGER_KEY_CONFLICT' });
    replays++;
  };
  const raw = async (index: number) => {
    const accounts = [custody, suspense, rounding, memberOf('M1'), memberOf('M2')];
    const [debit, credit] = [pick(accounts), pick(accounts)];
    const minor = BigInt(1 + below(3000));
    const date = pick(days);
    const entries = [
      { account: keyOf('@platform', debit), date, minor },
      { account: keyOf('@platform', credit), date, minor: -minor },
    ];
    const journal = journalMessage(`raw-${index}`, String(minor), { debit, credit, accountingDate: date });
    if (!reckoning.allows(entries)) {
      expect(await refusal(service.post({ journals: [journal] }))).toMatchObject({
        errorCode: 'LEDGER_INSUFFICIENT_FUNDS',
      });
      refusals++;
      return;
    }
    const { journalIds } = await service.post({ journals: [journal] });
    expect(await service.post({ journals: [journal] })).toEqual({ replayed: true, journalIds });
    reckoning.entries.push(...entries);
    posted.push({ journalId: journalIds[0] as string, bookId: '@platform', entries, reversed: false });
  };
  const reverse = async (index: number) => {
    const journal = posted.find(({ reversed }) => !reversed);
    if (!journal) return;
    const date = pick(days);
    const entries = journal.entries.map((entry) => ({ ...entry, date, minor: -entry.minor }));
    const request = { ...journal, reversalReference: `undo-${index}`, accountingDate: date, note: 'a mistake' };
    const reversing = () => call((callback) => service.finance.reverseJournal(request, callback));
    if (!reckoning.allows(entries)) {
      expect(await refusal(reversing())).toMatchObject({ errorCode: 'LEDGER_INSUFFICIENT_FUNDS' });
      refusals++;
      return;
    }
    await reversing();
    journal.reversed = true;
    reckoning.entries.push(...entries);
    const twice = call((callback) =>
      service.finance.reverseJournal({ ...request, reversalReference: `x-${index}` }, callback),
    );
    expect(await refusal(twice)).toMatchObject({ errorCode: 'LEDGER_ALREADY_REVERSED' });
  };
  const hold = async () => {
    const member = pick(members);
    const account = keyOf('@platform', memberOf(member));
    const amount = BigInt(1 + below(800));
    const holdId = service.ids.uuid7();
    const placing = call((callback) =>
      service.erp.placeHold(
        {
          bookId: '@platform',
          holdId,
          account: memberOf(member),
          currency: 'CNY',
          amountMinor: String(amount),
          freeze: 'LEDGER_FREEZE_TRADE',
          reference: holdId,
        },
        callback,
      ),
    );
    if (reckoning.available(account) < amount) {
      expect(await refusal(placing)).toMatchObject({ errorCode: 'LEDGER_INSUFFICIENT_FUNDS' });
      refusals++;
      return;
    }
    await placing;
    reckoning.freeze(account, amount);
    holds.push({ holdId, account, member, left: amount });
  };
  const settle = async (index: number) => {
    const held = holds.find(({ left }) => left > 0n);
    if (!held) return;
    const part = 1n + BigInt(below(Number(held.left)));
    const step = { bookId: '@platform', holdId: held.holdId, reference: `s-${index}`, amountMinor: String(part) };
    const date = pick(days);
    if (below(3) === 0) {
      await call((callback) => service.erp.releaseHold(step, callback));
    } else {
      const capture = { ...step, account: suspense, accountingDate: date };
      await call((callback) => service.erp.captureHold(capture, callback));
      reckoning.entries.push({ account: held.account, date, minor: part });
      reckoning.entries.push({ account: keyOf('@platform', suspense), date, minor: -part });
    }
    held.left -= part;
    reckoning.freeze(held.account, -part);
  };

  for (let index = 0; index < 260; index++) {
    const does = below(12);
    if (does < 4) await one(anyEvent(index));
    else if (does < 5) await together([anyEvent(index), anyEvent(1000 + index), anyEvent(2000 + index)]);
    else if (does < 6) await atOnce(anyEvent(index));
    else if (does < 7) await again();
    else if (does < 9) await raw(index);
    else if (does < 10) await reverse(index);
    else if (does < 11) await hold();
    else await settle(index);
  }
  expect({
    refusals: refusals > 5,
    replays: replays > 5,
    reversed: posted.some(({ reversed }) => reversed),
    holds: holds.length > 3,
  }).toEqual({
    refusals: true,
    replays: true,
    reversed: true,
    holds: true,
  });
  await compareAccounts(reckoning);
  await compareTrialBalances(reckoning);
  await compareFiles(reckoning);
});

async function compareAccounts(reckoning: Reckoning): Promise<void> {
  const found = new Map<string, object>();
  for (const bookId of ['@platform', ...shops]) {
    const list = await call<Replied<'LedgerService', 'ListAccounts'>>((callback) =>
      service.reader.listAccounts({ bookId, pageSize: 1000 }, callback),
    );
    for (const account of list.accounts) {
      if (account.version === '0') continue;
      found.set(keyOf(bookId, account), {
        debits: account.debitsMinor,
        credits: account.creditsMinor,
        frozen: account.tradeFrozenMinor,
        entries: account.version,
      });
    }
  }
  const reckoned = new Map<string, object>();
  for (const [name, entries] of Map.groupBy(reckoning.entries, ({ account }) => account)) {
    reckoned.set(name, {
      ...sumsOf(entries),
      frozen: String(reckoning.frozen.get(name) ?? 0n),
      entries: String(entries.length),
    });
  }
  expect(sorted(found)).toEqual(sorted(reckoned));
}

const sorted = (map: Map<string, object>) => [...map].sort(([a], [b]) => (a < b ? -1 : 1));

function sumsOf(entries: readonly Entry[]): { debits: string; credits: string } {
  const sum = (side: (minor: bigint) => boolean) =>
    entries.filter(({ minor }) => side(minor)).reduce((total, { minor }) => total + (minor < 0n ? -minor : minor), 0n);
  return { debits: String(sum((minor) => minor > 0n)), credits: String(sum((minor) => minor < 0n)) };
}

async function compareTrialBalances(reckoning: Reckoning): Promise<void> {
  for (const [bookId, from, to] of [
    ['@platform', '2026-01-31', '2026-02-19'],
    ['@platform', '2026-01-01', '2026-12-31'],
    ['shop-a', '2026-02-01', '2026-02-28'],
  ] as const) {
    const trial = await call<Replied<'LedgerService', 'GetTrialBalance'>>((callback) =>
      service.reader.getTrialBalance({ bookId, from, to }, callback),
    );
    expect(trial.totals).toMatchObject([{ currency: 'CNY', balanced: true }]);
    const of = reckoning.entries.filter(({ account, date }) => account.startsWith(`${bookId} `) && date <= to);
    const reckoned = [...Map.groupBy(of, ({ account }) => account.split(' ')[1] as string)].map(([code, entries]) => {
      const opening = entries.filter(({ date }) => date < from).reduce((sum, { minor }) => sum + minor, 0n);
      const closing = entries.reduce((sum, { minor }) => sum + minor, 0n);
      return {
        code,
        opening: String(opening),
        ...sumsOf(entries.filter(({ date }) => date >= from)),
        closing: String(closing),
      };
    });
    const lines = trial.lines
      .filter(({ level }) => level === 'detail')
      .map((line) => ({
        code: line.code,
        opening: line.openingMinor,
        debits: line.debitsMinor,
        credits: line.creditsMinor,
        closing: line.closingMinor,
      }));
    const byCode = (a: { code: string }, b: { code: string }) => (a.code < b.code ? -1 : 1);
    expect(lines.sort(byCode)).toEqual(reckoned.sort(byCode));
    const generals = trial.lines.filter(({ level }) => level === 'general');
    expect(generals.reduce((sum, line) => sum + BigInt(line.closingMinor), 0n)).toBe(0n);
  }
}

/** The files are read by another program's parser and summed from their decimals. */
async function compareFiles(reckoning: Reckoning): Promise<void> {
  const read = async (chunks: Promise<Array<{ data: Uint8Array }>>) => {
    const bytes = Buffer.concat((await chunks).map(({ data }) => data));
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    return parse(bytes, { bom: true, columns: true, record_delimiter: '\r\n' }) as Array<Record<string, string>>;
  };
  const minor = (decimal: string | undefined) => BigInt((decimal || '0.00').replace('.', ''));
  const range = { bookId: '@platform', from: '2026-01-01', to: '2026-02-28' };
  const rows = await read(collected(service.reader.exportJournals(range)));
  const of = reckoning.entries.filter(({ account, date }) => account.startsWith('@platform ') && date <= range.to);
  expect(rows).toHaveLength(of.length);
  for (const [account, entries] of Map.groupBy(of, ({ account: name }) => name)) {
    const own = rows.filter(
      (row) => keyOf('@platform', { code: row['account'] ?? '', subject: row['subject'] ?? '' }) === account,
    );
    const total = (column: string) => String(own.reduce((sum, row) => sum + minor(row[column]), 0n));
    expect({ account, debits: total('debit'), credits: total('credit') }).toEqual({ account, ...sumsOf(entries) });
  }

  const ofMember = {
    bookId: '@platform',
    account: memberOf('M1'),
    currency: 'CNY',
    from: '2026-01-31',
    to: '2026-02-28',
  };
  const statement = await read(collected(service.reader.exportStatement(ofMember)));
  const mine = reckoning.entries.filter(({ account }) => account === keyOf('@platform', memberOf('M1')));
  const upTo = (day: string) => -mine.filter(({ date }) => date <= day).reduce((sum, entry) => sum + entry.minor, 0n);
  expect(minor(statement.at(0)?.['balance'])).toBe(upTo('2026-01-30'));
  expect(minor(statement.at(-1)?.['balance'])).toBe(upTo('2026-02-28'));
  let running = upTo('2026-01-30');
  for (const row of statement.slice(1, -1)) {
    running += minor(row['credit']) - minor(row['debit']);
    expect(minor(row['balance'])).toBe(running);
  }

  const trial = await read(collected(service.reader.exportTrialBalance(range)));
  const details = trial.filter((row) => row['level'] === 'detail');
  const column = (name: string) => details.reduce((sum, row) => sum + minor(row[name]), 0n);
  expect(column('closing_debit')).toBe(column('closing_credit'));
  expect({ debits: String(column('debits')), credits: String(column('credits')) }).toEqual(sumsOf(of));
}
