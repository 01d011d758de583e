/** Enrols the benchmark as an agent of a store, as any agent does, and keeps certificate and key as PEM files. */
import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { credentials } from '@grpc/grpc-js';
import { Pkcs10CertificateRequestGenerator } from '@peculiar/x509';
import { systemClock } from '@qiantai/foundation';
import { acquiringServices } from '@qiantai/protos';

export interface EnrolledFiles {
  certificateFile: string;
  keyFile: string;
  authorityFile: string;
  terminalIds: string[];
}

const callTimeoutMs = 10_000;

export async function enrol(options: {
  enrolmentAddress: string;
  authorityFile: string;
  activationCode: string;
  folder: string;
}): Promise<EnrolledFiles> {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
  const keys = (await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])) as webcrypto.CryptoKeyPair;
  const request = await Pkcs10CertificateRequestGenerator.create(
    { name: 'CN=bench', keys: keys as never, signingAlgorithm: algorithm },
    webcrypto as never,
  );
  const client = new (acquiringServices().EnrolmentService)(
    options.enrolmentAddress,
    credentials.createSsl(readFileSync(options.authorityFile)),
  );
  const reply = await new Promise<{ certificate: Buffer; terminalIds: string[] }>((resolve, reject) => {
    client.Enrol(
      {
        activationCode: options.activationCode,
        certificateRequest: Buffer.from(request.rawData),
        deviceDescription: 'bench',
      },
      { deadline: systemClock.deadline(callTimeoutMs) },
      (error, answer) => (answer ? resolve(answer) : reject(error ?? new Error('no answer'))),
    );
  }).finally(() => client.close());
  const certificateFile = join(options.folder, 'bench-certificate.pem');
  const keyFile = join(options.folder, 'bench-key.pem');
  const key = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey));
  writeFileSync(certificateFile, pem('CERTIFICATE', reply.certificate));
  writeFileSync(keyFile, pem('PRIVATE KEY', key), { mode: 0o600 });
  return { certificateFile, keyFile, authorityFile: options.authorityFile, terminalIds: reply.terminalIds };
}

function pem(label: string, der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}
