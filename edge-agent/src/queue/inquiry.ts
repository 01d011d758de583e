/** Asks the server, by the key, whether anything of a request stands there. */
import type { PaymentBook } from '../payments/payment-book.ts';
import type { RefundBook } from '../payments/refund-book.ts';
import type { CallOutcome } from '../sync/outcome.ts';
import type { ServerClient } from '../sync/server-client.ts';
import type { QueueStore, RequestKind } from './queue-store.ts';

export type Found =
  /** The server says that nothing of it stands there, or that it ended without money. */
  | { kind: 'nothing'; take: () => void }
  /** It is there and ended as the row asked for. */
  | { kind: 'settled'; take: () => void }
  /** It holds money, or has no end yet. */
  | { kind: 'stands'; status: string }
  | { kind: 'not_known'; why: string };

export interface Inquiry {
  ask(kind: RequestKind, key: string): Promise<Found>;
}

export function openInquiry(parts: {
  client: () => ServerClient | undefined;
  isOnline: () => boolean;
  payments: PaymentBook;
  refunds: RefundBook;
  queue: QueueStore;
}): Inquiry {
  const { payments, refunds, queue } = parts;

  async function askPayment(kind: 'pay' | 'cancel', key: string, client: ServerClient): Promise<Found> {
    const outcome = await client.getPayment(key, -1, { waitMs: 0, askChannel: true });
    if (outcome.kind === 'refused' && outcome.code === 'PAYMENT_NOT_FOUND') {
      return { kind: 'nothing', take: () => dropPayment(key) };
    }
    if (outcome.kind !== 'answered') return notKnown(outcome);
    const word = outcome.value;
    const take = () => {
      if (payments.found(key).open) {
        payments.hear(key, word, payments.found(key).state === 'cancel_recorded' ? 'cancel_answered' : 'answered');
      }
      queue.dropSecrets(key);
    };
    const ended = word.status === 'closed' || word.status === 'failed';
    // A giving-up that the server has carried out, and a payment that it has taken, are what was asked for.
    if (ended) return { kind: kind === 'cancel' ? 'settled' : 'nothing', take };
    if (word.status === 'paid' && kind === 'pay') return { kind: 'settled', take };
    return { kind: 'stands', status: word.status };
  }

  async function askRefund(key: string, client: ServerClient): Promise<Found> {
    const outcome = await client.getRefund(key, -1, { waitMs: 0, askChannel: true });
    if (outcome.kind === 'refused' && outcome.code === 'REFUND_NOT_FOUND') {
      return { kind: 'nothing', take: () => dropRefund(key) };
    }
    if (outcome.kind !== 'answered') return notKnown(outcome);
    const word = outcome.value;
    const take = () => {
      if (refunds.found(key).state !== 'refused_offline') refunds.hear(key, word);
      queue.dropSecrets(key);
    };
    if (word.status === 'failed') return { kind: 'nothing', take };
    if (word.status === 'succeeded') return { kind: 'settled', take };
    return { kind: 'stands', status: word.status };
  }

  function dropPayment(key: string): void {
    if (payments.found(key).open) payments.refused(key, 'WRITTEN_OFF', '');
    queue.dropSecrets(key);
  }

  function dropRefund(key: string): void {
    if (refunds.found(key).open) refunds.refused(key, 'WRITTEN_OFF', '');
    queue.dropSecrets(key);
  }

  return {
    ask: async (kind, key) => {
      const client = parts.client();
      if (!client || !parts.isOnline()) return { kind: 'not_known', why: 'the line to the server is down' };
      return kind === 'refund' ? await askRefund(key, client) : await askPayment(kind, key, client);
    },
  };
}

function notKnown(outcome: Exclude<CallOutcome<unknown>, { kind: 'answered' }>): Found {
  return {
    kind: 'not_known',
    why: outcome.kind === 'unanswered' ? outcome.why : `${outcome.code}: ${outcome.message}`,
  };
}
