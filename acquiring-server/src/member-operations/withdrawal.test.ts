import { describe, expect, it } from 'vitest';
import { defaultTerms, type OperationTerms } from './operation-terms.ts';
import { bankAccountId } from './scripted-channels.fixture.ts';
import { cardNumber, cny, password, refusal, testWallet } from './test-wallet.fixture.ts';

const wallet = testWallet();
const minute = 60_000;
const day = 24 * 60 * minute;

async function memberWithCard(fundsMinor: bigint): Promise<{ member: string; cardId: string }> {
  const member = await wallet.member(fundsMinor);
  return { member, cardId: await wallet.card(member) };
}

async function setTerms(change: Partial<OperationTerms>): Promise<void> {
  const key = { companyId: wallet.caller.companyId, typeCode: '101', kind: 'withdrawal', currency: 'CNY' } as const;
  await wallet.server.service.writeTerms(wallet.caller, key, { ...defaultTerms, ...change });
}

const fee = { basisPoints: 10, minimumMinor: 10n, maximumMinor: null, freePerMonthMinor: 0n };

describe('a withdrawal', () => {
  it('holds amount and fee, is in transit before it leaves, and succeeds', async () => {
    await setTerms({ fee });
    const { member, cardId } = await memberWithCard(50_000n);
    const operation = await wallet.withdraw(member, cardId, 20_000n);
    expect(operation).toMatchObject({ status: 'held', version: 2, feeMinor: 20n });
    expect(await wallet.money(member)).toEqual([50_000n, 20_020n]);
    const inTransit = await wallet.platform('platform.withdrawals_in_transit');
    let atTheBank: [bigint, bigint] | undefined;
    const { payOutByAccount } = wallet.channels;
    wallet.channels.payOutByAccount = async (...of) => {
      const configured = await payOutByAccount(...of);
      if (configured?.payOut.way !== 'call') return configured;
      const { send, ...rest } = configured.payOut;
      const seen: typeof send = async (call) => {
        atTheBank = await wallet.money(member);
        expect((await wallet.platform('platform.withdrawals_in_transit')) - inTransit).toBe(-20_000n);
        expect(await wallet.now(operation)).toMatchObject({ status: 'sent', driver: 'server-1' });
        return await send(call);
      };
      return { bankAccountId, payOut: { ...rest, send: seen } };
    };
    expect(await wallet.after(0, operation)).toMatchObject({ status: 'succeeded', dueAtMs: null });
    expect(atTheBank).toEqual([29_980n, 0n]);
    expect(await wallet.money(member)).toEqual([29_980n, 0n]);
    expect(await wallet.platform('platform.withdrawals_in_transit')).toBe(inTransit);
    expect(wallet.channels.lastPayOut?.beneficiary).toMatchObject({ kind: 'own', cardNumber, bankCode: 'ICBC' });
    expect(await wallet.events(operation)).toEqual([
      'accepted:created',
      'funds_held:held',
      'sent:sent',
      'succeeded:succeeded',
    ]);
  });

  it.each(['decline', 'silent_declined'] as const)(
    'gives amount and fee back where the bank refuses (%s)',
    async (script) => {
      await setTerms({ fee });
      wallet.channels.payOutScript = () => script;
      const { member, cardId } = await memberWithCard(50_000n);
      const operation = await wallet.withdraw(member, cardId, 20_000n);
      await wallet.after(0, operation);
      expect(await wallet.after(minute, operation)).toMatchObject({ status: 'failed', reasonCode: 'CARD_DECLINED' });
      expect(await wallet.money(member)).toEqual([50_000n, 0n]);
    },
  );

  it('is only asked about once it is unknown, however long that takes, and a person is told', async () => {
    wallet.channels.payOutScript = () => 'silent_lost';
    const { member, cardId } = await memberWithCard(1000n);
    const operation = await wallet.withdraw(member, cardId, 1000n);
    expect(await wallet.after(0, operation)).toMatchObject({ status: 'unknown' });
    expect(await wallet.after(day, operation)).toMatchObject({ status: 'unknown' });
    expect(await wallet.exceptions(operation)).toEqual([]);
    for (let days = 0; days < 5; days++) await wallet.after(day, operation);
    expect(await wallet.now(operation)).toMatchObject({ status: 'unknown', version: 4 });
    expect(wallet.channels.calls.filter((call) => call.startsWith('send'))).toHaveLength(1);
    expect(await wallet.money(member)).toEqual([0n, 0n]);
    expect(await wallet.exceptions(operation)).toEqual(['WITHDRAWAL_UNRESOLVED']);
    // The bank finds it after all.
    wallet.channels.payOutQueryScript = () => ({
      kind: 'approved',
      facts: {
        channelNumber: operation.channelNumber,
        channelTransactionId: 'T9',
        channelAccountId: bankAccountId,
        amount: cny(1000n),
      },
    });
    expect(await wallet.after(60 * minute, operation)).toMatchObject({ status: 'succeeded' });
  });

  it.each(['throw', 'wrong_account'] as const)('does not believe %s', async (script) => {
    wallet.channels.payOutScript = () => script;
    const { member, cardId } = await memberWithCard(1000n);
    const operation = await wallet.withdraw(member, cardId, 1000n);
    expect(await wallet.after(0, operation)).toMatchObject({ status: 'unknown' });
    expect(await wallet.exceptions(operation)).toEqual(script === 'throw' ? [] : ['WITHDRAWAL_FACTS_DIFFER']);
  });

  it('is sent again under the same number only after a try that certainly did not leave', async () => {
    wallet.channels.payOutScript = () => 'not_sent';
    const { member, cardId } = await memberWithCard(1000n);
    const operation = await wallet.withdraw(member, cardId, 1000n);
    expect(await wallet.after(0, operation)).toMatchObject({ status: 'sent', toSend: true });
    wallet.channels.payOutScript = () => 'pay';
    expect(await wallet.after(minute, operation)).toMatchObject({ status: 'succeeded' });
    expect(wallet.channels.calls).toEqual([`send ${operation.channelNumber}`, `send ${operation.channelNumber}`]);
    expect(await wallet.money(member)).toEqual([0n, 0n]);
  });

  it('is ended by a person only where the bank does not know it', async () => {
    wallet.channels.payOutScript = () => 'silent_lost';
    const { member, cardId } = await memberWithCard(1000n);
    const operation = await wallet.withdraw(member, cardId, 1000n);
    const { operationKey } = operation;
    const resolve = async (by: string) =>
      await wallet.server.service.resolveWithdrawal({ ...wallet.caller, by }, { operationKey, why: 'asked the bank' });
    expect(await refusal(resolve('fay'))).toBe('MEMBER_OPERATION_WRONG_STATE');
    await wallet.after(0, operation);
    expect(await refusal(resolve('fay'))).toBe('MEMBER_OPERATION_REVIEW_REFUSED');
    await wallet.after(minute, operation);
    expect(await refusal(resolve('clerk'))).toBe('MEMBER_OPERATION_REVIEW_REFUSED');
    expect(await resolve('fay')).toMatchObject({ status: 'failed', reasonCode: 'NEVER_ARRIVED' });
    expect(await resolve('fay')).toMatchObject({ status: 'failed' });
    expect(await wallet.money(member)).toEqual([1000n, 0n]);
  });

  it('waits for a bank that works on it', async () => {
    wallet.channels.payOutScript = () => 'accept';
    const { member, cardId } = await memberWithCard(1000n);
    const operation = await wallet.withdraw(member, cardId, 1000n);
    await wallet.after(0, operation);
    for (let hours = 0; hours < 5; hours++) await wallet.after(60 * minute, operation);
    expect(await wallet.now(operation)).toMatchObject({ status: 'sent' });
    expect(await wallet.exceptions(operation)).toEqual([]);
    wallet.channels.bankPays(operation.channelNumber);
    expect(await wallet.after(60 * minute, operation)).toMatchObject({ status: 'succeeded' });
    expect((await wallet.events(operation)).filter((event) => event === 'accepted_by_bank:sent')).toHaveLength(1);
  });

  it('is unknown after a restart, and asked about', async () => {
    const { member, cardId } = await memberWithCard(1000n);
    const operation = await wallet.withdraw(member, cardId, 1000n);
    // The call never comes back: its server is killed meanwhile.
    let answer: () => void = () => undefined;
    const { payOutByAccount } = wallet.channels;
    wallet.channels.payOutByAccount = async (...of) => {
      const configured = await payOutByAccount(...of);
      if (configured?.payOut.way !== 'call') return configured;
      const { send, ...rest } = configured.payOut;
      const hanging: typeof send = async (call) => {
        const outcome = await send(call);
        await new Promise<void>((done) => {
          answer = done;
        });
        return outcome;
      };
      return { bankAccountId, payOut: { ...rest, send: hanging } };
    };
    const killed = wallet.server.worker.runDue();
    while (wallet.channels.calls.length === 0) await new Promise<void>((done) => setImmediate(done));
    wallet.channels.payOutByAccount = payOutByAccount;
    wallet.server = wallet.newServer('server-1');
    await wallet.server.worker.start();
    await wallet.clock.advance(0);
    await wallet.server.worker.stop();
    expect(await wallet.now(operation)).toMatchObject({ status: 'succeeded' });
    expect(wallet.channels.calls).toEqual([`send ${operation.channelNumber}`, `ask ${operation.channelNumber}`]);
    expect(await wallet.events(operation)).toEqual([
      'accepted:created',
      'funds_held:held',
      'sent:sent',
      'no_answer:unknown',
      'succeeded:succeeded',
    ]);
    // The old server's answer comes late and changes nothing.
    answer();
    await killed;
    expect(await wallet.now(operation)).toMatchObject({ status: 'succeeded', version: 5 });
  });

  it('gives the money back when it comes back days later', async () => {
    await setTerms({ fee });
    const { member, cardId } = await memberWithCard(50_000n);
    const operation = await wallet.withdraw(member, cardId, 20_000n);
    await wallet.after(0, operation);
    await wallet.clock.advance(3 * day);
    const facts = wallet.channels.payOutWord(operation.channelNumber);
    for (let time = 0; time < 3; time++) await told({ kind: 'returned', facts, why: 'the account is closed' });
    expect(await wallet.now(operation)).toMatchObject({ status: 'returned', counted: false });
    expect(await wallet.money(member)).toEqual([50_000n, 0n]);

    async function told(outcome: Parameters<typeof wallet.server.facts.takePayOutOutcome>[2]) {
      await wallet.database.transaction(
        async (client) => await wallet.server.facts.takePayOutOutcome(client, operation, outcome),
      );
    }
  });

  it('posts a success that nobody had told of before the return', async () => {
    wallet.channels.payOutScript = () => 'silent_paid';
    const { member, cardId } = await memberWithCard(1000n);
    const operation = await wallet.withdraw(member, cardId, 1000n);
    await wallet.after(0, operation);
    const facts = wallet.channels.payOutWord(operation.channelNumber, { onDate: '2026-01-03' });
    wallet.channels.payOutQueryScript = () => ({ kind: 'returned', facts, why: 'closed' });
    expect(await wallet.after(minute, operation)).toMatchObject({ status: 'returned' });
    expect((await wallet.events(operation)).slice(-2)).toEqual(['succeeded:succeeded', 'returned:returned']);
    expect(await wallet.money(member)).toEqual([1000n, 0n]);
  });

  it.each([
    ['decline', { kind: 'approved' }, 'failed'],
    ['pay', { kind: 'declined' }, 'succeeded'],
  ] as const)('moves nothing where the bank contradicts itself after %s', async (script, said, status) => {
    wallet.channels.payOutScript = () => script;
    const { member, cardId } = await memberWithCard(1000n);
    const operation = await wallet.withdraw(member, cardId, 1000n);
    await wallet.after(0, operation);
    const before = await wallet.money(member);
    const facts = wallet.channels.payOutWord(operation.channelNumber);
    const outcome =
      said.kind === 'approved'
        ? ({ kind: 'approved', facts } as const)
        : ({ kind: 'declined', reasonCode: 'X', channelMessage: '' } as const);
    await wallet.database.transaction(
      async (client) => await wallet.server.facts.takePayOutOutcome(client, operation, outcome),
    );
    expect(await wallet.now(operation)).toMatchObject({ status });
    expect(await wallet.money(member)).toEqual(before);
    expect(await wallet.exceptions(operation)).toEqual(['WITHDRAWAL_CONTRADICTED']);
  });

  it('stays held while its account is frozen, and goes when it is normal again', async () => {
    const { member, cardId } = await memberWithCard(1000n);
    const operation = await wallet.withdraw(member, cardId, 1000n);
    await wallet.setStatus(member, 'frozen');
    expect(await wallet.after(0, operation)).toMatchObject({ status: 'held' });
    expect(wallet.channels.calls).toEqual([]);
    expect(await wallet.exceptions(operation)).toEqual(['ACCOUNT_TAKES_NO_POSTING']);
    await wallet.setStatus(member, 'normal');
    expect(await wallet.after(minute, operation)).toMatchObject({ status: 'succeeded' });
  });

  it('waits where its card can’t be opened or its bank is gone, and tells a person', async () => {
    const { member, cardId } = await memberWithCard(1000n);
    const operation = await wallet.withdraw(member, cardId, 1000n);
    const sealed = await wallet.database.pool.query(
      'SELECT card_number_sealed FROM member_bank_card WHERE card_id = $1',
      [cardId],
    );
    const seal = async (bytes: Buffer) =>
      await wallet.database.pool.query('UPDATE member_bank_card SET card_number_sealed = $2 WHERE card_id = $1', [
        cardId,
        bytes,
      ]);
    await seal(Buffer.alloc(40));
    expect(await wallet.after(0, operation)).toMatchObject({ status: 'held' });
    await seal(sealed.rows[0].card_number_sealed);
    wallet.channels.configured = false;
    expect(await wallet.after(minute, operation)).toMatchObject({ status: 'held' });
    expect(await wallet.exceptions(operation)).toEqual(['WITHDRAWAL_CARD_UNREADABLE', 'WITHDRAWAL_NO_CHANNEL']);
    wallet.channels.configured = true;
    expect(await wallet.after(minute, operation)).toMatchObject({ status: 'succeeded' });
  });

  it('is written down as an instruction in the transaction that captures the hold', async () => {
    wallet.channels.payOutWay = 'instruct';
    const { member, cardId } = await memberWithCard(1000n);
    const operation = await wallet.withdraw(member, cardId, 1000n);
    expect(await wallet.after(0, operation)).toMatchObject({ status: 'sent', dueAtMs: null, driver: '' });
    expect(wallet.channels.instructed).toMatchObject([
      { operationKey: operation.operationKey, beneficiary: { cardNumber } },
    ]);
    await wallet.database.transaction(
      async (client) =>
        await wallet.server.facts.takePayOutOutcome(client, operation, {
          kind: 'declined',
          reasonCode: 'ACCOUNT_CLOSED',
          channelMessage: '',
          onDate: '2026-01-02',
        }),
    );
    expect(await wallet.now(operation)).toMatchObject({ status: 'failed' });
    expect(await wallet.money(member)).toEqual([1000n, 0n]);
  });
});

