import { SeededRandom } from '@qiantai/foundation';
import { mintWalletCode, type SaleLineRecord, saleSumFault, tillDeedRights } from '@qiantai/protos';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dueMinor, lineAmountMinor, paidMinor, totalMinor } from './cart.ts';
import { type Effect, isCashierEvent, type TillEvent } from './events.ts';
import { heldCartsMax } from './limits.ts';
import { dueMs, step, transitions } from './machine.ts';
import type { OfflineOffer, Stage, TillState } from './model.ts';
import { returnedLine } from './returning.ts';
import { choose, withKeys, withRecorded } from './test-runs.ts';
import { apples, nowMs, possibleOffer, pricesOf, samples, testContext, water, wechatCode } from './test-samples.ts';

const all = samples();
const statuses = Object.keys(all.stages) as Stage['status'][];

describe('every state and every event', () => {
  for (const status of statuses) {
    it(`${status}: what is not in the table is refused, or changes nothing`, () => {
      for (const event of all.events) {
        const { context, stages, state } = samples('every');
        const before = state(stages[status]);
        const result = step(before, event, context);
        expect(statuses).toContain(result.state.stage.status);
        expect(paidMinor(result.state.sale) + dueMinor(result.state.sale)).toBe(totalMinor(result.state.sale));
        if (Object.hasOwn(transitions[status], event.kind)) continue;
        if (event.kind === 'signed_in' || event.kind === 'session_lost') {
          expect(result.state.stage).toBe(before.stage);
        } else if (!isCashierEvent(event)) {
          expect(result, `${status} × ${event.kind}`).toEqual({ state: before, effects: [] });
        } else if (status !== 'completed' && status !== 'part_paid') {
          expect(result.refused, `${status} × ${event.kind}`).toBeDefined();
          expect(result.state.stage).toBe(before.stage);
          expect(result.effects).toEqual([]);
        }
      }
    });
  }

  it('refuses everything but signing in without an operator', () => {
    for (const event of all.events.filter(isCashierEvent)) {
      const result = step(all.state(all.stages.selling, { session: null }), event, all.context);
      expect(result.refused?.code).toBe('SIGN_IN_FIRST');
    }
  });

  it('reaches every state from an empty sale', () => {
    const seen = new Set<string>();
    const selling = all.state(all.stages.selling);
    const newcomer = selling.session && { ...selling.session, rights: [] };
    const queue: TillState[] = [
      selling,
      { ...selling, sale: { ...selling.sale, priced: null } },
      { ...selling, session: newcomer },
    ];
    const events = [...all.events, { kind: 'time_passed' } as const];
    for (let turns = 0; queue.length > 0 && turns < 3_000; turns++) {
      const state = queue.shift() as TillState;
      for (const event of events.flatMap((one) => [one, withKeys(one, state)])) {
        const late = { ...testContext(turns), nowMs: nowMs + 60_000 };
        const next = step(state, event, late).state;
        if (seen.has(next.stage.status)) continue;
        seen.add(next.stage.status);
        queue.push(next, state);
      }
    }
    expect([...seen].sort()).toEqual([...statuses].sort());
  });
});

