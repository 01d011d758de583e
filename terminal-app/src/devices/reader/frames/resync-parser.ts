/**
 * Finds the good frames in a stream of bytes, however it is cut up, and its way back behind what is no frame.
 * A protocol gives the one function that reads at the beginning of a buffer; the rest is the same for all.
 */

export type Read<Frame> =
  | { kind: 'frame'; frame: Frame; byteCount: number }
  /** No frame begins here. `isBad`: one began, and it was broken: its receiver asks for it again. */
  | { kind: 'skip'; byteCount: number; isBad: boolean }
  /** Bytes that belong to the frame before them and say nothing more. */
  | { kind: 'tail'; byteCount: number }
  | { kind: 'incomplete' };

export type ReadFrame<Frame> = (buffer: Buffer) => Read<Frame>;

export interface Parsed<Frame> {
  frames: Frame[];
  /** Bytes that belonged to no good frame, in order. */
  discarded: Uint8Array;
  /** Frames that began and were broken. */
  badFrames: number;
}

export interface ParserCounters {
  frames: number;
  badFrames: number;
  discardedBytes: number;
}

export class ResyncParser<Frame> {
  readonly counters: ParserCounters = { frames: 0, badFrames: 0, discardedBytes: 0 };
  private readonly read: ReadFrame<Frame>;
  private pending: Buffer = Buffer.alloc(0);

  /** `read` never answers `incomplete` to more bytes than its longest frame: that bounds what is held here. */
  constructor(read: ReadFrame<Frame>) {
    this.read = read;
  }

  /** Whether the beginning of a frame waits for its rest. */
  get waiting(): boolean {
    return this.pending.length > 0;
  }

  push(chunk: Uint8Array): Parsed<Frame> {
    this.pending = this.pending.length === 0 ? Buffer.from(chunk) : Buffer.concat([this.pending, chunk]);
    const parsed: Parsed<Frame> = { frames: [], discarded: Buffer.alloc(0), badFrames: 0 };
    const dropped: Buffer[] = [];
    while (this.pending.length > 0) {
      const read = this.read(this.pending);
      if (read.kind === 'incomplete') break;
      if (read.kind === 'frame') parsed.frames.push(read.frame);
      else if (read.kind === 'skip') {
        dropped.push(this.pending.subarray(0, read.byteCount));
        if (read.isBad) parsed.badFrames += 1;
      }
      this.pending = this.pending.subarray(read.byteCount);
    }
    parsed.discarded = Buffer.concat(dropped);
    return this.counted(parsed);
  }

  /** Gives up a frame whose rest does not come in time. */
  abandon(): Parsed<Frame> {
    const discarded = this.pending;
    this.pending = Buffer.alloc(0);
    return this.counted({ frames: [], discarded, badFrames: discarded.length > 0 ? 1 : 0 });
  }

  private counted(parsed: Parsed<Frame>): Parsed<Frame> {
    this.counters.frames += parsed.frames.length;
    this.counters.badFrames += parsed.badFrames;
    this.counters.discardedBytes += parsed.discarded.length;
    return parsed;
  }
}
