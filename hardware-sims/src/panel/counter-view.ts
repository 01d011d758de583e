/** All devices of one till on its counter: what each does at a glance, and the way to its card. */
import type { Device, DeviceKind, Phone, PhoneScreen, ReaderState } from './api-types.ts';
import type { WordKey } from './catalogue.ts';
import { counterDrawing } from './counter-drawing.ts';
import type { CardContext } from './device-card.ts';
import { drawing, element, setText } from './dom.ts';
import { troubleWords } from './faults-view.ts';
import { moneyText } from './money.ts';
import { isWideCharacter } from './pole-view.ts';
import { troubleOf } from './printer-view.ts';
import { weightText } from './scale-view.ts';

export interface CounterView {
  root: HTMLElement;
  update(device: Device): void;
  updatePhone(phone: Phone): void;
}

const kinds: readonly DeviceKind[] = ['scale', 'pole', 'scanner', 'reader', 'printer', 'speaker'];

/** `devices` are those of one till; a kind that it has not is not drawn. */
export function counterView(till: string, devices: readonly Device[], context: CardContext): CounterView {
  const { word } = context;
  const picture = drawing(counterDrawing);
  picture.setAttribute('aria-label', `${word('counter')} ${till}`);
  const spotOf = (kind: string) => picture.querySelector(`.spot.${kind}`) as SVGElement;
  setText(picture.querySelector('.till-name') as Element, till);
  picture.querySelector('.till-drawer')?.classList.toggle('absent', !devices.some(({ kind }) => kind === 'printer'));
  for (const kind of kinds) {
    const device = devices.find((each) => each.kind === kind);
    spotOf(kind).classList.toggle('absent', !device);
    if (device) leadTo(spotOf(kind), device.id);
  }
  leadTo(spotOf('phone'), 'phone');

  const update = (device: Device) => {
    const spot = spotOf(device.kind);
    if (!devices.some(({ id }) => id === device.id)) return;
    const line = device.plugged ? (device.peer ? 'there' : 'away') : 'unplugged';
    for (const state of ['there', 'away', 'unplugged']) spot.classList.toggle(state, state === line);
    const trouble = troubleWords(device, context);
    spot.classList.toggle('troubled', trouble !== '');
    const lineWord: WordKey = line === 'there' ? 'tillThere' : line === 'away' ? 'noTill' : 'unpluggedState';
    const shown = drawDevice(spot, device, context);
    const label = [word(device.kind), word(lineWord), shown, trouble].filter((text) => text !== '').join(' · ');
    spot.setAttribute('aria-label', label);
    if (device.kind === 'printer') {
      picture.querySelector('.till-drawer')?.classList.toggle('open', device.state.drawerOpen);
    }
  };
  for (const device of devices) update(device);
  return {
    root: element('section', { class: 'counter', 'aria-label': word('counter') }, picture),
    update,
    updatePhone: (phone) => drawPhone(spotOf('phone'), phone, context),
  };
}

/** Draws what the device shows. @returns the same in words. */
function drawDevice(spot: SVGElement, device: Device, { word }: CardContext): string {
  const part = (name: string) => spot.querySelector(`.${name}`) as Element;
  switch (device.kind) {
    case 'scale': {
      const weight = device.plugged ? weightText(device.state) : '';
      setText(part('led'), weight);
      spot.classList.toggle('loaded', device.state.loadGrams > 0);
      spot.classList.toggle('moving', device.state.moving);
      return weight;
    }
    case 'pole': {
      const [upper, lower] = device.plugged ? device.state.lines : ['', ''];
      drawVfdLine(part('upper'), upper);
      drawVfdLine(part('lower'), lower);
      return [upper, lower].map((line) => line.trim()).join(' / ');
    }
    case 'scanner':
      return word('scansSoFar', device.state.scanCount);
    case 'reader': {
      const { status, amountMinor, currency } = device.state;
      const words = word(device.plugged ? readerWord(device.state) : 'screenUnplugged');
      setFitted(part('lcd-text'), words);
      setText(part('lcd-amount'), status === 'idle' ? '' : moneyText(amountMinor, currency));
      spot.classList.toggle('asking', status === 'waiting_card' || status === 'entering_pin');
      spot.classList.toggle('holding', device.state.cardInside);
      return words;
    }
    case 'printer': {
      const { state } = device;
      const near = state.paperNearEnd ? 'paperNearEndState' : 'readyToPrint';
      const words = troubleOf(state, word) || word(near);
      setText(part('spot-words'), words);
      spot.classList.toggle('printed', state.paper && (state.receiptCount > 0 || state.onPaper.length > 0));
      spot.classList.toggle('cover-up', state.coverOpen);
      return `${words} · ${word(state.drawerOpen ? 'drawerOpen' : 'drawerClosed')}`;
    }
    case 'speaker':
      spot.classList.toggle('playing', device.state.playing !== '');
      return device.state.playing || device.state.lastPlayed || word('quiet');
  }
}

function readerWord(state: ReaderState): WordKey {
  switch (state.status) {
    case 'idle':
      return state.lineUp ? 'screenIdle' : 'screenOffline';
    case 'waiting_card':
      return 'screenPresent';
    case 'entering_pin':
      return 'screenPin';
    case 'processing':
      return 'screenProcessing';
    case 'showing_result':
      return outcomeWords[state.outcome];
  }
}

const outcomeWords = {
  '': 'screenUnknown',
  approved: 'screenApproved',
  declined: 'screenDeclined',
  unknown: 'screenUnknown',
} as const satisfies Record<string, WordKey>;

/** The reader's small screen: a longer text is pressed together. */
const lcdWidth = 74;
const lcdCharacterWidth = 5.6;

function setFitted(text: Element, words: string): void {
  setText(text, words);
  const width = [...words].reduce((sum, each) => sum + lcdCharacterWidth * (isWideCharacter(each) ? 1.8 : 1), 0);
  if (width <= lcdWidth) {
    text.removeAttribute('textLength');
    return;
  }
  text.setAttribute('textLength', String(lcdWidth));
  text.setAttribute('lengthAdjust', 'spacingAndGlyphs');
}

/** Twenty columns over the whole glass, whatever the font makes of them. */
const glassWidth = 164;

function drawVfdLine(text: Element, line: string): void {
  setText(text, line);
  if (line.trim() === '') text.removeAttribute('textLength');
  else text.setAttribute('textLength', String(glassWidth));
}

function drawPhone(spot: SVGElement, phone: Phone, { word }: CardContext): void {
  const { screen } = phone;
  spot.classList.toggle('shows-code', screen.status === 'code');
  spot.classList.toggle('dark', screen.status === 'off');
  const words = phoneWords(screen, word);
  setText(spot.querySelector('.phone-words') as Element, words);
  const label = screen.status === 'code' ? word('showCode') : words || word('phoneOff');
  spot.setAttribute('aria-label', `${word('phone')} · ${label}`);
}

function phoneWords(screen: PhoneScreen, word: CardContext['word']): string {
  if (screen.status === 'asked' || screen.status === 'order') return word('payNow');
  return screen.status === 'ended' ? word(`outcome_${screen.outcome}`) : '';
}

/** A press, or Enter, goes to the device's card. */
function leadTo(spot: SVGElement, id: string): void {
  spot.setAttribute('href', `#card-${id}`);
  spot.addEventListener('click', (event) => {
    event.preventDefault();
    const card = document.getElementById(`card-${id}`);
    card?.scrollIntoView({ block: 'start' });
    card?.focus({ preventScroll: true });
  });
}
