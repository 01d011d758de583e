/** The comparison finds what it is there for: books that agree are changed one by one, and each change is named. */
import { generateKeyPairSync } from 'node:crypto';
import { base32FromUuid, firstPreviousHash, type JournalEntry } from '@qiantai/protos';
import { expect, it } from 'vitest';
import { compareBooks } from './comparison.ts';
import type { EveryBook } from './every-book.ts';
import { IndependentBooks } from './independent-books.ts';

const key = '01a20000-0000-7000-8000-000000000001';
const saleId = '01a20000-0000-7000-8000-000000000002';
const article = { lineNo: 1, articleId: 'A1', barcode: '', nameZh: '水', nameEn: 'Water', quantity: 1 };
const record = {
  kind: 'sale',
  saleId,
  orderNo: 'O1',
  receiptNo: 'R1',
  merchantId: 'M1',
  storeId: 'S1',
  terminalId: 'till-1',
  operatorId: 'op-1',
  businessDate: '2026-01-01',
  currency: 'CNY',
  startedAtMs: 1,
  completedAtMs: 2,
  lines: [{ ...article, unitPriceMinor: '200', amountMinor: '200' }],
  totalMinor: '200',
  tenders: [{ key, tender: 'payment_code', channel: 'wechat', amountMinor: '200', offline: false }],
};

function seenBooks(): IndependentBooks {
  const seen = new IndependentBooks();
  seen.asked({ key, terminalId: 'till-1', saleId, amountMinor: 200n, channel: 'wechat' });
  seen.told(key, 'paid');
  seen.completed({ saleId, terminalId: 'till-1', kind: 'sale', totalMinor: 200n, receiptNo: 'R1', keys: [key] });
  return seen;
}

function entry(sequence: number, kind: string, payload: object): JournalEntry {
  const bare = { entryId: `e${sequence}`, terminalId: 'till-1', sequence, recordedAtMs: 1, clockOffsetMs: 0 };
  const proof = { previousHash: firstPreviousHash, hash: `h${sequence}`, signature: '' };
  return { ...bare, ...proof, kind, payload } as unknown as JournalEntry;
}

function everyBook(): EveryBook {
  const entries = [
    entry(1, 'payment.requested', { paymentKey: key }),
    entry(2, 'payment.resulted', { paymentKey: key }),
    entry(3, 'sale.completed', record),
  ];
  const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return {
    server: {
      payments: [{ paymentKey: key, channel: 'wechat', amountMinor: 200n, refundedMinor: 0n, status: 'paid' }],
      refunds: [],
      saleIds: new Set([saleId]),
      journalEntries: 3,
      deviceKeys: new Map([['till-1', [publicKey.export({ type: 'spki', format: 'der' })]]]),
      exceptions: [],
      ledger: { journals: 1, entries: 2, debitsMinor: 200n, creditsMinor: 200n, balanced: true },
      ledgerNetMinor: 200n,
      ledgerCashMinor: 0n,
    },
    entries: entries.map(({ terminalId, sequence, kind, hash }) => {
      return { terminalId, sequence, kind, hashHex: hash, effect: 'none', exceptionCode: '' };
    }),
    sales: [
      { saleId, terminalId: 'till-1', kind: 'sale', receiptNo: 'R1', totalMinor: 200n, businessDate: '2026-01-01' },
    ],
    provenFindings: [],
    journals: { entries, gaps: 0, broken: [], waiting: 0, dead: 0 },
    agents: [{ storeId: 'S1', payments: new Map(), refunds: new Map(), openCount: 0, secretCount: 0 }],
    orders: [{ channel: 'wechat', orderNo: `${base32FromUuid(key)}01`, takenMinor: 200n, heldMinor: 200n }],
    cards: { cards: [], hostSales: [], waitingMinor: 0n, receivableMinor: 0n },
    shifts: { shifts: [], movements: [] },
  };
}

const firstOf = <T>(rows: readonly T[]) => rows[0] as T;
const second = (rows: EveryBook['entries']) => rows[1] as EveryBook['entries'][number];

const changes: ReadonlyArray<readonly [string, (books: EveryBook, seen: IndependentBooks) => void]> = [
  ['lost, the server says nothing', (books) => books.server.payments.pop()],
  ['which nobody made', (_books, seen) => seen.payments.clear()],
  [
    'the customer is without 400',
    (books) => books.orders.push({ ...firstOf(books.orders), orderNo: `${base32FromUuid(key)}02` }),
  ],
  [
    'doubled, two orders hold money',
    (books) => books.orders.push({ ...firstOf(books.orders), orderNo: `${base32FromUuid(key)}02` }),
  ],
  ['holds order', (books) => books.orders.push({ ...firstOf(books.orders), orderNo: 'X'.repeat(28) })],
  ['told that it is not paid', (_books, seen) => seen.told(key, 'not_paid')],
  ['nobody was told', (_books, seen) => seen.told(key, 'nothing')],
  ['stands 0 times in the journal', (books) => books.journals.entries.pop()],
  ['stands 2 times', (books) => books.journals.entries.push(entry(4, 'sale.completed', record))],
  ['the server says nothing', (books) => books.sales.pop()],
  ["the server's journal has a gap", (books) => books.entries.splice(1, 1)],
  ['another entry at the server', (books) => Object.assign(second(books.entries), { hashHex: 'other' })],
  ['its effect is not in the books', (books) => Object.assign(second(books.entries), { effect: 'due' })],
  ['completed before tender', (books) => books.journals.entries.reverse()],
  ['asked twice', (books) => books.journals.entries.push(entry(4, 'payment.requested', { paymentKey: key }))],
  ['does not balance', (books) => Object.assign(books.server.ledger, { balanced: false })],
  ["the ledger's net", (books) => Object.assign(books.server, { ledgerNetMinor: 199n })],
  ['the drawers hold 0', (books) => Object.assign(books.server, { ledgerCashMinor: 1n })],
  ['still wait', (books) => Object.assign(books.journals, { waiting: 1 })],
  ['secrets are kept', (books) => Object.assign(firstOf(books.agents), { secretCount: 1 })],
  ['the server opened SALE_TWICE', (books) => books.server.exceptions.push({ code: 'SALE_TWICE', subjectKey: key })],
];

it('says nothing where all books agree', () => {
  expect(compareBooks(seenBooks(), everyBook())).toEqual([]);
});

it.each(changes)('finds "%s"', (words, change) => {
  const [books, seen] = [everyBook(), seenBooks()];
  change(books, seen);
  expect(compareBooks(seen, books).join('\n')).toContain(words);
});
