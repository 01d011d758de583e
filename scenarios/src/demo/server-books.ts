/** What the server's database says at the end of a day, read by statements of our own. */
import { type ClientConfig, Pool, types } from 'pg';

export interface ServerPayment {
  paymentKey: string;
  channel: string;
  amountMinor: bigint;
  refundedMinor: bigint;
  status: string;
}

export interface ServerRefund {
  refundKey: string;
  paymentKey: string | null;
  channel: string;
  amountMinor: bigint;
  status: string;
  origin: string;
}

export interface ServerBooks {
  payments: ServerPayment[];
  refunds: ServerRefund[];
  /** Ids of the sales and returns that arrived. */
  saleIds: Set<string>;
  journalEntries: number;
  /** The enrolled keys of each terminal's store: of its agent, and of those whose place that one took. */
  deviceKeys: Map<string, Uint8Array[]>;
  exceptions: Array<{ code: string; subjectKey: string }>;
  ledger: { journals: number; entries: number; debitsMinor: bigint; creditsMinor: bigint; balanced: boolean };
  /** Net of sales and returns in the merchants' books, and the part of it that lies in tills. */
  ledgerNetMinor: bigint;
  ledgerCashMinor: bigint;
}

const openStatuses = new Set(['created', 'processing', 'awaiting_payer', 'unknown', 'reversing', 'needs_person']);
export const isOpen = (status: string) => openStatuses.has(status);

export async function readServerBooks(databaseUrl: string): Promise<ServerBooks> {
  const pool = new Pool(connection(databaseUrl));
  try {
    const rows = async <T>(statement: string) => (await pool.query(statement)).rows as T[];
    const payments = await rows<ServerPayment>(
      `SELECT payment_key AS "paymentKey", coalesce(channel, '') AS channel, amount_minor AS "amountMinor",
         refunded_minor AS "refundedMinor", status FROM payment`,
    );
    const refunds = await rows<ServerRefund>(
      `SELECT refund_key AS "refundKey", payment_key AS "paymentKey", channel, amount_minor AS "amountMinor", status,
         origin FROM refund`,
    );
    const sales = await rows<{ id: string }>('SELECT sale_id AS id FROM sale');
    const journal = await rows<{ count: bigint }>('SELECT count(*) AS count FROM terminal_journal_entry');
    const keys = await rows<{ terminalId: string; key: Buffer }>(
      `SELECT terminal_id AS "terminalId", public_key_spki AS key FROM terminal JOIN agent USING (merchant_id, store_id)
       WHERE revoked_at_ms IS NULL OR agent_id IN (SELECT predecessor_id FROM agent_succession)`,
    );
    const exceptions = await rows<{ code: string; subjectKey: string }>(
      'SELECT code, subject_key AS "subjectKey" FROM payment_exception',
    );
    return {
      payments,
      refunds,
      saleIds: new Set(sales.map(({ id }) => id)),
      journalEntries: Number(journal[0]?.count ?? 0n),
      deviceKeys: new Map(
        [...Map.groupBy(keys, ({ terminalId }) => terminalId)].map(([id, of]) => [id, of.map(({ key }) => key)]),
      ),
      exceptions,
      ...(await readLedger(rows)),
    };
  } finally {
    await pool.end();
  }
}

/** Whether anything of the server is still on its way. */
export async function countOpen(databaseUrl: string): Promise<number> {
  const pool = new Pool(connection(databaseUrl));
  try {
    const open = [...openStatuses];
    const answer = await pool.query<{ count: bigint }>(
      `SELECT (SELECT count(*) FROM payment WHERE status = ANY($1)) + (SELECT count(*) FROM refund WHERE status = ANY($1))
         + (SELECT count(*) FROM terminal_journal_entry WHERE effect = 'due') AS count`,
      [open],
    );
    return Number(answer.rows[0]?.count ?? 0n);
  } finally {
    await pool.end();
  }
}

function connection(databaseUrl: string): ClientConfig {
  return {
    connectionString: databaseUrl,
    types: { getTypeParser: ((oid: number, format: 'text' | 'binary') => parserOf(oid, format)) as never },
  };
}

/** int8 and numeric sums are whole minor units or counts: bigint, never a float. */
function parserOf(oid: number, format: 'text' | 'binary') {
  if (oid === types.builtins.INT8 || oid === types.builtins.NUMERIC) return (text: string) => BigInt(text);
  return types.getTypeParser(oid, format as 'text');
}

async function readLedger(
  rows: <T>(statement: string) => Promise<T[]>,
): Promise<Pick<ServerBooks, 'ledger' | 'ledgerNetMinor' | 'ledgerCashMinor'>> {
  const [totals] = await rows<{ journals: bigint; entries: bigint; debits: bigint; credits: bigint }>(
    `SELECT (SELECT count(*) FROM ledger_journal) AS journals, count(*) AS entries,
       coalesce(sum(amount_minor) FILTER (WHERE amount_minor > 0), 0) AS debits,
       coalesce(-sum(amount_minor) FILTER (WHERE amount_minor < 0), 0) AS credits FROM ledger_entry`,
  );
  const [wrong] = await rows<{ count: bigint }>(
    `SELECT (SELECT count(*) FROM (SELECT 1 FROM ledger_entry GROUP BY book_id, journal_id HAVING sum(amount_minor) <> 0) AS j)
       + (SELECT count(*) FROM (SELECT 1 FROM ledger_entry GROUP BY book_id HAVING sum(amount_minor) <> 0) AS b)
       + (SELECT count(*) FROM ledger_account AS account WHERE debits_minor - credits_minor <>
           (SELECT coalesce(sum(amount_minor), 0) FROM ledger_entry AS entry
            WHERE entry.book_id = account.book_id AND entry.account_id = account.account_id)) AS count`,
  );
  const accounts = await rows<{ code: string; balance: bigint }>(
    'SELECT code, sum(debits_minor - credits_minor) AS balance FROM ledger_account GROUP BY code',
  );
  const balance = (code: string) => accounts.find((account) => account.code === code)?.balance ?? 0n;
  const [debitsMinor, creditsMinor] = [totals?.debits ?? 0n, totals?.credits ?? 0n];
  return {
    ledger: {
      journals: Number(totals?.journals ?? 0n),
      entries: Number(totals?.entries ?? 0n),
      debitsMinor,
      creditsMinor,
      balanced: debitsMinor === creditsMinor && wrong?.count === 0n,
    },
    ledgerNetMinor: -(balance('merchant.sales') + balance('merchant.sales_returned')),
    ledgerCashMinor: balance('merchant.cash_in_till'),
  };
}
