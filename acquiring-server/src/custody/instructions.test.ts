/** Instructions over a scripted bank: what is posted when, what is sent how often, what a restart finds. */
import { afterEach, describe, expect, it } from 'vitest';
import { serverError } from '../errors.ts';
import type { InstructionOutcomeFact } from './custody-deps.ts';
import { custodyNumber, TestCustody } from './test-custody.fixture.ts';

let test: TestCustody;
afterEach(async () => await test.close());

const hourMs = 3_600_000;

/** Shop A is owed 99.62 of 100.00, and the channel has settled its 99.80. */
async function open(seed: string, options: { corporateOpensMinute?: number } = {}): Promise<void> {
  test = await TestCustody.open(seed, options);
  await test.sell('shop-a', 10_000n);
  await test.channelSettles('shop-a', 9_980n);
}

const clearing = {
  'platform.channel_clearing': 9_980n,
  'platform.channel_fee_expense': 20n,
  'platform.fee_income': -38n,
};

describe('a settlement', () => {
  it('takes what is payable when it is told, and the bank’s money when it is confirmed', async () => {
    await open('settlement');
    const { instructionId } = await test.settle('all');
    expect(await test.balances()).toMatchObject({ ...clearing, 'platform.settlement_in_transit': -9_962n });
    expect(await test.balance('platform.merchant_payable', 'shop-a')).toBe(0n);
    await test.custody.runDue();
    expect(await test.status(instructionId)).toBe('accepted');
    test.bank.pay(instructionId);
    await test.after(5000);
    expect(await test.status(instructionId)).toBe('confirmed');
    expect(await test.balance('platform.custody_bank', 'custody-1')).toBe(-9_962n);
    expect(await test.balance('platform.settlement_in_transit', 'custody-1')).toBe(0n);
    expect(await test.balances()).toMatchObject({ 'merchant.bank': 9_962n });
    const { history } = await test.custody.getInstruction(instructionId);
    expect(history.map(({ event, toStatus }) => `${event} ${toStatus}`)).toEqual([
      'instructed created',
      'sent sent',
      'accepted accepted',
      'confirmed confirmed',
    ]);
    expect(test.bank.submitted).toEqual([instructionId]);
  });

  it('is owed again where the bank refuses it, with an exception for whoever mends the payee', async () => {
    await open('rejected');
    test.bank.scripts = ['reject'];
    const { instructionId } = await test.settle(5_000n);
    await test.custody.runDue();
    expect(await test.status(instructionId)).toBe('rejected');
    expect(await test.balance('platform.merchant_payable', 'shop-a')).toBe(-9_962n);
    expect(await test.exceptions()).toEqual([`INSTRUCTION_REJECTED ${instructionId}`]);
  });

  it('never takes more than is payable, whoever asks at the same time', async () => {
    await open('payable');
    await expect(test.settle(9_963n)).rejects.toMatchObject({ code: 'CUSTODY_NOT_PAYABLE' });
    await expect(test.settle(0n)).rejects.toMatchObject({ code: 'CUSTODY_NOT_PAYABLE' });
    const asked = await Promise.allSettled(Array.from({ length: 4 }, async () => await test.settle(4_000n)));
    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
    expect(await test.balance('platform.merchant_payable', 'shop-a')).toBe(-1_962n);
    await expect(test.settle('all', { merchantId: 'shop-c' })).rejects.toMatchObject({ code: 'CUSTODY_NOT_PAYABLE' });
  });

  it('with the same key is one instruction; with other particulars it is refused', async () => {
    await open('key');
    const settlementKey = test.ids.uuid7();
    const first = await test.settle(4_000n, { settlementKey });
    const again = await test.settle(4_000n, { settlementKey });
    expect(again.instructionId).toBe(first.instructionId);
    await expect(test.settle(4_001n, { settlementKey })).rejects.toMatchObject({ code: 'CUSTODY_KEY_CONFLICT' });
    expect(await test.balance('platform.settlement_in_transit', 'custody-1')).toBe(-4_000n);
  });
});

