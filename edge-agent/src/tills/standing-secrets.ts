/** Secrets that a store is set up with: one for each terminal, known to the agent and the till from the start. */
import { readFileSync } from 'node:fs';
import { errorText } from '@qiantai/foundation';
import { z } from 'zod';
import { agentError } from '../errors.ts';

const fileSchema = z.record(z.string().min(1).max(64), z.string().min(16).max(200));

/**
 * A JSON object: terminal id to secret, made by a machine (128 bits and more), never by a person.
 * @throws CodedError TILL_TOKENS_BAD
 */
export function readStandingSecrets(path: string | undefined): Readonly<Record<string, string>> {
  if (path === undefined) return {};
  try {
    return fileSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    throw agentError('TILL_TOKENS_BAD', { path, why: errorText(error) }, { cause: error });
  }
}
