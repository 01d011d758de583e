/** The database of a server, for a command beside it. */
import type { Log } from '@qiantai/foundation';
import type { ServerConfig } from '../config.ts';
import { connectDatabase, type Database, serverRole } from './database.ts';
import { startEmbeddedPostgres } from './embedded-postgres.ts';

/** The embedded PostgreSQL of a running server is used and left running; one that is started here is stopped. */
export async function reachDatabase(
  config: Pick<ServerConfig, 'databaseUrl' | 'dataDir'>,
  log: Log,
): Promise<Database> {
  if (config.databaseUrl) return connectDatabase({ url: config.databaseUrl, log, role: serverRole });
  const embedded = await startEmbeddedPostgres({ folder: config.dataDir, log });
  const database = connectDatabase({ url: embedded.url, log, role: serverRole });
  return {
    ...database,
    close: async () => {
      await database.close();
      if (!embedded.adopted) await embedded.stop();
    },
  };
}
