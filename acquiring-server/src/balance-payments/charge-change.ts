/** Moves of a charge: the table, the row, its history and its posting, in the caller's transaction. */

import { type Hindrance, hindranceOf, overdraftOf } from '../accounts/account-rights.ts';
import { lockAccount } from '../accounts/account-store.ts';
import { ledgerKeyOf, type MemberAccount } from '../accounts/records.ts';
import type { BalanceCredentials } from '../channels/balance/balance-credentials.ts';
import type { ReasonCode } from '../channels/port.ts';
import type { Queryable } from '../ledger/ledger.ts';
import type { PostingEvent } from '../ledger/posting.ts';
import { beijingDate } from '../payment/beijing-date.ts';
import type { BalanceDeps } from './balance-deps.ts';
import type { ChargeRecord } from './charge-record.ts';
import { type ChargeEvent, nextChargeStatus } from './charge-states.ts';
import { insertCharge, paidOnDay, updateCharge, writeChargeHistory } from './charge-store.ts';

/** @throws TypeError where the table refuses the event: whoever decided did not look at the state */
export async function moveCharge(
  deps: BalanceDeps,
  client: Queryable,
  move: { charge: ChargeRecord; event: ChargeEvent; reasonCode?: ReasonCode },
): Promise<ChargeRecord> {
  const { charge, event } = move;
  const next = movedCharge(charge, { ...move, from: charge.status, nowMs: deps.clock.nowMs() });
  await updateCharge(client, next);
  await writeChargeHistory(client, next, { event, from: charge.status });
  return next;
}

/** Writes the first state down; undefined where the number is taken. */
export async function beginCharge(
  deps: BalanceDeps,
  client: Queryable,
  begun: { charge: NewCharge; event: ChargeEvent; reasonCode?: ReasonCode },
): Promise<ChargeRecord | undefined> {
  const nowMs = deps.clock.nowMs();
  const blank: ChargeRecord = {
    ...begun.charge,
    status: 'closed',
    version: 0,
    reasonCode: '',
    paidAtMs: null,
    paidOn: null,
    refundedMinor: 0n,
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
  };
  const first = movedCharge(blank, { ...begun, from: 'none', nowMs });
  if (!(await insertCharge(client, first))) return undefined;
  await writeChargeHistory(client, first, { event: begun.event, from: null });
  return first;
}

export type NewCharge = Omit<
  ChargeRecord,
  'status' | 'version' | 'reasonCode' | 'paidAtMs' | 'paidOn' | 'refundedMinor' | 'createdAtMs' | 'updatedAtMs'
>;

function movedCharge(
  charge: ChargeRecord,
  move: { event: ChargeEvent; from: ChargeRecord['status'] | 'none'; reasonCode?: ReasonCode; nowMs: number },
): ChargeRecord {
  const { event, from, nowMs } = move;
  const status = nextChargeStatus(from, event);
  if (!status) throw new TypeError(`a charge that is ${from} takes no ${event}`);
  return {
    ...charge,
    status,
    version: charge.version + 1,
    reasonCode: move.reasonCode ?? (status === 'paid' ? '' : charge.reasonCode),
    ...(status === 'paid' ? { paidAtMs: nowMs, paidOn: beijingDate(nowMs) } : {}),
    updatedAtMs: nowMs,
  };
}

/** Whose account it is and what it may pay, its row and its sums locked until the transaction ends. */
export interface Payer {
  account: MemberAccount;
  spendableMinor: bigint;
  /** Beijing. */
  paidTodayMinor: bigint;
}

/** Undefined where the company has no such account. */
export async function lockPayer(
  deps: BalanceDeps,
  client: Queryable,
  of: { companyId: string; accountNumber: string },
): Promise<Payer | undefined> {
  const account = await lockAccount(client, of.accountNumber);
  if (account?.companyId !== of.companyId) return undefined;
  const held = await deps.ledger.lockAccount(client, ledgerKeyOf(account));
  const paidTodayMinor = await paidOnDay(client, { ...of, date: beijingDate(deps.clock.nowMs()) });
  const spendableMinor = (held?.availableMinor ?? 0n) + overdraftOf(account, account.rights);
  return { account, spendableMinor, paidTodayMinor };
}

const reasonOfHindrance: Readonly<Record<Hindrance, ReasonCode>> = {
  type_forbids: 'PAYER_ACCOUNT_REFUSED',
  switched_off: 'PAYER_ACCOUNT_REFUSED',
  not_active: 'PAYER_ACCOUNT_REFUSED',
  state_forbids: 'PAYER_ACCOUNT_REFUSED',
};

/** Why the payer can't pay that now; undefined: it can. Pure. */
export function refusalOf(
  { account, spendableMinor, paidTodayMinor }: Payer,
  wanted: { amountMinor: bigint; currency: string },
  terms: BalanceCredentials,
): ReasonCode | undefined {
  if (account.currency !== wanted.currency) return 'PAYER_ACCOUNT_REFUSED';
  if (account.status === 'frozen' || account.status === 'stopped') return 'PAYER_ACCOUNT_FROZEN';
  const hindrance = hindranceOf(account, account.rights, 'may_pay');
  if (hindrance) return reasonOfHindrance[hindrance];
  if (paidTodayMinor + wanted.amountMinor > terms.dayMinorMax) return 'LIMIT_EXCEEDED';
  return wanted.amountMinor > spendableMinor ? 'INSUFFICIENT_FUNDS' : undefined;
}

/** Whether the member is asked for the payment password. Pure. */
export function asksPassword({ paidTodayMinor }: Payer, amountMinor: bigint, terms: BalanceCredentials): boolean {
  return amountMinor > terms.passwordFreeMinorMax || paidTodayMinor + amountMinor > terms.passwordFreeDayMinorMax;
}

/** The member's balance against what the channel account is owed or owes; the rest of a payment is the core's posting. */
export function chargePosting(
  charge: ChargeRecord,
  account: Pick<MemberAccount, 'ledgerCode' | 'accountNumber'>,
  posted: {
    kind: 'balance_payment' | 'balance_payment_reversed' | 'balance_refund';
    reference: string;
    amountMinor: bigint;
    nowMs: number;
  },
): PostingEvent {
  return {
    kind: posted.kind,
    reference: posted.reference,
    merchantId: charge.merchantId,
    currency: charge.currency,
    amounts: { amount: posted.amountMinor },
    subjects: { channelAccountId: charge.channelAccountId },
    members: { payer: { code: account.ledgerCode, accountNumber: account.accountNumber } },
    platformDate: beijingDate(posted.nowMs),
  };
}
