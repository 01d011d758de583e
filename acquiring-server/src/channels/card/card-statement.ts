/**
 * The card acquirer's statement of a day: a signed-in JSON index with the SHA-256 of a CSV, net of reversals
 * and of sales that were voided. Its rows know terminal, batch and trace number; our numbers come from the
 * terminal's own transactions.
 */
import { createHash } from 'node:crypto';
import { type Clock, errorText } from '@qiantai/foundation';
import { type Currency, minorFromDecimal } from '@qiantai/protos';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { instantOfBeijingText } from '../beijing-time.ts';
import { billLimits, type HttpResult, type HttpTransport, payLimits, unanswered } from '../http-exchange.ts';
import type { BillOutcome, BillRow, ChannelAccount } from '../port.ts';
import type { CardCredentials } from './card-credentials.ts';
import { type CardTerminalStore, transactionName } from './card-terminal-store.ts';
import { isOpen, type StoredTransaction } from './card-transaction.ts';

export interface StatementOptions {
  http: HttpTransport;
  clock: Pick<Clock, 'nowMs'>;
  store: Pick<CardTerminalStore, 'findAll' | 'finish'>;
}

const indexSchema = z.object({
  sha256: z.string().regex(/^[0-9a-fA-F]{64}$/),
  /** Relative to the index, or whole. */
  path: z.string().min(1).max(512),
});

const rowSchema = z.object({
  terminalId: z.string().regex(/^[0-9A-Z]{8}$/),
  batch: z.string().regex(/^[0-9]{6}$/),
  stan: z.string().regex(/^[0-9]{6}$/),
  rrn: z.string().min(1).max(12),
  authCode: z.string().max(6),
  type: z.enum(['sale', 'refund']),
  amount: z.string().max(20),
  fee: z.string().max(20),
  /** Beijing time. */
  time: z.string().transform((text, context) => {
    const atMs = instantOfBeijingText(text);
    if (atMs === undefined) context.addIssue('is no time');
    return { atMs: atMs ?? 0, localDate: text.slice(5, 7) + text.slice(8, 10) };
  }),
});

/** A line of the statement as it stands there. */
export type StatementRow = Omit<BillRow, 'channelOrderNo' | 'channelRefundNo'> & {
  cardTerminalId: string;
  batch: number;
  stan: number;
  authorisationCode: string;
  /** MMDD, and the instant. */
  localDate: string;
  approvedAtMs: number;
};

export async function downloadStatement(
  options: StatementOptions,
  account: ChannelAccount,
  credentials: CardCredentials,
  date: string,
): Promise<BillOutcome> {
  const get = (url: URL, limits = payLimits): Promise<HttpResult> =>
    options.http.send(
      {
        method: 'GET',
        url: url.toString(),
        headers: { authorization: `Bearer ${credentials.statementSecret}` },
        body: '',
      },
      limits,
    );
  const indexUrl = new URL(credentials.statementUrl);
  indexUrl.searchParams.set('date', date);
  const asked = await get(indexUrl);
  if (asked.kind !== 'answer') return unanswered(asked);
  const index = readIndex(asked.answer.status, asked.answer.body);
  if (index.kind !== 'announced') return index;
  const fileUrl = new URL(index.path, indexUrl);
  // The secret goes to the acquirer and nobody else.
  if (fileUrl.origin !== indexUrl.origin) return { kind: 'bad', why: 'the statement lies on another host' };
  const result = await get(fileUrl, billLimits);
  if (result.kind !== 'answer') return unanswered(result);
  if (result.answer.status !== 200) return { kind: 'unknown', why: `HTTP ${result.answer.status}` };
  return readStatement(options, account, {
    bytes: result.answer.body,
    hashHex: index.hashHex,
    currency: credentials.currency,
  });
}

function readIndex(
  status: number,
  body: Uint8Array,
): { kind: 'announced'; hashHex: string; path: string } | Exclude<BillOutcome, { kind: 'bill' }> {
  if (status === 409) return { kind: 'not_ready', why: 'no statement of that day yet' };
  if (status === 404) return { kind: 'empty' };
  if (status !== 200) return { kind: 'unknown', why: `HTTP ${status}` };
  try {
    const index = indexSchema.parse(JSON.parse(Buffer.from(body).toString('utf8')));
    return { kind: 'announced', hashHex: index.sha256.toLowerCase(), path: index.path };
  } catch (error) {
    return { kind: 'bad', why: errorText(error) };
  }
}

