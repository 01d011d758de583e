/** The fleet's calls to the server: orders down, answers and health up, certificates. */
import type { Client } from '@grpc/grpc-js';
import type { acquiringServices } from '@qiantai/protos';
import { integerFrom } from '@qiantai/protos';
import type { CallOutcome } from '../sync/outcome.ts';
import type { UnaryMethod } from '../sync/server-client.ts';

export interface OrderOnWire {
  orderId: string;
  kind: string;
  paramsJson: string;
  expiresAtMs: number;
}

export interface AnswerPart {
  orderId: string;
  part: number;
  text: string;
  outcome: '' | 'done' | 'failed';
  errorCode: string;
  resultJson: string;
}

export interface WantedVersion {
  component: string;
  version: string;
  packageHash: string;
  packageName: string;
  minimumVersion: string;
}

export interface FleetCalls {
  fetchOrders(): Promise<CallOutcome<OrderOnWire[]>>;
  answerOrder(part: AnswerPart): Promise<CallOutcome<string>>;
  reportHealth(reportJson: string): Promise<CallOutcome<WantedVersion[]>>;
  renewCertificate(request: Uint8Array): Promise<CallOutcome<{ certificate: Buffer; authority: Buffer }>>;
}

type FleetClient = InstanceType<ReturnType<typeof acquiringServices>['FleetSyncService']>;
type Call = <Q, R, T>(
  client: Client,
  method: UnaryMethod<Q, R>,
  request: Q,
  timeoutMs: number,
  decode: (reply: R) => T,
) => Promise<CallOutcome<T>>;

const timeoutMs = 10_000;

export function fleetCalls(client: FleetClient, call: Call): FleetCalls {
  return {
    fetchOrders: () =>
      call(client, client.fetchOrders, { limit: 0 }, timeoutMs, (reply) =>
        reply.orders.map((order) => ({
          orderId: order.orderId,
          kind: order.kind,
          paramsJson: order.paramsJson,
          expiresAtMs: integerFrom(order.expiresAtMs, 'expires_at_ms'),
        })),
      ),
    answerOrder: (part) => call(client, client.answerOrder, part, timeoutMs, (reply) => reply.state),
    reportHealth: (reportJson) => call(client, client.reportHealth, { reportJson }, timeoutMs, (reply) => reply.wanted),
    renewCertificate: (request) =>
      call(client, client.renewCertificate, { certificateRequest: Buffer.from(request) }, timeoutMs, (reply) => ({
        certificate: reply.certificate,
        authority: reply.authority,
      })),
  };
}
