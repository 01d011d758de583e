/**
 * Random histories of members over a channel and a bank that fall silent, contradict and come late, with servers
 * killed between steps, against a model that knows nothing of holds, journals or states: what the channel took and
 * what the bank paid.
 */
import { SeededRandom } from '@qiantai/foundation';
import { describe, expect, it } from 'vitest';
import type { OperationRecord } from './operation-record.ts';
import { isEnded } from './operation-states.ts';
import { defaultTerms } from './operation-terms.ts';
import { cny, password, refusal, testWallet } from './test-wallet.fixture.ts';

const wallet = testWallet();
const minute = 60_000;

/** What each member must have, by what happened outside. */
class Model {
  readonly funded = new Map<string, bigint>();
  readonly operations: OperationRecord[] = [];
  /** Operation keys of recharges that went back to their payer. */
  readonly wentBack = new Set<string>();

  /** Given that nothing is under way any more. */
  totalOf(member: string, ended: ReadonlyMap<string, OperationRecord>): bigint {
    let sumMinor = this.funded.get(member) ?? 0n;
    for (const { operationKey, kind, accountNumber, payeeAccountNumber, amountMinor, ...one } of ended.values()) {
      if (kind === 'recharge' && accountNumber === member) {
        const isHeld = wallet.channels.orders.get(one.channelNumber)?.state === 'paid';
        if (isHeld) sumMinor += this.wentBack.has(operationKey) ? one.shortfallMinor : amountMinor;
      }
      if (kind === 'withdrawal' && accountNumber === member) {
        if (wallet.channels.payOuts.get(one.channelNumber)?.state === 'paid') sumMinor -= amountMinor + one.feeMinor;
      }
      if (kind === 'transfer' && one.status === 'succeeded') {
        if (accountNumber === member) sumMinor -= amountMinor + one.feeMinor;
        if (payeeAccountNumber === member) sumMinor += amountMinor;
      }
    }
    return sumMinor;
  }
}

const rechargeScripts = [
  'approve',
  'approve',
  'decline',
  'pending',
  'not_sent',
  'silent_paid',
  'silent_open',
  'silent_lost',
  'throw',
] as const;
const payOutScripts = ['pay', 'pay', 'accept', 'decline', 'not_sent', 'silent_paid', 'silent_declined'] as const;

const overdraftMinor = 800n;

/** Endings that histories came to. */
const reached = new Set<string>();

