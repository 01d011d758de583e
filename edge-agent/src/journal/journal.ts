/**
 * The journal of the tills: per terminal a gapless sequence, each entry chained to the one before by its
 * hash and signed by the device's key (protos, journal.ts).
 *
 * An entry and its effect on the other tables commit in one transaction: whoever sees the effect can prove it,
 * and nothing that is proved is left behind. That it waits for the server needs no row of its own: its sequence
 * is above what was acknowledged (queue/forwarding.ts).
 */
import type { KeyObject } from 'node:crypto';
import { type Clock, canonicalJson, type JsonValue } from '@qiantai/foundation';
import {
  firstPreviousHash,
  type IdMint,
  type JournalEntry,
  type JournalKind,
  type JournalPayload,
  journalEntryHash,
  journalPayloadSchemas,
  storableJson,
} from '@qiantai/protos';
import { signHash } from '../enrolment/device-key.ts';
import { agentError } from '../errors.ts';
import type { Store } from '../store/database.ts';
import {
  cashMinorOf,
  type JournalHead,
  type JournalStore,
  openJournalStore,
  type StoredEntry,
} from './journal-store.ts';

export interface JournalInput<K extends JournalKind = JournalKind> {
  terminalId: string;
  kind: K;
  payload: JournalPayload<K>;
}

export interface Journal {
  /**
   * Adds one entry. Durable when it returns, unless it runs inside a transaction of the store: then it is
   * durable with that one. `effect` runs in the same transaction, with the entry.
   * @throws CodedError JOURNAL_BAD_PAYLOAD
   */
  append<K extends JournalKind>(input: JournalInput<K>, effect?: (entry: JournalEntry<K>) => void): JournalEntry<K>;
  /** Adds several entries in one transaction. */
  appendMany(inputs: readonly JournalInput[]): JournalEntry[];
  /** The ends of the chains were changed by somebody else (journal/rebase.ts): they are read anew. */
  headsChanged(): void;
  /**
   * Takes up an entry as it is that was written here before and lost: the next of its chain, signed already.
   * @throws CodedError JOURNAL_NOT_NEXT
   */
  adopt(entry: StoredEntry): void;
  read: JournalStore;
}

export interface JournalParts {
  store: Store;
  privateKey: KeyObject;
  clock: Pick<Clock, 'nowMs'>;
  ids: IdMint;
  /** The server's clock less ours, as last measured. */
  clockOffsetMs?: () => number;
  /** Told after each commit that added entries. */
  onAppended?: () => void;
}

export function openJournal(parts: JournalParts): Journal {
  const { store, clock, ids } = parts;
  const table = openJournalStore(store.sql);

  // The end of each chain, so that an append reads nothing. Not to be trusted over a rollback.
  const heads = new Map<string, JournalHead>();
  let headsFromRollback = store.rollbacks();

  function headOf(terminalId: string): JournalHead {
    if (headsFromRollback !== store.rollbacks()) {
      heads.clear();
      headsFromRollback = store.rollbacks();
    }
    return heads.get(terminalId) ?? table.head(terminalId) ?? firstHead(terminalId);
  }

  function firstHead(terminalId: string): JournalHead {
    const hash = Buffer.from(firstPreviousHash, 'hex');
    const terminalNumber = table.addTerminal(terminalId);
    return { terminalNumber, sequence: 0, hash, hashHex: firstPreviousHash, cashTotalMinor: 0n };
  }

  function write<K extends JournalKind>(input: JournalInput<K>): JournalEntry<K> {
    const payload = checkedPayload(input);
    const head = headOf(input.terminalId);
    const unsigned = {
      entryId: ids.entryId() as string,
      terminalId: input.terminalId,
      sequence: head.sequence + 1,
      kind: input.kind,
      recordedAtMs: clock.nowMs(),
      clockOffsetMs: parts.clockOffsetMs?.() ?? 0,
      payload,
      previousHash: head.hashHex,
    };
    const payloadJson = canonicalJson(payload as JsonValue);
    if (!storableJson(payloadJson, payload)) {
      throw agentError('JOURNAL_BAD_PAYLOAD', { kind: input.kind, why: 'a text holds what the server cannot store' });
    }
    const hashHex = journalEntryHash(unsigned, payloadJson);
    const hash = Buffer.from(hashHex, 'hex');
    const signature = signHash(hash, parts.privateKey);
    const entry = { ...unsigned, hash: hashHex, signature: signature.toString('hex'), payloadJson };
    const { terminalNumber } = head;
    const cashTotalMinor = head.cashTotalMinor + cashMinorOf(entry);
    table.insert(entry, { terminalNumber, previousHash: head.hash, hash, signature, cashTotalMinor });
    heads.set(entry.terminalId, { terminalNumber, sequence: entry.sequence, hash, hashHex, cashTotalMinor });
    return entry;
  }

  function adopt(entry: StoredEntry): void {
    const head = headOf(entry.terminalId);
    const { terminalId, sequence } = entry;
    if (sequence !== head.sequence + 1 || entry.previousHash !== head.hashHex) {
      throw agentError('JOURNAL_NOT_NEXT', { terminalId, sequence, head: head.sequence });
    }
    const hash = Buffer.from(entry.hash, 'hex');
    const signature = Buffer.from(entry.signature, 'hex');
    const { terminalNumber } = head;
    const cashTotalMinor = head.cashTotalMinor + cashMinorOf(entry);
    table.insert(entry, { terminalNumber, previousHash: head.hash, hash, signature, cashTotalMinor });
    heads.set(terminalId, { terminalNumber, sequence, hash, hashHex: entry.hash, cashTotalMinor });
  }

  return {
    adopt: (entry) => {
      store.transact(() => adopt(entry));
      parts.onAppended?.();
    },
    append: (input, effect) => {
      const entry = store.transact(() => {
        const written = write(input);
        effect?.(written);
        return written;
      });
      parts.onAppended?.();
      return entry;
    },
    appendMany: (inputs) => {
      const entries = store.transact(() => inputs.map((input) => write(input)));
      parts.onAppended?.();
      return entries;
    },
    headsChanged: () => heads.clear(),
    read: table,
  };
}

function checkedPayload<K extends JournalKind>(input: JournalInput<K>): JournalPayload<K> {
  const parsed = journalPayloadSchemas[input.kind].safeParse(input.payload);
  if (parsed.success) return parsed.data as JournalPayload<K>;
  const issue = parsed.error.issues[0];
  throw agentError('JOURNAL_BAD_PAYLOAD', {
    kind: input.kind,
    why: `${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim(),
  });
}
