/** A payment from a member's balance through the whole core, over the real channel and ledger. */
import { SeededRandom } from '@qiantai/foundation';
import { mintWalletCode } from '@qiantai/protos';
import { describe, expect, it } from 'vitest';
import { platformBook } from '../ledger/journal.ts';
import { keyOf, password, refusal } from '../member-operations/test-wallet.fixture.ts';
import { testBalance } from './test-balance.fixture.ts';

const shop = testBalance();

/** A member who is asked for the password from 100.00 on. */
const asking = async (fundsMinor: bigint) => {
  shop.terms = { passwordFreeMinorMax: '10000' };
  const accountNumber = await shop.member(fundsMinor);
  await shop.database.pool.query(
    `UPDATE member_account SET withdrawal_password_hash = 'set' WHERE account_number = $1`,
    [accountNumber],
  );
  return accountNumber;
};
const chargesOf = async (accountNumber: string) => await shop.desk.charges(shop.of(accountNumber), '');

describe('a payment from a balance', () => {
  it('takes it once, owes it to the merchant less the fee, and leaves no clearing', async () => {
    const member = await shop.member(20_000n);
    const payment = await shop.pay(member, 10_000n);
    expect(payment).toMatchObject({ status: 'paid', channel: 'balance', tender: 'balance', reasonCode: '' });
    expect(payment.channelTransactionId).toMatch(/^20[0-9]{26}$/);
    expect(await shop.money(member)).toEqual([10_000n, 0n]);
    expect(await shop.books()).toEqual({
      'merchant.acquiring_fee_expense': 38n,
      'merchant.receivable_from_acquirer': 9_962n,
      'merchant.sales': -10_000n,
      'platform.fee_income': -38n,
      'platform.merchant_payable': -9_962n,
    });
    const [charge] = await chargesOf(member);
    expect(charge).toMatchObject({
      status: 'paid',
      amountMinor: 10_000n,
      description: 'groceries',
      storeId: 'store-1',
    });
  });

  it('takes one code once, from whichever till', async () => {
    const member = await shop.member(20_000n);
    const code = await shop.code(member);
    const requests = [shop.request(code, 500n), shop.request(code, 700n), shop.request(code, 900n)];
    await Promise.all(requests.map(async (request) => await shop.core.pay(shop.shop, request, { waitMs: 0 })));
    await shop.core.stop();
    const ends = await Promise.all(requests.map(async ({ paymentKey }) => await shop.view(paymentKey)));
    const paid = ends.filter(({ status }) => status === 'paid');
    expect(paid).toHaveLength(1);
    expect(ends.filter(({ reasonCode }) => reasonCode === 'CODE_USED')).toHaveLength(2);
    expect((await shop.balance(member)).totalMinor).toBe(20_000n - (paid[0]?.amount.amountMinor ?? 0n));
  });

  it('counts freezes, overdrafts and money that others take at the same time', async () => {
    const member = await shop.member(1000n);
    const codes = [await shop.code(member), await shop.code(member), await shop.code(member)];
    const ends = await Promise.all(codes.map(async (code) => await shop.payBy(code, 400n)));
    expect(ends.map(({ status }) => status).sort()).toEqual(['failed', 'paid', 'paid']);
    expect(ends.find(({ status }) => status === 'failed')?.reasonCode).toBe('INSUFFICIENT_FUNDS');
    expect(await shop.money(member)).toEqual([200n, 0n]);
    const hold = { bookId: platformBook, holdId: shop.ids.uuid7(), reference: 'suspicion' };
    const account = keyOf(member);
    await shop.ledger.submit({
      journals: [],
      holds: [{ ...hold, step: 'place', account, freeze: 'risk', amountMinor: 150n, expiresAtMs: null }],
    });
    expect((await shop.pay(member, 51n)).reasonCode).toBe('INSUFFICIENT_FUNDS');
    expect((await shop.pay(member, 50n)).status).toBe('paid');
    await shop.ledger.submit({ journals: [], holds: [{ ...hold, step: 'release', amountMinor: 'rest' }] });
  });

  it.each([
    ['a code that nobody was given', () => mintWalletCode(new SeededRandom('nobody')), 'CODE_INVALID'],
    ['a code with a wrong digit', () => '79'.padEnd(20, '1'), 'NO_ROUTE'],
    ['another wallet’s code', () => '131234567890123456', 'NO_ROUTE'],
  ])('refuses %s', async (_, code, reasonCode) => {
    expect(await shop.payBy(code(), 100n)).toMatchObject({ status: 'failed', reasonCode });
  });

  it('refuses codes that are over, and codes of another company’s members', async () => {
    const member = await shop.member(1000n);
    const code = await shop.code(member);
    await shop.clock.advance(60_000);
    expect(await shop.payBy(code, 100n)).toMatchObject({ status: 'failed', reasonCode: 'CODE_EXPIRED' });
    const foreign = await shop.code(member);
    const { companyId } = shop.caller;
    shop.caller = { companyId: `${companyId}-other`, by: 'clerk' };
    expect(await shop.payBy(foreign, 100n)).toMatchObject({ status: 'failed', reasonCode: 'CODE_INVALID' });
    shop.caller = { companyId, by: 'clerk' };
    expect(await shop.money(member)).toEqual([1000n, 0n]);
  });

  it.each([
    ['frozen', 'PAYER_ACCOUNT_FROZEN'],
    ['stopped', 'PAYER_ACCOUNT_FROZEN'],
  ] as const)('refuses an account that is %s since its code was shown', async (status, reasonCode) => {
    const member = await shop.member(1000n);
    const code = await shop.code(member);
    await shop.setStatus(member, status);
    expect(await shop.payBy(code, 100n)).toMatchObject({ status: 'failed', reasonCode });
    expect(await refusal(shop.code(member))).toBe('MEMBER_OPERATION_ACCOUNT_REFUSED');
  });

  it('keeps the day’s limit', async () => {
    shop.terms = { dayMinorMax: '1000' };
    const member = await shop.member(5000n);
    expect((await shop.pay(member, 600n)).status).toBe('paid');
    expect((await shop.pay(member, 401n)).reasonCode).toBe('LIMIT_EXCEEDED');
    expect((await shop.pay(member, 400n)).status).toBe('paid');
    await shop.clock.advance(86_400_000);
    expect((await shop.pay(member, 1000n)).status).toBe('paid');
  });
});

