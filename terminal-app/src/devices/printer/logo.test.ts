import { expect, it } from 'vitest';
import { logoFromBitmap } from './logo.ts';

const bitmap = (head: string, ...dots: number[]) => Buffer.concat([Buffer.from(head, 'latin1'), Buffer.from(dots)]);

it('a portable bitmap becomes a picture, row by row, padded to whole bytes', () => {
  const picture = { kind: 'picture', widthBytes: 2, heightDots: 2, dots: Uint8Array.of(0xff, 0x80, 0x0a, 0x00) };
  expect(logoFromBitmap(bitmap('P4\n9 2\n', 0xff, 0x80, 0x0a, 0x00))).toEqual(picture);
  expect(logoFromBitmap(bitmap('P4\n# made by hand\n9\n2\n', 0xff, 0x80, 0x0a, 0x00))).toEqual(picture);
});

it('what is none, is cut off or does not fit the paper is none', () => {
  const bad = [
    bitmap(''),
    bitmap('P1\n8 1\n', 0xff),
    bitmap('P4\n8\n'),
    bitmap('P4\n8 2\n', 0xff),
    bitmap('P4\n0 1\n', 0xff),
    bitmap('P4\n385 1\n', ...Array(49).fill(0)),
    bitmap('P4\n8 301\n', ...Array(301).fill(0)),
  ];
  for (const file of bad) expect(logoFromBitmap(file)).toBeNull();
});
