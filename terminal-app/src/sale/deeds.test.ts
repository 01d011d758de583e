import { tillRights } from '@qiantai/protos';
import { describe, expect, it } from 'vitest';
import { lineAmountMinor, totalMinor } from './cart.ts';
import type { CashierEvent, Effect, Step, TillEvent } from './events.ts';
import { shownHeld } from './held-carts.ts';
import { approvalLifeMs, approvalsMax, heldCartsMax } from './limits.ts';
import { step } from './machine.ts';
import type { Original, TillState } from './model.ts';
import { apples, beer, nowMs, pricesOf, samples, water, wechatCode } from './test-samples.ts';

const { context, held, stages, state } = samples('deeds');
const session = state(stages.selling).session;
if (!session) throw new Error('the samples sign in');
const manager = state(stages.selling, { heldCarts: [] });
const newcomer: TillState = { ...manager, session: { ...session, rights: [] } };
const card9 = 'QT-OPERATOR-9-7M3K9X2P5R8WD';
const approvalId = context.mint.uuid7();
const approval = { approvalId, right: 'line.discount' as const, givenAtMs: nowMs };

/** As the host does it: what the agent is asked for is answered at once, and the cart is priced. */
function act(from: TillState, ...events: TillEvent[]): Step {
  const seen: Effect[] = [];
  let last: Step = { state: from, effects: [] };
  const queue = [...events];
  while (queue.length > 0) {
    const refused = last.refused;
    last = step(last.state, queue.shift() as TillEvent, context);
    if (refused && !last.refused) last = { ...last, refused };
    seen.push(...last.effects);
    for (const effect of last.effects) {
      if (effect.kind === 'record_deed') {
        queue.unshift({ kind: 'deed_recorded', deed: effect.deed, approval: effect.approval });
      }
      if (effect.kind !== 'price_cart') continue;
      const { saleId, cartNo } = last.state.sale;
      queue.unshift({ kind: 'cart_priced', saleId, cartNo, prices: pricesOf(last.state.sale) });
    }
  }
  return { ...last, effects: seen };
}

const records = ({ effects }: Step) => effects.flatMap((one) => (one.kind === 'record_deed' ? [one.record] : []));
const draftOf = (from: TillState) => {
  const taking = act(from, { kind: 'begin_tender' }, { kind: 'pay_cash', tenderedMinor: 100_000n });
  const { stage } = taking.state;
  const key = stage.status === 'taking_cash' ? stage.attempt.key : '';
  const done = act(taking.state, {
    kind: 'payment_answered',
    key,
    answer: { kind: 'paid', channel: 'cash', offline: false },
  });
  const effect = done.effects.find((one) => one.kind === 'complete_sale');
  if (effect?.kind !== 'complete_sale') throw new Error(`nothing is completed: ${taking.state.notice?.code}`);
  return effect.draft;
};
const priced = act(manager, { kind: 'article_found', article: water }).state;