describe('an answer that is lost', () => {
  it('is found by inquiry', async () => {
    const member = await shop.member(1000n);
    const { gateway } = shop;
    let lost = 0;
    shop.gateway = {
      ...gateway,
      pay: async (operation) => {
        await gateway.pay(operation);
        lost += 1;
        return { kind: 'unknown', why: 'lost' };
      },
    };
    const payment = await shop.pay(member, 300n);
    expect([payment.status, lost]).toEqual(['unknown', 1]);
    expect(await shop.openClearing()).toHaveLength(1);
    expect((await shop.later(1000, payment.paymentKey)).status).toBe('paid');
    expect(await shop.money(member)).toEqual([700n, 0n]);
  });

  it('is undone where the cashier gives it up, however often that is asked', async () => {
    const member = await shop.member(1000n);
    const { gateway } = shop;
    shop.gateway = {
      ...gateway,
      pay: async (operation) => {
        await gateway.pay(operation);
        return { kind: 'unknown', why: 'lost' };
      },
      reverse: async (attempt) => {
        const first = await gateway.reverse(attempt);
        expect(await gateway.reverse(attempt)).toEqual(first);
        return first;
      },
    };
    const request = shop.request(await shop.code(member), 300n);
    await shop.core.pay(shop.shop, request, { waitMs: 0 });
    await shop.core.stop();
    expect(await shop.cancel(request)).toMatchObject({ status: 'closed', reasonCode: 'CASHIER_CANCELLED' });
    expect(await shop.money(member)).toEqual([1000n, 0n]);
    expect((await chargesOf(member))[0]?.status).toBe('reversed');
  });

  it('takes nothing where the call comes after the reversal', async () => {
    const member = await shop.member(1000n);
    const { gateway } = shop;
    let late: (() => Promise<unknown>) | undefined;
    shop.gateway = {
      ...gateway,
      pay: async (operation) => {
        late = async () => await gateway.pay(operation);
        return { kind: 'unknown', why: 'still on its way' };
      },
    };
    const request = shop.request(await shop.code(member), 300n);
    await shop.core.pay(shop.shop, request, { waitMs: 0 });
    await shop.core.stop();
    expect((await shop.cancel(request)).status).toBe('closed');
    expect(await late?.()).toMatchObject({ kind: 'declined', reasonCode: 'ORDER_CLOSED' });
    expect(await shop.money(member)).toEqual([1000n, 0n]);
  });
});

