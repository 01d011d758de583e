import { expect, test } from 'vitest';
import type { TillSnapshot, ToScreen } from '../../contract/till-contract.ts';
import { base, cart } from '../../screen-tests/scenes.ts';
import { FrameReader } from './frame-reader.ts';

type Lines = TillSnapshot['sale']['lines'];

/** As it comes over a line: nothing of it is an object that was seen before. */
const frameOf = (lines: unknown): unknown =>
  structuredClone({ kind: 'snapshot', snapshot: { ...base, sale: { ...cart, lines } } });

function linesRead(reader: FrameReader, lines: unknown): Lines {
  const frame = reader.read(frameOf(lines));
  if (frame?.kind !== 'snapshot') throw new Error('not a snapshot');
  expect(frame).toEqual(frameOf(lines));
  return frame.snapshot.sale.lines;
}

test('lines that say the same stay the same objects, whatever changes around them', () => {
  const reader = new FrameReader();
  const [first, second, ...rest] = linesRead(reader, cart.lines);
  if (!first || !second) throw new Error('the scene has too few lines');
  const more = { ...first, quantity: first.quantity + 1 };
  const changed = linesRead(reader, [more, second, ...rest]);
  expect(changed[0]).not.toBe(first);
  expect(changed[1]).toBe(second);
  const shorter = linesRead(reader, [second, ...rest]);
  expect(shorter[0]).toBe(second);
  const promoted = { ...second, promotions: [{ nameZh: '半价', nameEn: 'Half' }] };
  expect(linesRead(reader, [promoted, ...rest])[0]).not.toBe(second);
  // Back as it was: what stood before the last snapshot is not remembered.
  expect(linesRead(reader, [second, ...rest])[0]).not.toBe(second);
});

test('a line that breaks the contract breaks its frame, and what was known stays', () => {
  const reader = new FrameReader();
  const known = linesRead(reader, cart.lines);
  const [first, ...rest] = cart.lines;
  const { barcode: _barcode, ...without } = first as Lines[number];
  const broken: unknown[] = [{ ...first, quantity: 'two' }, { ...first, more: 1 }, without, null, 7, [first]];
  for (const line of broken) expect(reader.read(frameOf([line, ...rest]))).toBeNull();
  for (const lines of [null, {}, 'x', undefined]) expect(reader.read(frameOf(lines))).toBeNull();
  expect(linesRead(reader, cart.lines)[0]).toBe(known[0]);
});

test('answers pass, and what is no frame at all does not', () => {
  const reader = new FrameReader();
  const reply: ToScreen = { kind: 'reply', id: 3, reply: { ok: true } };
  expect(reader.read(reply)).toEqual(reply);
  // A cart makes no snapshot of it.
  expect(reader.read({ ...reply, snapshot: { ...base, sale: cart } })).toBeNull();
  for (const raw of [null, 1, 'text', [], {}, { kind: 'snapshot' }, { kind: 'snapshot', snapshot: 1 }]) {
    expect(reader.read(raw)).toBeNull();
  }
});
