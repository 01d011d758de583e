/** The simulators as a process, from their settings: what `main.ts` and the command line share. */
import { type ProcessContext, type RunningProcess, readConfig } from '@qiantai/foundation';
import { environmentSchema, readSimulationConfig } from './config.ts';
import type { ChannelSimsDescription } from './description.ts';
import { startSimulation } from './simulation.ts';

export async function startFromSettings(
  { clock, log }: Pick<ProcessContext, 'clock' | 'log'>,
  env: ProcessContext['env'],
): Promise<RunningProcess & { description: ChannelSimsDescription }> {
  const settings = readConfig(environmentSchema, env);
  const { description, stop } = await startSimulation({
    config: readSimulationConfig(settings.CHANNEL_SIMS_CONFIG),
    dataDir: settings.QIANTAI_DATA_DIR,
    httpPort: settings.CHANNEL_SIMS_PORT,
    cardPort: settings.CARD_HOST_PORT,
    seed: settings.SEED,
    clock,
    log,
  });
  return {
    description,
    ready: { description },
    // The description holds private keys, which no log may.
    shown: { http: description.http, card: `${description.card.host}:${description.card.port}` },
    stop,
  };
}
