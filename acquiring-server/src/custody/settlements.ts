/** Has the bank pay merchants what they are owed, and moves the platform's own money in and out of custody. */
import type { Currency } from '@qiantai/protos';
import { serverError } from '../errors.ts';
import { platformBook } from '../ledger/journal.ts';
import type { Queryable } from '../ledger/ledger.ts';
import { lockBankAccount, readBankAccount, readSettlementAccount } from './bank-account-store.ts';
import type { InstructionRecord } from './bank-records.ts';
import type { CustodyDeps } from './custody-deps.ts';
import type { InstructionDesk } from './instruction-desk.ts';
import { readInstructionOfSubject, readInTransit } from './instruction-store.ts';
import { proofSections } from './proof-sections.ts';
import { readBalancesAsOf } from './proof-store.ts';

export interface SettlementRequest {
  /** UUIDv7 of whoever asks: the same again gives the same instruction. */
  settlementKey: string;
  merchantId: string;
  bankAccountId: string;
  amountMinor: bigint | 'all';
  requestedBy: string;
}

export interface OwnMoneyRequest {
  moveKey: string;
  direction: 'out_of_custody' | 'into_custody';
  custodyAccountId: string;
  ownAccountId: string;
  amountMinor: bigint;
  requestedBy: string;
}

export interface Settlements {
  /**
   * @throws CodedError CUSTODY_NOT_PAYABLE, CUSTODY_NO_SETTLEMENT_ACCOUNT, CUSTODY_ACCOUNT_NOT_FOUND,
   * CUSTODY_KEY_CONFLICT
   */
  instructSettlement(request: SettlementRequest): Promise<InstructionRecord>;
  /** @throws CodedError CUSTODY_OWN_PART_TOO_SMALL, CUSTODY_ACCOUNT_NOT_FOUND, CUSTODY_KEY_CONFLICT */
  moveOwnMoney(request: OwnMoneyRequest): Promise<InstructionRecord>;
}

export function createSettlements(deps: CustodyDeps, desk: InstructionDesk): Settlements {
  return {
    instructSettlement: async (request) =>
      await deps.database.transaction(async (client) => await settle(deps, desk, client, request)),
    moveOwnMoney: async (request) =>
      await deps.database.transaction(async (client) => await moveOwn(desk, client, request)),
  };
}

async function settle(
  deps: CustodyDeps,
  desk: InstructionDesk,
  client: Queryable,
  request: SettlementRequest,
): Promise<InstructionRecord> {
  const { merchantId, bankAccountId, settlementKey } = request;
  const account = await readBankAccount(client, bankAccountId);
  if (!account) throw serverError('CUSTODY_ACCOUNT_NOT_FOUND', { bankAccountId });
  const { currency } = account;
  // Two who ask at once queue here, so that neither pays what the other has taken.
  const payableMinor = await lockPayable(deps, client, { merchantId, currency });
  const held = await readInstructionOfSubject(client, { purpose: 'settlement', subjectReference: settlementKey });
  if (held) {
    const same = held.merchantId === merchantId && held.bankAccountId === bankAccountId;
    if (same && (request.amountMinor === 'all' || request.amountMinor === held.amountMinor)) return held;
    throw serverError('CUSTODY_KEY_CONFLICT', { purpose: 'settlement', subjectReference: settlementKey });
  }
  const amountMinor = request.amountMinor === 'all' ? payableMinor : request.amountMinor;
  if (amountMinor <= 0n || amountMinor > payableMinor) {
    throw serverError('CUSTODY_NOT_PAYABLE', { merchantId, currency, payableMinor: payableMinor.toString() });
  }
  const { payee } = await readSettlementAccount(client, deps.secretBox, { merchantId, currency });
  return await desk.instruct(client, {
    purpose: 'settlement',
    bankAccountId,
    payee,
    amountMinor,
    subjectReference: settlementKey,
    remark: `结算 ${merchantId}`,
    merchantId,
    requestedBy: request.requestedBy,
  });
}

/** What a merchant is owed less what it owes, never below zero. */
async function lockPayable(
  deps: CustodyDeps,
  client: Queryable,
  { merchantId, currency }: { merchantId: string; currency: Currency },
): Promise<bigint> {
  const account = { bookId: platformBook, subject: merchantId, currency };
  const owed = -(await deps.ledger.lockBalance(client, { ...account, code: 'platform.merchant_payable' }));
  const owes = await deps.ledger.lockBalance(client, { ...account, code: 'platform.merchant_receivable' });
  const payable = owed - (owes > 0n ? owes : 0n);
  return payable > 0n ? payable : 0n;
}

async function moveOwn(desk: InstructionDesk, client: Queryable, request: OwnMoneyRequest): Promise<InstructionRecord> {
  const { custodyAccountId, ownAccountId, amountMinor, moveKey: subjectReference, requestedBy } = request;
  const out = request.direction === 'out_of_custody';
  const purpose = out ? 'fees_withdrawn' : 'own_money_paid_in';
  await lockBankAccount(client, custodyAccountId);
  const custody = await readBankAccount(client, custodyAccountId);
  if (!custody) throw serverError('CUSTODY_ACCOUNT_NOT_FOUND', { bankAccountId: custodyAccountId });
  const repeated = await readInstructionOfSubject(client, { purpose, subjectReference });
  if (out && !repeated) {
    const ownPartMinor = await ownPart(client, custody.currency);
    if (amountMinor > ownPartMinor) {
      const { currency } = custody;
      throw serverError('CUSTODY_OWN_PART_TOO_SMALL', { currency, ownPartMinor: ownPartMinor.toString() });
    }
  }
  return await desk.instruct(client, {
    purpose,
    bankAccountId: out ? custodyAccountId : ownAccountId,
    payee: { bankAccountId: out ? ownAccountId : custodyAccountId },
    amountMinor,
    subjectReference,
    remark: out ? '手续费划出' : '自有资金划入',
    requestedBy,
  });
}

/** Later than any entry: the balances as they are. */
const endOfTime = '9999-12-31';

/** What of the money in custody is the platform's, less what is on its way out already. */
async function ownPart(client: Queryable, currency: Currency): Promise<bigint> {
  const balances = await readBalancesAsOf(client, { date: endOfTime, currency, detailed: [] });
  const own = balances.filter(({ code }) => proofSections[code] === 'own');
  const leaving = (await readInTransit(client, { date: endOfTime, currency })).filter(
    ({ purpose }) => purpose === 'fees_withdrawn',
  );
  return (
    own.reduce((sum, { balanceMinor }) => sum - balanceMinor, 0n) -
    leaving.reduce((sum, { amountMinor }) => sum + amountMinor, 0n)
  );
}
