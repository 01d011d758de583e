/** For tests: a UnionPay merchant who signs for himself and believes only what the gateway's certificate signed. */
import { createPrivateKey, X509Certificate } from 'node:crypto';
import type { Clock } from '@qiantai/foundation';
import type { ChannelSimsDescription } from '../description.ts';
import { type Fields, isSigned, sign } from '../unionpay/unionpay-signature.ts';
import { beijingCompactTime } from '../values/beijing-time.ts';

type Counterpart = { description: ChannelSimsDescription; clock: Clock };
type Address = 'backTransUrl' | 'queryUrl' | 'fileUrl';

export interface UnionpayWish {
  address?: Address;
  /** Changed after the form was signed. */
  afterSigning?: Record<string, string>;
  /** How long an answer is waited for. */
  withinMs?: number;
}

/** The members of a signed answer. @throws where the gateway did not sign it, or says nothing in time. */
export async function askUnionpay(
  { description, clock }: Counterpart,
  members: Record<string, string>,
  wish: UnionpayWish = {},
): Promise<Fields> {
  const { unionpay } = description;
  const form: Record<string, string> = {
    version: '5.1.0',
    encoding: 'UTF-8',
    signMethod: '01',
    bizType: '000000',
    accessType: '0',
    merId: unionpay.merId,
    certId: unionpay.certId,
    txnTime: beijingCompactTime(clock.nowMs()),
    ...members,
  };
  const signature = sign(form, createPrivateKey(unionpay.merchantPrivateKeyPem));
  const response = await fetch(unionpay[wish.address ?? 'backTransUrl'], {
    method: 'POST',
    body: new URLSearchParams({ ...form, signature, ...wish.afterSigning }),
    signal: AbortSignal.timeout(wish.withinMs ?? 20_000),
  });
  return verified(unionpay.rootCertificatePems[0] as string, parseAnswer(await response.text()));
}

/** `k=v` joined by `&` as they stand: nothing is percent-encoded. */
export function parseAnswer(text: string): Fields {
  const pairs = text.split('&').map((pair) => {
    const at = pair.indexOf('=');
    return [pair.slice(0, at), pair.slice(at + 1)];
  });
  return Object.fromEntries(pairs) as Fields;
}

export function verified(rootPem: string, fields: Fields): Fields {
  const certificate = new X509Certificate(fields['signPubKeyCert'] ?? '');
  const root = new X509Certificate(rootPem);
  if (!certificate.checkIssued(root) || !certificate.verify(root.publicKey)) throw new Error('a strange certificate');
  if (!isSigned(fields, certificate.publicKey)) throw new Error('the signature does not verify');
  return fields;
}
