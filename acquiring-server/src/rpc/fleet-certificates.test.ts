/** Certificates over real TLS: renewed, recovered, ended, forged, foreign, taken back. */
import { join } from 'node:path';
import { type ChannelCredentials, status } from '@grpc/grpc-js';
import { systemClock } from '@qiantai/foundation';
import { acquiringServices } from '@qiantai/protos';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { agentCertificateLifeMs, openCertificateAuthority } from '../enrolment/certificate-authority.ts';
import * as x509 from '../enrolment/x509.ts';
import { agentCredentials, call, freshKeys, refusal, startTestRpc, type TestRpc } from './test-rpc.fixture.ts';

const dayMs = 86_400_000;

let rpc: TestRpc;
let operator: ChannelCredentials;
beforeAll(async () => {
  rpc = await startTestRpc();
  operator = await rpc.operator('keeper.li', 'operations');
});
afterAll(() => rpc.close());
// Wrong tries of one test are not to count for the next.
beforeEach(() => rpc.clock.advance(3_600_000));

async function enrolOne(replacesAgentId = '') {
  const fleet = rpc.fleetClient(operator);
  const made = await call<{ activationCode: string }>((callback) =>
    fleet.createActivationCode({ merchantId: 'm1', storeId: 'store-a', replacesAgentId }, callback),
  );
  const keys = await freshKeys();
  return await enrolWith(made.activationCode, keys);
}

async function enrolWith(activationCode: string, keys: Awaited<ReturnType<typeof freshKeys>>) {
  const reply = await call<{ agentId: string; certificate: Buffer }>((callback) =>
    rpc.enroller.enrol(
      { activationCode, certificateRequest: keys.certificateRequest, deviceDescription: 'test' },
      callback,
    ),
  );
  return { ...keys, agentId: reply.agentId, certificate: reply.certificate };
}

type Enrolled = Awaited<ReturnType<typeof enrolOne>>;

function echo(target: ChannelCredentials) {
  const client = rpc.keep(new (acquiringServices().EchoService)(rpc.address, target));
  return call((callback) =>
    client.echo({ body: Buffer.from('x') }, { deadline: systemClock.deadline(5000) }, callback),
  );
}

const credentialsOf = (agent: Enrolled, certificate: Uint8Array = agent.certificate) =>
  agentCredentials(rpc.authority, agent.privateKeyPem, certificate);

function renew(agent: Enrolled, certificateRequest = agent.certificateRequest, certificate = agent.certificate) {
  const client = rpc.keep(new (acquiringServices().FleetSyncService)(rpc.address, credentialsOf(agent, certificate)));
  return call<{ certificate: Buffer }>((callback) => client.renewCertificate({ certificateRequest }, callback));
}

function recover(certificate: Uint8Array, certificateRequest: Buffer) {
  return call<{ certificate: Buffer; agentId: string; terminalIds: string[] }>((callback) =>
    rpc.enroller.recoverCertificate({ certificate: Buffer.from(certificate), certificateRequest }, callback),
  );
}

/** The same authority with a machine clock that stands `byMs` off. */
async function authorityAt(byMs: number, folder = rpc.dataDir) {
  return await openCertificateAuthority({
    dataDir: folder,
    clock: { nowMs: () => systemClock.nowMs() + byMs },
  });
}

/** A certificate of the agent's own key, as it would have been given `byMs` from now. */
async function issuedAt(agent: Enrolled, byMs: number, folder = rpc.dataDir) {
  const authority = await authorityAt(byMs, folder);
  const request = await authority.readRequest(agent.certificateRequest);
  return await authority.issueAgentCertificate(request, {
    agentId: agent.agentId,
    storeId: 'store-a',
    merchantId: 'm1',
  });
}

/** The agent as it was enrolled 100 days ago and away ever since. */
async function endedAgent() {
  const agent = await enrolOne();
  const given = await issuedAt(agent, -100 * dayMs);
  await rpc.database.pool.query('DELETE FROM agent_certificate WHERE merchant_id = $1 AND agent_id = $2', [
    'm1',
    agent.agentId,
  ]);
  await rpc.enrolmentStore.addCertificate({
    merchantId: 'm1',
    agentId: agent.agentId,
    certificate: given.der,
    ...given,
  });
  return { agent, ended: given };
}

