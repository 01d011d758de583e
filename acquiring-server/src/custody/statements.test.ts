/** Statements that may be taken, those that may not, and what their lines are: the pure part. */
import { describe, expect, it } from 'vitest';
import type { InstructionRecord } from './bank-records.ts';
import { checkStatement, dayAfter, statementDifferences } from './check-statement.ts';
import type { BankStatement, BankStatementLine } from './custody-bank.ts';
import { decideLine, type MatchCandidate, type MatchContext, wordsOf } from './match-lines.ts';

const line = (change: Partial<BankStatementLine> = {}): BankStatementLine => ({
  serialNo: '1',
  bookedAtMs: 0,
  direction: 'in',
  amountMinor: 100n,
  balanceAfterMinor: 100n,
  counterpartyName: 'Customer',
  counterpartyAccount: '6217',
  remark: '',
  instructionNo: '',
  kind: 'transfer',
  ...change,
});
const statement = (change: Partial<BankStatement> = {}): BankStatement => ({
  accountNumber: '31',
  date: '2026-03-02',
  currency: 'CNY',
  openingMinor: 0n,
  closingMinor: 70n,
  lines: [line(), line({ serialNo: '2', direction: 'out', amountMinor: 30n, balanceAfterMinor: 70n })],
  ...change,
});
const expected = { accountNumber: '31', currency: 'CNY', date: '2026-03-02', latest: undefined, booksMinor: 0n };

describe('a statement', () => {
  it('is taken where its account, day, opening and lines are right', () => {
    expect(checkStatement(statement(), expected)).toBeUndefined();
    const latest = { date: '2026-03-01', closingMinor: 0n };
    expect(checkStatement(statement(), { ...expected, latest })).toBeUndefined();
    expect(checkStatement(statement({ lines: [], closingMinor: 0n }), expected)).toBeUndefined();
  });

  it.each([
    ['STATEMENT_OTHER_ACCOUNT', statement({ accountNumber: '32' }), undefined],
    ['STATEMENT_OTHER_ACCOUNT', statement({ currency: 'USD' }), undefined],
    ['STATEMENT_OTHER_DAY', statement({ date: '2026-03-03' }), undefined],
    ['STATEMENT_GAP', statement(), { date: '2026-02-28', closingMinor: 0n }],
    ['STATEMENT_GAP', statement(), { date: '2026-03-05', closingMinor: 0n }],
    ['STATEMENT_OPENING', statement(), { date: '2026-03-01', closingMinor: 1n }],
    ['STATEMENT_OPENING', statement({ openingMinor: 5n }), undefined],
    ['STATEMENT_SUM', statement({ closingMinor: 71n }), undefined],
    ['STATEMENT_SERIAL', statement({ lines: [line(), line({ direction: 'out', balanceAfterMinor: 0n })] }), undefined],
  ])('is refused whole with %s', (code, refused, latest) => {
    expect(checkStatement(refused, { ...expected, latest })?.code).toBe(code);
  });

  it('names where a removed row was', () => {
    const removed = statement({ lines: statement().lines.slice(1) });
    expect(checkStatement(removed, expected)).toEqual({
      code: 'STATEMENT_BALANCE',
      why: 'between the opening and the line 2 100 minor units are missing',
    });
    const last = statement({ lines: statement().lines.slice(0, 1) });
    expect(checkStatement(last, expected)).toEqual({
      code: 'STATEMENT_SUM',
      why: 'between the line 1 and the closing -30 minor units are missing',
    });
  });

  it('names how it differs from the one that was imported', () => {
    expect(statementDifferences(statement(), statement())).toEqual([]);
    const changed = statement({
      closingMinor: 170n,
      lines: [line({ amountMinor: 90n }), line({ serialNo: '3', remark: 'new' })],
    });
    expect(statementDifferences(statement(), changed)).toEqual([
      'closing was 70, is 170',
      'line 1 (in 100 "") is now 1 (in 90 "")',
      'line 2 (out 30 "") is gone',
      'line 3 (in 100 "new") is new',
    ]);
  });

  it('counts days over months and leap years', () => {
    expect([dayAfter('2026-02-28'), dayAfter('2028-02-28'), dayAfter('2026-12-31')]).toEqual([
      '2026-03-01',
      '2028-02-29',
      '2027-01-01',
    ]);
  });
});

