/**
 * How far a terminal's journal has come on its way to the server. Its entries go up strictly in order, so one
 * place says the status of every entry, in the words of queue-transitions.ts:
 *
 *   1 … acknowledgedSequence   acknowledged
 *   the next one               the place's own status
 *   … leasedSequence           sending, as long as the place is
 *   the rest                   recorded
 *
 * Counts, code and next try belong to the first entry that is not acknowledged: the others wait for it.
 */
import { agentError } from '../errors.ts';
import { nextQueueStatus, type QueueEvent, type QueueStatus } from './queue-transitions.ts';

export interface Forwarding {
  terminalId: string;
  acknowledgedSequence: number;
  status: 'recorded' | 'sending' | 'dead';
  leasedSequence: number;
  unansweredCount: number;
  rejectedCount: number;
  nextTryAtMs: number;
  lastCode: string;
  lastMessage: string;
}

/** What came with an event. */
export interface ForwardingNote {
  /** For `leased` and `answered`: the last entry that is meant. */
  throughSequence?: number;
  nextTryAtMs?: number;
  code?: string;
  message?: string;
}

export function entryStatus(forwarding: Forwarding, sequence: number): QueueStatus {
  if (sequence <= forwarding.acknowledgedSequence) return 'acknowledged';
  if (sequence === forwarding.acknowledgedSequence + 1) return forwarding.status;
  return forwarding.status === 'sending' && sequence <= forwarding.leasedSequence ? 'sending' : 'recorded';
}

/** @throws CodedError QUEUE_BAD_TRANSITION */
export function forwarded(before: Forwarding, event: QueueEvent, note: ForwardingNote): Forwarding {
  const status = nextQueueStatus(before.status, event);
  switch (status) {
    case 'sending':
      return { ...before, status, leasedSequence: note.throughSequence ?? before.acknowledgedSequence + 1 };
    case 'acknowledged':
      return acknowledged(before, note.throughSequence ?? before.acknowledgedSequence + 1);
    case 'recorded':
    case 'dead':
      return { ...before, status, leasedSequence: 0, ...countsAfter(before, event), ...noteAfter(before, note) };
    case 'withdrawn':
      // What happened cannot be taken back: only a request is withdrawn.
      throw agentError('QUEUE_BAD_TRANSITION', { status: before.status, event });
  }
}

/** The next entry takes the first one's place: on its way like it, or not sent yet. Nothing is held against it. */
function acknowledged(before: Forwarding, throughSequence: number): Forwarding {
  const more = throughSequence < before.leasedSequence;
  return {
    terminalId: before.terminalId,
    acknowledgedSequence: throughSequence,
    status: more ? 'sending' : 'recorded',
    leasedSequence: more ? before.leasedSequence : 0,
    unansweredCount: 0,
    rejectedCount: 0,
    nextTryAtMs: 0,
    lastCode: '',
    lastMessage: '',
  };
}

function countsAfter(before: Forwarding, event: QueueEvent) {
  if (event === 'retried' || event === 'corrected') return { unansweredCount: 0, rejectedCount: 0 };
  const missed = event === 'unanswered' || event === 'restarted';
  const refused = event === 'refused' || event === 'refused_for_good';
  return {
    unansweredCount: before.unansweredCount + (missed ? 1 : 0),
    rejectedCount: before.rejectedCount + (refused ? 1 : 0),
  };
}

function noteAfter(before: Forwarding, note: ForwardingNote) {
  return {
    nextTryAtMs: note.nextTryAtMs ?? 0,
    lastCode: note.code ?? before.lastCode,
    lastMessage: note.message ?? before.lastMessage,
  };
}
