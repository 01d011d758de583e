import { z } from 'zod';
import { rsaPrivateKeyPemSchema, rsaPublicKeyPemSchema } from '../pem-keys.ts';

/**
 * A merchant account at WeChat Pay. Platform keys rotate with both live for a day: the newest stands in the
 * first two members, others that still verify in `otherPlatformKeys`.
 */
export const wechatCredentialsSchema = z.object({
  baseUrl: z.url(),
  mchid: z.string().regex(/^[0-9]{1,32}$/),
  appid: z.string().min(1).max(32),
  merchantSerialNo: z.string().regex(/^[0-9A-Fa-f]{1,64}$/),
  merchantPrivateKeyPem: rsaPrivateKeyPemSchema,
  platformSerialNo: z.string().min(1).max(64),
  platformPublicKeyPem: rsaPublicKeyPemSchema,
  otherPlatformKeys: z
    .array(z.object({ serialNo: z.string().min(1).max(64), publicKeyPem: rsaPublicKeyPemSchema }))
    .max(8)
    .default([]),
  /** Key of AEAD_AES_256_GCM, 32 bytes of ASCII. */
  apiV3Key: z.string().length(32),
});

export type WechatCredentials = z.infer<typeof wechatCredentialsSchema>;

/** The platform key of a serial number; compared without case, as certificates' numbers are printed in both. */
export function platformKeyPem(credentials: WechatCredentials, serialNo: string): string | undefined {
  const keys = [
    { serialNo: credentials.platformSerialNo, publicKeyPem: credentials.platformPublicKeyPem },
    ...credentials.otherPlatformKeys,
  ];
  return keys.find((key) => key.serialNo.toUpperCase() === serialNo.toUpperCase())?.publicKeyPem;
}
