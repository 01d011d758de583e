/** The payment code on a phone's screen: bars, QR, digits, how long it is good for, what became of it. */
import { button, element, setText } from './dom.ts';
import { groupedDigits } from './format.ts';
import type { PageContext } from './view.ts';
import type { CodeShown } from './wire-types.ts';

const codeLifeMs = 60_000;

export interface CodeView {
  root: HTMLElement;
  show(code: string): void;
  update(shown: CodeShown): void;
}

export function codeView(context: PageContext): CodeView {
  const { word } = context;
  const root = element('div', { class: 'code empty' }, element('p', { class: 'muted' }, word('noCode')));
  const state = element('p', { class: 'code-state', role: 'status' });
  const left = element('progress', { max: String(codeLifeMs), 'aria-label': word('codeLabel') });
  return {
    root,
    show(code) {
      root.className = 'code';
      root.replaceChildren(...pictures(code, context), left, state);
    },
    update(shown) {
      root.classList.toggle('over', shown.status !== 'usable');
      left.value = shown.status === 'usable' ? shown.leftMs : 0;
      setText(state, stateText(shown, context));
      state.dataset['tone'] = toneOf(shown);
    },
  };
}

function pictures(code: string, { word, say }: PageContext): HTMLElement[] {
  const digits = element(
    'output',
    { class: 'digits', 'aria-label': `${word('codeLabel')} ${code}` },
    ...groupedDigits(code).map((group) => element('span', {}, group)),
  );
  const copy = button(word('copy'), 'quiet', () => {
    void copyText(code, digits).then((copied) => say(word(copied ? 'copied' : 'selected'), 'good'));
  });
  const qr = element('img', { class: 'qr', src: `/phone/qr.svg?text=${code}`, alt: word('qrPicture') });
  const bars = element('img', { class: 'bars', src: `/phone/bars.svg?digits=${code}`, alt: word('barPicture') });
  const hint = element('p', { class: 'muted code-hint' }, word('codeHint'));
  const side = element('div', { class: 'code-side' }, copy, hint);
  return [bars, digits, element('div', { class: 'code-lower' }, qr, side)];
}

/** Where the browser keeps the clipboard shut, the digits are selected instead. */
async function copyText(text: string, node: Node): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    getSelection()?.selectAllChildren(node);
    return false;
  }
}

function stateText(shown: CodeShown, { word, money }: PageContext): string {
  switch (shown.status) {
    case 'usable':
      return word('secondsLeft', Math.ceil(shown.leftMs / 1000));
    case 'expired':
      return `✕ ${word('code_expired')}`;
    case 'used': {
      const sign = shown.order === 'paid' ? '✓ ' : shown.order === 'paying' ? '… ' : '✕ ';
      return `${sign}${word(`result_${shown.order}`)} ${money(shown.amountMinor)} · ${word('code_used')}`;
    }
  }
}

function toneOf(shown: CodeShown): string {
  if (shown.status === 'usable') return 'plain';
  if (shown.status === 'expired') return 'bad';
  return shown.order === 'paid' ? 'good' : shown.order === 'paying' ? 'warn' : 'bad';
}
