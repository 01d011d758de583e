import type { FromScreen } from '../../contract/frames.ts';
import type { FrameTransport, Link } from './till-connection.ts';

/** What Electron's preload offers the page, and nothing else: the contract's frames, both ways. */
export interface TillBridge {
  post(frame: FromScreen): void;
  listen(listener: { onFrame(frame: unknown): void; onLink(link: Link): void }): void;
}

declare global {
  interface Window {
    readonly qiantai?: TillBridge;
  }
}

export function bridgeTransport(bridge: TillBridge): FrameTransport {
  return {
    open: (listener) => bridge.listen(listener),
    post: (frame) => bridge.post(frame),
    close() {},
  };
}
