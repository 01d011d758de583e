/**
 * Keeps the till's host running beside the shell: started, listened to until it says where its screens connect, started
 * again when it ends. The sale in hand is on the host's disk; the host takes it up by itself (host/till-record.ts).
 *
 *   starting ──ready──▶ running ──ended──▶ waiting ──time──▶ starting
 *       └────ended, failed────────────────────▲
 *   any ──stop──▶ stopped (asked to end first, ended by force after `stopMs`)
 */
import { z } from 'zod';
import { openRecovery, type Recovery } from './recovery.ts';

export interface HostProcess {
  onMessage(listener: (message: unknown) => void): void;
  onExit(listener: (code: number) => void): void;
  post(message: unknown): void;
  kill(): void;
}

export interface HostKeeperParts {
  start(): HostProcess;
  /** Where screens connect from now on. */
  onReady(socketUrl: string): void;
  nowMs(): number;
  /** @returns what takes it back */
  after(delayMs: number, act: () => void): () => void;
  note(event: string, details: Readonly<Record<string, string>>): void;
  recovery?: Recovery;
}

export interface HostKeeper {
  /** Resolves once the host has ended. */
  stop(): Promise<void>;
}

const stopMs = 8_000;
/** As foundation's process.ts sends it. */
const readySchema = z.object({ type: z.literal('ready'), socket: z.string().startsWith('ws://127.0.0.1:') });
const failedSchema = z.object({ type: z.literal('failed'), error: z.string() });

export function keepHost(parts: HostKeeperParts): HostKeeper {
  const recovery = parts.recovery ?? openRecovery();
  let current: HostProcess | undefined;
  let cancelWait = () => {};
  let ended: (() => void) | undefined;
  let stopping = false;

  function start(): void {
    const host = parts.start();
    current = host;
    host.onMessage((message) => {
      const ready = readySchema.safeParse(message);
      if (ready.success) parts.onReady(ready.data.socket);
      const failed = failedSchema.safeParse(message);
      if (failed.success) parts.note('shell.host_failed', { error: failed.data.error });
    });
    host.onExit((code) => {
      current = undefined;
      ended?.();
      if (stopping) return;
      const delayMs = recovery.ended(parts.nowMs());
      parts.note('shell.host_ended', { code: String(code), againInMs: String(delayMs) });
      cancelWait = parts.after(delayMs, start);
    });
  }
  start();

  return {
    stop: () =>
      new Promise((resolve) => {
        stopping = true;
        cancelWait();
        if (!current) {
          resolve();
          return;
        }
        const host = current;
        const cancelForce = parts.after(stopMs, () => host.kill());
        ended = () => {
          cancelForce();
          resolve();
        };
        host.post({ type: 'stop' });
      }),
  };
}
