/** Closing: what stands against it, who may, and whom an actor finds. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AccountsFixture, codeOf, openAccounts, operations, risk } from './accounts.fixture.ts';
import type { Actor } from './records.ts';

let fixture: AccountsFixture;
const objections: string[] = [];
beforeAll(async () => {
  fixture = await openAccounts({ objectors: [async () => objections] });
});
afterAll(async () => await fixture.close());

const step = (accountNumber: string, actor: Actor = operations) => ({ accountNumber, actor, why: 'because' });

describe('closing', () => {
  const customerOf = (userId: string): Actor => ({ role: 'customer', name: 'app', userId });

  it('closes at once where nothing stands against it; the number is never given again', async () => {
    const { service, member, flowOf, fund, database } = fixture;
    const { account, owner } = await member();
    const outcome = await service.requestClosing(step(account.accountNumber, customerOf(owner.userId)));
    expect(outcome).toMatchObject({ kind: 'closed', account: { status: 'closed' } });
    expect(await flowOf(account.accountNumber)).toMatchObject({ closed: true });
    expect(await codeOf(fund(account, 1n))).toBe('LEDGER_ACCOUNT_CLOSED');
    expect(await service.requestClosing(step(account.accountNumber, customerOf(owner.userId)))).toMatchObject({
      kind: 'closed',
    });
    const history = await service.readHistory(account.accountNumber);
    expect(history.slice(-2)).toMatchObject([
      { event: 'closing_requested', byRole: 'customer' },
      { event: 'closed', byRole: 'system' },
    ]);
    await expect(database.pool.query('DELETE FROM account_number')).rejects.toThrow('permission denied');
    await expect(database.pool.query('UPDATE account_history SET why = $1', ['x'])).rejects.toThrow(
      'permission denied',
    );
    await expect(
      database.pool.query('INSERT INTO account_number VALUES ($1, 0)', [account.accountNumber]),
    ).rejects.toThrow('duplicate key');
    const anew = await fixture.openFor(owner, '101');
    expect(anew.accountNumber).not.toBe(account.accountNumber);
    expect(anew.mainAccountNumber).toBeNull();
  });

  it('waits for balance, freezes, sub-accounts and what others know', async () => {
    const { service, member, openFor, fund, drain, ids } = fixture;
    const { account: main, owner } = await member();
    const sub = await openFor(owner, '102');
    await fund(main, 100n);
    const actor = customerOf(owner.userId);
    const freeze = await service.freeze({
      requestKey: ids.uuid7(),
      accountNumber: main.accountNumber,
      freezeKind: 'risk',
      amountMinor: 40n,
      actor: risk,
      why: 'case',
    });
    objections.push('withdrawal_under_way');
    const wished = await service.requestClosing(step(main.accountNumber, actor));
    expect(wished).toMatchObject({
      kind: 'requested',
      hindrances: ['sub_accounts', 'withdrawal_under_way', 'balance', 'freezes'],
      account: { status: 'normal' },
    });
    expect(await codeOf(openFor(owner, '102'))).toBe('ACCOUNT_STEP_REFUSED');
    const error = await service.closeAccount(step(main.accountNumber)).catch((thrown) => thrown);
    expect(error).toMatchObject({ code: 'ACCOUNT_CLOSING_HINDERED' });
    expect(await codeOf(service.closeAccount(step(main.accountNumber, risk)))).toBe('ACCOUNT_ROLE_REFUSED');
    objections.length = 0;
    await service.unfreeze({
      requestKey: ids.uuid7(),
      freezeId: freeze.freezeId,
      amountMinor: 'rest',
      actor: risk,
      why: 'x',
    });
    await drain(main, 100n);
    expect(await codeOf(service.closeAccount(step(main.accountNumber)))).toBe('ACCOUNT_CLOSING_HINDERED');
    expect(await service.closeAccount(step(sub.accountNumber))).toMatchObject({ status: 'closed' });
    expect(await service.closeAccount(step(main.accountNumber))).toMatchObject({ status: 'closed', active: true });
    expect(await service.closeAccount(step(main.accountNumber))).toMatchObject({ status: 'closed' });
  });

  it('is withdrawn by who asked', async () => {
    const { service, member, fund, openFor } = fixture;
    const { account, owner } = await member();
    await fund(account, 100n);
    const actor = customerOf(owner.userId);
    await service.requestClosing(step(account.accountNumber, actor));
    expect((await service.withdrawClosing(step(account.accountNumber, actor))).closingRequestedAtMs).toBeNull();
    await openFor(owner, '102');
  });

  it('and opening a sub-account never both happen', async () => {
    const { service, member, openFor } = fixture;
    for (let round = 0; round < 5; round++) {
      const { account, owner } = await member();
      const [closing, opening] = await Promise.all([
        codeOf(service.closeAccount(step(account.accountNumber))),
        openFor(owner, '101'),
      ]);
      const main = await service.getAccount(account.accountNumber);
      if (main.status === 'closed') expect(opening.mainAccountNumber).toBeNull();
      else expect([closing, opening.mainAccountNumber]).toEqual(['ACCOUNT_CLOSING_HINDERED', account.accountNumber]);
    }
  });
});

describe('who speaks for whom', () => {
  it('finds nothing of others', async () => {
    const { service, member } = fixture;
    const [mine, other] = [await member(), await member()];
    const stranger: Actor = { role: 'customer', name: 'app', userId: other.owner.userId };
    const mall: Actor = { role: 'merchant', name: 'erp', companyId: 'mall' };
    for (const actor of [stranger, mall]) {
      expect(await codeOf(service.requestClosing(step(mine.account.accountNumber, actor)))).toBe('ACCOUNT_NOT_FOUND');
      const identity = { customerId: mine.customer.customerId, corrections: {}, actor };
      expect(await codeOf(service.verifyIdentity(identity))).toBe('CUSTOMER_NOT_FOUND');
    }
    const shop: Actor = { role: 'merchant', name: 'erp', companyId: 'shop' };
    expect(await service.requestClosing(step(mine.account.accountNumber, shop))).toMatchObject({ kind: 'closed' });
  });
});
