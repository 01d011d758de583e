/** Entries that a person corrected: which mending, further on in the same journal, lets the server put each aside. */
import type { Store } from '../store/database.ts';

export interface Correction {
  terminalId: string;
  sequence: number;
  mendingSequence: number;
}

export type CorrectionStore = ReturnType<typeof openCorrectionStore>;

export function openCorrectionStore({ sql }: Pick<Store, 'sql'>) {
  const insert = sql.prepare(
    `INSERT INTO correction (terminal_id, sequence, mending_sequence) VALUES (?, ?, ?)
     ON CONFLICT (terminal_id, sequence) DO UPDATE SET mending_sequence = excluded.mending_sequence`,
  );
  const within = sql.prepare<
    [string, number, number],
    { terminal_id: string; sequence: number; mending_sequence: number }
  >(
    `SELECT terminal_id, sequence, mending_sequence FROM correction
     WHERE terminal_id = ? AND sequence BETWEEN ? AND ? ORDER BY sequence`,
  );
  return {
    add: (correction: Correction): void =>
      void insert.run(correction.terminalId, correction.sequence, correction.mendingSequence),
    /** Those of a terminal's entries, both ends with them. */
    within: (terminalId: string, fromSequence: number, throughSequence: number): Correction[] =>
      within.all(terminalId, fromSequence, throughSequence).map((row) => ({
        terminalId: row.terminal_id,
        sequence: row.sequence,
        mendingSequence: row.mending_sequence,
      })),
  };
}
