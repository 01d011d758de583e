/** The wallet of cards: the well-known test numbers, or one that is typed, and what the card host does with it. */
import { button, choice, element, field, setText } from './dom.ts';
import { groupedDigits, maskedPan } from './format.ts';
import type { PageContext, View } from './view.ts';
import { type CardWish, type HostBehaviour, hostBehaviours } from './wire-types.ts';

const testCards = [
  { scheme: 'unionpay', pan: '6200000000000005' },
  { scheme: 'unionpay', pan: '6216261000000000018' },
  { scheme: 'visa', pan: '4242424242424242' },
  { scheme: 'mastercard', pan: '5555555555554444' },
  { scheme: 'amex', pan: '378282246310005' },
] as const;
const panForm = /^\d{6}[\d*]{2,9}\d{4}$/;

export function cardsView(context: PageContext): View {
  const { word, hub } = context;
  const number = element('input', { type: 'text', inputmode: 'numeric', autocomplete: 'off', maxlength: '23' });
  const times = element('input', { type: 'number', min: '1', max: '999', value: '1', inputmode: 'numeric' });
  const behaviour = choice<HostBehaviour>(
    hostBehaviours.map((value) => ({ value, label: word(`host_${value}`) })),
    () => undefined,
  );
  behaviour.value = 'decline';
  const cards = testCards.map((card) => {
    const next = element('span', { class: 'card-next' });
    const root = button('', `bank-card ${card.scheme}`, () => choose(card.pan));
    root.append(
      element('span', { class: 'card-scheme' }, word(`scheme_${card.scheme}`)),
      element('span', { class: 'card-number' }, groupedDigits(card.pan).join(' ')),
      next,
    );
    return { root, next, masked: maskedPan(card.pan), pan: card.pan };
  });
  const others = element('ul', { class: 'card-others' });

  function choose(pan: string): void {
    number.value = groupedDigits(pan).join(' ');
    for (const card of cards) card.root.setAttribute('aria-pressed', String(card.pan === pan));
  }

  async function set(): Promise<void> {
    const maskedOrPan = number.value.replace(/\s/g, '');
    if (!panForm.test(maskedOrPan)) {
      context.say(word('cardNumberBad'), 'bad');
      return;
    }
    const howOften = Math.min(Math.max(Math.round(Number(times.value)) || 1, 1), 999);
    const wish = { maskedOrPan, behaviour: behaviour.value as HostBehaviour, times: howOften };
    if (await hub.setHost(wish)) context.refresh();
  }

  number.addEventListener('input', () => {
    for (const card of cards) card.root.setAttribute('aria-pressed', 'false');
  });
  choose(testCards[0].pan);
  const nextText = (wish: CardWish) => word('pending', wish.left, word(`host_${wish.behaviour}`));
  return {
    root: element(
      'section',
      { class: 'wallet', 'aria-label': word('wallet') },
      element('h2', {}, word('wallet')),
      element('p', { class: 'muted' }, word('walletHint')),
      element('div', { class: 'card-stack' }, ...cards.map((card) => card.root)),
      others,
      element(
        'div',
        { class: 'wallet-form' },
        field(word('cardNumber'), number),
        field(word('hostDoes'), behaviour),
        element(
          'div',
          { class: 'form-end' },
          field(word('times'), times),
          button(word('setHost'), 'primary', () => void set()),
        ),
      ),
    ),
    update(state) {
      const byPan = new Map(state.cardWishes.map((wish) => [wish.maskedPan, wish]));
      for (const card of cards) {
        const wish = byPan.get(card.masked);
        byPan.delete(card.masked);
        setText(card.next, wish ? nextText(wish) : '');
      }
      const lines = [...byPan.values()].map((wish) => `${wish.maskedPan} · ${nextText(wish)}`);
      if (others.dataset['lines'] === lines.join('\n')) return;
      others.dataset['lines'] = lines.join('\n');
      others.replaceChildren(...lines.map((line) => element('li', {}, line)));
    },
  };
}
