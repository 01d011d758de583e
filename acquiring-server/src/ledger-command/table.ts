/** Tables for a terminal, whose columns stand in line though Chinese characters are twice as wide. Pure. */

export interface Column {
  heading: string;
  /** Amounts stand at the right. */
  align?: 'right';
}

/** Columns two blanks apart, headings underlined; every line ends with a line feed. */
export function drawTable(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const cells = rows.map((row) => columns.map((_, index) => printable(row[index] ?? '')));
  const widths = columns.map(({ heading }, index) =>
    Math.max(widthOf(heading), ...cells.map((row) => widthOf(row[index] as string))),
  );
  const line = (row: readonly string[]) =>
    row
      .map((text, index) => padded(text, widths[index] as number, columns[index]?.align))
      .join('  ')
      .trimEnd();
  const rule = widths.map((width) => '─'.repeat(width)).join('  ');
  return `${[line(columns.map(({ heading }) => heading)), rule, ...cells.map(line)].join('\n')}\n`;
}

/** Names and what they are, in two columns; names without a value are left out. */
export function drawPairs(pairs: ReadonlyArray<readonly [name: string, value: string]>): string {
  const told = pairs.filter(([, value]) => value !== '');
  const width = Math.max(0, ...told.map(([name]) => widthOf(name)));
  return told.map(([name, value]) => `${padded(name, width)}  ${printable(value)}\n`).join('');
}

/** Columns of a terminal that a text takes (Unicode Standard Annex #11). */
export function widthOf(text: string): number {
  let width = 0;
  for (const { segment } of graphemes.segment(text)) {
    if (wide.test(segment)) width += 2;
    else if (!invisible.test(segment)) width += 1;
  }
  return width;
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Scripts, punctuation and signs of East Asia, full-width forms, pictures. */
const wide =
  /[\u1100-\u115F\u2E80-\u303E\u3041-\u33FF\u3400-\u4DBF\u4E00-\u9FFF\uA000-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF01-\uFF60\uFFE0-\uFFE6]|[\u{20000}-\u{3FFFD}]|\p{Emoji_Presentation}/u;
const invisible = /^[\p{Mn}\p{Me}\p{Cf}]+$/u;

/** What others wrote must not steer the terminal. */
function printable(text: string): string {
  return text.replace(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu, '·');
}

function padded(text: string, width: number, align?: 'right'): string {
  const blanks = ' '.repeat(Math.max(0, width - widthOf(text)));
  return align === 'right' ? blanks + text : text + blanks;
}