describe('a deed that wants a right', () => {
  const cases: ReadonlyArray<[right: string, deed: CashierEvent, from?: TillState]> = [
    ['line.discount', { kind: 'discount_line', lineNo: 1, discount: { kind: 'amount', amountMinor: 50n } }],
    ['cart.discount', { kind: 'discount_cart', discount: { kind: 'rate', basisPoints: 500 } }],
    ['price.change', { kind: 'change_price', lineNo: 1, priceMinor: 150n }],
    ['line.back', { kind: 'mark_back', lineNo: 1, isBack: true }],
    ['sale.by_price', { kind: 'sell_by_price', name: '散装糖', priceMinor: 333n, barcode: '69999' }],
    ['line.delete', { kind: 'remove_line', lineNo: 1 }],
    ['line.delete', { kind: 'change_quantity', lineNo: 1, quantity: 1 }],
    ['sale.round', { kind: 'round_total', isOn: true }],
    ['sale.round', { kind: 'round_total', isOn: true }, state(stages.tendering)],
    ['return.without_receipt', { kind: 'return_without_receipt' }, state(stages.looking_up_receipt)],
    ['line.back', { kind: 'exchange' }, state(stages.choosing_return)],
    ['line.delete', { kind: 'discard_held', saleId: held.sale.saleId }, state(stages.selling)],
  ];

  it.each(cases)(
    '%s: is done by who has it, asked for by who has not, and left by Esc',
    (right, deed, from = manager) => {
      const rightful = act({ ...from, session: { ...session, rights: [right] } }, deed);
      expect(rightful.refused).toBeUndefined();
      expect(rightful.state.stage.status).not.toBe('approval_asked');
      const changed = rightful.state.sale !== from.sale || rightful.state.heldCarts !== from.heldCarts;
      expect(changed).toBe(true);

      const others = tillRights.filter((one) => one !== right);
      const before = { ...from, notice: null, session: { ...session, rights: others } };
      const asked = act(before, deed);
      expect(asked.state.stage).toMatchObject({ status: 'approval_asked', right, deed });
      expect([asked.state.sale, asked.effects]).toEqual([before.sale, []]);
      expect(act(asked.state, { kind: 'leave_approval' }).state).toEqual(before);

      const byPin = act(asked.state, { kind: 'approve', number: '9', pin: '4321' });
      expect(byPin.effects).toMatchObject([{ kind: 'ask_approval', right, proof: { kind: 'pin', pin: '4321' } }]);
      const byCard = act(asked.state, { kind: 'scan', code: card9 });
      expect(byCard.effects).toMatchObject([{ kind: 'ask_approval', proof: { kind: 'card', cardCode: card9 } }]);
      expect(act(asked.state, { kind: 'scan', code: water.barcode }).refused?.code).toBe('APPROVAL_WAITS');
      const wrong = act(byPin.state, { kind: 'approval_refused', notice: { code: 'SIGN_IN_WRONG', params: {} } });
      expect([wrong.refused?.code, wrong.state.stage]).toEqual(['SIGN_IN_WRONG', asked.state.stage]);

      const allowed = act(wrong.state, { kind: 'approved', approvalId });
      const named = records(allowed).every((record) => record.approvalId === approvalId);
      expect(named).toBe(true);
      if (deed.kind !== 'discard_held')
        expect(allowed.state.sale.approvals).toEqual([{ approvalId, right, givenAtMs: nowMs }]);
      expect({ ...allowed.state.sale, approvals: [] }).toEqual(rightful.state.sale);
    },
  );

  it('asks of nobody what takes nothing away: a discount put back, a quantity up, the own price again', () => {
    const off: TillEvent = { kind: 'discount_line', lineNo: 1, discount: { kind: 'rate', basisPoints: 1000 } };
    const done = { ...act(manager, off).state, session: { ...session, rights: [] } };
    expect(act(done, { kind: 'discount_line', lineNo: 1, discount: null }).state.sale.lines[0]?.manual).toBeUndefined();
    expect(act(newcomer, { kind: 'change_quantity', lineNo: 1, quantity: 7 }).state.stage.status).toBe('selling');
    // More pieces at the discount is that discount once more.
    const more = act(done, { kind: 'change_quantity', lineNo: 1, quantity: 7 });
    expect(more.state.stage).toMatchObject({ status: 'approval_asked', right: 'line.discount' });
  });

  it('refuses what cannot be done before it asks anybody', () => {
    const refusals: ReadonlyArray<[string, CashierEvent, TillState?]> = [
      ['NO_SUCH_LINE', { kind: 'remove_line', lineNo: 9 }],
      ['DISCOUNT_TOO_LARGE', { kind: 'discount_line', lineNo: 1, discount: { kind: 'amount', amountMinor: 401n } }],
      ['DISCOUNT_TOO_LARGE', { kind: 'discount_cart', discount: { kind: 'amount', amountMinor: 401n } }],
      ['NAME_MISSING', { kind: 'sell_by_price', name: ' ', priceMinor: 1n, barcode: '' }],
      ['AMOUNT_TOO_SMALL', { kind: 'sell_by_price', name: 'x', priceMinor: 0n, barcode: '' }],
      ['NO_SUCH_HELD', { kind: 'recall_held', saleId: held.sale.saleId }],
      [
        'NOT_IN_A_RETURN',
        { kind: 'hold_sale' },
        act(state(stages.looking_up_receipt), { kind: 'return_without_receipt' }).state,
      ],
      ['CART_EMPTY', { kind: 'hold_sale' }, act(manager, { kind: 'remove_line', lineNo: 1 }).state],
    ];
    for (const [code, deed, from = newcomer] of refusals) expect(act(from, deed).refused?.code, deed.kind).toBe(code);
    const full = { ...newcomer, sale: { ...newcomer.sale, approvals: Array(approvalsMax).fill(approval) } };
    expect(act(full, { kind: 'remove_line', lineNo: 1 }).refused?.code).toBe('TOO_MANY_APPROVALS');
  });

  it('is not done where the journal does not take it', () => {
    const asked = step(manager, { kind: 'remove_line', lineNo: 1 }, context);
    expect(asked.state.sale).toBe(manager.sale);
    const gone = step(asked.state, { kind: 'lookup_failed', notice: { code: 'AGENT_GONE', params: {} } }, context);
    expect([gone.refused?.code, gone.state.sale]).toEqual(['AGENT_GONE', manager.sale]);
  });
});

