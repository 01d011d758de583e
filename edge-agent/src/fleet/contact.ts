/**
 * For how long the server has not been heard, and what follows from it. The device may be in wrong hands, so an
 * agent that is kept away from the server takes nothing but cash after a time that the store's policy sets.
 *
 * Time without contact is counted by the latest instant that this clock ever showed: setting the clock back gains
 * nothing. A clock that stood ahead by mistake costs until the next contact, which starts the count anew.
 */
export interface ContactFacts {
  /** 0: never. */
  lastContactMs: number;
  /** The server refused this agent for good: revoked or out of service. */
  revoked: boolean;
  /** Milliseconds since the last contact; 0 while the server is heard. */
  withoutContactMs: number;
}

export function withoutContactMs(known: { lastContactMs: number; latestMs: number; nowMs: number }): number {
  return Math.max(0, Math.max(known.nowMs, known.latestMs) - known.lastContactMs);
}

/** Why nothing but cash is taken offline; undefined: the offline policy decides. */
export function cashOnlyReason(
  facts: ContactFacts,
  policy: { offlineWithoutContactMsMax: number } | undefined,
): 'AGENT_REVOKED' | 'CONTACT_TOO_OLD' | undefined {
  if (facts.revoked) return 'AGENT_REVOKED';
  const boundMs = policy?.offlineWithoutContactMsMax ?? 0;
  return boundMs > 0 && facts.withoutContactMs >= boundMs ? 'CONTACT_TOO_OLD' : undefined;
}
