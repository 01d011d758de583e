import { propertyRuns } from '@qiantai/foundation/property-runs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CartRequest, KeptCart, priceAsAgent } from '../host/test-pricing.ts';
import type { CartToPrice } from '../sale/events.ts';
import type { CartLine } from '../sale/model.ts';
import { apples, samples, water } from '../sale/test-samples.ts';
import { AgentFailure } from './agent-failure.ts';
import { CartClient } from './cart-client.ts';
import type { cartMessage, PricedCartMessage } from './cart-convert.ts';

const { saleId } = samples().state(samples().stages.selling).sale;
const shop = {
  unitPrices: new Map([
    ['A1', '200'],
    ['W1', '1990'],
  ]),
  promotion: true,
};

/** The agent's side of the call, over messages as the wire gives them. */
class FakeAgent {
  readonly requests: CartRequest[] = [];
  private carts = new KeptCart();
  /** It knows nothing of changes. */
  isOld = false;

  readonly ask = async (asked: ReturnType<typeof cartMessage>): Promise<PricedCartMessage> => {
    const request = asWired(asked);
    this.requests.push(request);
    if (this.isOld) return answered({ ...priceAsAgent(request, shop), basis: '', isChange: false });
    const whole = this.carts.wholeOf(request);
    if (!whole) throw new AgentFailure('refused', 'CART_BASIS_UNKNOWN', 'not kept');
    return answered(this.carts.answer(request, whole, priceAsAgent(whole, shop)));
  };

  restart(): void {
    this.carts = new KeptCart();
  }
}

function asWired(asked: ReturnType<typeof cartMessage>): CartRequest {
  const none = { discount: null, discountBasisPoints: 0 };
  const lineNone = { ...none, weightG: '0', codePrice: null, price: null, isBack: false, name: '' };
  const lines = asked.lines.map((line) => ({ ...lineNone, ...line }));
  const whole = { ...none, roundToMinor: '0', basis: '', removedLineNos: [], ...asked, lines };
  return JSON.parse(JSON.stringify(whole)) as CartRequest;
}

function answered(answer: object): PricedCartMessage {
  return JSON.parse(JSON.stringify({ settingsVersion: '7', ...answer })) as PricedCartMessage;
}

const cart = (cartNo: number, lines: readonly CartLine[], over: Partial<CartToPrice> = {}): CartToPrice => ({
  ...{ saleId, cartNo, lines, manual: null, roundToMinor: 0n, ...over },
});
const bottle = (lineNo: number, over: Partial<CartLine> = {}): CartLine => ({
  ...{ lineNo, article: water, quantity: 1, ...over },
});

const anyLine: fc.Arbitrary<Partial<CartLine>> = fc.oneof(
  fc.record({ quantity: fc.integer({ min: 1, max: 9 }) }),
  fc.record({
    article: fc.constant(apples),
    measure: fc.record({ kind: fc.constant('weight' as const), weightG: fc.integer({ min: 1, max: 900 }) }),
  }),
  fc.record({ setPriceMinor: fc.integer({ min: 0, max: 300 }).map(BigInt) }),
  fc.record({
    manual: fc.record({ kind: fc.constant('rate' as const), basisPoints: fc.integer({ min: 1, max: 10_000 }) }),
  }),
  fc.constant({ isBack: true }),
  // As it stands once it was priced: another object, the same wish.
  fc.constant({ discountMinor: 20n, promotionIds: ['P1'] }),
);
const anyTurn = fc.record({
  deed: fc.constantFrom('add', 'change', 'change', 'remove', 'whole'),
  at: fc.nat(50),
  over: anyLine,
  agent: fc.constantFrom('stays', 'stays', 'stays', 'stays', 'restarts', 'is old', 'is new'),
});

test('prices are those of the whole cart, whatever changes in it and whatever becomes of the agent', async () => {
  let sentLines = 0;
  let allLines = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(anyTurn, { maxLength: 30 }), async (turns) => {
      const agent = new FakeAgent();
      const client = new CartClient(agent.ask);
      let lines: CartLine[] = [bottle(1), bottle(2)];
      let roundToMinor = 0n;
      for (const [index, { deed, at, over, agent: fate }] of turns.entries()) {
        if (fate === 'restarts') agent.restart();
        if (fate.startsWith('is')) agent.isOld = fate === 'is old';
        const place = at % lines.length;
        if (deed === 'add') lines = [...lines, bottle((lines.at(-1)?.lineNo ?? 0) + 1, over)];
        if (deed === 'change') lines = lines.map((line, i) => (i === place ? bottle(line.lineNo, over) : line));
        if (deed === 'remove' && lines.length > 1) lines = lines.filter((_line, i) => i !== place);
        if (deed === 'whole') roundToMinor = 10n - roundToMinor;
        const asked = cart(index, lines, { roundToMinor });
        const prices = await client.price(asked, 'CNY');
        expect(prices).toEqual(await new CartClient(new FakeAgent().ask).price(asked, 'CNY'));
        allLines += lines.length;
      }
      sentLines += agent.requests.reduce((sum, request) => sum + request.lines.length, 0);
    }),
    propertyRuns({ runs: 80, seed: 5 }),
  );
  // Else nothing was spared.
  expect(sentLines).toBeLessThan(allLines);
});

test('of a long cart one line goes out and one price comes back', async () => {
  const agent = new FakeAgent();
  const client = new CartClient(agent.ask);
  const lines = Array.from({ length: 300 }, (_, index) => bottle(index + 1));
  const first = await client.price(cart(1, lines), 'CNY');
  const more = lines.map((line) => (line.lineNo === 300 ? bottle(300, { quantity: 2 }) : line));
  const second = await client.price(cart(2, more), 'CNY');
  expect(agent.requests.map((request) => request.lines.length)).toEqual([300, 1]);
  expect(second.lines.filter((line, index) => line !== first.lines[index]).map(({ lineNo }) => lineNo)).toEqual([300]);
  expect(second.totalMinor).toBe(first.totalMinor + 180n);
});

test('the same cart, another sale, and the cart after a failure are asked for in whole', async () => {
  const agent = new FakeAgent();
  const client = new CartClient(agent.ask);
  const wholes = () => agent.requests.filter(({ basis }) => basis === '').length;
  await client.price(cart(1, [bottle(1)]), 'CNY');
  await client.price(cart(1, [bottle(1)]), 'CNY');
  expect(wholes()).toBe(2);
  await client.price(cart(2, [bottle(1)], { saleId: `${saleId.slice(0, -1)}0` as typeof saleId }), 'CNY');
  expect(wholes()).toBe(3);
  const broken = new CartClient((request) => {
    if ('basis' in request) return Promise.reject(new AgentFailure('gone', 'AGENT_GONE', 'cut'));
    return agent.ask(request);
  });
  await broken.price(cart(1, [bottle(1)]), 'CNY');
  await expect(broken.price(cart(2, [bottle(1)]), 'CNY')).rejects.toMatchObject({ kind: 'gone' });
  await broken.price(cart(3, [bottle(1)]), 'CNY');
  expect(wholes()).toBe(5);
});

test('an answer without the price of a line is none', async () => {
  const agent = new FakeAgent();
  const client = new CartClient(async (request) => {
    const answer = await agent.ask(request);
    return 'basis' in request ? { ...answer, lines: [] } : answer;
  });
  await client.price(cart(1, [bottle(1)]), 'CNY');
  const asked = client.price(cart(2, [bottle(1), bottle(2)]), 'CNY');
  await expect(asked).rejects.toThrow(expect.objectContaining({ code: 'AGENT_BAD_ANSWER' }));
});
