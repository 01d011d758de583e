/** A day of the demo, played for a test. */
import { silentLog } from '@qiantai/foundation';
import type { Currency } from '@qiantai/protos';
import { expect } from 'vitest';
import type { TillRoll } from '../till-roll/till-roll.ts';
import { type DemoReport, isSound } from './report.ts';
import { type KillOrder, runDemo } from './run-demo.ts';

export const dayTimeoutMs = 400_000;

export function play(
  roll: TillRoll,
  seed: string,
  options: { currency?: Currency; kills?: KillOrder[]; deleteBillRow?: string } = {},
) {
  return runDemo({
    roll,
    seed,
    currency: options.currency ?? 'CNY',
    faults: true,
    speed: 10,
    dataDir: undefined,
    kills: options.kills ?? [],
    deleteBillRow: options.deleteBillRow,
    log: silentLog,
    say: () => {},
  });
}

export const expectSound = (report: DemoReport) => expect(report, JSON.stringify(report, null, 1)).toSatisfy(isSound);