const candidate = (change: Partial<InstructionRecord> = {}, seen: string[] = []): MatchCandidate => ({
  instruction: {
    instructionId: 'i-1',
    bankAccountId: 'custody-1',
    payeeBankAccountId: null,
    payeeAccountFingerprint: Buffer.from('aa', 'hex'),
    amountMinor: 100n,
    platformDate: '2026-03-01',
    status: 'accepted',
    ...change,
  } as InstructionRecord,
  seen: new Set(seen) as MatchCandidate['seen'],
});
const context = (candidates: MatchCandidate[], change: Partial<MatchContext> = {}): MatchContext => ({
  account: { bankAccountId: 'custody-1', purpose: 'custody' },
  date: '2026-03-02',
  candidates: new Map(candidates.map((one) => [one.instruction.instructionId, one])),
  fingerprintOf: ({ counterpartyAccount }) => counterpartyAccount,
  channelAccounts: new Map([
    ['wechat-1', [{ channelAccountId: 'wechat-1', merchantId: 'shop', event: 'channel_settled' as const }]],
    [
      'both-1',
      [
        { channelAccountId: 'both-1', merchantId: 'shop', event: 'channel_settled' as const },
        { channelAccountId: 'both-1', merchantId: '', event: 'recharge_settled' as const },
      ],
    ],
  ]),
  ...change,
});
const out = (change: Partial<BankStatementLine> = {}) =>
  line({ direction: 'out', counterpartyAccount: 'aa', ...change });
const decided = (one: BankStatementLine, within: MatchContext) => {
  const decision = decideLine(one, within);
  if (decision.kind === 'unfit') return decision.exception.code;
  if (decision.kind === 'instruction') return `${decision.match} ${decision.instructionId}`;
  return decision.kind === 'channel' ? decision.account.event : decision.kind;
};

describe('a line', () => {
  it('by the instruction that it names', () => {
    const named = (change: Partial<BankStatementLine> = {}) => out({ instructionNo: 'i-1', ...change });
    for (const status of ['sent', 'accepted', 'unknown', 'confirmed'] as const) {
      expect(decided(named(), context([candidate({ status })])), status).toBe('paid i-1');
    }
    for (const status of ['created', 'rejected', 'returned'] as const) {
      expect(decided(named(), context([candidate({ status })])), status).toBe('LINE_CONTRADICTS');
    }
    expect(decided(named({ amountMinor: 101n }), context([candidate()]))).toBe('LINE_CONTRADICTS');
    expect(decided(named(), context([candidate({ status: 'confirmed' }, ['paid'])]))).toBe('LINE_CONTRADICTS');
    expect(decided(named(), context([]))).toBe('LINE_CONTRADICTS');
  });

  it('that came back', () => {
    const back = (change: Partial<BankStatementLine> = {}) =>
      line({ kind: 'return', counterpartyAccount: 'aa', ...change });
    const paid = candidate({ status: 'confirmed' }, ['paid']);
    expect(decided(back({ instructionNo: 'i-1' }), context([paid]))).toBe('returned i-1');
    expect(decided(back(), context([paid]))).toBe('returned i-1');
    expect(decided(back({ instructionNo: 'i-1' }), context([candidate()]))).toBe('LINE_CONTRADICTS');
    expect(decided(back({ amountMinor: 99n }), context([paid]))).toBe('LINE_UNMATCHED');
  });

  it('by amount, payee and day where exactly one instruction fits', () => {
    expect(decided(out(), context([candidate()]))).toBe('paid i-1');
    const two = [candidate(), candidate({ instructionId: 'i-2' })];
    expect(decided(out(), context(two))).toBe('LINE_AMBIGUOUS');
    expect(decided(out(), context([candidate(), candidate({ instructionId: 'i-2', amountMinor: 7n })]))).toBe(
      'paid i-1',
    );
    expect(decided(out({ counterpartyAccount: 'bb' }), context([candidate()]))).toBe('LINE_UNMATCHED');
    expect(decided(out(), context([candidate({ platformDate: '2026-03-03' })]))).toBe('LINE_UNMATCHED');
    expect(decided(out({ counterpartyAccount: '' }), context([candidate()]))).toBe('LINE_UNMATCHED');
  });

  it('of the platform’s own money, and of fees', () => {
    const paidIn = candidate({ bankAccountId: 'own-1', payeeBankAccountId: 'custody-1', status: 'sent' });
    expect(decided(line({ instructionNo: 'i-1' }), context([paidIn]))).toBe('arrived i-1');
    const own = { account: { bankAccountId: 'own-1', purpose: 'own' as const } };
    expect(decided(out({ kind: 'fee' }), context([], own))).toBe('fee');
    expect(decided(out({ kind: 'fee' }), context([]))).toBe('LINE_UNMATCHED');
    expect(decided(line(), context([], own))).toBe('LINE_UNMATCHED');
  });

  it('of a channel that its words name, else of somebody', () => {
    expect(decided(line({ remark: '微信结算 wechat-1 20260302' }), context([]))).toBe('channel_settled');
    expect(decided(line({ remark: '结算 both-1' }), context([]))).toBe('channel_settled');
    expect(decided(line({ remark: '充值款 both-1' }), context([]))).toBe('recharge_settled');
    expect(decided(line({ remark: 'wechat-1 both-1' }), context([]))).toBe('LINE_AMBIGUOUS');
    expect(decided(line({ remark: 'to my account' }), context([]))).toBe('incoming');
    expect(wordsOf('结算 wechat-1,card_2 (a.b) 20260302')).toEqual(['wechat-1', 'card_2', 'a.b', '20260302']);
  });
});
