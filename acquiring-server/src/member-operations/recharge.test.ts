import { describe, expect, it } from 'vitest';
import { cny, refusal, testWallet } from './test-wallet.fixture.ts';

const wallet = testWallet();
const minute = 60_000;

describe('a recharge', () => {
  it('posts with the success that the channel answers', async () => {
    const member = await wallet.member();
    const operation = await wallet.recharge(member, 10_000n);
    expect(operation).toMatchObject({ status: 'created', version: 1, channelCostMinor: 60n, feeMinor: 0n });
    expect(await wallet.after(0, operation)).toMatchObject({ status: 'succeeded', dueAtMs: null, driver: '' });
    expect(await wallet.money(member)).toEqual([10_000n, 0n]);
    expect(await wallet.events(operation)).toEqual(['accepted:created', 'sent:processing', 'money_held:succeeded']);
  });

  it('has a number of its own at the channel, though another company used the same key', async () => {
    const operationKey = wallet.ids.uuid7();
    const made = [];
    for (const companyId of ['one-company', 'other-company']) {
      wallet.caller = { ...wallet.caller, companyId };
      const accountNumber = await wallet.member();
      const request = { operationKey, accountNumber, amount: cny(100n), remark: '' };
      made.push(await wallet.server.service.recharge(wallet.caller, request));
    }
    expect(made[0]?.channelNumber).not.toBe(made[1]?.channelNumber);
    expect(made.map(({ channelNumber }) => channelNumber.length)).toEqual([28, 28]);
  });

  it('is refused where no channel is configured: nothing is pretended', async () => {
    wallet.channels.configured = false;
    const member = await wallet.member();
    expect(await refusal(wallet.recharge(member, 1n))).toBe('MEMBER_OPERATION_NO_CHANNEL');
  });

  it('waits where its channel is gone, and tells a person', async () => {
    const operation = await wallet.recharge(await wallet.member(), 1n);
    wallet.channels.configured = false;
    expect(await wallet.after(0, operation)).toMatchObject({ status: 'created' });
    expect(await wallet.exceptions(operation)).toEqual(['RECHARGE_NO_CHANNEL']);
    wallet.channels.configured = true;
    expect(await wallet.after(minute, operation)).toMatchObject({ status: 'succeeded' });
  });

  it('fails where the channel declines', async () => {
    wallet.channels.rechargeScript = () => 'decline';
    const member = await wallet.member();
    const operation = await wallet.recharge(member, 500n);
    expect(await wallet.after(0, operation)).toMatchObject({ status: 'failed', reasonCode: 'CARD_DECLINED' });
    expect(await wallet.money(member)).toEqual([0n, 0n]);
  });

  it('waits for its payer, who pays', async () => {
    wallet.channels.rechargeScript = () => 'pending';
    const member = await wallet.member();
    const operation = await wallet.recharge(member, 700n);
    expect(await wallet.after(0, operation)).toMatchObject({
      status: 'awaiting_payer',
      payerUrl: 'https://bank.example/pay',
    });
    wallet.channels.payerPays(operation.channelNumber);
    expect(await wallet.after(minute, operation)).toMatchObject({ status: 'succeeded', payerUrl: '' });
    expect(await wallet.exceptions(operation)).toEqual([]);
    expect(await wallet.money(member)).toEqual([700n, 0n]);
  });

  it('is closed after the payer’s time, but only when the channel confirmed it', async () => {
    wallet.channels.rechargeScript = () => 'pending';
    wallet.channels.closes = false;
    const operation = await wallet.recharge(await wallet.member(), 700n);
    await wallet.after(0, operation);
    expect(await wallet.after(14 * minute, operation)).toMatchObject({ status: 'awaiting_payer' });
    expect(await wallet.after(2 * minute, operation)).toMatchObject({ status: 'closing' });
    expect(await wallet.after(300 * minute, operation)).toMatchObject({ status: 'closing' });
    wallet.channels.closes = true;
    expect(await wallet.after(60 * minute, operation)).toMatchObject({ status: 'closed', counted: false });
    expect(wallet.channels.orders.get(operation.channelNumber)?.state).toBe('closed');
  });

  it('honours a success that the close finds', async () => {
    wallet.channels.rechargeScript = () => 'pending';
    wallet.channels.queryScript = () => ({ kind: 'unknown', why: 'down' });
    const member = await wallet.member();
    const operation = await wallet.recharge(member, 700n);
    await wallet.after(0, operation);
    wallet.channels.payerPays(operation.channelNumber);
    expect(await wallet.after(20 * minute, operation)).toMatchObject({ status: 'succeeded' });
    expect(await wallet.money(member)).toEqual([700n, 0n]);
  });

  it.each(['closed', 'failed'] as const)('honours a success that comes when it is %s, once', async (ending) => {
    wallet.channels.rechargeScript = () => (ending === 'failed' ? 'decline' : 'pending');
    const member = await wallet.member();
    const operation = await wallet.recharge(member, 700n);
    await wallet.after(0, operation);
    expect(await wallet.after(20 * minute, operation)).toMatchObject({ status: ending });
    const word = wallet.channels.word(operation.channelNumber);
    for (let time = 0; time < 5; time++) {
      await Promise.all([
        wallet.server.facts.takeRechargePaid(wallet.caller.companyId, word),
        wallet.server.facts.takeRechargePaid(wallet.caller.companyId, word),
      ]);
    }
    expect(await wallet.now(operation)).toMatchObject({ status: 'succeeded', counted: true });
    expect(await wallet.money(member)).toEqual([700n, 0n]);
  });

  it('asks after silence, under the same number', async () => {
    wallet.channels.rechargeScript = () => 'silent_paid';
    const member = await wallet.member();
    const operation = await wallet.recharge(member, 700n);
    expect(await wallet.after(0, operation)).toMatchObject({ status: 'unknown' });
    expect(await wallet.after(minute, operation)).toMatchObject({ status: 'succeeded' });
    expect(wallet.channels.calls).toEqual([`start ${operation.channelNumber}`, `query ${operation.channelNumber}`]);
  });

  it('does not take "no such order" for "not paid": it is closed first', async () => {
    wallet.channels.rechargeScript = () => 'silent_lost';
    const operation = await wallet.recharge(await wallet.member(), 700n);
    await wallet.after(0, operation);
    expect(await wallet.after(10 * minute, operation)).toMatchObject({ status: 'unknown' });
    expect(await wallet.exceptions(operation)).toEqual([]);
    expect(await wallet.after(10 * minute, operation)).toMatchObject({ status: 'closed' });
    expect(wallet.channels.calls.at(-1)).toBe(`close ${operation.channelNumber}`);
  });

  it('lets its payer go on where the order turns out to be open', async () => {
    wallet.channels.rechargeScript = () => 'silent_open';
    const operation = await wallet.recharge(await wallet.member(), 700n);
    await wallet.after(0, operation);
    expect(await wallet.after(minute, operation)).toMatchObject({ status: 'awaiting_payer' });
  });

  it('is tried again under the same number where nothing was sent', async () => {
    wallet.channels.rechargeScript = () => 'not_sent';
    const operation = await wallet.recharge(await wallet.member(), 700n);
    expect(await wallet.after(0, operation)).toMatchObject({ status: 'created' });
    wallet.channels.rechargeScript = () => 'approve';
    expect(await wallet.after(minute, operation)).toMatchObject({ status: 'succeeded' });
    expect(new Set(wallet.channels.calls)).toEqual(new Set([`start ${operation.channelNumber}`]));
  });

  it('ends where nothing was sent until the payer’s time was over', async () => {
    wallet.channels.rechargeScript = () => 'not_sent';
    const operation = await wallet.recharge(await wallet.member(), 700n);
    await wallet.after(0, operation);
    expect(await wallet.after(60 * minute, operation)).toMatchObject({ status: 'closed' });
  });

  it.each([
    ['wrong_amount', 'RECHARGE_FACTS_DIFFER'],
    ['throw', undefined],
  ] as const)('does not believe %s', async (script, code) => {
    wallet.channels.rechargeScript = () => script;
    const member = await wallet.member();
    const operation = await wallet.recharge(member, 700n);
    expect(await wallet.after(0, operation)).toMatchObject({ status: 'unknown' });
    expect(await wallet.exceptions(operation)).toEqual(code ? [code] : []);
    expect(await wallet.money(member)).toEqual([0n, 0n]);
  });

  it.each([
    ['channelAccountId', { channelAccountId: 'another' }],
    ['amount', { amount: { amountMinor: 699n, currency: 'CNY' } }],
    ['currency', { amount: { amountMinor: 700n, currency: 'USD' } }],
  ] as const)('does not believe a notice of another %s', async (_, change) => {
    wallet.channels.rechargeScript = () => 'pending';
    const member = await wallet.member();
    const operation = await wallet.recharge(member, 700n);
    await wallet.after(0, operation);
    const word = wallet.channels.word(operation.channelNumber, change);
    await wallet.server.facts.takeRechargePaid(wallet.caller.companyId, word);
    expect(await wallet.now(operation)).toMatchObject({ status: 'awaiting_payer' });
    expect(await wallet.exceptions(operation)).toEqual(['RECHARGE_FACTS_DIFFER']);
    expect(await wallet.money(member)).toEqual([0n, 0n]);
  });

  it('tells a person of a notice that is nobody’s', async () => {
    const word = wallet.channels.word('NOBODY', {});
    expect(await wallet.server.facts.takeRechargePaid(wallet.caller.companyId, word)).toBeUndefined();
    expect(await wallet.exceptions({ operationKey: 'NOBODY' })).toEqual(['RECHARGE_OF_NOBODY']);
  });

  it('asks after a restart, and never sends twice', async () => {
    const member = await wallet.member();
    const operation = await wallet.recharge(member, 700n);
    // The server ends with the call out: the channel has it, nobody heard its answer.
    await wallet.database.pool.query(
      `UPDATE member_operation SET status = 'processing', driver = 'server-1', due_at_ms = $2 WHERE operation_key = $1`,
      [operation.operationKey, wallet.clock.nowMs() + 90_000],
    );
    wallet.channels.orders.set(operation.channelNumber, {
      state: 'paid',
      amount: { amountMinor: 700n, currency: 'CNY' },
      transactionId: 'T1',
    });
    wallet.server = wallet.newServer('server-1');
    await wallet.server.worker.start();
    await wallet.server.worker.stop();
    expect(await wallet.after(0, operation)).toMatchObject({ status: 'succeeded', channelTransactionId: 'T1' });
    expect(wallet.channels.calls).toEqual([`query ${operation.channelNumber}`]);
    expect(await wallet.events(operation)).toEqual(['accepted:created', 'no_answer:unknown', 'money_held:succeeded']);
  });

  it('is given up by a person: closed at the channel first', async () => {
    wallet.channels.rechargeScript = () => 'pending';
    const operation = await wallet.recharge(await wallet.member(), 700n);
    await wallet.after(0, operation);
    const { operationKey } = operation;
    const giveUp = async () =>
      await wallet.server.service.giveUpRecharge(wallet.caller, { operationKey, why: 'changed my mind' });
    expect(await giveUp()).toMatchObject({ status: 'closing' });
    expect(await giveUp()).toMatchObject({ status: 'closing' });
    expect(await wallet.after(0, operation)).toMatchObject({ status: 'closed' });
    expect(await giveUp()).toMatchObject({ status: 'closed' });
  });

  it('waits with the money where the account takes none, and posts it when it does again', async () => {
    wallet.channels.rechargeScript = () => 'pending';
    const member = await wallet.member();
    const operation = await wallet.recharge(member, 700n);
    await wallet.after(0, operation);
    await wallet.setStatus(member, 'stopped');
    wallet.channels.payerPays(operation.channelNumber);
    expect(await wallet.after(minute, operation)).toMatchObject({ status: 'unknown' });
    expect(await wallet.exceptions(operation)).toEqual(['ACCOUNT_TAKES_NO_POSTING']);
    expect(await wallet.after(300 * minute, operation)).toMatchObject({ status: 'unknown' });
    await wallet.setStatus(member, 'normal');
    expect(await wallet.after(60 * minute, operation)).toMatchObject({ status: 'succeeded' });
    expect(await wallet.money(member)).toEqual([700n, 0n]);
  });
});

