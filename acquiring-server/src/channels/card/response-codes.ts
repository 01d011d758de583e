/**
 * Field 39 (银联卡受理终端应用规范, 应答码). A code stands as a refusal only where it says that the card was not
 * charged; what a host says of itself or of a neighbour that was silent (06, 68, 96, 98, …) proves nothing.
 */
import type { ReasonCode } from '../port.ts';

export type ResponseMeaning =
  | { kind: 'approved' }
  | { kind: 'refused'; reasonCode: ReasonCode; retryable: boolean }
  /** The host could not verify our MAC, or knows no sign-on of ours: it did not look at the rest. */
  | { kind: 'sign_on_first' }
  | { kind: 'unclear' };

const approvedCodes: ReadonlySet<string> = new Set(['00', '11', '16', 'A2', 'A4', 'A5', 'A6']);

const refusals: Readonly<Record<string, { reasonCode: ReasonCode; retryable?: true }>> = {
  '01': { reasonCode: 'CARD_DECLINED' },
  '03': { reasonCode: 'CHANNEL_REFUSED', retryable: true },
  '04': { reasonCode: 'CARD_DECLINED' },
  '05': { reasonCode: 'CARD_DECLINED' },
  '07': { reasonCode: 'CARD_DECLINED' },
  '12': { reasonCode: 'CHANNEL_REFUSED' },
  '13': { reasonCode: 'CHANNEL_REFUSED' },
  '14': { reasonCode: 'CARD_DECLINED' },
  '15': { reasonCode: 'CARD_DECLINED' },
  '25': { reasonCode: 'CHANNEL_REFUSED' },
  '30': { reasonCode: 'CHANNEL_REFUSED' },
  '33': { reasonCode: 'CARD_EXPIRED' },
  '34': { reasonCode: 'CARD_DECLINED' },
  '36': { reasonCode: 'CARD_DECLINED' },
  '38': { reasonCode: 'WRONG_PIN' },
  '40': { reasonCode: 'CHANNEL_REFUSED' },
  '41': { reasonCode: 'CARD_DECLINED' },
  '43': { reasonCode: 'CARD_DECLINED' },
  '51': { reasonCode: 'INSUFFICIENT_FUNDS' },
  '54': { reasonCode: 'CARD_EXPIRED' },
  '55': { reasonCode: 'WRONG_PIN' },
  '57': { reasonCode: 'CARD_DECLINED' },
  '58': { reasonCode: 'CHANNEL_REFUSED', retryable: true },
  '59': { reasonCode: 'CARD_DECLINED' },
  '61': { reasonCode: 'LIMIT_EXCEEDED' },
  '62': { reasonCode: 'CARD_DECLINED' },
  '64': { reasonCode: 'CHANNEL_REFUSED' },
  '65': { reasonCode: 'LIMIT_EXCEEDED' },
  '75': { reasonCode: 'WRONG_PIN' },
  '91': { reasonCode: 'CHANNEL_BUSY' },
  '92': { reasonCode: 'CHANNEL_BUSY' },
  '97': { reasonCode: 'CHANNEL_REFUSED', retryable: true },
};

export function meaningOf(responseCode: string): ResponseMeaning {
  if (approvedCodes.has(responseCode)) return { kind: 'approved' };
  if (responseCode === 'A0' || responseCode === '77') return { kind: 'sign_on_first' };
  const refusal = Object.hasOwn(refusals, responseCode) ? refusals[responseCode] : undefined;
  if (!refusal) return { kind: 'unclear' };
  return { kind: 'refused', reasonCode: refusal.reasonCode, retryable: refusal.retryable ?? false };
}
