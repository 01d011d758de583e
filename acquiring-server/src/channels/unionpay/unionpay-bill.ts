/**
 * UnionPay's file of a settlement day (全渠道平台接入接口规范 第3部分 文件接口, 6.1 ZM and 6.2 ZME): a zip, deflated and in
 * base64 inside the signed answer, of files in GBK with columns of fixed widths and one blank between two. The
 * signature covers the content; the hash that we keep is of the zip.
 */
import { createHash } from 'node:crypto';
import { inflateSync } from 'node:zlib';
import { errorText } from '@qiantai/foundation';
import { unzipSync } from 'fflate';
import { z } from 'zod';
import type { HttpAnswer } from '../http-exchange.ts';
import type { BillOutcome, BillRow } from '../port.ts';
import { readAnswer } from './unionpay-answers.ts';
import { isDone, isNoFileYet } from './unionpay-codes.ts';
import type { UnionpayCredentials } from './unionpay-credentials.ts';

/** Of the zip, and of one file once unpacked: either may claim to hold anything. */
const fileBytesMax = 256 * 1024 * 1024;

export function readFileAnswer(
  credentials: UnionpayCredentials,
  answer: HttpAnswer,
  asked: { date: string; nowMs: number },
): BillOutcome {
  const read = readAnswer(credentials, answer, asked.nowMs);
  if (read.kind === 'unknown') return read;
  const { status, members } = read;
  const why = `${status.respCode} ${status.respMsg}`;
  if (isNoFileYet(status.respCode)) return { kind: 'not_ready', why };
  if (!isDone(status.respCode)) return { kind: 'unknown', why };
  const file = z
    .object({ settleDate: z.literal(asked.date.slice(5).replace('-', '')), fileContent: z.base64().min(1) })
    .safeParse(members);
  if (!file.success) return { kind: 'bad', why: 'the answer has no file of that day' };
  try {
    return readZip(inflateSync(Buffer.from(file.data.fileContent, 'base64'), { maxOutputLength: fileBytesMax }));
  } catch (error) {
    return { kind: 'bad', why: errorText(error) };
  }
}

/** @throws Error that names the line and what is wrong with it. */
export function readZip(bytes: Uint8Array): BillOutcome {
  const files = Object.entries(unzipSync(bytes, { filter: (file) => file.originalSize <= fileBytesMax }));
  const [transactions, more] = files.filter(([name]) => name.includes('ZM_'));
  if (!transactions || more) throw new Error('the zip has not one ZM file');
  const corrections = files.find(([name]) => name.includes('ZME_'));
  const rows = [
    ...linesOf(transactions[1]).map(transactionRow),
    ...linesOf(corrections?.[1] ?? new Uint8Array()).map(correctionRow),
  ];
  const hashHex = createHash('sha256').update(bytes).digest('hex');
  return { kind: 'bill', bytes, hashType: 'SHA256', hashHex, rows };
}

/** Widths are of bytes, so the text is cut before it is decoded; what we read of it is ASCII. */
function linesOf(file: Uint8Array): string[] {
  return Buffer.from(file)
    .toString('latin1')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '');
}

const transactionWidths = [
  3, 11, 11, 6, 10, 19, 12, 4, 2, 21, 2, 32, 2, 6, 10, 13, 13, 4, 15, 2, 2, 6, 2, 4, 32, 1, 21, 15, 1, 15, 32, 13, 13,
  8, 32, 13, 13, 12, 2, 1, 32, 98,
];
const correctionWidths = [3, 11, 11, 6, 10, 19, 12, 4, 2, 2, 6, 10, 4, 12, 13, 13, 15, 15, 1, 12, 2, 135];

/** Columns are counted from 1, as the specification does. */
type Cell = (column: number) => string;

/** A line may end before its last column, which is kept for later use; never inside the columns that are read. */
function cellsOf(line: string, widths: readonly number[], place: { needed: number; lineNo: number }): Cell {
  const starts: number[] = [];
  let at = 0;
  for (const width of widths) {
    starts.push(at);
    at += width + 1;
  }
  const end = (starts[place.needed - 1] ?? 0) + (widths[place.needed - 1] ?? 0);
  if (line.trimEnd().length > at || line.length < end) {
    throw new Error(`line ${place.lineNo} has ${line.length} characters`);
  }
  for (const start of starts.slice(1, place.needed)) {
    if (line[start - 1] !== ' ') throw new Error(`line ${place.lineNo}: no blank before place ${start + 1}`);
  }
  return (column) => line.slice(starts[column - 1], (starts[column - 1] ?? 0) + (widths[column - 1] ?? 0)).trim();
}

function transactionRow(line: string, index: number): BillRow {
  const lineNo = index + 1;
  const cell = cellsOf(line, transactionWidths, { needed: 28, lineNo });
  const type = cell(20);
  // 01 consumption, 04 refund, 31 a consumption's void, which only the merchant's own hand can have asked for.
  if (type !== '01' && type !== '04' && type !== '31') throw new Error(`line ${lineNo}: transaction type ${type}`);
  return {
    kind: type === '01' ? 'payment' : 'refund',
    // What goes back names its consumption by number in column 41, and by queryId in column 27.
    channelOrderNo: cell(type === '01' ? 12 : 41),
    ...(type === '04' ? { channelRefundNo: cell(12) } : {}),
    channelTransactionId: cell(10),
    amountMinor: digits(cell(7), { lineNo, column: 7 }),
    feeMinor: owed(cell(16), { lineNo, column: 16 }),
    lineNo,
  };
}

/**
 * A correction of the clearing (差错): money that moved without a transaction of ours. It stands as a row of its own,
 * so that reconciliation shows it to a person.
 */
function correctionRow(line: string, index: number): BillRow {
  const lineNo = index + 1;
  const cell = cellsOf(line, correctionWidths, { needed: 16, lineNo });
  const number = `ZME${cell(5)}${cell(4)}`;
  return {
    kind: 'refund',
    channelOrderNo: number,
    channelTransactionId: number,
    amountMinor: digits(cell(7), { lineNo, column: 7 }),
    feeMinor: owed(cell(15), { lineNo, column: 15 }),
    lineNo,
  };
}

interface Place {
  lineNo: number;
  column: number;
}

function digits(text: string, place: Place): bigint {
  if (!/^\d{1,12}$/.test(text)) throw new Error(`line ${place.lineNo}, column ${place.column}: ${text || 'empty'}`);
  return BigInt(text);
}

/** X+n12: D is what the merchant owes, C what comes back. */
function owed(text: string, place: Place): bigint {
  const amount = digits(text.slice(1), place);
  if (text[0] === 'D') return amount;
  if (text[0] === 'C') return -amount;
  throw new Error(`line ${place.lineNo}, column ${place.column}: ${text}`);
}
