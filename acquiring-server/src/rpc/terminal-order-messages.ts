/** Orders that are pushed to terminals: the wire's words and ours. */
import {
  integerFrom,
  type TerminalOrderReport,
  terminalOrderMessage,
  terminalOrderReportSchema,
  terminalOrderWishFrom,
  uuid7From,
} from '@qiantai/protos';
import { serverError } from '../errors.ts';
import type { TerminalOrder } from '../terminal-orders/order-store.ts';
import type { PushWish } from '../terminal-orders/orders.ts';
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
  return { ...terminalOrderWishFrom(message.order), terminalId: idFrom(message.terminalId, 'terminal_id') };
}

export function orderMessage(order: TerminalOrder): Answered<'TerminalOrderService', 'GetOrder'> {
  const { content, state, revision, changedAtMs, saleId, receiptNo, payments, reason, storeId, pushedBy } = order;
  const standing = { content, status: state, revision, changedAtMs, saleId, receiptNo, payments, reason };
  return {
    ...{ order: terminalOrderMessage(standing), storeId, pushedBy },
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
