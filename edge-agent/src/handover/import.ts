/**
 * The new device's side: an empty folder becomes a store's, with keys of its own. Everything is proved before
 * anything is put in its place: the seal, the statement by the old device's key, the database by the statement's
 * hash, its journals by their chains. The database comes last: an import that was cut off is begun again.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Clock, errorText, type Log } from '@qiantai/foundation';
import { type HandoverStatement, handoverSealHash, handoverStatementSchema, handoverText } from '@qiantai/protos';
import Sqlite from 'better-sqlite3';
import { openDeviceKey, openKeyringOf, publicKeyFromSpki, verifyHash } from '../enrolment/device-key.ts';
import { agentError } from '../errors.ts';
import { readJournals } from '../journal/read-journals.ts';
import { archiveFolder } from '../journal/retention.ts';
import { verifyJournal } from '../journal/verify.ts';
import { secretBox } from '../queue/secret-box.ts';
import { integrityOf } from '../store/check-store.ts';
import { databaseFile } from '../store/database.ts';
import { replaceFile, syncFolder } from '../store/durable-file.ts';
import { lockFolder } from '../store/instance-lock.ts';
import { sealOwner } from '../tills/authority.ts';
import { openAuthorityStore } from '../tills/authority-store.ts';
import { oneKey, openedOr } from './export.ts';
import { openExport } from './export-file.ts';
import { markTakingOver, type TakingOver } from './handover-state.ts';
import { openCopy } from './handover-store.ts';

export interface Imported {
  fromAgentId: string;
  sealHash: string;
  entries: number;
}

/**
 * The agent then starts with an activation code of its own, and tells the server whose place it takes.
 * @throws CodedError HANDOVER_TARGET_NOT_EMPTY, HANDOVER_FILE_BAD, HANDOVER_PASSPHRASE_WRONG, STORE_LOCKED
 */
export function importAgent(parts: {
  dataDir: string;
  keyFile: string | undefined;
  from: string;
  passphrase: string;
  clock: Pick<Clock, 'nowMs'>;
  log: Log;
}): Imported {
  const { dataDir } = parts;
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const unlock = lockFolder(dataDir);
  const work = mkdtempSync(join(dataDir, 'import-'));
  try {
    if (existsSync(databaseFile(dataDir))) throw agentError('HANDOVER_TARGET_NOT_EMPTY', { dataDir });
    const opened = provedExport(openExport(readFileSync(parts.from), parts.passphrase));
    const copyFile = join(work, 'agent.db');
    writeArchives(work, opened.archives);
    writeFileSync(copyFile, opened.database, { mode: 0o600 });
    const entries = prove(copyFile, opened);
    makeOwn(copyFile, opened, parts);
    putInPlace(work, dataDir, opened);
    const { fromAgentId, sealHash } = opened.takingOver;
    parts.log.warn({ fromAgentId, sealHash, entries }, 'agent.imported');
    return { fromAgentId, sealHash, entries };
  } finally {
    rmSync(work, { recursive: true, force: true });
    unlock();
  }
}

interface Opened {
  statement: HandoverStatement;
  takingOver: TakingOver;
  publicKeySpki: Buffer;
  exportKey: Buffer;
  database: Buffer;
  archives: Array<{ name: string; bytes: Buffer }>;
}

function provedExport({ header, parts }: ReturnType<typeof openExport>): Opened {
  const part = (name: string) => {
    const bytes = parts.get(name);
    if (!bytes) throw bad(`it has no ${name}`);
    return bytes;
  };
  const statementJson = part('statement.json').toString('utf8');
  const statement = statementFrom(statementJson);
  const sealHash = handoverSealHash(statement);
  const database = part('agent.db');
  if (sealHash !== header.sealHash || statement.agentId !== header.agentId)
    throw bad('its head is of another statement');
  if (createHash('sha256').update(database).digest('hex') !== statement.databaseHash) {
    throw bad('its database is not the one that the device stated');
  }
  const publicKeySpki = Buffer.from(part('public-key'));
  const signature = part('signature');
  if (!signedBy(publicKeySpki, sealHash, signature)) throw bad('the device did not sign its statement');
  const exportKey = Buffer.from(part('export-key'));
  if (exportKey.length !== 32) throw bad('its key is of another length');
  return {
    ...{ statement, publicKeySpki, exportKey, database },
    takingOver: { fromAgentId: statement.agentId, sealHash, statementJson, signatureHex: signature.toString('hex') },
    archives: [...parts].flatMap(([name, bytes]) => {
      const file = /^archive\/([A-Za-z0-9_-]+\.qja)$/.exec(name)?.[1];
      return file === undefined ? [] : [{ name: file, bytes }];
    }),
  };
}

