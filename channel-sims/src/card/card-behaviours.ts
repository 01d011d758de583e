/** What hands asked of the next messages of a card. Kept in memory: a restart forgets it. */
import type { CardBehaviour } from '../hands/behaviours.ts';
import { maskPan } from './card-cryptography.ts';

export class CardBehaviours {
  private readonly byMaskedPan = new Map<string, { behaviour: CardBehaviour; left: number }>();

  setBehaviour(wish: { maskedOrPan: string; behaviour: CardBehaviour; times: number }): void {
    this.byMaskedPan.set(maskPan(wish.maskedOrPan), { behaviour: wish.behaviour, left: wish.times });
  }

  /** What is asked for and has not happened yet. */
  shown(): Array<{ maskedPan: string; behaviour: CardBehaviour; left: number }> {
    return [...this.byMaskedPan].map(([maskedPan, wish]) => ({ maskedPan, ...wish }));
  }

  /** The behaviour for one message of the card; undefined where no hand asked for one. */
  take(maskedPan: string): CardBehaviour | undefined {
    const wish = this.byMaskedPan.get(maskedPan);
    if (!wish) return undefined;
    wish.left -= 1;
    if (wish.left <= 0) this.byMaskedPan.delete(maskedPan);
    return wish.behaviour;
  }
}
