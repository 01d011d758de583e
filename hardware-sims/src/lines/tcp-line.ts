/** A loopback TCP port in the place of a USB endpoint; for the till's `hid-tcp` devices. */
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { errorText } from '@qiantai/foundation';
import type { Line, LineEvents, LineFrame } from './line.ts';

const socketsMax = 8;
const unreadBytesMax = 256 * 1024;

export class TcpLine implements Line {
  private readonly server: Server;
  private readonly sockets = new Set<Socket>();
  private port: number;
  private events: LineEvents | undefined;

  /** Port 0 lets the system choose; the chosen one stays over unplug and plug. */
  constructor(options: { port: number }) {
    this.port = options.port;
    this.server = createServer((socket) => this.welcome(socket));
    this.server.maxConnections = socketsMax;
  }

  get address(): string {
    return `127.0.0.1:${this.port}`;
  }

  get peer(): boolean {
    return this.sockets.size > 0;
  }

  async plug(events: LineEvents): Promise<void> {
    if (this.server.listening) return;
    this.events = events;
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(this.port, '127.0.0.1', () => {
        this.server.off('error', reject);
        resolve();
      });
    });
    this.port = (this.server.address() as AddressInfo).port;
  }

  async unplug(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    if (this.server.listening) await new Promise<void>((resolve) => this.server.close(() => resolve()));
    this.events = undefined;
  }

  send(frame: LineFrame): void {
    for (const socket of this.sockets) {
      if (socket.writableLength + frame.bytes.length > unreadBytesMax) socket.destroy();
      else socket.write(frame.bytes);
    }
  }

  private welcome(socket: Socket): void {
    socket.setNoDelay(true);
    this.sockets.add(socket);
    socket.on('data', (bytes) => this.events?.received(bytes));
    socket.on('error', (error) => this.events?.trouble(errorText(error)));
    socket.on('close', () => {
      this.sockets.delete(socket);
      if (this.sockets.size === 0) this.events?.peerLeft();
    });
    if (this.sockets.size === 1) this.events?.peerArrived();
  }
}
