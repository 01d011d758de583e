import { describe, expect, it } from 'vitest';
import { lockPayment, type PaymentRef, paymentUpdate, readPayment } from './payment-store.ts';
import { testShop, until } from './test-shop.fixture.ts';
import { writeTogether } from './write-store.ts';

const shop = testShop();

describe('a payment that is locked', () => {
  it('is shown with its attempt as they are after the wait for another who changed both', async () => {
    const ref = await paid();
    await meetAnother(ref, {
      changes: [`UPDATE payment_attempt SET channel_message = 'changed'`, `UPDATE payment SET version = version + 1`],
      finish: 'COMMIT',
      seen: { payment: { version: 4 }, attempt: { attemptNo: 1, channelMessage: 'changed' } },
    });
  });

  it('is shown with another attempt where that became the one that counts', async () => {
    const ref = await paid();
    await meetAnother(ref, {
      changes: [
        `INSERT INTO payment_attempt SELECT merchant_id, payment_key, 2, status, channel, channel_account_id,
           channel_order_no, way, particulars, decision, merchant_fee_basis_points, channel_cost_basis_points,
           sent_at_ms, reason_code, channel_message, channel_transaction_id, authorisation_code, card_reference
         FROM payment_attempt`,
        `UPDATE payment SET attempt_no = 2`,
      ],
      finish: 'COMMIT',
      seen: { payment: { attemptNo: 2 }, attempt: { attemptNo: 2 } },
    });
  });

  it('is shown as it was where the other gave its changes up', async () => {
    const ref = await paid();
    await meetAnother(ref, {
      changes: [`UPDATE payment_attempt SET channel_message = 'changed'`, `UPDATE payment SET version = version + 1`],
      finish: 'ROLLBACK',
      seen: { payment: { version: 3 }, attempt: { attemptNo: 1, channelMessage: '' } },
    });
  });

  it('is undefined where there is none', async () => {
    const ref = { merchantId: 'shop', paymentKey: shop.ids.paymentKey() };
    expect(await lockPayment(shop.database.pool, ref)).toBeUndefined();
  });
});

describe('writes that go together', () => {
  it('fail where one of them finds nothing to change', async () => {
    const ref = await paid();
    const held = await readPayment(shop.database.pool, ref);
    if (!held) throw new Error('no payment');
    const stranger = { ...held.payment, merchantId: 'another' };
    await expect(writeTogether(shop.database.pool, [paymentUpdate(stranger)])).rejects.toThrow('payment~ wrote 0 rows');
  });
});

async function paid(): Promise<PaymentRef> {
  const pays = shop.request();
  await shop.pay(pays);
  return { merchantId: 'shop', paymentKey: pays.paymentKey };
}

/** Locks while another transaction that changed the payment is open, lets that end, and looks at what was locked. */
async function meetAnother(
  ref: PaymentRef,
  { changes, finish, seen }: { changes: readonly string[]; finish: 'COMMIT' | 'ROLLBACK'; seen: object },
): Promise<void> {
  const { pool } = shop.database;
  const other = await pool.connect();
  try {
    await other.query('BEGIN');
    for (const change of changes) await other.query(change);
    const locked = lockPayment(pool, ref);
    await until(async () => {
      const waiting = await shop.database.owner.pool.query(
        `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
      );
      return waiting.rowCount === 1;
    });
    await other.query(finish);
    expect(await locked).toMatchObject(seen);
  } finally {
    other.release();
  }
}
