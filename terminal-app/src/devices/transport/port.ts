/** How bytes come from and go to a device. Serial lines, HID and the simulators' TCP all look like this. */

export interface LinkHandlers {
  onData(bytes: Uint8Array): void;
  /** Told once, also when the device was pulled out. */
  onClose(why: string): void;
}

export interface Link {
  /** Resolves when the bytes were handed to the system; rejects when the line is gone. */
  write(bytes: Uint8Array): Promise<void>;
  close(): Promise<void>;
  /** The HID report descriptor, where the system gives it. */
  readonly descriptor?: Uint8Array | undefined;
}

export interface Transport {
  /** Shown to a person: `serial:/dev/ttyUSB0`. */
  readonly address: string;
  open(handlers: LinkHandlers): Promise<Link>;
}
