/** Refunds of charges: back to the balance that they came from, once under each number. */
import { CodedError } from '@qiantai/foundation';
import type { Money } from '@qiantai/protos';
import type { Queryable } from '../ledger/ledger.ts';
import type { BalanceDeps } from './balance-deps.ts';
import { chargePosting, lockPayer } from './charge-change.ts';
import type { BalanceRefundRecord, ChargeRecord, ChargeRef } from './charge-record.ts';
import { lockCharge, readRefund, updateCharge, writeRefund } from './charge-store.ts';

export interface BalanceRefundRequest extends ChargeRef {
  channelRefundNo: string;
  amount: Money;
}

export type BalanceRefundOutcome =
  | { kind: 'done' }
  /** The member's account takes no money now: stopped or closed. It is tried again. */
  | { kind: 'waiting'; why: string }
  | { kind: 'refused'; why: string };

/** The same number again answers the same, and tries once more what waited. */
export async function refundCharge(deps: BalanceDeps, request: BalanceRefundRequest): Promise<BalanceRefundOutcome> {
  try {
    return await deps.database.transaction(async (client) => await refundWithin(deps, client, request));
  } catch (error) {
    if (!(error instanceof CodedError) || !takesNoPosting.has(error.code)) throw error;
    return await deps.database.transaction(async (client) => {
      const held = await readRefund(client, request);
      if (held?.status === 'done') return { kind: 'done' };
      await writeRefund(client, { ...newRefund(request, deps.clock.nowMs()), status: 'waiting', doneAtMs: null });
      return { kind: 'waiting', why: error.message };
    });
  }
}

const takesNoPosting: ReadonlySet<string> = new Set(['LEDGER_ACCOUNT_FLOW', 'LEDGER_ACCOUNT_CLOSED']);

async function refundWithin(
  deps: BalanceDeps,
  client: Queryable,
  request: BalanceRefundRequest,
): Promise<BalanceRefundOutcome> {
  const { amountMinor, currency } = request.amount;
  const charge = await lockCharge(client, request);
  const before = await readRefund(client, request);
  if (before && !isSame(before, request)) return { kind: 'refused', why: 'the number was used for another refund' };
  if (before?.status === 'done') return { kind: 'done' };
  if (charge?.status !== 'paid' || charge.accountNumber === null) {
    return { kind: 'refused', why: `the charge is ${charge?.status ?? 'not there'}` };
  }
  if (currency !== charge.currency || charge.refundedMinor + amountMinor > charge.amountMinor) {
    return { kind: 'refused', why: 'it is more than the charge has left' };
  }
  await postRefund(deps, client, { charge: { ...charge, accountNumber: charge.accountNumber }, request });
  return { kind: 'done' };
}

async function postRefund(
  deps: BalanceDeps,
  client: Queryable,
  input: { charge: ChargeRecord & { accountNumber: string }; request: BalanceRefundRequest },
): Promise<void> {
  const { charge, request } = input;
  const { companyId, accountNumber } = charge;
  const { amountMinor } = request.amount;
  const nowMs = deps.clock.nowMs();
  const payer = await lockPayer(deps, client, { companyId, accountNumber });
  if (!payer) throw new TypeError(`charge ${charge.chargeNo} was paid by nobody`);
  await updateCharge(client, { ...charge, refundedMinor: charge.refundedMinor + amountMinor, updatedAtMs: nowMs });
  await writeRefund(client, { ...newRefund(request, nowMs), status: 'done', doneAtMs: nowMs });
  const posting = chargePosting(charge, payer.account, {
    kind: 'balance_refund',
    reference: request.channelRefundNo,
    amountMinor,
    nowMs,
  });
  await deps.ledger.post(client, [posting]);
}

function newRefund(
  { merchantId, channelOrderNo, channelRefundNo, amount }: BalanceRefundRequest,
  nowMs: number,
): Omit<BalanceRefundRecord, 'status' | 'doneAtMs'> {
  return { merchantId, channelOrderNo, channelRefundNo, amountMinor: amount.amountMinor, createdAtMs: nowMs };
}

function isSame(before: BalanceRefundRecord, { channelOrderNo, amount }: BalanceRefundRequest): boolean {
  return before.channelOrderNo === channelOrderNo && before.amountMinor === amount.amountMinor;
}
