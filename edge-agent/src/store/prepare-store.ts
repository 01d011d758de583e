/**
 * Before an agent opens its database: is it whole? Runs alone in the folder. What is found damaged is moved
 * aside, and the next start makes a new one.
 */
import { existsSync } from 'node:fs';
import { errorText, type Log } from '@qiantai/foundation';
import { hasIdentityCopy } from '../enrolment/identity-copy.ts';
import { integrityOf } from './check-store.ts';
import { databaseFile } from './database.ts';
import { lockFolder } from './instance-lock.ts';
import { moveAside, quarantineName } from './quarantine.ts';
import { moveStoreState, readStoreState, type StoreState } from './store-state.ts';

/** @throws CodedError STORE_LOCKED */
export function prepareStore(parts: { dataDir: string; nowMs: () => number; log: Log }): StoreState {
  const { dataDir, nowMs, log } = parts;
  if (!existsSync(dataDir)) return { status: 'healthy' };
  const unlock = lockFolder(dataDir);
  try {
    const file = databaseFile(dataDir);
    let state = readStoreState(dataDir);
    if (state.status === 'healthy' || state.status === 'suspect' || state.status === 'restoring') {
      const how = state.status === 'suspect' ? 'thorough' : 'opening';
      const why = existsSync(file) ? damageOf(file, how) : absenceOf(dataDir, state);
      if (why !== undefined) {
        const quarantine = quarantineName(file, nowMs());
        log.error({ why, quarantine }, 'store.damaged');
        state = moveStoreState(dataDir, 'confirmed', { why, quarantine, nowMs: nowMs() });
      } else if (state.status === 'suspect') {
        log.warn({ why: state.why }, 'store.damage_disproved');
        // A restoration that was under way goes on.
        const event = state.quarantines.length > 0 ? 'restoration_goes_on' : 'disproved';
        state = moveStoreState(dataDir, event, { nowMs: nowMs() });
      }
    }
    if (state.status === 'quarantined') {
      moveAside(dataDir, file, state.quarantines.at(-1) ?? 'agent');
      state = moveStoreState(dataDir, 'moved', { nowMs: nowMs() });
    }
    return state;
  } finally {
    unlock();
  }
}

/**
 * A folder that knows who its agent is had a database; an empty one in its place would give sequences and receipt
 * numbers twice. Undefined where none has to be there: before the first start, or before a restoration began.
 */
function absenceOf(dataDir: string, state: StoreState): string | undefined {
  return state.status !== 'restoring' && hasIdentityCopy(dataDir) ? 'the file is gone' : undefined;
}

/** Undefined where nothing is wrong. */
function damageOf(file: string, how: 'opening' | 'thorough'): string | undefined {
  try {
    return integrityOf(file, how);
  } catch (error) {
    return errorText(error).slice(0, 200);
  }
}

/** Something read wrong while the agent ran: the next start looks at the whole file. */
export function suspectStore(dataDir: string, why: string, nowMs: number): void {
  moveStoreState(dataDir, 'damage_seen', { why, nowMs });
}
