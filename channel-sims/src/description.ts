/** What a client needs to reach the simulated channels (docs/processes.md). */
import { z } from 'zod';

/** Of checks and of messages: JSON signed by HMAC (identity/signed-exchange.ts). */
const provider = z.strictObject({ baseUrl: z.url(), appId: z.string(), secret: z.string() });

export const channelSimsDescriptionSchema = z.strictObject({
  http: z.url(),
  wechat: z.strictObject({
    baseUrl: z.url(),
    mchid: z.string(),
    appid: z.string(),
    merchantSerialNo: z.string(),
    merchantPrivateKeyPem: z.string(),
    platformSerialNo: z.string(),
    platformCertificatePem: z.string(),
    platformPublicKeyPem: z.string(),
    apiV3Key: z.string(),
  }),
  alipay: z.strictObject({
    gatewayUrl: z.url(),
    appId: z.string(),
    sellerId: z.string(),
    currency: z.string(),
    merchantPrivateKeyPem: z.string(),
    merchantPublicKeyPem: z.string(),
    alipayPublicKeyPem: z.string(),
  }),
  unionpay: z.strictObject({
    backTransUrl: z.url(),
    queryUrl: z.url(),
    fileUrl: z.url(),
    merId: z.string(),
    certId: z.string(),
    currency: z.string(),
    merchantPrivateKeyPem: z.string(),
    rootCertificatePems: z.array(z.string()),
  }),
  card: z.strictObject({
    host: z.string(),
    port: z.number().int(),
    acceptorId: z.string().length(15),
    currency: z.string(),
    tpduHex: z.string(),
    headerHex: z.string(),
    terminals: z.array(z.strictObject({ terminalId: z.string().length(8), masterKeyHex: z.string() })),
    bdkHex: z.string(),
    statementUrl: z.url(),
    statementSecret: z.string(),
  }),
  bank: z.strictObject({
    baseUrl: z.url(),
    clientId: z.string(),
    secret: z.string(),
    currency: z.string(),
    custodyAccount: z.string(),
    ownAccount: z.string(),
  }),
  identity: provider,
  sms: provider,
});

export type ChannelSimsDescription = z.infer<typeof channelSimsDescriptionSchema>;
