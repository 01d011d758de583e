/** Clients of the ledger's service over real TLS, accounts to post to, and what a refusal must not leave behind. */
import type { ServiceError } from '@grpc/grpc-js';
import { call, startTestRpc } from './test-rpc.fixture.ts';

export type TestLedgerService = Awaited<ReturnType<typeof startTestLedgerService>>;

/** Accounts of the platform's book that the tests post to; the balances are guarded. */
export const custody = { code: 'platform.custody_bank', subject: 'bank-1' };
export const suspense = { code: 'platform.suspense', subject: 'bank-1' };
export const rounding = { code: 'platform.rounding', subject: '' };
export const memberOf = (accountNumber: string) => ({ code: 'platform.customer_balance', subject: accountNumber });

export async function startTestLedgerService() {
  const rpc = await startTestRpc();
  const finance = rpc.ledgerClient(await rpc.operator('feng.finance', 'finance'));
  const erp = rpc.ledgerClient(await rpc.operator('erp', 'integration'));
  const reader = rpc.ledgerClient(await rpc.operator('ren.reader', 'operations'));
  const open = async (account: { code: string; subject: string }, currency = 'CNY', bookId = '@platform') =>
    await call((callback) => finance.openAccount({ bookId, account, currency }, callback));
  for (const account of [custody, suspense, rounding, memberOf('M1'), memberOf('M2')]) await open(account);
  return {
    ...rpc,
    finance,
    erp,
    reader,
    open,
    post: async (request: Parameters<typeof finance.postJournals>[0], client = finance) =>
      await call<{ replayed: boolean; journalIds: string[] }>((callback) => client.postJournals(request, callback)),
    /** Rows of everything that posting writes. */
    rowCounts: async () =>
      (
        await rpc.database.pool.query(
          `SELECT (SELECT count(*) FROM ledger_journal)::int AS journals, (SELECT count(*) FROM ledger_entry)::int AS entries,
             (SELECT count(*) FROM ledger_account)::int AS accounts, (SELECT count(*) FROM ledger_hold)::int AS holds,
             (SELECT count(*) FROM ledger_hold_step)::int AS steps,
             (SELECT coalesce(sum(version), 0) FROM ledger_account)::int AS versions`,
        )
      ).rows[0],
  };
}

/** One debit, one credit, with what a test changes. */
export function journalMessage(
  reference: string,
  amountMinor: string | number,
  change: {
    debit?: { code: string; subject: string; bookId?: string };
    credit?: { code: string; subject: string; bookId?: string };
    bookId?: string;
    kind?: string;
    currency?: string;
    accountingDate?: string;
    note?: string;
  } = {},
) {
  const { debit = custody, credit = suspense, ...rest } = change;
  return {
    bookId: '@platform',
    kind: 'adjustment',
    reference,
    currency: 'CNY',
    accountingDate: '2026-01-05',
    note: '',
    legs: [
      { account: debit, side: 'DEBIT' as const, amountMinor, currency: '' },
      { account: credit, side: 'CREDIT' as const, amountMinor, currency: '' },
    ],
    ...rest,
  };
}

/** All messages of a stream that is answered. */
export async function collected<Message>(
  stream: AsyncIterable<Message> & { on(event: 'error', heard: (error: ServiceError) => void): unknown },
): Promise<Message[]> {
  const messages: Message[] = [];
  for await (const message of stream) messages.push(message);
  return messages;
}
