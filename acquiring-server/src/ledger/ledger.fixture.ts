/** A ledger over a database of its own, events of every kind, and members whose accounts are open. */
import { FakeClock, SeededRandom } from '@qiantai/foundation';
import type { Currency } from '@qiantai/protos';
import { IdMint } from '@qiantai/protos';
import fc from 'fast-check';
import { openTestDatabase } from '../db/test-database.ts';
import type { MemberAccountCode } from './chart-of-accounts.ts';
import { type AccountKey, type Journal, platformBook } from './journal.ts';
import { createLedger } from './ledger-store.ts';
import type { PostingEvent } from './posting.ts';
import { type PostingEventKind, postingRules } from './posting-rules.ts';

export const kinds = Object.keys(postingRules) as PostingEventKind[];

export const testMembers = ['M1', 'M2', 'M3'] as const;

export function memberKey(
  accountNumber: string,
  currency: Currency = 'CNY',
  code: MemberAccountCode = 'platform.customer_balance',
): AccountKey {
  return { bookId: platformBook, code, subject: accountNumber, currency };
}

export async function openTestLedger(seed: string) {
  const database = await openTestDatabase();
  const clock = new FakeClock();
  const ids = new IdMint(clock, new SeededRandom(seed));
  const newLedger = () => createLedger({ database, clock, ids });
  const ledger = newLedger();
  const openMembers = async (overdraftMinor = 0n): Promise<void> => {
    for (const member of testMembers) {
      for (const currency of ['CNY', 'GBP'] as const) {
        await ledger.openAccount(database.pool, memberKey(member, currency), { overdraftMinor });
      }
    }
  };
  return {
    database,
    clock,
    ids,
    ledger,
    newLedger,
    openMembers,
    post: async (events: readonly PostingEvent[]) =>
      await database.transaction(async (client) => await ledger.post(client, events)),
    /** Money into a member's account. */
    recharge: async (member: string, amountMinor: bigint) =>
      await ledger.submit({ journals: [transferJournal(ids.uuid7(), suspense, memberKey(member), amountMinor)] }),
    /** Rows that a refusal must not leave behind. */
    rowCounts: async () =>
      (
        await database.pool.query(
          `SELECT (SELECT count(*) FROM ledger_journal)::int AS journals, (SELECT count(*) FROM ledger_entry)::int AS entries,
             (SELECT count(*) FROM ledger_hold)::int AS holds, (SELECT count(*) FROM ledger_hold_step)::int AS steps`,
        )
      ).rows[0] as { journals: number; entries: number; holds: number; steps: number },
  };
}

export const suspense: AccountKey = {
  bookId: platformBook,
  code: 'platform.custody_bank',
  subject: 'bank-1',
  currency: 'CNY',
};

/** One debit, one credit. */
export function transferJournal(
  reference: string,
  debit: AccountKey,
  credit: AccountKey,
  amountMinor: bigint,
  change: Partial<Journal> = {},
): Journal {
  return {
    bookId: debit.bookId,
    kind: 'adjustment',
    reference,
    currency: debit.currency,
    accountingDate: '2026-01-02',
    legs: [
      { account: debit, amountMinor },
      { account: credit, amountMinor: -amountMinor },
    ],
    ...change,
  };
}

export const anyEvent: fc.Arbitrary<PostingEvent> = fc
  .record({
    kind: fc.constantFrom(...kinds),
    reference: fc.uuid(),
    merchantId: fc.constantFrom('shop-a', 'shop-b'),
    amount: fc.bigInt(1n, 10n ** 11n),
    fee: fc.bigInt(0n, 10n ** 6n),
    coupon: fc.bigInt(0n, 10n ** 4n),
    till: fc.constantFrom('till-1', 'till-2'),
    currency: fc.constantFrom('CNY' as const, 'GBP' as const),
    payer: fc.constantFrom(...testMembers),
    payee: fc.constantFrom(...testMembers),
    day: fc.constantFrom('2026-01-01', '2026-01-31', '2026-02-01'),
  })
  .map(({ amount, fee, coupon, till, payer, payee, day, ...event }) => ({
    ...event,
    amounts: {
      amount,
      settlement: amount,
      unsettledCoupon: coupon,
      merchantFee: fee,
      channelCost: fee / 2n,
      fee,
      fromPayable: amount - (amount % 7n),
      shortfall: amount % 7n,
      redPacket: coupon,
      points: fee,
    },
    subjects: {
      channelAccountId: 'wechat-1',
      terminalId: till,
      bankAccountId: 'bank-1',
      ownBankAccountId: 'own-1',
      programmeId: 'spring',
    },
    members: {
      payer: { code: 'platform.customer_balance', accountNumber: payer },
      payee: { code: 'platform.customer_balance', accountNumber: payee },
      member: { code: 'platform.customer_balance', accountNumber: payee },
    },
    businessDate: day,
    platformDate: day,
  }));
