/** How bytes come from and go to a device. Serial lines, HID, a broker and the simulators' TCP all look like this. */
import type { BackoffOptions } from '@qiantai/foundation';

export interface LinkHandlers {
  onData(bytes: Uint8Array): void;
  /** Told once, also when the device was pulled out. */
  onClose(why: string): void;
}

export interface Link {
  /**
   * Resolves when the bytes were handed to the system, or a broker has them; rejects when the line is gone.
   * @param topic Of a broker alone: where they are published.
   */
  write(bytes: Uint8Array, topic?: string): Promise<void>;
  close(): Promise<void>;
  /** The HID report descriptor, where the system gives it. */
  readonly descriptor?: Uint8Array | undefined;
}

export interface Transport {
  /** Shown to a person: `serial:/dev/ttyUSB0`. */
  readonly address: string;
  /** How long a line that is gone is left alone; absent: 0.2 to 1 s, which a plug is worth. */
  readonly reopenBackoff?: BackoffOptions;
  /**
   * @param stopping Nobody waits for the line any more: an opening that takes long ends at once.
   * @throws CodedError where there is more to tell a person than that it is not there
   */
  open(handlers: LinkHandlers, stopping?: AbortSignal): Promise<Link>;
}
