/** The comparison of cards finds what it is there for: books that agree are changed one by one. */
import { generateKeyPairSync } from 'node:crypto';
import { firstPreviousHash, type JournalEntry } from '@qiantai/protos';
import { expect, it } from 'vitest';
import { compareCards, declineCode } from './card-comparison.ts';
import type { EveryBook } from './every-book.ts';
import { IndependentBooks } from './independent-books.ts';

const approved = '01a20000-0000-7000-8000-000000000001';
const declined = '01a20000-0000-7000-8000-000000000002';
const shown = { terminalId: 'till-1', saleId: '01a20000-0000-7000-8000-000000000003', channel: 'card' } as const;
const pans = { [approved]: '620000******0013', [declined]: '620000******0021' } as const;

function seenBooks(): IndependentBooks {
  const seen = new IndependentBooks();
  seen.asked({ ...shown, key: approved, amountMinor: 200n, card: { maskedPan: pans[approved], issuer: 'approves' } });
  seen.asked({ ...shown, key: declined, amountMinor: 300n, card: { maskedPan: pans[declined], issuer: 'declines' } });
  for (const key of [approved, declined]) seen.told(key, 'taken_offline');
  return seen;
}

function entry(sequence: number, kind: string, paymentKey: string): JournalEntry {
  const bare = { entryId: `e${sequence}`, terminalId: 'till-1', sequence, recordedAtMs: 1, clockOffsetMs: 0 };
  const proof = { previousHash: firstPreviousHash, hash: `h${sequence}`, signature: '' };
  return { ...bare, ...proof, kind, payload: { paymentKey } } as unknown as JournalEntry;
}

function everyBook(): EveryBook {
  const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const entries = [approved, declined].flatMap((key, index) => [
    entry(index * 2 + 1, 'card.taken_offline', key),
    entry(index * 2 + 2, 'payment.resulted', key),
  ]);
  const card = { journalled: true };
  const bare = { channel: 'card', refundedMinor: 0n };
  return {
    server: {
      payments: [
        { ...bare, paymentKey: approved, amountMinor: 200n, status: 'paid' },
        { ...bare, paymentKey: declined, amountMinor: 300n, status: 'failed' },
      ],
      refunds: [],
      saleIds: new Set(),
      journalEntries: entries.length,
      deviceKeys: new Map([['till-1', [publicKey.export({ type: 'spki', format: 'der' })]]]),
      exceptions: [{ code: declineCode, subjectKey: declined }],
      ledger: { journals: 0, entries: 0, debitsMinor: 0n, creditsMinor: 0n, balanced: true },
      ledgerNetMinor: 0n,
      ledgerCashMinor: 0n,
    },
    entries: [],
    sales: [],
    provenFindings: [],
    journals: { entries, gaps: 0, broken: [], waiting: 0, dead: 0 },
    agents: [{ storeId: 'S1', payments: new Map(), refunds: new Map(), openCount: 0, secretCount: 0 }],
    orders: [],
    shifts: { shifts: [], movements: [] },
    cards: {
      cards: [
        { ...card, paymentKey: approved, amountMinor: 200n, maskedPan: pans[approved], status: 'approved', events: [] },
        { ...card, paymentKey: declined, amountMinor: 300n, maskedPan: pans[declined], status: 'declined', events: [] },
      ].map((one) => ({ ...one, events: ['taken', one.status] })),
      hostSales: [{ maskedPan: pans[approved], amountMinor: 200n }],
      waitingMinor: 0n,
      receivableMinor: 300n,
    },
  };
}

const first = ({ cards }: EveryBook) => cards.cards[0] as EveryBook['cards']['cards'][number];

const changes: ReadonlyArray<readonly [string, (books: EveryBook, seen: IndependentBooks) => void]> = [
  ['lost, the server knows of no such card', (books) => books.cards.cards.shift()],
  ['which nobody showed', (_books, seen) => seen.payments.delete(declined)],
  ['was not taken offline, the server says', (_books, seen) => seen.told(declined, 'not_paid')],
  ['ended as declined instead of approved', (books) => Object.assign(first(books), { status: 'declined' })],
  ['not settled once', (books) => first(books).events.push('approved')],
  ['did not tell the server of it', (books) => Object.assign(first(books), { journalled: false })],
  ['the server has 620000******9999', (books) => Object.assign(first(books), { maskedPan: '620000******9999' })],
  ['the customer is without 0 instead of 200', (books) => books.cards.hostSales.pop()],
  ['doubled', (books) => books.cards.hostSales.push({ maskedPan: pans[approved], amountMinor: 200n })],
  ['the card host holds a sale of', (books) => books.cards.hostSales.push({ maskedPan: '1', amountMinor: 1n })],
  ['declined with 0 cases', (books) => books.server.exceptions.pop()],
  ['declined with 2 cases', (books) => books.server.exceptions.push({ code: declineCode, subjectKey: declined })],
  ['stands 2 times in the journal', (books) => books.journals.entries.push(entry(9, 'payment.resulted', approved))],
  ['wait in the ledger', (books) => Object.assign(books.cards, { waitingMinor: 200n })],
  ['the receivable is 299', (books) => Object.assign(books.cards, { receivableMinor: 299n })],
  ['S1 says recorded', (books) => books.agents[0]?.payments.set(approved, 'recorded')],
];

it('says nothing where all books agree', () => {
  expect([...compareCards(seenBooks(), everyBook())]).toEqual([]);
});

it.each(changes)('finds "%s"', (words, change) => {
  const [books, seen] = [everyBook(), seenBooks()];
  change(books, seen);
  expect([...compareCards(seen, books)].join('\n')).toContain(words);
});

it('lets a card end as declined where the server died under the question, and the issuer holds nothing', () => {
  const [books, seen] = [everyBook(), seenBooks()];
  const lost = { maskedPan: pans[approved], issuer: 'approves_or_lost' as const };
  Object.assign(seen.payments.get(approved) as object, { card: lost });
  Object.assign(first(books), { status: 'declined', events: ['taken', 'declined'] });
  Object.assign(books.server.payments[0] as object, { status: 'failed' });
  books.server.exceptions.push({ code: declineCode, subjectKey: approved });
  books.cards.receivableMinor = 500n;
  expect([...compareCards(seen, books)].join()).toContain('without 200 instead of 0');
  books.cards.hostSales = [];
  expect([...compareCards(seen, books)]).toEqual([]);
});
