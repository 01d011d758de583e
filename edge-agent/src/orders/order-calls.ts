/** Calls to the server about orders that a merchant's system pushed. */
import type { acquiringServices, TerminalOrderReport } from '@qiantai/protos';
import type { CallOutcome } from '../sync/outcome.ts';
import type { ServerCall } from '../sync/server-client.ts';

export interface OrderCalls {
  fetch(): Promise<CallOutcome<Array<{ orderJson: string; cancelAsked: boolean }>>>;
  /** Answers how the order stands at the server. */
  report(report: TerminalOrderReport): Promise<CallOutcome<string>>;
}

type OrderClient = InstanceType<ReturnType<typeof acquiringServices>['TerminalOrderSyncService']>;

const timeoutMs = 10_000;

export function orderCalls(client: OrderClient, call: ServerCall): OrderCalls {
  return {
    fetch: () => call(client, client.fetchTerminalOrders, { limit: 0 }, timeoutMs, (reply) => reply.orders),
    report: (report) =>
      call(
        client,
        client.reportTerminalOrder,
        { reportJson: JSON.stringify(report) },
        timeoutMs,
        (reply) => reply.status,
      ),
  };
}
