/** Hands that every device has: its cable, its faults, and the model that it says it is. */
import { z } from 'zod';
import type { SimulatedDevice } from './device.ts';
import type { ArmedFault } from './faults.ts';
import { handInput } from './hand-input.ts';

const commonHands = [
  'unplug',
  'plug',
  'replug',
  'garble-next-frame',
  'drop-next-frame',
  'delay-next-frame',
  'duplicate-next-frame',
  'stick',
] as const;

export type CommonHand =
  | { kind: 'unplug' | 'plug' }
  | { kind: 'replug'; afterMs: number }
  | { kind: 'arm'; fault: ArmedFault }
  | { kind: 'stick'; on: boolean }
  | { kind: 'wrong-model'; model: string };

const noInputSchema = z.strictObject({});
const delaySchema = z.strictObject({ delayMs: z.coerce.number().int().min(1).max(60_000).default(1000) });
const replugSchema = z.strictObject({ afterMs: z.coerce.number().int().min(0).max(60_000).default(2000) });
const onSchema = z.strictObject({ on: z.union([z.boolean(), z.stringbool()]).default(true) });
/** Without a model the device says its own again. */
const modelSchema = z.strictObject({
  model: z
    .string()
    .regex(/^[ -~]{0,40}$/, 'printable ASCII')
    .default(''),
});

export function commonHandsOf(device: SimulatedDevice): readonly string[] {
  return device.saysModel ? [...commonHands, 'wrong-model'] : commonHands;
}

/** The hand, read; undefined when it is none of these. @throws CodedError HAND_BAD_INPUT */
export function readCommonHand(name: string, body: unknown, device: SimulatedDevice): CommonHand | undefined {
  if (!commonHandsOf(device).includes(name)) return undefined;
  switch (name as (typeof commonHands)[number] | 'wrong-model') {
    case 'unplug':
    case 'plug':
      handInput(name, noInputSchema, body);
      return { kind: name as 'unplug' | 'plug' };
    case 'replug':
      return { kind: 'replug', ...handInput(name, replugSchema, body) };
    case 'garble-next-frame':
    case 'drop-next-frame':
    case 'duplicate-next-frame':
      handInput(name, noInputSchema, body);
      return { kind: 'arm', fault: { kind: name.split('-')[0] as 'garble' | 'drop' | 'duplicate' } };
    case 'delay-next-frame':
      return { kind: 'arm', fault: { kind: 'delay', ...handInput(name, delaySchema, body) } };
    case 'stick':
      return { kind: 'stick', ...handInput(name, onSchema, body) };
    case 'wrong-model':
      return { kind: 'wrong-model', ...handInput(name, modelSchema, body) };
  }
}
