/**
 * A screen's line to its till, over whatever carries frames: the loopback WebSocket of the browser host or
 * Electron's bridge. Frames are checked by the contract's schemas on arrival; answers find their questions
 * by number.
 */
import { FrameReader } from '../../contract/frame-reader.ts';
import type { FromScreen } from '../../contract/frames.ts';
import type { TillCommand, TillReply, TillSnapshot } from '../../contract/till-contract.ts';

export type Link = 'connecting' | 'connected' | 'lost';

/** Carries frames both ways and keeps itself connected. */
export interface FrameTransport {
  open(listener: { onFrame(frame: unknown): void; onLink(link: Link): void }): void;
  post(frame: FromScreen): void;
  close(): void;
}

export interface TillConnection {
  open(listener: { onSnapshot(snapshot: TillSnapshot): void; onLink(link: Link): void }): void;
  /** Never rejects: a command that could not be carried is answered with a code of the screen's own. */
  send(command: TillCommand): Promise<TillReply>;
  close(): void;
}

/** Commands that may wait for their answers at once; a screen that has more than this is stuck. */
const waitingMax = 64;

const refusal = (code: string): TillReply => ({ ok: false, error: { code, params: {} } });

export function connectTill(transport: FrameTransport): TillConnection {
  const waiting = new Map<number, (reply: TillReply) => void>();
  const frames = new FrameReader();
  let lastId = 0;
  let connected = false;

  const answerAll = (reply: TillReply) => {
    for (const answer of waiting.values()) answer(reply);
    waiting.clear();
  };

  return {
    open(listener) {
      transport.open({
        onLink(link) {
          connected = link === 'connected';
          if (!connected) {
            frames.lost();
            answerAll(refusal('SCREEN_LOST_TILL'));
          }
          listener.onLink(link);
        },
        onFrame(raw) {
          const read = frames.read(raw);
          switch (read.kind) {
            case 'snapshot':
              listener.onSnapshot(read.snapshot);
              return;
            case 'reply':
              waiting.get(read.id)?.(read.reply);
              waiting.delete(read.id);
              return;
            case 'gap':
              transport.post({ ask: 'whole' });
              return;
            case 'bad':
              return;
          }
        },
      });
    },
    send(command) {
      if (!connected) return Promise.resolve(refusal('SCREEN_LOST_TILL'));
      if (waiting.size >= waitingMax) return Promise.resolve(refusal('SCREEN_BUSY'));
      lastId += 1;
      const id = lastId;
      return new Promise((resolve) => {
        waiting.set(id, resolve);
        transport.post({ id, command });
      });
    },
    close() {
      transport.close();
      answerAll(refusal('SCREEN_LOST_TILL'));
    },
  };
}