describe('a payment that asks for the password', () => {
  it('waits for the member’s word, and is paid by it', async () => {
    const member = await asking(50_000n);
    const payment = await shop.pay(member, 20_000n);
    expect(payment.status).toBe('awaiting_payer');
    const [charge] = await chargesOf(member);
    expect(charge).toMatchObject({ status: 'awaiting_payer', expiresAtMs: payment.deadlineMs });
    const chargeNo = charge?.chargeNo ?? '';
    const confirm = async (given: string) => await shop.desk.confirm(shop.of(member), { chargeNo, password: given });
    expect(await refusal(confirm('000000'))).toBe('MEMBER_OPERATION_PASSWORD_WRONG');
    expect((await shop.later(1000, payment.paymentKey)).status).toBe('awaiting_payer');
    expect((await confirm(password)).status).toBe('paid');
    // An answer that was lost is asked for again.
    expect((await confirm(password)).status).toBe('paid');
    expect(await shop.later(3000, payment.paymentKey)).toMatchObject({ status: 'paid' });
    expect(await shop.money(member)).toEqual([30_000n, 0n]);
  });

  it('asks for it too when the day’s sum without it is used up', async () => {
    const member = await asking(50_000n);
    shop.terms['passwordFreeDayMinorMax'] = '15000';
    expect((await shop.pay(member, 9000n)).status).toBe('paid');
    const second = await shop.pay(member, 6001n);
    expect(second.status).toBe('awaiting_payer');
    const [charge] = await chargesOf(member);
    await shop.desk.refuse(shop.of(member), { chargeNo: charge?.chargeNo ?? '' });
    expect(await shop.later(1000, second.paymentKey)).toMatchObject({
      status: 'closed',
      reasonCode: 'PAYER_CANCELLED',
    });
  });

  it('is refused where no password is set, and where it was tried too often', async () => {
    const bare = await shop.member(50_000n);
    shop.terms = { passwordFreeMinorMax: '0' };
    expect((await shop.pay(bare, 1n)).reasonCode).toBe('PAYMENT_PASSWORD_NOT_SET');
    const member = await asking(50_000n);
    const payment = await shop.pay(member, 20_000n);
    const chargeNo = (await chargesOf(member))[0]?.chargeNo ?? '';
    const wrong = async () => await refusal(shop.desk.confirm(shop.of(member), { chargeNo, password: '1' }));
    for (let count = 0; count < 4; count++) expect(await wrong()).toBe('MEMBER_OPERATION_PASSWORD_WRONG');
    expect(await wrong()).toBe('done');
    expect(await shop.later(1000, payment.paymentKey)).toMatchObject({
      status: 'closed',
      reasonCode: 'PAYMENT_PASSWORD_LOCKED',
    });
    expect(await shop.money(member)).toEqual([50_000n, 0n]);
  });

  it('is closed by its time, and a word that comes later takes nothing', async () => {
    const member = await asking(50_000n);
    const payment = await shop.pay(member, 20_000n);
    const chargeNo = (await chargesOf(member))[0]?.chargeNo ?? '';
    await shop.clock.advance(75_000);
    const confirm = async () => await refusal(shop.desk.confirm(shop.of(member), { chargeNo, password }));
    expect(await confirm()).toBe('BALANCE_CHARGE_OVER');
    expect(await shop.later(0, payment.paymentKey)).toMatchObject({ status: 'closed', reasonCode: 'PAYER_TIMED_OUT' });
    expect(await confirm()).toBe('BALANCE_CHARGE_OVER');
    expect(await shop.money(member)).toEqual([50_000n, 0n]);
  });

  it('is declined where the balance has gone before the word comes', async () => {
    const member = await asking(30_000n);
    const payment = await shop.pay(member, 25_000n);
    expect((await shop.pay(member, 9000n)).status).toBe('paid');
    const charges = await chargesOf(member);
    const chargeNo = charges.find(({ status }) => status === 'awaiting_payer')?.chargeNo ?? '';
    expect(await shop.desk.confirm(shop.of(member), { chargeNo, password })).toMatchObject({
      status: 'declined',
      reasonCode: 'INSUFFICIENT_FUNDS',
    });
    expect(await shop.later(1000, payment.paymentKey)).toMatchObject({ reasonCode: 'INSUFFICIENT_FUNDS' });
  });

  it('is the account’s own: nobody else confirms or sees it', async () => {
    const member = await asking(50_000n);
    const other = await asking(0n);
    await shop.pay(member, 20_000n);
    const chargeNo = (await chargesOf(member))[0]?.chargeNo ?? '';
    expect(await refusal(shop.desk.confirm(shop.of(other), { chargeNo, password }))).toBe('BALANCE_CHARGE_NOT_FOUND');
    expect(await refusal(shop.desk.refuse(shop.of(other), { chargeNo }))).toBe('BALANCE_CHARGE_NOT_FOUND');
    expect(await chargesOf(other)).toEqual([]);
    const foreign = { companyId: 'elsewhere', accountNumber: member };
    expect(await refusal(shop.desk.charges(foreign, ''))).toBe('MEMBER_OPERATION_ACCOUNT_NOT_FOUND');
    await shop.desk.refuse(shop.of(member), { chargeNo });
    await shop.clock.advance(80_000);
    await shop.core.runDue();
  });
});

