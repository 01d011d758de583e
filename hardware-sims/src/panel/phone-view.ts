/** The customer's phone: its screen drawn, and what the customer does with it. */
import type { Manner, Phone, PhoneScreen, Wallet } from './api-types.ts';
import type { CardContext } from './device-card.ts';
import { button, element, setText, svgPath } from './dom.ts';
import { moneyText } from './money.ts';

export const wallets: readonly Wallet[] = ['wechat', 'alipay', 'unionpay', 'qiantai'];
const manners: readonly Manner[] = ['pays', 'password', 'refuses', 'ignores', 'no_answer'];

export interface PhoneView {
  root: HTMLElement;
  update(phone: Phone): void;
}

export function phoneView(scannerIds: readonly string[], context: CardContext): PhoneView {
  const { hub, word } = context;
  const screen = element('div', { class: 'phone-screen', 'aria-live': 'polite' });
  const trouble = element('p', { class: 'armed' });
  const seconds = element('span', {});
  let renewsAt = 0;

  const tabs = wallets.map((wallet) => {
    const tab = button(word(wallet), `wallet-tab ${wallet}`, () => void hub.phoneHand('show', { wallet }));
    return { wallet, tab };
  });
  const scanner = element('select', { id: 'phone-scanner' });
  for (const id of scannerIds) scanner.append(element('option', { value: id }, id));
  const showTo = button(word('showTo'), 'primary', () => void hub.phoneHand('show-to', { scanner: scanner.value }));
  showTo.disabled = scannerIds.length === 0;
  const manner = element('select', { id: 'phone-manner' });
  for (const each of manners) manner.append(element('option', { value: each }, word(`manner_${each}`)));
  manner.addEventListener('change', () => void hub.phoneHand('set', { manner: manner.value }));
  const money = balanceForm(context);

  const root = element(
    'section',
    { class: 'device phone', id: 'card-phone', 'aria-label': word('phone'), 'data-device': 'phone' },
    element(
      'header',
      {},
      element('div', { class: 'name' }, element('h2', {}, word('phone')), element('code', {}, 'phone')),
      button(word('hidePhone'), 'quiet', () => void hub.phoneHand('hide')),
    ),
    element(
      'div',
      { class: 'body phone-body' },
      element('div', { class: 'handset' }, screen),
      element(
        'div',
        { class: 'phone-hands' },
        element('h3', {}, word('showCode')),
        element('div', { class: 'row' }, ...tabs.map(({ tab }) => tab)),
        labelled(scanner, word('chooseScanner')),
        showTo,
        labelled(manner, word('manner')),
        money.root,
        scanForm(context),
      ),
    ),
    trouble,
  );

  let drawn = '';
  let ticking = false;
  const tick = () => {
    ticking = root.isConnected;
    if (!ticking) return;
    setText(seconds, word('codeLeft', Math.max(0, Math.ceil((renewsAt - performance.now()) / 1000))));
    setTimeout(tick, 500);
  };
  const update = (phone: Phone) => {
    const shown = phone.screen;
    for (const { wallet, tab } of tabs) {
      tab.setAttribute('aria-pressed', String(shown.status === 'code' && shown.wallet === wallet));
    }
    manner.value = phone.manner;
    money.update(phone);
    setText(trouble, phone.trouble);
    if (shown.status === 'code') renewsAt = performance.now() + shown.leftMs;
    screen.className = `phone-screen ${shown.status}${'wallet' in shown ? ` ${shown.wallet}` : ''}`;
    // The channel is asked all the time: what is being typed stays while the screen is the same.
    const picture = JSON.stringify([{ ...shown, leftMs: 0 }, phone.manner, phone.currency]);
    if (picture !== drawn) screen.replaceChildren(...screenOf(phone, seconds, context));
    drawn = picture;
    if (!ticking) tick();
  };
  return { root, update };
}

function screenOf(phone: Phone, seconds: HTMLElement, context: CardContext): HTMLElement[] {
  const { word } = context;
  const shown = phone.screen;
  switch (shown.status) {
    case 'off':
      return [element('p', { class: 'phone-dark' }, word('phoneOff'))];
    case 'code':
      return codeScreen(phone, shown, seconds, context);
    case 'asked':
    case 'order':
      return payScreen(phone, shown, context);
    case 'ended':
      return [
        element('p', { class: `phone-outcome ${shown.outcome}` }, word(`outcome_${shown.outcome}`)),
        element('p', { class: 'phone-amount' }, moneyText(shown.amountMinor, phone.currency)),
        element('p', { class: 'phone-note' }, word(shown.wallet)),
      ];
  }
}

function codeScreen(
  phone: Phone,
  shown: PhoneScreen & { status: 'code' },
  seconds: HTMLElement,
  { word }: CardContext,
): HTMLElement[] {
  const digits = element('code', { class: 'phone-digits' }, shown.code.replace(/(\d{4})(?=\d)/g, '$1 '));
  const under = shown.used ? element('p', { class: 'phone-note' }, word('codeUsed')) : seconds;
  return [
    element('p', { class: 'phone-title' }, word(shown.wallet)),
    element('div', { class: 'phone-bars' }, barPicture(phone.bars)),
    digits,
    element('div', { class: 'phone-qr' }, qrPicture(phone.qrRows)),
    element('div', { class: 'phone-under' }, under),
  ];
}

