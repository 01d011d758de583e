import { readConfig, runProcess } from '@qiantai/foundation';
import { environmentSchema, readSimulationConfig } from './config.ts';
import { startSimulation } from './simulation.ts';

await runProcess('channel-sims', async ({ clock, log, env }) => {
  const settings = readConfig(environmentSchema, env);
  const simulation = await startSimulation({
    config: readSimulationConfig(settings.CHANNEL_SIMS_CONFIG),
    dataDir: settings.QIANTAI_DATA_DIR,
    httpPort: settings.CHANNEL_SIMS_PORT,
    cardPort: settings.CARD_HOST_PORT,
    seed: settings.SEED,
    clock,
    log,
  });
  const { description } = simulation;
  return {
    ready: { description },
    shown: { http: description.http, card: `${description.card.host}:${description.card.port}` },
    stop: () => simulation.stop(),
  };
});
