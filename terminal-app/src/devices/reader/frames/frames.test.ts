import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  Ecr17Parser,
  ecr17Lrc,
  encodeEcr17Confirmation,
  encodeEcr17Frame,
  encodeEcr17Progress,
} from './ecr17-frame.ts';
import {
  encodePosIntegradoFrame,
  PosIntegradoParser,
  posIntegradoFields,
  posIntegradoLrc,
} from './pos-integrado-frame.ts';
import { decodePoslinkMessage, encodePoslinkFrame, PoslinkParser, poslinkLrc } from './poslink-frame.ts';
import type { ResyncParser } from './resync-parser.ts';
import { decodeZvtApdu, encodeZvtApdu, encodeZvtFrame, ZvtParser, zvtCrc } from './zvt-frame.ts';

const hexOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex').toUpperCase();
const bytesOf = (hex: string) => Buffer.from(hex.replaceAll(' ', ''), 'hex');
const latin1 = (text: string) => Buffer.from(text, 'latin1');

describe('POS Integrado', () => {
  it('has the published frames', () => {
    // The reference's own examples; an LRC may be any byte, also STX, NUL and ACK.
    const published = {
      '0200|123|': '02 30 32 30 30 7C 31 32 33 7C 03 31',
      '0250|': '02 30 32 35 30 7C 03 78',
      '1200|10|': '02 31 32 30 30 7C 31 30 7C 03 01',
      '0800': '02 30 38 30 30 03 0B',
      '0100': '02 30 31 30 30 03 02',
      '0300': '02 30 33 30 30 03 00',
      '0500||': '02 30 35 30 30 7C 7C 03 06',
      '0700||': '02 30 37 30 30 7C 7C 03 04',
    };
    for (const [data, hex] of Object.entries(published)) {
      expect(hexOf(encodePosIntegradoFrame(data)), data).toBe(hex.replaceAll(' ', ''));
      expect(new PosIntegradoParser().push(bytesOf(hex)).frames).toEqual([
        { kind: 'data', data: Uint8Array.from(latin1(data)) },
      ]);
    }
    expect(posIntegradoLrc(latin1('0200|123|'))).toBe(0x31);
    expect(posIntegradoFields(latin1('0200|123|'))).toEqual(['0200', '123', '']);
  });

  it('never takes a byte of a broken frame for a confirmation', () => {
    const parser = new PosIntegradoParser();
    // `0500||` with one byte hit: its LRC is 06.
    const parsed = parser.push(bytesOf('02 30 35 31 30 7C 7C 03 06 15'));
    expect(parsed.frames).toEqual([{ kind: 'nak' }]);
    expect(parsed).toMatchObject({ badFrames: 1 });
    expect(hexOf(parsed.discarded)).toBe('023035313 07C7C0306'.replace(' ', ''));
    expect(parser.counters).toEqual({ frames: 1, badFrames: 1, discardedBytes: 9 });
  });

  it('gives up a frame whose end does not come, and holds no more than one frame', () => {
    const parser = new PosIntegradoParser();
    expect(parser.push(bytesOf('02 30 32')).frames).toEqual([]);
    expect(parser.waiting).toBe(true);
    expect(hexOf(parser.abandon().discarded)).toBe('023032');
    expect(parser.waiting).toBe(false);
    const endless = parser.push(Buffer.concat([Buffer.of(2), Buffer.alloc(10_000, 0x31)]));
    expect(endless.badFrames).toBe(1);
    expect(endless.discarded).toHaveLength(10_001);
    expect(() => encodePosIntegradoFrame('1'.repeat(4094))).toThrow(RangeError);
    expect(() => encodePosIntegradoFrame('a\u0003')).toThrow(RangeError);
    expect(() => encodePosIntegradoFrame('')).toThrow(RangeError);
  });
});

describe('POSLINK', () => {
  const sample = Buffer.from('AlQwMBwxLjM1HDAxFTI3MjYVHx8fHx8xFTE1NTU1OTY1NjAVFRUVFQNt', 'base64');

  it('reads the sample and makes it again', () => {
    const parsed = new PoslinkParser().push(sample);
    const [frame] = parsed.frames;
    if (frame?.kind !== 'data') throw new Error('the sample was not read');
    expect(poslinkLrc(frame.data)).toBe(0x6d);
    const message = decodePoslinkMessage(frame.data) ?? expect.fail();
    expect(message).toMatchObject({ command: 'T00', version: '1.35' });
    expect(message.fields[0]?.[0]).toBe('01\u00152726\u0015');
    expect(message.fields[0]).toHaveLength(6);
    expect(encodePoslinkFrame(message)).toEqual(Uint8Array.from(sample));
    expect(encodePoslinkFrame(frame.data)).toEqual(Uint8Array.from(sample));
    expect(decodePoslinkMessage(latin1('T00'))).toBeNull();
  });

  it('hears ACK, NAK and EOT between frames only', () => {
    expect(new PoslinkParser().push(bytesOf('06 15 04')).frames.map(({ kind }) => kind)).toEqual(['ack', 'nak', 'eot']);
    expect(new PoslinkParser().push(sample).frames).toHaveLength(1);
  });
});

