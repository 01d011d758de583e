/**
 * Text on an ESC/POS printer: lines of a fixed number of columns in GB18030. The encoder library has no
 * Chinese, so text goes through its raw call after `FS &` (Chinese on); a Chinese character takes two columns.
 *
 * A job is cut into parts of a few lines. Every part leaves the printer's modes as it found them, so that a job may
 * go on with any of them (receipt-printer.ts).
 */
import ReceiptPrinterEncoder from '@point-of-sale/receipt-printer-encoder';
import iconv from 'iconv-lite';

/** Font A: 32 columns (384 dots) on paper of 58 mm, 48 columns (576 dots) on 80 mm. */
export type Columns = 32 | 48;
export type Cut = 'partial' | 'full' | 'none';

export interface PaperFormat {
  columns: Columns;
  cut: Cut;
}

export const presetFormat: PaperFormat = { columns: 48, cut: 'full' };

/** What a printer is given: whole, or in parts that it may take one after the other. */
export type PrintJob = Uint8Array | readonly Uint8Array[];

export type PaperLine =
  | { kind: 'text'; text: string; align?: 'left' | 'center' }
  /** Twice as high and wide, for what must be read at arm's length. */
  | { kind: 'large'; text: string; align?: 'left' | 'center' }
  | { kind: 'pair'; left: string; right: string }
  | { kind: 'rule' }
  | { kind: 'qr'; text: string }
  /** CODE128, where the paper is wide enough for it. */
  | { kind: 'barcode'; text: string }
  /** Rows of dots from the top, eight a byte, the first dot in the highest bit; 1 is black. */
  | { kind: 'picture'; widthBytes: number; heightDots: number; dots: Uint8Array }
  /** The paper is cut here; what follows is a paper of its own. */
  | { kind: 'cut' }
  | { kind: 'feed' };

const chineseOn = [0x1c, 0x26];
const lineFeed = 0x0a;
/** So much may be printed twice after the power failed within a part. */
const linesAPart = 8;
const dotsAColumn = 12;

export function paperBytes(lines: readonly PaperLine[], format: PaperFormat = presetFormat): Uint8Array {
  return Buffer.concat([...paperParts(lines, format)]);
}

export function paperParts(lines: readonly PaperLine[], format: PaperFormat): readonly Uint8Array[] {
  const parts: Uint8Array[] = [];
  for (let at = 0; at < lines.length || at === 0; at += linesAPart) {
    const encoder = encoderOf(format);
    if (at === 0) encoder.initialize().raw(chineseOn);
    for (const line of lines.slice(at, at + linesAPart)) addLine(encoder, line, format);
    if (at + linesAPart >= lines.length) addCut(encoder, format);
    parts.push(encoder.encode());
  }
  return parts;
}

/** Before a part that goes on with a job after the printer lost its modes. */
export function continuationBytes(format: PaperFormat): Uint8Array {
  const encoder = encoderOf(format).initialize().raw(chineseOn);
  addLine(encoder, { kind: 'text', text: '-- 续打 continued --', align: 'center' }, format);
  return encoder.encode();
}

export interface DrawerPulse {
  /** Connector pin 2 (0) or pin 5 (1). */
  pin: 0 | 1;
  onMs: number;
  offMs: number;
}

export const presetPulse: DrawerPulse = { pin: 0, onMs: 100, offMs: 500 };

/** `ESC p m t1 t2`: times in units of 2 ms, at most 510 ms. */
export function drawerBytes({ pin, onMs, offMs }: DrawerPulse = presetPulse): Uint8Array {
  return encoderOf(presetFormat).pulse(pin, onMs, offMs).encode();
}

/** Feeding stands in front of the cut by `GS V`'s own knife distance: four lines by the encoder. */
function encoderOf({ columns }: PaperFormat): ReceiptPrinterEncoder {
  return new ReceiptPrinterEncoder({ language: 'esc-pos', columns, feedBeforeCut: 4, newline: '\n' });
}

function addCut(encoder: ReceiptPrinterEncoder, { cut }: PaperFormat): void {
  if (cut === 'none') encoder.raw(Array(4).fill(lineFeed));
  else encoder.cut(cut);
}

