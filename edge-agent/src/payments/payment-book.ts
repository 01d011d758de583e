/**
 * Every change of a payment in this store: each one is a journal entry, its queue row and the payment's row,
 * in one transaction. Tills come here through the desk, the server's answers through sync.
 */

import type { Log } from '@qiantai/foundation';
import { finalPaymentStatuses } from '@qiantai/protos';
import { agentError } from '../errors.ts';
import type { Journal } from '../journal/journal.ts';
import type { CardOffer } from '../offline/card-policy.ts';
import type { QueueStore } from '../queue/queue-store.ts';
import type { SecretBox } from '../queue/secret-box.ts';
import type { Signals } from '../signals.ts';
import type { RaiseAlarm } from '../status/board.ts';
import type { Store } from '../store/database.ts';
import { type EdgeEvent, isPaymentOpen, nextEdgeState } from './edge-states.ts';
import { facts, firstWord, fresh } from './payment-facts.ts';
import type { PaymentStore } from './payment-store.ts';
import {
  contradicts,
  type IntentSecret,
  type PaymentRecord,
  type PaymentRequest,
  type PaymentWord,
} from './records.ts';

export interface BookParts {
  store: Store;
  journal: Journal;
  queue: QueueStore;
  secrets: SecretBox;
  signals: Signals;
  log: Log;
  nowMs: () => number;
  /** The server says of a payment or refund what contradicts its first word. */
  alarm?: RaiseAlarm;
}

/** The reason of a payment that is being checked because the line was lost under it (docs/reasons.md). */
export const lineLostCode = 'LINE_LOST';

export type PaymentBook = ReturnType<typeof openPaymentBook>;