describe('what a cart costs', () => {
  const { context, stages, state } = samples('price');
  const selling = state(stages.selling);
  const after = (from: TillState, ...events: TillEvent[]) =>
    events.reduce((last, event) => step(last.state, event, context), { state: from, effects: [] } as ReturnType<
      typeof step
    >);
  const pricedNow = (till: TillState): TillEvent => {
    const { saleId, cartNo } = till.sale;
    return { kind: 'cart_priced', saleId, cartNo, prices: pricesOf(till.sale) };
  };
  const more: TillEvent = { kind: 'article_found', article: water };

  it('is asked for at every change, and payment waits for the price of exactly this cart', () => {
    const changed = after(selling, more);
    const asked = changed.effects.find((effect) => effect.kind === 'price_cart');
    expect(asked).toMatchObject({ sale: { cartNo: 2, lines: [{ quantity: 3 }] }, wanted: false });
    const begun = after(changed.state, { kind: 'begin_tender' });
    expect(begun.state.stage.status).toBe('pricing');
    expect(begun.effects).toMatchObject([{ kind: 'price_cart', sale: { cartNo: 2 }, wanted: true }]);
    const old = after(begun.state, { ...pricedNow(begun.state), cartNo: 1 } as TillEvent);
    expect(old.state).toBe(begun.state);
    const priced = after(begun.state, pricedNow(begun.state));
    expect(priced.state.stage.status).toBe('tendering');
    expect(totalMinor(priced.state.sale)).toBe(540n);
    const again = after(priced.state, { kind: 'leave_tender' }, { kind: 'begin_tender' });
    expect(again.state.stage.status).toBe('tendering');
  });

  it('that does not come leaves the sale as it was, and says why', () => {
    const begun = after(selling, more, { kind: 'begin_tender' });
    const { saleId, cartNo } = begun.state.sale;
    const notice = { code: 'ARTICLE_GONE', params: {} };
    const failed = after(begun.state, { kind: 'pricing_failed', saleId, cartNo, notice });
    expect([failed.state.stage.status, failed.refused?.code]).toEqual(['selling', 'ARTICLE_GONE']);
    expect(after(failed.state, { kind: 'begin_tender' }).state.stage.status).toBe('pricing');
    expect(after(begun.state, { kind: 'leave_tender' }).state.stage.status).toBe('selling');
  });

  it('is not taken where it does not add up', () => {
    const begun = after(selling, more, { kind: 'begin_tender' }).state;
    const good = pricesOf(begun.sale);
    for (const prices of [
      { ...good, totalMinor: 1n },
      { ...good, lines: [] },
    ]) {
      const bad = after(begun, { ...pricedNow(begun), prices } as TillEvent);
      expect([bad.state.stage.status, bad.refused?.code]).toEqual(['selling', 'AGENT_BAD_ANSWER']);
    }
  });

  it('of nothing is nothing: a total of zero completes at once, also after promotions', () => {
    const begun = after(selling, more, { kind: 'begin_tender' }).state;
    const free = { ...pricesOf(begun.sale), totalMinor: 0n };
    const lines = free.lines.map((line) => ({ ...line, discountMinor: 600n, tax: null }));
    const done = after(begun, { ...pricedNow(begun), prices: { ...free, lines } } as TillEvent);
    expect(done.state.stage.status).toBe('completing');
  });

  it('stands in the record: version, weights, discounts with their promotions, tax', () => {
    const weighed: TillEvent = { kind: 'article_found', article: apples, measure: { kind: 'weight', weightG: 1250 } };
    const priced = {
      kind: 'article_found',
      article: apples,
      measure: { kind: 'code_price', priceMinor: 999n },
    } as const;
    const begun = after(selling, weighed, priced, { kind: 'begin_tender' }).state;
    const tendering = after(begun, pricedNow(begun)).state;
    const cash = after(tendering, { kind: 'pay_cash', tenderedMinor: 10_000n }).state;
    const key = cash.stage.status === 'taking_cash' ? cash.stage.attempt.key : '';
    const done = after(cash, {
      kind: 'payment_answered',
      key,
      answer: { kind: 'paid', channel: 'cash', offline: false },
    });
    const effect = done.effects.find((one) => one.kind === 'complete_sale');
    if (effect?.kind !== 'complete_sale') throw new Error('no sale is completed');
    expect(effect.draft).toMatchObject({
      settingsVersion: 7,
      totalMinor: '3500',
      lines: [
        { quantity: 2, discountMinor: '40', promotionIds: ['P1'], amountMinor: '360', taxMinor: '41' },
        { weightG: 1250, quantity: 1, discountMinor: '248', amountMinor: '2240' },
        { codePriceMinor: '999', discountMinor: '99', amountMinor: '900' },
      ],
    });
    expect(saleSumFault(effect.draft)).toBeUndefined();
  });

  it('of a measured label is a line of its own, one piece, and no number before it', () => {
    const weighed: TillEvent = { kind: 'article_found', article: apples, measure: { kind: 'weight', weightG: 1250 } };
    const two = after(selling, weighed, weighed);
    expect(two.state.sale.lines.map((line) => line.quantity)).toEqual([2, 1, 1]);
    expect(after(two.state, { kind: 'change_quantity', lineNo: 2, quantity: 2 }).refused?.code).toBe(
      'MEASURED_ONE_BY_ONE',
    );
    expect(after(selling, { kind: 'set_next_quantity', quantity: 2 }, weighed).refused?.code).toBe(
      'MEASURED_ONE_BY_ONE',
    );
    expect(after(selling, { kind: 'article_found', article: apples, scaleSays: 'SCALE_EMPTY' }).refused).toEqual({
      code: 'ARTICLE_WANTS_WEIGHT',
      params: { articleId: 'W1', nameZh: '红富士苹果', nameEn: 'Fuji apples', scaleSays: 'SCALE_EMPTY' },
    });
  });

  it('comes back with a return as it was paid, and pieces one by one come to the whole', () => {
    const record: SaleLineRecord = {
      ...{ lineNo: 1, articleId: 'A1', barcode: '', nameZh: '', nameEn: '', quantity: 3, unitPriceMinor: '333' },
      ...{ discountMinor: '100', promotionIds: ['P1'], amountMinor: '899' },
      ...{ taxCode: 'std', taxRateBasisPoints: 1300, taxMinor: '103' },
    };
    const pieces = [0, 1, 2].map((before) => ({ lineNo: 1, ...returnedLine(record, before, 1) }));
    expect(pieces.map((line) => Number(lineAmountMinor(line)))).toEqual([300, 299, 300]);
    const weighed = { ...record, quantity: 1, weightG: 1250, unitPriceMinor: '1990', amountMinor: '2388' };
    expect(lineAmountMinor({ lineNo: 1, ...returnedLine(weighed, 0, 1) })).toBe(2388n);
  });
});

