/** The live log: every frame on the lines of one group of devices. */
import type { LogEntry } from './api-types.ts';
import type { WordKey } from './catalogue.ts';
import type { CardContext } from './device-card.ts';
import { button, clockText, copyText, element, saveFile, setText } from './dom.ts';
import { eventWords } from './event-words.ts';

const shownMax = 400;
const keptMax = 2000;

export interface LogView {
  root: HTMLElement;
  add(entries: readonly LogEntry[]): void;
}

export function logView(deviceIds: readonly string[], context: CardContext): LogView {
  const { word } = context;
  let kept: LogEntry[] = [];
  let paused = false;
  const device = element('select', { id: 'log-device' }, element('option', { value: '' }, word('allDevices')));
  for (const id of deviceIds) device.append(element('option', { value: id }, id));
  const direction = element('select', { id: 'log-direction' }, element('option', { value: '' }, word('allDirections')));
  for (const each of ['in', 'out', 'event'] as const) {
    direction.append(element('option', { value: each }, word(directionWords[each])));
  }
  const filter = element('input', { id: 'log-filter', type: 'search', placeholder: word('logFilterHint') });
  const pause = button(word('logPause'), 'quiet', () => {
    paused = !paused;
    setText(pause, word(paused ? 'logResume' : 'logPause'));
    if (!paused) redraw();
  });
  const copy = button(word('logCopy'), 'quiet', () => {
    void copyText(textOf(kept.filter(wanted), context)).then((copied) => {
      if (copied) setText(copy, word('copied'));
    });
  });
  const save = button(word('logExport'), 'quiet', () => saveFile('devices.log', textOf(kept.filter(wanted), context)));
  const heartbeats = element('input', { id: 'log-heartbeats', type: 'checkbox' });
  const list = element('ol', { class: 'log', tabindex: '0' });

  const wanted = (entry: LogEntry) => {
    if (device.value ? entry.deviceId !== device.value : !deviceIds.includes(entry.deviceId)) return false;
    if (entry.routine && !heartbeats.checked) return false;
    if (direction.value && entry.direction !== direction.value) return false;
    const text = filter.value.trim().toLowerCase();
    if (text === '') return true;
    return entry.words.toLowerCase().includes(text) || entry.hex.toLowerCase().includes(text.replaceAll(' ', ''));
  };
  const redraw = () => {
    const rows = kept
      .filter(wanted)
      .slice(-shownMax)
      .reverse()
      .map((entry) => row(entry, context));
    list.replaceChildren(...(rows.length > 0 ? rows : [element('li', { class: 'muted empty' }, word('logEmpty'))]));
  };
  const add = (entries: readonly LogEntry[]) => {
    const known = new Set(kept.map((entry) => entry.n));
    const fresh = entries.filter((entry) => !known.has(entry.n));
    kept = [...kept, ...fresh].sort((a, b) => a.n - b.n).slice(-keptMax);
    if (paused) return;
    if (entries.length > 1 || list.querySelector('.empty')) {
      redraw();
      return;
    }
    for (const entry of fresh.filter(wanted)) list.prepend(row(entry, context));
    while (list.children.length > shownMax) list.lastElementChild?.remove();
  };
  device.addEventListener('change', redraw);
  direction.addEventListener('change', redraw);
  filter.addEventListener('input', redraw);
  heartbeats.addEventListener('change', redraw);
  redraw();

  const root = element(
    'aside',
    { class: 'log-panel', 'aria-label': word('log') },
    element(
      'header',
      {},
      element('h2', {}, word('log')),
      element('label', { class: 'check' }, heartbeats, word('logHeartbeats')),
    ),
    element('div', { class: 'row log-hands' }, pause, copy, save),
    element(
      'div',
      { class: 'log-tools' },
      element('label', { for: device.id }, word('logDevice')),
      device,
      element('label', { for: direction.id }, word('logDirection')),
      direction,
      element('label', { for: filter.id }, word('logFilter')),
      filter,
    ),
    list,
  );
  return { root, add };
}

const directionWords = { in: 'directionIn', out: 'directionOut', event: 'directionEvent' } as const;
const directionMarks = { in: '→', out: '←', event: '·' } as const;

/** One line an entry, tabs between: what a mail or an issue takes. */
function textOf(entries: readonly LogEntry[], { language, word }: CardContext): string {
  return entries
    .map((entry) => {
      const words = entry.direction === 'event' ? eventWords(language, entry.words) : entry.words;
      const at = new Date(entry.atMs).toISOString();
      return `${[at, entry.deviceId, word(directionWords[entry.direction]), entry.fault, words, entry.hex].join('\t')}\n`;
    })
    .join('');
}

function row(entry: LogEntry, { language, word }: CardContext): HTMLElement {
  const words = entry.direction === 'event' ? eventWords(language, entry.words) : entry.words;
  const fault =
    entry.fault === '' ? null : element('span', { class: 'fault' }, word(`fault_${entry.fault}` as WordKey));
  return element(
    'li',
    { class: entry.direction },
    element(
      'div',
      { class: 'log-head' },
      element('time', {}, clockText(entry.atMs)),
      element('code', {}, entry.deviceId),
      element(
        'span',
        { class: 'direction' },
        `${directionMarks[entry.direction]} ${word(directionWords[entry.direction])}`,
      ),
      fault,
    ),
    element('div', { class: 'log-words' }, words),
    entry.hex === ''
      ? null
      : element('div', { class: 'log-hex' }, entry.hex.replace(/([0-9A-F]{2})(?=[0-9A-F])/g, '$1 ')),
  );
}