describe('no usable answer', () => {
  it.each([['silent_taken'], ['silent_lost'], ['throw'], ['wrong_amount'], ['wrong_account']] as const)(
    'after %s it is unknown, asked for, and paid once',
    async (script) => {
      await open(script);
      test.bank.scripts = [script];
      const { instructionId } = await test.settle(5_000n);
      await test.custody.runDue();
      expect(await test.status(instructionId)).toBe('unknown');
      expect(await test.balance('platform.settlement_in_transit', 'custody-1')).toBe(-5_000n);
      await test.after(5000);
      test.bank.pay(instructionId);
      await test.after(hourMs);
      await test.after(hourMs);
      expect(await test.status(instructionId)).toBe('confirmed');
      expect(new Set(test.bank.submitted)).toEqual(new Set([instructionId]));
      expect(test.bank.lines.get(custodyNumber)?.filter(({ direction }) => direction === 'out')).toHaveLength(1);
      if (script.startsWith('wrong')) {
        expect(await test.exceptions()).toEqual([`INSTRUCTION_ANSWER_DIFFERS ${instructionId}`]);
      }
    },
  );

  it('goes on for ever without a guess, and a person is told after the schedule', async () => {
    await open('silence');
    test.bank.scripts = ['silent_taken'];
    test.bank.silentInquiries = 1000;
    const { instructionId } = await test.settle(5_000n);
    for (let hour = 0; hour < 24; hour++) await test.after(hourMs);
    expect(await test.status(instructionId)).toBe('unknown');
    expect(await test.exceptions()).toEqual([`INSTRUCTION_UNRESOLVED ${instructionId}`]);
    expect(test.bank.submitted).toEqual([instructionId]);
    test.bank.silentInquiries = 0;
    test.bank.refuse(instructionId);
    await test.after(hourMs);
    expect(await test.status(instructionId)).toBe('rejected');
    expect(await test.balance('platform.settlement_in_transit', 'custody-1')).toBe(0n);
  });

  it('waits between tries ever longer, with jitter', async () => {
    await open('backoff');
    test.bank.scripts = Array.from({ length: 20 }, () => 'not_sent' as const);
    const { instructionId } = await test.settle(5_000n);
    const waits: number[] = [];
    for (let turn = 0; turn < 7; turn++) {
      await test.custody.runDue();
      const { instruction } = await test.custody.getInstruction(instructionId);
      expect(instruction.status).toBe('created');
      waits.push((instruction.dueAtMs ?? 0) - test.clock.nowMs());
      await test.clock.advance(waits.at(-1) ?? 0);
    }
    const bounds = [3000, 5000, 15_000, 60_000, 300_000, 900_000, 1_800_000];
    waits.forEach((wait, index) => {
      expect(wait).toBeGreaterThanOrEqual((bounds[index] as number) / 2);
      expect(wait).toBeLessThanOrEqual(bounds[index] as number);
    });
  });
});

describe('what the bank does not take', () => {
  it('for want of money is an exception at once, and goes when money is there', async () => {
    await open('funds');
    test.bank.scripts = ['no_funds'];
    const { instructionId } = await test.settle(5_000n);
    await test.custody.runDue();
    expect((await test.custody.getInstruction(instructionId)).instruction).toMatchObject({
      status: 'created',
      waitsFor: 'bank_funds',
    });
    expect(await test.exceptions()).toEqual([`INSTRUCTION_BANK_FUNDS ${instructionId}`]);
    await test.after(5000);
    expect(await test.status(instructionId)).toBe('accepted');
  });

  it('waits visibly for the bank’s hours where the payee is a company', async () => {
    await open('hours', { corporateOpensMinute: 510 });
    const payee = { name: '有限公司', bank: '建设银行', accountNumber: '6333000011112222', kind: 'corporate' as const };
    await test.custody.setSettlementAccount({ merchantId: 'shop-a', currency: 'CNY', payee, changedBy: 'ann' });
    // Noon on Monday; at 20:00 the bank is closed.
    await test.clock.advance(8 * hourMs);
    const { instructionId } = await test.settle(5_000n);
    await test.custody.runDue();
    const { instruction } = await test.custody.getInstruction(instructionId);
    expect(instruction).toMatchObject({ status: 'created', waitsFor: 'bank_hours' });
    expect(instruction.dueAtMs).toBe(Date.parse('2026-03-03T08:30:00+08:00'));
    await test.after(12 * hourMs);
    expect(test.bank.submitted).toEqual([]);
    await test.after(hourMs / 2);
    expect(await test.status(instructionId)).toBe('accepted');
  });
});

