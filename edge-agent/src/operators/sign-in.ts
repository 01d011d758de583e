/**
 * Who stands at the till. PINs are proved against argon2id hashes that came down with the settings, so a
 * store signs in without the line. Wrong PINs are counted per number, durably: after five the number is
 * locked, at first for 30 s, then twice as long each time, at most 15 minutes. A card's code is of chance, so its
 * hash is a plain one; cards that nobody has are counted in the same way per till.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import type { Log } from '@qiantai/foundation';
import { cardCodePattern, operatorCardHash } from '@qiantai/protos';
import { agentError } from '../errors.ts';
import type { Journal } from '../journal/journal.ts';
import { businessDateAt } from '../sales/business-date.ts';
import type { OperatorSetting, SettingsStore } from '../settings/settings-store.ts';
import type { Store } from '../store/database.ts';
import type { OperatorStore, Session, SignInFailures } from './operator-store.ts';

const wrongPinsMax = 5;
const lockFirstMs = 30_000;
const lockMaxMs = 15 * 60_000;
/** A shift is over after this, whatever happens. */
const sessionLifeMs = 36 * 3_600_000;
/** As many as a till's status tells. */
const signedInMax = 50;
const numberPattern = /^[0-9]{1,8}$/;
const pinPattern = /^[0-9]{4,12}$/;

export interface SignedIn {
  session: string;
  operator: OperatorSetting;
  businessDate: string;
}

export type SignInDesk = ReturnType<typeof openSignInDesk>;

