/** The record of the sale in hand: in one file (durable-file.ts), a cart alone in another that is not flushed. */
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { errorText } from '@qiantai/foundation';
import { tillError } from '../errors.ts';
import { readIfThere, removeDurably, replaceDurably } from './durable-file.ts';
import { isOnlyCart, type TillRecord, tillRecordSchema } from './till-record.ts';

export interface RecordStore {
  load(): TillRecord | null;
  /** Durable when it returns, but for a cart alone: that outlives the process. Null: nothing is in hand. */
  save(record: TillRecord | null): void;
}

export class RecordFile implements RecordStore {
  private readonly file: string;
  private readonly cartFile: string;
  /** What is on the disk; undefined before anybody looked. */
  private written: string | null | undefined = undefined;
  private cartWritten: string | null | undefined = undefined;

  constructor(folder: string) {
    mkdirSync(folder, { recursive: true });
    this.file = join(folder, 'sale-in-hand.json');
    this.cartFile = join(folder, 'cart-in-hand.json');
  }

  /** @throws CodedError TILL_BAD_RECORD: a record that cannot be read may name a payment, so nothing starts. */
  load(): TillRecord | null {
    const text = readIfThere(this.file);
    if (text === null) return this.loadCart();
    try {
      const record = tillRecordSchema.parse(JSON.parse(text));
      this.written = text;
      return record;
    } catch (error) {
      throw tillError('TILL_BAD_RECORD', { file: this.file, why: errorText(error).slice(0, 300) }, { cause: error });
    }
  }

  /** Whatever ends in between, the one or the other is there; a record goes before a cart. */
  save(record: TillRecord | null): void {
    const text = record === null ? null : recordJson(record);
    const isCart = record !== null && isOnlyCart(record);
    if (isCart) this.writeCart(text);
    this.write(isCart ? null : text);
    if (!isCart) this.writeCart(null);
  }

  private write(text: string | null): void {
    if (text === this.written) return;
    // The session of the operator stands in it.
    if (text === null) removeDurably(this.file);
    else replaceDurably(this.file, text);
    this.written = text;
  }

  private writeCart(text: string | null): void {
    if (text === this.cartWritten) return;
    if (text === null) rmSync(this.cartFile, { force: true });
    else {
      writeFileSync(`${this.cartFile}.new`, text, { mode: 0o600 });
      renameSync(`${this.cartFile}.new`, this.cartFile);
    }
    this.cartWritten = text;
  }

  /** No money is in it: one that a power cut left half written is none. */
  private loadCart(): TillRecord | null {
    const text = readIfThere(this.cartFile);
    if (text === null) return null;
    try {
      const record = tillRecordSchema.parse(JSON.parse(text));
      return isOnlyCart(record) ? record : null;
    } catch {
      return null;
    }
  }
}

/** Bigints as decimal text, which the schema reads back. */
export function recordJson(record: TillRecord): string {
  return JSON.stringify(record, (_name, value: unknown) => (typeof value === 'bigint' ? value.toString() : value));
}