function payScreen(
  phone: Phone,
  shown: PhoneScreen & { status: 'asked' | 'order' },
  { hub, word }: CardContext,
): HTMLElement[] {
  const asksPin = shown.status === 'asked' || phone.manner === 'password';
  const pin = element('input', {
    id: 'phone-pin',
    type: 'password',
    inputmode: 'numeric',
    maxlength: '6',
    autocomplete: 'off',
  });
  const form = element(
    'form',
    { class: 'phone-pay' },
    ...(asksPin ? [element('label', { for: pin.id }, word('payPassword')), pin] : []),
    element('button', { type: 'submit', class: 'primary' }, word('payNow')),
    button(word('refuseNow'), 'quiet', () => void hub.phoneHand('refuse')),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void hub.phoneHand('pay', asksPin ? { pin: pin.value } : {});
    pin.value = '';
  });
  return [
    element('p', { class: 'phone-title' }, word(shown.status === 'asked' ? 'askedPassword' : 'orderToPay')),
    element('p', { class: 'phone-amount' }, moneyText(shown.amountMinor, phone.currency)),
    element('p', { class: 'phone-note' }, shown.status === 'order' ? shown.description : word(shown.wallet)),
    form,
  ];
}

/** The text of a QR code pasted, or one of the orders that wait. */
function scanForm({ hub, word }: CardContext): HTMLElement {
  const text = element('input', {
    id: 'phone-qr-text',
    placeholder: word('qrHint'),
    autocomplete: 'off',
    spellcheck: 'false',
    maxlength: '512',
  });
  const orders = element('div', { class: 'chips' });
  const look = async () => {
    const waiting = await hub.ordersInSight();
    const chips = waiting.map((order) => {
      const chip = button('', 'chip', () => void hub.phoneHand('scan', { qrText: order.qrText }));
      chip.append(
        element('span', { class: 'chip-label' }, `${word(order.channel)} ${moneyText(order.amountMinor, '')}`),
        element('code', {}, order.description || order.outTradeNo),
      );
      return chip;
    });
    orders.replaceChildren(...(chips.length > 0 ? chips : [element('p', { class: 'muted' }, word('noOrders'))]));
  };
  const form = element(
    'form',
    {},
    element('label', { for: text.id }, word('scanTill')),
    element(
      'div',
      { class: 'row' },
      text,
      element('button', { type: 'submit', class: 'primary' }, word('scanIt')),
      button(word('lookAround'), 'quiet', () => void look()),
    ),
    orders,
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const qrText = text.value.trim();
    if (qrText !== '') void hub.phoneHand('scan', { qrText });
  });
  return form;
}

function balanceForm({ hub, word }: CardContext): PhoneView {
  const wallet = element('select', { id: 'phone-balance-wallet', 'aria-label': word('wallet') });
  for (const each of wallets) wallet.append(element('option', { value: each }, word(each)));
  const balance = element('input', { id: 'phone-balance', inputmode: 'decimal', maxlength: '13' });
  let phone: Phone | undefined;
  const show = () => {
    const minor = phone?.balances[wallet.value as Wallet] ?? '0';
    if (document.activeElement !== balance) balance.value = moneyText(minor, '').trim();
  };
  wallet.addEventListener('change', show);
  const root = element(
    'form',
    {},
    element('label', { for: balance.id }, word('balance')),
    element(
      'div',
      { class: 'row' },
      wallet,
      balance,
      element('button', { type: 'submit', class: 'quiet' }, word('balanceSet')),
    ),
  );
  root.addEventListener('submit', (event) => {
    event.preventDefault();
    const minor = minorOf(balance.value);
    if (minor !== undefined) void hub.phoneHand('set', { wallet: wallet.value, balanceMinor: minor });
  });
  return {
    root,
    update: (next) => {
      phone = next;
      show();
    },
  };
}

/** `12.5` is `1250`; undefined where it is no amount. */
function minorOf(text: string): string | undefined {
  const match = /^(\d{1,10})(?:\.(\d{1,2}))?$/.exec(text.trim());
  if (!match) return undefined;
  return `${match[1]}${(match[2] ?? '').padEnd(2, '0')}`.replace(/^0+(?=\d)/, '');
}

function labelled(control: HTMLElement, text: string): HTMLElement {
  return element('div', {}, element('label', { for: control.id }, text), control);
}

const quietModules = 10;

function barPicture(widths: readonly number[]): SVGElement {
  let x = quietModules;
  let path = '';
  for (const [index, width] of widths.entries()) {
    if (index % 2 === 0) path += `M${x} 0h${width}v10h-${width}z`;
    x += width;
  }
  return svgPath(path, { width: x + quietModules, height: 10, stretch: true });
}

function qrPicture(rows: readonly string[]): SVGElement {
  const quiet = 2;
  const path = rows
    .flatMap((row, y) => [...row].map((cell, x) => (cell === '1' ? `M${x + quiet} ${y + quiet}h1v1h-1z` : '')))
    .join('');
  return svgPath(path, { width: rows.length + 2 * quiet, height: rows.length + 2 * quiet, stretch: false });
}
