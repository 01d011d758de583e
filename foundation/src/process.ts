/**
 * How every process of the suite starts, says that it is ready, and ends.
 *
 * A supervisor that spawned the process with an IPC channel gets `{type: 'ready', ...}` with the addresses
 * the process listens on, may send `{type: 'clock', anchor}` to move its clock and `{type: 'stop'}` to end
 * it; when the channel closes (the supervisor died) the process ends by itself.
 */
import { AnchoredClock, type ClockAnchor, parseClockAnchor } from './clock.ts';
import { errorText } from './errors.ts';
import { createLog, type Log } from './log.ts';
import { LogRing } from './log-ring.ts';

export interface ProcessContext {
  clock: AnchoredClock;
  log: Log;
  /** The last lines of `log`. */
  logRing: LogRing;
  env: Readonly<Record<string, string | undefined>>;
  /** Aborts when the process is asked to end. */
  stopping: AbortSignal;
}

export interface RunningProcess {
  /** Told to the supervisor: addresses, paths. Must be JSON. */
  ready: Readonly<Record<string, unknown>>;
  /** Logged in place of `ready` where that holds keys. */
  shown?: Readonly<Record<string, unknown>>;
  /** Ends it: refuse new work, finish what is under way, close. */
  stop(): Promise<void>;
}

/** How long a process may take to end before it is ended, real milliseconds. */
const stopTimeoutMs = 10_000;

export async function runProcess(
  name: string,
  start: (context: ProcessContext) => Promise<RunningProcess>,
): Promise<void> {
  const env = process.env;
  const clock = new AnchoredClock(env['QIANTAI_CLOCK'] ? parseClockAnchor(env['QIANTAI_CLOCK']) : undefined);
  const logRing = new LogRing();
  const log = createLog({ name, level: env['LOG_LEVEL'] ?? 'info', nowMs: () => clock.nowMs(), ring: logRing });
  const stopping = new AbortController();
  let running: RunningProcess | undefined;

  const end = async (why: string) => {
    if (stopping.signal.aborted) return;
    stopping.abort(new Error(why));
    log.info({ why }, 'process.stopping');
    setTimeout(() => process.exit(1), stopTimeoutMs).unref();
    try {
      await running?.stop();
      process.exit(0);
    } catch (error) {
      log.error({ error: errorText(error) }, 'process.stop_failed');
      process.exit(1);
    }
  };
  process.on('SIGINT', () => void end('SIGINT'));
  process.on('SIGTERM', () => void end('SIGTERM'));
  process.on('disconnect', () => void end('supervisor gone'));
  process.on('message', (message: { type?: string; anchor?: ClockAnchor }) => {
    if (message?.type === 'clock' && message.anchor) clock.reanchor(message.anchor);
    if (message?.type === 'stop') void end('asked to stop');
  });

  try {
    running = await start({ clock, log, logRing, env, stopping: stopping.signal });
  } catch (error) {
    log.fatal(
      { error: errorText(error), stack: error instanceof Error ? error.stack : undefined },
      'process.start_failed',
    );
    process.send?.({ type: 'failed', error: errorText(error) });
    process.exit(1);
  }
  process.send?.({ type: 'ready', ...running.ready });
  log.info(running.shown ?? running.ready, 'process.ready');
}
