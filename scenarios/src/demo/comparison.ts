/**
 * Journal = server's payments = ledger = channels' bills. Every sale that was played is looked for in each of
 * them, and everything that is in them is looked for among the sales.
 */
import type { ClockAnchor } from '@qiantai/foundation';
import type { JournalEntry, SaleRecord } from '@qiantai/protos';
import type { RunningSuite } from '../suite/suite.ts';
import { type RollTender, rollTenders } from '../till-roll/tender-names.ts';
import { type BillComparison, compareBills } from './bills.ts';
import type { PlayedDay } from './day.ts';
import { type JournalsRead, readJournals, salesIn } from './journals.ts';
import { isOpen, readServerBooks, type ServerBooks } from './server-books.ts';

export interface Comparison {
  /** `entries` are those that tell of completed sales and returns and of how each tender of them ended. */
  journal: { entries: number; gaps: number; chainOk: boolean };
  /** Entries of all kinds: how often something was tried again is a matter of the hour. */
  journalEntriesWritten: number;
  ledger: { journals: number; entries: number; debitsMinor: string; creditsMinor: string; balanced: boolean };
  channels: { matched: number; missingHere: number; missingThere: number; amountDiffers: number };
  lost: number;
  doubled: number;
  unknownOpen: number;
  /** Sums of paid less returned, by tender, of the server's payments. */
  netByTender: Map<RollTender, bigint>;
  invoicesAtServer: Set<string>;
  findings: string[];
}

export async function compare(options: {
  suite: RunningSuite;
  day: PlayedDay;
  /** The channels' day, YYYY-MM-DD. */
  billDate: string;
  anchor: ClockAnchor;
}): Promise<Comparison> {
  const { suite, day } = options;
  const bills = await compareBills(suite, options.billDate, options.anchor);
  const books = await readServerBooks(suite.server.ready.databaseUrl);
  const journals = readJournals(
    suite.stores.map(({ databaseFile }) => databaseFile),
    (terminalId) => books.deviceKeys.get(terminalId) ?? [],
  );
  return compareBooks({ day, books, journals, bills });
}

/** The comparison itself, over what was read. */
export function compareBooks(read: {
  day: PlayedDay;
  books: ServerBooks;
  journals: JournalsRead;
  bills: BillComparison;
}): Comparison {
  const { day, books, journals, bills } = read;
  const records = salesIn(journals.entries);
  const findings: string[] = [...journals.broken, ...bills.findings];
  const lost = new Findings(findings);
  const doubled = new Findings(findings);
  comparePlayed(day, records, { lost, doubled });
  compareWithServer(records, books, { lost, doubled });
  const netByTender = compareSums(day, records, books, findings);
  const waiting = journals.waiting + journals.dead;
  if (waiting > 0) findings.push(`${waiting} entries of the edge have not reached the server`);
  if (journals.entries.length !== books.journalEntries) {
    findings.push(`the tills hold ${journals.entries.length} journal entries, the server ${books.journalEntries}`);
  }
  return {
    journalEntriesWritten: journals.entries.length,
    journal: {
      entries: countTelling(journals.entries, records),
      gaps: journals.gaps,
      chainOk: journals.broken.length === 0 && journals.gaps === 0,
    },
    ledger: {
      ...books.ledger,
      debitsMinor: books.ledger.debitsMinor.toString(),
      creditsMinor: books.ledger.creditsMinor.toString(),
    },
    channels: bills.counts,
    lost: lost.count,
    doubled: doubled.count,
    unknownOpen:
      books.payments.filter(({ status }) => isOpen(status)).length +
      books.refunds.filter(({ status }) => isOpen(status)).length,
    netByTender,
    invoicesAtServer: new Set(
      records.filter(({ saleId }) => books.saleIds.has(saleId)).flatMap(({ externalRef }) => externalRef ?? []),
    ),
    findings,
  };
}

/** Sales and returns, and the ends of their tenders: the same for every run of a plan. */
function countTelling(entries: readonly JournalEntry[], records: readonly SaleRecord[]): number {
  const keys = new Set(records.flatMap(({ tenders }) => tenders.map(({ key }) => key)));
  const ends = entries.filter(({ kind, payload }) => {
    const { paymentKey, refundKey } = payload as { paymentKey?: string; refundKey?: string };
    switch (kind) {
      case 'cash.taken':
      case 'payment.resulted':
        return keys.has(paymentKey ?? '');
      case 'cash.handed_back':
      case 'refund.resulted':
        return keys.has(refundKey ?? '');
      default:
        return false;
    }
  });
  return records.length + ends.length;
}

class Findings {
  count = 0;
  private readonly into: string[];

  constructor(into: string[]) {
    this.into = into;
  }

  add(finding: string): void {
    this.count += 1;
    this.into.push(finding);
  }
}

interface Counts {
  lost: Findings;
  doubled: Findings;
}

