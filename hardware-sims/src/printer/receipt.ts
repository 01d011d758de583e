/** A printed receipt: what stands on the paper, for a page to draw, and the same as plain text. */

export type Align = 'left' | 'center' | 'right';

export interface TextRun {
  text: string;
  bold: boolean;
  underline: boolean;
  invert: boolean;
  /** Set between FS & and FS . : Chinese, two columns a character. */
  doubleByte: boolean;
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

/** Columns that a character takes at normal size: GB 18030 characters of two and four bytes are set twice as wide. */
export function columnsOf(character: string, doubleByte: boolean): number {
  return doubleByte && (character.codePointAt(0) ?? 0) > 0x7f ? 2 : 1;
}

export function columnsOfRuns(runs: readonly TextRun[]): number {
  return runs.reduce((sum, run) => sum + columnsOfRun(run), 0);
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

function columnsOfRun(run: TextRun): number {
  let columns = 0;
  for (const character of run.text) columns += columnsOf(character, run.doubleByte);
  return columns * run.width;
}
