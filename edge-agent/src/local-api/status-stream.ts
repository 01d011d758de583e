/** WatchStatus: one message at once, one at each change, and one now and then while something waits and ages. */
import type { ServerWritableStream } from '@grpc/grpc-js';
import { type Cancel, type Clock, canonicalJson, type Log } from '@qiantai/foundation';
import { toServiceError } from '@qiantai/protos';
import type { EdgeStatus } from '@qiantai/protos/generated/qiantai/edge/v1/EdgeStatus.ts';
import type { WatchStatusRequest__Output } from '@qiantai/protos/generated/qiantai/edge/v1/WatchStatusRequest.ts';
import { agentError } from '../errors.ts';
import type { OfflineCardsStatus } from '../offline/offline-desk.ts';
import type { Signals } from '../signals.ts';
import type { AgentStatus } from '../status/board.ts';
import { type ContextOf, logError } from './calls.ts';
import { type OrdersStatus, statusMessage } from './encode.ts';

const watchersPerTillMax = 8;
/** While something waits, or a time runs out, it is told again after this. */
const ageTickMs = 5000;

export type StatusStream = ReturnType<typeof openStatusStream>;

export function openStatusStream(parts: {
  status: () => AgentStatus;
  /** What waits of cards, and what is left under the limits, for a till. */
  cards: (terminalId: string) => OfflineCardsStatus;
  /** Orders that were pushed to a till. */
  orders: (terminalId: string) => OrdersStatus;
  signals: Signals;
  contextOf: ContextOf;
  clock: Clock;
  log: Log;
}) {
  const watchers = new Map<string, number>();
  const ends = new Set<() => void>();
  const rechecks = new Set<() => void>();

  function watch(call: ServerWritableStream<WatchStatusRequest__Output, EdgeStatus>): void {
    try {
      const { terminalId } = parts.contextOf(call);
      const count = watchers.get(terminalId) ?? 0;
      if (count >= watchersPerTillMax) throw agentError('WATCHERS_TOO_MANY', { count });
      watchers.set(terminalId, count + 1);
      stream(call, terminalId, () => watchers.set(terminalId, (watchers.get(terminalId) ?? 1) - 1));
    } catch (error) {
      logError(parts.log, 'WatchStatus', error);
      call.emit('error', toServiceError(error));
    }
  }

  function stream(
    call: ServerWritableStream<WatchStatusRequest__Output, EdgeStatus>,
    terminalId: string,
    onEnd: () => void,
  ): void {
    let lastSent = '';
    let asked = false;
    let cancelTick: Cancel | undefined;
    let ended = false;

    const tell = (always: boolean) => {
      asked = false;
      if (ended) return;
      const status = parts.status();
      const cards = parts.cards(terminalId);
      const message = statusMessage(status, cards, parts.orders(terminalId), parts.clock.nowMs());
      const text = canonicalJson({
        ...message,
        oldestAgeMs: 0,
        cardsOldestAgeMs: 0,
        cardsLeftMs: 0,
        waitingAmount: message.waitingAmount?.amountMinor,
        cardsWaitingAmount: message.cardsWaitingAmount?.amountMinor,
        cardsLeftAmount: message.cardsLeftAmount?.amountMinor,
      } as never);
      if (always || text !== lastSent) call.write(message);
      lastSent = text;
      cancelTick?.();
      const ages = status.queue.waiting > 0 || cards.count > 0 || cards.left?.leftMs !== undefined;
      cancelTick = ages ? parts.clock.setTimeout(() => tell(true), ageTickMs) : undefined;
    };
    // Many changes of one turn are one message.
    const ask = () => {
      if (asked) return;
      asked = true;
      setImmediate(() => tell(false));
    };
    const stops = (['queue', 'line', 'settings', 'orders'] as const).map((name) => parts.signals.listen(name, ask));
    const end = () => {
      if (ended) return;
      ended = true;
      for (const stop of stops) stop();
      cancelTick?.();
      ends.delete(finish);
      rechecks.delete(recheck);
      onEnd();
    };
    const finish = () => {
      end();
      call.end();
    };
    const recheck = () => {
      try {
        parts.contextOf(call);
      } catch (error) {
        end();
        call.emit('error', toServiceError(error));
      }
    };
    ends.add(finish);
    rechecks.add(recheck);
    call.on('cancelled', end);
    call.on('close', end);
    call.on('error', end);
    tell(true);
  }

  return {
    watch,
    /** A certificate may have been taken away, a terminal may have left the store. */
    recheck: () => {
      for (const recheck of [...rechecks]) recheck();
    },
    close: () => {
      for (const end of [...ends]) end();
    },
  };
}
