/** A line inside one process: tests of both sides meet here, byte by byte, without a device. */
import type { Line, LineEvents, LineFrame } from './line.ts';

export class MemoryLine implements Line {
  readonly address = 'memory';
  private events: LineEvents | undefined;
  private listener: ((bytes: Uint8Array) => void) | undefined;

  get peer(): boolean {
    return this.listener !== undefined;
  }

  async plug(events: LineEvents): Promise<void> {
    this.events = events;
    if (this.listener) events.peerArrived();
  }

  async unplug(): Promise<void> {
    const events = this.events;
    this.events = undefined;
    if (this.listener) events?.peerLeft();
  }

  send(frame: LineFrame): void {
    if (this.events) this.listener?.(frame.bytes);
  }

  /** The till's side: opens the line and hears what the device sends. */
  open(listener: (bytes: Uint8Array) => void): void {
    this.listener = listener;
    this.events?.peerArrived();
  }

  /** The till's side: closes the line. */
  close(): void {
    this.listener = undefined;
    this.events?.peerLeft();
  }

  /** The till's side: sends to the device. */
  write(bytes: Uint8Array): void {
    this.events?.received(bytes);
  }
}
