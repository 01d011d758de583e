/**
 * The first contact of a device that was imported: it tells the server whose place it takes. Until the server has
 * taken that, nothing is sold and nothing is sent, for the server would not know the old device's signatures.
 * Then the first entry of each journal that this device signs says who took over, and from which seal.
 */
import { backoffMs, type Clock, errorText, type Log, type Random } from '@qiantai/foundation';
import { agentError } from '../errors.ts';
import type { Journal } from '../journal/journal.ts';
import type { JournalSurgeryStore } from '../journal/journal-surgery-store.ts';
import type { RaiseAlarm } from '../status/board.ts';
import type { Store } from '../store/database.ts';
import type { FactStore } from '../store/fact-store.ts';
import type { ServerClient } from '../sync/server-client.ts';
import { endTakingOver, readTakingOver, type TakingOver } from './handover-state.ts';

const retry = { firstMs: 250, maxMs: 5000 };

export interface TakeOver {
  /** Whether the server has not taken it yet. */
  isDue(): boolean;
  /** @throws CodedError AGENT_TAKING_OVER while the server has not taken it */
  insist(): void;
  /** Resolves with true once the server has; false where the agent was stopped before, or the server refused. */
  run(client: ServerClient, agentId: string, signal: AbortSignal): Promise<boolean>;
}

/** Undefined where nothing is taken over. */
export function openTakeOver(parts: {
  dataDir: string;
  store: Store;
  facts: FactStore;
  journal: Journal;
  surgery: JournalSurgeryStore;
  alarm: RaiseAlarm;
  clock: Clock;
  random: Random;
  log: Log;
}): TakeOver | undefined {
  const { dataDir, store, facts, journal, clock, log } = parts;
  const found = readTakingOver(dataDir);
  if (!found) return undefined;
  const taking: TakingOver = found;
  let why = 'the server has not been reached yet';
  let done = false;

  async function run(client: ServerClient, agentId: string, signal: AbortSignal): Promise<boolean> {
    for (let attempt = 0; !signal.aborted; attempt++) {
      const outcome = await client.takeOver(taking.statementJson, Buffer.from(taking.signatureHex, 'hex'));
      if (signal.aborted) return false;
      if (outcome.kind === 'answered') {
        finish(agentId, outcome.value.publicKeySpki);
        return true;
      }
      why = outcome.kind === 'unanswered' ? outcome.why : `${outcome.code}: ${outcome.message}`;
      log.warn({ why, attempt }, 'agent.take_over_waits');
      if (outcome.kind === 'refused') {
        parts.alarm('TAKE_OVER_REFUSED', { code: outcome.code, fromAgentId: taking.fromAgentId });
        return false;
      }
      await clock.sleep(backoffMs(attempt, retry, parts.random), signal).catch(() => undefined);
    }
    return false;
  }

  /** A power cut before the file is gone does it again: the server answers the same, the fact says what is told. */
  function finish(agentId: string, publicKeySpki: Uint8Array): void {
    store.transact(() => {
      if (facts.number('taken_over_ms') !== 0) return;
      parts.surgery.addSigner(publicKeySpki, taking.fromAgentId, clock.nowMs());
      for (const { terminalId } of journal.read.heads()) {
        journal.append({
          terminalId,
          kind: 'agent.taken_over',
          payload: {
            fromAgentId: taking.fromAgentId,
            toAgentId: agentId,
            sealHash: taking.sealHash,
            takenOverAtMs: clock.nowMs(),
          },
        });
      }
      facts.set('taken_over_ms', clock.nowMs());
    });
    try {
      endTakingOver(dataDir);
    } catch (error) {
      log.error({ error: errorText(error) }, 'agent.taking_over_file_stays');
    }
    done = true;
    log.warn({ fromAgentId: taking.fromAgentId, agentId }, 'agent.taken_over');
  }

  return {
    isDue: () => !done,
    insist: () => {
      if (!done) throw agentError('AGENT_TAKING_OVER', { fromAgentId: taking.fromAgentId, why });
    },
    run,
  };
}
