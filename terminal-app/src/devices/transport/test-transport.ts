/** A line for tests: the test is the device at its other end, and pulls the plug. */
import type { Link, LinkHandlers, Transport } from './port.ts';

export class TestTransport implements Transport {
  readonly address = 'test';
  plugged = true;
  descriptor: Uint8Array | undefined = undefined;
  /** What the till wrote, each write by itself. */
  readonly written: Uint8Array[] = [];
  onWrite: (bytes: Uint8Array) => void = () => undefined;
  private handlers: LinkHandlers | null = null;

  open(handlers: LinkHandlers): Promise<Link> {
    if (!this.plugged) return Promise.reject(new Error('no such device'));
    this.handlers = handlers;
    return Promise.resolve({
      descriptor: this.descriptor,
      write: (bytes) => {
        if (this.handlers !== handlers) return Promise.reject(new Error('the line is gone'));
        this.written.push(bytes);
        this.onWrite(bytes);
        return Promise.resolve();
      },
      close: () => {
        this.close('closed');
        return Promise.resolve();
      },
    });
  }

  get isOpen(): boolean {
    return this.handlers !== null;
  }

  say(bytes: Uint8Array): void {
    this.handlers?.onData(bytes);
  }

  unplug(): void {
    this.plugged = false;
    this.close('unplugged');
  }

  plug(): void {
    this.plugged = true;
  }

  private close(why: string): void {
    const { handlers } = this;
    this.handlers = null;
    handlers?.onClose(why);
  }
}
