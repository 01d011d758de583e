/** What is known of a customer's identity, as one table. What is not in it is refused. Pure. */
import type { ActorRole } from './account-transitions.ts';

export const identityStatuses = ['unverified', 'pending', 'verified', 'mismatch', 'no_record'] as const;
export type IdentityStatus = (typeof identityStatuses)[number];

export const identityEvents = [
  /** Written down to be asked about; after a refusal with other particulars or the same. */
  'submitted',
  'passed',
  'mismatched',
  'not_on_record',
  /** The provider gave no usable answer: it is asked again, nothing is guessed. */
  'no_answer',
] as const;
export type IdentityEvent = (typeof identityEvents)[number];

interface EventRow {
  readonly by: readonly ActorRole[];
  readonly from: Readonly<Partial<Record<IdentityStatus, IdentityStatus>>>;
}

export const identityTransitions: Readonly<Record<IdentityEvent, EventRow>> = {
  submitted: {
    by: ['customer', 'merchant', 'operations'],
    from: { unverified: 'pending', mismatch: 'pending', no_record: 'pending' },
  },
  passed: { by: ['system'], from: { pending: 'verified' } },
  mismatched: { by: ['system'], from: { pending: 'mismatch' } },
  not_on_record: { by: ['system'], from: { pending: 'no_record' } },
  no_answer: { by: ['system'], from: { pending: 'pending' } },
};

/** The state that the event leads to; undefined where the table refuses it. */
export function nextIdentityStatus(
  status: IdentityStatus,
  event: IdentityEvent,
  by: ActorRole,
): IdentityStatus | undefined {
  const row = identityTransitions[event];
  return row.by.includes(by) ? row.from[status] : undefined;
}
