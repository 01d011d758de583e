/** The providers of identity checks and text messages, called as a foreign program would. */
import { createHash, createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTestSimulation, type TestSimulation } from '../testing/test-simulation.ts';

let simulation: TestSimulation;
beforeEach(async () => {
  simulation = await startTestSimulation();
});
afterEach(async () => await simulation.close());

interface Call {
  path: string;
  body: unknown;
  secret?: string;
  nonce?: string;
  timestampMs?: number;
  appId?: string;
}

let calls = 0;
async function call({ path, body, ...over }: Call) {
  calls += 1;
  const provider = path.startsWith('/sms') ? simulation.description.sms : simulation.description.identity;
  const { appId = provider.appId, secret = provider.secret, nonce = `nonce-${calls}` } = over;
  const timestamp = String(over.timestampMs ?? simulation.clock.nowMs());
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const sha256 = (data: string) => createHash('sha256').update(data).digest('hex');
  const hmac = (key: string, data: string) => createHmac('sha256', key).update(data).digest('hex');
  const signature = hmac(secret, ['POST', path, appId, timestamp, nonce, sha256(text)].join('\n'));
  const response = await fetch(provider.baseUrl + path, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-app-id': appId,
      'x-timestamp': timestamp,
      'x-nonce': nonce,
      'x-signature': signature,
    },
    body: text,
  });
  const answer = await response.text();
  const expected = hmac(provider.secret, [String(response.status), signature, sha256(answer)].join('\n'));
  return {
    status: response.status,
    isSigned: response.headers.get('x-signature') === expected,
    answer: answer.startsWith('{') ? (JSON.parse(answer) as Record<string, unknown>) : answer,
  };
}

let requests = 0;
const person = (sequence: string, over: object = {}) => {
  requests += 1;
  return {
    path: '/identity/v1/person',
    body: { requestNo: `r-${requests}`, name: '王小明', number: `11010119900307${sequence}X`, ...over },
  };
};
const company = (marks: string, over: object = {}) => {
  requests += 1;
  const number = `91310000MA1K3${marks}X1`;
  return {
    path: '/identity/v1/company',
    body: { requestNo: `r-${requests}`, name: '钱台', number, legalRepresentativeName: '李四', ...over },
  };
};

describe('identity checks', () => {
  it('agree, differ and know nothing, by the number', async () => {
    for (const [digits, result] of [
      ['001', '1'],
      ['901', '2'],
      ['902', '3'],
    ] as const) {
      for (const ask of [person(digits), company(digits)]) {
        const { status, isSigned, answer } = await call(ask);
        expect({ status, isSigned, answer }).toMatchObject({
          status: 200,
          isSigned: true,
          answer: { code: '0000', data: { result, requestNo: ask.body.requestNo } },
        });
      }
    }
  });

  it('fail by the number', async () => {
    expect(await call(person('903'))).toMatchObject({ status: 503, isSigned: true });
    expect(await call(person('904'))).toMatchObject({ status: 200, isSigned: true, answer: { code: '9999' } });
    expect(await call(person('906'))).toMatchObject({
      status: 200,
      isSigned: false,
      answer: expect.stringContaining('<html>'),
    });
    expect(await call(person('907'))).toMatchObject({ status: 200, isSigned: false, answer: { code: '0000' } });
    expect(await call(person('908'))).toMatchObject({ status: 429 });
  });

  it('fail by hand as often as asked for, then no more', async () => {
    await simulation.hand('/sim/identity/faults', { fault: 'http_503', times: 2 });
    const request = person('001');
    expect([(await call(request)).status, (await call(request)).status, (await call(request)).status]).toEqual([
      503, 503, 200,
    ]);
    // Turned away at the door is not charged.
    expect(await simulation.read('/sim/identity')).toMatchObject({ charged: 1 });
    expect(await simulation.hand('/sim/identity/faults', { fault: 'nothing' })).toMatchObject({ httpStatus: 400 });
  });

  it('know whom a hand put on record', async () => {
    const record = { name: '赵六', number: '11010119900307333X' };
    await simulation.hand('/sim/identity/records', record);
    expect((await call(person('333', { name: '赵六' }))).answer).toMatchObject({ data: { result: '1' } });
    expect((await call(person('333'))).answer).toMatchObject({ data: { result: '2' } });
  });

  it('say the same to the same request number, charged once', async () => {
    const request = person('001');
    const first = await call(request);
    expect((await call(request)).answer).toEqual(first.answer);
    expect(await simulation.read('/sim/identity')).toMatchObject({ charged: 1 });
  });

  it('refuse what is not signed, stale, repeated or malformed', async () => {
    const code = async (wish: Call) => ((await call(wish)).answer as Record<string, unknown>)['code'];
    expect(await code({ ...person('001'), appId: 'nobody' })).toBe('1001');
    expect(await code({ ...person('001'), secret: 'guess' })).toBe('1002');
    expect(await code({ ...person('001'), timestampMs: simulation.clock.nowMs() - 300_001 })).toBe('1003');
    expect(await code({ ...person('001'), nonce: 'twice' })).toBe('0000');
    expect(await code({ ...person('001'), nonce: 'twice' })).toBe('1004');
    expect(await code(person('001', { more: 1 }))).toBe('1005');
    expect(await code({ path: '/identity/v1/person', body: '{' })).toBe('1005');
    expect(await code(company('001', { legalRepresentativeName: undefined }))).toBe('1005');
  });
});

describe('text messages', () => {
  const message = (phone: string, over: object = {}) => {
    requests += 1;
    return {
      path: '/sms/v1/messages',
      body: { messageNo: `m-${requests}`, phone, template: 'password_reset', parameters: { code: '123456' }, ...over },
    };
  };
  const arrived = async (phone: string) => (await simulation.read(`/sim/sms?phone=${phone}`))['messages'];

  it('arrive once for a number, are refused or lost', async () => {
    const good = message('13800131111');
    expect((await call(good)).answer).toMatchObject({ code: '0000' });
    await call(good);
    expect(await arrived('13800131111')).toMatchObject([{ parameters: { code: '123456' } }]);
    expect((await call(message('13800130001'))).answer).toMatchObject({ code: '2001' });
    expect((await call(message('13800130002'))).status).toBe(503);
    expect(await arrived('13800130002')).toEqual([]);
    expect((await call(message('x'))).answer).toMatchObject({ code: '1005' });
  });

  it('stay silent by hand though the message arrives', async () => {
    await simulation.hand('/sim/sms/faults', { fault: 'silent' });
    const silent = call(message('13800132222')).catch(() => 'gone');
    await expect.poll(() => arrived('13800132222')).toHaveLength(1);
    await simulation.advance(120_000);
    expect(await silent).toBe('gone');
  });

  it('are read and moved from this machine only', async () => {
    const response = await fetch(`${simulation.description.http}/sim/sms`, {
      headers: { origin: 'http://evil.example' },
    });
    expect(response.status).toBe(403);
  });
});
