/**
 * The window that the till is shown in. Whoever closes it is asked first: Electron's shell asks this page, a browser asks
 * by its own words before it unloads. Once the cashier has said so, nothing holds it any more.
 */
type Listener = () => void;

let closed = false;
const listeners = new Set<Listener>();

const tellAll = () => {
  for (const listener of listeners) listener();
};

export const windowClose = {
  /** For `useSyncExternalStore`: whether the till was closed here, and its window may go. */
  isClosed: () => closed,
  subscribe(listener: Listener): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  /** The shell wants to close the window. */
  onAsked: (listener: Listener) => window.qiantai?.onCloseAsked(listener),
  answer: (answer: 'asking' | 'stay') => window.qiantai?.answerClose(answer),
  /** A browser leaves a window open that no script has opened; then the page says that it may be closed. */
  close(): void {
    closed = true;
    tellAll();
    if (window.qiantai) window.qiantai.answerClose('close');
    else window.close();
  },
  reopen(): void {
    closed = false;
    tellAll();
  },
};
