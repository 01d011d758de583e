/** Journals from what holds them: a database with its archives, exported files, archives by themselves. */
import { type KeyObject, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CodedError, errorText } from '@qiantai/foundation';
import type { JournalEntry } from '@qiantai/protos';
import Sqlite from 'better-sqlite3';
import { publicKeyFromSpki } from '../enrolment/device-key.ts';
import { openIdentityStore } from '../enrolment/enrolment-store.ts';
import { agentError } from '../errors.ts';
import { archiveKeys, isArchive, openArchive, sha256 } from './archive.ts';
import { archivesIn, signersIn } from './archive-store.ts';
import { keysOf, readLines } from './entry-lines.ts';
import { entriesIn } from './journal-store.ts';
import { archiveFolder } from './retention.ts';
import type { JournalEnd } from './verify.ts';

export interface ReadJournals {
  /** By terminal, in the order of their sequences. */
  entries: JournalEntry[];
  keys: KeyObject[];
  agentId: string;
  storeId: string;
  /** What the first entry of a terminal follows, where it is an archive's that does not begin at 1. */
  starts: Record<string, JournalEnd>;
  /** Terminals whose journal is not read from its beginning, and from where. */
  beginsAt: Record<string, number>;
  archives: number;
}

interface Part {
  entries: JournalEntry[];
  keys: KeyObject[];
  agentId: string;
  storeId: string;
  archives: number;
  /** An archive says what it follows. */
  start?: { terminalId: string; end: JournalEnd };
}

/** @throws CodedError JOURNAL_UNREADABLE, ARCHIVE_BAD */
export function readJournals(files: readonly string[]): ReadJournals {
  const parts = files.map(readPart);
  const entries = parts.flatMap((part) => part.entries);
  entries.sort((a, b) =>
    a.terminalId < b.terminalId ? -1 : a.terminalId > b.terminalId ? 1 : a.sequence - b.sequence,
  );
  const starts: Record<string, JournalEnd> = {};
  for (const { start } of parts) {
    if (!start) continue;
    const known = starts[start.terminalId];
    if (!known || start.end.sequence < known.sequence) starts[start.terminalId] = start.end;
  }
  const beginsAt = Object.fromEntries(
    Object.entries(starts).flatMap(([id, end]) => (end.sequence > 0 ? [[id, end.sequence + 1]] : [])),
  );
  return {
    ...{ entries, starts, beginsAt },
    keys: parts.flatMap((part) => part.keys),
    agentId: parts.find((part) => part.agentId !== '')?.agentId ?? '',
    storeId: parts.find((part) => part.storeId !== '')?.storeId ?? '',
    archives: parts.reduce((sum, part) => sum + part.archives, 0),
  };
}

/** "SQLite format 3" and a zero byte (sqlite.org/fileformat.html, 1.2). */
const databaseMark = 'SQLite format 3\0';

function readPart(path: string): Part {
  const bytes = readFileSync(path);
  if (bytes.subarray(0, 16).toString('latin1') === databaseMark) return fromDatabase(path);
  if (isArchive(bytes)) return fromArchive(bytes);
  const { header, entries } = readLines(bytes.toString('utf8'));
  const named = { agentId: header?.agentId ?? '', storeId: header?.storeId ?? '' };
  return { entries, keys: header ? keysOf(header) : [], ...named, archives: 0 };
}

function fromArchive(bytes: Buffer): Part {
  const { header, entries } = openArchive(bytes);
  const end = { sequence: header.firstSequence - 1, hash: header.firstPreviousHash };
  const start = { terminalId: header.terminalId, end };
  return { entries, keys: archiveKeys(header), agentId: '', storeId: '', archives: 1, start };
}

function fromDatabase(path: string): Part {
  const sql = new Sqlite(path, { readonly: true });
  try {
    const identity = openIdentityStore(sql).read();
    const live = [...entriesIn(sql)].map(({ payloadJson: _text, ...entry }) => entry);
    const archived = archivesIn(sql).map((row) => {
      const file = join(archiveFolder(dirname(path)), row.fileName);
      const bytes = readFileSync(file);
      if (sha256(bytes).toString('hex') !== row.fileHash)
        throw agentError('ARCHIVE_BAD', { why: `${file} was changed` });
      return openArchive(bytes);
    });
    return {
      entries: [...archived.flatMap((one) => one.entries), ...live],
      // What an archive says of its signers counts only where the device says it too.
      keys: [
        ...(identity ? [new X509Certificate(identity.certificatePem).publicKey] : []),
        ...signersIn(sql).map(publicKeyFromSpki),
      ],
      agentId: identity?.agentId ?? '',
      storeId: identity?.storeId ?? '',
      archives: archived.length,
    };
  } catch (error) {
    if (error instanceof CodedError) throw error;
    throw agentError('JOURNAL_UNREADABLE', { why: errorText(error) }, { cause: error });
  } finally {
    sql.close();
  }
}
