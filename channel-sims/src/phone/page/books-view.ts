/** The channels' books: payments and what went back, and the rows of the bill that can be left out. */
import { button, choice, element, field, RowList, setText } from './dom.ts';
import { timeText } from './format.ts';
import type { PageContext, View } from './view.ts';
import type { BookRow, Channel } from './wire-types.ts';

const shownMax = 40;
const columns = ['time', 'channel', 'kind', 'number', 'amount', 'status', 'bill'] as const;
const badStates: ReadonlyArray<BookRow['status']> = ['declined', 'closed', 'reversed', 'voided'];
const goodStates: ReadonlyArray<BookRow['status']> = ['paid', 'approved'];

export function booksView(context: PageContext): View {
  const { word } = context;
  let rows: BookRow[] = [];
  let channel: Channel | 'all' = 'all';
  const filter = choice<Channel | 'all'>(channelOptions(context), (value) => {
    channel = value;
    draw();
  });
  const body = element('tbody');
  const list = new RowList<BookRow>({
    parent: body,
    keyOf: (row) => row.key,
    make: (row) => bookRow(row, context),
  });
  const empty = element('p', { class: 'muted empty-line' }, word('booksEmpty'));

  function draw(): void {
    const shown = rows.filter((row) => channel === 'all' || row.channel === channel).slice(0, shownMax);
    empty.hidden = shown.length > 0;
    list.show(shown);
  }

  return {
    root: element(
      'section',
      { class: 'panel books', 'aria-label': word('books') },
      element(
        'header',
        {},
        element('div', {}, element('h2', {}, word('books')), element('p', { class: 'muted' }, word('leaveOutHint'))),
        field(word('channelFilter'), filter),
      ),
      element('div', { class: 'scroll' }, element('table', {}, headOf(context), body), empty),
    ),
    update(state) {
      rows = state.rows;
      draw();
    },
  };
}

export function channelOptions({ word }: PageContext): Array<{ value: Channel | 'all'; label: string }> {
  return (['all', 'wechat', 'alipay', 'unionpay', 'card'] as const).map((value) => ({ value, label: word(value) }));
}

function headOf({ word }: PageContext): HTMLTableSectionElement {
  const cells = columns.map((column) => element('th', { scope: 'col', class: column }, word(`column_${column}`)));
  return element('thead', {}, element('tr', {}, ...cells));
}

function bookRow(row: BookRow, context: PageContext) {
  const { word, money } = context;
  const status = element('span', { class: 'pill' });
  const refunded = element('span', { class: 'muted' });
  const bill = element('td', { class: 'bill' });
  const root = element(
    'tr',
    { 'data-row': row.key },
    element('td', { class: 'time' }, timeText(row.atMs)),
    element('td', {}, element('span', { class: `dot ${row.channel}` }, word(row.channel))),
    element('td', {}, word(`kind_${row.kind}`)),
    element('td', { class: 'number' }, element('code', {}, row.number), element('span', { class: 'muted' }, row.what)),
    element('td', { class: 'money' }, money(row.amountMinor), refunded),
    element('td', {}, status),
    bill,
  );
  return {
    root,
    update(next: BookRow) {
      setText(status, word(`status_${next.status}`));
      status.dataset['tone'] = goodStates.includes(next.status) ? 'good' : badStates.includes(next.status) ? 'bad' : '';
      setText(refunded, next.refundedMinor === '0' ? '' : word('refundedPart', money(next.refundedMinor)));
      if (bill.dataset['kind'] !== next.bill.kind) {
        bill.dataset['kind'] = next.bill.kind;
        bill.replaceChildren(billCell(next, context));
      }
    },
  };
}

function billCell(row: BookRow, context: PageContext): HTMLElement {
  const { word, hub } = context;
  switch (row.bill.kind) {
    case 'never':
      return element('span', { class: 'muted' }, word('notOnBill'));
    case 'left_out':
      return element('span', { class: 'pill', 'data-tone': 'warn' }, word('leftOut'));
    case 'on_it': {
      const { rowId } = row.bill;
      return button(word('leaveOut'), 'quiet', () => {
        void hub.leaveOut(row.channel, rowId).then(() => context.refresh());
      });
    }
  }
}
