/**
 * States of a row in the queue, from the till's hand to the server's word.
 *
 *   recorded ──leased──▶ sending ──answered──▶ acknowledged
 *      ▲                   │ unanswered, deferred, restarted, refused (bounded)
 *      ├───────────────────┘ ──refused_for_good──▶ dead
 *      ├──secret_lost (its card data was destroyed)──▶ dead
 *      ├──retried, corrected (a person)◀──────────────┤
 *      │                     answered (found there) ──┼──▶ acknowledged
 *      └──withdrawn──▶ withdrawn ◀──written_off ──────┘
 *
 * Nothing leaves `dead` by itself. What each way asks for stands in mending.ts; a fact is never written off.
 * What is not in the table is refused.
 */
import { agentError } from '../errors.ts';

export const queueStatuses = ['recorded', 'sending', 'acknowledged', 'withdrawn', 'dead'] as const;
export type QueueStatus = (typeof queueStatuses)[number];

export const queueEvents = [
  // The drainer takes the row; durable before the first byte leaves.
  'leased',
  // The server took it, or holds it already; of a dead row: it is found there when a person has it looked for.
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
  'retried',
  // A person put it right by a new entry: this one goes up once more, to be held without effect.
  'corrected',
  // Two persons give it up, after the server said that nothing of it stands there.
  'written_off',
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
  dead: { retried: 'recorded', corrected: 'recorded', written_off: 'withdrawn', answered: 'acknowledged' },
};

/** @throws CodedError QUEUE_BAD_TRANSITION */
export function nextQueueStatus(status: QueueStatus, event: QueueEvent): QueueStatus {
  const next = queueTransitions[status][event];
  if (!next) throw agentError('QUEUE_BAD_TRANSITION', { status, event });
  return next;
}
