/** A task of the table in docs/till.md: what it takes at most is written there. */
import type { Cashier, Look, Step } from './cashier.ts';
import { dialog, view } from './cashier.ts';
import type { Desk } from './desk.ts';

export interface Task {
  /** Its number in the table. */
  no: number;
  name: string;
  play(cashier: Cashier, desk: Desk): Promise<void>;
}

const step = (keys: readonly string[], touches: Step['touches']): Step => ({ keys, touches });

/** What is done in several tasks, by keys and by touch. */
export const steps = {
  pay: step(['Enter'], ['sale.take_payment']),
  cash: step(['4'], ['tender.cash']),
  exactCash: step(['Enter'], ['cash.exact']),
  card: step(['3'], ['tender.card']),
  menu: step(['F11'], ['menu.title']),
  shift: step(['F12'], ['more.shift']),
  enter: step,
} as const;

export const looks = {
  sale: { name: 'sale', shown: `${view('sale')} [data-line-no]`, noWayOut: true },
  empty: { name: 'empty', shown: `${view('sale')} .cart-empty`, noWayOut: true },
  tender: { name: 'tender', shown: '.tender .ways' },
  cash: { name: 'cash', shown: '.tender .cash' },
  paid: { name: 'paid', shown: '.result[data-outcome="paid"] .result-go' },
  dialog: { name: 'dialog', shown: dialog },
} as const satisfies Record<string, Look>;

/** Cash, exactly what is due: from the cart to the result. */
export async function payInCash(cashier: Cashier): Promise<void> {
  await cashier.do(steps.pay, looks.tender.shown);
  await cashier.do(steps.cash, looks.cash.shown);
  await cashier.do(steps.exactCash, looks.paid.shown);
}
