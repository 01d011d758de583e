import pino from 'pino';
import type { LogRing } from './log-ring.ts';

/** Logs are events with ids: `log.info({ paymentKey }, 'payment.accepted')`. */
export type Log = pino.Logger;

/**
 * Members that never reach a log, at any depth that our events have. The tags are those that may not leave
 * the card reader in the clear (EMV Book 3 annex A; the agent's redaction list).
 */
const secretMembers = [
  'pan',
  'track1',
  'track2',
  'pin',
  'pinBlock',
  'pinBlockHex',
  'cvv',
  'password',
  'privateKey',
  'secret',
  'databaseUrl',
  'authCode',
  'activationCode',
  'apiV3Key',
  'macKey',
  'masterKey',
  'tag56',
  'tag57',
  'tag5A',
  'tag5F20',
  'tag5F24',
  'tag99',
  'tag9F0B',
  'tag9F1F',
  'tag9F20',
];

/** Levels of an event that are looked at. */
const depthMax = 3;

/** `ring` keeps the last lines for somebody who asks for them. */
export function createLog(options: { name: string; level?: string; nowMs: () => number; ring?: LogRing }): Log {
  const { nowMs, ring } = options;
  const output = pino.destination({ dest: 2, sync: true });
  return pino(
    {
      name: options.name,
      level: options.level ?? 'info',
      timestamp: () => `,"time":${nowMs()}`,
      formatters: { log: (event) => plain(event, depthMax) as Record<string, unknown> },
      redact: { paths: secretMembers.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '***' },
    },
    ring ? { write: (text: string) => keepAndWrite(text) } : output,
  );

  function keepAndWrite(text: string): void {
    ring?.push({ atMs: nowMs(), text: text.trimEnd() });
    output.write(text);
  }
}

/**
 * What redaction can walk through: it copies members without what stands behind their getters, so bytes and objects
 * of classes would throw out of the call that only wanted to tell something. Bytes are no words for a log anyway.
 */
function plain(value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null || value instanceof Error) return value;
  if (ArrayBuffer.isView(value)) return `${value.byteLength} bytes`;
  if ('toJSON' in value && typeof value.toJSON === 'function') return value.toJSON();
  if (depth === 0) return value;
  if (Array.isArray(value)) return value.map((one) => plain(one, depth - 1));
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, plain(one, depth - 1)]));
}

/** A log that keeps nothing, for tests. */
export const silentLog: Log = pino({ level: 'silent' });
