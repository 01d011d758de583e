/** Sales that ended, and the counters of receipt numbers. */
import type { SaleRecord } from '@qiantai/protos';
import type Sqlite from 'better-sqlite3';
import { openSaleListStore } from './sale-list-store.ts';

export interface EndedSale {
  saleId: string;
  terminalId: string;
  status: 'completed' | 'abandoned';
  requestHash: string;
  /** Undefined for a sale that was given up. */
  record: SaleRecord | undefined;
  journalSequence: number;
  offline: boolean;
}

interface Row {
  sale_id: string;
  terminal_id: string;
  status: 'completed' | 'abandoned';
  request_hash: string;
  sale_json: string;
  journal_sequence: number;
  offline: number;
}

export type SaleStore = ReturnType<typeof openSaleStore>;

export function openSaleStore(sql: Sqlite.Database) {
  const insert = sql.prepare(
    `INSERT INTO sale (sale_id, terminal_id, status, receipt_no, original_receipt_no, request_hash, sale_json,
       journal_sequence, offline) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const one = sql.prepare<[string], Row>('SELECT * FROM sale WHERE sale_id = ?');
  const byReceipt = sql.prepare<[string], Row>('SELECT * FROM sale WHERE receipt_no = ?');
  const returns = sql.prepare<[string], Row>(
    `SELECT * FROM sale WHERE original_receipt_no = ? AND original_receipt_no <> '' ORDER BY sale_id`,
  );
  const insertTender = sql.prepare('INSERT INTO sale_tender (tender_key, sale_id) VALUES (?, ?)');
  const saleOfTender = sql.prepare<[string], { sale_id: string }>(
    'SELECT sale_id FROM sale_tender WHERE tender_key = ?',
  );
  const count = sql.prepare<[string, string, string], { last: number }>(
    `WITH floor AS (
       SELECT coalesce((SELECT last FROM receipt_floor WHERE through_business_date >= ?), 0) AS number)
     INSERT INTO receipt_counter (terminal_id, business_date, last) SELECT ?, ?, number + 1 FROM floor WHERE true
     ON CONFLICT (terminal_id, business_date) DO UPDATE SET last = max(last, excluded.last - 1) + 1 RETURNING last`,
  );
  const countTo = sql.prepare(
    `INSERT INTO receipt_counter (terminal_id, business_date, last) VALUES (?, ?, ?)
     ON CONFLICT (terminal_id, business_date) DO UPDATE SET last = max(last, excluded.last)`,
  );
  const listed = openSaleListStore(sql);
  const saleOf = (row: Row | undefined): EndedSale | undefined => row && endedSaleOf(row);
  return {
    /** `kept` is how its receipt number is found, where that is another sale's already: not at all. */
    insert(sale: EndedSale, kept: { receiptNo: string | null } = { receiptNo: sale.record?.receiptNo ?? null }): void {
      insert.run(
        sale.saleId,
        sale.terminalId,
        sale.status,
        kept.receiptNo,
        sale.record?.originalReceiptNo ?? '',
        sale.requestHash,
        sale.record ? JSON.stringify(sale.record) : '',
        sale.journalSequence,
        sale.offline ? 1 : 0,
      );
      if (sale.record) listed.insert(sale.record);
      for (const tender of sale.record?.tenders ?? []) insertTender.run(tender.key, sale.saleId);
    },
    /** Completed ones, newest first. */
    listed: listed.find,
    find: (saleId: string) => saleOf(one.get(saleId)),
    byReceipt: (receiptNo: string) => saleOf(byReceipt.get(receiptNo)),
    returnsOf: (receiptNo: string): EndedSale[] => returns.all(receiptNo).map(endedSaleOf),
    /** Whether a payment or refund settled a sale already. */
    usesTender: (key: string): boolean => saleOfTender.get(key) !== undefined,
    /** The counter stands at this number at least. */
    countReceiptTo: (terminalId: string, businessDate: string, last: number): void =>
      void countTo.run(terminalId, businessDate, last),
    nextReceiptSequence(terminalId: string, businessDate: string): number {
      return count.get(businessDate, terminalId, businessDate)?.last ?? 1;
    },
  };
}

function endedSaleOf(row: Row): EndedSale {
  return {
    saleId: row.sale_id,
    terminalId: row.terminal_id,
    status: row.status,
    requestHash: row.request_hash,
    record: row.sale_json === '' ? undefined : (JSON.parse(row.sale_json) as SaleRecord),
    journalSequence: row.journal_sequence,
    offline: row.offline === 1,
  };
}
