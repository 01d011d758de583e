/** Whether the process lives, and whether it can take work. */
import { errorText, type Log } from '@qiantai/foundation';
import type { FastifyInstance } from 'fastify';
import type { Database } from '../db/database.ts';

export interface HealthOptions {
  database: Pick<Database, 'pool'>;
  /** `starting` until everything runs, `stopping` from when the server is asked to end. */
  phase: () => 'starting' | 'running' | 'stopping';
  log: Log;
}

export function healthRoutes(options: HealthOptions) {
  return async (http: FastifyInstance): Promise<void> => {
    http.get('/health/live', async () => ({ status: 'live' }));
    http.get('/health/ready', async (_request, reply) => {
      const phase = options.phase();
      if (phase !== 'running') return await reply.code(503).send({ status: phase });
      try {
        await options.database.pool.query('SELECT 1');
        return { status: 'ready' };
      } catch (error) {
        options.log.error({ error: errorText(error) }, 'health.database_gone');
        return await reply.code(503).send({ status: 'no_database' });
      }
    });
  };
}
