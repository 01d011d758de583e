/** What a terminal keeps without power: its last sale, its open batch and the number of the next. */
import { z } from 'zod';

export const terminalKeptSchema = z.strictObject({
  operations: z.number().int().min(0).max(999_999),
  /** Of the batch that is open; a close empties it. */
  lastSale: z
    .strictObject({
      ticket: z.string(),
      amount: z.string(),
      authorizationCode: z.string(),
      operationNumber: z.string(),
      last4: z.string(),
      cardType: z.enum(['CR', 'DB']),
      cardBrand: z.string(),
      /** DDMMYYYY and HHMMSS. */
      date: z.string(),
      time: z.string(),
    })
    .nullable(),
  /** Sales since the last close, and their sum in whole pesos. */
  batch: z
    .strictObject({ count: z.number().int().min(0), total: z.number().int().min(0) })
    .default({ count: 0, total: 0 }),
});

export type TerminalKept = z.infer<typeof terminalKeptSchema>;
export type KeptSale = NonNullable<TerminalKept['lastSale']>;

export const emptyTerminal: TerminalKept = { operations: 0, lastSale: null, batch: { count: 0, total: 0 } };
