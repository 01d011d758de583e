import { useTill } from '../connection/use-till.tsx';
import { isDeliberate } from '../keys/use-keys.tsx';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import type { IconName } from '../parts/icon.tsx';
import type { PhraseKey } from '../words/words.ts';
import { type SaleDialogName, selectedLine } from './sale-dialogs.tsx';
import { useSayAgain } from './say-again.ts';

export interface SaleAction {
  words: PhraseKey;
  icon: IconName;
  keyCap?: string;
  /** Its key in the menu, where it has none of its own: the same whatever else can be done. */
  digit?: string;
  disabled: boolean;
  pressed?: boolean;
  /** Shown behind the words. */
  count?: number;
  run: () => void;
  /** A line on what is behind it. */
  hint?: PhraseKey;
  /** Has a place in the bar: always, or where the screen is wide. */
  bar?: 'always' | 'wide';
}

/** What can be done while an order that was pushed to the till is in hand. */
const ofOrder: ReadonlySet<PhraseKey> = new Set(['orders.put_back', 'deed.member', 'sale.reprint', 'orders.action']);

/** What a cashier does beside scanning, each with its key and whether it can be done now. */
export function useSaleActions(onOpen: (name: SaleDialogName) => void): SaleAction[] {
  const { snapshot, send } = useTill();
  const { sale, heldCarts, orders, rules, lastReceiptNo } = snapshot;
  const empty = sale.lines.length === 0;
  const isReturn = sale.kind === 'return';
  const line = selectedLine(snapshot);
  const open = (name: SaleDialogName) => () => onOpen(name);
  const back: SaleAction = isReturn
    ? {
        words: 'sale.leave_return',
        icon: 'back',
        keyCap: 'F8',
        disabled: false,
        run: () => void send({ type: 'leave_return' }),
        bar: 'always',
      }
    : {
        ...{ words: 'sale.return', icon: 'returnArrow', keyCap: 'F8', bar: 'always' },
        disabled: !empty,
        run: () => void send({ type: 'begin_return' }),
      };
  const actions: SaleAction[] = [
    { words: 'sale.quantity', icon: 'pad', keyCap: 'F3', disabled: false, run: open('quantity'), bar: 'wide' },
    { words: 'deed.price', icon: 'tag', keyCap: 'F4', disabled: !line || isReturn, run: open('price'), bar: 'wide' },
    {
      words: 'deed.discount',
      icon: 'percent',
      keyCap: 'F5',
      disabled: empty || isReturn,
      run: open('discount'),
      bar: 'always',
    },
    { words: 'deed.member', icon: 'person', keyCap: 'F9', disabled: isReturn, run: open('customer'), bar: 'wide' },
    {
      ...{ words: 'deed.hold', icon: 'pause', keyCap: 'F6', bar: 'always' },
      disabled: empty || isReturn,
      run: () => void send({ type: 'hold_sale' }),
    },
    {
      ...{ words: 'deed.recall', icon: 'inbox', keyCap: 'F7', bar: 'always' },
      disabled: heldCarts.length === 0 || isReturn,
      count: heldCarts.length,
      run: open('held'),
    },
    back,
    { words: 'deed.by_price', icon: 'plus', digit: '1', disabled: isReturn, run: open('by_price') },
    {
      words: 'sale.reprint',
      icon: 'printer',
      digit: '2',
      disabled: lastReceiptNo === '',
      run: () => void send({ type: 'reprint' }),
    },
    {
      ...{ words: 'orders.action', icon: 'receipt', keyCap: '*' },
      disabled: orders.length === 0,
      count: orders.length,
      run: open('orders'),
    },
    {
      words: sale.order ? 'orders.put_back' : 'sale.abandon',
      icon: 'bin',
      digit: '3',
      disabled: empty,
      run: open('abandon'),
    },
  ];
  if (sale.order) return actions.map((action) => (ofOrder.has(action.words) ? action : { ...action, disabled: true }));
  if (rules.roundToMinor === '0') return actions;
  const round: SaleAction = {
    ...{ words: 'deed.round', icon: 'minus', digit: '4', pressed: sale.isRounded },
    disabled: empty || isReturn,
    run: () => void send({ type: 'round_total', isOn: !sale.isRounded }),
  };
  return [...actions, round];
}

