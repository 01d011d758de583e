/**
 * The keys of all simulated parties: made once at random (never from the seed), kept in one file with mode
 * 0600, so that a merchant configured with them finds them again after a restart.
 */
import { generateKeyPair, randomBytes, randomInt } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { issueCertificate } from './certificates.ts';

const pem = z.string().startsWith('-----BEGIN ');
const keyPairSchema = z.strictObject({ privateKeyPem: pem, publicKeyPem: pem });
const certifiedSchema = keyPairSchema.extend({
  certificatePem: pem,
  serialNo: z.string().regex(/^[0-9A-F]{40}$/),
  validFromMs: z.number().int(),
  validToMs: z.number().int(),
});

const bankSchema = z.strictObject({
  clientId: z.string(),
  secret: z.string(),
  custodyAccount: z.string().regex(/^\d{19}$/),
  ownAccount: z.string().regex(/^\d{19}$/),
});

const unionpaySchema = z.strictObject({
  merId: z.string().regex(/^\d{15}$/),
  merchant: certifiedSchema,
  /** Issued the gateway's certificate; merchants trust it. */
  root: certifiedSchema,
  gateway: certifiedSchema,
});

const credentialsSchema = z.strictObject({
  wechat: z.strictObject({
    mchid: z.string(),
    appid: z.string(),
    apiV3Key: z.string().length(32),
    merchant: certifiedSchema,
    platform: certifiedSchema,
  }),
  alipay: z.strictObject({
    appId: z.string(),
    sellerId: z.string(),
    merchant: keyPairSchema,
    platform: keyPairSchema,
  }),
  card: z.strictObject({
    acceptorId: z.string().length(15),
    bdkHex: z.string().regex(/^[0-9A-F]{32}$/),
    statementSecret: z.string(),
    /** Terminal master keys by terminal id. */
    masterKeys: z.record(z.string(), z.string().regex(/^[0-9A-F]{32}$/)),
  }),
  /** Made on the first start that knows of a custody bank. */
  bank: bankSchema.optional(),
  /** And of UnionPay. */
  unionpay: unionpaySchema.optional(),
});

export type Credentials = z.infer<typeof credentialsSchema> & {
  bank: z.infer<typeof bankSchema>;
  unionpay: z.infer<typeof unionpaySchema>;
};

/** Reads the file, or makes it; terminals that it does not know yet get their master keys. */
export async function loadCredentials(options: {
  file: string;
  cardTerminalIds: readonly string[];
  nowMs: number;
}): Promise<Credentials> {
  const known = existsSync(options.file)
    ? credentialsSchema.parse(JSON.parse(readFileSync(options.file, 'utf8')))
    : undefined;
  const credentials = known ?? (await makeCredentials(options.nowMs));
  const missing = options.cardTerminalIds.filter((id) => !(id in credentials.card.masterKeys));
  for (const id of missing) credentials.card.masterKeys[id] = hex(16);
  const bank = credentials.bank ?? makeBank();
  const unionpay = credentials.unionpay ?? (await makeUnionpay(options.nowMs));
  const complete = { ...credentials, bank, unionpay };
  if (!known?.bank || !known.unionpay || missing.length > 0)
    writePrivately(options.file, JSON.stringify(complete, null, 2));
  return complete;
}

function makeBank(): z.infer<typeof bankSchema> {
  return {
    clientId: `QT${digits(8)}`,
    secret: randomBytes(32).toString('base64url'),
    custodyAccount: `3100${digits(15)}`,
    ownAccount: `3200${digits(15)}`,
  };
}

/** The third part of the subject tells merchants that the certificate is UnionPay's own (CFCA's form of its names). */
const gatewayName = '041@8310000000083040@中国银联股份有限公司@00016494';
const rootName = 'Simulated CFCA root';
/** Clocks of tests may be set back: the certificates are good from a month before. */
const validBeforeMs = 30 * 86_400_000;

async function makeUnionpay(nowMs: number): Promise<z.infer<typeof unionpaySchema>> {
  const merId = `777290${digits(9)}`;
  const [merchant, root, gateway] = await Promise.all([makeKeyPair(), makeKeyPair(), makeKeyPair()]);
  const fromMs = nowMs - validBeforeMs;
  const issuer = { privateKeyPem: root.privateKeyPem, commonName: rootName };
  return {
    merId,
    merchant: await issueCertificate({ ...merchant, commonName: merId, nowMs: fromMs }),
    root: await issueCertificate({ ...root, commonName: rootName, nowMs: fromMs, isRoot: true }),
    gateway: await issueCertificate({ ...gateway, commonName: gatewayName, nowMs: fromMs, issuer }),
  };
}

/** Writes a file that only its owner may read, whole or not at all. */
export function writePrivately(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.new`, `${text}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

async function makeCredentials(nowMs: number): Promise<z.infer<typeof credentialsSchema>> {
  const mchid = `19${digits(8)}`;
  // The four key pairs are made side by side, off the main thread.
  const [wechatMerchant, wechatPlatform, alipayMerchant, alipayPlatform] = await Promise.all([
    makeKeyPair(),
    makeKeyPair(),
    makeKeyPair(),
    makeKeyPair(),
  ]);
  return {
    wechat: {
      mchid,
      appid: `wx${randomBytes(8).toString('hex')}`,
      apiV3Key: randomBytes(16).toString('hex'),
      merchant: await issueCertificate({ ...wechatMerchant, commonName: mchid, nowMs }),
      platform: await issueCertificate({ ...wechatPlatform, commonName: 'Simulated Tenpay platform', nowMs }),
    },
    alipay: {
      appId: `2021${digits(12)}`,
      sellerId: `2088${digits(12)}`,
      merchant: alipayMerchant,
      platform: alipayPlatform,
    },
    card: {
      acceptorId: `898${digits(12)}`,
      bdkHex: hex(16),
      statementSecret: randomBytes(24).toString('base64url'),
      masterKeys: {},
    },
  };
}

async function makeKeyPair(): Promise<{ privateKeyPem: string; publicKeyPem: string }> {
  const pair = await promisify(generateKeyPair)('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  return { privateKeyPem: pair.privateKey, publicKeyPem: pair.publicKey };
}

function hex(length: number): string {
  return randomBytes(length).toString('hex').toUpperCase();
}

function digits(count: number): string {
  return Array.from({ length: count }, () => randomInt(10)).join('');
}
