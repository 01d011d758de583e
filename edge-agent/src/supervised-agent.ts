/**
 * The agent over its database's life: before each start the file is looked at, and where it reads wrong while
 * the agent runs, the agent ends, the file is checked as a whole, put aside if it is damaged, and the agent comes
 * up again on a new one (store/store-state.ts). The ports stay.
 */
import { CodedError, errorText } from '@qiantai/foundation';
import { type Agent, type AgentOptions, startAgentOnce } from './agent.ts';
import { insistNotHandedOver } from './handover/handover-state.ts';
import { prepareStore, suspectStore } from './store/prepare-store.ts';
import { storeFaultOf } from './store/store-faults.ts';

/** A disk that damages one database after another is of no use: then the process ends, and says so. */
const restartsMax = 3;

export async function startAgent(options: AgentOptions): Promise<Agent> {
  const { clock, log } = options;
  const { dataDir } = options.config;
  const nowMs = () => clock.nowMs();
  let config = options.config;
  let restarts = 0;
  let ended = false;
  let restarting: Promise<void> | undefined;
  let agent = await startWhole();

  async function startWhole(): Promise<Agent> {
    insistNotHandedOver(dataDir);
    prepareStore({ dataDir, nowMs, log });
    try {
      return await startAgentOnce({ ...options, config, onDamage });
    } catch (error) {
      if (!isDamage(error) || restarts >= restartsMax) throw error;
      restarts += 1;
      suspectStore(dataDir, errorText(error), nowMs());
      return await startWhole();
    }
  }

  function onDamage(why: string): void {
    if (ended || restarting) return;
    log.error({ why }, 'store.suspect');
    restarting = restart(why)
      .catch((error: unknown) => {
        log.fatal({ error: errorText(error) }, 'store.not_restored');
        options.onLost?.(error);
      })
      .finally(() => {
        restarting = undefined;
      });
  }

  async function restart(why: string): Promise<void> {
    restarts += 1;
    suspectStore(dataDir, why, nowMs());
    await agent.kill();
    if (ended) return;
    if (restarts > restartsMax) throw new Error(`the database was damaged ${restarts} times: ${why}`);
    agent = await startWhole();
  }

  const first = agent;
  config = { ...config, grpcPort: first.grpcPort, statusPort: first.statusPort };
  async function end(how: 'stop' | 'kill'): Promise<void> {
    ended = true;
    await restarting;
    await agent[how]();
  }
  return {
    get vault() {
      return agent.vault;
    },
    get store() {
      return agent.store;
    },
    get enrolled() {
      return agent.enrolled;
    },
    grpcPort: first.grpcPort,
    statusPort: first.statusPort,
    databaseFile: first.databaseFile,
    healthReport: () => agent.healthReport(),
    stop: () => end('stop'),
    kill: () => end('kill'),
  };
}

function isDamage(error: unknown): boolean {
  return storeFaultOf(error)?.kind === 'damaged' || (error instanceof CodedError && error.code === 'STORE_DAMAGED');
}