/** What is done at the till beside the sale in hand. */
export function useTillActions(onOpen: (name: SaleDialogName) => void): SaleAction[] {
  const { snapshot, send } = useTill();
  const training = snapshot.counter.trainingSinceMs > 0;
  const go = (place: 'shift' | 'day' | 'queue') => () => void send({ type: 'counter_open', place });
  const open = (name: SaleDialogName) => () => onOpen(name);
  const sayAgain = useSayAgain();
  const actions: Array<Omit<SaleAction, 'disabled'>> = [
    { words: 'more.shift', hint: 'more.shift_hint', icon: 'cash', keyCap: 'F12', run: go('shift') },
    { words: 'more.drawer', hint: 'more.drawer_hint', icon: 'drawer', keyCap: 'F10', run: open('drawer') },
    { words: 'more.day', hint: 'more.day_hint', icon: 'receipt', digit: '5', run: go('day') },
    { words: 'more.queue', hint: 'more.queue_hint', icon: 'cloudUp', digit: '6', run: go('queue') },
    {
      ...{ words: training ? 'more.training_end' : 'more.training', hint: 'more.training_hint', icon: 'pad' },
      digit: '7',
      run: open('training'),
    },
    { words: 'more.sign_out', hint: 'more.sign_out_hint', icon: 'exit', digit: '8', run: open('sign_out') },
    { words: 'more.close_till', hint: 'more.close_till_hint', icon: 'cross', digit: '0', run: open('close_till') },
  ];
  if (sayAgain) {
    const words = { words: 'devices.say_again', hint: 'devices.say_again_hint' } as const;
    actions.push({ ...words, icon: 'speaker', digit: '9', run: sayAgain });
  }
  return actions.map((action) => ({ ...action, disabled: false }));
}

/** The bar below the articles. */
export function SaleActions({ onOpen }: { onOpen: (name: SaleDialogName) => void }) {
  const { tell } = useTill();
  const actions = useSaleActions(onOpen);
  return (
    <div className="actions">
      {actions
        .filter(({ bar }) => bar !== undefined)
        .map((action) => (
          <ActionButton key={action.words} action={action} cap={action.keyCap} onPress={action.run} />
        ))}
      <Button className="action" icon="menu" keyCap="F11" onPress={() => onOpen('more')}>
        {tell('menu.title')}
      </Button>
    </div>
  );
}

export function ActionButton(props: { action: SaleAction; cap: string | undefined; onPress: () => void }) {
  const { tell } = useTill();
  const { words, hint, icon, disabled, pressed, count = 0, bar } = props.action;
  const text = count > 0 ? `${tell(words)} (${count})` : tell(words);
  return (
    <Button
      className={`action ${bar === 'wide' ? 'action-wide' : ''} ${hint ? 'action-told' : ''}`}
      icon={icon}
      keyCap={props.cap}
      disabled={disabled}
      pressed={pressed}
      onPress={props.onPress}
    >
      {hint ? (
        <span className="menu-text">
          <strong>{text}</strong>
          <small>{tell(hint)}</small>
        </span>
      ) : (
        text
      )}
    </Button>
  );
}

export function AbandonDialog({ onClose }: { onClose: () => void }) {
  const { snapshot, send, tell } = useTill();
  const isOrder = snapshot.sale.order !== null;
  const abandon = () => {
    onClose();
    void send({ type: 'abandon_sale' });
  };
  return (
    <Dialog
      title={tell(isOrder ? 'orders.leave_sure' : 'sale.abandon_sure')}
      onClose={onClose}
      className="question"
      onKey={(press) => {
        if (press.key === 'Enter' && isDeliberate(press)) abandon();
        return press.key === 'Enter';
      }}
    >
      <p>{isOrder ? tell('orders.leave_body') : tell('sale.abandon_body', { count: snapshot.sale.itemCount })}</p>
      <div className="question-answers">
        <Button onPress={onClose} keyCap="Esc">
          {tell(isOrder ? 'orders.leave_no' : 'sale.abandon_no')}
        </Button>
        <Button look="bad" onPress={abandon} keyCap="Enter" deliberate>
          {tell(isOrder ? 'orders.put_back' : 'sale.abandon_yes')}
        </Button>
      </div>
    </Dialog>
  );
}
