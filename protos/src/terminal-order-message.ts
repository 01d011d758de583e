/**
 * An order pushed to a terminal between its message (terminal_order.proto) and ours: one place for server, agent and
 * till. What the texts may be is checked by `terminalOrderContentSchema`, where the order is taken.
 */
import { channelEnum, tenderEnum } from './enums.ts';
import { protoError } from './errors.ts';
import { uuid7From } from './ids.ts';
import { type MoneyMessage, minorFromText, moneyFromMessage, moneyToMessage } from './money.ts';
import { integerFrom } from './numbers.ts';
import {
  type TerminalOrderContent,
  type TerminalOrderPayment,
  terminalOrderLinesMax,
  terminalOrderValidMsMax,
  terminalOrderValidMsMin,
} from './terminal-order.ts';

/** As protobuf's loader gives them (longs are strings, enums names). */
interface LineMessage {
  name: string;
  quantity: number;
  unitPrice: MoneyMessage | null;
}
interface ContentMessage {
  orderId: string;
  externalRef: string;
  title: string;
  lines: LineMessage[];
  total: MoneyMessage | null;
}
export interface TerminalOrderWishMessage extends ContentMessage {
  validMs: string;
}
export interface TerminalOrderMessage extends ContentMessage {
  terminalId: string;
  source: string;
  status: string;
  revision: string;
  createdAtMs: string;
  expiresAtMs: string;
  changedAtMs: string;
  saleId: string;
  receiptNo: string;
  payments: Array<{ tender: string; channel: string; amount: MoneyMessage | null; maskedPan: string }>;
  reason: string;
}

type Asked = Pick<TerminalOrderContent, 'orderId' | 'externalRef' | 'title' | 'lines' | 'totalMinor' | 'currency'>;
export type TerminalOrderWish = Asked & { validMs: number };

/** An order and what became of it; `status` is the agent's word, or the server's own before it. */
export interface TerminalOrderStanding<Status extends string = string> {
  content: TerminalOrderContent;
  status: Status;
  revision: number;
  changedAtMs: number;
  /** Empty but while it is taken up and when it is paid. */
  saleId: string;
  receiptNo: string;
  payments: readonly TerminalOrderPayment[];
  reason: string;
}

/** @throws CodedError PROTO_BAD_MESSAGE, PROTO_BAD_MONEY, PROTO_BAD_ID, PROTO_BAD_NUMBER */
export function terminalOrderWishFrom(message: TerminalOrderWishMessage | null): TerminalOrderWish {
  if (!message) throw protoError('PROTO_BAD_MESSAGE', { field: 'order', why: 'it is missing' });
  const range = { min: terminalOrderValidMsMin, max: terminalOrderValidMsMax };
  return { ...askedFrom(message), validMs: integerFrom(message.validMs, 'valid_ms', range) };
}

export function terminalOrderWishMessage({ validMs, ...asked }: TerminalOrderWish) {
  return { ...askedMessage(asked), validMs };
}

/** @throws CodedError as `terminalOrderWishFrom`, and PROTO_BAD_ENUM */
export function terminalOrderFrom<Status extends string>(
  message: TerminalOrderMessage,
  statuses: readonly Status[],
): TerminalOrderStanding<Status> {
  const status = statuses.find((one) => one === message.status);
  if (!status) throw protoError('PROTO_BAD_ENUM', { field: 'status', value: message.status.slice(0, 40) });
  const asked = askedFrom(message);
  const { terminalId, source, saleId, receiptNo, reason } = message;
  const instant = (value: string, field: string) => integerFrom(value, field);
  return {
    content: {
      ...{ ...asked, terminalId, source },
      createdAtMs: instant(message.createdAtMs, 'created_at_ms'),
      expiresAtMs: instant(message.expiresAtMs, 'expires_at_ms'),
    },
    ...{ status, saleId, receiptNo, reason },
    revision: integerFrom(message.revision, 'revision'),
    changedAtMs: instant(message.changedAtMs, 'changed_at_ms'),
    payments: message.payments.map(({ tender, channel, amount, maskedPan }) => ({
      tender: tenderEnum.fromMessage(tender, 'tender'),
      channel: channelEnum.fromMessage(channel, 'channel'),
      amountMinor: minorIn(asked.currency, amount, 'amount'),
      maskedPan,
    })),
  };
}

export function terminalOrderMessage({ content, payments, ...standing }: TerminalOrderStanding) {
  const { terminalId, source, createdAtMs, expiresAtMs, ...asked } = content;
  return {
    ...{ ...askedMessage(asked), ...standing, terminalId, source, createdAtMs, expiresAtMs },
    payments: payments.map(({ tender, channel, amountMinor, maskedPan }) => ({
      tender: tenderEnum.toMessage(tender),
      channel: channelEnum.toMessage(channel),
      amount: moneyIn(content.currency, amountMinor),
      maskedPan,
    })),
  };
}

function askedFrom({ orderId, externalRef, title, lines, total }: ContentMessage): Asked {
  if (lines.length > terminalOrderLinesMax) {
    throw protoError('PROTO_BAD_MESSAGE', { field: 'lines', why: `they are over ${terminalOrderLinesMax}` });
  }
  const { amountMinor, currency } = moneyFromMessage(total, 'total');
  return {
    ...{ orderId: uuid7From<string>(orderId, 'order_id'), externalRef, title, currency },
    lines: lines.map(({ name, quantity, unitPrice }) => ({
      ...{ name, quantity },
      unitPriceMinor: minorIn(currency, unitPrice, 'unit_price'),
    })),
    totalMinor: amountMinor.toString(),
  };
}

function askedMessage({ orderId, externalRef, title, lines, totalMinor, currency }: Asked) {
  return {
    ...{ orderId, externalRef, title },
    lines: lines.map(({ name, quantity, unitPriceMinor }) => ({
      ...{ name, quantity },
      unitPrice: moneyIn(currency, unitPriceMinor),
    })),
    total: moneyIn(currency, totalMinor),
  };
}

function minorIn(currency: Asked['currency'], money: MoneyMessage | null, field: string): string {
  const read = moneyFromMessage(money, field);
  if (read.currency === currency) return read.amountMinor.toString();
  throw protoError('PROTO_BAD_MONEY', { field, why: 'its currency is not that of the order' });
}

function moneyIn(currency: Asked['currency'], minor: string) {
  return moneyToMessage({ amountMinor: minorFromText(minor, 'order'), currency });
}