describe('what leaves the cart stands in the journal first', () => {
  it('with its pieces and what they cost', () => {
    expect(records(act(priced, { kind: 'remove_line', lineNo: 1 }))).toMatchObject([
      {
        deed: 'line_deleted',
        saleId: priced.sale.saleId,
        articleId: 'A1',
        quantity: 3,
        amountMinor: '540',
        doneAtMs: nowMs,
      },
    ]);
    const fewer = act(priced, { kind: 'change_quantity', lineNo: 1, quantity: 1 });
    expect(records(fewer)).toMatchObject([{ deed: 'line_deleted', quantity: 2, amountMinor: '360' }]);
    expect(fewer.state.sale.lines).toMatchObject([{ quantity: 1 }]);
    expect(records(act(priced, { kind: 'change_quantity', lineNo: 1, quantity: 9 }))).toEqual([]);
  });
});

describe('the record of a sale', () => {
  it('carries prices, discounts, what came back, the rounding, the customer, the note and the approvals', () => {
    const asked = act(
      { ...priced, session: { ...session, rights: tillRights.filter((one) => one !== 'price.change') } },
      { kind: 'article_found', article: apples, measure: { kind: 'weight', weightG: 1250 } },
      { kind: 'discount_line', lineNo: 2, discount: { kind: 'amount', amountMinor: 100n } },
      { kind: 'article_found', article: { ...water, articleId: 'A9', unitPriceMinor: 300n } },
      { kind: 'mark_back', lineNo: 3, isBack: true },
      { kind: 'sell_by_price', name: '散装糖', priceMinor: 333n, barcode: '69999' },
      { kind: 'set_customer', memberNo: '10086', phone: '13800000000' },
      { kind: 'set_note', text: '不要袋子' },
      { kind: 'round_total', isOn: true },
      { kind: 'change_price', lineNo: 1, priceMinor: 150n },
    );
    const done = act(asked.state, { kind: 'approved', approvalId });
    const draft = draftOf(done.state);
    expect(draft).toMatchObject({
      totalMinor: '2620',
      roundingMinor: '3',
      customer: { memberNo: '10086', phone: '13800000000' },
      note: '不要袋子',
      approvalIds: [approvalId],
      lines: [
        { unitPriceMinor: '150', listPriceMinor: '200', amountMinor: '447', manualDiscountMinor: '3' },
        { discountMinor: '348', manualDiscountMinor: '100', promotionIds: ['P1'], amountMinor: '2140' },
        { isBack: true, unitPriceMinor: '300', amountMinor: '-300', taxMinor: '-35' },
        { articleId: '-', nameZh: '散装糖', barcode: '69999', unitPriceMinor: '333', amountMinor: '333' },
      ],
    });
    expect(draft.lines[3]).not.toHaveProperty('listPriceMinor');
  });

  it('is never below zero, and a price that a person set is not the agent’s to change', () => {
    const back = act(manager, { kind: 'mark_back', lineNo: 1, isBack: true });
    expect(totalMinor(back.state.sale)).toBe(-400n);
    expect(act(back.state, { kind: 'begin_tender' }).refused?.code).toBe('TOTAL_NEGATIVE');
    const set = step(manager, { kind: 'change_price', lineNo: 1, priceMinor: 150n }, context).state;
    const prices = pricesOf(manager.sale);
    const { saleId, cartNo } = set.sale;
    expect(step(set, { kind: 'cart_priced', saleId, cartNo, prices }, context).refused?.code).toBe('AGENT_BAD_ANSWER');
  });

  it('keeps another piece of a changed article apart, and the own price comes back', () => {
    const cheap = act(manager, { kind: 'change_price', lineNo: 1, priceMinor: 150n });
    const two = act(cheap.state, { kind: 'article_found', article: water });
    expect(two.state.sale.lines.map((line) => [line.lineNo, line.quantity])).toEqual([
      [1, 2],
      [2, 1],
    ]);
    const [line] = act(two.state, { kind: 'change_price', lineNo: 1, priceMinor: null }).state.sale.lines;
    expect(line).toMatchObject({ article: { unitPriceMinor: 200n } });
    expect(line).not.toHaveProperty('setPriceMinor');
    expect(line).not.toHaveProperty('listPriceMinor');
  });

  it('rounds on the payment sheet and comes back to it; not once part of it is paid', () => {
    const odd = act(priced, { kind: 'discount_line', lineNo: 1, discount: { kind: 'amount', amountMinor: 7n } });
    const sheet = act(odd.state, { kind: 'begin_tender' });
    const rounded = act(sheet.state, { kind: 'round_total', isOn: true });
    expect([rounded.state.stage.status, totalMinor(rounded.state.sale)]).toEqual(['tendering', 530n]);
    const again = act(rounded.state, { kind: 'round_total', isOn: false });
    expect([again.state.stage.status, totalMinor(again.state.sale)]).toEqual(['tendering', 533n]);
    const part = state(stages.part_paid).sale.parts;
    const paid = { ...sheet.state, sale: { ...sheet.state.sale, parts: part } };
    expect(act(paid, { kind: 'round_total', isOn: true }).refused?.code).toBe('PARTLY_PAID');
    const never = { ...context, facts: { ...context.facts, roundToMinor: 0n } };
    expect(step(priced, { kind: 'round_total', isOn: true }, never).refused?.code).toBe('NOTHING_IS_ROUNDED');
  });
});

