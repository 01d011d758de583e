/** From a tender that stands to the sale's end: parts, completion, and payments that come late. */
import { type ChannelName, orderNoOfSale, type PaymentKey, type SaleId, type SaleRecord } from '@qiantai/protos';
import { dueMinor, lineAmountMinor, measureRecord, totalMinor } from './cart.ts';
import type { Effect, SaleDraft, Step } from './events.ts';
import { withoutHeld } from './held-carts.ts';
import { resultShownMs } from './limits.ts';
import type { Attempt, CartLine, Customer, GivenUp, Part, Sale, TillFacts, TillState } from './model.ts';
import { type Context, go, type Handler, nextSale, type Situation, stay, withEffects, withSale } from './situation.ts';

export interface PaidFacts {
  channel: ChannelName;
  offline: boolean;
}

/** The tender in hand is paid: it becomes a part, and the sale is complete or wants more. */
export function settle(situation: Situation, attempt: Attempt, paid: PaidFacts): Step {
  const part = partOf(attempt, paid);
  const sale = { ...situation.state.sale, parts: [...situation.state.sale.parts, part] };
  const told: Effect[] = [{ kind: 'announce', key: part.key, what: part.channel, amountMinor: part.amountMinor }];
  if (attempt.tender === 'card') told.push({ kind: 'finish_card', key: attempt.key, outcome: 'approved' });
  const state = withSale(situation.state, sale);
  if (dueMinor(sale) > 0n) {
    return go(state, { status: 'part_paid', part, leavesAtMs: situation.context.nowMs + resultShownMs }, told);
  }
  const step = beginCompleting({ ...situation, state });
  return { ...step, effects: [...told, ...step.effects] };
}

function partOf(attempt: Attempt, paid: PaidFacts): Part {
  const cash =
    attempt.tender === 'cash'
      ? { tenderedMinor: attempt.tenderedMinor, changeMinor: attempt.tenderedMinor - attempt.amountMinor }
      : {};
  return {
    key: attempt.key,
    tender: attempt.tender,
    channel: paid.channel,
    amountMinor: attempt.amountMinor,
    offline: paid.offline,
    ...(attempt.acceptOffline ? { consented: true } : {}),
    ...cash,
  };
}

/** Back to the payment sheet. A payment that was given up and went through after all takes its place first. */
export function enterTendering(situation: Situation): Step {
  const { state } = situation;
  const late = state.givenUp.find(
    (givenUp) =>
      givenUp.saleId === state.sale.saleId &&
      givenUp.fate.status === 'paid' &&
      givenUp.attempt.amountMinor <= dueMinor(state.sale),
  );
  if (!late) return go(state, { status: 'tendering', armedMinor: null });
  const rest = { ...state, givenUp: state.givenUp.filter((other) => other !== late) };
  return settle({ ...situation, state: rest }, late.attempt, { channel: late.attempt.channel, offline: false });
}

/** @param completedAtMs when it was completed at first: the same sale again has the same content */
export function beginCompleting({ state, context }: Situation, completedAtMs: number = context.nowMs): Step {
  return go(state, { status: 'completing', completedAtMs, heldScans: [] }, [
    { kind: 'complete_sale', draft: saleDraft(state.sale, context.facts, completedAtMs) },
  ]);
}

export const saleCompleted: Handler<'completing', 'sale_completed'> = (situation, event) => {
  const { state, stage, context } = situation;
  if (event.saleId !== state.sale.saleId) return stay(state);
  const last = state.sale.parts.at(-1);
  const step = go(
    {
      ...withoutHeld(state, event.saleId as SaleId),
      lastReceiptNo: event.receiptNo,
      lastEnded: lastEnded(state, event.receiptNo, context),
    },
    {
      status: 'completed',
      receiptNo: event.receiptNo,
      offline: event.offline,
      changeMinor: last?.changeMinor ?? 0n,
      leavesAtMs: context.nowMs + resultShownMs,
    },
    [{ kind: 'print_receipt', record: event.record, discounts: state.sale.priced?.discounts ?? [] }],
  );
  const settled = sendBackLatePayments(step, context);
  return stage.heldScans.length > 0 ? withEffects(settled, [{ kind: 'rescan', codes: stage.heldScans }]) : settled;
};

