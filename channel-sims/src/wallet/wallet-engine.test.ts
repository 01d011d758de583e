/** Whatever merchants and customers do in whatever order: the books add up, and a replay changes nothing. */
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FakeClock, SeededRandom, silentLog } from '@qiantai/foundation';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FaultPlan, walletBehaviours } from '../hands/behaviours.ts';
import { WireLog } from '../hands/wire-log.ts';
import { Journal } from '../store/journal.ts';
import { feeOf } from '../values/amount.ts';
import { wechatDialect, wechatNotices } from '../wechat/wechat-dialect.ts';
import { allBillRows, billTotals } from './bill-rows.ts';
import { NoticeSender } from './notice-sender.ts';
import { WalletBook } from './wallet-book.ts';
import { WalletEngine } from './wallet-engine.ts';
import { walletEventSchema } from './wallet-events.ts';

const orderCount = 4;
const order = fc.integer({ min: 0, max: orderCount - 1 });
const step = fc.oneof(
  fc.record({
    kind: fc.constant('pay' as const),
    order,
    amount: fc.integer({ min: 1, max: 5000 }),
    behaviour: fc.constantFrom(...walletBehaviours),
  }),
  fc.record({ kind: fc.constant('open' as const), order, amount: fc.integer({ min: 1, max: 5000 }) }),
  fc.record({ kind: fc.constant('scan' as const), order, behaviour: fc.constantFrom(...walletBehaviours) }),
  fc.record({
    kind: fc.constant('answer' as const),
    order,
    answer: fc.constantFrom('pay' as const, 'refuse' as const),
  }),
  fc.record({ kind: fc.constant('close' as const), order }),
  fc.record({ kind: fc.constant('reverse' as const), order }),
  fc.record({
    kind: fc.constant('refund' as const),
    order,
    number: fc.integer({ min: 1, max: 3 }),
    amount: fc.integer({ min: 1, max: 5000 }),
  }),
  fc.record({ kind: fc.constant('wait' as const), ms: fc.constantFrom(1000, 10_000, 100_000) }),
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

function openEngine(file: string, clock: FakeClock) {
  const book = new WalletBook(new Journal({ file, schema: walletEventSchema }));
  const notices = new NoticeSender({
    dialect: wechatNotices({
      merchant: { mchid: '1900000001', appid: 'wx', currency: 'CNY' },
      platform: { serialNo: '0', privateKey: generateKeyPairSync('ed25519').privateKey },
      apiV3Key: 'k'.repeat(32),
      clock,
      probes: false,
    }),
    book,
    clock,
    log: silentLog,
    wire: new WireLog(clock),
  });
  const engine = new WalletEngine({
    book,
    dialect: wechatDialect,
    clock,
    random: new SeededRandom('engine'),
    faults: new FaultPlan({ rates: {}, seed: '1' }),
    notices,
    feeBasisPoints: 60,
  });
  return { book, engine };
}

async function play(engine: WalletEngine, clock: FakeClock, wish: Step): Promise<void> {
  if (wish.kind === 'wait') {
    await clock.advance(wish.ms);
    return;
  }
  const outTradeNo = `ORDER${wish.order}`;
  const known = engine.book.orders.get(outTradeNo);
  switch (wish.kind) {
    case 'pay': {
      const { code } = engine.issueCode({ behaviour: wish.behaviour });
      engine.payByCode({ outTradeNo, amountMinor: BigInt(wish.amount), description: 'x', code });
      return;
    }
    case 'open':
      engine.openOrder({
        way: 'qr',
        outTradeNo,
        amountMinor: BigInt(wish.amount),
        description: 'x',
        qrText: `qr-${outTradeNo}`,
        expiresAtMs: clock.nowMs() + 60_000,
      });
      return;
    case 'scan':
      engine.scan({ qrText: `qr-${outTradeNo}`, behaviour: wish.behaviour });
      return;
    case 'answer':
      engine.answer({ outTradeNo, answer: wish.answer });
      return;
    case 'close':
      if (known && ['waiting', 'paying', 'declined'].includes(known.state.status)) engine.close(known);
      return;
    case 'reverse':
      if (!known) engine.bar(outTradeNo);
      else if (!['closed', 'reversed'].includes(known.state.status) && known.refundedMinor === 0n)
        engine.reverse(known);
      return;
    case 'refund':
      if (known) engine.refund(known, { outRefundNo: `R${wish.number}`, amountMinor: BigInt(wish.amount), reason: '' });
      return;
  }
}

test('books add up and are the same after a replay', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'wallet-engine-'));
  let run = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
      run += 1;
      const file = join(folder, `${run}.jsonl`);
      const clock = new FakeClock();
      const { book, engine } = openEngine(file, clock);
      for (const wish of steps) await play(engine, clock, wish);
      let [paidMinor, refundedMinor, feeMinor] = [0n, 0n, 0n];
      for (const known of book.orders.values()) {
        expect(known.refundedMinor).toBeLessThanOrEqual(known.amountMinor);
        const { state } = known;
        const wasPaid = state.status === 'paid' || (state.status === 'reversed' && state.payment !== null);
        if (!wasPaid) expect(known.refundedMinor).toBe(0n);
        if (state.status === 'reversed' && state.payment) expect(known.refundedMinor).toBe(known.amountMinor);
        if (wasPaid) paidMinor += known.amountMinor;
        refundedMinor += known.refundedMinor;
        feeMinor += wasPaid ? feeOf(known.amountMinor - known.refundedMinor, 60) : 0n;
      }
      expect(billTotals(allBillRows(book))).toMatchObject({ paidMinor, refundedMinor, feeMinor });
      engine.stop();
      book.close();
      const replayed = openEngine(file, clock);
      expect(replayed.book.orders).toEqual(book.orders);
      expect(replayed.book.refunds).toEqual(book.refunds);
      expect(replayed.book.barredNumbers).toEqual(book.barredNumbers);
      replayed.engine.stop();
      replayed.book.close();
    }),
    { seed: 1, numRuns: 60 },
  );
  rmSync(folder, { recursive: true });
});
