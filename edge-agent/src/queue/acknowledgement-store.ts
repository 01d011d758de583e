/**
 * The server's first word about an entry, so that a second one can be compared with it. Most entries are taken as
 * they are: for those the word follows from the journal itself, and only another one needs a row.
 */
import type { Store } from '../store/database.ts';

/** What is the same each time an entry is acknowledged. */
export interface Acknowledgement {
  entryId: string;
  /** As the server answers it; `already_held` says the same as `accepted`. */
  outcome: 'accepted' | 'already_held' | 'rejected' | 'quarantined';
  exceptionCode: string;
}

export type AcknowledgementStore = ReturnType<typeof openAcknowledgementStore>;

export function openAcknowledgementStore({ sql }: Pick<Store, 'sql'>) {
  const insert = sql.prepare(
    `INSERT INTO acknowledgement (terminal_id, sequence, outcome, exception_code) VALUES (?, ?, ?, ?)
     ON CONFLICT (terminal_id, sequence) DO NOTHING`,
  );
  const read = sql.prepare<
    [number, string],
    { entry_id: string; outcome: 'accepted' | 'quarantined' | null; exception_code: string | null }
  >(
    `SELECT entry_id, outcome, exception_code
     FROM forwarding JOIN journal ON position = (terminal_number << 32) + ?
       LEFT JOIN acknowledgement USING (terminal_id, sequence)
     WHERE forwarding.terminal_id = ?`,
  );
  return {
    keep(of: Acknowledgement & { terminalId: string; sequence: number }): void {
      const outcome = of.outcome === 'quarantined' ? 'quarantined' : 'accepted';
      if (outcome === 'accepted' && of.exceptionCode === '') return;
      insert.run(of.terminalId, of.sequence, outcome, of.exceptionCode);
    },
    /** Of an entry that is acknowledged; undefined where there is no such entry. */
    first(terminalId: string, sequence: number): Acknowledgement | undefined {
      const row = read.get(sequence, terminalId);
      return (
        row && { entryId: row.entry_id, outcome: row.outcome ?? 'accepted', exceptionCode: row.exception_code ?? '' }
      );
    },
  };
}

export function sameAcknowledgement(first: Acknowledgement, again: Acknowledgement): boolean {
  const meaning = (one: Acknowledgement) => (one.outcome === 'already_held' ? 'accepted' : one.outcome);
  const sameEntry = first.entryId === '' || again.entryId === '' || first.entryId === again.entryId;
  return sameEntry && meaning(first) === meaning(again) && first.exceptionCode === again.exceptionCode;
}
