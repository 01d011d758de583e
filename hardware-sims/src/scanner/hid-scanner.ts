/**
 * An HID scanner inside the process: the shape of node-hid's device on one side, a person's hands on the other.
 * It stands in for the HID transport that a till is given, so no kernel device is needed.
 */
import { EventEmitter } from 'node:events';
import type { Clock, SeededRandom } from '@qiantai/foundation';
import type { HandResult } from '../device/device.ts';
import type { FaultRates } from '../device/faults.ts';
import { FrameLog } from '../device/frame-log.ts';
import { MountedDevice } from '../device/mounted-device.ts';
import { MemoryLine } from '../lines/memory-line.ts';
import { Scanner } from './scanner.ts';

/** What a till takes from node-hid: `data` with one report, `error` when the device is gone, `close()`. */
export interface InjectedHid extends EventEmitter {
  close(): void;
}

export interface HidScanner {
  /** Opens the device as a till does. */
  open(): InjectedHid;
  hand(name: string, body?: unknown): Promise<HandResult>;
  log: FrameLog;
}

export async function createHidScanner(options: {
  clock: Clock;
  random: SeededRandom;
  faults?: FaultRates;
}): Promise<HidScanner> {
  const line = new MemoryLine();
  const log = new FrameLog(() => options.clock.nowMs());
  let opened: InjectedHid | undefined;
  const mounted = new MountedDevice({
    ...options,
    id: 'hid-scanner',
    line,
    makeDevice: (ports) => new Scanner(ports, { framing: 'hid' }),
    shopNowMs: () => options.clock.nowMs(),
    log,
    changed: () => {},
  });
  await mounted.plug();

  const open = () => {
    const emitter = new EventEmitter();
    const hid: InjectedHid = Object.assign(emitter, {
      close: () => {
        line.close();
        opened = undefined;
      },
    });
    line.open((report) => emitter.emit('data', Buffer.from(report)));
    opened = hid;
    return hid;
  };
  const hand = async (name: string, body: unknown = {}) => {
    const result = await mounted.hand(name, body);
    if (name === 'unplug') opened?.emit('error', new Error('could not read from HID device'));
    return result;
  };
  return { open, hand, log };
}