/** Each invoice that was played stands in the journals once, with its amount. */
function comparePlayed(day: PlayedDay, records: readonly SaleRecord[], { lost, doubled }: Counts): void {
  const byInvoice = Map.groupBy(records, ({ externalRef }) => externalRef ?? '');
  const look = (invoiceNo: string, totalMinor: bigint, recordCount: number) => {
    const found = byInvoice.get(invoiceNo) ?? [];
    const sum = found.reduce((total, record) => total + BigInt(record.totalMinor), 0n);
    if (found.length < recordCount) lost.add(`invoice ${invoiceNo} is not in the journals`);
    else if (found.length > recordCount) doubled.add(`invoice ${invoiceNo} is in the journals ${found.length} times`);
    else if (sum !== totalMinor) lost.add(`invoice ${invoiceNo} came to ${sum} instead of ${totalMinor}`);
    byInvoice.delete(invoiceNo);
  };
  for (const { plan } of day.sales) look(plan.invoiceNo, plan.totalMinor, 1);
  for (const { plan, receiptNos } of day.returns) look(plan.invoiceNo, plan.totalMinor, receiptNos.length);
  for (const invoiceNo of byInvoice.keys()) doubled.add(`the journals hold "${invoiceNo}", which was not played`);
}

/** Each tender of the journals is paid, or given back, at the server once; and nothing else is. */
function compareWithServer(records: readonly SaleRecord[], books: ServerBooks, { lost, doubled }: Counts): void {
  const payments = new Map(books.payments.map((payment) => [payment.paymentKey, payment]));
  const refunds = new Map(books.refunds.map((refund) => [refund.refundKey, refund]));
  for (const record of records) {
    if (!books.saleIds.has(record.saleId)) lost.add(`${record.kind} ${record.receiptNo} did not reach the server`);
    for (const { key, amountMinor, channel } of record.tenders) {
      const held = record.kind === 'sale' ? payments.get(key) : refunds.get(key);
      const done = record.kind === 'sale' ? 'paid' : 'succeeded';
      if (held?.status !== done || held.amountMinor !== BigInt(amountMinor) || held.channel !== channel) {
        lost.add(`${record.receiptNo}: ${channel} ${amountMinor} is ${held?.status ?? 'not there'} at the server`);
      }
      (record.kind === 'sale' ? payments : refunds).delete(key);
    }
  }
  for (const { paymentKey, status, amountMinor, refundedMinor } of payments.values()) {
    if (status === 'paid' && amountMinor !== refundedMinor) doubled.add(`payment ${paymentKey} belongs to no sale`);
  }
  for (const { refundKey, status, origin } of refunds.values()) {
    if (status === 'succeeded' && origin !== 'automatic') doubled.add(`refund ${refundKey} belongs to no return`);
  }
}

/** The sums by tender of plan, journals and server are one, and the ledger's net and cash are theirs. */
function compareSums(
  day: PlayedDay,
  records: readonly SaleRecord[],
  books: ServerBooks,
  findings: string[],
): Map<RollTender, bigint> {
  const server = new Map<RollTender, bigint>();
  for (const tender of rollTenders) {
    const paid = books.payments.filter(({ channel, status }) => channel === tender && status === 'paid');
    const back = books.refunds.filter(({ channel, status }) => channel === tender && status === 'succeeded');
    server.set(tender, sumOf(paid) - sumOf(back));
    const journal = records.reduce((sum, record) => {
      const part = record.tenders.filter(({ channel }) => channel === tender);
      const amount = part.reduce((total, { amountMinor }) => total + BigInt(amountMinor), 0n);
      return record.kind === 'sale' ? sum + amount : sum - amount;
    }, 0n);
    const played = playedNet(day, tender);
    if (journal !== server.get(tender) || played !== journal) {
      findings.push(`${tender}: played ${played}, journals ${journal}, server ${server.get(tender)}`);
    }
  }
  const net = [...server.values()].reduce((sum, amount) => sum + amount, 0n);
  if (books.ledgerNetMinor !== net)
    findings.push(`the ledger's net sales are ${books.ledgerNetMinor}, payments ${net}`);
  if (books.ledgerCashMinor !== server.get('cash')) {
    findings.push(`the ledger holds ${books.ledgerCashMinor} cash in tills, payments say ${server.get('cash')}`);
  }
  return server;
}

function playedNet(day: PlayedDay, tender: RollTender): bigint {
  const tenderOf = new Map(day.sales.map((sale) => [sale.plan.invoiceNo, sale.tender]));
  const sold = day.sales.filter((sale) => sale.tender === tender).reduce((sum, { plan }) => sum + plan.totalMinor, 0n);
  return day.returns.reduce((sum, { plan }) => {
    const { withReceipt, totalMinor } = plan;
    const toOriginal = withReceipt && tenderOf.get(withReceipt.invoiceNo) === tender ? withReceipt.totalMinor : 0n;
    const inCash = tender === 'cash' ? totalMinor - (withReceipt?.totalMinor ?? 0n) : 0n;
    return sum - toOriginal - inCash;
  }, sold);
}

function sumOf(rows: ReadonlyArray<{ amountMinor: bigint }>): bigint {
  return rows.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
}
