/**
 * What a till may do while the line to the server is down. Pure: the line and the store's policy in, a
 * decision with its reason out.
 */
import type { SettingValue, TenderName } from '@qiantai/protos';

export type Line =
  | { status: 'online'; sinceMs: number }
  | { status: 'offline'; sinceMs: number; reasonCode: LineReason };

/** Why the line is down. */
export type LineReason =
  | 'STARTING'
  | 'NOT_ENROLLED'
  /** No connection comes about. */
  | 'SERVER_UNREACHABLE'
  /** A connection stands, and no answer comes. */
  | 'SERVER_SILENT'
  /** The server answers that it will not serve this agent. */
  | 'SERVER_REFUSES'
  /** It was reported stolen. */
  | 'AGENT_REVOKED'
  /** It is out of service: another agent took its place. */
  | 'AGENT_RETIRED'
  /** Its certificate has ended; a new one is being asked for. */
  | 'CERTIFICATE_ENDED';

export type TenderPolicy = SettingValue<'tender_policy'>;

export type TenderDecision =
  | { kind: 'ask_server' }
  | { kind: 'record' }
  | { kind: 'refuse'; reasonCode: 'OFFLINE' }
  | { kind: 'not_offered' };

/**
 * Cash is taken with and without the line. Everything else needs the server's word: a payment code, a QR
 * code and a card are never pretended to be paid.
 */
export function decideTender(tender: TenderName, line: Line, policy: TenderPolicy | undefined): TenderDecision {
  const rule = policy?.tenders.find((one) => one.tender === tender);
  if (policy && !rule) return { kind: 'not_offered' };
  if (tender === 'cash') return { kind: 'record' };
  return line.status === 'online' ? { kind: 'ask_server' } : { kind: 'refuse', reasonCode: 'OFFLINE' };
}

/** A refund through a channel needs the line; cash goes back with and without it. */
export function decideRefund(cash: boolean, line: Line): Exclude<TenderDecision, { kind: 'not_offered' }> {
  if (cash) return { kind: 'record' };
  return line.status === 'online' ? { kind: 'ask_server' } : { kind: 'refuse', reasonCode: 'OFFLINE' };
}

/** How long after the cashier asked a payment may still be sent for the first time that the server sees it. */
export const paymentFreshMs = 60_000;

/**
 * What to do with a payment that was asked for and has no answer. A fresh one is sent (again, with its key:
 * the server takes a key once). An old one is asked for, and where the server never saw it, it is given up
 * there: the customer has left, and money must not move behind everyone's back.
 */
export function resendPayment(request: { requestedAtMs: number }, nowMs: number): 'send' | 'ask_first' {
  return nowMs - request.requestedAtMs <= paymentFreshMs ? 'send' : 'ask_first';
}
