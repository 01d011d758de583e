/** The states of a refund, as one table. What is not in it is refused. Pure. */
import type { RefundStatusName } from '@qiantai/protos';

export const refundEvents = [
  /** Written down and about to leave; on a retry with the same number as well. */
  'sent',
  /** Certain: no byte left; it is tried again. */
  'not_sent',
  /** The channel took it and works on it. */
  'accepted_by_channel',
  'succeeded',
  'failed',
  'no_answer',
  /** The channel can't go on without a person (WeChat's ABNORMAL, no money to refund from); the reserve stays. */
  'needs_person',
] as const;
export type RefundEventKind = (typeof refundEvents)[number];

type Row = Readonly<Partial<Record<RefundEventKind, RefundStatusName>>>;

export const refundTransitions: Readonly<Record<RefundStatusName, Row>> = {
  created: { sent: 'processing' },
  processing: {
    sent: 'processing',
    not_sent: 'created',
    accepted_by_channel: 'processing',
    succeeded: 'succeeded',
    failed: 'failed',
    no_answer: 'unknown',
    needs_person: 'needs_person',
  },
  unknown: {
    sent: 'processing',
    accepted_by_channel: 'processing',
    succeeded: 'succeeded',
    failed: 'failed',
    no_answer: 'unknown',
    needs_person: 'needs_person',
  },
  needs_person: { sent: 'processing', succeeded: 'succeeded', failed: 'failed' },
  succeeded: {},
  failed: {},
};

export function nextRefundStatus(status: RefundStatusName, event: RefundEventKind): RefundStatusName | undefined {
  return refundTransitions[status][event];
}
