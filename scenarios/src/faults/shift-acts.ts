/** A shift of a drawer at a till: opened, cash brought and fetched, counted blind, closed with what waits named. */
import { demoSupervisor } from '../suite/chain.ts';
import { money, type Shop } from './acts.ts';
import { RefusedByAgent } from './refused-by-agent.ts';
import type { ReplyOf, TillHand } from './till-hand.ts';

/** What came to wait between the look and the closing is named in the next try. */
const closeTriesMax = 5;
const unnamed = ['SHIFT_HAS_UNSENT', 'SHIFT_HAS_OPEN_PAYMENTS'];

export async function openShift(shop: Shop, hand: TillHand, floatMinor: bigint): Promise<string> {
  const shiftId = hand.ids.uuid7();
  shop.books.opened({ shiftId, terminalId: hand.terminalId, floatMinor });
  await hand.insist('OpenShift', { shiftId, float: money(floatMinor) });
  return shiftId;
}

export async function moveCash(
  shop: Shop,
  hand: TillHand,
  move: { shiftId: string; direction: 'in' | 'out'; reason: 'CHANGE' | 'BANK' | 'PETTY_CASH'; amountMinor: bigint },
): Promise<void> {
  const { shiftId, direction, reason, amountMinor } = move;
  const movementId = hand.ids.uuid7();
  shop.books.shifts.get(shiftId)?.movements.set(movementId, { direction, amountMinor });
  await hand.insist('MoveCash', {
    ...{ movementId, shiftId, amount: money(amountMinor) },
    direction: `CASH_DIRECTION_${direction.toUpperCase()}`,
    reason: `CASH_REASON_${reason}`,
  });
}

/**
 * A supervisor takes over what waits for the server and what has no end.
 * @param missingMinor what a drawer lacks when it is counted, or holds too much where it is below zero
 * @returns what the till's Z report says otherwise than the cashier's own book
 */
export async function closeShift(shop: Shop, hand: TillHand, shiftId: string, missingMinor: bigint): Promise<string[]> {
  const shift = shop.books.shifts.get(shiftId);
  if (!shift) throw new Error(`nobody opened shift ${shiftId}`);
  await hand.insist('BeginClosing', { shiftId });
  const countedMinor = shop.books.shiftSums(shift).expectedMinor - missingMinor;
  const report = await close(hand, shiftId, countedMinor);
  shift.countedMinor = countedMinor;
  shift.takenOverKeys = report.openPaymentKeys;
  const sums = shop.books.shiftSums(shift);
  const told: ReadonlyArray<readonly [string, bigint | undefined, { amountMinor: string } | null]> = [
    ['float', shift.floatMinor, report.float],
    ['moved in', sums.movedInMinor, report.movedIn],
    ['moved out', sums.movedOutMinor, report.movedOut],
    ['expected', sums.expectedMinor, report.expectedCash],
    ['counted', sums.countedMinor, report.countedCash],
    ['difference', sums.differenceMinor, report.difference],
  ];
  return told
    .filter(([, own, said]) => String(own) !== said?.amountMinor)
    .map(([name, own, said]) => `shift ${shiftId}: ${name} is ${own}, the till says ${said?.amountMinor}`);
}

async function close(hand: TillHand, shiftId: string, countedMinor: bigint): Promise<ReplyOf<'CloseShift'>> {
  const counts = [
    { denominationMinor: '100', count: Number(countedMinor / 100n) },
    { denominationMinor: '1', count: Number(countedMinor % 100n) },
  ];
  for (let tries = 1; ; tries++) {
    const { openPaymentKeys, unsent } = await hand.insist('GetShift', { shiftId });
    try {
      return await hand.insist('CloseShift', {
        ...{ shiftId, counts, takenOverPaymentKeys: openPaymentKeys, takenOverUnsent: unsent },
        approval: { number: demoSupervisor.number, pin: demoSupervisor.pin },
      });
    } catch (error) {
      if (!(error instanceof RefusedByAgent) || !unnamed.includes(error.code) || tries >= closeTriesMax) throw error;
    }
  }
}
