/**
 * Whether a card is taken while the line is down (or an operator works offline on purpose). Pure: settings, the
 * card's facts and what waits in; a decision with its reason and figures out.
 *
 * The first reason that holds is the one that is told, from what concerns the store to what concerns this
 * amount, so that a cashier is not sent from one limit to the next. A limit of money or count is the most that may
 * be reached: exactly at the limit is taken, one minor unit above is not. A time is over once it is reached.
 */
import type { Currency } from '@qiantai/protos';
import { type Brand, brandOf, isBlocked, isExpired, monthAt } from './card-facts.ts';
import type { OfflinePolicy, StorePolicy } from './policy.ts';

/** Why a card is not taken offline, in the order in which they are looked at; docs/reasons.md. */
export const cardReasons = [
  // The store, whatever the card.
  'OFFLINE_CARDS_OFF',
  'OFFLINE_CARD_NO_RISK',
  'OFFLINE_CARD_CURRENCY',
  'OFFLINE_AGENT_REVOKED',
  'OFFLINE_AGENT_TWINNED',
  'OFFLINE_NO_CONTACT',
  'OFFLINE_CARD_TOO_OLD',
  'OFFLINE_LIMIT_TERMINAL_COUNT',
  'OFFLINE_LIMIT_STORE_COUNT',
  // The operator.
  'OFFLINE_RIGHT_MISSING',
  // The card.
  'OFFLINE_CARD_ENTRY_MODE',
  'OFFLINE_CARD_BLOCKED',
  'OFFLINE_CARD_EXPIRED',
  'OFFLINE_CARD_NO_BRAND',
  'OFFLINE_CARD_ONLINE_PIN',
  // The amount.
  'OFFLINE_LIMIT_TRANSACTION',
  'OFFLINE_LIMIT_BRAND_TRANSACTION',
  'OFFLINE_LIMIT_BRAND_SUM',
  'OFFLINE_LIMIT_TERMINAL_SUM',
  'OFFLINE_LIMIT_STORE_SUM',
] as const;
export type CardReason = (typeof cardReasons)[number];

export interface CardFacts {
  maskedPan: string;
  entryMode: string;
  /** YYMM; '' where the reader does not say. */
  expiry: string;
  /** A PIN that only the issuer can check was entered. */
  onlinePin: boolean;
}

export interface SumThatWaits {
  count: number;
  sumMinor: bigint;
}

/** Cards of this store that were taken offline and have no final word of the server. */
export interface CardsThatWait {
  terminal: SumThatWaits;
  store: SumThatWaits;
  /** By brand, of the whole store. */
  brandSumMinor: ReadonlyMap<string, bigint>;
  /** When the oldest was taken; undefined where none waits. */
  oldestTakenAtMs: number | undefined;
}

/** What concerns the store and its operator, before any card. */
export interface StoreSituation {
  policy: OfflinePolicy | undefined;
  storePolicy: StorePolicy | undefined;
  currency: Currency;
  waits: CardsThatWait;
  /** 0: never. */
  lastContactMs: number;
  /** The server refused this agent as revoked; only a later contact undoes that. */
  revoked: boolean;
  /** Another agent with this identity must be at work: both would count by themselves (journal/rebase.ts). */
  twinned: boolean;
  nowMs: number;
}

export interface CardQuestion extends StoreSituation {
  amountMinor: bigint;
  card: CardFacts;
  blocked: Iterable<string>;
  /** The operator has the right `offline.take`. */
  mayTake: boolean;
}

/** What a reason, or what is left, is counted in. */
export interface Figures {
  unit: 'money' | 'count' | 'ms';
  limit: bigint;
  used: bigint;
  /** limit − used; never below 0. */
  left: bigint;
}

export type CardOffer =
  /** `figures`: of the tightest limit of money, this card not yet counted. */
  | { kind: 'possible'; brand: string; figures: Figures }
  | { kind: 'refused'; reasonCode: CardReason; brand: string; figures: Figures | undefined };

export function offerOf(question: CardQuestion): CardOffer {
  const ofStore = refusalOfStore(question);
  if (ofStore) return ofStore;
  // refusalOfStore has seen that there is one.
  const policy = question.policy as OfflinePolicy;
  const ofCard = refusalOfCard(question, policy);
  if (ofCard) return ofCard;
  const brand = brandOf(policy.brands, question.card.maskedPan);
  return brand ? offerOfAmount(question, policy, brand) : refused('OFFLINE_CARD_NO_BRAND');
}

/** Why this store takes no card at all now; undefined where it may take one. */
export function refusalOfStore(situation: StoreSituation): Refusal | undefined {
  const { policy, waits, nowMs } = situation;
  if (policy?.cards !== 'take') return refused('OFFLINE_CARDS_OFF');
  if (!policy.risk) return refused('OFFLINE_CARD_NO_RISK');
  if (policy.currency !== situation.currency) return refused('OFFLINE_CARD_CURRENCY');
  if (situation.revoked) return refused('OFFLINE_AGENT_REVOKED');
  if (situation.twinned) return refused('OFFLINE_AGENT_TWINNED');
  const contact = contactFigures(situation);
  if (contact && contact.used >= contact.limit) return refused('OFFLINE_NO_CONTACT', contact);
  if (waits.oldestTakenAtMs !== undefined) {
    const age = figures('ms', policy.ageMsMax, Math.max(0, nowMs - waits.oldestTakenAtMs));
    if (age.used >= age.limit) return refused('OFFLINE_CARD_TOO_OLD', age);
  }
  const terminal = figures('count', policy.terminalCount, waits.terminal.count);
  if (terminal.left < 1n) return refused('OFFLINE_LIMIT_TERMINAL_COUNT', terminal);
  const store = figures('count', policy.storeCount, waits.store.count);
  return store.left < 1n ? refused('OFFLINE_LIMIT_STORE_COUNT', store) : undefined;
}

