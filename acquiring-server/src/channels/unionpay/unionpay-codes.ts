/**
 * respCode and origRespCode of UnionPay's gateway (平台接入接口规范 第5部分 附录; open.unionpay.com, 应答码). A code stands
 * among the refusals only where it says that this transaction took no money; what is in neither list proves nothing
 * and has to be asked about.
 */
import type { ReasonCode } from '../port.ts';

export interface Refusal {
  reasonCode: ReasonCode;
  retryable: boolean;
}

const refusal = (reasonCode: ReasonCode, retryable = false): Refusal => ({ reasonCode, retryable });

/** 00, or taken with a blemish. */
export const isDone = (code: string): boolean => code === '00' || code === 'A6';

/** No word yet: no answer from the issuer, state unclear, taken and under way, waits for the customer or the issuer. */
const open: ReadonlySet<string> = new Set(['03', '04', '05', '70', '82', '83']);
export const isOpen = (code: string): boolean => open.has(code);
/** Of a transaction just sent: the gateway has it, and the customer or the issuer is at work. */
export const isTaken = (code: string): boolean => isDone(code) || (isOpen(code) && code !== '03' && code !== '04');

export const isNoSuchTransaction = (code: string): boolean => code === '34';
/** Refunded or undone in full, or reversed. */
export const isUndone = (code: string): boolean => code === '45' || code === '46';
/** Not as the reversal needs its original: of another day, refunded in part, or nothing that can be reversed. */
export const isNotReversible = (code: string): boolean => code === '35' || code === '36' || code === '39';
export const isBusy = (code: string): boolean => code === '02' || code === '06' || code === '37';
export const isNoFileYet = (code: string): boolean => code === '98';

const refusals: Readonly<Record<string, Refusal>> = {
  '01': refusal('CHANNEL_REFUSED'),
  '02': refusal('CHANNEL_BUSY', true),
  '10': refusal('CHANNEL_REFUSED'),
  '11': refusal('CHANNEL_REFUSED', true),
  '13': refusal('CHANNEL_REFUSED'),
  '30': refusal('CHANNEL_REFUSED'),
  '31': refusal('CHANNEL_REFUSED', true),
  '32': refusal('CHANNEL_REFUSED', true),
  '33': refusal('LIMIT_EXCEEDED'),
  '38': refusal('CHANNEL_REFUSED'),
  '39': refusal('CHANNEL_REFUSED'),
  '40': refusal('CHANNEL_REFUSED'),
  '43': refusal('CHANNEL_REFUSED'),
  '44': refusal('CHANNEL_REFUSED'),
  '46': refusal('ORDER_CLOSED'),
  '60': refusal('CARD_DECLINED'),
  '61': refusal('CARD_DECLINED'),
  '62': refusal('CARD_DECLINED'),
  '63': refusal('CARD_DECLINED'),
  '64': refusal('INSUFFICIENT_FUNDS'),
  '65': refusal('WRONG_PIN'),
  '66': refusal('CARD_DECLINED'),
  '67': refusal('LIMIT_EXCEEDED'),
  '68': refusal('CARD_DECLINED'),
  '69': refusal('PAYER_TIMED_OUT'),
  '71': refusal('WRONG_PIN'),
  '72': refusal('CARD_DECLINED'),
  '73': refusal('CARD_EXPIRED'),
  '76': refusal('CARD_DECLINED'),
  '77': refusal('CARD_DECLINED'),
  '78': refusal('CARD_DECLINED'),
  '79': refusal('CARD_DECLINED'),
  '80': refusal('CODE_INVALID'),
  '81': refusal('LIMIT_EXCEEDED'),
  '84': refusal('CHANNEL_REFUSED'),
  '85': refusal('CHANNEL_REFUSED'),
  // Used before, or older than a minute: a fresh code helps either way.
  '86': refusal('CODE_EXPIRED'),
  '87': refusal('LIMIT_EXCEEDED'),
  '88': refusal('CODE_INVALID'),
  '89': refusal('CODE_INVALID'),
  '90': refusal('INSUFFICIENT_FUNDS'),
  '91': refusal('CARD_DECLINED'),
  '92': refusal('CHANNEL_REFUSED', true),
  '93': refusal('CHANNEL_REFUSED', true),
  '94': refusal('CHANNEL_REFUSED', true),
  '95': refusal('CHANNEL_REFUSED', true),
  '96': refusal('CHANNEL_REFUSED', true),
};

export function refusalOf(code: string): Refusal | undefined {
  return Object.hasOwn(refusals, code) ? refusals[code] : undefined;
}

/** Of a refund: for good. */
const refundFailures: ReadonlySet<string> = new Set(['10', '13', '30', '33', '35', '36', '38', '40', '43', '45']);
export const isRefundFailure = (code: string): boolean => refundFailures.has(code);
/** The merchant's own money or right is short: the same number again once a person has put that right. */
const refundNeedsPerson: ReadonlySet<string> = new Set(['31', '32', '60', '61', '63', '64', '90']);
export const refundWantsPerson = (code: string): boolean => refundNeedsPerson.has(code);
