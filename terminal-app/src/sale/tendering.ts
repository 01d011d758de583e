/** The payment sheet: choosing a tender. The payment's key is minted here, once for each try. */
import type { ChannelName, TenderName } from '@qiantai/protos';
import { dueMinor, totalMinor } from './cart.ts';
import { memberNoOfCode, showableCode, walletOfPaymentCode } from './codes.ts';
import type { PaymentOrder, Step } from './events.ts';
import { beginRefunding } from './giving-back.ts';
import { partsMax, usedPaymentCodesMax } from './limits.ts';
import { mistakenCode } from './mistaken-codes.ts';
import type { Attempt, TillState } from './model.ts';
import { atCart } from './quick-amount.ts';
import { missingRight } from './sale-rights.ts';
import { withMember } from './selling.ts';
import { enterTendering, leaveSale } from './settling.ts';
import { go, type Handler, refuse, type Situation, stay, withEffects } from './situation.ts';

/** While tendering a scan is the customer's payment code, and the same code twice is one payment. */
export const scanWhileTendering: Handler<'tendering', 'scan'> = (situation, { code }) => {
  const { state, stage } = situation;
  const memberNo = memberNoOfCode(code);
  if (memberNo) return stay(withMember(state, memberNo));
  if (state.usedPaymentCodes.includes(code)) return refuse(state, 'PAYMENT_CODE_USED');
  const channel = walletOfPaymentCode(code);
  if (!channel) {
    const mistaken = mistakenCode(code);
    if (mistaken) return refuse(state, mistaken.code, mistaken.params);
    return refuse(state, 'NOT_A_PAYMENT_CODE', { code: showableCode(code) });
  }
  const checked = checkAmount(situation, stage.armedMinor);
  if (checked.kind === 'refused') return refuse(state, checked.code);
  if (isBeingUndone(state, checked.amountMinor)) return refuse(state, 'PAYMENT_BEING_UNDONE');
  const tender = channel === 'balance' ? 'balance' : 'payment_code';
  const attempt = newAttempt(situation, { tender, channel, amountMinor: checked.amountMinor });
  const usedPaymentCodes = [...state.usedPaymentCodes, code].slice(-usedPaymentCodesMax);
  return startPaying({ ...situation, state: { ...state, usedPaymentCodes } }, attempt, code);
};

export const chooseTender: Handler<'tendering', 'choose_tender'> = (situation, event) => {
  const { state } = situation;
  const checked = checkAmount(situation, event.amountMinor ?? null);
  if (checked.kind === 'refused') return refuse(state, checked.code);
  const { amountMinor } = checked;
  switch (event.tender) {
    case 'payment_code':
    case 'balance':
      return go(state, { status: 'tendering', armedMinor: amountMinor });
    case 'cash':
      // Cash begins when the cashier says what was handed over.
      return go(state, { status: 'tendering', armedMinor: null });
    case 'qr':
      if (!event.channel) return refuse(state, 'CHOOSE_WALLET');
      if (isBeingUndone(state, amountMinor)) return refuse(state, 'PAYMENT_BEING_UNDONE');
      return startPaying(situation, newAttempt(situation, { tender: 'qr', channel: event.channel, amountMinor }), '');
    case 'card':
      return startReading(state, newAttempt(situation, { tender: 'card', channel: 'card', amountMinor }));
  }
};

/**
 * Whether a wallet has to wait: what was given up may still be paid, and the server keeps its sum of the order until it is
 * closed. A card is not held up, as it may be taken offline; cash is a fact.
 */
function isBeingUndone({ sale, givenUp }: TillState, amountMinor: bigint): boolean {
  const open = givenUp.filter(({ saleId, fate }) => saleId === sale.saleId && fate.status === 'open');
  const openMinor = open.reduce((sum, { attempt }) => sum + attempt.amountMinor, 0n);
  return open.length > 0 && amountMinor > dueMinor(sale) - openMinor;
}

/** Closed for good: one that is still being undone could be paid beside its successor. */
export const mayShowNewCode = ({ stage, givenUp }: TillState): boolean =>
  stage.status === 'declined' &&
  stage.attempt.tender === 'qr' &&
  !givenUp.some(({ attempt }) => attempt.key === stage.attempt.key);

/** The code is over and its payment closed: another one for the same money, under a key of its own. */
export const showNewCode: Handler<'declined', 'try_again'> = (situation) => {
  const { state, stage } = situation;
  const { tender, channel, amountMinor } = stage.attempt;
  if (!mayShowNewCode(state)) return refuse(state, 'RESULT_WAITS');
  const back = enterTendering(situation);
  // A payment that was given up and went through after all has taken its place.
  if (back.state.stage.status !== 'tendering') return back;
  const checked = checkAmount({ ...situation, state: back.state }, amountMinor);
  if (checked.kind === 'refused') return refuse(back.state, checked.code);
  return startPaying({ ...situation, state: back.state }, newAttempt(situation, { tender, channel, amountMinor }), '');
};

