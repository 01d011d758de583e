/** Completed sales and returns, as the terminals' journals told them. */
import { type SaleRecord, saleRecordSchema } from '@qiantai/protos';
import type { PoolClient } from 'pg';
import { plainArray, textArray } from '../db/array-literal.ts';
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

  /** Of a completed sale of the merchant. */
  async receiptNoOf(merchantId: string, saleId: string): Promise<string | undefined> {
    const found = await this.database.pool.query<{ receipt_no: string }>(
      `SELECT receipt_no FROM sale WHERE merchant_id = $1 AND sale_id = $2 AND kind = 'sale'`,
      [merchantId, saleId],
    );
    return found.rows[0]?.receipt_no;
  }
}

export interface SaleToKeep {
  place: SalePlace;
  journalSequence: number;
  record: SaleRecord;
  /** The record's canonical JSON. */
  recordJson: string;
}

/**
 * Keeps sales in the transaction that keeps their journal entries, and answers by the entry's sequence the exception
 * that each opens, or ''. As if one came after the other: a sale id that was completed before keeps its first record.
 */
export async function keepSales(
  client: PoolClient,
  sales: readonly SaleToKeep[],
): Promise<Map<number, SaleExceptionCode | ''>> {
  const codes = new Map<number, SaleExceptionCode | ''>();
  for (const run of runsOf(sales)) {
    const kept = await insertSales(client, run);
    const [first] = run;
    const aboveSale =
      first && givesBack(first.record) && kept.get(first) !== 'SALE_TWICE'
        ? await keepReturnedLines(client, first.place.merchantId, first.record)
        : false;
    for (const sale of run) {
      const stood = kept.get(sale) ?? '';
      const fault = stood === 'SALE_TWICE' ? stood : saleException(sale.record, sale.place) || stood;
      codes.set(sale.journalSequence, fault || (aboveSale ? 'RETURN_ABOVE_SALE' : ''));
    }
  }
  return codes;
}

/** A return, or a sale within which something of a receipt came back. */
function givesBack({ kind, lines }: SaleRecord): boolean {
  return kind === 'return' || lines.some((line) => line.originalLineNo !== undefined);
}

/** Sales that go in together; one that gives back goes alone, as it looks at what stands before it. */
function runsOf(sales: readonly SaleToKeep[]): SaleToKeep[][] {
  const runs: SaleToKeep[][] = [];
  for (const sale of sales) {
    const run = runs.at(-1);
    if (run?.[0] && !givesBack(run[0].record) && !givesBack(sale.record)) run.push(sale);
    else runs.push([sale]);
  }
  return runs;
}

/** The receipt numbers are those that stood before the statement: both parts see the same snapshot. */
const insertSalesSql = `
WITH given AS (
  SELECT * FROM unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::bigint[], $7::text[], $8::text[], $9::text[],
      $10::text[], $11::text[], $12::bigint[], $13::bigint[], $14::uuid[], $15::text[], $16::jsonb[])
    AS given (sale_id, kind, store_id, terminal_id, journal_sequence, receipt_no, order_no, operator_id, business_date,
      currency, total_minor, completed_at_ms, original_sale_id, original_receipt_no, record)
), kept AS (
  INSERT INTO sale (merchant_id, sale_id, kind, store_id, terminal_id, journal_sequence, receipt_no, order_no,
    operator_id, business_date, currency, total_minor, completed_at_ms, original_sale_id, original_receipt_no, record)
  SELECT $1, given.* FROM given
  ON CONFLICT (merchant_id, sale_id) DO NOTHING RETURNING sale_id::text
)
SELECT 'kept' AS what, sale_id AS name FROM kept
UNION ALL
SELECT DISTINCT 'receipt', receipt_no FROM sale WHERE merchant_id = $1 AND receipt_no = ANY ($7::text[])`;

async function insertSales(
  client: PoolClient,
  sales: readonly SaleToKeep[],
): Promise<Map<SaleToKeep, 'SALE_TWICE' | 'RECEIPT_NO_TWICE' | ''>> {
  const records = sales.map(({ record }) => record);
  const found = await client.query<{ what: 'kept' | 'receipt'; name: string }>({
    name: 'journal.insert_sales',
    text: insertSalesSql,
    values: [
      sales[0]?.place.merchantId,
      plainArray(records.map((record) => record.saleId)),
      plainArray(records.map((record) => record.kind)),
      textArray(sales.map(({ place }) => place.storeId)),
      textArray(sales.map(({ place }) => place.terminalId)),
      plainArray(sales.map((sale) => sale.journalSequence)),
      textArray(records.map((record) => record.receiptNo)),
      textArray(records.map((record) => record.orderNo)),
      textArray(records.map((record) => record.operatorId)),
      textArray(records.map((record) => record.businessDate)),
      textArray(records.map((record) => record.currency)),
      plainArray(records.map((record) => record.totalMinor)),
      plainArray(records.map((record) => record.completedAtMs)),
      plainArray(records.map((record) => record.originalSaleId ?? null)),
      textArray(records.map((record) => record.originalReceiptNo ?? null)),
      textArray(sales.map(({ recordJson }) => recordJson)),
    ],
  });
  const named = (what: 'kept' | 'receipt') =>
    new Set(found.rows.filter((row) => row.what === what).map(({ name }) => name));
  const kept = named('kept');
  const receipts = named('receipt');
  return new Map(
    sales.map((sale) => {
      // The first of an id is the one that was kept.
      if (!kept.delete(sale.record.saleId)) return [sale, 'SALE_TWICE'];
      const stood = receipts.has(sale.record.receiptNo);
      receipts.add(sale.record.receiptNo);
      return [sale, stood ? 'RECEIPT_NO_TWICE' : ''];
    }),
  );
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
  // What came back within the sale itself was never sold by it.
  const sold = new Map(original.lines.map((line) => [line.lineNo, line.isBack ? 0n : BigInt(line.quantity)]));
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
