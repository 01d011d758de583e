/**
 * States of a row in the queue, from the till's hand to the server's word.
 *
 *   recorded ──leased──▶ sending ──answered──▶ acknowledged
 *      ▲                   │ unanswered, deferred, restarted, refused (bounded)
 *      ├───────────────────┘ ──refused_for_good──▶ dead ──mended──▶ recorded
 *      ├──secret_lost (its card data was destroyed)──▶ dead
 *      └──withdrawn (certain that nothing left)──▶ withdrawn
 *
 * What is not in the table is refused.
 */
import { agentError } from '../errors.ts';

export const queueStatuses = ['recorded', 'sending', 'acknowledged', 'withdrawn', 'dead'] as const;
export type QueueStatus = (typeof queueStatuses)[number];

export const queueEvents = [
  // The drainer takes the row; durable before the first byte leaves.
  'leased',
  // The server took it, or holds it already.
  'answered',
  // Nothing usable came back; counted without bound.
  'unanswered',
  // Not its turn: an earlier one of its terminal has to go first.
  'deferred',
  // The agent came up again and finds the row leased.
  'restarted',
  // The server refused it; the bound is not reached.
  'refused',
  // The server refused it, and the bound is reached.
  'refused_for_good',
  // A person asks for another try.
  'mended',
  // It must not be sent any more, and nothing of it stands at the server.
  'withdrawn',
  // The secret that it needs was destroyed before it was sent.
  'secret_lost',
  // The server acknowledges once more what it had acknowledged.
  'answered_again',
] as const;
export type QueueEvent = (typeof queueEvents)[number];

export const queueTransitions: Readonly<Record<QueueStatus, Readonly<Partial<Record<QueueEvent, QueueStatus>>>>> = {
  recorded: { leased: 'sending', withdrawn: 'withdrawn', secret_lost: 'dead' },
  sending: {
    answered: 'acknowledged',
    unanswered: 'recorded',
    deferred: 'recorded',
    restarted: 'recorded',
    refused: 'recorded',
    refused_for_good: 'dead',
    withdrawn: 'withdrawn',
  },
  acknowledged: { answered_again: 'acknowledged' },
  withdrawn: {},
  dead: { mended: 'recorded' },
};

/** @throws CodedError QUEUE_BAD_TRANSITION */
export function nextQueueStatus(status: QueueStatus, event: QueueEvent): QueueStatus {
  const next = queueTransitions[status][event];
  if (!next) throw agentError('QUEUE_BAD_TRANSITION', { status, event });
  return next;
}