describe('before it is sent', () => {
  it('can be cancelled, once, and not afterwards', async () => {
    const { member, cardId } = await memberWithCard(1000n);
    const operation = await wallet.withdraw(member, cardId, 600n);
    const { operationKey } = operation;
    const cancel = async () =>
      await wallet.server.service.cancelWithdrawal(wallet.caller, { operationKey, why: 'changed my mind' });
    expect(await cancel()).toMatchObject({ status: 'cancelled', counted: false });
    expect(await cancel()).toMatchObject({ status: 'cancelled', version: 3 });
    expect(await wallet.money(member)).toEqual([1000n, 0n]);
    expect(await wallet.after(minute, operation)).toMatchObject({ status: 'cancelled' });
    expect(wallet.channels.calls).toEqual([]);

    const sent = await wallet.withdraw(member, cardId, 600n);
    await wallet.after(0, sent);
    const late = wallet.server.service.cancelWithdrawal(wallet.caller, { operationKey: sent.operationKey, why: '' });
    expect(await refusal(late)).toBe('MEMBER_OPERATION_WRONG_STATE');
  });

  it('asks for the withdrawal password, and counts the tries', async () => {
    const { member, cardId } = await memberWithCard(1000n);
    const request = { accountNumber: member, cardId, amount: cny(1n), remark: '', password: '000000' };
    const tried = async () =>
      await refusal(wallet.server.service.withdraw(wallet.caller, { ...request, operationKey: wallet.ids.uuid7() }));
    for (let time = 0; time < 4; time++) expect(await tried()).toBe('MEMBER_OPERATION_PASSWORD_WRONG');
    expect(await tried()).toBe('MEMBER_OPERATION_PASSWORD_LOCKED');
    expect(await wallet.money(member)).toEqual([1000n, 0n]);
  });

  it('is refused where no bank is configured', async () => {
    const { member, cardId } = await memberWithCard(1000n);
    wallet.channels.configured = false;
    expect(await refusal(wallet.withdraw(member, cardId, 1n))).toBe('MEMBER_OPERATION_NO_CHANNEL');
  });

  it('is refused to an account that may not, each with its reason', async () => {
    const { member, cardId } = await memberWithCard(1000n);
    await wallet.setStatus(member, 'frozen');
    expect(await refusal(wallet.withdraw(member, cardId, 1n))).toBe('MEMBER_OPERATION_ACCOUNT_REFUSED');
    await wallet.setStatus(member, 'normal');
    await wallet.database.pool.query('UPDATE member_account SET may_withdraw = false WHERE account_number = $1', [
      member,
    ]);
    expect(await refusal(wallet.withdraw(member, cardId, 1n))).toBe('MEMBER_OPERATION_ACCOUNT_REFUSED');
    const storedValue = await wallet.member(1000n, { typeCode: '102' });
    const itsCard = await wallet.card(storedValue);
    expect(await refusal(wallet.withdraw(storedValue, itsCard, 1n))).toBe('MEMBER_OPERATION_ACCOUNT_REFUSED');
    expect(await refusal(wallet.withdraw(member, itsCard, 1n))).toBe('MEMBER_CARD_NOT_FOUND');
    wallet.caller = { ...wallet.caller, companyId: 'another' };
    expect(await refusal(wallet.withdraw(storedValue, itsCard, 1n))).toBe('MEMBER_CARD_NOT_FOUND');
  });

  it('is refused where fee and amount are not there, and leaves nothing behind', async () => {
    await setTerms({ fee });
    const { member, cardId } = await memberWithCard(1009n);
    expect(await refusal(wallet.withdraw(member, cardId, 1000n))).toBe('MEMBER_OPERATION_INSUFFICIENT_FUNDS');
    expect(await wallet.money(member)).toEqual([1009n, 0n]);
    const { operations } = await wallet.server.service.listOperations(wallet.caller, { pageSize: 10, pageToken: '' });
    expect(operations).toEqual([]);
    await wallet.fund(member, 1n);
    expect(await wallet.withdraw(member, cardId, 1000n)).toMatchObject({ status: 'held' });
  });

  it('goes into the overdraft that the account has, and no further', async () => {
    const member = await wallet.member(100n, { overdraftMinor: 50n });
    const cardId = await wallet.card(member);
    expect(await refusal(wallet.withdraw(member, cardId, 151n))).toBe('MEMBER_OPERATION_INSUFFICIENT_FUNDS');
    const operation = await wallet.withdraw(member, cardId, 150n);
    await wallet.after(0, operation);
    expect(await wallet.money(member)).toEqual([-50n, 0n]);
  });

  it('keeps within the limits of a Beijing day; what failed does not count', async () => {
    await setTerms({ amountMaxMinor: 500n, dayAmountMaxMinor: 800n, dayCountMax: 3 });
    const { member, cardId } = await memberWithCard(10_000n);
    expect(await refusal(wallet.withdraw(member, cardId, 501n))).toBe('MEMBER_OPERATION_LIMIT');
    const first = await wallet.withdraw(member, cardId, 500n);
    expect(await refusal(wallet.withdraw(member, cardId, 301n))).toBe('MEMBER_OPERATION_LIMIT');
    await wallet.withdraw(member, cardId, 100n);
    await wallet.withdraw(member, cardId, 100n);
    expect(await refusal(wallet.withdraw(member, cardId, 1n))).toBe('MEMBER_OPERATION_LIMIT');
    await wallet.server.service.cancelWithdrawal(wallet.caller, { operationKey: first.operationKey, why: '' });
    await wallet.withdraw(member, cardId, 300n);
    // The clock began at 08:00 in Beijing: sixteen hours later it is another day there.
    await wallet.clock.advance(16 * 60 * minute - 1);
    expect(await refusal(wallet.withdraw(member, cardId, 1n))).toBe('MEMBER_OPERATION_LIMIT');
    await wallet.clock.advance(1);
    expect(await wallet.withdraw(member, cardId, 500n)).toMatchObject({ day: '2026-01-02' });
  });

  it('keeps within the limits when many ask at once', async () => {
    await setTerms({ dayAmountMaxMinor: 500n });
    const { member, cardId } = await memberWithCard(10_000n);
    const results = await Promise.all(
      Array.from({ length: 12 }, async () => await refusal(wallet.withdraw(member, cardId, 100n))),
    );
    expect(results.filter((result) => result === 'done')).toHaveLength(5);
  });

  it('uses the free quota of the month, and gives back what was not used', async () => {
    await setTerms({ fee: { ...fee, freePerMonthMinor: 1000n } });
    const { member, cardId } = await memberWithCard(100_000n);
    const first = await wallet.withdraw(member, cardId, 800n);
    expect(first).toMatchObject({ feeMinor: 0n, freeUsedMinor: 800n });
    expect(await wallet.withdraw(member, cardId, 800n)).toMatchObject({ feeMinor: 10n, freeUsedMinor: 200n });
    expect(await wallet.withdraw(member, cardId, 800n)).toMatchObject({ feeMinor: 10n, freeUsedMinor: 0n });
    await wallet.server.service.cancelWithdrawal(wallet.caller, { operationKey: first.operationKey, why: '' });
    expect(await wallet.withdraw(member, cardId, 800n)).toMatchObject({ feeMinor: 0n, freeUsedMinor: 800n });
    await wallet.clock.advance(31 * day);
    expect(await wallet.withdraw(member, cardId, 1000n)).toMatchObject({ feeMinor: 0n, freeUsedMinor: 1000n });
  });
});

