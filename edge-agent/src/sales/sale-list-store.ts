/** Completed sales in the order of their ends, newest first, by what they are searched by. */
import type { SaleRecord } from '@qiantai/protos';
import type Sqlite from 'better-sqlite3';

export interface ListedRow {
  saleId: string;
  completedAtMs: number;
}

export interface ListQuery {
  /** In lower case; empty: all. */
  text: string;
  /** Empty: every one. */
  businessDate: string;
  /** Empty: every one of the store. */
  terminalId: string;
  beforeMs: number;
  limit: number;
}

/** Sales that one search reads through: a month of a busy store. A business date narrows it down. */
const readMax = 50_000;
const textCharactersMax = 4000;

export type SaleListStore = ReturnType<typeof openSaleListStore>;

export function openSaleListStore(sql: Sqlite.Database) {
  const insert = sql.prepare(
    `INSERT INTO sale_listed (completed_at_ms, sale_id, terminal_id, business_date, text) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT DO NOTHING`,
  );
  const found = (among: string) => `
    SELECT sale_id, completed_at_ms FROM (
      SELECT * FROM sale_listed WHERE ${among} completed_at_ms < @beforeMs
      ORDER BY completed_at_ms DESC, sale_id DESC LIMIT ${readMax})
    WHERE (@terminalId = '' OR terminal_id = @terminalId) AND (@text = '' OR instr(text, @text) > 0)
    ORDER BY completed_at_ms DESC, sale_id DESC LIMIT @limit`;
  const ofAll = sql.prepare<[ListQuery], { sale_id: string; completed_at_ms: number }>(found(''));
  const ofDay = sql.prepare<[ListQuery], { sale_id: string; completed_at_ms: number }>(
    found('business_date = @businessDate AND'),
  );
  return {
    insert(record: SaleRecord): void {
      const { completedAtMs, saleId, terminalId, businessDate } = record;
      insert.run(completedAtMs, saleId, terminalId, businessDate, searchTextOf(record));
    },
    find(query: ListQuery): ListedRow[] {
      const rows = (query.businessDate === '' ? ofAll : ofDay).all(query);
      return rows.map((row) => ({ saleId: row.sale_id, completedAtMs: row.completed_at_ms }));
    },
  };
}

function searchTextOf({ receiptNo, orderNo, customer, lines }: SaleRecord): string {
  const names = new Set(lines.flatMap(({ nameZh, nameEn }) => [nameZh, nameEn]));
  const text = [receiptNo, orderNo, customer?.memberNo ?? '', ...names].join('\n');
  return text.slice(0, textCharactersMax).toLowerCase();
}
