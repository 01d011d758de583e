/** What stays open behind somebody who leaves, with what to do about it. */
import type { TillCommand } from '../../../contract/till-contract.ts';
import { useTill } from '../../connection/use-till.tsx';
import { moneyText } from '../../format/money.ts';
import { clockText } from '../../format/time.ts';
import type { PhraseKey } from '../../words/words.ts';
import { useCallText } from './call-part.tsx';

export interface LeftOpen {
  what: string;
  todo: string;
  /** What can be done about it from here. */
  action?: { words: PhraseKey; command: TillCommand };
  /** Nobody signs out over it. */
  bars: boolean;
}

export function useLeftOpen(): LeftOpen[] {
  const { snapshot, tell } = useTill();
  const call = useCallText();
  const { connection, counter, till, sale, view } = snapshot;
  const { running } = counter;
  const trains = counter.trainingSinceMs > 0;
  const calm = view === 'sale' || view === 'counter';
  const left: LeftOpen[] = [];
  const add = (what: string, todo: PhraseKey, more: Partial<LeftOpen> = {}) =>
    left.push({ what, todo: tell(todo), bars: false, ...more });
  const go = (place: 'shift' | 'queue', words: PhraseKey): Partial<LeftOpen> =>
    snapshot.operator && calm && !trains ? { action: { words, command: { type: 'counter_open', place } } } : {};

  if (trains) {
    const end: Partial<LeftOpen> = { action: { words: 'more.training_end', command: { type: 'training_end' } } };
    add(tell('leaving.training'), 'leaving.training_do', { bars: true, ...(snapshot.operator ? end : {}) });
  }
  if (snapshot.payment || snapshot.result?.outcome === 'unknown') {
    add(tell('leaving.payment'), 'leaving.payment_do', { bars: true });
  } else if (sale.order) {
    add(tell('leaving.order', { title: sale.order.title }), 'leaving.order_do', { bars: true });
  } else if (sale.lines.length > 0) {
    const amount = moneyText(sale.totalMinor, till);
    const holds = view === 'sale' && sale.kind === 'sale' && sale.parts.length === 0 && !trains && snapshot.operator;
    const hold: Partial<LeftOpen> = { action: { words: 'deed.hold', command: { type: 'hold_sale' } } };
    const what = tell('leaving.cart', { count: sale.itemCount, amount });
    add(what, 'leaving.cart_do', { bars: true, ...(holds ? hold : {}) });
  }
  if (snapshot.openPayments > 0) {
    add(tell('leaving.unknown', { count: snapshot.openPayments }), 'leaving.unknown_do');
  }
  if (running) {
    const what = tell('leaving.shift', { name: running.operator, time: clockText(running.openedAtMs) });
    add(what, 'leaving.shift_do', go('shift', 'leaving.shift_go'));
  }
  if (running?.counting) add(tell('leaving.counting'), 'leaving.counting_do', go('shift', 'count.go_on'));
  if (snapshot.heldCarts.length > 0) {
    add(tell('leaving.held', { count: snapshot.heldCarts.length }), 'leaving.held_do');
  }
  if (snapshot.orders.length > 0) add(tell('leaving.orders', { count: snapshot.orders.length }), 'leaving.orders_do');
  if (connection.waiting > 0) {
    const amount = moneyText(connection.waitingAmountMinor, till);
    const what = tell('leaving.waiting', { count: connection.waiting, amount });
    add(what, 'leaving.waiting_do', go('queue', 'leaving.queue_go'));
  }
  if (connection.ownRecords > 0) add(tell('leaving.own', { count: connection.ownRecords }), 'leaving.own_do');
  const receipts = snapshot.devices.find(({ kind }) => kind === 'printer')?.health?.waiting ?? 0;
  if (receipts > 0) add(tell('leaving.receipts', { count: receipts }), 'leaving.receipts_do');
  if (call !== '') add(tell('leaving.call', { what: call }), 'leaving.call_do');
  return left;
}
