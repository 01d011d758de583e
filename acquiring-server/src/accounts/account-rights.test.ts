import { describe, expect, it } from 'vitest';
import { type AccountAction, type AccountRight, accountRights, hindranceOf, overdraftOf } from './account-rights.ts';
import { accountStatuses, flowOf } from './account-transitions.ts';

const every: ReadonlySet<AccountRight> = new Set(accountRights);
const open = { status: 'normal', active: true, mayRecharge: true, mayWithdraw: true, mayOverdraw: false } as const;
const actions = accountRights.filter((right): right is AccountAction => right !== 'may_overdraw');
const inward: readonly AccountAction[] = ['may_recharge', 'may_transfer_in', 'may_receive', 'may_be_funded'];

describe('what may be done with an account', () => {
  it.each(actions)('%s asks for the right, the state and the switch', (action) => {
    expect(hindranceOf(open, every, action)).toBeUndefined();
    expect(hindranceOf(open, new Set(actions.filter((other) => other !== action)), action)).toBe('type_forbids');
    expect(hindranceOf({ ...open, active: false }, every, action)).toBe('not_active');
    for (const status of accountStatuses) {
      const may = status === 'normal' || (status === 'frozen' && inward.includes(action));
      expect(hindranceOf({ ...open, status }, every, action)).toBe(may ? undefined : 'state_forbids');
      const flow = flowOf({ status, active: true });
      expect(flow === 'both' || flow === (inward.includes(action) ? 'in' : 'out')).toBe(may);
    }
    const off = { ...open, mayRecharge: false, mayWithdraw: false };
    const switched = action === 'may_recharge' || action === 'may_withdraw';
    expect(hindranceOf(off, every, action)).toBe(switched ? 'switched_off' : undefined);
  });

  it('goes below zero by type, switch and limit together', () => {
    const credit = { mayOverdraw: true, overdraftLimitMinor: 500n };
    expect(overdraftOf(credit, every)).toBe(500n);
    expect(overdraftOf({ ...credit, mayOverdraw: false }, every)).toBe(0n);
    expect(overdraftOf(credit, new Set())).toBe(0n);
  });
});
