/** Requests that get no answer: the connection stays open and silent until the client or the clock gives up. */
import type { Clock } from '@qiantai/foundation';
import type { FastifyReply } from 'fastify';

const silenceMs = 120_000;

export class HeldAnswers {
  private readonly clock: Clock;
  private readonly held = new Set<() => void>();

  constructor(clock: Clock) {
    this.clock = clock;
  }

  hold(reply: FastifyReply): void {
    reply.hijack();
    const { raw } = reply;
    const release = () => {
      cancel();
      this.held.delete(release);
      raw.destroy();
    };
    const cancel = this.clock.setTimeout(release, silenceMs);
    this.held.add(release);
    raw.once('close', release);
  }

  releaseAll(): void {
    for (const release of [...this.held]) release();
  }
}
