/** The devices of a till from their addresses. */
import type { Clock, Log, Random } from '@qiantai/foundation';
import type { TillDevices } from '../host/till-devices.ts';
import { absentDevice, type DeviceState } from './device-state.ts';
import { Scanner } from './scanner/scanner.ts';
import { type DeviceAddress, transportFor } from './transport/address.ts';

export interface DeviceAddresses {
  scanner: DeviceAddress;
  reader: DeviceAddress;
  printer: DeviceAddress;
  speaker: DeviceAddress;
}

export function assembleDevices(
  addresses: DeviceAddresses,
  options: { clock: Clock; random: Random; log: Log },
): TillDevices {
  const { clock, random } = options;
  const transport = transportFor(addresses.scanner, { baudRate: 9600 });
  let onScan: (code: string) => void = () => undefined;
  let onState: () => void = () => undefined;
  const scanner =
    transport &&
    new Scanner({
      transport,
      framing: addresses.scanner.kind === 'serial' ? 'serial' : 'hid_pos',
      clock,
      random,
      onScan: (code) => onScan(code),
      onState: () => onState(),
    });
  return {
    reader: null,
    printer: null,
    speaker: null,
    states: (): DeviceState[] => [scanner?.state ?? absentDevice('scanner')],
    start: (handlers) => {
      onScan = handlers.onScan;
      onState = handlers.onState;
      scanner?.start();
    },
    stop: async () => {
      await scanner?.stop();
    },
  };
}
