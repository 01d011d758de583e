/** The adapter over the simulated bank on the wire, with each of its faults; then a day of custody over it. */
import { SeededRandom, silentLog } from '@qiantai/foundation';
import { IdMint } from '@qiantai/protos';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHttpTransport } from '../channels/http-transport.ts';
import { type RunningSims, startSims } from '../channels/sims.fixture.ts';
import type { Database } from '../db/database.ts';
import { openTestDatabase } from '../db/test-database.ts';
import { createLedger } from '../ledger/ledger-store.ts';
import { secretBox } from '../merchants/secret-box.ts';
import { beijingDate } from '../payment/beijing-date.ts';
import { type Custody, createCustody } from './create-custody.ts';
import type { BankConnection, CustodyBank } from './custody-bank.ts';
import { createHttpCustodyBank } from './http-custody-bank.ts';
import { shopPayee } from './test-custody.fixture.ts';

const startMs = Date.UTC(2026, 2, 2, 4);
let sims: RunningSims;
let bank: CustodyBank;
let connection: BankConnection;
let ids: IdMint;

beforeAll(async () => {
  sims = await startSims({ startMs, factor: 20 });
  const { clock } = sims;
  ids = new IdMint(clock, new SeededRandom('http-bank'));
  const transport = createHttpTransport({ clock, realMsMin: 300 });
  bank = createHttpCustodyBank({ transport, clock, random: new SeededRandom('nonces') });
  const { baseUrl, clientId, secret, custodyAccount: accountNumber } = sims.bank;
  connection = { credentials: { baseUrl, clientId, secret }, accountNumber, currency: 'CNY' };
  await hand('credits', { account: accountNumber, amount: '10000.00', remark: '期初' });
}, 30_000);
afterAll(async () => await sims.close());

const hand = async (path: string, body: unknown) => await sims.hand(`/sim/custody-bank/${path}`, body);
const behave = async (behaviour: string, more: object = {}) => await hand('behaviours', { behaviour, ...more });
const newOrder = (amountMinor = 100n) => ({
  instructionNo: ids.uuid7(),
  payee: shopPayee,
  amountMinor,
  remark: '结算 shop-a',
});

describe('an instruction on the wire', () => {
  it('is accepted, then confirmed with the bank’s day, once however often it is sent', async () => {
    const order = newOrder(250n);
    expect(await bank.submit(connection, order)).toMatchObject({ kind: 'accepted', about: { amountMinor: 250n } });
    expect(await bank.submit(connection, order)).toMatchObject({ kind: 'accepted' });
    sims.jump(5000);
    expect(await bank.inquire(connection, order.instructionNo)).toMatchObject({
      kind: 'confirmed',
      bookedOn: '2026-03-02',
    });
    expect(await bank.submit(connection, order)).toMatchObject({ kind: 'confirmed' });
    expect(await bank.submit(connection, { ...order, amountMinor: 251n })).toMatchObject({ kind: 'unknown' });
    expect(await bank.inquire(connection, ids.uuid7())).toEqual({ kind: 'not_found' });
  });

  it.each([
    ['confirm_at_once', { kind: 'confirmed' }],
    ['reject_payee_name', { kind: 'rejected', reasonCode: 'PAYEE_NAME_MISMATCH' }],
    ['reject_account_closed', { kind: 'rejected', reasonCode: 'PAYEE_ACCOUNT_CLOSED' }],
    ['reject_later', { kind: 'accepted' }],
    ['insufficient_funds', { kind: 'not_taken', reason: 'bank_funds' }],
    ['out_of_hours', { kind: 'not_taken', reason: 'bank_hours' }],
    ['wrong_signature', { kind: 'unknown', why: 'the answer is signed wrongly' }],
    ['wrong_amount', { kind: 'accepted', about: { amountMinor: 101n } }],
    ['return_later', { kind: 'accepted' }],
  ])('%s', async (behaviour, outcome) => {
    await behave(behaviour);
    expect(await bank.submit(connection, newOrder())).toMatchObject(outcome);
  });

  it.each([
    ['no_answer', 'confirmed'],
    ['no_answer_not_taken', 'not_found'],
    ['late_answer', 'confirmed'],
  ])('%s is unknown, and the inquiry says %s', async (behaviour, after) => {
    await behave(behaviour);
    const order = newOrder();
    expect(await bank.submit(connection, order)).toMatchObject({ kind: 'unknown' });
    sims.jump(5000);
    expect(await bank.inquire(connection, order.instructionNo)).toMatchObject({ kind: after });
  });

  it('inquiries may lack an answer or be signed wrongly too', async () => {
    const order = newOrder();
    await bank.submit(connection, order);
    for (const behaviour of ['no_answer', 'wrong_signature']) {
      await behave(behaviour, { on: 'inquire' });
      expect(await bank.inquire(connection, order.instructionNo)).toMatchObject({ kind: 'unknown' });
    }
  });

  it('with a foreign secret gets no usable answer; where nobody listens it was not sent', async () => {
    const foreign = { ...connection, credentials: { ...connection.credentials, secret: 'foreign' } };
    expect(await bank.submit(foreign, newOrder())).toMatchObject({ kind: 'unknown' });
    const nobody = { ...connection, credentials: { ...connection.credentials, baseUrl: 'http://127.0.0.1:1' } };
    expect(await bank.submit(nobody, newOrder())).toMatchObject({ kind: 'not_taken', reason: 'not_sent' });
    expect(await bank.inquire(nobody, ids.uuid7())).toMatchObject({ kind: 'unknown' });
  });

  it('a statement comes out after its day', async () => {
    expect(await bank.downloadStatement(connection, '2026-03-02')).toEqual({ kind: 'not_ready' });
  });
});

