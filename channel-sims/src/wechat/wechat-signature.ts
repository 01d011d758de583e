/**
 * WeChat Pay v3 signatures, both ways (pay.weixin.qq.com, 签名认证): requests carry
 * `Authorization: WECHATPAY2-SHA256-RSA2048 …`, answers and notices the `Wechatpay-*` headers. SHA-256 with
 * RSA 2048, PKCS #1 v1.5; the signed text ends every part with a line feed. Notices are encrypted with
 * AEAD_AES_256_GCM under the merchant's APIv3 key, the tag behind the text.
 */
import { createCipheriv, createSign, createVerify, type KeyObject, randomBytes } from 'node:crypto';

const clockSkewSecondsMax = 300;

export interface RequestParts {
  method: string;
  /** Path and query as they stand in the request line. */
  uri: string;
  body: string;
  authorization: string | undefined;
}

export type RequestCheck =
  | { kind: 'good' }
  | {
      kind: 'bad';
      field: 'authorization' | 'mchid' | 'serial_no' | 'timestamp' | 'nonce_str' | 'signature';
      issue: string;
    };

export function checkRequest(
  request: RequestParts,
  expected: { mchid: string; serialNo: string; publicKey: KeyObject; nowMs: number },
): RequestCheck {
  const parts = parseAuthorization(request.authorization);
  if (!parts) return { kind: 'bad', field: 'authorization', issue: 'authorization header is malformed' };
  if (parts.mchid !== expected.mchid) return { kind: 'bad', field: 'mchid', issue: 'merchant does not exist' };
  if (parts.serialNo !== expected.serialNo) {
    return { kind: 'bad', field: 'serial_no', issue: 'certificate serial number does not match' };
  }
  const skewSeconds = Math.abs(expected.nowMs / 1000 - Number(parts.timestamp));
  if (skewSeconds > clockSkewSecondsMax) return { kind: 'bad', field: 'timestamp', issue: 'timestamp is too far off' };
  const signed = `${request.method}\n${request.uri}\n${parts.timestamp}\n${parts.nonce}\n${request.body}\n`;
  const good = createVerify('RSA-SHA256').update(signed, 'utf8').verify(expected.publicKey, parts.signature, 'base64');
  return good ? { kind: 'good' } : { kind: 'bad', field: 'signature', issue: 'sign not match' };
}

interface AuthorizationParts {
  mchid: string;
  serialNo: string;
  timestamp: string;
  nonce: string;
  signature: string;
}

const authorizationForms: Readonly<Record<string, RegExp>> = {
  mchid: /^\d{8,10}$/,
  serial_no: /^[0-9A-Fa-f]{8,40}$/,
  timestamp: /^\d{10}$/,
  nonce_str: /^[A-Za-z0-9]{1,32}$/,
  signature: /^[A-Za-z0-9+/]+={0,2}$/,
};

function parseAuthorization(header: string | undefined): AuthorizationParts | undefined {
  const match = /^WECHATPAY2-SHA256-RSA2048 (.{1,2000})$/.exec(header ?? '');
  if (!match) return undefined;
  const found = new Map<string, string>();
  for (const pair of (match[1] as string).split(',')) {
    const [, name, value] = /^\s*([a-z_]+)="([^"]*)"\s*$/.exec(pair) ?? [];
    if (name === undefined || value === undefined || found.has(name)) return undefined;
    found.set(name, value);
  }
  for (const [name, form] of Object.entries(authorizationForms)) {
    if (!form.test(found.get(name) ?? '')) return undefined;
  }
  const part = (name: string) => found.get(name) as string;
  return {
    mchid: part('mchid'),
    serialNo: part('serial_no'),
    timestamp: part('timestamp'),
    nonce: part('nonce_str'),
    signature: part('signature'),
  };
}

export interface PlatformIdentity {
  serialNo: string;
  privateKey: KeyObject;
}

/** The headers that an answer or a notice is signed with; `spoil` signs another text, as a fault. */
export function signatureHeaders(
  platform: PlatformIdentity,
  signed: { body: string; nowMs: number; spoil?: boolean },
): Record<string, string> {
  const timestamp = String(Math.floor(signed.nowMs / 1000));
  const nonce = randomBytes(16).toString('hex');
  const text = `${timestamp}\n${nonce}\n${signed.body}${signed.spoil ? ' ' : ''}\n`;
  return {
    'Wechatpay-Timestamp': timestamp,
    'Wechatpay-Nonce': nonce,
    'Wechatpay-Serial': platform.serialNo,
    'Wechatpay-Signature': createSign('RSA-SHA256').update(text, 'utf8').sign(platform.privateKey, 'base64'),
    'Wechatpay-Signature-Type': 'WECHATPAY2-SHA256-RSA2048',
  };
}

export interface EncryptedResource {
  algorithm: 'AEAD_AES_256_GCM';
  ciphertext: string;
  associated_data: string;
  nonce: string;
}

/** Encrypts under the APIv3 key (32 characters, used as bytes). */
export function encryptResource(apiV3Key: string, plainText: string, associatedData: string): EncryptedResource {
  const nonce = randomBytes(6).toString('hex');
  const cipher = createCipheriv('aes-256-gcm', Buffer.from(apiV3Key, 'utf8'), nonce);
  cipher.setAAD(Buffer.from(associatedData, 'utf8'));
  const bytes = Buffer.concat([cipher.update(plainText, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return {
    algorithm: 'AEAD_AES_256_GCM',
    ciphertext: bytes.toString('base64'),
    associated_data: associatedData,
    nonce,
  };
}
