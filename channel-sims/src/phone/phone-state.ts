/** What the customers' page shows, gathered from the books. Newest first; money is a text of minor units. */
import type { CardBehaviours } from '../card/card-behaviours.ts';
import type { CardBook, CardTransaction } from '../card/card-book.ts';
import { cardRowId } from '../card/statement.ts';
import { paymentOf, type WalletBook, type WalletOrder, type WalletRefund } from '../wallet/wallet-book.ts';
import type { CodeState } from '../wallet/wallet-engine.ts';
import {
  type BookRow,
  type CodeShown,
  type PhoneState,
  type WaitingOrder,
  type WalletChannel,
  walletChannels,
} from './page/wire-types.ts';

const rowsMax = 100;

export function phoneState(parts: {
  books: Readonly<Record<WalletChannel, WalletBook>>;
  cards: CardBook;
  cardHands: CardBehaviours;
  lastMessageN: number;
  currency: string;
  nowMs: number;
}): PhoneState {
  const { books, cards, nowMs } = parts;
  const rows = [...walletChannels.flatMap((channel) => walletRows(channel, books[channel])), ...cardRows(cards)];
  return {
    nowMs,
    currency: parts.currency,
    lastMessageN: parts.lastMessageN,
    waiting: walletChannels.flatMap((channel) => waitingOrders(channel, books[channel], nowMs)),
    rows: newest(rows),
    cardWishes: parts.cardHands.shown(),
  };
}

export function codeShown(state: CodeState): CodeShown | undefined {
  switch (state.kind) {
    case 'unknown':
      return undefined;
    case 'expired':
      return { status: 'expired' };
    case 'usable':
      return { status: 'usable', leftMs: state.leftMs };
    case 'used': {
      const { outTradeNo, amountMinor } = state.order;
      return { status: 'used', outTradeNo, amountMinor: amountMinor.toString(), order: state.order.state.status };
    }
  }
}

/** Orders that any customer may still scan. */
function waitingOrders(channel: WalletChannel, book: WalletBook, nowMs: number): WaitingOrder[] {
  const waiting: WaitingOrder[] = [];
  for (const order of book.orders.values()) {
    const expired = order.expiresAtMs !== undefined && nowMs >= order.expiresAtMs;
    if (order.state.status !== 'waiting' || order.qrText === undefined || expired) continue;
    waiting.push({
      channel,
      qrText: order.qrText,
      outTradeNo: order.outTradeNo,
      amountMinor: order.amountMinor.toString(),
      description: order.description,
      openedAtMs: order.openedAtMs,
    });
  }
  return waiting.slice(-rowsMax).reverse();
}

function walletRows(channel: WalletChannel, book: WalletBook): BookRow[] {
  return [
    ...[...book.orders.values()].slice(-rowsMax).map((order) => paymentRow(channel, book, order)),
    ...[...book.refunds.values()].slice(-rowsMax).map((refund) => refundRow(channel, book, refund)),
  ];
}

function paymentRow(channel: WalletChannel, book: WalletBook, order: WalletOrder): BookRow {
  return {
    key: `${channel}/${order.outTradeNo}`,
    channel,
    kind: 'payment',
    atMs: order.openedAtMs,
    number: order.outTradeNo,
    what: order.description,
    amountMinor: order.amountMinor.toString(),
    refundedMinor: order.refundedMinor.toString(),
    status: order.state.status,
    bill: billOf(book, paymentOf(order)?.transactionId),
  };
}

function refundRow(channel: WalletChannel, book: WalletBook, refund: WalletRefund): BookRow {
  return {
    key: `${channel}/${refund.refundKey}`,
    channel,
    kind: 'refund',
    atMs: refund.atMs,
    number: refund.outTradeNo,
    what: refund.reason,
    amountMinor: (-refund.amountMinor).toString(),
    refundedMinor: '0',
    status: refund.cause === 'reversal' ? 'money_back' : 'refunded',
    bill: billOf(book, refund.refundId),
  };
}

function billOf(book: WalletBook, rowId: string | undefined): BookRow['bill'] {
  if (rowId === undefined) return { kind: 'never' };
  return book.hiddenRows.has(rowId) ? { kind: 'left_out' } : { kind: 'on_it', rowId };
}

function cardRows(book: CardBook): BookRow[] {
  return [...book.transactions.values()].slice(-rowsMax).map((transaction) => ({
    key: `card/${transaction.terminalId}/${transaction.batch}/${transaction.stan}`,
    channel: 'card',
    kind: transaction.kind === 'sale' ? 'payment' : transaction.kind,
    atMs: transaction.atMs,
    number: transaction.rrn,
    what: transaction.maskedPan,
    amountMinor: (transaction.kind === 'sale' ? transaction.amountMinor : -transaction.amountMinor).toString(),
    refundedMinor: book.refundedMinor(transaction).toString(),
    status: cardStatus(book, transaction),
    bill: cardBillOf(book, transaction),
  }));
}

function cardStatus(book: CardBook, transaction: CardTransaction): BookRow['status'] {
  if (transaction.responseCode !== '00') return 'declined';
  if (transaction.reversedAtMs !== undefined) return 'reversed';
  return book.voidOf(transaction) ? 'voided' : 'approved';
}

/** The statement's own rule: approved, not undone, and no void. */
function cardBillOf(book: CardBook, transaction: CardTransaction): BookRow['bill'] {
  const rowId = cardRowId(transaction);
  if (book.hiddenRows.has(rowId)) return { kind: 'left_out' };
  const stands = cardStatus(book, transaction) === 'approved' && transaction.kind !== 'void';
  return stands ? { kind: 'on_it', rowId } : { kind: 'never' };
}

function newest(rows: BookRow[]): BookRow[] {
  return rows.sort((a, b) => b.atMs - a.atMs || (a.key < b.key ? -1 : 1)).slice(0, rowsMax);
}
