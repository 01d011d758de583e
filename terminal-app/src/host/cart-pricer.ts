/**
 * Asks the agent what the cart costs: one call at a time, and of the carts that came meanwhile only the newest one.
 * What it answers is an event of the sale, which takes it only for exactly that cart.
 */
import type { AgentClient } from '../edge/agent-client.ts';
import { AgentFailure } from '../edge/agent-failure.ts';
import type { TillInfo } from '../edge/convert.ts';
import type { Effect, TillEvent } from '../sale/events.ts';

type Cart = Extract<Effect, { kind: 'price_cart' }>['sale'];

export class CartPricer {
  private readonly options: {
    agent: Pick<AgentClient, 'priceCart'>;
    facts(): TillInfo;
    tell(event: TillEvent): void;
    /** The failure as an event of the till, told to whoever watches the agent. */
    failed(failure: AgentFailure): { code: string };
  };
  private next: Cart | null = null;
  private running = false;

  constructor(options: CartPricer['options']) {
    this.options = options;
  }

  /** Nobody waits for it: the cart may change again before it is here. */
  ask(cart: Cart): void {
    this.next = cart;
    if (!this.running) void this.run();
  }

  async price(cart: Cart): Promise<TillEvent> {
    const { saleId, cartNo } = cart;
    try {
      const prices = await this.options.agent.priceCart(cart, this.options.facts());
      return { kind: 'cart_priced', saleId, cartNo, prices };
    } catch (error) {
      const code = error instanceof AgentFailure ? this.options.failed(error).code : 'TILL_FAULT';
      return { kind: 'pricing_failed', saleId, cartNo, notice: { code, params: {} } };
    }
  }

  private async run(): Promise<void> {
    this.running = true;
    // The screens hear of the change first: a long cart takes its time to be put into words.
    await Promise.resolve();
    while (this.next) {
      const cart = this.next;
      this.next = null;
      const event = await this.price(cart);
      // A newer cart is asked for at once; this one is nobody's any more.
      if (!this.next) this.options.tell(event);
    }
    this.running = false;
  }
}
