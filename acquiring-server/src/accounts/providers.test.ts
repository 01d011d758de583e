/** Identity checks and text messages over HTTP, at the simulated providers: every answer that they give. */
import { SeededRandom } from '@qiantai/foundation';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHttpTransport } from '../channels/http-transport.ts';
import { type RunningSims, startSims } from '../channels/sims.fixture.ts';
import { defaultTerms } from './account-deps.ts';
import { type AccountsFixture, creditCode, openAccounts, residentNumber } from './accounts.fixture.ts';
import { createIdentityChecker } from './identity-provider.ts';
import type { IdentityChecker, SmsSender } from './ports.ts';
import type { ProviderExchangeDeps } from './provider-exchange.ts';
import { createSmsSender } from './sms-provider.ts';

let sims: RunningSims;
let transport: ReturnType<typeof createHttpTransport>;
let fixture: AccountsFixture;
let identity: IdentityChecker;
let sms: SmsSender;

beforeAll(async () => {
  sims = await startSims({ startMs: Date.UTC(2026, 0, 1), factor: 1 });
  transport = createHttpTransport({ clock: sims.clock, realMsMin: 800 });
  identity = createIdentityChecker(exchange('identity'));
  sms = createSmsSender(exchange('sms'));
  // The worker waits no longer than the machine needs to ask again.
  const terms = { ...defaultTerms, checkRetry: { firstMs: 1, maxMs: 1 } };
  fixture = await openAccounts({ identity, sms, clock: sims.clock, terms });
});
afterAll(async () => {
  await fixture?.close();
  await transport?.close();
  await sims?.close();
});

let streams = 0;
function exchange(provider: 'identity' | 'sms', over: Partial<ProviderExchangeDeps> = {}): ProviderExchangeDeps {
  streams += 1;
  const random = new SeededRandom(`nonces ${streams}`);
  return { settings: sims.providers[provider], transport, clock: sims.clock, random, timeoutMs: 800, ...over };
}

let requests = 0;
const person = (sequence: string, name = '王小明') => {
  requests += 1;
  const elements = { kind: 'person' as const, name, residentNumber: residentNumber(sequence) };
  return { requestNo: `person-${requests}`, elements };
};
const company = (marks: string, legalRepresentativeName = '李四') => {
  requests += 1;
  const elements = { kind: 'company' as const, name: '钱台', creditCode: creditCode(marks), legalRepresentativeName };
  return { requestNo: `company-${requests}`, elements };
};

describe('the provider of identity checks', () => {
  const codes = [
    ['001', { kind: 'pass', providerCode: '0000' }],
    ['901', { kind: 'mismatch', providerCode: '0000' }],
    ['902', { kind: 'no_record', providerCode: '0000' }],
    ['903', { kind: 'unknown', providerCode: '503' }],
    ['904', { kind: 'unknown', providerCode: '9999' }],
    ['905', { kind: 'unknown', providerCode: '' }],
    ['906', { kind: 'unknown', providerCode: '200', why: 'no good signature' }],
    ['907', { kind: 'unknown', providerCode: '200', why: 'no good signature' }],
    ['908', { kind: 'unknown', providerCode: '429' }],
  ] as const;

  it.each(codes)('answers a number %s', async (marks, expected) => {
    expect(await identity.check(person(marks))).toMatchObject(expected);
    expect(await identity.check(company(marks))).toMatchObject(expected);
  });

  it('knows whom a hand put on record, by every element', async () => {
    await sims.hand('/sim/identity/records', { name: '赵六', number: residentNumber('333') });
    expect(await identity.check(person('333', '赵六'))).toMatchObject({ kind: 'pass' });
    expect(await identity.check(person('333', '赵陆'))).toMatchObject({ kind: 'mismatch' });
    const record = { name: '钱台', number: creditCode('333'), legalRepresentativeName: '李四' };
    await sims.hand('/sim/identity/records', record);
    expect(await identity.check(company('333'))).toMatchObject({ kind: 'pass' });
    expect(await identity.check(company('333', '张三'))).toMatchObject({ kind: 'mismatch' });
  });

  it('charges a request number once, however often it is asked', async () => {
    const request = person('444');
    const charged = async () => (await sims.look('/sim/identity'))['charged'] as number;
    const before = await charged();
    await sims.hand('/sim/identity/faults', { fault: 'silent' });
    expect(await identity.check(request)).toMatchObject({ kind: 'unknown' });
    const said = await identity.check(request);
    expect(said).toMatchObject({ kind: 'pass' });
    expect(await identity.check(request)).toEqual(said);
    expect(await charged()).toBe(before + 1);
  });

  it('is not believed and does not believe without the secret; a call is good for minutes', async () => {
    const settings = { ...sims.providers.identity, secret: 'another' };
    const stranger = createIdentityChecker(exchange('identity', { settings }));
    expect(await stranger.check(person('001'))).toMatchObject({ kind: 'unknown', why: 'no good signature' });
    const late = createIdentityChecker(exchange('identity', { clock: { nowMs: () => sims.clock.nowMs() - 600_000 } }));
    expect(await late.check(person('001'))).toMatchObject({ kind: 'unknown', providerCode: '1003' });
    const same = exchange('identity', { random: { bytes: (length) => new Uint8Array(length) } });
    expect(await createIdentityChecker(same).check(person('001'))).toMatchObject({ kind: 'pass' });
    expect(await createIdentityChecker(same).check(person('001'))).toMatchObject({ providerCode: '1004' });
  });

  it('that is not there leaves it unknown', async () => {
    const settings = { ...sims.providers.identity, baseUrl: 'http://127.0.0.1:1' };
    const nowhere = exchange('identity', { settings });
    expect(await createIdentityChecker(nowhere).check(person('001'))).toMatchObject({ kind: 'unknown' });
    const message = { messageNo: 'm', phone: '13800138000', template: 'password_reset', code: '1' } as const;
    expect(await createSmsSender(nowhere).send(message)).toEqual({ kind: 'refused', providerCode: '' });
  });
});