describe('days of custody over the wire', () => {
  let database: Database;
  let custody: Custody;
  const dayMs = 86_400_000;

  beforeAll(async () => {
    database = await openTestDatabase();
    const { clock } = sims;
    const ledger = createLedger({ database, clock, ids });
    custody = createCustody({
      database,
      ledger,
      bank,
      secretBox: secretBox(Buffer.alloc(32, 7)),
      findMemberAccount: async () => undefined,
      clock,
      random: new SeededRandom('days'),
      ids,
      log: silentLog,
      instanceId: 'server-1',
    });
    // A bank account of its own, whose first statement begins at nothing.
    const account = '3300000000000000033';
    await hand('accounts', { account, name: '客户备付金', currency: 'CNY' });
    await custody.createBankAccount({
      bankAccountId: 'custody-1',
      purpose: 'custody',
      bank: '存管银行',
      holderName: '客户备付金',
      accountNumber: account,
      currency: 'CNY',
      corporateOpensMinute: 0,
      corporateClosesMinute: 1440,
      corporateWeekdaysOnly: false,
      credentials: connection.credentials,
      createdBy: 'ann',
    });
    await custody.setSettlementAccount({ merchantId: 'shop-a', currency: 'CNY', payee: shopPayee, changedBy: 'ann' });
    await hand('credits', { account, amount: '99.80', remark: '不明来款' });
  });
  afterAll(async () => await database.close());

  const endDay = async () => {
    const date = beijingDate(sims.clock.nowMs());
    sims.jump(dayMs);
    await custody.runDue();
    return await custody.importStatement({ bankAccountId: 'custody-1', date, importedBy: 'ann' });
  };

  it('a payment that came back days later, a row that is missing, a statement that changed', async () => {
    expect(await endDay()).toMatchObject({ kind: 'imported', suspense: 1 });
    const [held] = await custody.suspense.list({ limit: 1 });
    const suspenseId = held?.suspenseId ?? '';
    const target = { to: 'merchant' as const, merchantId: 'shop-a', businessDate: '2026-03-03' };
    await custody.suspense.propose({ suspenseId, target, operator: 'ann' });
    await custody.suspense.approve({ suspenseId, operator: 'ben' });
    await behave('return_later', { delayMs: dayMs });
    const settle = async (amountMinor: bigint) =>
      await custody.instructSettlement({
        settlementKey: ids.uuid7(),
        merchantId: 'shop-a',
        bankAccountId: 'custody-1',
        amountMinor,
        requestedBy: 'ann',
      });
    const returned = await settle(3_000n);
    await custody.runDue();
    expect(await endDay()).toMatchObject({ kind: 'imported', lines: 1, unexplained: 0 });
    const [proof] = await custody.prove({ date: '2026-03-03', runBy: 'ann' });
    expect(proof).toMatchObject({ passed: true, heldMinor: 6_980n, owedMinor: 6_980n });
    expect(await endDay()).toMatchObject({ kind: 'imported', lines: 1, suspense: 0 });
    expect((await custody.getInstruction(returned.instructionId)).instruction.status).toBe('returned');

    await behave('confirm_at_once');
    const missing = await settle(500n);
    await custody.runDue();
    const account = '3300000000000000033';
    const row = { account, instructionNo: missing.instructionId };
    await hand('statements/delete-row', row);
    expect(await endDay()).toMatchObject({ kind: 'refused', code: 'STATEMENT_SUM' });
    // The balances of the next row are bent as well: nothing but the missing payment tells.
    const second = await settle(700n);
    await custody.runDue();
    sims.jump(5000);
    await custody.runDue();
    const exceptions = await custody.listExceptions({ openOnly: true }, { limit: 100 });
    expect(exceptions.map(({ code }) => code)).toContain('STATEMENT_REFUSED');
    expect((await custody.getInstruction(second.instructionId)).instruction.status).not.toBe('rejected');
  });
});
