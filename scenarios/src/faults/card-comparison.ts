/**
 * Cards that were taken offline, in every book: settled once, or a receivable with its case once. What the issuer says
 * is known beforehand; only where the server died under the question may a card that would have been approved end as
 * declined, and then its issuer must hold nothing (ADR 15).
 */
import type { JournalEntry } from '@qiantai/protos';
import type { ServerCard } from './card-books.ts';
import type { Issuer } from './customer-cards.ts';
import type { EveryBook } from './every-book.ts';
import type { IndependentBooks, SeenPayment } from './independent-books.ts';

const endsOf: Readonly<Record<Issuer, readonly string[]>> = {
  approves: ['approved'],
  approves_or_lost: ['approved', 'declined'],
  declines: ['declined'],
};

/** The case of a card that was declined after it was forwarded. */
export const declineCode = 'OFFLINE_CARD_DECLINED';

export function* compareCards(seen: IndependentBooks, books: EveryBook): Generator<string> {
  const shown = [...seen.payments.values()].filter((payment) => payment.card !== undefined);
  const entries = Map.groupBy(books.journals.entries, ({ payload }) => keyIn(payload));
  const cards = new Map(books.cards.cards.map((card) => [card.paymentKey, card]));
  const own = new Set<string>();
  for (const payment of shown) {
    const card = cards.get(payment.key);
    cards.delete(payment.key);
    own.add(payment.card?.maskedPan ?? '');
    if (payment.told !== 'taken_offline') {
      if (card) yield `${nameOf(payment)}: was not taken offline, the server says ${card.status}`;
      continue;
    }
    yield* compareCard(payment, card);
    yield* compareHost(payment, card, books);
    yield* compareCase(payment, card, books);
    yield* compareEntries(payment, entries.get(payment.key) ?? []);
  }
  for (const key of cards.keys()) yield `the server holds the offline card ${key}, which nobody showed`;
  for (const { maskedPan } of books.cards.hostSales) {
    if (!own.has(maskedPan)) yield `the card host holds a sale of ${maskedPan}, which nobody showed`;
  }
  yield* compareBalances(books);
}

function* compareCard(payment: SeenPayment, card: ServerCard | undefined): Generator<string> {
  const name = nameOf(payment);
  if (!card) {
    yield `${name}: lost, the server knows of no such card`;
    return;
  }
  const { amountMinor, maskedPan, journalled, status, events } = card;
  if (amountMinor !== payment.amountMinor || maskedPan !== payment.card?.maskedPan)
    yield `${name}: the server has ${maskedPan} ${amountMinor}`;
  if (!journalled) yield `${name}: the terminal's journal did not tell the server of it`;
  const ends = endsOf[payment.card?.issuer ?? 'approves'];
  if (!ends.includes(status)) yield `${name}: ended as ${status} instead of ${ends.join(' or ')}`;
  if (events.join(' ') !== `taken ${status}`) yield `${name}: not settled once: ${events.join(', ')}`;
}

function* compareHost(payment: SeenPayment, card: ServerCard | undefined, books: EveryBook): Generator<string> {
  const name = nameOf(payment);
  const held = books.cards.hostSales.filter(({ maskedPan }) => maskedPan === payment.card?.maskedPan);
  const sum = held.reduce((total, { amountMinor }) => total + amountMinor, 0n);
  const wanted = card?.status === 'approved' ? payment.amountMinor : 0n;
  if (sum !== wanted) yield `${name}: the customer is without ${sum} instead of ${wanted}`;
  if (held.length > 1) yield `${name}: doubled, the card host holds ${held.length} sales`;
  const there = books.server.payments.find(({ paymentKey }) => paymentKey === payment.key);
  if ((there?.status === 'paid') !== (card?.status === 'approved') || there?.amountMinor !== payment.amountMinor)
    yield `${name}: its payment is ${there?.status ?? 'nothing'} ${there?.amountMinor ?? ''}, the card ${card?.status}`;
  for (const agent of books.agents) {
    const state = agent.payments.get(payment.key);
    if (state !== undefined && state !== 'answered') yield `${name}: ${agent.storeId} says ${state}`;
  }
}

function* compareCase(payment: SeenPayment, card: ServerCard | undefined, books: EveryBook): Generator<string> {
  const cases = books.server.exceptions.filter(
    ({ code, subjectKey }) => code === declineCode && subjectKey === payment.key,
  );
  const wanted = card?.status === 'declined' ? 1 : 0;
  if (cases.length !== wanted) yield `${nameOf(payment)}: ${card?.status} with ${cases.length} cases`;
}

function* compareEntries(payment: SeenPayment, entries: readonly JournalEntry[]): Generator<string> {
  for (const kind of ['card.taken_offline', 'payment.resulted']) {
    const count = entries.filter((entry) => entry.kind === kind).length;
    if (count !== 1) yield `${nameOf(payment)}: ${kind} stands ${count} times in the journal`;
  }
}

function* compareBalances({ cards, server }: EveryBook): Generator<string> {
  const { waitingMinor, receivableMinor } = cards;
  if (waitingMinor !== 0n) yield `${waitingMinor} of cards wait in the ledger though all are settled`;
  const owed = declinedMinor(cards.cards);
  if (receivableMinor !== owed) yield `${owed} of cards were declined, the receivable is ${receivableMinor}`;
  const keys = new Set(cards.cards.map(({ paymentKey }) => paymentKey));
  for (const { code, subjectKey } of server.exceptions) {
    if (code === declineCode && !keys.has(subjectKey)) yield `a case ${code} about ${subjectKey}, which is no card`;
  }
}

/** What merchants sold and issuers did not pay. */
export function declinedMinor(cards: readonly ServerCard[]): bigint {
  return cards.reduce((sum, { status, amountMinor }) => sum + (status === 'declined' ? amountMinor : 0n), 0n);
}

function keyIn(payload: object): string {
  return (payload as { paymentKey?: string }).paymentKey ?? '';
}

function nameOf({ card, amountMinor, terminalId, key }: SeenPayment): string {
  return `card ${card?.maskedPan} ${amountMinor} of ${terminalId} (${key})`;
}
