/** Codes of our own wallet: made for a member alone, once, for a minute, and not too many. */
import { isWalletCode } from '@qiantai/protos';
import { describe, expect, it } from 'vitest';
import { refusal } from '../member-operations/test-wallet.fixture.ts';
import { channelOfPaymentCode } from '../routing/route.ts';
import { testBalance } from './test-balance.fixture.ts';

const shop = testBalance();

describe('a payment code of our own wallet', () => {
  it('has its own form, and is kept by its fingerprint alone', async () => {
    const member = await shop.member(1000n);
    const issued = await shop.desk.issueCode(shop.of(member));
    expect(isWalletCode(issued.code)).toBe(true);
    expect(channelOfPaymentCode(issued.code)).toBeUndefined();
    expect(issued.expiresAtMs).toBe(shop.clock.nowMs() + 60_000);
    const kept = await shop.database.pool.query<{ row: string }>('SELECT wallet_code::text AS row FROM wallet_code');
    const clear = [issued.code, Buffer.from(issued.code).toString('hex')];
    for (const { row } of kept.rows) for (const digits of clear) expect(row).not.toContain(digits);
    expect(kept.rows.length).toBeGreaterThan(0);
  });

  it('is given ten times a minute at most, many at once included', async () => {
    const member = await shop.member(1000n);
    const asked = Array.from({ length: 15 }, async () => await refusal(shop.code(member)));
    const ends = await Promise.all(asked);
    expect(ends.filter((end) => end === 'done')).toHaveLength(10);
    expect(ends.filter((end) => end === 'MEMBER_CODE_TOO_OFTEN')).toHaveLength(5);
    expect(await refusal(shop.code(await shop.member()))).toBe('done');
    await shop.clock.advance(60_000);
    expect(await refusal(shop.code(member))).toBe('done');
  });

  it('forgets what is over for a day', async () => {
    const member = await shop.member(1000n);
    await shop.code(member);
    await shop.clock.advance(86_400_001);
    await shop.code(member);
    const kept = await shop.database.pool.query('SELECT 1 FROM wallet_code WHERE account_number = $1', [member]);
    expect(kept.rowCount).toBe(1);
  });

  it.each([
    [
      'another company’s account',
      async (member: string) => ({ companyId: 'elsewhere', accountNumber: member }),
      'NOT_FOUND',
    ],
    ['an account that is not there', async () => shop.of('10199999999999999'), 'NOT_FOUND'],
    ['an account that receives only', async () => shop.of(await shop.member(0n, { typeCode: '202' })), 'REFUSED'],
  ])('is not given for %s', async (_, whose, code) => {
    const member = await shop.member(1000n);
    expect(await refusal(shop.desk.issueCode(await whose(member)))).toBe(`MEMBER_OPERATION_ACCOUNT_${code}`);
  });

  it('says what a code was charged for', async () => {
    const member = await shop.member(1000n);
    const first = await shop.desk.issueCode(shop.of(member));
    await shop.payBy(first.code, 100n);
    await shop.pay(member, 200n);
    const of = async (codeId: string) =>
      (await shop.desk.charges(shop.of(member), codeId)).map(({ amountMinor }) => amountMinor);
    expect(await of(first.codeId)).toEqual([100n]);
    expect((await of('')).sort()).toEqual([100n, 200n]);
    const declined = await shop.payBy(await shop.code(member), 5000n);
    expect(declined.reasonCode).toBe('INSUFFICIENT_FUNDS');
    expect((await shop.desk.charges(shop.of(member), ''))[0]).toMatchObject({ status: 'declined' });
  });
});