describe('results', () => {
  const declined = all.state(all.stages.declined);

  it('a scan never takes a declined or unknown result away', () => {
    for (const status of ['declined', 'offline_consent', 'unknown', 'refund_failed', 'refund_unknown'] as const) {
      const result = step(all.state(all.stages[status]), { kind: 'scan', code: water.barcode }, all.context);
      expect(result.refused?.code).toBe('RESULT_WAITS');
    }
    expect(step(declined, { kind: 'acknowledge_result' }, all.context).state.stage.status).toBe('tendering');
  });

  it('a reading that the cashier ended leaves by itself; one that the customer ended waits to be read', () => {
    const reading = all.state(all.stages.reading_card);
    const gone: TillEvent = { kind: 'card_failed', key: all.attempt.key, reasonCode: 'CANCELLED' };
    const byCustomer = step(reading, gone, all.context).state.stage;
    expect(byCustomer).toMatchObject({
      status: 'declined',
      outcome: 'cancelled',
      reasonCode: 'CANCELLED',
      leavesAtMs: 0,
    });
    const asked = step(reading, { kind: 'cancel_payment' }, all.context).state;
    const byCashier = step(asked, gone, all.context).state.stage;
    expect(byCashier).toMatchObject({ outcome: 'cancelled', reasonCode: 'CASHIER_CANCELLED' });
    expect(byCashier).not.toMatchObject({ leavesAtMs: 0 });
    const unreadable = step(asked, { ...gone, reasonCode: 'CARD_UNREADABLE' }, all.context).state.stage;
    expect(unreadable).toMatchObject({ outcome: 'declined', leavesAtMs: 0 });
  });

  it('the next scan takes a paid result away at once, and the code just paid with does not', () => {
    const paid = all.state(all.stages.completed, { usedPaymentCodes: [wechatCode] });
    expect(step(paid, { kind: 'scan', code: wechatCode }, all.context).state.stage.status).toBe('completed');
    const next = step(paid, { kind: 'scan', code: water.barcode }, all.context);
    expect(next.state.stage.status).toBe('selling');
    expect(next.state.sale.saleId).not.toBe(paid.sale.saleId);
    expect(next.effects).toEqual([{ kind: 'find_article', code: water.barcode, saleId: next.state.sale.saleId }]);
  });

  it('a member’s code is a payment from the balance, by itself and once', () => {
    const tendering = all.state(all.stages.tendering);
    const code = mintWalletCode(new SeededRandom('member'));
    const paying = step(tendering, { kind: 'scan', code }, all.context);
    expect(paying.state.stage).toMatchObject({
      status: 'paying',
      attempt: { tender: 'balance', channel: 'balance', amountMinor: dueMinor(tendering.sale) },
    });
    expect(paying.effects).toMatchObject([{ kind: 'start_payment', paymentCode: code, card: null }]);
    expect(step(paying.state, { kind: 'scan', code }, all.context)).toEqual({ state: paying.state, effects: [] });
    const used = { ...tendering, usedPaymentCodes: paying.state.usedPaymentCodes };
    expect(step(used, { kind: 'scan', code }, all.context).refused?.code).toBe('PAYMENT_CODE_USED');
    const mistyped = `${code.slice(0, -1)}${(Number(code.at(-1)) + 1) % 10}`;
    expect(step(tendering, { kind: 'scan', code: mistyped }, all.context).refused?.code).toBe('NOT_A_PAYMENT_CODE');
    const selling = all.state(all.stages.selling);
    const looked = step(selling, { kind: 'article_not_found', code }, all.context);
    expect(looked.refused?.code).toBe('PAYMENT_CODE_WHILE_SELLING');
    const armed = step(tendering, { kind: 'choose_tender', tender: 'balance', amountMinor: 100n }, all.context);
    expect(armed.state.stage).toEqual({ status: 'tendering', armedMinor: 100n });
    expect(step(armed.state, { kind: 'scan', code }, all.context).state.stage).toMatchObject({
      attempt: { tender: 'balance', amountMinor: 100n },
    });
  });

  it('scans while the sale is written down wait for the next sale', () => {
    let state = all.state(all.stages.completing);
    for (const code of ['1', '2']) state = step(state, { kind: 'scan', code }, all.context).state;
    const done = all.events.find((event) => event.kind === 'sale_completed') as TillEvent;
    expect(step(state, done, all.context).effects).toContainEqual({ kind: 'rescan', codes: ['1', '2'] });
  });

  it('unknown comes after ten seconds of checking, with its slip', () => {
    const paying = all.state(all.stages.paying);
    expect(dueMs(paying, all.context)).toBe(nowMs);
    const result = step(paying, { kind: 'time_passed' }, all.context);
    expect(result.state.stage.status).toBe('unknown');
    expect(result.effects.map((effect) => effect.kind)).toEqual(['print_unknown_slip']);
    const early = step(paying, { kind: 'time_passed' }, { ...all.context, nowMs: nowMs - 1 });
    expect(early.state).toBe(paying);
  });
});

