import { describe, expect, test } from 'vitest';
import { createLog } from './log.ts';
import { LogRing, scrubbed } from './log-ring.ts';

describe('the last lines of a log', () => {
  test('are bounded by lines and by characters', () => {
    const ring = new LogRing({ linesMax: 3, charactersMax: 12 });
    for (const [index, text] of ['one', 'two', 'three', 'four'].entries()) ring.push({ atMs: index, text });
    expect(ring.last(10).map((line) => line.text)).toEqual(['two', 'three', 'four']);
    ring.push({ atMs: 9, text: 'x'.repeat(20) });
    expect(ring.last(10)).toEqual([]);
  });

  test('are given by count and by time, the oldest first', () => {
    const ring = new LogRing();
    for (let at = 1; at <= 5; at++) ring.push({ atMs: at, text: `line ${at}` });
    expect(ring.last(2).map((line) => line.atMs)).toEqual([4, 5]);
    expect(ring.last(10, 3).map((line) => line.atMs)).toEqual([3, 4, 5]);
    expect(ring.last(0)).toEqual([]);
  });

  test('come from the log, redacted by it', () => {
    const ring = new LogRing();
    const log = createLog({ name: 'test', level: 'fatal', nowMs: () => 7, ring });
    log.fatal({ pan: '6222020000000000123', payment: { pin: '1234' } }, 'card.seen');
    const [line] = ring.last(1);
    expect(line?.atMs).toBe(7);
    expect(JSON.parse(line?.text ?? '')).toMatchObject({ msg: 'card.seen', pan: '***', payment: { pin: '***' } });
  });
});

test.each([
  ['card 6222021234567890128 declined', 'card [number] declined'],
  ['card 4111 1111 1111 1111 declined', 'card [number] declined'],
  ['code 134567890123456789', 'code [number]'],
  ['track 6222021234567890128=25121010000012300000', 'track [track]'],
  ['at 1767225600000 it was', 'at 1767225600000 it was'],
  ['key 019b77ba-55b8-70d5-8305-3cbf670b55b9 stays', 'key 019b77ba-55b8-70d5-8305-3cbf670b55b9 stays'],
  ['sealed deadbeefdeadbeefdeadbeefdeadbeef', 'sealed [hex]'],
  ['-----BEGIN PRIVATE KEY-----\nMIGH\n-----END PRIVATE KEY----- after', '[key] after'],
  ['-----BEGIN PRIVATE KEY-----\\nMIGH', '[key]'],
  [`blob ${Buffer.from('a key of thirty-two bytes, or 33!').toString('base64')}`, 'blob [bytes]'],
  ['receipt S1-0001-20260101-0042', 'receipt S1-0001-20260101-0042'],
  ['/work/data/store/edge-agent/agent.db', '/work/data/store/edge-agent/agent.db'],
])('of "%s" is sent "%s"', (text, sent) => {
  expect(scrubbed(text)).toBe(sent);
});