function lastEnded({ sale }: TillState, receiptNo: string, { nowMs }: Context): TillState['lastEnded'] {
  const changeMinor = sale.parts.at(-1)?.changeMinor ?? 0n;
  return { kind: sale.kind, receiptNo, totalMinor: totalMinor(sale), changeMinor, endedAtMs: nowMs };
}

/** Ended in the till's own record: paid for the customer, without its receipt number yet. */
export const saleKept: Handler<'completing', 'sale_kept'> = (situation, event) => {
  const { state, context } = situation;
  if (event.saleId !== state.sale.saleId) return stay(state);
  const last = state.sale.parts.at(-1);
  const step = go(
    {
      ...withoutHeld(state, event.saleId as SaleId),
      notice: { code: 'SALE_KEPT', params: {} },
      lastEnded: lastEnded(state, '', context),
    },
    {
      status: 'completed',
      receiptNo: '',
      offline: true,
      changeMinor: last?.changeMinor ?? 0n,
      leavesAtMs: context.nowMs + resultShownMs,
    },
    [{ kind: 'print_kept_slip', draft: event.draft, discounts: state.sale.priced?.discounts ?? [] }],
  );
  // Scans that wait are those of another sale, which has to wait for the agent: they are not remembered.
  return sendBackLatePayments(step, context);
};

/**
 * The money stands at the channel and the agent will not write the sale down: the till goes on to the next
 * sale and says which one a person must look at.
 */
export const completionRefused: Handler<'completing', 'completion_refused'> = (situation, event) => {
  const notice = { code: 'SALE_NEEDS_PERSON', params: { saleId: event.saleId, reasonCode: event.reasonCode } };
  const step = leaveSale(situation);
  return { ...step, state: { ...step.state, notice } };
};

/** On to an empty sale. What was paid late for the one that is left goes back to the payer. */
export function leaveSale(situation: Situation): Step {
  const { state } = situation;
  const step = sendBackLatePayments(stay(withoutHeld(state, state.sale.saleId)), situation.context);
  return { ...step, state: nextSale({ state: step.state, context: situation.context }) };
}

/** Payments given up that went through although the sale is complete without them go back to the payer. */
function sendBackLatePayments(step: Step, context: Context): Step {
  let result = step;
  for (const givenUp of step.state.givenUp) {
    if (givenUp.fate.status === 'paid' && givenUp.saleId === step.state.sale.saleId) {
      result = sendBack(result, givenUp, context);
    }
  }
  return result;
}

function sendBack(step: Step, givenUp: GivenUp, context: Context): Step {
  const refundKey = context.mint.refundKey();
  const going: GivenUp = { ...givenUp, fate: { status: 'refunding', refundKey } };
  const givenUps = step.state.givenUp.map((other) => (other === givenUp ? going : other));
  return withEffects({ ...step, state: { ...step.state, givenUp: givenUps } }, [
    { kind: 'refund_late', givenUp: going, refundKey },
  ]);
}

/** News of a payment that the cashier gave up: what the server says counts, however late. */
export function givenUpAnswered(situation: Situation, givenUp: GivenUp, outcome: 'paid' | 'not_paid'): Step {
  const { state, context } = situation;
  if (givenUp.fate.status !== 'open') return stay(state);
  if (outcome === 'not_paid') return stay(withoutGivenUp(state, givenUp));
  const paid: GivenUp = { ...givenUp, fate: { status: 'paid' } };
  const known = { ...state, givenUp: state.givenUp.map((other) => (other === givenUp ? paid : other)) };
  const saleGoesOn = givenUp.saleId === state.sale.saleId && state.stage.status !== 'completed';
  if (!saleGoesOn) return sendBack(stay(known), paid, context);
  return state.stage.status === 'tendering' ? enterTendering({ ...situation, state: known }) : stay(known);
}

