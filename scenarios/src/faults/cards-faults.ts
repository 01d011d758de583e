/** Cards without the line, shifts without the line, settings that go back or change under a sale. */
import { playCardKills } from './card-kills.ts';
import type { FaultOptions } from './fault-result.ts';
import { playShiftKills } from './shift-kills.ts';

export async function playCardsFaults(options: FaultOptions): Promise<void> {
  await playCardKills(options);
  await playShiftKills(options);
}
