/** The comparison of what a cashier did finds what it is there for: a journal that agrees is changed entry by entry. */
import { firstPreviousHash, type JournalEntry } from '@qiantai/protos';
import { expect, it } from 'vitest';
import { convenienceShelf, type ShelfArticle } from '../catalogue/convenience-catalogue.ts';
import { demoOperators, demoSupervisor } from '../suite/chain.ts';
import { CounterBook, expectedMinor, takenOff, totalOf } from './counter-book.ts';
import { approvalName, deedName } from './counter-cashier.ts';
import { compareActs } from './counter-comparison.ts';

const [water, tea] = convenienceShelf as [ShelfArticle, ShelfArticle];
const id = (nth: number) => `01a20000-0000-7000-8000-00000000000${nth}`;
const yes = { ok: true } as const;
const noAnswer = { ok: false, error: { code: 'TILL_GONE', params: {} } } as const;

/** One bought with a discount and held meanwhile, one exchanged it, in a shift with a drawer opened beside. */
function cashiersBook(): CounterBook {
  const book = new CounterBook();
  const movement = { direction: 'out', amountMinor: 60_000n, reason: 'bank', byRight: true } as const;
  const empty = { customers: [], countedMinor: undefined };
  book.shifts.push({ ...empty, shiftId: 'shift-1', floatMinor: 100_000n, movements: [movement] });
  const bought = book.customer([{ article: water, offBasisPoints: 1000n }]);
  book.customer([{ article: tea }], { exchangeOf: bought });
  for (const name of [
    approvalName('line.discount', id(1)),
    deedName('sale_held', id(1)),
    approvalName('line.back', id(2)),
    approvalName('drawer.open', ''),
    deedName('drawer_opened', 'change'),
  ])
    book.asked.note(name, yes);
  book.drawers.push('change');
  return book;
}

const approval = { operatorId: demoOperators[0].id, approvedById: demoSupervisor.id, by: 'pin', note: '' };
const sale = { kind: 'sale', orderNo: '1', merchantId: 'm', storeId: 's', terminalId: 'till-1', currency: 'CNY' };
const when = { businessDate: '2026-01-02', startedAtMs: 1, completedAtMs: 2, operatorId: demoOperators[0].id };

function journal(): JournalEntry[] {
  const line = { lineNo: 1, barcode: '', nameZh: '', nameEn: '', quantity: 1 };
  const first = { ...line, articleId: water.id, unitPriceMinor: '200', amountMinor: '180', manualDiscountMinor: '20' };
  const second = { ...line, articleId: tea.id, unitPriceMinor: '350', amountMinor: '350' };
  const common = { ...sale, ...when, tenders: [] };
  const ofFirst = { saleId: id(1), receiptNo: 'R1', externalRef: 'INV-00001', totalMinor: '180', lines: [first] };
  const ofSecond = { saleId: id(2), receiptNo: 'R2', externalRef: 'INV-00002', totalMinor: '170', lines: [second] };
  const shift = { shiftId: 'shift-1', direction: 'out', reason: 'bank', amountMinor: '60000' };
  const rows: ReadonlyArray<readonly [string, object]> = [
    ['shift.opened', { shiftId: 'shift-1' }],
    ['approval.given', { ...approval, approvalId: id(4), right: 'line.discount', saleId: id(1) }],
    ['till.deed', { deed: 'sale_held', saleId: id(1) }],
    ['sale.completed', { ...common, ...ofFirst, customer: { memberNo: 'INV-00001' }, approvalIds: [id(4)] }],
    ['approval.given', { ...approval, approvalId: id(5), right: 'line.back', saleId: id(2) }],
    [
      'sale.completed',
      {
        ...{ ...common, ...ofSecond, customer: { memberNo: 'INV-00002' } },
        ...{ approvalIds: [id(5)], originalReceiptNo: 'R1' },
      },
    ],
    ['approval.given', { ...approval, approvalId: id(6), right: 'drawer.open' }],
    ['till.deed', { deed: 'drawer_opened', reason: 'change', approvalId: id(6) }],
    ['cash.moved', { ...shift, movementId: id(7), approvedById: demoOperators[0].id }],
  ];
  return rows.map(([kind, payload], at) => entry(at + 1, kind, payload));
}