describe('twenty at once over a balance that covers seven', () => {
  it('hold exactly seven', async () => {
    const { member, cardId } = await memberWithCard(799n);
    const second = wallet.newServer('server-2');
    const results = await Promise.all(
      Array.from({ length: 20 }, async (_, index) => {
        const server = index % 2 === 0 ? wallet.server : second;
        const operationKey = wallet.ids.uuid7();
        const request = { operationKey, accountNumber: member, cardId, amount: cny(100n), remark: '', password };
        return await refusal(server.service.withdraw(wallet.caller, request));
      }),
    );
    expect(results.filter((result) => result === 'done')).toHaveLength(7);
    expect(results.filter((result) => result === 'MEMBER_OPERATION_INSUFFICIENT_FUNDS')).toHaveLength(13);
    expect(await wallet.money(member)).toEqual([799n, 700n]);
  });
});

describe('a review', () => {
  async function underReview() {
    await setTerms({ reviewFromMinor: 500n });
    const { member, cardId } = await memberWithCard(1000n);
    const operation = await wallet.withdraw(member, cardId, 500n);
    return { member, operation };
  }
  const review = async (operationKey: string, by: string, roles: string[], decision: 'agreed' | 'refused' = 'agreed') =>
    await wallet.server.service.reviewWithdrawal(
      { companyId: wallet.caller.companyId, by, roles },
      { operationKey, decision, why: 'seen' },
    );

  it('takes two roles and two persons, neither of them the one who asked', async () => {
    const { member, operation } = await underReview();
    const { operationKey } = operation;
    expect(operation).toMatchObject({ status: 'under_review', dueAtMs: null });
    expect(await wallet.after(day, operation)).toMatchObject({ status: 'under_review' });
    expect(await wallet.money(member)).toEqual([1000n, 500n]);
    expect(await refusal(review(operationKey, 'clerk', ['risk', 'finance']))).toBe('MEMBER_OPERATION_REVIEW_REFUSED');
    expect(await refusal(review(operationKey, 'olga', ['operations']))).toBe('MEMBER_OPERATION_REVIEW_REFUSED');
    expect(await review(operationKey, 'rita', ['risk', 'finance'])).toMatchObject({ status: 'under_review' });
    expect(await refusal(review(operationKey, 'rita', ['risk', 'finance']))).toBe('MEMBER_OPERATION_REVIEW_REFUSED');
    expect(await refusal(review(operationKey, 'rob', ['risk']))).toBe('MEMBER_OPERATION_REVIEW_REFUSED');
    expect(await review(operationKey, 'fay', ['finance'])).toMatchObject({ status: 'held' });
    expect(await refusal(review(operationKey, 'fred', ['finance']))).toBe('MEMBER_OPERATION_WRONG_STATE');
    expect(await wallet.after(0, operation)).toMatchObject({ status: 'succeeded' });
    const details = await wallet.server.service.getOperation(wallet.caller, operationKey);
    expect(details.reviews.map(({ role, byName }) => `${role} ${byName}`).sort()).toEqual(['finance fay', 'risk rita']);
  });

  it('ends it where one of them refuses', async () => {
    const { member, operation } = await underReview();
    await review(operation.operationKey, 'rita', ['risk']);
    expect(await review(operation.operationKey, 'fay', ['finance'], 'refused')).toMatchObject({ status: 'refused' });
    expect(await wallet.money(member)).toEqual([1000n, 0n]);
  });

  it('is not asked for below the limit, and can be cancelled', async () => {
    const { member, operation } = await underReview();
    const { operationKey } = operation;
    await wallet.server.service.cancelWithdrawal(wallet.caller, { operationKey, why: '' });
    expect(await wallet.money(member)).toEqual([1000n, 0n]);
    const small = await wallet.withdraw(member, operation.cardId ?? '', 499n);
    expect(small).toMatchObject({ status: 'held' });
    expect(await refusal(review(small.operationKey, 'rita', ['risk']))).toBe('MEMBER_OPERATION_WRONG_STATE');
    expect(await refusal(review(wallet.ids.uuid7(), 'rita', ['risk']))).toBe('MEMBER_OPERATION_NOT_FOUND');
  });

  it('counts one of two who decide at the same time in one role', async () => {
    const { operation } = await underReview();
    const results = await Promise.all(
      ['rita', 'rob', 'ruth'].map(async (by) => await refusal(review(operation.operationKey, by, ['risk']))),
    );
    expect(results.filter((result) => result === 'done')).toHaveLength(1);
  });
});
