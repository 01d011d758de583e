/**
 * Frames on the card host's line: length (2 bytes, big-endian, of what follows), TPDU (5 bytes), header (6
 * bytes), message (protocol facts 6). TCP keeps no borders, so frames are put together from any fragments.
 */

const tpduLength = 5;
const headerLength = 6;
/** A message type and a bitmap at the least. */
const bodyLengthMin = tpduLength + headerLength + 10;
const bodyLengthMax = 4096;

export class FrameError extends Error {
  override readonly name = 'FrameError';
}

export function encodeFrame(envelope: { tpduHex: string; headerHex: string }, message: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(envelope.tpduHex, 'hex'), Buffer.from(envelope.headerHex, 'hex'), message]);
  if (body.length > bodyLengthMax) throw new FrameError(`a frame of ${body.length} bytes`);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(body.length);
  return Buffer.concat([length, body]);
}

/** Gives the messages of the frames that are complete; keeps the rest. */
export class FrameReader {
  private rest: Buffer = Buffer.alloc(0);

  /** @throws FrameError for a length that no frame has: nothing behind it can be trusted. */
  push(chunk: Uint8Array): Buffer[] {
    this.rest = Buffer.concat([this.rest, chunk]);
    const messages: Buffer[] = [];
    while (this.rest.length >= 2) {
      const length = this.rest.readUInt16BE(0);
      if (length < bodyLengthMin || length > bodyLengthMax) throw new FrameError(`a frame says to be ${length} long`);
      if (this.rest.length < 2 + length) break;
      messages.push(this.rest.subarray(2 + tpduLength + headerLength, 2 + length));
      this.rest = this.rest.subarray(2 + length);
    }
    return messages;
  }
}
