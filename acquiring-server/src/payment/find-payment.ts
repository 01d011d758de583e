/** A payment of a merchant by a number that a customer's phone shows. */
import { keyOfChannelOrderNo, type PaymentKey } from '@qiantai/protos';
import type { PaymentWithAttempt } from './payment-record.ts';
import { type Queryable, readPayments } from './payment-store.ts';

/** An order has few payments; a number of a channel has one. */
const candidatesMax = 100;

/** By the channel's transaction, our number at the channel, or the order's. Of several the paid one, then the newest. */
export async function findPayment(
  client: Queryable,
  merchantId: string,
  number: string,
): Promise<PaymentWithAttempt | undefined> {
  const keys = new Set(await keysOf(client, merchantId, number));
  const named = keyOfChannelOrderNo(number);
  if (named !== undefined) keys.add(named as PaymentKey);
  if (keys.size === 0) return undefined;
  const found = await readPayments(client, merchantId, [...keys]);
  return found.toSorted((a, b) => rankOf(a) - rankOf(b) || (a.payment.paymentKey < b.payment.paymentKey ? 1 : -1))[0];
}

const rankOf = ({ payment }: PaymentWithAttempt): number => (payment.status === 'paid' ? 0 : 1);

async function keysOf(client: Queryable, merchantId: string, number: string): Promise<PaymentKey[]> {
  const result = await client.query<{ payment_key: PaymentKey }>({
    name: 'payment.by_number',
    text: `(SELECT payment_key FROM payment WHERE merchant_id = $1 AND order_no = $2 LIMIT ${candidatesMax})
           UNION
           (SELECT payment_key FROM payment_attempt
            WHERE merchant_id = $1 AND channel_transaction_id = $2 AND channel_transaction_id <> ''
            LIMIT ${candidatesMax})`,
    values: [merchantId, number],
  });
  return result.rows.map((row) => row.payment_key);
}
