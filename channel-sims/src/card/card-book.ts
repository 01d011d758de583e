/** The card acquirer's book: working keys, batches and transactions of its terminals. */
import { unreachable } from '@qiantai/foundation';
import { z } from 'zod';
import type { Journal } from '../store/journal.ts';
import { minorTextSchema } from '../values/amount.ts';

const text = z.string();
const atMs = z.number().int();
const count = z.number().int();
const minor = z.union([z.bigint(), minorTextSchema]);

const transactionSchema = z.strictObject({
  type: z.literal('transaction'),
  kind: z.enum(['sale', 'void', 'refund']),
  terminalId: text,
  batch: count,
  stan: count,
  /** Keyed hash of the message without its MAC: what makes a repeat the same. */
  requestHash: text,
  rrn: text,
  authCode: text,
  maskedPan: text,
  amountMinor: minor,
  feeMinor: minor,
  responseCode: text,
  /** The transaction that a void or refund is about. */
  originalRrn: text.optional(),
  atMs,
  /** From when an approval counts: later than `atMs` for one that comes late. */
  countsAtMs: atMs,
});

export const cardEventSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('signed_on'), terminalId: text, pinKeyHex: text, macKeyHex: text, atMs }),
  transactionSchema,
  /** Undone by 0400; also of a number that never arrived, so that it is refused should it still come. */
  z.strictObject({ type: z.literal('reversed'), terminalId: text, batch: count, stan: count, reason: text, atMs }),
  z.strictObject({ type: z.literal('batch_closed'), terminalId: text, batch: count, atMs }),
  z.strictObject({ type: z.literal('statement_row_hidden'), rowId: text, atMs }),
]);

export type CardEvent = z.infer<typeof cardEventSchema>;

export interface CardTransaction extends Omit<z.infer<typeof transactionSchema>, 'type'> {
  reversedAtMs?: number;
}

interface TerminalState {
  batch: number;
  keys?: { pinKey: Buffer; macKey: Buffer };
}

export interface TransactionNumber {
  terminalId: string;
  batch: number;
  stan: number;
}

export interface BatchTotals {
  debitCount: number;
  debitMinor: bigint;
  creditCount: number;
  creditMinor: bigint;
}

export class CardBook {
  readonly transactions = new Map<string, CardTransaction>();
  readonly byRrn = new Map<string, CardTransaction>();
  readonly reversals = new Set<string>();
  readonly hiddenRows = new Set<string>();
  /** Voids and refunds by the sale they are about. */
  private readonly followersByRrn = new Map<string, CardTransaction[]>();
  private readonly terminals = new Map<string, TerminalState>();
  private readonly journal: Journal<CardEvent>;

  constructor(journal: Journal<CardEvent>) {
    this.journal = journal;
    journal.open((event) => this.apply(event));
  }

  record(event: CardEvent): void {
    this.journal.append(event);
    this.apply(event);
  }

  close(): void {
    this.journal.close();
  }

  terminal(terminalId: string): TerminalState {
    const known = this.terminals.get(terminalId);
    if (known) return known;
    const fresh: TerminalState = { batch: 1 };
    this.terminals.set(terminalId, fresh);
    return fresh;
  }

  find(number: TransactionNumber): CardTransaction | undefined {
    return this.transactions.get(numberKey(number));
  }

  isReversed(number: TransactionNumber): boolean {
    return this.reversals.has(numberKey(number));
  }

  /** The void that undid a sale, where one stands. */
  voidOf(sale: CardTransaction): CardTransaction | undefined {
    return this.followersOf(sale).find((follower) => follower.kind === 'void');
  }

  refundedMinor(sale: CardTransaction): bigint {
    return this.followersOf(sale)
      .filter((follower) => follower.kind === 'refund')
      .reduce((sum, follower) => sum + follower.amountMinor, 0n);
  }

  /** Sales are debits; voids and refunds are credits; what was declined or reversed is neither. */
  totals(terminalId: string, batch: number, nowMs: number): BatchTotals {
    const totals: BatchTotals = { debitCount: 0, debitMinor: 0n, creditCount: 0, creditMinor: 0n };
    for (const transaction of this.transactions.values()) {
      const { kind, amountMinor } = transaction;
      if (transaction.terminalId !== terminalId || transaction.batch !== batch || !isStanding(transaction, nowMs)) {
        continue;
      }
      if (kind === 'sale') {
        totals.debitCount += 1;
        totals.debitMinor += amountMinor;
      } else {
        totals.creditCount += 1;
        totals.creditMinor += amountMinor;
      }
    }
    return totals;
  }

  /** For the books page: everything but keys. */
  shown() {
    return {
      terminals: [...this.terminals].map(([terminalId, state]) => ({
        terminalId,
        batch: state.batch,
        signedOn: state.keys !== undefined,
      })),
      transactions: [...this.transactions.values()],
      reversals: [...this.reversals],
      hiddenRows: [...this.hiddenRows],
    };
  }

  private followersOf(sale: CardTransaction): CardTransaction[] {
    const followers = this.followersByRrn.get(sale.rrn) ?? [];
    return followers.filter((other) => other.responseCode === '00' && other.reversedAtMs === undefined);
  }

  private apply(event: CardEvent): void {
    switch (event.type) {
      case 'signed_on':
        this.terminal(event.terminalId).keys = {
          pinKey: Buffer.from(event.pinKeyHex, 'hex'),
          macKey: Buffer.from(event.macKeyHex, 'hex'),
        };
        return;
      case 'transaction': {
        const { type: _type, ...facts } = event;
        const transaction: CardTransaction = facts;
        this.transactions.set(numberKey(event), transaction);
        this.byRrn.set(event.rrn, transaction);
        if (event.originalRrn !== undefined) {
          const followers = this.followersByRrn.get(event.originalRrn) ?? [];
          this.followersByRrn.set(event.originalRrn, [...followers, transaction]);
        }
        return;
      }
      case 'reversed': {
        this.reversals.add(numberKey(event));
        const transaction = this.find(event);
        if (transaction) transaction.reversedAtMs = event.atMs;
        return;
      }
      case 'batch_closed':
        // Batches have six digits and begin anew at 1.
        this.terminal(event.terminalId).batch = (event.batch % 999_999) + 1;
        return;
      case 'statement_row_hidden':
        this.hiddenRows.add(event.rowId);
        return;
      default:
        unreachable(event);
    }
  }
}

/** Whether a transaction moved money and was not undone by a reversal. */
export function isStanding(transaction: CardTransaction, nowMs: number): boolean {
  return transaction.responseCode === '00' && transaction.reversedAtMs === undefined && nowMs >= transaction.countsAtMs;
}

function numberKey(number: TransactionNumber): string {
  return `${number.terminalId}/${number.batch}/${number.stan}`;
}
