import { describe, expect, test } from 'vitest';
import { overRefundLimit } from './refund-limits.ts';

const given = () => ({ operatorMinor: 300n, storeMinor: 900n });
const over = (amountMinor: bigint, operatorMax?: string, storeMax?: string, currency: 'CNY' | 'USD' = 'CNY') =>
  overRefundLimit(
    amountMinor,
    currency,
    {
      currency: 'CNY',
      ...(operatorMax === undefined ? {} : { refundOperatorDayMaxMinor: operatorMax }),
      ...(storeMax === undefined ? {} : { refundStoreDayMaxMinor: storeMax }),
    },
    given,
  );

describe('what may still be given back', () => {
  test('is up to and with the limit', () => {
    expect(over(200n, '500')).toBeUndefined();
    expect(over(201n, '500')).toEqual({ of: 'operator', leftMinor: 200n });
    expect(over(100n, undefined, '1000')).toBeUndefined();
    expect(over(101n, undefined, '1000')).toEqual({ of: 'store', leftMinor: 100n });
  });

  test('is told by the tighter of two limits, and is nothing where one is passed already', () => {
    expect(over(500n, '500', '1000')).toEqual({ of: 'store', leftMinor: 100n });
    expect(over(500n, '350', '1000')).toEqual({ of: 'operator', leftMinor: 50n });
    expect(over(1n, '100')).toEqual({ of: 'operator', leftMinor: 0n });
  });

  test('is any sum without limits, or with limits of another currency', () => {
    expect(over(1_000_000n)).toBeUndefined();
    expect(overRefundLimit(1_000_000n, 'CNY', undefined, given)).toBeUndefined();
    expect(over(1_000_000n, '1', '1', 'USD')).toBeUndefined();
  });
});
