/** One customer's phone: shows payment codes, and scans what the till's display shows. */
import { codeView } from './code-view.ts';
import { button, choice, element, field, RowList, setText } from './dom.ts';
import type { CustomerWish } from './hub.ts';
import type { PageContext, View } from './view.ts';
import {
  type CustomerBehaviour,
  customerBehaviours,
  type ScanAnswer,
  type WaitingOrder,
  type WalletChannel,
} from './wire-types.ts';

/** Seconds that are offered for what happens later; the simulators' own presets. */
const delaySeconds: Readonly<Partial<Record<CustomerBehaviour, number>>> = {
  ask_password: 8,
  late_success: 20,
  late_notice: 60,
};
const delaySecondsMax = 3_600;

export function phoneView(channel: WalletChannel, context: PageContext): View {
  const { word, hub } = context;
  const customer = customerChoice(context);
  const screen = codeView(context);
  const show = button(word('showCode'), 'primary wide', () => void issue());

  async function issue(): Promise<void> {
    const issued = await hub.issueCode(channel, customer.wish());
    if (issued === undefined) return;
    context.codes.set(channel, issued);
    present(issued);
    context.refresh();
  }

  function present(code: string): void {
    setText(show, word('anotherCode'));
    screen.show(code);
  }

  /** What became of the code: its time passes, and even when it is used its order may still change. */
  async function follow(): Promise<void> {
    const code = context.codes.get(channel);
    if (code === undefined) return;
    const shown = await hub.code(channel, code).catch(() => undefined);
    if (shown && code === context.codes.get(channel)) screen.update(shown);
  }

  const known = context.codes.get(channel);
  if (known !== undefined) present(known);

  const orders = waitingOrders(channel, customer.wish, context);
  const name = word(channel);
  const root = element(
    'section',
    { class: `phone ${channel}`, 'aria-label': word('phoneOf', name), 'data-phone': channel },
    element(
      'div',
      { class: 'screen' },
      element('header', { class: 'phone-top' }, element('h2', {}, name)),
      element('div', { class: 'phone-body' }, customer.root, show, screen.root, orders.root),
    ),
  );
  return {
    root,
    update(state) {
      orders.update(state);
      void follow();
    },
  };
}

function customerChoice({ word }: PageContext): { root: HTMLElement; wish(): CustomerWish } {
  const seconds = element('input', {
    type: 'number',
    min: '0',
    max: String(delaySecondsMax),
    inputmode: 'numeric',
  });
  const delay = field(word('delay'), seconds);
  delay.hidden = true;
  const select = choice(
    customerBehaviours.map((value) => ({ value, label: word(`does_${value}`) })),
    (behaviour) => {
      const preset = delaySeconds[behaviour];
      delay.hidden = preset === undefined;
      seconds.value = preset === undefined ? '' : String(preset);
    },
  );
  return {
    root: element('div', { class: 'customer' }, field(word('behaviour'), select), delay),
    wish() {
      const behaviour = select.value as CustomerBehaviour;
      if (delay.hidden || seconds.value === '') return { behaviour };
      return { behaviour, delayMs: Math.min(Math.max(Math.round(Number(seconds.value)), 0), delaySecondsMax) * 1000 };
    },
  };
}

function waitingOrders(channel: WalletChannel, wish: () => CustomerWish, context: PageContext): View {
  const { word, hub } = context;
  const list = element('ul', { class: 'orders' });
  const none = element('p', { class: 'muted' }, word('noWaiting'));
  const count = element('span', { class: 'count' });
  const pasted = element('input', { type: 'text', maxlength: '512', autocomplete: 'off', spellcheck: 'false' });
  let nowMs = 0;

  async function scan(qrText: string): Promise<void> {
    const answer = await hub.scan(channel, { ...wish(), qrText });
    if (answer) context.say(word(answerKey(answer)), answer.status === 'paid' ? 'good' : 'warn');
    context.refresh();
  }

  const rows = new RowList<WaitingOrder>({
    parent: list,
    keyOf: (order) => order.qrText,
    make: (order) => {
      const age = element('span', { class: 'muted' });
      const root = element(
        'li',
        { 'data-order': order.outTradeNo },
        element(
          'div',
          { class: 'order-words' },
          element('strong', { class: 'money' }, context.money(order.amountMinor)),
          element('span', { class: 'order-what' }, order.description),
          element('code', {}, order.outTradeNo),
          age,
        ),
        button(word('scanPay'), 'primary', () => void scan(order.qrText)),
      );
      return { root, update: () => setText(age, ageText(nowMs - order.openedAtMs, context)) };
    },
  });
  const paste = element(
    'form',
    { class: 'paste' },
    field(word('pasteQr'), pasted),
    element('button', { type: 'submit', class: 'quiet' }, word('pay')),
  );
  paste.addEventListener('submit', (event) => {
    event.preventDefault();
    if (pasted.value.trim() !== '') void scan(pasted.value.trim());
  });
  return {
    root: element('div', { class: 'waiting' }, element('h3', {}, word('waiting'), count), none, list, paste),
    update(state) {
      nowMs = state.nowMs;
      const waiting = state.waiting.filter((order) => order.channel === channel);
      none.hidden = waiting.length > 0;
      setText(count, waiting.length > 0 ? String(waiting.length) : '');
      rows.show(waiting);
    },
  };
}

function answerKey(answer: ScanAnswer) {
  if (answer.result === 'not_payable') return 'scanned_not_payable';
  switch (answer.status) {
    case 'paid':
    case 'paying':
    case 'waiting':
      return `scanned_${answer.status}` as const;
    default:
      return 'scanned_not_payable';
  }
}

function ageText(ageMs: number, { word }: PageContext): string {
  const seconds = Math.max(0, Math.floor(ageMs / 1000));
  return seconds < 120 ? word('age', seconds) : word('ageMinutes', Math.floor(seconds / 60));
}
