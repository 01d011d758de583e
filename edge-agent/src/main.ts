/** The edge agent as a process. */
import { runProcess, systemRandom } from '@qiantai/foundation';
import { startAgent } from './agent.ts';
import { readAgentConfig } from './config.ts';

await runProcess('edge-agent', async ({ clock, log, logRing, env }) => {
  const agent = await startAgent({ config: readAgentConfig(env), clock, random: systemRandom, log, logRing });
  return {
    ready: {
      grpc: `localhost:${agent.grpcPort}`,
      status: `http://127.0.0.1:${agent.statusPort}`,
      databaseFile: agent.databaseFile,
    },
    stop: () => agent.stop(),
  };
});
