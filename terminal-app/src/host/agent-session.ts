/**
 * Knows whether the agent is there: asks who this till is until it is told, watches the line's status, and
 * asks again by itself whenever the stream ends.
 */
import { backoffMs, type Clock, errorText, type Log, type Random } from '@qiantai/foundation';
import type { AgentClient } from '../edge/agent-client.ts';
import type { LineStatus, TillInfo } from '../edge/convert.ts';

export interface AgentSessionOptions {
  agent: AgentClient;
  clock: Clock;
  random: Random;
  log: Log;
  onChange(): void;
  /** What the agent says of this till: after the start, after it was gone, and with new settings. */
  onPresent(till: TillInfo): void;
}

const backoff = { firstMs: 100, maxMs: 1_000 };

export class AgentSession {
  present = false;
  till: TillInfo | null = null;
  line: LineStatus | null = null;
  private readonly options: AgentSessionOptions;
  private readonly stopping = new AbortController();
  private running: Promise<void> = Promise.resolve();
  private refreshing = false;
  private endWatch: () => void = () => undefined;

  constructor(options: AgentSessionOptions) {
    this.options = options;
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
    this.present = false;
    this.options.onChange();
    this.endWatch();
  }

  private async run(): Promise<void> {
    const { clock, random, log } = this.options;
    const { signal } = this.stopping;
    for (let attempt = 0; !signal.aborted; attempt++) {
      try {
        const till = await this.options.agent.getTill();
        if (signal.aborted) return;
        this.till = till;
        this.present = true;
        this.options.onPresent(till);
        this.options.onChange();
        attempt = 0;
        await this.watch(signal);
      } catch (error) {
        log.debug({ error: errorText(error) }, 'agent.not_there');
      }
      if (this.present) {
        this.present = false;
        this.options.onChange();
      }
      await clock.sleep(backoffMs(attempt, backoff, random), signal).catch(() => undefined);
    }
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
    return new Promise((resolve) => {
      const end = () => {
        stop();
        signal.removeEventListener('abort', end);
        resolve();
      };
      const stop = this.options.agent.watchStatus(
        (line) => {
          this.line = line;
          this.present = true;
          this.options.onChange();
          if (line.settingsVersion !== this.till?.settingsVersion) void this.refresh();
        },
        (why) => {
          this.options.log.info({ why }, 'agent.gone');
          end();
        },
      );
      this.endWatch = end;
      signal.addEventListener('abort', end, { once: true });
    });
  }
}
