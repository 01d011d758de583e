/**
 * Text on an ESC/POS printer: lines of a fixed number of columns in GB18030. The encoder library has no
 * Chinese, so text goes through its raw call after `FS &` (Chinese on); a Chinese character takes two columns.
 */
import ReceiptPrinterEncoder from '@point-of-sale/receipt-printer-encoder';
import iconv from 'iconv-lite';

/** 80 mm paper, font A. */
export const columns = 48;

const chineseOn = [0x1c, 0x26];
const lineFeed = 0x0a;

export type PaperLine =
  | { kind: 'text'; text: string; align?: 'left' | 'center' }
  /** Twice as high and wide, for what must be read at arm's length. */
  | { kind: 'large'; text: string }
  | { kind: 'pair'; left: string; right: string }
  | { kind: 'rule' }
  | { kind: 'qr'; text: string }
  | { kind: 'feed' };

export function paperBytes(lines: readonly PaperLine[]): Uint8Array {
  const encoder = new ReceiptPrinterEncoder({ language: 'esc-pos', columns, feedBeforeCut: 4, newline: '\n' });
  encoder.initialize().raw(chineseOn);
  for (const line of lines) addLine(encoder, line);
  return encoder.cut().encode();
}

/** `ESC p 0`: the drawer on pin 2, 100 ms on, 500 ms off. */
export function drawerBytes(): Uint8Array {
  return new ReceiptPrinterEncoder({ language: 'esc-pos', columns, feedBeforeCut: 0 }).pulse(0, 100, 500).encode();
}

function addLine(encoder: ReceiptPrinterEncoder, line: PaperLine): void {
  switch (line.kind) {
    case 'text':
      for (const row of wrap(line.text, columns)) raw(encoder, line.align === 'center' ? centred(row) : row);
      return;
    case 'large':
      // GS ! 11: double width and height; GS ! 00 ends it.
      encoder.raw([0x1d, 0x21, 0x11]);
      for (const row of wrap(line.text, columns / 2)) raw(encoder, row);
      encoder.raw([0x1d, 0x21, 0x00]);
      return;
    case 'pair':
      for (const row of pair(line.left, line.right)) raw(encoder, row);
      return;
    case 'rule':
      raw(encoder, '-'.repeat(columns));
      return;
    case 'qr':
      encoder.align('center').qrcode(line.text, { model: 2, size: 6, errorlevel: 'm' }).align('left');
      return;
    case 'feed':
      encoder.raw([lineFeed]);
      return;
  }
}

function raw(encoder: ReceiptPrinterEncoder, text: string): void {
  encoder.raw([...iconv.encode(text, 'gb18030'), lineFeed]);
}

/** Left text and right text on one line, or on two where they do not fit. */
export function pair(left: string, right: string): string[] {
  const space = columns - widthOf(left) - widthOf(right);
  if (space >= 1) return [left + ' '.repeat(space) + right];
  return [...wrap(left, columns), ' '.repeat(Math.max(0, columns - widthOf(right))) + right];
}

/** Columns that a text takes: two for what GB18030 writes with more than one byte. */
export function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += (character.codePointAt(0) as number) < 0x80 ? 1 : 2;
  return width;
}

/** Rows of at most `width` columns: Chinese breaks anywhere, other words between each other where they can. */
export function wrap(text: string, width: number): string[] {
  const rows: string[] = [];
  let row = '';
  for (const character of printable(text)) {
    if (widthOf(row) + widthOf(character) > width) {
      const space = widthOf(character) === 1 && character !== ' ' ? row.lastIndexOf(' ') : -1;
      rows.push(space > 0 ? row.slice(0, space) : row);
      row = space > 0 ? row.slice(space + 1) : '';
      if (character === ' ') continue;
    }
    row += character;
  }
  rows.push(row);
  return rows;
}

const centred = (text: string): string => ' '.repeat(Math.floor((columns - widthOf(text)) / 2)) + text;

/** Control bytes in a name would be commands to the printer. */
function printable(text: string): string {
  return [...text].filter((character) => (character.codePointAt(0) as number) >= 0x20).join('');
}
