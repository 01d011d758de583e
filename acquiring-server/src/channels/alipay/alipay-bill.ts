/**
 * Alipay's trade bill (opendocs.alipay.com/open/3c53d6e9_alipay.data.dataservice.bill.downloadurl.query): a
 * zip of GBK files, one with the details and one with sums. Lines that begin with `#` are comments; columns
 * are found by name. Alipay announces no hash of the file, so the one we keep is computed from the bytes as
 * downloaded: it proves what was compared later, not what was sent.
 */
import { createHash } from 'node:crypto';
import { errorText } from '@qiantai/foundation';
import { type Currency, minorFromDecimal } from '@qiantai/protos';
import { parse } from 'csv-parse/sync';
import { unzipSync } from 'fflate';
import iconv from 'iconv-lite';
import { z } from 'zod';
import type { HttpAnswer } from '../http-exchange.ts';
import type { BillOutcome, BillRow } from '../port.ts';
import { readAnswer } from './alipay-answers.ts';
import type { AlipayCredentials } from './alipay-credentials.ts';
import { methods } from './alipay-requests.ts';

/** Of one file once unpacked: a zip may claim to hold anything. */
const fileBytesMax = 256 * 1024 * 1024;

export function readBillUrl(
  credentials: AlipayCredentials,
  answer: HttpAnswer,
): { kind: 'announced'; url: string } | Exclude<BillOutcome, { kind: 'bill' }> {
  const schema = z.object({ bill_download_url: z.url() });
  const read = readAnswer(credentials, methods.bill, answer, schema);
  if (read.kind === 'unknown') return read;
  if (read.kind === 'value') return { kind: 'announced', url: read.value.bill_download_url };
  const why = `${read.status.sub_code} ${read.status.sub_msg}`;
  switch (read.status.sub_code) {
    case 'isp.bill_not_exist':
    case 'isv.bill_not_exist':
      return { kind: 'empty' };
    case 'isp.bill_not_ready':
    case 'isv.bill_not_ready':
    case 'isv.invalid-date':
      return { kind: 'not_ready', why };
    default:
      return { kind: 'unknown', why };
  }
}

export function readBillBytes(bytes: Uint8Array, currency: Currency): BillOutcome {
  try {
    const rows = parseTradeBill(detailsOf(bytes), currency);
    const hashHex = createHash('sha256').update(bytes).digest('hex');
    return { kind: 'bill', bytes, hashType: 'SHA256', hashHex, rows };
  } catch (error) {
    return { kind: 'bad', why: errorText(error) };
  }
}

/** The text of the file with the details. The files' names are GBK too, so the header tells it, not the name. */
function detailsOf(zip: Uint8Array): string {
  const files = unzipSync(zip, { filter: (file) => file.originalSize <= fileBytesMax });
  const texts = Object.values(files).map((file) => iconv.decode(Buffer.from(file), 'gbk'));
  const details = texts.filter((text) => headerLine(text) >= 0);
  if (details.length !== 1 || details[0] === undefined) throw new Error('the zip has no file of details');
  return details[0];
}

const headerLine = (text: string): number =>
  text
    .split(/\r?\n/)
    .findIndex((line) => !line.startsWith('#') && line.includes('商户订单号') && line.includes('业务类型'));

/** @throws Error that names the line and what is wrong with it. */
export function parseTradeBill(text: string, currency: Currency): BillRow[] {
  const lines = text.split(/\r?\n/);
  const headerAt = headerLine(text);
  const header = cellsOf(lines[headerAt] ?? '');
  const columns = ['支付宝交易号', '商户订单号', '业务类型', '订单金额（元）', '退款批次号/请求号', '服务费（元）'];
  for (const column of columns) {
    if (!header.includes(column)) throw new Error(`the bill has no column ${column}`);
  }
  const rows: BillRow[] = [];
  for (const [index, line] of lines.entries()) {
    if (index <= headerAt || line.startsWith('#') || line.trim() === '') continue;
    const cells = cellsOf(line);
    if (cells.length !== header.length) throw new Error(`line ${index + 1} has ${cells.length} cells`);
    rows.push(billRow((name) => cells[header.indexOf(name)] ?? '', { lineNo: index + 1, currency }));
  }
  checkCount(lines, rows);
  return netOfCancels(rows);
}

function cellsOf(line: string): string[] {
  const [cells] = parse(line, { relax_column_count: true, relax_quotes: true }) as string[][];
  return (cells ?? []).map((cell) => cell.trim());
}

function billRow(cell: (name: string) => string, place: { lineNo: number; currency: Currency }): BillRow {
  const type = cell('业务类型');
  if (type !== '交易' && type !== '退款') throw new Error(`line ${place.lineNo}: type ${type}`);
  const amountMinor = amountOf(cell('订单金额（元）'), place, '订单金额（元）');
  const feeMinor = amountOf(cell('服务费（元）'), place, '服务费（元）');
  const refundNo = cell('退款批次号/请求号');
  return {
    kind: type === '交易' ? 'payment' : 'refund',
    channelOrderNo: cell('商户订单号'),
    ...(type === '退款' && refundNo !== '' ? { channelRefundNo: refundNo } : {}),
    channelTransactionId: cell('支付宝交易号'),
    // A refund stands there with a minus.
    amountMinor: amountMinor < 0n ? -amountMinor : amountMinor,
    // What the seller pays stands there with a minus, what comes back without.
    feeMinor: -feeMinor,
    lineNo: place.lineNo,
  };
}

function amountOf(text: string, place: { lineNo: number; currency: Currency }, column: string): bigint {
  return minorFromDecimal(text === '' ? '0' : text, place.currency, `line ${place.lineNo}, ${column}`);
}

/** `#交易合计：2笔，…` counts the rows, where it is there: a cut bill must not pass for a whole one. */
function checkCount(lines: readonly string[], rows: readonly BillRow[]): void {
  for (const [label, kind] of [
    ['#交易合计', 'payment'],
    ['#退款合计', 'refund'],
  ] as const) {
    const line = lines.find((text) => text.startsWith(label));
    const counted = /(\d+)笔/.exec(line ?? '')?.[1];
    if (counted !== undefined && Number(counted) !== rows.filter((row) => row.kind === kind).length) {
      throw new Error(`the bill counts ${counted} rows of ${kind}, it has others: it was cut`);
    }
  }
}

/**
 * A cancel (撤销) of a paid trade stands as a refund of all of it without a request number of ours: together
 * with its payment it is nothing.
 */
function netOfCancels(rows: readonly BillRow[]): BillRow[] {
  const paid = new Map(
    rows.filter((row) => row.kind === 'payment').map((row) => [row.channelOrderNo, row.amountMinor]),
  );
  const cancelled = new Set(
    rows
      .filter((row) => row.kind === 'refund' && isWithoutRequestNo(row))
      .filter((row) => paid.get(row.channelOrderNo) === row.amountMinor)
      .map((row) => row.channelOrderNo),
  );
  return rows.filter((row) => !cancelled.has(row.channelOrderNo));
}

/** Alipay's own number of a refund without one is the order's. */
function isWithoutRequestNo(row: BillRow): boolean {
  return row.channelRefundNo === undefined || row.channelRefundNo === row.channelOrderNo;
}
