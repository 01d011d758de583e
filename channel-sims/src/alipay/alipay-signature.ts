/**
 * Alipay's RSA2 signatures (opendocs.alipay.com/common/02mriz): SHA-256 with RSA over the sorted parameters,
 * `sign` and empty ones left out; an answer is signed over the raw text of its inner object.
 */
import { createSign, createVerify, type KeyObject } from 'node:crypto';

export function signedText(parameters: Readonly<Record<string, string>>, leftOut: readonly string[]): string {
  return Object.keys(parameters)
    .filter((name) => !leftOut.includes(name) && parameters[name] !== '')
    .sort()
    .map((name) => `${name}=${parameters[name]}`)
    .join('&');
}

export function isRequestSigned(parameters: Readonly<Record<string, string>>, publicKey: KeyObject): boolean {
  const signature = parameters['sign'];
  if (signature === undefined || !/^[A-Za-z0-9+/]+={0,2}$/.test(signature)) return false;
  return createVerify('RSA-SHA256')
    .update(signedText(parameters, ['sign']), 'utf8')
    .verify(publicKey, signature, 'base64');
}

export function rsa2(text: string, privateKey: KeyObject): string {
  return createSign('RSA-SHA256').update(text, 'utf8').sign(privateKey, 'base64');
}

/** `{"<method>_response":{…},"sign":"…"}`; `spoil` signs another text, as a fault. */
export function signedAnswer(
  method: string,
  inner: Readonly<Record<string, unknown>>,
  privateKey: KeyObject,
  spoil: boolean,
): string {
  const raw = JSON.stringify(inner);
  const signature = rsa2(spoil ? `${raw} ` : raw, privateKey);
  return `{"${method.replaceAll('.', '_')}_response":${raw},"sign":"${signature}"}`;
}

/** The form of a notice: signed without `sign` and `sign_type` (异步通知验签). */
export function signedNotice(
  parameters: Readonly<Record<string, string>>,
  privateKey: KeyObject,
  spoil: boolean,
): string {
  const text = signedText(parameters, ['sign', 'sign_type']);
  const sign = rsa2(spoil ? `${text} ` : text, privateKey);
  return new URLSearchParams({ ...parameters, sign_type: 'RSA2', sign }).toString();
}
