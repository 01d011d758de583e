/**
 * Whole cash payments (payment, order, journal with its entries, history, outbox) through the batcher at 64 in
 * flight, beside the same rows written naively: a transaction of one statement after the other for each payment.
 */
import { createPaymentCore, hashOfPayment } from '@qiantai/acquiring-server/ledger';
import { systemClock } from '@qiantai/foundation';
import { type Figure, median, moreIsBetter } from '../figure.ts';
import type { BenchBooks } from './books.ts';
import { rate } from './rates.ts';

const inFlight = 64;
const rounds = 3;
const caller = { merchantId: 'shop-1', storeId: 'store-1', terminalIds: new Set(['till-1']) };

export async function benchPayments(books: BenchBooks): Promise<Figure[]> {
  const { ids } = books;
  const core = createPaymentCore(books);
  const fact = () => {
    const amount = { amountMinor: 1250n, currency: 'CNY' as const };
    const paymentKey = ids.paymentKey();
    return {
      paymentKey,
      orderNo: paymentKey.replaceAll('-', ''),
      orderTotal: amount,
      amount,
      terminalId: 'till-1',
      operatorId: 'op-1',
      businessDate: '2026-01-05',
      takenAtMs: systemClock.nowMs(),
    };
  };
  const batched: number[] = [];
  const naive: number[] = [];
  await inLanes(500, async () => void (await core.recordCash(caller, fact())));
  const accounts = await books.database.pool.query<{ account_id: string }>(
    `SELECT account_id FROM ledger_account WHERE book_id = 'shop-1' ORDER BY code`,
  );
  const accountIds = accounts.rows.map((row) => row.account_id);
  for (let round = 0; round < rounds; round++) {
    naive.push(await rate(1500, async () => inLanes(1500, async () => naivePayment(books, fact(), accountIds))));
    batched.push(
      await rate(15_000, async () => inLanes(15_000, async () => void (await core.recordCash(caller, fact())))),
    );
  }
  return [
    moreIsBetter('ledger.naive_payments', median(naive), '1/s', 'itself: the peer of the batcher', median(naive)),
    moreIsBetter(
      'ledger.batched_payments',
      median(batched),
      '1/s',
      '8 times the naive multi-statement transaction, 64 in flight',
      8 * median(naive),
    ),
  ];
}

async function inLanes(count: number, work: () => Promise<void>): Promise<void> {
  let left = count;
  await Promise.all(
    Array.from({ length: inFlight }, async () => {
      while (left-- > 0) await work();
    }),
  );
}

type Fact = Parameters<ReturnType<typeof createPaymentCore>['recordCash']>[1];

async function naivePayment({ database, ids }: BenchBooks, fact: Fact, accountIds: string[]): Promise<void> {
  const { merchantId } = caller;
  const { paymentKey, orderNo } = fact;
  const { amountMinor, currency } = fact.amount;
  const nowMs = systemClock.nowMs();
  const journalId = ids.uuid7();
  await database.transaction(async (client) => {
    const query = async (text: string, values: unknown[]) =>
      await client.query({ name: text.slice(0, 60), text, values });
    await query(
      `INSERT INTO merchant_order (merchant_id, order_no, total_minor, currency, reserved_minor, paid_minor, status,
         created_at_ms, updated_at_ms) VALUES ($1, $2, $3, $4, $3, $3, 'paid', $5, $5)`,
      [merchantId, orderNo, amountMinor, currency, nowMs],
    );
    await query(
      `INSERT INTO payment (merchant_id, payment_key, request_hash, store_id, terminal_id, operator_id, order_no,
         order_total_minor, business_date, tender, channel, amount_minor, currency, description, masked_pan,
         requested_at_ms, status, version, attempt_no, counted, reason_code, channel_message, qr_text, deadline_ms,
         refunded_minor, exception_code, due_at_ms, step_count, driver, created_at_ms, updated_at_ms)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'cash', 'cash', $8, $10, '', '', $11, 'paid', 1, 0, true, '', '', '', 0,
         0, '', NULL, 0, '', $12, $12)`,
      [
        merchantId,
        paymentKey,
        hashOfPayment(fact),
        caller.storeId,
        fact.terminalId,
        fact.operatorId,
        orderNo,
        amountMinor,
        fact.businessDate,
        currency,
        fact.takenAtMs,
        nowMs,
      ],
    );
    await query(
      `INSERT INTO ledger_journal (book_id, journal_id, kind, reference, currency, accounting_date, posted_at_ms)
       VALUES ($1, $2, 'cash_sale', $3, $4, $5, $6)`,
      [merchantId, journalId, paymentKey, currency, fact.businessDate, nowMs],
    );
    for (const [index, accountId] of accountIds.entries()) {
      const signed = index === 0 ? amountMinor : -amountMinor;
      const column = index === 0 ? 'debits_minor' : 'credits_minor';
      const moved = await query(
        `UPDATE ledger_account SET ${column} = ${column} + $3, version = version + 1 WHERE book_id = $1 AND account_id = $2
         RETURNING version, debits_minor - credits_minor AS balance`,
        [merchantId, accountId, amountMinor],
      );
      const { version, balance } = moved.rows[0];
      await query(
        `INSERT INTO ledger_entry (book_id, account_id, version, accounting_date, journal_id, leg, amount_minor,
           balance_after_minor) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [merchantId, accountId, version, fact.businessDate, journalId, index + 1, signed, balance],
      );
    }
    await query(
      `INSERT INTO transition_history (merchant_id, subject, subject_key, version, event, from_status, to_status,
         attempt_no, detail, at_ms) VALUES ($1, 'payment', $2, 1, 'cash_taken', NULL, 'paid', 0, '', $3)`,
      [merchantId, paymentKey, nowMs],
    );
    await query(
      `INSERT INTO outbox (merchant_id, event_id, kind, payload, created_at_ms, due_at_ms)
       VALUES ($1, $2, 'payment.paid', $3, $4, $4)`,
      [merchantId, ids.uuid7(), JSON.stringify({ kind: 'payment', paymentKey, orderNo }), nowMs],
    );
  });
}
