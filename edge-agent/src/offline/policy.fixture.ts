/** A policy with room for cards, for tests. */
import type { OfflinePolicy, StorePolicy } from './policy.ts';

export function policyOf(change: Partial<OfflinePolicy> = {}): OfflinePolicy {
  return {
    currency: 'CNY',
    cards: 'take',
    forced: 'allow',
    risk: { acceptedBy: '李掌柜', acceptedAtMs: 0, termsVersion: '2026-1' },
    entryModes: ['chip', 'contactless'],
    brands: [
      {
        brand: 'unionpay',
        ranges: [{ from: '6200', to: '6299' }],
        perTransactionMinor: '40000',
        storeSumMinor: '90000',
      },
      {
        brand: 'visa',
        ranges: [{ from: '4000', to: '4999' }],
        perTransactionMinor: '50000',
        storeSumMinor: '200000',
      },
    ],
    perTransactionMinor: '45000',
    terminalSumMinor: '60000',
    storeSumMinor: '100000',
    terminalCount: 5,
    storeCount: 8,
    ageMsMax: 3_600_000,
    ...change,
  };
}

export function storePolicyOf(change: Partial<StorePolicy> = {}): StorePolicy {
  return {
    timeZone: 'Asia/Shanghai',
    businessDayStartsAt: '04:00',
    signInWithoutContactMsMax: 0,
    offlineWithoutContactMsMax: 7_200_000,
    journalKeptMs: 0,
    ...change,
  };
}
