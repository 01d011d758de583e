/**
 * A process of the suite under supervision: started with an IPC channel, waited for until it says that it is
 * ready, started again when it dies without being asked to, told the time, and ended by its process id.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import type { ClockAnchor, Log } from '@qiantai/foundation';

export interface ManagedProcessOptions {
  name: string;
  /** Path of the TypeScript file to run. */
  main: string;
  /** Flags of Node. */
  nodeFlags?: readonly string[];
  /** More of them, asked anew at each start. */
  flagsOfStart?: () => readonly string[];
  env: Readonly<Record<string, string>>;
  /** Where its logs go. */
  logFile: string;
  log: Log;
  /** The clock it starts with, asked anew at each start. */
  clockText: () => string;
  /** How long it may take until it is ready, milliseconds; a minute where it is not given. */
  readyTimeoutMs?: number;
  /** How often it is started again after it died; 0 for never. */
  restartsMax: number;
  onRestart?: (name: string, pid: number) => void;
}

type Ready = Readonly<Record<string, unknown>>;

const readyTimeoutDefaultMs = 60_000;
const stopTimeoutMs = 15_000;
/** Wait before a dead process is started again, milliseconds. */
const restartDelayMs = 200;

export class ManagedProcess {
  readonly name: string;
  private readonly options: ManagedProcessOptions;
  private child: ChildProcess | undefined;
  private exited: Promise<void> = Promise.resolve();
  private stopping = false;
  private restarts = 0;
  private lastReady: Ready = {};
  private failure: Error | undefined;

  constructor(options: ManagedProcessOptions) {
    this.name = options.name;
    this.options = options;
  }

  get pid(): number | undefined {
    return this.child?.pid;
  }

  /** What the process said of itself when it was last ready. */
  get ready(): Ready {
    return this.lastReady;
  }

  get restartCount(): number {
    return this.restarts;
  }

  /** Why it is not running any more, when it was given up. */
  get givenUp(): Error | undefined {
    return this.failure;
  }

  /** @throws Error with the tail of what the process said, when it does not become ready. */
  async start(): Promise<Ready> {
    const { name, main, nodeFlags = [], flagsOfStart, env, logFile, log } = this.options;
    const { readyTimeoutMs = readyTimeoutDefaultMs } = this.options;
    const logTo = openSync(logFile, 'a');
    const child = spawn(process.execPath, [...nodeFlags, ...(flagsOfStart?.() ?? []), main], {
      env: { ...inheritedEnv(), ...env, QIANTAI_CLOCK: this.options.clockText() },
      stdio: ['ignore', logTo, logTo, 'ipc'],
      // A group of its own: Ctrl-C reaches the supervisor alone, which ends the others in their order. When the
      // supervisor dies, the channel closes and they end by themselves.
      detached: true,
    });
    closeSync(logTo);
    this.child = child;
    this.exited = new Promise((resolve) => {
      child.once('exit', (code, signal) => {
        log.info({ process: name, code, signal }, 'suite.process_ended');
        resolve();
        if (this.child === child) this.restartUnlessStopping();
      });
    });
    this.lastReady = await new Promise<Ready>((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error(`${name} was not ready after ${readyTimeoutMs} ms; see ${logFile}`)),
        readyTimeoutMs,
      );
      const settle = (act: () => void) => {
        clearTimeout(timer);
        act();
      };
      child.once('error', (error) => settle(() => reject(error)));
      child.once('exit', () => settle(() => reject(new Error(`${name} ended before it was ready; see ${logFile}`))));
      child.on('message', (message: { type?: string; error?: string }) => {
        if (message.type === 'ready') settle(() => resolve(message as Ready));
        if (message.type === 'failed') {
          settle(() => reject(new Error(`${name} did not start: ${message.error}; see ${logFile}`)));
        }
      });
    });
    return this.lastReady;
  }

  tellClock(anchor: ClockAnchor): void {
    this.tell({ type: 'clock', anchor });
  }

  tell(message: object): void {
    if (this.child?.connected) this.child.send(message);
  }

  /** The next message of a type that it sends; undefined when it ended before. */
  async nextMessage<T>(type: string): Promise<T | undefined> {
    const { child } = this;
    return await new Promise((resolve) => {
      const take = (message: { type?: string }) => {
        if (message.type !== type) return;
        child?.off('message', take);
        resolve(message as T);
      };
      child?.on('message', take);
      void this.exited.then(() => resolve(undefined));
    });
  }

  /** Resolves when the process that runs now has ended, however. */
  get ended(): Promise<void> {
    return this.exited;
  }

  get isRunning(): boolean {
    return this.child !== undefined && this.child.exitCode === null && this.child.signalCode === null;
  }

  /** Ends it at once, as a power cut would; it is started again. */
  killNow(): void {
    this.child?.kill('SIGKILL');
  }

  /** From now on its end is no accident. */
  expectEnd(): void {
    this.stopping = true;
  }

  async stop(): Promise<void> {
    this.expectEnd();
    const child = this.child;
    if (!child || !this.isRunning) return;
    if (child.connected) child.send({ type: 'stop' });
    else child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), stopTimeoutMs);
    await this.exited;
    clearTimeout(timer);
  }

  private restartUnlessStopping(): void {
    if (this.stopping) return;
    if (this.restarts >= this.options.restartsMax) {
      this.failure = new Error(`${this.name} died and was not started again; see ${this.options.logFile}`);
      return;
    }
    this.restarts += 1;
    setTimeout(() => {
      if (this.stopping) return;
      this.start().then(
        () => this.options.onRestart?.(this.name, this.pid ?? 0),
        (error: Error) => this.options.log.error({ process: this.name, error: error.message }, 'suite.restart_failed'),
      );
    }, restartDelayMs);
  }
}

/** What a child needs of our own environment; settings of the suite are given one by one. */
function inheritedEnv(): Record<string, string> {
  const names = ['PATH', 'HOME', 'LANG', 'TMPDIR', 'LOG_LEVEL', 'DISPLAY', 'NODE_COMPILE_CACHE', 'NODE_OPTIONS'];
  return Object.fromEntries(names.flatMap((name) => (process.env[name] ? [[name, process.env[name] as string]] : [])));
}