export const payCash: Handler<'tendering', 'pay_cash'> = (situation, event) => {
  const { state } = situation;
  const due = dueMinor(state.sale);
  const { tenderedMinor } = event;
  const coversAll = tenderedMinor >= due;
  const amountMinor = event.amountMinor ?? (coversAll ? due : tenderedMinor);
  const checked = checkAmount(situation, amountMinor);
  if (checked.kind === 'refused') return refuse(state, checked.code);
  if (tenderedMinor < amountMinor) return refuse(state, 'TENDERED_TOO_LITTLE');
  const attempt = { ...newAttempt(situation, { tender: 'cash', channel: 'cash', amountMinor }), tenderedMinor };
  return go(state, { status: 'taking_cash', attempt }, [
    { kind: 'open_drawer' },
    { kind: 'take_cash', attempt, order: orderOf(state) },
  ]);
};

export const leaveTender: Handler<'tendering', 'leave_tender'> = ({ state, stage }) => {
  if (stage.armedMinor !== null) return go(state, { status: 'tendering', armedMinor: null });
  // Paid parts belong to this total: the cart stays shut while there are any.
  return state.sale.parts.length > 0 ? refuse(state, 'PARTLY_PAID') : atCart(state);
};

export const disarm: Handler<'tendering', 'cancel_payment'> = ({ state }) =>
  go(state, { status: 'tendering', armedMinor: null });

/** Gives the whole sale up; what was paid of it goes back, the newest tender first. */
export const abandonWhileTendering: Handler<'tendering', 'abandon_sale'> = (situation) => {
  const { state, context } = situation;
  if (state.sale.parts.length === 0) {
    return withEffects(leaveSale(situation), [
      { kind: 'abandon_sale', saleId: state.sale.saleId, reasonCode: 'CASHIER' },
    ]);
  }
  const items = state.sale.parts.toReversed().map((part) => ({
    key: context.mint.refundKey(),
    paymentKey: part.key as Attempt['key'],
    tender: part.tender,
    channel: part.channel,
    amountMinor: part.amountMinor,
  }));
  return beginRefunding(situation, 'give_up', items);
};

export function startPaying(situation: Situation, attempt: Attempt, paymentCode: string): Step {
  const { state, context } = situation;
  const progress = { kind: 'checking', sinceMs: context.nowMs } as const;
  return go(state, { status: 'paying', attempt, progress }, [
    { kind: 'start_payment', attempt, order: orderOf(state), paymentCode, card: null },
  ]);
}

export function startReading(state: TillState, attempt: Attempt): Step {
  const { key, amountMinor } = attempt;
  return go(state, { status: 'reading_card', attempt, prompt: 'present_card' }, [
    { kind: 'read_card', key, amountMinor, purpose: 'sale' },
  ]);
}

/** Where a payment of the sale in hand belongs. */
export function orderOf(state: TillState): PaymentOrder {
  const first = state.sale.lines[0]?.article.nameZh ?? '';
  const description = state.sale.lines.length > 1 ? `${first} +${state.sale.lines.length - 1}` : first;
  return { saleId: state.sale.saleId, orderTotalMinor: totalMinor(state.sale), description: description.slice(0, 60) };
}

/** The same money once more, with a new key, and the cashier's word that it may be taken offline. */
export function offlineAttempt(situation: Situation, before: Attempt): Attempt {
  const { tender, channel, amountMinor } = before;
  return { ...newAttempt(situation, { tender, channel, amountMinor }), acceptOffline: true };
}

function newAttempt(
  { context }: Situation,
  wanted: { tender: TenderName; channel: ChannelName; amountMinor: bigint },
): Attempt {
  return { key: context.mint.paymentKey(), ...wanted, tenderedMinor: 0n, startedAtMs: context.nowMs };
}

type CheckedAmount = { kind: 'good'; amountMinor: bigint } | { kind: 'refused'; code: string };

function checkAmount({ state, context }: Situation, wantedMinor: bigint | null): CheckedAmount {
  // An approval has to be good when the first money moves; taking payment anew asks for it again.
  const begins = state.sale.parts.length === 0;
  if (begins && missingRight(state, context)) return { kind: 'refused', code: 'APPROVAL_OVER' };
  const due = dueMinor(state.sale);
  const amountMinor = wantedMinor ?? due;
  if (amountMinor <= 0n) return { kind: 'refused', code: 'AMOUNT_TOO_SMALL' };
  if (amountMinor > due) return { kind: 'refused', code: 'AMOUNT_TOO_LARGE' };
  if (state.sale.parts.length + 1 >= partsMax && amountMinor < due) return { kind: 'refused', code: 'TOO_MANY_PARTS' };
  return { kind: 'good', amountMinor };
}
