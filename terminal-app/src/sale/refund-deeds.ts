/** Deeds on money that goes back: above what may be given back today, and in cash where its own way is shut. */
import type { DeedRules } from './doing-deeds.ts';
import { atItem, itemOf, returnsToReceipt } from './giving-back.ts';
import { approvalLifeMs } from './limits.ts';
import type { RefundItem, Refunding, TillState } from './model.ts';
import { refuse } from './situation.ts';

export const refundRules: DeedRules<'refund_over_limit' | 'refund_in_cash'> = {
  refund_over_limit: {
    refusal: () => null,
    right: ({ state, context }) => (overLimitApproval(state, context.nowMs) ? null : 'refund.over_limit'),
    // The agent refused before it began anything; what is asked now is another try, with a key of its own.
    do: (situation) => {
      const { stage, context } = situation;
      if (stage.status !== 'refunding') return refuse(situation.state, 'NOT_NOW');
      return atItem(situation, withItem(stage.refunding, { key: context.mint.refundKey() }));
    },
  },
  refund_in_cash: {
    refusal: ({ state, stage }) =>
      stage.status === 'refund_failed' && mayGoInCash(state, stage.refunding) ? null : 'NOT_NOW',
    // As with any money that no tender of a receipt holds.
    right: () => 'return.without_receipt',
    do: (situation) => {
      const { stage, context } = situation;
      if (stage.status !== 'refund_failed') return refuse(situation.state, 'NOT_NOW');
      const inCash = { key: context.mint.refundKey(), paymentKey: null, tender: 'cash', channel: 'cash' } as const;
      return atItem(situation, withItem(stage.refunding, inCash));
    },
  },
};

/** Of a receipt, nothing given back yet: it could be taken up again, and only this tender is shut. */
export function mayGoInCash(state: TillState, refunding: Refunding): boolean {
  return returnsToReceipt(state, refunding) && itemOf(refunding).tender !== 'cash';
}

/** What the day's limit asks about: an approval, and all that the return has left to give back. */
export function leaveOf(state: TillState, refunding: Refunding, nowMs: number) {
  const left = refunding.purpose === 'return' ? refunding.items.slice(refunding.index) : [itemOf(refunding)];
  const wholeMinor = left.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
  return { approvalId: overLimitApproval(state, nowMs), wholeMinor };
}

/** An approval that the agent takes still; '' where there is none. */
function overLimitApproval({ sale }: TillState, nowMs: number): string {
  const fresh = sale.approvals.findLast(
    ({ right, givenAtMs }) => right === 'refund.over_limit' && nowMs < givenAtMs + approvalLifeMs,
  );
  return fresh?.approvalId ?? '';
}

function withItem(refunding: Refunding, change: Partial<RefundItem>) {
  const items = refunding.items.map((item, index) => (index === refunding.index ? { ...item, ...change } : item));
  return { ...refunding, items };
}
