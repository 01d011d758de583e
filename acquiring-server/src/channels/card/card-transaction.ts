/** A card terminal's transaction: its states, and which may follow which. */
import type { Currency } from '@qiantai/protos';
import type { CardTransactionKind } from './card-messages.ts';

export const cardTransactionStatuses = ['sent', 'approved', 'declined', 'unknown', 'reversed', 'voided'] as const;
export type CardTransactionStatus = (typeof cardTransactionStatuses)[number];

/**
 * `sent` is committed before the first byte leaves. `unknown` has to be reversed before the terminal's next
 * transaction, but for a refund, which is repeated until it is answered. `voided` is a sale that a void undid.
 * What is not here does not happen: an answer that comes after a reversal changes nothing.
 */
export const cardTransactionTransitions: Readonly<Record<CardTransactionStatus, readonly CardTransactionStatus[]>> = {
  sent: ['approved', 'declined', 'unknown', 'reversed'],
  unknown: ['approved', 'declined', 'unknown', 'reversed'],
  approved: ['voided'],
  declined: [],
  reversed: [],
  voided: [],
};

export function statusesBefore(status: CardTransactionStatus): CardTransactionStatus[] {
  return cardTransactionStatuses.filter((from) => cardTransactionTransitions[from].includes(status));
}

export interface StoredTransaction {
  cardTerminalId: string;
  batch: number;
  stan: number;
  kind: CardTransactionKind;
  status: CardTransactionStatus;
  /** Ours: the attempt's number, the refund's, or a void's made of the attempt's. */
  channelOrderNo: string;
  /** The sale that a void or refund is about; empty for a sale. */
  originalOrderNo: string;
  amountMinor: bigint;
  currency: Currency;
  entryMode: string;
  /** Field 39, or A0 where the answer's MAC was bad; empty before any answer. */
  responseCode: string;
  authorisationCode: string;
  reference: string;
  /** MMDD by the host. */
  localDate: string;
  approvedAtMs: number | undefined;
  /** Of a reversed or voided one; null where nobody said. */
  moneyMoved: boolean | null;
  sentAtMs: number;
}

export function isOpen(transaction: StoredTransaction): boolean {
  return transaction.status === 'sent' || transaction.status === 'unknown';
}
