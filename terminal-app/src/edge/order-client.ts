/**
 * Orders that were pushed to this till (terminal_order.proto), over the connection of the agent's client. What fails
 * throws an `AgentFailure`.
 */
import { credentials, type Client as GrpcClient, type Metadata, type ServiceError } from '@grpc/grpc-js';
import { type Clock, CodedError } from '@qiantai/foundation';
import {
  type ChannelName,
  type Currency,
  protoError,
  type TenderName,
  type TerminalOrderStatus,
  terminalOrderFault,
  terminalOrderFrom,
  terminalOrderStatuses,
  terminalOrderWishMessage,
  tillServices,
} from '@qiantai/protos';
import type { TerminalOrder__Output } from '@qiantai/protos/generated/qiantai/common/v1/TerminalOrder.ts';
import { AgentFailure, agentFailureFrom } from './agent-failure.ts';

export interface PushedOrderLine {
  name: string;
  quantity: number;
  unitPriceMinor: bigint;
}

export interface PushedOrder {
  orderId: string;
  /** `merchant`, or `app:NAME`. */
  source: string;
  externalRef: string;
  title: string;
  lines: PushedOrderLine[];
  totalMinor: bigint;
  currency: Currency;
  status: TerminalOrderStatus;
  revision: number;
  createdAtMs: number;
  expiresAtMs: number;
  changedAtMs: number;
  /** Empty but while it is taken up and when it is paid. */
  saleId: string;
  receiptNo: string;
  payments: Array<{ tender: TenderName; channel: ChannelName; amountMinor: bigint; maskedPan: string }>;
  reason: string;
}

export interface OfferedOrder extends Pick<PushedOrder, 'orderId' | 'externalRef' | 'title' | 'lines' | 'totalMinor'> {
  app: string;
  currency: Currency;
  validMs: number;
}

export interface OrderClientOptions {
  /** Of the agent's client; throws before the till has a certificate. */
  channel: () => ReturnType<GrpcClient['getChannel']>;
  metadata: () => Metadata;
  clock: Pick<Clock, 'deadline'>;
}

const callTimeoutMs = 5_000;

type Client = InstanceType<ReturnType<typeof tillServices>['TerminalOrderService']>;
type Answered<Output> = (error: ServiceError | null, output?: Output) => void;
type Rest<Output> = [metadata: Metadata, options: { deadline: Date }, done: Answered<Output>];

export class OrderClient {
  private readonly options: OrderClientOptions;

  constructor(options: OrderClientOptions) {
    this.options = options;
  }

  /** @throws AgentFailure, as all calls here */
  async list(): Promise<PushedOrder[]> {
    const { orders } = await this.call<{ orders: TerminalOrder__Output[] }>((client, ...rest) =>
      client.ListOrders({}, ...rest),
    );
    return read(() => orders.map(orderFrom));
  }

  offer({ app, lines, totalMinor, ...asked }: OfferedOrder): Promise<PushedOrder> {
    const order = terminalOrderWishMessage({
      ...asked,
      lines: lines.map((line) => ({ ...line, unitPriceMinor: String(line.unitPriceMinor) })),
      totalMinor: String(totalMinor),
    });
    return this.order((client, ...rest) => client.OfferOrder({ order, app }, ...rest));
  }

  get(asked: { orderId: string; app: string; knownRevision: number; waitMs: number }): Promise<PushedOrder> {
    return this.order((client, ...rest) => client.GetOrder(asked, ...rest), asked.waitMs);
  }

  takeUp(orderId: string, saleId: string): Promise<PushedOrder> {
    return this.order((client, ...rest) => client.TakeUpOrder({ orderId, saleId }, ...rest));
  }

  putBack(orderId: string): Promise<PushedOrder> {
    return this.order((client, ...rest) => client.PutBackOrder({ orderId }, ...rest));
  }

  refuse(orderId: string, reason: string): Promise<PushedOrder> {
    return this.order((client, ...rest) => client.RefuseOrder({ orderId, reason }, ...rest));
  }

  cancel(orderId: string, app: string): Promise<PushedOrder> {
    return this.order((client, ...rest) => client.CancelOrder({ orderId, app }, ...rest));
  }

  private async order(
    send: (client: Client, ...rest: Rest<TerminalOrder__Output>) => unknown,
    waitMs = 0,
  ): Promise<PushedOrder> {
    const message = await this.call(send, waitMs);
    return read(() => orderFrom(message));
  }

  private call<Output>(send: (client: Client, ...rest: Rest<Output>) => unknown, waitMs = 0): Promise<Output> {
    return new Promise((resolve, reject) => {
      // The channel is the agent client's, with its credentials; what stands here is not looked at.
      const client = new (tillServices().TerminalOrderService)('agent', credentials.createInsecure(), {
        channelOverride: this.options.channel(),
      });
      const deadline = this.options.clock.deadline(callTimeoutMs + waitMs);
      send(client, this.options.metadata(), { deadline }, (error, output) => {
        if (error) reject(agentFailureFrom(error));
        else if (output === undefined) reject(new AgentFailure('gone', 'AGENT_GONE', 'no answer'));
        else resolve(output);
      });
    });
  }
}

function orderFrom(message: TerminalOrder__Output): PushedOrder {
  const { content, payments, ...standing } = terminalOrderFrom(message, terminalOrderStatuses);
  const why = terminalOrderFault(content);
  if (why !== undefined) throw protoError('PROTO_BAD_MONEY', { field: 'total', why });
  const { lines, totalMinor, terminalId: _, ...rest } = content;
  return {
    ...{ ...rest, ...standing },
    lines: lines.map((line) => ({ ...line, unitPriceMinor: BigInt(line.unitPriceMinor) })),
    totalMinor: BigInt(totalMinor),
    payments: payments.map((payment) => ({ ...payment, amountMinor: BigInt(payment.amountMinor) })),
  };
}

/** An answer that does not read says nothing about what was asked: it is asked again. */
function read<T>(convert: () => T): T {
  try {
    return convert();
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    throw new AgentFailure('gone', 'AGENT_BAD_ANSWER', error.message, { cause: error });
  }
}
