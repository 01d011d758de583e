/**
 * Knows whether the agent is there, and since when and why not: sees to the till's certificate, asks who this till is
 * until it is told, watches the line's status, and begins again by itself whenever the stream ends.
 */
import { backoffMs, type Clock, CodedError, errorText, type Log, type Random } from '@qiantai/foundation';
import type { AgentClient } from '../edge/agent-client.ts';
import { AgentFailure } from '../edge/agent-failure.ts';
import type { AgentLink } from '../edge/agent-link.ts';
import type { LineStatus, TillInfo } from '../edge/convert.ts';

export interface AgentSessionOptions {
  agent: AgentClient;
  link: AgentLink;
  clock: Clock;
  machineNowMs(): number;
  random: Random;
  log: Log;
  onChange(): void;
  /** Before anything else is asked over a fresh connection. */
  onReached(): Promise<void>;
  /** What the agent says of this till: after the start, after it was gone, and with new settings. */
  onPresent(till: TillInfo): void;
}

export interface Gone {
  /** By the till's clock, for the screen. */
  sinceMs: number;
  /** By the machine's clock, for how long it has been. */
  sinceMachineMs: number;
  /** AGENT_GONE, or why it does not serve this till: a code of docs/reasons.md. */
  reasonCode: string;
}

const backoff = { firstMs: 100, maxMs: 1_000 };
/** Whether a stranger answers at the agent's address is looked at in every so many tries. */
const triesPerLook = 5;
const upkeepMs = 6 * 3_600_000;

export class AgentSession {
  till: TillInfo | null = null;
  line: LineStatus | null = null;
  /** Null: the agent is there. */
  gone: Gone | null;
  private readonly options: AgentSessionOptions;
  private readonly stopping = new AbortController();
  private running: Promise<void> = Promise.resolve();
  private refreshing = false;
  private endWatch: () => void = () => undefined;

  constructor(options: AgentSessionOptions) {
    this.options = options;
    this.gone = this.goneFor('AGENT_GONE');
  }

  get present(): boolean {
    return this.gone === null;
  }

  start(): void {
    this.running = this.run();
  }

  async stop(): Promise<void> {
    this.stopping.abort(new Error('stopped'));
    await this.running;
  }

  /** A call found nobody there: the screen says so at once, and the agent is asked anew who this till is. */
  missed(): void {
    if (!this.present) return;
    this.leave('AGENT_GONE');
    this.endWatch();
  }

  private goneFor(reasonCode: string): Gone {
    const { clock, machineNowMs } = this.options;
    return { sinceMs: clock.nowMs(), sinceMachineMs: machineNowMs(), reasonCode };
  }

  private async run(): Promise<void> {
    const { clock, random, log } = this.options;
    const { signal } = this.stopping;
    for (let attempt = 0; !signal.aborted; attempt++) {
      try {
        await this.reach(signal);
        attempt = 0;
        await this.watch(signal);
        this.leave('AGENT_GONE');
      } catch (error) {
        log.debug({ error: errorText(error) }, 'agent.not_there');
        this.leave(await this.reasonOf(error, attempt));
      }
      await clock.sleep(backoffMs(attempt, backoff, random), signal).catch(() => undefined);
    }
  }

  private async reach(signal: AbortSignal): Promise<void> {
    await this.options.link.ready();
    await this.options.onReached();
    const till = await this.options.agent.getTill();
    signal.throwIfAborted();
    this.till = till;
    this.gone = null;
    this.options.onPresent(till);
    this.options.onChange();
    await this.options.link.upkeep();
  }

  private async reasonOf(error: unknown, attempt: number): Promise<string> {
    if (error instanceof CodedError) return error.code;
    if (error instanceof AgentFailure && error.kind !== 'gone') return error.code;
    if (attempt % triesPerLook !== triesPerLook - 1) return this.gone?.reasonCode ?? 'AGENT_GONE';
    return (await this.options.link.strangeness()) ?? 'AGENT_GONE';
  }

  private leave(reasonCode: string): void {
    if (this.gone?.reasonCode === reasonCode || this.stopping.signal.aborted) return;
    this.gone = this.gone ? { ...this.gone, reasonCode } : this.goneFor(reasonCode);
    this.options.onChange();
  }

  /** New settings: other texts, keys, adverts, and perhaps an operator less. */
  private async refresh(): Promise<void> {
    if (this.refreshing) return;
    this.refreshing = true;
    try {
      const till = await this.options.agent.getTill();
      if (this.stopping.signal.aborted) return;
      this.till = till;
      this.options.onPresent(till);
      this.options.onChange();
    } catch (error) {
      this.options.log.info({ error: errorText(error) }, 'agent.settings_not_read');
    } finally {
      this.refreshing = false;
    }
  }

  /** Resolves when the stream ended, for whatever reason. */
  private watch(signal: AbortSignal): Promise<void> {
    const { agent, link, clock, log, onChange } = this.options;
    return new Promise((resolve) => {
      let cancelUpkeep = () => {};
      const keepUp = () => {
        cancelUpkeep = clock.setTimeout(() => void link.upkeep().then(keepUp), upkeepMs);
      };
      const end = () => {
        stop();
        cancelUpkeep();
        signal.removeEventListener('abort', end);
        resolve();
      };
      const stop = agent.watchStatus(
        (line) => {
          this.line = line;
          this.gone = null;
          onChange();
          if (line.settingsVersion !== this.till?.settingsVersion) void this.refresh();
        },
        (why) => {
          log.info({ why }, 'agent.gone');
          end();
        },
      );
      keepUp();
      this.endWatch = end;
      signal.addEventListener('abort', end, { once: true });
    });
  }
}
