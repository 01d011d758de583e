/** Random histories of one account against a small model: states, money, freezes, and a history without gaps. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { moveAccount } from './account-changes.ts';
import { lockAccount } from './account-store.ts';
import {
  type AccountEvent,
  type AccountStatus,
  accountEvents,
  actorRoles,
  flowOf,
  nextAccountStatus,
} from './account-transitions.ts';
import { type AccountsFixture, codeOf, openAccounts, operations, risk } from './accounts.fixture.ts';
import type { AccountView, MemberAccount } from './records.ts';

let fixture: AccountsFixture;
beforeAll(async () => {
  fixture = await openAccounts();
});
afterAll(async () => await fixture.close());

const amount = fc.bigInt({ min: 1n, max: 300n });
// Closing ends a history, so it comes rarely.
const events = accountEvents.filter((event) => event !== 'closed' && event !== 'identity_verified');
const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('fund' as const), amount }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('drain' as const), amount }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('freeze' as const),
      amount,
      kind: fc.constantFrom('trade' as const, 'risk' as const),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('unfreeze' as const), nth: fc.nat(5), part: fc.option(amount) }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('event' as const),
      event: fc.constantFrom(...events),
      role: fc.constantFrom(...actorRoles),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('active' as const), on: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('close' as const) }) },
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

interface Model {
  status: AccountStatus;
  active: boolean;
  total: bigint;
  freezes: Array<{ id: string; kind: 'trade' | 'risk'; left: bigint }>;
  changes: number;
}

const frozenIn = (model: Model, kind?: 'trade' | 'risk') =>
  model.freezes.filter((one) => kind === undefined || one.kind === kind).reduce((sum, one) => sum + one.left, 0n);

async function perform(account: AccountView, model: Model, wish: Step): Promise<void> {
  const { service, ids } = fixture;
  const { accountNumber } = account;
  const flow = flowOf(model);
  const isOpen = model.status !== 'closed';
  const available = model.total - frozenIn(model);
  switch (wish.do) {
    case 'fund': {
      const may = isOpen && (flow === 'both' || flow === 'in');
      expect(await codeOf(fixture.fund(account, wish.amount))).toBe(
        may ? 'fulfilled' : isOpen ? 'LEDGER_ACCOUNT_FLOW' : 'LEDGER_ACCOUNT_CLOSED',
      );
      if (may) model.total += wish.amount;
      return;
    }
    case 'drain': {
      const code = !isOpen
        ? 'LEDGER_ACCOUNT_CLOSED'
        : flow !== 'both'
          ? 'LEDGER_ACCOUNT_FLOW'
          : wish.amount > available
            ? 'LEDGER_INSUFFICIENT_FUNDS'
            : 'fulfilled';
      expect(await codeOf(fixture.drain(account, wish.amount))).toBe(code);
      if (code === 'fulfilled') model.total -= wish.amount;
      return;
    }
    case 'freeze': {
      const actor = wish.kind === 'risk' ? risk : operations;
      const request = {
        requestKey: ids.uuid7(),
        accountNumber,
        freezeKind: wish.kind,
        amountMinor: wish.amount,
        actor,
        why: '',
      };
      // Setting aside for a trade is the first half of spending, so it asks for the way out.
      const code = !isOpen
        ? 'ACCOUNT_STEP_REFUSED'
        : wish.kind === 'trade' && flow !== 'both'
          ? 'LEDGER_ACCOUNT_FLOW'
          : wish.amount > available
            ? 'LEDGER_INSUFFICIENT_FUNDS'
            : 'fulfilled';
      const freezing = service.freeze(request);
      expect(await codeOf(freezing)).toBe(code);
      if (code !== 'fulfilled') return;
      model.freezes.push({ id: (await freezing).freezeId, kind: wish.kind, left: wish.amount });
      model.changes += 1;
      return;
    }
    case 'unfreeze': {
      const freeze = model.freezes[wish.nth];
      if (!freeze) return;
      const actor = freeze.kind === 'risk' ? risk : operations;
      const part = wish.part ?? freeze.left;
      const request = {
        requestKey: ids.uuid7(),
        freezeId: freeze.id,
        amountMinor: wish.part ?? ('rest' as const),
        actor,
        why: '',
      };
      const code =
        freeze.left === 0n ? 'ACCOUNT_FREEZE_NOT_FOUND' : part > freeze.left ? 'ACCOUNT_FREEZE_EXCEEDED' : 'fulfilled';
      expect(await codeOf(service.unfreeze(request))).toBe(code);
      if (code !== 'fulfilled') return;
      freeze.left -= part;
      model.changes += 1;
      return;
    }
    case 'event': {
      const taken = nextAccountStatus(model.status, wish.event, wish.role);
      expect(await codeOf(move(accountNumber, wish.event, wish.role))).toBe(
        taken.kind === 'to'
          ? 'fulfilled'
          : taken.why === 'not_by_role'
            ? 'ACCOUNT_ROLE_REFUSED'
            : 'ACCOUNT_STEP_REFUSED',
      );
      if (taken.kind !== 'to') return;
      model.status = taken.status;
      model.changes += 1;
      return;
    }
    case 'active': {
      const turn = { accountNumber, switch: 'active' as const, on: wish.on, actor: operations, why: '' };
      expect(await codeOf(service.setSwitch(turn))).toBe(isOpen ? 'fulfilled' : 'ACCOUNT_STEP_REFUSED');
      if (!isOpen || model.active === wish.on) return;
      model.active = wish.on;
      model.changes += 1;
      return;
    }
    case 'close': {
      const hindered = model.total !== 0n || frozenIn(model) > 0n;
      const code = !isOpen
        ? 'fulfilled'
        : model.status === 'frozen'
          ? 'ACCOUNT_STEP_REFUSED'
          : hindered
            ? 'ACCOUNT_CLOSING_HINDERED'
            : 'fulfilled';
      expect(await codeOf(service.closeAccount({ accountNumber, actor: operations, why: '' }))).toBe(code);
      if (!isOpen || code !== 'fulfilled') return;
      model.status = 'closed';
      model.changes += 1;
      return;
    }
  }
}

async function move(accountNumber: string, event: AccountEvent, role: (typeof actorRoles)[number]): Promise<void> {
  await fixture.database.transaction(async (client) => {
    const account = (await lockAccount(client, accountNumber)) as MemberAccount;
    await moveAccount(client, fixture.deps, { account, event, actor: { role, name: 'x' }, why: '' });
  });
}

it('any history ends as the model says', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 30 }), async (steps) => {
      const { account } = await fixture.member();
      const model: Model = { status: 'normal', active: true, total: 0n, freezes: [], changes: 2 };
      for (const wish of steps) await perform(account, model, wish);
      const view = await fixture.service.getAccount(account.accountNumber);
      expect(view).toMatchObject({
        status: model.status,
        active: model.active,
        totalMinor: model.total,
        tradeFrozenMinor: frozenIn(model, 'trade'),
        riskFrozenMinor: frozenIn(model, 'risk'),
        frozenMinor: frozenIn(model),
        availableMinor: model.total - frozenIn(model),
        version: model.changes,
      });
      const history = await fixture.service.readHistory(account.accountNumber);
      expect(history.map(({ version }) => version)).toEqual(history.map((_row, index) => index + 1));
      expect(history).toHaveLength(model.changes);
    }),
    { seed: 20260103, numRuns: 25 },
  );
}, 60_000);
