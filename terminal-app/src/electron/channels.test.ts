import { expect, test } from 'vitest';
import { checkCloseAnswer, checkCommand, checkHostFrame, isOwnPage } from './channels.ts';

const own = 'qiantai://till/index.html';
const command = { id: 1, command: { type: 'begin_tender' } };

test('a command from our page passes as it is', () => {
  expect(checkCommand(own, command)).toEqual({ kind: 'command', frame: command });
});

test.each([
  ['no frame', undefined],
  ['another site', 'https://example.com/'],
  ['a host with our name in front', 'qiantai://till.example.com/index.html'],
  ['a file', 'file:///index.html'],
  ['no address', 'not an address'],
])('a command of %s is refused', (_name, url) => {
  expect(checkCommand(url, command)).toMatchObject({ kind: 'refused', errorCode: 'FRAME_FOREIGN' });
  expect(isOwnPage(url)).toBe(false);
});

test.each([
  ['null', null],
  ['text', 'begin_tender'],
  ['an unknown command', { id: 1, command: { type: 'open_drawer_now' } }],
  ['an extra member', { id: 1, command: { type: 'begin_tender', extra: 1 } }],
  ['an amount that is no amount', { id: 1, command: { type: 'pay_cash', tenderedMinor: '12x' } }],
  ['a broken id', { id: 1.5, command: { type: 'begin_tender' } }],
])('%s is no command', (_name, body) => {
  expect(checkCommand(own, body)).toMatchObject({ kind: 'refused', errorCode: 'FRAME_BAD' });
});

test('what is too large or has no text is refused before it is read', () => {
  const large = { id: 1, command: { type: 'search', text: 'x'.repeat(70_000) } };
  expect(checkCommand(own, large)).toMatchObject({ errorCode: 'FRAME_TOO_LARGE' });
  expect(checkCommand(own, { id: 1n })).toMatchObject({ errorCode: 'FRAME_TOO_LARGE' });
});

test('frames of the host are checked too', () => {
  const reply = { kind: 'reply', id: 3, reply: { ok: true } };
  expect(checkHostFrame(JSON.stringify(reply))).toEqual(reply);
  expect(checkHostFrame('{"kind":"snapshot","snapshot":{}}')).toBeUndefined();
  expect(checkHostFrame('{')).toBeUndefined();
});

test('what a page says of closing its window counts from a page of ours, in the words that there are', () => {
  expect(checkCloseAnswer(own, 'asking')).toBe('asking');
  expect(checkCloseAnswer(own, 'close')).toBe('close');
  expect(checkCloseAnswer(own, 'quit')).toBeUndefined();
  expect(checkCloseAnswer(own, { toString: () => 'close' })).toBeUndefined();
  expect(checkCloseAnswer('https://example.com/', 'close')).toBeUndefined();
});
