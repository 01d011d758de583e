import type { DeviceOf, Preset } from './api-types.ts';
import type { CardContext, DeviceView } from './device-card.ts';
import { button, drawing, element, setText } from './dom.ts';

const scannerDrawing = `
<svg class="drawing" viewBox="0 0 320 150" aria-hidden="true">
  <g class="target">
    <rect class="label" x="14" y="30" width="92" height="86" rx="6"/>
    <path class="bars" d="M26 42v52M31 42v52M38 42v52M42 42v52M50 42v52M54 42v52M57 42v52M65 42v52M71 42v52M75 42v52M83 42v52M88 42v52M94 42v52"/>
    <path class="digits" d="M26 104h68"/>
  </g>
  <path class="beam" d="M214 56 L100 36 L100 102 L214 66 Z"/>
  <path class="ray" d="M214 61 L24 68"/>
  <g class="gun">
    <path class="body" d="M212 42 q0 -12 12 -12 h52 q26 0 28 22 q2 20 -20 24 l-18 3 l8 50 q2 13 -11 13 h-12 q-11 0 -13 -11 l-10 -54 q-16 -3 -16 -15 z"/>
    <path class="trigger" d="M238 84 q-8 6 -2 18 l8 -3 z"/>
    <rect class="window" x="208" y="46" width="9" height="26" rx="4"/>
    <circle class="lamp" cx="270" cy="48" r="5"/>
    <path class="cable" d="M272 141 q2 14 -24 8"/>
  </g>
</svg>`;

export function scannerView(
  first: DeviceOf<'scanner'>,
  presets: readonly Preset[],
  context: CardContext,
): DeviceView<'scanner'> {
  const { hub, word } = context;
  const picture = drawing(scannerDrawing);
  const input = element('input', {
    id: `${first.id}-code`,
    placeholder: word('codeHint'),
    autocomplete: 'off',
    spellcheck: 'false',
    maxlength: '2048',
  });
  const recent = element('div', { class: 'chips' });
  const count = element('span', { class: 'muted' });
  const form = element(
    'form',
    { class: 'scan-form' },
    element('label', { for: input.id }, word('codeToScan')),
    element('div', { class: 'row' }, input, element('button', { type: 'submit', class: 'primary' }, word('scan'))),
  );
  const scan = (code: string) => {
    if (code !== '') void hub.hand(first.id, 'scan', { code });
  };
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    scan(input.value.trim());
    input.select();
  });
  const presetChips = presets.map(({ code, label }) => chip(code, label, scan));
  const body = element(
    'div',
    { class: 'body' },
    picture,
    form,
    presets.length === 0 ? null : element('h3', {}, word('presets')),
    presets.length === 0 ? null : element('div', { class: 'chips' }, ...presetChips),
    element('h3', {}, word('recent'), ' ', count),
    recent,
  );

  let scansBefore = first.state.scanCount;
  const update = ({ state }: DeviceOf<'scanner'>) => {
    setText(count, word('scansSoFar', state.scanCount));
    if (state.scanCount !== scansBefore) flash(picture);
    scansBefore = state.scanCount;
    const chips = state.recent.map(({ code, symbology }) => chip(code, symbology, scan));
    recent.replaceChildren(...(chips.length > 0 ? chips : [element('p', { class: 'muted' }, word('nothingScanned'))]));
  };
  return { body, update };
}

function chip(code: string, label: string, scan: (code: string) => void): HTMLButtonElement {
  const made = button('', 'chip', () => scan(code));
  made.append(element('span', { class: 'chip-label' }, label), element('code', {}, shortened(code)));
  made.title = code;
  return made;
}

function shortened(code: string): string {
  return code.length > 22 ? `${code.slice(0, 14)}…${code.slice(-6)}` : code;
}

function flash(picture: SVGElement): void {
  picture.classList.remove('flash');
  picture.getBoundingClientRect(); // The animation begins anew.
  picture.classList.add('flash');
}
