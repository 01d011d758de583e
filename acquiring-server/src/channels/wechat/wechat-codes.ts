/**
 * WeChat Pay's error codes (pay.weixin.qq.com/doc/v3/merchant/4012791865 and the pages of each operation).
 * Codes are written with and without underscores across versions of the API, so both are compared bare.
 *
 * A code stands here as a refusal only where it says that this order took no money. Whatever is not listed
 * (SYSTEM_ERROR, BANK_ERROR, OUT_TRADE_NO_USED, …) proves nothing and has to be asked about.
 */
import type { ReasonCode } from '../port.ts';

export interface Refusal {
  reasonCode: ReasonCode;
  retryable: boolean;
}

const refusal = (reasonCode: ReasonCode, retryable = false): Refusal => ({ reasonCode, retryable });

const refusals: Readonly<Record<string, Refusal>> = {
  AUTHCODEEXPIRE: refusal('CODE_EXPIRED'),
  AUTHCODEEXPIRED: refusal('CODE_EXPIRED'),
  AUTHCODEUSED: refusal('CODE_USED'),
  AUTHCODEERROR: refusal('CODE_INVALID'),
  AUTHCODEINVALID: refusal('CODE_INVALID'),
  NOTENOUGH: refusal('INSUFFICIENT_FUNDS'),
  NOTSUPORTCARD: refusal('CHANNEL_REFUSED'),
  NOTSUPPORTCARD: refusal('CHANNEL_REFUSED'),
  USERCANCEL: refusal('PAYER_CANCELLED'),
  ORDERCLOSED: refusal('ORDER_CLOSED'),
  ORDERREVERSED: refusal('ORDER_CLOSED'),
  TRADEERROR: refusal('CHANNEL_REFUSED'),
  RULELIMIT: refusal('LIMIT_EXCEEDED'),
  ACCOUNTERROR: refusal('CHANNEL_REFUSED'),
  USERACCOUNTABNORMAL: refusal('CHANNEL_REFUSED'),
  PARAMERROR: refusal('CHANNEL_REFUSED'),
  INVALIDREQUEST: refusal('CHANNEL_REFUSED'),
  NOAUTH: refusal('CHANNEL_REFUSED', true),
  MCHNOTEXISTS: refusal('CHANNEL_REFUSED', true),
  APPIDMCHIDNOTMATCH: refusal('CHANNEL_REFUSED', true),
  SIGNERROR: refusal('CHANNEL_REFUSED', true),
  FREQUENCYLIMITED: refusal('CHANNEL_BUSY', true),
  FREQUENCYLIMITEXCEED: refusal('CHANNEL_BUSY', true),
  RATELIMITEXCEEDED: refusal('CHANNEL_BUSY', true),
};

export const bareCode = (code: string): string => code.replaceAll('_', '').toUpperCase();

export function refusalOf(code: string): Refusal | undefined {
  const bare = bareCode(code);
  return Object.hasOwn(refusals, bare) ? refusals[bare] : undefined;
}

const oneOf =
  (...codes: string[]) =>
  (code: string): boolean =>
    codes.includes(bareCode(code));

export const isUserPaying = oneOf('USERPAYING');
export const isNoSuchOrder = oneOf('ORDERNOTEXIST', 'RESOURCENOTEXISTS', 'TRADENOTEXIST');
export const isOrderPaid = oneOf('ORDERPAID', 'TRADESTATEERROR');
export const isAlreadyClosed = oneOf('ORDERCLOSED', 'ORDERREVERSED');
export const isBusy = oneOf('FREQUENCYLIMITED', 'FREQUENCYLIMITEXCEED', 'RATELIMITEXCEEDED');
/** Against the rules of the operation, whichever that was. */
export const isInvalidRequest = oneOf('INVALIDREQUEST');
export const isReverseOver = oneOf('REVERSEEXPIRE', 'REVERSEEXPIRED');
export const isNotYetBilled = oneOf('STATEMENTCREATING');
export const isEmptyBill = oneOf('NOSTATEMENTEXIST');
/** Of a refund: the merchant's own balance is short (of a payment the same code means the payer's). */
export const isFundsShort = oneOf('NOTENOUGH');
/** The account cannot refund by itself: same number again once a person has put it right. */
export const needsPerson = oneOf('USERACCOUNTABNORMAL', 'MCHNOTEXISTS', 'NOAUTH', 'SIGNERROR');
