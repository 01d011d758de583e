/** Completed sales and returns, as the terminals' journals told them. */
import { type SaleRecord, saleRecordSchema } from '@qiantai/protos';
import type { PoolClient } from 'pg';
import type { Database } from '../db/database.ts';
import { type SaleExceptionCode, type SalePlace, saleException } from './sale-check.ts';

export interface FoundSale {
  record: SaleRecord;
  /** Quantities already returned, by line number of the original. */
  returnedQuantities: ReadonlyMap<number, string>;
}

export class SaleStore {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  /** The latest sale of the merchant with this receipt number. */
  async findByReceipt(merchantId: string, receiptNo: string): Promise<FoundSale | undefined> {
    const found = await this.database.pool.query<{ record: unknown }>(
      `SELECT record FROM sale WHERE merchant_id = $1 AND receipt_no = $2 AND kind = 'sale'
       ORDER BY completed_at_ms DESC, sale_id DESC LIMIT 1`,
      [merchantId, receiptNo],
    );
    const row = found.rows[0];
    if (!row) return undefined;
    const record = saleRecordSchema.parse(row.record);
    const returned = await returnedQuantities(this.database.pool, merchantId, record);
    return { record, returnedQuantities: returned };
  }
}

/**
 * Keeps a sale in the transaction that keeps its journal entry, and answers the exception that it opens, or ''.
 * A sale id that was completed before keeps its first record.
 */
export async function keepSale(
  client: PoolClient,
  sale: { place: SalePlace; journalSequence: number; record: SaleRecord },
): Promise<SaleExceptionCode | ''> {
  const { record, place } = sale;
  const kept = await client.query(
    `INSERT INTO sale (merchant_id, sale_id, kind, store_id, terminal_id, journal_sequence, receipt_no, order_no,
       operator_id, business_date, currency, total_minor, completed_at_ms, original_sale_id, original_receipt_no, record)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
     ON CONFLICT (merchant_id, sale_id) DO NOTHING`,
    [
      place.merchantId,
      record.saleId,
      record.kind,
      place.storeId,
      place.terminalId,
      sale.journalSequence,
      record.receiptNo,
      record.orderNo,
      record.operatorId,
      record.businessDate,
      record.currency,
      record.totalMinor,
      record.completedAtMs,
      record.originalSaleId ?? null,
      record.originalReceiptNo ?? null,
      JSON.stringify(record),
    ],
  );
  if (kept.rowCount !== 1) return 'SALE_TWICE';
  const aboveSale = record.kind === 'return' ? await keepReturnedLines(client, place.merchantId, record) : false;
  const fault = saleException(record, place);
  if (fault) return fault;
  if (await receiptNoStoodBefore(client, place.merchantId, record)) return 'RECEIPT_NO_TWICE';
  return aboveSale ? 'RETURN_ABOVE_SALE' : '';
}

async function receiptNoStoodBefore(client: PoolClient, merchantId: string, record: SaleRecord): Promise<boolean> {
  const found = await client.query(
    'SELECT FROM sale WHERE merchant_id = $1 AND receipt_no = $2 AND sale_id <> $3 LIMIT 1',
    [merchantId, record.receiptNo, record.saleId],
  );
  return found.rowCount === 1;
}

/** Answers whether more came back than was sold. */
async function keepReturnedLines(client: PoolClient, merchantId: string, record: SaleRecord): Promise<boolean> {
  const lines = record.lines.flatMap((line, index) =>
    line.originalLineNo === undefined
      ? []
      : [{ place: index + 1, originalLineNo: line.originalLineNo, quantity: line.quantity }],
  );
  if (lines.length === 0 || (!record.originalSaleId && !record.originalReceiptNo)) return false;
  await client.query(
    `INSERT INTO sale_returned_line (merchant_id, return_sale_id, place, original_sale_id, original_receipt_no,
       original_line_no, quantity)
     SELECT $1, $2, place, $3, $4, original_line_no, quantity
     FROM unnest($5::integer[], $6::integer[], $7::bigint[]) AS given (place, original_line_no, quantity)`,
    [
      merchantId,
      record.saleId,
      record.originalSaleId ?? null,
      record.originalReceiptNo ?? null,
      lines.map((line) => line.place),
      lines.map((line) => line.originalLineNo),
      lines.map((line) => line.quantity),
    ],
  );
  const original = await findOriginal(client, merchantId, record);
  // An original that is still on its way from another till is no fault of this return.
  if (!original) return false;
  const returned = await returnedQuantities(client, merchantId, original);
  const sold = new Map(original.lines.map((line) => [line.lineNo, BigInt(line.quantity)]));
  return [...returned].some(([lineNo, quantity]) => BigInt(quantity) > (sold.get(lineNo) ?? 0n));
}

async function findOriginal(
  client: PoolClient,
  merchantId: string,
  record: SaleRecord,
): Promise<SaleRecord | undefined> {
  const found = await client.query<{ record: unknown }>(
    `SELECT record FROM sale WHERE merchant_id = $1 AND kind = 'sale'
       AND (sale_id = $2 OR ($2::uuid IS NULL AND receipt_no = $3)) LIMIT 1`,
    [merchantId, record.originalSaleId ?? null, record.originalReceiptNo ?? null],
  );
  const row = found.rows[0];
  return row && saleRecordSchema.parse(row.record);
}

async function returnedQuantities(
  client: Pick<PoolClient, 'query'>,
  merchantId: string,
  original: SaleRecord,
): Promise<Map<number, string>> {
  const found = await client.query<{ original_line_no: number; quantity: string }>(
    `SELECT original_line_no, sum(quantity)::text AS quantity FROM sale_returned_line
     WHERE merchant_id = $1
       AND (original_sale_id = $2 OR (original_sale_id IS NULL AND original_receipt_no = $3))
     GROUP BY original_line_no ORDER BY original_line_no`,
    [merchantId, original.saleId, original.receiptNo],
  );
  return new Map(found.rows.map((row) => [row.original_line_no, row.quantity]));
}
