/**
 * Pairing codes and certificates of tills.
 *
 * code:        open ─used→ used;  open ─wrong too often→ burnt;  open ─another code made→ replaced
 *              (expired is a time, not a state: an open code past its end is refused)
 * certificate: issued ─first call→ in_use ─first call of a newer one→ superseded;  any but superseded ─revoke→ revoked
 */
import { agentError } from '../errors.ts';

export const codeStatuses = ['open', 'used', 'burnt', 'replaced'] as const;
export type CodeStatus = (typeof codeStatuses)[number];
export const codeEvents = ['use', 'burn', 'replace'] as const;
export type CodeEvent = (typeof codeEvents)[number];

export const certificateStatuses = ['issued', 'in_use', 'superseded', 'revoked'] as const;
export type CertificateStatus = (typeof certificateStatuses)[number];
export const certificateEvents = ['first_call', 'newer_used', 'revoke'] as const;
export type CertificateEvent = (typeof certificateEvents)[number];

const codeTable: Readonly<Record<CodeStatus, Partial<Record<CodeEvent, CodeStatus>>>> = {
  open: { use: 'used', burn: 'burnt', replace: 'replaced' },
  used: {},
  burnt: {},
  replaced: {},
};

const certificateTable: Readonly<Record<CertificateStatus, Partial<Record<CertificateEvent, CertificateStatus>>>> = {
  issued: { first_call: 'in_use', newer_used: 'superseded', revoke: 'revoked' },
  in_use: { newer_used: 'superseded', revoke: 'revoked' },
  superseded: {},
  revoked: {},
};

/** @throws CodedError PAIRING_BAD_TRANSITION */
export function nextCode(status: CodeStatus, event: CodeEvent): CodeStatus {
  const next = codeTable[status][event];
  if (!next) throw agentError('PAIRING_BAD_TRANSITION', { what: 'pairing code', status, event });
  return next;
}

/** @throws CodedError PAIRING_BAD_TRANSITION */
export function nextCertificate(status: CertificateStatus, event: CertificateEvent): CertificateStatus {
  const next = certificateTable[status][event];
  if (!next) throw agentError('PAIRING_BAD_TRANSITION', { what: 'certificate', status, event });
  return next;
}

export function mayRevoke(status: CertificateStatus): boolean {
  return certificateTable[status].revoke !== undefined;
}
