/** Member operations over the real accounts and the real desk of custody. */
import { SeededRandom, silentLog } from '@qiantai/foundation';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openAccounts } from '../accounts/accounts.fixture.ts';
import { insertBankAccount, listBankAccounts } from '../custody/bank-account-store.ts';
import type { InstructionRecord } from '../custody/bank-records.ts';
import type { CustodyBank } from '../custody/custody-bank.ts';
import { type CustodyDeps, defaultCustodyTimings } from '../custody/custody-deps.ts';
import { applyInstructionChange, type InstructionChange } from '../custody/instruction-changes.ts';
import { createInstructionDesk } from '../custody/instruction-desk.ts';
import { lockInstruction, readInstructionOfSubject } from '../custody/instruction-store.ts';
import { platformBook } from '../ledger/journal.ts';
import { createPeriods } from '../ledger/periods-store.ts';
import { secretBox } from '../merchants/secret-box.ts';
import { createAlarm } from '../payment/alarm.ts';
import { createMemberOperations } from './create-member-operations.ts';
import { custodyChannels, custodyOutcomes } from './custody-pay-out.ts';
import { createMemberAccounts } from './member-accounts.ts';
import type { OperationRecord } from './operation-record.ts';
import { operationsUnderWay } from './operation-store.ts';
import { createScriptedChannels } from './scripted-channels.fixture.ts';
import { cardNumber, cny, refusal, testWallet } from './test-wallet.fixture.ts';

describe('over the desk of custody', () => {
  const wallet = testWallet();
  const box = secretBox(Buffer.alloc(32, 7));
  let deps: CustodyDeps;

  beforeAll(async () => {
    await insertBankAccount(wallet.database.pool, box, {
      bankAccountId: 'custody-1',
      purpose: 'custody',
      bank: '存管银行',
      holderName: '客户备付金',
      currency: 'CNY',
      accountNumber: '3100000000000000011',
      corporateOpensMinute: 0,
      corporateClosesMinute: 1440,
      corporateWeekdaysOnly: false,
      credentials: { baseUrl: 'http://bank', clientId: 'QT', secret: 'secret' },
      createdBy: 'ann',
      createdAtMs: 0,
    });
  });

  beforeEach(() => {
    const { database, ledger, clock, ids } = wallet;
    deps = {
      database,
      ledger,
      // Nothing is sent here: outcomes are made by the instruction's own transitions.
      bank: {} as unknown as CustodyBank,
      secretBox: box,
      findMemberAccount: async () => undefined,
      clock,
      random: new SeededRandom('custody'),
      ids,
      log: silentLog,
      alarm: createAlarm(clock),
      handlers: new Map(),
      timings: defaultCustodyTimings,
      instanceId: 'server-1',
    };
    const desk = createInstructionDesk(deps);
    desk.onOutcome('withdrawal', custodyOutcomes(wallet.server.facts));
    const channels = custodyChannels({
      desk,
      listBankAccounts: async () => await listBankAccounts(database.pool),
    });
    Object.assign(wallet.channels, channels);
  });

  const instructionOf = async (operation: OperationRecord): Promise<InstructionRecord> => {
    const subjectReference = `${operation.companyId}/${operation.operationKey}/${operation.channelNumber}`;
    const found = await readInstructionOfSubject(wallet.database.pool, { purpose: 'withdrawal', subjectReference });
    if (!found) throw new TypeError('no instruction');
    return found;
  };
  const happens = async (operation: OperationRecord, ...changes: InstructionChange[]) => {
    const { instructionId } = await instructionOf(operation);
    for (const change of changes) {
      await wallet.database.transaction(async (client) => {
        const instruction = await lockInstruction(client, instructionId);
        if (!instruction) throw new TypeError(instructionId);
        await applyInstructionChange(deps, client, instruction, change);
      });
    }
    return await wallet.now(operation);
  };

  async function sentWithdrawal() {
    const member = await wallet.member(1000n);
    const operation = await wallet.withdraw(member, await wallet.card(member), 600n);
    expect(await wallet.after(0, operation)).toMatchObject({ status: 'sent', dueAtMs: null });
    return { member, operation };
  }

  it('a withdrawal is confirmed on the bank’s day, and returned days later', async () => {
    const { member, operation } = await sentWithdrawal();
    expect(await instructionOf(operation)).toMatchObject({
      amountMinor: 600n,
      purpose: 'withdrawal',
      payeeBank: 'ICBC',
    });
    const confirmed = await happens(operation, { event: 'sent' }, { event: 'confirmed', platformDate: '2026-01-02' });
    expect(confirmed).toMatchObject({ status: 'succeeded' });
    const days = await wallet.database.pool.query<{ day: string }>(
      `SELECT accounting_date AS day FROM ledger_journal WHERE kind = 'withdrawal_succeeded' AND reference LIKE $1`,
      [`%${operation.operationKey}%`],
    );
    expect(days.rows).toEqual([{ day: '2026-01-02' }]);
    const returned = await happens(operation, { event: 'returned', platformDate: '2026-01-05' });
    expect(returned).toMatchObject({ status: 'returned' });
    expect(await wallet.money(member)).toEqual([1000n, 0n]);
  });

  it('a withdrawal that the bank paid in a month that is closed counts for the first open day', async () => {
    const { member, operation } = await sentWithdrawal();
    const { database, ledger, clock } = wallet;
    await createPeriods({ database, ledger, clock }).closePeriod({
      bookId: platformBook,
      period: '2025-12',
      closedBy: 'ann',
    });
    const confirmed = await happens(operation, { event: 'sent' }, { event: 'confirmed', platformDate: '2025-12-31' });
    expect(confirmed).toMatchObject({ status: 'succeeded' });
    const days = await database.pool.query(
      `SELECT accounting_date AS day, event_date AS "ofDay" FROM ledger_journal
       WHERE kind = 'withdrawal_succeeded' AND reference LIKE $1`,
      [`%${operation.operationKey}%`],
    );
    expect(days.rows).toEqual([{ day: '2026-01-01', ofDay: '2025-12-31' }]);
    expect(await wallet.money(member)).toEqual([400n, 0n]);
  });

  it('a withdrawal that is rejected gives the money back', async () => {
    const { member, operation } = await sentWithdrawal();
    const rejected = await happens(
      operation,
      { event: 'sent' },
      { event: 'rejected', platformDate: '2026-01-01', fields: { reasonCode: 'ACCOUNT_CLOSED' } },
    );
    expect(rejected).toMatchObject({ status: 'failed', reasonCode: 'ACCOUNT_CLOSED' });
    expect(await wallet.money(member)).toEqual([1000n, 0n]);
  });

  it('an outcome that the account can’t take undoes the instruction’s transition, to be tried again', async () => {
    const { member, operation } = await sentWithdrawal();
    await happens(operation, { event: 'sent' });
    await wallet.setStatus(member, 'stopped');
    const rejected = { event: 'rejected', platformDate: '2026-01-01' } as const;
    expect(await refusal(happens(operation, rejected))).toBe('LEDGER_ACCOUNT_FLOW');
    expect(await instructionOf(operation)).toMatchObject({ status: 'sent' });
    expect(await wallet.now(operation)).toMatchObject({ status: 'sent' });
    await wallet.setStatus(member, 'normal');
    expect(await happens(operation, rejected)).toMatchObject({ status: 'failed' });
  });
});

