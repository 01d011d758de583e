/** The book of a cashier at the counter against every other book. */
import { type JournalEntry, type JournalPayload, type SaleRecord, tillDeedRights } from '@qiantai/protos';
import { salesIn } from '../demo/journals.ts';
import { demoOperators, demoSupervisor } from '../suite/chain.ts';
import { compareBooks } from './comparison.ts';
import { type BookShift, type CounterBook, type Customer, rightsOf, takenOff, totalOf } from './counter-book.ts';
import { approvalName, deedName } from './counter-cashier.ts';
import type { EveryBook } from './every-book.ts';
import type { IndependentBooks } from './independent-books.ts';
import { compareRecords, tendersOf } from './till-invoices.ts';

type Entries = readonly JournalEntry[];
type Kind = Entries[number]['kind'];

/** What a cashier of this scene does; anything else in a journal is nobody's. */
const kinds: ReadonlySet<Kind> = new Set<Kind>([
  ...(['operator.signed_in', 'operator.signed_out', 'shift.opened', 'cash.moved', 'shift.closed'] as const),
  ...(['cash.taken', 'sale.completed', 'approval.given', 'till.deed'] as const),
]);

export function compareCounter(book: CounterBook, books: EveryBook): string[] {
  const { entries } = books.journals;
  const invoices = new Map(
    book.customers.map((customer) => [customer.memberNo, { kind: 'sale' as const, totalMinor: totalOf(customer) }]),
  );
  const seen = tendersOf(books);
  const findings = [
    ...compareRecords(invoices, books),
    ...compareActs(book, entries),
    ...openShifts(book, seen, entries),
  ];
  return [...findings, ...compareBooks(seen, books)];
}

/** What was done, and by whose leave, against the terminal's journal. */
export function compareActs(book: CounterBook, entries: Entries): string[] {
  return [
    ...compareKinds(entries),
    ...compareSales(book, entries),
    ...compareAsked(book, entries),
    ...compareDrawers(book, entries),
    ...compareMovements(book, entries),
  ];
}

function* compareKinds(entries: Entries): Generator<string> {
  for (const { terminalId, sequence, kind } of entries) {
    if (!kinds.has(kind)) yield `${terminalId}/${sequence} ${kind}: nobody did that`;
  }
}

/** What was taken off, and who allowed it: each approval once, of this sale. */
function* compareSales({ customers }: CounterBook, entries: Entries): Generator<string> {
  const approvals = Map.groupBy(payloadsOf(entries, 'approval.given'), ({ approvalId }) => approvalId);
  for (const [approvalId, same] of approvals) {
    if (same.length > 1) yield `approval ${approvalId} stands ${same.length} times in the journal`;
  }
  for (const customer of customers) {
    const record = recordOf(customer, entries);
    if (!record) continue;
    const { memberNo, exchangeOf } = customer;
    const offMinor = record.lines.reduce((sum, line) => sum + BigInt(line.manualDiscountMinor ?? '0'), 0n);
    if (offMinor !== takenOff(customer)) yield `${memberNo}: ${takenOff(customer)} off, the journal says ${offMinor}`;
    if (record.customer?.memberNo !== memberNo) yield `${memberNo}: the sale of ${record.customer?.memberNo}`;
    const originalNo = exchangeOf && recordOf(exchangeOf, entries)?.receiptNo;
    if (record.originalReceiptNo !== originalNo) yield `${memberNo}: in exchange of ${record.originalReceiptNo}`;
    const given = (record.approvalIds ?? []).flatMap((id) => approvals.get(id) ?? []);
    const rights = given.map(({ right }) => right).toSorted();
    if (String(rights) !== String(rightsOf(customer)))
      yield `${memberNo}: allowed were ${rightsOf(customer)}, the journal says ${rights}`;
    for (const { right, saleId, operatorId, approvedById } of given) {
      const isOurs = operatorId === demoOperators[0].id && approvedById === demoSupervisor.id;
      if (saleId !== record.saleId || !isOurs)
        yield `${memberNo}: ${right} was allowed for ${saleId} by ${approvedById} to ${operatorId}`;
    }
  }
}

