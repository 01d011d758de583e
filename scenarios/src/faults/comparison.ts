/**
 * The books of our own against every other book: nothing lost, nothing doubled, nothing out of order. A finding is a
 * sentence; no finding means that all books say the same.
 */
import { base32FromUuid, type JournalEntry } from '@qiantai/protos';
import { salesIn } from '../demo/journals.ts';
import { compareCards, declineCode, declinedMinor } from './card-comparison.ts';
import type { ChannelOrder, EveryBook, ServerEntry } from './every-book.ts';
import { type IndependentBooks, type SeenPayment, type SeenRefund, sumOf } from './independent-books.ts';
import { compareShifts, unsettledCode } from './shift-comparison.ts';

/** Cases that are compared one by one with what they are about. */
const comparedCodes: readonly string[] = [declineCode, unsettledCode];

/** @param mayOpen codes of exceptions that the server is right to open */
export function compareBooks(seen: IndependentBooks, books: EveryBook, mayOpen: readonly string[] = []): string[] {
  const known = [...mayOpen, ...comparedCodes];
  return [
    ...comparePayments(seen, books),
    ...compareCards(seen, books),
    ...compareShifts(seen, books),
    ...compareRefunds(seen, books),
    ...compareSales(seen, books),
    ...compareJournals(books, known),
    ...compareOrder(books.journals.entries),
    ...compareLedger(seen, books),
    ...compareQuiet(books, known),
  ];
}

function* comparePayments(seen: IndependentBooks, books: EveryBook): Generator<string> {
  const server = new Map(books.server.payments.map((payment) => [payment.paymentKey, payment]));
  const orders = Map.groupBy(books.orders, ({ orderNo }) => orderNo.slice(0, 26));
  for (const payment of seen.payments.values()) {
    const { key, told, channel, amountMinor } = payment;
    if (told === 'taken_offline') {
      server.delete(key);
      continue;
    }
    const name = `${channel} ${amountMinor} of ${payment.terminalId} (${key})`;
    const held = server.get(key);
    const backMinor = sumOf(succeededRefunds(seen, key));
    if (told === 'nothing') yield `${name}: nobody was told how it ended`;
    if (told === 'paid') {
      if (held?.status !== 'paid') yield `${name}: lost, the server says ${held?.status ?? 'nothing'}`;
      else if (held.amountMinor !== amountMinor || held.channel !== channel)
        yield `${name}: the server has ${held.channel} ${held.amountMinor}`;
      else if (held.refundedMinor !== backMinor)
        yield `${name}: ${backMinor} went back, the server says ${held.refundedMinor}`;
    } else if (held?.status === 'paid' && held.refundedMinor !== held.amountMinor) {
      yield `${name}: the till was told that it is not paid, the server says that it is`;
    }
    if (channel === 'wechat' || channel === 'alipay')
      yield* compareChannel(name, payment, orders.get(base32FromUuid(key)) ?? [], backMinor);
    server.delete(key);
    orders.delete(base32FromUuid(key));
  }
  for (const key of server.keys()) yield `the server holds payment ${key}, which nobody made`;
  for (const [orderNo, group] of orders) yield `${group[0]?.channel} holds order ${orderNo}, which nobody made`;
}

function* compareChannel(
  name: string,
  payment: SeenPayment,
  orders: readonly ChannelOrder[],
  backMinor: bigint,
): Generator<string> {
  const wanted = payment.told === 'paid' ? payment.amountMinor - backMinor : 0n;
  const held = orders.reduce((sum, { heldMinor }) => sum + heldMinor, 0n);
  if (held !== wanted) yield `${name}: the customer is without ${held} instead of ${wanted}`;
  if (orders.filter(({ heldMinor }) => heldMinor > 0n).length > 1) yield `${name}: doubled, two orders hold money`;
}

function succeededRefunds(seen: IndependentBooks, paymentKey: string): SeenRefund[] {
  return [...seen.refunds.values()].filter((one) => one.paymentKey === paymentKey && one.told === 'succeeded');
}

function* compareRefunds(seen: IndependentBooks, books: EveryBook): Generator<string> {
  const server = new Map(books.server.refunds.map((refund) => [refund.refundKey, refund]));
  for (const { key, told, amountMinor, channel } of seen.refunds.values()) {
    const held = server.get(key);
    const name = `${channel} ${amountMinor} back (${key})`;
    if (told === 'nothing') yield `${name}: nobody was told how it ended`;
    if (told === 'succeeded' && (held?.status !== 'succeeded' || held.amountMinor !== amountMinor)) {
      yield `${name}: lost, the server says ${held?.status ?? 'nothing'} ${held?.amountMinor ?? ''}`;
    }
    if (told === 'failed' && held?.status === 'succeeded') yield `${name}: told as failed, and the money went back`;
    server.delete(key);
  }
  for (const { refundKey, status, origin } of server.values()) {
    if (status === 'succeeded' && origin !== 'automatic') yield `refund ${refundKey} is nobody's`;
  }
}

