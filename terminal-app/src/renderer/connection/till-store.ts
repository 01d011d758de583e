/**
 * What the screen knows: the line's state, the last snapshot with the moment it came, and the last refusal.
 * A store outside React, so that a snapshot paints in one pass.
 */
import type { TillCommand, TillMessage, TillReply, TillSnapshot } from '../../contract/till-contract.ts';
import type { PageClock } from './page-clock.ts';
import type { Link, TillConnection } from './till-connection.ts';

export interface ScreenState {
  link: Link;
  snapshot: TillSnapshot | null;
  /** The page's clock when the snapshot came. */
  snapshotAtMs: number;
  /** Why the last command was refused; gone with the next command. */
  refusal: TillMessage | null;
  /** The snapshot whose notice was read and put away; the next snapshot may say it again. */
  noticeReadAtRevision: number;
}

export interface TillStore {
  read(): ScreenState;
  subscribe(listener: () => void): () => void;
  send(command: TillCommand): Promise<TillReply>;
  dismissNotice(): void;
  /** The host's clock now: the snapshot's instant and what has passed here since. */
  hostNowMs(): number;
}

export function createTillStore(connection: TillConnection, clock: PageClock): TillStore {
  let state: ScreenState = {
    link: 'connecting',
    snapshot: null,
    snapshotAtMs: 0,
    refusal: null,
    noticeReadAtRevision: -1,
  };
  const listeners = new Set<() => void>();
  const change = (part: Partial<ScreenState>) => {
    state = { ...state, ...part };
    for (const listener of listeners) listener();
  };

  connection.open({
    onLink: (link) => change({ link }),
    onSnapshot: (snapshot) => change({ snapshot, snapshotAtMs: clock.elapsedMs() }),
  });

  return {
    read: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async send(command) {
      if (state.refusal) change({ refusal: null });
      const reply = await connection.send(command);
      if (!reply.ok) change({ refusal: reply.error });
      return reply;
    },
    dismissNotice() {
      change({ refusal: null, noticeReadAtRevision: state.snapshot?.revision ?? -1 });
    },
    hostNowMs() {
      if (!state.snapshot) return 0;
      return state.snapshot.nowMs + (clock.elapsedMs() - state.snapshotAtMs);
    },
  };
}
