import { expect, test } from 'vitest';
import { createLog } from './log.ts';
import { LogRing } from './log-ring.ts';

function logged(event: object): Record<string, unknown> {
  const ring = new LogRing();
  createLog({ name: 'test', level: 'info', nowMs: () => 7, ring }).info(event, 'test.event');
  return JSON.parse(ring.last(1)[0]?.text ?? '{}');
}

test('an event is told whatever it holds, bytes by their number', () => {
  const told = logged({
    id: 'a',
    key: Buffer.from('secret bytes'),
    within: { bytes: new Uint8Array(3), list: [Buffer.alloc(2)] },
    address: new URL('http://localhost/x'),
    set: new Set([1]),
    error: new RangeError('no'),
    nothing: undefined,
  });
  expect(told).toMatchObject({
    ...{ time: 7, name: 'test', msg: 'test.event', id: 'a', key: '12 bytes', address: 'http://localhost/x' },
    within: { bytes: '3 bytes', list: ['2 bytes'] },
  });
});

test('also what objects of classes, errors and JSON of their own hold', () => {
  class Card {
    pan = '6222';
    brand = 'x';
  }
  const json = { toJSON: () => ({ pin: '1234', seen: 1 }) };
  const error = Object.assign(new RangeError('no'), { secret: 's', code: 'A' });
  const told = logged({ card: new Card(), list: [new Card()], json, error, at: new Date(0) });
  const shown = { pan: '***', brand: 'x' };
  expect(told).toMatchObject({ card: shown, list: [shown], json: { pin: '***', seen: 1 } });
  expect(told).toMatchObject({ error: { secret: '***', code: 'A' }, at: '1970-01-01T00:00:00.000Z' });
});

test('secrets are no words for a log, at any depth that events have', () => {
  const told = logged({ pan: '6222', a: { pin: '1234' }, b: { c: { secret: 's', seen: 1 } }, track2: Buffer.alloc(4) });
  expect(told).toMatchObject({ pan: '***', a: { pin: '***' }, b: { c: { secret: '***', seen: 1 } }, track2: '***' });
});