describe('ECR17', () => {
  it('seeds the LRC with 7F, over what the terminal counts', () => {
    const data = latin1('00000000');
    // Eight equal characters cancel out.
    expect(ecr17Lrc(data)).toBe(0x7f);
    expect(ecr17Lrc(data, { lrcOver: 'data_etx' })).toBe(0x7f ^ 0x03);
    expect(ecr17Lrc(data, { lrcOver: 'stx_data' })).toBe(0x7f ^ 0x02);
    expect(ecr17Lrc(data, { lrcOver: 'stx_data_etx' })).toBe(0x7f ^ 0x02 ^ 0x03);
    expect(hexOf(encodeEcr17Frame('123456780s'))).toBe('02313233343536373830730334');
  });

  it('reads progress without LRC, and confirmations in both forms', () => {
    const parser = new Ecr17Parser();
    const stream = Buffer.concat([
      encodeEcr17Confirmation('ack'),
      encodeEcr17Progress('INSERIRE CARTA'),
      encodeEcr17Frame('123456780E00'),
      bytesOf('06'),
      encodeEcr17Confirmation('nak'),
    ]);
    expect(hexOf(encodeEcr17Confirmation('ack'))).toBe('060379');
    const parsed = parser.push(stream);
    expect(parsed.frames).toEqual([
      { kind: 'ack' },
      { kind: 'progress', text: 'INSERIRE CARTA      ' },
      { kind: 'data', data: Uint8Array.from(latin1('123456780E00')) },
      { kind: 'ack' },
      { kind: 'nak' },
    ]);
    expect(parsed.discarded).toHaveLength(0);
  });

  it('drops progress without its end, and finds the frame behind', () => {
    const parsed = new Ecr17Parser().push(Buffer.concat([bytesOf('01 41 42'), encodeEcr17Frame('OK')]));
    expect(parsed.frames).toHaveLength(1);
    expect(hexOf(parsed.discarded)).toBe('014142');
    expect(new Ecr17Parser({ lrcOver: 'data_etx' }).push(encodeEcr17Frame('OK')).frames).toEqual([]);
  });
});

describe('ZVT', () => {
  it('has the CRC of recorded exchanges, low byte first', () => {
    const recorded = {
      '800000': '10 02 80 00 00 10 03 F5 1F',
      '849C00': '10 02 84 9C 00 10 03 C3 41',
      '061800': '10 02 06 18 00 10 03 56 3A',
      '06D11900476573616D742020202020203020202020202020302C3030':
        '10 02 06 D1 19 00 47 65 73 61 6D 74 20 20 20 20 20 20 30 20 20 20 20 20 20 20 30 2C 30 30 10 03 B5 AB',
    };
    for (const [apduHex, frameHex] of Object.entries(recorded)) {
      const apdu = decodeZvtApdu(bytesOf(apduHex)) ?? expect.fail();
      expect(hexOf(encodeZvtFrame(apdu))).toBe(frameHex.replaceAll(' ', ''));
      expect(new ZvtParser().push(bytesOf(frameHex)).frames).toEqual([{ kind: 'apdu', apdu }]);
    }
    expect(zvtCrc(bytesOf('800000'))).toBe(0x1ff5);
  });

  it('doubles DLE, and knows both forms of the length', () => {
    const apdu = { control: 0x040f, data: Uint8Array.of(0x10, 0x10, 0x02, 0x10, 0x03) };
    expect(hexOf(encodeZvtFrame(apdu)).slice(0, -4)).toBe('1002040F0510101010021010031003');
    expect(new ZvtParser().push(encodeZvtFrame(apdu)).frames).toEqual([{ kind: 'apdu', apdu }]);
    const headOf = (length: number) =>
      hexOf(encodeZvtApdu({ control: 0x060f, data: new Uint8Array(length) })).slice(0, 10);
    expect(headOf(0)).toBe('060F00');
    expect(headOf(254)).toBe('060FFE0000');
    expect(headOf(255)).toBe('060FFFFF00');
    expect(headOf(0x1234)).toBe('060FFF3412');
    for (const length of [0, 1, 254, 255, 256, 0xffff]) {
      const long = { control: 0x060f, data: new Uint8Array(length).fill(0x10) };
      expect(decodeZvtApdu(encodeZvtApdu(long))).toEqual(long);
      expect(new ZvtParser().push(encodeZvtFrame(long)).frames).toEqual([{ kind: 'apdu', apdu: long }]);
    }
    expect(() => encodeZvtApdu({ control: 0, data: new Uint8Array(0x10000) })).toThrow(RangeError);
    for (const broken of ['', '06', '060F', '060F01', '060FFF', '060FFF01', '060FFF0100']) {
      expect(decodeZvtApdu(bytesOf(broken)), broken).toBeNull();
    }
  });

  it('drops a frame with a wrong CRC or length, and takes no byte of it for a confirmation', () => {
    for (const broken of ['10 02 80 00 00 10 03 06 06', '10 02 80 00 01 10 03 2D 9F', '10 02 80 06 10 41']) {
      const parsed = new ZvtParser().push(
        Buffer.concat([bytesOf(broken), encodeZvtFrame({ control: 0x8000, data: new Uint8Array() })]),
      );
      expect(parsed.frames, broken).toHaveLength(1);
      expect(parsed.badFrames, broken).toBe(1);
    }
    expect(new ZvtParser().push(bytesOf('06 15 10 41')).frames.map(({ kind }) => kind)).toEqual(['ack', 'nak']);
  });
});

