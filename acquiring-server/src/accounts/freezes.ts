/**
 * Freezes that people order: of the whole account by risk (a state), or of a part, by risk or, for a trade in
 * dispute, by operations (a hold of the ledger). Freezes that trades make themselves are holds and not here.
 */
import { serverError } from '../errors.ts';
import { platformBook } from '../ledger/journal.ts';
import { lockedAccount, moveAccount } from './account-changes.ts';
import type { AccountDeps } from './account-deps.ts';
import { changeAccount, type Queryable } from './account-store.ts';
import { freezers } from './account-transitions.ts';
import { type AccountFreeze, findFreeze, insertFreeze, lockFreeze, releaseFreeze } from './freeze-store.ts';
import { type Actor, ledgerKeyOf, type MemberAccount } from './records.ts';
import { fingerprintOf } from './request-fingerprint.ts';
import { takeRequestKey } from './request-store.ts';

export interface FreezeRequest {
  requestKey: string;
  accountNumber: string;
  freezeKind: 'trade' | 'risk';
  /** Minor units of the account's currency, above zero; `whole`: nothing of it can be spent. */
  amountMinor: bigint | 'whole';
  actor: Actor;
  why: string;
}

/**
 * @throws CodedError ACCOUNT_NOT_FOUND, ACCOUNT_ROLE_REFUSED, ACCOUNT_STEP_REFUSED, ACCOUNT_BAD_REQUEST,
 * ACCOUNT_KEY_CONFLICT, LEDGER_INSUFFICIENT_FUNDS where the part is not available, LEDGER_ACCOUNT_FLOW for a trade's
 * freeze while nothing may be spent
 */
export async function freezeAccount(deps: AccountDeps, request: FreezeRequest): Promise<AccountFreeze> {
  const { accountNumber, freezeKind, amountMinor, actor, why } = request;
  checkFreezer(freezeKind, actor, 'freeze');
  if (amountMinor === 'whole' && freezeKind !== 'risk') {
    throw serverError('ACCOUNT_BAD_REQUEST', { field: 'amount', why: 'a whole account is frozen by risk only' });
  }
  const payload = { accountNumber, freezeKind, amountMinor, why };
  return await deps.database.transaction(async (client) => {
    const freezeId = deps.ids.uuid7();
    const nowMs = deps.clock.nowMs();
    const keyed = fingerprintOf(deps, { requestKey: request.requestKey, method: 'FreezeAccount', payload });
    const before = await takeRequestKey(client, keyed, { resultId: freezeId, nowMs });
    if (before) return (await findFreeze(client, before)) as AccountFreeze;
    const account = await lockedAccount(client, accountNumber, actor);
    if (amountMinor === 'whole') {
      await moveAccount(client, deps, { account, event: 'frozen_by_risk', actor, why });
    } else await freezePart(client, deps, account, { ...request, amountMinor, freezeId });
    const freeze: AccountFreeze = {
      freezeId,
      accountNumber,
      freezeKind,
      scope: amountMinor === 'whole' ? 'whole' : 'part',
      amountMinor: amountMinor === 'whole' ? 0n : amountMinor,
      releasedMinor: 0n,
      status: 'active',
      why: why.slice(0, 500),
      placedBy: actor.name,
      placedAtMs: nowMs,
      releasedBy: '',
      releasedAtMs: null,
    };
    await insertFreeze(client, freeze);
    return freeze;
  });
}

async function freezePart(
  client: Queryable,
  deps: AccountDeps,
  account: MemberAccount,
  part: Pick<FreezeRequest, 'freezeKind' | 'actor' | 'why'> & { amountMinor: bigint; freezeId: string },
): Promise<void> {
  const { freezeKind, amountMinor, freezeId, actor, why } = part;
  if (account.status === 'closed') {
    const { accountNumber, status } = account;
    throw serverError('ACCOUNT_STEP_REFUSED', { accountNumber, status, event: 'freeze' });
  }
  const history = { change: 'freeze', event: `${freezeKind}_frozen`, fromValue: null, actor, why } as const;
  const toValue = amountMinor.toString();
  await changeAccount(client, account, {}, { ...history, toValue }, deps.clock.nowMs());
  await deps.ledger.postUnits(client, [
    {
      journals: [],
      holds: [
        {
          step: 'place',
          bookId: platformBook,
          holdId: freezeId,
          account: ledgerKeyOf(account),
          amountMinor,
          freeze: freezeKind,
          reference: freezeId,
          expiresAtMs: null,
        },
      ],
    },
  ]);
}

