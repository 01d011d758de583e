/**
 * Alipay's RSA2 (opendocs.alipay.com/common/02kf5q): a request's `k=v` pairs sorted and joined by `&`; an
 * answer's inner object exactly as it stands in the body, so it is cut out of the text, never re-serialised;
 * a notice's pairs without `sign` and `sign_type`.
 */
import { sign, verify } from 'node:crypto';
import { beijingText } from '../beijing-time.ts';
import type { HttpRequest } from '../http-exchange.ts';
import { privateKeyOf, publicKeyOf } from '../pem-keys.ts';
import { type AlipayCredentials, alipayKeyPems } from './alipay-credentials.ts';

export function signedRequest(
  credentials: AlipayCredentials,
  nowMs: number,
  call: { method: string; bizContent: object; notifyUrl?: string },
): HttpRequest {
  const common: Record<string, string> = {
    app_id: credentials.appId,
    charset: 'utf-8',
    format: 'json',
    method: call.method,
    sign_type: 'RSA2',
    timestamp: beijingText(nowMs),
    version: '1.0',
    ...(call.notifyUrl ? { notify_url: call.notifyUrl } : {}),
  };
  const bizContent = JSON.stringify(call.bizContent);
  const signed = sortedPairs({ ...common, biz_content: bizContent });
  const key = privateKeyOf(credentials.merchantPrivateKeyPem);
  const signature = sign('RSA-SHA256', Buffer.from(signed), key).toString('base64');
  const query = new URLSearchParams({ ...common, sign: signature });
  return {
    method: 'POST',
    url: `${credentials.gatewayUrl}?${query}`,
    headers: { 'content-type': 'application/x-www-form-urlencoded;charset=utf-8', 'user-agent': 'qiantai' },
    body: new URLSearchParams({ biz_content: bizContent }).toString(),
  };
}

function sortedPairs(members: Readonly<Record<string, string>>): string {
  return Object.keys(members)
    .filter((name) => members[name] !== '')
    .sort()
    .map((name) => `${name}=${members[name]}`)
    .join('&');
}

/** The answer's inner object as text, once one of the account's Alipay keys has verified it. */
export function verifiedInner(
  credentials: AlipayCredentials,
  method: string,
  body: string,
): { ok: true; inner: string } | { ok: false; why: string } {
  const members = topLevelMembers(body);
  const inner = members?.get(`${method.replaceAll('.', '_')}_response`) ?? members?.get('error_response');
  const signature = members?.get('sign');
  if (!inner || !signature) return { ok: false, why: 'the body is not an answer with a signature' };
  const signatureBytes = Buffer.from(signature.slice(1, -1).replaceAll('\\/', '/'), 'base64');
  return verifiesByAny(credentials, inner, signatureBytes)
    ? { ok: true, inner }
    : { ok: false, why: 'the signature does not verify' };
}

export function noticeVerifies(credentials: AlipayCredentials, form: ReadonlyMap<string, string>): boolean {
  const { sign: signature, sign_type: _signType, ...signed } = Object.fromEntries(form);
  if (!signature) return false;
  return verifiesByAny(credentials, sortedPairs(signed), Buffer.from(signature, 'base64'));
}

function verifiesByAny(credentials: AlipayCredentials, text: string, signature: Buffer): boolean {
  const bytes = Buffer.from(text);
  return alipayKeyPems(credentials).some((pem) => verify('RSA-SHA256', bytes, publicKeyOf(pem), signature));
}

/**
 * The values of a JSON object's own members as raw text. Only the top level counts: a member of that name
 * deeper inside must not be taken for the signed one. Undefined for what is no JSON object, or where a
 * member is there twice (which of them was signed could not be told).
 */
export function topLevelMembers(text: string): Map<string, string> | undefined {
  try {
    JSON.parse(text);
  } catch {
    return undefined;
  }
  const members = new Map<string, string>();
  let depth = 0;
  let name: string | undefined;
  let valueAt = -1;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === '"') {
      const end = stringEnd(text, at);
      if (depth === 1 && name === undefined) name = JSON.parse(text.slice(at, end)) as string;
      at = end - 1;
    } else if (character === ':' && depth === 1 && valueAt < 0) {
      valueAt = at + 1;
    } else if ((character === ',' || character === '}') && depth === 1) {
      if (name !== undefined) {
        if (members.has(name)) return undefined;
        members.set(name, text.slice(valueAt, at).trim());
      }
      name = undefined;
      valueAt = -1;
      if (character === '}') depth -= 1;
    } else if (character === '{' || character === '[') {
      if (depth === 0 && character === '[') return undefined;
      depth += 1;
    } else if (character === '}' || character === ']') {
      depth -= 1;
    }
  }
  return members.size > 0 ? members : undefined;
}

/** The place behind a JSON string's closing quote. */
function stringEnd(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at++) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '"') return at + 1;
  }
  return text.length;
}
