/** For tests: a device whose line is an array. */
import { FakeClock, SeededRandom } from '@qiantai/foundation';
import type { DevicePorts, OutFrame, SimulatedDevice } from './device.ts';
import type { Mishap } from './faults.ts';

export interface BareDevice<Device extends SimulatedDevice> {
  device: Device;
  clock: FakeClock;
  /** What it sent, oldest first. */
  sent: OutFrame[];
  heard: string[];
  notes: string[];
  /** Takes what was sent so far. */
  takeSent(): Uint8Array;
}

export function bareDevice<Device extends SimulatedDevice>(
  make: (ports: DevicePorts) => Device,
  options: { clock?: FakeClock; seed?: number; mishaps?: readonly Mishap[] } = {},
): BareDevice<Device> {
  const clock = options.clock ?? new FakeClock();
  const sent: OutFrame[] = [];
  const heard: string[] = [];
  const notes: string[] = [];
  const device = make({
    clock,
    random: new SeededRandom(options.seed ?? 1),
    shopNowMs: () => clock.nowMs(),
    send: (frame) => sent.push(frame),
    heard: (_bytes, words) => heard.push(words),
    note: (words) => notes.push(words),
    mishap: (kind) => options.mishaps?.includes(kind) ?? false,
    modelOf: (own) => own,
    changed: () => undefined,
  });
  device.peerArrived();
  return { device, clock, sent, heard, notes, takeSent: () => Buffer.concat(sent.splice(0).map(({ bytes }) => bytes)) };
}

/** The code of what a call throws; undefined when it throws nothing. */
export function thrownCode(call: () => unknown): string | undefined {
  try {
    call();
  } catch (error) {
    return (error as { code?: string }).code;
  }
  return undefined;
}
