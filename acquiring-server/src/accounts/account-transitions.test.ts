/** Every state times every event times every role, every switch times every role, through database and ledger. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { moveAccount, turnSwitch } from './account-changes.ts';
import { changeAccount, lockAccount, readAccountHistory } from './account-store.ts';
import {
  type AccountEvent,
  type AccountStatus,
  type ActorRole,
  accountEvents,
  accountStatuses,
  accountSwitches,
  accountTransitions,
  actorRoles,
} from './account-transitions.ts';
import { type AccountsFixture, codeOf, openAccounts } from './accounts.fixture.ts';
import { identityEvents, identityStatuses, identityTransitions, nextIdentityStatus } from './identity-transitions.ts';
import type { MemberAccount } from './records.ts';

let fixture: AccountsFixture;
let accountNumber: string;
beforeAll(async () => {
  fixture = await openAccounts();
  accountNumber = (await fixture.member()).account.accountNumber;
});
afterAll(async () => await fixture.close());

/** What is taken, written down a second time: state, event, roles, next state. */
const taken: ReadonlyArray<[AccountStatus, AccountEvent, ActorRole[], AccountStatus]> = [
  ['awaiting_identity', 'identity_verified', ['system'], 'normal'],
  ['awaiting_identity', 'closing_requested', ['customer', 'merchant', 'operations'], 'awaiting_identity'],
  ['awaiting_identity', 'closing_withdrawn', ['customer', 'merchant', 'operations'], 'awaiting_identity'],
  ['awaiting_identity', 'closed', ['operations', 'system'], 'closed'],
  ['normal', 'frozen_by_risk', ['risk'], 'frozen'],
  ['normal', 'stopped', ['operations'], 'stopped'],
  ['normal', 'closing_requested', ['customer', 'merchant', 'operations'], 'normal'],
  ['normal', 'closing_withdrawn', ['customer', 'merchant', 'operations'], 'normal'],
  ['normal', 'closed', ['operations', 'system'], 'closed'],
  ['frozen', 'unfrozen', ['risk'], 'normal'],
  ['stopped', 'resumed', ['operations'], 'normal'],
  ['stopped', 'closing_requested', ['customer', 'merchant', 'operations'], 'stopped'],
  ['stopped', 'closing_withdrawn', ['customer', 'merchant', 'operations'], 'stopped'],
  ['stopped', 'closed', ['operations', 'system'], 'closed'],
];
const flows = { awaiting_identity: 'none', normal: 'both', frozen: 'in', stopped: 'none' } as const;

class Undone extends Error {}

/** Does `work` with the account in a state, and takes everything back. */
async function inState<Result>(
  status: AccountStatus,
  work: (account: MemberAccount, client: Parameters<typeof lockAccount>[0]) => Promise<Result>,
): Promise<Result> {
  let result: { value: Result } | undefined;
  const transaction = fixture.database.transaction(async (client) => {
    const account = (await lockAccount(client, accountNumber)) as MemberAccount;
    const history = {
      change: 'status',
      event: 'test',
      fromValue: null,
      toValue: status,
      actor: { role: 'system', name: '' },
      why: '',
    } as const;
    const closedAtMs = status === 'closed' ? 1 : null;
    result = { value: await work(await changeAccount(client, account, { status, closedAtMs }, history, 1), client) };
    throw new Undone();
  });
  await transaction.catch((error) => {
    if (!(error instanceof Undone)) throw error;
  });
  return (result as { value: Result }).value;
}

