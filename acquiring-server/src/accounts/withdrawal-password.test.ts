import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AccountsFixture, codeOf, openAccounts, operations, risk } from './accounts.fixture.ts';
import type { Actor } from './records.ts';

let fixture: AccountsFixture;
beforeAll(async () => {
  fixture = await openAccounts();
});
afterAll(async () => await fixture.close());

const hourMs = 3_600_000;

async function withAccount() {
  const { account, owner, customer } = await fixture.member();
  const actor: Actor = { role: 'customer', name: 'app', userId: owner.userId };
  const { accountNumber } = account;
  const { service } = fixture;
  return {
    accountNumber,
    actor,
    customer,
    set: async (newPassword: string, oldPassword = '') =>
      await service.setWithdrawalPassword({ accountNumber, oldPassword, newPassword, actor }),
    check: async (password: string) => await service.checkWithdrawalPassword({ accountNumber, password, actor }),
    ask: async (requestKey = fixture.ids.uuid7()) =>
      await service.requestPasswordReset({ requestKey, accountNumber, actor }),
    reset: async (resetId: string, code: string, newPassword = '918273') =>
      await service.resetPassword({ resetId, code, newPassword, actor }),
  };
}

/** Another code than the one that was sent. */
const otherThan = (code: string) => (code === '000001' ? '000002' : '000001');

describe('the withdrawal password', () => {
  it('is set by the customer, changed by the old one, kept as argon2id', async () => {
    const { accountNumber, set, check } = await withAccount();
    expect(await check('271828')).toEqual({ kind: 'not_set' });
    expect(await set('271828')).toEqual({ kind: 'set' });
    expect(await check('271828')).toEqual({ kind: 'right' });
    expect(await set('314159')).toEqual({ kind: 'wrong', triesLeft: 4 });
    expect(await set('314159', '271828')).toEqual({ kind: 'set' });
    expect(await check('314159')).toEqual({ kind: 'right' });
    const held = await fixture.database.pool.query(
      'SELECT withdrawal_password_hash AS hash FROM member_account WHERE account_number = $1',
      [accountNumber],
    );
    expect(held.rows[0].hash).toMatch(/^\$argon2id\$/);
    expect(await fixture.service.getAccount(accountNumber)).toMatchObject({ passwordSet: true, passwordTries: 0 });
  });

  it('is for the customer and its company to set, for nobody else', async () => {
    const { accountNumber } = await withAccount();
    for (const actor of [operations, risk, { role: 'system', name: '' } as const]) {
      const request = { accountNumber, oldPassword: '', newPassword: '271828', actor };
      expect(await codeOf(fixture.service.setWithdrawalPassword(request))).toBe('ACCOUNT_ROLE_REFUSED');
    }
    const stranger = (await withAccount()).actor;
    const request = { accountNumber, oldPassword: '', newPassword: '271828', actor: stranger };
    expect(await codeOf(fixture.service.setWithdrawalPassword(request))).toBe('ACCOUNT_NOT_FOUND');
    const company: Actor = { role: 'merchant', name: 'erp', companyId: 'shop' };
    expect(await fixture.service.setWithdrawalPassword({ ...request, actor: company })).toEqual({ kind: 'set' });
  });

  it('is six digits that are not guessed first', async () => {
    const { set } = await withAccount();
    for (const password of ['', '12345', '1234567', '12345a', '000000', '123456', '654321', '999999']) {
      expect(await codeOf(set(password))).toBe('ACCOUNT_BAD_REQUEST');
    }
  });

  it('takes five tries, then none for three hours, then five again', async () => {
    const { set, check, accountNumber } = await withAccount();
    await set('271828');
    for (let left = 4; left >= 0; left--) expect(await check('999998')).toEqual({ kind: 'wrong', triesLeft: left });
    const untilMs = fixture.clock.nowMs() + 3 * hourMs;
    expect(await check('271828')).toEqual({ kind: 'locked', untilMs });
    expect((await fixture.service.getAccount(accountNumber)).passwordLockedUntilMs).toBe(untilMs);
    await fixture.clock.advance(3 * hourMs);
    expect(await check('999998')).toEqual({ kind: 'wrong', triesLeft: 4 });
    expect(await check('271828')).toEqual({ kind: 'right' });
    expect(await check('999998')).toEqual({ kind: 'wrong', triesLeft: 4 });
  });

  it('gives no more tries to many at once', async () => {
    const { set, check } = await withAccount();
    await set('271828');
    const outcomes = await Promise.all(Array.from({ length: 12 }, async () => (await check('999998')).kind));
    expect(outcomes.filter((kind) => kind === 'wrong')).toHaveLength(5);
    expect(outcomes.filter((kind) => kind === 'locked')).toHaveLength(7);
  });
});

