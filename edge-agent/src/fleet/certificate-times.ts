/**
 * When a certificate is renewed: at two thirds of its life, a little earlier or later for each agent, so that a chain
 * that was set up on one day does not come on one day. A try that fails is made again soon; one that gave nothing
 * newer, the next day.
 *
 * A clock that is wrong does no harm: one that runs ahead asks early and gets the certificate that it has, one that
 * runs behind is told by the server that its certificate has ended, and asks at the enrolment port.
 */
import { X509Certificate } from 'node:crypto';

const hourMs = 3_600_000;
const jitterOfLife = 1 / 20;

export interface CertificateLife {
  notBeforeMs: number;
  notAfterMs: number;
}

export function certificateLife(certificatePem: string): CertificateLife {
  const { validFrom, validTo } = new X509Certificate(certificatePem);
  return { notBeforeMs: Date.parse(validFrom), notAfterMs: Date.parse(validTo) };
}

/** `fraction` in [0, 1): this agent's own. */
export function renewAtMs({ notBeforeMs, notAfterMs }: CertificateLife, fraction: number): number {
  const lifeMs = notAfterMs - notBeforeMs;
  return Math.round(notBeforeMs + (lifeMs * 2) / 3 + lifeMs * jitterOfLife * (fraction - 0.5));
}

/** A new certificate and a failed try. */
export const renewRetry = { firstMs: 60_000, maxMs: 6 * hourMs };
/** After a try that gave the certificate that we have. */
export const renewAgainMs = 24 * hourMs;
/** How often the time is looked at. */
export const renewLookMs = hourMs;
