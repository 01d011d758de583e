/**
 * The store's authority and the certificates of its tills, once more, in a file beside the database: a database that
 * is lost must not send somebody to every till with a new pairing code. Sealed by the keyring's `device` key, so that
 * nobody puts another authority in.
 */
import { join } from 'node:path';
import { z } from 'zod';
import { keyIdOf, openBytes, type SecretBox, sealBytes } from '../queue/secret-box.ts';
import type { Store } from '../store/database.ts';
import { readIfThere, replaceFile } from '../store/durable-file.ts';
import type { Keyring } from '../vault/keyring.ts';
import { sealOwner } from './authority.ts';
import type { AuthorityStore } from './authority-store.ts';
import { certificateStatuses } from './pairing-states.ts';
import type { CertificateRow, PairingStore } from './pairing-store.ts';

/** Of a store's tills, the newest first. */
const certificatesMax = 2000;

const copySchema = z.strictObject({
  authority: z.strictObject({ certificatePem: z.string(), keyPem: z.string(), madeAtMs: z.number() }),
  certificates: z
    .array(
      z.strictObject({
        fingerprint: z.string(),
        terminalId: z.string(),
        status: z.enum(certificateStatuses),
        keyHash: z.string(),
        certificateBase64: z.string(),
        device: z.string(),
        issuedAtMs: z.number(),
        notAfterMs: z.number(),
        endedAtMs: z.number(),
      }),
    )
    .max(certificatesMax),
});

const bound = Buffer.from('qiantai tills 1');

export interface TillsCopyParts {
  dataDir: string;
  keyring: Keyring;
  /** By the keyring's `device` key. */
  box: SecretBox;
  authorities: AuthorityStore;
  pairings: PairingStore;
}

/** Writes the copy where it is not the same already. */
export function keepTillsCopy(parts: TillsCopyParts): void {
  const held = parts.authorities.read();
  if (!held) return;
  const { certificatePem, madeAtMs } = held;
  const authority = { certificatePem, keyPem: parts.box.open(sealOwner, held.sealedKey), madeAtMs };
  const certificates = parts.pairings.newest(certificatesMax).map(({ certificateDer, ...row }) => ({
    ...row,
    certificateBase64: Buffer.from(certificateDer).toString('base64'),
  }));
  const text = JSON.stringify({ authority, certificates });
  const key = parts.keyring.keysFor('device').current();
  const path = fileOf(parts.dataDir);
  const before = readIfThere(path);
  if (before && openBytes(key.bytes, bound, before)?.toString('utf8') === text) return;
  replaceFile(path, sealBytes(key.bytes, bound, Buffer.from(text)));
}

/** What is sealed of the tills is sealed by the keyring's current key. */
export function resealTills(parts: TillsCopyParts): void {
  const { authorities, box, keyring } = parts;
  const held = authorities.read();
  if (held && keyIdOf(held.sealedKey) !== keyring.keysFor('device').current().id) {
    authorities.reseal(box.seal(sealOwner, box.open(sealOwner, held.sealedKey)));
  }
  keepTillsCopy(parts);
}

/** Into a database that has no authority yet; false where there is no copy that opens. */
export function restoreTills(parts: TillsCopyParts & { store: Store }): boolean {
  const { store, authorities, pairings, box } = parts;
  const sealed = readIfThere(fileOf(parts.dataDir));
  if (!sealed || authorities.read()) return false;
  for (const key of parts.keyring.keysFor('device').all()) {
    const text = openBytes(key.bytes, bound, sealed)?.toString('utf8');
    if (text === undefined) continue;
    const { authority, certificates } = copySchema.parse(JSON.parse(text));
    store.transact(() => {
      const { certificatePem, keyPem, madeAtMs } = authority;
      authorities.write({ certificatePem, sealedKey: box.seal(sealOwner, keyPem), madeAtMs });
      for (const { certificateBase64, ...row } of certificates) {
        const certificate: CertificateRow = { ...row, certificateDer: Buffer.from(certificateBase64, 'base64') };
        pairings.putCertificate(certificate);
      }
    });
    return true;
  }
  return false;
}

const fileOf = (dataDir: string) => join(dataDir, 'tills.sealed');
