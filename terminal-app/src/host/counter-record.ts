/**
 * What stands beside the sale on the disk (durable-file.ts): the call in hand with its id before it is sent, what was
 * counted of the drawer so far, and whether the till trains. No PIN is in it.
 */
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { errorText } from '@qiantai/foundation';
import { minorTextSchema, uuid7Schema } from '@qiantai/protos';
import { z } from 'zod';
import { type CounterState, cashReasons } from '../counter/model.ts';
import { tillError } from '../errors.ts';
import { removeDurably, replaceDurably } from './durable-file.ts';

const minor = minorTextSchema.transform((text) => BigInt(text));
const instantMs = z.number().int().min(0);
const countSchema = z.strictObject({ denominationMinor: minor, count: z.number().int().min(0).max(100_000) });

const requestSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('open_shift'), shiftId: uuid7Schema, floatMinor: minor }),
  z.strictObject({
    kind: z.literal('move_cash'),
    move: z.strictObject({
      movementId: uuid7Schema,
      shiftId: uuid7Schema,
      direction: z.enum(['in', 'out']),
      reason: z.enum(cashReasons),
      note: z.string().max(200),
      amountMinor: minor,
    }),
  }),
  z.strictObject({
    kind: z.literal('close_shift'),
    shiftId: uuid7Schema,
    counts: z.array(countSchema).max(50),
    takenOverPaymentKeys: z.array(uuid7Schema).max(100),
    takenOverUnsent: z.number().int().min(0),
  }),
  z.strictObject({ kind: z.literal('settle_cards'), settlementId: uuid7Schema }),
  z.strictObject({
    kind: z.literal('deed'),
    deed: z.strictObject({
      deedId: uuid7Schema,
      deed: z.enum(['drawer_opened', 'receipt_reprinted', 'report_printed', 'training_begun', 'training_ended']),
      reason: z.string().max(200),
      receiptNo: z.string().max(64),
      approvalId: z.string().max(64),
      doneAtMs: instantMs,
    }),
  }),
]);

const recordSchema = z.strictObject({
  version: z.literal(1),
  call: z
    .strictObject({
      request: requestSchema,
      operatorId: z.string().max(64),
      sinceMs: instantMs,
      at: z.enum(['asked', 'kept', 'approval']),
      reasonCode: z.string().max(64),
    })
    .nullable(),
  counts: z.array(countSchema).max(50),
  trainingSinceMs: instantMs,
});
type CounterRecord = z.infer<typeof recordSchema>;
type Kept = Pick<CounterState, 'call' | 'counts' | 'trainingSinceMs'>;

export class CounterRecords {
  private readonly file: string;
  private written: string | null = null;

  constructor(folder: string) {
    mkdirSync(folder, { recursive: true });
    this.file = join(folder, 'counter.json');
  }

  /**
   * What an earlier run left. A call that was under way then may have been done: it is asked for again by its id.
   * @throws CodedError TILL_BAD_RECORD: it may name money that moved, so nothing starts
   */
  load(): Kept {
    let text: string;
    try {
      text = readFileSync(this.file, 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT')
        return { call: null, counts: new Map(), trainingSinceMs: 0 };
      throw error;
    }
    try {
      const { call, counts, trainingSinceMs } = recordSchema.parse(JSON.parse(text));
      this.written = text;
      return {
        call: call?.at === 'asked' ? { ...call, at: 'kept', reasonCode: 'AGENT_GONE' } : call,
        counts: new Map(counts.map(({ denominationMinor, count }) => [denominationMinor, count])),
        trainingSinceMs,
      };
    } catch (error) {
      throw tillError('TILL_BAD_RECORD', { file: this.file, why: errorText(error).slice(0, 300) }, { cause: error });
    }
  }

  /** Durable when it returns. */
  save({ call, counts, trainingSinceMs }: Kept): void {
    const nothing = call === null && counts.size === 0 && trainingSinceMs === 0;
    const text = nothing
      ? null
      : textOf({ version: 1, call: call as CounterRecord['call'], counts: [], trainingSinceMs }, counts);
    if (text === this.written) return;
    if (text === null) removeDurably(this.file);
    else replaceDurably(this.file, text);
    this.written = text;
  }
}

function textOf(record: CounterRecord, counts: ReadonlyMap<bigint, number>): string {
  const whole = { ...record, counts: [...counts].map(([denominationMinor, count]) => ({ denominationMinor, count })) };
  return JSON.stringify(whole, (_name, value: unknown) => (typeof value === 'bigint' ? value.toString() : value));
}
