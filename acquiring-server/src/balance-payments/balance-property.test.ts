/**
 * Random payments, words, reversals and refunds of three members, with answers that are lost and servers that are killed:
 * when everything has ended the books balance, the clearing is empty, no cent came or went, and the day's bill, read from
 * the ledger, agrees with the payments.
 */
import { SeededRandom, silentLog } from '@qiantai/foundation';
import { expect, it } from 'vitest';
import { password } from '../member-operations/test-wallet.fixture.ts';
import { beijingDate } from '../payment/beijing-date.ts';
import type { PaymentView, PayRequest } from '../payment/payment-service.ts';
import { reconcile } from '../reconciliation/reconcile.ts';
import { ReconciliationStore } from '../reconciliation/reconciliation-store.ts';
import { balanceBill } from './balance-bill.ts';
import { testBalance } from './test-balance.fixture.ts';

const shop = testBalance();
const fundsMinor = 60_000n;

it.each(['one', 'two', 'three'])(
  'keeps every cent, seed %s',
  async (seed) => {
    const random = new SeededRandom(seed);
    shop.terms = { passwordFreeMinorMax: '4000' };
    const members = [await shop.member(fundsMinor), await shop.member(fundsMinor), await shop.member(fundsMinor)];
    await shop.database.pool.query(`UPDATE member_account SET withdrawal_password_hash = 'set'`);
    unreliable(random);
    const requests: PayRequest[] = [];
    const refunds: Array<{ view: PaymentView; amountMinor: bigint }> = [];
    for (let turn = 0; turn < 25; turn++) {
      const member = random.pick(members);
      await shop.clock.advance(random.below(8000));
      const deed = random.below(10);
      if (deed < 5) requests.push(await begin(member, BigInt(1 + random.below(9000))));
      else if (deed < 7) await answerAll(member, random);
      else if (deed < 8 && requests.length > 0) await quietly(shop.cancel(random.pick(requests)));
      else if (deed < 9 && requests.length > 0) {
        const view = await shop.view(random.pick(requests).paymentKey);
        const amountMinor = 1n + BigInt(random.below(Number(view.amount.amountMinor)));
        if (view.status === 'paid' && amountMinor <= view.amount.amountMinor - view.refundedMinor) {
          refunds.push({ view, amountMinor });
          await shop.refund(view, amountMinor);
        }
      } else shop.core = shop.newCore(`server-${turn}`);
      await shop.core.runDue();
    }
    for (let round = 0; round < 60; round++) {
      await shop.clock.advance(20_000);
      await shop.core.runDue();
    }
    await settled(members, requests, refunds);
  },
  60_000,
);

/** Answers of the channel that do not come, after the deed or before it. */
function unreliable(random: SeededRandom): void {
  const { gateway } = shop;
  const losing =
    <Answer>(call: () => Promise<Answer>) =>
    async () => {
      const luck = random.below(10);
      if (luck === 0) return { kind: 'unknown', why: 'lost on the way' } as const;
      const answer = await call();
      return luck < 3 ? ({ kind: 'unknown', why: 'answer lost' } as const) : answer;
    };
  shop.gateway = {
    ...gateway,
    pay: async (operation) => await losing(async () => await gateway.pay(operation))(),
    query: async (attempt) => await losing(async () => await gateway.query(attempt))(),
    reverse: async (attempt) => await losing(async () => await gateway.reverse(attempt))(),
    refund: async (operation) => await losing(async () => await gateway.refund(operation))(),
    queryRefund: async (operation) => await losing(async () => await gateway.queryRefund(operation))(),
  };
}

async function begin(member: string, amountMinor: bigint): Promise<PayRequest> {
  const request = shop.request(await shop.code(member), amountMinor);
  await shop.core.pay(shop.shop, request, { waitMs: 0 });
  await shop.core.stop();
  return request;
}

async function answerAll(member: string, random: SeededRandom): Promise<void> {
  for (const { status, chargeNo } of await shop.desk.charges(shop.of(member), '')) {
    if (status !== 'awaiting_payer') continue;
    const word = random.below(3) === 0 ? shop.desk.refuse : shop.desk.confirm;
    await quietly(word(shop.of(member), { chargeNo, password }));
  }
}

/** Refused by a code: that is an answer too. */
async function quietly(work: Promise<unknown>): Promise<void> {
  await work.catch((error: unknown) => expect(error).toHaveProperty('code'));
}

async function settled(
  members: string[],
  requests: PayRequest[],
  refunds: Array<{ view: PaymentView; amountMinor: bigint }>,
): Promise<void> {
  const views = await Promise.all(requests.map(async ({ paymentKey }) => await shop.view(paymentKey)));
  expect(views.map(({ status }) => status).filter((status) => !['paid', 'failed', 'closed'].includes(status))).toEqual(
    [],
  );
  const paid = views.filter(({ status }) => status === 'paid');
  const sum = (amounts: bigint[]) => amounts.reduce((total, amount) => total + amount, 0n);
  const takenMinor = sum(paid.map(({ amount }) => amount.amountMinor)) - sum(refunds.map((one) => one.amountMinor));
  const leftMinor = sum(await Promise.all(members.map(async (member) => (await shop.balance(member)).totalMinor)));
  expect(leftMinor).toBe(fundsMinor * 3n - takenMinor);
  expect(await shop.openClearing()).toEqual([]);
  const books = await shop.books();
  const owedMinor = -(books['platform.merchant_payable'] ?? 0n) - (books['platform.fee_income'] ?? 0n);
  expect(owedMinor - (books['platform.merchant_receivable'] ?? 0n)).toBe(takenMinor);
  const account = shop.account();
  const { database, clock } = shop;
  const known = { account, priority: 1, weight: 1, enabled: true, costBasisPoints: 0, amountMinorMax: undefined };
  const result = await reconcile(
    {
      gateway: { downloadBill: async (_, date) => await balanceBill(database.pool, account, date) },
      merchants: { allChannelAccounts: async () => [{ ...known, settlesTo: 'platform' }] },
      store: new ReconciliationStore(database),
      clock,
      log: silentLog,
    },
    { date: beijingDate(clock.nowMs()) },
  );
  expect(result).toMatchObject({ missingHere: [], missingThere: [], amountDiffers: [] });
  expect(result.matched).toBeGreaterThan(0);
}
