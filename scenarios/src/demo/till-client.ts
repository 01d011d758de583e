/** A screen without pixels: speaks the till's contract over the browser host's WebSocket. */
import { systemClock } from '@qiantai/foundation';
import type { TillCommand, TillReply, TillSnapshot } from '@qiantai/terminal-app/contract';
import { FrameReader } from '@qiantai/terminal-app/frames';
import { WebSocket } from 'ws';

const reconnectDelayMs = 200;
const replyTimeoutMs = 20_000;

export class TillClient {
  readonly name: string;
  private readonly url: string;
  private socket: WebSocket | undefined;
  private readonly frames = new FrameReader();
  private latest: TillSnapshot | undefined;
  private nextId = 1;
  private readonly replies = new Map<number, (reply: TillReply) => void>();
  private readonly watchers = new Set<() => void>();
  private closed = false;

  constructor(name: string, url: string) {
    this.name = name;
    this.url = url;
    this.connect();
  }

  get snapshot(): TillSnapshot | undefined {
    return this.latest;
  }

  /**
   * The first snapshot that fits, now or later.
   * @param timeoutMs real milliseconds; the answer is undefined when none came in time.
   */
  waitFor(fits: (snapshot: TillSnapshot) => boolean, timeoutMs: number): Promise<TillSnapshot | undefined> {
    return new Promise((resolve) => {
      const look = () => {
        if (!this.latest || !fits(this.latest)) return;
        finish(this.latest);
      };
      const finish = (snapshot: TillSnapshot | undefined) => {
        cancel();
        this.watchers.delete(look);
        resolve(snapshot);
      };
      const cancel = systemClock.setTimeout(() => finish(undefined), timeoutMs);
      this.watchers.add(look);
      look();
    });
  }

  /** Sends a command; a till that is not there answers as a refusal. */
  command(command: TillCommand): Promise<TillReply> {
    const socket = this.socket;
    if (!socket || socket.readyState !== WebSocket.OPEN) return Promise.resolve(gone);
    const id = this.nextId++;
    return new Promise((resolve) => {
      const cancel = systemClock.setTimeout(() => settle(gone), replyTimeoutMs);
      const settle = (reply: TillReply) => {
        cancel();
        this.replies.delete(id);
        resolve(reply);
      };
      this.replies.set(id, settle);
      socket.send(JSON.stringify({ id, command }));
    });
  }

  close(): void {
    this.closed = true;
    this.socket?.terminate();
  }

  private connect(): void {
    if (this.closed) return;
    const socket = new WebSocket(this.url, { origin: new URL(this.url.replace(/^ws/, 'http')).origin });
    this.socket = socket;
    socket.on('message', (data) => this.take(JSON.parse(String(data))));
    socket.on('error', () => socket.terminate());
    socket.on('close', () => {
      this.frames.lost();
      for (const settle of [...this.replies.values()]) settle(gone);
      systemClock.setTimeout(() => this.connect(), reconnectDelayMs);
    });
  }

  private take(message: unknown): void {
    const read = this.frames.read(message);
    switch (read.kind) {
      case 'reply':
        this.replies.get(read.id)?.(read.reply);
        return;
      case 'snapshot':
        this.latest = read.snapshot;
        for (const look of [...this.watchers]) look();
        return;
      case 'gap':
      case 'bad':
        throw new Error(`${this.name}: the host sent a frame that breaks the contract: ${read.kind}`);
    }
  }
}

const gone: TillReply = { ok: false, error: { code: 'TILL_GONE', params: {} } };