async function history(seed: number): Promise<void> {
  const random = new SeededRandom(`operations ${seed}`);
  const model = new Model();
  const receivableBefore = await wallet.platform('platform.member_receivable');
  const inTransitBefore = await wallet.platform('platform.withdrawals_in_transit');
  await beginHistory();
  const members: string[] = [];
  const cards = new Map<string, string>();
  for (let count = 0; count < 3; count++) {
    // The last one may be overdrawn.
    const member = await wallet.member(5000n, { overdraftMinor: count === 2 ? overdraftMinor : 0n });
    members.push(member);
    model.funded.set(member, 5000n);
    cards.set(member, await wallet.card(member));
  }
  const keep = async (asked: Promise<OperationRecord>): Promise<void> => {
    const refused = await refusal(
      asked.then((operation) => {
        if (!model.operations.some((one) => one.operationKey === operation.operationKey))
          model.operations.push(operation);
      }),
    );
    expect(['done', 'MEMBER_OPERATION_INSUFFICIENT_FUNDS']).toContain(refused);
  };

  const moves: Record<string, () => Promise<unknown>> = {
    recharge: async () => await keep(wallet.recharge(random.pick(members), amount(random))),
    withdraw: async () => {
      const member = random.pick(members);
      await keep(wallet.withdraw(member, cards.get(member) ?? '', amount(random)));
    },
    transfer: async () => {
      const payer = random.pick(members);
      const payee = random.pick(members.filter((member) => member !== payer));
      await keep(wallet.transfer(payer, payee, amount(random), random.pick([0, 0, 5 * minute])));
    },
    'many at once': async () => {
      const member = random.pick(members);
      const cardId = cards.get(member) ?? '';
      await Promise.all(Array.from({ length: 4 }, async () => await keep(wallet.withdraw(member, cardId, 1500n))));
    },
    'the same again': async () => {
      const before = pickOf(model, random, 'withdrawal');
      if (!before) return;
      const { operationKey, accountNumber, amountMinor, remark } = before;
      const cardId = before.cardId ?? '';
      const request = { operationKey, accountNumber, cardId, amount: cny(amountMinor), remark, password };
      await keep(wallet.server.service.withdraw(wallet.caller, request));
    },
    accept: async () => {
      const one = pickOf(model, random, 'transfer');
      if (!one) return;
      const request = { operationKey: one.operationKey, accountNumber: one.payeeAccountNumber ?? '' };
      await refusal(wallet.server.service.acceptTransfer(wallet.caller, request));
    },
    decline: async () => {
      const one = pickOf(model, random, 'transfer');
      if (!one) return;
      const request = { operationKey: one.operationKey, accountNumber: one.accountNumber, why: '' };
      await refusal(wallet.server.service.declineTransfer(wallet.caller, request));
    },
    cancel: async () => {
      const one = pickOf(model, random, 'withdrawal');
      if (!one) return;
      const { operationKey } = one;
      await refusal(wallet.server.service.cancelWithdrawal(wallet.caller, { operationKey, why: '' }));
    },
    'the payer pays': async () => {
      const one = pickOf(model, random, 'recharge');
      if (one) wallet.channels.payerPays(one.channelNumber);
    },
    'a notice, twice': async () => {
      const one = pickOf(model, random, 'recharge');
      if (!one || wallet.channels.orders.get(one.channelNumber)?.state !== 'paid') return;
      const word = wallet.channels.word(one.channelNumber);
      const { companyId } = wallet.caller;
      await Promise.all([
        wallet.server.facts.takeRechargePaid(companyId, word),
        wallet.server.facts.takeRechargePaid(companyId, word),
      ]);
    },
    'a recharge goes back': async () => {
      const one = pickOf(model, random, 'recharge');
      if (!one || (await wallet.now(one)).status !== 'succeeded') return;
      const word = wallet.channels.word(one.channelNumber);
      await wallet.server.facts.takeRechargeReturned(wallet.caller.companyId, word);
      model.wentBack.add(one.operationKey);
    },
    'a withdrawal comes back': async () => {
      const one = pickOf(model, random, 'withdrawal');
      const paidOut = one && wallet.channels.payOuts.get(one.channelNumber);
      if (!one || paidOut?.state !== 'paid' || (await wallet.now(one)).status === 'held') return;
      const outcome = {
        kind: 'returned',
        facts: wallet.channels.payOutWord(one.channelNumber),
        why: 'closed',
      } as const;
      await wallet.database.transaction(
        async (client) => await wallet.server.facts.takePayOutOutcome(client, one, outcome),
      );
      paidOut.state = 'closed';
    },
    time: async () => await wallet.clock.advance(random.pick([0, 3000, minute, 20 * minute])),
    work: async () => await wallet.server.worker.runDue(),
    'a kill': async () => await kill(),
  };
  for (let count = 0; count < 60; count++) {
    wallet.channels.rechargeScript = () => random.pick(rechargeScripts);
    wallet.channels.payOutScript = () => random.pick(payOutScripts);
    const move = random.pick(Object.keys(moves));
    await moves[move]?.();
    for (const member of members) {
      const { availableMinor, totalMinor } = await wallet.balance(member);
      const least = member === members[2] ? -overdraftMinor : 0n;
      expect(
        availableMinor >= least && totalMinor >= least,
        `${member} after ${move}, step ${count}, seed ${seed}`,
      ).toBe(true);
    }
  }
  const ended = await settleAll(model, seed);
  for (const member of members) {
    const { totalMinor, tradeFrozenMinor } = await wallet.balance(member);
    expect([totalMinor, tradeFrozenMinor], `${member}, seed ${seed}`).toEqual([model.totalOf(member, ended), 0n]);
  }
  await replayChangesNothing(model, members);
  for (const one of ended.values()) reached.add(`${one.kind} ${one.status}`);
  const owedMinor = [...ended.values()].reduce((sum, one) => sum + one.shortfallMinor, 0n);
  expect((await wallet.platform('platform.member_receivable')) - receivableBefore).toBe(owedMinor);
  // Nothing is between the books any more.
  expect(await wallet.platform('platform.withdrawals_in_transit')).toBe(inTransitBefore);
}

/** Nobody is configured between histories; fees make the sums less round. */
async function beginHistory(): Promise<void> {
  const { companyId } = wallet.caller;
  const fee = { basisPoints: 37, minimumMinor: 3n, maximumMinor: 9n, freePerMonthMinor: 700n };
  for (const kind of ['withdrawal', 'transfer'] as const) {
    const key = { companyId, typeCode: '101', kind, currency: 'CNY' } as const;
    await wallet.server.service.writeTerms(wallet.caller, key, { ...defaultTerms, fee });
  }
}

function amount(random: SeededRandom): bigint {
  return BigInt(1 + random.below(2500));
}

function pickOf(model: Model, random: SeededRandom, kind: OperationRecord['kind']): OperationRecord | undefined {
  const fitting = model.operations.filter((one) => one.kind === kind);
  return fitting.length > 0 ? random.pick(fitting) : undefined;
}

