/** What is done at a till beside sales and payments, written before it is done; the same deed once. */
import { type JsonValue, payloadHash } from '@qiantai/foundation';
import { type TillDeed, tillDeedRights, tillDeedSchema } from '@qiantai/protos';
import { z } from 'zod';
import { agentError } from '../errors.ts';
import type { Journal } from '../journal/journal.ts';
import { trainsAfter } from '../orders/training-store.ts';
import type { Store } from '../store/database.ts';
import type { ApprovalDesk, Doer } from './approval-desk.ts';
import type { ApprovalStore } from './approval-store.ts';

/** What a till sends: the deed without what only the agent can say. */
const sentDeedSchema = tillDeedSchema.omit({ operatorId: true, businessDate: true }).partial({ deedId: true });

export type DeedDesk = ReturnType<typeof openDeedDesk>;

export function openDeedDesk(parts: {
  store: Store;
  journal: Journal;
  approvals: ApprovalStore;
  rights: Pick<ApprovalDesk, 'insist'>;
  /** In the transaction that journals the deed: training begins or ends at the till. */
  trained: (terminalId: string, trains: boolean) => void;
  nowMs: () => number;
}) {
  const { approvals } = parts;

  /**
   * @returns the sequence of the deed's entry
   * @throws CodedError REQUEST_BAD, DEED_CONFLICT, APPROVAL_NEEDED, APPROVAL_UNKNOWN, APPROVAL_OVER
   */
  function record(doer: Doer & { businessDate: string }, deedId: string, deedJson: string): number {
    const { terminalId, operatorId, businessDate } = doer;
    const sent = sentDeedFrom(deedId, deedJson);
    const requestHash = deedHash(sent);
    const before = approvals.findDeed(deedId);
    if (before) {
      if (before.requestHash !== requestHash || before.terminalId !== terminalId) {
        throw agentError('DEED_CONFLICT', { deedId });
      }
      return before.journalSequence;
    }
    const right = tillDeedRights[sent.deed];
    if (right) parts.rights.insist(doer, right, { approvalId: sent.approvalId ?? '', saleId: sent.saleId ?? '' });
    return parts.store.transact(() => {
      const payload = { ...sent, operatorId, businessDate };
      const { sequence } = parts.journal.append({ terminalId, kind: 'till.deed', payload });
      const recordedAtMs = parts.nowMs();
      approvals.insertDeed({ deedId, terminalId, requestHash, journalSequence: sequence, recordedAtMs });
      const trains = trainsAfter(sent);
      if (trains !== undefined) parts.trained(terminalId, trains);
      return sequence;
    });
  }

  return { record };
}

type SentDeed = Omit<TillDeed, 'operatorId' | 'businessDate'>;

function sentDeedFrom(deedId: string, deedJson: string): SentDeed {
  const bad = (why: string, cause?: unknown) => agentError('REQUEST_BAD', { field: 'deed_json', why }, { cause });
  let json: unknown;
  try {
    json = JSON.parse(deedJson);
  } catch (error) {
    throw bad('it is not JSON', error);
  }
  const parsed = sentDeedSchema.safeParse(json);
  if (!parsed.success) throw bad(z.prettifyError(parsed.error).slice(0, 300));
  if (parsed.data.deedId !== undefined && parsed.data.deedId !== deedId) throw bad('it is of another deed_id');
  return { ...parsed.data, deedId } as SentDeed;
}

/** Of what the till sent: a deed that came back from the journal has the same. */
export function deedHash({ operatorId: _who, businessDate: _when, ...sent }: SentDeed & Partial<TillDeed>): string {
  return payloadHash(sent as JsonValue);
}
