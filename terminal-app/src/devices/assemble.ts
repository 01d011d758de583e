/** The devices of a till from their addresses, and from what a person set up at it. */
import type { Clock, Log, Random } from '@qiantai/foundation';
import { findDevices } from './discovery/lists.ts';
import { PrintQueueFile } from './printer/print-queue.ts';
import { DeviceRack } from './rack.ts';
import { type DeviceRole, deviceRoles, type RoleSettings, roleSettings } from './settings/device-settings.ts';
import { DeviceSettingsFile } from './settings/settings-file.ts';
import { addressText, type DeviceAddress } from './transport/address.ts';

export type DeviceAddresses = Readonly<Record<DeviceRole, DeviceAddress>>;

/** @throws CodedError DEVICE_BAD_SETTINGS */
export function assembleDevices(options: {
  addresses: DeviceAddresses;
  /** Lines that the system does not list, or folders of them. */
  paths: readonly string[];
  dataDir: string;
  clock: Clock;
  nowMs(): number;
  random: Random;
  log: Log;
}): DeviceRack {
  const { addresses, paths, dataDir, ...common } = options;
  const presets = Object.fromEntries(
    deviceRoles.map((role) => [role, roleSettings(role, { address: addressText(addresses[role]), options: {} })]),
  ) as unknown as RoleSettings;
  return new DeviceRack({
    ...common,
    presets,
    store: new DeviceSettingsFile(dataDir),
    queue: new PrintQueueFile(dataDir),
    findDevices: () => findDevices(paths, options.log),
  });
}