describe('money begins to move only where the agent will write the sale down', () => {
  const off: TillEvent = { kind: 'discount_line', lineNo: 1, discount: { kind: 'rate', basisPoints: 1000 } };
  const rounded: TillEvent = { kind: 'round_total', isOn: true };
  const tender: TillEvent = { kind: 'begin_tender' };
  const allowed: TillEvent = { kind: 'approved', approvalId };
  const later = { ...context, nowMs: nowMs + approvalLifeMs };

  it('who recalls what another one discounted has the rights, or asks for each of them', () => {
    const { heldCarts, sale } = act(priced, off, rounded, { kind: 'hold_sale' }).state;
    const other = { ...newcomer, heldCarts, sale };
    const recalled = act(other, { kind: 'recall_held', saleId: priced.sale.saleId }, tender);
    expect(recalled.state.stage).toMatchObject({ status: 'approval_asked', right: 'line.discount' });
    const second = act(recalled.state, allowed);
    expect(second.state.stage).toMatchObject({ status: 'approval_asked', right: 'sale.round' });
    const both = act(second.state, allowed);
    expect(both.state.stage.status).toBe('tendering');
    expect(both.state.sale.approvals.map(({ right }) => right)).toEqual(['line.discount', 'sale.round']);
    const { approvals: _none, ...before } = recalled.state.sale;
    expect(act(second.state, { kind: 'leave_approval' }).state.sale).toMatchObject(before);
  });

  it('an approval that is over is asked for again, and no tender begins on an old one', () => {
    const approved = act(act({ ...newcomer, sale: priced.sale }, off).state, allowed).state;
    expect(act(approved, tender).state.stage.status).toBe('tendering');
    expect(step(approved, tender, later).state.stage).toMatchObject({
      status: 'approval_asked',
      right: 'line.discount',
    });
    const sheet = act(approved, tender).state;
    for (const event of [
      { kind: 'pay_cash', tenderedMinor: 1000n },
      { kind: 'choose_tender', tender: 'card' },
      { kind: 'scan', code: wechatCode },
    ] as const) {
      expect(step(sheet, event, later).refused?.code, event.kind).toBe('APPROVAL_OVER');
    }
    const partly = { ...sheet, sale: { ...sheet.sale, parts: state(stages.part_paid).sale.parts } };
    expect(step(partly, { kind: 'choose_tender', tender: 'card' }, later).state.stage.status).toBe('reading_card');
  });

  it('a return without its receipt, too', () => {
    const asked = act({ ...newcomer, stage: stages.looking_up_receipt }, { kind: 'return_without_receipt' });
    const filled = act(asked.state, allowed, { kind: 'article_found', article: water }).state;
    expect(step(filled, { kind: 'give_back' }, context).state.stage.status).toBe('refunding');
    expect(step(filled, { kind: 'give_back' }, later).state.stage).toMatchObject({ right: 'return.without_receipt' });
  });
});