describe('a card while the line is down', () => {
  const { attempt, context, stages, state } = samples('offline');
  const cardAttempt = { ...attempt, tender: 'card', channel: 'card' } as const;
  const paying = state({ status: 'paying', attempt: cardAttempt, progress: { kind: 'checking', sinceMs: nowMs } });
  const refused = (offer: OfflineOffer | null, change: object = {}): TillEvent => ({
    kind: 'payment_answered',
    key: attempt.key,
    answer: { kind: 'refused_offline', reasonCode: 'OFFLINE', offer, ...change },
  });

  it('is asked about, and taken only by the key for it: a new key, and the card is read again', () => {
    const asked = step(paying, refused(possibleOffer), context);
    expect(asked.state.stage).toMatchObject({ status: 'offline_consent', offer: possibleOffer });
    expect(asked.effects).toEqual([{ kind: 'finish_card', key: attempt.key, outcome: 'declined' }]);
    const taken = step(asked.state, { kind: 'take_offline' }, context);
    expect(taken.state.stage).toMatchObject({
      status: 'reading_card',
      attempt: { acceptOffline: true, amountMinor: attempt.amountMinor },
    });
    const [effect] = taken.effects;
    expect(effect).toMatchObject({ kind: 'read_card', purpose: 'sale' });
    expect(effect && 'key' in effect && effect.key).not.toBe(attempt.key);
  });

  it('is left by any other way', () => {
    for (const kind of ['acknowledge_result', 'cancel_payment'] as const) {
      expect(step(state(stages.offline_consent), { kind }, context).state.stage.status).toBe('tendering');
    }
    for (const kind of ['scan', 'choose_tender', 'pay_cash'] as const) {
      const event = all.events.find((one) => one.kind === kind) as TillEvent;
      expect(step(state(stages.offline_consent), event, context).refused?.code).toBe('RESULT_WAITS');
    }
  });

  it('that may not be taken is refused with the reason that says more', () => {
    const offer = { ...possibleOffer, possible: false, reasonCode: 'OFFLINE_LIMIT_STORE_SUM' };
    expect(step(paying, refused(offer), context).state.stage).toMatchObject({
      status: 'declined',
      outcome: 'refused_offline',
      reasonCode: 'OFFLINE_LIMIT_STORE_SUM',
      offer,
    });
    expect(step(paying, refused(null), context).state.stage).toMatchObject({ reasonCode: 'OFFLINE', offer: null });
  });

  it('is not asked about twice: what the agent refuses in spite of consent is refused', () => {
    const consented = state({
      ...(paying.stage as Extract<Stage, { status: 'paying' }>),
      attempt: { ...cardAttempt, acceptOffline: true },
    });
    const result = step(consented, refused(possibleOffer, { reasonCode: 'OFFLINE_NO_CONTACT' }), context);
    expect(result.state.stage).toMatchObject({ status: 'declined', reasonCode: 'OFFLINE_NO_CONTACT' });
  });

  it('with consent says whether it was taken offline or went online', () => {
    const stage = {
      ...(paying.stage as Extract<Stage, { status: 'paying' }>),
      attempt: { ...cardAttempt, acceptOffline: true },
    };
    for (const offline of [true, false]) {
      const answer = { kind: 'paid', channel: 'card', offline } as const;
      const paid = step(state(stage), { kind: 'payment_answered', key: attempt.key, answer }, context);
      expect(paid.state.sale.parts).toMatchObject([{ offline, consented: true }]);
    }
  });
});