export function withoutGivenUp(state: TillState, givenUp: GivenUp): TillState {
  return { ...state, givenUp: state.givenUp.filter((other) => other !== givenUp) };
}

function saleDraft(sale: Sale, facts: TillFacts, completedAtMs: number): SaleDraft {
  return {
    kind: sale.kind,
    saleId: sale.saleId,
    orderNo: orderNoOfSale(sale.saleId),
    merchantId: facts.merchantId,
    storeId: facts.storeId,
    terminalId: facts.terminalId,
    currency: facts.currency,
    startedAtMs: sale.startedAtMs,
    completedAtMs,
    lines: sale.lines.map(lineRecord),
    totalMinor: totalMinor(sale).toString(),
    tenders: sale.parts.map(tenderRecord),
    ...(sale.original && namesOriginal(sale)
      ? { originalReceiptNo: sale.original.receiptNo, originalSaleId: sale.original.saleId as string }
      : {}),
    ...(sale.externalRef ? { externalRef: sale.externalRef } : {}),
    ...(sale.priced && !sale.order ? { settingsVersion: sale.priced.settingsVersion } : {}),
    ...(sale.priced?.roundingMinor ? { roundingMinor: sale.priced.roundingMinor.toString() } : {}),
    ...(sale.customer ? { customer: customerRecord(sale.customer) } : {}),
    ...(sale.note ? { note: sale.note } : {}),
    ...(sale.approvals.length > 0 ? { approvalIds: sale.approvals.map(({ approvalId }) => approvalId) } : {}),
  };
}

/** An exchange of which every line of the receipt was deleted again is a sale like any other. */
const namesOriginal = (sale: Sale): boolean =>
  sale.kind === 'return' || sale.lines.some((line) => line.originalLineNo !== undefined);

function customerRecord({ memberNo, phone }: Customer): NonNullable<SaleRecord['customer']> {
  return { ...(memberNo ? { memberNo } : {}), ...(phone ? { phone } : {}) };
}

function lineRecord(line: CartLine): SaleRecord['lines'][number] {
  const { discountMinor = 0n, manualDiscountMinor = 0n, listPriceMinor, promotionIds = [], tax } = line;
  return {
    lineNo: line.lineNo,
    articleId: line.article.articleId,
    barcode: line.article.barcode,
    nameZh: line.article.nameZh,
    nameEn: line.article.nameEn,
    quantity: line.quantity,
    unitPriceMinor: line.article.unitPriceMinor.toString(),
    amountMinor: lineAmountMinor(line).toString(),
    ...measureRecord(line.measure),
    ...(discountMinor === 0n ? {} : { discountMinor: discountMinor.toString(), promotionIds: [...promotionIds] }),
    ...(tax
      ? { taxCode: tax.taxCode, taxRateBasisPoints: tax.rateBasisPoints, taxMinor: tax.amountMinor.toString() }
      : {}),
    ...(manualDiscountMinor === 0n ? {} : { manualDiscountMinor: manualDiscountMinor.toString() }),
    ...(listPriceMinor === undefined ? {} : { listPriceMinor: listPriceMinor.toString() }),
    ...(line.isBack ? { isBack: true as const } : {}),
    ...(line.originalLineNo === undefined ? {} : { originalLineNo: line.originalLineNo }),
  };
}

function tenderRecord(part: Part): SaleRecord['tenders'][number] {
  return {
    key: part.key,
    tender: part.tender,
    channel: part.channel,
    amountMinor: part.amountMinor.toString(),
    offline: part.offline,
    ...(part.originalPaymentKey ? { originalPaymentKey: part.originalPaymentKey satisfies PaymentKey } : {}),
    ...(part.tenderedMinor === undefined ? {} : { tenderedMinor: part.tenderedMinor.toString() }),
    ...(part.changeMinor === undefined ? {} : { changeMinor: part.changeMinor.toString() }),
  };
}
