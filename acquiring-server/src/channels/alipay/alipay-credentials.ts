import { currencySchema } from '@qiantai/protos';
import { z } from 'zod';
import { rsaPrivateKeyPemSchema, rsaPublicKeyPemSchema } from '../pem-keys.ts';

/** An application at Alipay's open platform with the seller it collects for. */
export const alipayCredentialsSchema = z.object({
  gatewayUrl: z.url(),
  appId: z.string().min(1).max(32),
  /** Seller's PID. */
  sellerId: z.string().min(1).max(32),
  merchantPrivateKeyPem: rsaPrivateKeyPemSchema,
  alipayPublicKeyPem: rsaPublicKeyPemSchema,
  /** Keys that still verify while a new one is being introduced. */
  otherAlipayPublicKeyPems: z.array(rsaPublicKeyPemSchema).max(8).default([]),
  /** What the account collects in; notices and bills carry decimals without a currency. */
  currency: currencySchema.default('CNY'),
});

export type AlipayCredentials = z.infer<typeof alipayCredentialsSchema>;

export function alipayKeyPems(credentials: AlipayCredentials): readonly string[] {
  return [credentials.alipayPublicKeyPem, ...credentials.otherAlipayPublicKeyPems];
}
