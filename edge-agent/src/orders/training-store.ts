/** Which tills train: their deeds say so, also after a start of the agent. */
import type { JournalEntry, JournalPayload, TillDeed } from '@qiantai/protos';
import type Sqlite from 'better-sqlite3';

export type TrainingStore = ReturnType<typeof openTrainingStore>;

export function openTrainingStore(sql: Sqlite.Database) {
  const put = sql.prepare(
    'INSERT INTO terminal_training (terminal_id, since_ms) VALUES (?, ?) ON CONFLICT (terminal_id) DO NOTHING',
  );
  const drop = sql.prepare('DELETE FROM terminal_training WHERE terminal_id = ?');
  const one = sql.prepare<[string], { since_ms: number }>(
    'SELECT since_ms FROM terminal_training WHERE terminal_id = ?',
  );
  return {
    isTraining: (terminalId: string): boolean => one.get(terminalId) !== undefined,
    begin: (terminalId: string, sinceMs: number): void => void put.run(terminalId, sinceMs),
    /** @returns whether it was training */
    end: (terminalId: string): boolean => drop.run(terminalId).changes > 0,
  };
}

/** What a deed says of training; undefined: nothing. */
export function trainsAfter({ deed }: Pick<TillDeed, 'deed'>): boolean | undefined {
  return deed === 'training_begun' ? true : deed === 'training_ended' ? false : undefined;
}

/** Where the table was lost, the last deed counts (journal/rebuild.ts). */
export function restoreTraining(training: TrainingStore, entry: JournalEntry): void {
  if (entry.kind !== 'till.deed') return;
  const trains = trainsAfter(entry.payload as JournalPayload<'till.deed'>);
  if (trains) training.begin(entry.terminalId, entry.recordedAtMs);
  else if (trains === false) training.end(entry.terminalId);
}
