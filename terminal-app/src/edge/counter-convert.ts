/** The agent's messages about shifts, the queue and the journal of the day in the till's words. */
import {
  type Currency,
  channelEnum,
  integerFrom,
  type MoneyMessage,
  moneyFromMessage,
  paymentStatusEnum,
  tenderEnum,
} from '@qiantai/protos';
import type {
  Alarm,
  DeadRow,
  FoundPayment,
  ListedSale,
  QueueKind,
  QueueRow,
  Shift,
  TenderSum,
} from '../counter/model.ts';
import { tillError } from '../errors.ts';
import { type CardSettlementMessage, cardSettlementFrom } from './card-convert.ts';

export interface TenderSumMessage {
  tender: string;
  channel: string;
  count: string;
  amount: MoneyMessage | null;
}
export interface ShiftMessage {
  shiftId: string;
  status: string;
  openedById: string;
  operatorId: string;
  businessDate: string;
  openedAtMs: string;
  closedAtMs: string;
  float: MoneyMessage | null;
  saleCount: string;
  saleTotal: MoneyMessage | null;
  returnCount: string;
  returnTotal: MoneyMessage | null;
  taken: TenderSumMessage[];
  givenBack: TenderSumMessage[];
  movedIn: MoneyMessage | null;
  movedOut: MoneyMessage | null;
  expectedCash: MoneyMessage | null;
  countedCash: MoneyMessage | null;
  difference: MoneyMessage | null;
  counts: Array<{ denominationMinor: string; count: number }>;
  openPaymentKeys: string[];
  unsent: string;
  unsentCash: MoneyMessage | null;
  approvedById: string;
  cardSettlements: CardSettlementMessage[];
}
export interface QueueRowMessage {
  kind: string;
  key: string;
  terminalId: string;
  status: string;
  recordedAtMs: string;
  unansweredCount: number;
  rejectedCount: number;
  nextTryAtMs: string;
  lastCode: string;
}
export interface DeadRowMessage {
  row: QueueRowMessage | null;
  can: string[];
  entryKind: string;
}
export interface AlarmMessage {
  alarmId: string;
  code: string;
  details: string;
  firstAtMs: string;
  lastAtMs: string;
  count: number;
}
export interface ListedSaleMessage {
  receiptNo: string;
  saleId: string;
  kind: string;
  terminalId: string;
  operatorName: string;
  completedAtMs: string;
  total: MoneyMessage | null;
  itemCount: number;
  tenders: string[];
  unsent: boolean;
}
export interface FoundPaymentMessage {
  payment: {
    paymentKey: string;
    status: string;
    amount: MoneyMessage | null;
    tender: string;
    channel: string;
    channelTransactionId: string;
    reasonCode: string;
    refunded: MoneyMessage | null;
    updatedAtMs: string;
  } | null;
  receiptNo: string;
  confirmedByServer: boolean;
}
export interface OpenPaymentMessage {
  payment: { paymentKey: string; amount: MoneyMessage | null; updatedAtMs: string } | null;
  reasonCode: string;
}

export function shiftFromMessage(message: ShiftMessage, currency: Currency): Shift {
  const money = (field: MoneyMessage | null, name: string) => minorOf(field, name, currency) ?? 0n;
  const { shiftId, openedById, operatorId, businessDate, openPaymentKeys, approvedById } = message;
  return {
    ...{ shiftId, openedById, operatorId, businessDate, openPaymentKeys, approvedById },
    status: shiftStatusFrom(message.status),
    openedAtMs: integerFrom(message.openedAtMs, 'opened_at_ms'),
    closedAtMs: integerFrom(message.closedAtMs, 'closed_at_ms'),
    floatMinor: money(message.float, 'float'),
    saleCount: integerFrom(message.saleCount, 'sale_count'),
    saleTotalMinor: money(message.saleTotal, 'sale_total'),
    returnCount: integerFrom(message.returnCount, 'return_count'),
    returnTotalMinor: money(message.returnTotal, 'return_total'),
    taken: message.taken.map((sum) => tenderSumFrom(sum, currency)),
    givenBack: message.givenBack.map((sum) => tenderSumFrom(sum, currency)),
    movedInMinor: money(message.movedIn, 'moved_in'),
    movedOutMinor: money(message.movedOut, 'moved_out'),
    expectedMinor: minorOf(message.expectedCash, 'expected_cash', currency),
    countedMinor: minorOf(message.countedCash, 'counted_cash', currency),
    differenceMinor: minorOf(message.difference, 'difference', currency),
    counts: message.counts.map(({ denominationMinor, count }) => ({
      denominationMinor: BigInt(integerFrom(denominationMinor, 'denomination_minor', { min: 1 })),
      count: integerFrom(count, 'count'),
    })),
    unsent: integerFrom(message.unsent, 'unsent'),
    unsentCashMinor: money(message.unsentCash, 'unsent_cash'),
    cardSettlements: message.cardSettlements.map((settlement) => cardSettlementFrom(settlement, currency)),
  };
}