describe('a lost password', () => {
  it('is set anew by the code that the phone got, once', async () => {
    const { ask, reset, set, check, accountNumber } = await withAccount();
    await set('271828');
    for (let n = 0; n < 5; n++) await check('999998');
    const asked = await ask();
    expect(asked).toMatchObject({ phoneMasked: '138****8000', sending: 'sent' });
    const message = fixture.sent.at(-1)!;
    expect(message).toMatchObject({ messageNo: asked.resetId, phone: '13800138000', template: 'password_reset' });
    expect(await reset(asked.resetId, message.code)).toEqual({ kind: 'reset', accountNumber });
    expect(await check('918273')).toEqual({ kind: 'right' });
    expect(await reset(asked.resetId, message.code, '271828')).toEqual({ kind: 'code_over' });
    const history = await fixture.service.readHistory(accountNumber);
    expect(history.slice(-2).map((row) => row.event)).toEqual(['password_set', 'password_reset']);
    expect(JSON.stringify(history, (_key, value) => String(value))).not.toContain('918273');
  });

  it('takes five tries of a code', async () => {
    const { ask, reset } = await withAccount();
    const { resetId } = await ask();
    const { code } = fixture.sent.at(-1)!;
    for (let left = 4; left >= 0; left--) {
      expect(await reset(resetId, otherThan(code))).toEqual({ kind: 'wrong_code', triesLeft: left });
    }
    expect(await reset(resetId, code)).toEqual({ kind: 'code_over' });
  });

  it('lets a code end after five minutes, and a later one replace it', async () => {
    const { ask, reset } = await withAccount();
    const first = await ask();
    const firstCode = fixture.sent.at(-1)!.code;
    await fixture.clock.advance(60_000);
    const second = await ask();
    const secondCode = fixture.sent.at(-1)!.code;
    expect(await reset(first.resetId, firstCode)).toEqual({ kind: 'code_over' });
    await fixture.clock.advance(300_000);
    expect(await reset(second.resetId, secondCode)).toEqual({ kind: 'code_over' });
  });

  it('sends at most one code a minute and five a day; the same key sends none', async () => {
    const { ask } = await withAccount();
    const requestKey = fixture.ids.uuid7();
    const first = await ask(requestKey);
    const count = fixture.sent.length;
    expect(await ask(requestKey)).toEqual(first);
    expect(fixture.sent).toHaveLength(count);
    expect(await codeOf(ask())).toBe('ACCOUNT_RESET_TOO_SOON');
    for (let n = 0; n < 4; n++) {
      await fixture.clock.advance(60_000);
      await ask();
    }
    await fixture.clock.advance(60_000);
    expect(await codeOf(ask())).toBe('ACCOUNT_RESET_TOO_SOON');
    await fixture.clock.advance(24 * hourMs);
    await ask();
    expect(fixture.sent).toHaveLength(count + 5);
  });

  it('says what became of the message; a code that may have arrived is good', async () => {
    const { ask, reset, accountNumber } = await withAccount();
    fixture.script.sms = () => ({ kind: 'unknown', why: 'silence' });
    const unknown = await ask();
    fixture.script.sms = () => ({ kind: 'sent' });
    expect(unknown.sending).toBe('unknown');
    expect(await reset(unknown.resetId, fixture.sent.at(-1)!.code)).toEqual({ kind: 'reset', accountNumber });
    expect(await codeOf(reset(fixture.ids.uuid7(), '000000'))).toBe('ACCOUNT_RESET_NOT_FOUND');
  });

  it('keeps the code as an HMAC only', async () => {
    const { ask } = await withAccount();
    const { resetId } = await ask();
    const { code } = fixture.sent.at(-1)!;
    const row = await fixture.database.pool.query(
      'SELECT password_reset::text AS text FROM password_reset WHERE reset_id = $1',
      [resetId],
    );
    expect(row.rows[0].text).not.toContain(`,${code},`);
    expect(row.rows[0].text).not.toContain(Buffer.from(code).toString('hex'));
  });

  it('of a closed account or of nobody with a phone is refused', async () => {
    const { accountNumber, actor, ask, set } = await withAccount();
    await fixture.service.requestClosing({ accountNumber, actor, why: '' });
    expect(await codeOf(ask())).toBe('ACCOUNT_STEP_REFUSED');
    expect(await codeOf(set('271828'))).toBe('ACCOUNT_STEP_REFUSED');
    const bare = { kind: 'internal' as const, documentNumber: '', phone: '', mail: '' };
    const { customer } = await fixture.service.createCustomer(fixture.personRequest(bare));
    const owner = await fixture.user(customer.customerId, '@platform');
    const internal = await fixture.openFor(owner, '301');
    const request = {
      requestKey: fixture.ids.uuid7(),
      accountNumber: internal.accountNumber,
      actor: { ...actor, userId: owner.userId },
    };
    expect(await codeOf(fixture.service.requestPasswordReset(request))).toBe('CUSTOMER_NO_PHONE');
  });
});
