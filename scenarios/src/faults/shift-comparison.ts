/** Shifts in every book: opened once, each movement once, closed once, and the server's sums are the till's. */
import type { EveryBook } from './every-book.ts';
import type { IndependentBooks, SeenShift } from './independent-books.ts';
import type { ServerShift } from './shift-books.ts';

/** Payments without an end stood over when a shift closed. */
export const unsettledCode = 'SHIFT_CLOSED_UNSETTLED';

export function* compareShifts(seen: IndependentBooks, books: EveryBook): Generator<string> {
  const shifts = new Map(books.shifts.shifts.map((shift) => [shift.shiftId, shift]));
  const movements = new Map(books.shifts.movements.map((one) => [one.movementId, one]));
  for (const shift of seen.shifts.values()) {
    yield* compareSums(seen, shift, shifts.get(shift.shiftId));
    yield* compareEntries(shift, books);
    yield* compareCase(shift, books);
    shifts.delete(shift.shiftId);
    for (const [movementId, { direction, amountMinor }] of shift.movements) {
      const there = movements.get(movementId);
      if (there?.direction !== direction || there.amountMinor !== amountMinor || there.shiftId !== shift.shiftId)
        yield `${nameOf(shift)}: ${amountMinor} ${direction}, the server says ${there?.amountMinor} ${there?.direction}`;
      movements.delete(movementId);
    }
  }
  for (const shiftId of shifts.keys()) yield `the server holds shift ${shiftId}, which nobody opened`;
  for (const { code, subjectKey } of books.server.exceptions) {
    if (code === unsettledCode && !seen.shifts.has(subjectKey))
      yield `a case ${code} about ${subjectKey}, which is no shift`;
  }
  for (const movementId of movements.keys()) yield `the server holds movement ${movementId}, which nobody made`;
}

function* compareSums(seen: IndependentBooks, shift: SeenShift, there: ServerShift | undefined): Generator<string> {
  if (!there) {
    yield `${nameOf(shift)}: lost, the server knows of no such shift`;
    return;
  }
  const closed = shift.countedMinor !== undefined;
  const sales = [...shift.saleIds].flatMap((saleId) => seen.sales.get(saleId) ?? []);
  const wanted = {
    terminalId: shift.terminalId,
    status: closed ? 'closed' : 'open',
    floatMinor: shift.floatMinor,
    ...(closed ? seen.shiftSums(shift) : {}),
    saleCount: sales.length,
    saleNetMinor: sales.reduce((sum, { kind, totalMinor }) => sum + (kind === 'sale' ? totalMinor : -totalMinor), 0n),
  };
  for (const [name, value] of Object.entries(wanted)) {
    const other = there[name as keyof ServerShift];
    if (other !== value) yield `${nameOf(shift)}: ${name} is ${value}, the server says ${other}`;
  }
}

/** Each step of it stands in the terminal's journal once. */
function* compareEntries(shift: SeenShift, { journals }: EveryBook): Generator<string> {
  const own = journals.entries.filter(({ payload }) => (payload as { shiftId?: string }).shiftId === shift.shiftId);
  const count = (kind: string) => own.filter((entry) => entry.kind === kind).length;
  const wanted = {
    'shift.opened': 1,
    'cash.moved': shift.movements.size,
    'shift.closed': shift.countedMinor === undefined ? 0 : 1,
  };
  for (const [kind, times] of Object.entries(wanted)) {
    if (count(kind) !== times) yield `${nameOf(shift)}: ${kind} stands ${count(kind)} times in the journal`;
  }
}

/** A person hears once of what stood over. */
function* compareCase(shift: SeenShift, { server }: EveryBook): Generator<string> {
  const cases = server.exceptions.filter(
    ({ code, subjectKey }) => code === unsettledCode && subjectKey === shift.shiftId,
  );
  const wanted = shift.takenOverKeys.length > 0 ? 1 : 0;
  if (cases.length !== wanted)
    yield `${nameOf(shift)}: ${shift.takenOverKeys.length} stood over, ${cases.length} cases`;
}

function nameOf({ shiftId, terminalId }: SeenShift): string {
  return `shift ${shiftId} of ${terminalId}`;
}
