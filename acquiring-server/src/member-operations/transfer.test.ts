import { describe, expect, it } from 'vitest';
import { defaultTerms } from './operation-terms.ts';
import { cny, password, refusal, testWallet } from './test-wallet.fixture.ts';

const wallet = testWallet();
const minute = 60_000;

const accept = async (operationKey: string, accountNumber: string) =>
  await wallet.server.service.acceptTransfer(wallet.caller, { operationKey, accountNumber });
const decline = async (operationKey: string, accountNumber: string) =>
  await wallet.server.service.declineTransfer(wallet.caller, { operationKey, accountNumber, why: 'not mine' });

async function twoMembers(fundsMinor = 1000n): Promise<[string, string]> {
  return [await wallet.member(fundsMinor), await wallet.member()];
}

describe('a transfer', () => {
  it('is made at once, with its fee', async () => {
    const [payer, payee] = await twoMembers();
    const key = { companyId: wallet.caller.companyId, typeCode: '101', kind: 'transfer', currency: 'CNY' } as const;
    const fee = { basisPoints: 100, minimumMinor: 0n, maximumMinor: null, freePerMonthMinor: 0n };
    await wallet.server.service.writeTerms(wallet.caller, key, { ...defaultTerms, fee });
    const operation = await wallet.transfer(payer, payee, 500n);
    expect(operation).toMatchObject({ status: 'succeeded', feeMinor: 5n, dueAtMs: null });
    expect(await wallet.money(payer)).toEqual([495n, 0n]);
    expect(await wallet.money(payee)).toEqual([500n, 0n]);
    expect(await wallet.events(operation)).toEqual(['accepted:created', 'funds_held:held', 'settled:succeeded']);
  });

  it('waits for its payee, who accepts, once', async () => {
    const [payer, payee] = await twoMembers();
    const { operationKey } = await wallet.transfer(payer, payee, 600n, minute);
    expect(await wallet.money(payer)).toEqual([1000n, 600n]);
    expect(await wallet.money(payee)).toEqual([0n, 0n]);
    expect(await refusal(wallet.transfer(payer, payee, 401n))).toBe('MEMBER_OPERATION_INSUFFICIENT_FUNDS');
    expect(await refusal(accept(operationKey, payer))).toBe('MEMBER_OPERATION_NOT_YOURS');
    const accepted = await Promise.all([accept(operationKey, payee), accept(operationKey, payee)]);
    expect(accepted.map(({ status }) => status)).toEqual(['succeeded', 'succeeded']);
    expect(await wallet.money(payer)).toEqual([400n, 0n]);
    expect(await wallet.money(payee)).toEqual([600n, 0n]);
    expect(await refusal(decline(operationKey, payee))).toBe('MEMBER_OPERATION_WRONG_STATE');
  });

  it.each(['payer', 'payee'] as const)('is ended by its %s', async (who) => {
    const [payer, payee] = await twoMembers();
    const { operationKey } = await wallet.transfer(payer, payee, 600n, minute);
    expect(await refusal(decline(operationKey, await wallet.member()))).toBe('MEMBER_OPERATION_NOT_YOURS');
    const ended = await decline(operationKey, who === 'payer' ? payer : payee);
    expect(ended).toMatchObject({
      status: 'cancelled',
      reasonCode: who === 'payer' ? 'CANCELLED' : 'DECLINED_BY_PAYEE',
    });
    expect(await decline(operationKey, payee)).toMatchObject({ status: 'cancelled', version: 3 });
    expect(await refusal(accept(operationKey, payee))).toBe('MEMBER_OPERATION_WRONG_STATE');
    expect(await wallet.money(payer)).toEqual([1000n, 0n]);
  });

  it.each(['the worker', 'the ledger first', 'the payee, late'] as const)('expires: %s', async (who) => {
    const [payer, payee] = await twoMembers();
    const operation = await wallet.transfer(payer, payee, 600n, minute);
    await wallet.clock.advance(minute - 1);
    expect(await wallet.after(0, operation)).toMatchObject({ status: 'held' });
    await wallet.clock.advance(1);
    if (who === 'the ledger first') expect(await wallet.ledger.expireHolds(wallet.clock.nowMs())).toBe(1);
    if (who === 'the payee, late') {
      expect(await refusal(accept(operation.operationKey, payee))).toBe('MEMBER_OPERATION_EXPIRED');
    }
    expect(await wallet.after(0, operation)).toMatchObject({ status: 'expired', counted: false });
    expect(await wallet.ledger.expireHolds(wallet.clock.nowMs())).toBe(0);
    expect(await wallet.money(payer)).toEqual([1000n, 0n]);
    expect(await wallet.money(payee)).toEqual([0n, 0n]);
  });

  it.each([
    ['payer', 'frozen'],
    ['payer', 'stopped'],
    ['payee', 'stopped'],
  ] as const)('does not go on while the %s is %s', async (who, status) => {
    const [payer, payee] = await twoMembers();
    const { operationKey } = await wallet.transfer(payer, payee, 600n, minute);
    await wallet.setStatus(who === 'payer' ? payer : payee, status);
    expect(await refusal(accept(operationKey, payee))).toBe('MEMBER_OPERATION_ACCOUNT_REFUSED');
    expect(await refusal(wallet.transfer(payer, payee, 1n))).toBe('MEMBER_OPERATION_ACCOUNT_REFUSED');
    await wallet.setStatus(who === 'payer' ? payer : payee, 'normal');
    expect(await accept(operationKey, payee)).toMatchObject({ status: 'succeeded' });
  });

  it('reaches a frozen payee: what comes in is the customer’s', async () => {
    const [payer, payee] = await twoMembers();
    await wallet.setStatus(payee, 'frozen');
    expect(await wallet.transfer(payer, payee, 1n)).toMatchObject({ status: 'succeeded' });
  });

  it('makes no sense with itself, too much time, or an account of another company', async () => {
    const [payer, payee] = await twoMembers();
    expect(await refusal(wallet.transfer(payer, payer, 1n))).toBe('MEMBER_OPERATION_BAD_REQUEST');
    expect(await refusal(wallet.transfer(payer, payee, 1n, -1))).toBe('MEMBER_OPERATION_BAD_REQUEST');
    expect(await refusal(wallet.transfer(payer, payee, 1n, 8 * 86_400_000))).toBe('MEMBER_OPERATION_BAD_REQUEST');
    expect(await refusal(wallet.transfer(payer, '10100000000000999', 1n))).toBe('MEMBER_OPERATION_ACCOUNT_NOT_FOUND');
    wallet.caller = { ...wallet.caller, companyId: 'another' };
    const abroad = await wallet.member(10n);
    expect(await refusal(wallet.transfer(abroad, payee, 1n))).toBe('MEMBER_OPERATION_ACCOUNT_NOT_FOUND');
  });

  it('goes both ways at once without a deadlock', async () => {
    const [one, other] = [await wallet.member(10_000n), await wallet.member(10_000n)];
    const results = await Promise.all(
      Array.from({ length: 30 }, async (_, index) =>
        index % 2 === 0 ? await wallet.transfer(one, other, 7n) : await wallet.transfer(other, one, 5n),
      ),
    );
    expect(results.every(({ status }) => status === 'succeeded')).toBe(true);
    expect(await wallet.money(one)).toEqual([9970n, 0n]);
    expect(await wallet.money(other)).toEqual([10_030n, 0n]);
  });
});

