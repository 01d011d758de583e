/** The wallet beside a card reader: each test card with what becomes of it, chosen, dragged or pressed. */
import type { Card, DeviceOf } from './api-types.ts';
import type { Language } from './catalogue.ts';
import type { CardContext } from './device-card.ts';
import { button, element } from './dom.ts';
import { takeDrops } from './scale-view.ts';

type PresentHand = 'tap' | 'insert' | 'swipe';
const entryModes: Readonly<Record<PresentHand, string>> = { tap: 'contactless', insert: 'chip', swipe: 'magnetic' };
const dragType = 'text/x-card';

export interface WalletView {
  root: HTMLElement;
  update(device: DeviceOf<'reader'>): void;
  /** Cards dropped on a part of the reader are presented there. */
  dropOn(target: Element, hand: 'tap' | 'insert'): void;
}

export function walletOf(
  deviceId: string,
  cards: readonly Card[],
  language: Language,
  context: CardContext,
): WalletView {
  const { hub, word } = context;
  let chosen = cards[0];
  const present = (hand: PresentHand, card: string) => void hub.hand(deviceId, hand, { card });
  const hands = (['tap', 'insert', 'swipe'] as const).map((hand) => ({
    hand,
    button: button(word(hand), 'primary', () => {
      if (chosen) present(hand, chosen.name);
    }),
  }));
  const remove = button(word('removeCard'), 'quiet', () => void hub.hand(deviceId, 'remove'));

  const choose = (card: Card) => {
    chosen = card;
    for (const each of hands) each.button.disabled = !card.entryModes.includes(entryModes[each.hand]);
  };
  const list = element('div', { class: 'card-list', role: 'radiogroup', 'aria-label': word('wallet') });
  for (const [index, card] of cards.entries()) list.append(cardRow(card, index === 0, { deviceId, language, choose }));
  if (chosen) choose(chosen);

  const root = element(
    'div',
    { class: 'wallet-parts' },
    element('h3', {}, word('wallet')),
    list,
    element('div', { class: 'row' }, ...hands.map((each) => each.button), remove),
  );
  return {
    root,
    update: ({ state }) => {
      remove.disabled = !state.cardInside;
    },
    dropOn: (target, hand) => takeDrops(target, dragType, (card) => present(hand, card)),
  };
}

function cardRow(
  card: Card,
  isFirst: boolean,
  { deviceId, language, choose }: { deviceId: string; language: Language; choose: (card: Card) => void },
): HTMLElement {
  const radio = element('input', {
    type: 'radio',
    name: `${deviceId}-card`,
    value: card.name,
    checked: isFirst,
    id: `${deviceId}-card-${card.name}`,
  });
  radio.addEventListener('change', () => choose(card));
  const row = element(
    'label',
    { class: 'card-row', for: radio.id },
    radio,
    element('span', { class: `plastic ${card.brand}`, 'aria-hidden': 'true' }, card.maskedPan.slice(-4)),
    element(
      'span',
      { class: 'card-words' },
      element('strong', {}, language === 'zh' ? card.labelZh : card.labelEn),
      element('span', { class: 'card-outcome' }, language === 'zh' ? card.outcomeZh : card.outcomeEn),
    ),
  );
  row.draggable = true;
  row.addEventListener('dragstart', (event) => event.dataTransfer?.setData(dragType, card.name));
  return row;
}
