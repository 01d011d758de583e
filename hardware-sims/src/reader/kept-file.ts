import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { errorText } from '@qiantai/foundation';
import type { z } from 'zod';
import { simError } from '../errors.ts';
import type { KeptStore } from './kept.ts';

/** A reader's memory in a file: written whole beside it, then renamed over it. */
export class KeptFile<T> implements KeptStore<T> {
  private readonly file: string;
  private readonly schema: z.ZodType<T>;

  constructor(file: string, schema: z.ZodType<T>) {
    this.file = file;
    this.schema = schema;
  }

  /** @throws CodedError KEPT_FILE_UNREADABLE: a counter that is lost would use keys twice, so nobody guesses. */
  load(): T | undefined {
    if (!existsSync(this.file)) return undefined;
    try {
      return this.schema.parse(JSON.parse(readFileSync(this.file, 'utf8')));
    } catch (error) {
      throw simError('KEPT_FILE_UNREADABLE', { file: this.file, reason: errorText(error) }, { cause: error });
    }
  }

  save(kept: T): void {
    mkdirSync(dirname(this.file), { recursive: true });
    const beside = `${this.file}.new`;
    const descriptor = openSync(beside, 'w', 0o600);
    try {
      writeSync(descriptor, JSON.stringify(kept));
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(beside, this.file);
  }
}
