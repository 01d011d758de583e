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

export interface SupervisedAgent extends Agent {
  /**
   * Work that nobody awaits ended by an error.
   * @returns whether the agent goes on: it has looked at its database, or is about to
   */
  workFailed(error: unknown): boolean;
}

export async function startAgent(options: AgentOptions): Promise<SupervisedAgent> {
  const { clock, log } = options;
  const { dataDir } = options.config;
  const nowMs = () => clock.nowMs();
  let config = options.config;
  let restarts = 0;
  let ended = false;
  let restarting: Promise<void> | undefined;
  /** What was seen before the agent stood: nobody can be ended yet. */
  let seenAtStart: { why: string } | undefined;
  let standing: Agent | undefined;
  const first = await startWhole();
  let agent = first;
  standing = first;
  lookBack();

  async function startWhole(): Promise<Agent> {
    insistNotHandedOver(dataDir);
    prepareStore({ dataDir, nowMs, log });
    seenAtStart = undefined;
    try {
      return await startAgentOnce({ ...options, config, onDamage });
    } catch (error) {
      if (!(seenAtStart || mayBeDamage(error)) || restarts >= restartsMax) throw error;
      restarts += 1;
      log.error({ why: errorText(error) }, 'store.suspect');
      suspectStore(dataDir, errorText(error), nowMs());
      return await startWhole();
    }
  }

  function onDamage(why: string): void {
    if (ended) return;
    if (!standing || restarting) seenAtStart ??= { why };
    else restartFor(standing, why);
  }

  /** The agent stands; what was seen on the way is looked at now. */
  function lookBack(): void {
    const seen = seenAtStart;
    seenAtStart = undefined;
    if (seen && standing && !ended) restartFor(standing, seen.why);
  }

  function restartFor(damaged: Agent, why: string): void {
    log.error({ why }, 'store.suspect');
    restarting = restart(damaged, why)
      .catch((error: unknown) => {
        log.fatal({ error: errorText(error) }, 'store.not_restored');
        options.onLost?.(error);
      })
      .finally(() => {
        restarting = undefined;
        lookBack();
      });
  }

  async function restart(damaged: Agent, why: string): Promise<void> {
    restarts += 1;
    suspectStore(dataDir, why, nowMs());
    standing = undefined;
    await damaged.kill();
    if (ended) return;
    if (restarts > restartsMax) throw new Error(`the database was damaged ${restarts} times: ${why}`);
    agent = await startWhole();
    standing = agent;
  }

  function workFailed(error: unknown): boolean {
    if (ended || restarting) {
      log.warn({ error: errorText(error) }, 'agent.work_failed');
      return true;
    }
    if (!mayBeDamage(error)) return false;
    onDamage(errorText(error));
    return true;
  }

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
    workFailed,
    stop: () => end('stop'),
    kill: () => end('kill'),
  };
}

/**
 * Rows that turned into something else are met as errors of any kind. Those that name their own reason, and those of
 * the system (a port that is taken), are what they say.
 */
function mayBeDamage(error: unknown): boolean {
  if (storeFaultOf(error)?.kind === 'damaged') return true;
  if (error instanceof CodedError) return error.code === 'STORE_DAMAGED';
  return error instanceof Error && !('syscall' in error);
}
