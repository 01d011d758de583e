/** Who may allow what the till asks of a second person. Pure. */
import type { CounterShown } from '../contract/counter-contract.ts';
import type { TillSnapshot } from '../contract/till-contract.ts';
import type { LineStatus, TillInfo } from '../edge/convert.ts';
import type { TillState } from '../sale/model.ts';

export interface ApproversSeen {
  state: Pick<TillState, 'stage' | 'session'>;
  till: Pick<TillInfo, 'operators'> | null;
  line: Pick<LineStatus, 'signedInIds'> | null;
  counter: Pick<CounterShown, 'call'>;
}

/** Those who hold the right, but for the operator at this till: who is signed in at some till first, then by number. */
export function approversOf({ state, till, line, counter }: ApproversSeen): TillSnapshot['approvers'] {
  const { stage, session } = state;
  const right =
    stage.status === 'approval_asked' ? stage.right : counter.call?.at === 'approval' ? counter.call.right : '';
  if (!session || right === '') return [];
  const signedIn = line?.signedInIds ?? [];
  return (till?.operators ?? [])
    .filter(({ operatorId, rights }) => operatorId !== session.operatorId && rights.includes(right))
    .map(({ operatorId, number, name }) => ({ operatorId, number, name, isSignedIn: signedIn.includes(operatorId) }))
    .sort((one, other) => Number(other.isSignedIn) - Number(one.isSignedIn) || one.number.localeCompare(other.number));
}
