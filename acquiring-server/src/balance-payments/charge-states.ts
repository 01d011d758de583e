/** The states of a charge on a member's balance, as one table. What is not in it is refused. Pure. */
export const chargeStatuses = ['awaiting_payer', 'paid', 'declined', 'refused', 'closed', 'reversed'] as const;
export type ChargeStatus = (typeof chargeStatuses)[number];

export const chargeEvents = [
  /** Above what goes without the password: the member is asked. */
  'asked',
  /** Taken from the balance, at once or on the member's word. */
  'taken',
  /** The balance, the account or a limit does not allow it. */
  'declined',
  /** The member does not want it, or does not know the password. */
  'refused',
  /** The till gave it up. */
  'closed',
  /** The till gave it up when it was taken already: the money went back. */
  'reversed',
] as const;
export type ChargeEvent = (typeof chargeEvents)[number];

/** `none`: nothing was charged under this number yet; closed then, a charge that comes late takes nothing. */
export const chargeTransitions: Readonly<
  Record<ChargeStatus | 'none', Readonly<Partial<Record<ChargeEvent, ChargeStatus>>>>
> = {
  none: { asked: 'awaiting_payer', taken: 'paid', declined: 'declined', closed: 'closed' },
  awaiting_payer: { taken: 'paid', declined: 'declined', refused: 'refused', closed: 'closed' },
  paid: { reversed: 'reversed' },
  declined: { closed: 'closed' },
  refused: { closed: 'closed' },
  closed: {},
  reversed: {},
};

export function nextChargeStatus(from: ChargeStatus | 'none', event: ChargeEvent): ChargeStatus | undefined {
  return chargeTransitions[from][event];
}
