import { describe, expect, it } from 'vitest';
import { emptySale } from '../sale/cart.ts';
import type { CartLine, Sale } from '../sale/model.ts';
import { nowMs, testContext, water } from '../sale/test-samples.ts';
import { cartMessage, cartPricesFromMessage, type PricedCartMessage } from './cart-convert.ts';

const money = (amountMinor: string, currency = 'CNY') => ({ amountMinor, currency });
const sale = (change: Partial<Sale>): Sale => ({
  ...emptySale(testContext('convert').mint.saleId()),
  startedAtMs: nowMs,
  ...change,
});
const plain: CartLine = { lineNo: 1, article: water, quantity: 2 };

describe('a cart as the agent is asked what it costs', () => {
  it('says nothing of what nobody did', () => {
    const message = cartMessage(sale({ lines: [plain] }), 'CNY');
    expect(message.lines).toEqual([{ lineNo: 1, articleId: 'A1', quantity: 2 }]);
    expect(Object.keys(message).sort()).toEqual(['lines', 'saleId']);
  });

  it('names prices, discounts, what comes back, goods without an article, and the rounding', () => {
    const lines: CartLine[] = [
      { ...plain, manual: { kind: 'amount', amountMinor: 30n } },
      { ...plain, lineNo: 2, setPriceMinor: 150n, manual: { kind: 'rate', basisPoints: 500 } },
      { ...plain, lineNo: 3, isBack: true },
      { ...plain, lineNo: 4, article: { ...water, articleId: '-', nameZh: '散装糖' }, setPriceMinor: 333n },
    ];
    const message = cartMessage(
      sale({ lines, manual: { kind: 'amount', amountMinor: 99n }, roundToMinor: 10n }),
      'CNY',
    );
    expect(message).toMatchObject({
      discount: money('99'),
      roundToMinor: '10',
      lines: [
        { discount: money('30') },
        { price: money('150'), discountBasisPoints: 500 },
        { isBack: true },
        { articleId: '-', name: '散装糖', price: money('333') },
      ],
    });
    expect(cartMessage(sale({ manual: { kind: 'rate', basisPoints: 1000 } }), 'CNY')).toMatchObject({
      discountBasisPoints: 1000,
    });
  });
});

describe('what the agent says', () => {
  const line = {
    lineNo: 1,
    unitPrice: money('150'),
    discount: money('40'),
    manualDiscount: money('30'),
    listPrice: money('200'),
    promotionIds: ['P1'],
    taxCode: '',
    taxRateBasisPoints: 0,
    tax: null,
  };
  const message: PricedCartMessage = {
    lines: [line],
    discounts: [],
    total: money('260'),
    manualDiscount: money('25'),
    rounding: money('5'),
    settingsVersion: '7',
    basis: '',
    isChange: false,
  };

  it('is read with what persons took off, the rounding and the list price', () => {
    expect(cartPricesFromMessage(message, 'CNY')).toMatchObject({
      manualDiscountMinor: 25n,
      roundingMinor: 5n,
      lines: [{ discountMinor: 40n, manualDiscountMinor: 30n, listPriceMinor: 200n }],
    });
  });

  it('and what it does not say is nothing; another currency is no price', () => {
    const silent = {
      ...message,
      manualDiscount: null,
      rounding: null,
      lines: [{ ...line, listPrice: null, manualDiscount: null }],
    };
    const prices = cartPricesFromMessage(silent, 'CNY');
    expect(prices).toMatchObject({ manualDiscountMinor: 0n, roundingMinor: 0n, lines: [{ manualDiscountMinor: 0n }] });
    expect(prices.lines[0]).not.toHaveProperty('listPriceMinor');
    const foreign = { ...message, rounding: money('5', 'EUR') };
    expect(() => cartPricesFromMessage(foreign, 'CNY')).toThrow(expect.objectContaining({ code: 'AGENT_BAD_ANSWER' }));
  });
});
