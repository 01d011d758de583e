import { FakeClock } from '@qiantai/foundation';
import { expect, test } from 'vitest';
import { TryLimit } from './try-limit.ts';

const tooMany = expect.objectContaining({ code: 'ENROLMENT_TOO_MANY_TRIES' });

test('ten wrong tries empty a source, a minute gives one back, another source is not touched', async () => {
  const clock = new FakeClock();
  const tries = new TryLimit(clock);
  for (let count = 0; count < 10; count++) {
    tries.check('10.0.0.1');
    tries.failed('10.0.0.1');
  }
  expect(() => tries.check('10.0.0.1')).toThrowError(tooMany);
  expect(() => tries.check('10.0.0.2')).not.toThrow();
  await clock.advance(60_000);
  expect(() => tries.check('10.0.0.1')).not.toThrow();
  tries.failed('10.0.0.1');
  expect(() => tries.check('10.0.0.1')).toThrowError(tooMany);
});

test('it is bounded whatever comes', () => {
  const tries = new TryLimit(new FakeClock());
  for (let source = 0; source < 10_100; source++) tries.failed(String(source));
  expect(tries.size).toBe(10_000);
});
