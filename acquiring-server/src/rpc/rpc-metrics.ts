/** What is measured of the calls: how many, how they ended, how long they took, how much they brought. */
import type { Clock } from '@qiantai/foundation';
import { Counter, Gauge, Histogram, type Registry } from 'prom-client';

export interface RpcMetrics {
  begin(path: string): { end(outcome: string): void };
  journalBatch(entryCount: number): void;
  edgeQueue(queue: { storeId: string; waiting: number; oldestAgeMs: number }): void;
}

export function createRpcMetrics(registry: Registry, clock: Pick<Clock, 'monotonicMs'>): RpcMetrics {
  const registers = [registry];
  const calls = new Counter({
    name: 'qiantai_rpc_calls_total',
    help: 'Calls by method and outcome (OK or the code of the error).',
    labelNames: ['method', 'outcome'],
    registers,
  });
  const seconds = new Histogram({
    name: 'qiantai_rpc_seconds',
    help: 'How long calls took, the waiting that the caller asked for included.',
    labelNames: ['method'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5, 30],
    registers,
  });
  const batch = new Histogram({
    name: 'qiantai_journal_batch_entries',
    help: 'Entries that one AppendJournal brought.',
    buckets: [1, 2, 5, 10, 20, 50, 100, 200, 500],
    registers,
  });
  const waiting = new Gauge({
    name: 'qiantai_edge_waiting_entries',
    help: 'Entries that wait at a store, as its agent said last.',
    labelNames: ['store'],
    registers,
  });
  const oldest = new Gauge({
    name: 'qiantai_edge_oldest_entry_seconds',
    help: 'Age of the oldest entry that waits at a store, as its agent said last.',
    labelNames: ['store'],
    registers,
  });
  return {
    begin: (path) => {
      const method = path.slice(path.lastIndexOf('/') + 1);
      const beganMs = clock.monotonicMs();
      return {
        end: (outcome) => {
          calls.inc({ method, outcome });
          seconds.observe({ method }, (clock.monotonicMs() - beganMs) / 1000);
        },
      };
    },
    journalBatch: (entryCount) => batch.observe(entryCount),
    edgeQueue: (queue) => {
      waiting.set({ store: queue.storeId }, queue.waiting);
      oldest.set({ store: queue.storeId }, queue.oldestAgeMs / 1000);
    },
  };
}
