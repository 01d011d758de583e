/** Members with accounts, cards and money, a scripted channel and bank, and a server over a fresh database. */
import { CodedError, FakeClock, SeededRandom, silentLog } from '@qiantai/foundation';
import { IdMint, type Money } from '@qiantai/protos';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { changeAccount, lockAccount } from '../accounts/account-store.ts';
import { flowOf } from '../accounts/account-transitions.ts';
import type { Database } from '../db/database.ts';
import { openTestDatabase } from '../db/test-database.ts';
import { platformBook } from '../ledger/journal.ts';
import type { AccountBalance, Ledger } from '../ledger/ledger.ts';
import { createLedger } from '../ledger/ledger-store.ts';
import { proveBooks } from '../ledger/prove-books.ts';
import { secretBox } from '../merchants/secret-box.ts';
import { createMemberOperations, type MemberOperations } from './create-member-operations.ts';
import { createMemberAccounts } from './member-accounts.ts';
import type { OperationCaller } from './member-operation-service.ts';
import { defaultOperationTimings } from './operation-deps.ts';
import type { OperationRecord } from './operation-record.ts';
import { readOperation, readSteps } from './operation-store.ts';
import type { OperationAccounts } from './ports.ts';
import { createScriptedChannels, type ScriptedChannels } from './scripted-channels.fixture.ts';

export const cny = (amountMinor: bigint): Money => ({ amountMinor, currency: 'CNY' });
export const password = '246810';
/** With the check digit that Luhn asks for. */
export const cardNumber = '6222020200000000006';

/** Registers what goes before and after each test; every test ends with its books and holds proved. */
export function testWallet(): TestWallet {
  const wallet = new TestWallet();
  beforeAll(async () => await wallet.open());
  beforeEach(() => wallet.begin(expect.getState().currentTestName ?? ''));
  afterEach(async () => await wallet.end());
  afterAll(async () => await wallet.database.close());
  return wallet;
}

export class TestWallet {
  database!: Database;
  clock!: FakeClock;
  random!: SeededRandom;
  ids!: IdMint;
  ledger!: Ledger;
  channels!: ScriptedChannels;
  server!: MemberOperations;
  caller!: OperationCaller;
  /** Wrong tries so far, of all accounts. */
  passwordTries = 0;
  private companies = 0;
  private numbers = 0;

  async open(): Promise<void> {
    this.database = await openTestDatabase();
  }

  begin(seed: string): void {
    this.clock = new FakeClock();
    this.random = new SeededRandom(seed);
    this.ids = new IdMint(this.clock, this.random.fork('ids'));
    this.channels = createScriptedChannels();
    this.passwordTries = 0;
    this.caller = { companyId: `company-${++this.companies}`, by: 'clerk' };
    this.ledger = createLedger(this);
    this.server = this.newServer('server-1');
  }

  async end(): Promise<void> {
    expect(await proveBooks(this.database)).toMatchObject({
      balanced: true,
      unbalancedJournals: [],
      wrongAccounts: [],
    });
    expect(await this.wrongHolds()).toEqual([]);
    // What this test left open is no work of the next one.
    await this.database.pool.query('UPDATE member_operation SET due_at_ms = NULL');
  }

  /** A server over the same database; one that is not stopped is as one that was killed. */
  newServer(instanceId: string): MemberOperations {
    const { database, clock, ids, channels } = this;
    return createMemberOperations({
      database,
      ledger: createLedger(this),
      accounts: this.memberAccounts(),
      channels,
      secretBox: secretBox(Buffer.alloc(32, 7)),
      clock,
      ids,
      random: this.random.fork(instanceId),
      log: silentLog,
      instanceId,
      timings: { ...defaultOperationTimings, triesBeforeException: 4 },
    });
  }

  /** Passwords by script; everything else as it is. */
  memberAccounts(): OperationAccounts {
    const { database, clock } = this;
    return createMemberAccounts({
      database,
      passwords: {
        checkWithdrawalPassword: async (tried) => {
          if (tried.password === password) return { kind: 'right' };
          const triesLeft = Math.max(0, 5 - ++this.passwordTries);
          return triesLeft > 0 ? { kind: 'wrong', triesLeft } : { kind: 'locked', untilMs: clock.nowMs() + 1000 };
        },
      },
    });
  }

