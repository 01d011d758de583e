/**
 * What waits for the printer, kept in a file so that a receipt survives the till. A job is on the disk before its first
 * byte is at the printer; how far it came is noted behind it, not flushed: after a power cut a few lines may come twice.
 *
 * One JSON object a line: `{"job": id, "parts": [base64, …]}`, then `{"done": id, "parts": how many}`.
 */
import {
  appendFileSync,
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  truncateSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { replaceDurably } from '../../host/durable-file.ts';

export interface QueuedJob {
  readonly id: number;
  readonly parts: readonly Uint8Array[];
  /** The parts that are on paper. */
  done: number;
}

export interface PrintQueueStore {
  /** What an earlier run left, the oldest first. */
  load(): QueuedJob[];
  /** Durable when it returns. */
  add(job: QueuedJob): void;
  noteDone(job: QueuedJob): void;
  /** Nothing but these waits any more. */
  keepOnly(jobs: readonly QueuedJob[]): void;
}

/** For a till without a folder, such as a test. */
export const forgetfulQueue: PrintQueueStore = {
  load: () => [],
  add: () => undefined,
  noteDone: () => undefined,
  keepOnly: () => undefined,
};

const fileBytesMax = 16 * 1024 * 1024;
const lineSchema = z.union([
  z.strictObject({ job: z.number().int().min(1), parts: z.array(z.base64()).min(1).max(500) }),
  z.strictObject({ done: z.number().int().min(1), parts: z.number().int().min(0) }),
]);

export class PrintQueueFile implements PrintQueueStore {
  private readonly file: string;

  constructor(folder: string) {
    mkdirSync(folder, { recursive: true });
    this.file = join(folder, 'print-queue.jsonl');
  }

  /** A line that cannot be read was cut off by the power and is passed over: receipts can be printed again. */
  load(): QueuedJob[] {
    const jobs = new Map<number, QueuedJob>();
    for (const text of readIfThere(this.file).split('\n')) {
      const line = parse(text);
      if (!line) continue;
      if ('job' in line) {
        jobs.set(line.job, { id: line.job, parts: line.parts.map((part) => Buffer.from(part, 'base64')), done: 0 });
      } else {
        const job = jobs.get(line.done);
        if (job) job.done = line.parts;
      }
    }
    return [...jobs.values()].filter((job) => job.done < job.parts.length);
  }

  add(job: QueuedJob): void {
    const handle = openSync(this.file, 'a', 0o600);
    try {
      writeSync(handle, jobLine(job));
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  }

  noteDone(job: QueuedJob): void {
    appendFileSync(this.file, doneLine(job));
  }

  keepOnly(jobs: readonly QueuedJob[]): void {
    if (jobs.length === 0) truncateSync(this.file);
    else replaceDurably(this.file, jobs.map((job) => jobLine(job) + doneLine(job)).join(''));
  }
}

function jobLine({ id, parts }: QueuedJob): string {
  return `${JSON.stringify({ job: id, parts: parts.map((part) => Buffer.from(part).toString('base64')) })}\n`;
}

const doneLine = ({ id, done }: QueuedJob): string => `${JSON.stringify({ done: id, parts: done })}\n`;

function parse(text: string): z.infer<typeof lineSchema> | null {
  try {
    const read = lineSchema.safeParse(JSON.parse(text));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}

function readIfThere(path: string): string {
  try {
    return readFileSync(path, 'utf8').slice(0, fileBytesMax);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}
