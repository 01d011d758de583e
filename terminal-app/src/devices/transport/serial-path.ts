import { SerialPort } from 'serialport';

export interface UsbId {
  vendorId: number;
  productId: number;
  serialNumber: string;
}

export interface ListedPort {
  path: string;
  vendorId?: string | undefined;
  productId?: string | undefined;
  serialNumber?: string | undefined;
}

/** Where a USB adapter's line is now. @throws Error where it is not plugged in. */
export async function serialPathOf(wanted: UsbId): Promise<string> {
  const path = pathAmong(await SerialPort.list(), wanted);
  if (path === null) throw new Error('no such device');
  return path;
}

/** The first that fits; pure. */
export function pathAmong(ports: readonly ListedPort[], wanted: UsbId): string | null {
  const fits = ports.find(
    (port) =>
      Number.parseInt(port.vendorId ?? '', 16) === wanted.vendorId &&
      Number.parseInt(port.productId ?? '', 16) === wanted.productId &&
      (wanted.serialNumber === '' || port.serialNumber === wanted.serialNumber),
  );
  return fits?.path ?? null;
}
