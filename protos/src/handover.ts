/**
 * What a device states when it is handed over to new hardware: where each journal stood, and which export it
 * is. The device signs it; the server takes it once, from the new device (acquiring.proto, TakeOver).
 */
import { canonicalJson, type JsonValue, textHash } from '@qiantai/foundation';
import { z } from 'zod';

const hashHex = z.string().regex(/^[0-9a-f]{64}$/);

export const handoverStatementSchema = z.strictObject({
  format: z.literal('qiantai-handover-1'),
  agentId: z.string().min(1).max(64),
  storeId: z.string().min(1).max(64),
  /** SHA-256 of the exported database. */
  databaseHash: hashHex,
  exportedAtMs: z.number().int().min(0),
  /** The ends of its journals, by terminal. */
  heads: z
    .array(z.strictObject({ terminalId: z.string().min(1).max(64), sequence: z.number().int().min(1), hash: hashHex }))
    .max(1000),
});
export type HandoverStatement = z.infer<typeof handoverStatementSchema>;

/** What is signed, and by what the seal is known, 64 hexadecimal characters. */
export function handoverSealHash(statement: HandoverStatement): string {
  return textHash(handoverText(statement));
}

export function handoverText(statement: HandoverStatement): string {
  return canonicalJson(statement as JsonValue);
}
