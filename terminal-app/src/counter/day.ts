/** The journal of the day: look, find, reprint, begin a return; and a payment by the number on a customer's phone. */
import { mayBeReceiptNo } from '../sale/codes.ts';
import { beginDeed } from './calls.ts';
import type { CounterStep, EventOf } from './events.ts';
import type { DayList, DayQuery } from './model.ts';
import { go, type Handler, refuse, type Situation, stay } from './situation.ts';

export const firstQuery: DayQuery = { text: '', allDates: false, ownOnly: true };
export const emptyList: DayList = { query: firstQuery, sales: [], more: false };
/** What is kept on the screen; older ones are found by their number. */
const listedMax = 500;

type DayStatus = 'day' | 'day_sale' | 'day_payment';

export const search: Handler<DayStatus, 'search_day'> = ({ state }, { query }) =>
  stay(state, [{ kind: 'list_sales', query, beforeMs: 0 }]);

export const more: Handler<'day', 'more_day'> = ({ state, stage }) => {
  const { query, sales, more: isMore } = stage.list;
  const last = sales.at(-1);
  if (!isMore || !last || sales.length >= listedMax) return refuse(state, 'NOTHING_MORE');
  return stay(state, [{ kind: 'list_sales', query, beforeMs: last.completedAtMs }]);
};

export const salesTold: Handler<DayStatus, 'sales_told'> = ({ state, stage }, event) => {
  const { query, sales, more: isMore, isNext } = event;
  const before = isNext ? stage.list.sales : [];
  return go(state, { status: 'day', list: { query, sales: [...before, ...sales].slice(0, listedMax), more: isMore } });
};

export const showSale: Handler<DayStatus, 'show_sale'> = ({ state }, { receiptNo }) =>
  stay(state, [{ kind: 'find_sale', receiptNo }]);

export const saleTold: Handler<DayStatus, 'sale_told'> = ({ state, stage }, { original }) => {
  if (!original) return refuse(state, 'RECEIPT_NOT_FOUND');
  return go(state, { status: 'day_sale', list: stage.list, original });
};

export const reprint: Handler<'day_sale', 'reprint_sale'> = (situation) =>
  beginDeed(situation, 'receipt_reprinted', { receiptNo: situation.stage.original.record.receiptNo });

export const beginReturn: Handler<'day_sale', 'return_sale'> = ({ state, stage, context }) => {
  const { record } = stage.original;
  if (record.kind !== 'sale') return refuse(state, 'RETURN_OF_RETURN');
  if (!context.saleIsEmpty) return refuse(state, 'FINISH_SALE_FIRST');
  return go(state, { status: 'away' }, [{ kind: 'begin_return', receiptNo: record.receiptNo }]);
};

export const findPayment: Handler<DayStatus, 'find_payment'> = ({ state }, { number }) =>
  stay(state, [{ kind: 'find_payment', number }]);

export const paymentTold: Handler<DayStatus, 'payment_told'> = ({ state, stage }, { number, found }) =>
  go(state, { status: 'day_payment', list: stage.list, number, found });

/** A receipt's code shows its sale; any other number is taken to be a payment's. */
export const scan: Handler<DayStatus, 'scan'> = ({ state }, { code }) =>
  stay(state, [mayBeReceiptNo(code) ? { kind: 'find_sale', receiptNo: code } : { kind: 'find_payment', number: code }]);

export const enterDay = ({ state }: Situation): CounterStep =>
  go(state, { status: 'day', list: emptyList }, [{ kind: 'list_sales', query: firstQuery, beforeMs: 0 }]);

/** So many keys fit the deed's reason. */
const slipsMax = 5;

/** Of the sale that is shown, or of one payment, wherever that is in sight. */
export const reprintSlips = (situation: Situation, { key }: EventOf<'reprint_slips'>): CounterStep => {
  const { state, stage, context } = situation;
  if (state.trainingSinceMs > 0) return refuse(state, 'TRAINING_NOW');
  const record = stage.status === 'day_sale' ? stage.original.record : null;
  const wanted = key === '' ? (record?.tenders ?? []).map((tender) => tender.key) : [key];
  const keys = wanted.filter((one) => context.hasSlip(one)).slice(0, slipsMax);
  if (keys.length === 0) return refuse(state, 'SLIP_NOT_HERE');
  const receiptNo = record?.receiptNo ?? '';
  return beginDeed(situation, 'receipt_reprinted', { receiptNo, reason: `slip ${keys.join(' ')}` });
};

export const reprintLast = (situation: Situation, { receiptNo }: EventOf<'reprint_last'>): CounterStep =>
  beginDeed(situation, 'receipt_reprinted', { receiptNo });
