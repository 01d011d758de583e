/**
 * How this agent stands with the server, as the server said last. Durable: a stolen device that is started without a
 * line still knows that it was revoked.
 *
 * - active: it sells.
 * - retiring: another takes its place. It brings what it owes; the server takes no new payment of it.
 * - retired: out of service; nothing of it is taken.
 * - revoked: it was reported stolen. Card data is wiped, cards are refused offline; the journal is kept.
 *
 * Only a new activation (`enrolled`) leads back from the last two: the server never takes its word back, so a probe
 * that says otherwise is not believed.
 */
import { agentError } from '../errors.ts';

export const standings = ['active', 'retiring', 'retired', 'revoked'] as const;
export type Standing = (typeof standings)[number];

export const standingEvents = [
  'probed_active',
  'probed_retiring',
  'refused_retired',
  'refused_revoked',
  'enrolled',
] as const;
export type StandingEvent = (typeof standingEvents)[number];

/** What is not here does not happen with our server: it is refused and told, and nothing changes. */
export const standingTransitions: Readonly<Record<Standing, Partial<Record<StandingEvent, Standing>>>> = {
  active: {
    probed_active: 'active',
    probed_retiring: 'retiring',
    refused_retired: 'retired',
    refused_revoked: 'revoked',
  },
  retiring: {
    probed_retiring: 'retiring',
    refused_retired: 'retired',
    refused_revoked: 'revoked',
  },
  retired: { refused_retired: 'retired', refused_revoked: 'revoked', enrolled: 'active' },
  revoked: { refused_revoked: 'revoked', enrolled: 'active' },
};

/** @throws CodedError FLEET_BAD_TRANSITION */
export function standingAfter(standing: Standing, event: StandingEvent): Standing {
  const next = standingTransitions[standing][event];
  if (next === undefined) throw agentError('FLEET_BAD_TRANSITION', { standing, event });
  return next;
}

/** Whether what the agent keeps secret has to be gone. */
export function mustWipe(standing: Standing): boolean {
  return standing === 'retired' || standing === 'revoked';
}

/** What a refusal by the server says of the standing; undefined: nothing. */
export function eventOfRefusal(code: string): StandingEvent | undefined {
  if (code === 'CALLER_REVOKED') return 'refused_revoked';
  if (code === 'CALLER_RETIRED') return 'refused_retired';
  return undefined;
}
