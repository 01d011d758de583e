/**
 * Asks the agent until it has an end of it: the same key on every try, whatever happens to the line. One
 * loop for each key; a newer wish for a key (to cancel it) takes the place of the loop that runs.
 */
import { backoffMs, type Clock, errorText, type Log, type Random } from '@qiantai/foundation';
import { AgentFailure } from '../edge/agent-failure.ts';
import type { Revised } from '../edge/convert.ts';

export interface FollowerOptions {
  clock: Clock;
  random: Random;
  log: Log;
  /** A call found nobody there. */
  onAgentMissed(): void;
  /** The session that calls name now; '' while nobody is signed in. */
  sessionToken(): string;
  /** Of the session that the refused call named. */
  onSessionLost(): void;
}

export interface Following<Answer> {
  key: string;
  /** What is asked until the agent answered once. */
  first: () => Promise<Revised<Answer>>;
  /** What is asked then, with the revision that is known. */
  next: (revision: string) => Promise<Revised<Answer>>;
  isEnd: (answer: Answer) => boolean;
  onAnswer: (answer: Answer) => void;
  /** The agent will not do it. */
  refused: (failure: AgentFailure) => Answer;
}

interface Loop {
  stop: AbortController;
  done: Promise<void>;
  /** The call that was sent last; settles, never rejects. */
  call: Promise<unknown>;
}

const againBackoff = { firstMs: 100, maxMs: 2_000 };
/** An agent that answers "nothing new" at once is not asked in a tight circle. */
const noNewsDelayMs = 250;

export class Followers {
  private readonly options: FollowerOptions;
  private readonly running = new Map<string, Loop>();
  private stopped = false;

  constructor(options: FollowerOptions) {
    this.options = options;
  }

  has(key: string): boolean {
    return this.running.has(key);
  }

  follow<Answer>(following: Following<Answer>): void {
    if (this.stopped) return;
    this.running.get(following.key)?.stop.abort(new Error('asked for otherwise'));
    const loop: Loop = { stop: new AbortController(), done: Promise.resolve(), call: Promise.resolve() };
    this.running.set(following.key, loop);
    loop.done = this.run(following, loop).finally(() => {
      if (this.running.get(following.key) === loop) this.running.delete(following.key);
    });
  }

  /** Settles when the call about this key that was sent last has its answer, whatever it is. */
  underWay(key: string): Promise<unknown> {
    return this.running.get(key)?.call ?? Promise.resolve();
  }

  /** Resolves with the agent's answer, however long the agent is gone; rejects only where it refuses, or at the end. */
  async untilAnswered<T>(ask: () => Promise<T>, signal: AbortSignal): Promise<T> {
    const { clock, random, log } = this.options;
    for (let attempt = 0; ; attempt++) {
      signal.throwIfAborted();
      const token = this.options.sessionToken();
      try {
        return await ask();
      } catch (error) {
        if (!(error instanceof AgentFailure) || error.kind === 'refused' || error.kind === 'not_found') throw error;
        // Somebody may have signed in while the call was out: that session is another one.
        if (error.kind === 'session' && token === this.options.sessionToken()) this.options.onSessionLost();
        if (error.kind === 'gone') this.options.onAgentMissed();
        if (attempt % 20 === 0) log.warn({ code: error.code, attempt, error: error.message }, 'agent.asked_again');
        await clock.sleep(backoffMs(attempt, againBackoff, random), signal);
      }
    }
  }

  async stop(): Promise<void> {
    this.stopped = true;
    const loops = [...this.running.values()];
    for (const loop of loops) loop.stop.abort(new Error('stopped'));
    await Promise.all(loops.map((loop) => loop.done));
  }

  private async run<Answer>(following: Following<Answer>, loop: Loop): Promise<void> {
    const { clock, log } = this.options;
    const { signal } = loop.stop;
    const sent = (asked: Promise<Revised<Answer>>) => {
      loop.call = asked.catch(() => undefined);
      return asked;
    };
    let ask = following.first;
    let known = '';
    try {
      for (;;) {
        const { answer, revision } = await this.untilAnswered(() => sent(ask()), signal);
        if (signal.aborted) return;
        if (revision !== known) following.onAnswer(answer);
        else await clock.sleep(noNewsDelayMs, signal);
        known = revision;
        if (following.isEnd(answer)) return;
        ask = () => following.next(known);
      }
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof AgentFailure) {
        log.warn({ key: following.key, code: error.code, error: error.message }, 'agent.refused');
        following.onAnswer(following.refused(error));
        return;
      }
      log.error({ key: following.key, error: errorText(error) }, 'follower.failed');
    }
  }
}
