import { connect } from 'node:net';
import type { Link, LinkHandlers, Transport } from './port.ts';

/** HID reports one after the other over TCP: what the simulated HID devices speak. */
export class HidTcpTransport implements Transport {
  readonly address: string;
  private readonly host: string;
  private readonly port: number;

  constructor(options: { host: string; port: number }) {
    this.address = `hid-tcp:${options.host}:${options.port}`;
    this.host = options.host;
    this.port = options.port;
  }

  open(handlers: LinkHandlers): Promise<Link> {
    return new Promise((resolve, reject) => {
      const socket = connect({ host: this.host, port: this.port, noDelay: true });
      socket.once('error', reject);
      socket.once('connect', () => {
        socket.off('error', reject);
        socket.on('error', () => undefined);
        socket.on('data', (bytes) => handlers.onData(bytes));
        socket.on('close', (failed) => handlers.onClose(failed ? 'the line failed' : 'unplugged'));
        resolve({
          write: (bytes) =>
            new Promise((written, failed) => {
              socket.write(bytes, (error) => (error ? failed(error) : written()));
            }),
          close: () =>
            new Promise((done) => {
              if (socket.closed) done();
              else socket.once('close', () => done()).destroy();
            }),
        });
      });
    });
  }
}
