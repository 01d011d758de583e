/**
 * Charges on members' balances, as the balance channel asks for them: taken once under a number, found again by it,
 * undone. The row and its posting are one transaction, so what a charge says is what the ledger holds.
 */
import type { Money } from '@qiantai/protos';
import type { BalanceCredentials } from '../channels/balance/balance-credentials.ts';
import type { ReasonCode } from '../channels/port.ts';
import type { Queryable } from '../ledger/ledger.ts';
import { beijingDate } from '../payment/beijing-date.ts';
import { type BalanceDeps, walletCodePurpose } from './balance-deps.ts';
import {
  asksPassword,
  beginCharge,
  chargePosting,
  lockPayer,
  moveCharge,
  type NewCharge,
  type Payer,
  refusalOf,
} from './charge-change.ts';
import type { ChargeRecord, ChargeRef } from './charge-record.ts';
import { lockCharge } from './charge-store.ts';
import { lockWalletCode, markCodeUsed } from './wallet-code-store.ts';

export interface ChargeRequest extends ChargeRef {
  channelAccountId: string;
  terms: BalanceCredentials;
  amount: Money;
  /** Digits of the code that the customer showed. */
  code: string;
  /** Where the member has to agree: until then. */
  expiresAtMs: number;
  description: string;
  storeId: string;
  terminalId: string;
}

/** `refused`: the code is no good, and nothing was written; the same number may be charged by another code. */
export type ChargeOutcome = { kind: 'charge'; charge: ChargeRecord } | { kind: 'refused'; reasonCode: ReasonCode };

/** The same number again answers what became of it, whatever code it comes with. */
export async function chargeBalance(deps: BalanceDeps, request: ChargeRequest): Promise<ChargeOutcome> {
  return await deps.database.transaction(async (client) => {
    const before = await lockCharge(client, request);
    if (before) return { kind: 'charge', charge: before };
    const { companyId } = request.terms;
    const codeFingerprint = deps.secretBox.fingerprint(walletCodePurpose, request.code);
    const code = await lockWalletCode(client, { companyId, codeFingerprint });
    const nowMs = deps.clock.nowMs();
    if (!code) return { kind: 'refused', reasonCode: 'CODE_INVALID' };
    if (code.usedBy !== null) return { kind: 'refused', reasonCode: 'CODE_USED' };
    if (nowMs >= code.expiresAtMs) return { kind: 'refused', reasonCode: 'CODE_EXPIRED' };
    const usedBy = `${request.merchantId}/${request.channelOrderNo}`;
    await markCodeUsed(client, { companyId, codeFingerprint, usedBy });
    const payer = await lockPayer(deps, client, { companyId, accountNumber: code.accountNumber });
    const charge = newCharge(deps, request, { codeId: code.codeId, accountNumber: code.accountNumber });
    return { kind: 'charge', charge: await decide(deps, client, { request, charge, payer }) };
  });
}

async function decide(
  deps: BalanceDeps,
  client: Queryable,
  { request, charge, payer }: { request: ChargeRequest; charge: NewCharge; payer: Payer | undefined },
): Promise<ChargeRecord> {
  const { terms, amount } = request;
  const begin = async (begun: Pick<Parameters<typeof beginCharge>[2], 'event' | 'reasonCode'>) => {
    const first = await beginCharge(deps, client, { charge, ...begun });
    // Closed at this very moment by whoever gave the payment up: the caller asks what became of it.
    if (!first) throw new Error(`charge ${charge.channelOrderNo} was written meanwhile`);
    return first;
  };
  const reasonCode = payer ? refusalOf(payer, amount, terms) : 'PAYER_ACCOUNT_REFUSED';
  if (reasonCode || !payer)
    return await begin({ event: 'declined', reasonCode: reasonCode ?? 'PAYER_ACCOUNT_REFUSED' });
  if (!asksPassword(payer, amount.amountMinor, terms)) {
    return await postTaken(deps, client, { charge: await begin({ event: 'taken' }), payer });
  }
  if (!payer.account.passwordSet) return await begin({ event: 'declined', reasonCode: 'PAYMENT_PASSWORD_NOT_SET' });
  return await begin({ event: 'asked' });
}