describe('a certificate', () => {
  test('lasts 90 days', async () => {
    const agent = await enrolOne();
    const certificate = new x509.X509Certificate(Uint8Array.from(agent.certificate));
    const leftMs = certificate.notAfter.getTime() - systemClock.nowMs();
    expect(Math.round(leftMs / dayMs)).toBe(90);
  });

  test('is renewed for the same key, and the one before stays good', async () => {
    const agent = await enrolOne();
    // A third of its life is over.
    await rpc.database.pool.query('UPDATE agent_certificate SET issued_at_ms = issued_at_ms - $2 WHERE agent_id = $1', [
      agent.agentId,
      agentCertificateLifeMs / 2,
    ]);
    const renewed = await renew(agent);
    expect(renewed.certificate).not.toEqual(agent.certificate);
    await rpc.clock.advance(4000);
    expect(await echo(credentialsOf(agent, renewed.certificate))).toEqual({ body: Buffer.from('x') });
    expect(await echo(credentialsOf(agent))).toEqual({ body: Buffer.from('x') });
    // A lost answer: the same certificate comes again, and no third one is made.
    expect((await renew(agent)).certificate).toEqual(renewed.certificate);
    expect((await renew(agent, agent.certificateRequest, renewed.certificate)).certificate).toEqual(
      renewed.certificate,
    );
    const held = await rpc.database.pool.query('SELECT FROM agent_certificate WHERE agent_id = $1', [agent.agentId]);
    expect(held.rowCount).toBe(2);
  });

  test('is not renewed for another key, nor for what is no request', async () => {
    const agent = await enrolOne();
    const other = (await freshKeys()).certificateRequest;
    expect((await refusal(renew(agent, other))).errorCode).toBe('CERTIFICATE_OTHER_KEY');
    expect((await refusal(renew(agent, Buffer.from('nonsense')))).errorCode).toBe('ENROLMENT_BAD_REQUEST');
  });

  test('that has ended is refused with the code that says so', async () => {
    const { agent, ended } = await endedAgent();
    expect(await refusal(echo(credentialsOf(agent, ended.der)))).toMatchObject({
      status: status.UNAUTHENTICATED,
      errorCode: 'CALLER_CERTIFICATE_EXPIRED',
    });
  });

  test('that ends while its connection stands is refused from then on', async () => {
    const agent = await enrolOne();
    const client = rpc.keep(new (acquiringServices().EchoService)(rpc.address, credentialsOf(agent)));
    const say = () => call((callback) => client.echo({ body: Buffer.from('x') }, callback));
    await say();
    await rpc.database.pool.query('UPDATE agent_certificate SET not_after_ms = 1 WHERE agent_id = $1', [agent.agentId]);
    await rpc.clock.advance(4000);
    expect((await refusal(say())).errorCode).toBe('CALLER_CERTIFICATE_EXPIRED');
  });

  test('of another authority, with and without our name, tampered with, of nobody, or never given by us is refused', async () => {
    const agent = await enrolOne();
    // Ours but for the last byte of the signature: OpenSSL ends the handshake itself.
    const forged = Buffer.from(agent.certificate);
    forged[forged.length - 1] = (forged[forged.length - 1] as number) ^ 1;
    expect(await refusal(echo(credentialsOf(agent, forged)))).toMatchObject({ status: status.UNAVAILABLE });
    const foreign = await issuedAt(agent, 0, join(rpc.dataDir, 'elsewhere'));
    expect((await refusal(echo(credentialsOf(agent, foreign.der)))).errorCode).toBe('CALLER_CERTIFICATE_FOREIGN');
    const stranger = await selfSigned(agent);
    expect((await refusal(echo(credentialsOf(agent, stranger)))).errorCode).toBe('CALLER_CERTIFICATE_FOREIGN');
    expect((await refusal(echo(rpc.anybody))).errorCode).toBe('CALLER_NO_CERTIFICATE');
    const early = await issuedAt(agent, 10 * dayMs);
    expect((await refusal(echo(credentialsOf(agent, early.der)))).errorCode).toBe('CALLER_CERTIFICATE_FOREIGN');
    const unknown = await issuedAt(agent, 0);
    expect((await refusal(echo(credentialsOf(agent, unknown.der)))).errorCode).toBe('CALLER_UNKNOWN');
  });
});

