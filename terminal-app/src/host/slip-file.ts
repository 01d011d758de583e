/**
 * Slips of cards as they were made, the newest last: what can be printed again, also after a restart. Appended line by
 * line, a slip flushed; a line that a power cut tore is left out. No number in clear, no track, no PIN, no expiry: first
 * six and last four digits, the issuer's code, the reference, and how the holder was verified.
 */
import { closeSync, fsyncSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { currencySchema, minorTextSchema } from '@qiantai/protos';
import { z } from 'zod';
import { type CardSlip, maskedPan } from '../devices/printer/slips.ts';
import { readIfThere, replaceDurably } from './durable-file.ts';

const text = z.string().max(200);
/** Digits in a row that could be a number in clear are never kept. */
const masked = z
  .string()
  .max(23)
  .refine((pan) => !/[0-9]{11}/.test(pan));
const slipSchema = z.strictObject({
  purpose: z.enum(['sale', 'refund']),
  merchantName: text,
  merchantNo: text.optional(),
  terminalNo: text.optional(),
  operatorName: text.optional(),
  maskedPan: masked,
  entryMode: z.enum(['chip', 'contactless', 'magnetic']).optional(),
  referenceNo: text.optional(),
  authorisationCode: text.optional(),
  amountMinor: minorTextSchema.transform((minor) => BigInt(minor)),
  currency: currencySchema,
  doneAtMs: z.number().int().min(0),
  paymentKey: z.string().max(64),
  wantsSignature: z.boolean(),
  verified: z.enum(['pin', 'none']).optional(),
  offline: z.boolean().optional(),
  language: z.enum(['zh', 'en']),
});

/** What a reader read for a key before its money moved; it waits for the end of its payment. */
const readSchema = z.strictObject({
  maskedPan: masked,
  entryMode: z.enum(['chip', 'contactless', 'magnetic']),
  verification: z.enum(['signature', 'pin', 'none']),
});
export type ReadFacts = z.infer<typeof readSchema>;

const lineSchema = z.union([
  z.strictObject({ slip: slipSchema }),
  z.strictObject({ readFor: z.string().max(64), read: readSchema }),
]);

export type KeptSlip = CardSlip & { paymentKey: string };

/** A year of a busy till, about two megabytes. */
export const slipsKeptMax = 5000;
const readsKeptMax = 50;

export class SlipFile {
  private readonly file: string;
  private readonly slips = new Map<string, KeptSlip>();
  private readonly reads = new Map<string, ReadFacts>();
  private linesInFile = 0;

  constructor(folder: string) {
    mkdirSync(folder, { recursive: true });
    this.file = join(folder, 'card-slips.jsonl');
    for (const line of (readIfThere(this.file) ?? '').split('\n')) {
      if (line === '') continue;
      this.linesInFile += 1;
      const known = readLine(line);
      if (known && 'slip' in known) this.keep(known.slip as KeptSlip);
      else if (known) this.keepRead(known.readFor, known.read);
    }
  }

  find(key: string): KeptSlip | undefined {
    return this.slips.get(key);
  }

  readOf(key: string): ReadFacts | undefined {
    return this.reads.get(key);
  }

  /** Not waited for: a payment begins behind it. Where a power cut takes it, the slip asks for a signature. */
  addRead(key: string, read: ReadFacts): void {
    const kept = { ...read, maskedPan: maskedPan(read.maskedPan) };
    this.keepRead(key, kept);
    this.append({ readFor: key, read: kept }, { flush: false });
  }

  /** Durable when it returns. */
  add(slip: KeptSlip): void {
    const kept = { ...slip, maskedPan: maskedPan(slip.maskedPan) };
    this.keep(kept);
    this.append({ slip: kept }, { flush: true });
  }

  private keep(slip: KeptSlip): void {
    this.reads.delete(slip.paymentKey);
    this.slips.set(slip.paymentKey, slip);
    trim(this.slips, slipsKeptMax);
  }

  private keepRead(key: string, read: ReadFacts): void {
    this.reads.set(key, read);
    trim(this.reads, readsKeptMax);
  }

  private append(line: object, { flush }: { flush: boolean }): void {
    if (this.linesInFile > slipsKeptMax * 3) {
      const reads = [...this.reads].map(([readFor, read]) => textOf({ readFor, read }));
      replaceDurably(
        this.file,
        [...this.slips.values()]
          .map((slip) => textOf({ slip }))
          .concat(reads)
          .join(''),
      );
      this.linesInFile = this.slips.size + this.reads.size;
      return;
    }
    const handle = openSync(this.file, 'a', 0o600);
    try {
      // Behind a line that was torn this one would be lost, too.
      writeSync(handle, `${this.linesInFile > 0 ? '\n' : ''}${textOf(line)}`);
      if (flush) fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    this.linesInFile += 1;
  }
}

const textOf = (line: object): string =>
  `${JSON.stringify(line, (_name, value: unknown) => (typeof value === 'bigint' ? value.toString() : value))}\n`;

function readLine(line: string): z.infer<typeof lineSchema> | undefined {
  try {
    return lineSchema.parse(JSON.parse(line));
  } catch {
    return undefined;
  }
}

function trim(map: Map<string, unknown>, lengthMax: number): void {
  if (map.size > lengthMax) map.delete(map.keys().next().value as string);
}