function statementFrom(text: string): HandoverStatement {
  try {
    const statement = handoverStatementSchema.parse(JSON.parse(text));
    if (handoverText(statement) === text) return statement;
  } catch (error) {
    throw bad(`its statement does not read: ${errorText(error).slice(0, 120)}`, error);
  }
  throw bad('its statement is not canonical');
}

function signedBy(publicKeySpki: Buffer, sealHash: string, signature: Buffer): boolean {
  try {
    return verifyHash(Buffer.from(sealHash, 'hex'), signature, publicKeyFromSpki(publicKeySpki));
  } catch {
    return false;
  }
}

/** @returns the number of entries that were proved */
function prove(file: string, { statement, publicKeySpki }: Opened): number {
  const wrong = integrityOf(file, 'thorough');
  if (wrong !== undefined) throw bad(`its database is damaged: ${wrong}`);
  const { entries, keys } = readJournals([file]);
  const proof = verifyJournal(entries, [publicKeyFromSpki(publicKeySpki), ...keys]);
  if (!proof.chainOk) throw bad(`its journals do not prove: ${JSON.stringify(proof.findings[0])}`);
  const stated = statement.heads.every(({ terminalId, sequence, hash }) => {
    const head = proof.heads[terminalId];
    return head?.sequence === sequence && head.hash === hash;
  });
  if (!stated || Object.keys(proof.heads).length !== statement.heads.length) {
    throw bad('its journals do not end where the device stated');
  }
  return proof.entries;
}

/** Secrets are sealed by this device's keys; entries of before stay proved by the key of before. */
function makeOwn(
  file: string,
  opened: Opened,
  parts: { dataDir: string; keyFile: string | undefined; clock: Pick<Clock, 'nowMs'> },
): void {
  const keyring = openKeyringOf(parts.dataDir, parts.keyFile);
  openDeviceKey(parts.dataDir, keyring);
  const own = secretBox(keyring.keysFor('secret'));
  const travel = secretBox(oneKey(opened.exportKey));
  const copy = openCopy(file);
  copy.inOne(() => {
    for (const one of copy.secrets()) {
      const secret = openedOr(undefined, () => travel.open(one.key, one.secret));
      if (secret === undefined) throw bad(`the secret of ${one.key} does not open`);
      copy.replaceSecret({ ...one, secret: Buffer.from(own.seal(one.key, secret)) });
    }
    const authorities = openAuthorityStore(copy.sql);
    const held = authorities.read();
    if (held) {
      const keyPem = openedOr(undefined, () => travel.open(sealOwner, held.sealedKey));
      if (keyPem === undefined) throw bad('the key of the store’s authority does not open');
      authorities.reseal(secretBox(keyring.keysFor('device')).seal(sealOwner, keyPem));
    }
    copy.forgetDevice();
    copy.addSigner(opened.publicKeySpki, opened.statement.agentId, parts.clock.nowMs());
  });
  copy.finish();
}

function writeArchives(folder: string, archives: Opened['archives']): void {
  if (archives.length === 0) return;
  mkdirSync(archiveFolder(folder), { recursive: true, mode: 0o700 });
  for (const { name, bytes } of archives) replaceFile(join(archiveFolder(folder), name), bytes);
}

function putInPlace(work: string, dataDir: string, opened: Opened): void {
  writeArchives(dataDir, opened.archives);
  markTakingOver(dataDir, opened.takingOver);
  const copy = new Sqlite(join(work, 'agent.db'));
  copy.pragma('wal_checkpoint(TRUNCATE)');
  copy.close();
  renameSync(join(work, 'agent.db'), databaseFile(dataDir));
  syncFolder(databaseFile(dataDir));
}

function bad(why: string, cause?: unknown) {
  return agentError('HANDOVER_FILE_BAD', { why }, cause === undefined ? undefined : { cause });
}
