/** Identity checks by script: what each answer means, retries, races, and what a crash leaves. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createAccountService } from './account-service.ts';
import { type AccountsFixture, codeOf, openAccounts, operations, passed, residentNumber } from './accounts.fixture.ts';
import { readCustomerHistory } from './customer-store.ts';
import type { IdentityOutcome } from './ports.ts';

let fixture: AccountsFixture;
beforeAll(async () => {
  fixture = await openAccounts();
});
afterAll(async () => await fixture.close());
beforeEach(() => {
  fixture.script.identity = () => passed;
});

const says = (outcome: IdentityOutcome) => {
  fixture.script.identity = () => outcome;
};
const silence: IdentityOutcome = { kind: 'unknown', providerCode: '503', why: 'HTTP 503' };
const answer = (kind: 'mismatch' | 'no_record'): IdentityOutcome => ({
  kind,
  providerReference: 'ID9',
  providerCode: '0000',
});

async function opened() {
  const { customer } = await fixture.service.createCustomer(fixture.personRequest());
  const owner = await fixture.user(customer.customerId);
  const account = await fixture.openFor(owner, '101');
  const { customerId } = customer;
  const read = async () => ({
    ...(await fixture.service.getAccount(account.accountNumber)),
    identity: (await fixture.service.getCustomer(customerId)).customer.identityStatus,
    check: (await fixture.service.getCustomer(customerId)).lastCheck,
  });
  const verify = async (corrections = {}) =>
    (await fixture.service.verifyIdentity({ customerId, corrections, actor: operations })).customer.identityStatus;
  return { customerId, owner, account, read, verify };
}

describe('an identity check', () => {
  it('makes account and customer normal where it passes', async () => {
    const { account, read, customerId } = await opened();
    expect(account.status).toBe('normal');
    expect(await read()).toMatchObject({ identity: 'verified', check: { outcome: 'pass', tries: 1, dueAtMs: null } });
    expect(await readCustomerHistory(fixture.database.pool, customerId)).toMatchObject([
      { event: 'created', fromStatus: null, toStatus: 'unverified', byRole: 'operations' },
      { event: 'submitted', toStatus: 'pending', byRole: 'operations' },
      { event: 'passed', toStatus: 'verified', byRole: 'system' },
    ]);
  });

  it.each(['mismatch', 'no_record'] as const)(
    'leaves the account waiting on %s, until it is corrected',
    async (kind) => {
      says(answer(kind));
      const { read, verify, owner, account } = await opened();
      expect(await read()).toMatchObject({ status: 'awaiting_identity', identity: kind });
      expect(await fixture.flowOf(account.accountNumber)).toMatchObject({ flow: 'none' });
      expect(await codeOf(fixture.fund(account, 1n))).toBe('LEDGER_ACCOUNT_FLOW');
      expect(await codeOf(fixture.openFor(owner, '101'))).toBe('CUSTOMER_IDENTITY_REFUSED');
      says(passed);
      expect(
        await verify({
          name: '王晓明',
          documentNumber: residentNumber('888', kind === 'mismatch' ? '19910101' : '19910102'),
        }),
      ).toBe('verified');
      expect(await read()).toMatchObject({ status: 'normal', identity: 'verified' });
      expect(fixture.asked.at(-1)?.elements).toMatchObject({ name: '王晓明' });
      expect(await codeOf(verify({ name: '王' }))).toBe('CUSTOMER_BAD_REQUEST');
      expect(await verify()).toBe('verified');
    },
  );

  it('frees the document of one that was refused, and takes it back with the correction', async () => {
    const { service, personRequest } = fixture;
    const documentNumber = residentNumber('890');
    const create = async () => (await service.createCustomer(personRequest({ documentNumber }))).customer.customerId;
    const verify = async (customerId: string) =>
      (await service.verifyIdentity({ customerId, corrections: {}, actor: operations })).customer.identityStatus;
    const impostor = await create();
    says(answer('mismatch'));
    expect(await verify(impostor)).toBe('mismatch');
    says(passed);
    expect(await verify(await create())).toBe('verified');
    expect(await codeOf(verify(impostor))).toBe('CUSTOMER_DOCUMENT_TAKEN');
  });

  it('is made five times a day at the most, so that corrections are no guesses', async () => {
    says(answer('mismatch'));
    const { verify } = await opened();
    for (let n = 0; n < 4; n++) expect(await verify({ name: `王${n}` })).toBe('mismatch');
    expect(await codeOf(verify({ name: '王五' }))).toBe('CUSTOMER_CHECKS_EXHAUSTED');
    await fixture.clock.advance(86_400_000);
    says(passed);
    expect(await verify()).toBe('verified');
  });

  it('is asked again under the same number while nobody answers, later each time', async () => {
    says(silence);
    const { account, read, verify } = await opened();
    expect(account.status).toBe('awaiting_identity');
    const first = await read();
    expect(first.check).toMatchObject({ status: 'open', tries: 1, providerCode: '503', detail: 'HTTP 503' });
    const delays: number[] = [];
    for (let tries = 2; tries <= 12; tries++) {
      const { check } = await read();
      const delayMs = (check?.dueAtMs ?? 0) - fixture.clock.nowMs();
      delays.push(delayMs);
      await fixture.clock.advance(delayMs - 1);
      expect(await fixture.service.identity.runDue()).toBe(0);
      await fixture.clock.advance(1);
      expect(await fixture.service.identity.runDue()).toBe(1);
      expect((await read()).check).toMatchObject({ status: 'open', tries });
    }
    expect(delays[0]).toBeLessThanOrEqual(5000);
    expect(Math.max(...delays)).toBeLessThanOrEqual(1_800_000);
    expect(delays.at(-1)).toBeGreaterThanOrEqual(900_000);
    const numbers = new Set(fixture.asked.slice(-12).map(({ requestNo }) => requestNo));
    expect(numbers.size).toBe(1);
    expect(await verify()).toBe('pending');
    says(passed);
    await fixture.clock.advance(1_800_000);
    await fixture.service.identity.runDue();
    expect(await read()).toMatchObject({ status: 'normal', identity: 'verified' });
  });

  it('is taken up by the worker by itself', async () => {
    says(silence);
    const { read } = await opened();
    const { identity } = createAccountService(fixture.deps);
    identity.start();
    says(passed);
    const passingTime = async () => {
      await fixture.clock.advance(5000);
      return (await read()).status;
    };
    await expect.poll(passingTime, { timeout: 10_000 }).toBe('normal');
    await identity.stop();
    expect(fixture.clock.pending).toBe(0);
  });

  it('stays due when whoever asked died, and the first answer stands', async () => {
    let answerLate: (outcome: IdentityOutcome) => void = () => undefined;
    let isAsked: () => void = () => undefined;
    const asked = new Promise<void>((done) => {
      isAsked = done;
    });
    fixture.script.identity = () => {
      isAsked();
      return new Promise((done) => {
        answerLate = done;
      });
    };
    const { customer } = await fixture.service.createCustomer(fixture.personRequest());
    const owner = await fixture.user(customer.customerId);
    const opening = fixture.openFor(owner, '101');
    await asked;
    // It is written down as tried before it is asked.
    expect((await fixture.service.getCustomer(customer.customerId)).lastCheck).toMatchObject({
      tries: 1,
      status: 'open',
    });
    says(passed);
    expect(await fixture.service.identity.runDue()).toBe(0);
    await fixture.clock.advance(60_000);
    expect(await fixture.service.identity.runDue()).toBe(1);
    answerLate(answer('mismatch'));
    expect(await opening).toMatchObject({ status: 'normal' });
    const view = await fixture.service.getCustomer(customer.customerId);
    expect(view).toMatchObject({ customer: { identityStatus: 'verified' }, lastCheck: { outcome: 'pass', tries: 2 } });
  });

  it('survives a checker that throws', async () => {
    fixture.script.identity = () => {
      throw new Error('broken');
    };
    const { read } = await opened();
    expect(await read()).toMatchObject({ status: 'awaiting_identity', check: { status: 'open', tries: 1 } });
    says(passed);
    await fixture.clock.advance(60_000);
    await fixture.service.identity.runDue();
    expect(await read()).toMatchObject({ status: 'normal' });
  });

  it('of a company asks for three elements', async () => {
    const { account } = await fixture.firm();
    expect(account.status).toBe('normal');
    expect(fixture.asked.at(-1)?.elements).toMatchObject({
      kind: 'company',
      name: '上海钱台商贸有限公司',
      legalRepresentativeName: '李四',
    });
  });

  it('is made once where several accounts open at once, and all of them become normal', async () => {
    const { customer } = await fixture.service.createCustomer(fixture.personRequest());
    const owner = await fixture.user(customer.customerId);
    const before = fixture.asked.length;
    const opened = await Promise.all([1, 2, 3].map(() => fixture.openFor(owner, '101')));
    expect(fixture.asked.length).toBe(before + 1);
    for (const { accountNumber } of opened) {
      expect((await fixture.service.getAccount(accountNumber)).status).toBe('normal');
    }
  });
});
