import { expect, test } from 'vitest';
import { base, cart } from '../screen-tests/scenes.ts';
import { FrameReader } from './frame-reader.ts';
import type { SnapshotChange } from './frames.ts';
import type { TillSnapshot } from './till-contract.ts';

const snapshot: TillSnapshot = { ...base, revision: 7, sale: cart };
/** As it comes over a line: nothing of it is an object that was seen before. */
const whole = (revision = 7): unknown => structuredClone({ kind: 'snapshot', snapshot: { ...snapshot, revision } });
const change = (more: Partial<SnapshotChange> = {}): SnapshotChange => ({
  kind: 'change',
  from: 7,
  parts: { revision: 8 },
  sale: {},
  ...more,
});

function reading(...frames: unknown[]): { reader: FrameReader; kinds: string[] } {
  const reader = new FrameReader();
  return { reader, kinds: frames.map((frame) => reader.read(frame).kind) };
}

function shownOf(...frames: unknown[]): TillSnapshot {
  const reader = new FrameReader();
  const read = frames.map((frame) => reader.read(frame)).at(-1);
  if (read?.kind !== 'snapshot') throw new Error(`not a snapshot: ${read?.kind}`);
  return read.snapshot;
}

const [first, second, ...rest] = cart.lines as [TillSnapshot['sale']['lines'][number], ...typeof cart.lines];

test('a change takes what it does not name from the snapshot before, as the same objects', () => {
  const reader = new FrameReader();
  const before = reader.read(whole());
  const after = reader.read(change({ parts: { revision: 8, language: 'en' }, sale: { totalMinor: '1' } }));
  if (before.kind !== 'snapshot' || after.kind !== 'snapshot') throw new Error('not read');
  expect(after.snapshot).toEqual({ ...snapshot, revision: 8, language: 'en', sale: { ...cart, totalMinor: '1' } });
  expect(after.snapshot.devices).toBe(before.snapshot.devices);
  expect(after.snapshot.sale.lines).toBe(before.snapshot.sale.lines);
  const next = reader.read(change({ from: 8, parts: { revision: 9 } }));
  expect(next.kind === 'snapshot' && next.snapshot.sale).toBe(after.snapshot.sale);
});

test('lines are put together of kept runs and new ones, in their order', () => {
  const count = cart.lines.length;
  const more = { ...first, quantity: 9 };
  const shown = (lines: SnapshotChange['lines']) => shownOf(whole(), change({ lines })).sale.lines;
  expect(shown([more, { from: 1, count: count - 1 }])).toEqual([more, second, ...rest]);
  expect(shown([{ from: 1, count: count - 1 }])).toEqual([second, ...rest]);
  expect(
    shown([
      { from: 0, count },
      { ...first, lineNo: 99 },
    ]),
  ).toEqual([...cart.lines, { ...first, lineNo: 99 }]);
  expect(shown([])).toEqual([]);
});

test('a change of what the screen does not have is a gap, told once, until the whole is here', () => {
  const { reader, kinds } = reading(change(), change(), whole(), change({ from: 6 }), change());
  expect(kinds).toEqual(['gap', 'bad', 'snapshot', 'gap', 'snapshot']);
  reader.lost();
  expect(reader.read(change({ from: 8 })).kind).toBe('gap');
  expect(reader.read(whole(1)).kind).toBe('snapshot');
});

test.each<[string, unknown]>([
  ['kept lines that are not there', change({ lines: [{ from: cart.lines.length, count: 1 }] })],
  ['a run of none', change({ lines: [{ from: 0, count: 0 }] })],
  ['a line without its parts', { ...change(), lines: [{ lineNo: 1 }] }],
  ['no revision', { ...change(), parts: {} }],
  ['a part of no snapshot', { ...change(), parts: { revision: 8, more: 1 } }],
  ['a part that breaks its schema', { ...change(), parts: { revision: 8, language: 'fr' } }],
  ['lines in two places', { ...change(), sale: { lines: [] } }],
  ['no base', { ...change(), from: undefined }],
])('a change with %s is a gap, and what was known stays', (_name, bad) => {
  const { reader, kinds } = reading(whole(), bad);
  expect(kinds.at(-1)).toBe('gap');
  const next = reader.read(change());
  expect(next.kind === 'snapshot' && next.snapshot).toEqual({ ...snapshot, revision: 8 });
});

test('where the whole one breaks the contract, too, each change may ask once more', () => {
  const bad = { kind: 'snapshot', snapshot: { ...snapshot, view: 'elsewhere' } };
  expect(reading(change(), bad, bad, change(), change(), bad, change()).kinds).toEqual([
    'gap',
    'bad',
    'bad',
    'gap',
    'bad',
    'bad',
    'gap',
  ]);
});

test('answers pass, and what is no frame at all does not', () => {
  const reply = { kind: 'reply', id: 3, reply: { ok: true } };
  const reader = new FrameReader();
  expect(reader.read(reply)).toEqual(reply);
  for (const raw of [{ ...reply, snapshot }, null, 1, 'text', [], {}, undefined, { kind: 'snapshot', snapshot: 1 }]) {
    expect(reader.read(raw).kind).toBe('bad');
  }
});
