/** What the digits of a code may mean; the context decides which meaning is asked for. */
import { isWalletCode, type WalletChannel } from '@qiantai/protos';
import { consumerQrHead, looksLikeConsumerQr } from '../devices/scanner/emv-cpm.ts';

/**
 * Whose wallet a payment code belongs to: WeChat Pay 18 digits beginning 10 to 15, Alipay 16 to 24 digits beginning 25 to
 * 30, UnionPay 19 digits beginning 62, as their merchant documents give them; our own wallet's by its check digits too.
 * Null: it does not look like a payment code.
 */
export function walletOfPaymentCode(code: string): WalletChannel | 'balance' | null {
  if (/^1[0-5][0-9]{16}$/.test(code)) return 'wechat';
  if (/^(2[5-9]|30)[0-9]{14,22}$/.test(code)) return 'alipay';
  if (/^62[0-9]{17}$/.test(code)) return 'unionpay';
  return isWalletCode(code) ? 'balance' : null;
}

/** Whether a code that is no article may be the number of a receipt: it ends in a date and a sequence. */
export function mayBeReceiptNo(code: string): boolean {
  return /^[A-Za-z0-9-]{1,48}-[0-9]{8}-[0-9]{4,6}$/.test(code);
}

/** A code as it may be shown: a customer's payment code is money and shows only its ends, one with card data nothing. */
export function showableCode(code: string): string {
  if (looksLikeConsumerQr(code)) return `${consumerQrHead}…`;
  if (walletOfPaymentCode(code)) return `${code.slice(0, 2)}…${code.slice(-4)}`;
  return code.length > 48 ? `${code.slice(0, 48)}…` : code;
}

/** The code on an operator's card is of chance and longer than any article's: 26 to 128 printable characters. */
export function mayBeOperatorCard(code: string): boolean {
  return /^[\x21-\x7e]{26,128}$/.test(code);
}

/** The number on a member's card: `M` and digits; null: it is none. */
export function memberNoOfCode(code: string): string | null {
  return /^M([0-9]{4,20})$/.exec(code)?.[1] ?? null;
}
