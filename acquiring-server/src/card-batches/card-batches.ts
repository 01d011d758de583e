/**
 * A terminal asks to have its cards settled (批结算): the open batch of its card terminal is settled at the acquirer,
 * and each of its payments is told with the batch that it stands in. Several terminals may share a card terminal: whoever
 * asks first settles it for all, the others learn from here which batch theirs went in.
 */
import { type Currency, keyOfChannelOrderNo } from '@qiantai/protos';
import type { BatchTotals } from '../channels/card/card-messages.ts';
import type { CardSettlementStore } from '../channels/card/card-settlement-store.ts';
import type { CardTerminalStore, TerminalName } from '../channels/card/card-terminal-store.ts';
import type { SettlementOutcome } from '../channels/card/settlement.ts';
import type { ChannelAccount } from '../channels/port.ts';
import type { BatchName, CardBatchStore, StandingTransaction } from './card-batch-store.ts';

export type CardBatchStatus = 'agrees' | 'differs' | 'has_open' | 'unknown' | 'not_sent';

export interface CardBatch {
  cardTerminalId: string;
  batch: number;
  status: CardBatchStatus;
  totals: BatchTotals;
  currency: Currency;
  endedAtMs: number;
}

export interface CardBatchEntry {
  key: string;
  terminalId: string;
  transaction: StandingTransaction;
}

export interface SettledCards {
  batches: CardBatch[];
  entries: CardBatchEntry[];
}

export interface SettleCardsRequest {
  settlementId: string;
  terminalId: string;
  keys: readonly string[];
}

/** Field 48 counts to 999; a batch that is larger is told in part, and its totals whole. */
const entriesMax = 5000;
const noTotals: BatchTotals = { debitMinor: 0n, debitCount: 0, creditMinor: 0n, creditCount: 0 };

export interface CardBatchesOptions {
  store: CardBatchStore;
  terminals: Pick<CardTerminalStore, 'batchTotals'>;
  settlements: Pick<CardSettlementStore, 'endedOf'>;
  gateway: {
    settleCardTerminal(account: ChannelAccount, cardTerminalId: string, id: string): Promise<SettlementOutcome>;
  };
  accounts: {
    findCardTerminalId(merchantId: string, terminalId: string): Promise<string | undefined>;
    channelAccountsOf(merchantId: string): Promise<ReadonlyArray<{ account: ChannelAccount }>>;
    findTerms(merchantId: string): Promise<{ currency: Currency } | undefined>;
  };
}

export class CardBatches {
  private readonly options: CardBatchesOptions;

  constructor(options: CardBatchesOptions) {
    this.options = options;
  }

  async settle(merchantId: string, request: SettleCardsRequest): Promise<SettledCards> {
    const { store, accounts } = this.options;
    const currency = (await accounts.findTerms(merchantId))?.currency ?? 'CNY';
    const cardTerminalId = await accounts.findCardTerminalId(merchantId, request.terminalId);
    const batches = new Map<string, { name: BatchName; told: CardBatch }>();
    if (cardTerminalId !== undefined) {
      const used = new Set(await store.accountsOf(merchantId, cardTerminalId));
      for (const { account } of await accounts.channelAccountsOf(merchantId)) {
        if (account.channel !== 'card' || !used.has(account.id)) continue;
        const told = await this.settleOne(account, { cardTerminalId, currency, id: request.settlementId });
        if (told) {
          const name = { accountId: account.id, cardTerminalId, batch: told.batch };
          batches.set(nameOf(name), { name, told });
        }
      }
    }
    const named = await store.standingOf(merchantId, request.keys);
    for (const transaction of named) {
      const known = batches.has(nameOf(transaction));
      if (!known && transaction.settled) {
        batches.set(nameOf(transaction), { name: transaction, told: await this.before(merchantId, transaction) });
      }
    }
    const inBatches: StandingTransaction[] = [];
    for (const { name } of batches.values()) {
      if (name.batch !== 0)
        inBatches.push(...(await store.standingIn(merchantId, name, entriesMax - inBatches.length)));
    }
    return {
      batches: [...batches.values()].map(({ told }) => told),
      entries: await this.entriesOf(merchantId, request.terminalId, [...inBatches, ...named]),
    };
  }

  private async settleOne(
    account: ChannelAccount,
    { cardTerminalId, currency, id }: { cardTerminalId: string; currency: Currency; id: string },
  ): Promise<CardBatch | undefined> {
    const outcome = await this.options.gateway.settleCardTerminal(account, cardTerminalId, id);
    const told = (
      status: CardBatchStatus,
      part: { batch?: number; totals?: BatchTotals; endedAtMs?: number },
    ): CardBatch => ({
      cardTerminalId,
      status,
      currency,
      batch: part.batch ?? 0,
      totals: part.totals ?? noTotals,
      endedAtMs: part.endedAtMs ?? 0,
    });
    switch (outcome.kind) {
      case 'empty':
        return undefined;
      case 'agreed':
        return told('agrees', outcome);
      case 'differs':
        return told('differs', outcome);
      case 'open_transactions':
        return told('has_open', outcome);
      case 'not_sent':
        return told('not_sent', {});
      case 'unknown':
        return told('unknown', outcome);
    }
  }

  /** A batch that is over: settled for another terminal, by another process, or by the acquirer's own day. */
  private async before(merchantId: string, transaction: StandingTransaction): Promise<CardBatch> {
    const { accountId, cardTerminalId, batch, currency } = transaction;
    const name: TerminalName = { merchantId, accountId, cardTerminalId };
    const settled = await this.options.settlements.endedOf(name, batch);
    const common = { cardTerminalId, batch, currency };
    if (settled?.status === 'agreed') {
      return { ...common, status: 'agrees', totals: settled.totals, endedAtMs: settled.endedAtMs };
    }
    // Nobody compared: whoever closed it did so without our totals, so a person does.
    const { openCount: _, currency: __, ...totals } = await this.options.terminals.batchTotals(name, batch);
    return { ...common, status: 'differs', totals, endedAtMs: settled?.endedAtMs ?? 0 };
  }

  private async entriesOf(
    merchantId: string,
    terminalId: string,
    transactions: readonly StandingTransaction[],
  ): Promise<CardBatchEntry[]> {
    const byKey = new Map<string, StandingTransaction>();
    for (const transaction of transactions) {
      const key = keyOfChannelOrderNo(transaction.channelOrderNo);
      if (key !== undefined) byKey.set(key, transaction);
    }
    const terminals = await this.options.store.terminalsOf(merchantId, [...byKey.keys()]);
    return [...byKey].flatMap(([key, transaction]) =>
      terminals.get(key) === terminalId ? [{ key, terminalId, transaction }] : [],
    );
  }
}

const nameOf = ({ accountId, cardTerminalId, batch }: BatchName): string => `${accountId}/${cardTerminalId}/${batch}`;
