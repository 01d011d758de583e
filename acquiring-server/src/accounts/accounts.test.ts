/** Customers, users, accounts, types, switches and freezes, over the real ledger. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defaultTerms } from './account-deps.ts';
import { hindranceOf } from './account-rights.ts';
import { createAccountService } from './account-service.ts';
import { type AccountsFixture, codeOf, openAccounts, operations, residentNumber, risk } from './accounts.fixture.ts';
import type { Actor } from './records.ts';

let fixture: AccountsFixture;
beforeAll(async () => {
  fixture = await openAccounts();
});
afterAll(async () => await fixture.close());

const step = (accountNumber: string, actor: Actor = operations) => ({ accountNumber, actor, why: 'because' });

describe('customers', () => {
  it('keep numbers sealed and show them masked', async () => {
    const { service, database } = fixture;
    const photos = [{ side: 'front' as const, reference: 'docs/1', sha256Hex: 'ab'.repeat(32) }];
    const request = fixture.personRequest({ documentNumber: residentNumber('777'), photos });
    const view = await service.createCustomer(request);
    expect(view.customer).toMatchObject({
      documentMasked: `110*************${request.documentNumber.slice(-2)}`,
      phoneMasked: '138****8000',
      mailMasked: 'x***@example.com',
      identityStatus: 'unverified',
    });
    expect(view.photos).toEqual(photos);
    const row = await database.pool.query('SELECT customer::text AS text FROM customer WHERE customer_id = $1', [
      view.customer.customerId,
    ]);
    const hexOf = (text: string) => Buffer.from(text).toString('hex');
    for (const secret of [request.documentNumber, request.phone, request.mail]) {
      expect(row.rows[0].text).not.toContain(secret);
      expect(row.rows[0].text).not.toContain(hexOf(secret));
      expect(JSON.stringify(view)).not.toContain(secret);
    }
  });

  it('refuse numbers that their standards refuse, without repeating them', async () => {
    const { service, personRequest, companyRequest } = fixture;
    const bad = [
      personRequest({ documentNumber: '110101199003070012' }),
      personRequest({ name: '' }),
      personRequest({ phone: '' }),
      personRequest({ phone: '12345' }),
      personRequest({ mail: 'nobody' }),
      personRequest({ legalRepresentativeName: '李四' }),
      companyRequest({ documentNumber: residentNumber('500') }),
      companyRequest({ legalRepresentativeName: '' }),
      companyRequest({ legalRepresentativeNumber: '1' }),
    ];
    for (const request of bad) {
      const error = await service.createCustomer(request).catch((thrown) => thrown);
      expect(error).toMatchObject({ code: 'CUSTOMER_BAD_REQUEST' });
      if (request.documentNumber) expect(error.message).not.toContain(request.documentNumber);
    }
  });

  it('are one for one document, also when two come at once', async () => {
    const { service, personRequest } = fixture;
    const documentNumber = residentNumber('701');
    const outcomes = await Promise.all(
      Array.from({ length: 6 }, () => codeOf(service.createCustomer(personRequest({ documentNumber })))),
    );
    expect(outcomes.filter((outcome) => outcome === 'fulfilled')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === 'CUSTOMER_DOCUMENT_TAKEN')).toHaveLength(5);
  });

  it('are made once for one key; another request under it is refused', async () => {
    const { service, personRequest } = fixture;
    const request = personRequest();
    const views = await Promise.all(Array.from({ length: 5 }, () => service.createCustomer(request)));
    expect(new Set(views.map((view) => view.customer.customerId)).size).toBe(1);
    expect(await codeOf(service.createCustomer({ ...request, name: '王大明' }))).toBe('ACCOUNT_KEY_CONFLICT');
    const user = {
      requestKey: request.requestKey,
      companyId: 'shop',
      customerId: views[0]!.customer.customerId,
      loginName: 'someone',
      nickname: '',
      level: 0,
      contact: '',
      actor: operations,
    };
    expect(await codeOf(service.createUser(user))).toBe('ACCOUNT_KEY_CONFLICT');
  });

  it('have several users; a login name is one company’s once', async () => {
    const { service, personRequest, ids } = fixture;
    const { customer } = await service.createCustomer(personRequest());
    const { customerId } = customer;
    const user = (companyId: string, loginName: string) => ({
      requestKey: ids.uuid7(),
      companyId,
      customerId,
      loginName,
      nickname: '小明',
      level: 3,
      contact: '13900139000',
      actor: operations,
    });
    const first = await service.createUser(user('shop', 'xiaoming'));
    expect(first).toMatchObject({ contactMasked: '139****9000', level: 3, status: 'active' });
    await service.createUser(user('mall', 'xiaoming'));
    await service.createUser(user('@platform', 'xiaoming'));
    expect(await codeOf(service.createUser(user('shop', 'xiaoming')))).toBe('USER_LOGIN_TAKEN');
    expect(await codeOf(service.createUser(user('nobody', 'xiaoming')))).toBe('COMPANY_NOT_FOUND');
    expect(await codeOf(service.createUser({ ...user('shop', 'other'), customerId: ids.uuid7() }))).toBe(
      'CUSTOMER_NOT_FOUND',
    );
    expect((await service.getCustomer(customerId)).users).toHaveLength(3);
  });
});

describe('opening', () => {
  it('gives a main account first, then accounts of several types under it', async () => {
    const { service, firm, openFor, flowOf } = fixture;
    const { account: main, owner, customer } = await firm();
    expect(main).toMatchObject({
      userId: owner.userId,
      customerId: customer.customerId,
      companyId: 'shop',
      name: customer.name,
      mainAccountNumber: null,
      customerKind: 'company',
      typeCode: '201',
      currency: 'CNY',
      ledgerCode: 'platform.merchant_balance',
      status: 'normal',
      mayRecharge: true,
      mayWithdraw: true,
      mayOverdraw: false,
      active: true,
      totalMinor: 0n,
      availableMinor: 0n,
      frozenMinor: 0n,
    });
    expect(main.accountNumber.slice(0, 3)).toBe('201');
    expect(await flowOf(main.accountNumber)).toEqual({ flow: 'both', closed: false, overdraft: 0n });
    const income = await openFor(owner, '202');
    const outgoing = await openFor(owner, '203');
    expect([income.mainAccountNumber, outgoing.mainAccountNumber]).toEqual([main.accountNumber, main.accountNumber]);
    // The two lines: one only receives and is collected, the other is funded and spends.
    const may = (account: typeof income, action: Parameters<typeof hindranceOf>[2]) =>
      hindranceOf(account, account.rights, action) === undefined;
    expect(['may_receive', 'may_be_collected'].every((right) => may(income, right as 'may_receive'))).toBe(true);
    expect(
      ['may_pay', 'may_withdraw', 'may_transfer_out', 'may_be_funded'].some((r) => may(income, r as 'may_pay')),
    ).toBe(false);
    expect(['may_pay', 'may_withdraw', 'may_be_funded'].every((right) => may(outgoing, right as 'may_pay'))).toBe(true);
    expect(['may_receive', 'may_recharge', 'may_transfer_in'].some((r) => may(outgoing, r as 'may_pay'))).toBe(false);
    expect((await service.readHistory(income.accountNumber)).map((row) => row.event)).toEqual(['opened']);
  });

  it('keeps one main account for a customer and company, when two come at once too', async () => {
    const { service, personRequest, user, openFor } = fixture;
    const { customer } = await service.createCustomer(personRequest());
    const shopUser = await user(customer.customerId);
    const secondUser = await user(customer.customerId);
    const opened = await Promise.all([openFor(shopUser, '101'), openFor(secondUser, '101'), openFor(shopUser, '101')]);
    const mains = opened.filter((account) => account.mainAccountNumber === null);
    expect(mains).toHaveLength(1);
    for (const account of opened) {
      if (account !== mains[0]) expect(account.mainAccountNumber).toBe(mains[0]!.accountNumber);
    }
    const elsewhere = await openFor(await user(customer.customerId, 'mall'), '101');
    expect(elsewhere.mainAccountNumber).toBeNull();
  });

  it('opens one account for one key', async () => {
    const { service, member, ids } = fixture;
    const { owner } = await member();
    const request = {
      requestKey: ids.uuid7(),
      companyId: 'shop',
      userId: owner.userId,
      typeCode: '102',
      currency: 'CNY' as const,
      name: '礼品卡',
      actor: operations,
    };
    const opened = await Promise.all(Array.from({ length: 4 }, () => service.openAccount(request)));
    expect(new Set(opened.map((account) => account.accountNumber)).size).toBe(1);
    expect(opened[0]!.name).toBe('礼品卡');
    expect(await codeOf(service.openAccount({ ...request, typeCode: '103' }))).toBe('ACCOUNT_KEY_CONFLICT');
  });

  it('keeps the number of sub-accounts bounded', async () => {
    const few = createAccountService({ ...fixture.deps, terms: { ...defaultTerms, subAccountsMax: 2 } });
    const { owner } = await fixture.member();
    const open = async () =>
      await few.openAccount({
        requestKey: fixture.ids.uuid7(),
        companyId: owner.companyId,
        userId: owner.userId,
        typeCode: '102',
        currency: 'CNY',
        name: '',
        actor: operations,
      });
    const outcomes = await Promise.all([1, 2, 3, 4].map(async () => await codeOf(open())));
    expect(outcomes.sort()).toEqual(['ACCOUNT_TOO_MANY', 'ACCOUNT_TOO_MANY', 'fulfilled', 'fulfilled']);
  });

  it('refuses types that do not fit', async () => {
    const { service, personRequest, user, openFor, member } = fixture;
    const { customer } = await service.createCustomer(personRequest());
    const owner = await user(customer.customerId);
    expect(await codeOf(openFor(owner, '102'))).toBe('ACCOUNT_TYPE_UNFIT');
    expect(await codeOf(openFor(owner, '201'))).toBe('ACCOUNT_TYPE_UNFIT');
    expect(await codeOf(openFor(owner, '999'))).toBe('ACCOUNT_TYPE_NOT_FOUND');
    expect(await codeOf(openFor({ ...owner, companyId: 'mall' }, '101'))).toBe('USER_NOT_FOUND');
    const other = await member();
    expect(await codeOf(openFor({ companyId: 'mall', userId: other.owner.userId }, '101'))).toBe('USER_NOT_FOUND');
  });

  it('opens internal accounts of the platform without a check', async () => {
    const { service, personRequest, user, openFor, asked } = fixture;
    const request = personRequest({ kind: 'internal', documentNumber: '', phone: '', mail: '', name: '平台营销' });
    const before = asked.length;
    const { customer } = await service.createCustomer(request);
    const account = await openFor(await user(customer.customerId, '@platform'), '301');
    expect(account).toMatchObject({
      status: 'normal',
      customerKind: 'internal',
      ledgerCode: 'platform.internal_balance',
    });
    expect(asked.length).toBe(before);
    const merchant: Actor = { role: 'merchant', name: 'erp', companyId: 'shop' };
    expect(await codeOf(service.createCustomer({ ...request, requestKey: fixture.ids.uuid7(), actor: merchant }))).toBe(
      'ACCOUNT_ROLE_REFUSED',
    );
  });
});

describe('account types', () => {
  const wish = (over: object = {}) => ({
    requestKey: fixture.ids.uuid7(),
    companyId: 'shop',
    typeCode: '',
    nameZh: '门店备用金',
    nameEn: 'Petty cash',
    ledgerCode: 'platform.merchant_balance' as const,
    customerKinds: ['company' as const],
    rights: ['may_pay' as const, 'may_be_funded' as const],
    actor: operations,
    ...over,
  });

  it('are built in, and made by companies under codes of their own', async () => {
    const { service, firm, openFor, user } = fixture;
    expect((await service.listAccountTypes('shop')).map((type) => type.typeCode)).toEqual([
      '101',
      '102',
      '103',
      '104',
      '201',
      '202',
      '203',
      '301',
    ]);
    const request = wish();
    const type = await service.createAccountType(request);
    expect(await service.createAccountType(request)).toEqual(type);
    expect(type).toMatchObject({ typeCode: '500', companyId: 'shop', mayBeMain: false });
    const both = await Promise.all([
      service.createAccountType(wish({ companyId: 'shop' })),
      service.createAccountType(wish({ companyId: 'mall' })),
    ]);
    expect(both.map(({ typeCode }) => typeCode).sort()).toEqual(['501', '502']);
    expect(await codeOf(service.createAccountType(wish({ companyId: 'mall', typeCode: '500' })))).toBe(
      'ACCOUNT_TYPE_TAKEN',
    );
    for (const typeCode of ['101', '499', '5', 'abc']) {
      expect(await codeOf(service.createAccountType(wish({ typeCode })))).toBe('ACCOUNT_BAD_REQUEST');
    }
    expect(await codeOf(service.createAccountType(wish({ companyId: '@platform' })))).toBe('ACCOUNT_BAD_REQUEST');
    expect(await codeOf(service.createAccountType({ ...request, nameEn: 'Other' }))).toBe('ACCOUNT_KEY_CONFLICT');

    const { owner, customer } = await firm();
    const account = await openFor(owner, '500');
    expect(account.accountNumber.slice(0, 3)).toBe('500');
    expect(hindranceOf(account, account.rights, 'may_pay')).toBeUndefined();
    expect(hindranceOf(account, account.rights, 'may_withdraw')).toBe('type_forbids');
    expect(await codeOf(openFor(await user(customer.customerId, 'mall'), '500'))).toBe('ACCOUNT_TYPE_NOT_FOUND');
  });

  it('give credit by the platform only', async () => {
    const merchant: Actor = { role: 'merchant', name: 'erp', companyId: 'shop' };
    const { service } = fixture;
    expect(await codeOf(service.createAccountType(wish({ actor: merchant, rights: ['may_overdraw'] })))).toBe(
      'ACCOUNT_BAD_REQUEST',
    );
    expect(await codeOf(service.createAccountType(wish({ actor: { ...merchant, companyId: 'mall' } })))).toBe(
      'COMPANY_NOT_FOUND',
    );
    expect(await codeOf(service.createAccountType(wish({ actor: risk })))).toBe('ACCOUNT_ROLE_REFUSED');
  });
});

describe('switches, stops and freezes', () => {
  it('turns a switch once, with the reason kept', async () => {
    const { service, member, flowOf } = fixture;
    const { account } = await member();
    const { accountNumber } = account;
    const turn = { accountNumber, switch: 'active' as const, on: false, actor: operations, why: 'asked by phone' };
    expect((await service.setSwitch(turn)).active).toBe(false);
    expect(await flowOf(accountNumber)).toMatchObject({ flow: 'none' });
    const version = (await service.setSwitch(turn)).version;
    expect((await service.setSwitch({ ...turn, on: true })).active).toBe(true);
    expect(await flowOf(accountNumber)).toMatchObject({ flow: 'both' });
    expect(await service.readHistory(accountNumber)).toMatchObject([
      { event: 'opened' },
      { event: 'identity_verified' },
      { change: 'switch', event: 'active', fromValue: 'true', toValue: 'false', byRole: 'operations', why: turn.why },
      { fromValue: 'false', toValue: 'true', version: version + 1 },
    ]);
  });

  it('lets a credit account be overdrawn up to its limit, and no other type', async () => {
    const { service, member, openFor, drain, fund } = fixture;
    const { account: main, owner } = await member();
    const credit = await openFor(owner, '104');
    const turn = { switch: 'may_overdraw' as const, on: true, actor: operations, why: 'contract 7' };
    expect(await codeOf(service.setSwitch({ ...turn, accountNumber: main.accountNumber }))).toBe('ACCOUNT_TYPE_UNFIT');
    await service.setSwitch({ ...turn, accountNumber: credit.accountNumber, overdraftLimitMinor: 5000n });
    expect(await codeOf(drain(credit, 5001n))).toBe('LEDGER_INSUFFICIENT_FUNDS');
    await drain(credit, 5000n);
    expect((await service.getAccount(credit.accountNumber)).totalMinor).toBe(-5000n);
    await service.setSwitch({ ...turn, accountNumber: credit.accountNumber, on: false });
    await fund(credit, 1000n);
    expect(await codeOf(drain(credit, 1n))).toBe('LEDGER_INSUFFICIENT_FUNDS');
  });

  it('freezes a whole account by risk: money comes in, nothing goes out', async () => {
    const { service, member, fund, drain, ids } = fixture;
    const { account } = await member();
    const { accountNumber } = account;
    await fund(account, 1000n);
    const wish = { requestKey: ids.uuid7(), accountNumber, freezeKind: 'risk' as const, amountMinor: 'whole' as const };
    const frozen = await service.freeze({ ...wish, actor: risk, why: 'case 12' });
    expect(await service.freeze({ ...wish, actor: risk, why: 'case 12' })).toEqual(frozen);
    await fund(account, 500n);
    expect(await codeOf(drain(account, 1n))).toBe('LEDGER_ACCOUNT_FLOW');
    expect(await service.getAccount(accountNumber)).toMatchObject({
      status: 'frozen',
      totalMinor: 1500n,
      frozenMinor: 0n,
    });
    const again = { ...wish, requestKey: ids.uuid7(), actor: risk, why: 'case 13' };
    expect(await codeOf(service.freeze(again))).toBe('ACCOUNT_STEP_REFUSED');
    const back = { freezeId: frozen.freezeId, amountMinor: 'rest' as const, why: 'cleared' };
    expect(await codeOf(service.unfreeze({ ...back, requestKey: ids.uuid7(), actor: operations }))).toBe(
      'ACCOUNT_ROLE_REFUSED',
    );
    const release = { ...back, requestKey: ids.uuid7(), actor: risk };
    expect(await service.unfreeze(release)).toMatchObject({ status: 'released', releasedBy: 'risk' });
    expect(await service.unfreeze(release)).toMatchObject({ status: 'released' });
    expect(await codeOf(service.unfreeze({ ...release, requestKey: ids.uuid7() }))).toBe('ACCOUNT_FREEZE_NOT_FOUND');
    await drain(account, 1500n);
  });

  it('keeps freezes of trades and of risk apart', async () => {
    const { service, member, fund, drain, ids } = fixture;
    const { account } = await member();
    const { accountNumber } = account;
    await fund(account, 1000n);
    const wish = (freezeKind: 'trade' | 'risk', amountMinor: bigint, actor: Actor) => ({
      requestKey: ids.uuid7(),
      accountNumber,
      freezeKind,
      amountMinor,
      actor,
      why: 'dispute',
    });
    const trade = await service.freeze(wish('trade', 300n, operations));
    await service.freeze(wish('risk', 200n, risk));
    expect(await service.getAccount(accountNumber)).toMatchObject({
      totalMinor: 1000n,
      availableMinor: 500n,
      frozenMinor: 500n,
      tradeFrozenMinor: 300n,
      riskFrozenMinor: 200n,
    });
    expect(await codeOf(service.freeze(wish('trade', 1n, risk)))).toBe('ACCOUNT_ROLE_REFUSED');
    expect(await codeOf(service.freeze(wish('risk', 1n, operations)))).toBe('ACCOUNT_ROLE_REFUSED');
    expect(await codeOf(service.freeze(wish('risk', 501n, risk)))).toBe('LEDGER_INSUFFICIENT_FUNDS');
    expect(await codeOf(drain(account, 501n))).toBe('LEDGER_INSUFFICIENT_FUNDS');
    const back = { freezeId: trade.freezeId, actor: operations, why: 'settled' };
    const part = { ...back, requestKey: ids.uuid7(), amountMinor: 100n };
    expect(await service.unfreeze(part)).toMatchObject({ status: 'active', releasedMinor: 100n });
    expect(await service.unfreeze(part)).toMatchObject({ status: 'active', releasedMinor: 100n });
    expect(await codeOf(service.unfreeze({ ...back, requestKey: ids.uuid7(), amountMinor: 201n }))).toBe(
      'ACCOUNT_FREEZE_EXCEEDED',
    );
    const rest = await service.unfreeze({ ...back, requestKey: ids.uuid7(), amountMinor: 'rest' });
    expect(rest).toMatchObject({ status: 'released', releasedMinor: 300n });
    expect(await service.getAccount(accountNumber)).toMatchObject({ tradeFrozenMinor: 0n, riskFrozenMinor: 200n });
    expect((await service.readHistory(accountNumber)).map((row) => row.event).slice(2)).toEqual([
      'trade_frozen',
      'risk_frozen',
      'trade_unfrozen',
      'trade_unfrozen',
    ]);
  });

  it('stops and resumes', async () => {
    const { service, member, fund } = fixture;
    const { account } = await member();
    expect(await service.stopAccount(step(account.accountNumber))).toMatchObject({ status: 'stopped' });
    expect(await codeOf(fund(account, 1n))).toBe('LEDGER_ACCOUNT_FLOW');
    expect(await codeOf(service.stopAccount(step(account.accountNumber)))).toBe('ACCOUNT_STEP_REFUSED');
    expect(await service.resumeAccount(step(account.accountNumber))).toMatchObject({ status: 'normal' });
    await fund(account, 1n);
  });
});
