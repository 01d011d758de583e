/**
 * Each till keeps the last entries of its own journal. At the begin of a connection it says how far it knows; where
 * it knows more than this agent, an older copy of the store runs here (a restored backup), and what is missing is
 * taken from the till: the entries themselves, signed by this device. Until then the terminal is held, so that no
 * sequence and no receipt number is given twice.
 *
 *   same, ahead    the agent knows all that the till knows
 *   behind         the till knows entries behind the agent's last: it is asked for them
 *   forked         at the till's last sequence this agent has another entry: the till's are put aside
 *
 * An entry that does not follow (its sequence was taken since, by what the server held or by what was sold) is kept
 * aside, and what it tells is told anew behind the journal's end, so far as the journal does not tell it.
 */
import type { KeyObject } from 'node:crypto';
import { canonicalJson, type JsonValue, type Log } from '@qiantai/foundation';
import { type JournalEntry, type JournalPayload, journalEntryHash, journalPayloadSchemas } from '@qiantai/protos';
import { verifyHash } from '../enrolment/device-key.ts';
import { agentError } from '../errors.ts';
import type { Journal } from '../journal/journal.ts';
import type { StoredEntry } from '../journal/journal-store.ts';
import { tellAnew } from '../journal/tell-anew.ts';
import { receiptSequenceOf } from '../sales/receipt-number.ts';
import type { RaiseAlarm } from '../status/board.ts';
import type { Store } from '../store/database.ts';
import type { TillRecordStore } from './till-record-store.ts';

export interface TillKnows {
  sequence: number;
  hash: string;
  receiptNo: string;
}

export type Standing = 'same' | 'ahead' | 'behind' | 'forked';

export type Tails = ReturnType<typeof openTails>;

const receiptSequenceMax = 999_999;

