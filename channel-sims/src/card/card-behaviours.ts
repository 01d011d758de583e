/** What hands asked of the next messages of a card or a terminal. Kept in memory: a restart forgets it. */
import type { CardBehaviour, SettlementBehaviour } from '../hands/behaviours.ts';
import { maskPan } from './card-cryptography.ts';

export class CardBehaviours {
  private readonly byMaskedPan = new Map<string, { behaviour: CardBehaviour; left: number }>();
  private readonly byTerminal = new Map<string, { behaviour: SettlementBehaviour; left: number }>();

  setBehaviour(wish: { maskedOrPan: string; behaviour: CardBehaviour; times: number }): void {
    this.byMaskedPan.set(maskPan(wish.maskedOrPan), { behaviour: wish.behaviour, left: wish.times });
  }

  /** What is asked for and has not happened yet. */
  shown(): Array<{ maskedPan: string; behaviour: CardBehaviour; left: number }> {
    return [...this.byMaskedPan].map(([maskedPan, wish]) => ({ maskedPan, ...wish }));
  }

  setSettlement(wish: { cardTerminalId: string; behaviour: SettlementBehaviour; times: number }): void {
    this.byTerminal.set(wish.cardTerminalId, { behaviour: wish.behaviour, left: wish.times });
  }

  /** The behaviour for one settlement of the terminal's batch; undefined where no hand asked for one. */
  takeSettlement(cardTerminalId: string): SettlementBehaviour | undefined {
    return takeOne(this.byTerminal, cardTerminalId);
  }

  /** The behaviour for one message of the card; undefined where no hand asked for one. */
  take(maskedPan: string): CardBehaviour | undefined {
    return takeOne(this.byMaskedPan, maskedPan);
  }
}

function takeOne<Behaviour>(
  wishes: Map<string, { behaviour: Behaviour; left: number }>,
  key: string,
): Behaviour | undefined {
  const wish = wishes.get(key);
  if (!wish) return undefined;
  wish.left -= 1;
  if (wish.left <= 0) wishes.delete(key);
  return wish.behaviour;
}
