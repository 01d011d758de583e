import { statSync } from 'node:fs';
import { join } from 'node:path';
import { type credentials, status } from '@grpc/grpc-js';
import { SeededRandom, silentLog, systemClock } from '@qiantai/foundation';
import { acquiringServices } from '@qiantai/protos';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { secretBox } from '../merchants/secret-box.ts';
import { agentCredentials, call, freshKeys, refusal, startTestRpc, type TestRpc } from '../rpc/test-rpc.fixture.ts';
import { applySeed } from '../seed/apply-seed.ts';
import { sampleCode, sampleSeed } from '../seed/sample-seed.fixture.ts';
import { openCertificateAuthority } from './certificate-authority.ts';
import * as x509 from './x509.ts';

let rpc: TestRpc;

const soonOverCode = 'SOON-OVER-1';
const raceCode = 'RACE-CODE-1';
const repeatCode = 'REPEAT-CODE-1';

beforeAll(async () => {
  rpc = await startTestRpc();
  await applySeed(
    { database: rpc.database, secretBox: secretBox(Buffer.alloc(32, 1)), clock: rpc.clock, log: silentLog },
    sampleSeed({
      activationCodes: [
        { code: soonOverCode, storeId: 'store-a', expiresAtMs: rpc.clock.nowMs() + 1000 },
        { code: raceCode, storeId: 'store-b', expiresAtMs: rpc.clock.nowMs() + 86_400_000 },
        { code: repeatCode, storeId: 'store-b', expiresAtMs: rpc.clock.nowMs() + 86_400_000 },
      ],
    }),
  );
});
afterAll(() => rpc.close());

const enrol = (activationCode: string, certificateRequest: Buffer) =>
  call<{ agentId: string; certificate: Buffer; terminalIds: string[]; storeId: string; merchantId: string }>(
    (callback) => rpc.enroller.enrol({ activationCode, certificateRequest, deviceDescription: 'test' }, callback),
  );

describe('enrolment', () => {
  test('a code and a request become a certificate that names the agent, its store and its merchant', async () => {
    const reply = await enrol(sampleCode, (await freshKeys()).certificateRequest);
    expect(reply).toMatchObject({ storeId: 'store-a', merchantId: 'm1', terminalIds: ['till-a1', 'till-a2'] });
    const certificate = new x509.X509Certificate(Uint8Array.from(reply.certificate));
    expect(certificate.subject).toBe(`O=m1, OU=store-a, CN=${reply.agentId}`);
    expect(await certificate.verify({ publicKey: new x509.X509Certificate(rpc.authority.certificatePem) })).toBe(true);
    expect(certificate.notBefore.getTime()).toBeLessThan(systemClock.nowMs() - 3_600_000);
    const stored = await rpc.enrolmentStore.findAgent('m1', reply.agentId);
    expect(stored?.serialNumber).toBe(certificate.serialNumber.toUpperCase());
    const codes = await rpc.database.pool.query('SELECT code_fingerprint FROM activation_code');
    expect(codes.rows.some((row) => row.code_fingerprint.includes(sampleCode))).toBe(false);
  });

  test('a used code is refused for another key', async () => {
    expect(await refusal(enrol(sampleCode, (await freshKeys()).certificateRequest))).toMatchObject({
      status: status.PERMISSION_DENIED,
      errorCode: 'ENROLMENT_CODE_USED',
    });
  });

  test('a lost answer is repeated for the same key', async () => {
    const { certificateRequest } = await freshKeys();
    const first = await enrol(repeatCode, certificateRequest);
    expect((await enrol(repeatCode, certificateRequest)).certificate).toEqual(first.certificate);
    await rpc.enrolmentStore.revoke('m1', first.agentId, rpc.clock.nowMs());
    expect((await refusal(enrol(repeatCode, certificateRequest))).errorCode).toBe('ENROLMENT_CODE_USED');
  });

  test('of two devices with one code one gets in', async () => {
    const devices = await Promise.all([1, 2, 3, 4].map(() => freshKeys()));
    const answers = await Promise.all(devices.map((device) => refusal(enrol(raceCode, device.certificateRequest))));
    expect(answers.map((answer) => answer.errorCode).sort()).toEqual([
      '',
      'ENROLMENT_CODE_USED',
      'ENROLMENT_CODE_USED',
      'ENROLMENT_CODE_USED',
    ]);
    const agents = await rpc.database.pool.query(
      `SELECT FROM agent JOIN activation_code USING (merchant_id, agent_id) WHERE agent.store_id = 'store-b'
         AND revoked_at_ms IS NULL`,
    );
    expect(agents.rowCount).toBe(1);
  });

  test('an unknown, a malformed and an expired code are refused', async () => {
    const { certificateRequest } = await freshKeys();
    expect((await refusal(enrol('NOBODY-KNOWS-1', certificateRequest))).errorCode).toBe('ENROLMENT_CODE_UNKNOWN');
    expect((await refusal(enrol("'; drop table", certificateRequest))).errorCode).toBe('PROTO_BAD_MESSAGE');
    await rpc.clock.advance(1000);
    expect((await refusal(enrol(soonOverCode, certificateRequest))).errorCode).toBe('ENROLMENT_CODE_EXPIRED');
  });

  test('what is no certificate request is refused and uses no code up', async () => {
    const good = (await freshKeys()).certificateRequest;
    const forged = Buffer.from(good);
    forged[forged.length - 1] = (forged[forged.length - 1] as number) ^ 1;
    const random = new SeededRandom('csr');
    const bad = [
      Buffer.alloc(0),
      Buffer.from(random.bytes(200)),
      good.subarray(0, good.length - 10),
      Buffer.alloc(10_000, 0x30),
      forged,
      (await freshKeys('P-384')).certificateRequest,
    ];
    for (const request of bad) {
      expect(await refusal(enrol(soonOverCode, request))).toMatchObject({
        status: status.INVALID_ARGUMENT,
        errorCode: 'ENROLMENT_BAD_REQUEST',
      });
    }
  });

  test('keys are readable by their owner alone, and the same authority is there after a restart', async () => {
    for (const name of ['authority-key.pem', 'server-key.pem']) {
      expect(statSync(join(rpc.dataDir, 'authority', name)).mode & 0o777).toBe(0o600);
    }
    const again = await openCertificateAuthority({ dataDir: rpc.dataDir, clock: systemClock });
    expect(again.certificatePem).toBe(rpc.authority.certificatePem);
    expect(again.server.certificatePem).toBe(rpc.authority.server.certificatePem);
  });
});