async function readStatement(
  options: StatementOptions,
  account: ChannelAccount,
  statement: { bytes: Uint8Array; hashHex: string; currency: Currency },
): Promise<BillOutcome> {
  const { bytes, hashHex } = statement;
  if (createHash('sha256').update(bytes).digest('hex') !== hashHex) {
    return { kind: 'bad', why: 'the SHA-256 of the bytes is not the one announced' };
  }
  let read: StatementRow[];
  try {
    read = parseStatement(new TextDecoder('utf-8', { fatal: true }).decode(bytes), statement.currency);
  } catch (error) {
    return { kind: 'bad', why: errorText(error) };
  }
  const known = await options.store.findAll({ merchantId: account.merchantId, accountId: account.id }, read);
  await learnApprovals(options, account, { read, known });
  return { kind: 'bill', bytes, hashType: 'SHA256', hashHex, rows: read.map((row) => billRow(row, known)) };
}

/** What the statement has was approved: where the answer was lost and no reversal found its end, this is the answer. */
async function learnApprovals(
  { store, clock }: StatementOptions,
  account: ChannelAccount,
  { read, known }: { read: readonly StatementRow[]; known: ReadonlyMap<string, StoredTransaction> },
): Promise<void> {
  for (const row of read) {
    const ours = known.get(transactionName(row));
    const isSame = ours?.amountMinor === row.amountMinor && ours.kind === (row.kind === 'payment' ? 'sale' : 'refund');
    if (!ours || !isSame || !isOpen(ours)) continue;
    const { cardTerminalId, authorisationCode, localDate, approvedAtMs } = row;
    const name = { merchantId: account.merchantId, accountId: account.id, cardTerminalId };
    const reference = row.channelTransactionId;
    const said = { status: 'approved' as const, responseCode: '00', reference, authorisationCode };
    await store.finish(name, ours, { ...said, localDate, approvedAtMs }, clock.nowMs());
  }
}

/** What no terminal of ours sent keeps the acquirer's name for it, so that the comparison shows it. */
function billRow(row: StatementRow, known: ReadonlyMap<string, StoredTransaction>): BillRow {
  const { kind, channelTransactionId, amountMinor, feeMinor, lineNo } = row;
  const common = { kind, channelTransactionId, amountMinor, feeMinor, lineNo };
  const name = transactionName(row);
  const ours = known.get(name);
  if (row.kind === 'payment') return { ...common, channelOrderNo: ours?.channelOrderNo ?? name };
  return {
    ...common,
    channelOrderNo: ours?.originalOrderNo || name,
    channelRefundNo: ours?.channelOrderNo ?? name,
  };
}

/** @throws Error that names the line and what is wrong with it. */
export function parseStatement(text: string, currency: Currency): StatementRow[] {
  const rows = parse(text, { columns: true, info: true, trim: true, skip_empty_lines: true }) as unknown as Array<{
    record: Record<string, string>;
    info: { lines: number };
  }>;
  return rows.map(({ record, info }) => {
    const parsed = rowSchema.safeParse(record);
    if (!parsed.success) throw new Error(`line ${info.lines}: ${z.prettifyError(parsed.error)}`);
    const row = parsed.data;
    const amountMinor = minorFromDecimal(row.amount, currency, `line ${info.lines}, amount`);
    return {
      kind: row.type === 'sale' ? 'payment' : 'refund',
      cardTerminalId: row.terminalId,
      batch: Number(row.batch),
      stan: Number(row.stan),
      channelTransactionId: row.rrn,
      authorisationCode: row.authCode,
      localDate: row.time.localDate,
      approvedAtMs: row.time.atMs,
      // A refund stands there with a minus.
      amountMinor: amountMinor < 0n ? -amountMinor : amountMinor,
      feeMinor: minorFromDecimal(row.fee, currency, `line ${info.lines}, fee`),
      lineNo: info.lines,
    };
  });
}
