/** `record` and `replay`: conversations between a device's line and a file of JSON lines. */
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { type Clock, errorText } from '@qiantai/foundation';
import { z } from 'zod';
import { recordingTextMax } from '../device/recording.ts';
import { simError } from '../errors.ts';
import type { Command } from './arguments.ts';
import type { Ask } from './ask.ts';

const pollMs = 200;

const recordingStateSchema = z.object({
  running: z.boolean(),
  entries: z.number(),
  bytes: z.number(),
  full: z.boolean(),
});
const replayStateSchema = z.object({
  status: z.enum(['running', 'done', 'stopped']),
  step: z.number(),
  steps: z.number(),
  differenceCount: z.number(),
  differences: z.array(
    z.object({
      step: z.number(),
      kind: z.string(),
      atByte: z.number(),
      expectedHex: z.string(),
      gotHex: z.string(),
    }),
  ),
});
type ReplayState = z.infer<typeof replayStateSchema>;

/** `record DEVICE on`, `record DEVICE off [--to FILE]`. @returns the exit code; undefined where that is no command. */
export async function record(command: Command, ask: Ask, write: (text: string) => void): Promise<number | undefined> {
  const [, device, onOff, ...more] = command.words;
  if (!device || (onOff !== 'on' && onOff !== 'off') || more.length > 0) return undefined;
  const path = `${devicePath(device)}/recording`;
  const state = recordingStateSchema.parse(await ask.json({ method: 'POST', path, body: { on: onOff === 'on' } }));
  if (onOff === 'on') {
    write(`recording ${device}\n`);
    return 0;
  }
  const file = command.options['to'] ?? `${device}.jsonl`;
  writeFileSync(file, await ask.text({ method: 'GET', path }));
  write(`${file}: ${state.entries} pieces, ${state.bytes} bytes${state.full ? ', and then it was full' : ''}\n`);
  return 0;
}

/** `replay FILE --device ID [--pace recorded|fast]`: exits 1 when the till said something else. */
export async function replay(
  command: Command,
  ask: Ask,
  { clock, write }: { clock: Clock; write: (text: string) => void },
): Promise<number | undefined> {
  const [, file, ...more] = command.words;
  const { device, pace } = command.options;
  if (!file || !device || more.length > 0) return undefined;
  const path = `${devicePath(device)}/replay`;
  const body = { recording: readRecordingFile(file, device), ...(pace ? { pace } : {}) };
  let state = replayStateSchema.parse(await ask.json({ method: 'POST', path, body }));
  while (state.status === 'running') {
    await clock.sleep(pollMs);
    state = z.object({ replay: replayStateSchema }).parse(await ask.json({ method: 'GET', path })).replay;
  }
  write(replayWords(state));
  return state.status === 'done' && state.differenceCount === 0 ? 0 : 1;
}

function readRecordingFile(file: string, device: string): string {
  try {
    if (statSync(file).size > recordingTextMax) throw new RangeError(`it is longer than ${recordingTextMax} bytes`);
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw simError('RECORDING_INVALID', { device, reason: errorText(error) }, { cause: error });
  }
}

function replayWords(state: ReplayState): string {
  const shown = state.differences.map(
    ({ step, kind, atByte, expectedHex, gotHex }) =>
      `step ${step}: ${kind} at byte ${atByte}\n\trecorded ${expectedHex || '-'}\n\tnow      ${gotHex || '-'}\n`,
  );
  const more = state.differenceCount > shown.length ? `and ${state.differenceCount - shown.length} more\n` : '';
  const end = `${state.status} at step ${state.step} of ${state.steps}, ${state.differenceCount} differences\n`;
  return `${shown.join('')}${more}${end}`;
}

function devicePath(device: string): string {
  return `/api/devices/${encodeURIComponent(device)}`;
}
