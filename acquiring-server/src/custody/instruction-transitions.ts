/** The states of a bank instruction, as one table. What is not in it is refused. Pure. */

export const instructionStatuses = [
  /** Written down, its funds taken by a posting where its purpose has one; nothing was sent. */
  'created',
  /** Committed before the first byte leaves; after a restart it is unknown. */
  'sent',
  /** The bank took it and works on it. */
  'accepted',
  /** The bank paid. */
  'confirmed',
  /** The bank refused for good. */
  'rejected',
  /** No usable answer; left by inquiry or statement only. */
  'unknown',
  /** Paid, and it came back days later (退票). */
  'returned',
] as const;
export type InstructionStatus = (typeof instructionStatuses)[number];

export const instructionEvents = [
  /** About to leave; again with the same number where an inquiry found that the bank never had it. */
  'sent',
  /** Certain: the bank does not have it (no byte left, or it refused it for the moment); it is tried again. */
  'not_taken',
  'accepted',
  'confirmed',
  'rejected',
  'no_answer',
  'returned',
] as const;
export type InstructionEvent = (typeof instructionEvents)[number];

type Row = Readonly<Partial<Record<InstructionEvent, InstructionStatus>>>;

export const instructionTransitions: Readonly<Record<InstructionStatus, Row>> = {
  created: { sent: 'sent' },
  sent: {
    not_taken: 'created',
    accepted: 'accepted',
    confirmed: 'confirmed',
    rejected: 'rejected',
    no_answer: 'unknown',
  },
  accepted: { accepted: 'accepted', confirmed: 'confirmed', rejected: 'rejected', no_answer: 'accepted' },
  unknown: {
    sent: 'sent',
    accepted: 'accepted',
    confirmed: 'confirmed',
    rejected: 'rejected',
    no_answer: 'unknown',
  },
  confirmed: { returned: 'returned' },
  rejected: {},
  returned: {},
};

export function nextInstructionStatus(
  status: InstructionStatus,
  event: InstructionEvent,
): InstructionStatus | undefined {
  return instructionTransitions[status][event];
}

/** Nothing is asked of the bank any more; what comes yet comes by statement. */
export function isSettled(status: InstructionStatus): boolean {
  return status === 'confirmed' || status === 'rejected' || status === 'returned';
}
