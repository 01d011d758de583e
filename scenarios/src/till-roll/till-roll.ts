/**
 * Reads a till roll: a CSV file with one line for each line of an invoice (columns: docs/till-rolls.md). A bad
 * line is reported with its number and left out; the others stand.
 */
import { type Currency, currencyExponents, minorFromDecimal } from '@qiantai/protos';
import { parse } from 'csv-parse/sync';
import { type RollTender, tenderFromText } from './tender-names.ts';

export interface RollLine {
  /** Line of the file, 1 is the header. */
  fileLine: number;
  stockCode: string;
  description: string;
  /** Pieces, always positive. */
  quantity: number;
  unitPriceMinor: bigint;
}

export interface RollInvoice {
  /** As in the file, `C` included. */
  invoiceNo: string;
  kind: 'sale' | 'return';
  /** As the file names it; undefined where it names none. */
  store: string | undefined;
  tender: RollTender | undefined;
  lines: RollLine[];
}

export interface RejectedLine {
  fileLine: number;
  code: string;
  reason: string;
}

export interface TillRoll {
  /** In the order of their first lines. */
  invoices: RollInvoice[];
  rejectedLines: RejectedLine[];
}

/** A record that runs over more lines than this is a quote that was never closed. */
const recordLinesMax = 20;
const lineLengthMax = 10_000;
const invoiceLinesMax = 2000;
const quantityMax = 1_000_000;
/** Field 4 of ISO 8583 and every amount on our wire hold 12 digits. */
const invoiceTotalMax = 999_999_999_999n;

/** @throws Error when the file has no header with the columns that are needed. */
export function readTillRoll(text: string, currency: Currency): TillRoll {
  const rejectedLines: RejectedLine[] = [];
  const reject = (fileLine: number, code: string, reason: string) => {
    rejectedLines.push({ fileLine, code, reason });
  };
  const records = splitRecords(text.replace(/^\uFEFF/, ''), reject);
  const header = records.shift();
  const columns = findColumns(header ? cells(header.text) : undefined);
  const invoices = new Map<string, RollInvoice>();
  for (const record of records) {
    const row = cells(record.text);
    const read = row ? readLine(row, columns, record.fileLine, currency) : bad('ROLL_BAD_CSV', 'the line is not CSV');
    if (read.kind === 'bad') {
      reject(record.fileLine, read.code, read.reason);
      continue;
    }
    const offence = addLine(invoices, read.line);
    if (offence) reject(record.fileLine, offence.code, offence.reason);
  }
  return { invoices: [...invoices.values()], rejectedLines: rejectedLines.sort((a, b) => a.fileLine - b.fileLine) };
}

interface Record {
  fileLine: number;
  text: string;
}

type Reject = (fileLine: number, code: string, reason: string) => void;

/**
 * Joins the physical lines of quoted fields. A quote that stays open spoils its own line only: reading goes on
 * with the next.
 */
function splitRecords(text: string, reject: Reject): Record[] {
  const lines = text.split(/\r\n|\n|\r/);
  const records: Record[] = [];
  for (let index = 0; index < lines.length; index++) {
    const first = lines[index] as string;
    if (first.trim() === '') continue;
    let joined = first;
    let last = index;
    while (hasOpenQuote(joined) && last + 1 < lines.length && last - index < recordLinesMax) {
      last += 1;
      joined += `\n${lines[last]}`;
    }
    if (hasOpenQuote(joined)) reject(index + 1, 'ROLL_OPEN_QUOTE', 'a quote is opened and never closed');
    else if (joined.length > lineLengthMax) reject(index + 1, 'ROLL_LINE_TOO_LONG', `over ${lineLengthMax} characters`);
    else records.push({ fileLine: index + 1, text: joined });
    if (!hasOpenQuote(joined)) index = last;
  }
  return records;
}

function hasOpenQuote(text: string): boolean {
  let count = 0;
  for (const character of text) if (character === '"') count += 1;
  return count % 2 === 1;
}

function cells(text: string): string[] | undefined {
  try {
    const rows: string[][] = parse(text, { trim: true });
    return rows.length === 1 ? rows[0] : undefined;
  } catch {
    // The parser's only complaint is about the line's form; the caller reports the line.
    return undefined;
  }
}

const neededColumns = ['InvoiceNo', 'StockCode', 'Description', 'Quantity', 'InvoiceDate', 'UnitPrice'] as const;
const optionalColumns = ['CustomerID', 'Country', 'Store', 'Tender'] as const;
type ColumnName = (typeof neededColumns)[number] | (typeof optionalColumns)[number];
interface Columns {
  count: number;
  at: ReadonlyMap<ColumnName, number>;
}

function findColumns(header: string[] | undefined): Columns {
  const names = (header ?? []).map((name) => name.toLowerCase());
  const at = new Map<ColumnName, number>();
  for (const name of [...neededColumns, ...optionalColumns]) {
    const index = names.indexOf(name.toLowerCase());
    if (index >= 0) at.set(name, index);
  }
  const missing = neededColumns.filter((name) => !at.has(name));
  if (missing.length > 0) throw new Error(`The till roll has no column ${missing.join(', ')} in its first line.`);
  return { count: names.length, at };
}

interface LineRead {
  invoiceNo: string;
  store: string | undefined;
  tender: RollTender | undefined;
  line: RollLine;
}

type Bad = { kind: 'bad'; code: string; reason: string };

function bad(code: string, reason: string): Bad {
  return { kind: 'bad', code, reason };
}

