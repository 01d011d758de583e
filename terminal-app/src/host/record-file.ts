/** The record of the sale in hand, in one file (durable-file.ts). */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { errorText } from '@qiantai/foundation';
import { tillError } from '../errors.ts';
import { readIfThere, removeDurably, replaceDurably } from './durable-file.ts';
import { type TillRecord, tillRecordSchema } from './till-record.ts';

export interface RecordStore {
  load(): TillRecord | null;
  /** Durable when it returns. Null: nothing is in hand. */
  save(record: TillRecord | null): void;
}

export class RecordFile implements RecordStore {
  private readonly file: string;
  /** What is on the disk; undefined before anybody looked. */
  private written: string | null | undefined = undefined;

  constructor(folder: string) {
    mkdirSync(folder, { recursive: true });
    this.file = join(folder, 'sale-in-hand.json');
  }

  /** @throws CodedError TILL_BAD_RECORD: a record that cannot be read may name a payment, so nothing starts. */
  load(): TillRecord | null {
    const text = readIfThere(this.file);
    if (text === null) return null;
    try {
      const record = tillRecordSchema.parse(JSON.parse(text));
      this.written = text;
      return record;
    } catch (error) {
      throw tillError('TILL_BAD_RECORD', { file: this.file, why: errorText(error).slice(0, 300) }, { cause: error });
    }
  }

  save(record: TillRecord | null): void {
    const text = record === null ? null : recordJson(record);
    if (text === this.written) return;
    // The session of the operator stands in it.
    if (text === null) removeDurably(this.file);
    else replaceDurably(this.file, text);
    this.written = text;
  }
}

/** Bigints as decimal text, which the schema reads back. */
export function recordJson(record: TillRecord): string {
  return JSON.stringify(record, (_name, value: unknown) => (typeof value === 'bigint' ? value.toString() : value));
}
