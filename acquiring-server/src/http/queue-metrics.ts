/** How much waits in the database, counted when somebody asks. */
import { Gauge, type Registry } from 'prom-client';
import type { Database } from '../db/database.ts';
import { queueDepths } from './queue-store.ts';

export function measureQueues(registry: Registry, database: Pick<Database, 'pool'>): void {
  new Gauge({
    name: 'qiantai_queue_depth',
    help: 'Rows that wait, by queue; counted up to ten thousand.',
    labelNames: ['queue'],
    registers: [registry],
    async collect() {
      for (const [queue, depth] of await queueDepths(database)) this.set({ queue }, depth);
    },
  });
}
