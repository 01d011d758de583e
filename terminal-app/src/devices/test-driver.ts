/** What a driver's test makes it with: a fake clock, and a line whose other end is the test. */
import { type FakeClock, SeededRandom, silentLog } from '@qiantai/foundation';
import type { DriverOptions } from './driver-options.ts';
import type { TestTransport } from './transport/test-transport.ts';

export const testDriver = (clock: FakeClock, transport: TestTransport): DriverOptions => ({
  transport,
  clock,
  nowMs: () => clock.nowMs(),
  random: new SeededRandom('driver'),
  log: silentLog,
  onState: () => undefined,
});
