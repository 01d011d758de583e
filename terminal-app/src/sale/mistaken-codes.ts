/** Codes that are held to a till's scanner where a payment code is asked for, and are none of its customer's. */
import { looksLikeConsumerQr } from '../devices/scanner/emv-cpm.ts';
import { looksLikeEmvQr, merchantOf, readEmvQr } from '../devices/scanner/emv-qr.ts';

/**
 * Addresses that stand in merchants' codes, by whose wallet pays them: what a payer's phone scans. Schemes and hosts come in
 * capitals as well, which a QR code packs closer.
 */
const merchantAddresses = [
  {
    code: 'MERCHANT_CODE_WECHAT',
    pattern: /^(wxp:\/\/|weixin:\/\/wxpay\/|https?:\/\/(payapp\.weixin\.qq\.com|wx\.tenpay\.com)\/)/i,
  },
  { code: 'MERCHANT_CODE_ALIPAY', pattern: /^(alipays?:\/\/|https?:\/\/(qr|render|ds)\.alipay\.com\/)/i },
  {
    code: 'MERCHANT_CODE_UNIONPAY',
    pattern: /^(upwallet:\/\/|uppaywallet:\/\/|https?:\/\/(qr|qr\.test|wallet)\.95516\.com\/)/i,
  },
] as const;

/** What to say of it; null: it is nothing of the kind. */
export function mistakenCode(code: string): { code: string; params: Readonly<Record<string, string>> } | null {
  if (looksLikeConsumerQr(code)) return { code: 'CONSUMER_QR', params: {} };
  const wallet = merchantAddresses.find(({ pattern }) => pattern.test(code));
  if (wallet) return { code: wallet.code, params: {} };
  if (!looksLikeEmvQr(code)) return null;
  const read = readEmvQr(code);
  // A broken one is read again: what it is nobody knows yet.
  if (read.kind === 'refused') return { code: read.code, params: {} };
  const { name, localName } = merchantOf(read.objects);
  return { code: 'MERCHANT_CODE', params: { name: (name || localName).slice(0, 40) } };
}
