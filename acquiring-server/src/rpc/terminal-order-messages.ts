/** Orders that are pushed to terminals: the wire's words and ours. */
import {
  channelEnum,
  integerFrom,
  type MoneyMessage,
  minorFromText,
  moneyFromMessage,
  moneyToMessage,
  protoError,
  type TerminalOrderReport,
  tenderEnum,
  terminalOrderLinesMax,
  terminalOrderReportSchema,
  terminalOrderValidMsMax,
  terminalOrderValidMsMin,
  uuid7From,
} from '@qiantai/protos';
import { serverError } from '../errors.ts';
import type { TerminalOrder } from '../terminal-orders/order-store.ts';
import type { PushWish } from '../terminal-orders/orders.ts';
import { text } from './decode.ts';
import { idFrom } from './headquarters-decode.ts';
import type { Answered, Received } from './messages.ts';

/** Shorter than the deadline that a call without one of its own has. */
export const orderWaitMsMax = 25_000;
const reportCharactersMax = 20_000;

export function orderIdFrom({ orderId }: { orderId: string }): string {
  return uuid7From<string>(orderId, 'order_id');
}

export function orderWaitFrom({ waitMs }: { waitMs: number }): number {
  return integerFrom(waitMs, 'wait_ms', { max: orderWaitMsMax });
}

export function wishFrom(message: Received<'TerminalOrderService', 'PushOrder'>): PushWish {
  const { lines } = message;
  if (lines.length > terminalOrderLinesMax) {
    throw protoError('PROTO_BAD_MESSAGE', { field: 'lines', why: `they are over ${terminalOrderLinesMax}` });
  }
  const total = moneyFromMessage(message.total, 'total');
  const priceOf = (money: MoneyMessage | null) => {
    const price = moneyFromMessage(money, 'unit_price');
    if (price.currency === total.currency) return price.amountMinor.toString();
    throw protoError('PROTO_BAD_MONEY', { field: 'unit_price', why: 'its currency is not that of the total' });
  };
  return {
    orderId: orderIdFrom(message),
    terminalId: idFrom(message.terminalId, 'terminal_id'),
    externalRef: text(message.externalRef, 'external_ref', 64),
    title: text(message.title, 'title', 100),
    lines: lines.map(({ name, quantity, unitPrice }) => ({ name, quantity, unitPriceMinor: priceOf(unitPrice) })),
    totalMinor: total.amountMinor.toString(),
    currency: total.currency,
    validMs: integerFrom(message.validMs, 'valid_ms', { min: terminalOrderValidMsMin, max: terminalOrderValidMsMax }),
  };
}

export function orderMessage(order: TerminalOrder): Answered<'TerminalOrderService', 'GetOrder'> {
  const { currency, lines, totalMinor, externalRef, title, terminalId, createdAtMs, expiresAtMs } = order.content;
  const { orderId, storeId, state, revision, changedAtMs, pushedBy, saleId, receiptNo, reason } = order;
  const money = (minor: string) => moneyToMessage({ amountMinor: minorFromText(minor, 'order'), currency });
  return {
    ...{ orderId, storeId, terminalId, externalRef, title, revision, pushedBy, saleId, receiptNo, reason },
    lines: lines.map(({ unitPriceMinor, ...line }) => ({ ...line, unitPrice: money(unitPriceMinor) })),
    total: money(totalMinor),
    status: state,
    createdAtMs: String(createdAtMs),
    expiresAtMs: String(expiresAtMs),
    changedAtMs: String(changedAtMs),
    payments: order.payments.map(({ tender, channel, amountMinor, maskedPan }) => ({
      tender: tenderEnum.toMessage(tender),
      channel: channelEnum.toMessage(channel),
      amount: money(amountMinor),
      maskedPan,
    })),
    cancelAsked: order.cancelAskedAtMs !== undefined,
  };
}

/** @throws CodedError TERMINAL_ORDER_BAD */
export function reportFrom(reportJson: string): TerminalOrderReport {
  const bad = (why: string) => serverError('TERMINAL_ORDER_BAD', { why });
  if (reportJson.length > reportCharactersMax) throw bad('the report is too long');
  let value: unknown;
  try {
    value = JSON.parse(reportJson);
  } catch {
    throw bad('the report is not JSON');
  }
  const parsed = terminalOrderReportSchema.safeParse(value);
  if (!parsed.success) throw bad(`report ${parsed.error.issues[0]?.path.join('.') ?? ''}`);
  const { status, receiptNo } = parsed.data;
  if ((receiptNo !== '') !== (status === 'paid')) throw bad('a receipt number is of a paid order');
  return parsed.data;
}
