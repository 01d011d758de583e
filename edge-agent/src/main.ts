/** The edge agent as a process. */
import { runProcess, systemRandom } from '@qiantai/foundation';
import { readAgentConfig } from './config.ts';
import { startAgent } from './supervised-agent.ts';

await runProcess('edge-agent', async ({ clock, log, logRing, env }) => {
  const agent = await startAgent({
    ...{ config: readAgentConfig(env), clock, random: systemRandom, log, logRing },
    // A supervisor starts it again; the state of its database stands beside it.
    onLost: () => process.exit(1),
  });
  return {
    ready: {
      grpc: `localhost:${agent.grpcPort}`,
      status: `http://127.0.0.1:${agent.statusPort}`,
      databaseFile: agent.databaseFile,
    },
    stop: () => agent.stop(),
  };
});
