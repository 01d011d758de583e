import { createContext, type ReactNode, useContext, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { TillCommand, TillMessage, TillReply, TillSnapshot } from '../../contract/till-contract.ts';
import type { CurrencyShape } from '../format/money.ts';
import { type Tell, tellIn } from '../words/words.ts';
import type { ScreenState, TillStore } from './till-store.ts';

const StoreContext = createContext<TillStore | null>(null);
const SnapshotContext = createContext<TillSnapshot | null>(null);
const MannerContext = createContext<Manner | null>(null);

export function TillProvider({ store, children }: { store: TillStore; children: ReactNode }) {
  return <StoreContext value={store}>{children}</StoreContext>;
}

/** Everything below draws this snapshot and no other. */
export function SnapshotProvider({ snapshot, children }: { snapshot: TillSnapshot; children: ReactNode }) {
  const { send } = useStore();
  const { language, till } = snapshot;
  const { currency, exponent } = till;
  const manner = useMemo(
    () => ({ send, tell: tellIn(language), shape: { currency, exponent } }),
    [send, language, currency, exponent],
  );
  return (
    <MannerContext value={manner}>
      <SnapshotContext value={snapshot}>{children}</SnapshotContext>
    </MannerContext>
  );
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

/** How things are said here, whatever is said: the same object from one snapshot to the next. */
export interface Manner {
  send(command: TillCommand): Promise<TillReply>;
  tell: Tell;
  /** Of the till's currency. */
  shape: CurrencyShape;
}

export interface Till extends Pick<Manner, 'send' | 'tell'> {
  snapshot: TillSnapshot;
}

/** For parts of long lists: a new snapshot alone does not draw them again. */
export function useManner(): Manner {
  const manner = useContext(MannerContext);
  if (!manner) throw new TypeError('a part of the screen was drawn without a snapshot');
  return manner;
}

/** The snapshot, the way to send commands, and the words in the snapshot's language. */
export function useTill(): Till {
  const { send, tell } = useManner();
  const snapshot = useContext(SnapshotContext);
  if (!snapshot) throw new TypeError('a part of the screen was drawn without a snapshot');
  return { snapshot, send, tell };
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
