/** What accounts ask of the world: who checks identities, who sends messages. Neither ever throws. */

/** What is to be checked: two elements of a person, three of a company. */
export type IdentityElements =
  | { kind: 'person'; name: string; residentNumber: string }
  | { kind: 'company'; name: string; creditCode: string; legalRepresentativeName: string };

export type IdentityOutcome =
  | { kind: 'pass' | 'mismatch' | 'no_record'; providerReference: string; providerCode: string }
  /** Down, busy, silent, or not to be understood: it is asked again under the same number. */
  | { kind: 'unknown'; providerCode: string; why: string };

export interface IdentityChecker {
  /** `requestNo` stays the same on every try of one check, so that the provider counts and charges it once. */
  check(request: { requestNo: string; elements: IdentityElements }): Promise<IdentityOutcome>;
}

export type SmsOutcome =
  | { kind: 'sent' }
  | { kind: 'refused'; providerCode: string }
  /** It may have arrived. */
  | { kind: 'unknown'; why: string };

export interface SmsSender {
  /** `messageNo` stays the same on every try of one message. */
  send(message: { messageNo: string; phone: string; template: 'password_reset'; code: string }): Promise<SmsOutcome>;
}
