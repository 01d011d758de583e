/** What every part of the page is given, and what it gives back. */
import type { Language, WordKey } from './catalogue.ts';
import type { Hub } from './hub.ts';
import type { PhoneState, WalletChannel } from './wire-types.ts';

export type Tone = 'good' | 'warn' | 'bad';

export interface PageContext {
  hub: Hub;
  language: Language;
  word(key: WordKey, ...values: Array<string | number>): string;
  money(amountMinor: string): string;
  say(message: string, tone?: Tone): void;
  /** What the phones show: kept while the page is drawn anew in another language. */
  codes: Map<WalletChannel, string>;
  /** Asks the simulators at once, rather than at the next beat. */
  refresh(): void;
}

export interface View {
  root: HTMLElement;
  update(state: PhoneState): void;
}
