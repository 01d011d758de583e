/** A printed receipt: what stands on the paper, for a page to draw, and the same as plain text. */

export type Align = 'left' | 'center' | 'right';

export interface TextRun {
  text: string;
  bold: boolean;
  underline: boolean;
  invert: boolean;
  /** Times the normal size, 1 to 8. */
  width: number;
  height: number;
}

export type PaperItem =
  | { kind: 'line'; align: Align; runs: TextRun[] }
  /** `rows` are the modules, a character each: `1` dark. */
  | { kind: 'qr'; align: Align; text: string; rows: string[] }
  | { kind: 'barcode'; align: Align; symbology: string; text: string }
  | { kind: 'picture'; align: Align; widthDots: number; heightDots: number };

export interface Receipt {
  /** 1, 2, 3… of this printer since its process began. */
  number: number;
  atMs: number;
  text: string;
  items: PaperItem[];
}

/** Columns that a character takes: two for Chinese, Japanese, Korean and full-width forms (Unicode UAX #11). */
export function columnsOf(character: string): number {
  const point = character.codePointAt(0) ?? 0;
  const wide =
    (point >= 0x1100 && point <= 0x115f) ||
    (point >= 0x2e80 && point <= 0xa4cf) ||
    (point >= 0xac00 && point <= 0xd7a3) ||
    (point >= 0xf900 && point <= 0xfaff) ||
    (point >= 0xfe30 && point <= 0xfe6f) ||
    (point >= 0xff00 && point <= 0xff60) ||
    (point >= 0xffe0 && point <= 0xffe6) ||
    (point >= 0x20000 && point <= 0x3fffd);
  return wide ? 2 : 1;
}

export function columnsOfRuns(runs: readonly TextRun[]): number {
  return runs.reduce((sum, run) => sum + columnsOfText(run.text) * run.width, 0);
}

/** The receipt as a person would type it; codes stand in square brackets. */
export function receiptText(items: readonly PaperItem[], paperColumns: number): string {
  return items.map((item) => itemText(item, paperColumns)).join('\n');
}

function itemText(item: PaperItem, paperColumns: number): string {
  switch (item.kind) {
    case 'line': {
      const text = item.runs.map((run) => run.text).join('');
      return (' '.repeat(indent(item.align, columnsOfRuns(item.runs), paperColumns)) + text).trimEnd();
    }
    case 'qr':
      return `[QR ${item.text}]`;
    case 'barcode':
      return `[${item.symbology} ${item.text}]`;
    case 'picture':
      return `[picture ${item.widthDots}×${item.heightDots}]`;
  }
}

function indent(align: Align, columns: number, paperColumns: number): number {
  const free = Math.max(0, paperColumns - columns);
  if (align === 'left') return 0;
  return align === 'right' ? free : Math.floor(free / 2);
}

function columnsOfText(text: string): number {
  let columns = 0;
  for (const character of text) columns += columnsOf(character);
  return columns;
}
