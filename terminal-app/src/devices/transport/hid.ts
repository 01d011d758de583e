import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Link, LinkHandlers, Transport } from './port.ts';

export interface HidAddress {
  vendorId: number;
  productId: number;
  /** Tells two of a kind apart; '': the first that is there. */
  serialNumber: string;
}

const barcodeScannerPage = 0x8c;

/**
 * A HID device by vendor, product and serial number, through node-hid, which is loaded only where such a device is set.
 * It is looked for at each opening, so that it is found again at whatever port it was plugged into.
 */
export class HidTransport implements Transport {
  readonly address: string;
  private readonly wanted: HidAddress;

  constructor(wanted: HidAddress) {
    this.wanted = wanted;
    const { vendorId, productId, serialNumber } = wanted;
    const serial = serialNumber ? `:${serialNumber}` : '';
    const hex = (value: number) => value.toString(16).padStart(4, '0');
    this.address = `hid:${hex(vendorId)}:${hex(productId)}${serial}`;
  }

  async open(handlers: LinkHandlers): Promise<Link> {
    const { HIDAsync, devicesAsync } = await import('node-hid');
    const { vendorId, productId, serialNumber } = this.wanted;
    const there = await devicesAsync(vendorId, productId);
    const fits = there.filter((one) => one.path && (serialNumber === '' || one.serialNumber === serialNumber));
    // A scanner may be a keyboard as well, on another interface.
    const found = fits.find((one) => one.usagePage === barcodeScannerPage) ?? fits[0];
    if (!found?.path) throw new Error('no such device');
    const descriptor = await descriptorOf(found.path);
    const device = await HIDAsync.open(found.path);
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
      descriptor,
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

/** Linux keeps it beside the device; elsewhere node-hid does not give it, and the driver takes the common layout. */
async function descriptorOf(path: string): Promise<Uint8Array | undefined> {
  if (!/^\/dev\/hidraw[0-9]+$/.test(path)) return undefined;
  try {
    return await readFile(`/sys/class/hidraw/${basename(path)}/device/report_descriptor`);
  } catch {
    return undefined;
  }
}
