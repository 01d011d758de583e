import { SerialPort } from 'serialport';
import type { Link, LinkHandlers, Transport } from './port.ts';

/** A serial line, 8N1. Also opens pseudo-terminals, which take any baud rate and have no modem lines. */
export class SerialTransport implements Transport {
  readonly address: string;
  private readonly path: string;
  private readonly baudRate: number;

  constructor(options: { path: string; baudRate: number }) {
    this.address = `serial:${options.path}`;
    this.path = options.path;
    this.baudRate = options.baudRate;
  }

  open(handlers: LinkHandlers): Promise<Link> {
    const port = new SerialPort({ path: this.path, baudRate: this.baudRate, autoOpen: false });
    let told = false;
    const closed = (why: string) => {
      if (told) return;
      told = true;
      handlers.onClose(why);
    };
    return new Promise((resolve, reject) => {
      port.open((error) => {
        if (error) {
          reject(error);
          return;
        }
        // Without a data listener an unplugged line tells nothing until a write fails.
        port.on('data', (bytes: Buffer) => handlers.onData(bytes));
        port.on('close', () => closed('unplugged'));
        port.on('error', (failure) => {
          closed(failure.message);
          port.close(() => undefined);
        });
        resolve({ write: (bytes) => writeTo(port, bytes), close: () => closePort(port) });
      });
    });
  }
}

function writeTo(port: SerialPort, bytes: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    port.write(Buffer.from(bytes), (error) => (error ? reject(error) : resolve()));
  });
}

function closePort(port: SerialPort): Promise<void> {
  return new Promise((resolve) => {
    if (port.isOpen) port.close(() => resolve());
    else resolve();
  });
}
