/** Pairing and certificates over the wire: who is let in, and what everybody else is told. */
import { readFileSync } from 'node:fs';
import { connect } from 'node:tls';
import { systemClock } from '@qiantai/foundation';
import { greetingProof, parsePairingCode } from '@qiantai/protos';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cashRequest, type Fixture, openFixture, tillClient, tokens, until } from '../testing/fixture.ts';
import { authorityOf, freshTillKey, type PairedTill, pair, pairingCall, renew } from '../testing/paired-till.ts';
import { makeTestAuthority } from '../testing/test-authority.ts';
import { issueClientCertificate } from '../testing/test-certificate.ts';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await openFixture();
});
afterAll(() => fixture.close());

const port = () => fixture.agent.grpcPort;

async function codeFor(terminal: string): Promise<string> {
  const site = `http://127.0.0.1:${fixture.agent.statusPort}`;
  const reply = await fetch(`${site}/pair`, {
    method: 'POST',
    headers: { origin: site, accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
    body: `terminal=${terminal}`,
  });
  expect(reply.status).toBe(200);
  return ((await reply.json()) as { code: string }).code;
}

async function revoke(terminal: string): Promise<void> {
  const site = `http://127.0.0.1:${fixture.agent.statusPort}`;
  const headers = { origin: site, 'content-type': 'application/x-www-form-urlencoded' };
  const reply = await fetch(`${site}/revoke`, {
    method: 'POST',
    redirect: 'manual',
    headers,
    body: `terminal=${terminal}`,
  });
  expect(reply.status).toBe(303);
}

const secretOf = (code: string) => parsePairingCode(code).secret;

/** The code that the agent refuses a call with, or the terminal that it takes it for. */
async function taken(keys: Parameters<typeof tillClient>[1], named?: string): Promise<string> {
  const till = tillClient(port(), keys);
  const metadata = till.metadata;
  till.metadata = () => {
    const all = metadata();
    if (named) all.set('terminal', named);
    return all;
  };
  try {
    return (await till.call('GetTill', {})).terminalId;
  } catch (error) {
    return (error as { code: string }).code;
  } finally {
    till.close();
  }
}

describe('a pairing code', () => {
  let first: PairedTill;
  const key = freshTillKey();
  let code: string;

  test('names the authority of this agent and gets its terminal a certificate', async () => {
    code = await codeFor('till-2');
    expect(code).toMatch(/^([0-9A-Z]{4}-){5}[0-9A-Z]{4}$/);
    first = await pair(port(), { terminalId: 'till-2', secret: secretOf(code), key });
    expect(await taken(first)).toBe('till-2');
    // The certificate that the terminal had before has ended with the first use of this one.
    expect(await taken(fixture.identities['till-2'])).toBe('TILL_CERTIFICATE_SUPERSEDED');
  });

  test('is used once: the same key gets the same certificate again, another key nothing', async () => {
    const again = await pair(port(), { terminalId: 'till-2', secret: secretOf(code), key });
    expect(again.certificatePem).toBe(first.certificatePem);
    await expect(pair(port(), { terminalId: 'till-2', secret: secretOf(code) })).rejects.toThrow('PAIRING_CODE_USED');
  });

  test('of another terminal, a wrong one, and one that was replaced are refused', async () => {
    const old = await codeFor('till-2');
    const now = await codeFor('till-2');
    await expect(pair(port(), { terminalId: 'till-1', secret: secretOf(now) })).rejects.toThrow('PAIRING_CODE_WRONG');
    await expect(pair(port(), { terminalId: 'till-2', secret: secretOf(old) })).rejects.toThrow('PAIRING_CODE_EXPIRED');
    await expect(pair(port(), { terminalId: 'nobody', secret: secretOf(now) })).rejects.toThrow('TILL_NOT_OF_STORE');
  });

  test('ends after five wrong tries', async () => {
    const right = await codeFor('till-2');
    for (let n = 0; n < 5; n++) {
      await expect(pair(port(), { terminalId: 'till-2', secret: '00000000' })).rejects.toThrow('PAIRING_CODE_WRONG');
    }
    await expect(pair(port(), { terminalId: 'till-2', secret: secretOf(right) })).rejects.toThrow('PAIRING_CODE_BURNT');
  });

  test('a key that did not sign for this terminal is refused', async () => {
    const secret = secretOf(await codeFor('till-2'));
    await expect(pair(port(), { terminalId: 'till-2', secret, signedFor: 'till-1' })).rejects.toThrow(
      'PAIRING_KEY_BAD',
    );
  });
});

test('the agent proves itself to a till by its standing secret, and to nobody else', async () => {
  const authority = await authorityOf(port());
  const nonce = Buffer.alloc(32, 7);
  const keys = { authorityPem: authority.toString() };
  const { keyHash } = fixture.identities['till-1'];
  const greet = (terminalId: string) => pairingCall<{ proof: Buffer }>(port(), keys, 'Greet', { terminalId, nonce });
  const expected = greetingProof({ secret: tokens['till-1'], terminalId: 'till-1', nonce, keyHash });
  expect((await greet('till-1')).proof).toEqual(expected);
  expect((await greet('till-9')).proof).toHaveLength(32);
  await expect(pairingCall(port(), keys, 'Greet', { terminalId: 'till-1', nonce: Buffer.alloc(8) })).rejects.toThrow(
    'REQUEST_BAD',
  );
});

describe('a certificate', () => {
  test('is asked for at each call', async () => {
    const { authorityPem } = fixture.identities['till-1'];
    expect(await taken({ authorityPem })).toBe('TILL_CERTIFICATE_BAD');
  });

  test('of a stranger, forged in our name, run out, or not known here is refused', async () => {
    const mine = fixture.identities['till-1'];
    const stranger = await makeTestAuthority();
    const now = systemClock.nowMs();
    const foreign = await issueClientCertificate({ subject: 'CN=till-1', notAfterMs: now + 60_000 });
    const forged = await issueClientCertificate({
      subject: 'CN=till-1',
      issuer: 'CN=Qiantai store authority',
      notAfterMs: now + 60_000,
    });
    const old = await issueClientCertificate({ subject: 'CN=till-1', notAfterMs: now - 60_000 });
    for (const bad of [foreign, old]) {
      expect(await taken({ ...mine, ...bad })).toBe('TILL_CERTIFICATE_BAD');
    }
    // A signature that is wrong ends the connection itself: OpenSSL goes no further.
    expect(await taken({ ...mine, ...forged })).toMatch(/^(14|TILL_CERTIFICATE_BAD)$/);
    // The server's authority has no say in the store.
    expect(
      await taken({
        ...mine,
        ...(await issueClientCertificate({ subject: 'CN=till-1', by: stranger, notAfterMs: now + 60_000 })),
      }),
    ).toBe('TILL_CERTIFICATE_BAD');
  });

  test('of another till is told from the one that calls', async () => {
    expect(await taken(fixture.identities['till-1'], 'till-2')).toBe('TILL_CERTIFICATE_OTHER');
    expect(await taken(fixture.identities['till-1'], 'till-1')).toBe('till-1');
  });

  test('is renewed by itself; the old one ends with the first call of the new one', async () => {
    const before = fixture.identities['till-1'];
    const key = freshTillKey();
    const after = await renew(port(), before, key);
    expect(await taken(before)).toBe('till-1');
    // The answer may have been lost: the same key again is the same certificate.
    expect((await renew(port(), before, key)).certificatePem).toBe(after.certificatePem);
    expect(await taken(after)).toBe('till-1');
    expect(await taken(before)).toBe('TILL_CERTIFICATE_SUPERSEDED');
    await expect(renew(port(), before)).rejects.toThrow('TILL_CERTIFICATE_SUPERSEDED');
    fixture.identities['till-1'] = after;
    fixture.till.close();
    const { session } = fixture.till;
    fixture.till = tillClient(port(), after);
    fixture.till.session = session;
  });

  test('that was taken away ends the till at once, also what it watches, and stays away', async () => {
    const paired = await pair(port(), { terminalId: 'till-2', secret: secretOf(await codeFor('till-2')) });
    const till = tillClient(port(), paired);
    const stream = till.client.WatchStatus({}, till.metadata());
    const ended = new Promise<string>((resolve) => stream.on('error', (error) => resolve(error.message)));
    await new Promise((resolve) => stream.once('data', resolve));
    await revoke('till-2');
    expect(await ended).toContain('taken away');
    await expect(till.call('GetTill', {})).rejects.toThrow('TILL_CERTIFICATE_REVOKED');
    await fixture.restart();
    await until(async () => (await taken(paired)) === 'TILL_CERTIFICATE_REVOKED', 'it is known after a restart, too');
    await expect(pair(port(), { terminalId: 'till-2', secret: tokens['till-2'] })).rejects.toThrow('PAIRING_CODE_USED');
    till.close();
  });
});

test('two tills of one agent have a journal each, without gaps and unmixed', async () => {
  const other = tillClient(
    port(),
    await pair(port(), { terminalId: 'till-2', secret: secretOf(await codeFor('till-2')) }),
  );
  await other.signIn();
  await Promise.all(
    Array.from({ length: 10 }, (_, n) => [
      fixture.till.call('TakeCash', cashRequest(undefined, 100 + n)),
      other.call('TakeCash', cashRequest(undefined, 200 + n)),
    ]).flat(),
  );
  await fixture.drained();
  for (const [terminalId, from] of [
    ['till-1', 100],
    ['till-2', 200],
  ] as const) {
    const entries = (fixture.server.journals.get(terminalId) ?? []).filter(({ kind }) => kind === 'cash.taken');
    const amounts = entries.map(({ payloadJson }) =>
      Number((JSON.parse(payloadJson) as { amountMinor: string }).amountMinor),
    );
    expect(amounts).toEqual(Array.from({ length: 10 }, (_, n) => from + n));
    const sequences = (fixture.server.journals.get(terminalId) ?? []).map(({ sequence }) => Number(sequence));
    expect(sequences).toEqual(sequences.map((_, index) => index + 1));
  }
  other.close();
});

test('the agent’s own certificate names what tills call it by', async () => {
  const names = await new Promise<string>((resolve) => {
    const socket = connect(
      { port: port(), host: 'localhost', servername: 'localhost', rejectUnauthorized: false },
      () => {
        const { subjectaltname } = socket.getPeerCertificate();
        socket.destroy();
        resolve(subjectaltname ?? '');
      },
    );
  });
  for (const name of ['DNS:localhost', 'IP Address:127.0.0.1', 'DNS:agent.example']) expect(names).toContain(name);
});

test('a terminal that leaves the store is out, and so is what it watches', async () => {
  const paired = await pair(port(), { terminalId: 'till-2', secret: secretOf(await codeFor('till-2')) });
  const till = tillClient(port(), paired);
  const stream = till.client.WatchStatus({}, till.metadata());
  const ended = new Promise<string>((resolve) => stream.on('error', (error) => resolve(error.message)));
  await new Promise((resolve) => stream.once('data', resolve));
  fixture.server.settings.push({ version: 500, kind: 'terminal', id: 'till-2', valueJson: '' });
  expect(await ended).toContain('does not belong to this store');
  await expect(till.call('GetTill', {})).rejects.toThrow('TILL_NOT_OF_STORE');
  await expect(pair(port(), { terminalId: 'till-2', secret: 'ANY-CODE' })).rejects.toThrow('TILL_NOT_OF_STORE');
  till.close();
});

test('the key of the authority does not stand in the store in the clear', () => {
  const bytes = readFileSync(fixture.agent.databaseFile).toString('latin1');
  expect(bytes).not.toContain('BEGIN PRIVATE KEY');
});
