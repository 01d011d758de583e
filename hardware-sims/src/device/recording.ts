/**
 * A conversation on a device's line as JSON lines: a header, then every piece that came or went with its instant
 * since the beginning. Bounded: what does not fit any more is not recorded, and the recording says so.
 */
import type { Clock } from '@qiantai/foundation';
import { z } from 'zod';
import { simError } from '../errors.ts';
import { type MessageTopic, messageTopics } from '../lines/line.ts';
import type { DeviceKind } from './device.ts';
import { issueText } from './hand-input.ts';

const entriesMax = 20_000;
const bytesMax = 2 * 1024 * 1024;
/** Two hexadecimal digits a byte, and the members' names of each line. */
export const recordingTextMax = bytesMax * 2 + entriesMax * 80;

export const deviceKinds = ['scanner', 'reader', 'printer', 'speaker', 'scale', 'pole'] as const satisfies DeviceKind[];

const headerSchema = z.strictObject({
  format: z.literal('qiantai-device-recording-1'),
  device: z.string().max(64),
  kind: z.enum(deviceKinds),
  /** The shop's clock, for a reader's eye only. */
  startedAtMs: z.number().int(),
});

const entrySchema = z.strictObject({
  /** Milliseconds of the line's clock since the recording began. */
  atMs: z.number().min(0).max(86_400_000),
  /** `in`: from the till; `out`: to the till. */
  direction: z.enum(['in', 'out']),
  hex: z.string().regex(/^(?:[0-9A-F]{2})+$/),
  topic: z.enum(messageTopics).optional(),
});

export type RecordedEntry = z.infer<typeof entrySchema>;
export type RecordingHeader = z.infer<typeof headerSchema>;

export class Recording {
  private readonly clock: Clock;
  private readonly header: RecordingHeader;
  private readonly startedMonotonicMs: number;
  private readonly entries: RecordedEntry[] = [];
  private byteCount = 0;
  private running = true;
  private full = false;

  constructor(options: { clock: Clock; device: string; kind: DeviceKind; startedAtMs: number }) {
    this.clock = options.clock;
    this.startedMonotonicMs = options.clock.monotonicMs();
    const { device, kind, startedAtMs } = options;
    this.header = { format: 'qiantai-device-recording-1', device, kind, startedAtMs };
  }

  add(direction: 'in' | 'out', frame: { bytes: Uint8Array; topic?: MessageTopic | undefined }): void {
    if (!this.running || frame.bytes.length === 0) return;
    if (this.entries.length >= entriesMax || this.byteCount + frame.bytes.length > bytesMax) {
      this.full = true;
      this.running = false;
      return;
    }
    this.byteCount += frame.bytes.length;
    this.entries.push({
      atMs: Math.round(this.clock.monotonicMs() - this.startedMonotonicMs),
      direction,
      hex: Buffer.from(frame.bytes).toString('hex').toUpperCase(),
      ...(frame.topic ? { topic: frame.topic } : {}),
    });
  }

  stop(): void {
    this.running = false;
  }

  get state() {
    return { running: this.running, entries: this.entries.length, bytes: this.byteCount, full: this.full };
  }

  get text(): string {
    return [this.header, ...this.entries].map((line) => `${JSON.stringify(line)}\n`).join('');
  }
}

export interface Recorded {
  header: RecordingHeader;
  entries: RecordedEntry[];
}

/** @throws CodedError RECORDING_INVALID that names the line. */
export function readRecording(text: string, device: { id: string; kind: DeviceKind }): Recorded {
  const refuse = (reason: string) => simError('RECORDING_INVALID', { device: device.id, reason });
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  if (lines.length > entriesMax + 1) throw refuse(`it has more than ${entriesMax} entries`);
  const read = <T extends z.ZodType>(schema: T, place: number): z.infer<T> => {
    const result = schema.safeParse(jsonOf(lines[place] ?? ''));
    if (result.success) return result.data;
    throw refuse(`line ${place + 1}: ${issueText(result.error)}`);
  };
  const header = read(headerSchema, 0);
  if (header.kind !== device.kind) throw refuse(`it is of a ${header.kind}, and this is a ${device.kind}`);
  const entries = lines.slice(1).map((_line, index) => read(entrySchema, index + 1));
  for (const [index, entry] of entries.entries()) {
    const before = entries[index - 1];
    if (before && before.atMs > entry.atMs) throw refuse(`line ${index + 2}: it is earlier than the line before`);
  }
  return { header, entries };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // Not JSON: the schema refuses it.
  }
}
