/**
 * The trade bill of WeChat Pay (pay.weixin.qq.com/doc/v3/merchant/4012791894): UTF-8 with a possible BOM, a
 * header row, rows whose every cell begins with a backtick, then a summary header and a summary row. Amounts
 * are decimal; columns are found by name, as accounts with fewer products get fewer columns.
 */
import { createHash } from 'node:crypto';
import { errorText } from '@qiantai/foundation';
import { type Currency, currencySchema, minorFromDecimal } from '@qiantai/protos';
import { z } from 'zod';
import type { HttpAnswer } from '../http-exchange.ts';
import type { BillOutcome, BillRow } from '../port.ts';
import { readAnswer } from './wechat-answers.ts';
import { isEmptyBill, isNotYetBilled } from './wechat-codes.ts';
import type { WechatCredentials } from './wechat-credentials.ts';

const announcementSchema = z.object({
  hash_type: z.literal('SHA1'),
  hash_value: z.string().regex(/^[0-9a-fA-F]{40}$/),
  download_url: z.url(),
});

export type BillAnnouncement =
  | { kind: 'announced'; hashHex: string; url: string }
  | Exclude<BillOutcome, { kind: 'bill' }>;

export function readBillAnnouncement(
  credentials: WechatCredentials,
  answer: HttpAnswer,
  nowMs: number,
): BillAnnouncement {
  const read = readAnswer(credentials, answer, nowMs, announcementSchema);
  if (read.kind === 'unknown') return read;
  if (read.kind === 'error') {
    const why = `${read.code} ${read.message}`;
    if (isNotYetBilled(read.code)) return { kind: 'not_ready', why };
    if (isEmptyBill(read.code)) return { kind: 'empty' };
    return { kind: 'unknown', why: `HTTP ${read.status} ${why}` };
  }
  return { kind: 'announced', hashHex: read.value.hash_value.toLowerCase(), url: read.value.download_url };
}

/** The bytes count only with the hash that the signed announcement gave. */
export function readBillBytes(bytes: Uint8Array, hashHex: string): BillOutcome {
  if (createHash('sha1').update(bytes).digest('hex') !== hashHex) {
    return { kind: 'bad', why: 'the SHA-1 of the bytes is not the one announced' };
  }
  try {
    const rows = parseTradeBill(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return { kind: 'bill', bytes, hashType: 'SHA1', hashHex, rows };
  } catch (error) {
    return { kind: 'bad', why: errorText(error) };
  }
}

interface RawRow {
  lineNo: number;
  cell(name: string): string;
}

/** @throws Error that names the line and what is wrong with it. */
export function parseTradeBill(text: string): BillRow[] {
  const lines = text.split(/\r?\n/);
  const header = splitHeader(lines[0] ?? '');
  const amountColumn = header.includes('订单金额') ? '订单金额' : '应结订单金额';
  const refundColumn = header.includes('申请退款金额') ? '申请退款金额' : '退款金额';
  for (const column of ['微信订单号', '商户订单号', '交易状态', '货币种类', amountColumn, '手续费']) {
    if (!header.includes(column)) throw new Error(`the bill has no column ${column}`);
  }
  const raw: RawRow[] = [];
  for (const [index, line] of lines.entries()) {
    // The summary's header begins without a backtick and ends the rows.
    if (index === 0) continue;
    if (!line.startsWith('`')) break;
    const cells = line.slice(1).split(',`');
    if (cells.length !== header.length) throw new Error(`line ${index + 1} has ${cells.length} cells`);
    raw.push({ lineNo: index + 1, cell: (name) => (cells[header.indexOf(name)] ?? '').trim() });
  }
  checkSummary(lines, raw.length);
  const read = raw.map((row): ReadRow => {
    const state = row.cell('交易状态');
    if (state !== 'SUCCESS' && state !== 'REFUND' && state !== 'REVOKED') {
      throw new Error(`line ${row.lineNo}: state ${state}`);
    }
    return { state, row: billRow(row, state, state === 'SUCCESS' ? amountColumn : refundColumn) };
  });
  return netOfReversals(read);
}

type ReadRow = { state: 'SUCCESS' | 'REFUND' | 'REVOKED'; row: BillRow };

/**
 * An order reversed the same day has its payment and its reversal in the bill: together they are nothing. A
 * reversal of an earlier day's payment, or of a part, stays as money that went back without a refund of ours.
 */
function netOfReversals(read: readonly ReadRow[]): BillRow[] {
  const amounts = (state: ReadRow['state']): Map<string, bigint> =>
    new Map(read.filter((one) => one.state === state).map(({ row }) => [row.channelOrderNo, row.amountMinor]));
  const paid = amounts('SUCCESS');
  const reversed = amounts('REVOKED');
  return read
    .filter(({ state, row }) => {
      const cancelsOut =
        paid.has(row.channelOrderNo) && paid.get(row.channelOrderNo) === reversed.get(row.channelOrderNo);
      return state === 'REFUND' || !cancelsOut;
    })
    .map(({ row }) => row);
}

function splitHeader(line: string): string[] {
  return line
    .replace(/^\uFEFF/, '')
    .split(',')
    .map((name) => name.replace(/^`/, '').trim());
}

function checkSummary(lines: readonly string[], rows: number): void {
  const at = lines.findIndex((line, index) => index > 0 && !line.startsWith('`'));
  const summary = at < 0 ? undefined : lines[at + 1];
  const count = Number(summary?.slice(1).split(',`')[0]);
  if (!lines[at]?.startsWith('总交易单数') || count !== rows) {
    throw new Error(`the summary does not count the ${rows} rows: the bill was cut`);
  }
}

function billRow(row: RawRow, state: ReadRow['state'], amountColumn: string): BillRow {
  const currency = currencySchema.parse(row.cell('货币种类'));
  return {
    kind: state === 'SUCCESS' ? 'payment' : 'refund',
    channelOrderNo: row.cell('商户订单号'),
    ...(state === 'REFUND' ? { channelRefundNo: row.cell('商户退款单号') } : {}),
    channelTransactionId: row.cell('微信订单号'),
    amountMinor: minorFromDecimal(row.cell(amountColumn), currency, `line ${row.lineNo}, ${amountColumn}`),
    feeMinor: feeFrom(row.cell('手续费'), currency, `line ${row.lineNo}, 手续费`),
    lineNo: row.lineNo,
  };
}

/** Fees are printed with five digits after the point; those beyond the currency's must be zeros. */
function feeFrom(text: string, currency: Currency, field: string): bigint {
  return minorFromDecimal(text.replace(/(\.[0-9]*?)0+$/, '$1').replace(/\.$/, ''), currency, field);
}
