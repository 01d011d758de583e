/** Plays the tasks one behind the other as one cashier, and says what each took. */

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { waitFor } from '../faults/wait-for.ts';
import { demoOperators } from '../suite/chain.ts';
import { Cashier, type CashierOptions, view, type Way } from './cashier.ts';
import type { Desk } from './desk.ts';
import { sellingTasks } from './selling-tasks.ts';
import { steps, type Task } from './task.ts';
import { troubleTasks } from './trouble-tasks.ts';

export const tasks: readonly Task[] = [...sellingTasks, ...troubleTasks];

/** How many actions each task may take, from the table of docs/till.md. */
export function actionsMax(): ReadonlyMap<number, Readonly<Record<Way, number>>> {
  const text = readFileSync(fileURLToPath(new URL('../../../docs/till.md', import.meta.url)), 'utf8');
  const rows = text.matchAll(/^\| (\d+) \|[^|]+\| (\d+) \| (\d+) \|$/gm);
  return new Map(
    [...rows].map(([, no, keyboard, touch]) => [Number(no), { keyboard: Number(keyboard), touch: Number(touch) }]),
  );
}

/** Opens the till's page for one cashier, in that cashier's language, and signs in. */
export async function sitDown(desk: Desk, options: CashierOptions): Promise<Cashier> {
  const { width, height } = options.shape;
  const context = await desk.browser.newContext({ viewport: { width, height }, hasTouch: options.way === 'touch' });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  await waitFor(() => desk.till.snapshot !== undefined && desk.till.snapshot.view !== 'starting', 'the till');
  await desk.till.command({ type: 'set_language', language: options.language });
  await page.goto(desk.screen);
  const cashier = new Cashier(desk, page, options);
  cashier.begin('0');
  await cashier.sees(`.shell[lang^="${options.language}"]`);
  if (desk.till.snapshot?.operator === null) await signIn(cashier);
  await cashier.sees(view('sale'));
  return cashier;
}

async function signIn(cashier: Cashier): Promise<void> {
  const [{ name, number, pin }] = demoOperators;
  await cashier.look({ name: 'sign-in', shown: view('sign_in'), noWayOut: true });
  await cashier.do(
    steps.enter([...number, ...pin, 'Enter'], [{ text: name }, { pad: pin }, 'sign_in.enter']),
    view('sale'),
  );
}
