/** Lines of CSV (RFC 4180) that spreadsheets open as they are meant: UTF-8 with a byte order mark, no formulas. */

/** Says "UTF-8" to spreadsheets that would take the system's code page else. */
export const byteOrderMark = '\uFEFF';

/** A number of ours, which a spreadsheet may reckon with, or a text of anybody's. */
export type Cell = { number: string } | string;

export function csvLine(cells: readonly Cell[]): string {
  return `${cells.map((cell) => (typeof cell === 'string' ? quoted(harmless(cell)) : cell.number)).join(',')}\r\n`;
}

/** What a spreadsheet would take for a formula becomes a text by the apostrophe before it. */
function harmless(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