describe('a refund', () => {
  it('goes back to the balance, in parts, each number once, never more than was paid', async () => {
    const member = await shop.member(1000n);
    const payment = await shop.pay(member, 900n);
    const key = shop.ids.refundKey();
    expect(await shop.refund(payment, 300n, key)).toMatchObject({ status: 'succeeded', channel: 'balance' });
    expect(await shop.refund(payment, 300n, key)).toMatchObject({ status: 'succeeded' });
    expect(await shop.money(member)).toEqual([400n, 0n]);
    expect(await refusal(shop.refund(payment, 601n))).toBe('REFUND_TOO_MUCH');
    expect(await refusal(shop.refund(payment, 299n, key))).toBe('REFUND_KEY_CONFLICT');
    expect((await shop.refund(payment, 600n)).status).toBe('succeeded');
    expect(await shop.money(member)).toEqual([1000n, 0n]);
    expect((await chargesOf(member))[0]).toMatchObject({ status: 'paid', refundedMinor: 900n });
  });

  it('is found by inquiry where its answer is lost', async () => {
    const member = await shop.member(1000n);
    const payment = await shop.pay(member, 900n);
    const { gateway } = shop;
    shop.gateway = {
      ...gateway,
      refund: async (operation) => {
        await gateway.refund(operation);
        return { kind: 'unknown', why: 'lost' };
      },
    };
    const refund = await shop.refund(payment, 900n);
    expect(refund.status).toBe('unknown');
    await shop.clock.advance(2000);
    await shop.core.runDue();
    expect((await shop.core.getRefund(shop.shop, refund.refundKey, { waitMs: 0 })).status).toBe('succeeded');
    expect(await shop.money(member)).toEqual([1000n, 0n]);
  });

  it('goes to a frozen account, and waits for one that is stopped', async () => {
    const member = await shop.member(1000n);
    const payment = await shop.pay(member, 900n);
    await shop.setStatus(member, 'frozen');
    expect((await shop.refund(payment, 100n)).status).toBe('succeeded');
    await shop.setStatus(member, 'stopped');
    const refund = await shop.refund(payment, 200n);
    expect(refund.status).toBe('needs_person');
    expect(await shop.money(member)).toEqual([200n, 0n]);
    await shop.setStatus(member, 'normal');
    await shop.clock.advance(3000);
    await shop.core.runDue();
    expect((await shop.core.getRefund(shop.shop, refund.refundKey, { waitMs: 0 })).status).toBe('succeeded');
    expect(await shop.money(member)).toEqual([400n, 0n]);
  });
});
