/**
 * What this till took by itself while its agent was gone, in the order in which it happened, until the agent has it:
 * one small file, whole or as it was before (durable-file.ts).
 */
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson, errorText, type JsonValue, payloadHash } from '@qiantai/foundation';
import { type OwnRecord, ownRecordKey, ownRecordSchema } from '@qiantai/protos';
import { z } from 'zod';
import { tillError } from '../errors.ts';
import { removeDurably, replaceDurably } from './durable-file.ts';

const fileSchema = z.strictObject({ version: z.literal(1), records: z.array(ownRecordSchema).max(200) });

/** A sale has at most 20 tenders, and no second sale begins while the agent is gone. */
const recordsMax = 200;

export interface OfferableRecord {
  key: string;
  /** payloadHash, lower-case hexadecimal. */
  hash: string;
  recordJson: string;
  record: OwnRecord;
}

export class OwnRecords {
  private readonly file: string;
  private records: OwnRecord[];

  /** @throws CodedError TILL_BAD_RECORD: it may name money that was taken, so nothing starts. */
  constructor(folder: string) {
    mkdirSync(folder, { recursive: true });
    this.file = join(folder, 'own-records.json');
    this.records = this.load();
  }

  get count(): number {
    return this.records.length;
  }

  has(key: string): boolean {
    return this.records.some((record) => ownRecordKey(record) === key);
  }

  /** Durable when it returns. A key that is there already stays as it is. @throws CodedError TILL_RECORDS_FULL */
  add(record: OwnRecord): void {
    if (this.has(ownRecordKey(record))) return;
    if (this.records.length >= recordsMax) throw tillError('TILL_RECORDS_FULL', { count: this.records.length });
    const records = [...this.records, ownRecordSchema.parse(record)];
    this.write(records);
    this.records = records;
  }

  /** The agent has it. */
  drop(key: string): void {
    const records = this.records.filter((record) => ownRecordKey(record) !== key);
    if (records.length === this.records.length) return;
    this.write(records);
    this.records = records;
  }

  /** What of it is money and goods, not that somebody left. */
  unsentKeys(): string[] {
    return this.records.filter((record) => record.kind !== 'left_unsent').map(ownRecordKey);
  }

  /** The oldest first. */
  next(): OfferableRecord | undefined {
    const [record] = this.records;
    if (!record) return undefined;
    const json = record as JsonValue;
    return { key: ownRecordKey(record), hash: payloadHash(json), recordJson: canonicalJson(json), record };
  }

  private write(records: readonly OwnRecord[]): void {
    if (records.length === 0) removeDurably(this.file);
    else replaceDurably(this.file, JSON.stringify({ version: 1, records }));
  }

  private load(): OwnRecord[] {
    let text: string;
    try {
      text = readFileSync(this.file, 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
      throw error;
    }
    try {
      return fileSchema.parse(JSON.parse(text)).records;
    } catch (error) {
      throw tillError('TILL_BAD_RECORD', { file: this.file, why: errorText(error).slice(0, 300) }, { cause: error });
    }
  }
}
