import type { Link, LinkHandlers, Transport } from './port.ts';

/** A HID device by vendor and product, through node-hid, which is loaded only where such a device is set. */
export class HidTransport implements Transport {
  readonly address: string;
  private readonly vendorId: number;
  private readonly productId: number;

  constructor(options: { vendorId: number; productId: number }) {
    this.vendorId = options.vendorId;
    this.productId = options.productId;
    this.address = `hid:${options.vendorId.toString(16)}:${options.productId.toString(16)}`;
  }

  async open(handlers: LinkHandlers): Promise<Link> {
    const { HIDAsync } = await import('node-hid');
    const device = await HIDAsync.open(this.vendorId, this.productId);
    let told = false;
    const closed = (why: string) => {
      if (told) return;
      told = true;
      handlers.onClose(why);
    };
    device.on('data', (bytes: Buffer) => handlers.onData(bytes));
    device.on('error', (error: Error) => {
      closed(error.message);
      void device.close().catch(() => undefined);
    });
    return {
      write: async (bytes) => {
        await device.write(Buffer.from(bytes));
      },
      close: async () => {
        await device.close().catch(() => undefined);
        closed('closed');
      },
    };
  }
}
