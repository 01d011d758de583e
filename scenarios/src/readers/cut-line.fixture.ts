/** For tests: the till's driver and a simulated device on one line, which is cut at any byte that crosses it. */
import { type FakeClock, SeededRandom } from '@qiantai/foundation';
import { type DevicePorts, FrameLog, MemoryLine, MountedDevice, type SimulatedDevice } from '@qiantai/hardware-sims';
import type { Transport } from '@qiantai/terminal-app/reader';

type LinkHandlers = Parameters<Transport['open']>[0];

/** `line`: the cable at the till, the device stays on. `power`: the device's own plug. */
export type Cut = 'line' | 'power';

export class CutLine<Device extends SimulatedDevice> implements Transport {
  readonly address = 'test';
  readonly clock: FakeClock;
  readonly mounted: MountedDevice<Device>;
  /** Bytes that crossed the line, both ways. */
  crossed = 0;
  /** The line is cut when so many have crossed; Infinity: never. */
  cutAt = Number.POSITIVE_INFINITY;
  wasCut = false;
  /** This byte arrives as another one; Infinity: none. */
  garbleAt = Number.POSITIVE_INFINITY;
  /** What the till wrote, also what was cut off. */
  readonly written: Uint8Array[] = [];
  private readonly memory = new MemoryLine();
  private readonly cut: Cut;
  private handlers: LinkHandlers | null = null;
  private isPlugged = true;
  private outgoing: Promise<void> = Promise.resolve();

  constructor(options: { clock: FakeClock; seed: string; cut: Cut; makeDevice(ports: DevicePorts): Device }) {
    this.clock = options.clock;
    this.cut = options.cut;
    this.mounted = new MountedDevice({
      id: 'reader-1',
      line: this.memory,
      makeDevice: options.makeDevice,
      clock: options.clock,
      random: new SeededRandom(options.seed),
      shopNowMs: () => options.clock.nowMs(),
      log: new FrameLog(() => options.clock.nowMs()),
      changed: () => undefined,
    });
  }

  open(handlers: LinkHandlers) {
    if (!this.isPlugged) return Promise.reject(new Error('no such device'));
    this.handlers = handlers;
    this.memory.open((bytes) => {
      // A line has its own time: never within the turn of who writes.
      setImmediate(() => this.deliver(handlers, bytes));
    });
    return Promise.resolve({
      write: (bytes: Uint8Array) => {
        if (this.handlers !== handlers) return Promise.reject(new Error('the line is gone'));
        this.written.push(bytes);
        const part = this.count(bytes);
        setImmediate(() => {
          if (part.length > 0) this.memory.write(part);
          if (this.crossed >= this.cutAt) this.cutNow();
        });
        return Promise.resolve();
      },
      close: () => {
        this.leave('closed');
        return Promise.resolve();
      },
    });
  }

  /** Puts the plug back in. */
  async restore(): Promise<void> {
    await this.outgoing;
    this.cutAt = Number.POSITIVE_INFINITY;
    this.isPlugged = true;
    await this.mounted.plug();
  }

  private deliver(handlers: LinkHandlers, bytes: Uint8Array): void {
    if (this.handlers !== handlers) return;
    const part = this.count(bytes);
    if (part.length > 0) handlers.onData(part);
    if (this.crossed >= this.cutAt) this.cutNow();
  }

  /** What of these bytes still crosses. */
  private count(bytes: Uint8Array): Uint8Array {
    const part = Uint8Array.from(bytes.subarray(0, Math.max(0, this.cutAt - this.crossed)));
    const place = this.garbleAt - this.crossed;
    if (place >= 0 && place < part.length) part[place] = (part[place] as number) ^ 0x5a;
    this.crossed += part.length;
    return part;
  }

  private cutNow(): void {
    if (this.wasCut) return;
    this.wasCut = true;
    this.isPlugged = false;
    if (this.cut === 'power') this.outgoing = this.mounted.unplug();
    this.leave('unplugged');
  }

  private leave(why: string): void {
    const { handlers } = this;
    this.handlers = null;
    this.memory.close();
    handlers?.onClose(why);
  }
}