describe('giving up', () => {
  it('counts what was paid in the end: into the sale while it has a place, else back to the payer', () => {
    const { attempt, context, events, stages, state } = samples('late');
    const reversing = events.find((one) => one.kind === 'payment_answered' && one.answer.kind === 'reversing');
    const paid = events.find((one) => one.kind === 'payment_answered' && one.answer.kind === 'paid');
    if (!reversing || !paid) throw new Error('samples');
    const cancelled = step(state(stages.cancelling), reversing, context).state;
    expect(cancelled.givenUp).toHaveLength(1);
    const tendering = step(cancelled, { kind: 'acknowledge_result' }, context).state;
    expect(step(tendering, paid, context).state.stage.status).toBe('completing');
    const cash = step(tendering, { kind: 'pay_cash', tenderedMinor: 400n }, context).state;
    const heard = step(cash, paid, context).state;
    const key = heard.stage.status === 'taking_cash' ? heard.stage.attempt.key : '';
    const taken = { kind: 'payment_answered', key, answer: { kind: 'paid', channel: 'cash', offline: false } } as const;
    const completing = step(heard, taken, context).state;
    const done = events.find((one) => one.kind === 'sale_completed') as TillEvent;
    const effects = step(completing, done, context).effects;
    expect(effects.find((effect) => effect.kind === 'refund_late')).toMatchObject({ givenUp: { attempt } });
  });
});

