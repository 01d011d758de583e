/**
 * What is known of the database file.
 *
 *   healthy ──damage_seen──▶ suspect ──disproved──▶ healthy
 *                              │ confirmed
 *                              ▼
 *                          quarantined ──moved──▶ restoring ──restored──▶ healthy
 *                              ▲                     │ damage_seen
 *                              └──confirmed── suspect ◀┘
 *
 * suspect      something read wrong: the agent stops and checks the whole file before it takes anything again
 * quarantined  the file is being moved aside (it is never deleted)
 * restoring    a new database is there; what could be salvaged waits in it for the server's word of where the
 *              journals stand, then the journals, the settings and the counters are whole again
 *
 * The state stands in a file beside the database; no file is `healthy`.
 */
import { unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { agentError } from '../errors.ts';
import { readIfThere, replaceFile, syncFolder } from './durable-file.ts';

export const storeStatuses = ['healthy', 'suspect', 'quarantined', 'restoring'] as const;
export type StoreStatus = (typeof storeStatuses)[number];
export const storeEvents = [
  'damage_seen',
  'disproved',
  'confirmed',
  'moved',
  'restored',
  'restoration_goes_on',
] as const;
export type StoreEvent = (typeof storeEvents)[number];

export const storeTransitions: Readonly<Record<StoreStatus, Readonly<Partial<Record<StoreEvent, StoreStatus>>>>> = {
  // A file that does not even open needs no second look.
  healthy: { damage_seen: 'suspect', confirmed: 'quarantined' },
  suspect: {
    damage_seen: 'suspect',
    disproved: 'healthy',
    // What looked wrong was the new database of a restoration that is not over.
    restoration_goes_on: 'restoring',
    confirmed: 'quarantined',
  },
  quarantined: { moved: 'restoring' },
  restoring: { damage_seen: 'suspect', confirmed: 'quarantined', restored: 'healthy' },
};

const stateSchema = z.strictObject({
  status: z.enum(['suspect', 'quarantined', 'restoring']),
  why: z.string(),
  sinceMs: z.number().int(),
  /** Names of the files put aside, in the folder of the quarantine: several where it happened again. */
  quarantines: z.array(z.string().regex(/^[a-z0-9-]+$/)).max(100),
});
export type StoreState = { status: 'healthy' } | z.infer<typeof stateSchema>;

const stateFile = (dataDir: string) => join(dataDir, 'store-state.json');

/** @throws CodedError STORE_STATE_BAD */
export function readStoreState(dataDir: string): StoreState {
  const bytes = readIfThere(stateFile(dataDir));
  if (!bytes) return { status: 'healthy' };
  try {
    return stateSchema.parse(JSON.parse(bytes.toString('utf8')));
  } catch (error) {
    throw agentError('STORE_STATE_BAD', { path: stateFile(dataDir) }, { cause: error });
  }
}

/** Durable when it returns. @throws CodedError STORE_STATE_BAD for what is not in the table */
export function moveStoreState(
  dataDir: string,
  event: StoreEvent,
  note: { why?: string; quarantine?: string; nowMs: number },
): StoreState {
  const before = readStoreState(dataDir);
  const status = storeTransitions[before.status][event];
  if (!status) throw agentError('STORE_STATE_BAD', { path: `${stateFile(dataDir)} (${before.status}, ${event})` });
  if (status === 'healthy') {
    unlinkSync(stateFile(dataDir));
    syncFolder(stateFile(dataDir));
    return { status };
  }
  const known = before.status === 'healthy' ? { why: '', quarantines: [] } : before;
  const after = {
    status,
    why: (note.why ?? known.why).slice(0, 300),
    sinceMs: note.nowMs,
    quarantines: note.quarantine === undefined ? known.quarantines : [...known.quarantines, note.quarantine],
  };
  replaceFile(stateFile(dataDir), Buffer.from(`${JSON.stringify(after)}\n`));
  return after;
}
