import pino from 'pino';
import type { LogRing } from './log-ring.ts';

/** Logs are events with ids: `log.info({ paymentKey }, 'payment.accepted')`. */
export type Log = pino.Logger;

/**
 * Members that never reach a log, at any depth that our events have. The tags are those that may not leave
 * the card reader in the clear (EMV Book 3 annex A; the agent's redaction list).
 */
const secretMembers: ReadonlySet<string> = new Set([
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
]);
const censored = '***';

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
      formatters: { log: (event) => told(event, depthMax) as Record<string, unknown> },
    },
    ring ? { write: (text: string) => keepAndWrite(text) } : output,
  );

  function keepAndWrite(text: string): void {
    ring?.push({ atMs: nowMs(), text: text.trimEnd() });
    output.write(text);
  }
}

/**
 * What is told of a value: secrets are censored, and bytes, which are no words for a log anyway, are counted. Done here
 * in the one walk: pino's own redaction copies each event for each of its paths, and throws on objects of classes.
 */
function told(value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (ArrayBuffer.isView(value)) return `${value.byteLength} bytes`;
  if (depth === 0) return value;
  if (Array.isArray(value)) return value.map((one) => told(one, depth - 1));
  if (value instanceof Error)
    return Object.keys(value).some((name) => secretMembers.has(name)) ? members(value, depth) : value;
  if ('toJSON' in value && typeof value.toJSON === 'function') {
    const json: unknown = value.toJSON();
    return typeof json === 'object' && json !== null ? members(json, depth) : json;
  }
  return members(value, depth);
}

function members(value: object, depth: number): Record<string, unknown> {
  const all: Record<string, unknown> = {};
  for (const [name, one] of Object.entries(value)) {
    all[name] = secretMembers.has(name) ? censored : told(one, depth - 1);
  }
  return all;
}

/** A log that keeps nothing, for tests. */
export const silentLog: Log = pino({ level: 'silent' });
