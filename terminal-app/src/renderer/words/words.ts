/**
 * The one catalogue of what the screen says, Chinese and English side by side; a phrase that lacks a
 * language does not compile, and a test reads every phrase again. `{name}` is filled from the parameters.
 */
import type { TillMessage, TillSnapshot } from '../../contract/till-contract.ts';
import { cardWords } from './card-words.ts';
import { cartWords } from './cart-words.ts';
import { counterWords } from './counter-words.ts';
import { deviceWords } from './device-words.ts';
import { orderWords } from './order-words.ts';
import { paymentWords } from './payment-words.ts';
import { generalReason, type ReasonWords, reasonWords } from './reason-words.ts';
import { saleWords } from './sale-words.ts';
import { shellWords } from './shell-words.ts';

export type Language = TillSnapshot['language'];
export type Phrase = Readonly<Record<Language, string>>;
export type Params = Readonly<Record<string, string | number>>;

export const phrases = {
  ...shellWords,
  ...saleWords,
  ...cartWords,
  ...orderWords,
  ...paymentWords,
  ...counterWords,
  ...deviceWords,
  ...cardWords,
} as const;
export type PhraseKey = keyof typeof phrases;

/** Says a phrase in one language. */
export type Tell = ((key: PhraseKey, params?: Params) => string) & { language: Language };

export function tellIn(language: Language): Tell {
  return Object.assign((key: PhraseKey, params: Params = {}) => fill(phrases[key][language], params), { language });
}

/** What happened and what to do about it, in plain sentences; the code stands small behind them. */
export interface Sentence {
  what: string;
  next: string;
  code: string;
}

/** The sentence of a reason or error code; a code that the catalogue does not know gets a general one. */
export function sentenceFor(language: Language, message: TillMessage): Sentence {
  const words: ReasonWords = reasonWords[message.code] ?? generalReason;
  return {
    what: fill(words.what[language], message.params),
    next: fill(words.next[language], message.params),
    code: message.code,
  };
}

/** What happened and what to do about it, one behind the other. */
export function inOne({ what, next }: Sentence, language: Language): string {
  return language === 'zh' ? `${what}。${next}` : `${what}. ${next}`;
}

function fill(text: string, params: Params): string {
  return text.replace(/\{(\w+)\}/g, (_whole, name: string) => String(params[name] ?? ''));
}
