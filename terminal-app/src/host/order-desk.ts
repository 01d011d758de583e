/**
 * The orders that were pushed to this till, as the agent lists them: read again whenever its status tells of a change.
 */
import { errorText, type Log } from '@qiantai/foundation';
import type { TillSnapshot } from '../contract/till-contract.ts';
import type { LineStatus } from '../edge/convert.ts';
import type { OrderClient, PushedOrder } from '../edge/order-client.ts';
import type { Effect, OrderInHand } from '../sale/events.ts';
import type { Sale } from '../sale/model.ts';

export interface OrderDeskOptions {
  orders: Pick<OrderClient, 'list' | 'takeUp' | 'putBack' | 'refuse'>;
  log: Log;
  sale(): Sale;
  onChange(): void;
}

/** Lines of an order that are shown, to tell it from others. */
const linesShown = 3;

export class OrderDesk {
  private readonly options: OrderDeskOptions;
  private listed: readonly PushedOrder[] = [];
  /** The status that the list is of. */
  private listedRevision = -1;
  private wantedRevision = -1;
  private listing = false;

  constructor(options: OrderDeskOptions) {
    this.options = options;
  }

  /** The agent said something, or is there again. */
  look(line: LineStatus | null): void {
    if (!line) return;
    this.wantedRevision = line.ordersRevision;
    if (this.wantedRevision !== this.listedRevision && !this.listing) void this.list();
  }

  private async list(): Promise<void> {
    this.listing = true;
    try {
      while (this.wantedRevision !== this.listedRevision) {
        const revision = this.wantedRevision;
        this.listed = await this.options.orders.list();
        this.listedRevision = revision;
        this.options.onChange();
      }
    } catch (error) {
      // The next status asks again.
      this.options.log.info({ error: errorText(error) }, 'orders.not_listed');
    } finally {
      this.listing = false;
    }
  }

  /** @throws AgentFailure */
  async takeUp({ orderId, saleId }: Extract<Effect, { kind: 'take_up_order' }>): Promise<OrderInHand> {
    const { externalRef, title, source, lines } = await this.options.orders.takeUp(orderId, saleId);
    return { orderId, externalRef, title, source, lines };
  }

  /** @throws AgentFailure */
  async refuse(orderId: string, reason: string): Promise<void> {
    await this.options.orders.refuse(orderId, reason);
  }

  /** One that was taken up here and is in hand no more, such as after a power cut. @throws AgentFailure */
  async putBack(orderId: string): Promise<void> {
    await this.options.orders.putBack(orderId);
  }

  /** All but the one that is in hand. */
  shown(): TillSnapshot['orders'] {
    const inHand = this.options.sale().order?.orderId;
    return this.listed.filter(({ orderId }) => orderId !== inHand).flatMap(orderShown);
  }
}

function orderShown(order: PushedOrder): TillSnapshot['orders'] {
  const { orderId, status, title, source, externalRef, totalMinor, lines, createdAtMs, expiresAtMs } = order;
  if (status !== 'waiting' && status !== 'taken_up') return [];
  return [
    {
      ...{ orderId, status, title, source, externalRef, createdAtMs, expiresAtMs },
      totalMinor: String(totalMinor),
      itemCount: lines.reduce((sum, { quantity }) => sum + quantity, 0),
      lines: lines.slice(0, linesShown).map(({ name, quantity }) => ({ name, quantity })),
      lineCount: lines.length,
    },
  ];
}
