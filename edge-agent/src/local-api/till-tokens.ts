/** Which till calls: a token per terminal, compared in constant time. */
import { createHash, timingSafeEqual } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { errorText } from '@qiantai/foundation';
import { z } from 'zod';
import { agentError } from '../errors.ts';

const fileSchema = z.record(z.string().min(1).max(64), z.string().min(16).max(200));

export interface TillTokens {
  /** The terminal that a token names. @throws CodedError TILL_TOKEN_BAD */
  terminalOf(token: string): string;
  terminalIds: readonly string[];
}

/** @throws CodedError TILL_TOKENS_BAD */
export function readTillTokens(path: string): TillTokens {
  try {
    return tillTokens(fileSchema.parse(JSON.parse(readFileSync(path, 'utf8'))));
  } catch (error) {
    throw agentError('TILL_TOKENS_BAD', { path, why: errorText(error) }, { cause: error });
  }
}

export function tillTokens(tokens: Readonly<Record<string, string>>): TillTokens {
  // Hashes are of one length, as the comparison asks, and every one is compared: the time tells nothing.
  const known = Object.entries(tokens).map(([terminalId, token]) => ({ terminalId, hash: hashOf(token) }));
  return {
    terminalIds: Object.keys(tokens),
    terminalOf: (token) => {
      const hash = hashOf(token);
      const matches = known.filter((one) => timingSafeEqual(one.hash, hash));
      const [match] = matches;
      if (!match || matches.length > 1) throw agentError('TILL_TOKEN_BAD');
      return match.terminalId;
    },
  };
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
