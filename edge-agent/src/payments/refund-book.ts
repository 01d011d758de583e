/** Every change of a refund in this store: journal entry, queue row and the refund's row in one transaction. */
import { finalRefundStatuses } from '@qiantai/protos';
import { agentError } from '../errors.ts';
import { type EdgeEvent, isRefundOpen, nextEdgeState } from './edge-states.ts';
import { type BookParts, lineLostCode } from './payment-book.ts';
import { contradicts, type IntentSecret, type RefundRecord, type RefundRequest, type RefundWord } from './records.ts';
import type { RefundStore } from './refund-store.ts';

export type RefundBook = ReturnType<typeof openRefundBook>;

export function openRefundBook(parts: BookParts & { refunds: RefundStore }) {
  const { store, journal, queue, refunds } = parts;

  function request(asked: RefundRequest, secret: IntentSecret): RefundRecord {
    return commit(asked, () => {
      const entry = journal.append({ terminalId: asked.terminalId, kind: 'refund.requested', payload: facts(asked) });
      refunds.insert(fresh(asked, 'checking', entry.sequence));
      queue.add({
        kind: 'refund',
        key: asked.refundKey,
        terminalId: asked.terminalId,
        recordedAtMs: asked.requestedAtMs,
        secret: parts.secrets.seal(asked.refundKey, JSON.stringify(secret)),
      });
    });
  }

  function refuseAtOnce(asked: RefundRequest, reasonCode: string): RefundRecord {
    return commit(asked, () => {
      // Cash without its original has no payment that the request could name.
      if (asked.paymentKey !== '') {
        journal.append({ terminalId: asked.terminalId, kind: 'refund.requested', payload: facts(asked) });
      }
      const entry = journal.append(refusal(asked, reasonCode));
      refunds.insert({ ...fresh(asked, 'refused_offline', entry.sequence), reasonCode });
    });
  }

  function withdrawUnsent(refundKey: string, reasonCode: string): RefundRecord {
    const before = found(refundKey);
    return commit(before, () => {
      const entry = journal.append(refusal(before, reasonCode));
      queue.move({ kind: 'refund', key: refundKey }, 'withdrawn', { nowMs: parts.nowMs(), code: reasonCode });
      queue.dropSecrets(refundKey);
      save(before, 'not_sent', { reasonCode, journalSequence: entry.sequence });
    });
  }

  function hear(refundKey: string, word: RefundWord): RefundRecord {
    const before = found(refundKey);
    if (!contradicts(before, word)) return take(refundKey, word);
    parts.alarm?.('ACKNOWLEDGED_OTHER', { refundKey, version: word.version, status: word.status });
    return before;
  }

  function take(refundKey: string, word: RefundWord): RefundRecord {
    const before = found(refundKey);
    if (before.word && word.version < before.word.version && before.state === 'answered') return before;
    const newest = before.word && before.word.version > word.version ? before.word : word;
    if (before.state === 'answered' && JSON.stringify(before.word) === JSON.stringify(newest)) return before;
    return commit(before, () => {
      const ended = finalRefundStatuses.has(newest.status);
      const journalled = ended && before.journalledStatus !== newest.status;
      const entry = journalled ? journal.append(resulted(before, newest)) : undefined;
      if (ended) queue.dropSecrets(refundKey);
      save(before, 'answered', {
        word: newest,
        reasonCode: newest.reasonCode,
        journalSequence: entry?.sequence ?? before.journalSequence,
        journalledStatus: ended ? newest.status : before.journalledStatus,
      });
    });
  }

  function lineLost(refundKey: string): void {
    const before = found(refundKey);
    if (!before.open || before.reasonCode === lineLostCode) return;
    commit(before, () => save(before, 'line_lost', { reasonCode: lineLostCode }));
  }

  /** The server refuses the request itself, and certainly holds no refund with this key. */
  function refused(refundKey: string, code: string, message: string): RefundRecord {
    const before = found(refundKey);
    return take(refundKey, {
      ...(before.word ?? firstRefundWord(before)),
      status: 'failed',
      reasonCode: code,
      channelMessage: message.slice(0, 200),
      updatedAtMs: parts.nowMs(),
    });
  }

  /** Cash that was handed back. */
  function handBack(handed: RefundRequest): RefundRecord {
    return commit(handed, () => {
      const entry = journal.append({
        terminalId: handed.terminalId,
        kind: 'cash.handed_back',
        payload: {
          refundKey: handed.refundKey,
          returnSaleId: handed.returnSaleId,
          ...(handed.paymentKey === '' ? {} : { paymentKey: handed.paymentKey }),
          amountMinor: handed.amountMinor.toString(),
          currency: handed.currency,
          operatorId: handed.operatorId,
          businessDate: handed.businessDate,
          handedBackAtMs: handed.requestedAtMs,
        },
      });
      refunds.insert(fresh(handed, 'recorded', entry.sequence));
    });
  }

  function found(refundKey: string): RefundRecord {
    const record = refunds.find(refundKey);
    if (!record) throw agentError('REFUND_NOT_FOUND', { refundKey });
    return record;
  }

  function save(before: RefundRecord, event: EdgeEvent, change: Partial<RefundRecord>): void {
    const state = nextEdgeState(before.state, event);
    const word = change.word ?? before.word;
    const revision = before.revision + 1;
    refunds.update({ ...before, ...change, state, revision, open: isRefundOpen(state, word?.status) });
    parts.log.info({ refundKey: before.refundKey, event, state, status: word?.status }, 'refund.changed');
  }

  function commit(refund: { refundKey: string }, work: () => void): RefundRecord {
    store.transact(work);
    const after = found(refund.refundKey);
    parts.signals.changed(`refund:${refund.refundKey}`);
    parts.signals.changed('queue');
    return after;
  }

  return { request, refuseAtOnce, withdrawUnsent, hear, lineLost, refused, handBack, found };
}

