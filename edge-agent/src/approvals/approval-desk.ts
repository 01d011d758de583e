/**
 * What an operator has no right for, another one may approve: proved by number and PIN or by card, journalled, and
 * good for a while (approval-states.ts). Whoever does the deed names the approval.
 */
import { type IdMint, type TillRight, tillRights } from '@qiantai/protos';
import { agentError } from '../errors.ts';
import type { Journal } from '../journal/journal.ts';
import type { SignInDesk } from '../operators/sign-in.ts';
import type { OperatorSetting, SettingsStore } from '../settings/settings-store.ts';
import type { Store } from '../store/database.ts';
import { approvalFinding, approvalLifeMs, type Claim } from './approval-states.ts';
import type { ApprovalStore } from './approval-store.ts';

export type Proof = { by: 'pin'; number: string; pin: string } | { by: 'card'; cardCode: string };

/** Who does the deed: the session's operator at this till. */
export interface Doer {
  terminalId: string;
  operatorId: string;
}

export interface ApprovalAsked {
  right: TillRight;
  proof: Proof;
  /** Empty: for no sale. */
  saleId: string;
  note: string;
}

export interface ApprovalGiven {
  approvalId: string;
  operator: OperatorSetting;
  expiresAtMs: number;
}

/** Between the till and the agent, a payment's start and an approval's answer together. */
const onTheWayMsMax = 60_000;

export type ApprovalDesk = ReturnType<typeof openApprovalDesk>;

export function openApprovalDesk(parts: {
  store: Store;
  journal: Journal;
  approvals: ApprovalStore;
  settings: Pick<SettingsStore, 'operators'>;
  signIn: Pick<SignInDesk, 'prove' | 'proveCard'>;
  ids: IdMint;
  nowMs: () => number;
}) {
  const { approvals } = parts;

  /** @throws CodedError RIGHT_MISSING, SIGN_IN_WRONG, SIGN_IN_LOCKED, SIGN_IN_WITHOUT_CONTACT */
  async function approve(doer: Doer, asked: ApprovalAsked): Promise<ApprovalGiven> {
    const { terminalId, operatorId } = doer;
    const { right, proof, saleId, note } = asked;
    const operator =
      proof.by === 'pin'
        ? await parts.signIn.prove(terminalId, proof.number, proof.pin)
        : parts.signIn.proveCard(terminalId, proof.cardCode);
    if (!operator.rights.includes(right)) throw agentError('RIGHT_MISSING', { right });
    const approvalId: string = parts.ids.uuid7();
    const givenAtMs = parts.nowMs();
    const approvedById = operator.operatorId;
    parts.store.transact(() => {
      approvals.insert({ approvalId, terminalId, right, operatorId, approvedById, saleId, givenAtMs });
      parts.journal.append({
        terminalId,
        kind: 'approval.given',
        payload: {
          ...{ approvalId, right, operatorId, approvedById, by: proof.by, note, givenAtMs },
          ...(saleId === '' ? {} : { saleId }),
        },
      });
    });
    return { approvalId, operator, expiresAtMs: givenAtMs + approvalLifeMs };
  }

  function hasRight({ terminalId, operatorId }: Doer, right: string): boolean {
    return parts.settings
      .operators(terminalId)
      .some((one) => one.operatorId === operatorId && one.rights.includes(right));
  }

  /**
   * The operator's right, or the named approval's. `approvalId` empty: none is named.
   * @throws CodedError APPROVAL_NEEDED, APPROVAL_UNKNOWN, APPROVAL_OVER
   */
  function insist(
    doer: Doer,
    right: TillRight,
    named: { approvalId: string; saleId: string; ofSaleAlone?: boolean },
  ): void {
    if (hasRight(doer, right)) return;
    const { approvalId, saleId, ofSaleAlone = false } = named;
    if (approvalId === '') throw agentError('APPROVAL_NEEDED', { right });
    const claim = { ...doer, right, saleId, ofSaleAlone, atMs: parts.nowMs() };
    const finding = approvalFinding(approvals.find(approvalId), claim);
    if (finding === 'other') throw agentError('APPROVAL_UNKNOWN', { approvalId, right });
    if (finding === 'over') throw agentError('APPROVAL_OVER', { right });
  }

  /**
   * A right that the lines of a sale ask for: any of `rights` will do, the operator's or that of an approval that was
   * given for this sale and not over at `atMs`, when its money began to move. The till counts the same time, from when
   * it heard of the approval to when its customer was to pay; what lies on the way may not leave a paid sale refused.
   * @throws CodedError APPROVAL_NEEDED, APPROVAL_OVER
   */
  function insistForSale(
    doer: Doer,
    rights: readonly [TillRight, ...TillRight[]],
    sale: { saleId: string; approvalIds: readonly string[]; atMs: number },
  ): void {
    if (rights.some((right) => hasRight(doer, right))) return;
    const { terminalId } = doer;
    const { saleId, atMs } = sale;
    const findings = sale.approvalIds.flatMap((approvalId) => {
      const approval = approvals.find(approvalId);
      const claimOf = (right: TillRight): Claim => ({
        ...{ terminalId, right, saleId, ofSaleAlone: true },
        atMs: atMs - onTheWayMsMax,
      });
      return rights.map((right) => approvalFinding(approval, claimOf(right)));
    });
    if (findings.includes('good')) return;
    const [right] = rights;
    throw agentError(findings.includes('over') ? 'APPROVAL_OVER' : 'APPROVAL_NEEDED', { right });
  }

  return { approve, hasRight, insist, insistForSale };
}

export function tillRightFrom(value: string): TillRight {
  const right = tillRights.find((one) => one === value);
  if (!right) throw agentError('REQUEST_BAD', { field: 'right', why: `one of ${tillRights.join(', ')}` });
  return right;
}
