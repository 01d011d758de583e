/**
 * What happens in the books of the custody bank. The journal holds these lines; the book is what they amount to.
 * Amounts are minor units of the account's currency, instants milliseconds.
 */
import { z } from 'zod';
import { minorTextSchema } from '../values/amount.ts';

const minor = z.union([z.bigint(), minorTextSchema]);
const atMs = z.number().int();
const text = z.string();

/** As the platform sent it, and what the bank made of it. */
const instructionFacts = {
  instructionNo: text,
  payerAccount: text,
  payeeName: text,
  payeeBank: text,
  payeeAccount: text,
  payeeKind: z.enum(['personal', 'corporate']),
  amountMinor: minor,
  currency: text,
  remark: text,
  reference: text,
};

export const bankEventSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('account_opened'), account: text, name: text, currency: text, atMs }),
  z.strictObject({
    type: z.literal('instruction_taken'),
    ...instructionFacts,
    /** When it is paid, or refused after all. */
    settlesAtMs: atMs,
    refusal: text.optional(),
    /** How long after the payment it comes back, where it does. */
    returnsAfterMs: z.number().int().nonnegative().optional(),
    atMs,
  }),
  z.strictObject({ type: z.literal('instruction_confirmed'), instructionNo: text, atMs }),
  z.strictObject({ type: z.literal('instruction_rejected'), instructionNo: text, reasonCode: text, atMs }),
  z.strictObject({ type: z.literal('instruction_returned'), instructionNo: text, atMs }),
  z.strictObject({
    type: z.literal('booked'),
    account: text,
    direction: z.enum(['in', 'out']),
    amountMinor: minor,
    counterpartyName: text,
    counterpartyAccount: text,
    remark: text,
    kind: z.enum(['transfer', 'fee', 'interest']),
    atMs,
  }),
  /** A line is left out of the statement; the balances are as they are, or as if it had never been. */
  z.strictObject({
    type: z.literal('line_hidden'),
    account: text,
    serialNo: text,
    balances: z.enum(['kept', 'recomputed']),
    atMs,
  }),
]);
export type BankEvent = z.infer<typeof bankEventSchema>;
export type InstructionTaken = Extract<BankEvent, { type: 'instruction_taken' }>;
