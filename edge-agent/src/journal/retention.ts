/**
 * Entries that are older than the store keeps them, and that the server holds, go into sealed files.
 *
 *   1 the file is written, synced, and read back: it proves
 *   2 one transaction: the file is noted, its entries leave the table
 *
 * A power cut before 2 leaves a file that nobody names, and it is written again. The last entry that the server
 * acknowledged always stays: sums and chains begin at it. Sales and payments have their own rows and stay.
 */

import type { KeyObject } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Log } from '@qiantai/foundation';
import type { DeviceKey } from '../enrolment/device-key.ts';
import { agentError } from '../errors.ts';
import type { ForwardingStore } from '../queue/forwarding-store.ts';
import type { Store } from '../store/database.ts';
import { replaceFile } from '../store/durable-file.ts';
import { openArchive, sealArchive, sha256 } from './archive.ts';
import { type ArchiveStore, openArchiveStore } from './archive-store.ts';
import type { JournalStore } from './journal-store.ts';
import { openJournalSurgeryStore } from './journal-surgery-store.ts';
import { verifyJournal } from './verify.ts';

export const archiveFolder = (dataDir: string) => join(dataDir, 'archive');
/** Entries of one file; fewer are not worth one. */
export const archiveEntries = { min: 500, max: 5000 };

export interface Retention {
  /** Seals what is old enough, file by file. @returns the number of entries sealed */
  seal(keptMs: number): Promise<number>;
}

export function openRetention(parts: {
  dataDir: string;
  store: Store;
  journal: JournalStore;
  forwarding: ForwardingStore;
  device: DeviceKey;
  signers: () => readonly KeyObject[];
  nowMs: () => number;
  log: Log;
  /** Entries of one file. */
  entries?: { min: number; max: number };
}): Retention {
  const { store, journal, forwarding, nowMs, log } = parts;
  const archives: ArchiveStore = openArchiveStore(store.sql);
  const surgery = openJournalSurgeryStore(store);
  const limits = parts.entries ?? archiveEntries;

  async function seal(keptMs: number): Promise<number> {
    if (keptMs <= 0) return 0;
    mkdirSync(archiveFolder(parts.dataDir), { recursive: true, mode: 0o700 });
    let sealed = 0;
    for (const { terminalId } of journal.heads()) {
      for (let count = sealNext(terminalId, keptMs); count > 0; count = sealNext(terminalId, keptMs)) {
        sealed += count;
        await new Promise((resolve) => setImmediate(resolve));
      }
    }
    return sealed;
  }

  function sealNext(terminalId: string, keptMs: number): number {
    const first = journal.first(terminalId)?.sequence ?? 1;
    const acknowledged = forwarding.read(terminalId)?.acknowledgedSequence ?? 0;
    const old = archives.lastBefore(terminalId, nowMs() - keptMs) ?? acknowledged;
    const last = Math.min(old, acknowledged - 1, first + limits.max - 1);
    if (last - first + 1 < limits.min) return 0;
    const entries = journal.after(terminalId, first - 1, last - first + 1);
    const { bytes, header } = sealArchive(entries, {
      device: parts.device,
      signers: parts.signers(),
      sealedAtMs: nowMs(),
    });
    const name = `${safe(terminalId)}-${first}-${last}.qja`;
    const file = join(archiveFolder(parts.dataDir), name);
    replaceFile(file, bytes);
    const read = openArchive(bytes);
    const start = { [terminalId]: { sequence: first - 1, hash: header.firstPreviousHash } };
    const proof = verifyJournal(read.entries, [parts.device.publicKey, ...parts.signers()], start);
    if (!proof.chainOk) throw agentError('ARCHIVE_BAD', { why: `${name} does not prove` });
    store.transact(() => {
      archives.insert(header, { name, hash: sha256(bytes) });
      const removed = surgery.removeArchived(terminalId, last);
      if (removed !== entries.length) throw agentError('ARCHIVE_BAD', { why: `${removed} entries left the table` });
    });
    log.info({ terminalId, first, last, bytes: bytes.length }, 'journal.archived');
    return entries.length;
  }

  return { seal };
}

/** A terminal's id as part of a file's name. */
function safe(terminalId: string): string {
  return terminalId.replace(/[^A-Za-z0-9-]/g, (letter) => `_${letter.codePointAt(0)?.toString(16)}`);
}
