/** Small facts with one value each. */
import type { Store } from './database.ts';

export type FactName =
  | 'clock_offset_ms'
  | 'last_contact_ms'
  | 'alarm_count'
  | 'room_seen_ms'
  | 'salvaged_ms'
  | 'taken_over_ms';

export interface FactStore {
  number(name: FactName): number;
  set(name: FactName, value: number): void;
}

export function openFactStore(store: Store): FactStore {
  const read = store.sql.prepare<[string], { value: string }>('SELECT value FROM fact WHERE name = ?');
  const write = store.sql.prepare<[string, string]>(
    'INSERT INTO fact (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
  );
  return {
    number: (name) => Number(read.get(name)?.value ?? 0),
    set: (name, value) => void write.run(name, String(value)),
  };
}
