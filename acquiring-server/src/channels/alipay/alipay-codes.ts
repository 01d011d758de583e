/**
 * Alipay's sub_codes (opendocs.alipay.com/open/02ekfp, business error codes of trade.pay, refund and cancel).
 * A sub_code stands here only where it says that this order took no money; everything else is asked about.
 */
import type { ReasonCode } from '../port.ts';

export interface Refusal {
  reasonCode: ReasonCode;
  retryable: boolean;
}

const refusal = (reasonCode: ReasonCode, retryable = false): Refusal => ({ reasonCode, retryable });

const refusals: Readonly<Record<string, Refusal>> = {
  'ACQ.PAYMENT_AUTH_CODE_INVALID': refusal('CODE_INVALID'),
  'ACQ.PAYMENT_AUTH_CODE_EXPIRED': refusal('CODE_EXPIRED'),
  'ACQ.SOUNDWAVE_PARSER_FAIL': refusal('CODE_INVALID'),
  'ACQ.AUTH_CODE_USED': refusal('CODE_USED'),
  'ACQ.BUYER_BALANCE_NOT_ENOUGH': refusal('INSUFFICIENT_FUNDS'),
  'ACQ.BUYER_BANKCARD_BALANCE_NOT_ENOUGH': refusal('INSUFFICIENT_FUNDS'),
  'ACQ.ERROR_BALANCE_PAYMENT_DISABLE': refusal('CHANNEL_REFUSED'),
  'ACQ.PULL_MOBILE_CASHIER_FAIL': refusal('CHANNEL_REFUSED'),
  'ACQ.USER_FACE_PAYMENT_SWITCH_OFF': refusal('CHANNEL_REFUSED'),
  'ACQ.PAYMENT_FAIL': refusal('CHANNEL_REFUSED'),
  'ACQ.PAYMENT_REQUEST_HAS_RISK': refusal('CHANNEL_REFUSED'),
  'ACQ.NO_PAYMENT_INSTRUMENTS_AVAILABLE': refusal('CHANNEL_REFUSED'),
  'ACQ.BUYER_SELLER_EQUAL': refusal('CHANNEL_REFUSED'),
  'ACQ.TRADE_BUYER_NOT_MATCH': refusal('CHANNEL_REFUSED'),
  'ACQ.BUYER_PAYMENT_AMOUNT_DAY_LIMIT_ERROR': refusal('LIMIT_EXCEEDED'),
  'ACQ.BUYER_PAYMENT_AMOUNT_MONTH_LIMIT_ERROR': refusal('LIMIT_EXCEEDED'),
  'ACQ.BEYOND_PAY_RESTRICTION': refusal('LIMIT_EXCEEDED'),
  'ACQ.BEYOND_PER_RECEIPT_RESTRICTION': refusal('LIMIT_EXCEEDED'),
  'ACQ.BUYER_PAYMENT_AMOUNT_LIMIT_ERROR': refusal('LIMIT_EXCEEDED'),
  'ACQ.TRADE_HAS_CLOSE': refusal('ORDER_CLOSED'),
  'ACQ.INVALID_PARAMETER': refusal('CHANNEL_REFUSED'),
  'ACQ.ACCESS_FORBIDDEN': refusal('CHANNEL_REFUSED', true),
  'ACQ.PARTNER_ERROR': refusal('CHANNEL_REFUSED', true),
  'isv.invalid-signature': refusal('CHANNEL_REFUSED', true),
  'isv.invalid-app-id': refusal('CHANNEL_REFUSED', true),
};

export function refusalOf(subCode: string): Refusal | undefined {
  return Object.hasOwn(refusals, subCode) ? refusals[subCode] : undefined;
}

export const noSuchTrade = 'ACQ.TRADE_NOT_EXIST';
export const tradePaid = 'ACQ.TRADE_HAS_SUCCESS';
/** The window of 24 hours is over, or the state forbids it. */
export const cancelRefused: ReadonlySet<string> = new Set([
  'ACQ.CANCEL_NOT_ALLOWED',
  'ACQ.TRADE_CANCEL_TIME_OUT',
  'ACQ.SELLER_BALANCE_NOT_ENOUGH',
  'ACQ.REASON_TRADE_REFUND_FEE_ERR',
  'ACQ.TRADE_HAS_FINISHED',
  'ACQ.TRADE_STATUS_ERROR',
]);
export const refundFailures: ReadonlySet<string> = new Set([
  'ACQ.REFUND_AMT_NOT_EQUAL_TOTAL',
  'ACQ.REASON_TRADE_BEEN_FREEZEN',
  'ACQ.REASON_TRADE_REFUND_FEE_ERR',
  'ACQ.TRADE_NOT_ALLOW_REFUND',
  'ACQ.REFUND_FEE_ERROR',
  'ACQ.TRADE_HAS_FINISHED',
  'ACQ.TRADE_STATUS_ERROR',
  'ACQ.INVALID_PARAMETER',
  'ACQ.REFUND_CHARGE_ERROR',
  'ACQ.DISCORDANT_REPEAT_REQUEST',
]);
/** The seller's own money is short: nothing moved, the same number may be sent again. */
export const refundFundsShort = 'ACQ.SELLER_BALANCE_NOT_ENOUGH';
/** The same number again once a person has put it right. */
export const refundNeedsPerson: ReadonlySet<string> = new Set(['ACQ.BUYER_NOT_EXIST', 'ACQ.USER_NOT_MATCH_ERR']);
