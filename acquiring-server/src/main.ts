import { runProcess } from '@qiantai/foundation';
import { readServerConfig } from './config.ts';
import { startServer } from './start-server.ts';

await runProcess('acquiring-server', async (context) => await startServer(readServerConfig(context.env), context));
