import { FakeClock, SeededRandom } from '@qiantai/foundation';
import { IdMint, type PaymentKey } from '@qiantai/protos';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PayRequest } from '../payment/payment-service.ts';
import { createRouter } from './create-router.ts';
import { channelOfPaymentCode, type RoutableAccount, type RouteQuestion, route } from './route.ts';

const ids = new IdMint(new FakeClock(), new SeededRandom('routes'));

function account(
  id: string,
  channel: RoutableAccount['account']['channel'],
  terms: Partial<Omit<RoutableAccount, 'account'>> = {},
): RoutableAccount {
  return {
    account: { id, merchantId: 'm', channel, credentials: {} },
    priority: 10,
    weight: 1,
    enabled: true,
    amountMinorMax: undefined,
    ...terms,
  };
}

const ask = (wish: Partial<RouteQuestion> = {}): RouteQuestion => ({
  paymentKey: ids.paymentKey(),
  amount: { amountMinor: 1250n, currency: 'CNY' },
  tender: 'card',
  tried: [],
  ...wish,
});

describe('the channel of a payment code', () => {
  it.each([
    ['100000000000000000', 'wechat'],
    ['159999999999999999', 'wechat'],
    ['160000000000000000', undefined],
    ['10000000000000000', undefined],
    ['2500000000000000', 'alipay'],
    ['309999999999999999999999', 'alipay'],
    ['2400000000000000', undefined],
    ['3100000000000000', undefined],
    ['6200000000000000000', 'unionpay'],
    ['6299999999999999999', 'unionpay'],
    ['620000000000000000', undefined],
    ['62000000000000000000', undefined],
    ['6300000000000000000', undefined],
    ['28000000000000000x', undefined],
    ['', undefined],
  ])('%s is %s', (code, channel) => {
    expect(channelOfPaymentCode(code)).toBe(channel);
  });
});

describe('route', () => {
  const accounts = [
    account('w', 'wechat'),
    account('a', 'alipay'),
    account('u', 'unionpay'),
    account('c-off', 'card', { priority: 1, enabled: false }),
    account('c-small', 'card', { priority: 2, amountMinorMax: 1000n }),
    account('c-tried', 'card', { priority: 3 }),
    account('c-best', 'card', { priority: 4 }),
    account('c-later', 'card', { priority: 5 }),
  ];

  it('names every account with its verdict and reason', () => {
    expect(route(ask({ tried: ['c-tried'] }), accounts)).toEqual({
      chosen: 'c-best',
      channel: 'card',
      candidates: [
        { accountId: 'c-off', verdict: 'rejected', reason: 'DISABLED' },
        { accountId: 'c-small', verdict: 'rejected', reason: 'ABOVE_LIMIT' },
        { accountId: 'c-tried', verdict: 'rejected', reason: 'TRIED_BEFORE' },
        { accountId: 'c-best', verdict: 'chosen', reason: 'BEST_PRIORITY' },
        { accountId: 'c-later', verdict: 'eligible', reason: 'LOWER_PRIORITY' },
        { accountId: 'a', verdict: 'rejected', reason: 'OTHER_CHANNEL' },
        { accountId: 'u', verdict: 'rejected', reason: 'OTHER_CHANNEL' },
        { accountId: 'w', verdict: 'rejected', reason: 'OTHER_CHANNEL' },
      ],
    });
  });

  it('goes by the digits of a code and by the channel asked for a QR code', () => {
    expect(route(ask({ tender: 'payment_code', paymentCode: '131234567890123456' }), accounts).chosen).toBe('w');
    expect(route(ask({ tender: 'payment_code', paymentCode: '281234567890123456' }), accounts).chosen).toBe('a');
    expect(route(ask({ tender: 'qr', channel: 'alipay' }), accounts).chosen).toBe('a');
    expect(route(ask({ tender: 'qr', channel: 'unionpay' }), accounts).chosen).toBe('u');
    expect(route(ask({ tender: 'payment_code', paymentCode: '6212345678901234567' }), accounts).chosen).toBe('u');
    expect(route(ask({ tender: 'payment_code', paymentCode: '7012345678901234567' }), accounts)).toMatchObject({
      chosen: null,
      channel: null,
    });
  });

  it('draws by weight, the same for the same payment', () => {
    const two = [
      account('x', 'card', { weight: 3 }),
      account('y', 'card', { weight: 1 }),
      account('z', 'card', { weight: 0 }),
    ];
    const counts: Record<string, number> = {};
    for (let draw = 0; draw < 2000; draw++) {
      const question = ask();
      const { chosen } = route(question, two);
      expect(route(question, two.toReversed()).chosen).toBe(chosen);
      counts[String(chosen)] = (counts[String(chosen)] ?? 0) + 1;
    }
    expect(counts['z']).toBeUndefined();
    expect((counts['x'] ?? 0) / (counts['y'] ?? 1)).toBeGreaterThan(2.4);
    expect((counts['x'] ?? 0) / (counts['y'] ?? 1)).toBeLessThan(3.7);
  });

  it('chooses an account that may be chosen whenever there is one', () => {
    const accountsOf = fc.array(
      fc.record({
        channel: fc.constantFrom('wechat', 'alipay', 'unionpay', 'card'),
        priority: fc.integer({ min: 1, max: 3 }),
        weight: fc.integer({ min: 0, max: 3 }),
        enabled: fc.boolean(),
        amountMinorMax: fc.constantFrom(undefined, 1000n, 1250n),
      }),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(accountsOf, fc.subarray(['0', '1', '2']), (terms, tried) => {
        const many = terms.map(({ channel, ...rest }, index) => account(String(index), channel, rest));
        const open = many.filter(
          (one) =>
            one.account.channel === 'card' &&
            one.enabled &&
            !tried.includes(one.account.id) &&
            (one.amountMinorMax ?? 1250n) >= 1250n,
        );
        const { chosen, candidates } = route(ask({ tried }), many);
        expect(candidates).toHaveLength(many.length);
        if (open.length === 0) expect(chosen).toBeNull();
        else {
          const best = Math.min(...open.map((one) => one.priority));
          expect(open.find((one) => one.account.id === chosen)?.priority).toBe(best);
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe('createRouter', () => {
  it('gives the account with the decision, or the decision alone', async () => {
    const router = createRouter({ channelAccountsOf: async () => [account('c', 'card')] });
    const caller = { merchantId: 'm', storeId: 's', terminalIds: new Set<string>() };
    const request: PayRequest = {
      paymentKey: ids.paymentKey() as PaymentKey,
      orderNo: 'o',
      orderTotal: { amountMinor: 5n, currency: 'CNY' },
      amount: { amountMinor: 5n, currency: 'CNY' },
      tender: 'card',
      terminalId: 't',
      operatorId: 'op',
      businessDate: '2026-03-10',
      requestedAtMs: 0,
      description: '',
    };
    const routed = await router.route({ caller, request, tried: [] });
    expect(routed).toMatchObject({ kind: 'candidate', account: { id: 'c' }, decision: { chosen: 'c' } });
    expect(await router.route({ caller, request, tried: ['c'] })).toEqual({
      kind: 'none',
      decision: {
        chosen: null,
        channel: 'card',
        candidates: [{ accountId: 'c', verdict: 'rejected', reason: 'TRIED_BEFORE' }],
      },
    });
  });
});
