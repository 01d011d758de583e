/**
 * Whatever happens at the bank, whoever loses an answer and wherever the server dies: after the statements are in, the
 * books prove, an instruction was paid once or not at all, and each day's proof holds or an exception names why not.
 */
import { propertyRuns, propertyTimeoutMs } from '@qiantai/foundation/property-runs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { proveBooks } from '../ledger/prove-books.ts';
import { isSettled } from './instruction-transitions.ts';
import type { SubmitScript } from './scripted-bank.fixture.ts';
import { custodyNumber, TestCustody } from './test-custody.fixture.ts';

type Step =
  | { do: 'sell' | 'channel_settles'; shop: 'shop-a' | 'shop-b'; amount: number }
  | { do: 'settle'; shop: 'shop-a' | 'shop-b'; part: number; script: SubmitScript }
  | { do: 'bank_pays' | 'bank_refuses' | 'bank_returns'; which: number }
  | { do: 'credit'; remark: string; amount: number }
  | { do: 'debit'; amount: number }
  | { do: 'withdraw_fees'; amount: number }
  | { do: 'clear'; how: 'member' | 'back' | 'income' }
  | { do: 'silence'; calls: number }
  | { do: 'hide_row'; which: number; balances: boolean }
  | { do: 'time'; ms: number }
  | { do: 'day' }
  | { do: 'crash' };

const shop = fc.constantFrom('shop-a' as const, 'shop-b' as const);
const amount = fc.integer({ min: 1, max: 50_000 });
const which = fc.nat({ max: 9 });
const script = fc.constantFrom<SubmitScript>(
  'accept',
  'confirm',
  'reject',
  'silent_taken',
  'silent_paid',
  'silent_lost',
  'not_sent',
  'out_of_hours',
  'no_funds',
  'wrong_amount',
  'throw',
);
const one = <Do extends string>(name: Do) => fc.constant(name);
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constantFrom('sell' as const, 'channel_settles' as const), shop, amount }),
  },
  { weight: 5, arbitrary: fc.record({ do: one('settle'), shop, part: fc.integer({ min: 1, max: 100 }), script }) },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constantFrom('bank_pays' as const, 'bank_refuses' as const, 'bank_returns' as const),
      which,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: one('credit'),
      remark: fc.constantFrom('充值 M1', 'M2', '不明来款', '结算 wechat-a', 'wechat-a card-b', 'M9'),
      amount,
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: one('debit'), amount: fc.integer({ min: 1, max: 50 }) }) },
  { weight: 1, arbitrary: fc.record({ do: one('withdraw_fees'), amount: fc.integer({ min: 1, max: 200 }) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: one('clear'),
      how: fc.constantFrom('member' as const, 'back' as const, 'income' as const),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: one('silence'), calls: fc.integer({ min: 1, max: 4 }) }) },
  { weight: 1, arbitrary: fc.record({ do: one('hide_row'), which, balances: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ do: one('time'), ms: fc.constantFrom(1000, 60_000, 3_600_000) }) },
  { weight: 2, arbitrary: fc.record({ do: one('day') }) },
  { weight: 1, arbitrary: fc.record({ do: one('crash') }) },
);

it(
  'proves after every day, or an exception names the difference',
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyStep, { minLength: 5, maxLength: 30 }), async (steps) => {
        const history = new History(await TestCustody.open('property'));
        try {
          for (const step of steps) await history.play(step);
          await history.finish();
        } finally {
          await history.test.close();
        }
      }),
      propertyRuns({ runs: 6, seed: 20260302 }),
    );
  },
  propertyTimeoutMs,
);

class History {
  readonly test: TestCustody;
  private readonly days: string[] = [];
  /** A row that was hidden once stays hidden. */
  private readonly hidden = new Map<string, { balances: boolean }>();

  constructor(test: TestCustody) {
    this.test = test;
    // Every day of the bank is a day of two accounts here; only custody's rows are hidden.
    test.bank.bend = (statement) => {
      if (statement.accountNumber !== custodyNumber) return statement;
      let missing = 0n;
      const lines = [];
      for (const line of statement.lines) {
        const hidden = this.hidden.get(line.serialNo);
        const signed = line.direction === 'in' ? line.amountMinor : -line.amountMinor;
        if (hidden?.balances) missing += signed;
        if (!hidden) lines.push({ ...line, balanceAfterMinor: line.balanceAfterMinor - missing });
      }
      return { ...statement, lines, closingMinor: statement.closingMinor - missing };
    };
  }

  async play(step: Step): Promise<void> {
    const { test } = this;
    switch (step.do) {
      case 'sell':
        return await test.sell(step.shop, BigInt(step.amount));
      case 'channel_settles':
        return await test.channelSettles(step.shop, BigInt(step.amount));
      case 'settle':
        test.bank.scripts.push(step.script);
        return await this.settle(step.shop, step.part);
      case 'bank_pays':
        return this.withInstruction(step.which, (id) => test.bank.pay(id));
      case 'bank_refuses':
        return this.withInstruction(step.which, (id) => test.bank.refuse(id));
      case 'bank_returns':
        return this.withInstruction(step.which, (id) => test.bank.giveBack(id));
      case 'credit':
        test.bank.credit(custodyNumber, BigInt(step.amount), step.remark);
        return;
      case 'debit':
        if (test.bank.balance(custodyNumber) >= BigInt(step.amount))
          test.bank.debit(custodyNumber, BigInt(step.amount), '?');
        return;
      case 'withdraw_fees':
        return await this.refusable(async () => await this.withdrawFees(BigInt(step.amount)));
      case 'clear':
        return await this.refusable(async () => await this.clear(step.how));
      case 'silence':
        test.bank.silentInquiries += step.calls;
        return;
      case 'hide_row': {
        const today = (test.bank.lines.get(custodyNumber) ?? []).filter((line) => line.date === test.today);
        const line = today[step.which % Math.max(1, today.length)];
        if (line) this.hidden.set(line.serialNo, { balances: step.balances });
        return;
      }
      case 'time':
        return await test.after(step.ms);
      case 'day':
        return await this.endDay();
      case 'crash':
        test.custody = test.newCustody();
        return;
    }
  }

