/**
 * Whether the store has room.
 *
 *   roomy ──below the reserve──▶ low ──below the last of it──▶ full ◀──a write was refused── (any)
 *     ▲ ◀──above the reserve──────┘                             │
 *     └──a write succeeds, and the disk has room again──────────┘
 *
 * `full` begins before the last byte is gone: new payments are refused, and what is under way still finds room
 * for its result. Reading goes on in every state.
 */
import { statfs } from 'node:fs/promises';
import { type Cancel, type Clock, errorText, type Log } from '@qiantai/foundation';
import { agentError } from '../errors.ts';
import type { RaiseAlarm } from '../status/board.ts';
import type { Store } from './database.ts';
import type { FactStore } from './fact-store.ts';

export interface RoomLimits {
  /** Below this a person is told. */
  lowBytes: number;
  /** Below this nothing new begins. */
  fullBytes: number;
}

export const roomLimits: RoomLimits = { lowBytes: 256 * 2 ** 20, fullBytes: 16 * 2 ** 20 };

export type Room = { status: 'roomy' } | { status: 'low'; freeBytes: number } | { status: 'full'; why: string };

export interface RoomWatch {
  room(): Room;
  /** Something new is to begin. @throws CodedError STORE_FULL */
  insist(): void;
  /** Looks now; resolves once it has. */
  look(): Promise<void>;
  stop(): void;
}

const everyMs = 30_000;
const everyWhileFullMs = 2000;

export function openRoomWatch(parts: {
  store: Store;
  facts: FactStore;
  dataDir: string;
  clock: Clock;
  alarm: RaiseAlarm;
  log: Log;
  limits?: RoomLimits;
  /** Free bytes of the disk of a folder. */
  freeBytes?: (folder: string) => Promise<number>;
}): RoomWatch {
  const { clock, log } = parts;
  const limits = parts.limits ?? roomLimits;
  const freeBytesOf = parts.freeBytes ?? freeBytesOfDisk;
  let room: Room = { status: 'roomy' };
  let cancelTimer: Cancel | undefined;
  let stopped = false;

  const forget = parts.store.onFault((fault) => {
    if (fault.kind === 'full') become({ status: 'full', why: fault.why });
  });

  function become(next: Room): void {
    const before = room.status;
    room = next;
    if (before === next.status) return;
    log.warn({ ...next, before }, 'store.room');
    if (next.status === 'full') raise('STORE_FULL', { why: next.why.slice(0, 120) });
    if (next.status === 'low') raise('STORE_LOW', { freeMiB: Math.floor(next.freeBytes / 2 ** 20) });
    if (next.status === 'full') arm();
  }

  /** An alarm is kept in the store: there may be no room for it either. */
  function raise(...alarm: Parameters<RaiseAlarm>): void {
    try {
      parts.alarm(...alarm);
    } catch (error) {
      log.error({ error: errorText(error) }, 'store.alarm_not_kept');
    }
  }

  async function look(): Promise<void> {
    try {
      const freeBytes = await freeBytesOf(parts.dataDir);
      if (stopped) return;
      if (freeBytes < limits.fullBytes) become({ status: 'full', why: `${freeBytes} bytes are left on the disk` });
      else if (room.status !== 'full' || canWrite()) {
        become(freeBytes < limits.lowBytes ? { status: 'low', freeBytes } : { status: 'roomy' });
      }
    } catch (error) {
      log.error({ error: errorText(error) }, 'store.room_unknown');
    }
    arm();
  }

  function canWrite(): boolean {
    try {
      parts.store.transact(() => parts.facts.set('room_seen_ms', clock.nowMs()));
      return true;
    } catch {
      return false;
    }
  }

  function arm(): void {
    cancelTimer?.();
    if (stopped) return;
    cancelTimer = clock.setTimeout(() => void look(), room.status === 'full' ? everyWhileFullMs : everyMs);
  }

  void look();
  return {
    room: () => room,
    insist: () => {
      if (room.status === 'full') throw agentError('STORE_FULL', { why: room.why });
    },
    look,
    stop: () => {
      stopped = true;
      cancelTimer?.();
      forget();
    },
  };
}

async function freeBytesOfDisk(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}
