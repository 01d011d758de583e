import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Server, ServerCredentials, type ServerUnaryCall } from '@grpc/grpc-js';
import { systemClock } from '@qiantai/foundation';
import { acquiringServices } from '@qiantai/protos';
import { expect, test } from 'vitest';
import { openCertificateAuthority } from '../enrolment/certificate-authority.ts';
import { peerCertificateOf, sessionOf } from './peer-certificate.ts';
import { agentCredentials, call, freshKeys } from './test-rpc.fixture.ts';

test('a connection’s certificate is read once, another connection’s by itself', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'qiantai-peer-'));
  const authority = await openCertificateAuthority({ dataDir, clock: systemClock });
  const { EchoService } = acquiringServices();
  const seen: Array<{ session: object | undefined; serialNumber: string | undefined; same: boolean }> = [];
  const server = new Server();
  server.addService(EchoService.service, {
    Echo: (echo: ServerUnaryCall<unknown, unknown>, callback: (error: null, reply: unknown) => void) => {
      const certificate = peerCertificateOf(echo);
      const same = certificate !== undefined && certificate === peerCertificateOf(echo);
      seen.push({ session: sessionOf(echo), serialNumber: certificate?.serialNumber, same });
      callback(null, {});
    },
  });
  const pair = {
    private_key: Buffer.from(authority.server.privateKeyPem),
    cert_chain: Buffer.from(authority.server.certificatePem),
  };
  const port = await new Promise<number>((done, failed) =>
    server.bindAsync(
      '127.0.0.1:0',
      ServerCredentials.createSsl(Buffer.from(authority.certificatePem), [pair], true),
      (error, bound) => (error ? failed(error) : done(bound)),
    ),
  );
  const clients = [];
  const serialNumbers = [];
  for (const agentId of ['one', 'two']) {
    const keys = await freshKeys();
    const request = await authority.readRequest(keys.certificateRequest);
    const issued = await authority.issueAgentCertificate(request, { agentId, storeId: 's', merchantId: 'm' });
    serialNumbers.push(issued.serialNumber);
    clients.push(new EchoService(`localhost:${port}`, agentCredentials(authority, keys.privateKeyPem, issued.der)));
  }
  for (const client of [...clients, ...clients]) await call((callback) => client.echo({}, callback));
  for (const client of clients) client.close();
  server.forceShutdown();
  rmSync(dataDir, { recursive: true, force: true });

  expect(seen.map((one) => one.serialNumber)).toEqual([...serialNumbers, ...serialNumbers]);
  expect(seen.every((one) => one.same && one.session !== undefined)).toBe(true);
  expect(new Set(seen.map((one) => one.session)).size).toBe(2);
});