describe('any run of events', () => {
  const shop = fc.array(fc.nat({ max: 9_999 }), { minLength: 20, maxLength: 150 });

  it('keeps parts + due = total, mints no key twice, and completes nothing unpaid', () => {
    let completed = 0;
    fc.assert(
      fc.property(shop, fc.integer(), (choices, seed) => {
        const { context, state, stages, events } = samples(seed);
        let till: TillState = { ...state(stages.selling), sale: { ...state(stages.selling).sale } };
        if (seed % 2 === 0 && till.session) till = { ...till, session: { ...till.session, rights: [] } };
        let newcomer = seed % 2 === 0;
        const started = new Map<string, string>();
        const paid = new Set<string>();
        for (const [index, choice] of choices.entries()) {
          const event = withKeys(choose(events, till, choice), till);
          if (event.kind === 'payment_answered' && event.answer.kind === 'paid') paid.add(event.key);
          if (event.kind === 'refund_answered') paid.add(event.key);
          if (event.kind === 'signed_in') newcomer = false;
          const now = { ...context, nowMs: nowMs + index * 500 };
          const result = withRecorded(step(till, event, now), now);
          till = result.state;
          expect(till.heldCarts.length).toBeLessThanOrEqual(heldCartsMax + 1);
          expect(till.heldCarts.every(({ sale }) => sale.parts.length === 0)).toBe(true);
          expect(paidMinor(till.sale) + dueMinor(till.sale)).toBe(totalMinor(till.sale));
          expect(dueMinor(till.sale) >= 0n || till.sale.parts.length === 0).toBe(true);
          if (isTaking(till.stage)) expect(till.sale.kind === 'return' || till.sale.priced !== null).toBe(true);
          for (const effect of result.effects) checkEffect(effect, started, paid);
          for (const effect of result.effects) checkRights(effect, newcomer);
          completed += result.effects.filter((effect) => effect.kind === 'complete_sale').length;
        }
      }),
      { seed: 1, numRuns: 1_500 },
    );
    // Else the runs would have shown nothing.
    expect(completed).toBeGreaterThan(10);
  });

  /** Money is asked for, or was: only of a cart whose price is known. */
  function isTaking({ status }: Stage): boolean {
    const asked = ['approval_asked', 'age_asked'];
    return !['selling', 'pricing', 'looking_up_receipt', 'choosing_return', 'completed', ...asked].includes(status);
  }

  /** Who has no right does nothing that wants one without an approval that is named. */
  function checkRights(effect: Effect, newcomer: boolean): void {
    if (!newcomer) return;
    if (effect.kind === 'record_deed' && tillDeedRights[effect.record.deed]) {
      expect(effect.record.approvalId).toBeDefined();
    }
    if (effect.kind !== 'complete_sale') return;
    const { kind, lines, approvalIds = [], originalReceiptNo } = effect.draft;
    const byPerson = lines.some(
      (line) => line.manualDiscountMinor ?? line.listPriceMinor ?? line.isBack ?? line.articleId === '-',
    );
    const withoutReceipt = kind === 'return' && originalReceiptNo === undefined;
    if (byPerson || withoutReceipt) expect(approvalIds).not.toEqual([]);
  }

  function checkEffect(effect: Effect, started: Map<string, string>, paid: ReadonlySet<string>): void {
    if (effect.kind === 'start_payment' || effect.kind === 'take_cash') {
      const what = `${effect.order.saleId} ${effect.attempt.tender} ${effect.attempt.amountMinor}`;
      expect(started.get(effect.attempt.key) ?? what).toBe(what);
      started.set(effect.attempt.key, what);
    }
    if (effect.kind !== 'complete_sale') return;
    const { draft } = effect;
    const sum = draft.tenders.reduce((total, tender) => total + BigInt(tender.amountMinor), 0n);
    expect(sum.toString()).toBe(draft.totalMinor);
    for (const tender of draft.tenders) expect(draft.kind === 'return' || paid.has(tender.key)).toBe(true);
  }
});
