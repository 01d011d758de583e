/** What the rest of the server asks of the ledger. Made by `createLedger` (ledger-store.ts). */
import type { Currency } from '@qiantai/protos';
import type pg from 'pg';
import type { AccountKey, Journal, PostingResult, PostingUnit } from './journal.ts';
import type { PostingEvent } from './posting.ts';

export type Queryable = Pick<pg.ClientBase, 'query'>;

/** Which way money may go on an account: grow it, lessen it, both, none. */
export type AccountFlow = 'both' | 'in' | 'out' | 'none';

export interface OpenAccountOptions {
  /** Shown in statements; '' where the chart's name says it. */
  name?: string;
  /** How far below zero a guarded account may go; 0n by default. */
  overdraftMinor?: bigint;
  flow?: AccountFlow;
}

export interface AccountBalance {
  accountId: string;
  currency: Currency;
  /** On the account's own side: above zero for what it usually holds. */
  totalMinor: bigint;
  tradeFrozenMinor: bigint;
  riskFrozenMinor: bigint;
  /** Total less both freezes. */
  availableMinor: bigint;
  version: bigint;
}

export interface Ledger {
  /**
   * Opens the accounts that these events need, in a transaction of its own, and remembers them. Worth calling
   * before many postings; `post` opens what is missing itself.
   */
  openAccounts(events: readonly PostingEvent[]): Promise<void>;
  /**
   * Opens one account by name, as guarded ones ask for; open already it changes nothing. Answers its id.
   * @throws CodedError LEDGER_BAD_ACCOUNT where the key does not fit the chart
   */
  openAccount(client: Queryable, account: AccountKey, options?: OpenAccountOptions): Promise<string>;
  /**
   * Posts events by the rules within the caller's transaction, with one statement however many there are. An
   * event that is posted already changes nothing; one that comes late for a closed day counts for the first open one.
   * Answers how many journals were written. What it throws has
   * ended the caller's transaction.
   * @throws CodedError as `postUnits`
   */
  post(client: Queryable, events: readonly PostingEvent[]): Promise<number>;
  /**
   * Posts units within the caller's transaction: all of them or none.
   * @throws CodedError LEDGER_KEY_CONFLICT, LEDGER_UNKNOWN_ACCOUNT, LEDGER_PERIOD_CLOSED,
   * LEDGER_INSUFFICIENT_FUNDS, LEDGER_ACCOUNT_CLOSED, LEDGER_ACCOUNT_FLOW, LEDGER_HOLD_NOT_FOUND,
   * LEDGER_HOLD_EXCEEDED, LEDGER_ALREADY_REVERSED, and what `checkJournal` throws
   */
  postUnits(client: Queryable, units: readonly PostingUnit[]): Promise<PostingResult[]>;
  /**
   * Posts a unit in a transaction of its own, through the batch lane; answers after the commit.
   * @throws CodedError LEDGER_BUSY, and as `postUnits`; nothing was written then
   */
  submit(unit: PostingUnit): Promise<PostingResult>;
  /**
   * The mirrored journal of one that was posted: what takes it back.
   * @throws CodedError LEDGER_JOURNAL_NOT_FOUND
   */
  reversalOf(
    client: Queryable,
    journal: { bookId: string; journalId: string },
    by: Pick<Journal, 'reference' | 'accountingDate' | 'postedBy' | 'note'>,
  ): Promise<Journal>;
  /** Changes which way money may go, whether it may be overdrawn, or closes an account that is empty. */
  setAccount(
    client: Queryable,
    account: AccountKey,
    change: { flow?: AccountFlow; overdraftMinor?: bigint; closed?: true; name?: string },
  ): Promise<void>;
  /** Locks the account's row; undefined where it is not open. */
  lockAccount(client: Queryable, account: AccountKey): Promise<AccountBalance | undefined>;
  readAccount(account: AccountKey): Promise<AccountBalance | undefined>;
  /** Debits less credits, with the account's row locked; 0 for an account that is not open. */
  lockBalance(client: Queryable, account: AccountKey): Promise<bigint>;
  balance(account: AccountKey): Promise<bigint>;
  /** Gives back holds whose time is over; answers how many. Called by the server's worker. */
  expireHolds(nowMs: number, countMax?: number): Promise<number>;
  /** Resolves when everything that was submitted is answered. */
  drained(): Promise<void>;
}