function shiftStatusFrom(value: string): Shift['status'] {
  const status = (['open', 'closing', 'closed'] as const).find((one) => value === `SHIFT_STATUS_${one.toUpperCase()}`);
  if (!status) throw tillError('AGENT_BAD_ANSWER', { call: 'a shift', why: `its status is ${value.slice(0, 40)}` });
  return status;
}

function tenderSumFrom(message: TenderSumMessage, currency: Currency): TenderSum {
  return {
    tender: tenderEnum.fromMessage(message.tender, 'tender'),
    channel: channelEnum.fromMessage(message.channel, 'channel'),
    count: integerFrom(message.count, 'count'),
    amountMinor: minorOf(message.amount, 'amount', currency) ?? 0n,
  };
}

/** Null where it is absent. */
export function minorOf(message: MoneyMessage | null, field: string, currency: Currency): bigint | null {
  if (!message?.currency) return null;
  const money = moneyFromMessage(message, field);
  if (money.currency !== currency) {
    throw tillError('AGENT_BAD_ANSWER', { call: field, why: `it is in ${money.currency}, not ${currency}` });
  }
  return money.amountMinor;
}

export function queueRowFrom(message: QueueRowMessage): QueueRow {
  const { key, terminalId, status, unansweredCount, rejectedCount, lastCode } = message;
  const kind = (['journal', 'pay', 'cancel', 'refund'] as const).find((one): one is QueueKind => one === message.kind);
  if (!kind) throw tillError('AGENT_BAD_ANSWER', { call: 'the queue', why: `a row of ${message.kind.slice(0, 40)}` });
  return {
    ...{ kind, key, terminalId, status, unansweredCount, rejectedCount, lastCode },
    recordedAtMs: integerFrom(message.recordedAtMs, 'recorded_at_ms'),
    nextTryAtMs: integerFrom(message.nextTryAtMs, 'next_try_at_ms'),
  };
}

export function deadRowFrom({ row, can, entryKind }: DeadRowMessage): DeadRow {
  if (!row) throw tillError('AGENT_BAD_ANSWER', { call: 'the queue', why: 'a dead row without its row' });
  const ways = (['retry', 'correct', 'write_off'] as const).filter((way) => can.includes(way));
  return { ...queueRowFrom(row), can: ways, entryKind };
}

export function alarmFrom({ alarmId, code, details, firstAtMs, lastAtMs, count }: AlarmMessage): Alarm {
  return {
    ...{ code, details, count },
    alarmId: integerFrom(alarmId, 'alarm_id'),
    firstAtMs: integerFrom(firstAtMs, 'first_at_ms'),
    lastAtMs: integerFrom(lastAtMs, 'last_at_ms'),
  };
}

export function listedSaleFrom(message: ListedSaleMessage, currency: Currency): ListedSale {
  const { receiptNo, saleId, terminalId, operatorName, itemCount, tenders, unsent } = message;
  return {
    ...{ receiptNo, saleId, terminalId, operatorName, itemCount, tenders, unsent },
    kind: message.kind === 'return' ? 'return' : 'sale',
    completedAtMs: integerFrom(message.completedAtMs, 'completed_at_ms'),
    totalMinor: minorOf(message.total, 'total', currency) ?? 0n,
  };
}

export function foundPaymentFrom(message: FoundPaymentMessage, currency: Currency): FoundPayment | null {
  const { payment, receiptNo, confirmedByServer } = message;
  if (!payment) return null;
  const { paymentKey, channelTransactionId, reasonCode } = payment;
  return {
    ...{ paymentKey, channelTransactionId, reasonCode, receiptNo, confirmedByServer },
    status: paymentStatusEnum.fromMessage(payment.status, 'payment.status'),
    tender: tenderEnum.fromMessage(payment.tender, 'payment.tender'),
    channel:
      payment.channel === 'CHANNEL_UNSPECIFIED' ? '' : channelEnum.fromMessage(payment.channel, 'payment.channel'),
    amountMinor: minorOf(payment.amount, 'payment.amount', currency) ?? 0n,
    refundedMinor: minorOf(payment.refunded, 'payment.refunded', currency) ?? 0n,
    updatedAtMs: integerFrom(payment.updatedAtMs, 'payment.updated_at_ms'),
  };
}
