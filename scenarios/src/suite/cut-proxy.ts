/**
 * The line between a store and the server, as a TCP proxy that can be cut: for a while, or once at a chosen
 * point of the next exchange. What is cut is reset, as a lost line is; bytes in flight are gone.
 */
import { connect, createServer, type Server, type Socket } from 'node:net';
import { type Log, systemClock } from '@qiantai/foundation';

/**
 * Where the next exchange is cut: `before` its request has left (nothing arrives), `middle` of the request
 * (half of the bytes arrive), `after` its effect (the request arrives, the answer is lost).
 */
export type CutPoint = 'before' | 'middle' | 'after';

interface Pair {
  near: Socket;
  far: Socket;
  /** Swallows whatever comes, from both sides, for good. */
  dead: boolean;
  /** Pieces on their slow way, oldest first. */
  up: Piece[];
  down: Piece[];
}

type Piece = () => void;

export class CutProxy {
  private readonly server: Server;
  private readonly target: { host: string; port: number };
  private readonly log: Log;
  private readonly pairs = new Set<Pair>();
  private down = false;
  private silent = false;
  private delayMs = 0;
  private armed: CutPoint | undefined;
  private awaitingAnswer = false;
  private cuts = 0;

  private constructor(server: Server, target: { host: string; port: number }, log: Log) {
    this.server = server;
    this.target = target;
    this.log = log;
  }

  /** @param target `host:port` of the server. */
  static async listen(target: string, log: Log): Promise<CutProxy> {
    const [host, port] = target.split(':') as [string, string];
    const server = createServer();
    const proxy = new CutProxy(server, { host: host === 'localhost' ? '127.0.0.1' : host, port: Number(port) }, log);
    server.on('connection', (socket) => proxy.take(socket));
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(0, '127.0.0.1', resolve);
    });
    return proxy;
  }

  /** `localhost:port` to connect to instead of the server. */
  get address(): string {
    return `localhost:${(this.server.address() as { port: number }).port}`;
  }

  get isDown(): boolean {
    return this.down;
  }

  /** How many single exchanges were cut. */
  get cutCount(): number {
    return this.cuts;
  }

  /** Cuts the line until `restore`: connections are reset, new ones refused. */
  cut(): void {
    this.down = true;
    this.resetAll();
  }

  restore(): void {
    this.down = false;
    this.silent = false;
    this.delayMs = 0;
  }

  /**
   * A black hole until `restore`: connections stand and nothing passes. Those that stood in it stay half-open for
   * good, as after a router lost its memory: each side has to find out by itself.
   */
  swallow(): void {
    this.silent = true;
    for (const pair of this.pairs) pair.dead = true;
  }

  /** Each piece takes so much longer in each direction until `restore`, milliseconds of the machine. */
  slow(delayMs: number): void {
    this.delayMs = delayMs;
  }

  /** Cuts the next exchange at a point, once. */
  cutNext(point: CutPoint): void {
    this.armed = point;
    this.awaitingAnswer = false;
  }

  disarm(): void {
    this.armed = undefined;
    this.awaitingAnswer = false;
  }

  async close(): Promise<void> {
    this.resetAll();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  private take(near: Socket): void {
    if (this.down) {
      near.resetAndDestroy();
      return;
    }
    const far = connect(this.target);
    near.setNoDelay(true);
    far.setNoDelay(true);
    const pair: Pair = { near, far, dead: this.silent, up: [], down: [] };
    this.pairs.add(pair);
    const drop = () => {
      this.pairs.delete(pair);
      near.destroy();
      far.destroy();
    };
    for (const socket of [near, far]) {
      socket.on('error', drop);
      socket.on('close', drop);
    }
    near.on('data', (bytes) => this.pass(pair, 'up', () => this.passRequest(bytes, far)));
    far.on('data', (bytes) => this.pass(pair, 'down', () => this.passAnswer(bytes, near)));
  }

  /** A piece never overtakes another one of its direction, also where the line has become fast in between. */
  private pass(pair: Pair, way: 'up' | 'down', act: Piece): void {
    if (pair.dead) return;
    if (this.delayMs === 0 && pair[way].length === 0) {
      act();
      return;
    }
    pair[way].push(act);
    systemClock.setTimeout(() => pair[way].shift()?.(), this.delayMs);
  }

  private passRequest(bytes: Buffer, far: Socket): void {
    if (this.armed === 'before') {
      this.fire();
      return;
    }
    if (this.armed === 'middle') {
      far.write(bytes.subarray(0, Math.ceil(bytes.length / 2)), () => this.resetAll());
      this.fire(false);
      return;
    }
    if (this.armed === 'after') this.awaitingAnswer = true;
    far.write(bytes);
  }

  private passAnswer(bytes: Buffer, near: Socket): void {
    if (this.armed === 'after' && this.awaitingAnswer) {
      this.fire();
      return;
    }
    near.write(bytes);
  }

  private fire(reset = true): void {
    this.log.info({ point: this.armed }, 'line.cut');
    this.cuts += 1;
    this.disarm();
    if (reset) this.resetAll();
  }

  private resetAll(): void {
    for (const { near, far } of this.pairs) {
      near.resetAndDestroy();
      far.resetAndDestroy();
    }
    this.pairs.clear();
  }
}
