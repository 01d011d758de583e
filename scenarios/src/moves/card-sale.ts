/** A sale by card while the line is cut, at the cashier's word, and the acquirer's book of what became of it. */
import { z } from 'zod';
import type { Piece, Sold } from '../faults/acts.ts';
import { sellByCardOffline as sellByThisCard } from '../faults/card-acts.ts';
import type { World } from '../faults/harness.ts';
import type { TillHand } from '../faults/till-hand.ts';

/** Another customer each time. @throws Error where the agent does not take the card offline */
export async function sellByCardOffline(world: World, hand: TillHand, pieces: readonly Piece[]): Promise<Sold> {
  const card = world.cards.next('approves');
  const { sold } = await sellByThisCard(world, hand, pieces, { card, reader: (shown) => world.cards.read(shown) });
  return sold;
}

const bookSchema = z.looseObject({
  transactions: z.array(
    z.looseObject({ kind: z.string(), amountMinor: z.coerce.bigint(), responseCode: z.string().optional() }),
  ),
});

/** What the acquirer's book holds of sales by card, minor units, in its order. */
export async function cardsCharged(world: World): Promise<bigint[]> {
  const answer = await fetch(`${world.channels}/sim/books/card`);
  return bookSchema
    .parse(await answer.json())
    .transactions.filter(({ kind }) => kind === 'sale')
    .map(({ amountMinor }) => amountMinor);
}