/** Where a clock was set back no time has passed: the sums and counts go on to bound what may be taken. */
function contactFigures({ storePolicy, lastContactMs, nowMs }: StoreSituation): Figures | undefined {
  const limitMs = storePolicy?.offlineWithoutContactMsMax ?? 0;
  return limitMs === 0 ? undefined : figures('ms', limitMs, Math.max(0, nowMs - lastContactMs));
}

/** Stores are dated by Beijing where their policy does not say otherwise. */
function zoneOf({ storePolicy }: StoreSituation): string {
  return storePolicy?.timeZone ?? 'Asia/Shanghai';
}

function refusalOfCard(question: CardQuestion, policy: OfflinePolicy): Refusal | undefined {
  const { card } = question;
  if (!question.mayTake) return refused('OFFLINE_RIGHT_MISSING');
  if (!policy.entryModes.some((mode) => mode === card.entryMode)) return refused('OFFLINE_CARD_ENTRY_MODE');
  if (isBlocked(question.blocked, card.maskedPan)) return refused('OFFLINE_CARD_BLOCKED');
  if (isExpired(card.expiry, monthAt(question.nowMs, zoneOf(question)))) return refused('OFFLINE_CARD_EXPIRED');
  if (!brandOf(policy.brands, card.maskedPan)) return refused('OFFLINE_CARD_NO_BRAND');
  return card.onlinePin ? refused('OFFLINE_CARD_ONLINE_PIN') : undefined;
}

function offerOfAmount(question: CardQuestion, policy: OfflinePolicy, brand: Brand): CardOffer {
  const { waits, amountMinor } = question;
  const brandUsed = waits.brandSumMinor.get(brand.brand) ?? 0n;
  const limits: ReadonlyArray<readonly [CardReason, Figures]> = [
    ['OFFLINE_LIMIT_TRANSACTION', figures('money', policy.perTransactionMinor, 0n)],
    ['OFFLINE_LIMIT_BRAND_TRANSACTION', figures('money', brand.perTransactionMinor, 0n)],
    ['OFFLINE_LIMIT_BRAND_SUM', figures('money', brand.storeSumMinor, brandUsed)],
    ['OFFLINE_LIMIT_TERMINAL_SUM', figures('money', policy.terminalSumMinor, waits.terminal.sumMinor)],
    ['OFFLINE_LIMIT_STORE_SUM', figures('money', policy.storeSumMinor, waits.store.sumMinor)],
  ];
  for (const [reasonCode, limit] of limits) {
    if (amountMinor > limit.left) return { ...refused(reasonCode, limit), brand: brand.brand };
  }
  const tightest = limits.map(([, limit]) => limit).reduce((least, one) => (one.left < least.left ? one : least));
  return { kind: 'possible', brand: brand.brand, figures: tightest };
}

/** What is left for any card, for the banner. */
export interface CardsLeft {
  amountMinor: bigint;
  count: number;
  /** Until age or time without contact end it; undefined without such an end. */
  leftMs: number | undefined;
}

export function cardsLeft(situation: StoreSituation): { left: CardsLeft } | { reasonCode: CardReason } {
  const refusal = refusalOfStore(situation);
  if (refusal) return { reasonCode: refusal.reasonCode };
  const policy = situation.policy as OfflinePolicy;
  const { waits, nowMs } = situation;
  const sums = [
    BigInt(policy.terminalSumMinor) - waits.terminal.sumMinor,
    BigInt(policy.storeSumMinor) - waits.store.sumMinor,
  ];
  const leftMinor = sums.reduce((least, one) => (one < least ? one : least));
  const ends: number[] = [];
  const contact = contactFigures(situation);
  if (contact) ends.push(Number(contact.left));
  if (waits.oldestTakenAtMs !== undefined) ends.push(Math.max(0, waits.oldestTakenAtMs + policy.ageMsMax - nowMs));
  return {
    left: {
      amountMinor: leftMinor > 0n ? leftMinor : 0n,
      count: Math.min(policy.terminalCount - waits.terminal.count, policy.storeCount - waits.store.count),
      leftMs: ends.length === 0 ? undefined : Math.min(...ends),
    },
  };
}

type Refusal = Extract<CardOffer, { kind: 'refused' }>;

function refused(reasonCode: CardReason, of?: Figures): Refusal {
  return { kind: 'refused', reasonCode, brand: '', figures: of };
}

function figures(unit: Figures['unit'], limit: string | number, used: bigint | number): Figures {
  const [limitOf, usedOf] = [BigInt(limit), BigInt(used)];
  return { unit, limit: limitOf, used: usedOf, left: limitOf > usedOf ? limitOf - usedOf : 0n };
}