export function openSignInDesk(parts: {
  store: Store;
  journal: Journal;
  operators: OperatorStore;
  settings: SettingsStore;
  nowMs: () => number;
  /** When the server last answered; 0: never. */
  lastContactMs: () => number;
  log: Log;
}) {
  const { operators } = parts;
  let dummyHash: Promise<string> | undefined;

  /** @throws CodedError SIGN_IN_WRONG, SIGN_IN_LOCKED, SIGN_IN_WITHOUT_CONTACT, REQUEST_BAD */
  async function signIn(terminalId: string, number: string, pin: string): Promise<SignedIn> {
    return open(terminalId, await checkPin(terminalId, number, pin));
  }

  /** @throws CodedError as signIn does */
  function signInByCard(terminalId: string, cardCode: string): SignedIn {
    return open(terminalId, proveCard(terminalId, cardCode));
  }

  /** That somebody stands here, without a session: for a second pair of eyes. @throws CodedError as signIn does */
  async function prove(terminalId: string, number: string, pin: string): Promise<OperatorSetting> {
    const operator = await checkPin(terminalId, number, pin);
    operators.clearFailures(operator.number);
    return operator;
  }

  /** The same by the operator's card. A number that is locked is locked for its card, too. @throws CodedError as signIn does */
  function proveCard(terminalId: string, cardCode: string): OperatorSetting {
    if (!cardCodePattern.test(cardCode)) {
      throw agentError('REQUEST_BAD', { field: 'card_code', why: '26 to 128 printable characters' });
    }
    insistOnContact();
    const counted = `card/${terminalId}`;
    countTry(counted);
    const operator = operatorOfCard(terminalId, cardCode);
    if (!operator) {
      parts.log.warn({ terminalId }, 'operator.card_unknown');
      throw agentError('SIGN_IN_WRONG');
    }
    insistUnlocked(operator.number);
    operators.clearFailures(counted);
    return operator;
  }

  /** Every operator's hash is compared, each in constant time: how long it takes tells nothing. */
  function operatorOfCard(terminalId: string, cardCode: string): OperatorSetting | undefined {
    const cardHash = Buffer.from(operatorCardHash(cardCode), 'hex');
    const holders = parts.settings.operators(terminalId).filter((one) => {
      const known = Buffer.from(one.cardHash ?? '', 'hex');
      return known.length === cardHash.length && timingSafeEqual(known, cardHash);
    });
    // A card of two names nobody.
    return holders.length === 1 ? holders[0] : undefined;
  }

  async function checkPin(terminalId: string, number: string, pin: string): Promise<OperatorSetting> {
    if (!numberPattern.test(number)) throw agentError('REQUEST_BAD', { field: 'number', why: 'one to eight digits' });
    if (!pinPattern.test(pin)) throw agentError('REQUEST_BAD', { field: 'pin', why: 'four to twelve digits' });
    insistOnContact();
    countTry(number);
    const operator = parts.settings.operators(terminalId).find((one) => one.number === number);
    // An unknown number takes as long as a known one.
    dummyHash ??= hash('no operator has this PIN');
    const right = await verify(operator?.pinHash ?? (await dummyHash), pin).catch(() => false);
    if (!operator || !right) {
      parts.log.warn({ terminalId, number }, 'operator.sign_in_wrong');
      throw agentError('SIGN_IN_WRONG');
    }
    return operator;
  }

  /** Who was revoked meanwhile is not known here: after a time nobody is let in. */
  function insistOnContact(): void {
    const maxMs = parts.settings.storePolicy()?.signInWithoutContactMsMax ?? 0;
    const silentMs = parts.nowMs() - parts.lastContactMs();
    if (maxMs === 0 || silentMs <= maxMs) return;
    const hours = parts.lastContactMs() === 0 ? '?' : Math.floor(silentMs / 3_600_000);
    throw agentError('SIGN_IN_WITHOUT_CONTACT', { hours });
  }

  /** Counts the try before it is proved: tries side by side are counted, too. */
  function countTry(number: string): void {
    const nowMs = parts.nowMs();
    const count = insistUnlocked(number).count + 1;
    const over = count - wrongPinsMax;
    const lockedUntilMs = over < 0 ? 0 : nowMs + Math.min(lockMaxMs, lockFirstMs * 2 ** Math.min(over, 10));
    operators.setFailures(number, { count, lockedUntilMs });
  }

  function insistUnlocked(number: string): SignInFailures {
    const before = operators.failures(number);
    const leftMs = before.lockedUntilMs - parts.nowMs();
    if (leftMs > 0) throw agentError('SIGN_IN_LOCKED', { retryAfterS: Math.ceil(leftMs / 1000) });
    return before;
  }

  function open(terminalId: string, operator: OperatorSetting): SignedIn {
    const nowMs = parts.nowMs();
    const session = randomBytes(24).toString('base64url');
    const businessDate = businessDateAt(nowMs, parts.settings.storePolicy());
    parts.store.transact(() => {
      operators.clearFailures(operator.number);
      operators.dropSessionsBefore(nowMs - sessionLifeMs);
      operators.addSession(hashOf(session), {
        terminalId,
        operatorId: operator.operatorId,
        businessDate,
        openedAtMs: nowMs,
      });
      parts.journal.append({
        terminalId,
        kind: 'operator.signed_in',
        payload: { operatorId: operator.operatorId, businessDate },
      });
    });
    return { session, operator, businessDate };
  }

  /** @throws CodedError SESSION_MISSING */
  function sessionOf(terminalId: string, token: string): Session {
    const session = token === '' ? undefined : operators.session(hashOf(token));
    if (!session || session.terminalId !== terminalId || session.openedAtMs + sessionLifeMs < parts.nowMs()) {
      throw agentError('SESSION_MISSING');
    }
    return session;
  }

  /** Whether a session is this till's and not over. */
  function isOpen(terminalId: string, token: string): boolean {
    const session = operators.session(hashOf(token));
    return session?.terminalId === terminalId && session.openedAtMs + sessionLifeMs >= parts.nowMs();
  }

  function signOut(terminalId: string, token: string): void {
    const session = sessionOf(terminalId, token);
    parts.store.transact(() => {
      operators.dropSession(hashOf(token));
      parts.journal.append({ terminalId, kind: 'operator.signed_out', payload: { operatorId: session.operatorId } });
    });
  }

  /** Operators with an open session at some till, whoever signed in last first. */
  function signedIn(): string[] {
    const since = parts.nowMs() - sessionLifeMs;
    const open = operators.sessions().filter(({ openedAtMs }) => openedAtMs >= since);
    const latest = open.sort((one, other) => other.openedAtMs - one.openedAtMs);
    return [...new Set(latest.map(({ operatorId }) => operatorId))].slice(0, signedInMax);
  }

  return { signIn, signInByCard, prove, proveCard, sessionOf, isOpen, signOut, signedIn };
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
