import type { FromScreen } from '../../contract/frames.ts';
import type { FrameTransport, Link } from './till-connection.ts';

/** One client on a loopback line: the waits need no jitter. */
const reconnectDelaysMs = [150, 300, 600, 1000, 2000];

/** A snapshot of a long cart stays far below this. */
const frameCharactersMax = 4_000_000;

/** The WebSocket of the browser host; it reconnects by itself for as long as the page is open. */
export function socketTransport(url: string): FrameTransport {
  let socket: WebSocket | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  let closed = false;

  const connect = (listener: { onFrame(frame: unknown): void; onLink(link: Link): void }) => {
    const current = new WebSocket(url);
    socket = current;
    current.onopen = () => {
      failures = 0;
      listener.onLink('connected');
    };
    current.onmessage = (event) => {
      if (typeof event.data !== 'string' || event.data.length > frameCharactersMax) return;
      const frame = parseJson(event.data);
      if (frame !== undefined) listener.onFrame(frame);
    };
    current.onclose = () => {
      if (closed) return;
      listener.onLink('lost');
      const delayMs = reconnectDelaysMs[Math.min(failures, reconnectDelaysMs.length - 1)];
      failures += 1;
      retry = setTimeout(() => connect(listener), delayMs);
    };
  };

  return {
    open: connect,
    post(frame: FromScreen) {
      socket?.send(JSON.stringify(frame));
    },
    close() {
      closed = true;
      clearTimeout(retry);
      socket?.close();
    },
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