function entry(sequence: number, kind: string, payload: object): JournalEntry {
  const bare = { entryId: `e${sequence}`, terminalId: 'till-1', sequence, recordedAtMs: 1, clockOffsetMs: 0 };
  const proof = { previousHash: firstPreviousHash, hash: `h${sequence}`, signature: '' };
  return { ...bare, ...proof, kind, payload } as unknown as JournalEntry;
}

/** The nth entry's payload is changed. */
const change = (nth: number, by: object) => (entries: JournalEntry[]) => {
  const one = entries[nth - 1] as JournalEntry;
  Object.assign(one, { payload: { ...(one.payload as object), ...by } });
};
const again = (nth: number) => (entries: JournalEntry[]) => entries.push(entries[nth - 1] as JournalEntry);
const without = (nth: number) => (entries: JournalEntry[]) => entries.splice(nth - 1, 1);

const changes: ReadonlyArray<readonly [string, (entries: JournalEntry[]) => unknown]> = [
  ['sale.abandoned: nobody did that', (entries) => entries.push(entry(10, 'sale.abandoned', {}))],
  [`approval ${id(4)} stands 2 times`, again(2)],
  ['approval line.discount SALE: done 1 times, the journal has it 2 times', again(2)],
  ['approval line.discount SALE: done 1 times, the journal has it 0 times', without(2)],
  ['INV-00001: allowed were line.discount, the journal says ', change(4, { approvalIds: [] })],
  ['INV-00001: line.discount was allowed for', change(2, { saleId: id(9) })],
  ['by op-1002 to op-1001', change(2, { approvedById: 'op-1002' })],
  ['INV-00001: the sale of INV-00002', change(4, { customer: { memberNo: 'INV-00002' } })],
  ['INV-00002: in exchange of undefined', change(6, { originalReceiptNo: undefined })],
  ['deed sale_held SALE: done 1 times, the journal has it 0 times', without(3)],
  ['deed sale_held SALE: done 1 times, the journal has it 2 times', again(3)],
  ['the drawer for change: allowed as line.back', change(8, { approvalId: id(5) })],
  ['the drawer for change: by an approval that was used before', again(8)],
  ['the drawer for change: not in the journal', without(8)],
  ['moved was out 60000 bank op-1001, the journal says ', without(9)],
  ['the journal says out 60000 bank op-1001,out 60000 bank op-1001', again(9)],
  ['the journal says out 60001 bank op-1001', change(9, { amountMinor: '60001' })],
];

it('says nothing where the journal agrees, and reckons what was taken off, paid and expected', () => {
  const book = cashiersBook();
  const [bought, exchanged] = book.customers;
  if (!bought || !exchanged || !book.running) throw new Error('nobody was served');
  expect([takenOff(bought), totalOf(bought), totalOf(exchanged)]).toEqual([20n, 180n, 170n]);
  expect(expectedMinor(book.running)).toBe(100_000n + 180n + 170n - 60_000n);
  expect(compareActs(book, journal())).toEqual([]);
});

it.each(changes)('finds "%s"', (words, act) => {
  const entries = journal();
  act(entries);
  expect(compareActs(cashiersBook(), entries).join('\n')).toContain(words.replace('SALE', id(1)));
});

it('lets what was never answered stand once or not, and no more', () => {
  const book = cashiersBook();
  book.asked.note(deedName('sale_recalled', id(1)), noAnswer);
  expect(compareActs(book, journal())).toEqual([]);
  const recalled = entry(10, 'till.deed', { deed: 'sale_recalled', saleId: id(1) });
  expect(compareActs(book, [...journal(), recalled])).toEqual([]);
  expect(compareActs(book, [...journal(), recalled, recalled]).join()).toContain('1 were not answered');
});