  /** A person with a main account of the company, and that much on it. */
  async member(fundsMinor = 0n, change: { typeCode?: string; overdraftMinor?: bigint } = {}): Promise<string> {
    const { companyId } = this.caller;
    const typeCode = change.typeCode ?? '101';
    const number = String(++this.numbers);
    const accountNumber = `${typeCode}${number.padStart(14, '0')}`;
    const [customerId, userId, nowMs] = [this.ids.uuid7(), this.ids.uuid7(), this.clock.nowMs()];
    await this.database.pool.query(
      `INSERT INTO customer (customer_id, kind, name, document_sealed, document_fingerprint, document_masked,
         legal_representative_name, legal_representative_masked, phone_masked, mail_masked, identity_status,
         verified_at_ms, version, created_at_ms, updated_at_ms)
       VALUES ($1, 'person', $2, '\\x00', decode(md5($3), 'hex'), '', '', '', '', '', 'verified', $4, 1, $4, $4)`,
      [customerId, `Member ${number}`, `${companyId}/${number}`, nowMs],
    );
    await this.database.pool.query(
      `INSERT INTO customer_user (company_id, user_id, customer_id, login_name, nickname, level, contact_masked, status,
         created_at_ms, updated_at_ms)
       VALUES ($1, $2, $3, $4, '', 0, '', 'active', $5, $5)`,
      [companyId, userId, customerId, `user-${number}`, nowMs],
    );
    await this.database.pool.query('INSERT INTO account_number VALUES ($1, $2)', [accountNumber, nowMs]);
    await this.database.pool.query(
      `INSERT INTO member_account (account_number, company_id, customer_id, user_id, name, customer_kind, type_code,
         currency, ledger_code, status, may_recharge, may_withdraw, may_overdraw, active, opened_at_ms, version,
         updated_at_ms)
       VALUES ($1, $2, $3, $4, '', 'person', $5, 'CNY', 'platform.customer_balance', 'normal', true, true, false, true,
         $6, 1, $6)`,
      [accountNumber, companyId, customerId, userId, typeCode, nowMs],
    );
    await this.ledger.openAccount(this.database.pool, keyOf(accountNumber), {
      overdraftMinor: change.overdraftMinor ?? 0n,
    });
    if (fundsMinor > 0n) await this.fund(accountNumber, fundsMinor);
    return accountNumber;
  }

  async fund(accountNumber: string, amountMinor: bigint): Promise<void> {
    await this.database.transaction(
      async (client) =>
        await this.ledger.post(client, [
          {
            kind: 'recharge_by_transfer',
            reference: this.ids.uuid7(),
            currency: 'CNY',
            amounts: { amount: amountMinor },
            subjects: { bankAccountId: 'bank-1' },
            members: { member: { code: 'platform.customer_balance', accountNumber } },
            platformDate: '2026-01-01',
          },
        ]),
    );
  }

  /** The account as if risk or operations had moved it. */
  async setStatus(accountNumber: string, status: 'normal' | 'frozen' | 'stopped'): Promise<void> {
    await this.database.transaction(async (client) => {
      const account = await lockAccount(client, accountNumber);
      if (!account) throw new TypeError(accountNumber);
      const history = {
        change: 'status',
        event: status,
        fromValue: account.status,
        toValue: status,
        actor: { role: 'risk', name: 'r' },
        why: '',
      } as const;
      const changed = await changeAccount(client, account, { status }, history, this.clock.nowMs());
      await this.ledger.setAccount(client, keyOf(accountNumber), { flow: flowOf(changed) });
    });
  }

  async card(accountNumber: string): Promise<string> {
    const cardId = this.ids.uuid7();
    const found = await this.database.pool.query<{ name: string }>(
      'SELECT customer.name FROM customer JOIN member_account USING (customer_id) WHERE account_number = $1',
      [accountNumber],
    );
    await this.server.service.registerCard(this.caller, {
      cardId,
      accountNumber,
      kind: 'own',
      payeeKind: 'personal',
      holderName: found.rows[0]?.name ?? '',
      bankCode: 'ICBC',
      cardNumber,
      entrustmentReference: '',
    });
    return cardId;
  }

