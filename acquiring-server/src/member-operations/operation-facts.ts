/** What the outside tells of itself: notices and bills of channels, outcomes of bank instructions. */
import type { Queryable } from '../ledger/ledger.ts';
import { beijingDate } from '../payment/beijing-date.ts';
import { openException } from '../payment/record-store.ts';
import { differingMembers } from './channel-word.ts';
import type { OperationCaller, OperationFacts } from './member-operation-service.ts';
import { type ChangeResult, changeOperation, changeWithin, type OperationChange } from './operation-change.ts';
import type { OperationDeps } from './operation-deps.ts';
import { ledgerAccountOf, shortfallRecovered } from './operation-postings.ts';
import type { OperationRecord, OperationRef } from './operation-record.ts';
import { findByChannelNumber } from './operation-store.ts';
import type { ChannelWord, PayOutOutcome } from './ports.ts';
import { moneyHeld, moneyReturned } from './recharge-changes.ts';
import { requireChange } from './require-change.ts';
import { afterPayOut } from './withdrawal-changes.ts';

export function createOperationFacts(deps: OperationDeps): OperationFacts {
  return {
    takeRechargePaid: async (companyId, word) => {
      const found = await findRecharge(deps, companyId, word);
      if (!found) return undefined;
      return operationOf(await changeOperation(deps, found, (operation) => [moneyHeld(deps, operation, word)]));
    },
    takeRechargeReturned: async (companyId, word) => {
      const found = await findRecharge(deps, companyId, word);
      return found && (await takeReturned(deps, found, word));
    },
    takePayOutOutcome: async (client, ref, outcome) => await takePayOutOutcome(deps, client, ref, outcome),
    recoverShortfall: async (caller, operationKey) => await recoverShortfall(deps, caller, operationKey),
  };
}

/** A number that is nobody's is a person's case: somebody's money may be behind it. */
async function findRecharge(
  deps: OperationDeps,
  companyId: string,
  word: ChannelWord,
): Promise<OperationRecord | undefined> {
  const found = await findByChannelNumber(deps.database.pool, companyId, word.channelNumber);
  if (found?.kind === 'recharge') return found;
  await openException(deps.database.pool, deps.ids, {
    merchantId: companyId,
    code: 'RECHARGE_OF_NOBODY',
    subjectKey: word.channelNumber,
    detail: `${word.channelAccountId} ${word.channelTransactionId}`,
    atMs: deps.clock.nowMs(),
  });
  return undefined;
}

async function takeReturned(
  deps: OperationDeps,
  found: OperationRecord,
  word: ChannelWord,
): Promise<OperationRecord | undefined> {
  const result = await changeOperation(deps, found, async (operation, { client, nowMs }) => {
    const differing = differingMembers(word, operation);
    if (differing.length > 0) {
      return [{ exception: { code: 'RECHARGE_FACTS_DIFFER', detail: `differing: ${differing.join(', ')}` } }];
    }
    // Not known to be paid yet: the channel is asked, and what it says then counts.
    if (operation.status !== 'succeeded') return operation.dueAtMs === null ? [] : [{ patch: { dueAtMs: nowMs } }];
    const day = word.onDate ?? beijingDate(nowMs);
    return [moneyReturned(operation, await spendable(deps, client, operation), day)];
  });
  return operationOf(result);
}

/** What may be taken from the account now: nothing from one whose money may not go out. */
async function spendable(deps: OperationDeps, client: Queryable, operation: OperationRecord): Promise<bigint> {
  const account = await deps.accounts.lock(client, operation);
  if (account?.flow !== 'both' && account?.flow !== 'out') return 0n;
  const balance = await deps.ledger.lockAccount(client, ledgerAccountOf(operation));
  return balance && balance.availableMinor > 0n ? balance.availableMinor : 0n;
}

async function takePayOutOutcome(
  deps: OperationDeps,
  client: Queryable,
  ref: OperationRef,
  outcome: PayOutOutcome,
): Promise<OperationRecord | undefined> {
  return operationOf(
    await changeWithin(deps, client, ref, (operation) =>
      operation.kind === 'withdrawal' ? afterPayOut(deps, operation, outcome) : [],
    ),
  );
}

async function recoverShortfall(deps: OperationDeps, caller: OperationCaller, operationKey: string): Promise<bigint> {
  let takenMinor = 0n;
  const result = await changeOperation(
    deps,
    { companyId: caller.companyId, operationKey },
    async (operation, { client, nowMs }): Promise<OperationChange[]> => {
      takenMinor = 0n;
      if (operation.kind !== 'recharge' || operation.status !== 'reversed') return [{ event: 'shortfall_recovered' }];
      const owedMinor = operation.shortfallMinor - operation.recoveredMinor;
      const available = await spendable(deps, client, operation);
      takenMinor = available < owedMinor ? available : owedMinor;
      if (takenMinor === 0n) return [];
      return [
        {
          event: 'shortfall_recovered',
          detail: String(takenMinor),
          by: caller.by,
          units: [shortfallRecovered(operation, takenMinor, beijingDate(nowMs))],
          patch: { recoveredMinor: operation.recoveredMinor + takenMinor },
        },
      ];
    },
  );
  requireChange(result, { operationKey, kind: 'recharge', event: 'shortfall_recovered', same: 'reversed' });
  return takenMinor;
}

function operationOf(result: ChangeResult): OperationRecord | undefined {
  return 'operation' in result ? result.operation : undefined;
}
