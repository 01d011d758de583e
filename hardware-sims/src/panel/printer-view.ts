import type { DeviceOf, PrinterState, Receipt } from './api-types.ts';
import type { CardContext, DeviceView } from './device-card.ts';
import { button, copyText, element, setText } from './dom.ts';
import { drawPaper } from './paper.ts';

export function printerView(first: DeviceOf<'printer'>, context: CardContext): DeviceView<'printer'> {
  const { hub, word } = context;
  let state = first.state;
  /** How many receipts back from what is on the paper now; 0 shows the newest. */
  let back = 0;
  let receipts: Receipt[] = [];

  const paper = element('div', { class: 'paper', tabindex: '0' });
  const caption = element('span', { class: 'muted' });
  const older = button(word('older'), 'quiet', () => void page(1));
  const newer = button(word('newer'), 'quiet', () => void page(-1));
  const lamp = element('span', { class: 'lamp-text' });
  const drawer = element(
    'div',
    { class: 'drawer' },
    element('div', { class: 'drawer-tray' }),
    element('span', { class: 'drawer-word' }),
  );
  const paperHand = button('', 'quiet', () => void hub.hand(first.id, state.paper ? 'paper-out' : 'paper-in'));
  const coverHand = button('', 'quiet', () => void hub.hand(first.id, state.coverOpen ? 'cover-close' : 'cover-open'));
  const nearEnd = button(word('paperNearEnd'), 'quiet', () => void hub.hand(first.id, 'paper-near-end'));
  const jam = button('', 'quiet', () => {
    void hub.hand(first.id, state.cutter === 'fine' ? 'jam-cutter' : 'clear-jam');
  });
  const stick = button('', 'quiet', () => {
    void hub.hand(first.id, state.drawerStuck ? 'free-drawer' : 'stick-drawer');
  });
  const copy = button(word('copyReceipt'), 'quiet', () => {
    void copyText(state.lastReceipt?.text ?? '').then((copied) => {
      if (copied) setText(copy, word('copied'));
    });
  });
  const drawerHand = button(word('closeDrawer'), 'quiet', () => void hub.hand(first.id, 'close-drawer'));

  const draw = () => {
    const shown = shownOf(state, receipts, back);
    const items = shown === 'on paper' ? state.onPaper : (shown?.items ?? []);
    paper.replaceChildren(
      ...(shown ? drawPaper(items, word('picture')) : [element('p', { class: 'muted' }, word('noReceipt'))]),
    );
    paper.classList.toggle('blank', !shown);
    setText(caption, !shown ? '' : shown === 'on paper' ? word('printing') : word('receipt', shown.number));
    newer.disabled = back === 0;
    older.disabled = back + 1 >= Math.min(100, state.receiptCount);
    paper.scrollTop = shown === 'on paper' ? paper.scrollHeight : 0;
  };
  const page = async (step: number) => {
    receipts = await hub.receiptsOf(first.id);
    back = Math.max(0, Math.min(back + step, receipts.length - 1));
    draw();
    paper.scrollTop = 0;
  };

  const body = element(
    'div',
    { class: 'body' },
    element(
      'div',
      { class: 'printer-box' },
      element('div', { class: 'printer-face' }, lamp),
      element('div', { class: 'mouth' }),
    ),
    element('div', { class: 'tray' }, paper),
    element('div', { class: 'row between' }, older, caption, newer),
    drawer,
    element('div', { class: 'row' }, paperHand, nearEnd, coverHand, jam, stick, drawerHand, copy),
  );
  const update = (device: DeviceOf<'printer'>) => {
    const printedMore = device.state.receiptCount !== state.receiptCount;
    state = device.state;
    if (printedMore) back = 0;
    const trouble = troubleOf(state, word);
    const waiting = state.waitingBytes > 0 ? ` · ${word('waitingBytes', state.waitingBytes)}` : '';
    const near = state.paperNearEnd ? ` · ${word('paperNearEndState')}` : '';
    setText(lamp, trouble ? `▲ ${trouble}${waiting}` : `● ${word('readyToPrint')}${near}`);
    lamp.className = trouble || near ? 'lamp-text warn' : 'lamp-text good';
    body.classList.toggle('cover-open', state.coverOpen);
    body.classList.toggle('no-paper', !state.paper);
    drawer.classList.toggle('open', state.drawerOpen);
    const drawerWord = state.drawerOpen ? 'drawerOpen' : state.drawerStuck ? 'drawerStuck' : 'drawerClosed';
    setText(drawer.lastElementChild as Element, word(drawerWord));
    setText(paperHand, word(state.paper ? 'paperOut' : 'paperIn'));
    setText(coverHand, word(state.coverOpen ? 'coverClose' : 'coverOpen'));
    setText(jam, word(state.cutter === 'fine' ? 'jamCutter' : 'clearJam'));
    setText(stick, word(state.drawerStuck ? 'freeDrawer' : 'stickDrawer'));
    jam.disabled = state.cutter === 'cleared';
    nearEnd.disabled = state.paperNearEnd || !state.paper;
    copy.disabled = !state.lastReceipt;
    if (printedMore) setText(copy, word('copyReceipt'));
    drawerHand.disabled = !state.drawerOpen;
    draw();
  };
  return { body, update };
}

/** Why nothing is printed, or will not be soon; empty where all is well. */
export function troubleOf(state: PrinterState, word: CardContext['word']): string {
  if (!state.paper) return word('noPaper');
  if (state.coverOpen) return word('coverIsOpen');
  return state.cutter === 'fine' ? '' : word(`cutter_${state.cutter}`);
}

function shownOf(state: PrinterState, receipts: readonly Receipt[], back: number): Receipt | 'on paper' | null {
  if (back > 0) return receipts.at(-1 - back) ?? state.lastReceipt;
  return state.onPaper.length > 0 ? 'on paper' : state.lastReceipt;
}