export function openTails(parts: {
  store: Store;
  journal: Journal;
  records: TillRecordStore;
  /** Of this device, and of those whose store it took over. */
  publicKeys: () => readonly KeyObject[];
  /** Builds what an entry stands for in the other tables; what stands there already is left. */
  restoreEffect: (entry: JournalEntry) => void;
  /** The next receipt of the terminal and date has a higher number than this. */
  countReceiptTo: (terminalId: string, businessDate: string, sequence: number) => void;
  nowMs: () => number;
  alarm: RaiseAlarm;
  log: Log;
}) {
  const { store, journal, records, alarm, log } = parts;
  /** Terminals whose till knows more, with the sequence that it knows. */
  const held = new Map<string, number>();
  const told = new Set<string>();

  function hello(terminalId: string, till: TillKnows): { sequence: number; hash: string; wantsTail: boolean } {
    const { sequence, hash } = headOf(terminalId);
    const standing = standingOf(terminalId, till);
    raiseReceipt(terminalId, till.receiptNo);
    if (standing === 'behind') held.set(terminalId, till.sequence);
    else held.delete(terminalId);
    if (standing === 'behind' || standing === 'forked') {
      tell(terminalId, { standing, knownSequence: till.sequence, sequence });
    }
    return { sequence, hash, wantsTail: standing === 'behind' || standing === 'forked' };
  }

  function standingOf(terminalId: string, till: TillKnows): Standing {
    const { sequence, hash } = headOf(terminalId);
    if (till.sequence === 0) return sequence === 0 ? 'same' : 'ahead';
    // What was put aside to take up the server's entries, or out of a till's tail, is told anew: nothing is missing.
    if (records.wasPutAside(terminalId, till.hash)) return 'ahead';
    if (till.sequence > sequence) return 'behind';
    const own = till.sequence === sequence ? hash : journal.read.after(terminalId, till.sequence - 1, 1)[0]?.hash;
    // Entries that were sealed and put away cannot be compared any more.
    if (own === undefined) return 'ahead';
    if (own !== till.hash) return 'forked';
    return till.sequence === sequence ? 'same' : 'ahead';
  }

  /** @throws CodedError TILL_JOURNAL_BEHIND while the till knows more than this agent */
  function insistNotHeld(terminalId: string): void {
    const knownSequence = held.get(terminalId);
    if (knownSequence === undefined) return;
    const { sequence } = headOf(terminalId);
    if (sequence >= knownSequence) held.delete(terminalId);
    else throw agentError('TILL_JOURNAL_BEHIND', { terminalId, sequence, knownSequence });
  }

  /**
   * Entries that follow the journal are taken into it, the others are put aside and told anew.
   * @throws CodedError TILL_TAIL_BAD
   */
  function offer(terminalId: string, entries: readonly StoredEntry[]): { taken: number; putAside: number } {
    const keys = parts.publicKeys();
    for (const entry of entries) checkEntry(terminalId, entry, keys);
    const count = store.transact(() => {
      let taken = 0;
      let putAside = 0;
      const withoutPlace: StoredEntry[] = [];
      for (const entry of entries) {
        const head = headOf(terminalId);
        if (entry.kind === 'sale.completed')
          raiseReceipt(terminalId, (entry.payload as { receiptNo: string }).receiptNo);
        if (entry.sequence === head.sequence + 1 && entry.previousHash === head.hash) {
          journal.adopt(entry);
          parts.restoreEffect(entry);
          taken += 1;
        } else if (journal.read.after(terminalId, entry.sequence - 1, 1)[0]?.hash !== entry.hash) {
          putAside += 1;
          if (putAsideNow(entry)) withoutPlace.push(entry);
        }
      }
      const told = tellAnew(journal, terminalId, () => withoutPlace, parts.restoreEffect);
      return { taken, putAside, told };
    });
    // Whatever the till knew is here now.
    if ((entries.at(-1)?.sequence ?? 0) >= (held.get(terminalId) ?? Number.POSITIVE_INFINITY)) held.delete(terminalId);
    log.warn({ terminalId, ...count }, 'till_tail.offered');
    return count;
  }

  /** False where it was put aside before: then what it tells was told as well. */
  function putAsideNow(entry: StoredEntry): boolean {
    if (records.wasPutAside(entry.terminalId, entry.hash)) return false;
    records.putAside(entry, canonicalJson({ ...entry } as unknown as JsonValue), parts.nowMs());
    return true;
  }

  function raiseReceipt(terminalId: string, receiptNo: string): void {
    const numbered = receiptSequenceOf(receiptNo);
    // A number that is far off would use up the day's numbers.
    if (!numbered || numbered.sequence > receiptSequenceMax) return;
    parts.countReceiptTo(terminalId, numbered.businessDate, numbered.sequence);
  }

  function headOf(terminalId: string): { sequence: number; hash: string } {
    const head = journal.read.head(terminalId);
    return { sequence: head?.sequence ?? 0, hash: head?.hashHex ?? '' };
  }

  /** Once for each thing that was found: the till says the same at each connection. */
  function tell(terminalId: string, what: { standing: Standing; knownSequence: number; sequence: number }): void {
    const name = `${terminalId} ${what.standing} ${what.knownSequence}`;
    if (told.has(name)) return;
    told.add(name);
    alarm('TILL_KNOWS_MORE', { terminalId, ...what });
  }

  return {
    hello,
    insistNotHeld,
    offer,
    read: (terminalId: string, afterSequence: number, limit: number) =>
      journal.read.after(terminalId, afterSequence, limit),
  };
}

/** @throws CodedError TILL_TAIL_BAD */
function checkEntry(terminalId: string, entry: StoredEntry, publicKeys: readonly KeyObject[]): void {
  const bad = (why: string) => agentError('TILL_TAIL_BAD', { sequence: entry.sequence, why });
  if (entry.terminalId !== terminalId) throw bad('it is of another terminal');
  const schema = journalPayloadSchemas[entry.kind];
  if (!schema) throw bad('its kind is not known');
  const payload = schema.safeParse(entry.payload);
  if (!payload.success) throw bad('its payload is not right');
  const payloadJson = canonicalJson(payload.data as JsonValue);
  if (payloadJson !== entry.payloadJson) throw bad('its payload is not canonical');
  if (journalEntryHash({ ...entry, payload: payload.data as JournalPayload }, payloadJson) !== entry.hash) {
    throw bad('its hash is another');
  }
  const signature = Buffer.from(entry.signature, 'hex');
  const hash = Buffer.from(entry.hash, 'hex');
  if (!publicKeys.some((key) => verifyHash(hash, signature, key))) throw bad('this device did not sign it');
}