function* compareSales(seen: IndependentBooks, books: EveryBook): Generator<string> {
  const journal = Map.groupBy(salesIn(books.journals.entries), ({ saleId }) => saleId);
  const server = new Map(books.sales.map((sale) => [sale.saleId, sale]));
  const receipts = new Set<string>();
  for (const { saleId, kind, receiptNo, totalMinor } of seen.sales.values()) {
    const name = `${kind} ${receiptNo}`;
    if (receipts.has(receiptNo)) yield `${name}: its number was given twice`;
    receipts.add(receiptNo);
    const entries = journal.get(saleId) ?? [];
    if (entries.length !== 1) yield `${name}: stands ${entries.length} times in the journal`;
    else if (entries[0]?.receiptNo !== receiptNo || entries[0]?.totalMinor !== String(totalMinor))
      yield `${name} ${totalMinor}: the journal says ${entries[0]?.receiptNo} ${entries[0]?.totalMinor}`;
    const there = server.get(saleId);
    if (there?.receiptNo !== receiptNo || there.totalMinor !== totalMinor)
      yield `${name} ${totalMinor}: the server says ${there?.receiptNo ?? 'nothing'} ${there?.totalMinor ?? ''}`;
    journal.delete(saleId);
    server.delete(saleId);
  }
  for (const saleId of journal.keys()) yield `the journal holds sale ${saleId}, which nobody made`;
  for (const saleId of server.keys()) yield `the server holds sale ${saleId}, which nobody made`;
}

/** Gapless and proved at the agents; the same, entry by entry, at the server. */
function* compareJournals({ journals, entries }: EveryBook, mayOpen: readonly string[]): Generator<string> {
  yield* journals.broken;
  if (journals.gaps !== 0) yield `${journals.gaps} sequences are missing in the agents' journals`;
  const server = Map.groupBy(entries, ({ terminalId }) => terminalId);
  const agents = Map.groupBy(journals.entries, ({ terminalId }) => terminalId);
  for (const terminalId of new Set([...server.keys(), ...agents.keys()])) {
    yield* compareJournal(terminalId, agents.get(terminalId) ?? [], server.get(terminalId) ?? []);
  }
  for (const { terminalId, sequence, exceptionCode } of entries) {
    if (exceptionCode !== '' && !mayOpen.includes(exceptionCode))
      yield `${terminalId}/${sequence}: exception ${exceptionCode}`;
  }
}

function* compareJournal(
  terminalId: string,
  here: readonly JournalEntry[],
  there: readonly ServerEntry[],
): Generator<string> {
  if (here.length !== there.length)
    yield `${terminalId} wrote ${here.length} entries, the server holds ${there.length}`;
  for (const [index, entry] of there.entries()) {
    const name = `${terminalId}/${index + 1}`;
    if (entry.sequence !== index + 1) yield `${name}: the server's journal has a gap`;
    if (here[index]?.hash !== entry.hashHex) yield `${name}: another entry at the server`;
    if (entry.effect === 'due') yield `${name}: its effect is not in the books`;
  }
}

/** Within a terminal: asked before answered, answered once, paid before completed. */
function* compareOrder(entries: readonly JournalEntry[]): Generator<string> {
  const asked = new Set<string>();
  const ended = new Set<string>();
  for (const { terminalId, sequence, kind, payload } of entries) {
    const facts = payload as { paymentKey?: string; refundKey?: string; tenders?: Array<{ key: string }> };
    const key = facts.refundKey ?? facts.paymentKey ?? '';
    const name = `${terminalId}/${sequence} ${kind}`;
    if (kind.endsWith('.requested') || kind === 'card.taken_offline') {
      if (asked.has(key)) yield `${name}: asked twice`;
      asked.add(key);
    } else if (kind.endsWith('.resulted') || kind === 'cash.taken' || kind === 'cash.handed_back') {
      if (kind.endsWith('.resulted') && !asked.has(key)) yield `${name}: answered before it was asked`;
      if (ended.has(key) && !kind.endsWith('.resulted')) yield `${name}: twice`;
      ended.add(key);
    } else if (kind === 'sale.completed') {
      const early = (facts.tenders ?? []).filter((tender) => !ended.has(tender.key) && !asked.has(tender.key));
      for (const tender of early) yield `${name}: completed before tender ${tender.key}`;
    }
  }
}

function* compareLedger(seen: IndependentBooks, { server, cards, provenFindings }: EveryBook): Generator<string> {
  if (!server.ledger.balanced) yield 'the ledger does not balance';
  for (const finding of provenFindings) yield `the proof of the books: ${JSON.stringify(finding)}`;
  // What an issuer declined was sold all the same.
  const net =
    sumOf(server.payments.filter(({ status }) => status === 'paid')) +
    declinedMinor(cards.cards) -
    sumOf(server.refunds.filter(({ status }) => status === 'succeeded'));
  if (server.ledgerNetMinor !== net) yield `the ledger's net is ${server.ledgerNetMinor}, of the payments ${net}`;
  const terminals = new Set([...seen.payments.values()].map(({ terminalId }) => terminalId));
  const drawers = [...terminals].reduce((sum, terminalId) => sum + seen.drawerMinor(terminalId), 0n);
  if (server.ledgerCashMinor !== drawers)
    yield `the drawers hold ${drawers}, the ledger says ${server.ledgerCashMinor}`;
}

function* compareQuiet({ journals, agents, server }: EveryBook, mayOpen: readonly string[]): Generator<string> {
  if (journals.waiting > 0) yield `${journals.waiting} rows of the agents still wait`;
  if (journals.dead > 0) yield `${journals.dead} rows of the agents are dead`;
  for (const { storeId, openCount, secretCount } of agents) {
    if (openCount > 0) yield `${storeId}: ${openCount} payments and refunds are open`;
    if (secretCount > 0) yield `${storeId}: ${secretCount} secrets are kept though nothing needs them`;
  }
  for (const { code, subjectKey } of server.exceptions) {
    if (!mayOpen.includes(code)) yield `the server opened ${code} about ${subjectKey}`;
  }
}
