import { expect, test } from 'vitest';
import { crc16, type EmvQr, merchantOf, readEmvQr, readObjects } from './emv-qr.ts';

/** The sample of the specification's annex. */
const sample =
  '00020101021229300012D156000000000510A93FO3230Q31280012D15600000001030812345678520441115802CN5914BEST TRANSPORT' +
  '6007BEIJING64200002ZH0104最佳运输0202北京540523.7253031565502016233030412340603***0708A60086670902ME' +
  '91320016A0112233449988770708123456786304A13A';

test('the check value of the CRC, and the sample', () => {
  expect(crc16(Buffer.from('123456789'))).toBe('29B1');
  const read = readEmvQr(sample);
  expect(read.kind).toBe('read');
  const objects = read.kind === 'read' ? new Map(read.objects.map(({ id, value }) => [id, value])) : new Map();
  expect([objects.get('54'), objects.get('53'), objects.get('59'), objects.get('63')]).toEqual([
    ...['23.72', '156', 'BEST TRANSPORT', 'A13A'],
  ]);
  expect(readObjects([...(objects.get('64') ?? '')])).toContainEqual({ id: '01', value: '最佳运输' });
});

test('any changed character, any cut and what is none is refused', () => {
  for (let at = 6; at < [...sample].length; at++) {
    const changed = [...sample];
    changed[at] = changed[at] === '7' ? '8' : '7';
    expect(readEmvQr(changed.join('')).kind, `character ${at}`).toBe('refused');
    expect(readEmvQr([...sample].slice(0, at).join('')).kind, `cut at ${at}`).toBe('refused');
  }
  expect(readEmvQr('https://example.com/')).toEqual({ kind: 'refused', code: 'QR_NOT_EMV' });
  expect(readEmvQr(`000201${'9'.repeat(600)}`)).toEqual({ kind: 'refused', code: 'QR_TOO_LONG' });
});

const sealed = (text: string) => `${text}6304${crc16(Buffer.from(`${text}6304`))}`;
const codeOf = (read: EmvQr) => (read.kind === 'refused' ? read.code : '');

test('what it says of the merchant, in the merchant’s own language too', () => {
  const read = readEmvQr(sample);
  const merchant = read.kind === 'read' ? merchantOf(read.objects) : undefined;
  expect(merchant).toMatchObject({
    ...{ use: 'dynamic', name: 'BEST TRANSPORT', city: 'BEIJING', countryCode: 'CN', categoryCode: '4111' },
    ...{ language: 'ZH', localName: '最佳运输', localCity: '北京', amount: '23.72', currencyCode: '156' },
  });
  expect(merchant?.accounts).toEqual([
    {
      id: '29',
      value: '0012D156000000000510A93FO3230Q',
      objects: [
        { id: '00', value: 'D15600000000' },
        { id: '05', value: 'A93FO3230Q' },
      ],
    },
    {
      id: '31',
      value: '0012D15600000001030812345678',
      objects: [
        { id: '00', value: 'D15600000001' },
        { id: '03', value: '12345678' },
      ],
    },
  ]);
  expect(merchant?.additional).toContainEqual({ id: '07', value: 'A6008667' });
});

test('lengths count characters, the checksum goes over UTF-8, and its letters may be small', () => {
  const text = sealed('00020164120002ZH0102最佳5904SHOP');
  expect(readEmvQr(text).kind).toBe('read');
  expect(readEmvQr(text.slice(0, -4) + text.slice(-4).toLowerCase()).kind).toBe('read');
  // A library that counted bytes would write 06.
  expect(codeOf(readEmvQr(sealed('00020164160002ZH0106最佳5904SHOP')))).toBe('QR_BAD_OBJECT');
  // A character of two code units is one.
  expect(readEmvQr(sealed('00020164110002ZH0101𠮷5904SHOP')).kind).toBe('read');
});

test('an object that stands twice, or a template that is none, is refused', () => {
  expect(codeOf(readEmvQr(sealed('00020154011540125904SHOP')))).toBe('QR_BAD_OBJECT');
  expect(codeOf(readEmvQr(sealed('0002012604ABCD5904SHOP')))).toBe('QR_BAD_OBJECT');
  // Below 26 the account is the network's own, and no template.
  expect(readEmvQr(sealed('0002010204ABCD5904SHOP')).kind).toBe('read');
  expect(codeOf(readEmvQr('000201630401'))).toBe('QR_BAD_OBJECT');
  // The checksum stands last.
  expect(codeOf(readEmvQr(`${sealed('000201')}5904SHOP`))).toBe('QR_BAD_OBJECT');
});
