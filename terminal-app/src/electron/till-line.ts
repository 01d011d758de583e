/** The line from Electron's main process to the till's host, one for each window; it reconnects by itself. */
import { WebSocket } from 'ws';
import type { FromScreen, ToScreen } from '../contract/frames.ts';
import { checkHostFrame, type LinkState } from './channels.ts';

/** One client on a loopback line: the waits need no jitter. */
const reconnectDelaysMs = [150, 300, 600, 1000, 2000];
const frameBytesMax = 8 * 1024 * 1024;

export interface TillLine {
  post(frame: FromScreen): void;
  close(): void;
}

/** @param socketUrl where the host's screens connect now; undefined while it is being started */
export function openTillLine(
  socketUrl: () => string | undefined,
  listener: { onFrame(frame: ToScreen): void; onLink(link: LinkState): void },
): TillLine {
  let socket: WebSocket | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  let closed = false;

  const again = () => {
    const delayMs = reconnectDelaysMs[Math.min(failures, reconnectDelaysMs.length - 1)];
    failures += 1;
    retry = setTimeout(connect, delayMs);
  };

  const connect = () => {
    const url = socketUrl();
    if (url === undefined) {
      again();
      return;
    }
    const current = new WebSocket(url, { maxPayload: frameBytesMax, perMessageDeflate: false });
    socket = current;
    current.on('open', () => {
      failures = 0;
      listener.onLink('connected');
    });
    current.on('message', (data) => {
      const frame = checkHostFrame(data.toString());
      if (frame) listener.onFrame(frame);
    });
    // `close` follows every error, and is where the line is mended.
    current.on('error', () => undefined);
    current.on('close', () => {
      if (closed) return;
      listener.onLink('lost');
      again();
    });
  };
  connect();

  return {
    post(frame) {
      if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(frame));
    },
    close() {
      closed = true;
      clearTimeout(retry);
      socket?.close();
    },
  };
}
