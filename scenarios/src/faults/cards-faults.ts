/** What a store does without the line, and what it sells by: cards, shifts and settings, with kills at their steps. */
import { cardKills } from './card-kills.ts';
import type { FaultOptions } from './fault-result.ts';
import { World } from './harness.ts';
import { playNamedKills } from './named-kills.ts';
import { settingsKills } from './settings-kills.ts';
import { shiftKills } from './shift-kills.ts';

/** Waits for another try are a fifth as long. */
const factor = 5;

export function playCardsFaults(options: FaultOptions): Promise<void> {
  return playNamedKills(options, {
    family: 'cards',
    open: (seed) => World.open({ seed, factor, cutLines: true }),
    plays: [cardKills, shiftKills, ...settingsKills],
  });
}
