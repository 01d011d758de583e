import { expect, test } from 'vitest';
import { crc16, readEmvQr, readObjects } from './emv-qr.ts';

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
