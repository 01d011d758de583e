/**
 * Asks the provider about identities: what is due is leased (written down as tried before it is asked), asked
 * outside of any transaction, and what was said is written with what it means for customer and accounts, in one
 * commit. No usable answer means: again later, under the same number.
 */
import { backoffMs, errorText } from '@qiantai/foundation';
import { createAlarm } from '../payment/alarm.ts';
import { moveAccount } from './account-changes.ts';
import type { AccountDeps } from './account-deps.ts';
import { lockAwaiting } from './account-store.ts';
import { changeCustomer, findCustomer, lockCustomer, readSealed } from './customer-store.ts';
import {
  answerCheck,
  type IdentityCheckRecord,
  leaseDueChecks,
  lockCheck,
  putOffCheck,
  readNextDueCheckMs,
} from './identity-store.ts';
import { type IdentityEvent, nextIdentityStatus } from './identity-transitions.ts';
import type { IdentityElements, IdentityOutcome } from './ports.ts';
import { systemActor } from './records.ts';
import { openParticular } from './sealed-particulars.ts';

export interface IdentityDriver {
  /** Asks about one customer now, where a check is due, and answers when that is done. */
  drive(customerId: string): Promise<void>;
  /** Takes up what is due, then goes on by itself. */
  start(): void;
  stop(): Promise<void>;
  /** One round: every check that is due now. Answers how many were asked. */
  runDue(): Promise<number>;
}

/** Checks that are asked at once. */
const workMax = 16;

export function createIdentityDriver(deps: AccountDeps): IdentityDriver {
  const alarm = createAlarm(deps.clock);
  let stopListening: (() => void) | undefined;
  let looking: Promise<void> = Promise.resolve();

  const askDue = async (customerId?: string): Promise<number> => {
    const nowMs = deps.clock.nowMs();
    const lease = { nowMs, leaseUntilMs: nowMs + deps.terms.checkLeaseMs, limit: workMax };
    const due = await leaseDueChecks(deps.database.pool, { ...lease, ...(customerId !== undefined && { customerId }) });
    await Promise.all(due.map(async (check) => await attempted(deps, check)));
    const nextMs = await readNextDueCheckMs(deps.database.pool);
    if (nextMs !== undefined) alarm.ringAt(nextMs);
    return due.length;
  };
  const look = async (): Promise<void> => {
    try {
      while ((await askDue()) === workMax);
    } catch (error) {
      deps.log.error({ error: errorText(error) }, 'identity.due_failed');
    }
    alarm.ringAt(deps.clock.nowMs() + deps.terms.sweepMs);
  };

  return {
    drive: async (customerId) => {
      await askDue(customerId);
    },
    start: () => {
      stopListening = alarm.listen(() => {
        looking = looking.then(look);
      });
      alarm.ringAt(deps.clock.nowMs());
    },
    stop: async () => {
      stopListening?.();
      await looking;
    },
    runDue: async () => await askDue(),
  };
}

/** One that fails is due again when its lease ends. */
async function attempted(deps: AccountDeps, check: IdentityCheckRecord): Promise<void> {
  const { checkId, customerId } = check;
  try {
    const elements = await elementsOf(deps, customerId);
    const outcome = await deps.identity.check({ requestNo: checkId, elements });
    await record(deps, check, outcome);
  } catch (error) {
    deps.log.error({ checkId, customerId, error: errorText(error) }, 'identity.step_failed');
  }
}

async function elementsOf({ database, secretBox }: AccountDeps, customerId: string): Promise<IdentityElements> {
  const customer = await findCustomer(database.pool, customerId);
  const sealed = (await readSealed(database.pool, customerId))?.documentSealed;
  if (!customer || !sealed) throw new TypeError(`the customer ${customerId} has no document to be checked`);
  const number = openParticular(secretBox, { customerId, what: 'document', sealed });
  const { name, legalRepresentativeName } = customer;
  return customer.kind === 'company'
    ? { kind: 'company', name, creditCode: number, legalRepresentativeName }
    : { kind: 'person', name, residentNumber: number };
}

const eventOf = {
  pass: 'passed',
  mismatch: 'mismatched',
  no_record: 'not_on_record',
} as const satisfies Record<Exclude<IdentityOutcome['kind'], 'unknown'>, IdentityEvent>;

async function record(deps: AccountDeps, check: IdentityCheckRecord, outcome: IdentityOutcome): Promise<void> {
  const { checkId, customerId, tries } = check;
  if (outcome.kind === 'unknown') {
    const { providerCode, why } = outcome;
    const dueAtMs = deps.clock.nowMs() + backoffMs(tries - 1, deps.terms.checkRetry, deps.random);
    deps.log.warn({ checkId, customerId, tries, providerCode, why }, 'identity.no_answer');
    await putOffCheck(deps.database.pool, checkId, { dueAtMs, providerCode, detail: why });
    return;
  }
  await deps.database.transaction(async (client) => {
    const customer = await lockCustomer(client, customerId);
    const held = await lockCheck(client, checkId);
    // Another server may have asked after a lease was over: what was said first stands.
    if (!customer || held?.status !== 'open') return;
    const nowMs = deps.clock.nowMs();
    const { kind, providerReference, providerCode } = outcome;
    await answerCheck(client, checkId, { outcome: kind, providerReference, providerCode, detail: '', nowMs });
    const event = eventOf[kind];
    const toStatus = nextIdentityStatus(customer.identityStatus, event, 'system');
    if (!toStatus) throw new TypeError(`a customer that is ${customer.identityStatus} takes no ${event}`);
    const step = { event, fromStatus: customer.identityStatus, toStatus, actor: systemActor, why: providerReference };
    await changeCustomer(client, customer, kind === 'pass' ? { verifiedAtMs: nowMs } : {}, step, nowMs);
    if (kind !== 'pass') return;
    for (const account of await lockAwaiting(client, customerId)) {
      const move = { account, event: 'identity_verified', actor: systemActor, why: providerReference } as const;
      await moveAccount(client, deps, move);
    }
  });
}
