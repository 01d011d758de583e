import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { packMessage, unpackMessage } from './iso-codec.ts';
import { type FieldDefinition, fieldDefinitions } from './iso-fields.ts';

describe('golden bytes', () => {
  test('a sale: odd digits are filled up on the right, field 23 on the left, lengths count digits', () => {
    const message = {
      mti: '0200',
      values: {
        2: '6216261000000000018',
        3: '000000',
        4: '000000001250',
        11: '000007',
        22: '021',
        23: '001',
        25: '00',
        35: '6216261000000000018=3012220',
        41: '10000001',
        60: '22000001000',
      },
    };
    const bytes = packMessage(message).toString('hex');
    expect(bytes).toBe(
      [
        '0200',
        '7020068020800010',
        '1962162610000000000180',
        '000000',
        '000000001250',
        '000007',
        '0210',
        '0001',
        '00',
        '276216261000000000018d30122200',
        '3130303030303031',
        '0011220000010000',
      ].join(''),
    );
    expect(unpackMessage(Buffer.from(bytes, 'hex'))).toEqual(message);
  });
});

describe('bad input is refused with the field that is wrong', () => {
  test.each([
    ['', 'too few'],
    ['02AB0000000000000000', 'not numeric'],
    ['02002000000000000000', 'ends inside field 3'],
    ['0200200000000000000000000A', 'field 3 holds'],
    ['02004000000000000000FF', 'field 2 has no length'],
    ['0200400000000000000099', 'field 2 of 99 is too long'],
    ['02000100000000000000', 'field 8 is not known'],
    ['020020000000000000000000000000', 'follow the last field'],
  ])('%s: %s', (bytes, why) => {
    expect(() => unpackMessage(Buffer.from(bytes, 'hex'))).toThrow(why);
  });

  test('values that do not fit are not packed', () => {
    expect(() => packMessage({ mti: '0200', values: { 3: '00' } })).toThrow('field 3');
    expect(() => packMessage({ mti: '0200', values: { 4: '0000000012.5' } })).toThrow('field 4');
    expect(() => packMessage({ mti: '0200', values: { 128: '00' } })).toThrow('field 128');
  });

  test('any bytes are refused or understood, never worse', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        try {
          unpackMessage(Buffer.from(bytes));
        } catch (error) {
          expect(error).toMatchObject({ code: 'ISO_MESSAGE_BAD' });
        }
      }),
      { seed: 1 },
    );
  });
});

test('every message comes back as it was packed', () => {
  const characters: Readonly<Record<FieldDefinition['form'], string>> = {
    digits: '0123456789',
    digits_right: '0123456789',
    track: '0123456789=',
    text: 'ABCxyz 019-',
    bytes: '0123456789ABCDEF',
  };
  const arbitraryValue = ({ form, length, prefix }: FieldDefinition) => {
    const unit = form === 'bytes' ? 2 : 1;
    const lengths = prefix ? fc.integer({ min: 1, max: length }) : fc.constant(length);
    return lengths.chain((count) =>
      fc
        .array(fc.constantFrom(...characters[form]), { minLength: count * unit, maxLength: count * unit })
        .map((parts) => parts.join('')),
    );
  };
  const values = fc.record(
    Object.fromEntries([...fieldDefinitions].map(([number, definition]) => [number, arbitraryValue(definition)])),
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(values, (fields) => {
      const message = { mti: '0200', values: fields as Record<number, string> };
      expect(unpackMessage(packMessage(message))).toEqual(message);
    }),
    { seed: 1, numRuns: 200 },
  );
});