export interface UnfreezeRequest {
  requestKey: string;
  freezeId: string;
  /** Of a part: how much of it, minor units; `rest`: what is left, or the whole account. */
  amountMinor: bigint | 'rest';
  actor: Actor;
  why: string;
}

/**
 * Gives a freeze back; whoever may order its kind may.
 * @throws CodedError ACCOUNT_FREEZE_NOT_FOUND, ACCOUNT_FREEZE_EXCEEDED, ACCOUNT_ROLE_REFUSED, ACCOUNT_STEP_REFUSED,
 * ACCOUNT_KEY_CONFLICT
 */
export async function unfreezeAccount(deps: AccountDeps, request: UnfreezeRequest): Promise<AccountFreeze> {
  const { freezeId, amountMinor, actor, why, requestKey } = request;
  const known = await findFreeze(deps.database.pool, freezeId);
  if (!known) throw serverError('ACCOUNT_FREEZE_NOT_FOUND', { freezeId });
  checkFreezer(known.freezeKind, actor, 'unfreeze');
  const payload = { freezeId, amountMinor, why };
  return await deps.database.transaction(async (client) => {
    const nowMs = deps.clock.nowMs();
    const keyed = fingerprintOf(deps, { requestKey, method: 'UnfreezeAccount', payload });
    const before = await takeRequestKey(client, keyed, { resultId: freezeId, nowMs });
    if (before) return (await findFreeze(client, before)) as AccountFreeze;
    const account = await lockedAccount(client, known.accountNumber, actor);
    const freeze = (await lockFreeze(client, freezeId)) as AccountFreeze;
    if (freeze.status !== 'active') throw serverError('ACCOUNT_FREEZE_NOT_FOUND', { freezeId });
    const released =
      freeze.scope === 'whole'
        ? await unfreezeWhole(client, deps, account, { freeze, request })
        : await unfreezePart(client, deps, account, { freeze, request });
    const done = freeze.scope === 'whole' || released === freeze.amountMinor;
    const change = {
      releasedMinor: released,
      status: done ? 'released' : 'active',
      releasedBy: actor.name,
      releasedAtMs: nowMs,
    } as const;
    await releaseFreeze(client, freezeId, change);
    return { ...freeze, ...change };
  });
}

interface Release {
  freeze: AccountFreeze;
  request: UnfreezeRequest;
}

async function unfreezeWhole(client: Queryable, deps: AccountDeps, account: MemberAccount, { request }: Release) {
  if (request.amountMinor !== 'rest') {
    throw serverError('ACCOUNT_BAD_REQUEST', { field: 'amount', why: 'a whole account is given back as a whole' });
  }
  await moveAccount(client, deps, { account, event: 'unfrozen', actor: request.actor, why: request.why });
  return 0n;
}

/** Answers what of the freeze is given back now in all. */
async function unfreezePart(
  client: Queryable,
  deps: AccountDeps,
  account: MemberAccount,
  { freeze, request }: Release,
): Promise<bigint> {
  const { freezeId, actor, why } = request;
  const leftMinor = freeze.amountMinor - freeze.releasedMinor;
  const amountMinor = request.amountMinor === 'rest' ? leftMinor : request.amountMinor;
  if (amountMinor > leftMinor) {
    throw serverError('ACCOUNT_FREEZE_EXCEEDED', { freezeId, leftMinor: leftMinor.toString() });
  }
  const history = { change: 'freeze', event: `${freeze.freezeKind}_unfrozen`, fromValue: null, actor, why } as const;
  await changeAccount(client, account, {}, { ...history, toValue: amountMinor.toString() }, deps.clock.nowMs());
  const step = { step: 'release', bookId: platformBook, holdId: freezeId, reference: request.requestKey } as const;
  await deps.ledger.postUnits(client, [{ journals: [], holds: [{ ...step, amountMinor }] }]);
  return freeze.releasedMinor + amountMinor;
}

function checkFreezer(freezeKind: 'trade' | 'risk', actor: Actor, what: 'freeze' | 'unfreeze'): void {
  if (!freezers[freezeKind].includes(actor.role)) {
    throw serverError('ACCOUNT_ROLE_REFUSED', { event: `${freezeKind} ${what}`, role: actor.role });
  }
}