describe('the way back of an agent that was away until its certificate had ended', () => {
  test('the ended certificate and the key give a good one, the same again where the answer was lost', async () => {
    const { agent, ended } = await endedAgent();
    const back = await recover(ended.der, agent.certificateRequest);
    expect(back).toMatchObject({ agentId: agent.agentId, terminalIds: ['till-a1', 'till-a2'] });
    await rpc.clock.advance(4000);
    expect(await echo(credentialsOf(agent, back.certificate))).toEqual({ body: Buffer.from('x') });
    expect((await recover(ended.der, agent.certificateRequest)).certificate).toEqual(back.certificate);
  });

  test('one that has not ended gets the one that it has: its clock is wrong, not its certificate', async () => {
    const agent = await enrolOne();
    expect((await recover(agent.certificate, agent.certificateRequest)).certificate).toEqual(agent.certificate);
  });

  test('another key, a forged and a foreign certificate, a number that we never gave: refused', async () => {
    const { agent, ended } = await endedAgent();
    const other = (await freshKeys()).certificateRequest;
    expect((await refusal(recover(ended.der, other))).errorCode).toBe('CERTIFICATE_OTHER_KEY');
    const forged = await issuedAt(agent, -100 * dayMs, join(rpc.dataDir, 'elsewhere'));
    expect((await refusal(recover(forged.der, agent.certificateRequest))).errorCode).toBe('CERTIFICATE_NOT_OURS');
    const stranger = await selfSigned(agent);
    expect((await refusal(recover(stranger, agent.certificateRequest))).errorCode).toBe('CERTIFICATE_NOT_OURS');
    const never = await issuedAt(agent, -100 * dayMs);
    expect((await refusal(recover(never.der, agent.certificateRequest))).errorCode).toBe('CERTIFICATE_NOT_OURS');
    expect((await refusal(recover(Buffer.from('no'), agent.certificateRequest))).errorCode).toBe(
      'CERTIFICATE_NOT_OURS',
    );
    expect((await refusal(recover(Buffer.alloc(9000, 0x30), agent.certificateRequest))).errorCode).toBe(
      'CERTIFICATE_NOT_OURS',
    );
  });

  test('a revoked agent has no way back', async () => {
    const { agent, ended } = await endedAgent();
    await rpc.enrolmentStore.revoke('m1', agent.agentId, rpc.clock.nowMs());
    expect((await refusal(recover(ended.der, agent.certificateRequest))).errorCode).toBe('CALLER_REVOKED');
  });

  test('guesses are bounded for each address', async () => {
    const { agent } = await endedAgent();
    const codes = [];
    for (let count = 0; count < 12; count++) {
      codes.push((await refusal(recover(Buffer.from('guess'), agent.certificateRequest))).errorCode);
    }
    expect(codes.filter((code) => code === 'CERTIFICATE_NOT_OURS')).toHaveLength(10);
    expect(codes.slice(-2)).toEqual(['ENROLMENT_TOO_MANY_TRIES', 'ENROLMENT_TOO_MANY_TRIES']);
  });
});

describe('the key of a revoked agent', () => {
  test('comes back by a code that takes its place, and by no other', async () => {
    const agent = await enrolOne();
    await rpc.enrolmentStore.revoke('m1', agent.agentId, rpc.clock.nowMs());
    const fleet = rpc.fleetClient(operator);
    const codeFor = async (replacesAgentId: string) =>
      (
        await call<{ activationCode: string }>((callback) =>
          fleet.createActivationCode({ merchantId: 'm1', storeId: 'store-a', replacesAgentId }, callback),
        )
      ).activationCode;
    expect((await refusal(enrolWith(await codeFor(''), agent))).errorCode).toBe('ENROLMENT_KEY_REVOKED');
    const back = await enrolWith(await codeFor(agent.agentId), agent);
    expect(back.agentId).not.toBe(agent.agentId);
    expect(await echo(credentialsOf(back))).toEqual({ body: Buffer.from('x') });
    expect((await refusal(echo(credentialsOf(agent)))).errorCode).toBe('CALLER_REVOKED');
  });
});

async function selfSigned(agent: Enrolled): Promise<Uint8Array> {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
  const der = x509.PemConverter.decodeFirst(agent.privateKeyPem);
  const privateKey = await crypto.subtle.importKey('pkcs8', der, algorithm, true, ['sign']);
  const request = new x509.Pkcs10CertificateRequest(Uint8Array.from(agent.certificateRequest));
  const publicKey = await request.publicKey.export(algorithm, ['verify']);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: '4242',
    name: `O=m1, OU=store-a, CN=${agent.agentId}`,
    notBefore: new Date(systemClock.nowMs() - dayMs),
    notAfter: new Date(systemClock.nowMs() + dayMs),
    keys: { privateKey, publicKey },
    signingAlgorithm: algorithm,
  });
  return new Uint8Array(certificate.rawData);
}
