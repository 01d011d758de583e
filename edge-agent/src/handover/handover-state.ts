/**
 * Where a hand-over stands, in files beside the database.
 *
 *   old device   (selling) ──export begins──▶ exporting ──file is whole──▶ handed over ──taken back──▶ (selling)
 *   new device   (empty) ──import──▶ taking over ──the server took the statement──▶ (selling)
 *
 * From the moment an export begins the old device refuses to start: what it sold afterwards would be in no
 * export. `take back` is for an export that nobody imported; the server refuses a device whose place was taken.
 */
import { join } from 'node:path';
import { z } from 'zod';
import { agentError } from '../errors.ts';
import { destroyFile, readIfThere, replaceFile } from '../store/durable-file.ts';

const handedOverSchema = z.strictObject({
  status: z.enum(['exporting', 'handed_over']),
  sealHash: z.string(),
  file: z.string(),
  atMs: z.number().int(),
});
export type HandedOver = z.infer<typeof handedOverSchema>;

const takingOverSchema = z.strictObject({
  fromAgentId: z.string().min(1).max(64),
  sealHash: z.string().regex(/^[0-9a-f]{64}$/),
  statementJson: z.string().max(200_000),
  signatureHex: z.string().regex(/^[0-9a-f]{128}$/),
});
export type TakingOver = z.infer<typeof takingOverSchema>;

const handedOverFile = (dataDir: string) => join(dataDir, 'handed-over.json');
const takingOverFile = (dataDir: string) => join(dataDir, 'taking-over.json');

export const readHandedOver = (dataDir: string) => read(handedOverFile(dataDir), handedOverSchema);
export const readTakingOver = (dataDir: string) => read(takingOverFile(dataDir), takingOverSchema);

export function markHandedOver(dataDir: string, mark: HandedOver): void {
  replaceFile(handedOverFile(dataDir), Buffer.from(`${JSON.stringify(mark)}\n`));
}

export function markTakingOver(dataDir: string, mark: TakingOver): void {
  replaceFile(takingOverFile(dataDir), Buffer.from(`${JSON.stringify(mark)}\n`));
}

export const takeBack = (dataDir: string): void => destroyFile(handedOverFile(dataDir));
export const endTakingOver = (dataDir: string): void => destroyFile(takingOverFile(dataDir));

/** An agent is to start. @throws CodedError AGENT_HANDED_OVER */
export function insistNotHandedOver(dataDir: string): void {
  const mark = readHandedOver(dataDir);
  if (mark) throw agentError('AGENT_HANDED_OVER', { status: mark.status, file: mark.file });
}

function read<T>(path: string, schema: z.ZodType<T>): T | undefined {
  const bytes = readIfThere(path);
  if (!bytes) return undefined;
  try {
    return schema.parse(JSON.parse(bytes.toString('utf8')));
  } catch (error) {
    throw agentError('HANDOVER_FILE_BAD', { why: `${path} does not read` }, { cause: error });
  }
}