describe('an operation key', () => {
  it('gives the same operation for the same request, also at the same time and from two servers', async () => {
    const [payer, payee] = await twoMembers();
    const second = wallet.newServer('server-2');
    const request = {
      operationKey: wallet.ids.uuid7(),
      payerAccountNumber: payer,
      payeeAccountNumber: payee,
      amount: cny(100n),
      remark: 'rent',
      acceptWithinMs: 0,
    };
    const made = await Promise.all(
      Array.from({ length: 10 }, async (_, index) =>
        (index % 2 === 0 ? wallet.server : second).service.transfer(wallet.caller, request),
      ),
    );
    for (const one of made) expect(one).toEqual(made[0]);
    expect(await wallet.money(payer)).toEqual([900n, 0n]);
    const conflict = wallet.server.service.transfer(wallet.caller, { ...request, amount: cny(101n) });
    expect(await refusal(conflict)).toBe('MEMBER_OPERATION_KEY_CONFLICT');
    const { operationKey } = request;
    const otherKind = { operationKey, accountNumber: payer, amount: cny(100n), remark: 'rent' };
    expect(await refusal(wallet.server.service.recharge(wallet.caller, otherKind))).toBe(
      'MEMBER_OPERATION_KEY_CONFLICT',
    );
  });

  it('is one account’s where two ask with it at the same time', async () => {
    const [one, other] = [await wallet.member(100n), await wallet.member(100n)];
    const payee = await wallet.member();
    const operationKey = wallet.ids.uuid7();
    const results = await Promise.all(
      [one, other].map(async (payerAccountNumber) =>
        refusal(
          wallet.server.service.transfer(wallet.caller, {
            operationKey,
            payerAccountNumber,
            payeeAccountNumber: payee,
            amount: cny(100n),
            remark: '',
            acceptWithinMs: 0,
          }),
        ),
      ),
    );
    expect(results.sort()).toEqual(['MEMBER_OPERATION_KEY_CONFLICT', 'done']);
    expect(await wallet.money(payee)).toEqual([100n, 0n]);
  });

  it('answers a withdrawal that was made whatever password comes with it, and counts no try', async () => {
    const member = await wallet.member(1000n);
    const cardId = await wallet.card(member);
    const operationKey = wallet.ids.uuid7();
    const request = { operationKey, accountNumber: member, cardId, amount: cny(700n), remark: '', password };
    const second = wallet.newServer('server-2');
    const made = await Promise.all(
      Array.from({ length: 8 }, async (_, index) =>
        (index % 2 === 0 ? wallet.server : second).service.withdraw(wallet.caller, request),
      ),
    );
    for (const one of made) expect(one).toEqual(made[0]);
    const again = await wallet.server.service.withdraw(wallet.caller, { ...request, password: '000000' });
    expect(again).toEqual(made[0]);
    expect(wallet.passwordTries).toBe(0);
    expect(await wallet.money(member)).toEqual([1000n, 700n]);
    // Ended, it is still the same one: nothing is made anew under its key.
    await wallet.after(0, again);
    expect(await wallet.server.service.withdraw(wallet.caller, request)).toMatchObject({ status: 'succeeded' });
    expect(await wallet.money(member)).toEqual([300n, 0n]);
    expect(wallet.channels.calls).toHaveLength(1);
  });

  it('is each company’s own', async () => {
    const [payer, payee] = await twoMembers();
    const { operationKey } = await wallet.transfer(payer, payee, 100n);
    wallet.caller = { ...wallet.caller, companyId: 'another-company' };
    expect(await refusal(wallet.server.service.getOperation(wallet.caller, operationKey))).toBe(
      'MEMBER_OPERATION_NOT_FOUND',
    );
  });
});

describe('a list', () => {
  it('goes through all operations, newest key first, by pages that what comes meanwhile does not move', async () => {
    const [payer, payee] = await twoMembers();
    const made: string[] = [];
    for (let count = 0; count < 7; count++) made.unshift((await wallet.transfer(payer, payee, 10n)).operationKey);
    const seen: string[] = [];
    let pageToken = '';
    do {
      const page = await wallet.server.service.listOperations(wallet.caller, {
        accountNumber: payee,
        kind: 'transfer',
        status: 'succeeded',
        pageSize: 3,
        pageToken,
      });
      seen.push(...page.operations.map(({ operationKey }) => operationKey));
      pageToken = page.nextPageToken;
      await wallet.transfer(payer, payee, 1n);
    } while (pageToken !== '');
    expect(seen).toEqual(made);
  });
});