function readLine(
  row: string[],
  columns: Columns,
  fileLine: number,
  currency: Currency,
): { kind: 'line'; line: LineRead } | Bad {
  if (row.length !== columns.count) {
    return bad('ROLL_BAD_COLUMNS', `${row.length} columns where the header has ${columns.count}`);
  }
  const cell = (name: ColumnName) => {
    const index = columns.at.get(name);
    return index === undefined ? '' : (row[index] ?? '');
  };
  const invoiceNo = cell('InvoiceNo');
  if (!/^[A-Za-z0-9-]{1,40}$/.test(invoiceNo))
    return bad('ROLL_BAD_INVOICE', `no invoice number: "${short(invoiceNo)}"`);
  const stockCode = cell('StockCode');
  if (stockCode === '' || stockCode.length > 60)
    return bad('ROLL_BAD_STOCK_CODE', 'the stock code is missing or too long');
  if (!isDate(cell('InvoiceDate'))) return bad('ROLL_BAD_DATE', `no date: "${short(cell('InvoiceDate'))}"`);
  const quantity = readQuantity(cell('Quantity'), isReturn(invoiceNo));
  if (typeof quantity !== 'number') return quantity;
  const unitPriceMinor = readPrice(cell('UnitPrice'), currency);
  if (typeof unitPriceMinor !== 'bigint') return unitPriceMinor;
  const tenderText = cell('Tender');
  return {
    kind: 'line',
    line: {
      invoiceNo,
      store: cell('Store') || undefined,
      tender: tenderText ? tenderFromText(tenderText) : undefined,
      line: { fileLine, stockCode, description: cell('Description') || stockCode, quantity, unitPriceMinor },
    },
  };
}

/** Invoices whose number begins with `C` are returns. */
export function isReturn(invoiceNo: string): boolean {
  return /^[Cc]/.test(invoiceNo);
}

function readQuantity(text: string, forReturn: boolean): number | Bad {
  if (!/^[+-]?[0-9]{1,9}$/.test(text)) return bad('ROLL_BAD_QUANTITY', `no whole number: "${short(text)}"`);
  const quantity = Number(text);
  if (quantity === 0) return bad('ROLL_BAD_QUANTITY', 'a quantity of zero');
  if (forReturn && quantity > 0) return bad('ROLL_BAD_QUANTITY', 'a return with a positive quantity');
  if (!forReturn && quantity < 0) return bad('ROLL_BAD_QUANTITY', 'a sale with a negative quantity');
  if (Math.abs(quantity) > quantityMax) return bad('ROLL_BAD_QUANTITY', `over ${quantityMax} pieces`);
  return Math.abs(quantity);
}

/** Zeros behind the currency's last digit say nothing and are taken; any other digit there is refused. */
function readPrice(text: string, currency: Currency): bigint | Bad {
  const exponent = currencyExponents[currency];
  const match = /^([0-9]{1,10})(?:\.([0-9]*))?$/.exec(text);
  const fraction = (match?.[2] ?? '').replace(/0+$/, '');
  if (!match || fraction.length > exponent) {
    return bad('ROLL_BAD_PRICE', `"${short(text)}" is not a price with at most ${exponent} digits after the point`);
  }
  return minorFromDecimal(fraction ? `${match[1]}.${fraction}` : (match[1] as string), currency);
}

/** `12/1/10 8:26`, `12/1/2010 8:26` (month first) or `2010-12-01 08:26`, seconds allowed. */
function isDate(text: string): boolean {
  const american =
    /^(?<month>\d{1,2})\/(?<day>\d{1,2})\/(?<year>\d{2}|\d{4}) (?<hour>\d{1,2}):(?<minute>\d{2})(:\d{2})?$/;
  const iso = /^(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})[ T](?<hour>\d{1,2}):(?<minute>\d{2})(:\d{2})?$/;
  const groups = (american.exec(text) ?? iso.exec(text))?.groups;
  if (!groups) return false;
  const number = (name: string) => Number(groups[name]);
  const year = number('year') < 100 ? 2000 + number('year') : number('year');
  const date = new Date(Date.UTC(year, number('month') - 1, number('day')));
  const dayExists = date.getUTCMonth() === number('month') - 1 && date.getUTCDate() === number('day');
  return dayExists && number('hour') < 24 && number('minute') < 60;
}

function addLine(invoices: Map<string, RollInvoice>, read: LineRead): Omit<Bad, 'kind'> | undefined {
  const held = invoices.get(read.invoiceNo);
  if (!held) {
    const { invoiceNo, store, tender, line } = read;
    if (line.unitPriceMinor * BigInt(line.quantity) > invoiceTotalMax) return tooDear();
    invoices.set(invoiceNo, { invoiceNo, kind: isReturn(invoiceNo) ? 'return' : 'sale', store, tender, lines: [line] });
    return undefined;
  }
  if (held.store !== read.store)
    return { code: 'ROLL_STORE_DIFFERS', reason: 'another store than the invoice began with' };
  if (held.tender !== read.tender)
    return { code: 'ROLL_TENDER_DIFFERS', reason: 'another tender than the invoice began with' };
  if (held.lines.length >= invoiceLinesMax)
    return { code: 'ROLL_INVOICE_TOO_LONG', reason: `over ${invoiceLinesMax} lines` };
  if (rollTotal(held.lines) + rollTotal([read.line]) > invoiceTotalMax) return tooDear();
  held.lines.push(read.line);
  return undefined;
}

function tooDear(): Omit<Bad, 'kind'> {
  return { code: 'ROLL_INVOICE_TOO_DEAR', reason: 'the invoice comes to over 12 digits' };
}

/** What lines come to, minor units. */
export function rollTotal(lines: ReadonlyArray<{ quantity: number; unitPriceMinor: bigint }>): bigint {
  return lines.reduce((sum, line) => sum + line.unitPriceMinor * BigInt(line.quantity), 0n);
}

function short(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
