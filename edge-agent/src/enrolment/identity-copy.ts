/**
 * Who this agent is, once more, in a file beside the database: a database that is lost takes no activation code
 * with it. Sealed by the keyring's `device` key, so that nobody puts another identity in.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { openBytes, sealBytes } from '../queue/secret-box.ts';
import { readIfThere, replaceFile } from '../store/durable-file.ts';
import type { Keyring } from '../vault/keyring.ts';
import type { Identity } from './enrolment-store.ts';

const identitySchema = z.strictObject({
  agentId: z.string(),
  storeId: z.string(),
  merchantId: z.string(),
  certificatePem: z.string(),
  authorityPem: z.string(),
  terminalIds: z.array(z.string()),
});

const file = (dataDir: string) => join(dataDir, 'identity.sealed');
const bound = Buffer.from('qiantai identity 1');

/** Writes the copy where it is not the same already. */
export function keepIdentityCopy(dataDir: string, keyring: Keyring, identity: Identity): void {
  const { agentId, storeId, merchantId, certificatePem, authorityPem, terminalIds } = identity;
  const copy = { agentId, storeId, merchantId, certificatePem, authorityPem, terminalIds };
  const text = JSON.stringify(copy);
  const key = keyring.keysFor('device').current();
  const sealedBefore = readIfThere(file(dataDir));
  if (sealedBefore && openBytes(key.bytes, bound, sealedBefore)?.toString('utf8') === text) return;
  replaceFile(file(dataDir), sealBytes(key.bytes, bound, Buffer.from(text)));
}

/** Whether this folder was an agent's that the server knows. */
export const hasIdentityCopy = (dataDir: string): boolean => existsSync(file(dataDir));

/** Undefined where there is none that opens. */
export function readIdentityCopy(dataDir: string, keyring: Keyring): Identity | undefined {
  const sealed = readIfThere(file(dataDir));
  if (!sealed) return undefined;
  for (const key of keyring.keysFor('device').all()) {
    const text = openBytes(key.bytes, bound, sealed)?.toString('utf8');
    if (text !== undefined) return identitySchema.parse(JSON.parse(text));
  }
  return undefined;
}
