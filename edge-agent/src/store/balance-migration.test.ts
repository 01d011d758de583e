/** A database of the time before migration 0096, whose payments knew no balance. */
import { readdirSync, readFileSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { migrate } from './migrate-store.ts';

const migrationsFolder = new URL('./migrations/', import.meta.url);
const migrations = readdirSync(migrationsFolder)
  .sort()
  .map((name) => ({
    version: Number(name.slice(0, 4)),
    name,
    text: readFileSync(new URL(name, migrationsFolder), 'utf8'),
  }));

const payment = (key: string, tender: string) => ({
  ...{ payment_key: key, terminal_id: 'till-1', sale_id: 'sale', order_no: 'order', order_total_minor: 900 },
  ...{ amount_minor: 900, currency: 'CNY', tender, channel: '', description: '水', operator_id: 'op' },
  ...{ business_date: '2026-01-01', requested_at_ms: 7, masked_pan: '', tendered_minor: 0, request_hash: 'h' },
  ...{ state: 'answered', revision: 3, reason_code: '', offline: 0, journal_sequence: 4, cancel_reason: 'x' },
  ...{ journalled_status: 'paid', server_version: 5, server_json: '{"channelTransactionId":"42"}', open: 1 },
  ...{ card_json: '{}', offline_brand: 'unionpay', offline_forced: 1 },
});

test('payments keep every column and index, and a balance is one of their tenders from then on', () => {
  const sql = new Sqlite(':memory:');
  migrate(
    sql,
    1,
    migrations.filter(({ version }) => version < 96),
  );
  const insert = (row: ReturnType<typeof payment>) => {
    const names = Object.keys(row);
    sql
      .prepare(`INSERT INTO payment (${names.join(', ')}) VALUES (${names.map((name) => `@${name}`).join(', ')})`)
      .run(row);
  };
  const shape = () => ({
    columns: sql.prepare(`SELECT name, type, "notnull", dflt_value, pk FROM pragma_table_info('payment')`).all(),
    indexes: sql
      .prepare(`SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = 'payment' ORDER BY name`)
      .all(),
  });
  const before = shape();
  const tenders = ['cash', 'payment_code', 'qr', 'card'];
  for (const tender of tenders) insert(payment(`of ${tender}`, tender));
  expect(() => insert(payment('too early', 'balance'))).toThrow('CHECK');
  migrate(sql, 2, migrations);
  expect(shape()).toEqual(before);
  const rows = sql.prepare('SELECT * FROM payment ORDER BY payment_key').all();
  expect(rows).toEqual(tenders.sort().map((tender) => payment(`of ${tender}`, tender)));
  insert(payment('of balance', 'balance'));
  expect(() => insert(payment('of nothing', 'shells'))).toThrow('CHECK');
  sql.close();
});
