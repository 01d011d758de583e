/** For tests: the till's end of protocol A, written from the page of the protocol and sharing no code with ours. */
export interface HeardFrame {
  type: number;
  ackId: number;
  msgId: number;
  text: string;
}

export function tillFrame(frame: { type?: number; ackId?: number; msgId?: number; message?: unknown }): Buffer {
  const data = Buffer.from(frame.message === undefined ? '' : JSON.stringify(frame.message));
  const middle = Buffer.concat([
    Buffer.from([frame.type ?? 0, frame.ackId ?? 0, frame.msgId ?? 0, data.length >> 8, data.length & 0xff]),
    data,
  ]);
  const xor = middle.reduce((sum, byte) => sum ^ byte, 0);
  return Buffer.concat([Buffer.from([0x55, 0xaa]), middle, Buffer.from([xor, 0xcc, 0x33])]);
}

/** Reads whole frames; for bytes that are known to be good. */
export function framesIn(bytes: Uint8Array): HeardFrame[] {
  const frames: HeardFrame[] = [];
  const all = Buffer.from(bytes);
  for (let at = 0; at < all.length; ) {
    const length = all.readUInt16BE(at + 5);
    const [type = 0, ackId = 0, msgId = 0] = all.subarray(at + 2, at + 5);
    frames.push({ type, ackId, msgId, text: all.subarray(at + 7, at + 7 + length).toString() });
    at += 10 + length;
  }
  return frames;
}

/** Talks to a device that answers at once: acknowledges all it says and gives its messages back. */
export class TestTill {
  private msgId = 0;
  private readonly write: (bytes: Uint8Array) => void;
  private readonly takeSent: () => Uint8Array;

  constructor(options: { write(bytes: Uint8Array): void; takeSent(): Uint8Array }) {
    this.write = options.write;
    this.takeSent = options.takeSent;
  }

  shakeHands(): HeardFrame[] {
    this.msgId = 0;
    this.write(tillFrame({ type: 1 }));
    return framesIn(this.takeSent());
  }

  /** Sends a message and returns the reader's messages, all acknowledged. */
  ask(message: unknown): unknown[] {
    this.msgId += 1;
    this.write(tillFrame({ msgId: this.msgId, message }));
    return this.listen();
  }

  /** What the reader has said since, all acknowledged. */
  listen(): unknown[] {
    const messages: unknown[] = [];
    for (;;) {
      const said = framesIn(this.takeSent()).filter((frame) => frame.text !== '');
      if (said.length === 0) return messages;
      for (const frame of said) {
        messages.push(JSON.parse(frame.text));
        this.write(tillFrame({ ackId: frame.msgId }));
      }
    }
  }
}
