/**
 * Follows what the server has answered and not ended: waits at the server for the next word about each open
 * payment and refund, and goes on after a cut or a restart. What is open is read from the tables, so nothing
 * has to be remembered.
 */
import { backoffMs, type Clock, errorText, type Log, type Random } from '@qiantai/foundation';
import type { PaymentBook } from '../payments/payment-book.ts';
import type { PaymentStore } from '../payments/payment-store.ts';
import type { PaymentWord, RefundWord } from '../payments/records.ts';
import type { RefundBook } from '../payments/refund-book.ts';
import type { RefundStore } from '../payments/refund-store.ts';
import type { QueueStore, RequestKind } from '../queue/queue-store.ts';
import type { CallOutcome } from './outcome.ts';
import type { RetryTiming } from './retry.ts';
import type { Ask, ServerClient } from './server-client.ts';

/** How long the server may hold a question open. */
const holdMs = 20_000;
/** Followed at once; the rest is taken up as these end. */
const followedMax = 64;
const offlineFollowedMax = 16;
/** A server that answers at once, again and again, without news, is asked no faster than this. */
const noNewsPauseMs = 1000;

export interface Follower {
  /** Takes up whatever is open and not followed yet. */
  look(): void;
  /** Asks the server (and through it the channel) about one payment or refund now. */
  askNow(kind: 'payment' | 'refund', key: string): Promise<void>;
  stop(): Promise<void>;
}

export function openFollower(parts: {
  payments: { book: PaymentBook; store: PaymentStore };
  refunds: { book: RefundBook; store: RefundStore };
  queue: QueueStore;
  client: () => ServerClient | undefined;
  isOnline: () => boolean;
  onSilence: () => void;
  clock: Clock;
  random: Random;
  timing: RetryTiming;
  log: Log;
}): Follower {
  const { queue, clock, log } = parts;
  const stopping = new AbortController();
  const followed = new Map<string, Promise<void>>();

  function look(): void {
    if (stopping.signal.aborted || !parts.isOnline()) return;
    // Cards that were taken offline come last and leave room: nobody waits for them at a till.
    const open = parts.payments.store.open();
    const offline = open.filter((payment) => payment.takenOffline).slice(0, offlineFollowedMax);
    for (const payment of [...open.filter((one) => !one.takenOffline), ...offline])
      take(`payment:${payment.paymentKey}`, paymentThing(payment.paymentKey));
    for (const refund of parts.refunds.store.open()) take(`refund:${refund.refundKey}`, refundThing(refund.refundKey));
  }

  function take<Word>(name: string, thing: Followed<Word>): void {
    if (followed.has(name) || followed.size >= followedMax || thing.isBeingAsked()) return;
    const task = follow(thing)
      .catch((error: unknown) => log.error({ name, error: errorText(error) }, 'follower.task_failed'))
      .finally(() => {
        followed.delete(name);
      });
    followed.set(name, task);
  }

  async function follow<Word>(thing: Followed<Word>): Promise<void> {
    let failures = 0;
    while (!stopping.signal.aborted && parts.isOnline() && thing.isOpen() && !thing.isBeingAsked()) {
      const client = parts.client();
      if (!client) return;
      const startedMs = clock.monotonicMs();
      const before = thing.version();
      const outcome = await thing.ask(client, { waitMs: thing.isChecking() ? 0 : holdMs, askChannel: false });
      if (stopping.signal.aborted || thing.isBeingAsked()) return;
      failures = thing.take(outcome) ? 0 : failures + 1;
      if (failures > 0) await pause(backoffMs(failures - 1, parts.timing, parts.random));
      else if (thing.version() === before && clock.monotonicMs() - startedMs < noNewsPauseMs)
        await pause(noNewsPauseMs);
    }
  }

  async function pause(delayMs: number): Promise<void> {
    await clock.sleep(delayMs, stopping.signal).catch(() => undefined);
  }

  function paymentThing(key: string): Followed<PaymentWord> {
    const { book } = parts.payments;
    const now = () => book.found(key);
    return {
      isOpen: () => now().open,
      isChecking: () => now().state === 'checking',
      isBeingAsked: () => waits('pay', key) || waits('cancel', key),
      version: () => now().word?.version ?? -1,
      ask: (client, ask) => client.getPayment(key, now().word?.version ?? -1, { ...ask, signal: stopping.signal }),
      take: (outcome) => {
        if (outcome.kind === 'answered') {
          // The giving-up is dead or answered: the server's word stands alone now.
          book.hear(key, outcome.value, now().state === 'cancel_recorded' ? 'cancel_answered' : 'answered');
          return true;
        }
        if (outcome.kind === 'refused' && outcome.code === 'PAYMENT_NOT_FOUND' && !now().takenOffline) {
          book.refused(key, outcome.code, outcome.message);
          return true;
        }
        if (outcome.kind === 'unanswered') {
          book.lineLost(key);
          parts.onSilence();
        }
        return false;
      },
    };
  }

  function refundThing(key: string): Followed<RefundWord> {
    const { book } = parts.refunds;
    const now = () => book.found(key);
    return {
      isOpen: () => now().open,
      isChecking: () => now().state === 'checking',
      isBeingAsked: () => waits('refund', key),
      version: () => now().word?.version ?? -1,
      ask: (client, ask) => client.getRefund(key, now().word?.version ?? -1, { ...ask, signal: stopping.signal }),
      take: (outcome) => {
        if (outcome.kind === 'answered') {
          book.hear(key, outcome.value);
          return true;
        }
        if (outcome.kind === 'refused' && outcome.code === 'REFUND_NOT_FOUND') {
          book.refused(key, outcome.code, outcome.message);
          return true;
        }
        if (outcome.kind === 'unanswered') {
          book.lineLost(key);
          parts.onSilence();
        }
        return false;
      },
    };
  }

  function waits(kind: RequestKind, key: string): boolean {
    const status = queue.find(kind, key)?.status;
    return status === 'recorded' || status === 'sending';
  }

  async function askNow(kind: 'payment' | 'refund', key: string): Promise<void> {
    await (kind === 'payment' ? ask(paymentThing(key)) : ask(refundThing(key)));
  }

  async function ask<Word>(thing: Followed<Word>): Promise<void> {
    const client = parts.client();
    if (!client || !parts.isOnline() || thing.isBeingAsked()) return;
    const outcome = await thing.ask(client, { waitMs: 0, askChannel: true });
    if (outcome.kind === 'answered' && !stopping.signal.aborted && !thing.isBeingAsked()) thing.take(outcome);
  }

  return {
    look,
    askNow,
    stop: async () => {
      stopping.abort();
      await Promise.all(followed.values());
    },
  };
}

/** A payment or a refund, as the follower deals with both. */
interface Followed<Word> {
  isOpen(): boolean;
  isChecking(): boolean;
  /** A request about it waits or is under way: its answer comes first. */
  isBeingAsked(): boolean;
  version(): number;
  ask(client: ServerClient, ask: Ask): Promise<CallOutcome<Word>>;
  /** False where nothing was learnt. */
  take(outcome: CallOutcome<Word>): boolean;
}
