import { expect, it } from 'vitest';
import type { PaymentView } from './payment-service.ts';
import { statementsOf } from './statements.fixture.ts';
import { caller, testShop, wait } from './test-shop.fixture.ts';

const shop = testShop();

it('approved at once, a payment code costs few round trips to the database', async () => {
  // The first one opens its accounts.
  await shop.pay(shop.request());
  const pays = shop.request();
  const views: PaymentView[] = [];
  const statements = await statementsOf(shop.database.pool, async () => {
    const view = await shop.core.pay(caller, pays, { waitMs: 10_000 });
    expect(view).toMatchObject({ status: 'paid', version: 3 });
    views.push(view);
  });
  expect(statements.length, statements.join('; ')).toBeLessThanOrEqual(12);
  // What was handed on in the process is what stands in the database.
  expect(views).toEqual([await shop.core.getPayment(caller, pays.paymentKey, wait)]);
});