/** A step is under way when its server is killed: the transaction before it stands, its answer is heard by nobody. */
async function kill(): Promise<void> {
  const { channels } = wallet;
  const [start, send] = [channels.rechargeScript, channels.payOutScript];
  const dead = wallet.server;
  const { rechargeByAccount, payOutByAccount } = channels;
  channels.rechargeByAccount = async (...of) => {
    const configured = await rechargeByAccount(...of);
    if (!configured) return undefined;
    const { channel } = configured;
    return { ...configured, channel: { ...channel, start: async (call) => forgotten(await channel.start(call)) } };
  };
  channels.payOutByAccount = async (...of) => {
    const configured = await payOutByAccount(...of);
    if (configured?.payOut.way !== 'call') return configured;
    const { payOut } = configured;
    return { ...configured, payOut: { ...payOut, send: async (call) => forgotten(await payOut.send(call)) } };
  };
  const work = dead.worker.runDue();
  // Whatever its calls were answered never reaches the database.
  await Promise.race([work, turnsOfTheLoop(40)]);
  Object.assign(channels, { rechargeByAccount, payOutByAccount, rechargeScript: start, payOutScript: send });
  wallet.server = wallet.newServer('server-1');
  await wallet.server.worker.start();
  await wallet.server.worker.stop();
}

async function forgotten<Answer>(answer: Answer): Promise<Answer> {
  await new Promise<void>(() => undefined);
  return answer;
}

async function turnsOfTheLoop(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn++) await new Promise<void>((done) => setImmediate(done));
}

/** The channel and the bank answer again, and payers are out of time: everything comes to its end. */
async function settleAll(model: Model, seed: number): Promise<Map<string, OperationRecord>> {
  const { channels } = wallet;
  channels.rechargeScript = () => 'decline';
  channels.payOutScript = () => 'pay';
  let ended = new Map<string, OperationRecord>();
  for (let round = 0; round < 40; round++) {
    for (const payOut of channels.payOuts.values()) if (payOut.state === 'open') payOut.state = 'paid';
    await wallet.clock.advance(31 * minute);
    await wallet.server.worker.runDue();
    if (round > 10) await resolveLost(model);
    ended = new Map();
    for (const one of model.operations) ended.set(one.operationKey, await wallet.now(one));
    if ([...ended.values()].every(isEnded)) return ended;
  }
  const open = [...ended.values()].filter((one) => !isEnded(one)).map((one) => `${one.kind} ${one.status}`);
  throw new Error(`seed ${seed} leaves ${open.join(', ')}`);
}

/** A person asks the bank about those whose call was lost before it reached the bank. */
async function resolveLost(model: Model): Promise<void> {
  for (const one of model.operations) {
    if (one.kind !== 'withdrawal' || (await wallet.now(one)).status !== 'unknown') continue;
    const { operationKey } = one;
    const resolver = { ...wallet.caller, by: 'fay' };
    const resolved = await refusal(wallet.server.service.resolveWithdrawal(resolver, { operationKey, why: 'asked' }));
    expect(resolved).toBe(wallet.channels.payOuts.has(one.channelNumber) ? 'MEMBER_OPERATION_REVIEW_REFUSED' : 'done');
  }
}

async function replayChangesNothing(model: Model, members: readonly string[]): Promise<void> {
  const before = await Promise.all(members.map(async (member) => await wallet.balance(member)));
  const { companyId } = wallet.caller;
  for (const one of model.operations) {
    if (one.kind === 'recharge' && wallet.channels.orders.has(one.channelNumber)) {
      const word = wallet.channels.word(one.channelNumber);
      if (wallet.channels.orders.get(one.channelNumber)?.state !== 'paid') continue;
      await wallet.server.facts.takeRechargePaid(companyId, word);
      if (model.wentBack.has(one.operationKey)) await wallet.server.facts.takeRechargeReturned(companyId, word);
    }
    if (one.kind === 'withdrawal' && wallet.channels.payOuts.get(one.channelNumber)?.state === 'paid') {
      const facts = wallet.channels.payOutWord(one.channelNumber);
      await wallet.database.transaction(
        async (client) => await wallet.server.facts.takePayOutOutcome(client, one, { kind: 'approved', facts }),
      );
    }
  }
  expect(await Promise.all(members.map(async (member) => await wallet.balance(member)))).toEqual(before);
}

describe('random histories', () => {
  it.each(Array.from({ length: 12 }, (_, index) => index + 1))(
    'end as the channel and the bank say, whatever happened between: seed %i',
    async (seed) => {
      await history(seed);
    },
    60_000,
  );

  it('came to nearly every ending, whatever the machine’s load made of the kills', () => {
    const endings = {
      recharge: ['succeeded', 'failed', 'closed', 'reversed'],
      withdrawal: ['succeeded', 'failed', 'returned', 'cancelled'],
      transfer: ['succeeded', 'cancelled', 'expired'],
    };
    const all = Object.entries(endings).flatMap(([kind, statuses]) => statuses.map((status) => `${kind} ${status}`));
    expect(all.filter((ending) => !reached.has(ending)).length).toBeLessThanOrEqual(2);
  });
});