  /** Every answer comes in the end; then the statements of the last two days. */
  async finish(): Promise<void> {
    const { test } = this;
    test.bank.scripts = [];
    test.bank.silentInquiries = 0;
    await test.after(3_600_000);
    for (const id of test.bank.instructions.keys()) test.bank.pay(id);
    await test.after(3_600_000);
    await this.endDay();
    await this.checkInstructions();
    const proof = await proveBooks(test.database);
    expect(proof).toMatchObject({ balanced: true, findings: [] });
    const before = await test.balances();
    for (const date of this.days) {
      const again = await test.import(date);
      expect(['unchanged', 'refused']).toContain(again.kind);
    }
    expect(await test.balances(), 'importing again changes nothing').toEqual(before);
  }

  private async endDay(): Promise<void> {
    const date = this.test.today;
    this.days.push(date);
    const result = await this.test.endDay();
    const exceptions = await this.test.exceptions();
    const explained = (codes: string[]) => exceptions.some((text) => codes.some((code) => text.startsWith(code)));
    if (result.kind === 'refused') expect(exceptions).toContain(`STATEMENT_REFUSED custody-1/${date}`);
    else expect(result.kind).toBe('imported');
    const proof = await this.test.proveDay(date);
    if (proof.passed) return;
    expect(exceptions.length + 1).toBeGreaterThan(0);
    for (const finding of proof.findings) {
      if (finding.code === 'NO_STATEMENT') expect(result.kind).toBe('refused');
      if (finding.code === 'BALANCE_DIFFERS') {
        expect(finding.detail, 'the difference is named').not.toBe('nothing that is known explains it');
        expect(explained(['LINE_', 'INSTRUCTION_'])).toBe(true);
      }
      expect(['IN_TRANSIT_DIFFERS', 'SUSPENSE_DIFFERS']).not.toContain(finding.code);
    }
    expect(await this.test.exceptions()).toContain(`CUSTODY_PROOF_FAILED ${date}/CNY`);
  }

  /** The bank paid each number once or never, and we know which. */
  private async checkInstructions(): Promise<void> {
    const { bank, custody } = this.test;
    for (const instruction of await custody.listInstructions({}, { limit: 1000 })) {
      const { instructionId, status } = instruction;
      const held = bank.instructions.get(instructionId);
      const debits = (bank.lines.get(custodyNumber) ?? []).filter(
        (line) => line.direction === 'out' && line.instructionNo === instructionId,
      );
      expect(debits.length, instructionId).toBe(held?.status === 'paid' || held?.status === 'returned' ? 1 : 0);
      if (!isSettled(status)) expect(held, 'what is not settled the bank never took').toBeUndefined();
      if (status === 'rejected') expect(held?.status).toBe('rejected');
      if (status === 'confirmed') expect(['paid', 'returned']).toContain(held?.status);
      if (status === 'returned') expect(held?.status).toBe('returned');
    }
  }

  private async settle(merchantId: 'shop-a' | 'shop-b', part: number): Promise<void> {
    const payable = -(await this.test.balance('platform.merchant_payable', merchantId));
    const amountMinor = (payable * BigInt(part)) / 100n;
    if (amountMinor <= 0n) return;
    await this.test.settle(amountMinor, { merchantId });
    await this.test.custody.runDue();
  }

  private async withdrawFees(amountMinor: bigint): Promise<void> {
    await this.test.custody.moveOwnMoney({
      moveKey: this.test.ids.uuid7(),
      direction: 'out_of_custody',
      custodyAccountId: 'custody-1',
      ownAccountId: 'own-1',
      amountMinor,
      requestedBy: 'ann',
    });
    await this.test.custody.runDue();
  }

  private async clear(how: 'member' | 'back' | 'income'): Promise<void> {
    const { suspense } = this.test.custody;
    const [held] = await suspense.list({ limit: 1 });
    if (!held) return;
    const { suspenseId } = held;
    const target =
      how === 'member'
        ? { to: how, code: 'platform.customer_balance', accountNumber: 'M1' }
        : how === 'back'
          ? { to: how, payeeBank: '农业银行', payeeKind: 'personal' as const }
          : { to: how };
    await suspense.propose({ suspenseId, target, operator: 'ann' });
    await suspense.approve({ suspenseId, operator: 'ben' });
    await this.test.custody.runDue();
  }

  private withInstruction(index: number, act: (id: string) => void): void {
    const ids = [...this.test.bank.instructions.keys()];
    const id = ids[index % Math.max(1, ids.length)];
    if (id) act(id);
  }

  /** What a rule refuses is no failure of the history. */
  private async refusable(act: () => Promise<void>): Promise<void> {
    try {
      await act();
    } catch (error) {
      expect((error as { code?: string }).code).toMatch(/^CUSTODY_/);
    }
  }
}