function fresh(asked: RefundRequest, state: RefundRecord['state'], journalSequence: number): RefundRecord {
  return {
    ...asked,
    state,
    revision: 1,
    reasonCode: '',
    journalSequence,
    journalledStatus: '',
    word: undefined,
    open: isRefundOpen(state, undefined) && state !== 'recorded',
  };
}

function facts(asked: RefundRequest) {
  return {
    refundKey: asked.refundKey,
    returnSaleId: asked.returnSaleId,
    paymentKey: asked.paymentKey,
    amountMinor: asked.amountMinor.toString(),
    currency: asked.currency,
    operatorId: asked.operatorId,
    businessDate: asked.businessDate,
    reason: asked.reason,
    requestedAtMs: asked.requestedAtMs,
  };
}

function refusal(asked: RefundRequest, reasonCode: string) {
  return {
    terminalId: asked.terminalId,
    kind: 'refund.refused_offline' as const,
    payload: { refundKey: asked.refundKey, reasonCode },
  };
}

function resulted(before: RefundRecord, word: RefundWord) {
  return {
    terminalId: before.terminalId,
    kind: 'refund.resulted' as const,
    payload: {
      refundKey: before.refundKey,
      status: word.status as 'succeeded' | 'failed',
      amountMinor: word.amountMinor,
      currency: word.currency,
      reasonCode: word.reasonCode.slice(0, 64),
      serverVersion: word.version,
    },
  };
}

/** What a till is shown of a refund that the server has said nothing about. */
export function firstRefundWord(record: RefundRecord): RefundWord {
  return {
    refundKey: record.refundKey,
    paymentKey: record.paymentKey,
    status: record.state === 'recorded' ? 'succeeded' : record.state === 'refused_offline' ? 'failed' : 'processing',
    version: 0,
    amountMinor: record.amountMinor.toString(),
    currency: record.currency,
    channel: record.cash ? 'cash' : '',
    channelRefundId: '',
    reasonCode: record.reasonCode,
    channelMessage: '',
    updatedAtMs: record.requestedAtMs,
  };
}
