import { FakeClock } from '@qiantai/foundation';
import { expect, test } from 'vitest';
import { RightOfWay } from './right-of-way.ts';

function payment() {
  let answer: () => void = () => undefined;
  const running = new Promise<void>((resolve) => {
    answer = resolve;
  });
  return { running, answer };
}
const settled = async (work: Promise<unknown>) => {
  let done = false;
  void work.then(() => {
    done = true;
  });
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
  return done;
};

test('nothing under way: nothing is waited for', async () => {
  const way = new RightOfWay(new FakeClock(0));
  expect(await settled(way.giveWay(RightOfWay.budget()))).toBe(true);
});

test('a payment passes first, also one that fails', async () => {
  const way = new RightOfWay(new FakeClock(0));
  const { running, answer } = payment();
  const paying = way.passes(() => running);
  const failing = way.passes(() => Promise.reject(new Error('declined')));
  const waiting = way.giveWay(RightOfWay.budget());
  await expect(failing).rejects.toThrow('declined');
  expect(await settled(waiting)).toBe(false);
  answer();
  await paying;
  expect(await settled(waiting)).toBe(true);
});

test('a payment that takes long is not waited for any longer', async () => {
  const clock = new FakeClock(0);
  const way = new RightOfWay(clock);
  void way.passes(() => payment().running);
  const waiting = way.giveWay(RightOfWay.budget());
  expect(await settled(waiting)).toBe(false);
  await clock.advance(100);
  expect(await settled(waiting)).toBe(true);
  expect(await settled(way.giveWay(RightOfWay.budget()))).toBe(true);
});

test('payments without end take no more than the budget', async () => {
  const clock = new FakeClock(0);
  const way = new RightOfWay(clock);
  const budget = RightOfWay.budget();
  for (let n = 0; n < 10; n++) {
    void way.passes(() => payment().running);
    const waiting = way.giveWay(budget);
    await settled(waiting);
    await clock.advance(40);
  }
  expect(budget.leftMs).toBeLessThanOrEqual(0);
  void way.passes(() => payment().running);
  expect(await settled(way.giveWay(budget))).toBe(true);
});