/** The member's word has come: taken, or declined where the balance has gone meanwhile. */
export async function takeAsked(
  deps: BalanceDeps,
  client: Queryable,
  { charge, terms, payer }: { charge: ChargeRecord; terms: BalanceCredentials; payer: Payer },
): Promise<ChargeRecord> {
  const reasonCode = refusalOf(payer, charge, terms);
  if (reasonCode) return await moveCharge(deps, client, { charge, event: 'declined', reasonCode });
  return await postTaken(deps, client, { charge: await moveCharge(deps, client, { charge, event: 'taken' }), payer });
}

async function postTaken(
  deps: BalanceDeps,
  client: Queryable,
  { charge, payer }: { charge: ChargeRecord; payer: Payer },
): Promise<ChargeRecord> {
  const posting = chargePosting(charge, payer.account, {
    kind: 'balance_payment',
    reference: charge.channelOrderNo,
    amountMinor: charge.amountMinor,
    nowMs: deps.clock.nowMs(),
  });
  await deps.ledger.post(client, [posting]);
  return charge;
}

export type UndoOutcome =
  | { kind: 'undone'; moneyMoved: boolean }
  /** A refund has taken part of it back already. */
  | { kind: 'refunded' };

/** Never seen, the number is closed, so that a charge which comes late takes nothing. */
export async function undoCharge(
  deps: BalanceDeps,
  request: ChargeRef & { channelAccountId: string; companyId: string; amount: Money },
): Promise<UndoOutcome> {
  return await deps.database.transaction(async (client) => {
    const unseen = { ...blankCharge(deps, request), companyId: request.companyId };
    if (await beginCharge(deps, client, { charge: unseen, event: 'closed' })) {
      return { kind: 'undone', moneyMoved: false };
    }
    const charge = (await lockCharge(client, request)) as ChargeRecord;
    switch (charge.status) {
      case 'awaiting_payer':
      case 'declined':
      case 'refused':
        await moveCharge(deps, client, { charge, event: 'closed' });
        return { kind: 'undone', moneyMoved: false };
      case 'closed':
        return { kind: 'undone', moneyMoved: false };
      case 'reversed':
        return { kind: 'undone', moneyMoved: true };
      case 'paid': {
        if (charge.refundedMinor > 0n) return { kind: 'refunded' };
        await giveBack(deps, client, charge);
        return { kind: 'undone', moneyMoved: true };
      }
    }
  });
}

async function giveBack(deps: BalanceDeps, client: Queryable, charge: ChargeRecord): Promise<void> {
  const { companyId, accountNumber } = charge;
  const payer = accountNumber === null ? undefined : await lockPayer(deps, client, { companyId, accountNumber });
  if (!payer) throw new TypeError(`charge ${charge.chargeNo} was paid by nobody`);
  const reversed = await moveCharge(deps, client, { charge, event: 'reversed' });
  const posting = chargePosting(reversed, payer.account, {
    kind: 'balance_payment_reversed',
    reference: charge.channelOrderNo,
    amountMinor: charge.amountMinor,
    nowMs: deps.clock.nowMs(),
  });
  await deps.ledger.post(client, [posting]);
}

function newCharge(
  deps: BalanceDeps,
  request: ChargeRequest,
  by: { codeId: string; accountNumber: string },
): NewCharge {
  const { terms, description, storeId, terminalId, expiresAtMs } = request;
  return {
    ...blankCharge(deps, request),
    companyId: terms.companyId,
    ...by,
    description,
    storeId,
    terminalId,
    expiresAtMs,
  };
}

function blankCharge(
  deps: BalanceDeps,
  request: ChargeRef & { channelAccountId: string; amount: Money },
): Omit<NewCharge, 'companyId'> {
  const { merchantId, channelOrderNo, channelAccountId, amount } = request;
  return {
    ...{ merchantId, channelOrderNo, channelAccountId, ...amount },
    chargeNo: mintChargeNo(deps),
    accountNumber: null,
    codeId: null,
    description: '',
    storeId: '',
    terminalId: '',
    expiresAtMs: null,
  };
}

/** 28 digits, the day in front: longer than any payment code, so that a till finds a payment by scanning it. */
function mintChargeNo(deps: BalanceDeps): string {
  const day = beijingDate(deps.clock.nowMs()).replaceAll('-', '');
  return day + Array.from({ length: 20 }, () => deps.random.below(10)).join('');
}
