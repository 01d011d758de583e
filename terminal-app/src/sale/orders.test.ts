/** An order that was pushed to the till, as the sale in hand. */
import { describe, expect, it } from 'vitest';
import { dueMinor, emptySale, totalMinor } from './cart.ts';
import type { CashierEvent, OrderInHand, TillEvent } from './events.ts';
import { isCashierEvent } from './events.ts';
import { step, transitions } from './machine.ts';
import type { TillState } from './model.ts';
import { samples, water } from './test-samples.ts';

const orderId = '0190a5c0-0000-7000-8000-000000000001';
const order: OrderInHand = {
  ...{ orderId, externalRef: 'WEB-9', title: '四号桌', source: 'merchant' },
  lines: [
    { name: '牛肉面', quantity: 2, unitPriceMinor: 1500n },
    { name: 'Tea', quantity: 1, unitPriceMinor: 0n },
  ],
};
const all = samples('orders');
const { context } = all;

function empty(change: Partial<TillState> = {}): TillState {
  const state = all.state(all.stages.selling);
  const session = state.session && { ...state.session, rights: ['sell'] };
  return { ...state, session, sale: emptySale(context.mint.saleId()), ...change };
}

function inHand(): TillState {
  const state = empty();
  return step(state, { kind: 'order_taken_up', saleId: state.sale.saleId, order }, context).state;
}

describe('taking an order up', () => {
  it('asks the agent, for the sale in hand', () => {
    const state = empty();
    const { effects, refused } = step(state, { kind: 'take_up_order', orderId }, context);
    expect(refused).toBeUndefined();
    expect(effects).toEqual([{ kind: 'take_up_order', orderId, saleId: state.sale.saleId }]);
  });

  it('wants an empty cart', () => {
    const full = all.state(all.stages.selling);
    expect(step(full, { kind: 'take_up_order', orderId }, context).refused?.code).toBe('FINISH_SALE_FIRST');
    const back = empty({ sale: emptySale(context.mint.saleId(), 'return') });
    expect(step(back, { kind: 'take_up_order', orderId }, context).refused?.code).toBe('FINISH_SALE_FIRST');
    expect(step(inHand(), { kind: 'take_up_order', orderId }, context).refused?.code).toBe('ORDER_IS_FIXED');
  });

  it('makes its lines the cart, with its price and its number', () => {
    const { sale } = inHand();
    expect(
      sale.lines.map(({ lineNo, article, quantity }) => [lineNo, article.articleId, article.nameZh, quantity]),
    ).toEqual([
      [1, '-', '牛肉面', 2],
      [2, '-', 'Tea', 1],
    ]);
    expect([totalMinor(sale), sale.externalRef, sale.order?.orderId]).toEqual([3000n, 'WEB-9', orderId]);
    expect(sale.priced).not.toBeNull();
  });

  it('that the agent refused, or that nobody answered, leaves another empty sale and the reason', () => {
    const state = empty();
    const notice = { code: 'ORDER_NOT_NOW', params: {} };
    const result = step(state, { kind: 'order_not_taken', notice }, context);
    expect(result.state.notice).toEqual(notice);
    expect(result.state.sale.lines).toEqual([]);
    // The agent may have bound the order to it all the same.
    expect(result.state.sale.saleId).not.toBe(state.sale.saleId);
  });

  it('of a sale that is gone is put back', () => {
    const saleId = context.mint.saleId();
    const { state, effects } = step(empty(), { kind: 'order_taken_up', saleId, order }, context);
    expect(state.sale.lines).toEqual([]);
    expect(effects).toEqual([{ kind: 'abandon_sale', saleId, reasonCode: 'ORDER_PUT_BACK' }]);
  });
});

describe('an order in hand', () => {
  const mayStay: ReadonlySet<CashierEvent['kind']> = new Set([
    ...(['begin_tender', 'abandon_sale', 'select_line', 'set_customer', 'set_note', 'sign_out'] as const),
  ]);

  it('is changed by nothing while it is rung up', () => {
    const state = inHand();
    const tried = all.events.filter(isCashierEvent).filter(({ kind }) => Object.hasOwn(transitions.selling, kind));
    expect(tried.length).toBeGreaterThan(20);
    for (const event of tried) {
      const { state: after, refused, effects } = step(state, event, context);
      if (mayStay.has(event.kind)) continue;
      expect(refused?.code, event.kind).toBe('ORDER_IS_FIXED');
      expect([after.sale, effects], event.kind).toEqual([state.sale, []]);
    }
  });

  it('is changed by nothing while it is paid', () => {
    const { state } = step(inHand(), { kind: 'begin_tender' }, context);
    expect(state.stage.status).toBe('tendering');
    for (const event of [
      { kind: 'round_total', isOn: true },
      { kind: 'set_external_ref', text: 'x' },
    ] satisfies TillEvent[]) {
      expect(step(state, event, context).refused?.code).toBe('ORDER_IS_FIXED');
    }
  });

  it('asks for no right and for no price, and its sale is what the order says', () => {
    const tendering = step(inHand(), { kind: 'begin_tender' }, context);
    expect(tendering.effects).toEqual([]);
    const cash = step(tendering.state, { kind: 'pay_cash', tenderedMinor: 3000n }, context);
    expect(cash.state.stage.status).toBe('taking_cash');
    const { stage } = cash.state;
    const key = 'attempt' in stage ? stage.attempt.key : '';
    const paid: TillEvent = {
      kind: 'payment_answered',
      key,
      answer: { kind: 'paid', channel: 'cash', offline: false },
    };
    const { state, effects } = step(cash.state, paid, context);
    expect(dueMinor(state.sale)).toBe(0n);
    const completing = effects.find((effect) => effect.kind === 'complete_sale');
    const draft = completing?.kind === 'complete_sale' ? completing.draft : null;
    expect(draft).toMatchObject({ externalRef: 'WEB-9', totalMinor: '3000' });
    expect(draft?.settingsVersion).toBeUndefined();
    expect(draft?.lines[0]).toEqual({
      ...{ lineNo: 1, articleId: '-', barcode: '', nameZh: '牛肉面', nameEn: '牛肉面', quantity: 2 },
      ...{ unitPriceMinor: '1500', amountMinor: '3000' },
    });
  });

  it('is put back where its sale is given up, while it is rung up and while it is paid', () => {
    const state = inHand();
    const { saleId } = state.sale;
    const told = [{ kind: 'abandon_sale', saleId, reasonCode: 'CASHIER' }];
    const left = step(state, { kind: 'abandon_sale' }, context);
    expect([left.effects, left.state.sale.lines]).toEqual([told, []]);
    const tendering = step(state, { kind: 'begin_tender' }, context).state;
    expect(step(tendering, { kind: 'abandon_sale' }, context).effects).toEqual(told);
  });

  it('is over with its sale: the next one is any sale', () => {
    const completed: TillState = {
      ...inHand(),
      stage: { status: 'completed', receiptNo: 'R', offline: false, changeMinor: 0n, leavesAtMs: context.nowMs + 1 },
    };
    const { state, effects, refused } = step(completed, { kind: 'scan', code: water.barcode }, context);
    expect(refused).toBeUndefined();
    expect(state.sale.order).toBeUndefined();
    expect(effects.map(({ kind }) => kind)).toEqual(['find_article']);
  });
});