describe('a restart', () => {
  it('finds a created one and sends it', async () => {
    await open('restart-created');
    const { instructionId } = await test.settle(5_000n);
    test.custody = test.newCustody('server-2');
    await test.custody.start();
    await test.after(100);
    await test.custody.stop();
    expect(await test.status(instructionId)).toBe('accepted');
  });

  it('finds a sent one unknown, asks first, and never sends another number', async () => {
    await open('restart-sent');
    test.bank.scripts = ['hold'];
    const { instructionId } = await test.settle(5_000n);
    const first = test.custody;
    const running = first.runDue();
    while ((await test.status(instructionId)) !== 'sent' || test.bank.submitted.length === 0) {
      await test.clock.advance(0);
    }
    test.custody = test.newCustody('server-1');
    await test.custody.start();
    await test.after(100);
    await test.custody.stop();
    expect(await test.status(instructionId)).toBe('accepted');
    const { history } = await test.custody.getInstruction(instructionId);
    expect(history.map(({ event, detail }) => `${event}${detail && ` (${detail})`}`)).toEqual([
      'instructed (ann)',
      'sent',
      'no_answer (its server ended)',
      'accepted',
    ]);
    expect(test.bank.submitted).toEqual([instructionId]);
    // The old server's answer comes late; it changes nothing that stands.
    test.bank.release();
    await running;
    test.bank.pay(instructionId);
    await test.after(hourMs);
    expect(await test.status(instructionId)).toBe('confirmed');
  });

  it('goes on with accepted and unknown ones, and leaves settled ones alone', async () => {
    await open('restart-others');
    test.bank.scripts = ['accept', 'silent_taken', 'confirm', 'reject'];
    const all: string[] = [];
    for (let n = 0; n < 4; n++) {
      all.push((await test.settle(1_000n)).instructionId);
      await test.custody.runDue();
    }
    const states = async () => await Promise.all(all.map(async (id) => await test.status(id)));
    expect(await states()).toEqual(['accepted', 'unknown', 'confirmed', 'rejected']);
    test.custody = test.newCustody();
    for (const id of all.slice(0, 2)) test.bank.pay(id);
    await test.after(hourMs);
    expect(await states()).toEqual(['confirmed', 'confirmed', 'confirmed', 'rejected']);
    expect(test.bank.submitted).toHaveLength(4);
  });

  it('of another server’s sent one waits for its lease', async () => {
    await open('restart-lease');
    test.bank.scripts = ['hold'];
    const { instructionId } = await test.settle(5_000n);
    const running = test.custody.runDue();
    while (test.bank.submitted.length === 0) await test.clock.advance(0);
    test.custody = test.newCustody('server-2');
    await test.after(59_000);
    expect(await test.status(instructionId)).toBe('sent');
    await test.after(2_000);
    expect(await test.status(instructionId)).toBe('accepted');
    test.bank.release();
    await running;
  });
});

