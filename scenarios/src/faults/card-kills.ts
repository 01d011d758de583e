/**
 * Cards taken while the line is gone, with a kill in their way: the line is cut, customers pay by card at the merchant's
 * risk, the line comes back. Each card is settled once, or becomes a receivable with its case once, and nothing of it
 * stays in the agent's store.
 */
import { sellForCash } from './acts.ts';
import { refusedCardOffline, sellByCardOffline, type TakenCard } from './card-acts.ts';
import { type CustomerCard, type Issuer, tracesOf } from './customer-cards.ts';
import { settleAndCompare } from './fault-result.ts';
import type { World } from './harness.ts';
import { HeadquartersHand, reached } from './headquarters-hand.ts';
import type { KilledPlay, NamedKill } from './named-kills.ts';
import { piecesOf } from './script.ts';
import { sealedSecret, type Traces, tracesIn } from './store-traces.ts';
import type { TillHand } from './till-hand.ts';
import { waitFor } from './wait-for.ts';

/** A settled card leaves the agent's files in half a minute. */
const forgottenAfterMs = 60_000;
/** For a machine under load, real milliseconds. */
const forgottenTimeoutMs = 30_000;

/** What the limit of the store lets wait. */
const cardsMax = 2;
const limitCode = 'OFFLINE_LIMIT_STORE_COUNT';

const agentSteps =
  /^sqlite .*(card\.taken_offline|sale\.completed|payment\.resulted|queue)|^(send|answer) (Pay|AppendJournal)$|^reply (StartPayment|CompleteSale)$/;
const serverSteps =
  /^pg (COMMIT|payment|terminal_journal|offline_card)|0[24]00 (to|from) the card host$|^reply (Pay|AppendJournal)$/;

export const cardKills: KilledPlay = {
  title: 'card offline',
  play: playCards,
  matters: { agent: agentSteps, server: serverSteps },
  twiceBehind: { agent: 'send Pay', server: 'heard 0200 from the card host' },
};

async function playCards(world: World, kill: NamedKill | undefined): Promise<string[]> {
  const [first, second] = world.store.hands;
  if (!first || !second) throw new Error('cards take two tills');
  await limitCards(world);
  await cutLine(world);
  const taken = [
    await sell(world, first, await world.customerCard(issuerUnder(kill))),
    await sell(world, second, await world.customerCard('declines')),
  ];
  const beyond = await world.customerCard('approves');
  const refused = await refusedCardOffline(world, first, { card: beyond, reader: (shown) => world.cards.read(shown) });
  await sellForCash(world, second, piecesOf(world, 1));
  const traces = tracesOfAll(world, taken);
  world.store.line?.restore();
  const findings = await settleAndCompare(world);
  if (refused !== limitCode) findings.push(`one card more than the limit: ${refused || 'taken'}`);
  return [...findings, ...(await forgotten(world, traces))];
}

/** By headquarters, as many as are taken here; given again it changes nothing. */
async function limitCards(world: World): Promise<void> {
  const headquarters = new HeadquartersHand(world.server);
  try {
    const version = await headquarters.limitOfflineCards({ terminalCount: cardsMax, storeCount: cardsMax });
    for (const hand of world.store.hands) await reached(hand, version);
  } finally {
    headquarters.close();
  }
}

/** Of a card that is good; a server that dies may die under the question. */
export function issuerUnder(kill: NamedKill | undefined): Issuer {
  return kill?.victim === 'server' ? 'approves_or_lost' : 'approves';
}

/** Cut, and noticed by the agent. */
export async function cutLine(world: World): Promise<void> {
  world.store.line?.cut();
  const [hand] = world.store.hands;
  await waitFor(async () => (await hand?.insist('SyncNow', {}))?.online === false, 'the agent to notice the cut');
}

function sell(world: World, hand: TillHand, card: CustomerCard): Promise<TakenCard> {
  return sellByCardOffline(world, hand, piecesOf(world, 1), { card, reader: (shown) => world.cards.read(shown) });
}

/** What the reader gave and what the agent made of it. */
function tracesOfAll(world: World, taken: readonly TakenCard[]): Traces {
  const all = taken.flatMap(({ card, read, paymentKey }) => {
    const sealed = sealedSecret(world.store, paymentKey);
    if (!sealed) throw new Error(`the agent holds no card of ${paymentKey} though it was not forwarded`);
    const those = [...tracesOf(card, read), ['its sealed record', sealed] as const];
    return those.map(([name, bytes]) => [`${card.maskedPan}: ${name}`, bytes] as const);
  });
  return new Map(all);
}

async function forgotten(world: World, traces: Traces): Promise<string[]> {
  let left: string[] = [];
  world.advance(forgottenAfterMs);
  await waitFor(
    () => {
      left = tracesIn(world.store, traces);
      return left.length === 0;
    },
    'the cards to be forgotten',
    forgottenTimeoutMs,
  ).catch(() => undefined);
  return left;
}
