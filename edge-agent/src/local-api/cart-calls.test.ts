import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FakeClock, SeededRandom } from '@qiantai/foundation';
import { propertyRuns } from '@qiantai/foundation/property-runs';
import { IdMint, noArticleId, type SettingValue } from '@qiantai/protos';
import type { CartLine__Output } from '@qiantai/protos/generated/qiantai/edge/v1/CartLine.ts';
import type { PriceCartRequest__Output } from '@qiantai/protos/generated/qiantai/edge/v1/PriceCartRequest.ts';
import type { PricedCart } from '@qiantai/protos/generated/qiantai/edge/v1/PricedCart.ts';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPriceDesk } from '../sales/price-desk.ts';
import { openPins } from '../settings/pins.ts';
import { openSettingsStore } from '../settings/settings-store.ts';
import { openStore, type Store } from '../store/database.ts';
import { articleOf } from '../testing/settings-samples.ts';
import { cartCalls } from './cart-calls.ts';

const clock = new FakeClock();
const ids = new IdMint(clock, new SeededRandom(7));
const by = { terminalId: 'till-1', currency: 'CNY' } as const;
const articleIds = ['A1', 'A2', 'A3', 'A4', 'W1'];
let folder: string;
let store: Store;
let settings: ReturnType<typeof openSettingsStore>;
let prices: ReturnType<typeof openPriceDesk>;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'carts-'));
  store = openStore(folder, clock);
  settings = openSettingsStore(store);
  prices = openPriceDesk({
    settings,
    pins: openPins({ store, settings, nowMs: () => clock.nowMs() }),
    nowMs: () => clock.nowMs(),
  });
  let version = 0;
  const put: typeof settings.put = (kind, id, _version, value) => settings.put(kind, id, ++version, value);
  for (const [index, id] of articleIds.entries()) {
    const price = { unitPriceMinor: String(100 + 37 * index), soldByWeight: id.startsWith('W') };
    put('article', id, 0, articleOf(id, { ...price, ...(index % 2 === 0 ? { taxCode: 'std' } : {}) }));
  }
  put('tax', 'std', 0, { taxCode: 'std', nameZh: '增值税', nameEn: 'VAT', rateBasisPoints: 1300 });
  put('till_rules', 'default', 0, { currency: 'CNY', roundToMinor: 10 });
  const names = { nameZh: '满减', nameEn: 'Less', validFromMs: 0 };
  const promote = (promotionId: string, rule: SettingValue<'promotion'>['rule']) =>
    put('promotion', promotionId, 0, { promotionId, ...names, rule });
  promote('P1', { kind: 'bundle', articleIds: ['A1', 'A2', 'A3'], quantity: 3, priceMinor: '250' });
  promote('P2', { kind: 'percent_off', articleIds: ['A2', 'W1'], basisPoints: 1000 });
  promote('P3', { kind: 'sale_off', fromMinor: '3000', amountMinor: '101' });
  // From tomorrow on, so that prices change in the middle of a cart.
  const later = { priceId: 'L1', articleId: 'A4', currency: 'CNY', unitPriceMinor: '90' } as const;
  put('price', 'L1', 0, { ...later, validFromMs: clock.nowMs() + 86_400_000 });
});
afterAll(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

const money = (minor: number) => ({ amountMinor: String(minor), currency: 'CNY' });
const line = (lineNo: number, over: Partial<CartLine__Output> = {}): CartLine__Output => ({
  ...{ lineNo, articleId: 'A1', quantity: 1, weightG: '0', codePrice: null, price: null, discount: null },
  ...{ discountBasisPoints: 0, isBack: false, name: '', ...over },
});
const request = (saleId: string, lines: CartLine__Output[], over: Partial<PriceCartRequest__Output> = {}) => ({
  ...{
    saleId,
    lines,
    discount: null,
    discountBasisPoints: 0,
    roundToMinor: '0',
    basis: '',
    removedLineNos: [],
    ...over,
  },
});

type Cart = { lines: CartLine__Output[]; discountBasisPoints: number; roundToMinor: string };
type Deed = (cart: Cart) => Cart;

const anyLine = fc.oneof(
  fc.record({ articleId: fc.constantFrom('A1', 'A2', 'A3', 'A4'), quantity: fc.integer({ min: 1, max: 9 }) }),
  fc.record({ articleId: fc.constant('W1'), weightG: fc.integer({ min: 1, max: 3000 }).map(String) }),
  fc.record({ articleId: fc.constant('W1'), codePrice: fc.integer({ min: 1, max: 900 }).map(money) }),
  fc.record({ articleId: fc.constant('A2'), price: fc.integer({ min: 0, max: 300 }).map(money) }),
  fc.record({ articleId: fc.constant('A3'), isBack: fc.constant(true) }),
  fc.record({ articleId: fc.constant('A1'), discountBasisPoints: fc.integer({ min: 1, max: 10_000 }) }),
  fc.record({ articleId: fc.constant(noArticleId), name: fc.constant('袋子'), price: fc.constant(money(30)) }),
);
const anyDeed: fc.Arbitrary<Deed> = fc.oneof(
  anyLine.map(
    (over): Deed =>
      (cart) => {
        const lineNo = (cart.lines.at(-1)?.lineNo ?? 0) + 1;
        return { ...cart, lines: [...cart.lines, line(lineNo, over)] };
      },
  ),
  fc.tuple(fc.nat(), anyLine).map(
    ([at, over]): Deed =>
      (cart) => ({
        ...cart,
        lines: cart.lines.map((one, index) => (index === at % cart.lines.length ? line(one.lineNo, over) : one)),
      }),
  ),
  fc.nat().map(
    (at): Deed =>
      (cart) => ({
        ...cart,
        lines: cart.lines.filter((_one, index) => cart.lines.length === 1 || index !== at % cart.lines.length),
      }),
  ),
  fc.integer({ min: 0, max: 9000 }).map(
    (discountBasisPoints): Deed =>
      (cart) => ({ ...cart, discountBasisPoints }),
  ),
  fc.constantFrom('0', '10').map(
    (roundToMinor): Deed =>
      (cart) => ({ ...cart, roundToMinor }),
  ),
);

/** As a till reads it: what is not said again is as it was. */
function merged(before: PricedCart | undefined, answer: PricedCart, cart: Cart) {
  const known = new Map([...(before?.lines ?? []), ...(answer.lines ?? [])].map((one) => [one.lineNo, one]));
  const { basis: _basis, isChange: _isChange, ...rest } = answer;
  return { ...rest, lines: cart.lines.map(({ lineNo }) => known.get(lineNo)) };
}

test('a change of a cart is priced as the whole cart is, whatever is in it and whatever changes', async () => {
  let savedLines = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(anyDeed, fc.integer({ min: 0, max: 3 })), { maxLength: 25 }), async (turns) => {
      const changes = cartCalls({ prices, bootId: 'a' });
      const wholes = cartCalls({ prices, bootId: 'b' });
      const saleId = ids.saleId();
      let cart: Cart = { lines: [line(1), line(2, { articleId: 'A2' })], discountBasisPoints: 0, roundToMinor: '0' };
      let known: { cart: Cart; answer: PricedCart; whole: PricedCart } | undefined;
      for (const [deed, hours] of turns) {
        const next = deed(cart);
        await clock.advance(hours * 3_600_000);
        const { lines, ...over } = next;
        const whole = wholes.price(request(saleId, lines, over), by);
        const before = known?.cart.lines ?? [];
        const others = lines.filter((one) => !before.includes(one));
        const removedLineNos = before
          .filter(({ lineNo }) => !lines.some((one) => one.lineNo === lineNo))
          .map(({ lineNo }) => lineNo);
        const asked = known ? { ...over, basis: known.answer.basis ?? '', removedLineNos } : over;
        const answer = changes.price(request(saleId, known ? others : lines, asked), by);
        expect(answer.isChange).toBe(known !== undefined);
        expect(merged(known?.whole, answer, next)).toEqual(merged(undefined, whole, next));
        savedLines += lines.length - (answer.lines?.length ?? 0);
        known = { cart: next, answer, whole };
        cart = next;
      }
    }),
    propertyRuns({ runs: 100, seed: 11 }),
  );
  // Else nothing was spared.
  expect(savedLines).toBeGreaterThan(200);
});

