import type { Card, DeviceOf, ReaderState } from './api-types.ts';
import { type Language, type WordKey, wordOf } from './catalogue.ts';
import type { CardContext, DeviceView } from './device-card.ts';
import { button, element, setText } from './dom.ts';
import { moneyText } from './money.ts';
import { walletOf } from './wallet-view.ts';

const pinDigitsMax = 12;
const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0'] as const;

export function readerView(
  first: DeviceOf<'reader'>,
  cards: readonly Card[],
  language: Language,
  context: CardContext,
): DeviceView<'reader'> {
  const { hub, word } = context;
  let typed = '';
  let device = first;

  const screen = {
    root: element('div', { class: 'screen', 'aria-live': 'polite' }),
    top: element('div', { class: 'screen-top' }),
    amount: element('div', { class: 'screen-amount' }),
    prompt: element('div', { class: 'screen-prompt' }),
    dots: element('div', { class: 'screen-dots' }),
  };
  screen.root.append(screen.top, screen.amount, screen.prompt, screen.dots);

  const draw = () => {
    const shown = screenOf(device);
    setText(screen.top, shown.top);
    setText(screen.amount, shown.amount);
    setText(screen.prompt, wordOf(shown.language ?? language, shown.prompt));
    setText(screen.dots, typed === '' ? shown.below : '•'.repeat(typed.length));
    screen.root.className = `screen ${shown.mood}`;
  };
  const press = (digit: string) => {
    if (typed.length < pinDigitsMax) typed += digit;
    draw();
  };
  const clear = () => {
    typed = '';
    draw();
  };
  const enter = () => {
    const pin = typed;
    clear();
    if (pin !== '') void hub.hand(first.id, 'enter-pin', { pin });
  };
  const cancel = () => {
    clear();
    void hub.hand(first.id, 'cancel');
  };
  const keypad = element(
    'div',
    { class: 'keypad', role: 'group', 'aria-label': word('keypad') },
    ...digits.slice(0, 9).map((digit) => button(digit, 'key', () => press(digit))),
    button(word('keyCancel'), 'key red', cancel),
    button('0', 'key', () => press('0')),
    button(word('keyEnter'), 'key green', enter),
    button(word('keyClear'), 'key yellow', clear),
  );

  const wallet = walletOf(first.id, cards, language, context);
  const slot = element('div', { class: 'slot', 'aria-hidden': 'true' });
  const terminal = element(
    'div',
    { class: 'terminal' },
    element('div', { class: 'contactless', 'aria-hidden': 'true' }, ')))'),
    screen.root,
    keypad,
    slot,
  );
  wallet.dropOn(terminal, 'tap');
  wallet.dropOn(slot, 'insert');
  const held = element('p', { class: 'held', 'aria-live': 'polite' });
  const body = element(
    'div',
    { class: 'body reader-body' },
    terminal,
    element('div', { class: 'wallet' }, wallet.root, held),
  );
  const update = (next: DeviceOf<'reader'>) => {
    device = next;
    const { held: waiting } = next.state;
    const heldWords = [
      waiting.card ? word('cardHeld') : '',
      waiting.pin ? word('pinHeld') : '',
      next.state.cardInside && !waiting.card ? word('cardInside') : '',
    ];
    wallet.update(next);
    slot.classList.toggle('full', next.state.cardInside);
    setText(held, heldWords.filter((text) => text !== '').join(' · '));
    draw();
  };
  return { body, update };
}

interface Shown {
  top: string;
  amount: string;
  prompt: WordKey;
  below: string;
  mood: 'dark' | 'calm' | 'asking' | 'good' | 'bad' | 'warn';
  /** The till asked for this language; without a question the page's. */
  language?: Language;
}

function screenOf(device: DeviceOf<'reader'>): Shown {
  const blank = { top: '', amount: '', below: '' };
  if (!device.plugged) return { ...blank, prompt: 'screenUnplugged', mood: 'dark' };
  const { state } = device;
  if (state.status === 'idle') {
    return { ...blank, prompt: state.lineUp ? 'screenIdle' : 'screenOffline', mood: 'calm' };
  }
  const shown = {
    top: state.purpose === 'refund' ? wordOf(state.language, 'screenRefund') : '',
    amount: moneyText(state.amountMinor, state.currency),
    below: state.maskedPan,
    language: state.language,
  };
  switch (state.status) {
    case 'waiting_card':
      return { ...shown, prompt: 'screenPresent', mood: 'asking' };
    case 'entering_pin':
      return { ...shown, prompt: 'screenPin', mood: 'asking' };
    case 'processing':
      return { ...shown, prompt: 'screenProcessing', mood: 'calm' };
    case 'showing_result':
      return { ...shown, ...outcomeOf(state.outcome) };
  }
}

function outcomeOf(outcome: ReaderState['outcome']): { prompt: WordKey; mood: Shown['mood'] } {
  if (outcome === 'approved') return { prompt: 'screenApproved', mood: 'good' };
  if (outcome === 'declined') return { prompt: 'screenDeclined', mood: 'bad' };
  return { prompt: 'screenUnknown', mood: 'warn' };
}
