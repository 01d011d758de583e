import { expect, it } from 'vitest';
import { statementsOf } from './statements.fixture.ts';
import { caller, testShop } from './test-shop.fixture.ts';

const shop = testShop();

it('approved at once, a payment code costs few round trips to the database', async () => {
  // The first one opens its accounts.
  await shop.pay(shop.request());
  const pays = shop.request();
  const statements = await statementsOf(shop.database.pool, async () => {
    const view = await shop.core.pay(caller, pays, { waitMs: 10_000 });
    expect(view).toMatchObject({ status: 'paid', version: 3 });
  });
  expect(statements.length, statements.join('; ')).toBeLessThanOrEqual(12);
});
