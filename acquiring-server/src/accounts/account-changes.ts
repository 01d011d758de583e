/** The only place that changes an account's state or switches: lock, table, row, history, ledger: one commit. */
import { serverError } from '../errors.ts';
import type { AccountDeps } from './account-deps.ts';
import { overdraftOf } from './account-rights.ts';
import { changeAccount, lockAccount, type Queryable } from './account-store.ts';
import {
  type AccountEvent,
  type AccountSwitch,
  flowOf,
  maySwitch,
  nextAccountStatus,
  type Step,
} from './account-transitions.ts';
import { checkAccountScope } from './actor-scope.ts';
import { type Actor, ledgerKeyOf, type MemberAccount } from './records.ts';

type ChangeDeps = Pick<AccountDeps, 'ledger' | 'clock'>;

/** The account, locked for whoever may know of it. @throws CodedError ACCOUNT_NOT_FOUND */
export async function lockedAccount(client: Queryable, accountNumber: string, actor: Actor): Promise<MemberAccount> {
  const account = await lockAccount(client, accountNumber);
  if (!account) throw serverError('ACCOUNT_NOT_FOUND', { accountNumber });
  await checkAccountScope(client, account, actor);
  return account;
}

/**
 * Moves a locked account by an event of the table, and the ledger's account with it.
 * @throws CodedError ACCOUNT_ROLE_REFUSED, ACCOUNT_STEP_REFUSED; LEDGER_ACCOUNT_NOT_EMPTY on closing
 */
export async function moveAccount(
  client: Queryable,
  deps: ChangeDeps,
  move: { account: MemberAccount; event: AccountEvent; actor: Actor; why: string },
): Promise<MemberAccount> {
  const { account, event, actor, why } = move;
  const status = checkStep(account, event, actor);
  const nowMs = deps.clock.nowMs();
  const moved = await changeAccount(
    client,
    account,
    { status, ...besides(event, nowMs) },
    { change: 'status', event, fromValue: account.status, toValue: status, actor, why },
    nowMs,
  );
  await tellLedger(client, deps, moved);
  return moved;
}

/** Where the event leads to. @throws CodedError ACCOUNT_ROLE_REFUSED, ACCOUNT_STEP_REFUSED */
export function checkStep(account: MemberAccount, event: AccountEvent, actor: Actor): MemberAccount['status'] {
  return taken(nextAccountStatus(account.status, event, actor.role), { account, event, actor });
}

function besides(event: AccountEvent, nowMs: number) {
  switch (event) {
    case 'closing_requested':
      return { closingRequestedAtMs: nowMs };
    case 'closing_withdrawn':
      return { closingRequestedAtMs: null };
    case 'closed':
      return { closedAtMs: nowMs };
    default:
      return {};
  }
}

export interface SwitchTurn {
  accountNumber: string;
  switch: AccountSwitch;
  on: boolean;
  /** With `may_overdraw`: how far below zero, minor units. Absent: as it is. */
  overdraftLimitMinor?: bigint;
  actor: Actor;
  why: string;
}

/**
 * Turns a switch; one that stands so already changes nothing and writes nothing.
 * @throws CodedError ACCOUNT_NOT_FOUND, ACCOUNT_ROLE_REFUSED, ACCOUNT_STEP_REFUSED, ACCOUNT_TYPE_UNFIT where the type
 * never may
 */
export async function turnSwitch(client: Queryable, deps: ChangeDeps, turn: SwitchTurn): Promise<MemberAccount> {
  const account = await lockedAccount(client, turn.accountNumber, turn.actor);
  const { actor, on } = turn;
  taken(maySwitch(account.status, turn.switch, actor.role), { account, event: turn.switch, actor });
  if (on && turn.switch !== 'active' && !account.rights.has(turn.switch)) {
    throw serverError('ACCOUNT_TYPE_UNFIT', { typeCode: account.typeCode, why: `it never ${turn.switch}` });
  }
  let changed = await turned(client, deps, account, turn);
  if (turn.switch === 'may_overdraw') changed = await limited(client, deps, changed, turn);
  if (changed !== account) await tellLedger(client, deps, changed);
  return changed;
}

const memberOf = {
  may_recharge: 'mayRecharge',
  may_withdraw: 'mayWithdraw',
  may_overdraw: 'mayOverdraw',
  active: 'active',
} as const satisfies Record<AccountSwitch, keyof MemberAccount>;

async function turned(
  client: Queryable,
  deps: ChangeDeps,
  account: MemberAccount,
  { switch: name, on, actor, why }: SwitchTurn,
): Promise<MemberAccount> {
  const member = memberOf[name];
  const before = account[member];
  if (before === on) return account;
  const history = {
    change: 'switch',
    event: name,
    fromValue: String(before),
    toValue: String(on),
    actor,
    why,
  } as const;
  return await changeAccount(client, account, { [member]: on }, history, deps.clock.nowMs());
}

async function limited(
  client: Queryable,
  deps: ChangeDeps,
  account: MemberAccount,
  { overdraftLimitMinor, actor, why }: SwitchTurn,
): Promise<MemberAccount> {
  const before = account.overdraftLimitMinor;
  if (overdraftLimitMinor === undefined || overdraftLimitMinor === before) return account;
  return await changeAccount(
    client,
    account,
    { overdraftLimitMinor },
    {
      change: 'limit',
      event: 'overdraft_limit',
      fromValue: before.toString(),
      toValue: overdraftLimitMinor.toString(),
      actor,
      why,
    },
    deps.clock.nowMs(),
  );
}

async function tellLedger(client: Queryable, { ledger }: ChangeDeps, account: MemberAccount): Promise<void> {
  const key = ledgerKeyOf(account);
  if (account.status === 'closed') await ledger.setAccount(client, key, { closed: true });
  else {
    const overdraftMinor = overdraftOf(account, account.rights);
    await ledger.setAccount(client, key, { flow: flowOf(account), overdraftMinor });
  }
}

/** The state that a step leads to. @throws CodedError ACCOUNT_ROLE_REFUSED, ACCOUNT_STEP_REFUSED */
function taken(step: Step, at: { account: MemberAccount; event: string; actor: Actor }): MemberAccount['status'] {
  if (step.kind === 'to') return step.status;
  const { account, event, actor } = at;
  throw step.why === 'not_by_role'
    ? serverError('ACCOUNT_ROLE_REFUSED', { event, role: actor.role })
    : serverError('ACCOUNT_STEP_REFUSED', { accountNumber: account.accountNumber, status: account.status, event });
}
