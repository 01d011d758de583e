import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dataBytesMax, encodeFrame, type Frame, FrameParser } from './frame.ts';

const hex = (text: string) => Buffer.from(text, 'hex');
const empty = new Uint8Array();

const anyFrame = fc.record({
  type: fc.constantFrom(0, 1, 2),
  ackId: fc.integer({ min: 0, max: 255 }),
  msgId: fc.integer({ min: 0, max: 255 }),
  data: fc.uint8Array({ maxLength: 200 }),
});

/** Cuts bytes at the given places. */
function pieces(bytes: Uint8Array, cuts: readonly number[]): Uint8Array[] {
  const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  return places.slice(1).map((end, n) => bytes.subarray(places[n] ?? 0, end));
}

describe('frames of protocol A', () => {
  it('are the published ones', () => {
    expect(Buffer.from(encodeFrame({ type: 1, ackId: 0, msgId: 0, data: empty }))).toEqual(hex('55AA010000000001CC33'));
    expect(Buffer.from(encodeFrame({ type: 2, ackId: 0, msgId: 0, data: empty }))).toEqual(hex('55AA020000000002CC33'));
    expect(Buffer.from(encodeFrame({ type: 0, ackId: 0, msgId: 0, data: empty }))).toEqual(hex('55AA000000000000CC33'));
  });

  it('hold at most 1024 bytes', () => {
    expect(encodeFrame({ type: 0, ackId: 0, msgId: 1, data: new Uint8Array(dataBytesMax) })).toHaveLength(1024);
    expect(() => encodeFrame({ type: 0, ackId: 0, msgId: 1, data: new Uint8Array(dataBytesMax + 1) })).toThrow(
      RangeError,
    );
  });

  it('are found however the stream is cut up', () => {
    fc.assert(
      fc.property(fc.array(anyFrame, { maxLength: 6 }), fc.array(fc.nat(), { maxLength: 12 }), (frames, cuts) => {
        const stream = Buffer.concat(frames.map(encodeFrame));
        const parser = new FrameParser();
        const found: Frame[] = [];
        for (const piece of pieces(stream, cuts)) {
          const parsed = parser.push(piece);
          expect(parsed.discarded).toHaveLength(0);
          found.push(...parsed.frames.map(({ frame }) => frame));
        }
        expect(found.map((frame) => ({ ...frame, data: [...frame.data] }))).toEqual(
          frames.map((frame) => ({ ...frame, data: [...frame.data] })),
        );
      }),
    );
  });

  it('are found behind rubbish that holds no start', () => {
    const rubbish = fc.uint8Array({ maxLength: 50 }).map((bytes) => bytes.map((byte) => (byte === 0x55 ? 0 : byte)));
    fc.assert(
      fc.property(rubbish, anyFrame, (noise, frame) => {
        const parsed = new FrameParser().push(Buffer.concat([noise, encodeFrame(frame)]));
        expect(parsed.frames).toHaveLength(1);
        expect(Buffer.from(parsed.discarded)).toEqual(Buffer.from(noise));
      }),
    );
  });

  it('are dropped with a bad XOR, length or end, and the next start behind is taken', () => {
    const good = encodeFrame({ type: 0, ackId: 1, msgId: 2, data: Buffer.from('{}') });
    const bad = [
      ['xor', good.length - 3, 0x01],
      ['end', good.length - 1, 0x34],
      ['length', 5, 0xff],
    ] as const;
    for (const [what, place, value] of bad) {
      const broken = Uint8Array.from(good);
      broken[place] = (broken[place] ?? 0) ^ value;
      const parsed = new FrameParser().push(Buffer.concat([broken, good]));
      expect(parsed.frames, what).toHaveLength(1);
      expect(parsed.frames[0]?.frame.msgId).toBe(2);
    }
  });

  it('are found again when one lies inside a broken one', () => {
    const good = encodeFrame({ type: 0, ackId: 0, msgId: 9, data: empty });
    const parser = new FrameParser();
    // A start that promises more than will come.
    expect(parser.push(Buffer.concat([hex('55AA0000010300'), good])).frames).toEqual([]);
    expect(parser.waiting).toBe(true);
    expect(parser.abandonStart().frames.map(({ frame }) => frame.msgId)).toEqual([9]);
  });
});
