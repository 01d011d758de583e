import { SerialPort } from 'serialport';
import type { Link, LinkHandlers, Transport } from './port.ts';

export interface SerialMode {
  baudRate: number;
  dataBits?: 7 | 8;
  parity?: 'none' | 'even' | 'odd';
}

/**
 * A serial line, by its path, or by the USB adapter it stands behind, wherever that is plugged in. Also opens
 * pseudo-terminals, which take any baud rate and have no modem lines.
 */
export class SerialTransport implements Transport {
  readonly address: string;
  private readonly options: { pathNow(): Promise<string>; mode: SerialMode };

  constructor(options: { address: string; pathNow(): Promise<string>; mode: SerialMode }) {
    this.address = options.address;
    this.options = options;
  }

  async open(handlers: LinkHandlers): Promise<Link> {
    const { pathNow, mode } = this.options;
    const { baudRate, dataBits = 8, parity = 'none' } = mode;
    const port = new SerialPort({ path: await pathNow(), baudRate, dataBits, parity, autoOpen: false });
    let told = false;
    const closed = (why: string) => {
      if (told) return;
      told = true;
      handlers.onClose(why);
    };
    return await new Promise((resolve, reject) => {
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
