import { FakeClock } from '@qiantai/foundation';
import { expect, test } from 'vitest';
import { openPoliteTurns } from './polite-turns.ts';

test('while a till is served slices are shorter and come after a pause; then they are as before', async () => {
  const clock = new FakeClock();
  const turns = openPoliteTurns(clock);
  const alone = await turns.turn();
  turns.called();
  let beside = 0;
  const waiting = turns.turn().then((ms) => {
    beside = ms;
  });
  await Promise.resolve();
  expect(beside).toBe(0);
  await clock.advance(10);
  await waiting;
  expect(beside).toBeGreaterThan(0);
  expect(beside).toBeLessThan(alone);
  await clock.advance(1000);
  expect(await turns.turn()).toBe(alone);
});
