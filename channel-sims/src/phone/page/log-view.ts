/** What went over the wire, newest first, with a filter by channel and by words. */
import { channelOptions } from './books-view.ts';
import { choice, element, field, RowList, setText } from './dom.ts';
import { timeText } from './format.ts';
import type { PageContext } from './view.ts';
import type { Channel, WireMessage } from './wire-types.ts';

/** Kept in the page, and drawn at once. */
const keptMax = 1_000;
const shownMax = 60;
const columns = ['time', 'channel', 'direction', 'what', 'body'] as const;

export interface LogView {
  root: HTMLElement;
  add(messages: readonly WireMessage[]): void;
}

export function logView(context: PageContext): LogView {
  const { word } = context;
  let kept: WireMessage[] = [];
  let channel: Channel | 'all' = 'all';
  const words = element('input', { type: 'search', placeholder: word('filterHint'), autocomplete: 'off' });
  const filter = choice<Channel | 'all'>(channelOptions(context), (value) => {
    channel = value;
    draw();
  });
  const body = element('tbody');
  const list = new RowList<WireMessage>({
    parent: body,
    keyOf: (message) => String(message.n),
    make: (message) => ({ root: messageRow(message, context), update: () => undefined }),
  });
  const empty = element('p', { class: 'muted empty-line' });

  function draw(): void {
    const wanted = words.value.trim().toLowerCase();
    const shown = kept
      .filter((message) => channel === 'all' || message.channel === channel)
      .filter((message) => wanted === '' || `${message.what} ${message.body}`.toLowerCase().includes(wanted))
      .slice(-shownMax)
      .reverse();
    setText(empty, word(kept.length === 0 ? 'logEmpty' : 'logNone'));
    empty.hidden = shown.length > 0;
    list.show(shown);
  }

  words.addEventListener('input', draw);
  draw();
  const heads = columns.map((column) => element('th', { scope: 'col', class: column }, word(`column_${column}`)));
  return {
    root: element(
      'section',
      { class: 'panel log', 'aria-label': word('log') },
      element(
        'header',
        {},
        element('h2', {}, word('log')),
        field(word('channelFilter'), filter),
        field(word('filter'), words),
      ),
      element(
        'div',
        { class: 'scroll' },
        element('table', {}, element('thead', {}, element('tr', {}, ...heads)), body),
        empty,
      ),
    ),
    add(messages) {
      if (messages.length === 0) return;
      kept = [...kept, ...messages].slice(-keptMax);
      draw();
    },
  };
}

function messageRow(message: WireMessage, { word }: PageContext): HTMLElement {
  const summary = element('summary', {}, message.body);
  return element(
    'tr',
    {},
    element('td', { class: 'time' }, timeText(message.atMs)),
    element('td', {}, element('span', { class: `dot ${message.channel}` }, word(message.channel))),
    element('td', { class: `direction ${message.direction}` }, word(message.direction)),
    element('td', { class: 'what' }, element('code', {}, message.what)),
    element('td', { class: 'body' }, message.body === '' ? '' : element('details', {}, summary)),
  );
}
