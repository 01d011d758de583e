import fc from 'fast-check';
import { expect, test } from 'vitest';
import { averageMsMax, charactersMin, holdMs, KeyReader, type ReaderEvent } from './key-reader.ts';

/** Presses each key after its gap, and lets time run out at the end; what came of it, in order. */
function played(presses: ReadonlyArray<readonly [key: string, gapMs: number]>): ReaderEvent[] {
  const reader = new KeyReader();
  const events: ReaderEvent[] = [];
  let atMs = 1000;
  for (const [key, gapMs] of presses) {
    // A timer of the screen releases what is held after its silence.
    if (reader.holding && gapMs >= holdMs) events.push(...reader.release(atMs + holdMs));
    atMs += gapMs;
    events.push(...reader.press(key, atMs));
  }
  events.push(...reader.release(Number.POSITIVE_INFINITY));
  return events;
}

const typedFast = (code: string, gapMs: number) => [...code].map((character) => [character, gapMs] as const);
const keysOf = (events: readonly ReaderEvent[]) => events.flatMap((event) => (event.kind === 'key' ? [event.key] : []));
const scansOf = (events: readonly ReaderEvent[]) =>
  events.flatMap((event) => (event.kind === 'scan' ? [event.code] : []));

test('a scanner’s code is a scan and no key', () => {
  for (const end of ['Enter', 'Tab']) {
    const events = played([...typedFast('6901234567892', 8), [end, 8]]);
    expect(events).toEqual([{ kind: 'scan', code: '6901234567892' }]);
  }
});

test('a hand’s digits are keys, and Enter says that digits came before', () => {
  const events = played([...typedFast('690123', 120), ['Enter', 150]]);
  expect(keysOf(events)).toEqual([...'690123', 'Enter']);
  expect(events.at(-1)).toMatchObject({ charactersBefore: 6 });
});

test('an Enter alone is deliberate; one right after characters is not', () => {
  expect(played([['Enter', 0]])).toEqual([{ kind: 'key', key: 'Enter', charactersBefore: 0 }]);
  expect(played([...typedFast('12345', 5), ['Enter', 5]]).at(-1)).toMatchObject({
    key: 'Enter',
    charactersBefore: 5,
  });
  expect(
    played([
      ['1', 0],
      ['Enter', 700],
    ]).at(-1),
  ).toMatchObject({ charactersBefore: 0 });
});

test('a slow scanner’s Enter is not deliberate either', () => {
  const events = played([...typedFast('6901234567892', 45), ['Enter', 45]]);
  expect(scansOf(events)).toEqual([]);
  expect(events.at(-1)).toMatchObject({ key: 'Enter', charactersBefore: 13 });
});

test('a second Enter right behind a scan (CR and LF) is swallowed', () => {
  expect(played([...typedFast('6901234567892', 5), ['Enter', 5], ['Enter', 5]])).toHaveLength(1);
  expect(keysOf(played([...typedFast('6901234567892', 5), ['Enter', 5], ['Enter', 400]]))).toEqual(['Enter']);
});

test('two scans right behind each other are two scans', () => {
  const scan = [...typedFast('6901234567892', 1), ['Enter', 1] as const];
  expect(scansOf(played([...scan, ...scan]))).toEqual(['6901234567892', '6901234567892']);
});

test('a digit waits until it stands alone, then is a key', () => {
  const reader = new KeyReader();
  expect(reader.press('2', 100)).toEqual([]);
  expect(reader.release(130)).toEqual([]);
  expect(reader.release(100 + holdMs)).toEqual([{ kind: 'key', key: '2', charactersBefore: 0 }]);
  expect(reader.holding).toBe(false);
});

test('a named key lets go of what is held, in order', () => {
  expect(
    keysOf(
      played([
        ['5', 0],
        ['F3', 10],
      ]),
    ),
  ).toEqual(['5', 'F3']);
});

test('at scanner speed every code is one scan; nothing of it is a key', () => {
  const code = fc.string({
    minLength: charactersMin,
    maxLength: 60,
    unit: fc.constantFrom(...'0123456789ABCdef-.:/ '),
  });
  fc.assert(
    fc.property(code, fc.integer({ min: 1, max: averageMsMax }), (text, gapMs) => {
      expect(played([...typedFast(text, gapMs), ['Enter', gapMs]])).toEqual([{ kind: 'scan', code: text }]);
    }),
    { seed: 7 },
  );
});

test('whatever the rhythm, characters are neither lost nor doubled', () => {
  const press = fc.tuple(fc.constantFrom(...'0123456789', 'Enter', 'Escape', 'F3'), fc.integer({ min: 0, max: 900 }));
  fc.assert(
    fc.property(fc.array(press, { maxLength: 60 }), (presses) => {
      const wanted = presses.map(([key]) => key).filter((key) => key.length === 1);
      const seen = played(presses).flatMap((event) => (event.kind === 'scan' ? [...event.code] : [event.key]));
      const characters = seen.filter((key) => key.length === 1);
      // A code recognised late may repeat what was let go before; it never loses a character.
      expect(characters.length).toBeGreaterThanOrEqual(wanted.length);
      if (scansOf(played(presses)).length === 0) expect(characters).toEqual(wanted);
    }),
    { seed: 11 },
  );
});