describe('the states of an account', () => {
  for (const status of accountStatuses) {
    for (const event of accountEvents) {
      it(`${status} takes ${event} from whom the table names, and from nobody else`, async () => {
        const row = taken.find(([from, what]) => from === status && what === event);
        for (const role of actorRoles) {
          const actor = { role, name: 'somebody' };
          if (row?.[2].includes(role)) {
            await inState(status, async (account, client) => {
              const moved = await moveAccount(client, fixture.deps, { account, event, actor, why: 'because' });
              expect(moved.status).toBe(row[3]);
              expect(await lockAccount(client, accountNumber)).toEqual(moved);
              const last = (await readAccountHistory(client, accountNumber)).at(-1);
              expect(last).toMatchObject({ event, fromValue: status, toValue: row[3], byRole: role, why: 'because' });
              const books = await client.query('SELECT flow, closed_at_ms FROM ledger_account WHERE subject = $1', [
                accountNumber,
              ]);
              if (moved.status === 'closed') expect(books.rows[0].closed_at_ms).not.toBeNull();
              else expect(books.rows[0].flow).toBe(flows[moved.status]);
            });
          } else {
            const expected = accountTransitions[event].by.includes(role)
              ? 'ACCOUNT_STEP_REFUSED'
              : 'ACCOUNT_ROLE_REFUSED';
            await inState(status, async (account, client) => {
              const move = { account, event, actor, why: '' };
              expect(await codeOf(moveAccount(client, fixture.deps, move))).toBe(expected);
              expect((await lockAccount(client, accountNumber))?.status).toBe(status);
            });
          }
        }
      });
    }
  }

  it('are all reached, and all are left but the closed one', () => {
    const reached = new Set<AccountStatus>(['awaiting_identity']);
    for (let round = 0; round < accountStatuses.length; round++) {
      for (const { from } of Object.values(accountTransitions)) {
        for (const [before, after] of Object.entries(from))
          if (reached.has(before as AccountStatus)) reached.add(after);
      }
    }
    expect([...reached].sort()).toEqual([...accountStatuses].sort());
    expect(Object.values(accountTransitions).some(({ from }) => from.closed)).toBe(false);
  });

  it('are those that the database allows', async () => {
    const found = await fixture.database.pool.query(
      `SELECT pg_get_constraintdef(oid) AS text FROM pg_constraint WHERE conname = 'member_account_status_check'`,
    );
    const listed = [...found.rows[0].text.matchAll(/'(\w+)'/g)].map((match) => match[1]);
    expect(listed.sort()).toEqual([...accountStatuses].sort());
  });
});

describe('the switches of an account', () => {
  const turners = {
    may_recharge: ['operations', 'risk'],
    may_withdraw: ['operations', 'risk'],
    may_overdraw: ['operations'],
    active: ['operations'],
  };

  for (const name of accountSwitches) {
    for (const role of actorRoles) {
      const may = turners[name].includes(role);
      it(`${name} is ${may ? '' : 'not '}for ${role} to turn, in every state but closed`, async () => {
        for (const status of accountStatuses) {
          for (const on of [false, true]) {
            const outcome = await inState(status, async (_account, client) => {
              const turn = { accountNumber, switch: name, on, actor: { role, name: 'x' }, why: 'y' };
              return await codeOf(turnSwitch(client, fixture.deps, turn));
            });
            const refusal = may ? 'ACCOUNT_STEP_REFUSED' : 'ACCOUNT_ROLE_REFUSED';
            const taken = on && name === 'may_overdraw' ? 'ACCOUNT_TYPE_UNFIT' : 'fulfilled';
            expect(outcome).toBe(may && status !== 'closed' ? taken : refusal);
          }
        }
      });
    }
  }
});

describe('the states of an identity', () => {
  const table: Record<string, Record<string, [string[], string]>> = {
    unverified: { submitted: [['customer', 'merchant', 'operations'], 'pending'] },
    pending: {
      passed: [['system'], 'verified'],
      mismatched: [['system'], 'mismatch'],
      not_on_record: [['system'], 'no_record'],
      no_answer: [['system'], 'pending'],
    },
    verified: {},
    mismatch: { submitted: [['customer', 'merchant', 'operations'], 'pending'] },
    no_record: { submitted: [['customer', 'merchant', 'operations'], 'pending'] },
  };

  it('take what the table names and nothing else', () => {
    for (const status of identityStatuses) {
      for (const event of identityEvents) {
        for (const role of actorRoles) {
          const row = table[status]?.[event];
          expect(nextIdentityStatus(status, event, role)).toBe(row?.[0].includes(role) ? row[1] : undefined);
        }
      }
    }
    expect(Object.keys(identityTransitions)).toEqual([...identityEvents]);
  });
});
