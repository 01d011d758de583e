import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { errorText } from '@qiantai/foundation';
import { simError } from '../errors.ts';
import { type Kept, type KeptStore, keptSchema } from './kept.ts';

/** A reader's memory in a file: written whole beside it, then renamed over it. */
export class KeptFile implements KeptStore {
  private readonly file: string;

  constructor(file: string) {
    this.file = file;
  }

  /** @throws CodedError KEPT_FILE_UNREADABLE: a counter that is lost would use keys twice, so nobody guesses. */
  load(): Kept | undefined {
    if (!existsSync(this.file)) return undefined;
    try {
      return keptSchema.parse(JSON.parse(readFileSync(this.file, 'utf8')));
    } catch (error) {
      throw simError('KEPT_FILE_UNREADABLE', { file: this.file, reason: errorText(error) }, { cause: error });
    }
  }

  save(kept: Kept): void {
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
