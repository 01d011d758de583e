/**
 * Rows of a CSV file (RFC 4180), some at a time: between them others get their turn, for the same process takes
 * payments. The lines of a row are counted from 1, the header's; a row of several lines is named by its last.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { parse } from 'csv-parse';

export interface CsvRow {
  line: number;
  cells: string[];
}

/** Letters that are parsed in one go: some milliseconds of work. */
const pieceLetters = 32_768;
const rowBytesMax = 65_536;

/** @throws CsvFault with the line from which on the file cannot be read */
export async function* csvRows(texts: Iterable<string>): AsyncGenerator<CsvRow[]> {
  const parser = parse({
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    trim: true,
    max_record_size: rowBytesMax,
  });
  let failed: Error | undefined;
  parser.on('error', (error) => {
    failed = error;
  });
  const take = (): CsvRow[] => {
    const rows: CsvRow[] = [];
    for (let read = parser.read(); read !== null; read = parser.read()) {
      const { record, info } = read as { record: string[]; info: { lines: number } };
      rows.push({ line: info.lines, cells: record });
    }
    return rows;
  };
  for (const piece of pieces(texts)) {
    parser.write(piece);
    await nextTurn();
    const rows = take();
    if (failed) throw csvFault(failed);
    if (rows.length > 0) yield rows;
  }
  parser.end();
  for (let ended = false; !ended; ) {
    await nextTurn();
    const rows = take();
    if (failed) throw csvFault(failed);
    if (rows.length > 0) yield rows;
    ended = parser.readableEnded || (rows.length === 0 && parser.writableFinished);
  }
}

export class CsvFault extends Error {
  readonly line: number;

  constructor(line: number, message: string) {
    super(message);
    this.line = line;
  }
}

function csvFault(error: Error & { lines?: number; code?: string }): CsvFault {
  const { lines = 0, code = '' } = error;
  return new CsvFault(lines, reasons[code] ?? error.message.slice(0, 200));
}

/** By the parser's code. */
const reasons: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: 'a quote is opened and not closed',
  CSV_INVALID_CLOSING_QUOTE: 'something follows a closing quote',
  INVALID_OPENING_QUOTE: 'a quote stands within a cell that is not quoted',
  CSV_NON_TRIMABLE_CHAR_AFTER_CLOSING_QUOTE: 'something follows a closing quote',
  CSV_MAX_RECORD_SIZE: 'a row is longer than 65,536 bytes',
};

function* pieces(texts: Iterable<string>): Generator<string> {
  for (const text of texts) {
    for (let from = 0; from < text.length; from += pieceLetters) {
      let piece = text.slice(from, from + pieceLetters);
      // A pair of surrogates is one letter: what is cut between them would not survive the parser's UTF-8.
      if (isHighSurrogate(piece.charCodeAt(piece.length - 1)) && from + pieceLetters < text.length) {
        piece += text[from + pieceLetters] ?? '';
        from += 1;
      }
      yield piece;
    }
  }
}

const isHighSurrogate = (unit: number) => unit >= 0xd800 && unit <= 0xdbff;
