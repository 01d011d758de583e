/** The devices of a till from their addresses, and from what a person set up at it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock, Log, Random } from '@qiantai/foundation';
import { findDevices } from './discovery/lists.ts';
import { type Logo, logoFromBitmap } from './printer/logo.ts';
import { PrintQueueFile } from './printer/print-queue.ts';
import { DeviceRack } from './rack.ts';
import type { SwipeUse } from './reader/card-data/magnetic-swipe.ts';
import {
  type DeviceRole,
  deviceRoles,
  type RoleOptions,
  type RoleSettings,
  roleSettings,
} from './settings/device-settings.ts';
import { DeviceSettingsFile } from './settings/settings-file.ts';
import { addressText, type DeviceAddress } from './transport/address.ts';

export type DeviceAddresses = Readonly<Record<DeviceRole, DeviceAddress>>;

/** @throws CodedError DEVICE_BAD_SETTINGS */
export function assembleDevices(options: {
  addresses: DeviceAddresses;
  readerUse: SwipeUse;
  /** Of a speaker behind a broker. */
  speakerLine: Pick<RoleSettings['speaker'], 'topic' | 'clientId' | 'user' | 'password'>;
  /** Lines that the system does not list, or folders of them. */
  paths: readonly string[];
  dataDir: string;
  clock: Clock;
  nowMs(): number;
  random: Random;
  log: Log;
}): DeviceRack {
  const { addresses, readerUse, speakerLine, paths, dataDir, ...common } = options;
  const own: Partial<Record<DeviceRole, RoleOptions>> = { reader: { use: readerUse }, speaker: speakerLine };
  const presets = Object.fromEntries(
    deviceRoles.map((role) => [
      role,
      roleSettings(role, { address: addressText(addresses[role]), options: own[role] ?? {} }),
    ]),
  ) as unknown as RoleSettings;
  return new DeviceRack({
    ...common,
    presets,
    store: new DeviceSettingsFile(dataDir),
    queue: new PrintQueueFile(dataDir),
    logo: logoIn(dataDir, options.log),
    findDevices: () => findDevices(paths, options.log),
  });
}

/** `logo.pbm` in the till's data folder. A till without one, or with one that it cannot print, prints without. */
function logoIn(folder: string, log: Log): Logo | null {
  let file: Uint8Array;
  try {
    file = readFileSync(join(folder, 'logo.pbm'));
  } catch {
    return null;
  }
  const logo = logoFromBitmap(file);
  if (!logo) log.warn({ folder }, 'printer.logo_does_not_fit');
  return logo;
}