describe('the desk', () => {
  const withdraw = async (subjectReference: string) =>
    await test.database.transaction(
      async (client) =>
        await test.custody.desk.instruct(client, {
          purpose: 'withdrawal',
          bankAccountId: 'custody-1',
          payee: { name: '张三', bank: '招商银行', accountNumber: '6214000011112222', kind: 'personal' },
          amountMinor: 700n,
          subjectReference,
        }),
    );

  it('moves whoever waits in the transaction of the outcome, and undoes both where that fails', async () => {
    await open('desk');
    const outcomes: InstructionOutcomeFact[] = [];
    let broken = true;
    test.custody.desk.onOutcome('withdrawal', async (client, instruction, outcome) => {
      await client.query(
        `INSERT INTO custody_exception (exception_id, code, subject, detail, status, opened_at_ms,
        resolved_by, resolved_note) VALUES ($1, 'PAYMENT_RETURNED', 'by the handler', '', 'open', 0, '', '')`,
        [instruction.instructionId],
      );
      if (broken) throw new Error('the withdrawal is locked');
      outcomes.push(outcome);
    });
    test.bank.scripts = ['confirm'];
    const { instructionId } = await withdraw('w-1');
    await test.custody.runDue();
    expect(await test.status(instructionId)).toBe('sent');
    expect(await test.exceptions()).toEqual([]);
    broken = false;
    await test.after(hourMs);
    expect(await test.status(instructionId)).toBe('confirmed');
    expect(outcomes).toEqual([{ event: 'confirmed', platformDate: '2026-03-02', reasonCode: '' }]);
    expect(await test.exceptions()).toEqual(['PAYMENT_RETURNED by the handler']);
  });

  it('writes nothing where the caller’s transaction fails, and one instruction for one subject', async () => {
    await open('desk-caller');
    test.custody.desk.onOutcome('withdrawal', async () => undefined);
    const failing = test.database.transaction(async (client) => {
      await test.custody.desk.instruct(client, {
        purpose: 'withdrawal',
        bankAccountId: 'custody-1',
        payee: { name: '张三', bank: '招商银行', accountNumber: '6214000011112222', kind: 'personal' },
        amountMinor: 700n,
        subjectReference: 'w-2',
      });
      throw new Error('the caller gave up');
    });
    await expect(failing).rejects.toThrow('the caller gave up');
    expect(await test.custody.listInstructions({}, { limit: 10 })).toEqual([]);
    const [first, again] = [await withdraw('w-2'), await withdraw('w-2')];
    expect(again.instructionId).toBe(first.instructionId);
  });

  it('keeps asking, ever later, where the books refuse an outcome, and a person is told why', async () => {
    await open('desk-books');
    let isOpen = false;
    test.custody.desk.onOutcome('withdrawal', async () => {
      if (!isOpen) throw serverError('LEDGER_PERIOD_CLOSED', { bookId: '@platform', date: '2026-03-02' });
    });
    test.bank.scripts = ['confirm'];
    const { instructionId } = await withdraw('w-4');
    await test.custody.runDue();
    expect(await test.status(instructionId)).toBe('unknown');
    expect(await test.exceptions()).toEqual([`INSTRUCTION_NOT_POSTED ${instructionId}`]);
    for (let hour = 0; hour < 5; hour++) await test.after(hourMs);
    expect(test.bank.inquired).toBeLessThan(10);
    isOpen = true;
    await test.after(hourMs);
    expect(await test.status(instructionId)).toBe('confirmed');
  });

  it('leaves a statement to a server that takes its outcomes', async () => {
    await open('desk-elsewhere');
    test.custody.desk.onOutcome('withdrawal', async () => undefined);
    test.bank.scripts = ['silent_paid'];
    test.bank.silentInquiries = 1000;
    const { instructionId } = await withdraw('w-5');
    await test.custody.runDue();
    const elsewhere = test.newCustody('command');
    const date = test.today;
    await test.clock.advance(24 * hourMs);
    const asked = { bankAccountId: 'custody-1', date, importedBy: 'ann' };
    expect(await elsewhere.importStatement(asked)).toMatchObject({ kind: 'refused', code: 'CUSTODY_NO_HANDLER' });
    expect(await test.custody.importStatement(asked)).toMatchObject({ kind: 'imported', unexplained: 0 });
    expect(await test.status(instructionId)).toBe('confirmed');
  });

  it('refuses what nobody takes the outcome of, and accounts of the wrong kind', async () => {
    await open('desk-refuses');
    await expect(withdraw('w-3')).rejects.toMatchObject({ code: 'CUSTODY_NO_HANDLER' });
    const refused = async (change: object) =>
      await test.database.transaction(
        async (client) =>
          await test.custody.desk.instruct(client, {
            purpose: 'fees_withdrawn',
            bankAccountId: 'custody-1',
            payee: { bankAccountId: 'own-1' },
            amountMinor: 1n,
            subjectReference: 'm-1',
            ...change,
          }),
      );
    await expect(refused({ amountMinor: 0n })).rejects.toMatchObject({ code: 'CUSTODY_BAD_REQUEST' });
    await expect(refused({ bankAccountId: 'own-1' })).rejects.toMatchObject({ code: 'CUSTODY_BAD_REQUEST' });
    await expect(refused({ payee: { bankAccountId: 'custody-1' } })).rejects.toMatchObject({
      code: 'CUSTODY_BAD_REQUEST',
    });
    await expect(refused({ bankAccountId: 'nothing' })).rejects.toMatchObject({ code: 'CUSTODY_ACCOUNT_NOT_FOUND' });
  });
});

it('seals account numbers: none stands in the database in the clear', async () => {
  await open('sealed');
  await test.settle(1_000n);
  await test.custody.runDue();
  await test.endDay();
  for (const table of [
    'bank_account',
    'bank_instruction',
    'merchant_settlement_account',
    'bank_statement',
    'bank_statement_line',
  ]) {
    const rows = await test.database.pool.query(`SELECT * FROM ${table}`);
    const text = rows.rows
      .flatMap((row) => Object.values(row))
      .map((value) => (Buffer.isBuffer(value) ? value.toString('latin1') : String(value)))
      .join('\n');
    for (const number of [custodyNumber, '6222000011112222', '6217000000000000018']) {
      expect(text.includes(number), `${table} ${number}`).toBe(false);
    }
  }
});
