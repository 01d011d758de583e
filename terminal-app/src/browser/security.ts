/** Who may talk to the browser host: pages of its own on this machine, and programs that are no browser. */
import type { IncomingMessage } from 'node:http';

const loopbackNames = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * A page of another site must not drive the till through the cashier's browser. The Host header must be a
 * loopback name (a foreign name that was pointed here, DNS rebinding, carries its own), and an Origin, which
 * every browser sends with a WebSocket, must be this host's.
 */
export function isAllowed(request: IncomingMessage): boolean {
  const { host, origin } = request.headers;
  if (!host || !isLoopback(host)) return false;
  if (origin === undefined) return true;
  return origin === `http://${host}`;
}

export function isLoopback(host: string): boolean {
  const name = host.replace(/:[0-9]{1,5}$/, '').toLowerCase();
  return loopbackNames.has(name);
}

/** Nothing from elsewhere, no frames, no plug-ins; the pages' own styles and the QR pictures they draw. */
export const pageHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
};
