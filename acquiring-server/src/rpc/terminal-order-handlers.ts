/** TerminalOrderService, for people and systems of a merchant, and TerminalOrderSyncService, for agents. */
import { integerFrom } from '@qiantai/protos';
import type { HeadquartersUser } from '../headquarters/headquarters-rights.ts';
import type { TerminalOrders } from '../terminal-orders/orders.ts';
import { text } from './decode.ts';
import { type HqContext, hqCall } from './headquarters-call.ts';
import { optionalIdFrom } from './headquarters-decode.ts';
import type { Answered, Received } from './messages.ts';
import { orderIdFrom, orderMessage, orderWaitFrom, reportFrom, wishFrom } from './terminal-order-messages.ts';
import { agentCall, type UnaryContext } from './unary.ts';

type Method = 'PushOrder' | 'GetOrder' | 'CancelOrder' | 'ListOrders';
type Asked<Name extends Method> = Received<'TerminalOrderService', Name>;
type Told<Name extends Method> = Answered<'TerminalOrderService', Name>;
type SyncMethod = 'FetchTerminalOrders' | 'ReportTerminalOrder';

const listMax = 100;
const listUsual = 50;
const reasonMax = 200;

export function terminalOrderHandlers(
  context: HqContext,
  orders: TerminalOrders,
): { [Name in Method]: ReturnType<typeof hqCall<Asked<Name>, Told<Name>>> } {
  const method = <Name extends Method>(handle: (user: HeadquartersUser, request: Asked<Name>) => Promise<Told<Name>>) =>
    hqCall<Asked<Name>, Told<Name>>(context, { right: 'orders' }, handle);
  return {
    PushOrder: method<'PushOrder'>(async (user, request) =>
      orderMessage(await orders.push(user, wishFrom(request), orderWaitFrom(request))),
    ),
    GetOrder: method<'GetOrder'>(async (user, request) => {
      const revision = integerFrom(request.knownRevision, 'known_revision');
      return orderMessage(await orders.get(user, orderIdFrom(request), { revision, waitMs: orderWaitFrom(request) }));
    }),
    CancelOrder: method<'CancelOrder'>(async (user, request) => {
      const reason = text(request.reason, 'reason', reasonMax);
      return orderMessage(await orders.cancel(user, orderIdFrom(request), { reason, waitMs: orderWaitFrom(request) }));
    }),
    ListOrders: method<'ListOrders'>(async (user, request) => {
      const { orders: found, more } = await orders.list(user, {
        terminalId: optionalIdFrom(request.terminalId, 'terminal_id') ?? '',
        openOnly: request.openOnly,
        beforeMs: integerFrom(request.beforeMs, 'before_ms'),
        limit: integerFrom(request.limit, 'limit', { max: listMax }) || listUsual,
      });
      return { orders: found.map(orderMessage), more };
    }),
  };
}

type SyncHandlers = {
  [Name in SyncMethod]: ReturnType<
    typeof agentCall<Received<'TerminalOrderSyncService', Name>, Answered<'TerminalOrderSyncService', Name>>
  >;
};

export function terminalOrderSyncHandlers(context: UnaryContext, orders: TerminalOrders): SyncHandlers {
  return {
    FetchTerminalOrders: agentCall(context, async (caller, message) => {
      const limit = integerFrom(message.limit, 'limit');
      const given = await orders.fetch(caller, limit);
      return {
        orders: given.map(({ content, cancelAskedAtMs }) => ({
          orderJson: JSON.stringify(content),
          cancelAsked: cancelAskedAtMs !== undefined,
        })),
      };
    }),
    ReportTerminalOrder: agentCall(
      context,
      async (caller, message) => ({ status: (await orders.report(caller, reportFrom(message.reportJson))).state }),
      'draining',
    ),
  };
}
