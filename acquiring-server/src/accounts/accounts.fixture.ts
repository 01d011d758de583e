/** For tests: accounts over a database of their own and the real ledger; identities and messages by script. */
import { FakeClock, SeededRandom, silentLog } from '@qiantai/foundation';
import { IdMint } from '@qiantai/protos';
import { openTestDatabase } from '../db/test-database.ts';
import { createLedger } from '../ledger/ledger-store.ts';
import { secretBox } from '../merchants/secret-box.ts';
import { type AccountDeps, defaultTerms } from './account-deps.ts';
import { createAccountService } from './account-service.ts';
import { creditCodeCheck, residentCheck } from './identity-documents.ts';
import type { IdentityChecker, IdentityElements, IdentityOutcome, SmsOutcome, SmsSender } from './ports.ts';
import { type Actor, ledgerKeyOf, type MemberAccount } from './records.ts';

export const operations: Actor = { role: 'operations', name: 'ops' };
export const risk: Actor = { role: 'risk', name: 'risk' };

/** Providers that say what the script says, and remember what they were told. */
export function scriptedProviders() {
  const asked: Array<{ requestNo: string; elements: IdentityElements }> = [];
  const sent: Array<{ messageNo: string; phone: string; code: string }> = [];
  const script = {
    identity: (_elements: IdentityElements): IdentityOutcome | Promise<IdentityOutcome> => passed,
    sms: (): SmsOutcome => ({ kind: 'sent' }),
  };
  const identity: IdentityChecker = {
    check: async (request) => {
      asked.push(request);
      return await script.identity(request.elements);
    },
  };
  const sms: SmsSender = {
    send: async (message) => {
      sent.push(message);
      return script.sms();
    },
  };
  return { identity, sms, asked, sent, script };
}

/** A good resident number whose last digits of the sequence are `sequence`, three digits. */
export function residentNumber(sequence: string, birthday = '19900307'): string {
  const body = `110101${birthday}${sequence}`;
  return body + residentCheck(body);
}

/** A good credit code; `marks` are its characters 14 to 16. */
export function creditCode(marks: string): string {
  const body = `91310000MA1K3${marks}X`;
  return body + creditCodeCheck(body);
}

export type AccountsFixture = Awaited<ReturnType<typeof openAccounts>>;

export async function openAccounts(overrides: Partial<AccountDeps> = {}) {
  const database = await openTestDatabase();
  const clock = new FakeClock();
  const random = new SeededRandom('accounts');
  const ids = new IdMint(clock, random);
  const ledger = createLedger({ database, clock, ids });
  const providers = scriptedProviders();
  const deps: AccountDeps = {
    database,
    ledger,
    secretBox: secretBox(Buffer.alloc(32, 7)),
    identity: providers.identity,
    sms: providers.sms,
    clock,
    random,
    ids,
    log: silentLog,
    terms: defaultTerms,
    objectors: [],
    ...overrides,
  };
  await database.pool.query(
    `INSERT INTO merchant (merchant_id, name, currency, fee_basis_points, updated_at_ms)
     VALUES ('shop', 'Shop', 'CNY', 60, 0), ('mall', 'Mall', 'CNY', 60, 0)`,
  );
  const service = createAccountService(deps);
  let people = 0;

  const personRequest = (over: Partial<Parameters<typeof service.createCustomer>[0]> = {}) => {
    people += 1;
    return {
      requestKey: ids.uuid7(),
      kind: 'person' as const,
      name: '王小明',
      documentNumber: residentNumber(String(people).padStart(3, '0')),
      legalRepresentativeName: '',
      legalRepresentativeNumber: '',
      phone: '13800138000',
      mail: 'xiaoming@example.com',
      photos: [],
      actor: operations,
      ...over,
    };
  };
  const companyRequest = (over: Partial<Parameters<typeof service.createCustomer>[0]> = {}) => {
    const person = personRequest();
    return {
      ...person,
      kind: 'company' as const,
      name: '上海钱台商贸有限公司',
      documentNumber: creditCode(String(people).padStart(3, '0')),
      legalRepresentativeName: '李四',
      legalRepresentativeNumber: person.documentNumber,
      ...over,
    };
  };
  const user = async (customerId: string, companyId = 'shop') => {
    const request = { companyId, customerId, nickname: '', level: 1, contact: '', actor: operations };
    return await service.createUser({ ...request, requestKey: ids.uuid7(), loginName: `u-${ids.uuid7()}` });
  };
  const openFor = async (owner: { companyId: string; userId: string }, typeCode: string) =>
    await service.openAccount({
      requestKey: ids.uuid7(),
      companyId: owner.companyId,
      userId: owner.userId,
      typeCode,
      currency: 'CNY',
      name: '',
      actor: operations,
    });

  return {
    ...deps,
    deps,
    clock,
    service,
    asked: providers.asked,
    sent: providers.sent,
    script: providers.script,
    personRequest,
    companyRequest,
    user,
    openFor,
    /** A verified person with a user and a main account. */
    member: async () => {
      const { customer } = await service.createCustomer(personRequest());
      const owner = await user(customer.customerId);
      const account = await openFor(owner, '101');
      return { customer, owner, account };
    },
    /** A verified company with a user and a main account. */
    firm: async () => {
      const { customer } = await service.createCustomer(companyRequest());
      const owner = await user(customer.customerId);
      return { customer, owner, account: await openFor(owner, '201') };
    },
    /** Money from a bank transfer. */
    fund: async (account: MemberAccount, amountMinor: bigint) => {
      const { code, subject: accountNumber } = ledgerKeyOf(account);
      const event = {
        kind: 'recharge_by_transfer' as const,
        reference: ids.uuid7(),
        currency: account.currency,
        amounts: { amount: amountMinor },
        subjects: { bankAccountId: 'bank-1' },
        members: { member: { code: code as MemberAccount['ledgerCode'], accountNumber } },
        platformDate: '2026-01-01',
      };
      await database.transaction(async (client) => await ledger.post(client, [event]));
    },
    /** Money back to nobody: a withdrawal that the bank took. */
    drain: async (account: MemberAccount, amountMinor: bigint) => {
      const { code, subject: accountNumber } = ledgerKeyOf(account);
      const event = {
        kind: 'withdrawal_sent' as const,
        reference: ids.uuid7(),
        currency: account.currency,
        amounts: { amount: amountMinor, fee: 0n },
        subjects: { bankAccountId: 'bank-1' },
        members: { member: { code: code as MemberAccount['ledgerCode'], accountNumber } },
        platformDate: '2026-01-01',
      };
      await database.transaction(async (client) => await ledger.post(client, [event]));
    },
    flowOf: async (accountNumber: string) => {
      const found = await database.pool.query<{ flow: string; closed: boolean; overdraft: bigint }>(
        `SELECT flow, closed_at_ms IS NOT NULL AS closed, overdraft_minor AS overdraft
         FROM ledger_account WHERE subject = $1`,
        [accountNumber],
      );
      return found.rows[0];
    },
    close: async () => await database.close(),
  };
}

export const passed: IdentityOutcome = { kind: 'pass', providerReference: 'ID1', providerCode: '0000' };

/** The code of what a promise was rejected with. */
export async function codeOf(promise: Promise<unknown>): Promise<string> {
  return await promise.then(
    () => 'fulfilled',
    (error: { code?: string; message?: string }) => error.code ?? error.message ?? 'unknown',
  );
}
