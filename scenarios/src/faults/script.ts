/** A short morning at two tills of one store: every way to pay, give back and give up that a fault may fall into. */
import { giveUp, type Piece, sellByWallet, sellForCash, takeBack } from './acts.ts';
import type { World } from './harness.ts';

/** @param patient plays a channel's silence, too, which takes seconds to be cleared up */
export async function playMorning(world: World, patient: boolean): Promise<void> {
  const [first, second] = world.store.hands;
  if (!first || !second) throw new Error('a morning takes two tills');
  const pieces = (count: number) => piecesOf(world, count);
  const cash = await sellForCash(world, first, pieces(2));
  const phone = await sellByWallet(world, first, pieces(1), { wallet: 'wechat', behaviour: 'pay' });
  await takeBack(world, first, cash);
  const split = { wallet: 'wechat', behaviour: 'pay', cashMinor: 80n } as const;
  await sellByWallet(world, second, [{ article: 25, quantity: 1 }], split);
  await takeBack(world, first, phone);
  await sellByWallet(world, second, pieces(1), { wallet: 'alipay', behaviour: 'decline' });
  if (patient) await sellByWallet(world, first, pieces(1), { wallet: 'alipay', behaviour: 'no_answer' });
  await giveUp(world, second, pieces(1), 'alipay');
}

/** Both tills at once, each with its own customers. */
export async function playTogether(world: World, salesPerTill: number): Promise<void> {
  await Promise.all(
    world.hands.map(async (hand) => {
      for (let n = 0; n < salesPerTill; n++) {
        const sold =
          world.random.fraction() < 0.5
            ? await sellForCash(world, hand, piecesOf(world, 2))
            : await sellByWallet(world, hand, piecesOf(world, 1), { wallet: 'wechat', behaviour: 'pay' });
        if (world.random.fraction() < 0.2) await takeBack(world, hand, sold);
      }
    }),
  );
}

export function piecesOf(world: World, count: number): Piece[] {
  return Array.from({ length: count }, () => ({
    article: world.random.below(30),
    quantity: 1 + world.random.below(3),
  }));
}
