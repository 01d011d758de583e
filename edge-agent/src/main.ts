/** The edge agent as a process. */
import { runProcess, systemRandom } from '@qiantai/foundation';
import { readAgentConfig } from './config.ts';
import { type SupervisedAgent, startAgent } from './supervised-agent.ts';

/** Damage of the database is met wherever it is read, also where nobody waits for the result. */
let running: SupervisedAgent | undefined;
/** Before the agent stands. */
const early: unknown[] = [];
for (const event of ['unhandledRejection', 'uncaughtException']) process.on(event, takeFailure);

await runProcess('edge-agent', async ({ clock, log, logRing, env }) => {
  const agent = await startAgent({
    ...{ config: readAgentConfig(env), clock, random: systemRandom, log, logRing },
    // A supervisor starts it again; the state of its database stands beside it.
    onLost: () => process.exit(1),
  });
  running = agent;
  for (const error of early) takeFailure(error);
  return {
    ready: {
      grpc: `localhost:${agent.grpcPort}`,
      status: `http://127.0.0.1:${agent.statusPort}`,
      databaseFile: agent.databaseFile,
    },
    stop: () => agent.stop(),
  };
});

function takeFailure(error: unknown): void {
  if (!running) {
    early.push(error);
    return;
  }
  if (running.workFailed(error)) return;
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(1);
}
