/** The ten tasks of a cashier who has read no manual, over a whole suite: by keys in Chinese, by touch in English. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Cashier, shapes } from './cashier.ts';
import { type Desk, openDesk } from './desk.ts';
import { actionsMax, sitDown, tasks } from './play.ts';

let desk: Desk;
const limits = actionsMax();
const [, smallCounter] = shapes;
if (!smallCounter) throw new Error('no shape');

beforeAll(async () => {
  desk = await openDesk();
}, 120_000);
afterAll(async () => {
  await desk?.close();
}, 60_000);

it('each task has its bound in docs/till.md', () => {
  expect([...limits.keys()]).toEqual(tasks.map(({ no }) => no));
});

describe.each([
  { way: 'keyboard', language: 'zh' },
  { way: 'touch', language: 'en' },
] as const)('by $way, in $language', ({ way, language }) => {
  let cashier: Cashier;
  beforeAll(async () => {
    cashier = await sitDown(desk, { way, language, shape: smallCounter });
  }, 60_000);
  afterAll(async () => {
    await cashier?.page.context().close();
  });

  it.each(tasks.map((task) => ({ ...task })))('$no $name', async ({ no, play }) => {
    cashier.begin(String(no));
    await play(cashier, desk);
    expect(cashier.flaws).toEqual([]);
    expect(cashier.actions).toBeLessThanOrEqual(limits.get(no)?.[way] ?? 0);
  });
});
