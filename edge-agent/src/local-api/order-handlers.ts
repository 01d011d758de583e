/** Orders that were pushed to a till: decode, ask the desk, encode. */
import {
  integerFrom,
  type TerminalOrderContent,
  terminalOrderMessage,
  terminalOrderReasonMax,
  terminalOrderWishFrom,
  uuid7From,
} from '@qiantai/protos';
import type { OfferOrderRequest__Output } from '@qiantai/protos/generated/qiantai/edge/v1/OfferOrderRequest.ts';
import type { TerminalOrderServiceHandlers } from '@qiantai/protos/generated/qiantai/edge/v1/TerminalOrderService.ts';
import { agentError } from '../errors.ts';
import type { OrderDesk } from '../orders/order-desk.ts';
import type { PushedOrder } from '../orders/order-store.ts';
import type { SaleDesk } from '../sales/sale-desk.ts';
import { type CallContext, type CallOptions, unaryHandlers } from './calls.ts';
import { type Asker, textFrom, waitMsFrom } from './decode.ts';

export interface OrderDesks {
  desk: OrderDesk;
  sales: Pick<SaleDesk, 'abandon'>;
  nowMs: () => number;
}

const appPattern = /^[a-z0-9][a-z0-9-]{0,39}$/;

export function orderHandlers(
  desks: OrderDesks,
  asker: (context: CallContext) => Asker,
  options: CallOptions,
): TerminalOrderServiceHandlers {
  const { desk } = desks;
  return unaryHandlers<TerminalOrderServiceHandlers>(
    {
      OfferOrder: (request, { terminalId }) => message(desk.offer(contentFrom(request, terminalId, desks.nowMs()))),
      ListOrders: (_request, { terminalId }) => ({ orders: desk.list(terminalId).map(message) }),
      GetOrder: async (request, { terminalId }) => {
        const asked = { terminalId, orderId: orderIdFrom(request), app: appFrom(request.app, 0) };
        const revision = integerFrom(request.knownRevision, 'known_revision');
        return message(await desk.watch(asked, { revision, waitMs: waitMsFrom(request.waitMs) }));
      },
      TakeUpOrder: (request, context) => {
        const saleId = uuid7From<string>(request.saleId, 'sale_id');
        return message(desk.takeUp(asker(context), orderIdFrom(request), saleId));
      },
      PutBackOrder: (request, context) => {
        const doer = asker(context);
        const order = desk.get(doer.terminalId, orderIdFrom(request));
        if (order.status === 'waiting') return message(order);
        if (order.status !== 'taken_up' || order.saleId === undefined) {
          throw agentError('ORDER_NOT_NOW', { status: order.status, event: 'put_back' });
        }
        desks.sales.abandon(doer, order.saleId, 'ORDER_PUT_BACK');
        return message(desk.get(doer.terminalId, order.content.orderId));
      },
      CancelOrder: (request, { terminalId }) =>
        message(desk.cancel(terminalId, orderIdFrom(request), appFrom(request.app, 1))),
      RefuseOrder: (request, context) => {
        const reason = textFrom(request.reason.trim(), 'reason', { min: 1, max: terminalOrderReasonMax });
        if (/\p{Cc}/u.test(reason) || !reason.isWellFormed()) {
          throw agentError('REQUEST_BAD', { field: 'reason', why: 'it holds a control character' });
        }
        return message(desk.refuse(asker(context), orderIdFrom(request), reason));
      },
    },
    options,
  ) as TerminalOrderServiceHandlers;
}

function orderIdFrom({ orderId }: { orderId: string }): string {
  return uuid7From<string>(orderId, 'order_id');
}

function appFrom(value: string, min: number): string {
  return textFrom(value, 'app', { min, max: 40, pattern: appPattern });
}

function contentFrom(request: OfferOrderRequest__Output, terminalId: string, nowMs: number): TerminalOrderContent {
  const { validMs, ...asked } = terminalOrderWishFrom(request.order);
  const source = `app:${appFrom(request.app, 1)}`;
  return { ...asked, terminalId, source, createdAtMs: nowMs, expiresAtMs: nowMs + validMs };
}

const message = ({ saleId = '', requestHash: _, ...order }: PushedOrder) => terminalOrderMessage({ ...order, saleId });
