/** A drawer's shift at the counter view, each step of it taken from what the screen shows. */
import type { TillSnapshot } from '@qiantai/terminal-app/contract';
import { type BookShift, expectedMinor, type Movement, movedMinor, totalOf } from './counter-book.ts';
import { type CounterCashier, deedName } from './counter-cashier.ts';

type Place = TillSnapshot['counter']['place'];
type ShiftPlace = Exclude<Place, null>;

/** Notes of 100 yuan, coins of 1 yuan, fen. */
const denominations = [10_000n, 100n, 1n];

export async function openShift(cashier: CounterCashier, floatMinor: bigint): Promise<BookShift> {
  const shiftId = await atShift(cashier, 'a shift opened', async (place) => {
    if (place.name === 'shift_open') return place.shift.shiftId;
    if (place.name === 'shift_none') await cashier.pressCall({ type: 'shift_open', floatMinor: String(floatMinor) });
    else await cashier.press({ type: 'counter_leave' });
    return undefined;
  });
  const shift: BookShift = { shiftId, floatMinor, movements: [], customers: [], countedMinor: undefined };
  cashier.book.shifts.push(shift);
  return shift;
}

/** Pressed where the sums on the screen lack it; they say when it is done. */
export async function moveCash(cashier: CounterCashier, shift: BookShift, move: Movement): Promise<void> {
  const { direction, reason, amountMinor } = move;
  const beforeMinor = movedMinor(shift, direction);
  await atShift(cashier, `cash ${direction}`, async (place) => {
    if (place.name !== 'shift_open') {
      await cashier.press({ type: 'counter_leave' });
      return undefined;
    }
    const shownMinor = BigInt(direction === 'in' ? place.shift.movedInMinor : place.shift.movedOutMinor);
    if (shownMinor === beforeMinor + amountMinor) return true;
    if (shownMinor !== beforeMinor)
      throw new Error(`${beforeMinor} moved ${direction}, the screen shows ${shownMinor}`);
    const amount = { note: '', amountMinor: String(amountMinor) };
    await cashier.pressCall({ type: 'shift_move_cash', direction, reason, ...amount });
    return undefined;
  });
  shift.movements.push(move);
}

/** @returns what the report on the screen says otherwise than the cashier's book */
export async function closeShift(cashier: CounterCashier, shift: BookShift, missingMinor: bigint): Promise<string[]> {
  const expected = expectedMinor(shift);
  const counted = expected - missingMinor;
  const counts = countsOf(counted);
  const told = await atShift(cashier, 'a shift closed', async (place) => {
    switch (place.name) {
      case 'shift_open':
        await cashier.press({ type: 'shift_begin_count' });
        return undefined;
      case 'shift_counting':
        if (place.shift.expectedMinor !== null)
          cashier.book.findings.add('what is expected was shown before the count');
        await countOn(cashier, counts);
        return undefined;
      case 'shift_naming':
        await cashier.pressCall({ type: 'shift_close_over' });
        return undefined;
      case 'shift_closed':
        return place.shift;
      case 'shift_none':
        await cashier.press({ type: 'shift_show_earlier' });
        return undefined;
      case 'shift_earlier': {
        const closed = place.shifts.find(({ shiftId }) => shiftId === shift.shiftId);
        if (closed?.status !== 'closed') throw new Error(`shift ${shift.shiftId} is ${closed?.status ?? 'lost'}`);
        return closed;
      }
      default:
        await cashier.press({ type: 'counter_leave' });
        return undefined;
    }
  });
  shift.countedMinor = counted;
  const wanted = {
    floatMinor: shift.floatMinor,
    movedInMinor: movedMinor(shift, 'in'),
    movedOutMinor: movedMinor(shift, 'out'),
    saleCount: shift.customers.length,
    saleTotalMinor: shift.customers.reduce((sum, customer) => sum + totalOf(customer), 0n),
    expectedMinor: expected,
    countedMinor: counted,
    differenceMinor: -missingMinor,
  };
  return Object.entries(wanted)
    .filter(([name, own]) => String(told[name as keyof typeof wanted]) !== String(own))
    .map(([name, own]) => `${name} is ${own}, the screen says ${told[name as keyof typeof wanted]}`);
}

/** What the screen says of it beside whatever it shows, also after the till came up anew. */
export async function shiftInSight(cashier: CounterCashier, runs: boolean): Promise<void> {
  await cashier.until(runs ? 'a shift that runs' : 'no shift that runs', async (shown) => {
    if ((shown.counter.running !== null) === runs) return true;
    await cashier.anotherLook(shown);
    return undefined;
  });
}

/** Without a sale, approved by the supervisor; pressed again where the till died and shows no call of it. */
export async function openDrawer(cashier: CounterCashier, reason: string): Promise<void> {
  let pressed = false;
  await cashier.until(`the drawer opened for ${reason}`, async (shown) => {
    if (pressed && cashier.callDone) return true;
    if (shown.view === 'counter') await cashier.press({ type: 'counter_leave' });
    else if (shown.view !== 'sale') await cashier.anotherLook(shown);
    else {
      pressed = true;
      await cashier.pressCall({ type: 'drawer_open', reason });
      cashier.book.asked.note(deedName('drawer_opened', reason), unknown);
    }
    return undefined;
  });
  cashier.book.drawers.push(reason);
}

/** Each press may have come to the journal, also by the call that was kept. */
const unknown = { ok: false, error: { code: 'TILL_GONE', params: {} } } as const;

/** Looks at the shift's place, and goes there from wherever the screen is. */
async function atShift<T>(
  cashier: CounterCashier,
  what: string,
  next: (place: ShiftPlace) => Promise<T | undefined>,
): Promise<T> {
  return await cashier.until(what, async (shown) => {
    const { place } = shown.counter;
    if (place?.name === 'shift_asking' || place?.name === 'shift_checking') await cashier.anotherLook(shown);
    else if (place?.name.startsWith('shift')) return await next(place);
    else if (place) await cashier.press({ type: 'counter_leave' });
    else if (shown.view === 'result') await cashier.press({ type: 'acknowledge_result' });
    else await cashier.press({ type: 'counter_open', place: 'shift' });
    return undefined;
  });
}

/** One denomination that the screen shows otherwise; none: the count is done. */
async function countOn(cashier: CounterCashier, counts: ReadonlyMap<bigint, number>): Promise<void> {
  await cashier.until('a count', async ({ counter }) => {
    if (counter.place?.name !== 'shift_counting') return true;
    const other = counter.counts.find((one) => one.count !== (counts.get(BigInt(one.denominationMinor)) ?? 0));
    if (other) {
      const { denominationMinor } = other;
      await cashier.press({
        type: 'shift_count',
        denominationMinor,
        count: counts.get(BigInt(denominationMinor)) ?? 0,
      });
      return undefined;
    }
    await cashier.pressCall({ type: 'shift_close' });
    return true;
  });
}

function countsOf(sumMinor: bigint): Map<bigint, number> {
  const counts = new Map<bigint, number>();
  let left = sumMinor;
  for (const denominationMinor of denominations) {
    counts.set(denominationMinor, Number(left / denominationMinor));
    left %= denominationMinor;
  }
  return counts;
}
