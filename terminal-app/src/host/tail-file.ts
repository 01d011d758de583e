/**
 * The last entries of this till's own journal, as the agent wrote and signed them: what an agent that was restored
 * from a backup can take back. Appended line by line; a line that a power cut tore is left out, and with it whatever
 * stands behind it, for a tail has no gaps.
 */
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { removeDurably, replaceDurably } from './durable-file.ts';

const entrySchema = z.strictObject({
  entryId: z.string(),
  sequence: z.number().int().min(1),
  kind: z.string(),
  recordedAtMs: z.number().int(),
  clockOffsetMs: z.number().int(),
  payloadJson: z.string(),
  previousHash: z.string(),
  hash: z.string(),
  signature: z.string(),
});
export type TailEntry = z.infer<typeof entrySchema>;

export const tailLengthMax = 200;

export class TailFile {
  private readonly file: string;
  private entries: TailEntry[];
  private linesInFile: number;

  constructor(folder: string) {
    mkdirSync(folder, { recursive: true });
    this.file = join(folder, 'tail.jsonl');
    this.entries = readEntries(this.file).slice(-tailLengthMax);
    // Whatever was torn or is too much goes with the next entry.
    this.linesInFile = Number.POSITIVE_INFINITY;
  }

  get last(): TailEntry | undefined {
    return this.entries.at(-1);
  }

  /** Of the last sale in it; empty for none. */
  get lastReceiptNo(): string {
    const sale = this.entries.findLast(({ kind }) => kind === 'sale.completed');
    return sale ? String((JSON.parse(sale.payloadJson) as { receiptNo?: unknown }).receiptNo ?? '') : '';
  }

  holds(sequence: number, hash: string): boolean {
    return this.entries.some((entry) => entry.sequence === sequence && entry.hash === hash);
  }

  behind(sequence: number): TailEntry[] {
    return this.entries.filter((entry) => entry.sequence > sequence);
  }

  /** Entries that follow the last one; others begin a new tail. Durable when it returns. */
  append(added: readonly TailEntry[]): void {
    const [first] = added;
    if (!first) return;
    const last = this.last;
    const follows = !last || (first.sequence === last.sequence + 1 && first.previousHash === last.hash);
    this.entries = [...(follows ? this.entries : []), ...added].slice(-tailLengthMax);
    this.linesInFile += added.length;
    if (follows && this.linesInFile <= tailLengthMax * 2) {
      appendDurably(this.file, added.map(lineOf).join(''));
      return;
    }
    replaceDurably(this.file, this.entries.map(lineOf).join(''));
    this.linesInFile = this.entries.length;
  }

  clear(): void {
    this.entries = [];
    this.linesInFile = 0;
    removeDurably(this.file);
  }
}

function lineOf(entry: TailEntry): string {
  return `${JSON.stringify(entry)}\n`;
}

function readEntries(file: string): TailEntry[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
  const entries: TailEntry[] = [];
  for (const line of text.split('\n')) {
    const entry = readLine(line);
    const last = entries.at(-1);
    if (!entry || (last && (entry.sequence !== last.sequence + 1 || entry.previousHash !== last.hash))) break;
    entries.push(entry);
  }
  return entries;
}

function readLine(line: string): TailEntry | undefined {
  try {
    return entrySchema.parse(JSON.parse(line));
  } catch {
    return undefined;
  }
}

function appendDurably(file: string, text: string): void {
  const handle = openSync(file, 'a', 0o600);
  try {
    writeSync(handle, text);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
