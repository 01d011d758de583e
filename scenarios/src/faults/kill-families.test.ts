/** Short forms of the families in which somebody dies at a step by its name; the whole: `npm run faults`. */
import { expect, it } from 'vitest';
import { playCardsFaults } from './cards-faults.ts';
import { play, timeoutMs } from './families.fixture.ts';
import { playTillFaults } from './till-faults.ts';

it(
  'cards, shifts and settings come through a kill at their steps',
  async () => {
    const results = await play(playCardsFaults, 1);
    expect(results.filter(({ result }) => result === 'differs')).toEqual([]);
    expect(results.filter(({ result }) => result === 'equal').length).toBeGreaterThan(6);
  },
  timeoutMs,
);

it(
  'a cart on hold, and what was approved for it, come through a kill of the till',
  async () => {
    const results = await play(playTillFaults, 2, 'counter carts');
    expect(results.filter(({ result }) => result === 'differs')).toEqual([]);
    expect(results.filter(({ result }) => result === 'equal').length).toBeGreaterThan(1);
  },
  timeoutMs,
);
