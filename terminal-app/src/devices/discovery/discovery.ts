/** What is plugged in, from the system's lists, with a guess at what each is for. Pure; `lists.ts` asks the system. */
import { z } from 'zod';
import { type DeviceRole, deviceRoles } from '../settings/device-settings.ts';
import { addressText } from '../transport/address.ts';
import knownDevices from './known-devices.json' with { type: 'json' };

const hex4 = z.string().regex(/^[0-9a-f]{4}$/);
const knownSchema = z.array(
  z.strictObject({ vendorId: hex4, maker: z.string().min(1), roles: z.array(z.enum(deviceRoles)) }),
);
/** USB vendor ids (usb.org) of makers that shops have; what is not in it can be chosen all the same. */
const known = new Map(knownSchema.parse(knownDevices).map((one) => [Number.parseInt(one.vendorId, 16), one]));

export interface ListedSerial {
  path: string;
  vendorId?: string | undefined;
  productId?: string | undefined;
  serialNumber?: string | undefined;
  manufacturer?: string | undefined;
}

export interface ListedHid {
  vendorId: number;
  productId: number;
  serialNumber?: string | undefined;
  manufacturer?: string | undefined;
  product?: string | undefined;
  usagePage?: number | undefined;
}

export interface FoundDevice {
  /** As it is set in a role. */
  address: string;
  /** For a person: maker and product, or the path. */
  name: string;
  /** What it is likely for, likeliest first. */
  roles: readonly DeviceRole[];
}

const barcodeScannerPage = 0x8c;
/** Keyboards and mice are of no use to a till, and there are many. */
const genericDesktopPage = 0x01;
const foundMax = 100;

export function found(lists: {
  serial: readonly ListedSerial[];
  hid: readonly ListedHid[];
  /** Lines that the system does not list, such as pseudo-terminals; given by a setting. */
  paths: readonly string[];
}): FoundDevice[] {
  const all = [...lists.hid.flatMap(foundHid), ...lists.serial.flatMap(foundSerial), ...lists.paths.map(foundPath)];
  const byAddress = new Map(all.map((one) => [one.address, one]));
  return [...byAddress.values()].slice(0, foundMax);
}

function foundHid(device: ListedHid): FoundDevice[] {
  const { vendorId, productId, serialNumber, usagePage } = device;
  if (usagePage === genericDesktopPage) return [];
  const maker = known.get(vendorId);
  const roles: readonly DeviceRole[] = usagePage === barcodeScannerPage ? ['scanner'] : (maker?.roles ?? []);
  return [
    {
      address: addressText({ kind: 'hid', vendorId, productId, serialNumber: addressable(serialNumber) }),
      name: nameOf(device.manufacturer || maker?.maker, device.product) || 'HID',
      roles,
    },
  ];
}

function foundSerial(port: ListedSerial): FoundDevice[] {
  const vendorId = Number.parseInt(port.vendorId ?? '', 16);
  const productId = Number.parseInt(port.productId ?? '', 16);
  // Ports of the mainboard are listed whether or not anything is there; they are found by their paths.
  if (Number.isNaN(vendorId) || Number.isNaN(productId)) {
    return [{ address: `serial:${port.path}`, name: port.path, roles: [] }];
  }
  const maker = known.get(vendorId);
  return [
    {
      address: addressText({
        kind: 'usb-serial',
        vendorId,
        productId,
        serialNumber: addressable(port.serialNumber),
      }),
      name: nameOf(port.manufacturer || maker?.maker, port.path),
      roles: maker?.roles ?? [],
    },
  ];
}

/** A line named after what it is for is likely for that. */
function foundPath(path: string): FoundDevice {
  const name = path.split('/').at(-1) ?? path;
  return { address: `serial:${path}`, name, roles: deviceRoles.filter((role) => name.includes(role)) };
}

/** Some makers write rubbish into the serial number; then the first of the kind is taken. */
const addressable = (serialNumber: string | undefined): string =>
  serialNumber && /^[\x21-\x7e]{1,64}$/.test(serialNumber) ? serialNumber : '';

const nameOf = (maker: string | undefined, product: string | undefined): string =>
  [maker, product].filter((part) => part?.trim()).join(' ');
