/** A card that waits at the reader, and a PIN typed before it was asked for: for a while, like a patient customer. */
import type { Cancel, Clock } from '@qiantai/foundation';
import type { PresentedCard } from './reader-state.ts';

const patienceMs = 30_000;

export class HeldHands {
  private readonly clock: Clock;
  private readonly changed: () => void;
  private card: PresentedCard | undefined;
  private pin: string | undefined;
  private cancelCard: Cancel | undefined;
  private cancelPin: Cancel | undefined;

  constructor(clock: Clock, changed: () => void) {
    this.clock = clock;
    this.changed = changed;
  }

  holdCard(card: PresentedCard): void {
    this.cancelCard?.();
    this.card = card;
    this.cancelCard = this.clock.setTimeout(() => {
      this.card = undefined;
      this.changed();
    }, patienceMs);
  }

  holdPin(pin: string): void {
    this.cancelPin?.();
    this.pin = pin;
    this.cancelPin = this.clock.setTimeout(() => {
      this.pin = undefined;
      this.changed();
    }, patienceMs);
  }

  takeCard(): PresentedCard | undefined {
    const card = this.card;
    this.cancelCard?.();
    this.card = undefined;
    return card;
  }

  takePin(): string | undefined {
    const pin = this.pin;
    this.cancelPin?.();
    this.pin = undefined;
    return pin;
  }

  drop(): void {
    this.takeCard();
    this.takePin();
  }

  /** The PIN itself is nobody's to see. */
  snapshot(): { card: string; entryMode: string; pin: boolean } {
    return {
      card: this.card?.card.name ?? '',
      entryMode: this.card?.entryMode ?? '',
      pin: this.pin !== undefined,
    };
  }
}
