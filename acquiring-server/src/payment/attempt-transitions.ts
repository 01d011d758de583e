/** The states of one try of a payment at one channel account, as one table. Pure. */
export const attemptStatuses = [
  'prepared',
  'sent',
  'approved',
  'declined',
  'payer_pending',
  'unknown',
  'not_sent',
  'reversed',
] as const;
export type AttemptStatus = (typeof attemptStatuses)[number];

/** `prepared` becomes `sent` in the transaction that commits before the first byte leaves. */
export const attemptTransitions: Readonly<Record<AttemptStatus, readonly AttemptStatus[]>> = {
  prepared: ['sent', 'not_sent'],
  sent: ['approved', 'declined', 'payer_pending', 'unknown', 'not_sent', 'reversed'],
  payer_pending: ['approved', 'declined', 'reversed'],
  unknown: ['approved', 'declined', 'not_sent', 'reversed'],
  approved: ['reversed'],
  declined: ['approved'],
  not_sent: ['approved'],
  // A success that the channel holds now, whatever it confirmed before.
  reversed: ['approved'],
};

export function attemptMayBecome(from: AttemptStatus, to: AttemptStatus): boolean {
  return from === to || attemptTransitions[from].includes(to);
}
