/** The wallet of our own members on the phone: what it shows is what the server says. */
import type { FakeClock } from '@qiantai/foundation';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MemberWallet, orderStatusOf } from './member-wallet.ts';
import { newPhone, scriptedMember, until } from './phone.fixture.ts';
import type { Phone } from './phone.ts';

let phone: Phone;
let clock: FakeClock;
let server: ReturnType<typeof scriptedMember>;

beforeEach(() => {
  server = scriptedMember(() => clock);
  ({ phone, clock } = newPhone('http://127.0.0.1:9', server.line));
});
afterEach(() => phone.stop());

const screen = () => phone.snapshot().screen;
const balance = () => phone.snapshot().balances['qiantai'];

describe('a member’s wallet', () => {
  it('shows a code of the server’s, renews it before it is over, and is paid from', async () => {
    await phone.show('qiantai');
    expect([screen(), balance()]).toMatchObject([{ status: 'code', wallet: 'qiantai', leftMs: 55_000 }, '50000']);
    await clock.advance(55_000);
    await until(clock, () => expect(server.member.codes).toBe(2));
    expect(await phone.codeInSight('qiantai')).toBe('79000000000000000002');
    server.charge(3000n, 'paid');
    await until(clock, () => expect(screen()).toMatchObject({ status: 'ended', outcome: 'paid', amountMinor: '3000' }));
    expect(balance()).toBe('47000');
  });

  it('asks for the password where the server waits for it, and counts nothing itself', async () => {
    await phone.show('qiantai');
    server.charge(30_000n, 'awaiting_payer');
    await until(clock, () => expect(screen()).toMatchObject({ status: 'asked', amountMinor: '30000' }));
    for (let tries = 0; tries < 4; tries++) await expect(phone.pay('000000')).rejects.toThrow('password');
    expect(screen().status).toBe('asked');
    await phone.pay('123456');
    expect([screen(), balance()]).toMatchObject([{ status: 'ended', outcome: 'paid' }, '20000']);
  });

  it.each([
    ['refuses', { status: 'ended', outcome: 'refused' }],
    ['ignores', { status: 'code', used: true }],
  ] as const)('a customer who %s', async (manner, shown) => {
    await phone.set({ manner });
    await phone.show('qiantai');
    server.charge(30_000n, 'awaiting_payer');
    await until(clock, () => expect(screen()).toMatchObject(shown));
    expect(server.member.balanceMinor).toBe(50_000n);
  });

  it('refuses by hand, and says what the server made of a declined one', async () => {
    await phone.show('qiantai');
    server.charge(30_000n, 'awaiting_payer');
    await until(clock, () => expect(screen().status).toBe('asked'));
    await phone.refuse();
    expect(screen()).toMatchObject({ status: 'ended', outcome: 'refused' });
    await phone.show('qiantai');
    server.charge(90_000n, 'declined');
    await until(clock, () => expect(screen()).toMatchObject({ status: 'ended', outcome: 'declined' }));
  });

  it('has no balance that could be set, and without a member it says so', async () => {
    await expect(phone.set({ wallet: 'qiantai', balanceMinor: 1n })).rejects.toMatchObject({
      code: 'PHONE_BALANCE_REAL',
    });
    const bare = newPhone('http://127.0.0.1:9').phone;
    await expect(bare.show('qiantai')).rejects.toMatchObject({ code: 'PHONE_WALLET_MISSING' });
    bare.stop();
  });

  it('says that nobody answers where the server is gone', async () => {
    const settings = { address: 'localhost:9', companyId: 'm', accountNumber: '1'.repeat(17) };
    const files = { caFile: '/none/ca', certificateFile: '/none/crt', keyFile: '/none/key' };
    await expect(new MemberWallet({ ...settings, ...files }, clock).issueCode()).rejects.toMatchObject({
      code: 'PHONE_WALLET_GONE',
    });
  });

  it.each([
    ['awaiting_payer', 'waiting'],
    ['paid', 'paid'],
    ['declined', 'declined'],
    ['refused', 'declined'],
    ['closed', 'closed'],
    ['reversed', 'reversed'],
  ] as const)('a charge that is %s is an order that is %s', (status, order) => {
    expect(orderStatusOf({ chargeNo: '1', amount: 1n, status })).toBe(order);
  });
});
