import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dataBytesMax, encodeFrame, type Frame, frameType, ReaderFraming } from './framing.ts';

const hexOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex').toUpperCase();
const empty = (type: number): Frame => ({ type, ackId: 0, msgId: 0, data: new Uint8Array() });
const good = encodeFrame({ type: 0, ackId: 3, msgId: 7, data: Buffer.from('{"op":"info"}') });

const frameArbitrary = fc.record({
  type: fc.constantFrom(0, 1, 2),
  ackId: fc.nat({ max: 255 }),
  msgId: fc.nat({ max: 255 }),
  data: fc.uint8Array({ maxLength: 60 }),
});

describe('frames of protocol A', () => {
  it('are those of the check vectors', () => {
    expect(hexOf(encodeFrame(empty(frameType.handshakeRequest)))).toBe('55AA010000000001CC33');
    expect(hexOf(encodeFrame(empty(frameType.handshakeAnswer)))).toBe('55AA020000000002CC33');
    expect(hexOf(encodeFrame(empty(frameType.data)))).toBe('55AA000000000000CC33');
    expect(hexOf(good)).toBe('55AA000307000D7B226F70223A22696E666F227D24CC33');
  });

  it('do not change with how the bytes come in, whatever stands between them', () => {
    fc.assert(
      fc.property(fc.array(frameArbitrary, { maxLength: 6 }), fc.nat({ max: 40 }), fc.nat(), (frames, cut, noise) => {
        const between = Buffer.alloc(noise % 5, 0x31);
        const stream = Buffer.concat(frames.flatMap((frame) => [between, encodeFrame(frame)]));
        const framing = new ReaderFraming();
        const got: Frame[] = [];
        for (let at = 0; at < stream.length; at += cut + 1) {
          got.push(...framing.push(stream.subarray(at, at + cut + 1), 0));
        }
        expect(got).toEqual(frames.map((frame) => ({ ...frame, data: Uint8Array.from(frame.data) })));
        expect(framing.counters.discardedBytes).toBe(between.length * frames.length);
      }),
    );
  });

  it('are all found behind any rubbish, also where that looks like a start', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), fc.boolean(), frameArbitrary, (noise, isStart, frame) => {
        // A whole frame may stand in chance bytes as little as in a hundred years: three marks and a sum.
        const rubbish = Buffer.concat([noise, isStart ? Buffer.from('55AA0000010040', 'hex') : Buffer.alloc(0)]);
        const framing = new ReaderFraming();
        const got = framing.push(Buffer.concat([rubbish, encodeFrame(frame)]), 0);
        // A start that promised more than came is given up by time, once for each start that the rubbish holds.
        for (let nowMs = 300; framing.dueMs <= nowMs; nowMs += 300) got.push(...framing.expire(nowMs));
        expect(got.map(encodeFrame).map(hexOf)).toEqual([hexOf(encodeFrame(frame))]);
        expect(framing.counters.discardedBytes).toBe(rubbish.length);
      }),
    );
  });

  it('with one byte wrong are dropped, counted, and the next is found', () => {
    for (let at = 0; at < good.length; at++) {
      const bad = Uint8Array.from(good);
      bad[at] = (bad[at] as number) ^ 0x04;
      const framing = new ReaderFraming();
      const first = framing.push(Buffer.concat([bad, good]), 0);
      // A length that grew waits for bytes that do not come; time gives it up.
      const frames = [...first, ...framing.expire(300)];
      expect(frames, `byte ${at}`).toHaveLength(1);
      expect(hexOf(encodeFrame(frames[0] as Frame))).toBe(hexOf(good));
      expect(framing.counters.discardedBytes).toBeGreaterThan(0);
    }
  });

  it('longer than 1024 bytes are refused on both ways', () => {
    expect(() => encodeFrame({ ...empty(0), data: new Uint8Array(dataBytesMax + 1) })).toThrow(RangeError);
    const framing = new ReaderFraming();
    expect(framing.push(Buffer.from('55AA000000FFFF', 'hex'), 0)).toEqual([]);
    expect(framing.counters.badLength).toBe(1);
    expect(framing.push(good, 0)).toHaveLength(1);
  });
});
