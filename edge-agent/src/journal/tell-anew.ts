/**
 * Facts of entries that have no place in a journal any more, because their sequences were taken by others or because
 * there is a hole before them: they are told anew at its end, as a rebase does, so far as it does not tell them yet.
 */
import { textHash } from '@qiantai/foundation';
import type { JournalEntry, JournalKind, JournalPayload } from '@qiantai/protos';
import type { Journal } from './journal.ts';
import type { StoredEntry } from './journal-store.ts';
import { kindsOfTheBranch } from './reconcile.ts';

type Told = Pick<StoredEntry, 'kind' | 'payload' | 'payloadJson'>;

/** What happens once for each key, whatever else the payload says. */
const keyOf: Readonly<Partial<Record<JournalKind, 'paymentKey' | 'refundKey' | 'saleId'>>> = {
  'payment.requested': 'paymentKey',
  'cash.taken': 'paymentKey',
  'card.taken_offline': 'paymentKey',
  'refund.requested': 'refundKey',
  'cash.handed_back': 'refundKey',
  'sale.completed': 'saleId',
  'sale.abandoned': 'saleId',
};

/** Entries of the journal that are read at once. */
const pageEntries = 500;

/**
 * Runs in a transaction of the caller's.
 * @param entries asked twice, read one by one
 * @param rebuild makes what an entry stands for in the other tables
 * @returns how many were told
 */
export function tellAnew(
  journal: Journal,
  terminalId: string,
  entries: () => Iterable<StoredEntry>,
  rebuild: (entry: JournalEntry) => void,
): number {
  const wanted = new Set<string>();
  for (const entry of entries()) if (!kindsOfTheBranch.has(entry.kind)) wanted.add(factOf(entry));
  if (wanted.size === 0) return 0;
  const pageAfter = (sequence: number) => journal.read.after(terminalId, sequence, pageEntries);
  for (let page = pageAfter(0); page.length > 0; page = pageAfter(page.at(-1)?.sequence ?? 0)) {
    for (const entry of page) wanted.delete(factOf(entry));
  }
  let told = 0;
  for (const { kind, payload, payloadJson } of entries()) {
    if (!wanted.delete(factOf({ kind, payload, payloadJson }))) continue;
    rebuild(journal.append({ terminalId, kind, payload: payload as JournalPayload }));
    told += 1;
  }
  return told;
}

/** A digest: what many thousand entries tell would not all be held at once. */
function factOf({ kind, payload, payloadJson }: Told): string {
  const name = keyOf[kind];
  const key = name === undefined ? undefined : (payload as Partial<Record<string, unknown>>)[name];
  return textHash(`${kind}\n${typeof key === 'string' ? key : payloadJson}`);
}
