/**
 * The way of a deed: it can be done at all; the operator has its right, or a second person allows it; it stands in the
 * agent's journal where it has to; then it is done.
 *
 *   ask ──▶ (approval_asked ──approved──▶) (record_deed ──deed_recorded──▶) done
 */
import type { TillRight } from '@qiantai/protos';
import { ageRules } from './age.ts';
import { mayBeOperatorCard } from './codes.ts';
import type { CartDeed, DeedOf } from './deeds.ts';
import type { DeedRecord, OperatorProof, Step } from './events.ts';
import { notAllowed } from './giving-back.ts';
import { heldRules } from './held-carts.ts';
import { approvalsMax } from './limits.ts';
import { lineRules } from './line-deeds.ts';
import type { Approval, DeedPlace, Notice, TillState } from './model.ts';
import { refundRules } from './refund-deeds.ts';
import { saleRules } from './sale-deeds.ts';
import { settleRules } from './sale-rights.ts';
import { go, type Handler, refuse, type Situation, stay, withSale } from './situation.ts';

/** What a deed says for the journal. */
export type DeedFacts = Omit<DeedRecord, 'deedId' | 'doneAtMs' | 'approvalId'>;

export interface DeedRule<Deed extends CartDeed> {
  /** Why it cannot be done now; null: it can. */
  refusal(situation: Situation, deed: Deed): string | null;
  /** Null: whoever is signed in may do it. */
  right(situation: Situation, deed: Deed): TillRight | null;
  /** What has to stand in the journal before it is done; null, or absent: nothing. */
  record?(state: TillState, deed: Deed): DeedFacts | null;
  do(situation: Situation, deed: Deed): Step;
}

export type DeedRules<Kind extends CartDeed['kind']> = { readonly [K in Kind]: DeedRule<DeedOf<K>> };

/**
 * The tables are checked member by member where they are written; looking a member up loses the pairing. Put together
 * when asked, as their files and this one import each other.
 */
function ruleOf(deed: CartDeed): DeedRule<CartDeed> {
  const ofCart = { ...lineRules, ...saleRules, ...heldRules, ...ageRules };
  const rules: DeedRules<CartDeed['kind']> = { ...ofCart, ...settleRules, ...refundRules };
  return rules[deed.kind] as unknown as DeedRule<CartDeed>;
}

export function askDeed(situation: Situation, deed: CartDeed): Step {
  const { state } = situation;
  const rule = ruleOf(deed);
  const code = rule.refusal(situation, deed);
  if (code) return refuse(state, code);
  const right = rule.right(situation, deed);
  if (!right || state.session?.rights.includes(right)) return perform(situation, deed, null);
  if (state.sale.approvals.length >= approvalsMax) return refuse(state, 'TOO_MANY_APPROVALS');
  return go(state, { status: 'approval_asked', right, deed, from: state.stage as DeedPlace });
}

/** It is allowed: recorded first, where that is asked for. */
export function perform(situation: Situation, deed: CartDeed, approval: Approval | null): Step {
  const { state, context } = situation;
  const facts = ruleOf(deed).record?.(state, deed) ?? null;
  if (!facts) return finish(situation, deed, approval);
  const record: DeedRecord = {
    ...facts,
    deedId: context.mint.uuid7(),
    doneAtMs: context.nowMs,
    ...(approval ? { approvalId: approval.approvalId } : {}),
  };
  return stay(state, [{ kind: 'record_deed', record, deed, approval }]);
}

function finish(situation: Situation, deed: CartDeed, approval: Approval | null): Step {
  const step = ruleOf(deed).do(situation, deed);
  // What was allowed of a cart on hold is none of the sale in hand.
  if (!approval || step.refused || deed.kind === 'discard_held') return step;
  return { ...step, state: withApproval(step.state, approval) };
}

function withApproval(state: TillState, approval: Approval): TillState {
  return withSale(state, { ...state.sale, approvals: [...state.sale.approvals, approval] });
}

/** Looked at once more: what it is about may be gone since it was asked for. */
export const deedRecorded: Handler<'selling' | 'age_asked', 'deed_recorded'> = (situation, { deed, approval }) => {
  const { state, stage } = situation;
  const elsewhere = (deed.kind === 'answer_age') !== (stage.status === 'age_asked');
  const code = elsewhere ? 'NOT_NOW' : ruleOf(deed).refusal(situation, deed);
  return code ? refuse(state, code) : finish(situation, deed, approval);
};

export const approveByPin: Handler<'approval_asked', 'approve'> = (situation, { number, pin }) =>
  askApproval(situation, { kind: 'pin', number, pin });

export const approveByCard: Handler<'approval_asked', 'scan'> = (situation, { code }) =>
  // Anything else that is scanned meanwhile is no try of a card, which the agent counts.
  mayBeOperatorCard(code)
    ? askApproval(situation, { kind: 'card', cardCode: code })
    : refuse(situation.state, 'APPROVAL_WAITS');

function askApproval({ state, stage }: Parameters<typeof approveByPin>[0], proof: OperatorProof): Step {
  const { right, deed } = stage;
  // It is good for the sale that it names.
  const saleId = deed.kind === 'discard_held' ? deed.saleId : state.sale.saleId;
  return stay(state, [{ kind: 'ask_approval', right, saleId, note: noteOf(state, deed), proof }]);
}

export const approved: Handler<'approval_asked', 'approved'> = ({ state, stage, context }, { approvalId }) => {
  const { from, deed, right } = stage;
  const approval: Approval = { approvalId, right, givenAtMs: context.nowMs };
  const back = { state: { ...state, stage: from }, stage: from, context };
  // The refund that follows names it.
  const named = deed.kind === 'settle_sale' || deed.kind === 'refund_over_limit';
  if (!named) return perform(back, deed, approval);
  // A sale may want several: what is still missing is asked for next.
  return askDeed({ ...back, state: withApproval(back.state, approval) }, deed);
};

export const approvalRefused: Handler<'approval_asked', 'approval_refused'> = (
  { state },
  { notice }: { notice: Notice },
) => refuse(state, notice.code, notice.params);

/** Not done: the cart stays as it was, and a refund that nobody allowed is not made. */
export const leaveApproval: Handler<'approval_asked', 'leave_approval'> = (situation) => {
  const { from } = situation.stage;
  return from.status === 'refunding' ? notAllowed(situation, from.refunding) : go(situation.state, from);
};

/** For the record: what it is, and of which article. */
function noteOf({ sale }: TillState, deed: CartDeed): string {
  const line = 'lineNo' in deed ? sale.lines.find(({ lineNo }) => lineNo === deed.lineNo) : undefined;
  const goods = line?.article.nameZh ?? ('name' in deed ? deed.name : '');
  const detail =
    'discount' in deed && deed.discount
      ? deed.discount.kind === 'amount'
        ? `-${deed.discount.amountMinor}`
        : `-${deed.discount.basisPoints}bp`
      : 'priceMinor' in deed
        ? `@${deed.priceMinor ?? 'list'}`
        : '';
  return [deed.kind, goods, detail].filter(Boolean).join(' ').slice(0, 200);
}
