/**
 * What a till may do while the line to the server is down, or while an operator works offline on purpose. Pure:
 * the line and the store's settings in, a decision with its reason out. Cards: card-policy.ts.
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
export type OfflinePolicy = SettingValue<'offline_policy'>;
export type StorePolicy = SettingValue<'store_policy'>;

/** How a payment goes. `forced`: by an operator's word, whatever the line is. */
export type PaymentMode = 'online' | 'offline' | 'forced';

/** An operator's word counts only as long as the policy lets it. */
export function paymentMode(line: Line, forced: boolean, policy: OfflinePolicy | undefined): PaymentMode {
  if (forced && policy?.forced === 'allow') return 'forced';
  return line.status;
}

/** Why a tender that needs the line is not taken now. */
export type NeedsLineReason = 'OFFLINE_PAYMENT_CODE' | 'OFFLINE_QR' | 'OFFLINE_BALANCE' | 'OFFLINE_FORCED';

export type TenderDecision =
  | { kind: 'ask_server' }
  | { kind: 'record' }
  /** A card: card-policy.ts has the word. */
  | { kind: 'ask_card_policy'; mode: 'offline' | 'forced' }
  | { kind: 'refuse'; reasonCode: NeedsLineReason }
  | { kind: 'not_offered' };

/**
 * Cash is taken with and without the line. A payment code, a QR code and a member's balance need the server's word: no policy can
 * make them pass for paid. A card without the line is a matter of the card policy.
 */
export function decideTender(tender: TenderName, mode: PaymentMode, policy: TenderPolicy | undefined): TenderDecision {
  if (policy && !policy.tenders.some((one) => one.tender === tender)) return { kind: 'not_offered' };
  if (tender === 'cash') return { kind: 'record' };
  if (mode === 'online') return { kind: 'ask_server' };
  if (tender === 'card') return { kind: 'ask_card_policy', mode };
  if (mode === 'forced') return { kind: 'refuse', reasonCode: 'OFFLINE_FORCED' };
  return { kind: 'refuse', reasonCode: needsLine[tender] };
}

const needsLine = {
  payment_code: 'OFFLINE_PAYMENT_CODE',
  qr: 'OFFLINE_QR',
  balance: 'OFFLINE_BALANCE',
} as const;

export type RefundDecision =
  | { kind: 'ask_server' }
  | { kind: 'record' }
  | { kind: 'refuse'; reasonCode: 'OFFLINE_REFUND' | 'OFFLINE_RETURN_ELSEWHERE' };

/** Where the sale that a return belongs to is known. `none`: a return without its receipt. */
export type HeldOriginal = 'here' | 'elsewhere' | 'none';

/**
 * A refund through a channel needs the line. Cash goes back without it only where this store sold the goods, for
 * then it holds what came back before; a receipt of another store is looked up at the server first.
 */
export function decideRefund(cash: boolean, line: Line, original: HeldOriginal): RefundDecision {
  if (line.status === 'online') return cash ? { kind: 'record' } : { kind: 'ask_server' };
  if (!cash) return { kind: 'refuse', reasonCode: 'OFFLINE_REFUND' };
  return original === 'here' ? { kind: 'record' } : { kind: 'refuse', reasonCode: 'OFFLINE_RETURN_ELSEWHERE' };
}

/** How long after the cashier asked a payment may still be sent for the first time that the server sees it. */
export const paymentFreshMs = 60_000;

/**
 * What to do with a payment that was asked for and has no answer. A fresh one is sent (again, with its key:
 * the server takes a key once). An old one is asked for, and where the server never saw it, it is given up
 * there: the customer has left, and money must not move behind everyone's back. A card that was taken offline
 * is sent however old it is: the goods are gone, and the money is owed. A request of the future says that the clock was
 * set back since: its age is not known, so it counts as old.
 */
export function resendPayment(
  request: { requestedAtMs: number; takenOffline?: unknown },
  nowMs: number,
): 'send' | 'ask_first' {
  if (request.takenOffline) return 'send';
  return Math.abs(nowMs - request.requestedAtMs) <= paymentFreshMs ? 'send' : 'ask_first';
}
