import type { DeviceOf } from './api-types.ts';
import type { CardContext, DeviceView } from './device-card.ts';
import { element, setText } from './dom.ts';

const columns = 20;

export function poleView(_first: DeviceOf<'pole'>, { word }: CardContext): DeviceView<'pole'> {
  const glass = element('div', { class: 'vfd', role: 'img' });
  const note = element('p', { class: 'muted' });
  const body = element(
    'div',
    { class: 'body' },
    element('div', { class: 'pole-head' }, glass),
    element('div', { class: 'pole-neck', 'aria-hidden': 'true' }),
    note,
  );
  const update = ({ state, plugged }: DeviceOf<'pole'>) => {
    const lines = plugged ? state.lines : (['', ''] as const);
    glass.replaceChildren(...lines.map((line) => element('div', { class: 'vfd-line' }, ...cellsOf(line))));
    const text = lines.map((line) => line.trim()).filter((line) => line !== '');
    glass.setAttribute('aria-label', text.join(' / ') || word('poleBlank'));
    glass.dataset['brightness'] = String(plugged ? state.brightness : 0);
    setText(note, `${word('poleBrightness', state.brightness)} · ${word('polePictures', state.pictureCount)}`);
  };
  return { body, update };
}

/** Twenty cells; a Chinese character takes two. */
function cellsOf(line: string): HTMLElement[] {
  const cells: HTMLElement[] = [];
  let taken = 0;
  for (const character of line.padEnd(columns)) {
    const isWide = isWideCharacter(character);
    if (taken + (isWide ? 2 : 1) > columns) break;
    taken += isWide ? 2 : 1;
    cells.push(element('span', { class: isWide ? 'cell wide' : 'cell' }, character));
  }
  return cells;
}

/** As the device counts: everything that GB18030 writes in two or four bytes. */
export function isWideCharacter(character: string): boolean {
  return (character.codePointAt(0) ?? 0) > 0x7f;
}
