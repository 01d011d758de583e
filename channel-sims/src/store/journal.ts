/**
 * A channel's book on disk: JSON lines, appended before the change is answered, replayed at start.
 *
 * A line is written with one call, so that the end of the process (even SIGKILL) leaves at most the last one
 * torn; a torn last line was never answered and is cut off. There is no fsync: the machine's end may lose
 * lines, which a simulator can bear.
 */
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, truncateSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { errorText } from '@qiantai/foundation';
import type { z } from 'zod';
import { simsError } from '../errors.ts';

export class Journal<Event> {
  private readonly file: string;
  private readonly schema: z.ZodType<Event>;
  private descriptor: number | undefined;

  constructor(options: { file: string; schema: z.ZodType<Event> }) {
    this.file = options.file;
    this.schema = options.schema;
  }

  /**
   * Gives every event of the file, then opens it for appending.
   * @throws BOOK_DAMAGED where a line that is not the last cannot be read.
   */
  open(apply: (event: Event) => void): void {
    mkdirSync(dirname(this.file), { recursive: true });
    const bytes = existsSync(this.file) ? readFileSync(this.file) : Buffer.alloc(0);
    const wholeLength = bytes.lastIndexOf(0x0a) + 1;
    if (wholeLength < bytes.length) truncateSync(this.file, wholeLength);
    const lines = bytes.subarray(0, wholeLength).toString('utf8').split('\n').slice(0, -1);
    lines.forEach((line, index) => {
      apply(this.read(line, index + 1));
    });
    this.descriptor = openSync(this.file, 'a', 0o600);
  }

  append(event: Event): void {
    if (this.descriptor === undefined) throw new TypeError(`the book ${this.file} is not open`);
    writeSync(this.descriptor, `${JSON.stringify(event, bigintsAsText)}\n`);
  }

  close(): void {
    if (this.descriptor !== undefined) closeSync(this.descriptor);
    this.descriptor = undefined;
  }

  private read(line: string, number: number): Event {
    try {
      return this.schema.parse(JSON.parse(line));
    } catch (error) {
      throw simsError('BOOK_DAMAGED', { file: this.file, line: number, why: errorText(error) }, { cause: error });
    }
  }
}

function bigintsAsText(_name: string, value: unknown): unknown {
  return typeof value === 'bigint' ? value.toString() : value;
}
