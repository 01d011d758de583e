/**
 * WeChat Pay API v3 signatures (protocol facts 7; pay.weixin.qq.com/doc/v3/merchant/4012365342): ours over
 * `METHOD\nURI\ntimestamp\nnonce\nbody\n`, theirs over `timestamp\nnonce\nbody\n`, both RSA with SHA-256.
 */
import { createDecipheriv, sign, verify } from 'node:crypto';
import type { HttpRequest } from '../http-exchange.ts';
import { privateKeyOf, publicKeyOf } from '../pem-keys.ts';
import { platformKeyPem, type WechatCredentials } from './wechat-credentials.ts';

export interface Moment {
  nowMs: number;
  /** 32 random letters and digits. */
  nonce: string;
}

export function signedRequest(
  credentials: WechatCredentials,
  moment: Moment,
  call: { method: 'GET' | 'POST'; url: string; body?: object },
): HttpRequest {
  const url = new URL(call.url);
  const body = call.body ? JSON.stringify(call.body) : '';
  const timestamp = String(Math.floor(moment.nowMs / 1000));
  const message = `${call.method}\n${url.pathname}${url.search}\n${timestamp}\n${moment.nonce}\n${body}\n`;
  const key = privateKeyOf(credentials.merchantPrivateKeyPem);
  const signature = sign('RSA-SHA256', Buffer.from(message), key).toString('base64');
  const members = [
    `mchid="${credentials.mchid}"`,
    `nonce_str="${moment.nonce}"`,
    `signature="${signature}"`,
    `timestamp="${timestamp}"`,
    `serial_no="${credentials.merchantSerialNo}"`,
  ];
  return {
    method: call.method,
    url: call.url,
    headers: {
      authorization: `WECHATPAY2-SHA256-RSA2048 ${members.join(',')}`,
      accept: 'application/json',
      'user-agent': 'qiantai',
      ...(call.body ? { 'content-type': 'application/json' } : {}),
    },
    body,
  };
}

export type Verification = { ok: true } | { ok: false; reason: 'signature' | 'age'; why: string };

/** How far the signed time may be from ours, either way. */
const windowMs = 300_000;

/**
 * Checks an answer or a notice. Signed probes (`WECHATPAY/SIGNTEST/…`) fail by themselves: they carry a
 * signature that is none.
 */
export function verifyMessage(
  credentials: WechatCredentials,
  message: { headers: Readonly<Record<string, string>>; body: Uint8Array },
  nowMs: number,
): Verification {
  const timestamp = message.headers['wechatpay-timestamp'] ?? '';
  const nonce = message.headers['wechatpay-nonce'] ?? '';
  const serialNo = message.headers['wechatpay-serial'] ?? '';
  const signature = message.headers['wechatpay-signature'] ?? '';
  if (!timestamp || !nonce || !serialNo || !signature) {
    return { ok: false, reason: 'signature', why: 'a Wechatpay-* header is missing' };
  }
  const keyPem = platformKeyPem(credentials, serialNo);
  if (!keyPem) return { ok: false, reason: 'signature', why: `no platform key ${serialNo.slice(0, 64)}` };
  const signed = Buffer.concat([Buffer.from(`${timestamp}\n${nonce}\n`), message.body, Buffer.from('\n')]);
  if (!verify('RSA-SHA256', signed, publicKeyOf(keyPem), Buffer.from(signature, 'base64'))) {
    return { ok: false, reason: 'signature', why: 'the signature does not verify' };
  }
  if (!/^[0-9]{1,12}$/.test(timestamp) || Math.abs(Number(timestamp) * 1000 - nowMs) > windowMs) {
    return { ok: false, reason: 'age', why: 'the signed time is more than 300 s from ours' };
  }
  return { ok: true };
}

/**
 * Opens the resource of a notice: AES-256-GCM, the last 16 bytes are the tag.
 * @throws Error when the tag does not fit.
 */
export function openResource(
  apiV3Key: string,
  resource: { ciphertext: string; nonce: string; associated_data?: string },
): string {
  const bytes = Buffer.from(resource.ciphertext, 'base64');
  if (bytes.length < 16) throw new Error('the ciphertext is shorter than its tag');
  const decipher = createDecipheriv('aes-256-gcm', Buffer.from(apiV3Key), Buffer.from(resource.nonce), {
    authTagLength: 16,
  });
  decipher.setAuthTag(bytes.subarray(-16));
  decipher.setAAD(Buffer.from(resource.associated_data ?? ''));
  return Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]).toString('utf8');
}