/** Each protocol: its parser, frames in bytes with what they are read as, and bytes that begin nothing in it. */
const text = fc.string({ unit: fc.constantFrom(...'0123456789|ABCDz '), minLength: 1, maxLength: 40 });
const quiet = fc.uint8Array({ maxLength: 8 }).map((bytes) => bytes.map((byte) => (byte < 0x20 ? byte | 0x20 : byte)));
const control = (kind: 'ack' | 'nak') => ({
  bytes: Uint8Array.of(kind === 'ack' ? 6 : 21),
  frame: { kind } as unknown,
});
const dataFrame = (bytes: Uint8Array, data: Uint8Array) => ({
  bytes,
  frame: { kind: 'data', data: Uint8Array.from(data) } as unknown,
});
const controls = fc.constantFrom('ack' as const, 'nak' as const).map(control);

const protocols: Record<
  string,
  { parser(): ResyncParser<unknown>; frame: fc.Arbitrary<{ bytes: Uint8Array; frame: unknown }> }
> = {
  'POS Integrado': {
    parser: () => new PosIntegradoParser(),
    frame: fc.oneof(
      text.map((data) => dataFrame(encodePosIntegradoFrame(data), latin1(data))),
      controls,
    ),
  },
  POSLINK: {
    parser: () => new PoslinkParser(),
    frame: fc.oneof(
      fc
        .tuple(text, fc.array(fc.array(text, { minLength: 1, maxLength: 3 }), { maxLength: 3 }))
        .map(([version, fields]) => {
          const bytes = encodePoslinkFrame({ command: 'T00', version, fields });
          return dataFrame(bytes, bytes.subarray(1, -2));
        }),
      controls,
      fc.constant({ bytes: Uint8Array.of(4), frame: { kind: 'eot' } as unknown }),
    ),
  },
  ECR17: {
    parser: () => new Ecr17Parser(),
    frame: fc.oneof(
      text.map((data) => dataFrame(encodeEcr17Frame(data), latin1(data))),
      text.map((data) => ({
        bytes: encodeEcr17Progress(data),
        frame: { kind: 'progress', text: data.slice(0, 20).padEnd(20) } as unknown,
      })),
      fc
        .constantFrom('ack' as const, 'nak' as const)
        .map((kind) => ({ bytes: encodeEcr17Confirmation(kind), frame: { kind } as unknown })),
    ),
  },
  ZVT: {
    parser: () => new ZvtParser(),
    frame: fc.oneof(
      fc.tuple(fc.nat(0xffff), fc.uint8Array({ maxLength: 300 })).map(([code, data]) => {
        const apdu = { control: code, data: Uint8Array.from(data) };
        return { bytes: encodeZvtFrame(apdu), frame: { kind: 'apdu', apdu } as unknown };
      }),
      controls,
    ),
  },
};

describe.each(Object.entries(protocols))('the parser of %s', (_name, { parser, frame }) => {
  it('finds the same frames however the stream is cut up, whatever stands between them', () => {
    const stream = fc.array(fc.tuple(quiet, frame), { maxLength: 8 });
    fc.assert(
      fc.property(stream, fc.array(fc.nat(), { maxLength: 20 }), (parts, cuts) => {
        const bytes = Buffer.concat(parts.flatMap(([noise, { bytes: good }]) => [noise, good]));
        const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
        const tried = parser();
        const found: unknown[] = [];
        const dropped: Uint8Array[] = [];
        for (let n = 1; n < places.length; n++) {
          const parsed = tried.push(bytes.subarray(places[n - 1], places[n]));
          found.push(...parsed.frames);
          dropped.push(parsed.discarded);
        }
        expect(found).toEqual(parts.map(([, one]) => one.frame));
        expect(hexOf(Buffer.concat(dropped))).toBe(hexOf(Buffer.concat(parts.map(([noise]) => noise))));
      }),
    );
  });

  it('stands any bytes at all, and holds no more than was left unread', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 10 }), (chunks) => {
        const tried = parser();
        for (const chunk of chunks) tried.push(chunk);
        tried.abandon();
        expect(tried.waiting).toBe(false);
        const given = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
        expect(tried.counters.discardedBytes).toBeLessThanOrEqual(given);
      }),
    );
  });
});