describe('opening over the wire', () => {
  const open = async (sequence: string) => {
    const request = fixture.personRequest({ documentNumber: residentNumber(sequence) });
    const { customer } = await fixture.service.createCustomer(request);
    return await fixture.openFor(await fixture.user(customer.customerId), '101');
  };

  it('passes, differs, or is not on record', async () => {
    expect(await open('555')).toMatchObject({ status: 'normal' });
    for (const [sequence, status] of [
      ['901', 'mismatch'],
      ['902', 'no_record'],
    ] as const) {
      const account = await open(sequence);
      expect(account.status).toBe('awaiting_identity');
      expect((await fixture.service.getCustomer(account.customerId)).customer.identityStatus).toBe(status);
    }
  });

  it.each(['http_503', 'busy', 'rate_limited', 'silent', 'garbage', 'badly_signed'])(
    'waits through %s and is normal when the provider is back',
    async (fault) => {
      await sims.hand('/sim/identity/faults', { fault, times: 2 });
      const account = await open(String(600 + requests));
      requests += 1;
      expect(account.status).toBe('awaiting_identity');
      const ask = async () => {
        await fixture.service.identity.runDue();
        const view = await fixture.service.getCustomer(account.customerId);
        return [view.lastCheck?.status, view.customer.identityStatus];
      };
      await expect.poll(ask, { timeout: 5000 }).toEqual(['answered', 'verified']);
      const view = await fixture.service.getCustomer(account.customerId);
      expect(view.lastCheck?.tries).toBe(3);
      expect(await fixture.service.getAccount(account.accountNumber)).toMatchObject({ status: 'normal' });
    },
  );
});

describe('text messages', () => {
  const message = (phone: string) => {
    requests += 1;
    return { messageNo: `message-${requests}`, phone, template: 'password_reset' as const, code: '271828' };
  };
  const arrived = async (phone: string) => (await sims.look(`/sim/sms?phone=${phone}`))['messages'] as unknown[];

  it('arrive once, are refused, or are lost to sight', async () => {
    const good = message('13800131111');
    expect(await sms.send(good)).toEqual({ kind: 'sent' });
    expect(await sms.send(good)).toEqual({ kind: 'sent' });
    expect(await arrived(good.phone)).toMatchObject([{ parameters: { code: '271828' }, messageNo: good.messageNo }]);
    expect(await sms.send(message('13800130001'))).toEqual({ kind: 'refused', providerCode: '2001' });
    expect(await sms.send(message('13800130002'))).toMatchObject({ kind: 'unknown', why: 'HTTP 503' });
    expect(await arrived('13800130002')).toEqual([]);
    expect(await sms.send(message('13800130003'))).toMatchObject({ kind: 'unknown' });
    expect(await arrived('13800130003')).toHaveLength(1);
  });

  it('reset a lost password', async () => {
    const request = fixture.personRequest({ phone: '13800132222' });
    const { customer } = await fixture.service.createCustomer(request);
    const owner = await fixture.user(customer.customerId);
    const { accountNumber } = await fixture.openFor(owner, '101');
    const actor = { role: 'customer', name: 'app', userId: owner.userId } as const;
    const asked = { requestKey: fixture.ids.uuid7(), accountNumber, actor };
    const { resetId, sending } = await fixture.service.requestPasswordReset(asked);
    expect(sending).toBe('sent');
    const [arrivedMessage] = (await arrived('13800132222')) as Array<{ parameters: { code: string } }>;
    const { code } = arrivedMessage!.parameters;
    const reset = { resetId, code, newPassword: '918273', actor };
    expect(await fixture.service.resetPassword(reset)).toEqual({ kind: 'reset', accountNumber });
  });
});
