/** What an entry about a shift stands for in the tables, where it is not there yet (an entry that came back). */
import { payloadHash } from '@qiantai/foundation';
import type { JournalEntry, JournalPayload } from '@qiantai/protos';
import { openedShift } from './shift-desk.ts';
import type { ShiftStore } from './shift-store.ts';

export function restoreShift(shifts: ShiftStore, { kind, payload, terminalId, sequence }: JournalEntry): void {
  if (kind === 'shift.opened') {
    const opened = payload as JournalPayload<'shift.opened'>;
    if (shifts.find(opened.shiftId) || shifts.current(terminalId)) return;
    const { shiftId, floatMinor, currency } = opened;
    const requestHash = payloadHash({ shiftId, terminalId, floatMinor, currency });
    shifts.insert(openedShift(opened, { terminalId, sequence, requestHash }));
  }
  if (kind === 'cash.moved') {
    const moved = payload as JournalPayload<'cash.moved'>;
    const { movementId, shiftId, direction, reason, note } = moved;
    if (shifts.movement(movementId) || !shifts.find(shiftId)) return;
    const amountMinor = BigInt(moved.amountMinor);
    const requestHash = payloadHash({ movementId, shiftId, direction, reason, note, amountMinor });
    shifts.insertMovement({ movementId, shiftId, direction, amountMinor, requestHash });
  }
  if (kind === 'shift.handed_over') {
    const handed = payload as JournalPayload<'shift.handed_over'>;
    const shift = shifts.find(handed.shiftId);
    if (shift && shift.status !== 'closed') shifts.update({ ...shift, operatorId: handed.toOperatorId });
  }
  if (kind === 'shift.closed') {
    const closed = payload as JournalPayload<'shift.closed'>;
    const shift = shifts.find(closed.shiftId);
    if (!shift || shift.status === 'closed') return;
    const counts = closed.counts.map(({ denominationMinor, count }) => ({ denominationMinor, count }));
    shifts.update({
      ...shift,
      status: 'closed',
      closedAtMs: closed.closedAtMs,
      closedSequence: sequence,
      closeHash: payloadHash({ shiftId: closed.shiftId, counts }),
      closedJson: JSON.stringify(closed),
    });
  }
}
