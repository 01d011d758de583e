import type { DeviceOf, ScaleState } from './api-types.ts';
import type { WordKey } from './catalogue.ts';
import type { CardContext, DeviceView } from './device-card.ts';
import { button, drawing, element, setText } from './dom.ts';

const scaleDrawing = `
<svg class="drawing" viewBox="0 0 320 150" aria-hidden="true">
  <g class="goods"></g>
  <path class="pan" d="M40 78 h240 l-14 14 h-212 z"/>
  <rect class="neck" x="146" y="92" width="28" height="12"/>
  <path class="base" d="M62 104 h196 l22 38 h-240 z"/>
  <rect class="window" x="104" y="112" width="112" height="24" rx="4"/>
  <text class="weight" x="208" y="130" text-anchor="end"></text>
</svg>`;

const goods = [
  { key: 'goods_apple', grams: 185 },
  { key: 'goods_cabbage', grams: 640 },
  { key: 'goods_rice', grams: 2500 },
  { key: 'goods_melon', grams: 3250 },
] as const satisfies ReadonlyArray<{ key: WordKey; grams: number }>;

/** The weight that a piece of goods is drawn for; heavier loads are drawn as more pieces, a dozen at most. */
const gramsOfPiece = 600;
const piecesMax = 12;

export function scaleView(first: DeviceOf<'scale'>, context: CardContext): DeviceView<'scale'> {
  const { hub, word } = context;
  let state = first.state;
  const picture = drawing(scaleDrawing);
  const lamps = element('p', { class: 'lamps', 'aria-live': 'polite' });
  const hand = (name: string, body: Record<string, unknown> = {}) => void hub.hand(first.id, name, body);
  const add = (grams: number) => hand('put', { grams: Math.min(200_000, state.loadGrams + grams) });

  const chips = goods.map(({ key, grams }) => {
    const chip = button('', 'chip', () => add(grams));
    chip.append(element('span', { class: 'chip-label' }, word(key)), element('code', {}, `${grams} g`));
    chip.draggable = true;
    chip.addEventListener('dragstart', (event) => event.dataTransfer?.setData('text/x-grams', String(grams)));
    return chip;
  });
  takeDrops(picture, 'text/x-grams', (grams) => add(Number(grams)));

  const grams = element('input', {
    id: `${first.id}-grams`,
    type: 'number',
    min: '0',
    max: '200000',
    step: '1',
    value: '1250',
  });
  const form = element(
    'form',
    {},
    element('label', { for: grams.id }, word('grams')),
    element('div', { class: 'row' }, grams, element('button', { type: 'submit', class: 'primary' }, word('put'))),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (grams.value !== '') hand('put', { grams: Number(grams.value) });
  });
  const moving = button('', 'quiet', () => hand('unstable', { on: !state.keptMoving }));
  const keys: ReadonlyArray<readonly [WordKey, string]> = [
    ['takeOff', 'take-off'],
    ['overload', 'overload'],
    ['negative', 'negative'],
    ['zeroKey', 'zero'],
    ['tareKey', 'tare'],
    ['clearTareKey', 'clear-tare'],
  ];
  const body = element(
    'div',
    { class: 'body' },
    picture,
    lamps,
    element('h3', {}, word('goods')),
    element('div', { class: 'chips' }, ...chips),
    form,
    element(
      'div',
      { class: 'row' },
      moving,
      ...keys.map(([key, name]) => button(word(key), 'quiet', () => hand(name))),
    ),
  );
  const update = (device: DeviceOf<'scale'>) => {
    state = device.state;
    drawGoods(picture, state.loadGrams);
    setText(picture.querySelector('.weight') as Element, device.plugged ? weightText(state) : '');
    setText(lamps, device.plugged ? lampWords(state, context).join(' · ') : '\u00a0');
    setText(moving, word(state.keptMoving ? 'steady' : 'unstable'));
    picture.classList.toggle('moving', state.moving);
  };
  return { body, update };
}

/** `1.250 kg`, `−0.050 kg`; what a customer reads. */
export function weightText({ shownGrams, status }: ScaleState): string {
  if (status.includes('over')) return '– – – –';
  const digits = String(Math.abs(shownGrams)).padStart(4, '0');
  return `${shownGrams < 0 ? '−' : ''}${digits.slice(0, -3)}.${digits.slice(-3)} kg`;
}

export function lampWords(state: ScaleState, { word }: CardContext): string[] {
  return [
    state.status.includes('over') ? `▲ ${word('scaleOver')}` : '',
    state.moving ? `≈ ${word('scaleMoving')}` : '',
    state.status.includes('under') ? `▼ ${word('scaleUnder')}` : '',
    state.status === 'stable' || state.status === 'net' ? `● ${word('scaleStable')}` : '',
    state.tareGrams > 0 ? `${word('scaleNet')} (−${state.tareGrams} g)` : '',
    word('scaleCapacity', state.capacityGrams),
  ].filter((text) => text !== '');
}

function drawGoods(picture: SVGElement, loadGrams: number): void {
  const group = picture.querySelector('.goods');
  if (!group) return;
  const pieces = Math.min(piecesMax, Math.ceil(loadGrams / gramsOfPiece));
  const circles = Array.from({ length: pieces }, (_, index) => {
    const row = Math.floor(index / 6);
    const circle = document.createElementNS('http://www.w3.org/2000/svg', 'circle');
    circle.setAttribute('class', `piece piece-${index % 3}`);
    circle.setAttribute('cx', String(85 + (index % 6) * 30 + row * 15));
    circle.setAttribute('cy', String(62 - row * 26));
    circle.setAttribute('r', '15');
    return circle;
  });
  group.replaceChildren(...circles);
}

/** What is dropped on a drawing; the same can always be done with a button. */
export function takeDrops(target: Element, type: string, take: (text: string) => void): void {
  target.addEventListener('dragover', (event) => {
    if ((event as DragEvent).dataTransfer?.types.includes(type)) event.preventDefault();
  });
  target.addEventListener('drop', (event) => {
    const text = (event as DragEvent).dataTransfer?.getData(type);
    if (!text) return;
    event.preventDefault();
    take(text);
  });
}