test('of another cart, sale, till or currency nothing is a change; the cart in hand stays known', () => {
  const carts = cartCalls({ prices, bootId: 'a' });
  const saleId = ids.saleId();
  const { basis = '' } = carts.price(request(saleId, [line(1)]), by);
  const unknown = { code: 'CART_BASIS_UNKNOWN' };
  const refusal = (work: () => unknown) => expect(work).toThrow(expect.objectContaining(unknown));
  refusal(() => carts.price(request(ids.saleId(), [], { basis }), by));
  refusal(() => carts.price(request(saleId, [], { basis }), { ...by, terminalId: 'till-2' }));
  refusal(() => carts.price(request(saleId, [], { basis }), { ...by, currency: 'EUR' }));
  refusal(() => carts.price(request(saleId, [], { basis: 'a.0' }), by));
  refusal(() => cartCalls({ prices, bootId: 'b' }).price(request(saleId, [], { basis }), by));
  // A change that is refused leaves the basis as it was.
  const gone = request(saleId, [line(2, { articleId: 'NONE' })], { basis });
  expect(() => carts.price(gone, by)).toThrow(expect.objectContaining({ code: 'ARTICLE_GONE' }));
  const answer = carts.price(request(saleId, [], { basis }), by);
  expect(answer).toMatchObject({ isChange: true, lines: [] });
  // One basis at a time.
  refusal(() => carts.price(request(saleId, [], { basis }), by));
});

test.each<[string, Partial<PriceCartRequest__Output>, string]>([
  ['lines removed of no cart', { removedLineNos: [1] }, 'REQUEST_BAD'],
  ['a line both there and removed', { basis: 'x', lines: [line(1)], removedLineNos: [1] }, 'REQUEST_BAD'],
  ['a line number that is none', { basis: 'x', removedLineNos: [0] }, 'PROTO_BAD_NUMBER'],
  ['a basis that is too long', { basis: 'x'.repeat(65) }, 'REQUEST_BAD'],
])('%s: refused', (_name, over, code) => {
  const carts = cartCalls({ prices, bootId: 'a' });
  const asked = { ...request(ids.saleId(), []), ...over };
  expect(() => carts.price(asked, by)).toThrow(expect.objectContaining({ code }));
});

test('a cart grows by changes to no more lines than a whole one may have', () => {
  const carts = cartCalls({ prices, bootId: 'a' });
  const saleId = ids.saleId();
  const many = Array.from({ length: 2000 }, (_, index) => line(index + 1));
  const { basis = '' } = carts.price(request(saleId, many), by);
  const more = request(saleId, [line(2001)], { basis });
  expect(() => carts.price(more, by)).toThrow(expect.objectContaining({ code: 'REQUEST_BAD' }));
});
