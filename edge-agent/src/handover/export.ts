/**
 * The old device's side: one sealed file with all that a new device needs to go on, and nothing that makes it
 * this one. The device's key and the keys of its secrets stay here; secrets travel sealed by a key of the export.
 * The device states, signed, where its journals end: by that the server knows the seal, and takes it once.
 */
import { createHash, randomBytes, X509Certificate } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock, Log } from '@qiantai/foundation';
import { type HandoverStatement, handoverSealHash, handoverText } from '@qiantai/protos';
import { openDeviceKey, openKeyringOf, signHash } from '../enrolment/device-key.ts';
import { openIdentityStore } from '../enrolment/enrolment-store.ts';
import { agentError } from '../errors.ts';
import { openJournalStore } from '../journal/journal-store.ts';
import { archiveFolder } from '../journal/retention.ts';
import { type SecretBox, secretBox } from '../queue/secret-box.ts';
import { openStore } from '../store/database.ts';
import { replaceFile } from '../store/durable-file.ts';
import { readStoreState } from '../store/store-state.ts';
import { sealOwner } from '../tills/authority.ts';
import { openAuthorityStore } from '../tills/authority-store.ts';
import type { SealingKeys } from '../vault/keyring.ts';
import { type ExportPart, openExport, sealExport } from './export-file.ts';
import { markHandedOver, readHandedOver, readTakingOver } from './handover-state.ts';
import { openCopy } from './handover-store.ts';

/** What a key of an export is named in the seals. */
const exportKeyId = 'feedc0de';

export interface Exported {
  sealHash: string;
  bytes: number;
  /** Secrets that no key here opened, and that do not travel. */
  secretsLost: number;
}

/**
 * Of an agent that is stopped. The old device does not start again from the moment this begins.
 * @throws CodedError STORE_LOCKED, STORE_RESTORING, AGENT_TAKING_OVER, AGENT_NOT_ENROLLED, HANDOVER_PASSPHRASE_SHORT
 */
export async function exportAgent(parts: {
  dataDir: string;
  keyFile: string | undefined;
  to: string;
  passphrase: string;
  clock: Pick<Clock, 'nowMs'>;
  log: Log;
}): Promise<Exported> {
  const { dataDir, to, passphrase, clock, log } = parts;
  const before = readHandedOver(dataDir);
  if (before?.status === 'handed_over')
    throw agentError('AGENT_HANDED_OVER', { status: before.status, file: before.file });
  insistWhole(dataDir);
  const store = openStore(dataDir, clock);
  const work = mkdtempSync(join(dataDir, 'export-'));
  try {
    const identity = openIdentityStore(store.sql).read();
    if (!identity) throw agentError('AGENT_NOT_ENROLLED', { why: 'Only an enrolled agent is handed over.' });
    const keyring = openKeyringOf(dataDir, parts.keyFile);
    const device = openDeviceKey(dataDir, keyring);
    markHandedOver(dataDir, { status: 'exporting', sealHash: '', file: to, atMs: clock.nowMs() });
    const copyFile = join(work, 'agent.db');
    await store.sql.backup(copyFile);
    const exportKey = randomBytes(32);
    const secretsLost = sealForTravel(
      copyFile,
      secretBox(keyring.keysFor('secret')),
      secretBox(keyring.keysFor('device')),
      oneKey(exportKey),
    );
    const database = readFileSync(copyFile);
    const statement: HandoverStatement = {
      format: 'qiantai-handover-1',
      agentId: identity.agentId,
      storeId: identity.storeId,
      databaseHash: createHash('sha256').update(database).digest('hex'),
      exportedAtMs: clock.nowMs(),
      heads: openJournalStore(store.sql)
        .heads()
        .map(({ terminalId, sequence, hash }) => ({ terminalId, sequence, hash })),
    };
    const sealHash = handoverSealHash(statement);
    const signature = signHash(Buffer.from(sealHash, 'hex'), device.privateKey);
    const certificate = new X509Certificate(identity.certificatePem);
    const bytes = sealExport(
      [
        { name: 'statement.json', bytes: Buffer.from(handoverText(statement)) },
        { name: 'signature', bytes: signature },
        { name: 'public-key', bytes: certificate.publicKey.export({ type: 'spki', format: 'der' }) },
        { name: 'export-key', bytes: exportKey },
        { name: 'agent.db', bytes: database },
        ...archiveParts(dataDir),
      ],
      { agentId: identity.agentId, sealHash },
      passphrase,
    );
    replaceFile(to, bytes);
    // Read back before this device gives up what it has.
    openExport(readFileSync(to), passphrase);
    markHandedOver(dataDir, { status: 'handed_over', sealHash, file: to, atMs: clock.nowMs() });
    log.warn({ sealHash, bytes: bytes.length, secretsLost }, 'agent.handed_over');
    return { sealHash, bytes: bytes.length, secretsLost };
  } finally {
    rmSync(work, { recursive: true, force: true });
    store.close();
  }
}

/** What waits beside the database is in no export: it has to be in the database before. */
function insistWhole(dataDir: string): void {
  const state = readStoreState(dataDir);
  if (state.status !== 'healthy') throw agentError('STORE_RESTORING', { why: state.why });
  const { fromAgentId } = readTakingOver(dataDir) ?? {};
  if (fromAgentId !== undefined) {
    throw agentError('AGENT_TAKING_OVER', { fromAgentId, why: 'it has to be started, and to reach the server, first' });
  }
}

/** The one key of an export, by the form of a keyring. */
export function oneKey(bytes: Buffer): SealingKeys {
  const key = { id: exportKeyId, bytes };
  return { current: () => key, byId: (id) => (id === exportKeyId ? key : undefined) };
}

function sealForTravel(file: string, own: SecretBox, device: SecretBox, keys: SealingKeys): number {
  const travel = secretBox(keys);
  const copy = openCopy(file);
  let lost = 0;
  copy.inOne(() => {
    for (const one of copy.secrets()) {
      const secret = openedOr(undefined, () => own.open(one.key, one.secret));
      if (secret === undefined) {
        copy.dropSecret(one);
        lost += 1;
      } else copy.replaceSecret({ ...one, secret: Buffer.from(travel.seal(one.key, secret)) });
    }
    const authorities = openAuthorityStore(copy.sql);
    const held = authorities.read();
    // The tills know the agent by it: they are not paired anew.
    if (held) authorities.reseal(travel.seal(sealOwner, device.open(sealOwner, held.sealedKey)));
    copy.forgetDevice();
  });
  copy.finish();
  return lost;
}

export function openedOr<T>(otherwise: T, open: () => string): string | T {
  try {
    return open();
  } catch {
    return otherwise;
  }
}

function archiveParts(dataDir: string): ExportPart[] {
  const folder = archiveFolder(dataDir);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.qja'))
    .sort()
    .map((name) => ({ name: `archive/${name}`, bytes: readFileSync(join(folder, name)) }));
}