export function openPaymentBook(parts: BookParts & { payments: PaymentStore; onAlarm: RaiseAlarm }) {
  const { store, journal, queue, payments } = parts;

  /** Journals what was asked, and queues it. Nothing of it has left when this returns. */
  function request(asked: PaymentRequest, secret: IntentSecret): PaymentRecord {
    return commit(asked.paymentKey, () => {
      const entry = journal.append({ terminalId: asked.terminalId, kind: 'payment.requested', payload: facts(asked) });
      payments.insert(fresh(asked, { state: 'checking', journalSequence: entry.sequence }));
      queuePay(asked, secret);
    });
  }

  /** Asked while the line is down: journalled with its refusal, never queued. */
  function refuseAtOnce(asked: PaymentRequest, reasonCode: string): PaymentRecord {
    return commit(asked.paymentKey, () => writeRefusal(asked, reasonCode));
  }

  function writeRefusal(asked: PaymentRequest, reasonCode: string): void {
    journal.append({ terminalId: asked.terminalId, kind: 'payment.requested', payload: facts(asked) });
    const entry = journal.append({
      terminalId: asked.terminalId,
      kind: 'payment.refused_offline',
      payload: { paymentKey: asked.paymentKey, reasonCode },
    });
    const sequence = entry.sequence;
    payments.insert(fresh(asked, { state: 'refused_offline', journalSequence: sequence, reasonCode, offline: true }));
  }

  /**
   * A card that the cashier takes while the line is down. `decide` looks at what waits in this very transaction,
   * so that two tills cannot both take the last of a limit; where it refuses, that is journalled instead.
   */
  function takeOffline(
    taken: PaymentRequest,
    secret: IntentSecret,
    how: { forced: boolean; settingsVersion: number; decide: () => CardOffer },
  ): PaymentRecord {
    return commit(taken.paymentKey, () => {
      const offer = how.decide();
      if (offer.kind === 'refused') {
        writeRefusal(taken, offer.reasonCode);
        return;
      }
      const { forced, settingsVersion } = how;
      const { brand } = offer;
      const { tender: _tender, channel: _channel, requestedAtMs, maskedPan: _masked, ...common } = facts(taken);
      const entry = journal.append({
        terminalId: taken.terminalId,
        kind: 'card.taken_offline',
        payload: {
          ...common,
          maskedPan: taken.maskedPan,
          brand,
          entryMode: entryModeOf(taken),
          forced,
          settingsVersion,
          takenAtMs: requestedAtMs,
        },
      });
      const takenOffline = { brand, forced };
      payments.insert(
        fresh(taken, { state: 'recorded', journalSequence: entry.sequence, offline: true, takenOffline }),
      );
      queuePay(taken, secret, { offline: true });
    });
  }

  function queuePay(asked: PaymentRequest, secret: IntentSecret, { offline } = { offline: false }): void {
    queue.add({
      kind: 'pay',
      key: asked.paymentKey,
      terminalId: asked.terminalId,
      recordedAtMs: asked.requestedAtMs,
      offline,
      secret: parts.secrets.seal(asked.paymentKey, JSON.stringify(secret)),
    });
  }

  /** Asked while the line seemed up, and no byte could leave: withdrawn and refused. */
  function withdrawUnsent(paymentKey: string, reasonCode: string): PaymentRecord {
    return commit(paymentKey, () => {
      const before = found(paymentKey);
      const entry = journal.append({
        terminalId: before.terminalId,
        kind: 'payment.refused_offline',
        payload: { paymentKey, reasonCode },
      });
      queue.move({ kind: 'pay', key: paymentKey }, 'withdrawn', { nowMs: parts.nowMs(), code: reasonCode });
      queue.dropSecrets(paymentKey);
      save(before, 'not_sent', { reasonCode, journalSequence: entry.sequence });
    });
  }

  /**
   * The server's word. Older words than the last one change nothing but that an answer came; one that contradicts
   * what it answered before, or is of another sum, is not taken, and a person is told.
   */
  function hear(paymentKey: string, word: PaymentWord, told: 'answered' | 'cancel_answered'): PaymentRecord {
    const before = found(paymentKey);
    if (!contradicts(before, word)) return take(paymentKey, word, told);
    parts.alarm?.('ACKNOWLEDGED_OTHER', { paymentKey, version: word.version, status: word.status });
    return before;
  }

  function take(paymentKey: string, word: PaymentWord, told: 'answered' | 'cancel_answered'): PaymentRecord {
    return commit(paymentKey, () => {
      const before = found(paymentKey);
      const event = eventOf(before, word, told);
      if (before.word && word.version < before.word.version && before.state === 'answered') return;
      const newest = before.word && before.word.version > word.version ? before.word : word;
      const known = before.word && JSON.stringify(before.word) === JSON.stringify(newest);
      if (known && nextEdgeState(before.state, event) === before.state) return;
      const ended = nextEdgeState(before.state, event) === 'answered' && finalPaymentStatuses.has(newest.status);
      const sequence = ended ? journalResult(before, newest) : before.journalSequence;
      if (ended) endIntents(paymentKey);
      if (ended && before.takenOffline && newest.status !== 'paid') {
        const { amountMinor, currency, reasonCode } = newest;
        parts.onAlarm('OFFLINE_CARD_DECLINED', { key: paymentKey, amountMinor, currency, reasonCode });
      }
      save(before, event, {
        word: newest,
        reasonCode: newest.reasonCode,
        journalSequence: sequence,
        journalledStatus: ended ? newest.status : before.journalledStatus,
      });
    });
  }

  function journalResult(before: PaymentRecord, word: PaymentWord): number {
    if (before.journalledStatus === word.status) return before.journalSequence;
    const entry = journal.append({
      terminalId: before.terminalId,
      kind: 'payment.resulted',
      payload: {
        paymentKey: before.paymentKey,
        status: word.status as 'paid' | 'failed' | 'closed',
        ...(word.channel === '' ? {} : { channel: word.channel }),
        amountMinor: word.amountMinor,
        currency: word.currency,
        channelTransactionId: word.channelTransactionId.slice(0, 64),
        reasonCode: word.reasonCode.slice(0, 64),
        serverVersion: word.version,
      },
    });
    return entry.sequence;
  }

  /** A final payment needs no request any more, neither its secrets. */
  function endIntents(paymentKey: string): void {
    for (const kind of ['pay', 'cancel'] as const) {
      if (queue.find(kind, paymentKey)?.status === 'recorded') {
        queue.move({ kind, key: paymentKey }, 'withdrawn', { nowMs: parts.nowMs() });
      }
    }
    queue.dropSecrets(paymentKey);
  }

  /** Asked, and nothing usable came back: the till is told once, the asking goes on. */
  function lineLost(paymentKey: string): void {
    const before = found(paymentKey);
    if (!before.open || before.state === 'cancel_recorded' || before.reasonCode === lineLostCode) return;
    if (before.takenOffline) return;
    commit(paymentKey, () => save(before, 'line_lost', { reasonCode: lineLostCode }));
  }

  /**
   * The server refuses the request itself, and certainly holds no payment with this key. A card that was taken
   * offline is owed all the same: it goes on to wait, until a person mends its request.
   */
  function refused(paymentKey: string, code: string, message: string): PaymentRecord {
    const before = found(paymentKey);
    if (before.takenOffline) return before;
    const word: PaymentWord = {
      ...(before.word ?? firstWord(before)),
      status: 'failed',
      reasonCode: code,
      channelMessage: message.slice(0, 200),
      updatedAtMs: parts.nowMs(),
    };
    return take(paymentKey, word, before.state === 'cancel_recorded' ? 'cancel_answered' : 'answered');
  }

  /**
   * Gives a payment up. What ended already, cash, a card that was taken offline, and what was given up before
   * stay as they are.
   */
  function cancel(paymentKey: string, reasonCode: string): PaymentRecord {
    const before = found(paymentKey);
    if (!before.open || before.takenOffline || before.state === 'cancel_recorded') return before;
    return commit(paymentKey, () => {
      const entry = journal.append({
        terminalId: before.terminalId,
        kind: 'payment.cancel_requested',
        payload: { paymentKey, reasonCode },
      });
      const nowMs = parts.nowMs();
      // The server closes the key when it hears of the giving up; the request must not come after it.
      if (queue.find('pay', paymentKey)?.status === 'recorded') {
        queue.move({ kind: 'pay', key: paymentKey }, 'withdrawn', { nowMs, code: reasonCode });
      }
      if (!queue.find('cancel', paymentKey)) {
        queue.add({ kind: 'cancel', key: paymentKey, terminalId: before.terminalId, recordedAtMs: nowMs });
      }
      save(before, 'cancelled', { cancelReason: reasonCode, journalSequence: entry.sequence });
    });
  }

  /** Cash that was taken. */
  function takeCash(taken: PaymentRequest, offline: boolean): PaymentRecord {
    return commit(taken.paymentKey, () => {
      const { tender: _tender, channel: _channel, maskedPan: _pan, requestedAtMs, ...common } = facts(taken);
      const entry = journal.append({
        terminalId: taken.terminalId,
        kind: 'cash.taken',
        payload: {
          ...common,
          tenderedMinor: taken.tenderedMinor.toString(),
          changeMinor: (taken.tenderedMinor - taken.amountMinor).toString(),
          offline,
          takenAtMs: requestedAtMs,
        },
      });
      payments.insert(fresh(taken, { state: 'recorded', journalSequence: entry.sequence, offline }));
    });
  }

  function found(paymentKey: string): PaymentRecord {
    const record = payments.find(paymentKey);
    if (!record) throw agentError('PAYMENT_NOT_FOUND', { paymentKey });
    return record;
  }

  function save(before: PaymentRecord, event: EdgeEvent, change: Partial<PaymentRecord>): void {
    const state = nextEdgeState(before.state, event);
    const word = change.word ?? before.word;
    const after = {
      ...before,
      ...change,
      state,
      revision: before.revision + 1,
      open: isPaymentOpen(state, word?.status, before.takenOffline !== undefined),
    };
    payments.update(after);
    parts.log.info(
      { paymentKey: before.paymentKey, event, state, status: word?.status, reasonCode: after.reasonCode },
      'payment.changed',
    );
  }

  /** One transaction; whoever waits for the payment hears of it after the commit. */
  function commit(paymentKey: string, work: () => void): PaymentRecord {
    store.transact(work);
    const after = found(paymentKey);
    parts.signals.changed(`payment:${paymentKey}`);
    parts.signals.changed('queue');
    return after;
  }

  return { request, refuseAtOnce, takeOffline, withdrawUnsent, hear, lineLost, refused, cancel, takeCash, found };
}

/** Of a card that was taken offline only the last word ends the waiting. */
function eventOf(before: PaymentRecord, word: PaymentWord, told: 'answered' | 'cancel_answered'): EdgeEvent {
  return before.state === 'recorded' && !finalPaymentStatuses.has(word.status) ? 'heard' : told;
}

function entryModeOf({ paymentKey, card }: PaymentRequest): 'chip' | 'contactless' | 'magnetic' {
  const mode = (['chip', 'contactless', 'magnetic'] as const).find((one) => one === card?.entryMode);
  if (!mode) throw new TypeError(`the policy let a card of the mode ${card?.entryMode} pass: ${paymentKey}`);
  return mode;
}
