/**
 * Requests up to the server: payments, givings-up, refunds. Each is leased before its first byte leaves,
 * always carries the key it was recorded with, and is asked until the server answers.
 */
import type { Log } from '@qiantai/foundation';
import { resendPayment } from '../offline/policy.ts';
import type { PaymentBook } from '../payments/payment-book.ts';
import type { IntentSecret, PaymentRecord, PaymentWord, RefundWord } from '../payments/records.ts';
import type { RefundBook } from '../payments/refund-book.ts';
import type { QueueStore, RequestRow } from '../queue/queue-store.ts';
import type { SecretBox } from '../queue/secret-box.ts';
import type { RaiseAlarm } from '../status/board.ts';
import type { Store } from '../store/database.ts';
import type { CallOutcome } from './outcome.ts';
import { refusalsMax } from './retry.ts';
import type { ServerClient } from './server-client.ts';

/** How long the server may hold a request open for an outcome. */
const waitMs = 8000;

export interface IntentSender {
  /** Sends a row and settles it. True where the server was heard. */
  send(row: RequestRow, client: ServerClient): Promise<boolean>;
}

export function openIntentSender(parts: {
  store: Store;
  queue: QueueStore;
  secrets: SecretBox;
  payments: PaymentBook;
  refunds: RefundBook;
  nowMs: () => number;
  nextTryAtMs: (row: RequestRow) => number;
  onAlarm: RaiseAlarm;
  log: Log;
}): IntentSender {
  const { store, queue, payments, refunds } = parts;

  async function send(row: RequestRow, client: ServerClient): Promise<boolean> {
    switch (row.kind) {
      case 'pay':
        return await sendPay(row, client);
      case 'cancel':
        return await sendCancel(row, client);
      case 'refund':
        return await sendRefund(row, client);
    }
  }

  async function sendPay(row: RequestRow, client: ServerClient): Promise<boolean> {
    const payment = payments.found(row.key);
    if (!payment.open || payment.cancelReason !== '') {
      queue.move(row, 'withdrawn', { nowMs: parts.nowMs() });
      return true;
    }
    if (secretIsLost(payment)) {
      queue.move(row, 'secret_lost', { nowMs: parts.nowMs(), code: 'SECRETS_WIPED' });
      parts.onAlarm('REQUEST_DEAD', { kind: row.kind, key: row.key, code: 'SECRETS_WIPED' });
      return true;
    }
    const resend = resendPayment(payment, parts.nowMs());
    if (resend === 'ask_first' && !row.sent) {
      payments.withdrawUnsent(row.key, 'AGENT_GONE');
      return true;
    }
    const secret = secretOf(row);
    lease(row);
    if (resend === 'send') return settlePay(row, await client.pay(payment, secret, waitMs));
    const outcome = await client.getPayment(row.key, -1, { waitMs: 0, askChannel: false });
    if (outcome.kind !== 'refused' || outcome.code !== 'PAYMENT_NOT_FOUND') return settlePay(row, outcome);
    // The server never saw it, and the customer is gone: the key is closed there, so that nothing comes late.
    return store.transact(() => {
      queue.move(row, 'unanswered', { nowMs: parts.nowMs(), code: outcome.code });
      payments.cancel(row.key, 'LINE_LOST');
      return true;
    });
  }

  function settlePay(row: RequestRow, outcome: CallOutcome<PaymentWord>): boolean {
    return store.transact(() => {
      const payment = payments.found(row.key);
      switch (outcome.kind) {
        case 'answered':
          queue.move(row, 'answered', { nowMs: parts.nowMs(), code: '', message: '' });
          payments.hear(row.key, outcome.value, 'answered');
          return true;
        case 'refused':
          refusePay(row, payment, outcome);
          return true;
        case 'busy':
        case 'unanswered':
          return missPay(row, payment, outcome);
      }
    });
  }

  function refusePay(row: RequestRow, payment: PaymentRecord, outcome: { code: string; message: string }): void {
    if (!refuse(row, outcome)) return;
    // Only a request that was never without an answer certainly left nothing at the server.
    if (row.unansweredCount === 0 && payment.state !== 'cancel_recorded') {
      payments.refused(row.key, outcome.code, outcome.message);
    } else payments.lineLost(row.key);
  }

  function missPay(row: RequestRow, payment: PaymentRecord, outcome: Missed): boolean {
    const cancelled = payment.cancelReason !== '';
    if (!row.sent && neverLeft(outcome) && !cancelled && !payment.takenOffline) {
      payments.withdrawUnsent(row.key, 'OFFLINE');
    } else if (cancelled) {
      queue.move(row, 'withdrawn', { nowMs: parts.nowMs() });
    } else {
      miss(row, outcome);
      payments.lineLost(row.key);
    }
    return outcome.kind === 'busy';
  }

  async function sendCancel(row: RequestRow, client: ServerClient): Promise<boolean> {
    const payment = payments.found(row.key);
    const secret = secretOf({ ...row, kind: 'pay' });
    lease(row);
    const outcome = await client.cancelPayment(payment, secret, payment.cancelReason, waitMs);
    return store.transact(() => {
      if (outcome.kind === 'answered') {
        queue.move(row, 'answered', { nowMs: parts.nowMs(), code: '', message: '' });
        payments.hear(row.key, outcome.value, 'cancel_answered');
        return true;
      }
      if (outcome.kind === 'refused') refuse(row, outcome);
      else miss(row, outcome);
      return outcome.kind !== 'unanswered';
    });
  }

  async function sendRefund(row: RequestRow, client: ServerClient): Promise<boolean> {
    const refund = refunds.found(row.key);
    const secret = secretOf(row);
    lease(row);
    const outcome: CallOutcome<RefundWord> = await client.requestRefund(refund, secret, waitMs);
    return store.transact(() => {
      switch (outcome.kind) {
        case 'answered':
          queue.move(row, 'answered', { nowMs: parts.nowMs(), code: '', message: '' });
          refunds.hear(row.key, outcome.value);
          return true;
        case 'refused':
          if (refuse(row, outcome)) {
            if (row.unansweredCount === 0) refunds.refused(row.key, outcome.code, outcome.message);
            else refunds.lineLost(row.key);
          }
          return true;
        case 'busy':
        case 'unanswered':
          if (!row.sent && neverLeft(outcome)) refunds.withdrawUnsent(row.key, 'OFFLINE');
          else {
            miss(row, outcome);
            refunds.lineLost(row.key);
          }
          return outcome.kind === 'busy';
      }
    });
  }

  function lease(row: RequestRow): void {
    queue.move(row, 'leased', { nowMs: parts.nowMs() });
  }

  function miss(row: RequestRow, outcome: Missed): void {
    queue.move(row, 'unanswered', {
      nowMs: parts.nowMs(),
      nextTryAtMs: parts.nextTryAtMs(row),
      code: outcome.kind === 'busy' ? outcome.code : 'UNANSWERED',
      message: outcome.kind === 'busy' ? outcome.message : outcome.why,
    });
  }

  /** True where it was the last refusal that the row is given. */
  function refuse(row: RequestRow, outcome: { code: string; message: string }): boolean {
    const last = row.rejectedCount + 1 >= refusalsMax[row.kind];
    queue.move(row, last ? 'refused_for_good' : 'refused', {
      nowMs: parts.nowMs(),
      nextTryAtMs: parts.nextTryAtMs(row),
      code: outcome.code,
      message: outcome.message,
    });
    if (last) parts.onAlarm('REQUEST_DEAD', { kind: row.kind, key: row.key, code: outcome.code });
    return last;
  }

  /** It was on its way when the secrets were destroyed, and came back without an answer. */
  function secretIsLost(payment: PaymentRecord): boolean {
    const needed = payment.tender !== 'qr' && payment.tender !== 'cash';
    return needed && queue.secret('pay', payment.paymentKey) === undefined;
  }

  function secretOf(row: Pick<RequestRow, 'kind' | 'key'>): IntentSecret {
    const sealed = queue.secret(row.kind, row.key);
    return sealed ? (JSON.parse(parts.secrets.open(row.key, sealed)) as IntentSecret) : {};
  }

  return { send };
}

type Missed = Extract<CallOutcome<never>, { kind: 'busy' | 'unanswered' }>;

function neverLeft(outcome: Missed): boolean {
  return outcome.kind === 'unanswered' && !outcome.left;
}