describe('who may call', () => {
  const echo = (target: ReturnType<typeof credentials.createSsl>) => {
    const client = rpc.keep(new (acquiringServices().EchoService)(rpc.address, target));
    return call((callback) =>
      client.echo({ body: Buffer.from('x') }, { deadline: systemClock.deadline(5000) }, callback),
    );
  };
  const code = 'CALLER-CODE-1';

  test('an enrolled agent gets in; nobody without a certificate or with a foreign one, and each is told why', async () => {
    await rpc.database.pool.query(
      'INSERT INTO activation_code (code_fingerprint, merchant_id, store_id, expires_at_ms) VALUES ($1, $2, $3, $4)',
      [secretBox(Buffer.alloc(32, 1)).fingerprint('activation_code', code), 'm1', 'store-a', rpc.clock.nowMs() + 1000],
    );
    const agent = await rpc.enrol(code);
    expect(await echo(agent.credentials)).toEqual({ body: Buffer.from('x') });
    expect(await refusal(echo(rpc.anybody))).toMatchObject({
      status: status.UNAUTHENTICATED,
      errorCode: 'CALLER_NO_CERTIFICATE',
    });

    const foreign = await openCertificateAuthority({ dataDir: join(rpc.dataDir, 'foreign'), clock: systemClock });
    const keys = await freshKeys();
    const names = { agentId: agent.agentId, storeId: 'store-a', merchantId: 'm1' };
    const request = await foreign.readRequest(keys.certificateRequest);
    const forged = await foreign.issueAgentCertificate(request, names);
    expect(await refusal(echo(agentCredentials(rpc.authority, keys.privateKeyPem, forged.der)))).toMatchObject({
      status: status.UNAUTHENTICATED,
      errorCode: 'CALLER_CERTIFICATE_FOREIGN',
    });
  });

  test('our own signature is not enough: the certificate must be the enrolled one, and not revoked', async () => {
    const keys = await freshKeys();
    const request = await rpc.authority.readRequest(keys.certificateRequest);
    const held = await rpc.database.pool.query("SELECT agent_id FROM agent WHERE store_id = 'store-a' LIMIT 1");
    for (const agentId of [held.rows[0].agent_id, 'nobody', rpc.ids.uuid7()]) {
      const names = { agentId, storeId: 'store-a', merchantId: 'm1' };
      const certificate = await rpc.authority.issueAgentCertificate(request, names);
      expect(await refusal(echo(agentCredentials(rpc.authority, keys.privateKeyPem, certificate.der)))).toMatchObject({
        status: status.UNAUTHENTICATED,
        errorCode: 'CALLER_UNKNOWN',
      });
    }
  });

  test('a revoked agent is refused soon after', async () => {
    await rpc.database.pool.query(
      'INSERT INTO activation_code (code_fingerprint, merchant_id, store_id, expires_at_ms) VALUES ($1, $2, $3, $4)',
      [
        secretBox(Buffer.alloc(32, 1)).fingerprint('activation_code', 'REVOKED-1'),
        'm1',
        'store-a',
        rpc.clock.nowMs() + 1000,
      ],
    );
    const agent = await rpc.enrol('REVOKED-1');
    await echo(agent.credentials);
    await rpc.enrolmentStore.revoke('m1', agent.agentId, rpc.clock.nowMs());
    await rpc.clock.advance(3000);
    expect(await refusal(echo(agent.credentials))).toMatchObject({
      status: status.UNAUTHENTICATED,
      errorCode: 'CALLER_REVOKED',
    });
  });
});
