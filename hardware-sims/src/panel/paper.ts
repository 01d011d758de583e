/** Draws what stands on a receipt printer's paper. */
import type { PaperItem, TextRun } from './api-types.ts';
import { element } from './dom.ts';

const svgNamespace = 'http://www.w3.org/2000/svg';

export function drawPaper(items: readonly PaperItem[], pictureWord: string): HTMLElement[] {
  return items.map((item) => element('div', { class: `line ${item.align}` }, ...drawItem(item, pictureWord)));
}

function drawItem(item: PaperItem, pictureWord: string): Array<Node | string> {
  switch (item.kind) {
    case 'line':
      return item.runs.length > 0 ? item.runs.map(drawRun) : ['\u00a0'];
    case 'qr':
      return [qrDrawing(item.rows, item.text)];
    case 'barcode':
      return [element('span', { class: 'barcode' }, element('span', { class: 'stripes' }), item.text)];
    case 'picture':
      return [element('span', { class: 'picture' }, `${pictureWord} ${item.widthDots}×${item.heightDots}`)];
  }
}

function drawRun(run: TextRun): HTMLElement {
  const classes = ['run', `w${Math.min(run.width, 4)}`, `h${Math.min(run.height, 4)}`];
  if (run.bold) classes.push('bold');
  if (run.underline) classes.push('underline');
  if (run.invert) classes.push('invert');
  const made = element('span', { class: classes.join(' ') });
  // Double-byte characters are exactly two columns wide, whatever font draws them.
  for (const part of run.text.match(/[\x20-\x7e]+|[^\x20-\x7e]/gu) ?? []) {
    const wide = run.doubleByte && !/^[\x20-\x7e]/.test(part);
    made.append(wide ? element('span', { class: 'wide' }, part) : part);
  }
  return made;
}

function qrDrawing(rows: readonly string[], text: string): SVGSVGElement {
  const drawn = document.createElementNS(svgNamespace, 'svg');
  const quiet = 2;
  const size = rows.length + quiet * 2;
  drawn.setAttribute('viewBox', `0 0 ${size} ${size}`);
  drawn.setAttribute('class', 'qr');
  drawn.setAttribute('role', 'img');
  drawn.setAttribute('aria-label', `QR ${text}`);
  const path = document.createElementNS(svgNamespace, 'path');
  const cells = rows.flatMap((row, y) =>
    [...row].flatMap((cell, x) => (cell === '1' ? [`M${x + quiet} ${y + quiet}h1v1h-1z`] : [])),
  );
  path.setAttribute('d', cells.join(''));
  drawn.append(path);
  return drawn;
}
