/** What server and card host hold of cards, read by statements of our own. */
import { Pool } from 'pg';
import { z } from 'zod';

/** A card that was taken offline, as the server knows it. */
export interface ServerCard {
  paymentKey: string;
  status: string;
  amountMinor: bigint;
  maskedPan: string;
  /** The terminal's journal told of it. */
  journalled: boolean;
  /** Its transitions, in their order. */
  events: string[];
}

/** A sale of the card host's book that moved money, and that nothing undid. */
export interface HostSale {
  maskedPan: string;
  amountMinor: bigint;
}

export interface CardBooks {
  cards: ServerCard[];
  hostSales: HostSale[];
  /** Debit less credit of the merchants' accounts: cards that wait, and cards that were declined. */
  waitingMinor: bigint;
  receivableMinor: bigint;
}

const transactionSchema = z.looseObject({
  kind: z.enum(['sale', 'void', 'refund']),
  rrn: z.string(),
  originalRrn: z.string().optional(),
  maskedPan: z.string(),
  amountMinor: z.coerce.bigint(),
  responseCode: z.string(),
  reversedAtMs: z.number().optional(),
});
const hostSchema = z.looseObject({ transactions: z.array(transactionSchema) });

export async function readCardBooks(databaseUrl: string, channels: string): Promise<CardBooks> {
  const [server, hostSales] = await Promise.all([readServer(databaseUrl), readHost(channels)]);
  return { ...server, hostSales };
}

async function readServer(url: string): Promise<Omit<CardBooks, 'hostSales'>> {
  const pool = new Pool({ connectionString: url, max: 1 });
  try {
    const cards = await pool.query<Omit<ServerCard, 'amountMinor'> & { amountMinor: string }>(
      `SELECT payment_key AS "paymentKey", status, amount_minor AS "amountMinor", masked_pan AS "maskedPan", journalled,
         (SELECT array_agg(event ORDER BY version) FROM offline_card_history AS step
          WHERE step.merchant_id = card.merchant_id AND step.payment_key = card.payment_key) AS events
       FROM offline_card AS card`,
    );
    const balances = await pool.query<{ code: string; balance: string }>(
      `SELECT code, sum(debits_minor - credits_minor) AS balance FROM ledger_account
       WHERE code IN ('merchant.offline_card_receivable', 'merchant.declined_offline_receivable') GROUP BY code`,
    );
    const balance = (code: string) => BigInt(balances.rows.find((row) => row.code === code)?.balance ?? '0');
    return {
      cards: cards.rows.map((row) => ({ ...row, amountMinor: BigInt(row.amountMinor) })),
      waitingMinor: balance('merchant.offline_card_receivable'),
      receivableMinor: balance('merchant.declined_offline_receivable'),
    };
  } finally {
    await pool.end();
  }
}

async function readHost(channels: string): Promise<HostSale[]> {
  const answer = await fetch(`${channels}/sim/books/card`);
  const standing = hostSchema
    .parse(await answer.json())
    .transactions.filter(({ responseCode, reversedAtMs }) => responseCode === '00' && reversedAtMs === undefined);
  const undone = new Set(standing.filter(({ kind }) => kind !== 'sale').map(({ originalRrn }) => originalRrn));
  return standing
    .filter(({ kind, rrn }) => kind === 'sale' && !undone.has(rrn))
    .map(({ maskedPan, amountMinor }) => ({ maskedPan, amountMinor }));
}
