import { X509Certificate } from 'node:crypto';
import { currencySchema } from '@qiantai/protos';
import { z } from 'zod';
import { rsaPrivateKeyPemSchema } from '../pem-keys.ts';

function isAuthority(pem: string): boolean {
  try {
    return new X509Certificate(pem).ca;
  } catch {
    return false;
  }
}

/** A merchant at UnionPay's gateway (全渠道, version 5.1.0). */
export const unionpayCredentialsSchema = z.object({
  /** …/gateway/api/backTransReq.do */
  backTransUrl: z.url(),
  /** …/gateway/api/queryTrans.do */
  queryUrl: z.url(),
  /** The files' own host (filedownload.95516.com). */
  fileUrl: z.url(),
  merId: z.string().regex(/^[0-9A-Za-z]{15}$/),
  /** Serial number of the certificate that we sign with, decimal. */
  certId: z.string().regex(/^[0-9]{1,64}$/),
  merchantPrivateKeyPem: rsaPrivateKeyPemSchema,
  /** Roots and intermediates that may have issued the certificate which comes with each answer; several while they change. */
  rootCertificatePems: z
    .array(z.string().min(1).max(16_384).refine(isAuthority, 'not the certificate of an authority in PEM'))
    .min(1)
    .max(8),
  /** The third part of the subject of UnionPay's own certificate; the test gateway's is `00040000:SIGN`. */
  signerName: z.string().min(1).max(64).default('中国银联股份有限公司'),
  /** What the account collects in; its files carry amounts without a currency. */
  currency: currencySchema.default('CNY'),
});

export type UnionpayCredentials = z.infer<typeof unionpayCredentialsSchema>;