function addLine(encoder: ReceiptPrinterEncoder, line: PaperLine, format: PaperFormat): void {
  const { columns } = format;
  switch (line.kind) {
    case 'text':
      for (const row of wrap(line.text, columns)) raw(encoder, line.align === 'center' ? centred(row, columns) : row);
      return;
    case 'large':
      // ESC a 1: centred by the printer, since spaces of double width would be off by up to a column.
      if (line.align === 'center') encoder.raw([0x1b, 0x61, 1]);
      // GS ! 11: double width and height; GS ! 00 ends it.
      encoder.raw([0x1d, 0x21, 0x11]);
      for (const row of wrap(line.text, columns / 2)) raw(encoder, row);
      encoder.raw([0x1d, 0x21, 0x00]);
      if (line.align === 'center') encoder.raw([0x1b, 0x61, 0]);
      return;
    case 'pair':
      for (const row of pair(line.left, line.right, columns)) raw(encoder, row);
      return;
    case 'rule':
      raw(encoder, '-'.repeat(columns));
      return;
    case 'qr':
      encoder.align('center').qrcode(line.text, { model: 2, size: 6, errorlevel: 'm' }).align('left');
      return;
    case 'barcode':
      encoder.raw(barcodeBytes(line.text, columns));
      return;
    case 'picture':
      encoder.raw(pictureBytes(line));
      return;
    case 'cut':
      addCut(encoder, format);
      return;
    case 'feed':
      encoder.raw([lineFeed]);
      return;
  }
}

/**
 * `GS k 73`: CODE128 in code set B, 11 modules of 2 dots a character and 35 for start, check and stop. What the paper is
 * too narrow for, or what code set B does not have, is left out: the QR code beside it says the same.
 */
function barcodeBytes(text: string, columns: Columns): number[] {
  const dots = (11 * text.length + 35) * 2;
  if (dots > columns * dotsAColumn || !/^[\x20-\x7a]{1,60}$/.test(text)) return [];
  const data = [...Buffer.from(`{B${text}`, 'latin1')];
  // ESC a 1: centred; GS h: 64 dots high; GS w: 2 dots a module; GS H 2: the text below; ESC a 0.
  return [
    ...[0x1b, 0x61, 1, 0x1d, 0x68, 64, 0x1d, 0x77, 2, 0x1d, 0x48, 2],
    ...[0x1d, 0x6b, 73, data.length, ...data],
    ...[lineFeed, 0x1b, 0x61, 0],
  ];
}

/** `GS v 0`: a raster picture, centred. */
function pictureBytes({ widthBytes, heightDots, dots }: Extract<PaperLine, { kind: 'picture' }>): number[] {
  const size = [widthBytes & 0xff, widthBytes >> 8, heightDots & 0xff, heightDots >> 8];
  return [...[0x1b, 0x61, 1, 0x1d, 0x76, 0x30, 0], ...size, ...dots, ...[lineFeed, 0x1b, 0x61, 0]];
}

function raw(encoder: ReceiptPrinterEncoder, text: string): void {
  encoder.raw([...iconv.encode(text, 'gb18030'), lineFeed]);
}

/** Left text and right text on one line, or on two where they do not fit. */
export function pair(left: string, right: string, columns: number): string[] {
  const texts = { left: printable(left), right: printable(right) };
  const space = columns - widthOf(texts.left) - widthOf(texts.right);
  if (space >= 1) return [texts.left + ' '.repeat(space) + texts.right];
  const below = wrap(texts.right, columns);
  return [...wrap(texts.left, columns), ...below.map((row) => ' '.repeat(columns - widthOf(row)) + row)];
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

const centred = (text: string, columns: number): string => ' '.repeat(Math.floor((columns - widthOf(text)) / 2)) + text;

/** Control bytes in a name would be commands to the printer; U+00A5 is no character of Chinese printers. */
function printable(text: string): string {
  const clean = [...text].filter((character) => {
    const point = character.codePointAt(0) as number;
    return point >= 0x20 && !(point >= 0x7f && point < 0xa0);
  });
  return clean.join('').replaceAll('\u00a5', '￥');
}
