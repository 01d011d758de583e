import { createContext, type ReactNode, useContext, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { TillCommand, TillMessage, TillReply, TillSnapshot } from '../../contract/till-contract.ts';
import { type Tell, tellIn } from '../words/words.ts';
import type { ScreenState, TillStore } from './till-store.ts';

const StoreContext = createContext<TillStore | null>(null);
const SnapshotContext = createContext<TillSnapshot | null>(null);

export function TillProvider({ store, children }: { store: TillStore; children: ReactNode }) {
  return <StoreContext value={store}>{children}</StoreContext>;
}

/** Everything below draws this snapshot and no other. */
export function SnapshotProvider({ snapshot, children }: { snapshot: TillSnapshot; children: ReactNode }) {
  return <SnapshotContext value={snapshot}>{children}</SnapshotContext>;
}

export function useStore(): TillStore {
  const store = useContext(StoreContext);
  if (!store) throw new TypeError('a part of the screen was drawn outside TillProvider');
  return store;
}

export function useScreenState(): ScreenState {
  const store = useStore();
  return useSyncExternalStore(store.subscribe, store.read);
}

export interface Till {
  snapshot: TillSnapshot;
  send(command: TillCommand): Promise<TillReply>;
  tell: Tell;
}

/** The snapshot, the way to send commands, and the words in the snapshot's language. */
export function useTill(): Till {
  const store = useStore();
  const snapshot = useContext(SnapshotContext);
  if (!snapshot) throw new TypeError('a part of the screen was drawn without a snapshot');
  const tell = useMemo(() => tellIn(snapshot.language), [snapshot.language]);
  return { snapshot, send: store.send, tell };
}

/** The last refusal or what the till has to say, until it is put away. */
export function useNotice(): { notice: TillMessage | null; dismiss(): void } {
  const store = useStore();
  const { refusal, snapshot, noticeReadAtRevision } = useScreenState();
  const unread = snapshot !== null && snapshot.revision !== noticeReadAtRevision;
  return { notice: refusal ?? (unread ? snapshot.notice : null), dismiss: store.dismissNotice };
}

/** The host's clock, read again every `everyMs`. */
export function useHostNow(everyMs: number): number {
  const store = useStore();
  const [nowMs, setNowMs] = useState(() => store.hostNowMs());
  useEffect(() => {
    const read = () => setNowMs(store.hostNowMs());
    read();
    const timer = setInterval(read, everyMs);
    return () => clearInterval(timer);
  }, [store, everyMs]);
  return nowMs;
}