describe('carts on hold', () => {
  const hold: TillEvent = { kind: 'hold_sale' };

  it('keep id, lines, customer and note, and are priced anew when they are recalled', () => {
    const noted = act(priced, { kind: 'set_note', text: '回来取' }, { kind: 'scan', code: 'M10086001' }).state;
    const put = act(noted, hold);
    expect(records(put)).toMatchObject([
      { deed: 'sale_held', saleId: noted.sale.saleId, quantity: 3, amountMinor: '540' },
    ]);
    expect(put.state.sale).toMatchObject({ lines: [], customer: null });
    expect(shownHeld(put.state)).toMatchObject([
      { operatorName: '小王', totalMinor: 540n, businessDate: '2026-01-01' },
    ]);
    const back = act(put.state, { kind: 'recall_held', saleId: noted.sale.saleId });
    expect(records(back)).toMatchObject([{ deed: 'sale_recalled' }]);
    expect(back.state.sale).toMatchObject({
      saleId: noted.sale.saleId,
      note: '回来取',
      customer: { memberNo: '10086001', phone: '' },
      lines: [{ quantity: 3, discountMinor: 60n }],
    });
    expect(back.effects.some((effect) => effect.kind === 'price_cart')).toBe(true);
  });

  it('stay on the disk while they are in hand, and go with their sale’s end', () => {
    const put = act(priced, hold).state;
    const inHand = act(put, { kind: 'recall_held', saleId: priced.sale.saleId }).state;
    expect([inHand.heldCarts.length, shownHeld(inHand).length]).toEqual([1, 0]);
    expect(act(inHand, { kind: 'abandon_sale' }).state.heldCarts).toEqual([]);
    const completing = { ...inHand, stage: stages.completing };
    const { record } = stages.choosing_return.original;
    const { saleId } = inHand.sale;
    const done = act(completing, { kind: 'sale_completed', saleId, receiptNo: 'R', offline: false, record });
    expect(done.state.heldCarts).toEqual([]);
    expect(act(completing, { kind: 'sale_kept', saleId, draft: record }).state.heldCarts).toEqual([]);
    // Held once more it is one cart, not two.
    expect(act(inHand, hold).state.heldCarts).toHaveLength(1);
  });

  it('change places with the one in hand', () => {
    const put = act(priced, hold).state;
    const second = act(put, {
      kind: 'article_found',
      article: apples,
      measure: { kind: 'weight', weightG: 500 },
    }).state;
    const swapped = act(second, { kind: 'recall_held', saleId: priced.sale.saleId });
    expect(records(swapped).map(({ deed }) => deed)).toEqual(['sale_held', 'sale_recalled']);
    expect(swapped.state.sale.saleId).toBe(priced.sale.saleId);
    expect(shownHeld(swapped.state).map((one) => one.sale.saleId)).toEqual([second.sale.saleId]);
  });

  it('are at most so many, and those of earlier days come first', () => {
    let till = priced;
    for (let n = 0; n < heldCartsMax; n++) till = act(till, hold, { kind: 'article_found', article: water }).state;
    expect(act(till, hold).refused?.code).toBe('HELD_FULL');
    const first = till.heldCarts[0]?.sale.saleId ?? till.sale.saleId;
    const swapped = act(till, { kind: 'recall_held', saleId: first });
    expect([swapped.refused, shownHeld(swapped.state).length]).toEqual([undefined, heldCartsMax]);
    const tomorrow = { ...till, session: { ...session, businessDate: '2026-01-02' } };
    const newest = act(tomorrow, { kind: 'discard_held', saleId: first }, hold).state;
    expect(shownHeld(newest).at(-1)?.businessDate).toBe('2026-01-02');
  });

  it('are discarded by right, with an entry, and the agent hears that the sale is dropped', () => {
    const put = act(priced, hold).state;
    const gone = act(put, { kind: 'discard_held', saleId: priced.sale.saleId });
    expect(records(gone)).toMatchObject([{ deed: 'line_deleted', saleId: priced.sale.saleId, amountMinor: '540' }]);
    expect(gone.effects).toContainEqual({
      kind: 'abandon_sale',
      saleId: priced.sale.saleId,
      reasonCode: 'HELD_DISCARDED',
    });
    expect(gone.state.heldCarts).toEqual([]);
  });
});