/** Yes is once in the journal; what was never answered is there once, or not. */
function* compareAsked({ asked }: CounterBook, entries: Entries): Generator<string> {
  const names = [
    ...payloadsOf(entries, 'approval.given').map(({ right, saleId = '' }) => approvalName(right, saleId)),
    ...payloadsOf(entries, 'till.deed').map(({ deed, saleId, reason }) => deedName(deed, saleId ?? reason ?? '')),
  ];
  const journal = Map.groupBy(names, (name) => name);
  for (const name of new Set([...asked.counts.keys(), ...journal.keys()])) {
    const { done, unanswered } = asked.counts.get(name) ?? { done: 0, unanswered: 0 };
    const times = journal.get(name)?.length ?? 0;
    if (times < done || times > done + unanswered) {
      const open = unanswered > 0 ? `, ${unanswered} were not answered` : '';
      yield `${name}: done ${done} times${open}, the journal has it ${times} times`;
    }
  }
}

/** Each opening names an approval of its own. */
function* compareDrawers({ drawers }: CounterBook, entries: Entries): Generator<string> {
  const deeds = payloadsOf(entries, 'till.deed').filter(({ deed }) => deed === 'drawer_opened');
  const approvals = new Map(payloadsOf(entries, 'approval.given').map((one) => [one.approvalId, one.right]));
  const used = new Set<string>();
  for (const { reason, approvalId = '' } of deeds) {
    const right = approvals.get(approvalId);
    if (right !== tillDeedRights.drawer_opened) yield `the drawer for ${reason}: allowed as ${right}`;
    if (used.has(approvalId)) yield `the drawer for ${reason}: by an approval that was used before`;
    used.add(approvalId);
  }
  for (const reason of drawers) {
    if (!deeds.some((deed) => deed.reason === reason)) yield `the drawer for ${reason}: not in the journal`;
  }
}

/** By what was moved and why: the screen does not show its id. */
function* compareMovements({ shifts }: CounterBook, entries: Entries): Generator<string> {
  const all = payloadsOf(entries, 'cash.moved');
  for (const { shiftId, movements } of shifts) {
    const said = all
      .filter((one) => one.shiftId === shiftId)
      .map((one) => `${one.direction} ${one.amountMinor} ${one.reason} ${one.approvedById ?? ''}`)
      .toSorted();
    const own = movements
      .map((one) => `${one.direction} ${one.amountMinor} ${one.reason} ${one.byRight ? demoOperators[0].id : ''}`)
      .toSorted();
    if (String(said) !== String(own)) yield `shift ${shiftId}: moved was ${own}, the journal says ${said}`;
  }
}

/** The cashier's shifts as books of our own: who was served in it, and the ids that only the journal knows. */
function openShifts({ shifts }: CounterBook, seen: IndependentBooks, entries: Entries): string[] {
  const moved = payloadsOf(entries, 'cash.moved');
  return shifts.flatMap((shift) => {
    const { shiftId, floatMinor, countedMinor } = shift;
    seen.opened({ shiftId, terminalId: 'till-1', floatMinor });
    const own = seen.shifts.get(shiftId);
    if (!own) return [];
    own.countedMinor = countedMinor;
    const ours = moved.filter((one) => one.shiftId === shiftId);
    for (const { movementId, direction, amountMinor } of ours)
      own.movements.set(movementId, { direction, amountMinor: BigInt(amountMinor) });
    return fillWithSales(own, shift, entries);
  });
}

function fillWithSales(
  own: { keys: Set<string>; saleIds: Set<string> },
  { shiftId, customers }: BookShift,
  entries: Entries,
): string[] {
  return customers.flatMap((customer) => {
    const record = recordOf(customer, entries);
    if (!record) return [];
    own.saleIds.add(record.saleId);
    for (const { key } of record.tenders) own.keys.add(key);
    return record.shiftId === shiftId ? [] : [`${customer.memberNo}: sold in shift ${record.shiftId}, not ${shiftId}`];
  });
}

function recordOf({ memberNo }: Customer, entries: Entries): SaleRecord | undefined {
  return salesIn(entries).find(({ externalRef }) => externalRef === memberNo);
}

function payloadsOf<K extends Kind>(entries: Entries, kind: K): Array<JournalPayload<K>> {
  return entries.filter((entry) => entry.kind === kind).map(({ payload }) => payload as JournalPayload<K>);
}