describe('over the accounts', () => {
  type Fixture = Awaited<ReturnType<typeof openAccounts>>;
  let fixture: Fixture;
  beforeAll(async () => {
    fixture = await openAccounts({ objectors: [operationsUnderWay] });
  });
  afterAll(async () => await fixture.database.close());

  it('the withdrawal password, its tries and closing are the account’s own', async () => {
    const { database, ledger, clock, ids, random, service } = fixture;
    const { service: operations, worker } = createMemberOperations({
      database,
      ledger,
      accounts: createMemberAccounts({ database, passwords: service }),
      channels: createScriptedChannels(),
      secretBox: secretBox(Buffer.alloc(32, 7)),
      clock,
      ids,
      random,
      log: silentLog,
      instanceId: 'server-1',
    });
    const { customer, owner, account } = await fixture.member();
    await fixture.fund(account, 1000n);
    const { accountNumber, companyId } = account;
    const caller = { companyId, by: 'clerk' };
    const cardId = ids.uuid7();
    const card = { cardId, accountNumber, bankCode: 'ICBC', cardNumber, entrustmentReference: '' } as const;
    const own = { ...card, kind: 'own', payeeKind: 'personal' } as const;
    expect(await refusal(operations.registerCard(caller, { ...own, holderName: 'Somebody else' }))).toBe(
      'MEMBER_OPERATION_BAD_REQUEST',
    );
    await operations.registerCard(caller, { ...own, holderName: customer.name });
    const withdraw = async (password: string) =>
      await operations.withdraw(caller, {
        operationKey: ids.uuid7(),
        accountNumber,
        amount: cny(1000n),
        cardId,
        remark: '',
        password,
      });
    expect(await refusal(withdraw('246810'))).toBe('MEMBER_OPERATION_PASSWORD_NOT_SET');
    const actor = { role: 'customer', name: 'w', userId: owner.userId } as const;
    await service.setWithdrawalPassword({ accountNumber, oldPassword: '', newPassword: '246810', actor });
    expect(await refusal(withdraw('111111'))).toBe('MEMBER_OPERATION_PASSWORD_WRONG');
    const operation = await withdraw('246810');
    expect(operation).toMatchObject({ status: 'held' });
    expect(await operationsUnderWay(database.pool, accountNumber)).toEqual(['withdrawal_held']);
    await worker.runDue();
    expect(await operationsUnderWay(database.pool, accountNumber)).toEqual([]);
    for (let tries = 0; tries < 4; tries++) {
      expect(await refusal(withdraw('111111'))).toBe('MEMBER_OPERATION_PASSWORD_WRONG');
    }
    expect(await refusal(withdraw('111111'))).toBe('MEMBER_OPERATION_PASSWORD_WRONG');
    expect(await refusal(withdraw('246810'))).toBe('MEMBER_OPERATION_PASSWORD_LOCKED');
  });
});
