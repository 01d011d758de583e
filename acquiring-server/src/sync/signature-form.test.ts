import { generateKeyPairSync, sign, verify } from 'node:crypto';
import { expect, test } from 'vitest';
import { derFromP1363 } from './signature-form.ts';

test('a signature is the same in both forms, also where r or s is short or starts with a high bit', () => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  for (let n = 0; n < 400; n++) {
    const data = Buffer.alloc(32, n);
    const plain = sign('sha256', data, { key: privateKey, dsaEncoding: 'ieee-p1363' });
    expect(verify('sha256', data, publicKey, derFromP1363(plain)), plain.toString('hex')).toBe(true);
  }
  expect(derFromP1363(Buffer.concat([Buffer.alloc(31), Buffer.of(1), Buffer.alloc(32, 0xff)])).toString('hex')).toBe(
    `302602010102${'21'}00${'ff'.repeat(32)}`,
  );
});

test('zeros are no signature, and no fault', () => {
  const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  expect(verify('sha256', Buffer.alloc(32), publicKey, derFromP1363(Buffer.alloc(64)))).toBe(false);
});
