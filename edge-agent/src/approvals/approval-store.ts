/** Approvals and deeds as far as they are asked for again: a month's. */
import type Sqlite from 'better-sqlite3';
import type { Approval } from './approval-states.ts';

export interface DeedRow {
  deedId: string;
  terminalId: string;
  requestHash: string;
  journalSequence: number;
  recordedAtMs: number;
}

interface RawApproval {
  approval_id: string;
  terminal_id: string;
  right_name: string;
  operator_id: string;
  approved_by_id: string;
  sale_id: string;
  given_at_ms: number;
}

interface RawDeed {
  deed_id: string;
  terminal_id: string;
  request_hash: string;
  journal_sequence: number;
  recorded_at_ms: number;
}

const keptMs = 31 * 86_400_000;

export type ApprovalStore = ReturnType<typeof openApprovalStore>;

export function openApprovalStore(sql: Sqlite.Database) {
  const insert = sql.prepare(
    `INSERT INTO approval (approval_id, terminal_id, right_name, operator_id, approved_by_id, sale_id, given_at_ms)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  const one = sql.prepare<[string], RawApproval>('SELECT * FROM approval WHERE approval_id = ?');
  const dropOld = sql.prepare('DELETE FROM approval WHERE given_at_ms < ?');
  const insertDeed = sql.prepare(
    `INSERT INTO till_deed (deed_id, terminal_id, request_hash, journal_sequence, recorded_at_ms)
     VALUES (?, ?, ?, ?, ?)`,
  );
  const oneDeed = sql.prepare<[string], RawDeed>('SELECT * FROM till_deed WHERE deed_id = ?');
  const dropOldDeeds = sql.prepare('DELETE FROM till_deed WHERE recorded_at_ms < ?');
  return {
    insert(approval: Approval): void {
      const { approvalId, terminalId, right, operatorId, approvedById, saleId, givenAtMs } = approval;
      insert.run(approvalId, terminalId, right, operatorId, approvedById, saleId, givenAtMs);
      dropOld.run(givenAtMs - keptMs);
    },
    find(approvalId: string): Approval | undefined {
      const row = one.get(approvalId);
      return (
        row && {
          approvalId: row.approval_id,
          terminalId: row.terminal_id,
          right: row.right_name,
          operatorId: row.operator_id,
          approvedById: row.approved_by_id,
          saleId: row.sale_id,
          givenAtMs: row.given_at_ms,
        }
      );
    },
    insertDeed(deed: DeedRow): void {
      insertDeed.run(deed.deedId, deed.terminalId, deed.requestHash, deed.journalSequence, deed.recordedAtMs);
      dropOldDeeds.run(deed.recordedAtMs - keptMs);
    },
    findDeed(deedId: string): DeedRow | undefined {
      const row = oneDeed.get(deedId);
      return (
        row && {
          deedId: row.deed_id,
          terminalId: row.terminal_id,
          requestHash: row.request_hash,
          journalSequence: row.journal_sequence,
          recordedAtMs: row.recorded_at_ms,
        }
      );
    },
  };
}
