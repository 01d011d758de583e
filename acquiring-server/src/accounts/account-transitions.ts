/**
 * The states of an account and who may move it, as one table; the switches and who may turn them, as another one.
 * What is not in them is refused. Pure.
 */
import type { AccountFlow } from '../ledger/ledger.ts';

export const accountStatuses = ['awaiting_identity', 'normal', 'frozen', 'stopped', 'closed'] as const;
export type AccountStatus = (typeof accountStatuses)[number];

/** `merchant`: the company that the user belongs to, for its customer. `system`: the server itself. */
export const actorRoles = ['customer', 'merchant', 'operations', 'risk', 'system'] as const;
export type ActorRole = (typeof actorRoles)[number];

export const accountEvents = [
  /** The provider confirmed who the customer is. */
  'identity_verified',
  'frozen_by_risk',
  'unfrozen',
  'stopped',
  'resumed',
  /** The customer wants it closed; it goes on as it is until it is. */
  'closing_requested',
  'closing_withdrawn',
  /** Nothing stood against it. */
  'closed',
] as const;
export type AccountEvent = (typeof accountEvents)[number];

interface EventRow {
  readonly by: readonly ActorRole[];
  /** From which states, and where to. */
  readonly from: Readonly<Partial<Record<AccountStatus, AccountStatus>>>;
}

/**
 * Frozen leads to normal only, and only by risk: whoever stops, resumes or closes an account never lifts what
 * risk has ordered. An account that waits for the identity can't be stopped or frozen: it moves no money anyway,
 * and resuming it would let it pass without the check.
 */
export const accountTransitions: Readonly<Record<AccountEvent, EventRow>> = {
  identity_verified: { by: ['system'], from: { awaiting_identity: 'normal' } },
  frozen_by_risk: { by: ['risk'], from: { normal: 'frozen' } },
  unfrozen: { by: ['risk'], from: { frozen: 'normal' } },
  stopped: { by: ['operations'], from: { normal: 'stopped' } },
  resumed: { by: ['operations'], from: { stopped: 'normal' } },
  closing_requested: {
    by: ['customer', 'merchant', 'operations'],
    from: { awaiting_identity: 'awaiting_identity', normal: 'normal', stopped: 'stopped' },
  },
  closing_withdrawn: {
    by: ['customer', 'merchant', 'operations'],
    from: { awaiting_identity: 'awaiting_identity', normal: 'normal', stopped: 'stopped' },
  },
  closed: {
    by: ['operations', 'system'],
    from: { awaiting_identity: 'closed', normal: 'closed', stopped: 'closed' },
  },
};

export type Step =
  | { kind: 'to'; status: AccountStatus }
  /** `not_by_role` comes first: whoever may not do it learns nothing of the account's state. */
  | { kind: 'refused'; why: 'not_by_role' | 'not_in_state' };

export function nextAccountStatus(status: AccountStatus, event: AccountEvent, by: ActorRole): Step {
  const row = accountTransitions[event];
  if (!row.by.includes(by)) return { kind: 'refused', why: 'not_by_role' };
  const to = row.from[status];
  return to ? { kind: 'to', status: to } : { kind: 'refused', why: 'not_in_state' };
}

export const accountSwitches = ['may_recharge', 'may_withdraw', 'may_overdraw', 'active'] as const;
export type AccountSwitch = (typeof accountSwitches)[number];

/** Switches are the platform's (the fifth one, closed, is an event above); the password is the customer's own. */
export const switchTurners: Readonly<Record<AccountSwitch, readonly ActorRole[]>> = {
  may_recharge: ['operations', 'risk'],
  may_withdraw: ['operations', 'risk'],
  may_overdraw: ['operations'],
  active: ['operations'],
};
export const passwordSetters: readonly ActorRole[] = ['customer', 'merchant'];

/** Who may freeze a part of an account, and give it back, by the kind of freeze. */
export const freezers: Readonly<Record<'trade' | 'risk', readonly ActorRole[]>> = {
  trade: ['operations'],
  risk: ['risk'],
};

export function maySwitch(status: AccountStatus, name: AccountSwitch, by: ActorRole): Step {
  if (!switchTurners[name].includes(by)) return { kind: 'refused', why: 'not_by_role' };
  return status === 'closed' ? { kind: 'refused', why: 'not_in_state' } : { kind: 'to', status };
}

/** Which way money may go on the ledger's account. Closed: the ledger's account is closed too. */
export function flowOf(account: { status: AccountStatus; active: boolean }): AccountFlow {
  if (!account.active) return 'none';
  switch (account.status) {
    case 'normal':
      return 'both';
    // What comes in for a frozen account is the customer's; nothing of it can be spent.
    case 'frozen':
      return 'in';
    case 'awaiting_identity':
    case 'stopped':
    case 'closed':
      return 'none';
  }
}
