/** What an entry about an approval or a deed stands for in the tables, where it is not there yet. */
import type { JournalEntry, JournalPayload } from '@qiantai/protos';
import type { ApprovalStore } from './approval-store.ts';
import { deedHash } from './deed-desk.ts';

export function restoreApprovals(approvals: ApprovalStore, entry: JournalEntry): void {
  const { terminalId } = entry;
  if (entry.kind === 'approval.given') {
    const given = entry.payload as JournalPayload<'approval.given'>;
    const { approvalId, right, operatorId, approvedById, saleId = '', givenAtMs } = given;
    if (approvals.find(approvalId)) return;
    approvals.insert({ approvalId, terminalId, right, operatorId, approvedById, saleId, givenAtMs });
  }
  if (entry.kind === 'till.deed') {
    const deed = entry.payload as JournalPayload<'till.deed'>;
    if (approvals.findDeed(deed.deedId)) return;
    approvals.insertDeed({
      ...{ deedId: deed.deedId, terminalId, requestHash: deedHash(deed) },
      journalSequence: entry.sequence,
      recordedAtMs: entry.recordedAtMs,
    });
  }
}
