import { FakeClock } from '@qiantai/foundation';
import { expect, test } from 'vitest';
import { ShortMemory } from './short-memory.ts';

function memory(keyCountMax = 10) {
  const clock = new FakeClock();
  const read: string[] = [];
  const failing = new Set<string>();
  const held = new ShortMemory({ clock, ageMsMax: 1000, keyCountMax }, async (key) => {
    read.push(key);
    if (failing.has(key)) throw new Error(`no ${key}`);
    return `${key}${read.length}`;
  });
  return { clock, read, failing, held };
}

test('what was read is remembered until it is too old', async () => {
  const { clock, read, held } = memory();
  expect([await held.get('a'), await held.get('a')]).toEqual(['a1', 'a1']);
  await clock.advance(999);
  expect(await held.get('a')).toBe('a1');
  await clock.advance(1);
  expect(await held.get('a')).toBe('a2');
  expect(read).toEqual(['a', 'a']);
});

test('callers at the same time share one reading', async () => {
  const { read, held } = memory();
  expect(await Promise.all([held.get('a'), held.get('a'), held.get('b')])).toEqual(['a1', 'a1', 'b2']);
  expect(read).toEqual(['a', 'b']);
});

test('a failed reading is not remembered', async () => {
  const { read, failing, held } = memory();
  failing.add('a');
  await expect(held.get('a')).rejects.toThrow('no a');
  failing.clear();
  expect(await held.get('a')).toBe('a2');
  expect(read).toHaveLength(2);
});

test('the oldest key is forgotten first', async () => {
  const { read, held } = memory(2);
  for (const key of ['a', 'b', 'c', 'b', 'c', 'a']) await held.get(key);
  expect(read).toEqual(['a', 'b', 'c', 'a']);
});