describe('an article with an age', () => {
  const found: TillEvent = { kind: 'article_found', article: beer };
  const yes: TillEvent = { kind: 'answer_age', isOldEnough: true };

  it('is asked about once, and again only for a higher age', () => {
    const asked = act(newcomer, { kind: 'set_next_quantity', quantity: 6 }, found);
    expect(asked.state.stage).toMatchObject({ status: 'age_asked', ageMin: 18 });
    expect(act(asked.state, { kind: 'scan', code: water.barcode }).refused?.code).toBe('AGE_WAITS');
    const taken = act(asked.state, yes);
    expect(records(taken)).toMatchObject([{ deed: 'age_confirmed', articleId: 'B1', reason: '18' }]);
    expect(taken.state.sale.lines.at(-1)).toMatchObject({ quantity: 6, article: { articleId: 'B1' } });
    expect(act(taken.state, found).state.stage.status).toBe('selling');
    const older = act(taken.state, { kind: 'article_found', article: { ...beer, articleId: 'B2', ageMin: 21 } });
    expect(older.state.stage).toMatchObject({ status: 'age_asked', ageMin: 21 });
  });

  it('stays out where the customer is too young', () => {
    const asked = act(newcomer, { kind: 'set_next_quantity', quantity: 6 }, found);
    const left = act(asked.state, { kind: 'answer_age', isOldEnough: false });
    expect(records(left)).toMatchObject([{ deed: 'age_refused', articleId: 'B1' }]);
    expect(left.state.sale).toMatchObject({ lines: newcomer.sale.lines, nextQuantity: 1, ageConfirmed: 0 });
    expect(act(left.state, found).state.stage.status).toBe('age_asked');
  });
});

describe('an exchange', () => {
  const { record } = stages.choosing_return.original;
  const line = { ...(record.lines[0] ?? fail()), quantity: 3, unitPriceMinor: '333', discountMinor: '100' };
  const weighed = { ...line, lineNo: 2, quantity: 1, weightG: 1250, unitPriceMinor: '1990', discountMinor: '88' };
  const original: Original = {
    record: {
      ...record,
      lines: [
        { ...line, amountMinor: '899' },
        { ...weighed, amountMinor: '2400' },
      ],
    },
    returnedQuantity: new Map(),
    refundedMinor: new Map(),
  };
  const chosen = new Map([
    [1, 3],
    [2, 1],
  ]);
  const choosing = {
    ...manager,
    sale: { ...manager.sale, lines: [] },
    stage: { status: 'choosing_return' as const, original, chosen },
  };

  it('brings the lines back at what was paid for them, and names their receipt', () => {
    const begun = act(choosing, { kind: 'exchange' });
    expect(begun.state.stage.status).toBe('selling');
    expect(begun.state.sale.lines.map(lineAmountMinor)).toEqual([-600n, -299n, -2400n]);
    const more = act(begun.state, { kind: 'article_found', article: { ...water, unitPriceMinor: 10_000n } });
    const draft = draftOf(more.state);
    expect(draft).toMatchObject({
      kind: 'sale',
      originalReceiptNo: record.receiptNo,
      originalSaleId: record.saleId,
      lines: [{ isBack: true, originalLineNo: 1 }, { isBack: true, originalLineNo: 1 }, { originalLineNo: 2 }, {}],
    });
    // Its price was paid; nobody set it, so it asks for no right of another price.
    expect(draft.lines.filter((one) => one.listPriceMinor !== undefined)).toEqual([]);
    const helper = { ...more.state, session: { ...session, rights: ['line.back'] } };
    expect(act(helper, { kind: 'begin_tender' }).state.stage.status).toBe('tendering');
  });

  it('holds each line to its receipt: not more of it, no other price', () => {
    const begun = act(choosing, { kind: 'exchange' }).state;
    for (const deed of [
      { kind: 'change_quantity', lineNo: 1, quantity: 3 },
      { kind: 'change_price', lineNo: 1, priceMinor: 1n },
      { kind: 'mark_back', lineNo: 1, isBack: false },
    ] as const) {
      expect(act(begun, deed).refused?.code, deed.kind).toBe('LINE_OF_RECEIPT');
    }
    const none = act(begun, ...[1, 2, 3].map((lineNo) => ({ kind: 'remove_line', lineNo }) as const)).state;
    const plain = act(none, { kind: 'article_found', article: water }).state;
    expect(draftOf(plain)).not.toHaveProperty('originalReceiptNo');
    expect(
      act({ ...choosing, stage: { ...choosing.stage, chosen: new Map() } }, { kind: 'exchange' }).refused?.code,
    ).toBe('NOTHING_TO_GIVE_BACK');
  });
});

function fail(): never {
  throw new Error('the sample has no line');
}
