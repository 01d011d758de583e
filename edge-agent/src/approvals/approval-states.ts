/**
 * How an approval stands against what it is named for. Pure.
 *
 *   given ── 15 minutes ──▶ over
 *
 * It is good for the till that asked, the right, and the operator who asked; one that names a sale counts for that
 * sale alone. A sale's own lines ask for one that names it, and then whoever ends the sale may name it: the sale may
 * have gone to another operator of the till.
 */
export interface Approval {
  approvalId: string;
  terminalId: string;
  right: string;
  /** Who asked. */
  operatorId: string;
  approvedById: string;
  /** Empty: for no sale. */
  saleId: string;
  givenAtMs: number;
}

export interface Claim {
  terminalId: string;
  right: string;
  /** Undefined: whoever asked for it. */
  operatorId?: string | undefined;
  saleId: string;
  /** Whether the approval has to name the sale. */
  ofSaleAlone: boolean;
  /** When the deed is done. */
  atMs: number;
}

export const approvalLifeMs = 15 * 60_000;

export type ApprovalFinding = 'good' | 'over' | 'other';

export function approvalFinding(approval: Approval | undefined, claim: Claim): ApprovalFinding {
  if (!approval || approval.terminalId !== claim.terminalId || approval.right !== claim.right) return 'other';
  if (claim.operatorId !== undefined && approval.operatorId !== claim.operatorId) return 'other';
  const unbound = approval.saleId === '' && !claim.ofSaleAlone;
  if (!unbound && approval.saleId !== claim.saleId) return 'other';
  return claim.atMs < approval.givenAtMs + approvalLifeMs ? 'good' : 'over';
}