  async recharge(accountNumber: string, amountMinor: bigint): Promise<OperationRecord> {
    const operationKey = this.ids.uuid7();
    const request = { operationKey, accountNumber, amount: cny(amountMinor), remark: '' };
    return await this.server.service.recharge(this.caller, request);
  }

  async withdraw(accountNumber: string, cardId: string, amountMinor: bigint): Promise<OperationRecord> {
    const operationKey = this.ids.uuid7();
    const request = { operationKey, accountNumber, cardId, amount: cny(amountMinor), remark: '', password };
    return await this.server.service.withdraw(this.caller, request);
  }

  async transfer(payer: string, payee: string, amountMinor: bigint, acceptWithinMs = 0): Promise<OperationRecord> {
    return await this.server.service.transfer(this.caller, {
      operationKey: this.ids.uuid7(),
      payerAccountNumber: payer,
      payeeAccountNumber: payee,
      amount: cny(amountMinor),
      remark: '',
      acceptWithinMs,
    });
  }

  /** The operation when everything that is due after that time was done. */
  async after(delayMs: number, operation: { operationKey: string }): Promise<OperationRecord> {
    await this.clock.advance(delayMs);
    await this.server.worker.runDue();
    return await this.now(operation);
  }

  async now(operation: { operationKey: string }): Promise<OperationRecord> {
    const { companyId } = this.caller;
    const { operationKey } = operation;
    const found = await readOperation(this.database.pool, { companyId, operationKey });
    if (!found) throw new TypeError(`no operation ${operationKey}`);
    return found;
  }

  async events(operation: { operationKey: string }): Promise<string[]> {
    const { companyId } = this.caller;
    const steps = await readSteps(this.database.pool, { companyId, operationKey: operation.operationKey });
    return steps.map((step) => `${step.event}:${step.toStatus}`);
  }

  async exceptions(operation: { operationKey: string }): Promise<string[]> {
    const found = await this.database.pool.query<{ code: string }>(
      'SELECT code FROM payment_exception WHERE subject_key = $1 ORDER BY code',
      [operation.operationKey],
    );
    return found.rows.map((row) => row.code);
  }

  async balance(accountNumber: string): Promise<AccountBalance> {
    const balance = await this.ledger.readAccount(keyOf(accountNumber));
    if (!balance) throw new TypeError(`no account ${accountNumber}`);
    return balance;
  }

  /** Total, of it frozen: minor units. */
  async money(accountNumber: string): Promise<[bigint, bigint]> {
    const { totalMinor, tradeFrozenMinor } = await this.balance(accountNumber);
    return [totalMinor, tradeFrozenMinor];
  }

  /** Debits less credits of an account of the platform, all subjects together. */
  async platform(code: string): Promise<bigint> {
    const found = await this.database.pool.query<{ balance: bigint }>(
      `SELECT coalesce(sum(debits_minor - credits_minor), 0)::bigint AS balance FROM ledger_account WHERE code = $1`,
      [code],
    );
    return found.rows[0]?.balance ?? 0n;
  }

  /** Active holds that no operation accounts for, operations without theirs, and freezes that are not their sum. */
  private async wrongHolds(): Promise<unknown[]> {
    const found = await this.database.pool.query(
      `WITH wanted AS (
         SELECT hold_id, amount_minor + fee_minor AS amount FROM member_operation
         WHERE status IN ('held', 'under_review')
       ), held AS (
         SELECT hold_id, account_id, amount_minor - captured_minor - released_minor AS amount FROM ledger_hold
         WHERE status = 'active'
       )
       SELECT 'hold' AS what, hold_id::text AS id FROM wanted FULL JOIN held USING (hold_id)
       WHERE wanted.amount IS DISTINCT FROM held.amount
       UNION ALL
       SELECT 'freeze', subject FROM ledger_account AS account
       WHERE trade_frozen_minor <> coalesce((SELECT sum(amount) FROM held WHERE held.account_id = account.account_id), 0)`,
    );
    return found.rows;
  }
}

export function keyOf(accountNumber: string) {
  return {
    bookId: platformBook,
    code: 'platform.customer_balance',
    subject: accountNumber,
    currency: 'CNY',
  } as const;
}

/** The code that it is refused with, and what it says. */
export async function refusal(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'done';
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    return error.code;
  }
}
