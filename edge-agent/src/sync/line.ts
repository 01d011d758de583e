/**
 * Whether the line to the server is up, by our own probe: every 2 s while it is, with backoff while it is
 * down, and at once when a call fails. One probe decides: there is no hysteresis and no guess in between.
 *
 * A connection can stand and be dead, in its handshake above all (a middlebox that swallowed one piece of it), and
 * HTTP/2's own pings begin after that: probes to which not a word comes ask for another connection.
 */
import { backoffMs, type Clock, type Log, type Random } from '@qiantai/foundation';
import type { Line, LineReason } from '../offline/policy.ts';
import { type Reading, readClock } from './clock-offset.ts';
import type { CallOutcome } from './outcome.ts';
import type { ProbeAnswer, ProbeReport, ServerClient } from './server-client.ts';

export interface LineTiming {
  probeIntervalMs: number;
  probeTimeoutMs: number;
  probeBackoffFirstMs: number;
  probeBackoffMaxMs: number;
}

export const lineTiming: LineTiming = {
  probeIntervalMs: 2000,
  probeTimeoutMs: 3000,
  probeBackoffFirstMs: 250,
  probeBackoffMaxMs: 2000,
};

/** So many probes in a row without a word, and the connection is taken to be stuck. */
const silentProbesMax = 2;

export interface LineWatch {
  current(): Line;
  isOnline(): boolean;
  /** Something failed, or someone wants to know: probe now. Resolves with the answer. */
  lookNow(): Promise<Line>;
  stop(): Promise<void>;
}

export function watchLine(parts: {
  /** Undefined before the enrolment. */
  client: () => ServerClient | undefined;
  waiting: () => ProbeReport;
  onAnswer: (answer: ProbeAnswer, sent: Reading) => void;
  /** The server's own word that it will not serve this agent. */
  onRefused: (code: string) => void;
  /** Nothing comes over the connection: it is to be replaced by another one. */
  onStuck: () => void;
  onChange: (line: Line) => void;
  /** While the line is up; undefined: by the timing. */
  probeIntervalMs?: () => number | undefined;
  clock: Clock;
  random: Random;
  log: Log;
  timing?: LineTiming;
}): LineWatch {
  const { clock, log } = parts;
  const timing = parts.timing ?? lineTiming;
  const stopping = new AbortController();
  let line: Line = { status: 'offline', sinceMs: clock.nowMs(), reasonCode: 'STARTING' };
  let failures = 0;
  let silentProbes = 0;
  let pause: AbortController | undefined;
  let probing: Promise<Line> | undefined;

  function lookNow(): Promise<Line> {
    probing ??= probe().finally(() => {
      probing = undefined;
    });
    pause?.abort();
    return probing;
  }

  async function probe(): Promise<Line> {
    const client = parts.client();
    const sent = readClock(clock);
    const outcome: CallOutcome<ProbeAnswer> | undefined = await client?.probe(parts.waiting(), timing.probeTimeoutMs);
    if (stopping.signal.aborted) return line;
    const isSilent = outcome?.kind === 'unanswered' && outcome.silent === true;
    silentProbes = isSilent ? silentProbes + 1 : 0;
    if (silentProbes === silentProbesMax) {
      silentProbes = 0;
      log.warn({}, 'line.stuck');
      parts.onStuck();
    }
    if (outcome?.kind === 'answered') {
      failures = 0;
      parts.onAnswer(outcome.value, sent);
      become(undefined);
    } else {
      failures += 1;
      if (outcome?.kind === 'refused') parts.onRefused(outcome.code);
      become(outcome ? reasonOf(outcome) : 'NOT_ENROLLED');
    }
    return line;
  }

  function become(reasonCode: LineReason | undefined): void {
    const before = line.status === 'offline' ? line.reasonCode : undefined;
    if (before === reasonCode) return;
    const turned = (line.status === 'online') !== (reasonCode === undefined);
    const sinceMs = turned ? clock.nowMs() : line.sinceMs;
    line = reasonCode === undefined ? { status: 'online', sinceMs } : { status: 'offline', sinceMs, reasonCode };
    log.info({ status: line.status, reasonCode }, 'line.changed');
    parts.onChange(line);
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      await lookNow();
      if (stopping.signal.aborted) return;
      pause = new AbortController();
      const delayMs =
        line.status === 'online' ? (parts.probeIntervalMs?.() ?? timing.probeIntervalMs) : offlineDelayMs();
      // Ends early when somebody looks in between: the next turn counts from that answer.
      await clock.sleep(delayMs, pause.signal).catch(() => undefined);
      if (probing) await probing;
    }
  }

  function offlineDelayMs(): number {
    return backoffMs(
      failures - 1,
      { firstMs: timing.probeBackoffFirstMs, maxMs: timing.probeBackoffMaxMs },
      parts.random,
    );
  }

  const running = run();
  return {
    current: () => line,
    isOnline: () => line.status === 'online',
    lookNow,
    stop: async () => {
      stopping.abort();
      pause?.abort();
      await running;
    },
  };
}

function reasonOf(outcome: Exclude<CallOutcome<unknown>, { kind: 'answered' }>): LineReason {
  switch (outcome.kind) {
    case 'refused':
      return reasonOfRefusal(outcome.code);
    case 'busy':
      return 'SERVER_SILENT';
    case 'unanswered':
      return outcome.left ? 'SERVER_SILENT' : 'SERVER_UNREACHABLE';
  }
}

function reasonOfRefusal(code: string): LineReason {
  if (code === 'CALLER_REVOKED') return 'AGENT_REVOKED';
  if (code === 'CALLER_RETIRED') return 'AGENT_RETIRED';
  return code === 'CALLER_CERTIFICATE_EXPIRED' ? 'CERTIFICATE_ENDED' : 'SERVER_REFUSES';
}
