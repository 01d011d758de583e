import type { z } from 'zod';
import { simError } from '../errors.ts';

/** Reads a hand's body. @throws CodedError HAND_BAD_INPUT that names what is wrong with it. */
export function handInput<T extends z.ZodType>(hand: string, schema: T, body: unknown): z.infer<T> {
  const result = schema.safeParse(body ?? {});
  if (result.success) return result.data;
  throw simError('HAND_BAD_INPUT', { hand, reason: issueText(result.error) });
}

export function issueText(error: z.ZodError): string {
  return error.issues.map((issue) => `${issue.path.join('.') || 'body'}: ${issue.message}`).join('; ');
}
