/**
 * A shift without the line, with a kill at its steps: opened, cash brought and fetched, sales, a return, a card that
 * waits, counted short and closed; the line comes back, and the server's sums are the till's.
 */
import { sellForCash, takeBack } from './acts.ts';
import { sellByCardOffline } from './card-acts.ts';
import { cutLine, issuerUnder } from './card-kills.ts';
import { settleAndCompare } from './fault-result.ts';
import type { World } from './harness.ts';
import type { KilledPlay, NamedKill } from './named-kills.ts';
import { piecesOf } from './script.ts';
import { closeShift, moveCash, openShift } from './shift-acts.ts';

const agentSteps = /^sqlite .*(shift|cash\.)|^reply (OpenShift|MoveCash|BeginClosing|GetShift|CloseShift)$/;
const serverSteps = /^pg (COMMIT|terminal_journal)|^reply AppendJournal$/;

export const shiftKills: KilledPlay = {
  title: 'shift offline',
  play: playShift,
  matters: { agent: agentSteps, server: serverSteps },
};

async function playShift(world: World, kill: NamedKill | undefined): Promise<string[]> {
  const [hand] = world.store.hands;
  if (!hand) throw new Error('a shift takes a till');
  await cutLine(world);
  const shiftId = await openShift(world, hand, 20_000n);
  await moveCash(world, hand, { shiftId, direction: 'in', reason: 'CHANGE', amountMinor: 5000n });
  const sold = await sellForCash(world, hand, piecesOf(world, 2));
  await takeBack(world, hand, sold);
  // It waits when the shift closes: whoever closes it takes that over, and the server tells a person.
  const card = await world.customerCard(issuerUnder(kill));
  await sellByCardOffline(world, hand, piecesOf(world, 1), { card, reader: (shown) => world.cards.read(shown) });
  await moveCash(world, hand, { shiftId, direction: 'out', reason: 'BANK', amountMinor: 12_345n });
  const told = await closeShift(world, hand, shiftId, BigInt(world.random.below(7)) - 3n);
  // The drawer of the next one: nothing of it belongs to the first.
  const next = await openShift(world, hand, 10_000n);
  await sellForCash(world, hand, piecesOf(world, 1));
  const toldNext = await closeShift(world, hand, next, 0n);
  world.store.line?.restore();
  return [...told, ...toldNext, ...(await settleAndCompare(world))];
}