describe('a recharge that went back', () => {
  const goesBack = async (operation: { channelNumber: string }) =>
    await wallet.server.facts.takeRechargeReturned(
      wallet.caller.companyId,
      wallet.channels.word(operation.channelNumber),
    );

  it('is taken from the balance that covers it, once', async () => {
    const member = await wallet.member(300n);
    const operation = await wallet.recharge(member, 10_000n);
    await wallet.after(0, operation);
    await goesBack(operation);
    await goesBack(operation);
    expect(await wallet.now(operation)).toMatchObject({ status: 'reversed', shortfallMinor: 0n, counted: false });
    expect(await wallet.money(member)).toEqual([300n, 0n]);
    expect(await wallet.exceptions(operation)).toEqual([]);
  });

  it('leaves a receivable where it was spent: never a balance below zero', async () => {
    const member = await wallet.member();
    const other = await wallet.member();
    const operation = await wallet.recharge(member, 10_000n);
    await wallet.after(0, operation);
    await wallet.transfer(member, other, 8000n);
    // A part of the rest waits for its payee: it is not there to be taken.
    const waiting = await wallet.transfer(member, other, 500n, minute);
    const before = await wallet.platform('platform.member_receivable');
    await goesBack(operation);
    expect(await wallet.now(operation)).toMatchObject({ status: 'reversed', shortfallMinor: 8500n });
    expect(await wallet.money(member)).toEqual([500n, 500n]);
    expect((await wallet.platform('platform.member_receivable')) - before).toBe(8500n);
    expect(await wallet.exceptions(operation)).toEqual(['RECHARGE_REVERSED_SHORT']);
    expect(await wallet.after(minute, waiting)).toMatchObject({ status: 'expired' });

    const { operationKey } = operation;
    const recover = async () => await wallet.server.facts.recoverShortfall(wallet.caller, operationKey);
    expect(await recover()).toBe(500n);
    expect(await recover()).toBe(0n);
    await wallet.fund(member, 9000n);
    expect(await recover()).toBe(8000n);
    expect(await recover()).toBe(0n);
    expect(await wallet.money(member)).toEqual([1000n, 0n]);
    expect(await wallet.platform('platform.member_receivable')).toBe(before);
  });

  it('takes nothing from an account that is frozen: all of it is owed', async () => {
    const member = await wallet.member();
    const operation = await wallet.recharge(member, 1000n);
    await wallet.after(0, operation);
    await wallet.setStatus(member, 'frozen');
    await goesBack(operation);
    expect(await wallet.now(operation)).toMatchObject({ status: 'reversed', shortfallMinor: 1000n });
    expect(await wallet.money(member)).toEqual([1000n, 0n]);
    await wallet.setStatus(member, 'normal');
    expect(await wallet.server.facts.recoverShortfall(wallet.caller, operation.operationKey)).toBe(1000n);
  });

  it('is asked about where it was not known to be paid', async () => {
    wallet.channels.rechargeScript = () => 'silent_paid';
    const operation = await wallet.recharge(await wallet.member(), 1000n);
    await wallet.after(0, operation);
    await goesBack(operation);
    expect(await wallet.now(operation)).toMatchObject({ status: 'unknown', dueAtMs: wallet.clock.nowMs() });
  });

  it('is refused a recovery in another state', async () => {
    const operation = await wallet.recharge(await wallet.member(), 1000n);
    await wallet.after(0, operation);
    expect(await refusal(wallet.server.facts.recoverShortfall(wallet.caller, operation.operationKey))).toBe(
      'MEMBER_OPERATION_WRONG_STATE',
    );
    expect(await refusal(wallet.server.facts.recoverShortfall(wallet.caller, wallet.ids.uuid7()))).toBe(
      'MEMBER_OPERATION_NOT_FOUND',
    );
  });
});
