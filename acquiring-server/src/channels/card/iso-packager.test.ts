import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeFrame, FrameError, FrameReader } from './card-frames.ts';
import { isoFields } from './iso-fields.ts';
import { decodeIsoMessage, encodeIsoMessage, IsoFormatError, type IsoMessage } from './iso-packager.ts';

const envelope = { tpduHex: '6000000718', headerHex: '603100311903' };

/** A value that a field may hold; fixed text without spaces at its end, which packing would lose. */
function fieldValue(number: number): fc.Arbitrary<string> {
  const spec = isoFields[number];
  if (!spec) throw new Error(`no field ${number}`);
  const { form, length } = spec;
  const [min, max] = 'fixed' in length ? [length.fixed, length.fixed] : [0, 'll' in length ? length.ll : length.lll];
  const of = (alphabet: string) => fc.string({ unit: fc.constantFrom(...alphabet), minLength: min, maxLength: max });
  switch (form.kind) {
    case 'digits':
      return of('0123456789');
    case 'track2':
      return of('0123456789=');
    case 'text':
      return of('ABCxyz0189');
    case 'binary':
      return fc.uint8Array({ minLength: min, maxLength: max }).map((bytes) => Buffer.from(bytes).toString('hex'));
  }
}

const numbers = Object.keys(isoFields).map(Number);
const messages: fc.Arbitrary<IsoMessage> = fc
  .record({
    mti: fc.constantFrom('0200', '0210', '0220', '0400', '0800', '0500'),
    fields: fc
      .subarray(numbers)
      .chain((chosen) => fc.record(Object.fromEntries(chosen.map((number) => [number, fieldValue(number)])))),
  })
  .map(({ mti, fields }) => ({ mti, fields }));

describe('packager', () => {
  it('packs a sale as the specification shows it', () => {
    const bytes = encodeIsoMessage({
      mti: '0200',
      fields: {
        2: '6200000000000005',
        3: '000000',
        4: '000000001250',
        11: '000001',
        22: '051',
        23: '001',
        25: '00',
        35: '6200000000000005=3012220',
        41: '10000001',
        49: '156',
        60: '22000001000',
      },
    });
    expect(bytes.toString('hex')).toBe(
      [
        '0200',
        '7020068020808010',
        '166200000000000005',
        '000000',
        '000000001250',
        '000001',
        '0510',
        '0001',
        '00',
        '246200000000000005d3012220',
        '3130303030303031',
        '313536',
        '0011220000010000',
      ].join(''),
    );
  });

  it('reads back whatever it packed', () => {
    fc.assert(
      fc.property(messages, (message) => {
        expect(decodeIsoMessage(encodeIsoMessage(message))).toEqual(message);
      }),
      { numRuns: 200 },
    );
  });

  it('answers any bytes by a message or by its own error', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
        try {
          decodeIsoMessage(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(IsoFormatError);
        }
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['a field that is not in the table', { mti: '0200', fields: { 5: '1' } }],
    ['too many digits', { mti: '0200', fields: { 3: '0000000' } }],
    ['a letter among digits', { mti: '0200', fields: { 4: '00000000125x' } }],
    ['a message type of letters', { mti: 'abcd', fields: {} }],
    ['half a byte', { mti: '0200', fields: { 55: 'abc' } }],
  ])('refuses %s', (_what, message) => {
    expect(() => encodeIsoMessage(message)).toThrow(IsoFormatError);
  });

  it('refuses bytes behind the last field and a message that ends early', () => {
    const bytes = encodeIsoMessage({ mti: '0800', fields: { 11: '000001', 41: '10000001' } });
    expect(() => decodeIsoMessage(Buffer.concat([bytes, Buffer.alloc(1)]))).toThrow(IsoFormatError);
    expect(() => decodeIsoMessage(bytes.subarray(0, -1))).toThrow(IsoFormatError);
  });
});

describe('frames', () => {
  it('carry length, TPDU and header before the message', () => {
    const message = encodeIsoMessage({ mti: '0800', fields: { 11: '000001' } });
    expect(encodeFrame(envelope, message).toString('hex')).toBe(
      `0018${envelope.tpduHex}${envelope.headerHex}${message.toString('hex')}`,
    );
  });

  it('are the same however the line fragments them', () => {
    fc.assert(
      fc.property(
        fc.array(messages, { minLength: 1, maxLength: 4 }),
        fc.infiniteStream(fc.integer({ min: 1, max: 40 })),
        (sent, cuts) => {
          const packed = sent.map((message) => encodeIsoMessage(message));
          const stream = Buffer.concat(packed.map((message) => encodeFrame(envelope, message)));
          const reader = new FrameReader();
          const read: Buffer[] = [];
          for (let at = 0; at < stream.length; ) {
            const length = cuts.next().value as number;
            read.push(...reader.push(stream.subarray(at, at + length)));
            at += length;
          }
          expect(read).toEqual(packed);
        },
      ),
      { numRuns: 100 },
    );
  });

  it('give up a line whose length no frame has', () => {
    expect(() => new FrameReader().push(Buffer.from('0001ff', 'hex'))).toThrow(FrameError);
    expect(() => new FrameReader().push(Buffer.from('ffff', 'hex'))).toThrow(FrameError);
  });
});
