/** Reads every book of a world, each by statements of our own: the server's, the agents', the channels'. */
import { connectDatabase, proveBooks } from '@qiantai/acquiring-server/ledger';
import { silentLog } from '@qiantai/foundation';
import Database from 'better-sqlite3';
import { Pool } from 'pg';
import { z } from 'zod';
import { type JournalsRead, readJournals } from '../demo/journals.ts';
import { readServerBooks, type ServerBooks } from '../demo/server-books.ts';
import { type CardBooks, readCardBooks } from './card-books.ts';
import type { Store, World } from './harness.ts';
import { readShiftBooks, type ShiftBooks } from './shift-books.ts';

export interface ServerEntry {
  terminalId: string;
  sequence: number;
  kind: string;
  hashHex: string;
  effect: string;
  exceptionCode: string;
}

export interface ServerSale {
  saleId: string;
  terminalId: string;
  kind: string;
  receiptNo: string;
  totalMinor: bigint;
  businessDate: string;
}

/** An order of a wallet's book. */
export interface ChannelOrder {
  channel: 'wechat' | 'alipay';
  orderNo: string;
  /** What the customer is without, minor units. */
  heldMinor: bigint;
  /** What was taken at first. */
  takenMinor: bigint;
}

export interface AgentTables {
  storeId: string;
  /** State of each payment and refund by its key. */
  payments: Map<string, string>;
  refunds: Map<string, string>;
  openCount: number;
  /** Encrypted codes and cards that are still kept. */
  secretCount: number;
}

export interface EveryBook {
  server: ServerBooks;
  entries: ServerEntry[];
  sales: ServerSale[];
  provenFindings: readonly unknown[];
  journals: JournalsRead;
  agents: AgentTables[];
  orders: ChannelOrder[];
  cards: CardBooks;
  shifts: ShiftBooks;
}

/** @param stores whose agents are read; two of one journal are read one by one */
export async function readEveryBook(world: World, stores: readonly Store[] = world.stores): Promise<EveryBook> {
  const [server, own, provenFindings, orders, cards, shifts] = await Promise.all([
    readServerBooks(world.databaseUrl),
    readServerRows(world.databaseUrl),
    prove(world.databaseUrl),
    Promise.all((['wechat', 'alipay'] as const).map((channel) => readChannel(world.channels, channel))),
    readCardBooks(world.databaseUrl, world.channels),
    readShiftBooks(world.databaseUrl),
  ]);
  const files = stores.map(({ databaseFile }) => databaseFile);
  return {
    server,
    ...own,
    provenFindings,
    orders: orders.flat(),
    cards,
    shifts,
    journals: readJournals(files, (terminalId) => server.deviceKeys.get(terminalId) ?? []),
    agents: stores.map(({ id, databaseFile }) => readAgent(id, databaseFile)),
  };
}

async function readServerRows(url: string): Promise<Pick<EveryBook, 'entries' | 'sales'>> {
  const pool = new Pool({ connectionString: url, max: 1 });
  try {
    const entries = await pool.query<ServerEntry & { sequence: string }>(
      `SELECT terminal_id AS "terminalId", sequence, kind, encode(hash, 'hex') AS "hashHex", effect,
         exception_code AS "exceptionCode" FROM terminal_journal_entry ORDER BY terminal_id, sequence`,
    );
    const sales = await pool.query<Omit<ServerSale, 'totalMinor'> & { totalMinor: string }>(
      `SELECT sale_id AS "saleId", terminal_id AS "terminalId", kind, receipt_no AS "receiptNo",
         total_minor AS "totalMinor", business_date AS "businessDate" FROM sale`,
    );
    return {
      entries: entries.rows.map((row) => ({ ...row, sequence: Number(row.sequence) })),
      sales: sales.rows.map((row) => ({ ...row, totalMinor: BigInt(row.totalMinor) })),
    };
  } finally {
    await pool.end();
  }
}

async function prove(url: string): Promise<readonly unknown[]> {
  const database = connectDatabase({ url, log: silentLog, connectionsMax: 2, role: 'qiantai_server' });
  try {
    return (await proveBooks(database)).findings;
  } finally {
    await database.close();
  }
}

const orderSchema = z.looseObject({
  outTradeNo: z.string(),
  amountMinor: z.coerce.bigint(),
  refundedMinor: z.coerce.bigint(),
  state: z.looseObject({ status: z.string(), payment: z.unknown().optional() }),
});
const bookSchema = z.looseObject({ orders: z.array(orderSchema) });

async function readChannel(channels: string, channel: 'wechat' | 'alipay'): Promise<ChannelOrder[]> {
  const answer = await fetch(`${channels}/sim/books/${channel}`);
  return bookSchema.parse(await answer.json()).orders.map(({ outTradeNo, amountMinor, refundedMinor, state }) => {
    const taken = state.status === 'paid' || (state.status === 'reversed' && state.payment != null);
    return {
      channel,
      orderNo: outTradeNo,
      takenMinor: taken ? amountMinor : 0n,
      heldMinor: state.status === 'paid' ? amountMinor - refundedMinor : 0n,
    };
  });
}

function readAgent(storeId: string, file: string): AgentTables {
  const sql = new Database(file, { readonly: true, fileMustExist: true });
  try {
    const states = (table: string, key: string) =>
      new Map(
        (sql.prepare(`SELECT ${key} AS key, state FROM ${table}`).all() as Array<{ key: string; state: string }>).map(
          (row) => [row.key, row.state],
        ),
      );
    const count = (statement: string) => (sql.prepare(statement).get() as { count: number }).count;
    return {
      storeId,
      payments: states('payment', 'payment_key'),
      refunds: states('refund', 'refund_key'),
      openCount: count(
        'SELECT (SELECT count(*) FROM payment WHERE open) + (SELECT count(*) FROM refund WHERE open) AS count',
      ),
      secretCount: count('SELECT count(*) AS count FROM queue WHERE secret IS NOT NULL'),
    };
  } finally {
    sql.close();
  }
}
