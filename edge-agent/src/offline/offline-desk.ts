/**
 * Brings together what the offline policy asks for: settings, what waits, the last contact, the till's mode. And
 * sets that mode, journalled.
 */
import { agentError } from '../errors.ts';
import type { Journal } from '../journal/journal.ts';
import type { PaymentStore } from '../payments/payment-store.ts';
import type { CardParticulars } from '../payments/records.ts';
import type { SettingsStore } from '../settings/settings-store.ts';
import type { Signals } from '../signals.ts';
import type { Store } from '../store/database.ts';
import {
  type CardOffer,
  type CardReason,
  type CardsLeft,
  cardsLeft,
  offerOf,
  type StoreSituation,
} from './card-policy.ts';
import type { ForcedStore } from './forced-store.ts';
import { type Line, type PaymentMode, paymentMode } from './policy.ts';

export interface OfflineDeskParts {
  store: Store;
  journal: Journal;
  signals: Signals;
  settings: Pick<SettingsStore, 'theStore' | 'offlinePolicy' | 'storePolicy' | 'blockedCards'>;
  payments: Pick<PaymentStore, 'cardsThatWait'>;
  forced: ForcedStore;
  settingsVersion: () => number;
  /** 0: never. */
  lastContactMs: () => number;
  /** The server refused this agent as revoked when it was last heard. */
  revoked: () => boolean;
  /** The journal of this terminal was put aside again and again. */
  twinned: (terminalId: string) => boolean;
  nowMs: () => number;
}

export interface CardAsked {
  terminalId: string;
  amountMinor: bigint;
  maskedPan: string;
  card: CardParticulars | undefined;
}

/** What the banner tells of cards. */
export interface OfflineCardsStatus {
  forced: boolean;
  count: number;
  sumMinor: bigint;
  oldestTakenAtMs: number | undefined;
  left: CardsLeft | undefined;
  reasonCode: CardReason | '';
}

type Policies = Pick<StoreSituation, 'policy' | 'storePolicy'>;

export type OfflineDesk = ReturnType<typeof openOfflineDesk>;

export function openOfflineDesk(parts: OfflineDeskParts) {
  const { settings, forced, nowMs } = parts;
  const remembered = new Map<string, Policies>();
  let rememberedVersion = -1;

  /** Read once for each version of the settings: a policy has thousands of ranges, and the status is told often. */
  function policiesOf(terminalId: string): Policies {
    const version = parts.settingsVersion();
    if (version !== rememberedVersion) remembered.clear();
    rememberedVersion = version;
    const known = remembered.get(terminalId) ?? {
      policy: settings.offlinePolicy(terminalId),
      storePolicy: settings.storePolicy(),
    };
    remembered.set(terminalId, known);
    return known;
  }

  function mode(terminalId: string, line: Line): PaymentMode {
    return paymentMode(line, forced.isForced(terminalId), policiesOf(terminalId).policy);
  }

  /** @throws CodedError SETTINGS_MISSING */
  function situation(terminalId: string): StoreSituation {
    const theStore = settings.theStore();
    if (!theStore) throw agentError('SETTINGS_MISSING');
    return {
      ...policiesOf(terminalId),
      currency: theStore.currency,
      waits: parts.payments.cardsThatWait(terminalId),
      lastContactMs: parts.lastContactMs(),
      revoked: parts.revoked(),
      twinned: parts.twinned(terminalId),
      nowMs: nowMs(),
    };
  }

  /** What would be said now to this card. Within a transaction it is what counts for it. */
  function offer(asked: CardAsked, mayTake: boolean): CardOffer {
    const { terminalId, amountMinor, maskedPan, card } = asked;
    const facts = card ?? { entryMode: '', expiry: '', onlinePin: false };
    const blocked = settings.blockedCards(maskedPan.slice(0, 4), terminalId);
    return offerOf({ ...situation(terminalId), amountMinor, card: { ...facts, maskedPan }, blocked, mayTake });
  }

  function status(terminalId: string): OfflineCardsStatus {
    const none = { count: 0, sumMinor: 0n, oldestTakenAtMs: undefined, left: undefined };
    const isForced = mode(terminalId, { status: 'online', sinceMs: 0 }) === 'forced';
    if (!settings.theStore()) return { forced: isForced, ...none, reasonCode: 'OFFLINE_CARDS_OFF' };
    const now = situation(terminalId);
    const may = cardsLeft(now);
    return {
      forced: isForced,
      ...now.waits.store,
      oldestTakenAtMs: now.waits.oldestTakenAtMs,
      left: 'left' in may ? may.left : undefined,
      reasonCode: 'left' in may ? '' : may.reasonCode,
    };
  }

  /** @throws CodedError RIGHT_MISSING, OFFLINE_FORCE_REFUSED */
  function setMode(
    signer: { terminalId: string; operatorId: string; rights: readonly string[] },
    wanted: 'automatic' | 'forced',
    reason: string,
  ): void {
    const { terminalId, operatorId } = signer;
    if (!signer.rights.includes('offline.force')) throw agentError('RIGHT_MISSING', { right: 'offline.force' });
    if (wanted === 'forced' && policiesOf(terminalId).policy?.forced !== 'allow') {
      throw agentError('OFFLINE_FORCE_REFUSED');
    }
    if (forced.isForced(terminalId) === (wanted === 'forced')) return;
    const changedAtMs = nowMs();
    parts.store.transact(() => {
      parts.journal.append({
        terminalId,
        kind: 'offline.mode_changed',
        payload: { mode: wanted, operatorId, reason, changedAtMs },
      });
      if (wanted === 'forced') forced.force({ terminalId, operatorId, reason, changedAtMs });
      else forced.release(terminalId);
    });
    parts.signals.changed('line');
  }

  return { mode, offer, status, setMode, settingsVersion: parts.settingsVersion };
}
