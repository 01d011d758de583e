/** Days of custody over a scripted bank: statements, suspense, returns, the proof and the position. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { custodyNumber, ownNumber, TestCustody } from './test-custody.fixture.ts';

let test: TestCustody;
beforeEach(async () => {
  test = await TestCustody.open(expect.getState().currentTestName ?? '');
});
afterEach(async () => await test.close());

const hourMs = 3_600_000;

describe('a statement', () => {
  it('takes each line to where it belongs', async () => {
    await test.sell('shop-a', 10_000n);
    await test.sell('shop-b', 20_000n);
    await test.channelSettles('shop-a', 9_980n);
    await test.channelSettles('shop-b', 19_960n);
    test.bank.credit(custodyNumber, 500n, '充值 M1');
    test.bank.credit(custodyNumber, 300n, '不明来款');
    const { instructionId } = await test.settle('all');
    await test.custody.runDue();
    test.bank.pay(instructionId);
    expect(await test.endDay()).toEqual({ kind: 'imported', lines: 5, suspense: 1, unexplained: 0 });
    expect(await test.balance('platform.channel_clearing', 'shop-a/wechat-a')).toBe(0n);
    expect(await test.balance('platform.card_clearing', 'shop-b/card-b')).toBe(0n);
    expect(await test.balance('platform.customer_balance', 'M1')).toBe(-500n);
    expect(await test.balance('platform.suspense', 'custody-1')).toBe(-300n);
    expect(await test.balance('platform.custody_bank', 'custody-1')).toBe(test.bank.balance(custodyNumber));
    expect(await test.exceptions()).toEqual(['LINE_UNMATCHED custody-1/000004']);
    const proof = await test.proveDay(test.yesterday);
    expect(proof).toMatchObject({
      passed: true,
      findings: [],
      heldMinor: 20_778n,
      owedMinor: 20_724n,
      ownPartMinor: 54n,
    });
    expect(proof.components.map(({ section, code, amountMinor }) => [section, code, amountMinor])).toEqual([
      ['held', 'platform.custody_bank', 20_778n],
      ['owed', 'platform.customer_balance', 500n],
      ['owed', 'platform.merchant_payable', 19_924n],
      ['owed', 'platform.suspense', 300n],
      ['own', 'platform.fee_income', 114n],
      ['own', 'platform.channel_fee_expense', -60n],
    ]);
  });

  it('imported twice changes nothing; changed it is told by its lines', async () => {
    test.bank.credit(custodyNumber, 500n, '充值 M1');
    const serialNo = test.bank.credit(custodyNumber, 300n, '不明来款');
    await test.endDay();
    const before = await test.balances();
    expect(await test.import(test.yesterday)).toEqual({ kind: 'unchanged', lines: 2 });
    test.bank.bend = (statement) => ({
      ...statement,
      lines: statement.lines.filter((line) => line.serialNo !== serialNo),
    });
    expect(await test.import(test.yesterday)).toEqual({
      kind: 'changed',
      differences: ['line 000002 (in 300 "不明来款") is gone'],
    });
    expect(await test.balances()).toEqual(before);
    expect(await test.exceptions()).toContain('STATEMENT_CHANGED custody-1/2026-03-02');
    const stored = await test.database.pool.query('SELECT count(*)::int AS count FROM bank_statement');
    expect(stored.rows[0]).toEqual({ count: 2 });
  });

  it('is refused whole where a day is missing, and where it does not begin at the last closing', async () => {
    test.bank.credit(custodyNumber, 500n, '充值 M1');
    await test.endDay();
    await test.after(24 * hourMs);
    expect(await test.import('2026-03-04')).toMatchObject({ kind: 'not_ready' });
    await test.after(24 * hourMs);
    expect(await test.import('2026-03-04')).toMatchObject({ kind: 'refused', code: 'STATEMENT_GAP' });
    test.bank.bend = (statement) => ({ ...statement, openingMinor: 400n, closingMinor: 400n });
    expect(await test.import('2026-03-03')).toEqual({
      kind: 'refused',
      code: 'STATEMENT_OPENING',
      why: 'it opens at 400, 2026-03-02 closed at 500',
    });
    expect(await test.exceptions()).toEqual([
      'STATEMENT_REFUSED custody-1/2026-03-03',
      'STATEMENT_REFUSED custody-1/2026-03-04',
    ]);
    test.bank.bend = (statement) => statement;
    expect(await test.import('2026-03-03')).toMatchObject({ kind: 'imported', lines: 0 });
    expect(await test.import('2026-03-04')).toMatchObject({ kind: 'imported' });
  });

  it('with a removed row is refused and the place named; with balances bent too, the payment is named', async () => {
    await test.sell('shop-a', 10_000n);
    await test.channelSettles('shop-a', 9_980n);
    test.bank.scripts = ['confirm'];
    const { instructionId } = await test.settle(4_000n);
    await test.custody.runDue();
    test.bank.bend = (statement) => ({
      ...statement,
      lines: statement.lines.filter((line) => line.instructionNo === ''),
    });
    expect(await test.endDay()).toEqual({
      kind: 'refused',
      code: 'STATEMENT_SUM',
      why: 'between the line 000001 and the closing -4000 minor units are missing',
    });
    test.bank.bend = (statement) => ({
      ...statement,
      lines: statement.lines.filter((line) => line.instructionNo === ''),
      closingMinor: statement.closingMinor + (statement.accountNumber === custodyNumber ? 4_000n : 0n),
    });
    expect(await test.import(test.yesterday)).toMatchObject({ kind: 'imported', lines: 1 });
    expect(await test.exceptions()).toContain(`LINE_MISSING ${instructionId}`);
    const proof = await test.proveDay(test.yesterday);
    expect(proof.passed).toBe(false);
    expect(proof.findings.map(({ code, account, differenceMinor }) => [code, account, differenceMinor])).toEqual([
      ['BALANCE_DIFFERS', 'platform.custody_bank/custody-1', 4_000n],
      ['TOTAL_DIFFERS', 'held', 4_000n],
    ]);
    expect(proof.findings[0]?.detail).toContain(`instruction ${instructionId} (4000) was paid on 2026-03-02`);
    expect(await test.exceptions()).toContain('CUSTODY_PROOF_FAILED 2026-03-02/CNY');
  });

  it('confirms what was unknown, and a payment without our number by payee, amount and day', async () => {
    await test.sell('shop-a', 10_000n);
    await test.channelSettles('shop-a', 9_980n);
    test.bank.scripts = ['silent_paid', 'silent_paid'];
    test.bank.silentInquiries = 1000;
    const first = await test.settle(4_000n);
    const second = await test.settle(3_000n);
    await test.custody.runDue();
    test.bank.bend = (statement) => ({
      ...statement,
      lines: statement.lines.map((line) => (line.amountMinor === 3_000n ? { ...line, instructionNo: '' } : line)),
    });
    expect(await test.endDay()).toMatchObject({ kind: 'imported', unexplained: 0 });
    expect(await test.status(first.instructionId)).toBe('confirmed');
    expect(await test.status(second.instructionId)).toBe('confirmed');
    expect(await test.proveDay(test.yesterday)).toMatchObject({ passed: true });
  });

  it('of two that could be the same payment decides nothing', async () => {
    await test.sell('shop-a', 10_000n);
    await test.channelSettles('shop-a', 9_980n);
    test.bank.scripts = ['silent_paid', 'silent_taken'];
    test.bank.silentInquiries = 1000;
    const ids = [(await test.settle(4_000n)).instructionId, (await test.settle(4_000n)).instructionId];
    await test.custody.runDue();
    test.bank.bend = (statement) => ({
      ...statement,
      lines: statement.lines.map((line) => ({ ...line, instructionNo: '' })),
    });
    expect(await test.endDay()).toMatchObject({ kind: 'imported', unexplained: 1 });
    for (const id of ids) expect(await test.status(id)).toBe('unknown');
    expect(await test.exceptions()).toContain('LINE_AMBIGUOUS custody-1/000002');
    const proof = await test.proveDay(test.yesterday);
    expect(proof.findings[0]).toMatchObject({
      code: 'BALANCE_DIFFERS',
      differenceMinor: -4_000n,
      detail: 'line 000002 of 2026-03-02 (out 4000) is in no book',
    });
  });

  it('of a debit that nobody told posts nothing and is named by the proof', async () => {
    await test.sell('shop-a', 10_000n);
    await test.channelSettles('shop-a', 9_980n);
    test.bank.debit(custodyNumber, 80n, 'court order');
    expect(await test.endDay()).toMatchObject({ unexplained: 1 });
    const proof = await test.proveDay(test.yesterday);
    expect(proof.findings[0]?.detail).toBe('line 000002 of 2026-03-02 (out 80) is in no book');
  });
});

describe('a returned payment', () => {
  it('makes the merchant owed again, days later', async () => {
    await test.sell('shop-a', 10_000n);
    await test.channelSettles('shop-a', 9_980n);
    test.bank.scripts = ['confirm'];
    const { instructionId } = await test.settle('all');
    await test.custody.runDue();
    await test.endDay();
    expect(await test.proveDay(test.yesterday)).toMatchObject({ passed: true });
    test.bank.giveBack(instructionId);
    await test.endDay();
    expect(await test.status(instructionId)).toBe('returned');
    expect(await test.balance('platform.merchant_payable', 'shop-a')).toBe(-9_962n);
    expect(await test.exceptions()).toEqual([`PAYMENT_RETURNED ${instructionId}`]);
    expect(await test.proveDay(test.yesterday)).toMatchObject({ passed: true });
    // The proof of the day before still holds: it counts entries up to its day.
    expect(await test.proveDay('2026-03-02')).toMatchObject({ passed: true, heldMinor: 18n });
  });

  it('whose handler refuses it stands in suspense', async () => {
    await test.sell('shop-a', 10_000n);
    await test.channelSettles('shop-a', 9_980n);
    test.custody.desk.onOutcome('payout', async (client, instruction, outcome) => {
      const members = { payee: { code: 'platform.customer_balance' as const, accountNumber: 'closed' } };
      await test.ledger.post(client, [
        {
          kind: outcome.event === 'returned' ? 'suspense_to_member' : 'payout_succeeded',
          reference: instruction.instructionId,
          currency: 'CNY',
          amounts: { amount: instruction.amountMinor },
          subjects: { bankAccountId: 'custody-1' },
          members,
          platformDate: outcome.platformDate,
        },
      ]);
    });
    test.bank.scripts = ['confirm'];
    const { instructionId } = await test.database.transaction(
      async (client) =>
        await test.custody.desk.instruct(client, {
          purpose: 'payout',
          bankAccountId: 'custody-1',
          payee: { name: '李四', bank: '招商银行', accountNumber: '6214', kind: 'personal' },
          amountMinor: 700n,
          subjectReference: 'p-1',
        }),
    );
    await test.custody.runDue();
    await test.endDay();
    test.bank.giveBack(instructionId);
    expect(await test.endDay()).toMatchObject({ kind: 'imported', suspense: 1 });
    expect(await test.status(instructionId)).toBe('confirmed');
    expect(await test.balance('platform.suspense', 'custody-1')).toBe(-700n);
    expect(await test.exceptions()).toContain('INSTRUCTION_NOT_POSTED custody-1/000003');
  });
});

describe('own money', () => {
  it('goes out no further than the platform’s own part, and comes in', async () => {
    await test.sell('shop-a', 100_000n);
    await test.channelSettles('shop-a', 99_800n);
    const move = async (direction: 'out_of_custody' | 'into_custody', amountMinor: bigint) =>
      await test.custody.moveOwnMoney({
        moveKey: test.ids.uuid7(),
        direction,
        custodyAccountId: 'custody-1',
        ownAccountId: 'own-1',
        amountMinor,
        requestedBy: 'ann',
      });
    await expect(move('out_of_custody', 181n)).rejects.toMatchObject({ code: 'CUSTODY_OWN_PART_TOO_SMALL' });
    test.bank.scripts = ['confirm', 'confirm'];
    await move('out_of_custody', 100n);
    await expect(move('out_of_custody', 81n)).rejects.toMatchObject({ code: 'CUSTODY_OWN_PART_TOO_SMALL' });
    await test.custody.runDue();
    expect(await test.balance('platform.own_bank', 'own-1')).toBe(100n);
    await move('into_custody', 40n);
    await test.custody.runDue();
    test.bank.debit(ownNumber, 5n, '手续费', 'fee');
    expect(await test.endDay()).toMatchObject({ unexplained: 0, suspense: 0 });
    expect(await test.balance('platform.own_bank', 'own-1')).toBe(55n);
    expect(await test.balance('platform.bank_fee_expense', 'own-1')).toBe(5n);
    expect(test.bank.balance(ownNumber)).toBe(55n);
    expect(await test.proveDay(test.yesterday)).toMatchObject({ passed: true });
  });
});

describe('suspense', () => {
  const arrive = async () => {
    test.bank.credit(custodyNumber, 300n, '不明来款');
    await test.endDay();
    const [held] = await test.custody.suspense.list({ limit: 10 });
    return held?.suspenseId ?? '';
  };
  const { suspense } = { suspense: () => test.custody.suspense };

  it('is cleared by two persons, once', async () => {
    const suspenseId = await arrive();
    const target = { to: 'member' as const, code: 'platform.customer_balance', accountNumber: 'M2' };
    await expect(suspense().approve({ suspenseId, operator: 'ben' })).rejects.toMatchObject({
      code: 'CUSTODY_SUSPENSE_REFUSED',
    });
    await suspense().propose({ suspenseId, target, operator: 'ann' });
    await expect(suspense().approve({ suspenseId, operator: 'ann' })).rejects.toMatchObject({
      code: 'CUSTODY_SAME_PERSON',
    });
    expect(await test.balance('platform.suspense', 'custody-1')).toBe(-300n);
    await suspense().approve({ suspenseId, operator: 'ben' });
    await expect(suspense().approve({ suspenseId, operator: 'cat' })).rejects.toMatchObject({
      code: 'CUSTODY_SUSPENSE_REFUSED',
    });
    expect(await test.balance('platform.suspense', 'custody-1')).toBe(0n);
    expect(await test.balance('platform.customer_balance', 'M2')).toBe(-300n);
    const history = await test.database.pool.query(
      'SELECT event, from_status, to_status, by_operator FROM custody_suspense_history ORDER BY version',
    );
    expect(history.rows).toEqual([
      { event: 'proposed', from_status: 'open', to_status: 'proposed', by_operator: 'ann' },
      { event: 'approved', from_status: 'proposed', to_status: 'cleared', by_operator: 'ben' },
    ]);
    expect(await test.proveDay(test.yesterday)).toMatchObject({ passed: true });
  });

  it.each([
    [
      { to: 'merchant' as const, merchantId: 'shop-a', businessDate: '2026-03-03' },
      'platform.merchant_payable',
      'shop-a',
    ],
    [
      { to: 'clearing' as const, merchantId: 'shop-a', channelAccountId: 'wechat-a' },
      'platform.channel_clearing',
      'shop-a/wechat-a',
    ],
    [{ to: 'income' as const }, 'platform.unclaimed_income', ''],
  ] as const)('goes to $to', async (target, code, subject) => {
    const suspenseId = await arrive();
    await suspense().propose({ suspenseId, target, operator: 'ann' });
    await suspense().approve({ suspenseId, operator: 'ben' });
    expect(await test.balance(code, subject)).toBe(-300n);
    expect(await test.balance('platform.suspense', 'custody-1')).toBe(0n);
  });

  it('declined is open again, and another may be proposed', async () => {
    const suspenseId = await arrive();
    await suspense().propose({ suspenseId, target: { to: 'income' }, operator: 'ann' });
    expect(await suspense().decline({ suspenseId, operator: 'ben' })).toMatchObject({ status: 'open', proposal: null });
    await suspense().propose({ suspenseId, target: { to: 'income' }, operator: 'ben' });
    expect(await suspense().approve({ suspenseId, operator: 'ann' })).toMatchObject({ status: 'cleared' });
  });

  it('is sent back, also after the bank refused once, and stands there again when that comes back', async () => {
    const suspenseId = await arrive();
    const target = { to: 'back' as const, payeeBank: '农业银行', payeeKind: 'personal' as const };
    const sendBack = async () => {
      await suspense().propose({ suspenseId, target, operator: 'ann' });
      const { instructionId } = await suspense().approve({ suspenseId, operator: 'ben' });
      await test.custody.runDue();
      return instructionId ?? '';
    };
    test.bank.scripts = ['reject', 'confirm'];
    expect(await test.status(await sendBack())).toBe('rejected');
    const second = await sendBack();
    expect(await test.status(second)).toBe('confirmed');
    expect(await test.balance('platform.suspense', 'custody-1')).toBe(0n);
    expect(test.bank.instructions.get(second)?.order.payee).toMatchObject({
      name: 'Customer',
      accountNumber: '6217000000000000018',
    });
    await test.endDay();
    expect(await test.proveDay(test.yesterday)).toMatchObject({ passed: true });
    test.bank.giveBack(second);
    await test.endDay();
    expect(await test.balance('platform.suspense', 'custody-1')).toBe(-300n);
    expect(await test.custody.suspense.list({ limit: 10 })).toMatchObject([{ status: 'open', amountMinor: 300n }]);
    expect(await test.proveDay(test.yesterday)).toMatchObject({ passed: true });
  });
});

describe('the proof', () => {
  it('asks for the statement, is kept, and closes its exception when it passes', async () => {
    test.bank.credit(custodyNumber, 500n, '充值 M1');
    await test.after(24 * hourMs);
    expect(await test.proveDay(test.yesterday)).toMatchObject({ passed: false, findings: [{ code: 'NO_STATEMENT' }] });
    await test.import(test.yesterday);
    expect(await test.proveDay(test.yesterday)).toMatchObject({ passed: true });
    expect(await test.exceptions()).toEqual([]);
    const kept = await test.custody.getProof({ date: test.yesterday, currency: 'CNY' });
    expect(kept).toMatchObject({ passed: true, heldMinor: 500n, owedMinor: 500n, runBy: 'ann' });
    await expect(test.custody.getProof({ date: '2020-01-01', currency: 'CNY' })).rejects.toMatchObject({
      code: 'CUSTODY_PROOF_NOT_FOUND',
    });
  });

  it('says where clients’ money is short', async () => {
    test.bank.credit(custodyNumber, 500n, '充值 M1');
    await test.database.transaction(
      async (client) =>
        await test.ledger.post(client, [
          {
            kind: 'red_packet_granted',
            reference: 'r-1',
            currency: 'CNY',
            amounts: { amount: 60n },
            subjects: { programmeId: 'spring' },
            platformDate: test.today,
          },
        ]),
    );
    await test.endDay();
    expect(await test.proveDay(test.yesterday)).toMatchObject({
      passed: false,
      findings: [{ code: 'CLIENT_MONEY_SHORT', differenceMinor: -60n }],
    });
  });

  it('names the account where the records and the books part', async () => {
    test.bank.credit(custodyNumber, 500n, '充值 M1');
    test.bank.credit(custodyNumber, 300n, '不明来款');
    await test.endDay();
    await test.database.pool.query('UPDATE custody_suspense SET amount_minor = 299');
    expect(await test.proveDay(test.yesterday)).toMatchObject({
      findings: [{ code: 'SUSPENSE_DIFFERS', account: 'platform.suspense/custody-1', differenceMinor: 1n }],
    });
  });

  it('of a payment that the bank books on another day than it said', async () => {
    await test.sell('shop-a', 10_000n);
    await test.channelSettles('shop-a', 9_980n);
    test.bank.scripts = ['confirm'];
    const { instructionId } = await test.settle(4_000n);
    await test.custody.runDue();
    const late = test.bank.lines.get(custodyNumber)?.at(-1);
    if (late) late.date = '2026-03-03';
    await test.endDay();
    expect(await test.proveDay('2026-03-02')).toMatchObject({ passed: false });
    await test.endDay();
    expect(await test.exceptions()).toContain(`LINE_OTHER_DAY ${instructionId}`);
    expect(await test.exceptions()).not.toContain(`LINE_MISSING ${instructionId}`);
    expect(await test.proveDay('2026-03-03')).toMatchObject({ passed: true });
    const proof = await test.proveDay('2026-03-02');
    expect(proof.findings[0]?.detail).toContain('the statement shows it on 2026-03-03');
  });
});

it('the position tells what comes and goes, and whether it suffices', async () => {
  await test.sell('shop-a', 10_000n);
  await test.sell('shop-b', 20_000n);
  await test.channelSettles('shop-a', 9_980n);
  await test.endDay();
  await test.settle('all', { merchantId: 'shop-b' });
  const [position] = await test.custody.position(test.today);
  expect(position).toMatchObject({
    accounts: [
      {
        bankAccountId: 'custody-1',
        openingMinor: 9_980n,
        closingMinor: 9_980n,
        expectedOutMinor: 19_924n,
        shortMinor: 9_944n,
      },
    ],
    expectedIn: [{ code: 'platform.card_clearing', subject: 'shop-b/card-b', amountMinor: 19_960n }],
    suffices: 'by_settlements',
  });
  await test.settle('all');
  expect(await test.custody.position(test.today)).toMatchObject([{ suffices: 'by_settlements' }]);
  const [before] = await test.custody.position('2026-03-02');
  expect(before).toMatchObject({
    accounts: [{ openingMinor: 0n, inMinor: 9_980n, outMinor: 0n, closingMinor: 9_980n, expectedOutMinor: 0n }],
    suffices: 'enough',
  });
});

describe('the daily round', () => {
  it('fetches what is missing, oldest first, and proves each day once', async () => {
    await test.sell('shop-a', 10_000n);
    await test.channelSettles('shop-a', 9_980n);
    expect(await test.custody.runDailyRound()).toEqual([]);
    await test.after(24 * hourMs);
    test.bank.credit(custodyNumber, 500n, '充值 M1');
    await test.after(24 * hourMs);
    expect(await test.custody.runDailyRound()).toEqual(['2026-03-02', '2026-03-03']);
    expect(await test.custody.runDailyRound()).toEqual([]);
    expect(await test.custody.getProof({ date: '2026-03-03', currency: 'CNY' })).toMatchObject({
      passed: true,
      runBy: 'server',
    });
    expect(await test.exceptions()).toEqual([]);
  });

  it('goes by itself while the server runs, and ends with it', async () => {
    test.bank.credit(custodyNumber, 500n, '充值 M1');
    await test.custody.start();
    await test.clock.advance(25 * hourMs);
    await test.custody.stop();
    expect(test.clock.pending).toBe(0);
    expect(await test.custody.getProof({ date: '2026-03-02', currency: 'CNY' })).toMatchObject({ passed: true });
  });

  it('tells a person where a statement does not come, or is refused', async () => {
    test.bank.credit(custodyNumber, 500n, '充值 M1');
    await test.after(24 * hourMs);
    test.bank.isDown = true;
    expect(await test.custody.runDailyRound()).toEqual([]);
    expect(await test.exceptions()).toEqual(['STATEMENT_LATE custody-1/2026-03-02', 'STATEMENT_LATE own-1/2026-03-02']);
    test.bank.isDown = false;
    test.bank.bend = (statement) => ({ ...statement, lines: [] });
    await test.custody.runDailyRound();
    expect(await test.exceptions()).toContain('STATEMENT_REFUSED custody-1/2026-03-02');
  });
});
