/**
 * Members' balances behind the port. Its counterpart is our own ledger: a call is a transaction there, so an answer is
 * never lost between two machines, yet every outcome is kept under the attempt's number and found again by inquiry.
 */
import { unreachable } from '@qiantai/foundation';
import { balanceBill } from '../../balance-payments/balance-bill.ts';
import type { BalanceDeps } from '../../balance-payments/balance-deps.ts';
import { type BalanceRefundOutcome, refundCharge } from '../../balance-payments/balance-refunds.ts';
import type { ChargeRecord } from '../../balance-payments/charge-record.ts';
import { readCharge, readRefund } from '../../balance-payments/charge-store.ts';
import { chargeBalance, undoCharge } from '../../balance-payments/charges.ts';
import { credentialsOf } from '../account-credentials.ts';
import type {
  AttemptRef,
  ChannelFacts,
  ChannelGateway,
  PayOperation,
  PayOutcome,
  QueryOutcome,
  RefundOperation,
  RefundOutcome,
} from '../port.ts';

export function createBalanceChannel(deps: BalanceDeps): ChannelGateway {
  return {
    prepare: async () => ({}),
    pay: async (operation) => await pay(deps, operation),
    query: async (attempt) => queryOutcomeOf(await readCharge(deps.database.pool, refOf(attempt))),
    reverse: async (attempt) => {
      const { companyId } = credentialsOf('balance', attempt.account);
      const { amount } = attempt;
      const undone = await undoCharge(deps, {
        ...refOf(attempt),
        channelAccountId: attempt.account.id,
        companyId,
        amount,
      });
      if (undone.kind === 'undone') return { kind: 'reversed', moneyMoved: undone.moneyMoved };
      return { kind: 'refused', channelMessage: 'part of it was refunded' };
    },
    prepareRefund: async () => ({}),
    refund: async (operation) => refundOutcomeOf(operation, await refundCharge(deps, refundOf(operation))),
    queryRefund: async (operation) => {
      const held = await readRefund(deps.database.pool, refundOf(operation));
      if (!held) return { kind: 'not_found' };
      // One that waits for the member's account is tried again whenever it is asked for.
      return refundOutcomeOf(
        operation,
        held.status === 'done' ? { kind: 'done' } : await refundCharge(deps, refundOf(operation)),
      );
    },
    readNotice: () => ({ kind: 'refused', errorCode: 'NOTICE_BAD_BODY', why: 'our own books send no notices' }),
    downloadBill: async (account, date) => await balanceBill(deps.database.pool, account, date),
  };
}

async function pay(deps: BalanceDeps, operation: PayOperation): Promise<PayOutcome> {
  const { details, account } = operation;
  if (details.way !== 'balance') return { kind: 'not_sent', why: 'a balance is paid from by a code of our own wallet' };
  const outcome = await chargeBalance(deps, {
    ...refOf(operation),
    channelAccountId: account.id,
    terms: credentialsOf('balance', account),
    amount: operation.amount,
    code: details.code,
    expiresAtMs: details.expiresAtMs,
    description: operation.description,
    storeId: operation.storeId,
    terminalId: operation.terminalId,
  });
  if (outcome.kind === 'refused') return declined(outcome.reasonCode);
  const { charge } = outcome;
  switch (charge.status) {
    case 'paid':
      return { kind: 'approved', facts: factsOf(charge) };
    case 'awaiting_payer':
      return { kind: 'payer_pending' };
    case 'declined':
    case 'refused':
      return declined(charge.reasonCode || 'CHANNEL_REFUSED');
    case 'closed':
    case 'reversed':
      return declined('ORDER_CLOSED');
    default:
      return unreachable(charge.status);
  }
}

function declined(reasonCode: Extract<PayOutcome, { kind: 'declined' }>['reasonCode']): PayOutcome {
  return { kind: 'declined', reasonCode, channelMessage: '', retryable: false };
}

function queryOutcomeOf(charge: ChargeRecord | undefined): QueryOutcome {
  if (!charge) return { kind: 'not_found' };
  switch (charge.status) {
    case 'paid':
      return { kind: 'paid', facts: factsOf(charge) };
    case 'awaiting_payer':
      return { kind: 'pending' };
    case 'declined':
    case 'refused':
      return { kind: 'not_paid', reasonCode: charge.reasonCode || 'CHANNEL_REFUSED', channelMessage: '' };
    case 'closed':
    case 'reversed':
      return { kind: 'closed' };
    default:
      return unreachable(charge.status);
  }
}

function refundOutcomeOf(operation: RefundOperation, outcome: BalanceRefundOutcome): RefundOutcome {
  switch (outcome.kind) {
    case 'done':
      return { kind: 'succeeded', channelRefundId: operation.channelRefundNo };
    case 'waiting':
      return { kind: 'needs_person', channelMessage: outcome.why };
    case 'refused':
      return { kind: 'failed', reasonCode: 'CHANNEL_REFUSED', channelMessage: outcome.why };
    default:
      return unreachable(outcome);
  }
}

function factsOf(charge: ChargeRecord): ChannelFacts {
  return {
    channelOrderNo: charge.channelOrderNo,
    channelTransactionId: charge.chargeNo,
    amount: { amountMinor: charge.amountMinor, currency: charge.currency },
    channelMerchantId: charge.companyId,
    paidAtMs: charge.paidAtMs ?? charge.updatedAtMs,
  };
}

function refOf({ account, channelOrderNo }: Pick<AttemptRef, 'account' | 'channelOrderNo'>) {
  return { merchantId: account.merchantId, channelOrderNo };
}

function refundOf(operation: RefundOperation) {
  const { original, channelRefundNo, amount } = operation;
  return { ...refOf(original), channelRefundNo, amount };
}
